/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Copies a database before something happens to it. A copy takes the place of the one before only once it was read
 * again from end to end. */

#include "mado-backup.h"

#include "mado-durable-file.h"
#include "mado-statement.h"
#include "mado-store-error.h"

/* Both new files take the key of the one that is open. */
static const char copy[] = "VACUUM INTO ?1";
static const char attach[] = "ATTACH ?1 AS copy";

static const char check_original[] = "PRAGMA main.integrity_check (1)";
static const char check_copy[] = "PRAGMA copy.integrity_check (1)";

static gboolean
run_with_path (MadoDatabase *database, const char *sql, const char *path, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  mado_statement_bind_text (statement, 1, path);

  return mado_statement_run (statement, error);
}

static gboolean
check_whole (MadoDatabase *database, const char *check, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, check);
  gboolean is_whole = mado_statement_step (statement) && g_strcmp0 (mado_statement_get_text (statement, 0), "ok") == 0;

  if (!mado_statement_finish (statement, error))
    return FALSE;
  if (!is_whole)
    g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED,
                         "cannot back up the database: it is not whole");

  return is_whole;
}

/* A damaged page ends the copying with an error that says nothing; looking for it says more. */
static gboolean
make_copy (MadoDatabase *database, const char *path, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (run_with_path (database, copy, path, &fault))
    return TRUE;
  if (!g_error_matches (fault, MADO_STORE_ERROR, MADO_STORE_ERROR_FAILED) ||
      check_whole (database, check_original, error))
    g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

static gboolean
verify (MadoDatabase *database, const char *path, GError **error)
{
  gboolean is_whole;

  if (!run_with_path (database, attach, path, error))
    return FALSE;
  is_whole = check_whole (database, check_copy, error);

  return mado_database_run_script (database, "DETACH copy", is_whole ? error : NULL) && is_whole;
}

/**
 * mado_backup_make:
 * @database: the database that writes, outside a transaction
 * @path: where the copy goes; what is there is replaced
 * @error: set where what was there before still is
 *
 * Returns: whether the copy is there, whole and for good
 */
gboolean
mado_backup_make (MadoDatabase *database, const char *path, GError **error)
{
  g_autofree char *beside = g_strconcat (path, ".new", NULL);

  if (mado_durable_file_remove (beside, error) && mado_durable_file_reserve (beside, error) &&
      make_copy (database, beside, error) && verify (database, beside, error) &&
      mado_durable_file_move (beside, path, MADO_DURABLE_FILE_REPLACE, error))
    return TRUE;
  (void) mado_durable_file_remove (beside, NULL); /* ignored: the next one takes its place */

  return FALSE;
}
