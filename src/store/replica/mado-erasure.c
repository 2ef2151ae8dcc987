/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Erases an entity from every table, page and log of the file. What is deleted is overwritten (the connection is set up
 * so); the write-ahead log still has it until it is emptied, which is made up for when the file is opened again. */

#include "mado-erasure.h"

#include <string.h>

#include "mado-replica-private.h"
#include "mado-statement.h"
#include "mado-transaction.h"

/**
 * mado_erasure_free:
 * @self: (transfer full): an erasure
 */
void
mado_erasure_free (MadoErasure *self)
{
  g_free (self->reason);
  g_free (self);
}

static const char find_erasure[] = "SELECT hash, at, reason FROM erased WHERE id = ?1";

/**
 * mado_erasure_find:
 * @database: any connection
 * @id: an entity's id
 * @out_erasure: (out) (transfer full) (nullable): what stays of it; %NULL where it was not erased
 * @error: where to put why nobody can say
 *
 * Returns: whether the file could be read
 */
gboolean
mado_erasure_find (MadoDatabase *database, MadoId id, MadoErasure **out_erasure, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, find_erasure);
  g_autoptr (MadoErasure) erasure = NULL;

  mado_statement_bind_id (statement, 1, id);
  if (mado_statement_step (statement)) {
    g_autoptr (GBytes) hash = mado_statement_dup_bytes (statement, 0);

    erasure = g_new0 (MadoErasure, 1);
    memcpy (erasure->hash.bytes, g_bytes_get_data (hash, NULL), MIN (g_bytes_get_size (hash), MADO_HASH_SIZE));
    erasure->at.microseconds = mado_statement_get_int (statement, 1);
    erasure->reason = g_strdup (mado_statement_get_text (statement, 2));
  }
  if (!mado_statement_finish (statement, error))
    return FALSE;
  *out_erasure = g_steal_pointer (&erasure);

  return TRUE;
}

static const char note_erasure[] = "INSERT INTO erased (id, hash, at, reason, is_scrubbed) VALUES (?1, ?2, ?3, ?4, 0)";

static gboolean
note (MadoReplica *self, MadoId id, const char *reason, MadoInstant now, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (self->database, note_erasure);
  g_auto (MadoRow) row = { 0 };
  MadoHash hash = { 0 };

  if (!mado_row_find (self->database, id, &row, error))
    return FALSE;
  if (row.entity != NULL)
    hash = mado_hash_of (g_bytes_get_data (mado_entity_get_text (row.entity), NULL),
                         g_bytes_get_size (mado_entity_get_text (row.entity)));
  mado_statement_bind_id (statement, 1, id);
  mado_statement_bind_bytes (statement, 2, hash.bytes, sizeof hash.bytes);
  mado_statement_bind_int (statement, 3, now.microseconds);
  mado_statement_bind_text (statement, 4, reason);

  return mado_statement_run (statement, error);
}

static const char erase_base[] = "DELETE FROM overlay WHERE id = ?1";
static const char erase_entries[] = "UPDATE journal SET text = NULL WHERE entity = ?1";
static const char erase_drafts[] = "DELETE FROM draft WHERE entity = ?1";
static const char erase_reasons[] = "UPDATE read_log SET reason = '' WHERE entity = ?1";
static const char erase_blobs[] =
    "DELETE FROM blob WHERE hash IN (SELECT hash FROM blob_owner WHERE entity = ?1)"
    " AND NOT EXISTS (SELECT 1 FROM blob_owner AS other WHERE other.hash = blob.hash AND other.entity <> ?1)";
/* A file that a case came from has it in clear: the file goes as a whole, and its hash and its rows' numbers stay. */
static const char erase_originals[] =
    "DELETE FROM blob WHERE hash IN (SELECT hash FROM import_row JOIN import ON import.id = import WHERE entity = ?1)";
static const char erase_original_owners[] =
    "DELETE FROM blob_owner WHERE hash IN"
    " (SELECT hash FROM import_row JOIN import ON import.id = import WHERE entity = ?1)";
static const char erase_import_rows[] = "DELETE FROM import_row WHERE entity = ?1";
static const char erase_attachments[] = "DELETE FROM attachment WHERE entity = ?1";
static const char erase_pieces[] = "DELETE FROM blob_piece WHERE entity = ?1";
static const char erase_to_send[] = "DELETE FROM blob_to_send WHERE entity = ?1";
static const char erase_owner[] = "DELETE FROM blob_owner WHERE entity = ?1";

static const char *const erasures[] = {
  erase_base,      erase_entries,         erase_drafts,      erase_reasons,     erase_blobs,  erase_owner,
  erase_originals, erase_original_owners, erase_import_rows, erase_attachments, erase_pieces, erase_to_send,
};

static gboolean
erase_elsewhere (MadoReplica *self, MadoId id, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (erasures); i++) {
    g_autoptr (MadoStatement) statement = mado_statement_take (self->database, erasures[i]);

    mado_statement_bind_id (statement, 1, id);
    if (!mado_statement_run (statement, error))
      return FALSE;
  }

  return TRUE;
}

/**
 * mado_replica_erase_rows:
 * @self: a replica, in a transaction
 * @id: an entity's id, here or not
 * @reason: why, in words that name nobody
 * @now: the time
 * @error: where to put what went wrong
 *
 * What is pending comes on top again with mado_replica_rebase(), and the write-ahead log is emptied with
 * mado_replica_scrub().
 *
 * Returns: whether no table has anything of it
 */
gboolean
mado_replica_erase_rows (MadoReplica *self, MadoId id, const char *reason, MadoInstant now, GError **error)
{
  gboolean is_erased = FALSE;

  if (!mado_replica_is_erased (self, id, &is_erased, error))
    return FALSE;
  if (!is_erased)
    mado_pending_forget (self->pending);

  return is_erased || (note (self, id, reason, now, error) && mado_replica_put (self, id, NULL, 0, error) &&
                       erase_elsewhere (self, id, error));
}

static gboolean
erase (MadoReplica *self, MadoId id, const char *reason, MadoInstant now, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_replica_begin (self, error);

  return transaction != NULL && mado_replica_erase_rows (self, id, reason, now, error) &&
         mado_replica_rebase (self, error) && mado_replica_commit (self, g_steal_pointer (&transaction), error);
}

static const char find_unscrubbed[] = "SELECT 1 FROM erased WHERE is_scrubbed = 0";
static const char note_scrubbed[] = "UPDATE erased SET is_scrubbed = 1 WHERE is_scrubbed = 0";

/**
 * mado_replica_scrub:
 * @self: a replica, between two transactions
 * @error: %MADO_STORE_ERROR_IN_USE while a reader needs what is in the log
 *
 * Returns: whether the write-ahead log has nothing of what was erased
 */
gboolean
mado_replica_scrub (MadoReplica *self, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (self->database, find_unscrubbed);
  gboolean is_due = mado_statement_step (statement);

  if (!mado_statement_finish (statement, error))
    return FALSE;
  g_clear_pointer (&statement, mado_statement_give_back);

  return !is_due || (mado_database_empty_log (self->database, error) &&
                     mado_database_run_script (self->database, note_scrubbed, error));
}

/**
 * mado_replica_erase:
 * @self: a replica, between two transactions
 * @id: an entity's id, here or not
 * @reason: why, in words that name nobody
 * @now: the time
 * @error: %MADO_STORE_ERROR_IN_USE where it is erased from all tables, and a reader still needs the log: to be called
 *   again
 *
 * The journal keeps the hashes of its operations, and its id must not come back.
 *
 * Returns: whether nothing of it is anywhere in the file
 */
gboolean
mado_replica_erase (MadoReplica *self, MadoId id, const char *reason, MadoInstant now, GError **error)
{
  return erase (self, id, reason, now, error) && mado_replica_scrub (self, error);
}
