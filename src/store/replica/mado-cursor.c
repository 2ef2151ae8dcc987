/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one row that says how far this file and the service are with one another. */

#include "mado-cursor.h"

#include <string.h>

#include "mado-fault-point.h"
#include "mado-statement.h"

/**
 * mado_cursor_clear:
 * @self: a cursor
 */
void
mado_cursor_clear (MadoCursor *self)
{
  g_clear_pointer (&self->place, g_free);
}

/**
 * mado_cursor_is_trusted:
 * @self: a cursor
 *
 * Returns: whether what the file shows was so at one moment. Rows that are loaded one after another are of different
 *   moments, until the log has come past the last of these.
 */
gboolean
mado_cursor_is_trusted (const MadoCursor *self)
{
  return self->epoch > 0 && self->place == NULL && self->at.seq >= self->highest.seq;
}

static MadoHash
get_hash (MadoStatement *statement, int column)
{
  g_autoptr (GBytes) bytes = mado_statement_dup_bytes (statement, column);
  MadoHash hash = { 0 };

  if (g_bytes_get_size (bytes) == sizeof hash.bytes)
    memcpy (hash.bytes, g_bytes_get_data (bytes, NULL), sizeof hash.bytes);

  return hash;
}

static MadoLogPlace
get_place (MadoStatement *statement, int column)
{
  return (MadoLogPlace) { mado_statement_get_int (statement, column), get_hash (statement, column + 1) };
}

static const char load_cursor[] =
    "SELECT epoch, seq, chain, highest, highest_chain, place, received, sight FROM cursor";

/**
 * mado_cursor_load:
 * @database: any connection
 * @out_cursor: (out caller-allocates): how far it is
 * @error: where to put why nobody can say
 *
 * Returns: whether the file could be read
 */
gboolean
mado_cursor_load (MadoDatabase *database, MadoCursor *out_cursor, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, load_cursor);
  g_auto (MadoCursor) cursor = { 0 };

  if (mado_statement_step (statement)) {
    cursor.epoch = mado_statement_get_int (statement, 0);
    cursor.at = get_place (statement, 1);
    cursor.highest = get_place (statement, 3);
    cursor.place = g_strdup (mado_statement_get_text (statement, 5));
    cursor.received = mado_statement_get_int (statement, 6);
    cursor.sight = get_hash (statement, 7);
  }
  if (!mado_statement_finish (statement, error))
    return FALSE;
  *out_cursor = cursor;
  cursor.place = NULL;

  return TRUE;
}

static const char save_cursor[] =
    "UPDATE cursor SET epoch = ?1, seq = ?2, chain = ?3, highest = ?4, highest_chain = ?5,"
    " place = ?6, received = ?7, sight = ?8";

/**
 * mado_cursor_save:
 * @self: a cursor
 * @database: the database that writes, in the transaction of what brought it there
 * @error: where to put what went wrong
 *
 * Returns: whether it will be there when the transaction is committed
 */
gboolean
mado_cursor_save (const MadoCursor *self, MadoDatabase *database, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, save_cursor);

  mado_statement_bind_int (statement, 1, self->epoch);
  mado_statement_bind_int (statement, 2, self->at.seq);
  mado_statement_bind_bytes (statement, 3, self->at.chain.bytes, sizeof self->at.chain.bytes);
  mado_statement_bind_int (statement, 4, self->highest.seq);
  mado_statement_bind_bytes (statement, 5, self->highest.chain.bytes, sizeof self->highest.chain.bytes);
  mado_statement_bind_text (statement, 6, self->place);
  mado_statement_bind_int (statement, 7, self->received);
  mado_statement_bind_bytes (statement, 8, self->sight.bytes, sizeof self->sight.bytes);
  mado_fault_point ("cursor-moves");

  return mado_statement_run (statement, error);
}
