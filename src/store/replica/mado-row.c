/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks up what is shown. A kind that this release does not know is found and listed like any other. */

#include "mado-row.h"

#include "mado-statement.h"

/**
 * mado_row_clear:
 * @self: a row; holds nothing afterwards
 */
void
mado_row_clear (MadoRow *self)
{
  g_clear_pointer (&self->entity, mado_entity_unref);
  *self = (MadoRow) { 0 };
}

/**
 * mado_row_read_text:
 * @text: an entity's text as it is kept
 * @error: where to put that it is none
 *
 * Returns: (transfer full): the entity
 */
MadoEntity *
mado_row_read_text (GBytes *text, GError **error)
{
  gsize length = 0;
  const char *start = g_bytes_get_data (text, &length);

  return mado_entity_read (start, length, error);
}

static MadoEntity *
read_column (MadoStatement *statement, int column, GError **error)
{
  g_autoptr (GBytes) text = mado_statement_dup_bytes (statement, column);

  return mado_row_read_text (text, error);
}

static const char find_by_id[] = "SELECT row, seq, text FROM entity JOIN body USING (row) WHERE id = ?1";

/**
 * mado_row_find:
 * @database: any connection
 * @id: an entity's id
 * @out_row: (out caller-allocates): the entity and where it is; its row is 0 where it is not here
 * @error: where to put why nobody can say
 *
 * Returns: whether the file could be read
 */
gboolean
mado_row_find (MadoDatabase *database, MadoId id, MadoRow *out_row, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, find_by_id);
  g_auto (MadoRow) found = { 0 };

  mado_statement_bind_id (statement, 1, id);
  if (mado_statement_step (statement)) {
    found.row = mado_statement_get_int (statement, 0);
    found.seq = mado_statement_get_int (statement, 1);
    found.entity = read_column (statement, 2, error);
    if (found.entity == NULL)
      return FALSE;
  }
  if (!mado_statement_finish (statement, error))
    return FALSE;
  *out_row = (MadoRow) { .row = found.row, .seq = found.seq, .entity = g_steal_pointer (&found.entity) };

  return TRUE;
}

static const char load_text[] = "SELECT text FROM body WHERE row = ?1";

/**
 * mado_row_load:
 * @database: any connection
 * @row: a place in the file, as an index has it
 * @out_entity: (out) (transfer full) (nullable): what is there
 * @error: where to put why nobody can say
 *
 * Returns: whether the file could be read
 */
gboolean
mado_row_load (MadoDatabase *database, gint64 row, MadoEntity **out_entity, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, load_text);
  g_autoptr (MadoEntity) entity = NULL;

  mado_statement_bind_int (statement, 1, row);
  if (mado_statement_step (statement)) {
    entity = read_column (statement, 0, error);
    if (entity == NULL)
      return FALSE;
  }
  if (!mado_statement_finish (statement, error))
    return FALSE;
  *out_entity = g_steal_pointer (&entity);

  return TRUE;
}

static const char list_kind[] = "SELECT text FROM entity JOIN body USING (row)"
                                " WHERE kind = ?1 AND (state, id) > (?2, ?3) ORDER BY state, id LIMIT ?4";
static const char list_state[] = "SELECT text FROM entity JOIN body USING (row)"
                                 " WHERE kind = ?1 AND state = ?2 AND id > ?3 ORDER BY id LIMIT ?4";

/**
 * mado_row_list:
 * @database: any connection
 * @kind: "case", …
 * @state: (nullable): of those alone that are in this state
 * @after: (nullable): the last of the page before
 * @limit: how many at most
 * @error: where to put why nobody can say
 *
 * Returns: (transfer full) (element-type MadoEntity): a page of them, by state and id
 */
GPtrArray *
mado_row_list (
    MadoDatabase *database, const char *kind, const char *state, const MadoEntity *after, guint limit, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  g_autoptr (MadoStatement) statement = mado_statement_take (database, state != NULL ? list_state : list_kind);
  const char *first = after != NULL ? mado_entity_get_state (after) : "";

  mado_statement_bind_text (statement, 1, kind);
  mado_statement_bind_text (statement, 2, state != NULL ? state : first);
  mado_statement_bind_id (statement, 3, after != NULL ? mado_entity_get_id (after) : MADO_ID_NONE);
  mado_statement_bind_int (statement, 4, limit);
  while (mado_statement_step (statement)) {
    MadoEntity *entity = read_column (statement, 0, error);

    if (entity == NULL)
      return NULL;
    g_ptr_array_add (list, entity);
  }

  return mado_statement_finish (statement, error) ? g_steal_pointer (&list) : NULL;
}
