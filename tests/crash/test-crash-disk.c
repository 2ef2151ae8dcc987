/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a power cut may leave of a disk, and what it may not. */

#include <string.h>

#include "mado-crash-account.h"
#include "mado-crash-replay.h"

#define N_SEEDS 400
#define SECTOR 512

/* What is found under @path after a cut at the end: %NULL where there is no such file. */
static GString *
load_after_cut (MadoCrashReplay *replay, guint n_events, guint32 seed, const char *path)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_replay_cut (replay, n_events, seed);
  GString *text;
  guint file;

  if (!mado_crash_disk_open_file (disk, path, FALSE, &file))
    return NULL;
  text = g_string_new (NULL);
  g_string_set_size (text, (gsize) mado_crash_disk_get_size (disk, file));
  g_assert_cmpuint (mado_crash_disk_read (disk, file, text->str, text->len, 0), ==, text->len);

  return text;
}

/* The different things that are found under @path, as texts; "-" where there is no file. */
static GHashTable *
collect_outcomes (MadoCrashDisk *disk, const char *path)
{
  g_autoptr (MadoCrashReplay) replay = mado_crash_replay_new (disk);
  GHashTable *outcomes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint32 seed = 0; seed < N_SEEDS; seed++) {
    g_autoptr (GString) found = load_after_cut (replay, mado_crash_disk_count_events (disk), seed, path);

    g_hash_table_add (outcomes, g_strdup (found == NULL ? "-" : found->str));
  }

  return outcomes;
}

static void
assert_outcomes (MadoCrashDisk *disk, const char *path, const char *const *expected)
{
  g_autoptr (GHashTable) outcomes = collect_outcomes (disk, path);

  for (guint i = 0; expected[i] != NULL; i++)
    if (!g_hash_table_contains (outcomes, expected[i]))
      g_error ("%s is never '%s'", path, expected[i]);
  g_assert_cmpuint (g_hash_table_size (outcomes), ==, g_strv_length ((char **) expected));
}

static guint
create (MadoCrashDisk *disk, const char *path)
{
  guint file;

  g_assert_true (mado_crash_disk_open_file (disk, path, TRUE, &file));

  return file;
}

static void
write_text (MadoCrashDisk *disk, guint file, const char *text, gint64 offset)
{
  mado_crash_disk_write (disk, file, text, strlen (text), offset);
}

/* A file that is there for certain. */
static guint
create_safe (MadoCrashDisk *disk, const char *path, const char *text)
{
  guint file = create (disk, path);

  write_text (disk, file, text, 0);
  mado_crash_disk_sync (disk, file);
  mado_crash_disk_sync_directory (disk);

  return file;
}

static void
test_synced (void)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();

  create_safe (disk, "a", "safe");
  assert_outcomes (disk, "a", (const char *const[]) { "safe", NULL });
}

static void
test_not_synced (void)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();
  guint file = create_safe (disk, "a", "....");

  write_text (disk, file, "1", 0);
  write_text (disk, file, "2", 3);
  assert_outcomes (disk, "a", (const char *const[]) { "....", "1...", "...2", "1..2", NULL });
}

static void
test_other_file_synced (void)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();
  guint first = create_safe (disk, "a", "old");
  guint second = create_safe (disk, "b", "old");

  write_text (disk, first, "new", 0);
  write_text (disk, second, "new", 0);
  mado_crash_disk_sync (disk, second);
  assert_outcomes (disk, "a", (const char *const[]) { "old", "new", NULL });
  assert_outcomes (disk, "b", (const char *const[]) { "new", NULL });
}

static void
test_truncated (void)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();
  guint file = create_safe (disk, "a", "long");

  mado_crash_disk_truncate (disk, file, 1);
  assert_outcomes (disk, "a", (const char *const[]) { "long", "l", NULL });
  mado_crash_disk_sync (disk, file);
  assert_outcomes (disk, "a", (const char *const[]) { "l", NULL });
}

static void
test_created (void)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();
  guint file = create (disk, "a");

  write_text (disk, file, "text", 0);
  mado_crash_disk_sync (disk, file);
  assert_outcomes (disk, "a", (const char *const[]) { "-", "text", NULL });
  mado_crash_disk_sync_directory (disk);
  assert_outcomes (disk, "a", (const char *const[]) { "text", NULL });
}

static void
test_deleted (void)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();

  create_safe (disk, "a", "text");
  g_assert_true (mado_crash_disk_delete (disk, "a"));
  assert_outcomes (disk, "a", (const char *const[]) { "text", "-", NULL });
  mado_crash_disk_sync_directory (disk);
  assert_outcomes (disk, "a", (const char *const[]) { "-", NULL });
  g_assert_false (mado_crash_disk_delete (disk, "a"));
}

static void
test_made_anew (void)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();
  guint file;

  create_safe (disk, "a", "old");
  mado_crash_disk_delete (disk, "a");
  file = create (disk, "a");
  write_text (disk, file, "new", 0);
  mado_crash_disk_sync (disk, file);
  assert_outcomes (disk, "a", (const char *const[]) { "old", "-", "new", NULL });
}

static void
test_temporary (void)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();
  g_autoptr (MadoCrashReplay) replay = NULL;
  g_autoptr (MadoCrashDisk) cut = NULL;
  guint file = create (disk, NULL);

  write_text (disk, file, "secret", 0);
  mado_crash_disk_sync (disk, file);
  mado_crash_disk_sync_directory (disk);
  replay = mado_crash_replay_new (disk);
  cut = mado_crash_replay_cut (replay, mado_crash_disk_count_events (disk), 1);
  g_assert_cmpuint (mado_crash_disk_count_files (cut), ==, 0);
  g_assert_true (mado_crash_disk_contains (disk, "secret", 6));
}

static void
test_lie (void)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();

  mado_crash_disk_lie (disk);
  create_safe (disk, "a", "text");
  assert_outcomes (disk, "a", (const char *const[]) { "-", "", "text", NULL });
  g_assert_cmpuint (mado_crash_account_count_syncs (disk, "a"), ==, 1);
}

/* Old and new sectors stand beside each other, each of them whole. */
static void
test_torn (void)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();
  g_autoptr (MadoCrashReplay) replay = NULL;
  g_autofree char *old = g_strnfill (4 * SECTOR, 'o');
  g_autofree char *new = g_strnfill (3 * SECTOR, 'n');
  guint file = create_safe (disk, "a", old);
  guint n_torn = 0;

  write_text (disk, file, new, 100);
  replay = mado_crash_replay_new (disk);
  for (guint32 seed = 0; seed < N_SEEDS; seed++) {
    g_autoptr (GString) found = load_after_cut (replay, mado_crash_disk_count_events (disk), seed, "a");
    const char *text = found->str;
    gboolean has_old = memchr (text + 100, 'o', 3 * SECTOR) != NULL;

    g_assert_cmpuint (found->len, ==, 4 * SECTOR);
    g_assert_null (memchr (text, 'n', 100));
    g_assert_null (memchr (text + 100 + 3 * SECTOR, 'n', SECTOR - 100));
    for (guint i = 101; i < 3 * SECTOR + 100; i++)
      g_assert_true (text[i] == text[i - 1] || i % SECTOR == 0);
    n_torn += has_old && memchr (text, 'n', 4 * SECTOR) != NULL ? 1 : 0;
  }
  g_assert_cmpuint (n_torn, >, N_SEEDS / 10);
}

/* Also where the replay has to go back. */
static void
test_same_again (void)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();
  g_autoptr (MadoCrashReplay) replay = NULL;
  guint file = create_safe (disk, "a", "....");

  for (guint i = 0; i < 8; i++)
    write_text (disk, file, "x", i);
  mado_crash_disk_sync (disk, file);
  mado_crash_disk_delete (disk, "a");
  mado_crash_disk_sync_directory (disk);
  replay = mado_crash_replay_new (disk);
  for (guint32 seed = 0; seed < N_SEEDS; seed++) {
    g_autoptr (MadoCrashReplay) fresh = mado_crash_replay_new (disk);
    guint n_events = seed * 7 % (mado_crash_disk_count_events (disk) + 1);
    g_autoptr (GString) first = load_after_cut (fresh, n_events, seed, "a");
    g_autoptr (GString) again = load_after_cut (replay, n_events, seed, "a");

    g_assert_cmpstr (first == NULL ? NULL : first->str, ==, again == NULL ? NULL : again->str);
  }
}

static void
test_marks (void)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();

  mado_crash_disk_mark (disk, 3);
  create_safe (disk, "a", "text");
  mado_crash_disk_mark (disk, 4);
  g_assert_cmpuint (mado_crash_account_get_promise (disk, 0), ==, 0);
  g_assert_cmpuint (mado_crash_account_get_promise (disk, 1), ==, 3);
  g_assert_cmpuint (mado_crash_account_get_promise (disk, mado_crash_disk_count_events (disk) - 1), ==, 3);
  g_assert_cmpuint (mado_crash_account_get_promise (disk, mado_crash_disk_count_events (disk)), ==, 4);
}

static void
test_counts (void)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();
  guint file = create_safe (disk, "a", "text");

  write_text (disk, file, "more", 2);
  write_text (disk, create (disk, NULL), "temporary", 0);
  g_assert_cmpuint (mado_crash_account_count_bytes (disk, "a"), ==, 8);
  g_assert_cmpuint (mado_crash_account_count_bytes (disk, NULL), ==, 17);
  g_assert_cmpuint (mado_crash_account_count_bytes (disk, "b"), ==, 0);
  g_assert_cmpuint (mado_crash_account_count_syncs (disk, NULL), ==, 1);
  g_assert_cmpint (mado_crash_disk_get_size (disk, file), ==, 6);
  g_assert_false (mado_crash_disk_contains (disk, "else", 4));
}

static void
test_hole (void)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();
  guint file = create (disk, "a");
  char bytes[6];

  write_text (disk, file, "x", 4);
  g_assert_cmpuint (mado_crash_disk_read (disk, file, bytes, sizeof bytes, 1), ==, 4);
  g_assert_cmpmem (bytes, 4, "\0\0\0x", 4);
  g_assert_cmpuint (mado_crash_disk_read (disk, file, bytes, sizeof bytes, 5), ==, 0);
}

static void
test_shared_memory (void)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();
  MadoCrashLocks *locks = mado_crash_disk_get_locks (disk, create (disk, "a"));
  MadoCrashHolder first = { 0 }, second = { 0 };
  char *region = mado_crash_locks_map (locks, &first, 1, 64, TRUE);

  region[63] = 'x';
  g_assert_true (mado_crash_locks_map (locks, &second, 1, 64, FALSE) == region);
  g_assert_null (mado_crash_locks_map (locks, &second, 2, 64, FALSE));
  mado_crash_locks_unmap (locks, &first);
  g_assert_true (mado_crash_locks_map (locks, &second, 1, 64, FALSE) == region);
  mado_crash_locks_unmap (locks, &second);
  g_assert_null (mado_crash_locks_map (locks, &first, 1, 64, FALSE));
  mado_crash_locks_unmap (locks, &first);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crash-disk/what-is-synced-is-there", test_synced);
  g_test_add_func ("/crash-disk/what-is-not-synced-may-be-there", test_not_synced);
  g_test_add_func ("/crash-disk/a-sync-is-about-one-file", test_other_file_synced);
  g_test_add_func ("/crash-disk/a-file-not-synced-may-keep-its-length", test_truncated);
  g_test_add_func ("/crash-disk/a-new-name-needs-a-synced-directory", test_created);
  g_test_add_func ("/crash-disk/a-deleted-file-may-be-back", test_deleted);
  g_test_add_func ("/crash-disk/a-file-made-anew-may-be-the-old-one", test_made_anew);
  g_test_add_func ("/crash-disk/a-temporary-file-is-gone-but-was-seen", test_temporary);
  g_test_add_func ("/crash-disk/a-disk-that-lies-loses-what-was-synced", test_lie);
  g_test_add_func ("/crash-disk/writes-tear-between-sectors-only", test_torn);
  g_test_add_func ("/crash-disk/a-seed-gives-the-same-cut-again", test_same_again);
  g_test_add_func ("/crash-disk/marks-tell-what-was-promised", test_marks);
  g_test_add_func ("/crash-disk/counts-what-was-written", test_counts);
  g_test_add_func ("/crash-disk/a-hole-reads-as-zeros", test_hole);
  g_test_add_func ("/crash-disk/shared-memory-goes-with-its-last-user", test_shared_memory);

  return g_test_run ();
}
