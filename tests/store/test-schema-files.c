/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A profile of each version of the tables opens, with everything in it, and stays beside itself as it was; also where
 * the process is killed on the way. One of a version to come is left alone. */

#include <gio/gio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "mado-fault-vfs.h"
#include "mado-schema.h"
#include "mado-statement.h"
#include "mado-store-error.h"
#include "schema-file.h"

#define MOST_CALLS 2000

static guint
get_newest (void)
{
  gsize n_migrations = 0;

  (void) mado_schema_get_migrations (&n_migrations); /* ignored: only how many */

  return (guint) n_migrations;
}

static void
put (const StoreSample *sample, guint version, const char *ending)
{
  g_autofree char *name = g_strdup_printf ("%u%s", version, ending);
  g_autofree char *kept = g_test_build_filename (G_TEST_DIST, "data", SCHEMA_FILE_FOLDER, name, NULL);
  g_autofree char *path = store_sample_name (sample, ending);
  g_autofree char *content = NULL;
  gsize length = 0;

  if (!g_file_get_contents (kept, &content, &length, NULL))
    g_error ("no %s: make it with make-schema-file", kept);
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
}

static void
set_up (ReplicaTerminal *self, gconstpointer data)
{
  store_sample_set_up (&self->sample, data);
  schema_file_use (&self->sample);
  self->sample.place.vfs = MADO_FAULT_VFS;
  self->office = replica_office_new ("ninpu-r7.json", "a-01");
}

static void
use (ReplicaTerminal *self, guint version)
{
  put (&self->sample, version, ".key");
  put (&self->sample, version, ".db");
}

static void
open_file (ReplicaTerminal *self)
{
  self->database = store_sample_open (&self->sample);
  self->replica = replica_office_open (self->office, self->database);
}

static void
close_file (ReplicaTerminal *self)
{
  g_clear_pointer (&self->replica, mado_replica_free);
  g_clear_pointer (&self->database, mado_database_free);
}

static gint64
ask (MadoDatabase *database, const char *sql)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  return mado_statement_step (statement) ? mado_statement_get_int (statement, 0) : -1;
}

static const char journal_rows[] = "SELECT group_concat (dseq || hex (operation) || hex (hash) || hex (chain)"
                                   " || coalesce (hex (text), '-') || at || hold_until || state) FROM journal";

static char *
dup_journal (MadoDatabase *database)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, journal_rows);

  return mado_statement_step (statement) ? g_strdup (mado_statement_get_text (statement, 0)) : NULL;
}

/* The copy that was made on the way has the version of before, and the same journal, which no migration touches. */
static void
assert_backup (ReplicaTerminal *self, guint version)
{
  g_autofree char *path = store_sample_name (&self->sample, ".backup");
  g_autoptr (MadoDatabase) backup = NULL;
  g_autofree char *before = NULL, *after = dup_journal (self->database);

  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS) == (version < get_newest ()));
  if (version == get_newest ())
    return;
  backup = store_sample_open_copy (&self->sample, path);
  g_assert_cmpint (ask (backup, "PRAGMA user_version"), ==, version);
  g_assert_cmpint (ask (backup, "SELECT count (*) FROM settings WHERE value = 'blue'"), ==, 1);
  g_assert_cmpstr (replica_office_check_pages (backup), ==, NULL);
  before = dup_journal (backup);
  if (version > 1)
    g_assert_cmpstr (before, ==, after);
}

static void
assert_migrated (ReplicaTerminal *self, guint version)
{
  g_assert_cmpint (ask (self->database, "PRAGMA user_version"), ==, get_newest ());
  schema_file_assert_content (self, version);
  g_assert_cmpstr (replica_office_check_pages (self->database), ==, NULL);
}

static void
test_each_version_opens (ReplicaTerminal *self, gconstpointer data)
{
  for (guint version = 1; version <= get_newest (); version++) {
    use (self, version);
    open_file (self);
    assert_migrated (self, version);
    assert_backup (self, version);
    close_file (self);
    g_assert_true (mado_profile_destroy (self->sample.path, NULL));
    g_assert_cmpuint (store_sample_count_files (&self->sample), ==, 0);
  }
}

static void
test_a_version_to_come_is_left_alone (ReplicaTerminal *self, gconstpointer data)
{
  g_autofree char *path = store_sample_name (&self->sample, ".db");
  g_autofree char *backup = store_sample_name (&self->sample, ".backup");
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0, length_after = 0;

  use (self, get_newest ());
  self->database = store_sample_open (&self->sample);
  g_assert_true (mado_database_run_script (self->database, "PRAGMA user_version = 1000", NULL));
  close_file (self);
  g_assert_true (g_file_get_contents (path, &before, &length, NULL));
  g_assert_null (mado_profile_open (&self->sample.place, &self->sample.profile, &self->sample.shares, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_NEWER);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length, after, length_after);
}

/* Returns: whether the process came to its end */
static gboolean
is_opened_by_mortal (ReplicaTerminal *self, guint nth_call)
{
  pid_t child = fork ();
  int status = 0;

  g_assert_cmpint (child, >=, 0);
  if (child == 0) {
    mado_fault_vfs_arm (MADO_FAULT_KILL, nth_call);
    open_file (self);
    _exit (0);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) ? WTERMSIG (status) == SIGKILL : WEXITSTATUS (status) == 0);

  return !WIFSIGNALED (status);
}

static void
test_killed_while_migrating (ReplicaTerminal *self, gconstpointer data)
{
  gboolean is_opened = FALSE;
  guint n = 1;

  for (; !is_opened; n++) {
    use (self, 2);
    is_opened = is_opened_by_mortal (self, n);
    open_file (self);
    assert_migrated (self, 2);
    close_file (self);
    g_assert_true (mado_profile_destroy (self->sample.path, NULL));
    g_assert_cmpuint (n, <, MOST_CALLS);
  }
  g_test_message ("killed at %u calls", n - 2);
  g_assert_cmpuint (n, >, 50);
}

static void
add (const char *path, void (*test) (ReplicaTerminal *self, gconstpointer data))
{
  g_test_add (path, ReplicaTerminal, NULL, set_up, test, replica_terminal_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_fault_vfs_register ();

  add ("/schema-files/each-version-opens-with-all-that-was-in-it", test_each_version_opens);
  add ("/schema-files/a-version-to-come-is-left-alone", test_a_version_to_come_is_left_alone);
  add ("/schema-files/killed-while-migrating", test_killed_while_migrating);

  return g_test_run ();
}
