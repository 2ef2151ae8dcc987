/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SQLCipher with several connections on the disk that loses power, and what it lets one read of their work. */

#include <string.h>

#include "crash-ward.h"
#include "mado-crash-sweep.h"

#define WAL "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
#define NAME "Kabukicho Hanako"

static void
assert_number (sqlite3 *database, const char *expected)
{
  g_autofree char *number = crash_ward_ask (database, "SELECT number FROM last");

  g_assert_cmpstr (number, ==, expected);
}

static void
assert_busy (sqlite3 *database, const char *sql)
{
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_BUSY);
}

static void
commit_range (MadoCrashDisk *disk, sqlite3 *database, guint first, guint last)
{
  for (guint i = first; i <= last; i++) {
    crash_ward_commit (database, i);
    mado_crash_disk_mark (disk, i);
  }
}

static const char *
check_cb (MadoCrashDisk *disk, guint promise, gpointer data)
{
  return crash_ward_check (disk, FALSE, promise) == CRASH_WARD_SOUND ? NULL : "not sound";
}

/* While somebody reads, a checkpoint stops in the middle, and what comes after goes to the end of the log. */
static void
test_reader_in_the_way (void)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();
  sqlite3 *writer = crash_ward_open (disk, FALSE);
  sqlite3 *reader = crash_ward_open (disk, FALSE);
  guint first;

  crash_ward_set_up (writer, WAL "PRAGMA wal_autocheckpoint = 0");
  first = mado_crash_disk_count_events (disk);
  commit_range (disk, writer, 2, 10);
  crash_ward_run (reader, "BEGIN");
  assert_number (reader, "10");
  commit_range (disk, writer, 11, 20);
  crash_ward_run (writer, "PRAGMA wal_checkpoint(PASSIVE)");
  commit_range (disk, writer, 21, 30);
  assert_number (reader, "10");
  g_assert_true (crash_ward_is_whole (reader));
  crash_ward_run (reader, "COMMIT");
  assert_number (reader, "30");
  crash_ward_run (writer, "PRAGMA wal_checkpoint(RESTART)");
  commit_range (disk, writer, 31, 40);
  g_assert_cmpint (sqlite3_close (reader), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (writer), ==, SQLITE_OK);

  g_assert_cmpuint (mado_crash_sweep (disk, first, 2000, check_cb, NULL), ==, 0);
}

static void
test_second_writer (void)
{
  static const char *const modes[] = { "PRAGMA journal_mode = WAL", "PRAGMA journal_mode = DELETE" };

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++) {
    g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();
    sqlite3 *first = crash_ward_open (disk, FALSE);
    sqlite3 *second = crash_ward_open (disk, FALSE);

    crash_ward_set_up (first, modes[i]);
    crash_ward_run (first, "BEGIN IMMEDIATE");
    assert_busy (second, "BEGIN IMMEDIATE");
    crash_ward_run (first, "UPDATE last SET number = 7; COMMIT");
    assert_number (second, "7");
    crash_ward_run (second, "BEGIN IMMEDIATE");
    assert_busy (first, "BEGIN IMMEDIATE");
    crash_ward_run (second, "ROLLBACK");
    sqlite3_close (first);
    sqlite3_close (second);
  }
}

/* Where there is no log, a reader holds the commit up, and a commit that waits lets no new reader in. */
static void
test_reader_before_commit (void)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();
  sqlite3 *writer = crash_ward_open (disk, FALSE);
  sqlite3 *reader = crash_ward_open (disk, FALSE);
  sqlite3 *late = crash_ward_open (disk, FALSE);

  crash_ward_set_up (writer, "PRAGMA journal_mode = DELETE");
  crash_ward_run (reader, "BEGIN");
  assert_number (reader, "1");
  crash_ward_run (writer, "BEGIN IMMEDIATE; UPDATE last SET number = 2");
  assert_busy (writer, "COMMIT");
  assert_busy (late, "SELECT * FROM last");
  assert_number (reader, "1");
  crash_ward_run (reader, "COMMIT");
  crash_ward_run (writer, "COMMIT");
  assert_number (late, "2");
  sqlite3_close (reader);
  sqlite3_close (late);
  sqlite3_close (writer);
}

typedef struct {
  MadoCrashDisk *disk;
  gint is_done;
  guint n_broken;
} Reading;

static gpointer
read_thread (gpointer data)
{
  Reading *reading = data;
  sqlite3 *database = crash_ward_open (reading->disk, FALSE);

  sqlite3_busy_timeout (database, 10000);
  while (!g_atomic_int_get (&reading->is_done))
    if (!crash_ward_is_whole (database))
      reading->n_broken++;
  sqlite3_close (database);

  return NULL;
}

static void
test_reader_thread (void)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();
  sqlite3 *writer = crash_ward_open (disk, FALSE);
  Reading reading = { .disk = disk };
  GThread *thread;

  crash_ward_set_up (writer, WAL "PRAGMA wal_autocheckpoint = 20");
  thread = g_thread_new ("reader", read_thread, &reading);
  commit_range (disk, writer, 2, 300);
  g_atomic_int_set (&reading.is_done, TRUE);
  g_thread_join (thread);
  g_assert_cmpuint (reading.n_broken, ==, 0);
  sqlite3_close (writer);
}

/* The power goes off again while the database is being put right, and a third time. */
static const char *
check_again_cb (MadoCrashDisk *disk, guint promise, gpointer data)
{
  guint depth = GPOINTER_TO_UINT (data);
  guint first = mado_crash_disk_count_events (disk);
  const char *fault = check_cb (disk, promise, NULL);
  guint n_places = mado_crash_disk_count_events (disk) - first;
  g_autoptr (MadoCrashReplay) replay = mado_crash_replay_new (disk);

  for (guint i = 0; fault == NULL && depth > 0 && i < 4; i++) {
    g_autoptr (MadoCrashDisk) cut = mado_crash_replay_cut (replay, first + n_places * i / 4, n_places * 31 + i);

    fault = check_again_cb (cut, promise, GUINT_TO_POINTER (depth - 1));
  }

  return fault;
}

static void
test_cut_again (void)
{
  static const char *const settings[] = { WAL "PRAGMA wal_autocheckpoint = 20",
                                          "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA" };

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++) {
    g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();
    sqlite3 *database = crash_ward_open (disk, FALSE);
    guint first;

    crash_ward_set_up (database, settings[i]);
    first = mado_crash_disk_count_events (disk);
    commit_range (disk, database, 2, 20);
    sqlite3_close (database);
    g_assert_cmpuint (mado_crash_sweep (disk, first, 50, check_again_cb, GUINT_TO_POINTER (2)), ==, 0);
  }
}

static gboolean
is_seen (gboolean is_plain, const char *sql)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();
  sqlite3 *database = crash_ward_open (disk, is_plain);

  crash_ward_run (database, WAL "CREATE TABLE person (name TEXT) STRICT");
  crash_ward_run (database, sql);
  sqlite3_close (database);

  return mado_crash_disk_contains (disk, NAME, strlen (NAME));
}

static void
test_plain_text (void)
{
  const char *insert = "INSERT INTO person VALUES ('" NAME "')";

  g_assert_true (is_seen (TRUE, insert));
  g_assert_false (is_seen (FALSE, insert));
}

#define SORT                                                                                                           \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)"                                   \
  "SELECT '" NAME "' || i AS name FROM n ORDER BY name"

#define SMALL_CACHE "PRAGMA cache_size = 10;"

/* A large sort goes through a temporary file, in clear: only its setting keeps names out of it. */
static void
test_temporary_file (void)
{
  g_assert_true (is_seen (FALSE, SMALL_CACHE "PRAGMA temp_store = FILE;" SORT));
  g_assert_false (is_seen (FALSE, SMALL_CACHE "PRAGMA temp_store = MEMORY;" SORT));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crash-vfs/a-reader-in-the-way-of-a-checkpoint-harms-nothing", test_reader_in_the_way);
  g_test_add_func ("/crash-vfs/one-writer-at-a-time", test_second_writer);
  g_test_add_func ("/crash-vfs/a-reader-holds-a-commit-up-without-a-log", test_reader_before_commit);
  g_test_add_func ("/crash-vfs/a-reader-in-another-thread-sees-whole-commits", test_reader_thread);
  g_test_add_func ("/crash-vfs/the-power-may-go-off-again", test_cut_again);
  g_test_add_func ("/crash-vfs/plain-text-is-seen-where-there-is-no-encryption", test_plain_text);
  g_test_add_func ("/crash-vfs/plain-text-is-seen-in-temporary-files", test_temporary_file);

  return g_test_run ();
}
