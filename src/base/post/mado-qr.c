/* SPDX-License-Identifier: GPL-3.0-or-later */

/* By libqrencode. */

#include "mado-qr.h"

#include <errno.h>
#include <qrencode.h>

#include "mado-base-error.h"

/**
 * mado_qr_draw:
 * @text: what it says
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable): a line for each row of modules, without the quiet zone: 1 is black, 0 white
 */
char *
mado_qr_draw (const char *text, GError **error)
{
  QRcode *code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  GString *lines;

  if (code == NULL) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_FAILED, "cannot draw a QR code: %s", g_strerror (errno));
    return NULL;
  }
  lines = g_string_new (NULL);
  for (int i = 0; i < code->width * code->width; i++) {
    g_string_append_c (lines, (code->data[i] & 1) != 0 ? '1' : '0');
    if ((i + 1) % code->width == 0)
      g_string_append_c (lines, '\n');
  }
  QRcode_free (code);

  return g_string_free_and_steal (lines);
}
