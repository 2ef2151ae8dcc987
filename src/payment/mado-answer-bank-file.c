/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bank's own file as it comes back: our records, each with a digit that says what became of it where the way of
 * transfer stood. */

#include <string.h>

#include "mado-answer-line.h"
#include "mado-json-member.h"
#include "mado-zengin-layout.h"
#include "mado-zengin-reader.h"

#define RESULT 112 /* byte of a payment, from 1 */

/* What of a header says who pays from where. */
static const char *const headers[] = { "consignor_code", "from_bank", "from_branch", "from_acct_type", "from_acct_no" };

static char *
dup_field (const MadoZenginLayout *layout, const char *name, const guint8 *record)
{
  return mado_zengin_field_dup_text (mado_zengin_layout_get_field (layout, name), record);
}

static gboolean
is_of_same_payer (const guint8 *a, const guint8 *b)
{
  const MadoZenginLayout *layout = mado_zengin_layout_get_header ();

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++) {
    const MadoZenginField *field = mado_zengin_layout_get_field (layout, headers[i]);

    if (memcmp (a + field->from - 1, b + field->from - 1, field->length) != 0)
      return FALSE;
  }

  return TRUE;
}

static void
compare_header (const MadoZenginGroup *group, GBytes *sent, MadoFindings *findings)
{
  g_autoptr (MadoFindings) ignored = mado_findings_new ();
  g_autoptr (MadoZenginFile) file = NULL;

  if (sent == NULL) {
    mado_findings_add (findings, MADO_ANSWER_NOT_COMPARED, group->header.number, 0, NULL);
    return;
  }
  file = mado_zengin_read (sent, mado_bank_profile_get_default (), ignored);
  if (file->groups->len == 0 ||
      !is_of_same_payer (group->header.bytes, ((MadoZenginGroup *) g_ptr_array_index (file->groups, 0))->header.bytes))
    mado_findings_add (findings, MADO_ANSWER_OTHER_BANK, group->header.number, 59, NULL);
}

/* The file names no year: it is the day on which the money was to move. */
static char *
find_day (const MadoPaymentBatch *batch, const MadoZenginGroup *group, MadoFindings *findings)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (batch->entity), "transfers"));
  g_autofree char *mmdd = dup_field (mado_zengin_layout_get_header (), "date_mmdd", group->header.bytes);

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter)) {
    const char *day = mado_json_get_text (one, "day");

    if (yyjson_obj_get (one, "void") == NULL && strlen (day) == strlen ("2025-04-01") &&
        strncmp (day + 5, mmdd, 2) == 0 && strcmp (day + 8, mmdd + 2) == 0)
      return g_strdup (day);
  }
  mado_findings_add (findings, MADO_ANSWER_DATE, group->header.number, 55, "date_mmdd");

  return g_strdup ("");
}

static MadoAnswerLine *
read_payment (const MadoZenginGroup *group, const MadoZenginRecord *record, const char *day)
{
  static const char *const cells[] = { "bank", "branch", "acct_type", "acct_no", "amount" };
  const MadoZenginLayout *layout = mado_zengin_layout_of_payment (group->header.bytes, record->bytes);
  MadoAnswerLine *line = mado_answer_line_new (record->number);
  g_autofree char *key = g_strndup ((const char *) record->bytes + 91, 20);

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++) {
    g_autofree char *text = dup_field (layout, cells[i], record->bytes);

    mado_answer_line_add_cell (line, text);
  }
  g_free (line->key);
  line->key = g_utf8_validate (key, -1, NULL) ? mado_answer_line_dup_key (key) : g_strdup ("");
  g_free (line->word);
  line->word = g_ascii_isdigit (record->bytes[RESULT - 1]) ? g_strndup ((const char *) record->bytes + RESULT - 1, 1)
                                                           : g_strdup ("");
  g_free (line->day);
  line->day = g_strdup (day);

  return line;
}

/* Where we wrote the way of transfer there is the result by now. */
static void
take_findings (const MadoFindings *found, MadoFindings *findings)
{
  for (guint i = 0; i < mado_findings_get_count (found); i++) {
    const MadoFinding *finding = mado_findings_get (found, i);

    if (strcmp (finding->code, "E_METHOD") != 0)
      mado_findings_add (findings, finding->code, finding->record, finding->place, finding->field);
  }
}

/**
 * mado_answer_bank_file_read:
 * @shape: what comes back
 * @bytes: a file
 * @sent: (nullable): what went out
 * @findings: takes what is wrong with it as a whole: all that is wrong with a bank's file, other payers, other days
 *
 * Returns: (transfer full) (element-type MadoAnswerLine): its payments
 */
GPtrArray *
mado_answer_bank_file_read (const MadoAnswerShape *shape, GBytes *bytes, GBytes *sent, MadoFindings *findings)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_answer_line_free);
  g_autoptr (MadoFindings) found = mado_findings_new ();
  g_autoptr (MadoZenginFile) file = mado_zengin_read (bytes, mado_bank_profile_get_default (), found);

  take_findings (found, findings);
  if (mado_findings_have_errors (findings))
    return g_steal_pointer (&lines);
  for (guint i = 0; i < file->groups->len; i++) {
    const MadoZenginGroup *group = g_ptr_array_index (file->groups, i);
    g_autofree char *day = find_day (shape->batch, group, findings);

    compare_header (group, sent, findings);
    for (guint j = 0; j < group->payments->len; j++)
      g_ptr_array_add (lines, read_payment (group, mado_zengin_group_get_payment (group, j), day));
  }

  return g_steal_pointer (&lines);
}
