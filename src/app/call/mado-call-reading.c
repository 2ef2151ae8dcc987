/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Searches and reads on the threads that nobody waits for. */

#include "mado-call-reading.h"

#include "mado-inquiry-book.h"
#include "mado-row.h"
#include "mado-store-error.h"
#include "mado-typing.h"

#define FORM "call" /* by which what is typed in a call is kept */
#define N_CALLS 3   /* of those before */

typedef struct {
  MadoSession *session;
  MadoId id;
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

static void
begin (MadoSession *session, GTask *task, MadoId id, const char *typed, MadoDeskHand hand, MadoStoreWork work)
{
  Request *request = g_new0 (Request, 1);

  request->session = g_object_ref (session);
  request->id = id;
  request->typed = g_strdup (typed);
  g_task_set_task_data (task, request, free_request);
  mado_desk_do (mado_session_get_desk (session), hand, task, work);
}

/* --- who it may be ------------------------------------------------------------------------------------------------ */

static void
find_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  MadoCallers *callers = mado_callers_find (database, mado_session_get_programme (request->session),
                                            mado_session_get_person (request->session), request->typed, &error);

  if (callers != NULL)
    g_task_return_pointer (task, callers, (GDestroyNotify) mado_callers_free);
  else
    g_task_return_error (task, error);
}

/**
 * mado_call_find_async:
 * @session: a session
 * @typed: what stands in the box
 * @cancellable: (nullable): ends it, also while it searches
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_call_find_async (MadoSession *session,
                      const char *typed,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  begin (session, g_task_new (NULL, cancellable, callback, user_data), MADO_ID_NONE, typed, MADO_DESK_FINDER,
         find_work);
}

/**
 * mado_call_find_finish:
 * @result: of mado_call_find_async()
 * @error: %MADO_STORE_ERROR_TOO_LONG, %G_IO_ERROR_CANCELLED, or what reading failed with
 *
 * Returns: (transfer full) (nullable): who it may be
 */
MadoCallers *
mado_call_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- what is told ------------------------------------------------------------------------------------------------- */

/**
 * mado_call_telling_free:
 * @self: (transfer full): what is told
 */
void
mado_call_telling_free (MadoCallTelling *self)
{
  g_clear_pointer (&self->guidance, mado_guidance_free);
  g_clear_pointer (&self->calls, g_ptr_array_unref);
  g_free (self);
}

static gboolean
read_guidance (const Request *request, MadoDatabase *database, MadoGuidance **out_guidance, GError **error)
{
  g_auto (MadoRow) row = { 0 };
  MadoJudge *judge = mado_session_get_judge (request->session, error);

  if (judge == NULL || !mado_row_find (database, request->id, &row, error))
    return FALSE;
  if (row.entity == NULL)
    return TRUE;

  return mado_guidance_read (&(MadoGuidanceSource) { judge, mado_instant_get_japanese_day (mado_instant_now ()),
                                                     mado_session_get_person (request->session), row.entity,
                                                     request->typed },
                             out_guidance, error);
}

static MadoCallTelling *
tell (const Request *request, MadoDatabase *database, GError **error)
{
  g_autoptr (MadoCallTelling) telling = g_new0 (MadoCallTelling, 1);

  if (!read_guidance (request, database, &telling->guidance, error))
    return NULL;
  if (telling->guidance == NULL) {
    g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_MISSING, "the case is not here any more");
    return NULL;
  }
  telling->calls =
      mado_inquiry_book_load_about (database, mado_session_get_programme (request->session),
                                    mado_session_get_person (request->session), request->id, N_CALLS, error);

  return telling->calls != NULL ? g_steal_pointer (&telling) : NULL;
}

static void
tell_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  GError *error = NULL;
  MadoCallTelling *telling = tell (request, database, &error);

  if (telling != NULL)
    g_task_return_pointer (task, telling, (GDestroyNotify) mado_call_telling_free);
  else
    g_task_return_error (task, error);
}

/**
 * mado_call_tell_async:
 * @session: a session
 * @id: of a case
 * @typed: by which it was found; "": by nothing
 * @cancellable: (nullable): ends it
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_call_tell_async (MadoSession *session,
                      MadoId id,
                      const char *typed,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  begin (session, g_task_new (NULL, cancellable, callback, user_data), id, typed, MADO_DESK_READER, tell_work);
}

/**
 * mado_call_tell_finish:
 * @result: of mado_call_tell_async()
 * @error: %MADO_STORE_ERROR_MISSING where it is not here, or not for this person
 *
 * Returns: (transfer full) (nullable): what is asked and told
 */
MadoCallTelling *
mado_call_tell_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- what was not saved ------------------------------------------------------------------------------------------- */

static void
list_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  GError *error = NULL;
  GArray *ids = mado_typing_list (database, FORM, &error);

  if (ids != NULL)
    g_task_return_pointer (task, ids, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * mado_call_list_unsaved_async:
 * @session: a session
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_call_list_unsaved_async (MadoSession *session, GAsyncReadyCallback callback, gpointer user_data)
{
  begin (session, g_task_new (NULL, NULL, callback, user_data), MADO_ID_NONE, "", MADO_DESK_READER, list_work);
}

/**
 * mado_call_list_unsaved_finish:
 * @result: of mado_call_list_unsaved_async()
 * @error: where to put why nobody can say
 *
 * Returns: (transfer full) (nullable) (element-type MadoId): calls that were not written down, the first first
 */
GArray *
mado_call_list_unsaved_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
