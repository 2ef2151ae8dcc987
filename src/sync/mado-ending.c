/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Straight through, on a thread of its own: the order, the envelopes, the marks, the keys, the files; then what needs
 * the service. From the first mark on, no line is needed any more for nothing to be left here that can be read. */

#include "mado-ending.h"

#include <string.h>

#include "mado-durable-file.h"
#include "mado-fault-point.h"
#include "mado-papers-file.h"
#include "mado-share-file.h"
#include "mado-sync-error.h"
#include "mado-wipe.h"

#define KEY ".key"
#define MARK ".wipe"

typedef struct {
  char *folder;
  GPtrArray *desks; /* (element-type MadoDesk) */
  MadoCourierClock clock;
  MadoEndingReport report;
} Ending;

static void
free_ending (gpointer data)
{
  Ending *self = data;

  g_free (self->folder);
  g_ptr_array_unref (self->desks);
  g_free (self);
}

/* --- what there is ------------------------------------------------------------------------------------------------ */

/* Returns: (transfer full) (element-type utf8): the paths of all profiles of which there is a file with that ending */
static GPtrArray *
list_profiles (const char *folder, const char *ending)
{
  GPtrArray *profiles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL); /* ignored: there is no folder before the first profile */
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    if (g_str_has_suffix (name, ending)) {
      g_autofree char *profile = g_strndup (name, strlen (name) - strlen (ending));

      g_ptr_array_add (profiles, g_build_filename (folder, profile, NULL));
    }

  return profiles;
}

/**
 * mado_ending_is_due:
 * @folder: of a terminal
 *
 * Returns: whether its end has begun, so that nothing there is opened any more
 */
gboolean
mado_ending_is_due (const char *folder)
{
  g_autoptr (GPtrArray) marked = list_profiles (folder, MARK);

  return marked->len > 0;
}

/* --- what needs the service --------------------------------------------------------------------------------------- */

typedef struct {
  GAsyncResult *result; /* (nullable): it is not over */
} Waiting;

static void
over_cb (G_GNUC_UNUSED GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Waiting *) user_data)->result = g_object_ref (result);
}

static GAsyncResult *
await_result (Waiting *waiting)
{
  while (waiting->result == NULL)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);

  return waiting->result;
}

static gboolean
ask (MadoCourier *courier, const MadoPapers *papers, MadoOrder *out_order, GError **error)
{
  Waiting waiting = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  mado_wipe_ask_async (courier, papers, NULL, over_cb, &waiting);
  result = await_result (&waiting);

  return mado_wipe_ask_finish (result, out_order, error);
}

static gboolean
hand_in (MadoCourier *courier, const char *profile, GError **error)
{
  Waiting waiting = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  mado_wipe_hand_in_async (profile, courier, NULL, over_cb, &waiting);
  result = await_result (&waiting);

  return mado_wipe_hand_in_finish (result, error);
}

/* --- the steps ---------------------------------------------------------------------------------------------------- */

/* Those that are sealed are let go; the others stay open for the next time. */
static gboolean
seal_open (Ending *self, const MadoOrder *order, GError **error)
{
  while (self->desks->len > 0) {
    MadoDesk *desk = g_ptr_array_index (self->desks, 0);
    MadoSealed sealed = { 0 };

    if (!mado_wipe_seal (desk, order, &sealed, error))
      return FALSE;
    self->report.n_operations += sealed.n_operations;
    self->report.n_attachments += sealed.n_attachments;
    mado_desk_close (desk);
    g_ptr_array_remove_index (self->desks, 0);
  }

  return TRUE;
}

/* What was not sent of a profile that is closed was sealed ahead, while somebody worked in it. */
static gboolean
mark_closed (const Ending *self, GError **error)
{
  g_autoptr (GPtrArray) profiles = list_profiles (self->folder, KEY);

  for (guint i = 0; i < profiles->len; i++)
    if (!mado_wipe_is_due (g_ptr_array_index (profiles, i)) &&
        !mado_wipe_begin (g_ptr_array_index (profiles, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
destroy_marked (Ending *self, GError **error)
{
  g_autoptr (GPtrArray) profiles = list_profiles (self->folder, MARK);

  for (guint i = 0; i < profiles->len; i++) {
    mado_fault_point ("profile-goes");
    if (!mado_wipe_destroy (g_ptr_array_index (profiles, i), error))
      return FALSE;
    self->report.n_profiles++;
  }

  return TRUE;
}

static gboolean
hand_in_marked (const Ending *self, MadoCourier *courier, GError **error)
{
  g_autoptr (GPtrArray) profiles = list_profiles (self->folder, MARK);

  for (guint i = 0; i < profiles->len; i++) {
    mado_fault_point ("profile-handed-in");
    if (!hand_in (courier, g_ptr_array_index (profiles, i), error))
      return FALSE;
  }

  return TRUE;
}

static MadoPapers *
load_papers (const Ending *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, MADO_PAPERS_FILE_NAME, NULL);

  return mado_papers_file_load (path, error);
}

/* The papers go last: without them nothing can be handed in. */
static gboolean
forget_service (const Ending *self, GError **error)
{
  g_autofree char *share = g_build_filename (self->folder, MADO_SHARE_FILE_NAME, NULL);
  g_autofree char *papers = g_build_filename (self->folder, MADO_PAPERS_FILE_NAME, NULL);

  mado_fault_point ("papers-go");

  return mado_durable_file_destroy (share, error) && mado_durable_file_destroy (papers, error);
}

/* What the service orders now is done with every profile. */
static gboolean
obey (Ending *self, MadoCourier *courier, const MadoOrder *order, GError **error)
{
  return seal_open (self, order, error) && mark_closed (self, error) && destroy_marked (self, error) &&
         hand_in_marked (self, courier, error) && forget_service (self, error);
}

/* Marked profiles go whatever the service says now: they were ordered to go once. After that the terminal may have been
 * invited anew, and works again. */
static gboolean
end_terminal (Ending *self, GError **error)
{
  const gboolean was_due = mado_ending_is_due (self->folder);
  g_autoptr (MadoPapers) papers = NULL;
  g_autoptr (MadoCourier) courier = NULL;
  g_auto (MadoOrder) order = { 0 };
  g_autoptr (GError) fault = NULL;

  if (!destroy_marked (self, error))
    return FALSE;
  papers = load_papers (self, error);
  if (papers == NULL)
    return FALSE;
  courier = mado_courier_new (mado_papers_copy (papers), self->clock);
  if (!hand_in_marked (self, courier, error))
    return FALSE;
  if (ask (courier, papers, &order, &fault))
    return obey (self, courier, &order, error);
  if (was_due && self->desks->len == 0 && g_error_matches (fault, MADO_SYNC_ERROR, MADO_SYNC_ERROR_OTHER))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

static void
end_work (GTask *task, G_GNUC_UNUSED gpointer source, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  Ending *self = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  GError *error = NULL;
  gboolean is_good;

  g_main_context_push_thread_default (context);
  is_good = end_terminal (self, &error);
  g_main_context_pop_thread_default (context);
  self->report.is_over = is_good;
  if (is_good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mado_ending_run_async:
 * @folder: of the terminal, with its papers and profiles
 * @desks: (element-type MadoDesk): those of its profiles that are open; whoever is sealed goes out of it, so it is not
 *   to be looked at before @callback
 * @clock: of the terminal
 * @cancellable: (nullable): of the answer alone
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_ending_run_async (const char *folder,
                       GPtrArray *desks,
                       MadoCourierClock clock,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Ending *ending = g_new0 (Ending, 1);

  ending->folder = g_strdup (folder);
  ending->desks = g_ptr_array_ref (desks);
  ending->clock = clock;
  g_task_set_source_tag (task, mado_ending_run_async);
  g_task_set_task_data (task, ending, free_ending);
  g_task_run_in_thread (task, end_work);
}

/**
 * mado_ending_run_finish:
 * @result: of mado_ending_run_async()
 * @out_report: (out caller-allocates): how far it came, also where it failed
 * @error: %MADO_SYNC_ERROR_NO_LINE, or what the disk said: it is to be run again; %MADO_SYNC_ERROR_OTHER where nobody
 *   whom the terminal believes has ordered it
 *
 * Returns: whether it is over
 */
gboolean
mado_ending_run_finish (GAsyncResult *result, MadoEndingReport *out_report, GError **error)
{
  const Ending *ending = g_task_get_task_data (G_TASK (result));

  *out_report = ending->report;

  return g_task_propagate_boolean (G_TASK (result), error);
}
