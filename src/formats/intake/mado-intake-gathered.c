/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A case that stands in several rows of a file: a payee, and a row for each child. */

#include "mado-intake-row.h"

/**
 * mado_intake_edits_find:
 * @edits: (nullable): edits of an operation
 * @item: a text: an item's id
 * @row: (nullable): a text: the row of a list
 *
 * Returns: (transfer none) (nullable): what is said of the item there
 */
yyjson_mut_val *
mado_intake_edits_find (yyjson_mut_val *edits, yyjson_mut_val *item, yyjson_mut_val *row)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (edits);

  for (yyjson_mut_val *edit = yyjson_mut_arr_iter_next (&iter); edit != NULL; edit = yyjson_mut_arr_iter_next (&iter)) {
    yyjson_mut_val *own = yyjson_mut_obj_get (edit, "row");

    if (yyjson_mut_equals (yyjson_mut_obj_get (edit, "item"), item) &&
        (own == NULL || row == NULL ? own == row : yyjson_mut_equals (own, row)))
      return edit;
  }

  return NULL;
}

/**
 * mado_intake_row_new_gathered:
 * @receipt: what its rows share
 *
 * Returns: (transfer full): a case that takes rows by mado_intake_row_join()
 */
MadoIntakeRow *
mado_intake_row_new_gathered (const char *receipt)
{
  MadoIntakeRow *self = g_new0 (MadoIntakeRow, 1);

  self->changed = g_ptr_array_new ();
  self->receipt = g_strdup (receipt);
  self->doc = yyjson_mut_doc_new (NULL);

  return self;
}

/* What is said of the case itself, and by how many values. */
static const char *
join_edits (yyjson_mut_val *edits, yyjson_mut_val *added, yyjson_mut_doc *doc)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (added);

  for (yyjson_mut_val *edit = yyjson_mut_arr_iter_next (&iter); edit != NULL; edit = yyjson_mut_arr_iter_next (&iter)) {
    yyjson_mut_val *item = yyjson_mut_obj_get (edit, "item");
    yyjson_mut_val *before = mado_intake_edits_find (edits, item, yyjson_mut_obj_get (edit, "row"));

    if (before != NULL && !yyjson_mut_equals (yyjson_mut_obj_get (before, "now"), yyjson_mut_obj_get (edit, "now")))
      return yyjson_mut_get_str (item);
    if (before == NULL)
      yyjson_mut_arr_append (edits, yyjson_mut_val_mut_copy (doc, edit));
  }

  return NULL;
}

/**
 * mado_intake_row_join:
 * @self: a case that is gathered
 * @row: a row with its number
 *
 * Returns: (nullable): the item of the case of which the row says something else than those before it; the case then is
 *   not to be taken
 */
const char *
mado_intake_row_join (MadoIntakeRow *self, const MadoIntakeRow *row)
{
  yyjson_mut_val *lists, *added;

  if (self->body == NULL) {
    self->body = yyjson_mut_val_mut_copy (self->doc, row->body);
    yyjson_mut_obj_remove_key (self->body, "content");
    return NULL;
  }
  lists = yyjson_mut_obj_get (self->body, "add_rows");
  added = yyjson_mut_arr_get_first (yyjson_mut_obj_get (row->body, "add_rows"));
  if (added != NULL)
    yyjson_mut_arr_append (lists, yyjson_mut_val_mut_copy (self->doc, added));

  return join_edits (yyjson_mut_obj_get (self->body, "edits"), yyjson_mut_obj_get (row->body, "edits"), self->doc);
}
