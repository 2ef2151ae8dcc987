/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a file row by row and finds out what each would be: new, here already, changed since, or refused, and why. What
 * the work itself would refuse is tried, and kept nowhere. */

#include "mado-staged-file.h"

#include <string.h>

#include "mado-apply.h"
#include "mado-file-name.h"
#include "mado-receipt-index.h"
#include "mado-receipt.h"
#include "mado-reference-key.h"

/**
 * mado_staged_file_new:
 * @name: what it is called, without its folder
 * @bytes: the file
 *
 * Returns: (transfer full): a file that was not read yet
 */
MadoStagedFile *
mado_staged_file_new (const char *name, GBytes *bytes)
{
  MadoStagedFile *self = g_new0 (MadoStagedFile, 1);

  self->name = mado_file_name_show (name);
  self->has_my_number_name = mado_file_name_holds_my_number (name);
  self->bytes = g_bytes_ref (bytes);
  self->hash = mado_hash_of (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  self->findings = mado_findings_new ();
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_staged_row_free);

  return self;
}

static void
forget_reading (MadoStagedFile *self)
{
  g_clear_pointer (&self->gathering, mado_staged_row_free);
  g_clear_pointer (&self->gathered, mado_intake_row_free);
  g_clear_pointer (&self->intake, mado_intake_free);
}

/**
 * mado_staged_file_free:
 * @self: (nullable) (transfer full): a file
 */
void
mado_staged_file_free (MadoStagedFile *self)
{
  if (self == NULL)
    return;

  forget_reading (self);
  g_free (self->name);
  g_bytes_unref (self->bytes);
  mado_findings_free (self->findings);
  mado_import_free (self->earlier);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static void
copy_findings (MadoFindings *to, const MadoFindings *from)
{
  for (guint i = 0; i < mado_findings_get_count (from); i++) {
    const MadoFinding *finding = mado_findings_get (from, i);

    mado_findings_add (to, finding->code, finding->record, finding->place, finding->field);
  }
}

static gboolean
has_my_number_column (const MadoFormColumns *columns)
{
  for (guint i = 1; columns != NULL && i <= mado_form_columns_get_count (columns); i++)
    if (mado_form_columns_get (columns, i)->is_my_number)
      return TRUE;

  return FALSE;
}

/**
 * mado_staged_file_begin:
 * @self: a file; what an earlier preview found is forgotten
 * @trial: what it is held against
 * @stream: (transfer none): its bytes
 * @limits: how much to take
 * @error: where to put that it was cancelled, or that the programme takes no such files
 *
 * Finds its charset, its map, and which of its rows have the same number.
 *
 * Returns: whether its rows can be read; a file that is wrong in itself has none
 */
gboolean
mado_staged_file_begin (MadoStagedFile *self,
                        const MadoIntakeTrial *trial,
                        MadoToldStream *stream,
                        const MadoFormLimits *limits,
                        GError **error)
{
  MadoDate today = mado_instant_get_japanese_day (trial->now);
  const MadoFormReader *reader;

  forget_reading (self);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->findings, mado_findings_free);
  self->findings = mado_findings_new ();
  self->n_rows = 0;
  self->intake = mado_intake_new (trial->programme, G_INPUT_STREAM (stream), limits, today, error);
  if (self->intake == NULL)
    return FALSE;
  reader = mado_intake_get_reader (self->intake);
  copy_findings (self->findings, mado_form_reader_get_findings (reader));
  self->charset = mado_form_charset_get_name (mado_form_reader_get_charset (reader));
  self->is_refused = mado_intake_get_map (self->intake) == NULL;
  self->map = self->is_refused ? NULL : mado_intake_get_map (self->intake)->map;
  self->purpose = self->is_refused ? MADO_INTAKE_BEGINS : mado_intake_get_map (self->intake)->purpose;
  self->is_kept_whole = !has_my_number_column (mado_form_reader_get_columns (reader));

  return TRUE;
}

/* --- what a row would be ----------------------------------------------------------------------------------------- */

static gboolean
try_row (MadoStagedRow *row, const MadoIntakeTrial *trial, const MadoRecords *records, GError **error)
{
  const MadoOperationHeader header = {
    .actor = trial->person.account,
    .terminal = trial->terminal,
    .time = trial->now.microseconds / 1000,
  };
  const MadoContext context = { .now = trial->now, .actor = trial->person };
  g_autoptr (GError) unreadable = NULL;
  g_autoptr (MadoOperation) operation = mado_staged_row_make_operation (row, &header, &unreadable);
  g_autoptr (MadoOutcome) outcome = NULL;

  if (operation == NULL) {
    mado_staged_row_refuse (row, MADO_REFUSAL_SIZE, NULL);
    return TRUE;
  }
  outcome = mado_apply (trial->judge, records, operation, &context, error);
  if (outcome == NULL)
    return FALSE;
  if (mado_outcome_is_refused (outcome))
    mado_staged_row_refuse_with (row, outcome->refusal);

  return TRUE;
}

/* What this terminal took in itself it knows by what was said, whatever became of the case since. */
static gboolean
was_taken_in (const MadoStagedRow *row, MadoDatabase *database, gboolean *out_was, GError **error)
{
  *out_was = FALSE;

  return !mado_id_is_valid (row->entity) || mado_import_knows (database, row->entity, &row->content, out_was, error);
}

/* Another row of the stage has the number: of this very file where its rows are gathered, or else of an earlier one. */
static void
meet_earlier (MadoStagedFile *self, MadoStagedRow *row, const MadoStagedRow *earlier)
{
  if (self->gathered != NULL && g_ptr_array_find (self->rows, earlier, NULL))
    mado_staged_row_refuse (row, "E_SCATTERED", self->map->gather);
  else if (self->purpose == MADO_INTAKE_MOVES)
    row->state = MADO_INTAKE_SAME;
  else
    mado_staged_row_compare (row, earlier, mado_intake_get_table (self->intake));
}

static gboolean
settle_new (
    MadoStagedFile *self, MadoStagedRow *row, MadoIntakeTrial *trial, const MadoRecords *records, GError **error)
{
  const MadoStagedRow *earlier = g_hash_table_lookup (trial->receipts, row->receipt);

  if (earlier != NULL) {
    meet_earlier (self, row, earlier);
    return TRUE;
  }
  if (self->purpose != MADO_INTAKE_LOOKS && !try_row (row, trial, records, error))
    return FALSE;
  if (row->state == MADO_INTAKE_NEW && self->purpose != MADO_INTAKE_LOOKS)
    g_hash_table_insert (trial->receipts, row->receipt, row);

  return TRUE;
}

static void
take_comparison (MadoStagedRow *row, const MadoIntakeRow *compared)
{
  row->state = compared->state;
  row->entity = compared->holder;
  row->base = compared->base;
  g_clear_pointer (&row->changed, g_ptr_array_unref);
  if (compared->changed->len > 0)
    row->changed = g_ptr_array_copy (compared->changed, NULL, NULL);
}

static gboolean
judge_row (MadoStagedFile *self,
           MadoStagedRow *row,
           MadoIntakeRow *read,
           MadoIntakeTrial *trial,
           MadoDatabase *database,
           GError **error)
{
  const MadoRecords records = mado_receipt_get_records (database);
  const MadoIntakeTable *table = mado_intake_get_table (self->intake);
  gboolean was_taken = FALSE;

  if (row->state != MADO_INTAKE_NEW)
    return TRUE;
  if (mado_staged_row_holds_my_number (row)) {
    row->state = MADO_INTAKE_REFUSED;
    return TRUE;
  }
  if (!mado_intake_row_compare (read, table, &records, error))
    return FALSE;
  take_comparison (row, read);
  if (row->state == MADO_INTAKE_REFUSED)
    mado_staged_row_refuse (row, "E_CASE_NONE", self->map->receipt);
  if (row->state == MADO_INTAKE_CHANGED) {
    if (!was_taken_in (row, database, &was_taken, error))
      return FALSE;
    row->state = was_taken ? MADO_INTAKE_SAME : MADO_INTAKE_CHANGED;
  }
  if (row->state != MADO_INTAKE_NEW)
    return TRUE;
  mado_staged_row_keep_body (row, read, self->import);
  if (self->purpose == MADO_INTAKE_LOOKS)
    row->key = mado_reference_key_of_row (self->map, read);

  return settle_new (self, row, trial, &records, error);
}

/* --- rows of one case -------------------------------------------------------------------------------------------- */

static gboolean
finish_gathering (MadoStagedFile *self, MadoIntakeTrial *trial, MadoDatabase *database, GError **error)
{
  MadoStagedRow *row = g_steal_pointer (&self->gathering);
  gboolean is_good;

  if (row == NULL || self->gathered == NULL)
    return TRUE;
  mado_intake_row_finish (self->gathered);
  mado_hash_from_hex (self->gathered->content, &row->content, NULL);
  is_good = judge_row (self, row, self->gathered, trial, database, error);
  g_ptr_array_add (self->rows, row);
  g_clear_pointer (&self->gathered, mado_intake_row_free);

  return is_good;
}

static void
join_row (MadoStagedFile *self, const MadoIntakeRow *read)
{
  g_autoptr (MadoStagedRow) row = mado_staged_row_new (read);
  const char *differs;

  if (self->gathering == NULL) {
    self->gathering = g_steal_pointer (&row);
    self->gathered = mado_intake_row_new_gathered (read->receipt);
  } else {
    self->gathering->n_rows++;
    if (row->findings != NULL && self->gathering->findings == NULL)
      self->gathering->findings = g_steal_pointer (&row->findings);
    else if (row->findings != NULL)
      copy_findings (self->gathering->findings, row->findings);
  }
  differs = mado_intake_row_join (self->gathered, read);
  if (differs != NULL)
    mado_staged_row_refuse (self->gathering, "E_ROW_DIFFERS", differs);
}

static gboolean
gather_row (
    MadoStagedFile *self, const MadoIntakeRow *read, MadoIntakeTrial *trial, MadoDatabase *database, GError **error)
{
  gboolean is_same = self->gathered != NULL && g_strcmp0 (self->gathered->receipt, read->receipt) == 0;

  if (read->state != MADO_INTAKE_NEW) {
    g_ptr_array_add (self->rows, mado_staged_row_new (read));
    return TRUE;
  }
  if (!is_same && !finish_gathering (self, trial, database, error))
    return FALSE;
  join_row (self, read);

  return TRUE;
}

/* --- the file ---------------------------------------------------------------------------------------------------- */

static gboolean
stage_row (MadoStagedFile *self, MadoIntakeRow *read, MadoIntakeTrial *trial, MadoDatabase *database, GError **error)
{
  MadoStagedRow *row;

  self->n_rows++;
  if (mado_intake_get_map (self->intake)->gather_key != NULL)
    return gather_row (self, read, trial, database, error);
  row = mado_staged_row_new (read);
  g_ptr_array_add (self->rows, row);

  return judge_row (self, row, read, trial, database, error);
}

/* Another file of the stage may bring its rows. */
static void
refuse_file (MadoStagedFile *self, MadoIntakeTrial *trial, const char *code)
{
  mado_findings_add (self->findings, code, 0, 0, NULL);
  self->is_refused = TRUE;
  for (guint i = 0; i < self->rows->len; i++) {
    const MadoStagedRow *row = g_ptr_array_index (self->rows, i);

    if (row->receipt != NULL && g_hash_table_lookup (trial->receipts, row->receipt) == row)
      g_hash_table_remove (trial->receipts, row->receipt);
  }
}

/* Of targets and of a register half is worse than nothing: who is missing would be missed by nobody. */
static void
finish_file (MadoStagedFile *self, MadoIntakeTrial *trial)
{
  gboolean has_to_be_whole = self->map != NULL && (self->map->gather[0] != '\0' || self->purpose == MADO_INTAKE_LOOKS);

  for (guint i = 0; i < self->rows->len; i++)
    if (mado_staged_row_holds_my_number (g_ptr_array_index (self->rows, i)))
      self->is_kept_whole = FALSE;
  if (!self->is_kept_whole)
    mado_findings_add (self->findings, "W_FILE_NOT_KEPT", 0, 0, NULL);
  if (has_to_be_whole && mado_staged_file_count (self, MADO_INTAKE_REFUSED) > 0)
    refuse_file (self, trial, "E_FILE_NOT_WHOLE");
  if (self->has_my_number_name)
    refuse_file (self, trial, "E_MY_NUMBER");
  forget_reading (self);
}

static gboolean
name_import (MadoStagedFile *self, MadoDatabase *database, GError **error)
{
  if (mado_id_is_valid (self->import) || self->map == NULL)
    return TRUE;
  g_clear_pointer (&self->earlier, mado_import_free);
  if (!mado_import_find (database, &self->hash, self->map->id, &self->earlier, error))
    return FALSE;
  self->import = self->earlier != NULL ? self->earlier->id : mado_id_draw ();
  if (self->earlier != NULL && self->earlier->is_done)
    mado_findings_add (self->findings, "W_FILE_SEEN", 0, 0, NULL);

  return TRUE;
}

/**
 * mado_staged_file_read_rows:
 * @self: a file that was begun
 * @trial: what it is held against
 * @database: any connection
 * @limit: how many rows at most
 * @out_is_over: (out): whether it was read to its end
 * @error: where to put that it was cancelled, or why nobody can say
 *
 * Returns: whether the rows were read
 */
gboolean
mado_staged_file_read_rows (MadoStagedFile *self,
                            MadoIntakeTrial *trial,
                            MadoDatabase *database,
                            guint limit,
                            gboolean *out_is_over,
                            GError **error)
{
  const MadoIntakeRow *read = NULL;

  if (!name_import (self, database, error))
    return FALSE;
  for (guint i = 0; i < limit; i++) {
    if (!mado_intake_next (self->intake, NULL, &read, error) ||
        (read != NULL && !stage_row (self, (MadoIntakeRow *) read, trial, database, error)))
      return FALSE;
    if (read == NULL)
      break;
  }
  *out_is_over = read == NULL;
  if (read != NULL)
    return TRUE;
  if (!finish_gathering (self, trial, database, error))
    return FALSE;
  finish_file (self, trial);

  return TRUE;
}

/**
 * mado_staged_file_count:
 * @self: a file that was read
 * @state: a state
 *
 * Returns: how many of its cases are in it
 */
guint
mado_staged_file_count (const MadoStagedFile *self, MadoIntakeState state)
{
  guint count = 0;

  for (guint i = 0; i < self->rows->len; i++)
    count += ((const MadoStagedRow *) g_ptr_array_index (self->rows, i))->state == state;

  return count;
}
