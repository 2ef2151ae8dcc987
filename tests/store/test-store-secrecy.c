/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nothing that was saved can be read anywhere on the disk: not in the file, its log, a backup, nor in a temporary file.
 * SQLite's own files pass a VFS that looks at every write. */

#include "mado-backup.h"
#include "mado-fault-vfs.h"
#include "mado-schema.h"
#include "mado-statement.h"
#include "mado-transaction.h"
#include "store-sample.h"

#include <sqlcipher/sqlite3.h>
#include <string.h>

#define N_PERSONS 20000 /* some megabytes, sorted several times over a cache of one */

static const char *const words[] = { "見本花子", "みほんはなこ", NULL };

static const char make_table[] = "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT, reading TEXT, text TEXT)";
static const char insert_persons[] =
    "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?1)"
    " INSERT INTO person (name, reading, text)"
    " SELECT '見本花子' || n * 7919 % 20011, 'みほんはなこ' || n, hex (zeroblob (100)) FROM number";

static void
assert_runs (MadoDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;

  mado_database_run_script (database, sql, &error);
  g_assert_no_error (error);
}

static void
insert (MadoDatabase *database)
{
  g_autoptr (MadoTransaction) transaction = mado_transaction_begin (database, NULL);
  g_autoptr (MadoStatement) statement = mado_statement_take (database, insert_persons);
  g_autoptr (GError) error = NULL;

  mado_statement_bind_int (statement, 1, N_PERSONS);
  mado_statement_run (statement, &error);
  g_assert_no_error (error);
  g_assert_true (mado_transaction_commit (g_steal_pointer (&transaction), NULL));
}

/* What makes SQLite want room: sorting, grouping, temporary tables, indexes, a rewrite, a statement that may fail. */
static void
work_hard (MadoDatabase *database)
{
  assert_runs (database, "SELECT name || reading || text FROM person ORDER BY name, text DESC");
  assert_runs (database, "SELECT DISTINCT name || text FROM person");
  assert_runs (database, "SELECT name, group_concat (text) FROM person GROUP BY name || id");
  assert_runs (database, "CREATE TEMP TABLE sorted AS SELECT * FROM person ORDER BY reading;"
                         "CREATE INDEX temp.by_name ON sorted (name, reading, text)");
  assert_runs (database, "CREATE INDEX person_by_name ON person (name, reading)");
  assert_runs (database, "BEGIN IMMEDIATE; UPDATE person SET name = name || id; ROLLBACK");
  assert_runs (database, "UPDATE person SET reading = reading || id; VACUUM");
}

static void
assert_nothing_readable (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *content = NULL;
    gsize size = 0;

    g_assert_true (g_file_get_contents (path, &content, &size, NULL));
    for (gsize i = 0; words[i] != NULL; i++)
      g_assert_null (memmem (content, size, words[i], strlen (words[i])));
    g_assert_null (memmem (content, size, "SQLite format 3", strlen ("SQLite format 3")));
  }
}

static void
migrate (StoreSample *sample, MadoDatabase *database)
{
  g_autofree char *backup = store_sample_name (sample, ".backup");
  const MadoMigration migrations[] = {
    { 1, "" },
    { 2, "CREATE TABLE kept (name TEXT, reading TEXT) STRICT;"
         "INSERT INTO kept SELECT name, reading FROM person ORDER BY reading DESC;"
         "PRAGMA user_version = 2" },
  };
  g_autoptr (GError) error = NULL;

  mado_schema_migrate (database, migrations, G_N_ELEMENTS (migrations), backup, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
}

static void
test_nothing_readable_is_ever_written (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDatabase) database = NULL;

  sample->place.vfs = MADO_FAULT_VFS;
  sample->place.cache_limit = 1024;
  database = store_sample_create (sample);
  mado_fault_vfs_watch (words);
  assert_runs (database, make_table);
  insert (database);
  work_hard (database);
  migrate (sample, database);
  assert_nothing_readable (sample->folder);
  g_clear_pointer (&database, mado_database_free);
  assert_nothing_readable (sample->folder);
  g_assert_cmpuint (mado_fault_vfs_get_n_sightings (), ==, 0);
  g_assert_cmpuint (mado_fault_vfs_get_n_temporary (), ==, 0);
}

/* That the eye sees: the same without a key, and with temporary files. */
static void
test_the_watch_would_have_seen_it (StoreSample *sample, gconstpointer data)
{
  sqlite3 *connection = NULL;
  g_autofree char *path = store_sample_name (sample, ".plain");

  g_assert_cmpint (sqlite3_open_v2 (path, &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, MADO_FAULT_VFS), ==,
                   SQLITE_OK);
  mado_fault_vfs_watch (words);
  sqlite3_exec (connection, make_table, NULL, NULL, NULL);
  sqlite3_exec (connection, "INSERT INTO person (name) VALUES ('見本花子')", NULL, NULL, NULL);
  g_assert_cmpuint (mado_fault_vfs_get_n_sightings (), >, 0);
  g_assert_cmpuint (mado_fault_vfs_get_n_temporary (), ==, 0);
  sqlite3_exec (connection,
                "PRAGMA temp_store = FILE; PRAGMA cache_size = 10; CREATE TEMP TABLE t AS"
                " WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 5000)"
                " SELECT hex (zeroblob (500)) || n FROM number",
                NULL, NULL, NULL);
  g_test_message ("%u temporary files", mado_fault_vfs_get_n_temporary ());
  g_assert_cmpuint (mado_fault_vfs_get_n_temporary (), >, 0);
  sqlite3_close (connection);
}

static void
test_the_key_is_in_no_file (StoreSample *sample, gconstpointer data)
{
  g_autofree char *key = store_sample_name (sample, ".key");
  g_autoptr (MadoDatabase) database = store_sample_create (sample);
  g_autoptr (MadoSecret) data_key = mado_key_file_open (key, sample->profile.id, &sample->shares, NULL);
  g_autoptr (GDir) files = g_dir_open (sample->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL) {
    g_autofree char *path = g_build_filename (sample->folder, name, NULL);
    g_autofree char *content = NULL;
    gsize size = 0;

    g_assert_true (g_file_get_contents (path, &content, &size, NULL));
    g_assert_null (memmem (content, size, mado_secret_get_bytes (data_key), MADO_DATA_KEY_SIZE));
    g_assert_null (memmem (content, size, "correct horse", strlen ("correct horse")));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_fault_vfs_register ();

  store_sample_add ("/store-secrecy/nothing-readable-is-ever-written", test_nothing_readable_is_ever_written);
  store_sample_add ("/store-secrecy/the-watch-would-have-seen-it", test_the_watch_would_have_seen_it);
  store_sample_add ("/store-secrecy/the-key-is-in-no-file", test_the_key_is_in_no_file);

  return g_test_run ();
}
