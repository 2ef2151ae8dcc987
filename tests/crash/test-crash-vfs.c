/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SQLCipher on the disk that loses power: what its settings promise holds, and what they do not promise is seen to
 * fail. */

#include <sqlite3.h>
#include <string.h>

#include "mado-crash-sweep.h"

#define KEY                                                                                                            \
  "PRAGMA cipher_log_level = NONE; PRAGMA key = "                                                                      \
  "\"x'2f1c5a907be3d84610f9a2c7b56e08d3417fca92e05b8d6631a4f87c09be52d1'\""
#define N_CUTS 2000
#define N_COMMITS 60
#define N_ROWS 3 /* of a commit */

typedef struct {
  const char *path;
  const char *settings;
  gboolean is_plain;
  gboolean is_lying;
} Setting;

/* How often the sweep saw what. */
typedef struct {
  const Setting *setting;
  guint n_unreadable;
  guint n_corrupt;
  guint n_torn;
  guint n_lost;
} Tally;

static sqlite3 *
open_database (const MadoCrashDisk *disk, gboolean is_plain)
{
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open_v2 ("ward.db", &database, flags, mado_crash_disk_get_vfs_name (disk)), ==, SQLITE_OK);
  if (!is_plain)
    g_assert_cmpint (sqlite3_exec (database, KEY, NULL, NULL, NULL), ==, SQLITE_OK);

  return database;
}

static void
run (sqlite3 *database, const char *sql)
{
  if (sqlite3_exec (database, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (database));
}

/* The first field of the first row; "" where there is none, %NULL where it cannot be read. */
static char *
ask (sqlite3 *database, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  char *answer = NULL;
  int status = sqlite3_prepare_v2 (database, sql, -1, &statement, NULL);

  if (status == SQLITE_OK)
    status = sqlite3_step (statement);
  if (status == SQLITE_ROW)
    answer = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  else if (status == SQLITE_DONE)
    answer = g_strdup ("");
  sqlite3_finalize (statement);

  return answer;
}

/* One commit: rows of many lengths, some over several pages, and the number of the commit. */
static void
commit (sqlite3 *database, guint number)
{
  g_autofree char *sql = g_strdup_printf (
      "BEGIN IMMEDIATE;"
      "INSERT INTO entry (commit_number, text) VALUES (%1$u, zeroblob(%2$u)), (%1$u, zeroblob(%3$u)), (%1$u, NULL);"
      "DELETE FROM entry WHERE commit_number = %1$u - 20;"
      "UPDATE last SET commit_number = %1$u;"
      "COMMIT",
      number, number * 131 % 1500, number % 7 == 0 ? 9000 : number * 57 % 700);

  run (database, sql);
}

/* With the first commit, which makes the rest safe where a setting does not. */
static void
set_up (sqlite3 *database, const char *settings)
{
  run (database, settings);
  run (database, "CREATE TABLE entry (id INTEGER PRIMARY KEY, commit_number INTEGER, text BLOB) STRICT;"
                 "CREATE INDEX entry_by_commit ON entry (commit_number);"
                 "CREATE TABLE last (id INTEGER PRIMARY KEY, commit_number INTEGER) STRICT;"
                 "INSERT INTO last VALUES (1, 0)");
  commit (database, 1);
  run (database, "PRAGMA wal_checkpoint(TRUNCATE)");
}

static const char *
check_rows (sqlite3 *database, guint promise, Tally *tally)
{
  g_autofree char *last = ask (database, "SELECT commit_number FROM last");
  g_autofree char *whole =
      ask (database, "SELECT (SELECT count(*) FROM entry) = 3 * min(20, commit_number) AND "
                     "(SELECT coalesce(max(commit_number), 0) FROM entry) = commit_number FROM last");

  if (last == NULL || whole == NULL) {
    tally->n_unreadable++;
    return "unreadable";
  }
  if (!g_str_equal (whole, "1")) {
    tally->n_torn++;
    return "half a transaction";
  }
  if (g_ascii_strtoull (last, NULL, 10) < promise) {
    tally->n_lost++;
    return "a lost commit";
  }

  return NULL;
}

/* The check of the cipher reads the file itself, so what still is in the log must be in it first. It is of no use with
 * a journal: that leaves out free pages which a transaction takes into use, and so they stay torn when it is undone. */
static char *
check_cipher (sqlite3 *database, const Tally *tally, const char *journal)
{
  if (tally->setting->is_plain || g_strcmp0 (journal, "wal") != 0)
    return g_strdup ("");

  return ask (database, "PRAGMA cipher_integrity_check");
}

static const char *
check_pages (sqlite3 *database, Tally *tally)
{
  g_autofree char *journal = ask (database, "PRAGMA journal_mode");
  g_autofree char *checkpoint = ask (database, "PRAGMA wal_checkpoint(TRUNCATE)");
  g_autofree char *structure = ask (database, "PRAGMA integrity_check");
  g_autofree char *cipher = check_cipher (database, tally, journal);

  if (g_strcmp0 (checkpoint, "0") == 0 && g_strcmp0 (structure, "ok") == 0 && g_strcmp0 (cipher, "") == 0)
    return NULL;
  tally->n_corrupt++;

  return "a corrupt file";
}

static const char *
check_database (MadoCrashDisk *disk, guint promise, gpointer data)
{
  Tally *tally = data;
  sqlite3 *database = open_database (disk, tally->setting->is_plain);
  const char *fault = check_rows (database, promise, tally);

  if (fault == NULL)
    fault = check_pages (database, tally);
  sqlite3_close (database);

  return fault;
}

/* Works on a new disk with a setting, then cuts the power at every event of that work. */
static guint
sweep (Tally *tally)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();
  sqlite3 *database;
  guint n_failed, first;

  if (tally->setting->is_lying)
    mado_crash_disk_lie (disk);
  database = open_database (disk, tally->setting->is_plain);
  set_up (database, tally->setting->settings);
  first = mado_crash_disk_count_events (disk);
  for (guint i = 2; i <= N_COMMITS; i++) {
    commit (database, i);
    mado_crash_disk_mark (disk, i);
  }
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
  n_failed = mado_crash_sweep (disk, first, N_CUTS, check_database, tally);
  g_test_message ("%u events, %u syncs: %u unreadable, %u corrupt, %u torn, %u lost",
                  mado_crash_disk_count_events (disk) - first, mado_crash_disk_count_syncs (disk, NULL),
                  tally->n_unreadable, tally->n_corrupt, tally->n_torn, tally->n_lost);

  return n_failed;
}

static void
test_keeps (gconstpointer setting)
{
  Tally tally = { .setting = setting };

  g_assert_cmpuint (sweep (&tally), ==, 0);
}

/* Whole, but not all of it. */
static void
test_loses (gconstpointer setting)
{
  Tally tally = { .setting = setting };

  g_assert_cmpuint (sweep (&tally), ==, tally.n_lost);
  g_assert_cmpuint (tally.n_lost, >, N_CUTS / 100);
}

static void
test_breaks (gconstpointer setting)
{
  Tally tally = { .setting = setting };

  g_assert_cmpuint (sweep (&tally), >, N_CUTS / 10);
  g_assert_cmpuint (tally.n_unreadable + tally.n_corrupt + tally.n_torn, >, 0);
}

#define WAL "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 40; "

static const Setting keeping[] = {
  { "/crash-vfs/keeps/log-full", WAL "PRAGMA synchronous = FULL" },
  { "/crash-vfs/keeps/log-full-plain", WAL "PRAGMA synchronous = FULL", .is_plain = TRUE },
  { "/crash-vfs/keeps/journal-deleted-extra", "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA" },
  { "/crash-vfs/keeps/journal-truncated-full", "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL" },
  { "/crash-vfs/keeps/journal-kept-full", "PRAGMA journal_mode = PERSIST; PRAGMA synchronous = FULL" },
};

/* A journal whose deletion was not synced comes back and undoes its transaction: below EXTRA that is what is promised.
 */
static const Setting losing[] = {
  { "/crash-vfs/loses/log-normal", WAL "PRAGMA synchronous = NORMAL" },
  { "/crash-vfs/loses/journal-deleted-full", "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL" },
};

static const Setting breaking[] = {
  { "/crash-vfs/breaks/log-off", WAL "PRAGMA synchronous = OFF" },
  { "/crash-vfs/breaks/journal-off", "PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF" },
  { "/crash-vfs/breaks/log-full-on-a-disk-that-lies", WAL "PRAGMA synchronous = FULL", .is_lying = TRUE },
};

static void
add_settings (const Setting *settings, gsize count, GTestDataFunc test)
{
  for (gsize i = 0; i < count; i++)
    g_test_add_data_func (settings[i].path, &settings[i], test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_settings (keeping, G_N_ELEMENTS (keeping), test_keeps);
  add_settings (losing, G_N_ELEMENTS (losing), test_loses);
  add_settings (breaking, G_N_ELEMENTS (breaking), test_breaks);

  return g_test_run ();
}
