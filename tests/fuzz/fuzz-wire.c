/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as any record of the line: what is one is written again, as text that stays as it is. */

#include <stdint.h>

#include "mado-base-error.h"
#include "wire-records.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
try_record (const WireRecord *record, GBytes *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) once = record->rewrite (text, &error);
  g_autoptr (GBytes) twice = NULL;

  if (once == NULL) {
    g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
    g_assert_true (g_str_has_prefix (error->message, "cannot read the "));
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    return;
  }
  twice = record->rewrite (once, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (once, twice));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) text = g_bytes_new (data, size);

  for (const WireRecord *record = wire_record_list (); record->name != NULL; record++)
    try_record (record, text);

  return 0;
}
