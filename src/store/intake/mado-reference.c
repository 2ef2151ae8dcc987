/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists of a register, whole: the newest that was taken in to its end is the one that is looked into. */

#include "mado-reference.h"

#include "mado-statement.h"
#include "mado-transaction.h"

/**
 * mado_reference_free:
 * @self: (nullable) (transfer full): a row of a register that was read
 */
void
mado_reference_free (MadoReference *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->text, g_bytes_unref);
  g_free (self->map);
  g_free (self);
}

static const char insert_row[] = "INSERT INTO reference_row (import, row, key, text) VALUES (?1, ?2, ?3, ?4)"
                                 " ON CONFLICT (import, row) DO UPDATE SET key = excluded.key, text = excluded.text";

static gboolean
insert (MadoDatabase *database, const MadoReference *reference, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, insert_row);

  mado_statement_bind_id (statement, 1, reference->import);
  mado_statement_bind_int (statement, 2, (gint64) reference->row);
  mado_statement_bind_text (statement, 3, reference->key);
  mado_statement_bind_bytes (statement, 4, g_bytes_get_data (reference->text, NULL),
                             g_bytes_get_size (reference->text));

  return mado_statement_run (statement, error);
}

/**
 * mado_references_keep:
 * @database: the database that writes
 * @references: (array length=n_references): rows of an import that was begun
 * @n_references: how many
 * @error: where to put what went wrong; none is kept then
 *
 * Returns: whether all of them are on the disk
 */
gboolean
mado_references_keep (MadoDatabase *database, const MadoReference *references, guint n_references, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_transaction_begin (database, error);

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < n_references; i++)
    if (!insert (database, &references[i], error))
      return FALSE;

  return mado_transaction_commit (g_steal_pointer (&transaction), error);
}

static const char find_list[] = "SELECT 1 FROM import WHERE map = ?1 AND is_done LIMIT 1";

/**
 * mado_reference_has_list:
 * @database: any connection
 * @map: the id of the programme's map of a register
 * @out_has: (out): whether a list of it was taken in to its end
 * @error: where to put why nobody can say
 *
 * Returns: whether it is known
 */
gboolean
mado_reference_has_list (MadoDatabase *database, const char *map, gboolean *out_has, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, find_list);
  gboolean has_list;

  mado_statement_bind_text (statement, 1, map);
  has_list = mado_statement_step (statement);
  if (!mado_statement_finish (statement, error))
    return FALSE;
  *out_has = has_list;

  return TRUE;
}

/* An import that was cut off is not looked into: who is missing from half a list is not missing from the register. */
static const char list_rows[] =
    "SELECT import, reference_row.row, text, at FROM reference_row JOIN import ON import = import.id"
    " WHERE key = ?2 AND import.id = (SELECT id FROM import WHERE map = ?1 AND is_done ORDER BY at DESC, id DESC LIMIT "
    "1)"
    " ORDER BY reference_row.row";

static MadoReference *
read_row (MadoStatement *statement, const char *map)
{
  MadoReference *reference = g_new0 (MadoReference, 1);

  reference->import = mado_statement_get_id (statement, 0);
  reference->row = (guint64) mado_statement_get_int (statement, 1);
  reference->text = mado_statement_dup_bytes (statement, 2);
  reference->at.microseconds = mado_statement_get_int (statement, 3);
  reference->map = g_strdup (map);

  return reference;
}

/**
 * mado_reference_list:
 * @database: any connection
 * @map: the id of the programme's map of that register
 * @key: what is looked for
 * @error: where to put why nobody can say
 *
 * Returns: (transfer full) (element-type MadoReference): the rows of the newest list that have this key
 */
GPtrArray *
mado_reference_list (MadoDatabase *database, const char *map, const char *key, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_reference_free);
  g_autoptr (MadoStatement) statement = mado_statement_take (database, list_rows);

  mado_statement_bind_text (statement, 1, map);
  mado_statement_bind_text (statement, 2, key);
  while (mado_statement_step (statement))
    g_ptr_array_add (rows, read_row (statement, map));

  return mado_statement_finish (statement, error) ? g_steal_pointer (&rows) : NULL;
}
