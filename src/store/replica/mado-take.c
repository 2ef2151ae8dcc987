/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes the service's log: each chunk is checked, laid under what is pending, and counted, in one transaction. */

#include "mado-take.h"

#include "mado-chain.h"
#include "mado-profile.h"
#include "mado-replica-private.h"
#include "mado-store-error.h"
#include "mado-transaction.h"

#define ERASED_BY_SERVICE "service"

/* A chunk on its way in. */
typedef struct {
  MadoReplica *replica;
  MadoProfile profile;
  MadoCursor cursor;
  MadoChain *chain;
  MadoInstant at; /* official time of the last entry that may be seen; zero: of none */
} Taking;

static void
clear_taking (Taking *self)
{
  mado_cursor_clear (&self->cursor);
  g_clear_pointer (&self->chain, mado_chain_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Taking, clear_taking)

static gboolean
refuse (GError **error, const char *flaw)
{
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CHAIN, "cannot take the service's log: %s", flaw);

  return FALSE;
}

static gboolean
check_chunk (const MadoCursor *cursor, const MadoPullReply *reply, GError **error)
{
  if (cursor->place != NULL)
    return refuse (error, "what was before it is still being loaded");
  if (reply->verdict != MADO_PULL_TAKEN)
    return refuse (error, "it does not continue what is here");
  if (cursor->epoch != reply->epoch)
    return refuse (error, "it is of another epoch");
  if (reply->entries->len > MADO_PULL_MAX_ENTRIES)
    return refuse (error, "the chunk is too large");

  return TRUE;
}

static gboolean
begin (Taking *self, const MadoPullReply *reply, GError **error)
{
  MadoDatabase *database = self->replica->database;

  if (!mado_profile_load (database, &self->profile, error) || !mado_cursor_load (database, &self->cursor, error) ||
      !check_chunk (&self->cursor, reply, error))
    return FALSE;
  self->chain = mado_chain_new ((guint64) self->cursor.at.seq, &self->cursor.at.chain);

  return TRUE;
}

/* --- entries ----------------------------------------------------------------------------------------------------- */

static gboolean
check_header (Taking *self, const MadoServedEntry *entry, GError **error)
{
  const MadoHash leaf = mado_chain_hash_leaf (self->replica->hasher, g_bytes_get_data (entry->header, NULL),
                                              g_bytes_get_size (entry->header), &entry->payload_hash);

  return mado_hash_equals (&leaf, &entry->leaf) || refuse (error, "header and payload do not fit the leaf");
}

/* Its author can see that the log has what he wrote. */
static gboolean
check_payload (Taking *self, const MadoServedEntry *entry, const MadoJournalEntry *own, GError **error)
{
  MadoHash hash;

  if (!entry->has_salt || own->text == NULL)
    return TRUE;
  hash = mado_chain_hash_payload (self->replica->hasher, entry->salt, g_bytes_get_data (own->text, NULL),
                                  g_bytes_get_size (own->text));

  return mado_hash_equals (&hash, &entry->payload_hash) || refuse (error, "it has something else than was done here");
}

/* What was erased before it was sent has no id at the service: it is known by its place. */
static gboolean
find_own (Taking *self, const MadoLogHeader *header, MadoJournalEntry **out_own, GError **error)
{
  MadoDatabase *database = self->replica->database;
  g_autoptr (MadoJournalEntry) own = NULL;

  if (!mado_journal_find (database, header->operation, &own, error))
    return FALSE;
  if (own == NULL && mado_id_compare (header->device, self->profile.device) == 0) {
    if (!mado_journal_find_number (database, header->dseq, &own, error))
      return FALSE;
    if (own != NULL && own->text != NULL)
      g_clear_pointer (&own, mado_journal_entry_free);
  }
  *out_own = g_steal_pointer (&own);

  return TRUE;
}

static gboolean
settle (Taking *self, const MadoServedEntry *entry, const MadoLogHeader *header, GError **error)
{
  g_autoptr (MadoJournalEntry) own = NULL;

  if (!find_own (self, header, &own, error))
    return FALSE;

  return own == NULL || (check_payload (self, entry, own, error) &&
                         mado_journal_settle (self->replica->database, own->operation,
                                              mado_journal_get_state (header->outcome), header->code, error));
}

static gboolean
take_visible (Taking *self, const MadoServedEntry *entry, GError **error)
{
  g_autoptr (MadoLogText) text = check_header (self, entry, error) ? mado_log_text_read (entry->header, error) : NULL;
  const MadoLogHeader *header;

  if (text == NULL)
    return FALSE;
  header = mado_log_text_get_header (text);
  if (header->seq != self->cursor.at.seq)
    return refuse (error, "an entry is missing");
  self->at = header->at;

  return settle (self, entry, header, error);
}

static gboolean
take_entry (Taking *self, const MadoServedEntry *entry, GError **error)
{
  MadoCursor *cursor = &self->cursor;

  mado_chain_append (self->chain, &entry->leaf);
  cursor->at = (MadoLogPlace) { cursor->at.seq + 1, *mado_chain_get_head (self->chain) };
  if (cursor->at.seq == cursor->highest.seq && !mado_hash_equals (&cursor->at.chain, &cursor->highest.chain))
    return refuse (error, "it is not the one that was loaded from");

  return entry->header == NULL || take_visible (self, entry, error);
}

static gboolean
take_entries (Taking *self, const MadoPullReply *reply, GError **error)
{
  for (guint i = 0; i < reply->entries->len; i++)
    if (!take_entry (self, &g_array_index (reply->entries, MadoServedEntry, i), error))
      return FALSE;
  if (self->cursor.at.seq > reply->head.seq)
    return refuse (error, "it is shorter than what is here");
  if (self->cursor.at.seq == reply->head.seq && !mado_hash_equals (&self->cursor.at.chain, &reply->head.chain))
    return refuse (error, "its entries do not come to its head");

  return TRUE;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

static gboolean
take_row (MadoReplica *self, const MadoServiceRow *row, MadoInstant at, GError **error)
{
  if (row->gone == MADO_GONE_ERASED)
    return mado_replica_erase_rows (self, row->id, ERASED_BY_SERVICE, at, error);

  return mado_replica_set_base (self, row->id, row->entity, row->seq, error);
}

static gboolean
take_each (MadoReplica *self, const GArray *rows, MadoInstant at, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    if (!take_row (self, &g_array_index (rows, MadoServiceRow, i), at, error))
      return FALSE;

  return TRUE;
}

/**
 * mado_replica_take_rows:
 * @self: a replica, in a transaction
 * @rows: (element-type MadoServiceRow): the service's word on entities; what is not newer than what is here changes
 *   nothing
 * @at: official time of about then, for what is erased; zero where it is not known
 * @error: where to put what went wrong
 *
 * What is pending comes on top again with mado_replica_rebase(). Indexes are told of all rows together, which costs
 * them half.
 *
 * Returns: whether they are here
 */
gboolean
mado_replica_take_rows (MadoReplica *self, const GArray *rows, MadoInstant at, GError **error)
{
  g_autoptr (GArray) changes = mado_row_changes_new ();
  gboolean are_taken;

  self->changes = changes;
  are_taken = take_each (self, rows, at, error);
  self->changes = NULL;
  mado_row_changes_sort (changes);

  return are_taken && mado_replica_tell (self, changes, error);
}

/* The rows are as they are at the head, which may be ahead of the entries: nothing is trusted before those are there.
 */
static gboolean
take_rows (Taking *self, const MadoPullReply *reply, GError **error)
{
  for (guint i = 0; i < reply->rows->len; i++)
    if (g_array_index (reply->rows, MadoServiceRow, i).seq > reply->head.seq)
      return refuse (error, "a row is ahead of its head");
  if (!mado_replica_take_rows (self->replica, reply->rows, self->at, error))
    return FALSE;
  if (reply->head.seq > self->cursor.highest.seq)
    self->cursor.highest = reply->head;

  return TRUE;
}

/**
 * mado_replica_take:
 * @self: a replica
 * @reply: what comes next in the log
 * @error: %MADO_STORE_ERROR_CHAIN where it does not continue what is here: all has to be loaded anew; or what cannot be
 *   read. Nothing is taken then
 *
 * Own operations among the entries are settled, and what is still pending comes on top again.
 *
 * Returns: whether all of it is on the disk
 */
gboolean
mado_replica_take (MadoReplica *self, const MadoPullReply *reply, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_replica_begin (self, error);
  g_auto (Taking) taking = { .replica = self };

  if (transaction == NULL || !begin (&taking, reply, error) || !take_entries (&taking, reply, error) ||
      !take_rows (&taking, reply, error) || !mado_replica_rebase (self, error) ||
      !mado_cursor_save (&taking.cursor, self->database, error) ||
      !mado_replica_commit (self, g_steal_pointer (&transaction), error))
    return FALSE;
  (void) mado_replica_scrub (self, NULL); /* ignored: somebody reads; the next taking or opening makes up for it */

  return TRUE;
}
