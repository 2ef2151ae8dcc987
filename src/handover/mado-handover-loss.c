/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The incident is on the disk before anything is looked up: who misses a medium must be believed first. */

#include "mado-handover-loss.h"

#include "mado-blob-cache.h"
#include "mado-handover-signing.h"
#include "mado-json-member.h"
#include "mado-projection.h"
#include "mado-row.h"

#define PAGE 500

typedef struct {
  MadoDesk *desk;
  const MadoEntity *handover;
  MadoInstant now;
  MadoHandoverLoss *loss;
} Search;

static gboolean
report (MadoDesk *desk, const MadoEntity *handover, const char *what, MadoInstant now, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  const MadoHandoverStep step = { "incident.report", mado_id_draw (), 0, body };
  char id[MADO_ID_TEXT_SIZE];
  gboolean is_done;

  mado_id_to_text (mado_entity_get_id (handover), id);
  yyjson_mut_obj_add_str (doc, body, "kind", "loss");
  yyjson_mut_obj_add_str (doc, body, "what", what);
  yyjson_mut_obj_add_sint (doc, body, "noticed", now.microseconds / 1000);
  yyjson_mut_obj_add_str (doc, body, "handover", id);
  is_done = mado_handover_sign (desk, &step, NULL, now, error);
  yyjson_mut_doc_free (doc);

  return is_done;
}

/* --- whom it is about --------------------------------------------------------------------------------------------- */

static gboolean
add_case (const Search *search, MadoDatabase *database, MadoId id, GError **error)
{
  g_auto (MadoRow) row = { 0 };
  MadoEntity *seen = NULL;

  if (!mado_row_find (database, id, &row, error))
    return FALSE;
  if (row.entity == NULL)
    return TRUE;
  if (!mado_project_for_person (mado_desk_get_programme (search->desk), row.entity, NULL,
                                mado_desk_get_person (search->desk), &seen, error))
    return FALSE;
  if (seen != NULL)
    g_ptr_array_add (search->loss->cases, seen);

  return TRUE;
}

static gboolean
read_list (const Search *search, MadoDatabase *database, GBytes *text, GError **error)
{
  g_autoptr (yyjson_doc) doc = yyjson_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), 0);
  yyjson_val *cases = yyjson_obj_get (yyjson_doc_get_root (doc), "cases");
  yyjson_arr_iter items = yyjson_arr_iter_with (yyjson_obj_get (yyjson_doc_get_root (doc), "items"));
  yyjson_arr_iter iter = yyjson_arr_iter_with (cases);

  search->loss->is_listed = cases != NULL;
  search->loss->n_cases = (gint64) yyjson_arr_size (cases);
  for (yyjson_val *item = yyjson_arr_iter_next (&items); item != NULL; item = yyjson_arr_iter_next (&items))
    if (yyjson_is_str (item))
      g_ptr_array_add (search->loss->items, g_strdup (yyjson_get_str (item)));
  for (yyjson_val *id = yyjson_arr_iter_next (&iter); id != NULL; id = yyjson_arr_iter_next (&iter))
    if (yyjson_is_str (id) && !add_case (search, database, mado_id_from_text (yyjson_get_str (id)), error))
      return FALSE;

  return TRUE;
}

/* --- at another terminal ------------------------------------------------------------------------------------------ */

/* What the programme lets the packet hold. */
static void
add_items (const Search *search)
{
  const char *id = mado_json_get_text (mado_entity_get_body (search->handover), "packet");
  const MadoPacket *packet = mado_section_find (mado_desk_get_programme (search->desk)->packets, id);

  for (guint i = 0; packet != NULL && i < packet->items->len; i++)
    g_ptr_array_add (search->loss->items, g_strdup (g_ptr_array_index (packet->items, i)));
}

static gboolean
add_of_batch (const Search *search, MadoDatabase *database, const char *state, MadoId batch, GError **error)
{
  g_autoptr (MadoEntity) last = NULL;

  for (;;) {
    g_autoptr (GPtrArray) page = mado_row_list (database, "case", state, last, PAGE, error);

    if (page == NULL)
      return FALSE;
    for (guint i = 0; i < page->len; i++) {
      const MadoEntity *entity = g_ptr_array_index (page, i);
      yyjson_val *own = yyjson_obj_get (mado_entity_get_body (entity), "batch");

      if (mado_id_compare (mado_json_get_id (own, "id"), batch) == 0 &&
          !add_case (search, database, mado_entity_get_id (entity), error))
        return FALSE;
    }
    if (page->len < PAGE)
      return TRUE;
    g_clear_pointer (&last, mado_entity_unref);
    last = mado_entity_ref (g_ptr_array_index (page, page->len - 1));
  }
}

/* The list did not travel; the batch did: its cases name it, as far as this person has them. */
static gboolean
work_out (const Search *search, MadoDatabase *database, GError **error)
{
  const MadoSection *states = mado_desk_get_programme (search->desk)->states;
  yyjson_val *body = mado_entity_get_body (search->handover);
  MadoId batch = mado_json_get_id (body, "batch");

  add_items (search);
  if (!mado_id_is_valid (batch))
    return TRUE;
  for (guint i = 0; i < mado_section_get_count (states); i++)
    if (!add_of_batch (search, database, ((const MadoState *) mado_section_get (states, i))->id, batch, error))
      return FALSE;
  search->loss->is_listed = search->loss->is_worked_out = search->loss->cases->len > 0;
  search->loss->n_cases = mado_json_get_number (body, "records");

  return TRUE;
}

static gboolean
find_list (const Search *search, MadoDatabase *database, GError **error)
{
  g_autoptr (GArray) hashes = mado_blob_cache_list (database, mado_entity_get_id (search->handover), error);
  g_autoptr (GBytes) text = NULL;

  if (hashes == NULL)
    return FALSE;
  if (hashes->len == 0)
    return work_out (search, database, error);
  if (!mado_blob_cache_find (database, &g_array_index (hashes, MadoHash, 0), search->now, &text, error))
    return FALSE;

  return text == NULL || read_list (search, database, text, error);
}

static void
find_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  GError *error = NULL;

  if (find_list (request, database, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mado_handover_loss_report:
 * @desk: of whoever misses it
 * @handover: what is missed
 * @what: in what circumstances
 * @now: the time
 * @error: %MADO_HANDOVER_ERROR_REFUSED, or what the disk said
 *
 * Returns: (transfer full) (nullable): whom and what it is about, once the incident is on the disk
 */
MadoHandoverLoss *
mado_handover_loss_report (
    MadoDesk *desk, const MadoEntity *handover, const char *what, MadoInstant now, GError **error)
{
  g_autoptr (MadoHandoverLoss) loss = g_new0 (MadoHandoverLoss, 1);
  Search search = { desk, handover, now, loss };

  loss->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  loss->items = g_ptr_array_new_with_free_func (g_free);

  return report (desk, handover, what, now, error) &&
                 mado_desk_do_and_wait (desk, MADO_DESK_WRITER, find_work, &search, error)
             ? g_steal_pointer (&loss)
             : NULL;
}

/**
 * mado_handover_loss_free:
 * @self: (transfer full): what is missed
 */
void
mado_handover_loss_free (MadoHandoverLoss *self)
{
  g_ptr_array_unref (self->cases);
  g_ptr_array_unref (self->items);
  g_free (self);
}
