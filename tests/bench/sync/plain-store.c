/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The same library without a key: it writes in clear then. Nobody's data are in it. It has a row for each row that a
 * terminal has, each line of each list, and the same search, but neither counts nor checks anything. */

#include "plain-store.h"

#include <sqlcipher/sqlite3.h>

#include "mado-queue-stand.h"
#include "mado-search-gram.h"
#include "mado-service-row.h"

typedef enum {
  BEGIN,
  COMMIT,
  PUT_ENTRY,
  PUT_TOUCH,
  PUT_CLAIM,
  PUT_HEAD,
  PUT_BODY,
  PUT_PLACE,
  PUT_GRAMS,
  PUT_CURSOR,
  COUNT,
  N_STATEMENTS
} Statement;

static const char tables[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;"
    "CREATE TABLE entry (seq INTEGER PRIMARY KEY, operation BLOB UNIQUE, entity BLOB, header BLOB, payload BLOB,"
    " hash BLOB, leaf BLOB, chain BLOB) STRICT;"
    "CREATE TABLE touch (seq INTEGER, entity BLOB, PRIMARY KEY (entity, seq)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE claim (text TEXT PRIMARY KEY, holder BLOB) STRICT, WITHOUT ROWID;"
    "CREATE TABLE head (row INTEGER PRIMARY KEY, id BLOB UNIQUE, state TEXT, seq INTEGER) STRICT;"
    "CREATE INDEX head_by_state ON head (state, id);"
    "CREATE TABLE body (row INTEGER PRIMARY KEY, text BLOB) STRICT;"
    "CREATE TABLE place (list TEXT, key BLOB, row INTEGER, PRIMARY KEY (list, key, row)) STRICT, WITHOUT ROWID;"
    "CREATE VIRTUAL TABLE search USING fts5 (grams, content = '', columnsize = 0, detail = none, tokenize = 'ascii');"
    "INSERT INTO search (search, rank) VALUES ('secure-delete', 1);"
    "INSERT INTO search (search, rank) VALUES ('hashsize', 8388608);"
    "CREATE TABLE cursor (only INTEGER PRIMARY KEY, seq INTEGER, chain BLOB) STRICT;";

static const char *const sql[N_STATEMENTS] = {
  [BEGIN] = "BEGIN IMMEDIATE",
  [COMMIT] = "COMMIT",
  [PUT_ENTRY] = "INSERT INTO entry VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?5, ?5)",
  [PUT_TOUCH] = "INSERT INTO touch VALUES (?1, ?2)",
  [PUT_CLAIM] = "INSERT INTO claim VALUES (?1, ?2)",
  [PUT_HEAD] = "INSERT INTO head VALUES (NULL, ?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET state = ?2, seq = ?3",
  [PUT_BODY] = "INSERT OR REPLACE INTO body VALUES (?1, ?2)",
  [PUT_PLACE] = "INSERT OR REPLACE INTO place VALUES (?1, ?2, ?3)",
  [PUT_GRAMS] = "INSERT INTO search (rowid, grams) VALUES (?1, ?2)",
  [PUT_CURSOR] = "INSERT OR REPLACE INTO cursor VALUES (1, ?1, ?2)",
  [COUNT] = "SELECT max ((SELECT count (*) FROM entry), (SELECT count (*) FROM head))",
};

struct _PlainStore {
  sqlite3 *connection;
  sqlite3_stmt *statements[N_STATEMENTS];
};

/**
 * plain_store_new:
 * @path: where there is nothing yet
 *
 * Returns: (transfer full): a store in a file
 */
PlainStore *
plain_store_new (const char *path)
{
  PlainStore *self = g_new0 (PlainStore, 1);

  if (sqlite3_open (path, &self->connection) != SQLITE_OK ||
      sqlite3_exec (self->connection, tables, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (self->connection));
  for (guint i = 0; i < N_STATEMENTS; i++)
    if (sqlite3_prepare_v2 (self->connection, sql[i], -1, &self->statements[i], NULL) != SQLITE_OK)
      g_error ("%s", sqlite3_errmsg (self->connection));

  return self;
}

/**
 * plain_store_free:
 * @self: (transfer full): a store; its file stays
 */
void
plain_store_free (PlainStore *self)
{
  for (guint i = 0; i < N_STATEMENTS; i++)
    (void) sqlite3_finalize (self->statements[i]); /* ignored: it says again what the last step said */
  (void) sqlite3_close (self->connection);         /* ignored: nothing is needed any more */
  g_free (self);
}

static gint64
run (PlainStore *self, Statement which)
{
  sqlite3_stmt *statement = self->statements[which];
  const int result = sqlite3_step (statement);
  gint64 value = 0;

  if (result == SQLITE_ROW)
    value = sqlite3_column_int64 (statement, 0);
  else if (result != SQLITE_DONE)
    g_error ("%s", sqlite3_errmsg (self->connection));
  (void) sqlite3_reset (statement); /* ignored: it says again what the step said */

  return value;
}

static void
bind_bytes (PlainStore *self, Statement which, int place, GBytes *bytes)
{
  (void) sqlite3_bind_blob64 (self->statements[which], place, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                              SQLITE_STATIC); /* ignored, here and below: a step says what is wrong */
}

static void
bind_id (PlainStore *self, Statement which, int place, const MadoId *id)
{
  (void) sqlite3_bind_blob (self->statements[which], place, id->bytes, sizeof id->bytes, SQLITE_STATIC);
}

static void
bind_hash (PlainStore *self, Statement which, int place, const MadoHash *hash)
{
  (void) sqlite3_bind_blob (self->statements[which], place, hash->bytes, MADO_HASH_SIZE, SQLITE_STATIC);
}

static void
bind_text (PlainStore *self, Statement which, int place, const char *text)
{
  (void) sqlite3_bind_text (self->statements[which], place, text, -1, SQLITE_STATIC);
}

/**
 * plain_store_begin:
 * @self: a store
 */
void
plain_store_begin (PlainStore *self)
{
  run (self, BEGIN);
}

/**
 * plain_store_commit:
 * @self: a store in a transaction
 */
void
plain_store_commit (PlainStore *self)
{
  run (self, COMMIT);
}

static gint64
put_entity (PlainStore *self, MadoId id, const char *state, gint64 seq, GBytes *text)
{
  gint64 row;

  bind_id (self, PUT_HEAD, 1, &id);
  bind_text (self, PUT_HEAD, 2, state);
  (void) sqlite3_bind_int64 (self->statements[PUT_HEAD], 3, seq);
  run (self, PUT_HEAD);
  row = sqlite3_last_insert_rowid (self->connection);
  (void) sqlite3_bind_int64 (self->statements[PUT_BODY], 1, row);
  bind_bytes (self, PUT_BODY, 2, text);
  run (self, PUT_BODY);

  return row;
}

/**
 * plain_store_put_operation:
 * @self: a store in a transaction
 * @id: of the operation, and of its entity
 * @text: what it says
 */
void
plain_store_put_operation (PlainStore *self, MadoId id, GBytes *text)
{
  const MadoHash hash = mado_hash_of (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  g_autoptr (GBytes) header = g_bytes_new_from_bytes (text, 0, MIN (g_bytes_get_size (text), 400));
  char claim[MADO_ID_TEXT_SIZE];
  gint64 seq;

  bind_id (self, PUT_ENTRY, 1, &id);
  bind_id (self, PUT_ENTRY, 2, &id);
  bind_bytes (self, PUT_ENTRY, 3, header);
  bind_bytes (self, PUT_ENTRY, 4, text);
  bind_hash (self, PUT_ENTRY, 5, &hash);
  run (self, PUT_ENTRY);
  seq = sqlite3_last_insert_rowid (self->connection);
  (void) sqlite3_bind_int64 (self->statements[PUT_TOUCH], 1, seq);
  bind_id (self, PUT_TOUCH, 2, &id);
  run (self, PUT_TOUCH);
  mado_id_to_text (id, claim);
  bind_text (self, PUT_CLAIM, 1, claim);
  bind_id (self, PUT_CLAIM, 2, &id);
  run (self, PUT_CLAIM);
  put_entity (self, id, "received", seq, text);
}

/* --- rows ----------------------------------------------------------------------------------------------------------
 */

struct _PlainRow {
  MadoEntity *entity;
  GPtrArray *stands; /* (element-type MadoQueueStand) */
  char *grams;
};

static void
free_row (gpointer data)
{
  PlainRow *row = data;

  mado_entity_unref (row->entity);
  g_ptr_array_unref (row->stands);
  g_free (row->grams);
  g_free (row);
}

/**
 * plain_rows_new:
 * @rows: (element-type MadoServiceRow): as they come
 * @programme: of which they are
 *
 * Returns: (transfer full) (element-type PlainRow): the same, with the lines and the grams that are to be written of
 *   them: to make those is not SQLite's work
 */
GPtrArray *
plain_rows_new (const GArray *rows, const MadoProgramme *programme)
{
  GPtrArray *made = g_ptr_array_new_with_free_func (free_row);

  for (guint i = 0; i < rows->len; i++) {
    PlainRow *row = g_new0 (PlainRow, 1);
    g_autoptr (GArray) keys = NULL;

    row->entity = mado_entity_ref (g_array_index (rows, MadoServiceRow, i).entity);
    row->stands = mado_queue_list_stands (programme, row->entity);
    keys = mado_search_keys_new (programme, row->entity);
    row->grams = mado_search_grams_spell (keys);
    g_ptr_array_add (made, row);
  }

  return made;
}

static void
put_line (PlainStore *self, const MadoQueueStand *stand, gint64 row)
{
  bind_text (self, PUT_PLACE, 1, stand->queue);
  bind_bytes (self, PUT_PLACE, 2, stand->key);
  (void) sqlite3_bind_int64 (self->statements[PUT_PLACE], 3, row);
  run (self, PUT_PLACE);
}

/**
 * plain_store_put_row:
 * @self: a store in a transaction
 * @row: a row that it does not have
 */
void
plain_store_put_row (PlainStore *self, const PlainRow *row)
{
  const gint64 number = put_entity (self, mado_entity_get_id (row->entity), mado_entity_get_state (row->entity), 1,
                                    mado_entity_get_text (row->entity));

  for (guint i = 0; i < row->stands->len; i++)
    put_line (self, g_ptr_array_index (row->stands, i), number);
  (void) sqlite3_bind_int64 (self->statements[PUT_GRAMS], 1, number);
  bind_text (self, PUT_GRAMS, 2, row->grams);
  run (self, PUT_GRAMS);
}

/**
 * plain_store_put_cursor:
 * @self: a store in a transaction
 * @seq: how far the log is here
 * @chain: and its chain there
 */
void
plain_store_put_cursor (PlainStore *self, gint64 seq, const MadoHash *chain)
{
  (void) sqlite3_bind_int64 (self->statements[PUT_CURSOR], 1, seq);
  bind_hash (self, PUT_CURSOR, 2, chain);
  run (self, PUT_CURSOR);
}

/**
 * plain_store_count:
 * @self: a store
 *
 * Returns: how many operations or rows are in it
 */
gint64
plain_store_count (PlainStore *self)
{
  return run (self, COUNT);
}
