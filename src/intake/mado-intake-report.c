/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people read of a stage. Sentences are keys of the translation: what to do, where that is not plain. */

#include "mado-intake-report.h"

#include <string.h>

#include "mado-csv-writer.h"

#define N_(text) text

static const struct {
  const char *code;
  const char *message;
} sentences[] = {
  { "E_AMBIG", N_ ("The number may be a date that a spreadsheet has counted. Look at the original.") },
  { "E_BOMB", N_ ("The file becomes larger than it may.") },
  { "E_CASE_NONE", N_ ("There is no case with this number.") },
  { "E_CHARSET", N_ ("The file has characters that cannot be read. Have it exported again.") },
  { "E_CHOICE", N_ ("The word is none of those that may be chosen.") },
  { "E_COLUMN_MISSING", N_ ("The column of receipt numbers is missing.") },
  { "E_COLUMN_UNKNOWN", N_ ("The map of the form does not know this column.") },
  { "E_DAMAGED", N_ ("The file is damaged. Have it sent again.") },
  { "E_DATE", N_ ("This is no date.") },
  { "E_DUP_CONFLICT", N_ ("Two rows with the same number say different things. Ask which is right.") },
  { "E_EMPTY", N_ ("The file is empty.") },
  { "E_ENCRYPTED", N_ ("The file needs a password. Take it out of the archive first.") },
  { "E_EXCEL_SCI", N_ ("A spreadsheet has cut the number off. Have it exported again.") },
  { "E_FIELD_SIZE", N_ ("The text is too long.") },
  { "E_FILE_CHANGED", N_ ("The file has changed since it was shown.") },
  { "E_FILE_NOT_WHOLE", N_ ("Rows are refused, and half of this list must not be taken in. Nothing was.") },
  { "E_FILE_SIZE", N_ ("The file is too large.") },
  { "E_GAIJI", N_ ("There is a character that only the machine of the sender knows.") },
  { "E_LINK", N_ ("This is a link, and no file.") },
  { "E_MAP_AMBIGUOUS", N_ ("Two maps of the programme fit these headings alike.") },
  { "E_MAP_NONE", N_ ("No map of the programme fits these headings.") },
  { "E_MONTH", N_ ("This is no month.") },
  { "E_MY_NUMBER", N_ ("This holds a My Number, which must not be stored. Take it out.") },
  { "E_NO_RECEIPT", N_ ("The receipt number is missing.") },
  { "E_NUL", N_ ("The file is no text.") },
  { "E_NUMBER", N_ ("This is no whole number.") },
  { "E_ONE_SOURCE", N_ ("Attachments come as one folder or one ZIP. Take this one in afterwards.") },
  { "E_PATH", N_ ("The name of the file leads out of its folder, or is none.") },
  { "E_QUOTE_EOF", N_ ("The file was cut off. Have it exported again.") },
  { "E_RECEIPT", N_ ("The receipt number cannot be taken.") },
  { "E_RECEIPT_UNKNOWN", N_ ("There is no application with a number that this name begins with.") },
  { "E_RECORD_SIZE", N_ ("The row is too long.") },
  { "E_ROW_DIFFERS", N_ ("Rows of one case say different things of it.") },
  { "E_ROW_LIMIT", N_ ("The file has too many rows. Have it exported in parts.") },
  { "E_SCATTERED", N_ ("Rows of one case do not stand together. Sort the list.") },
  { "E_TEL", N_ ("This is no telephone number.") },
  { "E_TOO_MANY", N_ ("The row has more fields than the heading.") },
  { "E_TYPE", N_ ("The file is neither PNG, JPEG nor PDF.") },
  { "E_UNREADABLE", N_ ("The file could not be read.") },
  { "E_VALUE", N_ ("The value does not fit the item.") },
  { "E_ZIP", N_ ("This is no postal code.") },
  { "W_CHARSET_GUESS", N_ ("The character set is a guess. See whether names are well.") },
  { "W_COLUMN_MISSING", N_ ("A column of the map is missing.") },
  { "W_COLUMN_UNKNOWN", N_ ("This column stays in the file.") },
  { "W_COLUMN_UNTAKEN", N_ ("No form brings this item: the column stays in the file.") },
  { "W_DUP_HEADER", N_ ("Two columns mean the same; the last that says anything speaks.") },
  { "W_DUP_NEWER", N_ ("A later row of the file takes the place of this one.") },
  { "W_DUP_SAME", N_ ("The file has the same row twice.") },
  { "W_EXCEL_APOS", N_ ("A spreadsheet has put a sign in front, which was left out.") },
  { "W_EXCEL_GUARD", N_ ("A spreadsheet has put signs around it, which were left out.") },
  { "W_FILE_NOT_KEPT", N_ ("The file holds a My Number, so the file itself is not kept.") },
  { "W_FILE_SEEN", N_ ("Just this file was taken in before.") },
  { "W_LEADING_ZERO", N_ ("A zero was missing in front.") },
  { "W_MACHINE_DEP", N_ ("A character may look otherwise elsewhere.") },
  { "W_MY_NUMBER", N_ ("This may be a My Number. Look at it.") },
  { "W_NAME_CHAR", N_ ("A character of a name may not be printable everywhere.") },
  { "W_NO_RECEIPT", N_ ("The file has no receipt numbers: rows are known by who sent them when.") },
  { "W_SHORT", N_ ("The row ends early; the rest is empty.") },
  { "W_STRAY_QUOTE", N_ ("There is a quotation mark where none should be.") },
  { "W_ZERO_FILLED", N_ ("Zeros were put in front.") },
};

static const char *const states[] = {
  [MADO_INTAKE_NEW] = N_ ("New"),
  [MADO_INTAKE_SAME] = N_ ("Here already"),
  [MADO_INTAKE_CHANGED] = N_ ("Changed since"),
  [MADO_INTAKE_REPLACED] = N_ ("Replaced by a later row"),
  [MADO_INTAKE_REFUSED] = N_ ("Refused"),
};

static const char *const attachment_states[] = {
  [MADO_ATTACHMENT_NEW] = N_ ("New"),
  [MADO_ATTACHMENT_SAME] = N_ ("Here already"),
  [MADO_ATTACHMENT_REFUSED] = N_ ("Refused"),
};

static const char *
keep_english (const char *english)
{
  return english;
}

/**
 * mado_intake_code_get_message:
 * @code: of a finding on a stage
 *
 * Returns: (transfer none): the sentence for people, in English, which is also the key of its translation
 */
const char *
mado_intake_code_get_message (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (strcmp (sentences[i].code, code) == 0 ||
        (strcmp (sentences[i].code, "E_DATE") == 0 && g_str_has_prefix (code, "E_DATE:")))
      return sentences[i].message;

  return mado_refusal_get_message (code);
}

/* --- in words ---------------------------------------------------------------------------------------------------- */

static guint
count_taken (const MadoStagedFile *file)
{
  guint count = 0;

  for (guint i = 0; i < file->rows->len; i++)
    count += ((const MadoStagedRow *) g_ptr_array_index (file->rows, i))->is_taken;

  return count;
}

/**
 * mado_intake_report_describe:
 * @file: a file on a stage
 * @translate: (nullable): into the language of whoever reads it; %NULL: English
 *
 * Returns: (transfer full): a line: "6月.csv: New 120, of which written 120, Here already 30"
 */
char *
mado_intake_report_describe (const MadoStagedFile *file, MadoIntakeTranslate translate)
{
  MadoIntakeTranslate say = translate != NULL ? translate : keep_english;
  g_autoptr (GString) line = g_string_new (file->name);
  const char *separator = ": ";
  guint n_taken = count_taken (file);

  if (file->is_refused)
    g_string_append_printf (line, ": %s", say (states[MADO_INTAKE_REFUSED]));
  if (file->is_refused)
    separator = "; ";
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++) {
    guint count = mado_staged_file_count (file, (MadoIntakeState) i);

    if (count == 0)
      continue;
    g_string_append_printf (line, "%s%s %u", separator, say (states[i]), count);
    if (i == MADO_INTAKE_NEW && n_taken > 0)
      g_string_append_printf (line, ", %s %u", say (N_ ("of which written")), n_taken);
    separator = ", ";
  }

  return g_strdup (line->str);
}

/* --- as a list --------------------------------------------------------------------------------------------------- */

#define N_COLUMNS 8

typedef struct {
  GString *table;
  MadoIntakeTranslate say;
} List;

static void
write_record (List *self, const char *const fields[N_COLUMNS])
{
  mado_csv_write_record (self->table, fields, N_COLUMNS, MADO_CSV_FOR_SPREADSHEETS);
}

static void
write_headings (List *self)
{
  const char *const headings[N_COLUMNS] = { self->say (N_ ("File")),   self->say (N_ ("Row")),
                                            self->say (N_ ("Column")), self->say (N_ ("Receipt number")),
                                            self->say (N_ ("Result")), self->say (N_ ("Code")),
                                            self->say (N_ ("About")),  self->say (N_ ("What it means")) };

  mado_csv_write_mark (self->table);
  write_record (self, headings);
}

static void
write_finding (List *self, const char *file, const char *receipt, const char *state, const MadoFinding *finding)
{
  g_autofree char *row = g_strdup_printf ("%" G_GUINT64_FORMAT, finding->record);
  g_autofree char *column = g_strdup_printf ("%" G_GUINT64_FORMAT, finding->place);
  const char *const fields[N_COLUMNS] = { file,
                                          finding->record > 0 ? row : "",
                                          finding->place > 0 ? column : "",
                                          receipt,
                                          state,
                                          finding->code,
                                          finding->field != NULL ? finding->field : "",
                                          self->say (mado_intake_code_get_message (finding->code)) };

  write_record (self, fields);
}

static char *
list_changed (const MadoStagedRow *row)
{
  GString *items = g_string_new (NULL);

  for (guint i = 0; row->changed != NULL && i < row->changed->len; i++)
    g_string_append_printf (items, "%s%s", i > 0 ? " " : "",
                            ((const MadoItem *) g_ptr_array_index (row->changed, i))->label);

  return g_string_free_and_steal (items);
}

static void
write_row (List *self, const MadoStagedFile *file, const MadoStagedRow *row)
{
  const char *state = self->say (row->is_taken ? N_ ("Written") : states[row->state]);
  const char *receipt = row->receipt != NULL ? row->receipt : "";
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, row->row);
  g_autofree char *changed = list_changed (row);
  const char *const fields[N_COLUMNS] = { file->name, number, "", receipt, state, "", changed, "" };

  write_record (self, fields);
  for (guint i = 0; row->findings != NULL && i < mado_findings_get_count (row->findings); i++)
    write_finding (self, file->name, receipt, state, mado_findings_get (row->findings, i));
}

static void
write_file (List *self, const MadoStagedFile *file)
{
  const char *state = file->is_refused ? self->say (states[MADO_INTAKE_REFUSED]) : "";

  for (guint i = 0; i < mado_findings_get_count (file->findings); i++)
    write_finding (self, file->name, "", state, mado_findings_get (file->findings, i));
  for (guint i = 0; i < file->rows->len; i++)
    write_row (self, file, g_ptr_array_index (file->rows, i));
}

static void
write_attachment (List *self, const MadoStagedAttachment *file)
{
  const char *state = self->say (file->is_taken ? N_ ("Written") : attachment_states[file->state]);
  const char *code = file->code != NULL ? file->code : "";
  const char *meaning = file->code != NULL ? self->say (mado_intake_code_get_message (code)) : "";
  const char *const fields[N_COLUMNS] = {
    file->entry->name, "", "", file->receipt != NULL ? file->receipt : "", state, code, "", meaning
  };

  write_record (self, fields);
}

/**
 * mado_intake_report_write:
 * @rows: (nullable): a stage of files
 * @attachments: (nullable): a stage of attachments
 * @translate: (nullable): into the language of whoever reads it; %NULL: English
 *
 * Returns: (transfer full): a CSV for spreadsheets: a line for each row and attachment, and one for everything odd
 */
GBytes *
mado_intake_report_write (MadoIntakeStage *rows, MadoAttachmentStage *attachments, MadoIntakeTranslate translate)
{
  List list = { g_string_new (NULL), translate != NULL ? translate : keep_english };
  const GPtrArray *files = rows != NULL ? mado_intake_stage_get_files (rows) : NULL;
  const GPtrArray *others = attachments != NULL ? mado_attachment_stage_get_files (attachments) : NULL;

  write_headings (&list);
  for (guint i = 0; files != NULL && i < files->len; i++)
    write_file (&list, g_ptr_array_index (files, i));
  for (guint i = 0; others != NULL && i < others->len; i++)
    write_attachment (&list, g_ptr_array_index (others, i));

  return g_string_free_to_bytes (list.table);
}
