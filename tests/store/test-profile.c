/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The files of a profile from their making to their end, and everything that can be wrong with them. */

#include "mado-settings.h"
#include "mado-statement.h"
#include "mado-store-error.h"
#include "store-sample.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void
assert_stays_shut (StoreSample *sample, MadoStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_profile_open (&sample->place, &sample->profile, &sample->shares, &error));
  g_assert_error (error, MADO_STORE_ERROR, (int) code);
}

static void
save_setting (MadoDatabase *database, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  mado_settings_save (database, key, value, &error);
  g_assert_no_error (error);
}

static void
create_with_setting (StoreSample *sample)
{
  g_autoptr (MadoDatabase) database = store_sample_create (sample);

  save_setting (database, "color", "blue");
}

static void
test_what_was_saved_is_there_again (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDatabase) database = NULL;
  g_autofree char *color = NULL, *size = NULL;
  g_autoptr (GError) error = NULL;
  MadoProfile profile;

  create_with_setting (sample);
  database = store_sample_open (sample);
  color = store_sample_load_setting (database, "color");
  size = store_sample_load_setting (database, "size");
  g_assert_cmpstr (color, ==, "blue");
  g_assert_null (size);
  g_assert_true (mado_profile_load (database, &profile, &error));
  g_assert_cmpint (mado_id_compare (profile.device, sample->profile.device), ==, 0);
  g_assert_cmpstr (profile.ward, ==, sample->profile.ward);
}

static gint64
ask (MadoDatabase *database, const char *sql)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  g_assert_true (mado_statement_step (statement));

  return mado_statement_get_int (statement, 0);
}

static void
assert_set_up (MadoDatabase *database)
{
  const struct {
    const char *sql;
    gint64 answer;
  } pragmas[] = {
    { "PRAGMA temp_store", 2 },   { "PRAGMA synchronous", 2 },        { "PRAGMA secure_delete", 1 },
    { "PRAGMA foreign_keys", 1 }, { "PRAGMA trusted_schema", 0 },     { "PRAGMA cell_size_check", 1 },
    { "PRAGMA mmap_size", 0 },    { "PRAGMA wal_autocheckpoint", 0 }, { "PRAGMA cipher_page_size", 4096 },
    { "PRAGMA page_size", 4096 }, { "PRAGMA cache_size", -65536 },
  };
  g_autoptr (MadoStatement) version = mado_statement_take (database, "PRAGMA cipher_version");
  g_autoptr (MadoStatement) mode = mado_statement_take (database, "PRAGMA journal_mode");

  for (gsize i = 0; i < G_N_ELEMENTS (pragmas); i++) {
    g_test_message ("%s", pragmas[i].sql);
    g_assert_cmpint (ask (database, pragmas[i].sql), ==, pragmas[i].answer);
  }
  g_assert_true (mado_statement_step (version));
  g_assert_cmpstr (mado_statement_get_text (version, 0), !=, "");
  g_assert_true (mado_statement_step (mode));
  g_assert_cmpstr (mado_statement_get_text (mode, 0), ==, "wal");
}

static void
test_every_connection_is_set_up (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDatabase) writer = store_sample_create (sample);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDatabase) reader = mado_database_open_reader (writer, 0, &error);

  g_assert_no_error (error);
  assert_set_up (writer);
  assert_set_up (reader);
}

static void
test_a_reader_cannot_write (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDatabase) writer = store_sample_create (sample);
  g_autoptr (MadoDatabase) reader = mado_database_open_reader (writer, 100, NULL);
  g_autofree char *color = NULL;
  g_autoptr (GError) error = NULL;

  save_setting (writer, "color", "green");
  color = store_sample_load_setting (reader, "color");
  g_assert_cmpstr (color, ==, "green");
  g_assert_cmpint (ask (reader, "PRAGMA cache_size"), ==, -100);
  g_assert_false (mado_settings_save (reader, "color", "red", &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_READ_ONLY);
}

static void
test_a_wrong_password_opens_nothing (StoreSample *sample, gconstpointer data)
{
  create_with_setting (sample);
  sample->shares.password = sample->other_password;
  assert_stays_shut (sample, MADO_STORE_ERROR_PASSWORD);
}

static void
test_a_new_password_opens_the_same_file (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDatabase) database = store_sample_create (sample);
  g_autofree char *color = NULL;
  g_autoptr (GError) error = NULL;
  MadoKeyShares next = sample->shares;

  save_setting (database, "color", "blue");
  next.password = sample->other_password;
  mado_profile_change_key (sample->path, sample->profile.id, &sample->shares, &next, &store_sample_cost, &error);
  g_assert_no_error (error);
  g_clear_pointer (&database, mado_database_free);
  assert_stays_shut (sample, MADO_STORE_ERROR_PASSWORD);
  sample->shares = next;
  database = store_sample_open (sample);
  color = store_sample_load_setting (database, "color");
  g_assert_cmpstr (color, ==, "blue");
}

static void
test_a_profile_is_made_once (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDatabase) database = NULL;
  g_autofree char *color = NULL;
  g_autoptr (GError) error = NULL;

  assert_stays_shut (sample, MADO_STORE_ERROR_MISSING);
  create_with_setting (sample);
  g_assert_null (mado_profile_create (&sample->place, &sample->profile, &sample->shares, &store_sample_cost, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_EXISTS);
  database = store_sample_open (sample);
  color = store_sample_load_setting (database, "color");
  g_assert_cmpstr (color, ==, "blue");
}

static void
test_a_making_that_was_cut_short_is_begun_anew (StoreSample *sample, gconstpointer data)
{
  g_autofree char *key = store_sample_name (sample, ".key");
  g_autofree char *log = store_sample_name (sample, ".db-wal");
  g_autoptr (MadoDatabase) database = NULL;
  g_autofree char *color = NULL;

  create_with_setting (sample);
  g_assert_cmpint (g_unlink (key), ==, 0);
  g_assert_true (g_file_set_contents (log, "a log of the file that was", -1, NULL));
  database = store_sample_create (sample);
  color = store_sample_load_setting (database, "color");
  g_assert_null (color);
}

/* The files of @other in the places of those of the sample, but for the key. */
static void
take_database_of (StoreSample *sample, const StoreSample *other)
{
  g_autofree char *from = store_sample_name (other, ".db");
  g_autofree char *to = store_sample_name (sample, ".db");

  g_assert_cmpint (g_rename (from, to), ==, 0);
}

static void
test_the_file_of_another_key_is_no_database (StoreSample *sample, gconstpointer data)
{
  StoreSample other;

  store_sample_set_up (&other, NULL);
  create_with_setting (sample);
  create_with_setting (&other);
  take_database_of (sample, &other);
  assert_stays_shut (sample, MADO_STORE_ERROR_NOT_A_DATABASE);
  store_sample_tear_down (&other, NULL);
}

static void
test_the_file_of_another_profile_is_told (StoreSample *sample, gconstpointer data)
{
  const MadoProfile profile = sample->profile;

  create_with_setting (sample);
  sample->profile.id = mado_id_draw ();
  assert_stays_shut (sample, MADO_STORE_ERROR_OTHER_PROFILE);
  sample->profile = profile;
  sample->profile.ward = "minato";
  assert_stays_shut (sample, MADO_STORE_ERROR_OTHER_PROFILE);
  sample->profile = profile;
  sample->profile.programme = "betsu-r7";
  assert_stays_shut (sample, MADO_STORE_ERROR_OTHER_PROFILE);
  sample->profile = profile;
  sample->profile.device = mado_id_draw ();
  mado_database_free (store_sample_open (sample));
}

/* Runs @sql on the closed profile. */
static void
alter (StoreSample *sample, const char *sql)
{
  g_autoptr (MadoDatabase) database = store_sample_open (sample);
  g_autoptr (GError) error = NULL;

  mado_database_run_script (database, sql, &error);
  g_assert_no_error (error);
}

static void
test_what_is_inside_must_be_ours (StoreSample *sample, gconstpointer data)
{
  const struct {
    const char *sql;
    MadoStoreError code;
  } changes[] = {
    { "PRAGMA user_version = 99", MADO_STORE_ERROR_NEWER },
    { "UPDATE profile SET id = x'0197e1c27a317c4e9d531f2a6b8c0d4e'", MADO_STORE_ERROR_OTHER_PROFILE },
    { "DELETE FROM profile", MADO_STORE_ERROR_OTHER_PROFILE },
    { "PRAGMA application_id = 7", MADO_STORE_ERROR_OTHER_PROFILE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++) {
    create_with_setting (sample);
    alter (sample, changes[i].sql);
    assert_stays_shut (sample, changes[i].code);
    g_assert_true (mado_profile_destroy (sample->path, NULL));
  }
}

static void
test_a_file_without_tables_is_no_profile (StoreSample *sample, gconstpointer data)
{
  g_autofree char *path = store_sample_name (sample, ".db");
  g_autofree char *key = store_sample_name (sample, ".key");
  const MadoDatabasePlace place = { .path = path };
  g_autoptr (MadoSecret) data_key = NULL;

  create_with_setting (sample);
  data_key = mado_key_file_open (key, sample->profile.id, &sample->shares, NULL);
  mado_database_free (mado_database_open (&place, MADO_DATABASE_CREATE, NULL, data_key, NULL));
  assert_stays_shut (sample, MADO_STORE_ERROR_NOT_A_DATABASE);
}

static gsize
measure (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);

  return (gsize) status.st_size;
}

static void
fill (StoreSample *sample)
{
  g_autoptr (MadoDatabase) database = store_sample_create (sample);

  for (guint i = 0; i < 200; i++) {
    g_autofree char *key = g_strdup_printf ("setting-%u", i);
    g_autofree char *value = g_strnfill (500, 'x');

    save_setting (database, key, value);
  }
}

/* Opens the profile and reads all of it. */
static int
read_all (StoreSample *sample)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDatabase) database = mado_profile_open (&sample->place, &sample->profile, &sample->shares, &error);

  if (database != NULL) {
    g_autoptr (MadoStatement) statement =
        mado_statement_take (database, "SELECT sum (length (value)) FROM settings NOT INDEXED");

    (void) mado_statement_step (statement);
    if (mado_statement_finish (statement, &error))
      return -1;
  }
  g_assert_cmpuint (error->domain, ==, MADO_STORE_ERROR);

  return error->code;
}

static void
test_a_flipped_byte_in_any_page_is_told (StoreSample *sample, gconstpointer data)
{
  g_autofree char *path = store_sample_name (sample, ".db");
  gsize size;
  guint n_damaged = 0;

  fill (sample);
  size = measure (path);
  g_assert_cmpuint (size, >, 20 * 4096);
  g_assert_cmpint (read_all (sample), ==, -1);
  for (gsize at = 100; at < size; at += 4096) {
    int code;

    store_sample_flip_byte (path, at);
    code = read_all (sample);
    g_test_message ("page %" G_GSIZE_FORMAT ": %d", at / 4096, code);
    if (at < 4096)
      g_assert_cmpint (code, ==, MADO_STORE_ERROR_NOT_A_DATABASE);
    else
      g_assert_true (code == MADO_STORE_ERROR_DAMAGED || code == -1); /* the latter: a page that is not read */
    n_damaged += code != -1;
    store_sample_flip_byte (path, at);
  }
  g_assert_cmpuint (n_damaged, >, 20);
  g_assert_cmpint (read_all (sample), ==, -1);
}

static void
swap_pages (const char *path, gsize first, gsize second)
{
  g_autofree char *content = NULL;
  gsize size = 0;
  char page[4096];

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  memcpy (page, content + first * 4096, sizeof page);
  memcpy (content + first * 4096, content + second * 4096, sizeof page);
  memcpy (content + second * 4096, page, sizeof page);
  g_assert_true (g_file_set_contents_full (path, content, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* Each is whole, and of this key; but its place is part of what its hash is of. */
static void
test_pages_that_changed_places_are_told (StoreSample *sample, gconstpointer data)
{
  g_autofree char *path = store_sample_name (sample, ".db");
  guint n_damaged = 0;
  gsize n_pages;

  fill (sample);
  n_pages = measure (path) / 4096;
  for (gsize i = 1; i + 1 < n_pages; i += 2) {
    int code;

    swap_pages (path, i, i + 1);
    code = read_all (sample);
    g_assert_true (code == MADO_STORE_ERROR_DAMAGED || code == MADO_STORE_ERROR_NOT_A_DATABASE || code == -1);
    n_damaged += code != -1; /* not where neither page is read */
    swap_pages (path, i, i + 1);
  }
  g_assert_cmpuint (n_damaged, >, 10);
  g_assert_cmpint (read_all (sample), ==, -1);
}

static void
put_page (const char *path, gsize page, const char *bytes)
{
  g_autofree char *content = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  memcpy (content + page * 4096, bytes, 4096);
  g_assert_true (g_file_set_contents_full (path, content, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* Both files have the same in the same places, and are opened by the same shares; each has a key of its own. */
static void
test_a_page_of_another_file_is_told (StoreSample *sample, gconstpointer data)
{
  StoreSample other;
  g_autofree char *path = store_sample_name (sample, ".db"), *other_path = NULL;
  g_autofree char *content = NULL, *other_content = NULL;
  guint n_damaged = 0;
  gsize size = 0, other_size = 0;

  store_sample_set_up (&other, NULL);
  other_path = store_sample_name (&other, ".db");
  fill (sample);
  fill (&other);
  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  g_assert_true (g_file_get_contents (other_path, &other_content, &other_size, NULL));
  g_assert_cmpuint (size, ==, other_size);
  for (gsize i = 0; i < size / 4096; i++) {
    int code;

    put_page (path, i, other_content + i * 4096);
    code = read_all (sample);
    g_assert_true (code == MADO_STORE_ERROR_DAMAGED || code == MADO_STORE_ERROR_NOT_A_DATABASE ||
                   (code == -1 && i > 0)); /* a page that is not read */
    n_damaged += code != -1;
    put_page (path, i, content + i * 4096);
  }
  g_assert_cmpuint (n_damaged, >, 20);
  g_assert_cmpint (read_all (sample), ==, -1);
  store_sample_tear_down (&other, NULL);
}

static void
test_a_truncated_file_is_told (StoreSample *sample, gconstpointer data)
{
  g_autofree char *path = store_sample_name (sample, ".db");
  gsize size;

  fill (sample);
  size = measure (path);
  for (gsize left = size - 4096; left > 0; left -= 4096) {
    int code;

    g_assert_cmpint (truncate (path, (off_t) left), ==, 0);
    code = read_all (sample);
    g_test_message ("%" G_GSIZE_FORMAT " bytes: %d", left, code);
    g_assert_true (code == MADO_STORE_ERROR_DAMAGED || code == MADO_STORE_ERROR_NOT_A_DATABASE);
  }
  g_assert_cmpint (truncate (path, 0), ==, 0);
  assert_stays_shut (sample, MADO_STORE_ERROR_NOT_A_DATABASE);
  g_assert_cmpuint (measure (path), ==, 0);
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_stays_shut (sample, MADO_STORE_ERROR_MISSING);
}

static void
test_a_folder_that_may_not_be_written_is_told (StoreSample *sample, gconstpointer data)
{
  g_autofree char *path = store_sample_name (sample, ".db");

  create_with_setting (sample);
  g_assert_cmpint (g_chmod (path, 0400), ==, 0);
  assert_stays_shut (sample, MADO_STORE_ERROR_READ_ONLY);
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  g_assert_cmpint (g_chmod (sample->folder, 0500), ==, 0);
  assert_stays_shut (sample, MADO_STORE_ERROR_READ_ONLY);
  g_assert_cmpint (g_chmod (sample->folder, 0700), ==, 0);
  mado_database_free (store_sample_open (sample));
}

static void
test_all_files_are_their_owners_alone (StoreSample *sample, gconstpointer data)
{
  const char *const endings[] = { ".key", ".db", ".db-wal", ".db-shm", ".lock" };
  mode_t mask = umask (0);
  g_autoptr (MadoDatabase) database = store_sample_create (sample);

  umask (mask);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *path = store_sample_name (sample, endings[i]);
    GStatBuf status;

    g_assert_cmpint (g_stat (path, &status), ==, 0);
    g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  }
}

static void
test_nothing_is_left_of_a_destroyed_profile (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDatabase) database = store_sample_create (sample);
  g_autofree char *signs = store_sample_name (sample, MADO_PROFILE_SIGNING_KEY);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (signs, "what its owner signs with", -1, NULL));
  mado_profile_destroy (sample->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (store_sample_count_files (sample), ==, 0);
  g_clear_pointer (&database, mado_database_free);
  assert_stays_shut (sample, MADO_STORE_ERROR_MISSING);
}

/* A process that opens the profile, says so, and holds it until it is killed. */
static pid_t
hold_elsewhere (StoreSample *sample)
{
  int ready[2];
  char byte = 0;
  pid_t child;

  g_assert_cmpint (pipe (ready), ==, 0);
  child = fork ();
  if (child == 0) {
    MadoDatabase *database = store_sample_open (sample);

    save_setting (database, "color", "red");
    if (write (ready[1], "x", 1) == 1)
      pause ();
    _exit (1);
  }
  close (ready[1]);
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  close (ready[0]);

  return child;
}

static void
test_a_second_process_is_told_who_has_it (StoreSample *sample, gconstpointer data)
{
  g_autofree char *number = NULL, *color = NULL;
  g_autoptr (MadoDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  pid_t child;

  create_with_setting (sample);
  child = hold_elsewhere (sample);
  number = g_strdup_printf ("(%d)", (int) child);
  g_assert_null (mado_profile_open (&sample->place, &sample->profile, &sample->shares, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_IN_USE);
  g_assert_nonnull (strstr (error->message, number));

  g_assert_cmpint (kill (child, SIGKILL), ==, 0); /* and nothing stands in the way afterwards */
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  database = store_sample_open (sample);
  color = store_sample_load_setting (database, "color");
  g_assert_cmpstr (color, ==, "red");
  assert_stays_shut (sample, MADO_STORE_ERROR_IN_USE); /* nor twice in one process */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  store_sample_add ("/profile/what-was-saved-is-there-again", test_what_was_saved_is_there_again);
  store_sample_add ("/profile/every-connection-is-set-up", test_every_connection_is_set_up);
  store_sample_add ("/profile/a-reader-cannot-write", test_a_reader_cannot_write);
  store_sample_add ("/profile/a-wrong-password-opens-nothing", test_a_wrong_password_opens_nothing);
  store_sample_add ("/profile/a-new-password-opens-the-same-file", test_a_new_password_opens_the_same_file);
  store_sample_add ("/profile/a-profile-is-made-once", test_a_profile_is_made_once);
  store_sample_add ("/profile/a-making-that-was-cut-short-is-begun-anew",
                    test_a_making_that_was_cut_short_is_begun_anew);
  store_sample_add ("/profile/the-file-of-another-key-is-no-database", test_the_file_of_another_key_is_no_database);
  store_sample_add ("/profile/the-file-of-another-profile-is-told", test_the_file_of_another_profile_is_told);
  store_sample_add ("/profile/what-is-inside-must-be-ours", test_what_is_inside_must_be_ours);
  store_sample_add ("/profile/a-file-without-tables-is-no-profile", test_a_file_without_tables_is_no_profile);
  store_sample_add ("/profile/a-flipped-byte-in-any-page-is-told", test_a_flipped_byte_in_any_page_is_told);
  store_sample_add ("/profile/pages-that-changed-places-are-told", test_pages_that_changed_places_are_told);
  store_sample_add ("/profile/a-page-of-another-file-is-told", test_a_page_of_another_file_is_told);
  store_sample_add ("/profile/a-truncated-file-is-told", test_a_truncated_file_is_told);
  store_sample_add ("/profile/a-folder-that-may-not-be-written-is-told", test_a_folder_that_may_not_be_written_is_told);
  store_sample_add ("/profile/all-files-are-their-owners-alone", test_all_files_are_their_owners_alone);
  store_sample_add ("/profile/nothing-is-left-of-a-destroyed-profile", test_nothing_is_left_of_a_destroyed_profile);
  store_sample_add ("/profile/a-second-process-is-told-who-has-it", test_a_second_process_is_told_who_has_it);

  return g_test_run ();
}
