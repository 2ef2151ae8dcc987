/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts what was decided in order: entities and claims as they are now, and the entry that says so, tied to all before.
 */

#include <string.h>

#include "mado-fault-point.h"
#include "mado-json-member.h"
#include "mado-stream-private.h"

/**
 * mado_touched_new:
 *
 * Returns: (transfer full) (element-type MadoId): an empty list of what an entry touches
 */
GArray *
mado_touched_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (MadoId));
}

/* Returns: whether it was not in it yet */
static gboolean
add_touched (GArray *touched, MadoId id)
{
  for (guint i = 0; i < touched->len; i++)
    if (mado_id_compare (g_array_index (touched, MadoId, i), id) == 0)
      return FALSE;
  g_array_append_val (touched, id);

  return TRUE;
}

/* --- entities ---------------------------------------------------------------------------------------------------- */

static gboolean
is_case (const MadoEntity *entity)
{
  return entity != NULL && strcmp (mado_entity_get_kind (entity), "case") == 0;
}

static MadoRank
get_rank (const MadoStreamTurn *turn, const MadoEntity *entity)
{
  if (entity == NULL)
    return MADO_RANK_ERASED;
  if (!is_case (entity))
    return MADO_RANK_OTHER;

  const MadoState *state = mado_section_find (turn->programme->states, mado_entity_get_state (entity));

  return state != NULL && state->is_end ? MADO_RANK_DONE : MADO_RANK_OPEN;
}

/**
 * mado_stream_put:
 * @turn: a turn that writes
 * @id: an entity's id
 * @entity: (nullable): its next version; %NULL: it is erased
 * @touched: takes the id
 * @error: where to put what went wrong
 *
 * Returns: whether it is so from the next entry on
 */
gboolean
mado_stream_put (MadoStreamTurn *turn, MadoId id, MadoEntity *entity, GArray *touched, GError **error)
{
  MadoStoredRow row = {
    .stream = turn->stand.number,
    .seq = turn->stand.head.seq + 1,
    .id = id,
    .entity = entity,
    .rank = get_rank (turn, entity),
  };

  if (entity != NULL)
    row.about = mado_json_get_id (mado_entity_get_body (entity), "case");
  add_touched (touched, id);

  return turn->backend->type->put_entity (turn->backend, &row, error);
}

/**
 * mado_stream_touch:
 * @turn: a turn that writes
 * @id: an entity of which other people see something else from the next entry on
 * @touched: takes the id
 * @error: where to put what went wrong
 *
 * Returns: whether whoever follows the log hears of it
 */
gboolean
mado_stream_touch (MadoStreamTurn *turn, MadoId id, GArray *touched, GError **error)
{
  g_auto (MadoStoredRow) row = { 0 };

  if (!mado_stream_turn_find (turn, id, &row, error))
    return FALSE;
  if (row.entity == NULL || !add_touched (touched, id))
    return TRUE;
  row.seq = turn->stand.head.seq + 1;

  return turn->backend->type->put_entity (turn->backend, &row, error);
}

/**
 * mado_stream_touch_about:
 * @turn: a turn that writes
 * @about: a case that is, or is not, protected from now on
 * @touched: takes the entities that are about it
 * @error: where to put what went wrong
 *
 * Returns: whether whoever follows the log hears of them
 */
gboolean
mado_stream_touch_about (MadoStreamTurn *turn, MadoId about, GArray *touched, GError **error)
{
  g_autoptr (GArray) ids = NULL;

  if (!turn->backend->type->list_about (turn->backend, about, &ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!mado_stream_touch (turn, g_array_index (ids, MadoId, i), touched, error))
      return FALSE;

  return TRUE;
}

/* A case that is not there counts as protected, so what came about it before it did is seen otherwise, too. */
static gboolean
is_protected (const MadoEntity *entity)
{
  return entity == NULL || yyjson_obj_get (mado_entity_get_body (entity), "protected") != NULL;
}

static gboolean
store_entity (MadoStreamTurn *turn, MadoEntity *entity, GArray *touched, GError **error)
{
  MadoId id = mado_entity_get_id (entity);
  g_auto (MadoStoredRow) before = { 0 };

  if (is_case (entity) && !mado_stream_turn_find (turn, id, &before, error))
    return FALSE;
  if (!mado_stream_put (turn, id, entity, touched, error))
    return FALSE;

  return !is_case (entity) || is_protected (before.entity) == is_protected (entity) ||
         mado_stream_touch_about (turn, id, touched, error);
}

/**
 * mado_stream_store:
 * @turn: a turn that writes
 * @outcome: of an operation that the next entry is of
 * @touched: takes what it touches
 * @error: where to put what went wrong
 *
 * Returns: whether all that it changed, takes and releases is so from the next entry on
 */
gboolean
mado_stream_store (MadoStreamTurn *turn, const MadoOutcome *outcome, GArray *touched, GError **error)
{
  MadoBackend *backend = turn->backend;

  for (guint i = 0; i < outcome->entities->len; i++)
    if (!store_entity (turn, g_ptr_array_index (outcome->entities, i), touched, error))
      return FALSE;
  for (guint i = 0; i < outcome->released->len; i++) {
    const MadoHold *hold = g_ptr_array_index (outcome->released, i);

    if (!backend->type->release (backend, hold->claim, hold->holder, error))
      return FALSE;
  }
  for (guint i = 0; i < outcome->taken->len; i++) {
    const MadoHold *hold = g_ptr_array_index (outcome->taken, i);

    if (!backend->type->hold (backend, hold->claim, hold->holder, error))
      return FALSE;
  }

  return TRUE;
}

/* --- entries ----------------------------------------------------------------------------------------------------- */

/* A payload that is not kept is known by what its author says that its hash is. */
static void
seal (MadoStream *self, const MadoLogPlace *before, const MadoHash *hash, MadoStoredEntry *entry)
{
  if (entry->payload != NULL) {
    self->means.fill_random (self->means.user_data, entry->salt, sizeof entry->salt);
    entry->payload_hash = mado_chain_hash_payload (self->hasher, entry->salt, g_bytes_get_data (entry->payload, NULL),
                                                   g_bytes_get_size (entry->payload));
  } else {
    entry->payload_hash = *hash;
  }
  entry->leaf = mado_chain_hash_leaf (self->hasher, g_bytes_get_data (entry->header, NULL),
                                      g_bytes_get_size (entry->header), &entry->payload_hash);
  entry->chain = mado_chain_hash_link (self->hasher, &before->chain, &entry->leaf);
}

/**
 * mado_stream_append:
 * @turn: a turn that writes
 * @header: of the entry; gets its number and time
 * @payload: (nullable): the operation as it came; %NULL: it is not kept
 * @hash: (nullable): of what is not kept
 * @touched: (element-type MadoId): what the entry touches
 * @error: where to put what went wrong
 *
 * Returns: whether the stream's log ends with it
 */
gboolean
mado_stream_append (
    MadoStreamTurn *turn, MadoLogHeader *header, GBytes *payload, const MadoHash *hash, GArray *touched, GError **error)
{
  g_autoptr (GBytes) text = NULL;

  header->seq = turn->stand.head.seq + 1;
  header->at = turn->now;
  text = mado_log_header_write (header, error);
  if (text == NULL)
    return FALSE;

  MadoStoredEntry entry = {
    .seq = header->seq,
    .operation = header->operation,
    .entity = header->entity,
    .header = text,
    .payload = payload,
    .touched = touched,
  };

  seal (turn->stream, &turn->stand.head, hash, &entry);
  mado_fault_point ("entry-sealed");
  if (!turn->backend->type->append_entry (turn->backend, turn->stand.number, &entry, error))
    return FALSE;
  turn->stand.head = (MadoLogPlace) { entry.seq, entry.chain };

  return TRUE;
}
