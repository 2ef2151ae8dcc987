/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a form file: they parse or are refused with a place, nothing of private use gets through, and it does
 * not matter in which pieces they come. The first byte chooses how tight the limits are. */

#include <stdint.h>
#include <string.h>

#include "mado-form-reader.h"
#include "mado-test-stream.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_text (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (; *text != '\0'; text = g_utf8_next_char (text))
    g_assert_cmpint (g_unichar_type (g_utf8_get_char (text)), !=, G_UNICODE_PRIVATE_USE);
}

static void
describe_findings (GString *out, const MadoFindings *findings, guint64 row)
{
  for (guint i = 0; i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);

    g_assert_true (row == 0 || finding->record == row);
    g_string_append_printf (out, " %s %u %u", finding->code, (guint) finding->record, (guint) finding->place);
  }
}

static void
describe_record (GString *out, const MadoFormRecord *record)
{
  g_string_append_printf (out, "\n%u %d", (guint) record->row, record->is_kept);
  describe_findings (out, record->findings, record->row);
  g_assert_true (record->is_kept || mado_findings_get_count (record->findings) > 0 || record->values != NULL);
  for (guint i = 0; i < record->n_values; i++) {
    check_text (record->values[i].text);
    check_text (record->values[i].original);
    g_assert_true (record->values[i].is_usable || mado_findings_have_errors (record->findings));
  }
  if (record->is_kept)
    mado_form_record_append_content (record, out);
}

static char *
describe (const uint8_t *data, size_t size, gsize piece, const MadoFormLimits *limits)
{
  g_autoptr (MadoTestStream) stream = mado_test_stream_new (data, size, piece);
  g_autoptr (MadoFormHeadings) headings = mado_form_headings_new_default ();
  g_autoptr (MadoFormReader) reader = mado_form_reader_new (G_INPUT_STREAM (stream), headings, limits, NULL);
  GString *out = g_string_new (NULL);
  const MadoFormRecord *record;
  guint64 last_row = 0;

  g_assert_nonnull (reader);
  g_string_append_printf (out, "%d %c", (int) mado_form_reader_get_charset (reader),
                          mado_form_reader_get_delimiter (reader));
  describe_findings (out, mado_form_reader_get_findings (reader), 0);
  g_assert_true (mado_form_reader_get_columns (reader) != NULL ||
                 mado_findings_have_errors (mado_form_reader_get_findings (reader)));
  for (;;) {
    g_assert_true (mado_form_reader_next (reader, &record, NULL));
    if (record == NULL)
      return g_string_free_and_steal (out);
    g_assert_cmpuint (record->row, >, last_row);
    last_row = record->row;
    describe_record (out, record);
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  MadoFormLimits limits = *mado_form_limits_get_default ();

  if (size == 0)
    return 0;
  if (data[0] % 2 == 1)
    limits = (MadoFormLimits) { { data[0] % 16, data[0] % 64, 1 + data[0] % 8 }, 1 + data[0] / 8, 1 };
  g_autofree char *whole = describe (data + 1, size - 1, G_MAXSSIZE, &limits);
  g_autofree char *pieces = describe (data + 1, size - 1, 1 + size % 5, &limits);
  g_assert_cmpstr (whole, ==, pieces);

  return 0;
}
