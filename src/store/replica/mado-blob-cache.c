/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Attachments by their hash, and whose they are. */

#include "mado-blob-cache.h"

#include <string.h>

#include "mado-case-covered.h"
#include "mado-row.h"
#include "mado-statement.h"
#include "mado-store-error.h"
#include "mado-transaction.h"

static gboolean
run_with_hash (MadoDatabase *database, const char *sql, const MadoHash *hash, gint64 number, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  mado_statement_bind_bytes (statement, 1, hash->bytes, sizeof hash->bytes);
  mado_statement_bind_int (statement, 2, number);

  return mado_statement_run (statement, error);
}

static const char keep_bytes[] = "INSERT INTO blob (hash, size, used, is_pinned, bytes) VALUES (?1, ?2, ?3, 0, ?4)"
                                 " ON CONFLICT (hash) DO UPDATE SET used = excluded.used";

static gboolean
write_bytes (MadoDatabase *database, const MadoHash *hash, GBytes *bytes, MadoInstant now, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, keep_bytes);

  mado_statement_bind_bytes (statement, 1, hash->bytes, sizeof hash->bytes);
  mado_statement_bind_int (statement, 2, (gint64) g_bytes_get_size (bytes));
  mado_statement_bind_int (statement, 3, now.microseconds);
  mado_statement_bind_bytes (statement, 4, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return mado_statement_run (statement, error);
}

static const char keep_owner[] = "INSERT INTO blob_owner (entity, hash) VALUES (?1, ?2) ON CONFLICT DO NOTHING";

static gboolean
write_owner (MadoDatabase *database, MadoId entity, const MadoHash *hash, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, keep_owner);

  mado_statement_bind_id (statement, 1, entity);
  mado_statement_bind_bytes (statement, 2, hash->bytes, sizeof hash->bytes);

  return mado_statement_run (statement, error);
}

static const char find_erased[] = "SELECT 1 FROM erased WHERE id = ?1";

static gboolean
check_not_erased (MadoDatabase *database, MadoId entity, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, find_erased);
  gboolean is_erased;

  mado_statement_bind_id (statement, 1, entity);
  is_erased = mado_statement_step (statement);
  if (!mado_statement_finish (statement, error))
    return FALSE;
  if (is_erased)
    g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_ERASED,
                         "cannot keep the attachment: its entity was erased");

  return !is_erased;
}

/* It may be on its way here when a place of it is covered elsewhere. */
static gboolean
check_not_covered (MadoDatabase *database, MadoId entity, const MadoHash *hash, GError **error)
{
  g_auto (MadoRow) row = { 0 };

  if (!mado_row_find (database, entity, &row, error))
    return FALSE;
  if (row.entity == NULL || !mado_case_has_covered (row.entity, hash))
    return TRUE;
  g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_ERASED,
                       "cannot keep the attachment: a place of it was covered for good");

  return FALSE;
}

static gboolean
check_hash (const MadoHash *hash, GBytes *bytes, GError **error)
{
  MadoHash own = mado_hash_of (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  if (mado_hash_equals (&own, hash))
    return TRUE;
  g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED,
                       "cannot keep the attachment: it is not what was asked for");

  return FALSE;
}

/**
 * mado_blob_cache_put:
 * @database: the database that writes, in a transaction
 * @blob: an attachment
 * @now: the time
 * @error: as mado_blob_cache_keep_all()
 *
 * Returns: whether it will be on the disk when the transaction is committed
 */
gboolean
mado_blob_cache_put (MadoDatabase *database, const MadoBlob *blob, MadoInstant now, GError **error)
{
  return check_hash (&blob->hash, blob->bytes, error) && check_not_erased (database, blob->entity, error) &&
         check_not_covered (database, blob->entity, &blob->hash, error) &&
         write_bytes (database, &blob->hash, blob->bytes, now, error) &&
         write_owner (database, blob->entity, &blob->hash, error);
}

/**
 * mado_blob_cache_keep_all:
 * @database: the database that writes
 * @blobs: (array length=n_blobs): attachments
 * @n_blobs: how many
 * @now: the time
 * @error: %MADO_STORE_ERROR_DAMAGED where the bytes are others; %MADO_STORE_ERROR_ERASED; none is kept then
 *
 * Returns: whether all of them are on the disk
 */
gboolean
mado_blob_cache_keep_all (MadoDatabase *database, const MadoBlob *blobs, guint n_blobs, MadoInstant now, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_transaction_begin (database, error);

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < n_blobs; i++)
    if (!mado_blob_cache_put (database, &blobs[i], now, error))
      return FALSE;

  return mado_transaction_commit (g_steal_pointer (&transaction), error);
}

/**
 * mado_blob_cache_keep:
 * @database: the database that writes
 * @entity: whose attachment it is
 * @hash: its SHA-256, as the entity names it
 * @bytes: the attachment
 * @now: the time
 * @error: as mado_blob_cache_keep_all()
 *
 * Returns: whether it is on the disk
 */
gboolean
mado_blob_cache_keep (
    MadoDatabase *database, MadoId entity, const MadoHash *hash, GBytes *bytes, MadoInstant now, GError **error)
{
  return mado_blob_cache_keep_all (database, &(MadoBlob) { entity, *hash, bytes }, 1, now, error);
}

static const char list_hashes[] = "SELECT hash FROM blob_owner WHERE entity = ?1 ORDER BY hash";

/**
 * mado_blob_cache_list:
 * @database: any connection
 * @entity: whose attachments
 * @error: where to put why nobody can say
 *
 * Returns: (transfer full) (nullable) (element-type MadoHash): those that are here
 */
GArray *
mado_blob_cache_list (MadoDatabase *database, MadoId entity, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, list_hashes);
  g_autoptr (GArray) hashes = g_array_new (FALSE, FALSE, sizeof (MadoHash));

  mado_statement_bind_id (statement, 1, entity);
  while (mado_statement_step (statement)) {
    g_autoptr (GBytes) bytes = mado_statement_dup_bytes (statement, 0);
    MadoHash hash;

    memcpy (hash.bytes, g_bytes_get_data (bytes, NULL), sizeof hash.bytes); /* the table holds it to that length */
    g_array_append_val (hashes, hash);
  }

  return mado_statement_finish (statement, error) ? g_steal_pointer (&hashes) : NULL;
}

static const char find_bytes[] = "SELECT bytes FROM blob WHERE hash = ?1";
static const char touch_bytes[] = "UPDATE blob SET used = ?2 WHERE hash = ?1";

/**
 * mado_blob_cache_find:
 * @database: the database that writes
 * @hash: an attachment's hash
 * @now: the time
 * @out_bytes: (out) (transfer full) (nullable): the attachment; %NULL: it is to be fetched
 * @error: where to put what went wrong
 *
 * Returns: whether the file could be read
 */
gboolean
mado_blob_cache_find (MadoDatabase *database, const MadoHash *hash, MadoInstant now, GBytes **out_bytes, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, find_bytes);
  g_autoptr (GBytes) bytes = NULL;

  mado_statement_bind_bytes (statement, 1, hash->bytes, sizeof hash->bytes);
  if (mado_statement_step (statement))
    bytes = mado_statement_dup_bytes (statement, 0);
  if (!mado_statement_finish (statement, error))
    return FALSE;
  g_clear_pointer (&statement, mado_statement_give_back);
  if (bytes != NULL && !run_with_hash (database, touch_bytes, hash, now.microseconds, error))
    return FALSE;
  *out_bytes = g_steal_pointer (&bytes);

  return TRUE;
}

static const char find_blob[] = "SELECT 1 FROM blob WHERE hash = ?1";

static gboolean
is_here (MadoDatabase *database, const MadoHash *hash, gboolean *out_is_here, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, find_blob);

  mado_statement_bind_bytes (statement, 1, hash->bytes, sizeof hash->bytes);
  *out_is_here = mado_statement_step (statement);

  return mado_statement_finish (statement, error);
}

/**
 * mado_blob_cache_adopt:
 * @database: the database that writes
 * @entity: that has an attachment of which another may have the same
 * @hash: its hash
 * @now: the time
 * @out_is_here: (out): whether it need not be fetched
 * @error: where to put what went wrong
 *
 * Returns: whether the file could be read
 */
gboolean
mado_blob_cache_adopt (
    MadoDatabase *database, MadoId entity, const MadoHash *hash, MadoInstant now, gboolean *out_is_here, GError **error)
{
  if (!is_here (database, hash, out_is_here, error))
    return FALSE;

  return !*out_is_here || (run_with_hash (database, touch_bytes, hash, now.microseconds, error) &&
                           write_owner (database, entity, hash, error));
}

static const char pin_bytes[] = "UPDATE blob SET is_pinned = ?2 WHERE hash = ?1";

/**
 * mado_blob_cache_pin:
 * @database: the database that writes
 * @hash: the hash of an attachment that is here
 * @is_pinned: whether it stays, whatever room is needed
 * @error: where to put what went wrong
 *
 * Returns: whether it is so
 */
gboolean
mado_blob_cache_pin (MadoDatabase *database, const MadoHash *hash, gboolean is_pinned, GError **error)
{
  return run_with_hash (database, pin_bytes, hash, is_pinned, error);
}

static const char drop_bytes[] =
    "DELETE FROM blob WHERE hash IN (SELECT hash FROM (SELECT hash, sum (size) OVER (ORDER BY used DESC, hash) AS total"
    " FROM blob WHERE is_pinned = 0) WHERE total > ?1)";
static const char drop_owners[] = "DELETE FROM blob_owner WHERE hash NOT IN (SELECT hash FROM blob)";

static gboolean
drop (MadoDatabase *database, gint64 budget, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, drop_bytes);

  mado_statement_bind_int (statement, 1, budget);

  return mado_statement_run (statement, error);
}

/**
 * mado_blob_cache_shrink:
 * @database: the database that writes
 * @budget: how many bytes may stay that are not pinned; 0 at the end of a session
 * @error: where to put what went wrong
 *
 * Returns: whether no more are here
 */
gboolean
mado_blob_cache_shrink (MadoDatabase *database, gint64 budget, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_transaction_begin (database, error);

  return transaction != NULL && drop (database, budget, error) &&
         mado_database_run_script (database, drop_owners, error) &&
         mado_transaction_commit (g_steal_pointer (&transaction), error);
}
