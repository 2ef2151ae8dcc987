/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Goes through files a piece at a time on the threads of the desk, so that whoever else works there waits for a piece
 * and not for a file. */

#include "mado-intake-stage.h"

#include "mado-base-error.h"
#include "mado-staged-apply.h"
#include "mado-telling.h"

#define PIECE 200 /* rows */

struct _MadoIntakeStage {
  GObject parent_instance;

  MadoDesk *desk;
  MadoIntakeMeans means;
  MadoIntakeTrial trial;
  GPtrArray *files; /* (element-type MadoStagedFile) */
};

G_DEFINE_FINAL_TYPE (MadoIntakeStage, mado_intake_stage, G_TYPE_OBJECT)

static void
mado_intake_stage_finalize (GObject *object)
{
  MadoIntakeStage *self = MADO_INTAKE_STAGE (object);

  g_ptr_array_unref (self->files);
  g_hash_table_unref (self->trial.receipts);
  g_clear_pointer (&self->trial.judge, mado_judge_free);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (mado_intake_stage_parent_class)->finalize (object);
}

static void
mado_intake_stage_class_init (MadoIntakeStageClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_intake_stage_finalize;
}

static void
mado_intake_stage_init (MadoIntakeStage *self)
{
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_staged_file_free);
  self->trial.receipts = g_hash_table_new (g_str_hash, g_str_equal);
}

/**
 * mado_intake_means_get_default:
 *
 * Returns: (transfer none): the means where nobody has set others
 */
const MadoIntakeMeans *
mado_intake_means_get_default (void)
{
  static MadoIntakeMeans means = { .max_file = 64 * 1024 * 1024 };

  means.limits = *mado_form_limits_get_default ();

  return &means;
}

/**
 * mado_intake_stage_new:
 * @desk: a profile that is open
 * @means: how; copied
 * @error: where to put why the programme's rules cannot be run
 *
 * Returns: (transfer full) (nullable): a stage without files
 */
MadoIntakeStage *
mado_intake_stage_new (MadoDesk *desk, const MadoIntakeMeans *means, GError **error)
{
  g_autoptr (MadoIntakeStage) self = g_object_new (MADO_TYPE_INTAKE_STAGE, NULL);

  self->desk = g_object_ref (desk);
  self->means = *means;
  self->trial.programme = mado_desk_get_programme (desk);
  self->trial.person = *mado_desk_get_person (desk);
  self->trial.terminal = mado_desk_get_terminal (desk);
  self->trial.judge = mado_judge_new (self->trial.programme, error);

  return self->trial.judge != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_intake_stage_get_desk:
 * @self: a stage
 *
 * Returns: (transfer none): where it writes
 */
MadoDesk *
mado_intake_stage_get_desk (const MadoIntakeStage *self)
{
  return self->desk;
}

/**
 * mado_intake_stage_brings:
 * @self: a stage whose preview was made
 * @receipt: a receipt number with its form in front
 *
 * Returns: whether a new row has this number
 */
gboolean
mado_intake_stage_brings (const MadoIntakeStage *self, const char *receipt)
{
  return g_hash_table_contains (self->trial.receipts, receipt);
}

/**
 * mado_intake_stage_get_files:
 * @self: a stage
 *
 * Returns: (transfer none) (element-type MadoStagedFile): its files, in the order in which they were added
 */
const GPtrArray *
mado_intake_stage_get_files (const MadoIntakeStage *self)
{
  return self->files;
}

/**
 * mado_intake_stage_add_bytes:
 * @self: a stage
 * @name: what the file is called
 * @bytes: what is in it
 */
void
mado_intake_stage_add_bytes (MadoIntakeStage *self, const char *name, GBytes *bytes)
{
  g_ptr_array_add (self->files, mado_staged_file_new (name, bytes));
}

static gboolean
check_size (const MadoIntakeStage *self, GFile *file, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (
      file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR &&
      g_file_info_get_size (info) <= (goffset) self->means.max_file)
    return TRUE;
  g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID,
                       "cannot take the file in: it is too large, or no file");

  return FALSE;
}

/**
 * mado_intake_stage_add_file:
 * @self: a stage
 * @path: a file; what it says now is what is shown and written, whatever becomes of it
 * @error: where to put why it cannot be read, or that it is too large
 *
 * Returns: whether it is on the stage
 */
gboolean
mado_intake_stage_add_file (MadoIntakeStage *self, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GBytes) bytes = check_size (self, file, error) ? g_file_load_bytes (file, NULL, NULL, error) : NULL;

  if (bytes == NULL)
    return FALSE;
  mado_intake_stage_add_bytes (self, name, bytes);

  return TRUE;
}

static MadoInstant
get_now (const MadoIntakeStage *self)
{
  return self->means.get_now != NULL ? self->means.get_now (self->means.user_data) : mado_instant_now ();
}

/* --- preview ----------------------------------------------------------------------------------------------------- */

/* A file, as far as it is read. */
typedef struct {
  MadoIntakeStage *stage;
  MadoStagedFile *file;
  MadoTold told;
  gpointer user_data;
  GCancellable *cancellable;
  guint64 before; /* bytes to go through in the files before it */
  guint64 total;
  gboolean is_over;
} Reading;

static void
tell_reading (gpointer user_data, guint64 done, G_GNUC_UNUSED guint64 total)
{
  const Reading *self = user_data;

  if (self->told != NULL)
    self->told (self->user_data, self->before + done, self->total);
}

static void
read_work (GTask *task, MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  Reading *self = data;
  GError *error = NULL;

  if (mado_staged_file_read_rows (self->file, &self->stage->trial, database, PIECE, &self->is_over, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
read_file (Reading *self, GError **error)
{
  MadoIntakeStage *stage = self->stage;
  g_autoptr (MadoToldStream) stream = mado_told_stream_new (self->file->bytes, self->cancellable, tell_reading, self);

  if (!mado_staged_file_begin (self->file, &stage->trial, stream, &stage->means.limits, error))
    return FALSE;
  for (self->is_over = FALSE; !self->is_over;)
    if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
        !mado_desk_do_and_wait (stage->desk, MADO_DESK_SEARCHER, read_work, self, error))
      return FALSE;

  return TRUE;
}

static guint64
count_work (const MadoStagedFile *file)
{
  return 3 * (guint64) g_bytes_get_size (file->bytes);
}

/**
 * mado_intake_stage_preview:
 * @self: a stage
 * @told: (nullable): is told how far it is, on this thread and on others
 * @user_data: for @told
 * @cancellable: (nullable): ends it
 * @error: %G_IO_ERROR_CANCELLED, or why the profile could not be read
 *
 * For threads of their own. Reads all files anew; nothing is written anywhere.
 *
 * Returns: whether each file says now what it would become
 */
gboolean
mado_intake_stage_preview (
    MadoIntakeStage *self, MadoTold told, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Reading reading = { .stage = self, .told = told, .user_data = user_data, .cancellable = cancellable };

  self->trial.now = get_now (self);
  g_hash_table_remove_all (self->trial.receipts);
  for (guint i = 0; i < self->files->len; i++)
    reading.total += count_work (g_ptr_array_index (self->files, i));
  for (guint i = 0; i < self->files->len; i++) {
    reading.file = g_ptr_array_index (self->files, i);
    if (!read_file (&reading, error)) {
      g_hash_table_remove_all (self->trial.receipts);
      return FALSE;
    }
    reading.before += count_work (reading.file);
  }

  return TRUE;
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

/**
 * mado_intake_stage_apply:
 * @self: a stage whose preview was made
 * @told: (nullable): is told how many cases are written, and of how many
 * @user_data: for @told
 * @cancellable: (nullable): ends it between two pieces of a file: what is written stays, the rest is new still
 * @error: %G_IO_ERROR_CANCELLED, or why the profile could not be written
 *
 * For threads of their own. Writes what is new; files that are refused as a whole are left out. Each row says then what
 * became of it.
 *
 * Returns: whether it went through to the end
 */
gboolean
mado_intake_stage_apply (
    MadoIntakeStage *self, MadoTold told, gpointer user_data, GCancellable *cancellable, GError **error)
{
  MadoStagedApply apply = {
    .desk = self->desk,
    .trial = &self->trial,
    .told = told,
    .user_data = user_data,
    .cancellable = cancellable,
  };

  self->trial.now = get_now (self);
  for (guint i = 0; i < self->files->len; i++)
    apply.total += mado_staged_file_count (g_ptr_array_index (self->files, i), MADO_INTAKE_NEW);
  for (guint i = 0; i < self->files->len; i++)
    if (!mado_staged_apply_file (&apply, g_ptr_array_index (self->files, i), error))
      return FALSE;

  return TRUE;
}

/* --- without waiting --------------------------------------------------------------------------------------------- */

static void
preview_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (mado_intake_stage_preview (source, mado_telling_tell, data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
apply_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (mado_intake_stage_apply (source, mado_telling_tell, data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mado_intake_stage_preview_async:
 * @self: a stage
 * @told: (nullable): is told how far it is
 * @told_data: for @told
 * @cancellable: (nullable): ends it
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_intake_stage_preview_async (MadoIntakeStage *self,
                                 MadoTold told,
                                 gpointer told_data,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  mado_telling_run (mado_telling_new (told, told_data), self, cancellable, callback, user_data, preview_work);
}

/**
 * mado_intake_stage_preview_finish:
 * @self: a stage
 * @result: of mado_intake_stage_preview_async()
 * @error: as mado_intake_stage_preview()
 *
 * Returns: as mado_intake_stage_preview()
 */
gboolean
mado_intake_stage_preview_finish (MadoIntakeStage *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * mado_intake_stage_apply_async:
 * @self: a stage whose preview was made
 * @told: (nullable): is told how far it is
 * @told_data: for @told
 * @cancellable: (nullable): ends it between two pieces
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_intake_stage_apply_async (MadoIntakeStage *self,
                               MadoTold told,
                               gpointer told_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  mado_telling_run (mado_telling_new (told, told_data), self, cancellable, callback, user_data, apply_work);
}

/**
 * mado_intake_stage_apply_finish:
 * @self: a stage
 * @result: of mado_intake_stage_apply_async()
 * @error: as mado_intake_stage_apply()
 *
 * Returns: as mado_intake_stage_apply()
 */
gboolean
mado_intake_stage_apply_finish (MadoIntakeStage *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
