/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a terminal did not send before its end comes into the log all the same, when an administrator wants it so: in
 * its author's name, by the journal of his device, and judged as if he had pushed it. */

#include <string.h>

#include "mado-base-error.h"
#include "mado-canonical-json.h"
#include "mado-offer.h"

static gboolean
refuse (GError **error, const char *flaw)
{
  g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "cannot take what was handed in: %s", flaw);

  return FALSE;
}

/* --- whose it is -------------------------------------------------------------------------------------------------- */

/* Of a device that never said anything, the operations say whose it is: the certificate that they came by says no more
 * than where, and whoever has them taken answers for that. */
static char *
find_first_actor (const MadoPushRequest *push)
{
  for (guint i = 0; i < push->operations->len; i++) {
    const MadoPushedOperation *pushed = &g_array_index (push->operations, MadoPushedOperation, i);
    g_autoptr (MadoOffer) offer = mado_offer_new (pushed->dseq, pushed->text, &pushed->hash, FALSE);

    if (offer->operation != NULL)
      return g_strdup (mado_operation_get_header (offer->operation)->actor);
  }

  return NULL;
}

static gboolean
find_author (MadoStreamTurn *turn, const MadoUnsentWork *work, char **out_author, GError **error)
{
  g_autoptr (MadoStoredDevice) device = NULL;
  g_autofree char *author = NULL;

  if (!turn->backend->type->find_device (turn->backend, turn->stand.number, work->push->device, &device, error))
    return FALSE;
  if (device != NULL && strcmp (device->terminal, work->terminal) != 0)
    return refuse (error, "the journal is of another terminal than that which handed it in");
  author = device != NULL ? g_strdup (device->account) : find_first_actor (work->push);
  if (author == NULL)
    return refuse (error, "nobody can say who did it");
  if (strcmp (author, work->administrator) == 0)
    return refuse (error, "whoever did it does not have it taken himself");
  *out_author = g_steal_pointer (&author);

  return TRUE;
}

static gboolean
find_roles (MadoStreamTurn *turn, const char *author, char ***out_roles, GError **error)
{
  const MadoAccountRoles *accounts = &turn->stream->accounts;

  if (accounts->find_roles != NULL)
    return accounts->find_roles (accounts->user_data, turn->backend, turn->stream->name, author, out_roles, error);
  *out_roles = g_new0 (char *, 1);

  return TRUE;
}

/* --- what came of it ---------------------------------------------------------------------------------------------- */

static gboolean
add_outcome (MadoStreamTurn *turn, const MadoPushedOperation *pushed, GArray *known, GError **error)
{
  g_autoptr (MadoOffer) offer = mado_offer_new (pushed->dseq, pushed->text, &pushed->hash, pushed->is_withdrawn);
  g_autoptr (MadoLogText) text = NULL;
  const MadoLogHeader *header;

  if (!mado_offer_look_up (offer, turn, error))
    return FALSE;
  if (offer->known == NULL) /* the end of its group is in the next envelope */
    return TRUE;
  text = mado_log_text_read (offer->known->header, error);
  if (text == NULL)
    return FALSE;
  header = mado_log_text_get_header (text);

  const MadoKnownOperation one = { pushed->dseq, header->seq, header->outcome, g_strdup (header->code) };

  g_array_append_val (known, one);

  return TRUE;
}

/* A push tells what the log had before alone; here all of it is news to whoever asked. */
static gboolean
tell_all (MadoStreamTurn *turn, const MadoPushRequest *push, MadoPushReply *reply, GError **error)
{
  g_array_set_size (reply->known, 0);
  for (guint i = 0; i < push->operations->len; i++)
    if (!add_outcome (turn, &g_array_index (push->operations, MadoPushedOperation, i), reply->known, error))
      return FALSE;

  return TRUE;
}

/* --- the log's word on it ----------------------------------------------------------------------------------------- */

static GBytes *
write_note (const MadoUnsentWork *work, const char *author, gint64 before, gint64 received, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  char device[MADO_ID_TEXT_SIZE];
  GBytes *text;

  mado_id_to_text (work->push->device, device);
  yyjson_mut_obj_add_str (doc, root, "account", author);
  yyjson_mut_obj_add_str (doc, root, "device", device);
  yyjson_mut_obj_add_int (doc, root, "first", before + 1);
  yyjson_mut_obj_add_int (doc, root, "last", received);
  yyjson_mut_obj_add_str (doc, root, "terminal", work->terminal);
  text = mado_canonical_json_from_value (root, error);
  yyjson_mut_doc_free (doc);

  return text;
}

static gboolean
note (MadoStreamTurn *turn,
      const MadoUnsentWork *work,
      const char *author,
      gint64 before,
      gint64 received,
      GError **error)
{
  g_autoptr (GBytes) payload = write_note (work, author, before, received, error);
  g_autoptr (GArray) touched = mado_touched_new ();
  MadoLogHeader header = {
    .operation = mado_stream_draw_id (turn->stream),
    .kind = MADO_STREAM_TAKE_UNSENT,
    .actor = work->administrator,
    .terminal = "",
  };

  return payload != NULL && mado_stream_append (turn, &header, payload, NULL, touched, error) &&
         mado_stream_turn_close (turn, error);
}

/* --- taking ------------------------------------------------------------------------------------------------------- */

static gboolean
find_received (MadoStreamTurn *turn, MadoId id, gint64 *out_received, GError **error)
{
  g_autoptr (MadoStoredDevice) device = NULL;

  if (!turn->backend->type->find_device (turn->backend, turn->stand.number, id, &device, error))
    return FALSE;
  *out_received = device != NULL ? device->received : 0;

  return TRUE;
}

static MadoPushReply *
push_for (MadoStreamTurn *turn, const MadoUnsentWork *work, const char *author, GError **error)
{
  g_auto (GStrv) roles = NULL;
  MadoPushRequest request = *work->push;
  MadoCaller caller = { .terminal = work->terminal };

  if (!find_roles (turn, author, &roles, error))
    return NULL;
  caller.person = (MadoPerson) { author, (const char *const *) roles };
  request.epoch = turn->stand.epoch;

  return mado_stream_push (turn->stream, turn->backend, &caller, &request, error);
}

/**
 * mado_stream_take_unsent:
 * @self: a stream with a programme
 * @backend: a backend, in a turn that writes
 * @work: what was handed in, from where, and who has it taken
 * @error: %MADO_BASE_ERROR_INVALID where it cannot be taken so: then the turn is to be undone
 *
 * What is there already changes nothing. What its author would have had to say his password for is refused. That it was
 * taken is in the log behind it, with who wanted that.
 *
 * Returns: (transfer full): what came of each operation: @known has all of them but those that wait for the rest of
 *   their group
 */
MadoPushReply *
mado_stream_take_unsent (MadoStream *self, MadoBackend *backend, const MadoUnsentWork *work, GError **error)
{
  g_autoptr (MadoPushReply) reply = NULL;
  g_autofree char *author = NULL;
  gint64 before = 0;
  MadoStreamTurn turn;

  if (!mado_stream_turn_open (self, backend, &turn, error) || !find_author (&turn, work, &author, error) ||
      !find_received (&turn, work->push->device, &before, error))
    return NULL;
  reply = push_for (&turn, work, author, error);
  if (reply == NULL)
    return NULL;
  if (reply->verdict != MADO_PUSH_TAKEN) {
    refuse (error, reply->verdict == MADO_PUSH_GAP ? "what comes before it in its journal is not here yet"
                                                   : "the service has another journal of that device");
    return NULL;
  }
  if (!mado_stream_turn_open (self, backend, &turn, error) || !tell_all (&turn, work->push, reply, error) ||
      (reply->received > before && !note (&turn, work, author, before, reply->received, error)))
    return NULL;

  return g_steal_pointer (&reply);
}
