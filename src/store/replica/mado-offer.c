/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Offers the journal to the service, in order and without gaps, until the service has said of every operation that it
 * has it. What it has is one number in the cursor; what it says that came of an operation settles it only if the log
 * will not say so. */

#include "mado-offer.h"

#include "mado-cursor.h"
#include "mado-profile.h"
#include "mado-replica-private.h"
#include "mado-statement.h"
#include "mado-store-error.h"
#include "mado-transaction.h"

/* --- out --------------------------------------------------------------------------------------------------------- */

/* A withdrawal of a group is a group of its own. */
static gboolean
is_together (const MadoJournalEntry *entry, const MadoJournalEntry *next)
{
  return mado_id_is_valid (entry->group) && mado_id_compare (entry->group, next->group) == 0 &&
         mado_id_is_valid (entry->withdraws) == mado_id_is_valid (next->withdraws);
}

static void
add_operation (MadoPushRequest *request, const MadoJournalEntry *entry, const MadoJournalEntry *next)
{
  const MadoPushedOperation operation = {
    .dseq = entry->dseq,
    .hash = entry->hash,
    .text = entry->text != NULL ? g_bytes_ref (entry->text) : NULL,
    .is_withdrawn = entry->state == MADO_JOURNAL_WITHDRAWN,
    .goes_on = next != NULL && is_together (entry, next),
  };

  g_array_append_val (request->operations, operation);
}

/* As many as go in one request; one goes in any. */
static void
add_operations (MadoPushRequest *request, const GPtrArray *entries)
{
  gsize length = 0;

  for (guint i = 0; i < MIN (entries->len, MADO_PUSH_MAX_OPERATIONS); i++) {
    const MadoJournalEntry *entry = g_ptr_array_index (entries, i);

    length += entry->text != NULL ? g_bytes_get_size (entry->text) : 0;
    if (i > 0 && length > MADO_PUSH_MAX_LENGTH)
      return;
    add_operation (request, entry, i + 1 < entries->len ? g_ptr_array_index (entries, i + 1) : NULL);
  }
}

/**
 * mado_replica_list_unsent:
 * @self: a replica
 * @now: the time: what is held until later waits, and all behind it
 * @request: a request without operations; gets the device, the operations and the chain before them
 * @error: where to put what went wrong
 *
 * Returns: whether the journal could be read
 */
gboolean
mado_replica_list_unsent (MadoReplica *self, MadoInstant now, MadoPushRequest *request, GError **error)
{
  g_auto (MadoCursor) cursor = { 0 };
  g_autoptr (GPtrArray) entries = NULL;
  MadoProfile profile;
  gint64 last;

  if (!mado_profile_load (self->database, &profile, error) || !mado_cursor_load (self->database, &cursor, error) ||
      !mado_journal_load_place (self->database, cursor.received, &last, &request->before, error))
    return FALSE;
  entries = mado_journal_list_unsent (self->database, now, MADO_PUSH_MAX_OPERATIONS + 1, error);
  if (entries == NULL)
    return FALSE;
  request->device = profile.device;
  add_operations (request, entries);
  self->offered = cursor.received + request->operations->len;

  return TRUE;
}

/**
 * mado_replica_list_after:
 * @self: a replica
 * @after: the last dseq of the request before; or -1: what the service has
 * @request: a request without operations; gets the device, the operations and the chain before them
 * @error: where to put what went wrong
 *
 * What nobody will send any more: also what is held.
 *
 * Returns: whether the journal could be read
 */
gboolean
mado_replica_list_after (MadoReplica *self, gint64 after, MadoPushRequest *request, GError **error)
{
  g_auto (MadoCursor) cursor = { 0 };
  g_autoptr (GPtrArray) entries = NULL;
  MadoProfile profile;
  gint64 last;

  if (!mado_profile_load (self->database, &profile, error) || !mado_cursor_load (self->database, &cursor, error))
    return FALSE;
  after = after < 0 ? cursor.received : after;
  if (!mado_journal_load_place (self->database, after, &last, &request->before, error))
    return FALSE;
  entries = mado_journal_list (self->database, after, MADO_PUSH_MAX_OPERATIONS + 1, error);
  if (entries == NULL)
    return FALSE;
  request->device = profile.device;
  add_operations (request, entries);

  return TRUE;
}

/**
 * mado_replica_find_held:
 * @self: a replica
 * @now: the time
 * @out_until: (out): until when what is to be sent next is held; none: nothing is
 * @error: where to put what went wrong
 *
 * Returns: whether the journal could be read
 */
gboolean
mado_replica_find_held (MadoReplica *self, MadoInstant now, MadoInstant *out_until, GError **error)
{
  g_auto (MadoCursor) cursor = { 0 };
  g_autoptr (MadoJournalEntry) next = NULL;

  if (!mado_cursor_load (self->database, &cursor, error) ||
      !mado_journal_find_number (self->database, cursor.received + 1, &next, error))
    return FALSE;
  *out_until = next != NULL && mado_journal_entry_is_held (next, now) ? next->hold_until : MADO_INSTANT_NONE;

  return TRUE;
}

/* --- back -------------------------------------------------------------------------------------------------------- */

static gboolean
refuse (GError **error, const char *flaw)
{
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CHAIN, "cannot take what the service received: %s", flaw);

  return FALSE;
}

static gboolean
check_place (MadoReplica *self, gint64 received, const MadoHash *chain, GError **error)
{
  gint64 last = 0;
  MadoHash own;

  if (!mado_journal_load_place (self->database, received, &last, &own, error))
    return FALSE;

  return (received <= last && mado_hash_equals (&own, chain)) ||
         refuse (error, "it has another journal of this terminal");
}

static const char find_first_pending[] = "SELECT min (dseq) FROM journal WHERE state = 0";

/**
 * mado_replica_offer_pending_again:
 * @self: a replica, in a transaction
 * @cursor: its cursor; gets what counts as received
 * @error: where to put what went wrong
 *
 * The entries of pending operations may lie behind a head that was loaded: only the service can say what came of them.
 * An answer that is under way does not, where it was not asked so.
 *
 * Returns: whether the journal could be read
 */
gboolean
mado_replica_offer_pending_again (MadoReplica *self, MadoCursor *cursor, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (self->database, find_first_pending);
  gint64 first = mado_statement_step (statement) ? mado_statement_get_int (statement, 0) : 0;

  if (first > 0)
    cursor->received = MIN (cursor->received, first - 1);
  self->offered = 0;

  return mado_statement_finish (statement, error);
}

/**
 * mado_replica_take_hello:
 * @self: a replica
 * @hello: what the service says of this journal
 * @error: %MADO_STORE_ERROR_CHAIN where it has something else than is here: the journal has forked
 *
 * Where the service has less than was thought, it gets it again. Where it has more, an answer was lost, and what it
 * said came of that: it is offered again, so that the service says it again. And where its log goes on from what is
 * here, a change of epoch changes nothing here.
 *
 * Returns: whether it is kept
 */
gboolean
mado_replica_take_hello (MadoReplica *self, const MadoHelloReply *hello, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_replica_begin (self, error);
  g_auto (MadoCursor) cursor = { 0 };

  if (transaction == NULL || !mado_cursor_load (self->database, &cursor, error) ||
      !check_place (self, hello->received, &hello->chain, error))
    return FALSE;
  cursor.received = MIN (cursor.received, hello->received);
  if (hello->is_witness_true && mado_cursor_is_trusted (&cursor))
    cursor.epoch = hello->epoch;

  return mado_cursor_save (&cursor, self->database, error) &&
         mado_replica_commit (self, g_steal_pointer (&transaction), error);
}

static gboolean
settle (MadoReplica *self, const MadoKnownOperation *known, GError **error)
{
  g_autoptr (MadoJournalEntry) own = NULL;

  return mado_journal_find_number (self->database, known->dseq, &own, error) &&
         (own == NULL || mado_journal_settle (self->database, own->operation, mado_journal_get_state (known->outcome),
                                              known->code, error));
}

/* What lies behind the cursor never comes by the log. */
static gboolean
settle_known (MadoReplica *self, const MadoPushReply *reply, const MadoCursor *cursor, GError **error)
{
  gboolean is_any_settled = FALSE;

  for (guint i = 0; i < reply->known->len; i++) {
    const MadoKnownOperation *known = &g_array_index (reply->known, MadoKnownOperation, i);

    if (known->seq > cursor->at.seq)
      continue;
    if (!settle (self, known, error))
      return FALSE;
    is_any_settled = TRUE;
  }

  return !is_any_settled || mado_replica_rebase (self, error);
}

/* The service may have more of the journal than it was asked for now: of what comes after that, it has not yet said
 * what came of it, so it is asked. Where it has less than was thought, it gets it again. */
static gint64
count_received (const MadoReplica *self, const MadoPushReply *reply, const MadoCursor *cursor)
{
  if (reply->verdict == MADO_PUSH_GAP)
    return MIN (reply->received, cursor->received);

  return MAX (cursor->received, MIN (reply->received, self->offered));
}

/**
 * mado_replica_take_push:
 * @self: a replica
 * @reply: the answer to what mado_replica_list_unsent() listed last
 * @error: %MADO_STORE_ERROR_CHAIN where the service has something else than is here: the journal has forked
 *
 * Returns: whether what the service has of it counts as received
 */
gboolean
mado_replica_take_push (MadoReplica *self, const MadoPushReply *reply, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_replica_begin (self, error);
  g_auto (MadoCursor) cursor = { 0 };

  if (reply->verdict == MADO_PUSH_FORKED)
    return refuse (error, "the journal has forked");
  if (transaction == NULL || !mado_cursor_load (self->database, &cursor, error) ||
      !check_place (self, reply->received, &reply->chain, error))
    return FALSE;
  cursor.received = count_received (self, reply, &cursor);

  return mado_cursor_save (&cursor, self->database, error) && settle_known (self, reply, &cursor, error) &&
         mado_replica_commit (self, g_steal_pointer (&transaction), error);
}

/**
 * mado_replica_fork:
 * @self: a replica whose journal is another one at the service
 * @device: a fresh id
 * @error: where to put what went wrong
 *
 * Operations stay where they have got to until the service says otherwise; ids keep them from being done twice.
 *
 * Returns: whether the whole journal will be offered under the new id
 */
gboolean
mado_replica_fork (MadoReplica *self, MadoId device, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_replica_begin (self, error);
  g_auto (MadoCursor) cursor = { 0 };

  if (transaction == NULL || !mado_cursor_load (self->database, &cursor, error))
    return FALSE;
  cursor.received = 0;
  self->offered = 0;

  return mado_profile_save_device (self->database, device, error) &&
         mado_cursor_save (&cursor, self->database, error) &&
         mado_replica_commit (self, g_steal_pointer (&transaction), error);
}
