/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One request and its answer. While somebody works on it libmicrohttpd leaves its connection alone ("suspended"); the
 * answer, or the client's hanging up, wakes the connection again. */

#include "mado-http-call.h"

#include <microhttpd.h>
#include <string.h>
#include <yyjson.h>

#include "mado-fault-point.h"
#include "mado-http-route.h"
#include "mado-parcel.h"
#include "mado-wiped-bytes.h"

#define BEARER "Bearer "
#define NO_STORE "no-store"

struct _MadoHttpCall {
  gatomicrefcount references;
  MadoHttpPath path;
  gboolean is_path;
  char *address;
  MadoRebuffs *rebuffs; /* the server's */
  MadoHttpAdmission admission;
  MadoHttpCallStage stage;
  char *token;
  char *range;
  gboolean takes_zstd;
  GByteArray *arriving;
  GBytes *body;
  gsize n_taken; /* of the room for bodies */
  GCancellable *hang_up;

  GMutex lock;                       /* of what follows */
  struct MHD_Connection *connection; /* (nullable): %NULL: it is over */
  gboolean is_suspended;
  gboolean is_answered;
  struct MHD_Response *response; /* (nullable): sent, or not made yet */
  guint status;
  gsize length;
};

/**
 * mado_http_call_new:
 * @connection: where it comes in
 * @target: what it is aimed at
 * @address: where it comes from
 * @rebuffs: what notes why it was not let in
 *
 * Returns: (transfer full): the call, of which nothing else is known
 */
MadoHttpCall *
mado_http_call_new (struct MHD_Connection *connection, const char *target, const char *address, MadoRebuffs *rebuffs)
{
  MadoHttpCall *self = g_new0 (MadoHttpCall, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  self->is_path = mado_http_path_read (target, &self->path);
  self->address = g_strdup (address);
  self->rebuffs = rebuffs;
  self->connection = connection;
  self->hang_up = g_cancellable_new ();

  return self;
}

/**
 * mado_http_call_ref:
 * @self: a call
 *
 * Returns: (transfer full): the call
 */
MadoHttpCall *
mado_http_call_ref (MadoHttpCall *self)
{
  g_atomic_ref_count_inc (&self->references);

  return self;
}

/* Of a body whose end never came. */
static void
wipe_arriving (GByteArray *arriving)
{
  if (arriving->len > 0)
    explicit_bzero (arriving->data, arriving->len);
  g_byte_array_unref (arriving);
}

static void
leave_room (MadoHttpCall *self)
{
  if (self->admission.room == NULL)
    return;

  mado_body_room_give_back (self->admission.room, mado_http_call_get_terminal (self), self->n_taken);
  mado_body_room_unref (self->admission.room);
}

/**
 * mado_http_call_unref:
 * @self: (transfer full): a call
 */
void
mado_http_call_unref (MadoHttpCall *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_clear_pointer (&self->response, MHD_destroy_response);
  g_clear_pointer (&self->arriving, wipe_arriving);
  g_clear_pointer (&self->body, g_bytes_unref);
  leave_room (self);
  g_clear_object (&self->hang_up);
  g_free (self->admission.terminal);
  g_free (self->address);
  g_free (self->token);
  g_free (self->range);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * mado_http_call_get_variable:
 * @self: a call
 * @index: which of the parts in capitals of its route's pattern, from 0
 *
 * Returns: (transfer none): what stands there
 */
const char *
mado_http_call_get_variable (const MadoHttpCall *self, guint index)
{
  return mado_http_path_get_variable (&self->path, self->admission.route->pattern, index);
}

/**
 * mado_http_call_get_terminal:
 * @self: a call
 *
 * Returns: (transfer none): the terminal's name, by its certificate; "" where it is not known
 */
const char *
mado_http_call_get_terminal (const MadoHttpCall *self)
{
  return self->admission.terminal != NULL ? self->admission.terminal : "";
}

/**
 * mado_http_call_get_certificate:
 * @self: a call
 *
 * Returns: (transfer none): the terminal's certificate
 */
const MadoClientCertificate *
mado_http_call_get_certificate (const MadoHttpCall *self)
{
  return &self->admission.certificate;
}

/**
 * mado_http_call_get_standing:
 * @self: a call
 *
 * Returns: what the certificate was good for when the call came
 */
MadoTerminalStanding
mado_http_call_get_standing (const MadoHttpCall *self)
{
  return self->admission.standing;
}

/**
 * mado_http_call_get_token:
 * @self: a call
 *
 * Returns: (transfer none): by which the session is known; "": none was sent
 */
const char *
mado_http_call_get_token (const MadoHttpCall *self)
{
  return self->token != NULL ? self->token : "";
}

/**
 * mado_http_call_get_range:
 * @self: a call
 *
 * Returns: (transfer none) (nullable): which bytes are asked for
 */
const char *
mado_http_call_get_range (const MadoHttpCall *self)
{
  return self->range;
}

/**
 * mado_http_call_get_body:
 * @self: a call
 *
 * Returns: (transfer none): all of its body, unpacked
 */
GBytes *
mado_http_call_get_body (const MadoHttpCall *self)
{
  return self->body;
}

/**
 * mado_http_call_get_hang_up:
 * @self: a call
 *
 * Returns: (transfer none): is cancelled when nobody waits for the answer any more
 */
GCancellable *
mado_http_call_get_hang_up (const MadoHttpCall *self)
{
  return self->hang_up;
}

static void
release_body_cb (void *body)
{
  g_bytes_unref (body);
}

static struct MHD_Response *
make_response (const MadoHttpCall *self, const MadoHttpAnswer *answer, gsize *out_length)
{
  GBytes *body = answer->body != NULL ? g_bytes_ref (answer->body) : g_bytes_new_static ("", 0);
  MadoParcel parcel = { 0 };
  struct MHD_Response *response;
  gsize length;
  const void *bytes;

  if (self->takes_zstd && answer->type == NULL && mado_parcel_pack (body, &parcel, NULL)) {
    g_bytes_unref (body);
    body = g_bytes_ref (parcel.bytes);
  }
  bytes = g_bytes_get_data (body, &length);
  response = MHD_create_response_from_buffer_with_free_callback_cls (length, bytes, release_body_cb, body);
  if (length > 0)
    MHD_add_response_header (response, MHD_HTTP_HEADER_CONTENT_TYPE,
                             answer->type != NULL ? answer->type : "application/json");
  if (parcel.is_packed)
    MHD_add_response_header (response, MHD_HTTP_HEADER_CONTENT_ENCODING, "zstd");
  if (answer->content_range != NULL)
    MHD_add_response_header (response, MHD_HTTP_HEADER_CONTENT_RANGE, answer->content_range);
  MHD_add_response_header (response, MHD_HTTP_HEADER_CACHE_CONTROL, NO_STORE);
  mado_parcel_clear (&parcel);
  *out_length = length;

  return response;
}

/* Wakes the connection; the lock is held. */
static void
wake (MadoHttpCall *self)
{
  if (!self->is_suspended)
    return;

  self->is_suspended = FALSE;
  MHD_resume_connection (self->connection);
}

/**
 * mado_http_call_answer:
 * @self: (transfer full): a call
 * @answer: its answer
 */
void
mado_http_call_answer (MadoHttpCall *self, const MadoHttpAnswer *answer)
{
  g_autoptr (MadoHttpCall) owned = self;
  gsize length;
  struct MHD_Response *response = make_response (self, answer, &length);

  mado_fault_point ("reply-made");
  g_mutex_lock (&self->lock);
  if (self->connection == NULL || self->is_answered) {
    MHD_destroy_response (response);
  } else {
    self->response = response;
    self->status = answer->status;
    self->length = length;
    self->is_answered = TRUE;
    wake (self);
  }
  g_mutex_unlock (&self->lock);
}

/**
 * mado_http_call_answer_text:
 * @self: (transfer full): a call
 * @json: what is answered
 */
void
mado_http_call_answer_text (MadoHttpCall *self, GBytes *json)
{
  mado_http_call_answer (self, &(MadoHttpAnswer) { .status = MHD_HTTP_OK, .body = json });
}

static void
answer_fault (MadoHttpCall *self, guint status, const char *name)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (document);
  g_autoptr (GBytes) body = NULL;
  gsize length;
  char *text;

  yyjson_mut_obj_add_str (document, root, "error", name);
  yyjson_mut_doc_set_root (document, root);
  text = yyjson_mut_write (document, YYJSON_WRITE_NOFLAG, &length);
  body = g_bytes_new_take (text, length);
  yyjson_mut_doc_free (document);
  mado_http_call_answer (self, &(MadoHttpAnswer) { .status = status, .body = body });
}

static guint
get_status_of (MadoRebuff reason)
{
  switch ((int) reason) {
  case MADO_REBUFF_MALFORMED:
  case MADO_REBUFF_BODY:
    return MHD_HTTP_BAD_REQUEST;
  case MADO_REBUFF_PATH:
    return MHD_HTTP_NOT_FOUND;
  case MADO_REBUFF_METHOD:
    return MHD_HTTP_METHOD_NOT_ALLOWED;
  case MADO_REBUFF_SIZE:
    return MHD_HTTP_CONTENT_TOO_LARGE;
  case MADO_REBUFF_ENCODING:
    return MHD_HTTP_UNSUPPORTED_MEDIA_TYPE;
  case MADO_REBUFF_RANGE:
    return MHD_HTTP_RANGE_NOT_SATISFIABLE;
  case MADO_REBUFF_SESSION:
    return MHD_HTTP_UNAUTHORIZED;
  case MADO_REBUFF_DRAINING:
  case MADO_REBUFF_CROWDED:
    return MHD_HTTP_SERVICE_UNAVAILABLE;
  default:
    return MHD_HTTP_FORBIDDEN;
  }
}

/**
 * mado_http_call_refuse:
 * @self: (transfer full): a call
 * @reason: why it is not done
 *
 * Answers with the reason's word, and has it noted.
 */
void
mado_http_call_refuse (MadoHttpCall *self, MadoRebuff reason)
{
  mado_rebuffs_note (self->rebuffs, reason, self->address, mado_http_call_get_terminal (self));
  answer_fault (self, get_status_of (reason), mado_rebuff_get_name (reason));
}

/**
 * mado_http_call_fail:
 * @self: (transfer full): a call that is all right
 * @error: why the service cannot do it all the same
 */
void
mado_http_call_fail (MadoHttpCall *self, const GError *error)
{
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, "MADO_EVENT", "failed", "MADO_TERMINAL",
                    mado_http_call_get_terminal (self), "MESSAGE", "failed: %s", error->message);
  answer_fault (self, MHD_HTTP_INTERNAL_SERVER_ERROR, "failed");
}

/* --- for the server */

/**
 * mado_http_call_get_stage:
 * @self: a call
 *
 * Returns: how far it is here
 */
MadoHttpCallStage
mado_http_call_get_stage (const MadoHttpCall *self)
{
  return self->stage;
}

/**
 * mado_http_call_get_path:
 * @self: a call
 *
 * Returns: (transfer none) (nullable): what it is aimed at; %NULL: nothing that could be a path
 */
const MadoHttpPath *
mado_http_call_get_path (const MadoHttpCall *self)
{
  return self->is_path ? &self->path : NULL;
}

static const char *
look_up (const MadoHttpCall *self, const char *header)
{
  return MHD_lookup_connection_value (self->connection, MHD_HEADER_KIND, header);
}

/**
 * mado_http_call_set_terminal:
 * @self: a call that is not admitted
 * @terminal: (nullable): whose it is
 */
void
mado_http_call_set_terminal (MadoHttpCall *self, const char *terminal)
{
  g_free (self->admission.terminal);
  self->admission.terminal = g_strdup (terminal);
}

/**
 * mado_http_call_admit:
 * @self: a new call
 * @admission: what is known of it; its terminal is taken, and what it took of the room
 */
void
mado_http_call_admit (MadoHttpCall *self, MadoHttpAdmission *admission)
{
  const char *authorization = look_up (self, MHD_HTTP_HEADER_AUTHORIZATION);
  const char *accepted = look_up (self, MHD_HTTP_HEADER_ACCEPT_ENCODING);

  g_free (self->admission.terminal);
  self->admission = *admission;
  mado_body_room_ref (self->admission.room);
  self->n_taken = admission->length;
  admission->terminal = NULL;
  if (authorization != NULL && g_str_has_prefix (authorization, BEARER))
    self->token = g_strdup (authorization + strlen (BEARER));
  self->range = g_strdup (look_up (self, MHD_HTTP_HEADER_RANGE));
  self->takes_zstd = accepted != NULL && strstr (accepted, "zstd") != NULL;
  self->arriving = g_byte_array_sized_new ((guint) admission->length);
  mado_fault_point ("call-admitted");
  self->stage = MADO_HTTP_CALL_ARRIVING;
}

/**
 * mado_http_call_take:
 * @self: a call whose body arrives
 * @bytes: more of it, wiped afterwards
 * @length: how many
 */
void
mado_http_call_take (MadoHttpCall *self, char *bytes, gsize length)
{
  mado_fault_point ("call-arrives");
  g_byte_array_append (self->arriving, (const guint8 *) bytes, (guint) length);
  explicit_bzero (bytes,
                  length); /* there may be a password in it; the room was reserved, so it was moved nowhere else */
}

/* What it was packed in is gone. A moment ago there were both, but only as often as there are threads. */
static gboolean
take_room_for_unpacked (MadoHttpCall *self)
{
  const char *terminal = mado_http_call_get_terminal (self);
  const gsize length = g_bytes_get_size (self->body);

  mado_body_room_give_back (self->admission.room, terminal, self->n_taken);
  self->n_taken = 0;
  if (!mado_body_room_take (self->admission.room, terminal, length))
    return FALSE;
  self->n_taken = length;

  return TRUE;
}

static gboolean
unpack_body (MadoHttpCall *self)
{
  gsize length = 0;
  guint8 *bytes = g_byte_array_steal (self->arriving, &length);
  g_autoptr (GBytes) arrived = mado_wiped_bytes_new_take (bytes, length);
  MadoParcel parcel = { .bytes = arrived, .is_packed = self->admission.is_packed };

  self->body = mado_parcel_unpack (&parcel, self->admission.route->max_body, NULL);

  return self->body != NULL;
}

/**
 * mado_http_call_run:
 * @self: a call that is all here
 * @user_data: for its handler
 *
 * Returns: whether it was answered at once; otherwise its connection sleeps until it is
 */
gboolean
mado_http_call_run (MadoHttpCall *self, gpointer user_data)
{
  gboolean is_answered;

  mado_fault_point ("call-whole");
  self->stage = MADO_HTTP_CALL_RUNNING;
  if (!unpack_body (self))
    mado_http_call_refuse (mado_http_call_ref (self), MADO_REBUFF_ENCODING);
  else if (!take_room_for_unpacked (self))
    mado_http_call_refuse (mado_http_call_ref (self), MADO_REBUFF_CROWDED);
  else
    self->admission.route->handle (user_data, mado_http_call_ref (self));

  g_mutex_lock (&self->lock);
  is_answered = self->is_answered;
  if (!is_answered) {
    MHD_suspend_connection (self->connection);
    self->is_suspended = TRUE;
  }
  g_mutex_unlock (&self->lock);

  return is_answered;
}

/**
 * mado_http_call_is_answered:
 * @self: a call
 *
 * Returns: whether there is an answer to send
 */
gboolean
mado_http_call_is_answered (MadoHttpCall *self)
{
  gboolean is_answered;

  g_mutex_lock (&self->lock);
  is_answered = self->is_answered;
  g_mutex_unlock (&self->lock);

  return is_answered;
}

/**
 * mado_http_call_send:
 * @self: an answered call, on the thread of its connection
 * @is_last: whether the connection ends with it
 * @out_length: (out): how many bytes go
 *
 * Returns: whether the answer is on its way
 */
gboolean
mado_http_call_send (MadoHttpCall *self, gboolean is_last, gsize *out_length)
{
  struct MHD_Response *response = g_steal_pointer (&self->response);
  enum MHD_Result result;

  if (is_last)
    MHD_add_response_header (response, MHD_HTTP_HEADER_CONNECTION, "close");
  *out_length = self->length;
  result = MHD_queue_response (self->connection, self->status, response);
  MHD_destroy_response (response);
  mado_fault_point ("reply-queued");

  return result == MHD_YES;
}

/**
 * mado_http_call_hang_up:
 * @self: a call that may still be worked on
 *
 * Tells whoever works on it that nobody waits any more, and wakes its connection, so that it goes.
 */
void
mado_http_call_hang_up (MadoHttpCall *self)
{
  g_cancellable_cancel (self->hang_up);
  g_mutex_lock (&self->lock);
  if (self->connection != NULL)
    wake (self);
  g_mutex_unlock (&self->lock);
}

/**
 * mado_http_call_finish:
 * @self: (transfer full): a call whose connection has done with it
 */
void
mado_http_call_finish (MadoHttpCall *self)
{
  gboolean is_answered;

  mado_fault_point ("reply-sent");
  g_mutex_lock (&self->lock);
  self->connection = NULL;
  is_answered = self->is_answered;
  g_mutex_unlock (&self->lock);
  if (!is_answered)
    g_cancellable_cancel (self->hang_up);
  mado_http_call_unref (self);
}
