/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Searches on a thread that does nothing else, and reads of what was found what somebody may see. */

#include "mado-case-search.h"

#include <string.h>

#include "mado-projection.h"
#include "mado-row.h"

static void
free_hit (gpointer data)
{
  MadoCaseHit *hit = data;

  mado_case_title_clear (&hit->title);
  g_free (hit);
}

/**
 * mado_case_hits_free:
 * @self: (transfer full): what was found
 */
void
mado_case_hits_free (MadoCaseHits *self)
{
  g_ptr_array_unref (self->hits);
  g_free (self);
}

typedef struct {
  MadoSession *session;
  char *typed;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_object_unref (request->session);
  g_free (request->typed);
  g_free (request);
}

/* What the person does not get is left out; so is what is no case. */
static gboolean
add_hit (const Request *request, MadoDatabase *database, const MadoSearchHit *found, GPtrArray *hits, GError **error)
{
  MadoProgramme *programme = mado_session_get_programme (request->session);
  g_autoptr (MadoEntity) entity = NULL, seen = NULL;
  MadoCaseHit *hit;

  if (!mado_row_load (database, found->row, &entity, error))
    return FALSE;
  if (entity == NULL || strcmp (mado_entity_get_kind (entity), "case") != 0)
    return TRUE;
  if (!mado_project_for_person (programme, entity, NULL, mado_session_get_person (request->session), &seen, error))
    return FALSE;
  if (seen == NULL)
    return TRUE;
  hit = g_new0 (MadoCaseHit, 1);
  hit->id = found->id;
  hit->field = found->match.field;
  hit->is_variant = found->match.is_variant;
  mado_case_title_read (&hit->title, programme, seen);
  g_ptr_array_add (hits, hit);

  return TRUE;
}

static MadoCaseHits *
search (const Request *request, MadoDatabase *database, GError **error)
{
  MadoProgramme *programme = mado_session_get_programme (request->session);
  g_autoptr (GArray) found =
      mado_search_load_page (database, programme, request->typed, NULL, MADO_CASE_SEARCH_LIMIT, error);
  g_autoptr (MadoCaseHits) hits = NULL;

  if (found == NULL)
    return NULL;
  hits = g_new0 (MadoCaseHits, 1);
  hits->hits = g_ptr_array_new_with_free_func (free_hit);
  for (guint i = 0; i < found->len; i++)
    if (!add_hit (request, database, &g_array_index (found, MadoSearchHit, i), hits->hits, error))
      return NULL;
  if (found->len < MADO_CASE_SEARCH_LIMIT)
    hits->total = (MadoSearchTotal) { found->len, TRUE };
  else if (!mado_search_count (database, programme, request->typed, &hits->total, error))
    return NULL;

  return g_steal_pointer (&hits);
}

static void
search_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  GError *error = NULL;
  MadoCaseHits *hits = search (request, database, &error);

  if (hits == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, hits, (GDestroyNotify) mado_case_hits_free);
}

/**
 * mado_case_search_async:
 * @session: a session
 * @typed: what stands in the box
 * @cancellable: (nullable): ends it, also while it searches
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_case_search_async (MadoSession *session,
                        const char *typed,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->session = g_object_ref (session);
  request->typed = g_strdup (typed);
  g_task_set_task_data (task, request, free_request);
  mado_desk_do (mado_session_get_desk (session), MADO_DESK_FINDER, task, search_work);
}

/**
 * mado_case_search_finish:
 * @result: of mado_case_search_async()
 * @error: %MADO_STORE_ERROR_TOO_LONG, %G_IO_ERROR_CANCELLED, or what reading failed with
 *
 * Returns: (transfer full) (nullable): what was found
 */
MadoCaseHits *
mado_case_search_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
