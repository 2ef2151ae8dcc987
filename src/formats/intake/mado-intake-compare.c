/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether what a row says was taken in before, and what of it is other than what is on record. */

#include <string.h>

#include "mado-intake-row.h"
#include "mado-json-member.h"
#include "mado-receipt.h"

static gboolean
says (yyjson_val *current, yyjson_mut_val *now, yyjson_mut_doc *doc)
{
  if (current == NULL || now == NULL)
    return current == NULL && now == NULL;

  return yyjson_mut_equals (now, yyjson_val_mut_copy (doc, current));
}

/* Of an account the day is that of the file: the same account on another day is the same. */
static gboolean
is_same_account (yyjson_val *current, yyjson_mut_val *now)
{
  static const char *const parts[] = { "bank", "branch", "kind", "number", "holder" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!yyjson_mut_equals_str (yyjson_mut_obj_get (now, parts[i]), mado_json_get_text (current, parts[i])))
      return FALSE;

  return TRUE;
}

static gboolean
is_same (MadoIntakeRow *self, const MadoIntakePlace *place, yyjson_val *items)
{
  const char *item = place->field->item->id;
  yyjson_mut_val *key = yyjson_mut_str (self->doc, item);
  yyjson_mut_val *edit = mado_intake_edits_find (yyjson_mut_obj_get (self->body, "edits"), key, NULL);
  yyjson_mut_val *now = yyjson_mut_obj_get (edit, "now");
  yyjson_val *current = yyjson_obj_get (items, item);

  if (place->field->part[0] != '\0' && now != NULL && current != NULL)
    return is_same_account (current, now);

  return says (current, now, self->doc);
}

static yyjson_val *
find_list_row (yyjson_val *body, const char *list, const char *row)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (yyjson_obj_get (body, "lists"), list));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (one, "row"), row) == 0)
      return one;

  return NULL;
}

/* A row of a list that is not there, or says something else of this item. One that is there and not in the file counts,
 * too.
 */
static gboolean
is_same_in_rows (MadoIntakeRow *self, const MadoItem *item, yyjson_val *body)
{
  yyjson_val *rows = yyjson_obj_get (yyjson_obj_get (body, "lists"), item->section);
  yyjson_mut_val *added = yyjson_mut_obj_get (self->body, "add_rows");
  yyjson_mut_val *key = yyjson_mut_str (self->doc, item->id);
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (added);

  if (yyjson_arr_size (rows) != yyjson_mut_arr_size (added))
    return FALSE;
  for (yyjson_mut_val *one = yyjson_mut_arr_iter_next (&iter); one != NULL; one = yyjson_mut_arr_iter_next (&iter)) {
    yyjson_mut_val *row = yyjson_mut_obj_get (one, "row");
    yyjson_val *before = find_list_row (body, item->section, yyjson_mut_get_str (row));
    yyjson_mut_val *edit = mado_intake_edits_find (yyjson_mut_obj_get (self->body, "edits"), key, row);

    if (!says (yyjson_obj_get (yyjson_obj_get (before, "items"), item->id), yyjson_mut_obj_get (edit, "now"),
               self->doc))
      return FALSE;
  }

  return TRUE;
}

/* Where the form says what it said before, it does not matter what people made of it since. */
static void
compare_with (MadoIntakeRow *self, const MadoIntakeTable *table, yyjson_val *body)
{
  yyjson_val *items = yyjson_obj_get (body, "items");

  self->state = MADO_INTAKE_SAME;
  if (strcmp (mado_json_get_text (body, "content"), self->content) == 0)
    return;
  for (guint i = 0; i < table->places->len; i++) {
    const MadoIntakePlace *place = &g_array_index (table->places, MadoIntakePlace, i);
    const MadoItem *item = place->field->item;

    if (place->field->part[0] != '\0' && !place->is_first_part)
      continue;
    if (!(item->is_of_list ? is_same_in_rows (self, item, body) : is_same (self, place, items)))
      g_ptr_array_add (self->changed, (gpointer) item);
  }
  if (self->changed->len > 0)
    self->state = MADO_INTAKE_CHANGED;
}

/* A row that does something with a case: it is done, or it is to be tried. */
static void
compare_state (MadoIntakeRow *self, const MadoIntakeTable *table, const MadoEntity *entity)
{
  const MadoTransition *transition = table->map->transition;
  yyjson_val *done = yyjson_obj_get (mado_entity_get_body (entity), "done");

  if (strcmp (mado_entity_get_state (entity), transition->to) == 0 && yyjson_obj_get (done, transition->id) != NULL)
    self->state = MADO_INTAKE_SAME;
}

/**
 * mado_intake_row_compare:
 * @self: a row
 * @table: what the rows of its file have in common
 * @records: what is on record
 * @error: where to put why nobody can say
 *
 * Finds out whether a row that is not refused was taken in before, and what it says now; or which case it names: where
 * that is not here, the row is refused.
 *
 * Returns: whether the records could be read
 */
gboolean
mado_intake_row_compare (MadoIntakeRow *self, const MadoIntakeTable *table, const MadoRecords *records, GError **error)
{
  g_autoptr (MadoEntity) entity = NULL;

  if (self->state != MADO_INTAKE_NEW || table->map->purpose == MADO_INTAKE_LOOKS)
    return TRUE;

  g_autofree char *claim = mado_receipt_claim (table->programme, self->receipt);

  if (!mado_records_find_holder (records, claim, &self->holder, error))
    return FALSE;
  if (mado_id_is_valid (self->holder) && !mado_records_find_entity (records, self->holder, &entity, error))
    return FALSE;
  if (entity != NULL)
    self->base = mado_entity_get_version (entity);
  if (table->map->purpose == MADO_INTAKE_MOVES && entity == NULL)
    self->state = MADO_INTAKE_REFUSED;
  else if (table->map->purpose == MADO_INTAKE_MOVES)
    compare_state (self, table, entity);
  else if (entity != NULL)
    compare_with (self, table, mado_entity_get_body (entity));

  return TRUE;
}
