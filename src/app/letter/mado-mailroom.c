/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A clerk waits for the desk's threads: so each act runs on a thread of GTask, which is neither these nor the
 * window's. */

#include "mado-mailroom.h"

struct _MadoMailroom {
  MadoOutlook parent_instance;
};

G_DEFINE_FINAL_TYPE (MadoMailroom, mado_mailroom, MADO_TYPE_OUTLOOK)

static gpointer
load (MadoDatabase *database, MadoSession *session, GError **error)
{
  return mado_letter_shelf_load (database, mado_session_get_programme (session),
                                 mado_instant_get_japanese_day (mado_instant_now ()), error);
}

static void
mado_mailroom_class_init (MadoMailroomClass *class)
{
  MadoOutlookClass *outlook_class = MADO_OUTLOOK_CLASS (class);

  outlook_class->hand = MADO_DESK_SEARCHER;
  outlook_class->load = load;
  outlook_class->free_loaded = (GDestroyNotify) mado_letter_shelf_free;
}

static void
mado_mailroom_init (MadoMailroom *self)
{
}

/**
 * mado_mailroom_of:
 * @session: a session
 *
 * Returns: (transfer none): its mailroom, which lives as long as the session
 */
MadoMailroom *
mado_mailroom_of (MadoSession *session)
{
  return mado_outlook_of (session, MADO_TYPE_MAILROOM);
}

/**
 * mado_mailroom_is_for:
 * @session: a session
 *
 * Returns: whether its person works on letters
 */
gboolean
mado_mailroom_is_for (MadoSession *session)
{
  return mado_policy_has_duty (mado_session_get_person (session), mado_session_get_programme (session), "notices");
}

/**
 * mado_mailroom_get_session:
 * @self: a mailroom
 *
 * Returns: (transfer none): whose it is
 */
MadoSession *
mado_mailroom_get_session (MadoMailroom *self)
{
  return mado_outlook_get_session (MADO_OUTLOOK (self));
}

/**
 * mado_mailroom_get_shelf:
 * @self: a mailroom
 *
 * Returns: (transfer none) (nullable): what is in it; %NULL: not read yet
 */
const MadoLetterShelf *
mado_mailroom_get_shelf (MadoMailroom *self)
{
  return mado_outlook_get_loaded (MADO_OUTLOOK (self));
}

/**
 * mado_mailroom_count_waiting:
 * @self: a mailroom
 *
 * Returns: how many letters have not gone out, made or not
 */
gint64
mado_mailroom_count_waiting (MadoMailroom *self)
{
  const MadoLetterShelf *shelf = mado_mailroom_get_shelf (self);

  return shelf != NULL ? (gint64) shelf->unsent->len + shelf->owed->len : 0;
}

/* --- doing -------------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoDesk *desk;
  MadoMailAct act;
  MadoMailJob *job;
} Doing;

static void
free_doing (gpointer data)
{
  Doing *doing = data;

  mado_mail_job_unref (doing->job);
  g_object_unref (doing->desk);
  g_free (doing);
}

static void
do_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Doing *doing = data;
  GError *error = NULL;

  if (doing->job->clerk == NULL)
    doing->job->clerk = mado_desk_clerk_new (doing->desk, mado_instant_now (), &error);
  if (doing->job->clerk != NULL && doing->act (doing->job, &error))
    g_task_return_pointer (task, mado_mail_job_ref (doing->job), (GDestroyNotify) mado_mail_job_unref);
  else
    g_task_return_error (task, error);
}

/**
 * mado_mailroom_do_async:
 * @self: a mailroom
 * @act: what is done
 * @job: (transfer full): with what, and how. Nobody looks at it meanwhile
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_mailroom_do_async (
    MadoMailroom *self, MadoMailAct act, MadoMailJob *job, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Doing *doing = g_new0 (Doing, 1);

  *doing = (Doing) { g_object_ref (mado_session_get_desk (mado_mailroom_get_session (self))), act, job };
  g_task_set_task_data (task, doing, free_doing);
  g_task_run_in_thread (task, do_work);
}

/**
 * mado_mailroom_do_finish:
 * @self: a mailroom
 * @result: of mado_mailroom_do_async()
 * @error: why it was not done; what was written before stays
 *
 * Returns: (transfer full) (nullable): the job afterwards
 */
MadoMailJob *
mado_mailroom_do_finish (MadoMailroom *self, GAsyncResult *result, GError **error)
{
  MadoMailJob *job = g_task_propagate_pointer (G_TASK (result), error);
  const Doing *doing = g_task_get_task_data (G_TASK (result));

  if (doing->job->is_written)
    mado_session_note_saved (mado_mailroom_get_session (self));

  return job;
}
