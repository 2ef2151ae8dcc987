/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is shown: the service's word with what is pending here on top. Of each entity that a pending operation changed,
 * the service's word is kept aside, so that it can be laid under again. Pending operations are few; so all of them are
 * judged anew, in their order, whenever something under them changes: what is shown is always exactly that. */

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

  return mado_row_find (self->database, id, &row, error) &&
         write_base (self, keep_base, id, row.entity, row.seq, error) &&
         mado_replica_put_over (self, &row, after, row.seq, error);
}

/**
 * mado_replica_show:
 * @self: a replica
 * @outcome: of an operation over what is shown
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

static const char find_base[] = "SELECT seq FROM overlay WHERE id = ?1";

static gboolean
find_kept (MadoReplica *self, MadoId id, gboolean *out_is_kept, gint64 *out_seq, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (self->database, find_base);

  mado_statement_bind_id (statement, 1, id);
  *out_is_kept = mado_statement_step (statement);
  if (*out_is_kept)
    *out_seq = mado_statement_get_int (statement, 0);

  return mado_statement_finish (statement, error);
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
  gboolean is_kept = FALSE, is_erased = FALSE;
  gint64 kept_seq = 0;

  if (!mado_replica_is_erased (self, id, &is_erased, error) || !mado_row_find (self->database, id, &row, error) ||
      !find_kept (self, id, &is_kept, &kept_seq, error))
    return FALSE;
  if (is_erased || seq <= (is_kept ? kept_seq : row.seq))
    return TRUE;
  if (base != NULL && !mado_replica_drop_covered (self, base, error))
    return FALSE;
  if (is_kept)
    return write_base (self, replace_base, id, base, seq, error);

  return mado_replica_put_over (self, &row, base, seq, error);
}

/* --- all of it anew ---------------------------------------------------------------------------------------------- */

typedef struct {
  MadoId id;
  gint64 seq;
  GBytes *text; /* empty: there is none */
} Base;

static void
free_base (gpointer data)
{
  Base *base = data;

  g_bytes_unref (base->text);
  g_free (base);
}

static const char list_bases[] = "SELECT id, seq, text FROM overlay";

static GPtrArray *
load_bases (MadoReplica *self, GError **error)
{
  g_autoptr (GPtrArray) bases = g_ptr_array_new_with_free_func (free_base);
  g_autoptr (MadoStatement) statement = mado_statement_take (self->database, list_bases);

  while (mado_statement_step (statement)) {
    Base *base = g_new (Base, 1);

    base->id = mado_statement_get_id (statement, 0);
    base->seq = mado_statement_get_int (statement, 1);
    base->text = mado_statement_dup_bytes (statement, 2);
    g_ptr_array_add (bases, base);
  }

  return mado_statement_finish (statement, error) ? g_steal_pointer (&bases) : NULL;
}

static gboolean
lay_bare (MadoReplica *self, const Base *base, GError **error)
{
  g_autoptr (MadoEntity) entity = NULL;

  if (g_bytes_get_size (base->text) > 0) {
    entity = mado_row_read_text (base->text, error);
    if (entity == NULL)
      return FALSE;
  }

  return mado_replica_put (self, base->id, entity, base->seq, error);
}

static const char forget_bases[] = "DELETE FROM overlay";

static gboolean
lay_all_bare (MadoReplica *self, GError **error)
{
  g_autoptr (GPtrArray) bases = load_bases (self, error);
  g_autoptr (MadoStatement) statement = NULL;

  if (bases == NULL)
    return FALSE;
  for (guint i = 0; i < bases->len; i++)
    if (!lay_bare (self, g_ptr_array_index (bases, i), error))
      return FALSE;
  statement = mado_statement_take (self->database, forget_bases);

  return mado_statement_run (statement, error);
}

/* The operations from @first on that belong together: those of a group, or one. */
static GPtrArray *
read_group (const GPtrArray *entries, guint first, GError **error)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);
  const MadoJournalEntry *leader = g_ptr_array_index (entries, first);

  for (guint i = first; i < entries->len; i++) {
    const MadoJournalEntry *entry = g_ptr_array_index (entries, i);
    MadoOperation *operation;

    if (i > first && (!mado_id_is_valid (leader->group) || mado_id_compare (leader->group, entry->group) != 0))
      break;
    operation = mado_operation_read (g_bytes_get_data (entry->text, NULL), g_bytes_get_size (entry->text), error);
    if (operation == NULL)
      return NULL;
    g_ptr_array_add (operations, operation);
  }

  return g_steal_pointer (&operations);
}

/* What is refused now stays in the journal, is still sent, and says why it cannot be seen. */
static gboolean
show_again (MadoReplica *self, const MadoJournalEntry *entry, const MadoOutcome *outcome, GError **error)
{
  const char *code = outcome->refusal != NULL ? outcome->refusal->code : NULL;

  if (g_strcmp0 (code, entry->code) != 0 &&
      !mado_journal_settle (self->database, entry->operation, MADO_JOURNAL_SAVED, code, error))
    return FALSE;

  return mado_replica_show (self, outcome, error);
}

static gboolean
lay_on_top (MadoReplica *self, const GPtrArray *entries, GError **error)
{
  for (guint i = 0; i < entries->len;) {
    const MadoJournalEntry *leader = g_ptr_array_index (entries, i);
    g_autoptr (GPtrArray) operations = read_group (entries, i, error);
    g_autoptr (GPtrArray) outcomes =
        operations != NULL ? mado_replica_judge (self, operations, leader->at, error) : NULL;

    if (outcomes == NULL)
      return FALSE;
    for (guint j = 0; j < outcomes->len; j++)
      if (!show_again (self, g_ptr_array_index (entries, i + j), g_ptr_array_index (outcomes, j), error))
        return FALSE;
    i += operations->len;
  }

  return TRUE;
}

/**
 * mado_replica_rebase:
 * @self: a replica
 * @error: where to put what went wrong
 *
 * Returns: whether what is shown is what the service said, with what is pending on top
 */
gboolean
mado_replica_rebase (MadoReplica *self, GError **error)
{
  g_autoptr (GPtrArray) entries = mado_journal_list_pending (self->database, error);

  return entries != NULL && lay_all_bare (self, error) && lay_on_top (self, entries, error);
}
