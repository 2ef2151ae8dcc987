/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks into a folder when something happens there, and now and then anyway: folders of other machines tell nothing. A
 * file is taken when its size and its time have stayed the same for a while. */

#include "mado-intake-watch.h"

#include <string.h>

#include "mado-file-calm.h"
#include "mado-file-name.h"
#include "mado-intake-report.h"

#define LOOK_AGAIN 30 /* seconds; what a monitor missed is seen then */

struct _MadoIntakeWatch {
  GObject parent_instance;

  MadoDesk *desk;
  MadoIntakeMeans means;
  GFile *folder;
  GFileMonitor *monitor;
  gint64 calm; /* microseconds */
  MadoFileCalm *files;
  guint timer;
  gboolean is_timer_soon;
  GCancellable *cancellable;
  char *name;                       /* (nullable): of the file that is being taken in */
  MadoIntakeStage *stage;           /* (nullable) */
  MadoAttachmentStage *attachments; /* (nullable): where it is a ZIP */
  MadoIntakeWatched watched;
  gpointer user_data;
};

G_DEFINE_FINAL_TYPE (MadoIntakeWatch, mado_intake_watch, G_TYPE_OBJECT)

static void look (MadoIntakeWatch *self);

static void
mado_intake_watch_finalize (GObject *object)
{
  MadoIntakeWatch *self = MADO_INTAKE_WATCH (object);

  mado_intake_watch_stop (self);
  g_clear_object (&self->monitor);
  g_clear_object (&self->folder);
  g_clear_object (&self->stage);
  g_clear_object (&self->attachments);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->files, mado_file_calm_free);
  g_free (self->name);

  G_OBJECT_CLASS (mado_intake_watch_parent_class)->finalize (object);
}

static void
mado_intake_watch_class_init (MadoIntakeWatchClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_intake_watch_finalize;
}

static void
mado_intake_watch_init (MadoIntakeWatch *self)
{
  self->cancellable = g_cancellable_new ();
}

/* --- when to look ------------------------------------------------------------------------------------------------ */

static gboolean
timer_cb (gpointer data)
{
  MadoIntakeWatch *self = data;

  self->timer = 0;
  look (self);

  return G_SOURCE_REMOVE;
}

/* Soon, while there is a file that is not calm yet; else now and then. */
static void
set_timer (MadoIntakeWatch *self, gboolean is_soon)
{
  if (g_cancellable_is_cancelled (self->cancellable) || (self->timer != 0 && (self->is_timer_soon || !is_soon)))
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->is_timer_soon = is_soon;
  self->timer = is_soon ? g_timeout_add ((guint) (self->calm / 1000) + 1, timer_cb, self)
                        : g_timeout_add_seconds (LOOK_AGAIN, timer_cb, self);
}

static void
changed_cb (G_GNUC_UNUSED GFileMonitor *monitor,
            G_GNUC_UNUSED GFile *file,
            G_GNUC_UNUSED GFile *other,
            G_GNUC_UNUSED GFileMonitorEvent event,
            gpointer user_data)
{
  set_timer (user_data, TRUE);
}

/* --- afterwards -------------------------------------------------------------------------------------------------- */

static GFile *
find_free_place (GFile *folder, const char *name)
{
  for (guint i = 0;; i++) {
    g_autofree char *numbered = i == 0 ? g_strdup (name) : g_strdup_printf ("%u-%s", i, name);
    GFile *place = g_file_get_child (folder, numbered);

    if (!g_file_query_exists (place, NULL))
      return place;
    g_object_unref (place);
  }
}

static gboolean
save_list (MadoIntakeWatch *self, GFile *folder, const char *name, GError **error)
{
  g_autofree char *list_name = g_strconcat (name, ".確認.csv", NULL);
  g_autoptr (GFile) place = find_free_place (folder, list_name);
  g_autoptr (GBytes) list = mado_intake_report_write (self->stage, self->attachments, NULL);

  return g_file_replace_contents (place, g_bytes_get_data (list, NULL), g_bytes_get_size (list), NULL, FALSE,
                                  G_FILE_CREATE_PRIVATE, NULL, NULL, error);
}

static gboolean
put_away (MadoIntakeWatch *self, const char *where, gboolean has_list, GError **error)
{
  g_autoptr (GFile) folder = g_file_get_child (self->folder, where);
  g_autoptr (GFile) file = g_file_get_child (self->folder, self->name);
  g_autoptr (GFile) place = NULL;
  GError *fault = NULL;

  if (!g_file_make_directory (folder, NULL, &fault) && !g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_EXISTS)) {
    g_propagate_error (error, fault);
    return FALSE;
  }
  g_clear_error (&fault);
  place = find_free_place (folder, self->name);

  return (!has_list || save_list (self, folder, self->name, error)) &&
         g_file_move (file, place, G_FILE_COPY_NOFOLLOW_SYMLINKS, NULL, NULL, NULL, error);
}

/* Whatever a person has to look at: refused, or changed since. */
static gboolean
is_in_doubt (const MadoIntakeWatch *self)
{
  const MadoStagedFile *file;

  if (self->attachments != NULL)
    return mado_attachment_stage_count (self->attachments, MADO_ATTACHMENT_REFUSED) > 0;
  file = g_ptr_array_index (mado_intake_stage_get_files (self->stage), 0);

  return file->is_refused || mado_staged_file_count (file, MADO_INTAKE_REFUSED) > 0 ||
         mado_staged_file_count (file, MADO_INTAKE_CHANGED) > 0;
}

static void
finish_file (MadoIntakeWatch *self, GError *fault)
{
  g_autoptr (GError) error = fault;
  g_autofree char *name = NULL, *shown = NULL;
  gboolean is_done = error == NULL && !is_in_doubt (self);
  const char *where = is_done ? MADO_INTAKE_WATCH_DONE : MADO_INTAKE_WATCH_DOUBT;
  gboolean is_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (!is_cancelled && !put_away (self, where, !is_done && (self->stage != NULL || self->attachments != NULL),
                                  error == NULL ? &error : NULL))
    where = "";
  name = g_steal_pointer (&self->name);
  g_clear_object (&self->stage);
  g_clear_object (&self->attachments);
  mado_file_calm_forget (self->files, name);
  if (is_cancelled)
    return;
  shown = mado_file_name_show (name);
  if (self->watched != NULL)
    self->watched (self->user_data, shown, where, error);
  set_timer (self, TRUE);
}

/* --- a file ------------------------------------------------------------------------------------------------------ */

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoIntakeWatch) self = user_data;
  GError *error = NULL;

  (void) mado_intake_stage_apply_finish (MADO_INTAKE_STAGE (source), result, &error); /* ignored: the error says it */
  finish_file (self, error);
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoIntakeWatch) self = user_data;
  GError *error = NULL;

  if (mado_intake_stage_preview_finish (MADO_INTAKE_STAGE (source), result, &error))
    mado_intake_stage_apply_async (self->stage, NULL, NULL, self->cancellable, applied_cb, g_object_ref (self));
  else
    finish_file (self, error);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoIntakeWatch) self = user_data;
  GError *error = NULL;

  (void) mado_attachment_stage_finish (MADO_ATTACHMENT_STAGE (source), result, &error); /* ignored: the error says it */
  finish_file (self, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoIntakeWatch) self = user_data;
  GError *error = NULL;

  if (mado_attachment_stage_finish (MADO_ATTACHMENT_STAGE (source), result, &error))
    mado_attachment_stage_apply_async (self->attachments, NULL, NULL, self->cancellable, kept_cb, g_object_ref (self));
  else
    finish_file (self, error);
}

static void
open_work (GTask *task, G_GNUC_UNUSED gpointer source, gpointer path, G_GNUC_UNUSED GCancellable *cancellable)
{
  GError *error = NULL;
  MadoAttachmentSource *zip = mado_attachment_source_open (path, mado_attachment_limits_get_default (), &error);

  if (zip != NULL)
    g_task_return_pointer (task, zip, (GDestroyNotify) mado_attachment_source_free);
  else
    g_task_return_error (task, error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, G_GNUC_UNUSED gpointer user_data)
{
  MadoIntakeWatch *self = MADO_INTAKE_WATCH (source);
  GError *error = NULL;
  MadoAttachmentSource *zip = g_task_propagate_pointer (G_TASK (result), &error);

  if (zip == NULL) {
    finish_file (self, error);
    return;
  }
  self->attachments = mado_attachment_stage_new (self->desk, NULL, zip);
  mado_attachment_stage_preview_async (self->attachments, NULL, NULL, self->cancellable, looked_cb,
                                       g_object_ref (self));
}

static void
take_zip_in (MadoIntakeWatch *self, const char *path)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, opened_cb, NULL);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, open_work);
}

static void
take_table_in (MadoIntakeWatch *self, const char *path)
{
  GError *error = NULL;

  self->stage = mado_intake_stage_new (self->desk, &self->means, &error);
  if (self->stage != NULL && mado_intake_stage_add_file (self->stage, path, &error))
    mado_intake_stage_preview_async (self->stage, NULL, NULL, self->cancellable, previewed_cb, g_object_ref (self));
  else
    finish_file (self, error);
}

static gboolean
is_zip (const char *name)
{
  return g_str_has_suffix (name, ".zip") || g_str_has_suffix (name, ".ZIP");
}

static void
take_in (MadoIntakeWatch *self, const char *name)
{
  g_autoptr (GFile) file = g_file_get_child (self->folder, name);
  g_autofree char *path = g_file_get_path (file);

  self->name = g_strdup (name);
  if (is_zip (name))
    take_zip_in (self, path);
  else
    take_table_in (self, path);
}

/* --- which ------------------------------------------------------------------------------------------------------- */

/* Returns: whether nobody has written to it for a while */
static gboolean
is_calm (MadoIntakeWatch *self, GFileInfo *info)
{
  g_autoptr (GDateTime) time = g_file_info_get_modification_date_time (info);

  return mado_file_calm_see (self->files, g_file_info_get_name (info), g_file_info_get_size (info),
                             time != NULL ? g_date_time_to_unix_usec (time) : 0, g_get_monotonic_time ());
}

static gboolean
is_ours (GFileInfo *info)
{
  const char *name = g_file_info_get_name (info);

  return g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR && name[0] != '.' && name[0] != '~' &&
         g_utf8_validate (name, -1, NULL) && !g_str_has_suffix (name, ".tmp") && !g_str_has_suffix (name, ".part");
}

/* Tables first: what is in a ZIP belongs to the applications that they bring. */
static gboolean
comes_before (const char *name, const char *other)
{
  return is_zip (name) == is_zip (other) ? strcmp (name, other) < 0 : is_zip (other);
}

/* The first of them that is calm; the others wait for it, and a ZIP for every table, calm or not. */
static char *
choose_file (MadoIntakeWatch *self, gboolean *out_is_any)
{
  g_autoptr (GFileEnumerator) files = g_file_enumerate_children (
      self->folder,
      G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE
                                     "," G_FILE_ATTRIBUTE_TIME_MODIFIED "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC,
      G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  g_autofree char *chosen = NULL;
  GFileInfo *info = NULL;
  gboolean has_table = FALSE;

  *out_is_any = FALSE;
  while (files != NULL && g_file_enumerator_iterate (files, &info, NULL, NULL, NULL) && info != NULL) {
    if (!is_ours (info))
      continue;
    *out_is_any = TRUE;
    has_table = has_table || !is_zip (g_file_info_get_name (info));
    if (is_calm (self, info) && (chosen == NULL || comes_before (g_file_info_get_name (info), chosen))) {
      g_free (chosen);
      chosen = g_strdup (g_file_info_get_name (info));
    }
  }

  return chosen != NULL && is_zip (chosen) && has_table ? NULL : g_steal_pointer (&chosen);
}

static void
look (MadoIntakeWatch *self)
{
  g_autofree char *name = NULL;
  gboolean is_any;

  if (self->name != NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  name = choose_file (self, &is_any);
  if (name != NULL)
    take_in (self, name);
  else
    set_timer (self, is_any);
}

/* --- public ------------------------------------------------------------------------------------------------------ */

/**
 * mado_intake_watch_new:
 * @desk: a profile that is open
 * @folder: a folder that is there
 * @means: how files are taken in; copied
 * @calm: for how many milliseconds a file must have stayed the same
 * @error: where to put why it cannot be watched
 *
 * Returns: (transfer full) (nullable): a watch, which begins with what is there already
 */
MadoIntakeWatch *
mado_intake_watch_new (MadoDesk *desk, const char *folder, const MadoIntakeMeans *means, guint calm, GError **error)
{
  g_autoptr (MadoIntakeWatch) self = g_object_new (MADO_TYPE_INTAKE_WATCH, NULL);

  self->desk = g_object_ref (desk);
  self->means = *means;
  self->calm = (gint64) calm * 1000;
  self->files = mado_file_calm_new (self->calm);
  self->folder = g_file_new_for_path (folder);
  self->monitor = g_file_monitor_directory (self->folder, G_FILE_MONITOR_NONE, NULL, error);
  if (self->monitor == NULL)
    return NULL;
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_DEFAULT);
  set_timer (self, TRUE);

  return g_steal_pointer (&self);
}

/**
 * mado_intake_watch_tell:
 * @self: a watch
 * @watched: (nullable): is told of each file that was dealt with
 * @user_data: for @watched
 */
void
mado_intake_watch_tell (MadoIntakeWatch *self, MadoIntakeWatched watched, gpointer user_data)
{
  self->watched = watched;
  self->user_data = user_data;
}

/**
 * mado_intake_watch_stop:
 * @self: a watch; one that stopped stays so
 *
 * A file that is being taken in stays where it is, with what is written of it written: it goes on with the next watch.
 */
void
mado_intake_watch_stop (MadoIntakeWatch *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
}
