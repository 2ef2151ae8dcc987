/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes the service's log: each chunk is checked, laid under what is pending, and counted, in one transaction. */

#include "mado-take.h"

#include "mado-chain.h"
#include "mado-replica-private.h"
#include "mado-store-error.h"
#include "mado-transaction.h"

static gboolean
refuse (GError **error, const char *flaw)
{
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CHAIN, "cannot take the service's log: %s", flaw);

  return FALSE;
}

static gboolean
check_chunk (const MadoCursor *cursor, gint64 epoch, guint n_entries, GError **error)
{
  if (cursor->place != NULL)
    return refuse (error, "what was before it is still being loaded");
  if (cursor->epoch != epoch)
    return refuse (error, "it is of another epoch");
  if (n_entries > MADO_TAKE_MAX_ENTRIES)
    return refuse (error, "the chunk is too large");

  return TRUE;
}

static gboolean
follow (MadoCursor *cursor, MadoChain *chain, const MadoLogEntry *entry, GError **error)
{
  if (entry->seq != cursor->at.seq + 1)
    return refuse (error, "an entry is missing");
  mado_chain_append (chain, &entry->leaf);
  if (!mado_hash_equals (mado_chain_get_head (chain), &entry->chain))
    return refuse (error, "an entry does not follow those before it");
  if (entry->seq == cursor->highest.seq && !mado_hash_equals (&entry->chain, &cursor->highest.chain))
    return refuse (error, "it is not the one that was loaded from");
  cursor->at = (MadoLogPlace) { entry->seq, entry->chain };

  return TRUE;
}

static const MadoJournalState states[] = {
  [MADO_OUTCOME_APPLIED] = MADO_JOURNAL_APPLIED,         [MADO_OUTCOME_CONVERGED] = MADO_JOURNAL_CONVERGED,
  [MADO_OUTCOME_CONFLICT] = MADO_JOURNAL_CONFLICT,       [MADO_OUTCOME_REFUSED] = MADO_JOURNAL_REFUSED,
  [MADO_OUTCOME_QUARANTINED] = MADO_JOURNAL_QUARANTINED,
};

static gboolean
take_entry (MadoReplica *self, const MadoLogEntry *entry, GError **error)
{
  for (guint i = 0; i < entry->n_words; i++)
    if (!mado_replica_set_base (self, entry->words[i].id, entry->words[i].entity, entry->seq, error))
      return FALSE;

  return !mado_id_is_valid (entry->operation) ||
         mado_journal_settle (self->database, entry->operation, states[entry->outcome], entry->code, error);
}

/**
 * mado_replica_take:
 * @self: a replica
 * @epoch: of the service's log
 * @entries: (array length=n_entries): the next entries
 * @n_entries: how many; at most %MADO_TAKE_MAX_ENTRIES
 * @error: %MADO_STORE_ERROR_CHAIN where they do not continue what is here: it has to be loaded anew. Nothing is taken
 *   then
 *
 * Own operations among them are settled, and what is still pending comes on top again.
 *
 * Returns: whether all of it is on the disk
 */
gboolean
mado_replica_take (MadoReplica *self, gint64 epoch, const MadoLogEntry *entries, guint n_entries, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_transaction_begin (self->database, error);
  g_auto (MadoCursor) cursor = { 0 };
  g_autoptr (MadoChain) chain = NULL;

  if (transaction == NULL || !mado_cursor_load (self->database, &cursor, error) ||
      !check_chunk (&cursor, epoch, n_entries, error))
    return FALSE;
  chain = mado_chain_new ((guint64) cursor.at.seq, &cursor.at.chain);
  for (guint i = 0; i < n_entries; i++)
    if (!follow (&cursor, chain, &entries[i], error) || !take_entry (self, &entries[i], error))
      return FALSE;

  return mado_replica_rebase (self, error) && mado_cursor_save (&cursor, self->database, error) &&
         mado_transaction_commit (g_steal_pointer (&transaction), error);
}
