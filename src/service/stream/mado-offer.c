/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes from a terminal is known again by its id, and where it has none, by its content: so whatever comes twice
 * is in the log once. */

#include "mado-offer.h"

#include <string.h>

#define WITHDRAWAL "operation.withdraw"

/**
 * mado_offer_new:
 * @dseq: its place in the journal
 * @text: (nullable): the operation
 * @hash: of the text, as it was told; only asked for where that is not there
 * @is_withdrawn: whether its author took it back
 *
 * Returns: (transfer full): the offer
 */
MadoOffer *
mado_offer_new (gint64 dseq, GBytes *text, const MadoHash *hash, gboolean is_withdrawn)
{
  MadoOffer *self = g_new0 (MadoOffer, 1);

  self->dseq = dseq;
  self->is_withdrawn = is_withdrawn;
  if (text != NULL) {
    gconstpointer bytes = g_bytes_get_data (text, NULL);

    self->text = g_bytes_ref (text);
    self->hash = mado_hash_of (bytes, g_bytes_get_size (text));
    self->operation = mado_operation_read (bytes, g_bytes_get_size (text), NULL);
  } else {
    self->hash = *hash;
  }

  return self;
}

/**
 * mado_offer_free:
 * @self: (transfer full): an offer
 */
void
mado_offer_free (MadoOffer *self)
{
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_pointer (&self->operation, mado_operation_unref);
  g_clear_pointer (&self->known, mado_stored_entry_free);
  g_free (self);
}

/**
 * mado_offer_has_own_id:
 * @self: an offer that was looked up
 *
 * Returns: whether its author knows it by the id that it has in the log
 */
gboolean
mado_offer_has_own_id (const MadoOffer *self)
{
  return self->operation != NULL && !self->is_id_taken;
}

/* --- whether the log has it -------------------------------------------------------------------------------------- */

/* Of what is erased nobody can say what it was: then the id has to do. */
static gboolean
is_same (const MadoOffer *self, const MadoStoredEntry *entry)
{
  if (entry->payload == NULL)
    return self->operation != NULL || mado_hash_equals (&entry->payload_hash, &self->hash);

  return self->text != NULL && g_bytes_equal (entry->payload, self->text);
}

/* Returns: through @out_is_free whether nothing else in the ward has this id */
static gboolean
try_id (MadoOffer *self, MadoStreamTurn *turn, MadoId id, gboolean *out_is_free, GError **error)
{
  g_autoptr (MadoStoredEntry) entry = NULL;
  gint64 stream = 0;

  if (!turn->backend->type->find_operation (turn->backend, id, &stream, &entry, error))
    return FALSE;
  self->id = id;
  *out_is_free = entry == NULL;
  if (entry != NULL && stream == turn->stand.number && is_same (self, entry)) {
    self->known = g_steal_pointer (&entry);
    *out_is_free = TRUE;
  }

  return TRUE;
}

static MadoId
make_id (const MadoHash *hash)
{
  MadoInstant time = { 0 };

  for (gsize i = 0; i < 5; i++)
    time.microseconds = time.microseconds << 8 | hash->bytes[i];
  time.microseconds *= 1000;

  return mado_id_build (time, hash->bytes + 5);
}

/**
 * mado_offer_look_up:
 * @self: an offer
 * @turn: a turn
 * @error: where to put why nobody can say
 *
 * Whose id is another's, in this stream or in another of the ward, is in the log under an id that follows from what it
 * says.
 *
 * Returns: whether it is known whether the log has it
 */
gboolean
mado_offer_look_up (MadoOffer *self, MadoStreamTurn *turn, GError **error)
{
  gboolean is_free = FALSE;

  g_clear_pointer (&self->known, mado_stored_entry_free);
  if (self->operation != NULL) {
    if (!try_id (self, turn, mado_operation_get_header (self->operation)->id, &is_free, error))
      return FALSE;
    self->is_id_taken = !is_free;
  }
  if (!is_free && !try_id (self, turn, make_id (&self->hash), &is_free, error))
    return FALSE;
  if (!is_free)
    self->id = mado_stream_draw_id (turn->stream);

  return TRUE;
}

/* --- what can be said of it at once ------------------------------------------------------------------------------ */

/**
 * mado_offer_refuse:
 * @self: an offer
 * @code: why nothing is done for it
 */
void
mado_offer_refuse (MadoOffer *self, const char *code)
{
  self->outcome = MADO_OUTCOME_REFUSED;
  self->code = code;
}

static gboolean
is_withdrawn (const MadoOffer *self)
{
  return self->is_withdrawn || strcmp (mado_operation_get_header (self->operation)->kind, WITHDRAWAL) == 0;
}

static const char *
find_fault (const MadoOffer *self, const MadoStreamTurn *turn, const MadoCaller *caller, const MadoStoredRow *row)
{
  const MadoOperationHeader *header = mado_operation_get_header (self->operation);

  if (row->seq > 0 && row->entity == NULL)
    return MADO_REFUSAL_ERASED;
  if (is_withdrawn (self))
    return MADO_REFUSAL_WITHDRAWN;
  if (self->is_id_taken)
    return MADO_REFUSAL_EXISTS;
  if (strcmp (header->actor, caller->person.account) != 0)
    return MADO_REFUSAL_ACTOR;
  if (strcmp (header->terminal, caller->terminal) != 0)
    return MADO_REFUSAL_TERMINAL;

  return row->seq > 0 && row->stream != turn->stand.number ? MADO_REFUSAL_STREAM : NULL;
}

/**
 * mado_offer_weigh:
 * @self: an offer that the log does not have
 * @turn: a turn
 * @caller: who offers it
 * @error: where to put why nobody can say
 *
 * Returns: whether it is known what stands against it before anybody looks at the work
 */
gboolean
mado_offer_weigh (MadoOffer *self, MadoStreamTurn *turn, const MadoCaller *caller, GError **error)
{
  g_auto (MadoStoredRow) row = { 0 };
  const char *fault;

  if (self->text == NULL) {
    mado_offer_refuse (self, MADO_REFUSAL_ERASED);
    return TRUE;
  }
  if (self->operation == NULL) {
    self->outcome = MADO_OUTCOME_QUARANTINED;
    self->code = MADO_REFUSAL_FORM;
    return TRUE;
  }
  if (!turn->backend->type->find_entity (turn->backend, mado_operation_get_header (self->operation)->entity, &row,
                                         error))
    return FALSE;
  fault = find_fault (self, turn, caller, &row);
  if (fault != NULL)
    mado_offer_refuse (self, fault);

  return TRUE;
}
