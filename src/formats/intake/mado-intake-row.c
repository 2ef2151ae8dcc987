/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One row of a form's file becomes the operation that receives a case. A value that cannot be brought into the form in
 * which it is stored leaves its item empty; the row is refused only where nobody could say which application it is. */

#include "mado-intake-row.h"

#include <string.h>

#include "mado-canonical-json.h"
#include "mado-hash.h"
#include "mado-item-value.h"
#include "mado-json-member.h"
#include "mado-my-number.h"
#include "mado-receipt.h"

#define MAX_RECEIPT 100 /* characters, as the operation takes it */

static gboolean
report (const MadoFormRecord *record, const char *code, guint column)
{
  mado_findings_add (record->findings, code, record->row, column, mado_form_columns_get (record->columns, column)->key);

  return FALSE;
}

/* --- 個人番号 ---------------------------------------------------------------------------------------------------- */

/* As typed: what the reader made of it may have lost the word that gives the number away. */
static gboolean
is_free_of_my_number (const MadoFormRecord *record, guint column)
{
  switch (mado_my_number_scan (record->values[column - 1].original, NULL, NULL)) {
  case MADO_MY_NUMBER_HIGH:
    return report (record, "E_MY_NUMBER", column);
  case MADO_MY_NUMBER_MID:
    report (record, "W_MY_NUMBER", column);
    return TRUE;
  case MADO_MY_NUMBER_LOW:
  case MADO_MY_NUMBER_NONE:
    return TRUE;
  }

  g_return_val_if_reached (FALSE);
}

/* What becomes no item stays in the form's file: there, too, none may stand unseen. */
static void
scan_other_columns (const MadoIntakeTable *table, const MadoFormRecord *record)
{
  for (guint i = 1; i <= record->n_values; i++)
    if (!table->placed[i] && !mado_form_columns_get (record->columns, i)->is_my_number)
      is_free_of_my_number (record, i);
}

/* --- values ------------------------------------------------------------------------------------------------------ */

static const char *
get_usable (const MadoFormRecord *record, guint column)
{
  const MadoFormValue *value = column > 0 ? &record->values[column - 1] : NULL;

  return value != NULL && is_free_of_my_number (record, column) && value->is_usable ? value->text : "";
}

/* "電話番号" and "携帯電話" may both be the item's: the last that says anything. */
static guint
find_column (const MadoIntakePlace *place, const MadoFormRecord *record)
{
  guint column = place->column;

  while (column > 0 && (record->values[column - 1].text[0] == '\0' ||
                        strcmp (mado_form_columns_get (record->columns, column)->key, place->field->item->id) != 0))
    column--;

  return column;
}

/* How a name is read, beside how it is written. */
static void
add_kana (const MadoIntakePlace *place, const MadoFormRecord *record, yyjson_mut_val *name, yyjson_mut_doc *doc)
{
  const char *kana = get_usable (record, place->kana_column);

  if (kana[0] == '\0')
    return;
  if (name == NULL) {
    report (record, "E_VALUE", place->kana_column);
    return;
  }
  yyjson_mut_obj_add_strcpy (doc, name, "kana", kana);
  if (mado_intake_value_check (place->field->item, name) == NULL)
    return;
  yyjson_mut_obj_remove_key (name, "kana");
  report (record, "E_VALUE", place->kana_column);
}

static yyjson_mut_val *
read_value (const MadoIntakePlace *place, const MadoFormRecord *record, yyjson_mut_doc *doc)
{
  const MadoIntakeField *field = place->field;
  guint column = place->is_shared ? find_column (place, record) : place->column;
  const char *code;
  yyjson_mut_val *value = mado_intake_type_read (field->type, field->words, get_usable (record, column), doc, &code);

  if (code != NULL)
    report (record, code, column);
  if (value != NULL && (code = mado_intake_value_check (field->item, value)) != NULL) {
    report (record, code, column);
    value = NULL;
  }
  if (place->kana_column > 0)
    add_kana (place, record, value, doc);

  return value;
}

static yyjson_mut_val *
add_edit (yyjson_mut_doc *doc, yyjson_mut_val *edits, const MadoItem *item, const char *row, yyjson_mut_val *value)
{
  yyjson_mut_val *edit = yyjson_mut_arr_add_obj (doc, edits);

  yyjson_mut_obj_add_str (doc, edit, "item", item->id);
  if (item->is_of_list)
    yyjson_mut_obj_add_strcpy (doc, edit, "row", row);
  yyjson_mut_obj_add_val (doc, edit, "now", value);

  return edit;
}

/* What a register hands over is the person's own account, as it was registered on the day of the file. */
static yyjson_mut_val *
begin_account (const MadoIntakeTable *table, yyjson_mut_doc *doc)
{
  yyjson_mut_val *account = yyjson_mut_obj (doc);
  char iso[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (table->today, iso);
  yyjson_mut_obj_add_str (doc, account, "relation", "self");
  yyjson_mut_obj_add_str (doc, account, "origin", "registered");
  yyjson_mut_obj_add_strcpy (doc, account, "date", iso);

  return account;
}

/* Where parts are missing or wrong, there is no account: nobody is paid to half of one. */
static yyjson_mut_val *
read_account (const MadoIntakeTable *table, const MadoItem *item, const MadoFormRecord *record, yyjson_mut_doc *doc)
{
  yyjson_mut_val *account = begin_account (table, doc);
  gsize n_own = yyjson_mut_obj_size (account);
  const char *code;
  guint column = 0;

  for (guint i = 0; i < table->places->len; i++) {
    const MadoIntakePlace *place = &g_array_index (table->places, MadoIntakePlace, i);
    yyjson_mut_val *part;

    if (place->field->item != item)
      continue;
    column = place->column;
    part = mado_intake_type_read (place->field->type, NULL, get_usable (record, column), doc, &code);
    if (code != NULL)
      report (record, code, column);
    if (part != NULL)
      yyjson_mut_obj_add_val (doc, account, place->field->part, part);
  }
  if (yyjson_mut_obj_size (account) == n_own)
    return NULL;
  code = mado_intake_value_check (item, account);
  if (code != NULL)
    report (record, code, column);

  return code == NULL ? account : NULL;
}

static yyjson_mut_val *
read_edits (const MadoIntakeTable *table, const MadoFormRecord *record, const char *row, yyjson_mut_doc *doc)
{
  yyjson_mut_val *edits = yyjson_mut_arr (doc);

  for (guint i = 0; i < table->places->len; i++) {
    const MadoIntakePlace *place = &g_array_index (table->places, MadoIntakePlace, i);
    const MadoItem *item = place->field->item;
    yyjson_mut_val *value = NULL;

    if (place->field->part[0] == '\0')
      value = read_value (place, record, doc);
    else if (place->is_first_part)
      value = read_account (table, item, record, doc);
    if (value != NULL)
      add_edit (doc, edits, item, row, value);
  }

  return edits;
}

/* --- the operation ----------------------------------------------------------------------------------------------- */

/* Rows of one case share its number; else it is the row's own. */
static const char *
get_number (const MadoIntakeTable *table, const MadoFormRecord *record)
{
  return table->gather_column > 0 ? get_usable (record, table->gather_column) : record->key;
}

/* Receipt numbers go on through the versions of one form. */
static gboolean
read_receipt (MadoIntakeRow *self, const MadoIntakeTable *table)
{
  const MadoFormMap *map = table->map->map;
  const MadoFormRecord *record = self->record;

  self->receipt = g_strconcat (map->form[0] != '\0' ? map->form : map->id, ":", get_number (table, record), NULL);
  if (!g_str_has_suffix (self->receipt, ":") && mado_item_text_is_plain (self->receipt, MAX_RECEIPT) &&
      strpbrk (self->receipt, "\n\t") == NULL && mado_my_number_scan (self->receipt, NULL, NULL) < MADO_MY_NUMBER_HIGH)
    return TRUE;
  g_clear_pointer (&self->receipt, g_free);

  return report (record, "E_RECEIPT",
                 table->gather_column > 0 ? table->gather_column
                                          : mado_form_columns_find_kind (record->columns, MADO_FORM_KIND_RECEIPT));
}

/* The day on which it came in is the day on which it was sent. */
static void
add_day (yyjson_mut_doc *doc, yyjson_mut_val *body, const MadoFormRecord *record)
{
  guint64 day = mado_form_record_get_time (record) / 1000000;
  MadoDate date = { (int) (day / 10000), (int) (day / 100 % 100), (int) (day % 100) };
  char iso[MADO_DATE_ISO_SIZE];

  if (day == 0)
    return;
  mado_date_to_iso (date, iso);
  yyjson_mut_obj_add_strcpy (doc, body, "day", iso);
}

/* The same row of a list has the same id whenever the file comes: so it is known again. */
static void
name_list_row (const MadoIntakeTable *table, const char *receipt, const char *key, char out_row[MADO_ID_TEXT_SIZE])
{
  g_autofree char *name = g_strjoin ("\x1F", table->map->map->list, receipt, key, NULL);
  const MadoHash hash = mado_hash_of (name, strlen (name));

  mado_id_to_text (mado_id_build ((MadoInstant) { 0 }, hash.bytes), out_row);
}

static void
add_list_row (MadoIntakeRow *self, const MadoIntakeTable *table, const char *row)
{
  yyjson_mut_val *rows = yyjson_mut_obj_add_arr (self->doc, self->body, "add_rows");
  yyjson_mut_val *added = yyjson_mut_arr_add_obj (self->doc, rows);

  yyjson_mut_obj_add_str (self->doc, added, "list", table->map->map->list);
  yyjson_mut_obj_add_strcpy (self->doc, added, "row", row);
}

/* What stands beside the cases: as it is in the register, item by item. */
static void
build_reference (MadoIntakeRow *self, const MadoIntakeTable *table)
{
  yyjson_mut_val *items = yyjson_mut_obj_add_obj (self->doc, self->body, "items");
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (read_edits (table, self->record, "", self->doc));

  for (yyjson_mut_val *edit = yyjson_mut_arr_iter_next (&iter); edit != NULL; edit = yyjson_mut_arr_iter_next (&iter))
    yyjson_mut_obj_add_val (self->doc, items, yyjson_mut_get_str (yyjson_mut_obj_get (edit, "item")),
                            yyjson_mut_obj_get (edit, "now"));
}

static void
build_body (MadoIntakeRow *self, const MadoIntakeTable *table)
{
  char row[MADO_ID_TEXT_SIZE] = "";

  self->doc = yyjson_mut_doc_new (NULL);
  self->body = yyjson_mut_obj (self->doc);
  if (table->map->purpose == MADO_INTAKE_LOOKS) {
    build_reference (self, table);
    return;
  }
  if (table->gather_column > 0)
    name_list_row (table, self->receipt, self->record->key, row);
  yyjson_mut_obj_add_str (self->doc, self->body, "transition", table->map->transition->id);
  if (table->map->purpose == MADO_INTAKE_BEGINS)
    yyjson_mut_obj_add_str (self->doc, self->body, "receipt", self->receipt);
  add_day (self->doc, self->body, self->record);
  yyjson_mut_obj_add_val (self->doc, self->body, "edits", read_edits (table, self->record, row, self->doc));
  if (row[0] != '\0')
    add_list_row (self, table, row);
}

/* Why the reader left a row out: it says nothing new, or something against an earlier one, or a later one replaces it.
 * Where that is not the reason, its shape or its number is. */
static MadoIntakeState
judge_dropped (const MadoFormRecord *record)
{
  if (record->key == NULL)
    return MADO_INTAKE_REFUSED;
  for (guint i = 0; i < mado_findings_get_count (record->findings); i++) {
    const char *code = mado_findings_get (record->findings, i)->code;

    if (strcmp (code, "W_DUP_SAME") == 0)
      return MADO_INTAKE_SAME;
    if (strcmp (code, "E_DUP_CONFLICT") == 0)
      return MADO_INTAKE_REFUSED;
  }

  return MADO_INTAKE_REPLACED;
}

/**
 * mado_intake_row_new:
 * @table: what the rows of its file have in common
 * @record: (transfer none): the row as the form's reader gives it, good as long as that; what is odd about its values
 *   is added to its findings
 *
 * Returns: (transfer full): the row, new where nothing refuses it
 */
MadoIntakeRow *
mado_intake_row_new (const MadoIntakeTable *table, const MadoFormRecord *record)
{
  MadoIntakeRow *self = g_new0 (MadoIntakeRow, 1);

  self->record = record;
  self->changed = g_ptr_array_new ();
  if (!record->is_kept)
    self->state = judge_dropped (record);
  else if (!read_receipt (self, table))
    self->state = MADO_INTAKE_REFUSED;
  if (record->is_kept)
    scan_other_columns (table, record);
  if (self->receipt != NULL) {
    build_body (self, table);
    mado_intake_row_finish (self);
  }

  return self;
}

/**
 * mado_intake_row_finish:
 * @self: a row with a body
 *
 * Says by what it is known when it comes again: all that it says.
 */
void
mado_intake_row_finish (MadoIntakeRow *self)
{
  yyjson_mut_val *edits = yyjson_mut_obj_get (self->body, "edits");
  yyjson_mut_val *said = edits != NULL ? edits : self->body;
  g_autoptr (GBytes) text = mado_canonical_json_from_value (said, NULL);
  const MadoHash hash = mado_hash_of (g_bytes_get_data (text, NULL), g_bytes_get_size (text));

  self->content = mado_hash_to_hex (&hash);
  if (yyjson_mut_obj_get (self->body, "receipt") != NULL)
    yyjson_mut_obj_add_str (self->doc, self->body, "content", self->content);
}

/**
 * mado_intake_row_free:
 * @self: (nullable) (transfer full): a row
 */
void
mado_intake_row_free (MadoIntakeRow *self)
{
  if (self == NULL)
    return;

  g_free (self->receipt);
  g_free (self->content);
  g_clear_pointer (&self->doc, yyjson_mut_doc_free);
  g_ptr_array_unref (self->changed);
  g_free (self);
}

/**
 * mado_intake_state_get_name:
 * @state: a state
 *
 * Returns: its name in answers
 */
const char *
mado_intake_state_get_name (MadoIntakeState state)
{
  static const char *const names[] = { "new", "same", "changed", "replaced", "refused" };

  return names[state];
}
