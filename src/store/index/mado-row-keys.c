/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes a key where a row comes to have it, and takes it away where it has it no more. */

#include "mado-row-keys.h"

#include "mado-row.h"
#include "mado-statement.h"

static char *
dup_key (const MadoRowKeys *self, const MadoProgramme *programme, const MadoEntity *entity)
{
  return entity != NULL ? self->dup_key (programme, entity) : NULL;
}

static gboolean
write_key (MadoDatabase *database, const char *sql, const char *key, gint64 row, GError **error)
{
  if (key == NULL)
    return TRUE;

  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  mado_statement_bind_text (statement, 1, key);
  mado_statement_bind_int (statement, 2, row);

  return mado_statement_run (statement, error);
}

static gboolean
change_key (const MadoRowKeys *self,
            MadoDatabase *database,
            const MadoProgramme *programme,
            const MadoRowChange *row,
            GError **error)
{
  g_autofree char *before = dup_key (self, programme, row->before);
  g_autofree char *after = dup_key (self, programme, row->after);

  if (g_strcmp0 (before, after) == 0)
    return TRUE;

  return write_key (database, self->remove, before, row->row, error) &&
         write_key (database, self->add, after, row->row, error);
}

/**
 * mado_row_keys_change:
 * @self: keys
 * @database: the database that writes, in the transaction that changes the rows
 * @programme: the programme that its rows are of
 * @changes: (array length=n_changes): what changed
 * @n_changes: how many
 * @error: where to put what went wrong
 *
 * Returns: whether the keys are those of the rows again
 */
gboolean
mado_row_keys_change (const MadoRowKeys *self,
                      MadoDatabase *database,
                      const MadoProgramme *programme,
                      const MadoRowChange *changes,
                      guint n_changes,
                      GError **error)
{
  for (guint i = 0; i < n_changes; i++)
    if (!change_key (self, database, programme, &changes[i], error))
      return FALSE;

  return TRUE;
}

/* --- all of them -------------------------------------------------------------------------------------------------- */

typedef gboolean (*Visit) (
    const MadoRowKeys *self, MadoDatabase *database, const char *key, gint64 row, gpointer data, GError **error);

static gboolean
visit (const MadoRowKeys *self,
       MadoDatabase *database,
       const MadoProgramme *programme,
       Visit visitor,
       gpointer data,
       GError **error)
{
  g_autoptr (MadoStatement) rows = mado_statement_take (database, self->list);

  while (mado_statement_step (rows)) {
    g_autoptr (GBytes) text = mado_statement_dup_bytes (rows, 1);
    g_autoptr (MadoEntity) entity = mado_row_read_text (text, error);
    g_autofree char *key = dup_key (self, programme, entity);

    if (entity == NULL ||
        (key != NULL && !visitor (self, database, key, mado_statement_get_int (rows, 0), data, error)))
      return FALSE;
  }

  return mado_statement_finish (rows, error);
}

static gboolean
add (const MadoRowKeys *self,
     MadoDatabase *database,
     const char *key,
     gint64 row,
     G_GNUC_UNUSED gpointer data,
     GError **error)
{
  return write_key (database, self->add, key, row, error);
}

/**
 * mado_row_keys_rebuild:
 * @self: keys
 * @database: the database that writes, in a transaction
 * @programme: the programme that its rows are of
 * @error: where to put what went wrong
 *
 * Returns: whether they were made again of all rows
 */
gboolean
mado_row_keys_rebuild (const MadoRowKeys *self, MadoDatabase *database, const MadoProgramme *programme, GError **error)
{
  return mado_database_run_script (database, self->remove_all, error) &&
         visit (self, database, programme, add, NULL, error);
}

typedef struct {
  gint64 n_keys;
  gboolean is_any_missing;
} Comparison;

static gboolean
compare (const MadoRowKeys *self, MadoDatabase *database, const char *key, gint64 row, gpointer data, GError **error)
{
  Comparison *comparison = data;
  g_autoptr (MadoStatement) statement = mado_statement_take (database, self->find);

  mado_statement_bind_text (statement, 1, key);
  mado_statement_bind_int (statement, 2, row);
  comparison->n_keys++;
  if (!mado_statement_step (statement))
    comparison->is_any_missing = TRUE;

  return mado_statement_finish (statement, error);
}

/**
 * mado_row_keys_check:
 * @self: keys
 * @reader: any connection
 * @programme: the programme that its rows are of
 * @out_is_right: (out): whether each row is found by its key, and nothing else is
 * @error: where to put why nobody can say
 *
 * Returns: whether the file could be read
 */
gboolean
mado_row_keys_check (const MadoRowKeys *self,
                     MadoDatabase *reader,
                     const MadoProgramme *programme,
                     gboolean *out_is_right,
                     GError **error)
{
  Comparison comparison = { 0 };
  g_autoptr (MadoStatement) count = NULL;
  gint64 n_rows = 0;

  if (!visit (self, reader, programme, compare, &comparison, error))
    return FALSE;
  count = mado_statement_take (reader, self->count);
  if (mado_statement_step (count))
    n_rows = mado_statement_get_int (count, 0);
  *out_is_right = !comparison.is_any_missing && comparison.n_keys == n_rows;

  return mado_statement_finish (count, error);
}
