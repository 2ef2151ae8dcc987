/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes entities out of everything: what they said, what was done with them, what they hold. That they were, and when
 * they ended, stays in the log. */

#include "mado-base-error.h"
#include "mado-blob-shelf.h"
#include "mado-canonical-json.h"
#include "mado-json-member.h"
#include "mado-stage.h"
#include "mado-stream-private.h"

static gboolean
release_claims (MadoStreamTurn *turn, const MadoEntity *entity, GError **error)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (entity), "claims"));

  for (yyjson_val *claim = yyjson_arr_iter_next (&iter); claim != NULL; claim = yyjson_arr_iter_next (&iter))
    if (!turn->backend->type->release (turn->backend, yyjson_get_str (claim), mado_entity_get_id (entity), error))
      return FALSE;

  return TRUE;
}

/* The papers of a case, as far as they are nobody else's. */
static gboolean
forget_papers (MadoStreamTurn *turn, const MadoEntity *entity, GError **error)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (entity), "attachments"));

  for (yyjson_val *paper = yyjson_arr_iter_next (&iter); paper != NULL; paper = yyjson_arr_iter_next (&iter)) {
    MadoHash hash;

    if (mado_hash_from_hex (mado_json_get_text (paper, "hash"), &hash, NULL) &&
        !mado_blob_shelf_forget (turn->backend, turn->stream->name, &hash, mado_entity_get_id (entity), error))
      return FALSE;
  }

  return TRUE;
}

static GBytes *
write_reason (const char *reason, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  GBytes *text;

  yyjson_mut_obj_add_str (doc, root, "reason", reason);
  text = mado_canonical_json_from_value (root, error);
  yyjson_mut_doc_free (doc);

  return text;
}

static gboolean
append (MadoStreamTurn *turn, MadoId id, const char *reason, GArray *touched, GError **error)
{
  g_autoptr (GBytes) payload = write_reason (reason, error);
  MadoLogHeader header = {
    .operation = mado_stream_draw_id (turn->stream),
    .entity = id,
    .kind = MADO_STREAM_ERASE,
    .actor = "",
    .terminal = "",
  };

  return payload != NULL && mado_stream_append (turn, &header, payload, NULL, touched, error);
}

static gboolean
erase (MadoStreamTurn *turn, MadoId id, const char *reason, GError **error)
{
  g_auto (MadoStoredRow) row = { 0 };
  g_autoptr (GArray) touched = mado_touched_new ();

  if (!turn->backend->type->find_entity (turn->backend, id, &row, error))
    return FALSE;
  if (row.seq > 0 && row.stream != turn->stand.number) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID,
                         "cannot erase: the entity belongs to another stream");
    return FALSE;
  }
  if (row.seq > 0 && row.entity == NULL)
    return TRUE;

  return (row.entity == NULL ||
          (release_claims (turn, row.entity, error) && forget_papers (turn, row.entity, error))) &&
         turn->backend->type->erase_payloads (turn->backend, id, error) && mado_stage_erase (turn, id, error) &&
         mado_stream_put (turn, id, NULL, touched, error) && mado_stream_touch_about (turn, id, touched, error) &&
         append (turn, id, reason, touched, error);
}

/**
 * mado_stream_erase_each:
 * @turn: a turn that writes
 * @ids: (array length=n_ids): ids of entities of its stream
 * @n_ids: how many
 * @reason: why, in words that name nobody
 * @error: where to put what went wrong
 *
 * Each is an entry of its own behind what the log ends with, so that whoever keeps a list of what was erased finds it.
 *
 * Returns: whether nothing of them is there when the turn is committed
 */
gboolean
mado_stream_erase_each (MadoStreamTurn *turn, const MadoId *ids, guint n_ids, const char *reason, GError **error)
{
  for (guint i = 0; i < n_ids; i++)
    if (!erase (turn, ids[i], reason, error))
      return FALSE;

  return TRUE;
}

/**
 * mado_stream_erase:
 * @self: a stream
 * @backend: a backend, in a turn that writes
 * @ids: (array length=n_ids): ids of entities, there or not; what is erased already stays so
 * @n_ids: how many
 * @reason: why, in words that name nobody
 * @error: %MADO_BASE_ERROR_INVALID where one is another stream's; or what went wrong
 *
 * Nothing can be done under their ids any more.
 *
 * Returns: whether nothing of them is there when the turn is committed
 */
gboolean
mado_stream_erase (
    MadoStream *self, MadoBackend *backend, const MadoId *ids, guint n_ids, const char *reason, GError **error)
{
  MadoStreamTurn turn;

  return mado_stream_turn_open (self, backend, &turn, error) &&
         mado_stream_erase_each (&turn, ids, n_ids, reason, error) && mado_stream_turn_close (&turn, error);
}
