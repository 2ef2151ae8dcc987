/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Brings the stage of files and that of their attachments together. While a thread works, what it works on is not
 * looked at here. */

#include "mado-intake-run.h"

#include "mado-base-error.h"
#include "mado-file-name.h"
#include "mado-telling.h"

struct _MadoIntakeRun {
  GObject parent_instance;

  MadoSession *session;
  MadoIntakeRunState state;
  GStrv paths; /* (nullable) */
  GCancellable *cancellable;
  GError *fault; /* (nullable): why it came to no end */
  guint64 done;
  guint64 total;

  MadoIntakeStage *rows;            /* (nullable) */
  MadoAttachmentStage *attachments; /* (nullable) */
  GPtrArray *unread;                /* (element-type MadoIntakeUnread) */
};

G_DEFINE_FINAL_TYPE (MadoIntakeRun, mado_intake_run, G_TYPE_OBJECT)

enum { SIGNAL_CHANGED, SIGNAL_PROGRESSED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
free_unread (gpointer data)
{
  MadoIntakeUnread *unread = data;

  g_free (unread->name);
  g_free (unread);
}

static void
forget_files (MadoIntakeRun *self)
{
  g_clear_object (&self->attachments);
  g_clear_object (&self->rows);
  g_clear_error (&self->fault);
  g_ptr_array_set_size (self->unread, 0);
}

static void
mado_intake_run_finalize (GObject *object)
{
  MadoIntakeRun *self = MADO_INTAKE_RUN (object);

  forget_files (self);
  g_ptr_array_unref (self->unread);
  g_strfreev (self->paths);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mado_intake_run_parent_class)->finalize (object);
}

static void
mado_intake_run_class_init (MadoIntakeRunClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_intake_run_finalize;

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PROGRESSED] =
      g_signal_new ("progressed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_intake_run_init (MadoIntakeRun *self)
{
  self->unread = g_ptr_array_new_with_free_func (free_unread);
}

/**
 * mado_intake_run_new:
 * @session: of whoever takes files in
 *
 * Returns: (transfer full): a run without files
 */
MadoIntakeRun *
mado_intake_run_new (MadoSession *session)
{
  MadoIntakeRun *self = g_object_new (MADO_TYPE_INTAKE_RUN, NULL);

  self->session = g_object_ref (session);

  return self;
}

/* --- a piece of work ---------------------------------------------------------------------------------------------- */

static void
take_state (MadoIntakeRun *self, MadoIntakeRunState state)
{
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
progressed_cb (gpointer data, guint64 done, guint64 total)
{
  MadoIntakeRun *self = data;

  self->done = done;
  self->total = total;
  g_signal_emit (self, signals[SIGNAL_PROGRESSED], 0);
}

static void
begin (MadoIntakeRun *self, MadoIntakeRunState state, GAsyncReadyCallback callback, GTaskThreadFunc work)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->done = self->total = 0;
  g_clear_error (&self->fault);
  take_state (self, state);
  mado_telling_run (mado_telling_new (progressed_cb, self), self, self->cancellable, callback, NULL, work);
}

/* A pointer to the error: where it stood beside the call that sets it, it could be read before. */
static void
answer (GTask *task, gboolean is_done, GError **error)
{
  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, *error);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static void
note_unread (MadoIntakeRun *self, const char *path, const char *code)
{
  g_autofree char *name = g_path_get_basename (path);
  MadoIntakeUnread *unread = g_new0 (MadoIntakeUnread, 1);

  *unread = (MadoIntakeUnread) { mado_file_name_show (name), code };
  g_ptr_array_add (self->unread, unread);
}

static void
add_table (MadoIntakeRun *self, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (!mado_intake_stage_add_file (self->rows, path, &error))
    note_unread (self, path,
                 g_error_matches (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID) ? "E_FILE_SIZE" : "E_UNREADABLE");
}

/* What applications are to be found by is read before what belongs to them. */
static void
add_attachments (MadoIntakeRun *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoAttachmentSource) source =
      self->attachments == NULL ? mado_attachment_source_open (path, mado_attachment_limits_get_default (), &error)
                                : NULL;

  if (source != NULL)
    self->attachments =
        mado_attachment_stage_new (mado_session_get_desk (self->session), self->rows, g_steal_pointer (&source));
  else
    note_unread (self, path, error != NULL ? "E_DAMAGED" : "E_ONE_SOURCE");
}

static gboolean
holds_attachments (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ".zip") || g_file_test (path, G_FILE_TEST_IS_DIR);
}

static gboolean
read_all (MadoIntakeRun *self, gpointer telling, GCancellable *cancellable, GError **error)
{
  self->rows = mado_intake_stage_new (mado_session_get_desk (self->session), mado_intake_means_get_default (), error);
  if (self->rows == NULL)
    return FALSE;
  for (guint i = 0; self->paths[i] != NULL; i++)
    if (!holds_attachments (self->paths[i]))
      add_table (self, self->paths[i]);
  if (!mado_intake_stage_preview (self->rows, mado_telling_tell, telling, cancellable, error))
    return FALSE;
  for (guint i = 0; self->paths[i] != NULL; i++)
    if (holds_attachments (self->paths[i]))
      add_attachments (self, self->paths[i]);

  return self->attachments == NULL ||
         mado_attachment_stage_preview (self->attachments, mado_telling_tell, telling, cancellable, error);
}

static void
read_work (GTask *task, gpointer source, gpointer telling, GCancellable *cancellable)
{
  GError *error = NULL;

  answer (task, read_all (source, telling, cancellable, &error), &error);
}

static void
read_cb (GObject *object, GAsyncResult *result, G_GNUC_UNUSED gpointer unused)
{
  MadoIntakeRun *self = MADO_INTAKE_RUN (object);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error)) {
    take_state (self, MADO_INTAKE_RUN_SHOWN);
    return;
  }
  forget_files (self);
  g_clear_pointer (&self->paths, g_strfreev);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->fault = g_steal_pointer (&error);
  take_state (self, MADO_INTAKE_RUN_EMPTY);
}

static void
add_paths (MadoIntakeRun *self, const char *const *paths)
{
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  if (self->paths != NULL)
    g_strv_builder_addv (all, (const char **) self->paths);
  for (guint i = 0; paths[i] != NULL; i++)
    if (self->paths == NULL || !g_strv_contains ((const char *const *) self->paths, paths[i]))
      g_strv_builder_add (all, paths[i]);
  g_strfreev (self->paths);
  self->paths = g_strv_builder_end (all);
}

/**
 * mado_intake_run_read:
 * @self: a run that does not work
 * @paths: (array zero-terminated=1): tables, and a folder or a ZIP with attachments
 *
 * Reads these files, with all that are shown already, and shows what they would become. Nothing is written.
 */
void
mado_intake_run_read (MadoIntakeRun *self, const char *const *paths)
{
  g_return_if_fail (self->state == MADO_INTAKE_RUN_EMPTY || self->state == MADO_INTAKE_RUN_SHOWN);

  add_paths (self, paths);
  forget_files (self);
  begin (self, MADO_INTAKE_RUN_READING, read_cb, read_work);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static gboolean
write_all (MadoIntakeRun *self, gpointer telling, GCancellable *cancellable, GError **error)
{
  return mado_intake_stage_apply (self->rows, mado_telling_tell, telling, cancellable, error) &&
         (self->attachments == NULL ||
          mado_attachment_stage_apply (self->attachments, mado_telling_tell, telling, cancellable, error));
}

static void
write_work (GTask *task, gpointer source, gpointer telling, GCancellable *cancellable)
{
  GError *error = NULL;

  answer (task, write_all (source, telling, cancellable, &error), &error);
}

static void
written_cb (GObject *object, GAsyncResult *result, G_GNUC_UNUSED gpointer unused)
{
  MadoIntakeRun *self = MADO_INTAKE_RUN (object);

  (void) g_task_propagate_boolean (G_TASK (result), &self->fault); /* ignored: the fault says it */
  take_state (self, MADO_INTAKE_RUN_DONE);
  mado_session_note_saved (self->session);
}

/**
 * mado_intake_run_write:
 * @self: a run that shows files
 *
 * Takes in what is new.
 */
void
mado_intake_run_write (MadoIntakeRun *self)
{
  g_return_if_fail (self->state == MADO_INTAKE_RUN_SHOWN);

  begin (self, MADO_INTAKE_RUN_WRITING, written_cb, write_work);
}

/**
 * mado_intake_run_cancel:
 * @self: a run
 *
 * Ends what it does. While files are read nothing is written; while they are written, what is written stays, and the
 * same file goes on there.
 */
void
mado_intake_run_cancel (MadoIntakeRun *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/**
 * mado_intake_run_clear:
 * @self: a run that does not work
 *
 * Forgets its files.
 */
void
mado_intake_run_clear (MadoIntakeRun *self)
{
  g_return_if_fail (self->state == MADO_INTAKE_RUN_SHOWN || self->state == MADO_INTAKE_RUN_DONE);

  forget_files (self);
  g_clear_pointer (&self->paths, g_strfreev);
  take_state (self, MADO_INTAKE_RUN_EMPTY);
}

/* --- what there is of it ------------------------------------------------------------------------------------------ */

/**
 * mado_intake_run_get_state:
 * @self: a run
 *
 * Returns: how far it is
 */
MadoIntakeRunState
mado_intake_run_get_state (MadoIntakeRun *self)
{
  return self->state;
}

/**
 * mado_intake_run_get_progress:
 * @self: a run that works
 * @out_done: (out): how much is done: bytes while it reads, then cases or attachments
 * @out_total: (out): of how much; 0: nobody knows yet
 */
void
mado_intake_run_get_progress (MadoIntakeRun *self, guint64 *out_done, guint64 *out_total)
{
  *out_done = self->done;
  *out_total = self->total;
}

/**
 * mado_intake_run_get_fault:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): why it came to no end: %G_IO_ERROR_CANCELLED where somebody ended the writing
 */
const GError *
mado_intake_run_get_fault (MadoIntakeRun *self)
{
  return self->fault;
}

/**
 * mado_intake_run_get_programme:
 * @self: a run
 *
 * Returns: (transfer none): the programme whose files it takes in
 */
MadoProgramme *
mado_intake_run_get_programme (MadoIntakeRun *self)
{
  return mado_session_get_programme (self->session);
}

static gboolean
is_at_rest (MadoIntakeRun *self)
{
  return self->state == MADO_INTAKE_RUN_SHOWN || self->state == MADO_INTAKE_RUN_DONE;
}

/**
 * mado_intake_run_get_files:
 * @self: a run
 *
 * Returns: (transfer none) (nullable) (element-type MadoStagedFile): its tables; %NULL while it works and where it has
 *   none
 */
const GPtrArray *
mado_intake_run_get_files (MadoIntakeRun *self)
{
  return is_at_rest (self) ? mado_intake_stage_get_files (self->rows) : NULL;
}

/**
 * mado_intake_run_get_attachments:
 * @self: a run
 *
 * Returns: (transfer none) (nullable) (element-type MadoStagedAttachment): its attachments; %NULL as above
 */
const GPtrArray *
mado_intake_run_get_attachments (MadoIntakeRun *self)
{
  return is_at_rest (self) && self->attachments != NULL ? mado_attachment_stage_get_files (self->attachments) : NULL;
}

/**
 * mado_intake_run_get_unread:
 * @self: a run that does not work
 *
 * Returns: (transfer none) (element-type MadoIntakeUnread): the files that could not be read
 */
const GPtrArray *
mado_intake_run_get_unread (MadoIntakeRun *self)
{
  return self->unread;
}

/**
 * mado_intake_run_count:
 * @self: a run
 * @state: a state
 *
 * Returns: how many cases of its tables are in it; of a table that is refused as a whole all are refused
 */
guint
mado_intake_run_count (MadoIntakeRun *self, MadoIntakeState state)
{
  const GPtrArray *files = mado_intake_run_get_files (self);
  guint count = 0;

  for (guint i = 0; files != NULL && i < files->len; i++) {
    const MadoStagedFile *file = g_ptr_array_index (files, i);

    if (!file->is_refused)
      count += mado_staged_file_count (file, state);
    else if (state == MADO_INTAKE_REFUSED)
      count += file->rows->len;
  }

  return count;
}

/**
 * mado_intake_run_count_attachments:
 * @self: a run
 * @state: a state
 *
 * Returns: how many of its attachments are in it
 */
guint
mado_intake_run_count_attachments (MadoIntakeRun *self, MadoAttachmentState state)
{
  return mado_intake_run_get_attachments (self) != NULL ? mado_attachment_stage_count (self->attachments, state) : 0;
}

/**
 * mado_intake_run_count_written:
 * @self: a run
 * @out_n_attachments: (out): how many attachments were written
 *
 * Returns: how many cases were written
 */
guint
mado_intake_run_count_written (MadoIntakeRun *self, guint *out_n_attachments)
{
  const GPtrArray *files = mado_intake_run_get_files (self), *others = mado_intake_run_get_attachments (self);
  guint count = 0;

  for (guint i = 0; files != NULL && i < files->len; i++) {
    const MadoStagedFile *file = g_ptr_array_index (files, i);

    for (guint j = 0; j < file->rows->len; j++)
      count += ((const MadoStagedRow *) g_ptr_array_index (file->rows, j))->is_taken;
  }
  *out_n_attachments = 0;
  for (guint i = 0; others != NULL && i < others->len; i++)
    *out_n_attachments += ((const MadoStagedAttachment *) g_ptr_array_index (others, i))->is_taken;

  return count;
}

/**
 * mado_intake_run_write_list:
 * @self: a run that shows files
 * @translate: (nullable): into the language of whoever reads it
 *
 * Returns: (transfer full): each row and what became of it, as a CSV for spreadsheets
 */
GBytes *
mado_intake_run_write_list (MadoIntakeRun *self, MadoIntakeTranslate translate)
{
  return mado_intake_report_write (self->rows, self->attachments, translate);
}
