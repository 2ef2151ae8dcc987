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
read_edits (const MadoIntakeTable *table, const MadoFormRecord *record, yyjson_mut_doc *doc)
{
  yyjson_mut_val *edits = yyjson_mut_arr (doc);

  for (guint i = 0; i < table->places->len; i++) {
    const MadoIntakePlace *place = &g_array_index (table->places, MadoIntakePlace, i);
    yyjson_mut_val *value = read_value (place, record, doc);

    if (value == NULL)
      continue;

    yyjson_mut_val *edit = yyjson_mut_arr_add_obj (doc, edits);

    yyjson_mut_obj_add_str (doc, edit, "item", place->field->item->id);
    yyjson_mut_obj_add_val (doc, edit, "now", value);
  }

  return edits;
}

/* --- the operation ----------------------------------------------------------------------------------------------- */

/* Receipt numbers go on through the versions of one form. */
static gboolean
read_receipt (MadoIntakeRow *self, const MadoIntakeTable *table)
{
  const MadoFormMap *map = table->map->map;
  const MadoFormRecord *record = self->record;

  self->receipt = g_strconcat (map->form[0] != '\0' ? map->form : map->id, ":", record->key, NULL);
  if (mado_item_text_is_plain (self->receipt, MAX_RECEIPT) && strpbrk (self->receipt, "\n\t") == NULL &&
      mado_my_number_scan (self->receipt, NULL, NULL) < MADO_MY_NUMBER_HIGH)
    return TRUE;
  g_clear_pointer (&self->receipt, g_free);

  return report (record, "E_RECEIPT", mado_form_columns_find_kind (record->columns, MADO_FORM_KIND_RECEIPT));
}

/* By which the same row is known when it comes again. */
static void
add_content (yyjson_mut_doc *doc, yyjson_mut_val *body, const yyjson_mut_val *edits)
{
  g_autoptr (GBytes) text = mado_canonical_json_from_value (edits, NULL);
  const MadoHash hash = mado_hash_of (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  g_autofree char *hex = mado_hash_to_hex (&hash);

  yyjson_mut_obj_add_strcpy (doc, body, "content", hex);
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

static void
build_body (MadoIntakeRow *self, const MadoIntakeTable *table)
{
  self->doc = yyjson_mut_doc_new (NULL);
  self->body = yyjson_mut_obj (self->doc);

  yyjson_mut_val *edits = read_edits (table, self->record, self->doc);

  yyjson_mut_obj_add_str (self->doc, self->body, "transition", table->transition->id);
  yyjson_mut_obj_add_str (self->doc, self->body, "receipt", self->receipt);
  add_content (self->doc, self->body, edits);
  add_day (self->doc, self->body, self->record);
  yyjson_mut_obj_add_val (self->doc, self->body, "edits", edits);
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
  if (self->receipt != NULL)
    build_body (self, table);

  return self;
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
  g_clear_pointer (&self->doc, yyjson_mut_doc_free);
  g_ptr_array_unref (self->changed);
  g_free (self);
}

/* --- seen before ------------------------------------------------------------------------------------------------- */

static yyjson_mut_val *
find_now (const MadoIntakeRow *self, const char *item)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (yyjson_mut_obj_get (self->body, "edits"));

  for (yyjson_mut_val *edit = yyjson_mut_arr_iter_next (&iter); edit != NULL; edit = yyjson_mut_arr_iter_next (&iter))
    if (yyjson_mut_equals_str (yyjson_mut_obj_get (edit, "item"), item))
      return yyjson_mut_obj_get (edit, "now");

  return NULL;
}

static gboolean
is_same (MadoIntakeRow *self, const char *item, yyjson_val *items)
{
  yyjson_val *current = yyjson_obj_get (items, item);
  yyjson_mut_val *now = find_now (self, item);

  if (current == NULL || now == NULL)
    return current == NULL && now == NULL;

  return yyjson_mut_equals (now, yyjson_val_mut_copy (self->doc, current));
}

/* Where the form says what it said before, it does not matter what people made of it since. */
static void
compare_with (MadoIntakeRow *self, const MadoIntakeTable *table, yyjson_val *body)
{
  const char *content = yyjson_mut_get_str (yyjson_mut_obj_get (self->body, "content"));
  yyjson_val *items = yyjson_obj_get (body, "items");

  self->state = MADO_INTAKE_SAME;
  if (strcmp (mado_json_get_text (body, "content"), content) == 0)
    return;
  for (guint i = 0; i < table->places->len; i++) {
    const MadoItem *item = g_array_index (table->places, MadoIntakePlace, i).field->item;

    if (!is_same (self, item->id, items))
      g_ptr_array_add (self->changed, (gpointer) item);
  }
  if (self->changed->len > 0)
    self->state = MADO_INTAKE_CHANGED;
}

/**
 * mado_intake_row_compare:
 * @self: a row
 * @table: what the rows of its file have in common
 * @records: what is on record
 * @error: where to put why nobody can say
 *
 * Finds out whether a row that is not refused was taken in before, and what it says now.
 *
 * Returns: whether the records could be read
 */
gboolean
mado_intake_row_compare (MadoIntakeRow *self, const MadoIntakeTable *table, const MadoRecords *records, GError **error)
{
  g_autoptr (MadoEntity) entity = NULL;
  MadoId holder = MADO_ID_NONE;

  if (self->state != MADO_INTAKE_NEW)
    return TRUE;

  g_autofree char *claim = mado_receipt_claim (table->programme, self->receipt);

  if (!mado_records_find_holder (records, claim, &holder, error))
    return FALSE;
  if (!mado_id_is_valid (holder))
    return TRUE;
  if (!mado_records_find_entity (records, holder, &entity, error))
    return FALSE;
  if (entity != NULL)
    compare_with (self, table, mado_entity_get_body (entity));

  return TRUE;
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
