/* SPDX-License-Identifier: GPL-3.0-or-later */

/* make-schema-file VERSION FOLDER: makes a profile of a version of the tables with something in all of them, as
 * FOLDER/VERSION.key and .db. Whoever adds a migration makes the file of its version and keeps it:
 *
 *   ./dev exec build/debug/tests/store/make-schema-file 8 tests/data/schema
 *
 * The newest version is filled by the program itself. Older ones get the same rows, as long as their tables are the
 * same; a file that is kept is never made again. */

#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>

#include "mado-schema.h"
#include "mado-search-index.h"
#include "mado-statement.h"
#include "mado-transaction.h"
#include "schema-file.h"

/* What each version added. */
static const char *const copies[] = {
  "INSERT INTO main.profile SELECT * FROM made.profile;"
  "INSERT INTO main.settings SELECT * FROM made.settings",
  "INSERT INTO main.entity SELECT * FROM made.entity;"
  "INSERT INTO main.body SELECT * FROM made.body;"
  "INSERT INTO main.overlay SELECT * FROM made.overlay;"
  "INSERT INTO main.journal SELECT * FROM made.journal;"
  "DELETE FROM main.cursor;"
  "INSERT INTO main.cursor (only, epoch, seq, chain, highest, highest_chain, place, received)"
  " SELECT only, epoch, seq, chain, highest, highest_chain, place, received FROM made.cursor;"
  "INSERT INTO main.draft SELECT * FROM made.draft;"
  "INSERT INTO main.read_log SELECT * FROM made.read_log;"
  "INSERT INTO main.blob SELECT * FROM made.blob;"
  "INSERT INTO main.blob_owner SELECT * FROM made.blob_owner;"
  "INSERT INTO main.erased SELECT * FROM made.erased",
  "INSERT INTO main.queue_row SELECT * FROM made.queue_row;"
  "INSERT INTO main.queue_rung SELECT * FROM made.queue_rung;"
  "INSERT INTO main.counter SELECT * FROM made.counter",
};

#define VERSION_WITH_SEARCH 4 /* whose index cannot be copied */

static void
run (MadoDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;

  mado_database_run_script (database, sql, &error);
  g_assert_no_error (error);
}

static char *
spell_key (const MadoSecret *key)
{
  GString *spelled = g_string_new ("x'");

  for (gsize i = 0; i < mado_secret_get_length (key); i++)
    g_string_append_printf (spelled, "%02x", mado_secret_get_bytes (key)[i]);

  return g_string_free_and_steal (g_string_append_c (spelled, '\''));
}

static void
copy_rows (ReplicaTerminal *terminal, MadoDatabase *older, const MadoSecret *key, guint version)
{
  g_autofree char *spelled = spell_key (key);
  g_autofree char *path = store_sample_name (&terminal->sample, ".db");
  MadoStatement *attach = mado_statement_take (older, "ATTACH ?1 AS made KEY ?2");

  mado_statement_bind_text (attach, 1, path);
  mado_statement_bind_text (attach, 2, spelled);
  g_assert_true (mado_statement_run (attach, NULL));
  mado_statement_give_back (attach);
  for (gsize i = 0; i < MIN (version, G_N_ELEMENTS (copies)); i++)
    run (older, copies[i]);
  run (older, "DETACH made");
  if (version >= VERSION_WITH_SEARCH) {
    g_autoptr (MadoTransaction) transaction = mado_transaction_begin (older, NULL);

    g_assert_true (mado_search_index.rebuild (older, terminal->office->programme, NULL));
    g_assert_true (mado_transaction_commit (g_steal_pointer (&transaction), NULL));
  }
}

/* Beside the newest one, under the same key. */
static void
make_older (ReplicaTerminal *terminal, guint version, const char *path)
{
  g_autofree char *key = store_sample_name (&terminal->sample, ".key");
  g_autoptr (MadoSecret) data_key =
      mado_key_file_open (key, terminal->sample.profile.id, &terminal->sample.shares, NULL);
  const MadoDatabasePlace place = { .path = path };
  gsize n_migrations = 0;
  const MadoMigration *migrations = mado_schema_get_migrations (&n_migrations);
  g_autoptr (MadoDatabase) older = mado_database_open (&place, MADO_DATABASE_CREATE, NULL, data_key, NULL);

  g_assert_nonnull (older);
  g_assert_true (mado_schema_migrate (older, migrations, version, path, NULL));
  copy_rows (terminal, older, data_key, version);
  run (older, "VACUUM");
  g_assert_true (mado_database_empty_log (older, NULL));
}

static void
put (const char *from, const char *folder, guint version, const char *ending)
{
  g_autofree char *name = g_strdup_printf ("%u%s", version, ending);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) place = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  if (!g_file_copy (source, place, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, &error))
    fprintf (stderr, "%s\n", error->message);
}

int
main (int argc, char **argv)
{
  ReplicaTerminal terminal = { 0 };
  guint version = argc == 3 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 0;
  g_autofree char *key = NULL, *database = NULL, *older = NULL;
  gsize n_migrations = 0;

  (void) mado_schema_get_migrations (&n_migrations); /* ignored: only how many */
  if (version == 0 || version > n_migrations) {
    fprintf (stderr, "usage: make-schema-file VERSION FOLDER, of versions up to %u\n", (guint) n_migrations);
    return EXIT_FAILURE;
  }
  store_sample_set_up (&terminal.sample, NULL);
  schema_file_use (&terminal.sample);
  terminal.office = replica_office_new ("ninpu-r7.json", "a-01");
  terminal.database = store_sample_create (&terminal.sample);
  terminal.replica = replica_office_open (terminal.office, terminal.database);
  schema_file_fill (&terminal);
  key = store_sample_name (&terminal.sample, ".key");
  database = store_sample_name (&terminal.sample, ".db");
  older = store_sample_name (&terminal.sample, ".older");
  g_clear_pointer (&terminal.replica, mado_replica_free);
  g_assert_true (mado_database_empty_log (terminal.database, NULL));
  if (version < n_migrations)
    make_older (&terminal, version, older);
  put (key, argv[2], version, ".key");
  put (version < n_migrations ? older : database, argv[2], version, ".db");
  replica_terminal_tear_down (&terminal, NULL);

  return EXIT_SUCCESS;
}
