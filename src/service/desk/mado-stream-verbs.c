/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the bytes of a call to the stream and back. */

#include "mado-stream-verbs.h"

#include "mado-backend-error.h"

/* Each terminal is a witness of what it verified. In the same epoch nobody said that the past is another. */
static void
tell_of_another_past (const MadoErrand *self, const MadoHelloRequest *request, const MadoHelloReply *reply)
{
  if (reply->is_witness_true || request->epoch != reply->epoch)
    return;
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, "MADO_EVENT", "past", "MADO_TERMINAL",
                    mado_http_call_get_terminal (self->call), "MESSAGE",
                    "stream %s: its log is not the one that terminal %s verified up to entry %" G_GINT64_FORMAT
                    ": an old copy was put back without \"service readmit\", or somebody changed it. Run "
                    "\"madoguchi-ctl audit verify\", and compare it with a backup.",
                    self->stream, mado_http_call_get_terminal (self->call), request->witness.seq);
}

static gboolean
serve_hello (MadoErrand *self, MadoWardRoom *room, MadoStream *stream, const MadoVisitor *visitor, GError **error)
{
  MadoHelloRequest request;
  MadoHelloReply reply;

  if (!mado_hello_request_read (mado_http_call_get_body (self->call), &request, NULL))
    return mado_errand_refuse (self, MADO_REBUFF_BODY);
  if (!mado_stream_hello (stream, mado_ward_room_get_backend (room), &visitor->caller, &request, &reply, error))
    return FALSE;
  tell_of_another_past (self, &request, &reply);

  return mado_errand_answer (self, mado_hello_reply_write (&reply, error));
}

static gboolean
serve_push (MadoErrand *self, MadoWardRoom *room, MadoStream *stream, const MadoVisitor *visitor, GError **error)
{
  g_autoptr (MadoPushRequest) request = mado_push_request_read (mado_http_call_get_body (self->call), NULL);
  g_autoptr (MadoPushReply) reply = NULL;

  if (request == NULL)
    return mado_errand_refuse (self, MADO_REBUFF_BODY);
  reply = mado_stream_push (stream, mado_ward_room_get_backend (room), &visitor->caller, request, error);

  return reply != NULL && mado_errand_answer (self, mado_push_reply_write (reply, error));
}

static gboolean
serve_pull (MadoErrand *self, MadoWardRoom *room, MadoStream *stream, const MadoVisitor *visitor, GError **error)
{
  g_autoptr (MadoPullReply) reply = NULL;
  MadoPullRequest request;

  if (!mado_pull_request_read (mado_http_call_get_body (self->call), &request, NULL))
    return mado_errand_refuse (self, MADO_REBUFF_BODY);
  reply = mado_stream_pull (stream, mado_ward_room_get_backend (room), &visitor->caller, &request, error);
  if (reply == NULL || !mado_errand_answer (self, mado_pull_reply_write (reply, error)))
    return FALSE;
  if (reply->verdict != MADO_PULL_TAKEN || reply->entries->len > 0 || request.wait == 0)
    return TRUE;

  return mado_errand_wait (self, MIN (request.wait, MADO_PULL_MAX_WAIT));
}

static gboolean
serve_rows (MadoErrand *self, MadoWardRoom *room, MadoStream *stream, const MadoVisitor *visitor, GError **error)
{
  g_autoptr (MadoRowsRequest) request = mado_rows_request_read (mado_http_call_get_body (self->call), NULL);
  g_autoptr (MadoRowsReply) reply = NULL;
  g_autoptr (GError) inner = NULL;

  if (request == NULL)
    return mado_errand_refuse (self, MADO_REBUFF_BODY);
  reply = mado_stream_list_rows (stream, mado_ward_room_get_backend (room), &visitor->caller, request, &inner);
  if (g_error_matches (inner, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_PLACE))
    return mado_errand_refuse (self, MADO_REBUFF_BODY);
  if (reply == NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }

  return mado_errand_answer (self, mado_rows_reply_write (reply, error));
}

static gboolean
serve_history (MadoErrand *self, MadoWardRoom *room, MadoStream *stream, const MadoVisitor *visitor, GError **error)
{
  g_autoptr (MadoHistoryReply) reply = NULL;
  MadoHistoryRequest request;

  if (!mado_history_request_read (mado_http_call_get_body (self->call), &request, NULL))
    return mado_errand_refuse (self, MADO_REBUFF_BODY);
  if (!mado_stream_list_history (stream, mado_ward_room_get_backend (room), &visitor->caller, &request, &reply, error))
    return FALSE;
  if (reply == NULL)
    return mado_errand_refuse (self, MADO_REBUFF_PATH);

  return mado_errand_answer (self, mado_history_reply_write (reply, error));
}

static gboolean
serve_programme (MadoErrand *self, MadoWardRoom *room, MadoStream *stream, const MadoVisitor *visitor, GError **error)
{
  g_auto (MadoPublished) published = { 0 };
  gint64 revision;

  if (!g_ascii_string_to_signed (mado_http_call_get_variable (self->call, 2), 10, 1, G_MAXINT64, &revision, NULL))
    return mado_errand_refuse (self, MADO_REBUFF_PATH);
  if (!mado_stream_find_programme (stream, mado_ward_room_get_backend (room), revision, &published, error))
    return FALSE;
  if (published.programme == NULL)
    return mado_errand_refuse (self, MADO_REBUFF_PATH);

  return mado_errand_answer (self, mado_published_write (&published, error));
}

const MadoVerb mado_hello_verb = { MADO_BACKEND_READ, serve_hello, FALSE };
const MadoVerb mado_push_verb = { MADO_BACKEND_WRITE, serve_push, TRUE };
const MadoVerb mado_pull_verb = { MADO_BACKEND_READ, serve_pull, FALSE };
const MadoVerb mado_rows_verb = { MADO_BACKEND_READ, serve_rows, FALSE };
const MadoVerb mado_history_verb = { MADO_BACKEND_READ, serve_history, FALSE };
const MadoVerb mado_programme_verb = { MADO_BACKEND_READ, serve_programme, FALSE };
