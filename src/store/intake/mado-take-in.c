/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes rows of a file in, many in one transaction. Each stands for itself: they are no group, for what the service
 * refuses of one, because another terminal was earlier, must not take its neighbours with it. */

#include "mado-take-in.h"

#include "mado-replica-private.h"
#include "mado-statement.h"
#include "mado-transaction.h"

static const char insert_row[] = "INSERT INTO import_row (import, row, entity, content) VALUES (?1, ?2, ?3, ?4)"
                                 " ON CONFLICT (import, row) DO UPDATE SET entity = excluded.entity,"
                                 " content = excluded.content";

static gboolean
note_row (MadoDatabase *database, MadoId import, const MadoTakenRow *row, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, insert_row);

  mado_statement_bind_id (statement, 1, import);
  mado_statement_bind_int (statement, 2, (gint64) row->row);
  mado_statement_bind_id (statement, 3, mado_operation_get_header (row->operation)->entity);
  mado_statement_bind_bytes (statement, 4, row->content.bytes, sizeof row->content.bytes);

  return mado_statement_run (statement, error);
}

static gboolean
save (MadoReplica *self,
      MadoId import,
      const MadoTakenRow *row,
      const MadoOutcome *outcome,
      MadoInstant now,
      GError **error)
{
  const MadoOperationHeader *header = mado_operation_get_header (row->operation);
  MadoJournalEntry entry = {
    .operation = header->id,
    .entity = header->entity,
    .text = mado_operation_get_text (row->operation),
    .at = now,
  };

  if (!mado_journal_append (self->database, self->hasher, &entry, error) || !mado_replica_show (self, outcome, error))
    return FALSE;
  mado_replica_note_pending (self, MADO_ID_NONE, entry.dseq, 1);

  return (!mado_id_is_valid (import) || note_row (self->database, import, row, error));
}

/* The outcome of one operation over what those before it left. */
static MadoOutcome *
take_in (MadoReplica *self, MadoId import, const MadoTakenRow *row, MadoInstant now, GError **error)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new ();
  g_autoptr (GPtrArray) outcomes = NULL;
  MadoOutcome *outcome;

  g_ptr_array_add (operations, row->operation);
  outcomes = mado_replica_judge (self, operations, now, error);
  if (outcomes == NULL)
    return NULL;
  outcome = g_ptr_array_index (outcomes, 0);
  if (!mado_outcome_is_refused (outcome) && !save (self, import, row, outcome, now, error))
    return NULL;

  return g_ptr_array_steal_index (outcomes, 0);
}

/**
 * mado_replica_take_in:
 * @self: a replica
 * @import: the import that was begun; %MADO_ID_NONE: they come from no file
 * @rows: (array length=n_rows): rows of its file; none of them about an entity that was erased
 * @n_rows: how many
 * @now: the official time, as far as it is known here
 * @error: what the disk said. Nothing is saved then
 *
 * When it returns, all of them that are not refused are on the disk.
 *
 * Returns: (transfer full) (nullable) (element-type MadoOutcome): what came of each
 */
GPtrArray *
mado_replica_take_in (
    MadoReplica *self, MadoId import, const MadoTakenRow *rows, guint n_rows, MadoInstant now, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_replica_begin (self, error);
  g_autoptr (GPtrArray) outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_outcome_free);

  if (transaction == NULL)
    return NULL;
  for (guint i = 0; i < n_rows; i++) {
    MadoOutcome *outcome = take_in (self, import, &rows[i], now, error);

    if (outcome == NULL)
      return NULL;
    g_ptr_array_add (outcomes, outcome);
  }

  return mado_replica_commit (self, g_steal_pointer (&transaction), error) ? g_steal_pointer (&outcomes) : NULL;
}
