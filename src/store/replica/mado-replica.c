/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The replica itself: the one place where its rows change. */

#include "mado-replica-private.h"

#include "mado-basis.h"
#include "mado-receipt-index.h"
#include "mado-statement.h"
#include "mado-transaction.h"

static const MadoIndex *const no_indexes[] = { NULL };

static gboolean
show_anew (MadoReplica *self, const MadoHash *programme, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_replica_begin (self, error);

  mado_pending_forget (self->pending);

  return transaction != NULL && mado_replica_rebase (self, error) &&
         mado_basis_save (self->database, "shown", programme, error) &&
         mado_replica_commit (self, g_steal_pointer (&transaction), error);
}

/* A programme that says something else than when the file was last open: indexes first, because what is shown anew is
 * told to them. Each is whole or not begun, so that an end in between costs nothing but time. */
static gboolean
renew (MadoReplica *self, GError **error)
{
  const MadoProgramme *programme = mado_judge_get_programme (self->judge);
  GBytes *file = mado_programme_get_file (programme);
  MadoHash hash = mado_hash_of (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  gboolean is_same = FALSE;

  for (gsize i = 0; self->indexes[i] != NULL; i++)
    if (!mado_index_renew (self->indexes[i], self->database, programme, error))
      return FALSE;

  return mado_basis_compare (self->database, "shown", &hash, &is_same, error) &&
         (is_same || show_anew (self, &hash, error));
}

/**
 * mado_replica_new:
 * @database: the database that writes; must outlive it
 * @judge: a judge of this thread; must outlive it
 * @person: whose profile it is; must outlive it
 * @indexes: (nullable) (array zero-terminated): who is told of every row that changes
 * @error: where to put why the write-ahead log could not be freed of what was erased when the power went, or the
 *   indexes not be made again
 *
 * Where the programme is another than when the file was last open, what its rules decide is made again: that may take
 * half a minute, ends with the database's cancellable, and goes on the next time.
 *
 * Returns: (transfer full): the replica
 */
MadoReplica *
mado_replica_new (
    MadoDatabase *database, MadoJudge *judge, const MadoPerson *person, const MadoIndex *const *indexes, GError **error)
{
  g_autoptr (MadoReplica) self = g_new0 (MadoReplica, 1);

  self->database = database;
  self->judge = judge;
  self->person = *person;
  self->indexes = indexes != NULL ? indexes : no_indexes;
  self->hasher = mado_hasher_new ();
  self->records = mado_receipt_get_records (database);
  self->pending = mado_pending_new ();

  return mado_replica_scrub (self, error) && renew (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_replica_free:
 * @self: (nullable) (transfer full): a replica
 */
void
mado_replica_free (MadoReplica *self)
{
  if (self == NULL)
    return;

  mado_pending_unit_free (self->judged);
  mado_pending_free (self->pending);
  mado_hasher_free (self->hasher);
  g_free (self);
}

/**
 * mado_replica_follow:
 * @self: a replica
 * @judge: a judge of this thread, of the programme that counts from now on; must outlive it
 * @error: where to put why the indexes could not be made again; then the judge before is used on, and whoever
 *   follows the next time makes up for what was not finished
 *
 * Returns: whether all that is shown is as @judge's programme says
 */
gboolean
mado_replica_follow (MadoReplica *self, MadoJudge *judge, GError **error)
{
  MadoJudge *before = self->judge;

  self->judge = judge;
  if (renew (self, error))
    return TRUE;
  self->judge = before;

  return FALSE;
}

/**
 * mado_replica_get_database:
 * @self: a replica
 *
 * Returns: (transfer none): the database that it writes
 */
MadoDatabase *
mado_replica_get_database (const MadoReplica *self)
{
  return self->database;
}

/**
 * mado_replica_get_records:
 * @self: a replica
 *
 * Returns: (transfer none): how to ask it, to try an operation before it is saved
 */
const MadoRecords *
mado_replica_get_records (const MadoReplica *self)
{
  return &self->records;
}

/* --- transactions ------------------------------------------------------------------------------------------------ */

/**
 * mado_replica_begin:
 * @self: a replica
 * @error: where to put what went wrong
 *
 * For whatever changes what is shown or pending.
 *
 * Returns: (transfer full) (nullable): a transaction, to be committed with mado_replica_commit()
 */
MadoTransaction *
mado_replica_begin (MadoReplica *self, GError **error)
{
  mado_pending_revert (self->pending);

  return mado_transaction_begin (self->database, error);
}

/**
 * mado_replica_commit:
 * @self: a replica
 * @transaction: (transfer full): of mado_replica_begin()
 * @error: set where all of it is undone
 *
 * Returns: whether all of it is on the disk
 */
gboolean
mado_replica_commit (MadoReplica *self, MadoTransaction *transaction, GError **error)
{
  if (!mado_transaction_commit (transaction, error))
    return FALSE;
  mado_pending_commit (self->pending);

  return TRUE;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

static const char insert_entity[] = "INSERT INTO entity (id, kind, state, version, seq) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char insert_body[] = "INSERT INTO body (row, text) VALUES (?1, ?2)";
static const char update_entity[] = "UPDATE entity SET kind = ?2, state = ?3, version = ?4, seq = ?5 WHERE row = ?1";
static const char update_body[] = "UPDATE body SET text = ?2 WHERE row = ?1";
static const char delete_entity[] = "DELETE FROM entity WHERE row = ?1";
static const char delete_body[] = "DELETE FROM body WHERE row = ?1";

static gboolean
write_body (MadoDatabase *database, const char *sql, gint64 row, const MadoEntity *entity, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);
  GBytes *text = mado_entity_get_text (entity);

  mado_statement_bind_int (statement, 1, row);
  mado_statement_bind_bytes (statement, 2, g_bytes_get_data (text, NULL), g_bytes_get_size (text));

  return mado_statement_run (statement, error);
}

static void
bind_head (MadoStatement *statement, const MadoEntity *entity, gint64 seq)
{
  mado_statement_bind_text (statement, 2, mado_entity_get_kind (entity));
  mado_statement_bind_text (statement, 3, mado_entity_get_state (entity));
  mado_statement_bind_int (statement, 4, mado_entity_get_version (entity));
  mado_statement_bind_int (statement, 5, seq);
}

static gboolean
insert (MadoDatabase *database, const MadoEntity *entity, gint64 seq, gint64 *out_row, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, insert_entity);

  mado_statement_bind_id (statement, 1, mado_entity_get_id (entity));
  bind_head (statement, entity, seq);
  if (!mado_statement_run (statement, error))
    return FALSE;
  *out_row = mado_database_get_last_row (database);

  return write_body (database, insert_body, *out_row, entity, error);
}

static gboolean
update (MadoDatabase *database, const MadoRow *before, const MadoEntity *entity, gint64 seq, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, update_entity);

  mado_statement_bind_int (statement, 1, before->row);
  bind_head (statement, entity, seq);

  return mado_statement_run (statement, error) && write_body (database, update_body, before->row, entity, error);
}

static gboolean
delete_from (MadoDatabase *database, const char *sql, gint64 row, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  mado_statement_bind_int (statement, 1, row);

  return mado_statement_run (statement, error);
}

static gboolean
write_row (MadoReplica *self, MadoRow *row, const MadoEntity *after, gint64 seq, GError **error)
{
  if (after == NULL)
    return delete_from (self->database, delete_entity, row->row, error) &&
           delete_from (self->database, delete_body, row->row, error);
  if (row->row == 0)
    return insert (self->database, after, seq, &row->row, error);

  return update (self->database, row, after, seq, error);
}

/**
 * mado_replica_tell:
 * @self: a replica
 * @changes: (element-type MadoRowChange): of its rows, by row
 * @error: where to put what went wrong; the transaction then is to be undone
 *
 * Returns: whether every index has changed
 */
gboolean
mado_replica_tell (MadoReplica *self, const GArray *changes, GError **error)
{
  const MadoProgramme *programme = mado_judge_get_programme (self->judge);

  for (gsize i = 0; self->indexes[i] != NULL; i++)
    if (!self->indexes[i]->change (self->database, programme, (const MadoRowChange *) (gconstpointer) changes->data,
                                   changes->len, error))
      return FALSE;

  return TRUE;
}

/* At once, but for who tells many together. */
static gboolean
note_change (MadoReplica *self, const MadoRowChange *change, GError **error)
{
  g_autoptr (GArray) alone = self->changes == NULL ? mado_row_changes_new () : NULL;

  mado_row_changes_add (alone != NULL ? alone : self->changes, change);

  return alone == NULL || mado_replica_tell (self, alone, error);
}

static gboolean
is_same (const MadoEntity *a, const MadoEntity *b)
{
  return a == NULL || b == NULL ? a == b : g_bytes_equal (mado_entity_get_text (a), mado_entity_get_text (b));
}

/**
 * mado_replica_put_over:
 * @self: a replica
 * @row: what is shown of an entity
 * @after: (nullable): what is to be shown; %NULL: nothing
 * @seq: of the log entry that the service's word on it is of
 * @error: where to put what went wrong; the transaction then is to be undone
 *
 * Rows change here and nowhere else.
 *
 * Returns: whether the row has changed, and every index, or those in its `changes` will be told
 */
gboolean
mado_replica_put_over (MadoReplica *self, MadoRow *row, MadoEntity *after, gint64 seq, GError **error)
{
  if (is_same (row->entity, after) && row->seq == seq)
    return TRUE;
  if (!write_row (self, row, after, seq, error))
    return FALSE;

  const MadoRowChange change = { row->row, row->entity, after };

  return is_same (row->entity, after) || note_change (self, &change, error);
}

/**
 * mado_replica_put:
 * @self: a replica
 * @id: an entity's id
 * @after: (nullable): what is to be shown; %NULL: nothing
 * @seq: of the log entry that the service's word on it is of
 * @error: where to put what went wrong; the transaction then is to be undone
 *
 * Returns: as mado_replica_put_over()
 */
gboolean
mado_replica_put (MadoReplica *self, MadoId id, MadoEntity *after, gint64 seq, GError **error)
{
  g_auto (MadoRow) row = { 0 };

  return mado_row_find (self->database, id, &row, error) && mado_replica_put_over (self, &row, after, seq, error);
}

static const char find_erased[] = "SELECT 1 FROM erased WHERE id = ?1";

/**
 * mado_replica_is_erased:
 * @self: a replica
 * @id: an entity's id
 * @out_is_erased: (out): whether it was here and must not come back
 * @error: where to put why nobody can say
 *
 * Returns: whether the file could be read
 */
gboolean
mado_replica_is_erased (MadoReplica *self, MadoId id, gboolean *out_is_erased, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (self->database, find_erased);

  mado_statement_bind_id (statement, 1, id);
  *out_is_erased = mado_statement_step (statement);

  return mado_statement_finish (statement, error);
}
