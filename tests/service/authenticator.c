/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Knows no more than what stands in the picture. */

#include "authenticator.h"

#include <string.h>

/**
 * authenticator_show:
 * @uri: what was scanned
 * @now: a moment
 * @step: how many half minutes later it is there
 * @out_code: (out): what it shows then
 */
void
authenticator_show (const char *uri, MadoInstant now, int step, char out_code[MADO_TOTP_DIGITS + 1])
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const char *text = strstr (uri, "secret=") + strlen ("secret=");
  g_autoptr (MadoSecret) secret = mado_secret_new (MADO_TOTP_SECRET_SIZE);
  guint64 bits = 0;
  guint n_bits = 0, n = 0;

  for (; *text != '&'; text++) {
    bits = bits << 5 | (guint64) (strchr (letters, *text) - letters);
    n_bits += 5;
    if (n_bits >= 8) {
      n_bits -= 8;
      mado_secret_get_bytes (secret)[n++] = (guint8) (bits >> n_bits);
    }
  }
  g_assert_cmpuint (n, ==, MADO_TOTP_SECRET_SIZE);
  g_assert_true (mado_totp_compute (secret, mado_totp_get_step (now) + step, out_code, NULL));
}
