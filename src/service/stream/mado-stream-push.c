/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes what terminals did. That each operation is in the log once rests on three things, each needed: the numbers of
 * the journal, its chain, and the ids of the operations. */

#include <string.h>

#include "mado-base-error.h"
#include "mado-fault-point.h"
#include "mado-stage.h"
#include "mado-stream-private.h"
#include "mado-verdict.h"

/* A journal as far as it is here, while more of it comes. */
typedef struct {
  MadoStreamTurn *turn;
  const MadoCaller *caller;
  MadoId device;
  gint64 received;
  MadoHash chain;      /* of what was received */
  gboolean has_staged; /* a group has begun and not ended */
  MadoPushReply *reply;
} Journal;

/* --- new operations ---------------------------------------------------------------------------------------------- */

static gboolean
sort_out_known (Journal *self, GPtrArray *offers, GError **error)
{
  for (guint i = 0; i < offers->len;) {
    MadoOffer *offer = g_ptr_array_index (offers, i);

    if (!mado_offer_look_up (offer, self->turn, error))
      return FALSE;
    if (offer->known == NULL) {
      i++;
      continue;
    }
    if (!mado_verdict_report (offer, self->reply->known, error))
      return FALSE;
    g_ptr_array_remove_index (offers, i);
  }

  return TRUE;
}

static gboolean
end_group (Journal *self, GError **error)
{
  g_autoptr (GPtrArray) offers = mado_stage_take_all (self->turn, self->device, error);

  self->has_staged = FALSE;

  return offers != NULL && sort_out_known (self, offers, error) &&
         mado_verdict_pass (self->turn, self->caller, self->device, offers, self->reply->known, error);
}

static gboolean
take_alone (Journal *self, MadoOffer *offer, GError **error)
{
  g_autoptr (GPtrArray) offers = g_ptr_array_new ();

  g_ptr_array_add (offers, offer);

  return mado_verdict_pass (self->turn, self->caller, self->device, offers, self->reply->known, error);
}

/* Whatever came before from another copy of this journal is in the log and is not set aside again. */
static gboolean
take_new (Journal *self, MadoOffer *offer, gboolean goes_on, GError **error)
{
  if (!mado_offer_look_up (offer, self->turn, error))
    return FALSE;
  if (offer->known != NULL) {
    if (!mado_verdict_report (offer, self->reply->known, error))
      return FALSE;
  } else if (goes_on || self->has_staged) {
    self->has_staged = TRUE;
    if (!mado_stage_put (self->turn, self->device, offer, error))
      return FALSE;
  } else {
    return take_alone (self, offer, error);
  }

  return goes_on || !self->has_staged || end_group (self, error);
}

/* --- operations that are here ------------------------------------------------------------------------------------ */

/* What was erased where it was written says nothing any more but its hash, which the chain vouches for. */
static gboolean
check_old (Journal *self, MadoOffer *offer, gboolean *out_is_here, GError **error)
{
  if (!mado_offer_look_up (offer, self->turn, error))
    return FALSE;
  *out_is_here = offer->known != NULL || offer->text == NULL;
  if (offer->known != NULL)
    return mado_verdict_report (offer, self->reply->known, error);

  return *out_is_here || mado_stage_has (self->turn, self->device, offer, out_is_here, error);
}

/* --- the request ------------------------------------------------------------------------------------------------- */

static GPtrArray *
read_offers (const MadoPushRequest *request)
{
  GPtrArray *offers = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_offer_free);

  for (guint i = 0; i < request->operations->len; i++) {
    const MadoPushedOperation *pushed = &g_array_index (request->operations, MadoPushedOperation, i);

    g_ptr_array_add (offers, mado_offer_new (pushed->dseq, pushed->text, &pushed->hash, pushed->is_withdrawn));
  }

  return offers;
}

static gboolean
announce (MadoBackend *backend, const GPtrArray *offers, GError **error)
{
  g_autoptr (GArray) operations = g_array_new (FALSE, FALSE, sizeof (MadoId));
  g_autoptr (GArray) entities = g_array_new (FALSE, FALSE, sizeof (MadoId));

  if (backend->type->expect == NULL)
    return TRUE;
  for (guint i = 0; i < offers->len; i++) {
    const MadoOffer *offer = g_ptr_array_index (offers, i);

    if (offer->operation == NULL)
      continue;
    g_array_append_val (operations, mado_operation_get_header (offer->operation)->id);
    g_array_append_val (entities, mado_operation_get_header (offer->operation)->entity);
  }

  return backend->type->expect (backend, operations, entities, error);
}

static gboolean
take_operation (Journal *self, const MadoPushedOperation *pushed, MadoOffer *offer, MadoHash *before, GError **error)
{
  const MadoHash chain = mado_chain_hash_link (self->turn->stream->hasher, before, &offer->hash);
  gboolean is_here = FALSE;

  *before = chain;
  if (pushed->dseq > self->received) {
    self->received = pushed->dseq;
    self->chain = chain;
    return take_new (self, offer, pushed->goes_on, error);
  }
  if (!check_old (self, offer, &is_here, error))
    return FALSE;
  if (!is_here || (pushed->dseq == self->received && !mado_hash_equals (&chain, &self->chain)))
    self->reply->verdict = MADO_PUSH_FORKED;

  return TRUE;
}

static MadoPushVerdict
judge_beginning (const Journal *self, const MadoPushRequest *request)
{
  const MadoPushedOperation *first = &g_array_index (request->operations, MadoPushedOperation, 0);

  if (first->dseq < 1 || first->dseq > self->received + 1)
    return MADO_PUSH_GAP;
  if (first->dseq == self->received + 1 && !mado_hash_equals (&request->before, &self->chain))
    return MADO_PUSH_FORKED;

  return MADO_PUSH_TAKEN;
}

static gboolean
take_request (Journal *self, const MadoPushRequest *request, GError **error)
{
  g_autoptr (GPtrArray) offers = NULL;
  MadoHash before = request->before;
  gint64 next = 0;

  if (request->operations->len == 0)
    return TRUE;
  offers = read_offers (request);
  if (!announce (self->turn->backend, offers, error))
    return FALSE;
  self->reply->verdict = judge_beginning (self, request);
  for (guint i = 0; i < request->operations->len && self->reply->verdict == MADO_PUSH_TAKEN; i++) {
    const MadoPushedOperation *pushed = &g_array_index (request->operations, MadoPushedOperation, i);

    if (i > 0 && pushed->dseq != next)
      self->reply->verdict = MADO_PUSH_GAP;
    else if (!take_operation (self, pushed, g_ptr_array_index (offers, i), &before, error))
      return FALSE;
    next = pushed->dseq + 1;
  }

  return TRUE;
}

static gint
compare_known (gconstpointer a, gconstpointer b)
{
  const gint64 first = ((const MadoKnownOperation *) a)->dseq, second = ((const MadoKnownOperation *) b)->dseq;

  return first < second ? -1 : first > second;
}

/* Of a group that came over several requests all is told with its end; what there is no room for is told when it is
 * offered again. */
static void
order_known (GArray *known)
{
  g_array_sort (known, compare_known);
  if (known->len > MADO_PUSH_MAX_OPERATIONS)
    g_array_remove_range (known, 0, known->len - MADO_PUSH_MAX_OPERATIONS);
}

static gboolean
save_journal (const Journal *self, GError **error)
{
  const MadoStoredDevice device = {
    .id = self->device,
    .account = (char *) self->caller->person.account,
    .terminal = (char *) self->caller->terminal,
    .received = self->received,
    .chain = self->chain,
  };

  mado_fault_point ("push-noted");

  return self->turn->backend->type->put_device (self->turn->backend, self->turn->stand.number, &device, error) &&
         mado_stream_turn_close (self->turn, error);
}

/* Another's device is no journal of his; and where another epoch is asked for, nothing is taken: whoever is told of
 * this one greets it first. */
static gboolean
take_journal (Journal *self, const MadoPushRequest *request, const MadoStoredDevice *device, GError **error)
{
  const gint64 before = device != NULL ? device->received : 0;

  if (!mado_id_is_valid (request->device) || (device != NULL && !mado_stream_is_of (device, self->caller))) {
    self->reply->verdict = MADO_PUSH_FORKED;
    return TRUE;
  }
  if (device != NULL) {
    self->received = device->received;
    self->chain = device->chain;
  }
  if (request->epoch == self->turn->stand.epoch &&
      (!mado_stage_has_any (self->turn, self->device, &self->has_staged, error) ||
       !take_request (self, request, error)))
    return FALSE;

  return self->received == before || save_journal (self, error);
}

/**
 * mado_stream_push:
 * @self: a stream with a programme
 * @backend: a backend, in a turn that writes
 * @caller: who is on the line
 * @request: what was done on his terminal
 * @error: where to put why nobody can say: then the turn is to be undone
 *
 * Returns: (transfer full): how far the journal is here when the turn is committed
 */
MadoPushReply *
mado_stream_push (
    MadoStream *self, MadoBackend *backend, const MadoCaller *caller, const MadoPushRequest *request, GError **error)
{
  g_autoptr (MadoPushReply) reply = mado_push_reply_new ();
  g_autoptr (MadoStoredDevice) device = NULL;
  MadoStreamTurn turn;
  Journal journal = { .turn = &turn, .caller = caller, .device = request->device, .reply = reply };

  if (!mado_stream_turn_open (self, backend, &turn, error) ||
      !backend->type->find_device (backend, turn.stand.number, request->device, &device, error))
    return NULL;
  if (turn.programme == NULL) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "cannot judge in \"%s\": it has no programme",
                 self->name);
    return NULL;
  }
  if (!take_journal (&journal, request, device, error))
    return NULL;
  order_known (reply->known);
  reply->epoch = turn.stand.epoch;
  reply->nonce = request->nonce;
  reply->received = journal.received;
  reply->chain = journal.chain;
  reply->head = turn.stand.head;

  return g_steal_pointer (&reply);
}
