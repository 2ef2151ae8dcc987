/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes what a preview showed. A piece is a transaction: after a crash or a cancel a row is there whole or not at all,
 * and taken in again the file goes on where it was. */

#include "mado-staged-apply.h"

#include <string.h>

#include "mado-reference.h"
#include "mado-take-in.h"

#define PIECE 200 /* rows of a transaction: whoever saves meanwhile waits for so many */

typedef struct {
  MadoStagedApply *apply;
  MadoStagedFile *file;
  GPtrArray *rows; /* (element-type MadoStagedRow): of the piece */
} Piece;

/* A pointer to the error: where it stood beside the call that sets it, it could be read before. */
static void
answer (GTask *task, gboolean is_done, GError **error)
{
  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, *error);
}

/* --- the import -------------------------------------------------------------------------------------------------- */

static void
begin_work (GTask *task, MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  const Piece *self = data;
  const MadoStagedFile *file = self->file;
  const MadoImport import = {
    .id = file->import,
    .map = (char *) file->map->id,
    .name = file->name,
    .hash = file->hash,
    .at = self->apply->trial->now,
    .account = (char *) self->apply->trial->person.account,
    .n_rows = (gint64) file->n_rows,
  };
  GError *error = NULL;

  answer (task, mado_import_begin (database, &import, file->is_kept_whole ? file->bytes : NULL, &error), &error);
}

static void
finish_work (GTask *task, MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  const Piece *self = data;
  GError *error = NULL;

  answer (task, mado_import_finish (database, self->file->import, &error), &error);
}

/* --- cases ------------------------------------------------------------------------------------------------------- */

static void
clear_taken (gpointer data)
{
  mado_operation_unref (((MadoTakenRow *) data)->operation);
}

static GArray *
make_operations (const Piece *self, GError **error)
{
  const MadoIntakeTrial *trial = self->apply->trial;
  const MadoOperationHeader header = {
    .actor = trial->person.account,
    .terminal = trial->terminal,
    .time = trial->now.microseconds / 1000,
  };
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (MadoTakenRow));

  g_array_set_clear_func (taken, clear_taken);
  for (guint i = 0; i < self->rows->len; i++) {
    MadoStagedRow *row = g_ptr_array_index (self->rows, i);
    MadoTakenRow one = { row->row, row->content, mado_staged_row_make_operation (row, &header, error) };

    if (one.operation == NULL)
      return NULL;
    g_array_append_val (taken, one);
  }

  return g_steal_pointer (&taken);
}

/* Its number may have been taken between preview and writing: it is here already then, and that is no fault of the
 * file. */
static void
note_outcome (MadoStagedRow *row, const MadoOutcome *outcome, const MadoOperation *operation)
{
  if (!mado_outcome_is_refused (outcome)) {
    row->is_taken = TRUE;
    row->entity = mado_operation_get_header (operation)->entity;
  } else if (strcmp (outcome->refusal->code, MADO_REFUSAL_CLAIM_HELD) == 0 && outcome->refusal->subjects->len == 0) {
    row->state = MADO_INTAKE_SAME;
  } else {
    mado_staged_row_refuse_with (row, outcome->refusal);
  }
}

static gboolean
take_in (const Piece *self, GError **error)
{
  g_autoptr (GArray) taken = make_operations (self, error);
  g_autoptr (GPtrArray) outcomes = NULL;

  if (taken == NULL)
    return FALSE;
  outcomes = mado_replica_take_in (mado_desk_get_replica (self->apply->desk), self->file->import,
                                   (const MadoTakenRow *) (gconstpointer) taken->data, taken->len,
                                   self->apply->trial->now, error);
  for (guint i = 0; outcomes != NULL && i < outcomes->len; i++)
    note_outcome (g_ptr_array_index (self->rows, i), g_ptr_array_index (outcomes, i),
                  g_array_index (taken, MadoTakenRow, i).operation);

  return outcomes != NULL;
}

static void
take_in_work (GTask *task, G_GNUC_UNUSED MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  GError *error = NULL;

  answer (task, take_in (data, &error), &error);
}

/* --- what a register says ---------------------------------------------------------------------------------------- */

static void
keep_work (GTask *task, MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  const Piece *self = data;
  g_autofree MadoReference *references = g_new0 (MadoReference, self->rows->len);
  GError *error = NULL;

  for (guint i = 0; i < self->rows->len; i++) {
    const MadoStagedRow *row = g_ptr_array_index (self->rows, i);

    references[i] =
        (MadoReference) { .import = self->file->import, .row = row->row, .key = row->key, .text = row->body };
  }
  if (!mado_references_keep (database, references, self->rows->len, &error)) {
    g_task_return_error (task, error);
    return;
  }
  for (guint i = 0; i < self->rows->len; i++)
    ((MadoStagedRow *) g_ptr_array_index (self->rows, i))->is_taken = TRUE;
  g_task_return_boolean (task, TRUE);
}

/* --- the file ---------------------------------------------------------------------------------------------------- */

static gboolean
write_piece (Piece *self, GError **error)
{
  MadoStagedApply *apply = self->apply;
  MadoStoreWork work = self->file->purpose == MADO_INTAKE_LOOKS ? keep_work : take_in_work;

  if (self->rows->len == 0)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (apply->cancellable, error) ||
      !mado_desk_do_and_wait (apply->desk, MADO_DESK_WRITER, work, self, error))
    return FALSE;
  apply->done += self->rows->len;
  g_ptr_array_set_size (self->rows, 0);
  if (apply->told != NULL)
    apply->told (apply->user_data, apply->done, apply->total);

  return TRUE;
}

static gboolean
is_to_be_written (const MadoStagedRow *row)
{
  return row->state == MADO_INTAKE_NEW && !row->is_taken;
}

static gboolean
write_rows (Piece *self, GError **error)
{
  for (guint i = 0; i < self->file->rows->len; i++) {
    MadoStagedRow *row = g_ptr_array_index (self->file->rows, i);

    if (is_to_be_written (row))
      g_ptr_array_add (self->rows, row);
    if (self->rows->len == PIECE && !write_piece (self, error))
      return FALSE;
  }

  return write_piece (self, error);
}

static gboolean
has_something_to_write (const MadoStagedFile *file)
{
  for (guint i = 0; !file->is_refused && i < file->rows->len; i++)
    if (is_to_be_written (g_ptr_array_index (file->rows, i)))
      return TRUE;

  return FALSE;
}

/**
 * mado_staged_apply_file:
 * @self: a writing
 * @file: a file whose preview was made; one without anything new, or refused as a whole, is left as it is
 * @error: %G_IO_ERROR_CANCELLED, or why the profile could not be written
 *
 * Returns: whether all that was new in it is on the disk
 */
gboolean
mado_staged_apply_file (MadoStagedApply *self, MadoStagedFile *file, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  Piece piece = { self, file, rows };

  if (!has_something_to_write (file))
    return TRUE;

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error) &&
         mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, begin_work, &piece, error) &&
         write_rows (&piece, error) && mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, finish_work, &piece, error);
}
