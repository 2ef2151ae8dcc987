/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the log says about one entity, for whoever sees the entity; and the programme as it was published. */

#include <string.h>

#include "mado-stream-private.h"
#include "mado-viewer.h"

static gboolean
sees (MadoViewer *viewer, MadoId id, gboolean *out_sees, GError **error)
{
  const MadoSeen *seen = mado_viewer_see (viewer, id, error);

  if (seen == NULL)
    return FALSE;
  *out_sees = seen->row.entity != NULL;

  return TRUE;
}

/* An entry that touched the entity may be about another, which he may not see. */
static gboolean
add_header (MadoViewer *viewer, const MadoStoredEntry *entry, MadoHistoryReply *reply, GError **error)
{
  gboolean may_see = FALSE;

  if (!sees (viewer, entry->entity, &may_see, error))
    return FALSE;
  if (may_see)
    g_ptr_array_add (reply->headers, g_bytes_ref (entry->header));
  reply->before = entry->seq;

  return TRUE;
}

static gboolean
add_page (MadoStreamTurn *turn,
          MadoViewer *viewer,
          const MadoHistoryRequest *request,
          MadoHistoryReply *reply,
          GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;

  if (!turn->backend->type->list_history (turn->backend, turn->stand.number, request->entity,
                                          request->before > 0 ? request->before : G_MAXINT64, MADO_HISTORY_MAX_ENTRIES,
                                          &entries, error))
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    if (!add_header (viewer, g_ptr_array_index (entries, i), reply, error))
      return FALSE;
  if (entries->len < MADO_HISTORY_MAX_ENTRIES)
    reply->before = 0;

  return TRUE;
}

/**
 * mado_stream_list_history:
 * @self: a stream
 * @backend: a backend, in a turn
 * @caller: who is on the line
 * @request: of which entity, and where he is
 * @out_reply: (out) (transfer full) (nullable): a page; %NULL: he sees no such entity
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_stream_list_history (MadoStream *self,
                          MadoBackend *backend,
                          const MadoCaller *caller,
                          const MadoHistoryRequest *request,
                          MadoHistoryReply **out_reply,
                          GError **error)
{
  g_autoptr (MadoHistoryReply) reply = mado_history_reply_new ();
  g_autoptr (MadoViewer) viewer = NULL;
  gboolean may_see = FALSE;
  MadoStreamTurn turn;

  *out_reply = NULL;
  if (!mado_stream_turn_open (self, backend, &turn, error))
    return FALSE;
  viewer = mado_viewer_new (&turn, &caller->person);
  if (!sees (viewer, request->entity, &may_see, error))
    return FALSE;
  if (may_see && !add_page (&turn, viewer, request, reply, error))
    return FALSE;
  if (may_see)
    *out_reply = g_steal_pointer (&reply);

  return TRUE;
}

/**
 * mado_stream_find_programme:
 * @self: a stream
 * @backend: a backend, in a turn
 * @revision: seq of its publication, as mado_stream_hello() says
 * @out_published: (out caller-allocates): the file, byte for byte, with what the log says of it; empty: none was
 *   published there
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_stream_find_programme (
    MadoStream *self, MadoBackend *backend, gint64 revision, MadoPublished *out_published, GError **error)
{
  g_autoptr (MadoStoredEntry) entry = NULL;
  g_autoptr (MadoLogText) text = NULL;
  MadoStreamTurn turn;

  *out_published = (MadoPublished) { 0 };
  if (!mado_stream_turn_open (self, backend, &turn, error) ||
      !backend->type->find_entry (backend, turn.stand.number, revision, &entry, error))
    return FALSE;
  if (entry == NULL || entry->payload == NULL)
    return TRUE;
  text = mado_log_text_read (entry->header, error);
  if (text == NULL)
    return FALSE;
  if (strcmp (mado_log_text_get_header (text)->kind, MADO_STREAM_PUBLISH) == 0)
    *out_published = (MadoPublished) { turn.stand.epoch, g_bytes_ref (entry->header), g_bytes_ref (entry->payload) };

  return TRUE;
}
