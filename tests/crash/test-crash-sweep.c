/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SQLCipher on the disk that loses power: what a setting promises holds, and what it does not promise is seen to fail.
 */

#include "mado-crash-sweep.h"

#include "crash-ward.h"

#define N_CUTS 2000
#define N_COMMITS 60
#define WAL "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 40; "

typedef struct {
  const char *path;
  const char *settings;
  gboolean is_plain;
  gboolean is_lying;
} Setting;

typedef struct {
  const Setting *setting;
  guint counts[CRASH_WARD_N_STATES];
} Tally;

static const char *const words[CRASH_WARD_N_STATES] = { NULL, "unreadable", "half a transaction", "a lost commit",
                                                        "corrupt" };

static const char *
check_cb (MadoCrashDisk *disk, guint promise, gpointer data)
{
  Tally *tally = data;
  CrashWardState state = crash_ward_check (disk, tally->setting->is_plain, promise);

  tally->counts[state]++;

  return words[state];
}

/* Works on a new disk, then cuts the power at every event of that work. */
static guint
sweep (Tally *tally)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();
  sqlite3 *database;
  guint first, n_failed;

  if (tally->setting->is_lying)
    mado_crash_disk_lie (disk);
  database = crash_ward_open (disk, tally->setting->is_plain);
  crash_ward_set_up (database, tally->setting->settings);
  first = mado_crash_disk_count_events (disk);
  for (guint i = 2; i <= N_COMMITS; i++) {
    crash_ward_commit (database, i);
    mado_crash_disk_mark (disk, i);
  }
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);

  n_failed = mado_crash_sweep (disk, first, N_CUTS, check_cb, tally);
  for (guint i = 0; i < CRASH_WARD_N_STATES; i++)
    g_test_message ("%s: %u", i == CRASH_WARD_SOUND ? "sound" : words[i], tally->counts[i]);

  return n_failed;
}

static void
test_keeps (gconstpointer setting)
{
  Tally tally = { .setting = setting };

  g_assert_cmpuint (sweep (&tally), ==, 0);
  g_assert_cmpuint (tally.counts[CRASH_WARD_SOUND], >, 0);
}

/* Whole, but not all of it. */
static void
test_loses (gconstpointer setting)
{
  Tally tally = { .setting = setting };

  g_assert_cmpuint (sweep (&tally), ==, tally.counts[CRASH_WARD_LOST]);
  g_assert_cmpuint (tally.counts[CRASH_WARD_LOST], >, N_CUTS / 100);
}

static void
test_breaks (gconstpointer setting)
{
  Tally tally = { .setting = setting };

  g_assert_cmpuint (sweep (&tally), >, N_CUTS / 10);
  g_assert_cmpuint (tally.counts[CRASH_WARD_UNREADABLE], >, 0);
  g_assert_cmpuint (tally.counts[CRASH_WARD_TORN], >, 0);
  g_assert_cmpuint (tally.counts[CRASH_WARD_LOST], >, 0);
  g_assert_cmpuint (tally.counts[CRASH_WARD_CORRUPT], >, 0);
}

static const Setting keeping[] = {
  { "/crash-sweep/keeps/log-full", WAL "PRAGMA synchronous = FULL" },
  { "/crash-sweep/keeps/log-full-plain", WAL "PRAGMA synchronous = FULL", .is_plain = TRUE },
  { "/crash-sweep/keeps/journal-deleted-extra", "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA" },
  { "/crash-sweep/keeps/journal-truncated-full", "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL" },
  { "/crash-sweep/keeps/journal-kept-full", "PRAGMA journal_mode = PERSIST; PRAGMA synchronous = FULL" },
};

/* A journal whose deletion is not synced comes back and undoes its transaction: only EXTRA promises more. */
static const Setting losing[] = {
  { "/crash-sweep/loses/log-normal", WAL "PRAGMA synchronous = NORMAL" },
  { "/crash-sweep/loses/journal-deleted-full", "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL" },
};

static const Setting breaking[] = {
  { "/crash-sweep/breaks/log-off", WAL "PRAGMA synchronous = OFF" },
  { "/crash-sweep/breaks/journal-off", "PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF" },
  { "/crash-sweep/breaks/log-full-on-a-disk-that-lies", WAL "PRAGMA synchronous = FULL", .is_lying = TRUE },
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
