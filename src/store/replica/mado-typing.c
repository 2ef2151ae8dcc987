/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Unsaved typing. Of an entity that was erased, none is kept. */

#include "mado-typing.h"

#include "mado-statement.h"

static const char keep_draft[] = "INSERT INTO draft (key, entity, text, at) SELECT ?1, ?2, ?3, ?4"
                                 " WHERE NOT EXISTS (SELECT 1 FROM erased WHERE id = ?2)"
                                 " ON CONFLICT (key) DO UPDATE"
                                 " SET entity = excluded.entity, text = excluded.text, at = excluded.at";

/**
 * mado_typing_keep:
 * @database: the database that writes
 * @key: the name of the form and of what is filled in
 * @entity: what it is about, or MADO_ID_NONE
 * @text: all that was typed
 * @now: the time
 * @error: where to put what went wrong
 *
 * Returns: whether it is on the disk
 */
gboolean
mado_typing_keep (MadoDatabase *database, const char *key, MadoId entity, GBytes *text, MadoInstant now, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, keep_draft);

  mado_statement_bind_text (statement, 1, key);
  mado_statement_bind_id (statement, 2, entity);
  mado_statement_bind_bytes (statement, 3, g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  mado_statement_bind_int (statement, 4, now.microseconds);

  return mado_statement_run (statement, error);
}

static const char find_draft[] = "SELECT text FROM draft WHERE key = ?1";

/**
 * mado_typing_find:
 * @database: any connection
 * @key: the name of the form and of what is filled in
 * @out_text: (out) (transfer full) (nullable): what was typed; %NULL: nothing that is not saved
 * @error: where to put why nobody can say
 *
 * Returns: whether the file could be read
 */
gboolean
mado_typing_find (MadoDatabase *database, const char *key, GBytes **out_text, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, find_draft);
  g_autoptr (GBytes) text = NULL;

  mado_statement_bind_text (statement, 1, key);
  if (mado_statement_step (statement))
    text = mado_statement_dup_bytes (statement, 0);
  if (!mado_statement_finish (statement, error))
    return FALSE;
  *out_text = g_steal_pointer (&text);

  return TRUE;
}

static const char list_drafts[] = "SELECT entity FROM draft WHERE key >= ?1 AND key < ?2 ORDER BY key";

/**
 * mado_typing_list:
 * @database: any connection
 * @form: the name of a form, without what is filled in
 * @error: where to put why nobody can say
 *
 * Returns: (transfer full) (nullable) (element-type MadoId): what was typed in it and not saved is about these, in the
 * order of their ids
 */
GArray *
mado_typing_list (MadoDatabase *database, const char *form, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, list_drafts);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (MadoId));
  g_autofree char *first = g_strconcat (form, ":", NULL);
  g_autofree char *end = g_strconcat (form, ";", NULL); /* what follows the colon */

  mado_statement_bind_text (statement, 1, first);
  mado_statement_bind_text (statement, 2, end);
  while (mado_statement_step (statement)) {
    MadoId id = mado_statement_get_id (statement, 0);

    g_array_append_val (ids, id);
  }

  return mado_statement_finish (statement, error) ? g_steal_pointer (&ids) : NULL;
}

static const char forget_draft[] = "DELETE FROM draft WHERE key = ?1";

/**
 * mado_typing_forget:
 * @database: the database that writes
 * @key: the name of a form that was saved or given up
 * @error: where to put what went wrong
 *
 * Returns: whether nothing of it is kept
 */
gboolean
mado_typing_forget (MadoDatabase *database, const char *key, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, forget_draft);

  mado_statement_bind_text (statement, 1, key);

  return mado_statement_run (statement, error);
}
