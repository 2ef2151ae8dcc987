/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal of own operations: appended to, read, and checked. How far the service has it is one number in the
 * cursor, so that an acknowledgement of any length is one small write. */

#include "mado-journal.h"

#include <string.h>

#include "mado-chain.h"
#include "mado-fault-point.h"
#include "mado-replica-private.h"
#include "mado-statement.h"

#define PAGE 500

/**
 * mado_journal_entry_free:
 * @self: (transfer full): an entry
 */
void
mado_journal_entry_free (MadoJournalEntry *self)
{
  g_clear_pointer (&self->text, g_bytes_unref);
  g_free (self->code);
  g_free (self);
}

/**
 * mado_journal_entry_is_held:
 * @self: an entry
 * @now: the time
 *
 * One that was made later than now was made before the clock was set back: nobody can tell any more how long it waited.
 *
 * Returns: whether it is not to be sent yet
 */
gboolean
mado_journal_entry_is_held (const MadoJournalEntry *self, MadoInstant now)
{
  return self->state == MADO_JOURNAL_SAVED && self->at.microseconds <= now.microseconds &&
         self->hold_until.microseconds > now.microseconds;
}

/**
 * mado_journal_state_get_name:
 * @state: a state
 *
 * Returns: (transfer none): its name for scripts
 */
const char *
mado_journal_state_get_name (MadoJournalState state)
{
  static const char *const names[] = {
    [MADO_JOURNAL_SAVED] = "saved",         [MADO_JOURNAL_APPLIED] = "applied",
    [MADO_JOURNAL_CONVERGED] = "converged", [MADO_JOURNAL_CONFLICT] = "conflict",
    [MADO_JOURNAL_REFUSED] = "refused",     [MADO_JOURNAL_QUARANTINED] = "quarantined",
    [MADO_JOURNAL_WITHDRAWN] = "withdrawn", [MADO_JOURNAL_RECEIVED] = "received",
  };

  return names[state];
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

#define COLUMNS                                                                                                        \
  "dseq, operation, entity, together, withdraws, hash, journal.chain, text, at, hold_until, state, code, received"     \
  " FROM journal JOIN cursor"

static MadoHash
get_hash (MadoStatement *statement, int column)
{
  g_autoptr (GBytes) bytes = mado_statement_dup_bytes (statement, column);
  MadoHash hash = { 0 };

  if (g_bytes_get_size (bytes) == sizeof hash.bytes)
    memcpy (hash.bytes, g_bytes_get_data (bytes, NULL), sizeof hash.bytes);

  return hash;
}

static GBytes *
dup_text (MadoStatement *statement, int column)
{
  GBytes *text = mado_statement_dup_bytes (statement, column);

  if (g_bytes_get_size (text) == 0)
    g_clear_pointer (&text, g_bytes_unref);

  return text;
}

static MadoJournalEntry *
read_entry (MadoStatement *statement)
{
  MadoJournalEntry *entry = g_new0 (MadoJournalEntry, 1);

  entry->dseq = mado_statement_get_int (statement, 0);
  entry->operation = mado_statement_get_id (statement, 1);
  entry->entity = mado_statement_get_id (statement, 2);
  entry->group = mado_statement_get_id (statement, 3);
  entry->withdraws = mado_statement_get_id (statement, 4);
  entry->hash = get_hash (statement, 5);
  entry->chain = get_hash (statement, 6);
  entry->text = dup_text (statement, 7);
  entry->at.microseconds = mado_statement_get_int (statement, 8);
  entry->hold_until.microseconds = mado_statement_get_int (statement, 9);
  entry->state = (MadoJournalState) mado_statement_get_int (statement, 10);
  entry->code = g_strdup (mado_statement_get_text (statement, 11));
  if (entry->state == MADO_JOURNAL_SAVED && entry->dseq <= mado_statement_get_int (statement, 12))
    entry->state = MADO_JOURNAL_RECEIVED;

  return entry;
}

static GPtrArray *
read_entries (MadoStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_journal_entry_free);

  while (mado_statement_step (statement))
    g_ptr_array_add (entries, read_entry (statement));

  return mado_statement_finish (statement, error) ? g_steal_pointer (&entries) : NULL;
}

static gboolean
take_entry (MadoStatement *statement, MadoJournalEntry **out_entry, GError **error)
{
  g_autoptr (MadoJournalEntry) entry = NULL;

  if (mado_statement_step (statement))
    entry = read_entry (statement);
  if (!mado_statement_finish (statement, error))
    return FALSE;
  *out_entry = g_steal_pointer (&entry);

  return TRUE;
}

static const char find_entry[] = "SELECT " COLUMNS " WHERE operation = ?1";

/**
 * mado_journal_find:
 * @database: any connection
 * @operation: an operation's id
 * @out_entry: (out) (transfer full) (nullable): its entry; %NULL: it is not of here
 * @error: where to put why nobody can say
 *
 * Returns: whether the journal could be read
 */
gboolean
mado_journal_find (MadoDatabase *database, MadoId operation, MadoJournalEntry **out_entry, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, find_entry);

  mado_statement_bind_id (statement, 1, operation);

  return take_entry (statement, out_entry, error);
}

static const char find_number[] = "SELECT " COLUMNS " WHERE dseq = ?1";

/**
 * mado_journal_find_number:
 * @database: any connection
 * @dseq: the number of an entry
 * @out_entry: (out) (transfer full) (nullable): the entry; %NULL: there is none
 * @error: where to put why nobody can say
 *
 * Returns: whether the journal could be read
 */
gboolean
mado_journal_find_number (MadoDatabase *database, gint64 dseq, MadoJournalEntry **out_entry, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, find_number);

  mado_statement_bind_int (statement, 1, dseq);

  return take_entry (statement, out_entry, error);
}

static const char list_entries[] = "SELECT " COLUMNS " WHERE dseq > ?1 ORDER BY dseq LIMIT ?2";

/**
 * mado_journal_list:
 * @database: any connection
 * @after: the last dseq of the page before; 0: from the beginning
 * @limit: how many at most
 * @error: where to put why nobody can say
 *
 * Returns: (transfer full) (element-type MadoJournalEntry): the entries in their order
 */
GPtrArray *
mado_journal_list (MadoDatabase *database, gint64 after, guint limit, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, list_entries);

  mado_statement_bind_int (statement, 1, after);
  mado_statement_bind_int (statement, 2, limit);

  return read_entries (statement, error);
}

static const char list_unsent[] = "SELECT " COLUMNS " WHERE dseq > (SELECT received FROM cursor)"
                                  " ORDER BY dseq LIMIT ?1";

/**
 * mado_journal_list_unsent:
 * @database: any connection
 * @now: the time
 * @limit: how many at most
 * @error: where to put why nobody can say
 *
 * The service takes entries without gaps, so what follows one that is held waits with it. What was withdrawn or erased
 * is in its place for the sake of the chain, and says so.
 *
 * Returns: (transfer full) (element-type MadoJournalEntry): what is to be sent, in order
 */
GPtrArray *
mado_journal_list_unsent (MadoDatabase *database, MadoInstant now, guint limit, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, list_unsent);
  GPtrArray *entries;

  mado_statement_bind_int (statement, 1, limit);
  entries = read_entries (statement, error);
  for (guint i = 0; entries != NULL && i < entries->len; i++) {
    const MadoJournalEntry *entry = g_ptr_array_index (entries, i);

    if (mado_journal_entry_is_held (entry, now))
      g_ptr_array_set_size (entries, (int) i);
  }

  return entries;
}

static const char list_of_entity[] = "SELECT " COLUMNS " WHERE entity = ?1 ORDER BY dseq";

/**
 * mado_journal_list_of_entity:
 * @database: any connection
 * @entity: the id of an entity
 * @error: where to put why nobody can say
 *
 * Returns: (transfer full) (element-type MadoJournalEntry): what was done with it here, in order
 */
GPtrArray *
mado_journal_list_of_entity (MadoDatabase *database, MadoId entity, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, list_of_entity);

  mado_statement_bind_id (statement, 1, entity);

  return read_entries (statement, error);
}

static const char list_group[] = "SELECT " COLUMNS " WHERE together = ?1 AND withdraws IS NULL ORDER BY dseq";

/**
 * mado_journal_list_group:
 * @database: any connection
 * @group: the id of a group of operations
 * @error: where to put why nobody can say
 *
 * Returns: (transfer full) (element-type MadoJournalEntry): its operations
 */
GPtrArray *
mado_journal_list_group (MadoDatabase *database, MadoId group, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, list_group);

  mado_statement_bind_id (statement, 1, group);

  return read_entries (statement, error);
}

static const char list_pending[] = "SELECT " COLUMNS " WHERE state = 0 AND withdraws IS NULL AND text IS NOT NULL"
                                   " ORDER BY dseq";

/**
 * mado_journal_list_pending:
 * @database: any connection
 * @error: where to put why nobody can say
 *
 * Returns: (transfer full) (element-type MadoJournalEntry): what is shown on top of what the service said, in order
 */
GPtrArray *
mado_journal_list_pending (MadoDatabase *database, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, list_pending);

  return read_entries (statement, error);
}

static const char list_pending_numbers[] =
    "SELECT dseq FROM journal WHERE state = 0 AND withdraws IS NULL AND text IS NOT NULL";

/**
 * mado_journal_list_pending_numbers:
 * @database: any connection
 * @error: where to put why nobody can say
 *
 * Returns: (transfer full) (element-type gint64): the numbers of what mado_journal_list_pending() lists, in no order
 */
GArray *
mado_journal_list_pending_numbers (MadoDatabase *database, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (MadoStatement) statement = mado_statement_take (database, list_pending_numbers);

  while (mado_statement_step (statement)) {
    const gint64 number = mado_statement_get_int (statement, 0);

    g_array_append_val (numbers, number);
  }

  return mado_statement_finish (statement, error) ? g_steal_pointer (&numbers) : NULL;
}

static const char list_refused[] = "SELECT " COLUMNS " WHERE state IN (0, 4, 5) AND code IS NOT NULL ORDER BY dseq";

/**
 * mado_journal_list_refused:
 * @database: any connection
 * @error: where to put why nobody can say
 *
 * Returns: (transfer full) (element-type MadoJournalEntry): what the service refused, and what it would, by what this
 *   terminal knows, if it got it now; each with its code
 */
GPtrArray *
mado_journal_list_refused (MadoDatabase *database, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, list_refused);

  return read_entries (statement, error);
}

static const char list_conflicts[] = "SELECT " COLUMNS " WHERE state = 3 ORDER BY dseq";

/**
 * mado_journal_list_conflicts:
 * @database: any connection
 * @error: where to put why nobody can say
 *
 * Returns: (transfer full) (element-type MadoJournalEntry): what met something that others had changed meanwhile,
 *   whether or not somebody has chosen since
 */
GPtrArray *
mado_journal_list_conflicts (MadoDatabase *database, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, list_conflicts);

  return read_entries (statement, error);
}

static const char count_state[] = "SELECT count (*) FROM journal WHERE state = ?1 AND dseq > ?2 AND dseq <= ?3";
static const char load_received[] = "SELECT received FROM cursor";

static gboolean
load_number (MadoStatement *statement, gint64 *out_number, GError **error)
{
  if (mado_statement_step (statement))
    *out_number = mado_statement_get_int (statement, 0);

  return mado_statement_finish (statement, error);
}

static gboolean
count_in (MadoDatabase *database, MadoJournalState state, gint64 after, gint64 last, guint *out_count, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, count_state);
  gint64 count = 0;

  mado_statement_bind_int (statement, 1, (gint64) state);
  mado_statement_bind_int (statement, 2, after);
  mado_statement_bind_int (statement, 3, last);
  if (!load_number (statement, &count, error))
    return FALSE;
  *out_count = (guint) count;

  return TRUE;
}

/**
 * mado_journal_count:
 * @database: any connection
 * @out_counts: (out): how many entries are in each state
 * @error: where to put why nobody can say
 *
 * Returns: whether the journal could be read
 */
gboolean
mado_journal_count (MadoDatabase *database, guint out_counts[MADO_JOURNAL_N_STATES], GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, load_received);
  guint counts[MADO_JOURNAL_N_STATES];
  gint64 received = 0;

  if (!load_number (statement, &received, error) ||
      !count_in (database, MADO_JOURNAL_SAVED, received, G_MAXINT64, &counts[MADO_JOURNAL_SAVED], error) ||
      !count_in (database, MADO_JOURNAL_SAVED, 0, received, &counts[MADO_JOURNAL_RECEIVED], error))
    return FALSE;
  for (MadoJournalState state = MADO_JOURNAL_APPLIED; state <= MADO_JOURNAL_WITHDRAWN; state++)
    if (!count_in (database, state, 0, G_MAXINT64, &counts[state], error))
      return FALSE;
  memcpy (out_counts, counts, sizeof counts);

  return TRUE;
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

static const char load_last[] = "SELECT dseq, chain FROM journal WHERE dseq = (SELECT max (dseq) FROM journal)";

static gboolean
load_end (MadoDatabase *database, gint64 *out_dseq, MadoHash *out_chain, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, load_last);

  *out_dseq = 0;
  *out_chain = (MadoHash) { 0 };
  if (mado_statement_step (statement)) {
    *out_dseq = mado_statement_get_int (statement, 0);
    *out_chain = get_hash (statement, 1);
  }

  return mado_statement_finish (statement, error);
}

/**
 * mado_journal_load_place:
 * @database: any connection
 * @dseq: a number that an entry may have
 * @out_last: (out): that of the last entry; 0: there is none
 * @out_chain: (out): the chain at @dseq; zeros at 0, and where the journal does not go so far
 * @error: where to put why nobody can say
 *
 * Returns: whether the journal could be read
 */
gboolean
mado_journal_load_place (MadoDatabase *database, gint64 dseq, gint64 *out_last, MadoHash *out_chain, GError **error)
{
  g_autoptr (MadoJournalEntry) entry = NULL;
  MadoHash end;

  if (!mado_journal_find_number (database, dseq, &entry, error) || !load_end (database, out_last, &end, error))
    return FALSE;
  *out_chain = entry != NULL ? entry->chain : (MadoHash) { 0 };

  return TRUE;
}

static void
bind_optional_id (MadoStatement *statement, int place, MadoId id)
{
  if (mado_id_is_valid (id))
    mado_statement_bind_id (statement, place, id);
}

static const char insert_entry[] =
    "INSERT INTO journal (dseq, operation, entity, together, withdraws, hash, chain, text, at, hold_until, state)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0)";

/**
 * mado_journal_append:
 * @database: the database that writes, in a transaction
 * @hasher: a hasher
 * @entry: what is appended; gets its number, hash and chain
 * @error: %MADO_STORE_ERROR_CONSTRAINT where the operation is there already
 *
 * Returns: whether it will be there when the transaction is committed
 */
gboolean
mado_journal_append (MadoDatabase *database, MadoHasher *hasher, MadoJournalEntry *entry, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, insert_entry);
  gconstpointer text = g_bytes_get_data (entry->text, NULL);
  gint64 last = 0;
  MadoHash previous;

  if (!load_end (database, &last, &previous, error))
    return FALSE;
  entry->dseq = last + 1;
  entry->hash = mado_hash_of (text, g_bytes_get_size (entry->text));
  entry->chain = mado_chain_hash_link (hasher, &previous, &entry->hash);
  mado_statement_bind_int (statement, 1, entry->dseq);
  mado_statement_bind_id (statement, 2, entry->operation);
  mado_statement_bind_id (statement, 3, entry->entity);
  bind_optional_id (statement, 4, entry->group);
  bind_optional_id (statement, 5, entry->withdraws);
  mado_statement_bind_bytes (statement, 6, entry->hash.bytes, sizeof entry->hash.bytes);
  mado_statement_bind_bytes (statement, 7, entry->chain.bytes, sizeof entry->chain.bytes);
  mado_statement_bind_bytes (statement, 8, text, g_bytes_get_size (entry->text));
  mado_statement_bind_int (statement, 9, entry->at.microseconds);
  mado_statement_bind_int (statement, 10, entry->hold_until.microseconds);
  mado_fault_point ("journal-grows");

  return mado_statement_run (statement, error);
}

static const char release_group[] = "UPDATE journal SET hold_until = ?2 WHERE together = ?1 AND hold_until > ?2";

/**
 * mado_journal_release:
 * @database: the database that writes, in a transaction
 * @group: the id of a group of operations
 * @now: the time
 * @error: where to put what went wrong
 *
 * What they wait for has happened: they are held no longer, and cannot be withdrawn any more.
 *
 * Returns: whether the journal will say so when the transaction is committed
 */
gboolean
mado_journal_release (MadoDatabase *database, MadoId group, MadoInstant now, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, release_group);

  mado_statement_bind_id (statement, 1, group);
  mado_statement_bind_int (statement, 2, now.microseconds);

  return mado_statement_run (statement, error);
}

static const char settle_entry[] = "UPDATE journal SET state = ?2, code = ?3 WHERE operation = ?1 AND state <> 6";

/**
 * mado_journal_settle:
 * @database: the database that writes, in a transaction
 * @operation: an operation, of here or not
 * @state: where it has got to
 * @code: (nullable): why it was refused
 * @error: where to put what went wrong
 *
 * What was withdrawn stays so. What was settled may be settled anew: by a service that lost it, and got it again.
 *
 * Returns: whether the journal says so, if the operation is in it
 */
gboolean
mado_journal_settle (MadoDatabase *database, MadoId operation, MadoJournalState state, const char *code, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, settle_entry);

  mado_statement_bind_id (statement, 1, operation);
  mado_statement_bind_int (statement, 2, (gint64) state);
  mado_statement_bind_text (statement, 3, code);

  return mado_statement_run (statement, error);
}

/**
 * mado_journal_get_state:
 * @outcome: what came of an operation
 *
 * Returns: where it has got to
 */
MadoJournalState
mado_journal_get_state (MadoOutcomeKind outcome)
{
  static const MadoJournalState states[] = {
    [MADO_OUTCOME_APPLIED] = MADO_JOURNAL_APPLIED,         [MADO_OUTCOME_CONVERGED] = MADO_JOURNAL_CONVERGED,
    [MADO_OUTCOME_CONFLICT] = MADO_JOURNAL_CONFLICT,       [MADO_OUTCOME_REFUSED] = MADO_JOURNAL_REFUSED,
    [MADO_OUTCOME_QUARANTINED] = MADO_JOURNAL_QUARANTINED,
  };

  return states[outcome];
}

/* --- checking ---------------------------------------------------------------------------------------------------- */

static gboolean
follows (const MadoJournalEntry *entry, const MadoJournalEntry *before, MadoHasher *hasher)
{
  MadoHash hash = entry->hash;
  MadoHash chain = mado_chain_hash_link (hasher, &before->chain, &entry->hash);

  if (entry->text != NULL)
    hash = mado_hash_of (g_bytes_get_data (entry->text, NULL), g_bytes_get_size (entry->text));

  return entry->dseq == before->dseq + 1 && mado_hash_equals (&hash, &entry->hash) &&
         mado_hash_equals (&chain, &entry->chain);
}

/* Returns: where one does not follow; 0: all do, and @last is the last of them */
static gint64
find_break (const GPtrArray *entries, MadoJournalEntry *last, MadoHasher *hasher)
{
  for (guint i = 0; i < entries->len; i++) {
    const MadoJournalEntry *entry = g_ptr_array_index (entries, i);

    if (!follows (entry, last, hasher))
      return last->dseq + 1;
    last->dseq = entry->dseq;
    last->chain = entry->chain;
  }

  return 0;
}

/**
 * mado_journal_find_break:
 * @database: any connection
 * @out_dseq: (out): where the first entry stands that is not what was written, or does not follow the one before; 0:
 *   all do
 * @error: where to put why nobody can say
 *
 * Returns: whether the journal could be read
 */
gboolean
mado_journal_find_break (MadoDatabase *database, gint64 *out_dseq, GError **error)
{
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();
  MadoJournalEntry last = { 0 };

  for (;;) {
    g_autoptr (GPtrArray) entries = mado_journal_list (database, last.dseq, PAGE, error);

    if (entries == NULL)
      return FALSE;
    *out_dseq = find_break (entries, &last, hasher);
    if (*out_dseq != 0 || entries->len == 0)
      return TRUE;
  }
}

/**
 * mado_journal_check:
 * @database: any connection
 * @out_is_whole: (out): whether every entry follows the one before and is what was written
 * @error: where to put why nobody can say
 *
 * Returns: whether the journal could be read
 */
gboolean
mado_journal_check (MadoDatabase *database, gboolean *out_is_whole, GError **error)
{
  gint64 dseq = 0;

  if (!mado_journal_find_break (database, &dseq, error))
    return FALSE;
  *out_is_whole = dseq == 0;

  return TRUE;
}
