/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Prepared statements: kept by their text, bound, stepped, read. */

#include "mado-statement.h"

#include <string.h>

#include "mado-database-private.h"

struct _MadoStatement {
  MadoDatabase *database;
  sqlite3_stmt *statement; /* (nullable): where it could not be prepared */
  int result;              /* the first fault, or SQLITE_OK */
};

static sqlite3_stmt *
take_kept (MadoDatabase *database, const char *sql)
{
  gpointer statement = NULL;

  (void) g_hash_table_steal_extended (database->statements, sql, NULL, &statement); /* ignored: then it is NULL */

  return statement;
}

/**
 * mado_statement_take:
 * @database: where it will run
 * @sql: one statement: a literal
 *
 * Returns: (transfer full): the statement; a fault in it shows in mado_statement_finish()
 */
MadoStatement *
mado_statement_take (MadoDatabase *database, const char *sql)
{
  MadoStatement *self = g_new0 (MadoStatement, 1);

  self->database = database;
  self->statement = take_kept (database, sql);
  if (self->statement == NULL)
    self->result =
        sqlite3_prepare_v3 (database->connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &self->statement, NULL);

  return self;
}

/* For the next who needs it, unless there is one already: two with the same text ran at once. */
static void
keep (GHashTable *kept, sqlite3_stmt *statement)
{
  const char *sql = sqlite3_sql (statement);

  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement); /* no name of a person waits here */
  if (g_hash_table_contains (kept, sql))
    sqlite3_finalize (statement);
  else
    g_hash_table_insert (kept, (gpointer) sql, statement);
}

/**
 * mado_statement_give_back:
 * @self: (nullable) (transfer full): a statement
 *
 * What it read may no longer be used, and its snapshot of the file ends.
 */
void
mado_statement_give_back (MadoStatement *self)
{
  if (self == NULL)
    return;

  if (self->statement != NULL)
    keep (self->database->statements, self->statement);
  g_free (self);
}

static void
note_result (MadoStatement *self, int result)
{
  if (self->result == SQLITE_OK)
    self->result = result;
}

/**
 * mado_statement_bind_int:
 * @self: a statement
 * @place: of the parameter, from 1
 * @value: an integer
 */
void
mado_statement_bind_int (MadoStatement *self, int place, gint64 value)
{
  note_result (self, sqlite3_bind_int64 (self->statement, place, value));
}

/**
 * mado_statement_bind_text:
 * @self: a statement
 * @place: of the parameter, from 1
 * @text: (nullable): a text
 */
void
mado_statement_bind_text (MadoStatement *self, int place, const char *text)
{
  note_result (self, sqlite3_bind_text (self->statement, place, text, -1, SQLITE_TRANSIENT));
}

/**
 * mado_statement_bind_bytes:
 * @self: a statement
 * @place: of the parameter, from 1
 * @bytes: (nullable): bytes
 * @length: how many
 */
void
mado_statement_bind_bytes (MadoStatement *self, int place, const void *bytes, gsize length)
{
  note_result (self, sqlite3_bind_blob64 (self->statement, place, bytes, length, SQLITE_TRANSIENT));
}

/**
 * mado_statement_bind_id:
 * @self: a statement
 * @place: of the parameter, from 1
 * @id: an id, kept as its 16 bytes
 */
void
mado_statement_bind_id (MadoStatement *self, int place, MadoId id)
{
  mado_statement_bind_bytes (self, place, id.bytes, sizeof id.bytes);
}

/**
 * mado_statement_step:
 * @self: a statement
 *
 * Returns: whether there is a row to be read; where not, mado_statement_finish() says whether that was the end or a
 * fault
 */
gboolean
mado_statement_step (MadoStatement *self)
{
  int result;

  if (self->result != SQLITE_OK)
    return FALSE;
  result = sqlite3_step (self->statement);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    self->result = result;

  return result == SQLITE_ROW;
}

/**
 * mado_statement_finish:
 * @self: a statement that has read all that it is to read
 * @error: the first thing that went wrong with it
 *
 * Returns: whether nothing did
 */
gboolean
mado_statement_finish (MadoStatement *self, GError **error)
{
  if (self->result != SQLITE_OK)
    mado_database_set_error (self->database, self->result, error);

  return self->result == SQLITE_OK;
}

/**
 * mado_statement_run:
 * @self: a statement that gives no rows
 * @error: what went wrong
 *
 * Returns: whether it ran
 */
gboolean
mado_statement_run (MadoStatement *self, GError **error)
{
  (void) mado_statement_step (self); /* ignored: the next call says it */

  return mado_statement_finish (self, error);
}

/**
 * mado_statement_is_null:
 * @self: a statement with a row
 * @column: from 0
 *
 * Returns: whether there is no value there
 */
gboolean
mado_statement_is_null (const MadoStatement *self, int column)
{
  return sqlite3_column_type (self->statement, column) == SQLITE_NULL;
}

/**
 * mado_statement_get_int:
 * @self: a statement with a row
 * @column: from 0
 *
 * Returns: the integer there
 */
gint64
mado_statement_get_int (const MadoStatement *self, int column)
{
  return sqlite3_column_int64 (self->statement, column);
}

/**
 * mado_statement_get_text:
 * @self: a statement with a row
 * @column: from 0
 *
 * Returns: (transfer none) (nullable): the text there, until the next step
 */
const char *
mado_statement_get_text (const MadoStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->statement, column);
}

/**
 * mado_statement_dup_bytes:
 * @self: a statement with a row
 * @column: from 0
 *
 * Returns: (transfer full): the bytes there; none for NULL
 */
GBytes *
mado_statement_dup_bytes (const MadoStatement *self, int column)
{
  const void *bytes = sqlite3_column_blob (self->statement, column);

  return g_bytes_new (bytes, (gsize) sqlite3_column_bytes (self->statement, column));
}

/**
 * mado_statement_get_id:
 * @self: a statement with a row
 * @column: from 0
 *
 * Returns: the id there, or %MADO_ID_NONE where there is none
 */
MadoId
mado_statement_get_id (const MadoStatement *self, int column)
{
  MadoId id = MADO_ID_NONE;
  const void *bytes = sqlite3_column_blob (self->statement, column);

  if (bytes != NULL && sqlite3_column_bytes (self->statement, column) == sizeof id.bytes)
    memcpy (id.bytes, bytes, sizeof id.bytes);

  return id;
}
