/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is shown: the service's word with what is pending here on top. Of each entity that a pending operation changed,
 * the service's word is kept aside, so that it can be laid under again (mado-rebase.c). */

#include "mado-replica-private.h"

#include "mado-statement.h"

static const char keep_base[] = "INSERT INTO overlay (id, seq, text) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO NOTHING";
static const char replace_base[] = "UPDATE overlay SET seq = ?2, text = ?3 WHERE id = ?1";

static gboolean
write_base (MadoReplica *self, const char *sql, MadoId id, const MadoEntity *base, gint64 seq, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (self->database, sql);

  mado_statement_bind_id (statement, 1, id);
  mado_statement_bind_int (statement, 2, seq);
  if (base != NULL)
    mado_statement_bind_bytes (statement, 3, g_bytes_get_data (mado_entity_get_text (base), NULL),
                               g_bytes_get_size (mado_entity_get_text (base)));

  return mado_statement_run (statement, error);
}

static gboolean
show_entity (MadoReplica *self, MadoEntity *after, GError **error)
{
  MadoId id = mado_entity_get_id (after);
  g_auto (MadoRow) row = { 0 };

  if (!mado_row_find (self->database, id, &row, error))
    return FALSE;
  mado_replica_note_shown (self, id, row.entity, after);

  return write_base (self, keep_base, id, row.entity, row.seq, error) &&
         mado_replica_put_over (self, &row, after, row.seq, error);
}

/**
 * mado_replica_show:
 * @self: a replica
 * @outcome: of an operation that was judged last, over what is shown
 * @error: where to put what went wrong
 *
 * Returns: whether what it changed is shown
 */
gboolean
mado_replica_show (MadoReplica *self, const MadoOutcome *outcome, GError **error)
{
  for (guint i = 0; i < outcome->entities->len; i++)
    if (!show_entity (self, g_ptr_array_index (outcome->entities, i), error))
      return FALSE;

  return TRUE;
}

static const char find_base[] = "SELECT seq, text FROM overlay WHERE id = ?1";

/**
 * mado_replica_find_kept:
 * @self: a replica
 * @id: an entity's id
 * @out_base: (out caller-allocates): the service's word, where it is kept aside
 * @error: where to put why nobody can say
 *
 * Returns: whether the file could be read
 */
gboolean
mado_replica_find_kept (MadoReplica *self, MadoId id, MadoKeptWord *out_base, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (self->database, find_base);
  g_auto (MadoKeptWord) base = { 0 };

  mado_statement_bind_id (statement, 1, id);
  if (mado_statement_step (statement)) {
    g_autoptr (GBytes) text = mado_statement_dup_bytes (statement, 1);

    base.is_kept = TRUE;
    base.seq = mado_statement_get_int (statement, 0);
    if (g_bytes_get_size (text) > 0) {
      base.entity = mado_row_read_text (text, error);
      if (base.entity == NULL)
        return FALSE;
    }
  }
  if (!mado_statement_finish (statement, error))
    return FALSE;
  *out_base = (MadoKeptWord) { base.is_kept, base.seq, g_steal_pointer (&base.entity) };

  return TRUE;
}

/**
 * mado_kept_word_clear:
 * @self: a word; holds nothing afterwards
 */
void
mado_kept_word_clear (MadoKeptWord *self)
{
  g_clear_pointer (&self->entity, mado_entity_unref);
}

/**
 * mado_replica_set_base:
 * @self: a replica
 * @id: an entity's id
 * @base: (nullable): the service's word; %NULL: it has no such entity for this person
 * @seq: of the log entry that the word is of; an older one than is here changes nothing
 * @error: where to put what went wrong
 *
 * What is pending comes on top again with mado_replica_rebase().
 *
 * Returns: whether it is here
 */
gboolean
mado_replica_set_base (MadoReplica *self, MadoId id, MadoEntity *base, gint64 seq, GError **error)
{
  g_auto (MadoRow) row = { 0 };
  g_auto (MadoKeptWord) kept = { 0 };
  gboolean is_erased = FALSE;

  if (!mado_replica_is_erased (self, id, &is_erased, error) || !mado_row_find (self->database, id, &row, error) ||
      !mado_replica_find_kept (self, id, &kept, error))
    return FALSE;
  if (is_erased || seq <= (kept.is_kept ? kept.seq : row.seq))
    return TRUE;
  if (base != NULL && !mado_replica_drop_covered (self, base, error))
    return FALSE;
  mado_replica_note_word (self, id, kept.is_kept ? kept.entity : row.entity, base);
  if (kept.is_kept)
    return write_base (self, replace_base, id, base, seq, error);

  return mado_replica_put_over (self, &row, base, seq, error);
}
