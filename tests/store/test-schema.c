/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Migrations: in order, each whole, and the file as it was beforehand kept beside it. */

#include "mado-backup.h"
#include "mado-fault-vfs.h"
#include "mado-schema.h"
#include "mado-settings.h"
#include "mado-statement.h"
#include "mado-store-error.h"
#include "store-sample.h"

#include <glib/gstdio.h>

/* On top of the first migration that the library carries. */
static const char add_notes[] = "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"
                                "INSERT INTO note (text) SELECT value FROM settings;"
                                "PRAGMA user_version = 2;";
static const char add_authors[] = "ALTER TABLE note ADD COLUMN author TEXT NOT NULL DEFAULT '';"
                                  "PRAGMA user_version = 3;";

static gint64
ask (MadoDatabase *database, const char *sql)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  return mado_statement_step (statement) ? mado_statement_get_int (statement, 0) : -1;
}

static gboolean
migrate (StoreSample *sample, MadoDatabase *database, const char *second, const char *third, GError **error)
{
  g_autofree char *backup = store_sample_name (sample, ".backup");
  const MadoMigration migrations[] = { { 1, "" }, { 2, second }, { 3, third } };

  return mado_schema_migrate (database, migrations, third != NULL ? 3 : 2, backup, error);
}

static MadoDatabase *
create_with_setting (StoreSample *sample)
{
  MadoDatabase *database = store_sample_create_first (sample);

  g_assert_true (mado_settings_save (database, "color", "blue", NULL));

  return database;
}

static void
test_the_library_carries_its_migrations_without_gaps (void)
{
  gsize n_migrations = 0;
  const MadoMigration *migrations = mado_schema_get_migrations (&n_migrations);

  g_assert_cmpuint (n_migrations, >=, 1);
  for (gsize i = 0; i < n_migrations; i++)
    g_assert_cmpuint (migrations[i].number, ==, i + 1);
}

static void
test_each_runs_once_and_in_order (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDatabase) database = create_with_setting (sample);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++) {
    migrate (sample, database, add_notes, add_authors, &error);
    g_assert_no_error (error);
    g_assert_cmpint (ask (database, "PRAGMA user_version"), ==, 3);
    g_assert_cmpint (ask (database, "SELECT count (author) FROM note"), ==, 1);
  }
}

static void
test_a_newer_file_is_left_alone (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDatabase) database = create_with_setting (sample);
  g_autofree char *backup = store_sample_name (sample, ".backup");
  g_autoptr (GError) error = NULL;

  g_assert_true (migrate (sample, database, add_notes, add_authors, NULL));
  g_assert_cmpint (g_unlink (backup), ==, 0);
  g_assert_false (migrate (sample, database, add_notes, NULL, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_NEWER);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
}

static void
test_a_failed_one_leaves_the_one_before (StoreSample *sample, gconstpointer data)
{
  const struct {
    const char *sql;
    MadoStoreError code;
  } broken[] = {
    { "DELETE FROM note; PRAGMA user_version = 3; INSERT INTO note (text) VALUES (NULL)", MADO_STORE_ERROR_CONSTRAINT },
    { "DELETE FROM note; PRAGMA user_version = 3; SELEKT", MADO_STORE_ERROR_FAILED },
    { "DELETE FROM note", MADO_STORE_ERROR_FAILED },
    { "DELETE FROM note; PRAGMA user_version = 4", MADO_STORE_ERROR_FAILED },
  };
  g_autoptr (MadoDatabase) database = create_with_setting (sample);

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (migrate (sample, database, add_notes, broken[i].sql, &error));
    g_assert_error (error, MADO_STORE_ERROR, (int) broken[i].code);
    g_assert_cmpint (ask (database, "PRAGMA user_version"), ==, 2);
    g_assert_cmpint (ask (database, "SELECT count (*) FROM note"), ==, 1);
  }
  g_assert_true (migrate (sample, database, add_notes, add_authors, NULL));
}

static MadoDatabase *
open_backup (StoreSample *sample)
{
  g_autofree char *from = store_sample_name (sample, ".backup");
  g_autofree char *to = store_sample_name (sample, ".db");

  g_assert_cmpint (g_rename (from, to), ==, 0);

  return store_sample_open_copy (sample, to);
}

static void
test_the_file_before_can_be_opened_again (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDatabase) database = create_with_setting (sample);
  g_autofree char *color = NULL;

  g_assert_true (migrate (sample, database, add_notes, NULL, NULL));
  g_assert_true (mado_settings_save (database, "color", "red", NULL));
  g_clear_pointer (&database, mado_database_free);
  database = open_backup (sample);
  color = store_sample_load_setting (database, "color");
  g_assert_cmpstr (color, ==, "blue");
  g_assert_cmpint (ask (database, "PRAGMA user_version"), ==, 1);
}

static void
test_the_last_backup_takes_the_place_of_the_one_before (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDatabase) database = create_with_setting (sample);
  g_autofree char *backup = store_sample_name (sample, ".backup");
  g_autofree char *unfinished = store_sample_name (sample, ".backup.new");
  g_autofree char *color = NULL;
  GStatBuf status;

  g_assert_true (mado_backup_make (database, backup, NULL));
  g_assert_true (mado_settings_save (database, "color", "red", NULL));
  g_assert_true (g_file_set_contents (unfinished, "of a process that died", -1, NULL));
  g_assert_true (mado_backup_make (database, backup, NULL));
  g_assert_cmpint (g_stat (backup, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_false (g_file_test (unfinished, G_FILE_TEST_EXISTS));
  g_clear_pointer (&database, mado_database_free);
  g_assert_cmpuint (store_sample_count_files (sample), ==, 4); /* key, database, lock, backup */
  database = open_backup (sample);
  color = store_sample_load_setting (database, "color");
  g_assert_cmpstr (color, ==, "red");
}

static void
test_a_damaged_file_is_not_migrated (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDatabase) database = create_with_setting (sample);
  g_autofree char *path = store_sample_name (sample, ".db");
  g_autofree char *backup = store_sample_name (sample, ".backup");
  g_autofree char *value = g_strnfill (20000, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_backup_make (database, backup, NULL));
  g_assert_true (mado_settings_save (database, "size", value, NULL));
  g_clear_pointer (&database, mado_database_free);
  store_sample_flip_byte (path, 5 * 4096 + 100);
  database = store_sample_open_copy (sample, path);
  g_assert_false (migrate (sample, database, add_notes, NULL, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED);
  g_clear_pointer (&database, mado_database_free);
  database = open_backup (sample); /* which is still the good one */
  g_assert_cmpint (ask (database, "PRAGMA user_version"), ==, 1);
}

static gboolean
is_whole (StoreSample *sample, const char *path)
{
  g_autoptr (MadoDatabase) database = store_sample_open_copy (sample, path);
  g_autoptr (MadoStatement) statement = mado_statement_take (database, "PRAGMA integrity_check");

  return mado_statement_step (statement) && g_str_equal (mado_statement_get_text (statement, 0), "ok");
}

static void
test_a_copy_that_the_disk_spoils_is_not_kept (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDatabase) database = NULL;
  g_autofree char *backup = store_sample_name (sample, ".backup");
  guint n_refused = 0;

  sample->place.vfs = MADO_FAULT_VFS;
  database = create_with_setting (sample);
  g_assert_true (mado_backup_make (database, backup, NULL));
  for (guint n = 1;; n++) {
    mado_fault_vfs_arm (MADO_FAULT_BAD_WRITE, n);
    n_refused += !mado_backup_make (database, backup, NULL);
    if (!mado_fault_vfs_disarm ())
      break;
    g_assert_true (is_whole (sample, backup)); /* this one, or the one before */
  }
  g_assert_cmpuint (n_refused, >, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_fault_vfs_register ();

  g_test_add_func ("/schema/the-library-carries-its-migrations-without-gaps",
                   test_the_library_carries_its_migrations_without_gaps);
  store_sample_add ("/schema/each-runs-once-and-in-order", test_each_runs_once_and_in_order);
  store_sample_add ("/schema/a-newer-file-is-left-alone", test_a_newer_file_is_left_alone);
  store_sample_add ("/schema/a-failed-one-leaves-the-one-before", test_a_failed_one_leaves_the_one_before);
  store_sample_add ("/schema/the-file-before-can-be-opened-again", test_the_file_before_can_be_opened_again);
  store_sample_add ("/schema/the-last-backup-takes-the-place-of-the-one-before",
                    test_the_last_backup_takes_the_place_of_the_one_before);
  store_sample_add ("/schema/a-copy-that-the-disk-spoils-is-not-kept", test_a_copy_that_the_disk_spoils_is_not_kept);
  store_sample_add ("/schema/a-damaged-file-is-not-migrated", test_a_damaged_file_is_not_migrated);

  return g_test_run ();
}
