/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The incident is on the disk before anything is looked up: who misses a medium must be believed first. */

#include "mado-handover-loss.h"

#include "mado-blob-cache.h"
#include "mado-handover-signing.h"
#include "mado-json-member.h"
#include "mado-projection.h"
#include "mado-row.h"

typedef struct {
  MadoDesk *desk;
  MadoId medium;
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

static gboolean
find_list (const Search *search, MadoDatabase *database, GError **error)
{
  g_autoptr (GArray) hashes = mado_blob_cache_list (database, search->medium, error);
  g_autoptr (GBytes) text = NULL;

  if (hashes == NULL)
    return FALSE;
  if (hashes->len == 0)
    return TRUE;
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
  Search search = { desk, mado_entity_get_id (handover), now, loss };

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
