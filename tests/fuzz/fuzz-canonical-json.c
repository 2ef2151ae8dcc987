/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes are either refused, with a place, or have canonical bytes that are their own canonical bytes. */

#include "mado-base-error.h"
#include "mado-canonical-json.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) once = mado_canonical_json_from_text ((const char *) data, size, &error);

  if (once == NULL) {
    g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
    g_assert_true (g_str_has_prefix (error->message, "JSON refused at byte "));
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    return 0;
  }

  gsize length = 0;
  const char *text = g_bytes_get_data (once, &length);
  g_autoptr (GBytes) twice = mado_canonical_json_from_text (text, length, NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (length, <=, size);
  g_assert_nonnull (twice);
  g_assert_true (g_bytes_equal (once, twice));
  g_assert_true (mado_canonical_json_is_canonical (text, length));

  return 0;
}
