/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The log of imports. One file is one import with one map: taken in again, it goes on where it was. */

#include "mado-import.h"

#include <string.h>

#include "mado-blob-cache.h"
#include "mado-statement.h"
#include "mado-transaction.h"

/**
 * mado_import_free:
 * @self: (nullable) (transfer full): an import
 */
void
mado_import_free (MadoImport *self)
{
  if (self == NULL)
    return;

  g_free (self->map);
  g_free (self->name);
  g_free (self->account);
  g_free (self);
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

static const char insert_import[] = "INSERT INTO import (id, map, name, hash, at, account, n_rows, is_done)"
                                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)"
                                    " ON CONFLICT (id) DO UPDATE SET is_done = 0";

static gboolean
insert (MadoDatabase *database, const MadoImport *import, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, insert_import);

  mado_statement_bind_id (statement, 1, import->id);
  mado_statement_bind_text (statement, 2, import->map);
  mado_statement_bind_text (statement, 3, import->name);
  mado_statement_bind_bytes (statement, 4, import->hash.bytes, sizeof import->hash.bytes);
  mado_statement_bind_int (statement, 5, import->at.microseconds);
  mado_statement_bind_text (statement, 6, import->account);
  mado_statement_bind_int (statement, 7, import->n_rows);

  return mado_statement_run (statement, error);
}

static gboolean
keep_file (MadoDatabase *database, const MadoImport *import, GBytes *file, GError **error)
{
  const MadoBlob blob = { import->id, import->hash, file };

  return mado_blob_cache_put (database, &blob, import->at, error) &&
         mado_blob_cache_pin (database, &import->hash, TRUE, error);
}

/**
 * mado_import_begin:
 * @database: the database that writes
 * @import: a file that is to be taken in; one that was begun before goes on
 * @file: (nullable): its bytes; %NULL: they must not be kept
 * @error: %MADO_STORE_ERROR_CONSTRAINT where the same file was taken in under another id meanwhile;
 *   %MADO_STORE_ERROR_DAMAGED where the hash is of another file
 *
 * Returns: whether the import and the file are on the disk
 */
gboolean
mado_import_begin (MadoDatabase *database, const MadoImport *import, GBytes *file, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_transaction_begin (database, error);

  return transaction != NULL && insert (database, import, error) &&
         (file == NULL || keep_file (database, import, file, error)) &&
         mado_transaction_commit (g_steal_pointer (&transaction), error);
}

static const char finish_import[] = "UPDATE import SET is_done = 1 WHERE id = ?1";

/**
 * mado_import_finish:
 * @database: the database that writes
 * @id: an import
 * @error: where to put what went wrong
 *
 * Returns: whether it counts as gone through to its end
 */
gboolean
mado_import_finish (MadoDatabase *database, MadoId id, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, finish_import);

  mado_statement_bind_id (statement, 1, id);

  return mado_statement_run (statement, error);
}

static const char forget_owner[] = "DELETE FROM blob_owner WHERE entity = ?1";
/* Taken in with two maps it is one blob. */
static const char forget_blob[] = "DELETE FROM blob WHERE hash IN (SELECT hash FROM import WHERE id = ?1)"
                                  " AND NOT EXISTS (SELECT 1 FROM blob_owner WHERE blob_owner.hash = blob.hash)";
static const char forget_references[] = "DELETE FROM reference_row WHERE import = ?1";

static gboolean
run_with_id (MadoDatabase *database, const char *sql, MadoId id, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  mado_statement_bind_id (statement, 1, id);

  return mado_statement_run (statement, error);
}

/**
 * mado_import_forget_file:
 * @database: the database that writes
 * @id: an import whose file's time is over
 * @error: where to put what went wrong
 *
 * The log keeps its name, hash and numbers; what became a case stays one. What it brought beside the cases goes with
 * it.
 *
 * Returns: whether its file is here no more
 */
gboolean
mado_import_forget_file (MadoDatabase *database, MadoId id, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_transaction_begin (database, error);

  return transaction != NULL && run_with_id (database, forget_owner, id, error) &&
         run_with_id (database, forget_blob, id, error) && run_with_id (database, forget_references, id, error) &&
         mado_transaction_commit (g_steal_pointer (&transaction), error);
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

#define COLUMNS                                                                                                        \
  "id, map, name, hash, at, account, n_rows, is_done,"                                                                 \
  " (SELECT count (*) FROM import_row WHERE import = id) + (SELECT count (*) FROM reference_row WHERE import = id),"   \
  " EXISTS (SELECT 1 FROM blob_owner WHERE entity = id) OR EXISTS (SELECT 1 FROM reference_row WHERE import = id)"     \
  " FROM import"

static MadoImport *
read_import (MadoStatement *statement)
{
  MadoImport *import = g_new0 (MadoImport, 1);
  g_autoptr (GBytes) hash = mado_statement_dup_bytes (statement, 3);

  import->id = mado_statement_get_id (statement, 0);
  import->map = g_strdup (mado_statement_get_text (statement, 1));
  import->name = g_strdup (mado_statement_get_text (statement, 2));
  if (g_bytes_get_size (hash) == sizeof import->hash.bytes)
    memcpy (import->hash.bytes, g_bytes_get_data (hash, NULL), sizeof import->hash.bytes);
  import->at.microseconds = mado_statement_get_int (statement, 4);
  import->account = g_strdup (mado_statement_get_text (statement, 5));
  import->n_rows = mado_statement_get_int (statement, 6);
  import->is_done = mado_statement_get_int (statement, 7) != 0;
  import->n_taken = mado_statement_get_int (statement, 8);
  import->is_kept = mado_statement_get_int (statement, 9) != 0;

  return import;
}

static const char find_import[] = "SELECT " COLUMNS " WHERE hash = ?1 AND map = ?2";

/**
 * mado_import_find:
 * @database: any connection
 * @hash: of a file
 * @map: the id of a map
 * @out_import: (out) (transfer full) (nullable): when it was taken in with that; %NULL: never
 * @error: where to put why nobody can say
 *
 * Returns: whether the file could be read
 */
gboolean
mado_import_find (
    MadoDatabase *database, const MadoHash *hash, const char *map, MadoImport **out_import, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, find_import);
  g_autoptr (MadoImport) import = NULL;

  mado_statement_bind_bytes (statement, 1, hash->bytes, sizeof hash->bytes);
  mado_statement_bind_text (statement, 2, map);
  if (mado_statement_step (statement))
    import = read_import (statement);
  if (!mado_statement_finish (statement, error))
    return FALSE;
  *out_import = g_steal_pointer (&import);

  return TRUE;
}

static const char list_imports[] = "SELECT " COLUMNS " ORDER BY at, id";

/**
 * mado_import_list:
 * @database: any connection
 * @error: where to put why nobody can say
 *
 * Returns: (transfer full) (element-type MadoImport): all that were taken in, the first one first
 */
GPtrArray *
mado_import_list (MadoDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) imports = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_import_free);
  g_autoptr (MadoStatement) statement = mado_statement_take (database, list_imports);

  while (mado_statement_step (statement))
    g_ptr_array_add (imports, read_import (statement));

  return mado_statement_finish (statement, error) ? g_steal_pointer (&imports) : NULL;
}

static const char find_content[] = "SELECT 1 FROM import_row WHERE entity = ?1 AND content = ?2";

/**
 * mado_import_knows:
 * @database: any connection
 * @entity: a case
 * @content: what a row says
 * @out_is_known: (out): whether the case was made, or changed, by a row that said just that
 * @error: where to put why nobody can say
 *
 * The service hands no hash of a case on; what this terminal has taken in, it remembers itself.
 *
 * Returns: whether the file could be read
 */
gboolean
mado_import_knows (
    MadoDatabase *database, MadoId entity, const MadoHash *content, gboolean *out_is_known, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, find_content);

  mado_statement_bind_id (statement, 1, entity);
  mado_statement_bind_bytes (statement, 2, content->bytes, sizeof content->bytes);
  *out_is_known = mado_statement_step (statement);

  return mado_statement_finish (statement, error);
}
