/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Attachments, presence, reads: PUT blob/HASH/PART, POST blob/HASH/SIZE when all parts were sent, with what they belong
 * to, GET blob/HASH with a range, POST presence, POST reads. Whoever gets none of what an attachment belongs to hears
 * of none. */

#include "mado-side-verbs.h"

#include "mado-attendance.h"
#include "mado-blob-shelf.h"
#include "mado-http-range.h"
#include "mado-stream-worker.h"

#define HASH_VARIABLE 2 /* of the path, after ward and programme */
#define NUMBER_VARIABLE 3
#define MAX_ANSWER (1024 * 1024) /* bytes: whoever wants more asks for the next range */

static gboolean
read_hash (const MadoErrand *self, MadoHash *out_hash)
{
  return mado_hash_from_hex (mado_http_call_get_variable (self->call, HASH_VARIABLE), out_hash, NULL);
}

static gboolean
read_number (const MadoErrand *self, guint64 least, guint64 most, guint64 *out_number)
{
  return g_ascii_string_to_unsigned (mado_http_call_get_variable (self->call, NUMBER_VARIABLE), 10, least, most,
                                     out_number, NULL);
}

static gboolean
serve_blob_put (MadoErrand *self, MadoWardRoom *room, MadoStream *stream, const MadoVisitor *visitor, GError **error)
{
  GBytes *body = mado_http_call_get_body (self->call);
  MadoBlobName blob = { .stream = self->stream, .account = visitor->account };
  guint64 part;

  if (!read_hash (self, &blob.hash) || !read_number (self, 0, MADO_BLOB_MAX_PARTS - 1, &part))
    return mado_errand_refuse (self, MADO_REBUFF_PATH);
  if (g_bytes_get_size (body) == 0)
    return mado_errand_refuse (self, MADO_REBUFF_BODY);

  return mado_blob_shelf_put (mado_ward_room_get_backend (room), &blob, (guint) part, body, error);
}

static gboolean
may_get (MadoErrand *self,
         MadoBackend *backend,
         MadoStream *stream,
         const MadoVisitor *visitor,
         const MadoHash *hash,
         gboolean *out_may_get,
         GError **error)
{
  g_autoptr (GPtrArray) attachments = mado_blob_shelf_list (backend, self->stream, hash, error);
  MadoAttachmentRights rights = { 0 };

  if (attachments == NULL)
    return FALSE;
  for (guint i = 0; i < attachments->len && !rights.may_see; i++)
    if (!mado_stream_judge_attachment (stream, backend, &visitor->caller, g_ptr_array_index (attachments, i), hash,
                                       &rights, error))
      return FALSE;
  *out_may_get = rights.may_see;

  return TRUE;
}

static gboolean
serve_blob_finish (MadoErrand *self, MadoWardRoom *room, MadoStream *stream, const MadoVisitor *visitor, GError **error)
{
  MadoBackend *backend = mado_ward_room_get_backend (room);
  MadoBlobName blob = { .stream = self->stream, .account = visitor->account };
  g_auto (MadoAttachment) attachment = { 0 };
  MadoAttachmentRights rights;
  gboolean is_whole = FALSE;
  guint64 size;

  if (!read_hash (self, &blob.hash) || !read_number (self, 1, (guint64) MADO_BLOB_PART * MADO_BLOB_MAX_PARTS, &size))
    return mado_errand_refuse (self, MADO_REBUFF_PATH);
  if (!mado_attachment_read (mado_http_call_get_body (self->call), &attachment, NULL))
    return mado_errand_refuse (self, MADO_REBUFF_BODY);
  if (!mado_stream_judge_attachment (stream, backend, &visitor->caller, &attachment, &blob.hash, &rights, error))
    return FALSE;
  if (!rights.may_attach)
    return mado_errand_refuse (self, MADO_REBUFF_PERMISSION);
  if (!mado_blob_shelf_finish (backend, &blob, (gint64) size, &attachment, &is_whole, error))
    return FALSE;

  return is_whole || mado_errand_refuse (self, MADO_REBUFF_BODY);
}

static gboolean
serve_blob_get (MadoErrand *self, MadoWardRoom *room, MadoStream *stream, const MadoVisitor *visitor, GError **error)
{
  MadoBackend *backend = mado_ward_room_get_backend (room);
  gboolean is_his = FALSE;
  MadoHttpRange range;
  gint64 size = 0;
  MadoHash hash;

  if (!read_hash (self, &hash))
    return mado_errand_refuse (self, MADO_REBUFF_PATH);
  if (!mado_blob_shelf_find_size (backend, self->stream, &hash, &size, error) ||
      !may_get (self, backend, stream, visitor, &hash, &is_his, error))
    return FALSE;
  if (size == 0 || !is_his)
    return mado_errand_refuse (self, MADO_REBUFF_PATH);
  if (mado_http_range_read (mado_http_call_get_range (self->call), (guint64) size, &range) == MADO_HTTP_RANGE_BEYOND)
    return mado_errand_refuse (self, MADO_REBUFF_RANGE);
  range.length = MIN (range.length, MAX_ANSWER);
  self->type = "application/octet-stream";
  if (range.length < (guint64) size)
    self->content_range = g_strdup_printf ("bytes %" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT "/%" G_GINT64_FORMAT,
                                           range.first, range.first + range.length - 1, size);

  return mado_errand_answer (self, mado_blob_shelf_read (backend, &hash, range.first, range.length, error));
}

static gboolean
serve_presence (MadoErrand *self, MadoWardRoom *room, MadoStream *stream, const MadoVisitor *visitor, GError **error)
{
  const MadoPresence who = { .account = visitor->account, .terminal = visitor->terminal };
  MadoPresenceRequest request;
  g_autoptr (GArray) others = NULL;
  gboolean may_work = TRUE;

  if (!mado_presence_request_read (mado_http_call_get_body (self->call), &request, NULL))
    return mado_errand_refuse (self, MADO_REBUFF_BODY);
  if (request.takes_over &&
      !mado_stream_judge_worker (stream, mado_ward_room_get_backend (room), &visitor->caller, &may_work, error))
    return FALSE;
  if (!may_work) /* it would close the forms of whoever works on it */
    return mado_errand_refuse (self, MADO_REBUFF_PERMISSION);
  others = mado_attendance_note (self->user_data, self->stream, &request, &who, g_get_monotonic_time ());

  return mado_errand_answer (self, mado_presence_reply_write (others, error));
}

static gboolean
serve_reads (MadoErrand *self, MadoWardRoom *room, MadoStream *stream, const MadoVisitor *visitor, GError **error)
{
  g_autoptr (MadoReadsRequest) request = mado_reads_request_read (mado_http_call_get_body (self->call), NULL);

  if (request == NULL)
    return mado_errand_refuse (self, MADO_REBUFF_BODY);

  return mado_stream_take_reads (stream, mado_ward_room_get_backend (room), &visitor->caller, request, NULL, error);
}

const MadoVerb mado_blob_put_verb = { MADO_BACKEND_WRITE, serve_blob_put, FALSE };
const MadoVerb mado_blob_finish_verb = { MADO_BACKEND_WRITE, serve_blob_finish, FALSE };
const MadoVerb mado_blob_get_verb = { MADO_BACKEND_READ, serve_blob_get, FALSE };
const MadoVerb mado_presence_verb = { MADO_BACKEND_READ, serve_presence, FALSE };
const MadoVerb mado_reads_verb = { MADO_BACKEND_WRITE, serve_reads, FALSE };
