/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens the encrypted file and sets each connection up the same way. */

#include "mado-database-private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "mado-durable-file.h"
#include "mado-key-file.h"
#include "mado-statement.h"
#include "mado-store-error.h"

#define APPLICATION 0x6D61646F /* "mado": the number that migration 1 leaves in the file */
#define STEPS_BETWEEN_LOOKS 1000
#define CHECKPOINT_PAGES 1000                     /* 4 MB of log */
#define RAW_KEY_SIZE (3 + MADO_DATA_KEY_SIZE * 2) /* x'…' */

/* In this order: the cipher, which otherwise talks to the terminal, before the first page is read; memory for what is
 * sorted before anything is. */
static const char set_up[] = "PRAGMA cipher_log_level = NONE;"
                             "PRAGMA cipher_page_size = 4096;"
                             "PRAGMA temp_store = MEMORY;"
                             "PRAGMA mmap_size = 0;"
                             "PRAGMA cell_size_check = ON;"
                             "PRAGMA foreign_keys = ON;"
                             "PRAGMA secure_delete = ON;"
                             "PRAGMA synchronous = FULL;"
                             "PRAGMA journal_size_limit = 67108864;";

static const struct {
  int setting;
  int value;
} settings[] = {
  { SQLITE_DBCONFIG_DEFENSIVE, 1 }, { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 }, { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
  { SQLITE_DBCONFIG_DQS_DML, 0 },   { SQLITE_DBCONFIG_DQS_DDL, 0 },
};

/**
 * mado_database_run_script:
 * @self: a database
 * @sql: statements, which no program and no person puts together
 * @error: where to put what went wrong; what ran before has then run
 *
 * Returns: whether all of them ran
 */
gboolean
mado_database_run_script (MadoDatabase *self, const char *sql, GError **error)
{
  int result = sqlite3_exec (self->connection, sql, NULL, NULL, NULL);

  if (result != SQLITE_OK)
    mado_database_set_error (self, result, error);

  return result == SQLITE_OK;
}

/**
 * mado_database_get_last_row:
 * @self: the database that writes
 *
 * In the place of RETURNING, which makes SQLite guard the statement by a savepoint of its own: every such savepoint
 * sends the search index's memory to the disk, and that for each row costs more than all else together.
 *
 * Returns: the row that was inserted last
 */
gint64
mado_database_get_last_row (const MadoDatabase *self)
{
  return sqlite3_last_insert_rowid (self->connection);
}

/**
 * mado_database_get_n_changes:
 * @self: the database that writes
 *
 * See mado_database_get_last_row().
 *
 * Returns: how many rows the last statement inserted, changed or deleted
 */
gint64
mado_database_get_n_changes (const MadoDatabase *self)
{
  return sqlite3_changes64 (self->connection);
}

/* SQLCipher takes a key that no password is behind as a literal; the literal is as secret as the key. */
static MadoSecret *
spell_raw_key (const MadoSecret *key)
{
  static const char digits[] = "0123456789abcdef";
  MadoSecret *spelled = mado_secret_new (RAW_KEY_SIZE);
  guint8 *next = mado_secret_get_bytes (spelled);

  *next++ = 'x';
  *next++ = '\'';
  for (gsize i = 0; i < MADO_DATA_KEY_SIZE; i++) {
    *next++ = (guint8) digits[mado_secret_get_bytes (key)[i] >> 4];
    *next++ = (guint8) digits[mado_secret_get_bytes (key)[i] & 0xF];
  }
  *next = '\'';

  return spelled;
}

static int
give_key (MadoDatabase *self)
{
  g_autoptr (MadoSecret) spelled = spell_raw_key (self->key);

  return sqlite3_key_v2 (self->connection, "main", mado_secret_get_bytes (spelled), RAW_KEY_SIZE);
}

static int
commit_cb (void *data, sqlite3 *connection, const char *name, int n_pages)
{
  MadoDatabase *self = data;

  self->n_log_pages = n_pages;

  return SQLITE_OK;
}

static int
progress_cb (void *data)
{
  const MadoDatabase *self = data;

  return self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable);
}

static gboolean
configure (MadoDatabase *self, guint cache_limit, GError **error)
{
  char cache[64];
  int result = SQLITE_OK;

  for (gsize i = 0; i < G_N_ELEMENTS (settings) && result == SQLITE_OK; i++)
    result = sqlite3_db_config (self->connection, settings[i].setting, settings[i].value, NULL);
  if (result == SQLITE_OK && self->is_reader)
    result = sqlite3_db_config (self->connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  if (result == SQLITE_OK)
    result = give_key (self);
  if (result != SQLITE_OK) {
    mado_database_set_error (self, result, error);
    return FALSE;
  }
  /* The one number in SQL that cannot be bound: pragmas take no parameters. */
  sqlite3_snprintf (sizeof cache, cache, "PRAGMA cache_size = -%u",
                    cache_limit != 0 ? cache_limit : MADO_DATABASE_CACHE_LIMIT);
  /* In the place of SQLite's own, which would checkpoint before a save returns. */
  sqlite3_wal_hook (self->connection, commit_cb, self);
  sqlite3_progress_handler (self->connection, STEPS_BETWEEN_LOOKS, progress_cb, self);

  return mado_database_run_script (self, set_up, error) && mado_database_run_script (self, cache, error);
}

/* A plain SQLite in SQLCipher's place would take the key, and write everything in clear. */
static gboolean
check_cipher (MadoDatabase *self, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (self, "PRAGMA cipher_version");

  if (mado_statement_step (statement))
    return TRUE;
  g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_FAILED,
                       "cannot use the database: the library that was loaded does not encrypt");

  return FALSE;
}

/* The first look into the file: a wrong key shows here. */
static gboolean
count_tables (MadoDatabase *self, gint64 *out_count, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (self, "SELECT count (*) FROM sqlite_schema");

  if (mado_statement_step (statement))
    *out_count = mado_statement_get_int (statement, 0);

  return mado_statement_finish (statement, error);
}

static gboolean
check_application (MadoDatabase *self, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (self, "PRAGMA application_id");
  gint64 application = 0;

  if (mado_statement_step (statement))
    application = mado_statement_get_int (statement, 0);
  if (!mado_statement_finish (statement, error))
    return FALSE;
  if (application != APPLICATION)
    g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_OTHER_PROFILE,
                         "cannot use the database: it is of another program");

  return application == APPLICATION;
}

static gboolean
check_content (MadoDatabase *self, MadoDatabaseMode mode, GError **error)
{
  gint64 n_tables = 0;

  if (!count_tables (self, &n_tables, error))
    return FALSE;
  if (mode == MADO_DATABASE_OPEN && n_tables == 0) {
    g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_A_DATABASE,
                         "cannot use the database: there is nothing in its file");
    return FALSE;
  }

  return n_tables == 0 || check_application (self, error);
}

static MadoDatabase *
connect_to (const MadoDatabasePlace *place, int flags, MadoDatabaseMode mode, const MadoSecret *key, GError **error)
{
  g_autoptr (MadoDatabase) self = g_new0 (MadoDatabase, 1);
  int result;

  self->is_reader = (flags & SQLITE_OPEN_READONLY) != 0;
  self->statements = g_hash_table_new (g_str_hash, g_str_equal);
  self->path = g_strdup (place->path);
  self->vfs = g_strdup (place->vfs);
  self->key = mado_secret_new (MADO_DATA_KEY_SIZE);
  memcpy (mado_secret_get_bytes (self->key), mado_secret_get_bytes (key), MADO_DATA_KEY_SIZE);

  result =
      sqlite3_open_v2 (place->path, &self->connection, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, place->vfs);
  if (result != SQLITE_OK) {
    mado_database_set_error (self, result, error);
    return NULL;
  }
  if (!configure (self, place->cache_limit, error) || !check_cipher (self, error) || !check_content (self, mode, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* Kept in the file, so the reader finds it there. */
static gboolean
keep_log (MadoDatabase *self, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (self, "PRAGMA journal_mode = WAL");
  gboolean is_kept = mado_statement_step (statement) && g_strcmp0 (mado_statement_get_text (statement, 0), "wal") == 0;

  if (!mado_statement_finish (statement, error))
    return FALSE;
  if (!is_kept)
    g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_FAILED,
                         "cannot use the database: it cannot keep a write-ahead log");

  return is_kept;
}

/**
 * mado_database_remove:
 * @path: a database that nobody has open, or a place where none is
 * @error: what the system says
 *
 * Returns: whether none is there, nor its log
 */
gboolean
mado_database_remove (const char *path, GError **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);

  return mado_durable_file_remove (log, error) && mado_durable_file_remove (index, error) &&
         mado_durable_file_remove (path, error);
}

static gboolean
check_writable (const char *path, GError **error)
{
  if (access (path, R_OK | W_OK) == 0)
    return TRUE;
  mado_store_error_set_errno (error, errno, "cannot open the database");

  return FALSE;
}

/**
 * mado_database_open:
 * @place: where it is
 * @mode: whether it is there already
 * @lock: (transfer full): the profile's lock, held until the database is freed
 * @key: its key, of %MADO_DATA_KEY_SIZE
 * @error: %MADO_STORE_ERROR_NOT_A_DATABASE, %MADO_STORE_ERROR_DAMAGED, %MADO_STORE_ERROR_MISSING,
 *   %MADO_STORE_ERROR_OTHER_PROFILE, %MADO_STORE_ERROR_READ_ONLY, %MADO_STORE_ERROR_FULL, %MADO_STORE_ERROR_IO
 *
 * Returns: (transfer full) (nullable): the connection that writes
 */
MadoDatabase *
mado_database_open (
    const MadoDatabasePlace *place, MadoDatabaseMode mode, MadoProfileLock *lock, const MadoSecret *key, GError **error)
{
  g_autoptr (MadoProfileLock) held = lock;
  g_autoptr (MadoDatabase) self = NULL;

  if (mode == MADO_DATABASE_CREATE &&
      !(mado_database_remove (place->path, error) && mado_durable_file_reserve (place->path, error)))
    return NULL;
  if (!check_writable (place->path, error))
    return NULL;
  self = connect_to (place, SQLITE_OPEN_READWRITE, mode, key, error);
  if (self == NULL || !keep_log (self, error))
    return NULL;
  self->lock = g_steal_pointer (&held);

  return g_steal_pointer (&self);
}

/**
 * mado_database_open_to_read:
 * @place: where it is; who writes it may be another process
 * @key: its key, of %MADO_DATA_KEY_SIZE
 * @error: as mado_database_open()
 *
 * Returns: (transfer full) (nullable): a connection that only reads
 */
MadoDatabase *
mado_database_open_to_read (const MadoDatabasePlace *place, const MadoSecret *key, GError **error)
{
  return connect_to (place, SQLITE_OPEN_READONLY, MADO_DATABASE_OPEN, key, error);
}

/**
 * mado_database_open_reader:
 * @writer: an open database; it may be another thread's
 * @cache_limit: KiB, or 0 for as much as the writer has unless told
 * @error: as mado_database_open()
 *
 * Returns: (transfer full) (nullable): a connection that only reads, to be freed before the writer
 */
MadoDatabase *
mado_database_open_reader (const MadoDatabase *writer, guint cache_limit, GError **error)
{
  const MadoDatabasePlace place = { .path = writer->path, .vfs = writer->vfs, .cache_limit = cache_limit };

  return mado_database_open_to_read (&place, writer->key, error);
}

static void
drop_statements (GHashTable *statements)
{
  GHashTableIter iter;
  gpointer statement;

  g_hash_table_iter_init (&iter, statements);
  while (g_hash_table_iter_next (&iter, NULL, &statement))
    sqlite3_finalize (statement);
  g_hash_table_unref (statements);
}

/**
 * mado_database_free:
 * @self: (nullable) (transfer full): a database whose statements and transactions are all over
 */
void
mado_database_free (MadoDatabase *self)
{
  if (self == NULL)
    return;

  drop_statements (self->statements);
  (void) sqlite3_close_v2 (self->connection); /* ignored: what was committed is in the log */
  mado_profile_lock_free (self->lock);
  mado_secret_free (self->key);
  g_free (self->path);
  g_free (self->vfs);
  g_free (self);
}

/**
 * mado_database_set_cancellable:
 * @self: a database
 * @cancellable: (nullable): what ends the statements that run from now on, with %G_IO_ERROR_CANCELLED; it stays until
 *   another takes its place
 */
void
mado_database_set_cancellable (MadoDatabase *self, GCancellable *cancellable)
{
  self->cancellable = cancellable;
}

/**
 * mado_database_checkpoint:
 * @self: the database that writes, between two transactions
 * @error: where to put what went wrong; what was committed stays in the log
 *
 * Brings the log into the file once it is long, as far as no reader still needs the old pages.
 *
 * Returns: whether nothing went wrong
 */
gboolean
mado_database_checkpoint (MadoDatabase *self, GError **error)
{
  int result;

  if (self->n_log_pages < CHECKPOINT_PAGES)
    return TRUE;
  self->n_log_pages = 0;
  result = sqlite3_wal_checkpoint_v2 (self->connection, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  if (result != SQLITE_OK)
    mado_database_set_error (self, result, error);

  return result == SQLITE_OK;
}

/**
 * mado_database_empty_log:
 * @self: the database that writes, between two transactions
 * @error: %MADO_STORE_ERROR_IN_USE while a reader needs what is in the log
 *
 * Returns: whether all of the log is in the file, and nothing is in the log
 */
gboolean
mado_database_empty_log (MadoDatabase *self, GError **error)
{
  int result = sqlite3_wal_checkpoint_v2 (self->connection, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

  if (result != SQLITE_OK)
    mado_database_set_error (self, result, error);

  return result == SQLITE_OK;
}
