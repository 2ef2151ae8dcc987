/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Migrations: numbered scripts, carried in the library, each run once and whole. */

#include "mado-schema.h"

#include <string.h>

#include "mado-backup.h"
#include "mado-schema-resource.h"
#include "mado-statement.h"
#include "mado-store-error.h"
#include "mado-transaction.h"

static char *
load_script (GResource *resource, const char *folder, const char *name)
{
  g_autofree char *path = g_strconcat (folder, name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (bytes != NULL);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/**
 * mado_schema_load:
 * @resource: where scripts are compiled in, each named by its number
 * @folder: where in it, with a slash at its end
 *
 * Returns: (transfer full) (element-type MadoMigration): the migrations there, in order, to be kept as long as the
 * program runs
 */
GArray *
mado_schema_load (GResource *resource, const char *folder)
{
  GArray *migrations = g_array_new (FALSE, FALSE, sizeof (MadoMigration));
  g_auto (GStrv) names = g_resource_enumerate_children (resource, folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  for (gsize i = 0; names[i] != NULL; i++) {
    MadoMigration migration = { .number = (guint) g_ascii_strtoull (names[i], NULL, 10),
                                .sql = load_script (resource, folder, names[i]) };

    g_array_append_val (migrations, migration);
  }

  return migrations;
}

static gpointer
load_migrations (gpointer data)
{
  return mado_schema_load (mado_schema_get_resource (), "/jp/madoguchi/schema/");
}

/**
 * mado_schema_get_migrations:
 * @out_n_migrations: (out): how many
 *
 * Returns: (array length=out_n_migrations) (transfer none): the migrations of this release
 */
const MadoMigration *
mado_schema_get_migrations (gsize *out_n_migrations)
{
  static GOnce once = G_ONCE_INIT;
  const GArray *migrations = g_once (&once, load_migrations, NULL);

  *out_n_migrations = migrations->len;

  return (const MadoMigration *) (const void *) migrations->data;
}

/**
 * mado_schema_load_version:
 * @database: any connection
 * @out_version: (out): the number of the last migration that it has gone through
 * @error: where to put what went wrong
 *
 * Returns: whether it could be read
 */
gboolean
mado_schema_load_version (MadoDatabase *database, gint64 *out_version, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, "PRAGMA user_version");

  if (mado_statement_step (statement))
    *out_version = mado_statement_get_int (statement, 0);

  return mado_statement_finish (statement, error);
}

static gboolean
check_version (MadoDatabase *database, guint expected, GError **error)
{
  gint64 version = 0;

  if (!mado_schema_load_version (database, &version, error))
    return FALSE;
  if (version != expected)
    g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_FAILED, "cannot migrate: the script left number %d, not %u",
                 (int) version, expected);

  return version == expected;
}

static gboolean
run_migration (MadoDatabase *database, const MadoMigration *migration, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_transaction_begin (database, error);

  return transaction != NULL && mado_database_run_script (database, migration->sql, error) &&
         check_version (database, migration->number, error) &&
         mado_transaction_commit (g_steal_pointer (&transaction), error);
}

/**
 * mado_schema_migrate:
 * @database: the database that writes
 * @migrations: (array length=n_migrations): in order
 * @n_migrations: how many
 * @backup_path: where the file is copied to first, if it holds anything; what is there is replaced
 * @error: %MADO_STORE_ERROR_NEWER where a newer release wrote the file; the file then is as its last whole migration
 * left it
 *
 * Returns: whether the file is as the last of @migrations leaves it
 */
gboolean
mado_schema_migrate (MadoDatabase *database,
                     const MadoMigration *migrations,
                     gsize n_migrations,
                     const char *backup_path,
                     GError **error)
{
  gint64 version = 0;

  if (!mado_schema_load_version (database, &version, error))
    return FALSE;
  if (version > (gint64) n_migrations) {
    g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_NEWER,
                 "cannot use the database: a newer release wrote it (%d, known up to %d)", (int) version,
                 (int) n_migrations);
    return FALSE;
  }
  if (version > 0 && version < (gint64) n_migrations && !mado_backup_make (database, backup_path, error))
    return FALSE;
  for (gsize i = (gsize) version; i < n_migrations; i++)
    if (!run_migration (database, &migrations[i], error))
      return FALSE;

  return TRUE;
}
