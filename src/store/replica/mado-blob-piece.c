/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pieces of attachments, from the first byte on, without a gap. */

#include "mado-blob-piece.h"

#include "mado-statement.h"
#include "mado-store-error.h"
#include "mado-transaction.h"

static const char find_place[] = "SELECT coalesce (sum (size), 0) FROM blob_piece WHERE hash = ?1";

/**
 * mado_blob_pieces_find_place:
 * @database: any connection
 * @hash: of an attachment
 * @out_place: (out): how many of its bytes are here
 * @error: where to put what went wrong
 *
 * Returns: whether the file could be read
 */
gboolean
mado_blob_pieces_find_place (MadoDatabase *database, const MadoHash *hash, gint64 *out_place, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, find_place);

  mado_statement_bind_bytes (statement, 1, hash->bytes, sizeof hash->bytes);
  if (mado_statement_step (statement))
    *out_place = mado_statement_get_int (statement, 0);

  return mado_statement_finish (statement, error);
}

static const char keep_piece[] =
    "INSERT INTO blob_piece (hash, first, entity, size, bytes) VALUES (?1, ?2, ?3, ?4, ?5)";

/**
 * mado_blob_piece_keep:
 * @database: the database that writes
 * @entity: whose attachment it is
 * @hash: of the whole
 * @first: place of its first byte: how many are here
 * @bytes: the piece
 * @error: where to put what went wrong
 *
 * Returns: whether it is on the disk
 */
gboolean
mado_blob_piece_keep (
    MadoDatabase *database, MadoId entity, const MadoHash *hash, gint64 first, GBytes *bytes, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, keep_piece);

  mado_statement_bind_bytes (statement, 1, hash->bytes, sizeof hash->bytes);
  mado_statement_bind_int (statement, 2, first);
  mado_statement_bind_id (statement, 3, entity);
  mado_statement_bind_int (statement, 4, (gint64) g_bytes_get_size (bytes));
  mado_statement_bind_bytes (statement, 5, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return mado_statement_run (statement, error);
}

static const char list_pieces[] = "SELECT bytes FROM blob_piece WHERE hash = ?1 ORDER BY first";

static GBytes *
load_all (MadoDatabase *database, const MadoHash *hash, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, list_pieces);
  g_autoptr (GByteArray) all = g_byte_array_new ();

  mado_statement_bind_bytes (statement, 1, hash->bytes, sizeof hash->bytes);
  while (mado_statement_step (statement)) {
    g_autoptr (GBytes) piece = mado_statement_dup_bytes (statement, 0);

    g_byte_array_append (all, g_bytes_get_data (piece, NULL), (guint) g_bytes_get_size (piece));
  }

  return mado_statement_finish (statement, error) ? g_byte_array_free_to_bytes (g_steal_pointer (&all)) : NULL;
}

static gboolean
move (MadoDatabase *database, const MadoBlob *blob, MadoInstant now, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_transaction_begin (database, error);

  return transaction != NULL && mado_blob_cache_put (database, blob, now, error) &&
         mado_blob_pieces_drop (database, &blob->hash, error) &&
         mado_transaction_commit (g_steal_pointer (&transaction), error);
}

/**
 * mado_blob_pieces_join:
 * @database: the database that writes
 * @entity: whose attachment it is
 * @hash: of the whole
 * @now: the time
 * @error: as mado_blob_cache_keep_all(): where it is not what was asked for, nothing of it is here any more
 *
 * Returns: whether it is in the cache, and its pieces are gone
 */
gboolean
mado_blob_pieces_join (MadoDatabase *database, MadoId entity, const MadoHash *hash, MadoInstant now, GError **error)
{
  g_autoptr (GBytes) bytes = load_all (database, hash, error);
  GError *fault = NULL;

  if (bytes == NULL)
    return FALSE;
  if (move (database, &(MadoBlob) { entity, *hash, bytes }, now, &fault))
    return TRUE;
  if (g_error_matches (fault, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED) ||
      g_error_matches (fault, MADO_STORE_ERROR, MADO_STORE_ERROR_ERASED))
    (void) mado_blob_pieces_drop (database, hash, NULL); /* ignored: @fault says more */
  g_propagate_error (error, fault);

  return FALSE;
}

static const char drop_pieces[] = "DELETE FROM blob_piece WHERE hash = ?1";

/**
 * mado_blob_pieces_drop:
 * @database: the database that writes
 * @hash: of an attachment
 * @error: where to put what went wrong
 *
 * Returns: whether none of its pieces are here
 */
gboolean
mado_blob_pieces_drop (MadoDatabase *database, const MadoHash *hash, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, drop_pieces);

  mado_statement_bind_bytes (statement, 1, hash->bytes, sizeof hash->bytes);

  return mado_statement_run (statement, error);
}

static const char drop_all_pieces[] = "DELETE FROM blob_piece";

/**
 * mado_blob_pieces_drop_all:
 * @database: the database that writes
 * @error: where to put what went wrong
 *
 * Returns: whether there are none any more, as at the end of a session
 */
gboolean
mado_blob_pieces_drop_all (MadoDatabase *database, GError **error)
{
  return mado_database_run_script (database, drop_all_pieces, error);
}
