/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is kept of a row between its preview and the writing: about as much as the row itself. */

#include "mado-staged-row.h"

#include <string.h>

#include "mado-canonical-json.h"
#include "mado-draft.h"

static void
add_findings (MadoStagedRow *self, const MadoFindings *findings)
{
  for (guint i = 0; i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);

    if (self->findings == NULL)
      self->findings = mado_findings_new ();
    mado_findings_add (self->findings, finding->code, finding->record, finding->place, finding->field);
  }
}

/**
 * mado_staged_row_new:
 * @row: a row with its record
 *
 * Returns: (transfer full): what is shown of it
 */
MadoStagedRow *
mado_staged_row_new (const MadoIntakeRow *row)
{
  MadoStagedRow *self = g_new0 (MadoStagedRow, 1);

  self->row = row->record->row;
  self->n_rows = 1;
  self->receipt = g_strdup (row->receipt);
  self->state = row->state;
  self->entity = row->holder;
  self->base = row->base;
  add_findings (self, row->record->findings);
  if (row->content != NULL)
    mado_hash_from_hex (row->content, &self->content, NULL);
  if (row->changed->len > 0)
    self->changed = g_ptr_array_copy (row->changed, NULL, NULL);

  return self;
}

/**
 * mado_staged_row_free:
 * @self: (nullable) (transfer full): a row
 */
void
mado_staged_row_free (MadoStagedRow *self)
{
  if (self == NULL)
    return;

  g_free (self->receipt);
  mado_findings_free (self->findings);
  g_clear_pointer (&self->changed, g_ptr_array_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->key);
  g_free (self);
}

/**
 * mado_staged_row_keep_body:
 * @self: a row that shall be written
 * @row: it, as the form's map reads it
 * @import: of its file, which the case will name
 */
void
mado_staged_row_keep_body (MadoStagedRow *self, const MadoIntakeRow *row, MadoId import)
{
  if (yyjson_mut_obj_get (row->body, "transition") != NULL) {
    yyjson_mut_val *source = yyjson_mut_obj_add_obj (row->doc, row->body, "source");
    char text[MADO_ID_TEXT_SIZE];

    mado_id_to_text (import, text);
    yyjson_mut_obj_add_strcpy (row->doc, source, "import", text);
    yyjson_mut_obj_add_uint (row->doc, source, "row", self->row);
  }
  self->body = mado_canonical_json_from_value (row->body, NULL);
}

/**
 * mado_staged_row_refuse:
 * @self: a row
 * @code: (type static): why
 * @subject: (nullable): the item, check or heading that it is about
 */
void
mado_staged_row_refuse (MadoStagedRow *self, const char *code, const char *subject)
{
  self->state = MADO_INTAKE_REFUSED;
  if (self->findings == NULL)
    self->findings = mado_findings_new ();
  mado_findings_add (self->findings, code, self->row, 0, subject);
}

/**
 * mado_staged_row_refuse_with:
 * @self: a row
 * @refusal: why the work itself refuses it
 */
void
mado_staged_row_refuse_with (MadoStagedRow *self, const MadoRefusal *refusal)
{
  if (refusal->subjects->len == 0)
    mado_staged_row_refuse (self, refusal->code, NULL);
  for (guint i = 0; i < refusal->subjects->len; i++)
    mado_staged_row_refuse (self, refusal->code, g_ptr_array_index (refusal->subjects, i));
}

/* --- against an earlier file of the same stage -------------------------------------------------------------------- */

static yyjson_val *
find_edit (yyjson_val *body, const char *item, gsize nth)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "edits"));

  for (yyjson_val *edit = yyjson_arr_iter_next (&iter); edit != NULL; edit = yyjson_arr_iter_next (&iter))
    if (yyjson_equals_str (yyjson_obj_get (edit, "item"), item) && nth-- == 0)
      return edit;

  return NULL;
}

static gboolean
says_the_same (yyjson_val *body, yyjson_val *other, const char *item)
{
  for (gsize nth = 0;; nth++) {
    yyjson_val *edit = find_edit (body, item, nth), *against = find_edit (other, item, nth);

    if (edit == NULL || against == NULL)
      return edit == against;
    if (!yyjson_equals (edit, against))
      return FALSE;
  }
}

static yyjson_doc *
read_body (const MadoStagedRow *self)
{
  return yyjson_read (g_bytes_get_data (self->body, NULL), g_bytes_get_size (self->body), 0);
}

/**
 * mado_staged_row_compare:
 * @self: a new row with its body
 * @earlier: the row of an earlier file of the stage that has the same number
 * @table: what the rows of the later file have in common
 *
 * It says the same, or a person has to look: the stage does not know which of two files is right.
 */
void
mado_staged_row_compare (MadoStagedRow *self, const MadoStagedRow *earlier, const MadoIntakeTable *table)
{
  g_autoptr (yyjson_doc) own = read_body (self);
  g_autoptr (yyjson_doc) other = read_body (earlier);

  self->state = MADO_INTAKE_SAME;
  if (mado_hash_equals (&self->content, &earlier->content))
    return;
  self->state = MADO_INTAKE_CHANGED;
  self->changed = g_ptr_array_new ();
  for (guint i = 0; i < table->places->len; i++) {
    const MadoIntakePlace *place = &g_array_index (table->places, MadoIntakePlace, i);

    if (place->is_first_part &&
        !says_the_same (yyjson_doc_get_root (own), yyjson_doc_get_root (other), place->field->item->id))
      g_ptr_array_add (self->changed, (gpointer) place->field->item);
  }
}

/**
 * mado_staged_row_holds_my_number:
 * @self: a row
 *
 * Returns: whether a 個人番号 was found in it, in whatever column
 */
gboolean
mado_staged_row_holds_my_number (const MadoStagedRow *self)
{
  for (guint i = 0; self->findings != NULL && i < mado_findings_get_count (self->findings); i++)
    if (strcmp (mado_findings_get (self->findings, i)->code, "E_MY_NUMBER") == 0)
      return TRUE;

  return FALSE;
}

/**
 * mado_staged_row_make_operation:
 * @self: a row with its body
 * @header: who does it, when and where; its id and the case's are added
 * @error: where to put why it cannot be written
 *
 * Returns: (transfer full) (nullable): what the row does
 */
MadoOperation *
mado_staged_row_make_operation (const MadoStagedRow *self, const MadoOperationHeader *header, GError **error)
{
  g_autoptr (yyjson_doc) read = read_body (self);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  MadoOperationHeader own = *header;
  MadoOperation *operation;

  own.id = mado_id_draw ();
  own.entity = mado_id_is_valid (self->entity) ? self->entity : mado_id_draw ();
  own.kind = "case.move";
  own.base = self->base;
  operation = mado_operation_new (&own, yyjson_val_mut_copy (doc, yyjson_doc_get_root (read)), error);
  yyjson_mut_doc_free (doc);

  return operation;
}
