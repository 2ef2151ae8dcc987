/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Codes of an authenticator, by OpenSSL's HMAC. */

#include "mado-totp.h"

#include "mado-openssl.h"

#include <openssl/crypto.h>
#include <string.h>

#define STEP_SECONDS 30
#define DRIFT 1 /* steps that a clock may be ahead or behind */
#define SHA1_SIZE 20
#define BITS_OF_LETTER 5

G_STATIC_ASSERT (MADO_TOTP_DIGITS == 6);

/**
 * mado_totp_get_step:
 * @now: a moment, not before 1970
 *
 * Returns: the number of its half minute
 */
gint64
mado_totp_get_step (MadoInstant now)
{
  return now.microseconds / G_USEC_PER_SEC / STEP_SECONDS;
}

/**
 * mado_totp_compute:
 * @secret: what authenticator and service share
 * @step: a half minute
 * @out_code: (out): its code
 * @error: where to put %MADO_BASE_ERROR_FAILED
 *
 * Returns: whether it was computed
 */
gboolean
mado_totp_compute (const MadoSecret *secret, gint64 step, char out_code[MADO_TOTP_DIGITS + 1], GError **error)
{
  const guint64 counter = GUINT64_TO_BE ((guint64) step);
  guint8 mac[SHA1_SIZE];
  size_t length = 0;
  guint32 word;

  if (EVP_Q_mac (NULL, "HMAC", NULL, "SHA1", NULL, mado_secret_get_bytes (secret), mado_secret_get_length (secret),
                 (const guint8 *) &counter, sizeof counter, mac, sizeof mac, &length) == NULL) {
    mado_openssl_set_error (error, "cannot compute a code");
    return FALSE;
  }
  memcpy (&word, mac + (mac[SHA1_SIZE - 1] & 0xf), sizeof word);
  g_snprintf (out_code, MADO_TOTP_DIGITS + 1, "%06u", (GUINT32_FROM_BE (word) & 0x7fffffff) % 1000000);

  return TRUE;
}

/**
 * mado_totp_find_step:
 * @secret: what authenticator and service share
 * @code: what somebody typed
 * @now: official time
 * @after: the last step whose code was used, or %MADO_TOTP_STEP_NONE
 * @out_step: (out): the step whose code it is; %MADO_TOTP_STEP_NONE: it is none that counts now
 * @error: where to put %MADO_BASE_ERROR_FAILED
 *
 * Returns: whether it could be found out
 */
gboolean
mado_totp_find_step (
    const MadoSecret *secret, const char *code, MadoInstant now, gint64 after, gint64 *out_step, GError **error)
{
  const gint64 step = mado_totp_get_step (now);
  gint64 found = MADO_TOTP_STEP_NONE;

  for (gint64 candidate = MAX (step - DRIFT, 0); candidate <= step + DRIFT; candidate++) {
    char expected[MADO_TOTP_DIGITS + 1];

    if (!mado_totp_compute (secret, candidate, expected, error))
      return FALSE;
    if (candidate > after && strlen (code) == MADO_TOTP_DIGITS && CRYPTO_memcmp (code, expected, MADO_TOTP_DIGITS) == 0)
      found = candidate;
  }
  *out_step = found;

  return TRUE;
}

/* RFC 4648, without padding. */
static char *
encode_base32 (const MadoSecret *secret)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const guint8 *bytes = mado_secret_get_bytes (secret);
  GString *text = g_string_new (NULL);
  guint32 bits = 0, n_bits = 0;

  for (gsize i = 0; i < mado_secret_get_length (secret); i++) {
    bits = bits << 8 | bytes[i];
    for (n_bits += 8; n_bits >= BITS_OF_LETTER; n_bits -= BITS_OF_LETTER)
      g_string_append_c (text, letters[bits >> (n_bits - BITS_OF_LETTER) & 31]);
  }
  if (n_bits > 0)
    g_string_append_c (text, letters[bits << (BITS_OF_LETTER - n_bits) & 31]);

  return g_string_free_and_steal (text);
}

/**
 * mado_totp_build_uri:
 * @secret: what authenticator and service share
 * @issuer: whose service it is
 * @account: an account's name
 *
 * Returns: (transfer full): what an authenticator reads as a picture; whoever has it has the secret
 */
char *
mado_totp_build_uri (const MadoSecret *secret, const char *issuer, const char *account)
{
  g_autofree char *issuer_part = g_uri_escape_string (issuer, NULL, FALSE);
  g_autofree char *account_part = g_uri_escape_string (account, NULL, FALSE);
  g_autofree char *letters = encode_base32 (secret);

  return g_strdup_printf ("otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d", issuer_part,
                          account_part, letters, issuer_part, MADO_TOTP_DIGITS, STEP_SECONDS);
}
