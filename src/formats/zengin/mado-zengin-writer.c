/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes the bytes of a 全銀 transfer file, or says all that forbids it. */

#include "mado-zengin-writer.h"

#include <string.h>

#include "mado-zengin-check.h"
#include "mado-zengin-twins.h"

struct _MadoZenginWriter {
  MadoFindings *findings;
  MadoZenginCheck check;
  MadoZenginTwins *twins;
  GString *bytes;
  GByteArray *text; /* of one field */
  MadoZenginFraming framing;
  const char *newline;
  guint64 n_records;
  char type_code[3]; /* of the open group */
  gint64 count;      /* of the open group's payments */
  gint64 total;      /* of their amounts */
};

static void
judge_framing (MadoFindings *findings, const MadoZenginFraming *framing)
{
  if (framing->bom)
    mado_findings_add (findings, "E_BOM", 1, 0, NULL);
  if (framing->newline == MADO_ZENGIN_NEWLINE_MIXED)
    mado_findings_add (findings, "E_NEWLINE", 0, 0, NULL);
  if (framing->newline == MADO_ZENGIN_NEWLINE_LF || framing->newline == MADO_ZENGIN_NEWLINE_CR)
    mado_findings_add (findings, "W_NEWLINE", 0, 0, NULL);
}

/**
 * mado_zengin_writer_new:
 * @bank: what the bank takes in names
 * @framing: what the bank wants around records; line ends other than CR LF and none are warned of
 * @findings: takes all that forbids the file; outlives the writer
 *
 * Returns: (transfer full): a writer with no group yet
 */
MadoZenginWriter *
mado_zengin_writer_new (const MadoBankProfile *bank, const MadoZenginFraming *framing, MadoFindings *findings)
{
  MadoZenginWriter *self = g_new0 (MadoZenginWriter, 1);
  const char *newline = mado_zengin_newline_get_bytes (framing->newline);

  self->findings = findings;
  mado_zengin_check_init (&self->check, bank, MADO_ZENGIN_WRITING, findings);
  self->twins = mado_zengin_twins_new ();
  self->bytes = g_string_new (NULL);
  self->text = g_byte_array_sized_new (MADO_ZENGIN_RECORD_SIZE);
  self->framing = *framing;
  self->newline = newline != NULL ? newline : "";
  judge_framing (findings, framing);

  return self;
}

/**
 * mado_zengin_writer_free:
 * @self: (transfer full): a writer
 */
void
mado_zengin_writer_free (MadoZenginWriter *self)
{
  mado_zengin_twins_free (self->twins);
  if (self->bytes != NULL)
    g_string_free (self->bytes, TRUE);
  g_byte_array_unref (self->text);
  g_free (self);
}

/* Returns the code of what forbids the text, or NULL where it was put. */
static const char *
put_text (MadoZenginWriter *self, const MadoZenginField *field, guint8 *record, const char *text)
{
  g_byte_array_set_size (self->text, 0);
  if (!mado_jis8_append_utf8 (self->text, text))
    return "E_BYTE";
  if (self->text->len > field->length)
    return "E_WIDTH";

  memset (record + field->from - 1, ' ', field->length);
  memcpy (record + field->from - 1, self->text->data, self->text->len);

  return NULL;
}

static const char *
put_digits (const MadoZenginField *field, guint8 *record, const char *text)
{
  guint8 *end = record + field->from - 1 + field->length;
  gsize length = strlen (text);

  if (length > field->length)
    return "E_WIDTH";

  memset (record + field->from - 1, length > 0 ? '0' : ' ', field->length);
  while (length > 0)
    *--end = (guint8) text[--length];

  return NULL;
}

static const char *
put_number (const MadoZenginField *field, guint8 *record, gint64 number)
{
  guint8 *digit = record + field->from - 1 + field->length;

  if (number < 0)
    return field->code;
  for (guint i = 0; i < field->length; i++, number /= 10)
    *--digit = (guint8) ('0' + number % 10);

  return number > 0 ? field->code : NULL;
}

static void
put_field (MadoZenginWriter *self, const MadoZenginField *field, guint8 *record, const void *said)
{
  const char *text = field->preset;
  const char *code = NULL;

  if (field->form == MADO_ZENGIN_NUMBER) {
    code = put_number (field, record, G_STRUCT_MEMBER (const gint64, said, field->member));
  } else {
    if (G_STRUCT_MEMBER (const char *const, said, field->member) != NULL)
      text = G_STRUCT_MEMBER (const char *const, said, field->member);
    if (text != NULL && (field->form == MADO_ZENGIN_TEXT || field->form == MADO_ZENGIN_HALF))
      code = put_text (self, field, record, text);
    else if (text != NULL)
      code = put_digits (field, record, text);
  }

  if (code != NULL)
    mado_findings_add (self->findings, code, self->n_records, field->from, field->name);
  else
    mado_zengin_check_field (&self->check, field, record, self->n_records);
}

/* Appends a record. A field that cannot be put leaves its spaces in it, but then the file is not written at all. */
static const guint8 *
put_record (MadoZenginWriter *self, const MadoZenginLayout *layout, const void *said)
{
  guint8 *record;

  if (self->n_records > 0)
    g_string_append (self->bytes, self->newline);
  g_string_set_size (self->bytes, self->bytes->len + MADO_ZENGIN_RECORD_SIZE);
  record = (guint8 *) self->bytes->str + self->bytes->len - MADO_ZENGIN_RECORD_SIZE;
  memset (record, ' ', MADO_ZENGIN_RECORD_SIZE);

  self->n_records++;
  for (guint i = 0; i < layout->n_fields; i++)
    put_field (self, &layout->fields[i], record, said);

  return record;
}

/**
 * mado_zengin_writer_begin_group:
 * @self: a writer; no group is open
 * @header: who pays, and when
 */
void
mado_zengin_writer_begin_group (MadoZenginWriter *self, const MadoZenginHeader *header)
{
  const guint8 *record = put_record (self, mado_zengin_layout_get_header (), header);

  memcpy (self->type_code, record + 1, 2);
  self->count = 0;
  self->total = 0;
}

/**
 * mado_zengin_writer_add:
 * @self: a writer with an open group
 * @payment: one payment of the group
 */
void
mado_zengin_writer_add (MadoZenginWriter *self, const MadoZenginPayment *payment)
{
  gboolean edi = payment->ident != NULL && payment->ident[0] == 'Y';
  const guint8 *record = put_record (self, mado_zengin_layout_get_payment (self->type_code, edi), payment);
  guint64 twin = mado_zengin_twins_add (self->twins, record, self->n_records);

  if (payment->edi != NULL && !edi)
    mado_findings_add (self->findings, "E_IDENT", self->n_records, 113, NULL);
  if (twin != 0)
    mado_findings_add (self->findings, "W_DUP", self->n_records, twin, NULL);
  self->count++;
  if (payment->amount > 0 && payment->amount <= MADO_ZENGIN_MAX_AMOUNT)
    self->total += payment->amount;
}

/**
 * mado_zengin_writer_end_group:
 * @self: a writer with an open group
 * @expected: (nullable): what somebody else reckoned; a negative number was not reckoned
 *
 * Writes the trailer with our own count and total. Those of @expected are only compared.
 */
void
mado_zengin_writer_end_group (MadoZenginWriter *self, const MadoZenginTrailer *expected)
{
  const MadoZenginLayout *layout = mado_zengin_layout_get_trailer ();
  MadoZenginTrailer trailer = expected != NULL ? *expected : (MadoZenginTrailer) {};

  trailer.count = self->count;
  trailer.total = self->total;
  put_record (self, layout, &trailer);

  if (self->count == 0)
    mado_findings_add (self->findings, "E_NODATA", self->n_records, 1, NULL);
  if (expected != NULL && expected->count >= 0 && expected->count != self->count)
    mado_findings_add (self->findings, "E_COUNT", self->n_records, 2, NULL);
  if (expected != NULL && expected->total >= 0 && expected->total != self->total)
    mado_findings_add (self->findings, "E_TOTAL", self->n_records, 8, NULL);
}

/**
 * mado_zengin_writer_finish:
 * @self: a writer; no group is open, and it is not used any more
 *
 * Returns: (transfer full) (nullable): the file, or %NULL where the findings have errors
 */
GBytes *
mado_zengin_writer_finish (MadoZenginWriter *self)
{
  const MadoZenginEnd end = {};

  if (self->n_records == 0)
    mado_findings_add (self->findings, "E_EMPTY", 0, 0, NULL);
  put_record (self, mado_zengin_layout_get_end (), &end);
  if (!self->framing.lacks_final_newline)
    g_string_append (self->bytes, self->newline);
  if (self->framing.eof1a)
    g_string_append_c (self->bytes, 0x1A);

  if (mado_findings_have_errors (self->findings))
    return NULL;

  return g_string_free_to_bytes (g_steal_pointer (&self->bytes));
}
