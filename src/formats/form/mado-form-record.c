/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One row of a form file: its cleaned values, what identifies it, and the canonical JSON that its hash covers. */

#include "mado-form-record.h"

#include <string.h>

#include "mado-date-text.h"
#include "mado-hash.h"

#define USUAL_SIZE 512 /* of a record's JSON */

/* --- reading --------------------------------------------------------------------------------------------------- */

static void
read_values (MadoFormRecord *self, const MadoCsvReader *row, const char *encoding)
{
  self->n_values = mado_form_columns_get_count (self->columns);
  self->values = g_new0 (MadoFormValue, self->n_values);
  for (guint i = 1; i <= self->n_values; i++) {
    const MadoFormColumn *column = mado_form_columns_get (self->columns, i);
    const char *raw = mado_csv_reader_get_field (row, i);
    MadoFormPlace place = { self->findings, self->row, i, column->key, encoding };

    if (column->item != NULL && !column->is_my_number)
      mado_form_value_clean (&self->values[i - 1], column->item->kind, raw, &place);
    else
      mado_form_value_keep (&self->values[i - 1], raw, &place);
  }
}

static const MadoFormValue *
find_kind (const MadoFormRecord *self, MadoFormKind kind)
{
  guint column = mado_form_columns_find_kind (self->columns, kind);

  return column > 0 ? &self->values[column - 1] : NULL;
}

/* A form without receipt numbers: who sent it when. Returns: (transfer full) (nullable): %NULL where all is empty */
static char *
make_key (const MadoFormRecord *self)
{
  const MadoFormKind kinds[] = { MADO_FORM_KIND_TIME, MADO_FORM_KIND_MAIL, MADO_FORM_KIND_NAME };
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_empty = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    const MadoFormValue *value = find_kind (self, kinds[i]);

    if (value != NULL && value->text[0] != '\0') {
      is_empty = FALSE;
      g_string_append (text, value->text);
    }
    g_string_append_c (text, '\x1F');
  }

  return is_empty ? NULL : g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, (gssize) text->len);
}

static void
identify (MadoFormRecord *self)
{
  const MadoFormValue *receipt = find_kind (self, MADO_FORM_KIND_RECEIPT);

  if (receipt == NULL)
    self->key = make_key (self);
  else if (receipt->text[0] != '\0' && receipt->is_usable)
    self->key = g_strdup (receipt->text);
  self->is_kept = self->key != NULL;
  if (self->key == NULL && (receipt == NULL || receipt->is_usable)) {
    guint column = mado_form_columns_find_kind (self->columns, MADO_FORM_KIND_RECEIPT);

    mado_findings_add (self->findings, "E_NO_RECEIPT", self->row, column, NULL);
  }
}

/**
 * mado_form_record_new_refused:
 * @row: a row
 * @findings: (transfer full): why it is no record
 *
 * Returns: (transfer full): a row without values
 */
MadoFormRecord *
mado_form_record_new_refused (guint64 row, MadoFindings *findings)
{
  MadoFormRecord *self = g_new0 (MadoFormRecord, 1);

  self->row = row;
  self->findings = findings;

  return self;
}

/**
 * mado_form_record_read:
 * @row: a reader that just read a row
 * @columns: (transfer none): what its fields are; must outlive the record
 * @encoding: of the file, as iconv calls it
 * @findings: (transfer full): what is odd about the row so far
 *
 * Returns: (transfer full): the row; no record where its shape or its identity is in doubt
 */
MadoFormRecord *
mado_form_record_read (const MadoCsvReader *row,
                       const MadoFormColumns *columns,
                       const char *encoding,
                       MadoFindings *findings)
{
  MadoFormRecord *self = mado_form_record_new_refused (mado_csv_reader_get_row (row), findings);
  guint n_columns = mado_form_columns_get_count (columns);
  guint64 n_fields = mado_csv_reader_get_n_fields (row);

  self->columns = columns;
  if (mado_csv_reader_get_last_filled (row) > n_columns)
    mado_findings_add (findings, "E_TOO_MANY", self->row, n_columns + 1, NULL);
  if (mado_findings_have_errors (findings))
    return self;
  if (n_fields < n_columns)
    mado_findings_add (findings, "W_SHORT", self->row, n_fields + 1, NULL);
  read_values (self, row, encoding);
  identify (self);

  return self;
}

/**
 * mado_form_record_free:
 * @self: (nullable) (transfer full): a row
 */
void
mado_form_record_free (MadoFormRecord *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->n_values; i++)
    mado_form_value_clear (&self->values[i]);
  g_free (self->values);
  g_free (self->key);
  mado_findings_free (self->findings);
  g_free (self);
}

/* --- asking ---------------------------------------------------------------------------------------------------- */

/**
 * mado_form_record_get:
 * @self: a row
 * @key: an item's name, or a heading of which nothing is known
 *
 * Returns: (transfer none) (nullable): the value
 */
const MadoFormValue *
mado_form_record_get (const MadoFormRecord *self, const char *key)
{
  for (guint i = 1; i <= self->n_values; i++) {
    const MadoFormColumn *column = mado_form_columns_get (self->columns, i);

    if (!column->is_my_number && !column->is_overridden && strcmp (column->key, key) == 0)
      return &self->values[i - 1];
  }

  return NULL;
}

/* Returns: the time of day as hhmmss, or -1 */
static int
parse_time_of_day (const char *text)
{
  int parts[3] = { 0 };
  int n_parts = 0;

  while (n_parts < 3 && g_ascii_isdigit (*text)) {
    for (int n_digits = 0; n_digits < 2 && g_ascii_isdigit (*text); n_digits++)
      parts[n_parts] = parts[n_parts] * 10 + (*text++ - '0');
    n_parts++;
    if (*text != ':')
      break;
    text++;
  }
  if (n_parts < 2 || *text != '\0' || parts[0] > 23 || parts[1] > 59 || parts[2] > 60)
    return -1;

  return parts[0] * 10000 + parts[1] * 100 + parts[2];
}

/**
 * mado_form_record_get_time:
 * @self: a row with values
 *
 * Returns: when it was sent, as the number yyyymmddhhmmss, or 0 where nothing clear says so
 */
guint64
mado_form_record_get_time (const MadoFormRecord *self)
{
  const MadoFormValue *value = find_kind (self, MADO_FORM_KIND_TIME);
  MadoDate date;
  gsize split;
  int time_of_day = 0;

  if (value == NULL || !value->is_usable)
    return 0;
  split = strcspn (value->text, " T");
  g_autofree char *day = g_strndup (value->text, split);
  if (value->text[split] != '\0')
    time_of_day = parse_time_of_day (value->text + split + 1);
  if (time_of_day < 0 || mado_date_text_parse (day, &date) != MADO_DATE_TEXT_OK)
    return 0;

  return ((guint64) date.year * 10000 + (guint64) date.month * 100 + (guint64) date.day) * 1000000 +
         (guint64) time_of_day;
}

/* --- the canonical text ---------------------------------------------------------------------------------------- */

static void
append_escape (GString *json, char character)
{
  static const char short_escapes[] = "\"\\\b\t\n\f\r";
  static const char letters[] = "\"\\btnfr";
  const char *found = strchr (short_escapes, character);

  if (found != NULL)
    g_string_append_printf (json, "\\%c", letters[found - short_escapes]);
  else
    g_string_append_printf (json, "\\u%04x", (guint) (guint8) character);
}

static void
append_escaped (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (;; text++) {
    const char *begin = text;

    while ((guint8) *text >= 0x20 && *text != '"' && *text != '\\')
      text++;
    g_string_append_len (json, begin, text - begin);
    if (*text == '\0')
      break;
    append_escape (json, *text);
  }
  g_string_append_c (json, '"');
}

/**
 * mado_form_record_dup_json:
 * @self: a row with values
 *
 * Returns: (transfer full): the record as JSON with its keys in order: the text that its hash covers
 */
char *
mado_form_record_dup_json (const MadoFormRecord *self)
{
  GString *json = g_string_sized_new (USUAL_SIZE);
  guint n_columns;
  const guint *columns = mado_form_columns_get_sorted (self->columns, &n_columns);

  g_string_append_c (json, '{');
  for (guint i = 0; i < n_columns; i++) {
    if (i > 0)
      g_string_append (json, ", ");
    append_escaped (json, mado_form_columns_get (self->columns, columns[i])->key);
    g_string_append (json, ": ");
    append_escaped (json, self->values[columns[i] - 1].text);
  }
  g_string_append_c (json, '}');

  return g_string_free_and_steal (json);
}

/**
 * mado_form_record_hash:
 * @self: a row with values
 * @out_hash: (out): the beginning of the SHA-256 of its JSON, by which a later export is compared
 */
void
mado_form_record_hash (const MadoFormRecord *self, char out_hash[MADO_FORM_HASH_SIZE])
{
  g_autofree char *json = mado_form_record_dup_json (self);
  const MadoHash whole = mado_hash_of (json, strlen (json));
  g_autofree char *hex = mado_hash_to_hex (&whole);

  g_strlcpy (out_hash, hex, MADO_FORM_HASH_SIZE);
}

/**
 * mado_form_record_append_content:
 * @self: a row with values
 * @content: all that the row says is appended: the values of all columns, and the bytes that stand behind each 〓. It
 *   is equal for two rows of a file if and only if they say the same
 */
void
mado_form_record_append_content (const MadoFormRecord *self, GString *content)
{
  for (guint i = 0; i < self->n_values; i++) {
    g_string_append (content, self->values[i].text);
    if (self->values[i].gaiji != NULL)
      g_string_append_printf (content, "\xFE%s", self->values[i].gaiji);
    g_string_append_c (content, '\xFF'); /* as the byte before, no text has it */
  }
}
