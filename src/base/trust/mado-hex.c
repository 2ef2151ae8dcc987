/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bytes as hexadecimal digits and back. */

#include "mado-hex.h"

#include "mado-base-error.h"

#include <string.h>

static const char digits[] = "0123456789abcdef";

/**
 * mado_hex_from_bytes:
 * @bytes: bytes
 * @length: how many
 *
 * Returns: (transfer full): two digits for each
 */
char *
mado_hex_from_bytes (const guint8 *bytes, gsize length)
{
  char *hex = g_malloc (length * 2 + 1);

  for (gsize i = 0; i < length; i++) {
    hex[i * 2] = digits[bytes[i] >> 4];
    hex[i * 2 + 1] = digits[bytes[i] & 0xF];
  }
  hex[length * 2] = '\0';

  return hex;
}

/**
 * mado_hex_to_bytes:
 * @hex: exactly two lower-case digits for each byte: what is equal has equal text
 * @out_bytes: (out caller-allocates) (array length=length): takes the bytes; untouched on failure
 * @length: how many there must be
 *
 * Returns: whether @hex was that
 */
gboolean
mado_hex_to_bytes (const char *hex, guint8 *out_bytes, gsize length, GError **error)
{
  if (strlen (hex) != length * 2 || strspn (hex, digits) != length * 2) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID,
                 "expected %" G_GSIZE_FORMAT " lower-case hexadecimal digits", length * 2);
    return FALSE;
  }

  for (gsize i = 0; i < length; i++)
    out_bytes[i] = (guint8) (g_ascii_xdigit_value (hex[i * 2]) << 4 | g_ascii_xdigit_value (hex[i * 2 + 1]));

  return TRUE;
}
