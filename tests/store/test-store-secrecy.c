/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nothing that was saved can be read anywhere on the disk: not in the file, its log, a backup, nor in a temporary file.
 * SQLite's own files pass a VFS that looks at every write. */

#include "mado-backup.h"
#include "mado-erasure.h"
#include "mado-fault-vfs.h"
#include "mado-queue-page.h"
#include "mado-schema.h"
#include "mado-search.h"
#include "mado-statement.h"
#include "mado-transaction.h"
#include "mado-typing.h"
#include "replica-service.h"
#include "replica-terminal.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlcipher/sqlite3.h>
#include <string.h>
#include <unistd.h>

#define LARGEST_MAPPING (256 * 1024 * 1024) /* what is larger is no heap of ours, but a tool's */
#define N_PERSONS 20000                     /* some megabytes, sorted several times over a cache of one */

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
  database = store_sample_create_first (sample);
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

/* --- the work of a day -------------------------------------------------------------------------------------------- */

#define N_APPLICANTS 200

static void
save_applicants (ReplicaTerminal *self)
{
  for (guint i = 0; i < N_APPLICANTS; i++) {
    g_autofree char *number = g_strdup_printf ("%010u", i);
    const ReplicaApplication application = { number, words[0], "1997-01-01", words[1] };
    g_autoptr (MadoOperation) reception = replica_office_receive (self->office, &application);
    g_autoptr (GError) error = NULL;

    replica_office_save (self->office, self->replica, reception, &error);
    g_assert_no_error (error);
  }
}

/* All of it goes to a service and comes back, as to a terminal that is new. */
static void
import_applicants (ReplicaTerminal *self)
{
  g_autoptr (ReplicaService) service = replica_service_new (self->office->programme);
  const MadoInstant now = replica_office_get_now (self->office);
  g_autoptr (GError) error = NULL;
  MadoHelloReply hello;

  replica_service_receive (service, self->replica, &self->office->person, now);
  hello = replica_service_greet (service, self->replica);
  g_assert_true (mado_replica_begin_loading (self->replica, &hello, NULL));
  replica_service_load (service, self->replica, &self->office->person, &error);
  g_assert_no_error (error);
  g_assert_true (mado_replica_finish_loading (self->replica, NULL));
}

static void
look_for_applicants (ReplicaTerminal *self, guint n_expected)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  const MadoQueueList list = { self->office->programme, "intake", columns };
  const MadoQueueQuery query = { .from = MADO_QUEUE_AT, .limit = N_APPLICANTS };
  g_autoptr (GPtrArray) page = NULL;
  g_autoptr (GArray) hits =
      mado_search_load_page (self->database, self->office->programme, words[0], NULL, N_APPLICANTS, NULL);

  g_ptr_array_add (columns, (gpointer) "name");
  page = mado_queue_load_page (self->database, &list, &query, NULL);
  g_assert_cmpuint (hits->len, ==, n_expected);
  g_assert_cmpuint (page->len, ==, n_expected);
}

/* A definition by which lists are sorted and people found anew. */
static void
follow_programme (ReplicaTerminal *self)
{
  g_clear_pointer (&self->replica, mado_replica_free);
  g_clear_pointer (&self->database, mado_database_free);
  replica_office_publish (self->office, "\"order\": [\"received_on\", \"control_no\"]", "\"order\": [\"birth_date\"]");
  replica_office_publish (self->office, "\"label\": \"職業\",           \"type\": \"text\",    \"max\": 40, ",
                          "\"label\": \"職業\", \"type\": \"address\", ");
  replica_terminal_restart (self);
}

static void
type_and_erase (ReplicaTerminal *self)
{
  const MadoInstant now = replica_office_get_now (self->office);
  g_autoptr (GPtrArray) entries = mado_journal_list (self->database, 0, 1, NULL);
  const MadoJournalEntry *first = g_ptr_array_index (entries, 0);
  g_autoptr (GBytes) typed = g_bytes_new_static (words[0], strlen (words[0]));

  g_assert_true (mado_typing_keep (self->database, "case", first->entity, typed, now, NULL));
  g_assert_true (mado_replica_erase (self->replica, first->entity, "保存期間満了", now, NULL));
}

static void
test_nothing_of_people_is_written_in_a_day (void)
{
  ReplicaTerminal terminal = { 0 };

  store_sample_set_up (&terminal.sample, NULL);
  terminal.sample.place.vfs = MADO_FAULT_VFS;
  terminal.sample.place.cache_limit = 1024;
  mado_fault_vfs_watch (words);
  replica_terminal_settle_in (&terminal, "ninpu-r7.json");
  save_applicants (&terminal);
  look_for_applicants (&terminal, N_APPLICANTS);
  import_applicants (&terminal);
  look_for_applicants (&terminal, N_APPLICANTS);
  assert_nothing_readable (terminal.sample.folder);
  follow_programme (&terminal);
  type_and_erase (&terminal);
  look_for_applicants (&terminal, N_APPLICANTS - 1);
  assert_nothing_readable (terminal.sample.folder);
  g_assert_cmpuint (mado_fault_vfs_get_n_sightings (), ==, 0);
  g_assert_cmpuint (mado_fault_vfs_get_n_temporary (), ==, 0);
  replica_terminal_tear_down (&terminal, NULL);
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

#define VEIL 0x55

/* A key and its spelling, veiled, so that whoever looks for them does not find the note of what he looks for. */
typedef struct {
  guint8 raw[MADO_DATA_KEY_SIZE];
  guint8 spelled[MADO_DATA_KEY_SIZE * 2];
} Traces;

static void
veil_key (const StoreSample *sample, Traces *out_traces)
{
  static const char digits[] = "0123456789abcdef";
  g_autofree char *key = store_sample_name (sample, ".key");
  g_autoptr (MadoSecret) data_key = mado_key_file_open (key, sample->profile.id, &sample->shares, NULL);
  const guint8 *bytes = mado_secret_get_bytes (data_key);

  for (gsize i = 0; i < MADO_DATA_KEY_SIZE; i++) {
    out_traces->raw[i] = bytes[i] ^ VEIL;
    out_traces->spelled[i * 2] = (guint8) digits[bytes[i] >> 4] ^ VEIL;
    out_traces->spelled[i * 2 + 1] = (guint8) digits[bytes[i] & 0xF] ^ VEIL;
  }
}

static guint
count_in (const guint8 *memory, gsize size, const guint8 *veiled, gsize length)
{
  const guint8 *end = memory + size;
  guint count = 0;

  for (const guint8 *at = memory; (at = memchr (at, veiled[0] ^ VEIL, (gsize) (end - at))) != NULL; at++) {
    gsize n_equal = 0;

    while (n_equal < length && at + n_equal < end && at[n_equal] == (veiled[n_equal] ^ VEIL))
      n_equal++;
    count += n_equal == length;
  }

  return count;
}

static guint
count_in_mapping (int memory, guint64 from, guint64 to, const Traces *traces)
{
  gsize size = (gsize) (to - from);
  g_autofree guint8 *copy = g_malloc (size);
  gssize n = pread (memory, copy, size, (off_t) from);
  guint count = 0;

  if (n > 0)
    count = count_in (copy, (gsize) n, traces->raw, sizeof traces->raw) +
            count_in (copy, (gsize) n, traces->spelled, sizeof traces->spelled);
  memset (copy, 0, size);

  return count;
}

/* How often the key lies in this process's memory, wherever it may write. */
static guint
count_in_memory (const Traces *traces)
{
  g_autofd int memory = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  guint count = 0;

  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++) {
    char *end = NULL;
    guint64 from = g_ascii_strtoull (lines[i], &end, 16);
    guint64 to = *end == '-' ? g_ascii_strtoull (end + 1, &end, 16) : 0;

    if (g_str_has_prefix (end, " rw") && to - from < LARGEST_MAPPING)
      count += count_in_mapping (memory, from, to, traces);
  }

  return count;
}

static void
test_nothing_of_the_key_stays_in_memory (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDatabase) database = store_sample_create (sample);
  g_autoptr (MadoDatabase) reader = mado_database_open_reader (database, 0, NULL);
  Traces traces;

  veil_key (sample, &traces);
  g_assert_cmpuint (count_in_memory (&traces), >, 0);
  g_clear_pointer (&reader, mado_database_free);
  g_clear_pointer (&database, mado_database_free);
  g_assert_cmpuint (count_in_memory (&traces), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_fault_vfs_register ();

  store_sample_add ("/store-secrecy/nothing-readable-is-ever-written", test_nothing_readable_is_ever_written);
  g_test_add_func ("/store-secrecy/nothing-of-people-is-written-in-a-day", test_nothing_of_people_is_written_in_a_day);
  store_sample_add ("/store-secrecy/the-watch-would-have-seen-it", test_the_watch_would_have_seen_it);
  store_sample_add ("/store-secrecy/the-key-is-in-no-file", test_the_key_is_in_no_file);
  store_sample_add ("/store-secrecy/nothing-of-the-key-stays-in-memory", test_nothing_of_the_key_stays_in_memory);

  return g_test_run ();
}
