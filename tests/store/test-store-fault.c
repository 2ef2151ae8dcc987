/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A disk that fails at every call of making, opening, saving, migrating and closing, one after the other: afterwards
 * all is as before or as wanted, and the next try succeeds. */

#include "mado-fault-vfs.h"
#include "mado-schema.h"
#include "mado-settings.h"
#include "mado-statement.h"
#include "mado-store-error.h"
#include "mado-transaction.h"
#include "store-sample.h"

#include <glib/gstdio.h>
#include <string.h>

#define MOST_CALLS 2000

/* Tries something while the fault waits, and says whether it was told that all went well. */
typedef gboolean (*Attempt) (StoreSample *sample, MadoFault fault, guint nth, gboolean *out_has_hit);

static void
assert_is_of_the_store (const GError *error)
{
  if (error != NULL && error->domain != MADO_STORE_ERROR)
    g_error ("an error of another layer: %s", error->message);
}

static void
assert_is_of_fault (const GError *error, MadoFault fault)
{
  assert_is_of_the_store (error);
  if (fault == MADO_FAULT_FULL)
    g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_FULL);
  else if (fault == MADO_FAULT_ERROR)
    g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_IO);
}

/* The n-th call fails, for each n until none does. */
static void
sweep (StoreSample *sample, Attempt attempt)
{
  sample->place.vfs = MADO_FAULT_VFS;
  for (MadoFault fault = MADO_FAULT_ERROR; fault <= MADO_FAULT_SHORT_READ; fault++) {
    gboolean has_hit = TRUE;
    guint n = 1;

    for (; has_hit; n++) {
      gboolean is_done = attempt (sample, fault, n, &has_hit);

      g_assert_true (is_done || has_hit);
      g_assert_true (mado_profile_destroy (sample->path, NULL));
      g_assert_cmpuint (store_sample_count_files (sample), ==, 0);
      g_assert_cmpuint (n, <, MOST_CALLS);
    }
    g_test_message ("fault %d: %u calls", (int) fault, n - 2);
  }
}

static void
assert_color (MadoDatabase *database, const char *color)
{
  g_autofree char *kept = store_sample_load_setting (database, "color");

  g_assert_cmpstr (kept, ==, color);
}

static void
create_blue (StoreSample *sample)
{
  g_autoptr (MadoDatabase) database = store_sample_create (sample);

  g_assert_true (mado_settings_save (database, "color", "blue", NULL));
}

static gboolean
create (StoreSample *sample, MadoFault fault, guint nth, gboolean *out_has_hit)
{
  g_autoptr (MadoDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  mado_fault_vfs_arm (fault, nth);
  database = mado_profile_create (&sample->place, &sample->profile, &sample->shares, &store_sample_cost, &error);
  *out_has_hit = mado_fault_vfs_disarm ();
  is_done = database != NULL;
  if (!is_done) {
    assert_is_of_fault (error, fault);
    database = store_sample_create (sample);
  }
  g_clear_pointer (&database, mado_database_free);
  database = store_sample_open (sample);
  assert_color (database, NULL);

  return is_done;
}

static void
test_a_profile_is_made_whole_or_can_be_made_again (StoreSample *sample, gconstpointer data)
{
  sweep (sample, create);
}

static gboolean
open_and_read (StoreSample *sample, MadoFault fault, guint nth, gboolean *out_has_hit)
{
  g_autoptr (MadoDatabase) database = NULL;
  g_autofree char *color = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  create_blue (sample);
  mado_fault_vfs_arm (fault, nth);
  database = mado_profile_open (&sample->place, &sample->profile, &sample->shares, &error);
  is_done = database != NULL && mado_settings_load (database, "color", &color, &error);
  *out_has_hit = mado_fault_vfs_disarm ();
  g_assert_true (is_done == (error == NULL));
  if (is_done)
    g_assert_cmpstr (color, ==, "blue");
  else
    assert_is_of_the_store (error);
  g_clear_pointer (&database, mado_database_free);
  database = store_sample_open (sample);
  assert_color (database, "blue");

  return is_done;
}

static void
test_opening_harms_nothing (StoreSample *sample, gconstpointer data)
{
  sweep (sample, open_and_read);
}

static gboolean
save_both (MadoDatabase *database, const char *color, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_transaction_begin (database, error);
  g_autofree char *text = g_strnfill (20000, color[0]);

  return transaction != NULL && mado_settings_save (database, "color", color, error) &&
         mado_settings_save (database, "text", text, error) &&
         mado_transaction_commit (g_steal_pointer (&transaction), error);
}

static void
assert_both (MadoDatabase *database, const char *color)
{
  g_autofree char *text = store_sample_load_setting (database, "text");

  assert_color (database, color);
  g_assert_cmpuint (strlen (text), ==, 20000);
  g_assert_true (text[0] == color[0]);
}

static gboolean
commit (StoreSample *sample, MadoFault fault, guint nth, gboolean *out_has_hit)
{
  g_autoptr (MadoDatabase) database = store_sample_create (sample);
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  g_assert_true (save_both (database, "blue", NULL));
  mado_fault_vfs_arm (fault, nth);
  is_done = save_both (database, "red", &error);
  *out_has_hit = mado_fault_vfs_disarm ();
  if (!is_done)
    assert_is_of_fault (error, fault);
  assert_both (database, is_done ? "red" : "blue");
  g_clear_error (&error);
  save_both (database, "green", &error); /* the connection goes on */
  g_assert_no_error (error);
  g_clear_pointer (&database, mado_database_free);
  database = store_sample_open (sample);
  assert_both (database, "green");

  return is_done;
}

static void
test_a_transaction_is_kept_whole_or_not_at_all (StoreSample *sample, gconstpointer data)
{
  sweep (sample, commit);
}

static gboolean
commit_and_close (StoreSample *sample, MadoFault fault, guint nth, gboolean *out_has_hit)
{
  g_autoptr (MadoDatabase) database = store_sample_create (sample);
  gboolean is_done;

  g_assert_true (save_both (database, "blue", NULL));
  mado_fault_vfs_arm (fault, nth);
  is_done = save_both (database, "red", NULL);
  g_clear_pointer (&database, mado_database_free); /* which brings the log into the file */
  *out_has_hit = mado_fault_vfs_disarm ();
  database = store_sample_open (sample);
  assert_both (database, is_done ? "red" : "blue");

  return is_done;
}

static void
test_what_was_saved_is_there_after_a_failed_close (StoreSample *sample, gconstpointer data)
{
  sweep (sample, commit_and_close);
}

static const MadoMigration migrations[] = {
  { 1, "" },
  { 2, "CREATE TABLE a (text TEXT) STRICT; INSERT INTO a SELECT value FROM settings; PRAGMA user_version = 2" },
  { 3, "DROP TABLE a; CREATE TABLE b (text TEXT) STRICT; INSERT INTO b SELECT value FROM settings;"
       "PRAGMA user_version = 3" },
};

static gint64
ask (MadoDatabase *database, const char *sql)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  return mado_statement_step (statement) ? mado_statement_get_int (statement, 0) : -1;
}

static void
assert_as_of (MadoDatabase *database, gint64 version)
{
  g_assert_cmpint (ask (database, "SELECT count (*) FROM sqlite_schema WHERE name = 'a'"), ==, version == 2);
  g_assert_cmpint (ask (database, "SELECT count (*) FROM sqlite_schema WHERE name = 'b'"), ==, version == 3);
  if (version > 1)
    g_assert_cmpint (ask (database, version == 2 ? "SELECT count (*) FROM a" : "SELECT count (*) FROM b"), ==, 2);
  assert_both (database, "blue");
}

static gboolean
migrate (StoreSample *sample, MadoFault fault, guint nth, gboolean *out_has_hit)
{
  g_autoptr (MadoDatabase) database = store_sample_create_first (sample);
  g_autofree char *backup = store_sample_name (sample, ".backup");
  g_autoptr (GError) error = NULL;
  gint64 version;
  gboolean is_done;

  g_assert_true (save_both (database, "blue", NULL));
  mado_fault_vfs_arm (fault, nth);
  is_done = mado_schema_migrate (database, migrations, 3, backup, &error);
  *out_has_hit = mado_fault_vfs_disarm ();
  if (!is_done)
    assert_is_of_the_store (error);
  version = ask (database, "PRAGMA user_version");
  g_assert_true (version == 3 || !is_done);
  assert_as_of (database, version);
  g_clear_error (&error);
  mado_schema_migrate (database, migrations, 3, backup, &error);
  g_assert_no_error (error);
  assert_as_of (database, 3);
  g_clear_pointer (&database, mado_database_free);

  database = store_sample_open_copy (sample, backup);
  assert_as_of (database, ask (database, "PRAGMA user_version"));

  return is_done;
}

static void
test_a_migration_is_whole_or_not_at_all (StoreSample *sample, gconstpointer data)
{
  sweep (sample, migrate);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_fault_vfs_register ();

  store_sample_add ("/store-fault/a-profile-is-made-whole-or-can-be-made-again",
                    test_a_profile_is_made_whole_or_can_be_made_again);
  store_sample_add ("/store-fault/opening-harms-nothing", test_opening_harms_nothing);
  store_sample_add ("/store-fault/a-transaction-is-kept-whole-or-not-at-all",
                    test_a_transaction_is_kept_whole_or_not_at_all);
  store_sample_add ("/store-fault/what-was-saved-is-there-after-a-failed-close",
                    test_what_was_saved_is_there_after_a_failed_close);
  store_sample_add ("/store-fault/a-migration-is-whole-or-not-at-all", test_a_migration_is_whole_or_not_at_all);

  return g_test_run ();
}
