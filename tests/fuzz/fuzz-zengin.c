/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a 全銀 file, and as the JSON of one: what reads without errors writes and reads the same again. */

#include <stdint.h>

#include "mado-zengin-json.h"
#include "mado-zengin-layout.h"
#include "mado-zengin-preflight.h"
#include "mado-zengin-reader.h"
#include "mado-zengin-writer.h"

static const MadoBankProfile any_bank = { TRUE, TRUE, TRUE, TRUE, TRUE };
static const MadoDate file_date = { 2025, 4, 1 };

/* What a record says, in the struct of its layout. */
static void
retell (const MadoZenginLayout *layout, const guint8 *record, GStringChunk *texts, void *said)
{
  for (guint i = 0; i < layout->n_fields; i++) {
    const MadoZenginField *field = &layout->fields[i];
    g_autofree char *text = mado_zengin_field_dup_text (field, record);

    if (field->form == MADO_ZENGIN_NUMBER)
      G_STRUCT_MEMBER (gint64, said, field->member) = mado_zengin_field_get_number (field, record);
    else
      G_STRUCT_MEMBER (const char *, said, field->member) = g_string_chunk_insert (texts, text);
  }
}

static void
write_group (MadoZenginWriter *writer, const MadoZenginGroup *group)
{
  g_autoptr (GStringChunk) texts = g_string_chunk_new (4096);
  MadoZenginHeader header = {};
  MadoZenginTrailer trailer = {};

  retell (mado_zengin_layout_get_header (), group->header.bytes, texts, &header);
  mado_zengin_writer_begin_group (writer, &header);
  for (guint i = 0; i < group->payments->len; i++) {
    const guint8 *record = mado_zengin_group_get_payment (group, i)->bytes;
    MadoZenginPayment payment = {};

    retell (mado_zengin_layout_of_payment (group->header.bytes, record), record, texts, &payment);
    mado_zengin_writer_add (writer, &payment);
  }
  retell (mado_zengin_layout_get_trailer (), group->trailer.bytes, texts, &trailer);
  mado_zengin_writer_end_group (writer, &trailer);
}

static void
assert_same_record (const MadoZenginRecord *a, const MadoZenginRecord *b)
{
  g_assert_cmpuint (a->number, ==, b->number);
  g_assert_cmpmem (a->bytes, MADO_ZENGIN_RECORD_SIZE, b->bytes, MADO_ZENGIN_RECORD_SIZE);
}

static void
assert_same_group (const MadoZenginGroup *a, const MadoZenginGroup *b)
{
  assert_same_record (&a->header, &b->header);
  g_assert_cmpuint (a->payments->len, ==, b->payments->len);
  for (guint i = 0; i < a->payments->len; i++)
    assert_same_record (mado_zengin_group_get_payment (a, i), mado_zengin_group_get_payment (b, i));
  assert_same_record (&a->trailer, &b->trailer);
}

static void
try_file (GBytes *bytes)
{
  g_autoptr (MadoFindings) found = mado_findings_new ();
  g_autoptr (MadoFindings) found_again = mado_findings_new ();
  g_autoptr (MadoFindings) found_before_sending = mado_findings_new ();
  g_autoptr (MadoZenginFile) file = mado_zengin_read (bytes, &any_bank, found);

  mado_zengin_preflight (file, file_date, NULL, found_before_sending);
  if (mado_findings_have_errors (found))
    return;

  g_autoptr (MadoZenginWriter) writer = mado_zengin_writer_new (&any_bank, &file->framing, found);
  for (guint i = 0; i < file->groups->len; i++)
    write_group (writer, g_ptr_array_index (file->groups, i));
  g_autoptr (GBytes) written = mado_zengin_writer_finish (writer);
  g_assert_nonnull (written);

  g_autoptr (MadoZenginFile) file_again = mado_zengin_read (written, &any_bank, found_again);
  g_assert_false (mado_findings_have_errors (found_again));
  g_assert_cmpuint (file->groups->len, ==, file_again->groups->len);
  for (guint i = 0; i < file->groups->len; i++)
    assert_same_group (g_ptr_array_index (file->groups, i), g_ptr_array_index (file_again->groups, i));
}

static void
try_json (GBytes *json)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GError) error = NULL;
  gboolean told = mado_zengin_json_write (json, &any_bank, NULL, findings, &written, &error);

  g_assert_true (told == (error == NULL));
  g_assert_true ((written != NULL) == (told && !mado_findings_have_errors (findings)));
  if (written == NULL)
    return;

  g_autoptr (MadoFindings) found = mado_findings_new ();
  g_autoptr (MadoZenginFile) file = mado_zengin_read (written, &any_bank, found);
  g_assert_false (mado_findings_have_errors (found));
}

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  try_file (bytes);
  try_json (bytes);

  return 0;
}
