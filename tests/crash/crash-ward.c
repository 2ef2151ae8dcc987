/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of the disk that loses power write to it, and how they find it again. */

#include "crash-ward.h"

#define KEY                                                                                                            \
  "PRAGMA cipher_log_level = NONE;"                                                                                    \
  "PRAGMA key = \"x'2f1c5a907be3d84610f9a2c7b56e08d3417fca92e05b8d6631a4f87c09be52d1'\""
#define WHOLE                                                                                                          \
  "SELECT (SELECT count(*) FROM entry) = 3 * min(20, number) AND "                                                     \
  "(SELECT coalesce(max(number), 0) FROM entry) = number FROM last"

/**
 * crash_ward_open:
 * @disk: a disk
 * @is_plain: whether without encryption
 *
 * Returns: (transfer full): a connection to its database, which is made where there is none
 */
sqlite3 *
crash_ward_open (const MadoCrashDisk *disk, gboolean is_plain)
{
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open_v2 ("ward.db", &database, flags, mado_crash_disk_get_vfs_name (disk)), ==, SQLITE_OK);
  if (!is_plain)
    crash_ward_run (database, KEY);

  return database;
}

/**
 * crash_ward_run:
 * @database: a connection
 * @sql: statements that must succeed
 */
void
crash_ward_run (sqlite3 *database, const char *sql)
{
  if (sqlite3_exec (database, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (database));
}

/**
 * crash_ward_ask:
 * @database: a connection
 * @sql: a question
 *
 * Returns: (transfer full) (nullable): the first field of the first row; "" where there is no row, %NULL where it
 *   cannot be read
 */
char *
crash_ward_ask (sqlite3 *database, const char *sql)
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

/**
 * crash_ward_set_up:
 * @database: a new database
 * @settings: statements before its first table
 *
 * Ends with the first commit, which makes the tables safe even under a setting that does not promise the last one.
 */
void
crash_ward_set_up (sqlite3 *database, const char *settings)
{
  crash_ward_run (database, settings);
  crash_ward_run (database, "CREATE TABLE entry (id INTEGER PRIMARY KEY, number INTEGER, body BLOB) STRICT;"
                            "CREATE INDEX entry_by_number ON entry (number);"
                            "CREATE TABLE last (id INTEGER PRIMARY KEY, number INTEGER) STRICT;"
                            "INSERT INTO last VALUES (1, 0)");
  crash_ward_commit (database, 1);
  crash_ward_run (database, "PRAGMA wal_checkpoint(TRUNCATE)");
}

/**
 * crash_ward_commit:
 * @database: a connection
 * @number: of the commit, from 1
 *
 * Adds three rows, some of them over several pages, and deletes those of twenty commits before.
 */
void
crash_ward_commit (sqlite3 *database, guint number)
{
  g_autofree char *sql = g_strdup_printf (
      "BEGIN IMMEDIATE;"
      "INSERT INTO entry (number, body) VALUES (%1$u, zeroblob(%2$u)), (%1$u, zeroblob(%3$u)), (%1$u, NULL);"
      "DELETE FROM entry WHERE number = %1$u - 20;"
      "UPDATE last SET number = %1$u;"
      "COMMIT",
      number, number * 131 % 1500, number % 7 == 0 ? 9000 : number * 57 % 700);

  crash_ward_run (database, sql);
}

/**
 * crash_ward_is_whole:
 * @database: a connection
 *
 * Returns: whether the rows of its last commit are there, and of none after it
 */
gboolean
crash_ward_is_whole (sqlite3 *database)
{
  g_autofree char *answer = crash_ward_ask (database, WHOLE);

  return g_strcmp0 (answer, "1") == 0;
}

static CrashWardState
check_rows (sqlite3 *database, guint promise)
{
  g_autofree char *last = crash_ward_ask (database, "SELECT number FROM last");
  g_autofree char *whole = crash_ward_ask (database, WHOLE);

  if (last == NULL || whole == NULL)
    return CRASH_WARD_UNREADABLE;
  if (!g_str_equal (whole, "1"))
    return CRASH_WARD_TORN;

  return g_ascii_strtoull (last, NULL, 10) < promise ? CRASH_WARD_LOST : CRASH_WARD_SOUND;
}

/* The check of the cipher reads the file itself, so what still is in the log must be in it first. It is of no use with
 * a journal: that leaves out free pages which a transaction takes into use, and so they stay torn when it is undone. */
static CrashWardState
check_pages (sqlite3 *database, gboolean is_plain)
{
  g_autofree char *journal = crash_ward_ask (database, "PRAGMA journal_mode");
  g_autofree char *checkpoint = crash_ward_ask (database, "PRAGMA wal_checkpoint(TRUNCATE)");
  g_autofree char *structure = crash_ward_ask (database, "PRAGMA integrity_check");
  g_autofree char *cipher = NULL;

  if (g_strcmp0 (checkpoint, "0") != 0 || g_strcmp0 (structure, "ok") != 0)
    return CRASH_WARD_CORRUPT;
  if (is_plain || g_strcmp0 (journal, "wal") != 0)
    return CRASH_WARD_SOUND;
  cipher = crash_ward_ask (database, "PRAGMA cipher_integrity_check");

  return g_strcmp0 (cipher, "") == 0 ? CRASH_WARD_SOUND : CRASH_WARD_CORRUPT;
}

/**
 * crash_ward_check:
 * @disk: a disk after a power cut
 * @is_plain: whether its database has no encryption
 * @promise: the last commit that had returned
 *
 * Returns: how the database is found
 */
CrashWardState
crash_ward_check (const MadoCrashDisk *disk, gboolean is_plain, guint promise)
{
  sqlite3 *database = crash_ward_open (disk, is_plain);
  CrashWardState state = check_rows (database, promise);

  if (state == CRASH_WARD_SOUND)
    state = check_pages (database, is_plain);
  sqlite3_close (database);

  return state;
}
