/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Attachments on their way out, in the order in which they were attached. What the service has it may lose again, where
 * it goes on as an older backup of itself: so what was sent is remembered with the epoch. */

#include "mado-blob-to-send.h"

#include <string.h>

#include "mado-json-member.h"
#include "mado-statement.h"

/**
 * mado_blob_to_send_clear:
 * @self: an attachment; holds nothing afterwards
 */
void
mado_blob_to_send_clear (MadoBlobToSend *self)
{
  g_clear_pointer (&self->item, g_free);
}

static const char add_blob[] = "INSERT INTO blob_to_send (operation, entity, item, hash, n_parts, epoch)"
                               " VALUES (?1, ?2, ?3, ?4, 0, 0)";

/**
 * mado_blob_to_send_add:
 * @database: the database that writes, in the transaction that saves @operation and keeps the bytes
 * @operation: "case.attach", or another that names a paper
 * @error: where to put what went wrong
 *
 * Returns: whether it is noted
 */
gboolean
mado_blob_to_send_add (MadoDatabase *database, const MadoOperation *operation, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, add_blob);
  const MadoOperationHeader *header = mado_operation_get_header (operation);
  yyjson_val *body = mado_operation_get_body (operation);
  MadoHash hash;

  if (!mado_hash_from_hex (mado_json_get_text (body, "hash"), &hash, error))
    return FALSE;
  mado_statement_bind_id (statement, 1, header->id);
  mado_statement_bind_id (statement, 2, header->entity);
  mado_statement_bind_text (statement, 3, mado_json_get_text (body, "item"));
  mado_statement_bind_bytes (statement, 4, hash.bytes, sizeof hash.bytes);

  return mado_statement_run (statement, error);
}

/* States as mado-journal.h numbers them: applied, converged, in conflict. */
static const char find_due[] =
    "SELECT blob_to_send.rowid, blob_to_send.operation, blob_to_send.entity, item, blob_to_send.hash, size, n_parts,"
    " epoch FROM blob_to_send JOIN journal ON journal.operation = blob_to_send.operation"
    " JOIN blob ON blob.hash = blob_to_send.hash"
    " WHERE blob_to_send.rowid > ?2 AND journal.state IN (1, 2, 3) AND epoch <> ?1"
    " ORDER BY blob_to_send.rowid LIMIT 1";

static void
read_blob (MadoStatement *statement, MadoBlobToSend *out_blob)
{
  g_autoptr (GBytes) hash = mado_statement_dup_bytes (statement, 4);

  *out_blob = (MadoBlobToSend) {
    .operation = mado_statement_get_id (statement, 1),
    .entity = mado_statement_get_id (statement, 2),
    .item = g_strdup (mado_statement_get_text (statement, 3)),
    .size = mado_statement_get_int (statement, 5),
    .n_parts = (guint) mado_statement_get_int (statement, 6),
    .epoch = mado_statement_get_int (statement, 7),
  };
  memcpy (out_blob->hash.bytes, g_bytes_get_data (hash, NULL),
          sizeof out_blob->hash.bytes); /* the table holds it to that length */
}

/**
 * mado_blob_to_send_find:
 * @database: any connection
 * @epoch: of the service
 * @after: the row of the one before; 0: from the first on
 * @out_row: (out): its row; 0: there is none
 * @out_blob: (out caller-allocates): the next that the service should have, and has not
 * @error: where to put what went wrong
 *
 * Returns: whether the file could be read
 */
gboolean
mado_blob_to_send_find (
    MadoDatabase *database, gint64 epoch, gint64 after, gint64 *out_row, MadoBlobToSend *out_blob, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, find_due);

  *out_row = 0;
  mado_statement_bind_int (statement, 1, epoch);
  mado_statement_bind_int (statement, 2, after);
  if (mado_statement_step (statement)) {
    *out_row = mado_statement_get_int (statement, 0);
    read_blob (statement, out_blob);
  }

  return mado_statement_finish (statement, error);
}

/* Nor refused, nor taken back; its operation may not be with the service yet. */
static const char find_left[] =
    "SELECT blob_to_send.rowid, blob_to_send.operation, blob_to_send.entity, item, blob_to_send.hash, size, n_parts,"
    " epoch FROM blob_to_send JOIN journal ON journal.operation = blob_to_send.operation"
    " JOIN blob ON blob.hash = blob_to_send.hash"
    " WHERE epoch = 0 AND blob_to_send.rowid > ?1 AND journal.state IN (0, 1, 2, 3)"
    " ORDER BY blob_to_send.rowid LIMIT 1";

/**
 * mado_blob_to_send_find_left:
 * @database: any connection
 * @after: the row of the one before; 0: from the first on
 * @out_row: (out): its row; 0: there is none
 * @out_blob: (out caller-allocates): the next that no service ever had whole, also where its operation waits
 * @error: where to put what went wrong
 *
 * Returns: whether the file could be read
 */
gboolean
mado_blob_to_send_find_left (
    MadoDatabase *database, gint64 after, gint64 *out_row, MadoBlobToSend *out_blob, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, find_left);

  *out_row = 0;
  mado_statement_bind_int (statement, 1, after);
  if (mado_statement_step (statement)) {
    *out_row = mado_statement_get_int (statement, 0);
    read_blob (statement, out_blob);
  }

  return mado_statement_finish (statement, error);
}

static const char count_due[] =
    "SELECT count (*) FROM blob_to_send CROSS JOIN journal ON journal.operation = blob_to_send.operation"
    " JOIN blob ON blob.hash = blob_to_send.hash"
    " WHERE (epoch < ?1 OR epoch > ?1) AND journal.state IN (1, 2, 3)";

/**
 * mado_blob_to_send_count:
 * @database: any connection
 * @epoch: of the service
 * @out_count: (out): how many the service should have, and has not
 * @error: where to put what went wrong
 *
 * Returns: whether the file could be read
 */
gboolean
mado_blob_to_send_count (MadoDatabase *database, gint64 epoch, guint *out_count, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, count_due);

  mado_statement_bind_int (statement, 1, epoch);
  if (mado_statement_step (statement))
    *out_count = (guint) mado_statement_get_int (statement, 0);

  return mado_statement_finish (statement, error);
}

static gboolean
note (MadoDatabase *database, const char *sql, MadoId operation, gint64 number, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  mado_statement_bind_id (statement, 1, operation);
  mado_statement_bind_int (statement, 2, number);

  return mado_statement_run (statement, error);
}

static const char note_parts[] = "UPDATE blob_to_send SET n_parts = ?2, epoch = 0 WHERE operation = ?1";

/**
 * mado_blob_to_send_note_parts:
 * @database: the database that writes
 * @operation: that attached it
 * @n_parts: how many parts the service has
 * @error: where to put what went wrong
 *
 * Returns: whether it is on the disk
 */
gboolean
mado_blob_to_send_note_parts (MadoDatabase *database, MadoId operation, guint n_parts, GError **error)
{
  return note (database, note_parts, operation, n_parts, error);
}

static const char note_whole[] = "UPDATE blob_to_send SET epoch = ?2 WHERE operation = ?1";

/**
 * mado_blob_to_send_note_whole:
 * @database: the database that writes
 * @operation: that attached it
 * @epoch: in which the service has all of it
 * @error: where to put what went wrong
 *
 * Returns: whether it is on the disk
 */
gboolean
mado_blob_to_send_note_whole (MadoDatabase *database, MadoId operation, gint64 epoch, GError **error)
{
  return note (database, note_whole, operation, epoch, error);
}

static const char load_part[] = "SELECT substr (bytes, ?2, ?3) FROM blob WHERE hash = ?1";

/**
 * mado_blob_to_send_load_part:
 * @database: any connection
 * @hash: of an attachment
 * @first: place of the part's first byte
 * @length: its bytes, at most
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable): the part; empty where the attachment is not here any more
 */
GBytes *
mado_blob_to_send_load_part (MadoDatabase *database, const MadoHash *hash, gint64 first, gint64 length, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, load_part);
  g_autoptr (GBytes) part = NULL;

  mado_statement_bind_bytes (statement, 1, hash->bytes, sizeof hash->bytes);
  mado_statement_bind_int (statement, 2, first + 1); /* SQL counts from 1 */
  mado_statement_bind_int (statement, 3, length);
  if (mado_statement_step (statement))
    part = mado_statement_dup_bytes (statement, 0);
  else
    part = g_bytes_new_static ("", 0);

  return mado_statement_finish (statement, error) ? g_steal_pointer (&part) : NULL;
}
