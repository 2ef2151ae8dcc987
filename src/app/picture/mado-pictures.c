/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fetches the papers of a case: in the order of the items that can be read off them, and of each as they came. */

#include "mado-pictures.h"

#include <string.h>

#include "mado-blob-cache.h"
#include "mado-case-covered.h"
#include "mado-json-member.h"
#include "mado-projection.h"
#include "mado-row.h"

/* --- their order -------------------------------------------------------------------------------------------------- */

/* Where the item stands in the programme, and behind that when the paper came. */
static guint
rank_paper (const MadoProgramme *programme, const MadoItem *item, guint number)
{
  guint n_items = mado_section_get_count (programme->items), place = n_items;

  for (guint i = 0; i < n_items; i++)
    if (mado_section_get (programme->items, i) == item)
      place = i;

  return place * 1000 + MIN (number, 999);
}

/* Returns: its number, or -1 */
static int
find_attachment (yyjson_val *attachments, const MadoHash *hash)
{
  g_autofree char *hex = mado_hash_to_hex (hash);

  for (gsize i = 0; i < yyjson_arr_size (attachments); i++)
    if (strcmp (mado_json_get_text (yyjson_arr_get (attachments, i), "hash"), hex) == 0)
      return (int) i;

  return -1;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  guint rank_a = ((const MadoPaperPlace *) a)->rank, rank_b = ((const MadoPaperPlace *) b)->rank;

  return rank_a < rank_b ? -1 : rank_a > rank_b;
}

/**
 * mado_pictures_place:
 * @programme: a programme
 * @whole: (nullable): the attachments of a case
 * @seen: (nullable): those of them that somebody may see
 * @hashes: (element-type MadoHash): papers
 *
 * Returns: (transfer full) (element-type MadoPaperPlace): what is shown, in this order; a paper of which the case does
 * not say what it is stands behind the others
 */
GArray *
mado_pictures_place (const MadoProgramme *programme, yyjson_val *whole, yyjson_val *seen, const GArray *hashes)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (MadoPaperPlace));

  for (guint i = 0; i < hashes->len; i++) {
    const MadoHash *hash = &g_array_index (hashes, MadoHash, i);
    int number = find_attachment (whole, hash);
    MadoPaperPlace place = { *hash, NULL, 0 };

    if (number >= 0 && find_attachment (seen, hash) < 0)
      continue;
    if (number >= 0)
      place.item =
          mado_section_find (programme->items, mado_json_get_text (yyjson_arr_get (whole, (gsize) number), "item"));
    place.rank = rank_paper (programme, place.item, number >= 0 ? (guint) number : i);
    g_array_append_val (places, place);
  }
  g_array_sort (places, compare_places);

  return places;
}

/* --- from the profile --------------------------------------------------------------------------------------------- */

typedef struct {
  MadoSession *session;
  MadoId entity;
} Request;

static void
free_request (gpointer data)
{
  g_object_unref (((Request *) data)->session);
  g_free (data);
}

/**
 * mado_case_paper_new:
 * @file: a paper
 * @item: (nullable): what can be read off it
 *
 * Returns: (transfer full): the paper
 */
MadoCasePaper *
mado_case_paper_new (GBytes *file, const MadoItem *item)
{
  MadoCasePaper *paper = g_new0 (MadoCasePaper, 1);

  paper->file = g_bytes_ref (file);
  paper->item = item;

  return paper;
}

/**
 * mado_case_paper_free:
 * @data: (transfer full): a paper
 */
void
mado_case_paper_free (gpointer data)
{
  g_bytes_unref (((MadoCasePaper *) data)->file);
  g_free (data);
}

/**
 * mado_pictures_free:
 * @self: (transfer full): papers
 */
void
mado_pictures_free (MadoPictures *self)
{
  g_ptr_array_unref (self->papers);
  g_array_unref (self->missing);
  g_free (self);
}

static void
add_once (GArray *hashes, const MadoHash *hash)
{
  for (guint i = 0; i < hashes->len; i++)
    if (mado_hash_equals (&g_array_index (hashes, MadoHash, i), hash))
      return;
  g_array_append_val (hashes, *hash);
}

/* Beside what was taken in here, which nothing may name yet. */
static void
add_named (GArray *hashes, yyjson_val *attachments)
{
  yyjson_arr_iter named = yyjson_arr_iter_with (attachments);

  for (yyjson_val *one = yyjson_arr_iter_next (&named); one != NULL; one = yyjson_arr_iter_next (&named)) {
    MadoHash hash;

    if (mado_hash_from_hex (mado_json_get_text (one, "hash"), &hash, NULL))
      add_once (hashes, &hash);
  }
}

/* Until the service says that it was covered, what it showed before is here, and not to be seen. */
static void
drop_covered (GArray *hashes, const MadoEntity *entity)
{
  for (guint i = hashes->len; i > 0; i--)
    if (mado_case_has_covered (entity, &g_array_index (hashes, MadoHash, i - 1)))
      g_array_remove_index (hashes, i - 1);
}

static GArray *
list_places (MadoDatabase *database, const Request *request, GError **error)
{
  const MadoProgramme *programme = mado_session_get_programme (request->session);
  g_autoptr (GArray) hashes = mado_blob_cache_list (database, request->entity, error);
  g_auto (MadoRow) row = { 0 };
  g_autoptr (MadoEntity) seen = NULL;
  yyjson_val *whole;

  if (hashes == NULL || !mado_row_find (database, request->entity, &row, error))
    return NULL;
  if (row.entity == NULL)
    return g_array_new (FALSE, FALSE, sizeof (MadoPaperPlace));
  if (!mado_project_for_person (programme, row.entity, NULL, mado_session_get_person (request->session), &seen, error))
    return NULL;

  whole = yyjson_obj_get (mado_entity_get_body (row.entity), "attachments");
  add_named (hashes, whole);
  drop_covered (hashes, row.entity);

  return mado_pictures_place (
      programme, whole, seen != NULL ? yyjson_obj_get (mado_entity_get_body (seen), "attachments") : NULL, hashes);
}

static gboolean
load_paper (MadoDatabase *database, const MadoPaperPlace *place, MadoPictures *pictures, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (!mado_blob_cache_find (database, &place->hash, mado_instant_now (), &bytes, error))
    return FALSE;
  if (bytes == NULL) {
    g_array_append_val (pictures->missing, place->hash);
    return TRUE;
  }
  g_ptr_array_add (pictures->papers, mado_case_paper_new (bytes, place->item));

  return TRUE;
}

static MadoPictures *
load_pictures (MadoDatabase *database, const Request *request, GError **error)
{
  g_autoptr (GArray) places = list_places (database, request, error);
  g_autoptr (MadoPictures) self = g_new0 (MadoPictures, 1);

  self->papers = g_ptr_array_new_with_free_func (mado_case_paper_free);
  self->missing = g_array_new (FALSE, FALSE, sizeof (MadoHash));
  for (guint i = 0; places != NULL && i < places->len; i++)
    if (!load_paper (database, &g_array_index (places, MadoPaperPlace, i), self, error))
      return NULL;

  return places != NULL ? g_steal_pointer (&self) : NULL;
}

static void
load_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  MadoPictures *pictures = load_pictures (database, data, &error);

  if (pictures == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, pictures, (GDestroyNotify) mado_pictures_free);
}

/**
 * mado_pictures_load_async:
 * @session: a session
 * @entity: whose papers
 * @cancellable: (nullable): ends it
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_pictures_load_async (
    MadoSession *session, MadoId entity, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->session = g_object_ref (session);
  request->entity = entity;
  g_task_set_source_tag (task, mado_pictures_load_async);
  g_task_set_task_data (task, request, free_request);
  mado_desk_do (mado_session_get_desk (session), MADO_DESK_WRITER, task, load_work);
}

/**
 * mado_pictures_load_finish:
 * @result: of mado_pictures_load_async()
 * @error: what the disk said, %G_IO_ERROR_CLOSED, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): those that are here, and which are not
 */
MadoPictures *
mado_pictures_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
