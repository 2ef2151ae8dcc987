/* SPDX-License-Identifier: GPL-3.0-or-later */

/* libmicrohttpd behind our seam. What it calls comes in this order: may this address connect, a connection begins (its
 * handshake is guarded), a target was read, headers are here (the call is let in or refused before any byte of a body),
 * bytes of the body, the body's end (the call runs), the connection wakes with an answer, the call is over, the
 * connection closes. */

#include "mado-http-server.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <string.h>
#include <unistd.h>

#include "mado-http-watch.h"

/* Nothing older than TLS 1.3; no tickets, because a session that goes on would not show its certificate again. */
#define TLS_PRIORITIES "NORMAL:-VERS-ALL:+VERS-TLS1.3:%NO_TICKETS"

#define STRICTNESS 2 /* of libmicrohttpd: what the standard says one MUST NOT send is refused */
#define MEBIBYTE ((gsize) 1024 * 1024)
#define CLEAN_UP_EVERY 20000 /* microseconds, while the last connections go */

struct _MadoHttpServer {
  MadoHttpSetup setup;
  struct MHD_Daemon *daemon;
  MadoHttpWatch *watch;
  MadoBodyRoom *room;
  guint16 port;
  int is_draining;  /* atomic */
  gsize n_requests; /* atomic */

  GMutex lock; /* of what follows */
  GCond changed;
  guint n_calls;
  guint n_asleep; /* of these wait for their answer */
};

/* --- what goes on, counted, so that the end can wait for it */

static void
count_call (MadoHttpServer *self, int calls, int asleep)
{
  g_mutex_lock (&self->lock);
  self->n_calls += (guint) calls;
  self->n_asleep += (guint) asleep;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

/* --- connections */

static enum MHD_Result
accept_cb (void *data, const struct sockaddr *socket_address, socklen_t length)
{
  MadoHttpServer *self = data;
  g_autoptr (GInetAddress) address = mado_address_from_socket (socket_address);
  g_autofree char *text = address != NULL ? g_inet_address_to_string (address) : NULL;

  if (address == NULL || !mado_address_list_allows (self->setup.addresses, address)) {
    mado_rebuffs_note (self->setup.rebuffs, MADO_REBUFF_ADDRESS, text, NULL);
    return MHD_NO;
  }
  if (!mado_http_watch_has_room (self->watch, text)) {
    mado_rebuffs_note (self->setup.rebuffs, MADO_REBUFF_CONNECTIONS, text, NULL);
    return MHD_NO;
  }

  return MHD_YES;
}

static MadoHttpConnection *
get_connection (struct MHD_Connection *native)
{
  return MHD_get_connection_info (native, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

static MadoHttpConnection *
begin_connection (MadoHttpServer *self, struct MHD_Connection *native)
{
  const int fd = MHD_get_connection_info (native, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
  void *session = MHD_get_connection_info (native, MHD_CONNECTION_INFO_GNUTLS_SESSION)->tls_session;
  g_autoptr (GInetAddress) address =
      mado_address_from_socket (MHD_get_connection_info (native, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr);
  g_autofree char *text = address != NULL ? g_inet_address_to_string (address) : g_strdup ("");
  MadoHttpConnection *connection = mado_http_connection_new (fd, text, self->setup.judge, self->setup.judge_data);

  mado_http_connection_guard (connection, session);
  mado_http_watch_add (self->watch, connection);
  mado_http_watch_allow (self->watch, connection, self->setup.limits.handshake);

  return connection;
}

static void
end_connection (MadoHttpServer *self, MadoHttpConnection *connection)
{
  mado_http_watch_remove (self->watch, connection);
  if (connection->is_slow)
    mado_rebuffs_note (self->setup.rebuffs, MADO_REBUFF_SLOW, connection->address, NULL);
  else if (!connection->is_verified)
    mado_rebuffs_note (self->setup.rebuffs, connection->failure, connection->address, NULL);
  mado_http_connection_free (connection);
}

static void
connection_cb (void *data,
               struct MHD_Connection *native,
               void **socket_context,
               enum MHD_ConnectionNotificationCode code)
{
  if (code == MHD_CONNECTION_NOTIFY_STARTED)
    *socket_context = begin_connection (data, native);
  else
    end_connection (data, g_steal_pointer (socket_context));
}

/* --- letting a call in */

static void *
target_cb (void *data, const char *target, struct MHD_Connection *native)
{
  MadoHttpServer *self = data;

  g_atomic_pointer_add (&self->n_requests, 1);
  count_call (self, 1, 0);

  return mado_http_call_new (native, target, get_connection (native)->address, self->setup.rebuffs);
}

static const MadoHttpRoute *
find_route (const MadoHttpServer *self, const MadoHttpPath *path, const char *method, MadoRebuff *out_reason)
{
  *out_reason = MADO_REBUFF_PATH;
  if (path == NULL)
    return NULL;
  for (const MadoHttpRoute *route = self->setup.routes; route->method != NULL; route++) {
    if (!mado_http_path_matches (path, route->pattern))
      continue;
    if (strcmp (route->method, method) == 0)
      return route;
    *out_reason = MADO_REBUFF_METHOD;
  }

  return NULL;
}

static gboolean
has_body (const char *method)
{
  return strcmp (method, MHD_HTTP_METHOD_POST) == 0 || strcmp (method, MHD_HTTP_METHOD_PUT) == 0;
}

/* Headers that decide something, which must not be there twice: libmicrohttpd would take one of two lengths. */
static const char *const single_headers[] = {
  MHD_HTTP_HEADER_CONTENT_LENGTH, MHD_HTTP_HEADER_CONTENT_ENCODING,
  MHD_HTTP_HEADER_AUTHORIZATION,  MHD_HTTP_HEADER_TRANSFER_ENCODING,
  MHD_HTTP_HEADER_RANGE,
};

typedef struct {
  guint seen; /* single_headers, one a bit */
  gboolean is_double;
} HeaderCheck;

static enum MHD_Result
check_header_cb (void *data, enum MHD_ValueKind kind, const char *name, const char *value)
{
  HeaderCheck *check = data;

  for (guint i = 0; i < G_N_ELEMENTS (single_headers); i++) {
    if (g_ascii_strcasecmp (name, single_headers[i]) != 0)
      continue;
    check->is_double = check->is_double || (check->seen & 1u << i) != 0;
    check->seen |= 1u << i;
  }

  return MHD_YES;
}

static gboolean
has_double_headers (struct MHD_Connection *native)
{
  HeaderCheck check = { 0 };

  (void) MHD_get_connection_values (native, MHD_HEADER_KIND, check_header_cb, &check); /* ignored: how many */

  return check.is_double;
}

/* How the body comes. Without a length, or in pieces, it does not. */
static gboolean
read_shape (struct MHD_Connection *native, MadoHttpAdmission *admission, MadoRebuff *out_reason)
{
  const char *length = MHD_lookup_connection_value (native, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH);
  const char *encoding = MHD_lookup_connection_value (native, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_ENCODING);
  guint64 number = 0;

  *out_reason = MADO_REBUFF_MALFORMED;
  if (has_double_headers (native))
    return FALSE;
  *out_reason = MADO_REBUFF_ENCODING;
  if (MHD_lookup_connection_value (native, MHD_HEADER_KIND, MHD_HTTP_HEADER_TRANSFER_ENCODING) != NULL)
    return FALSE;
  if (length == NULL && has_body (admission->route->method))
    return FALSE;
  if (length != NULL && !g_ascii_string_to_unsigned (length, 10, 0, G_MAXINT64, &number, NULL))
    return FALSE;
  admission->is_packed = encoding != NULL && strcmp (encoding, "zstd") == 0;
  if (encoding != NULL && !admission->is_packed)
    return FALSE;
  *out_reason = MADO_REBUFF_SIZE;
  admission->length = (gsize) number;

  return number <= admission->route->max_body;
}

static gboolean
has_room (MadoHttpServer *self, MadoHttpAdmission *admission, MadoRebuff *out_reason)
{
  *out_reason = MADO_REBUFF_CROWDED;
  admission->room = self->room;

  return mado_body_room_take (self->room, admission->terminal, admission->length);
}

/* All that is known before the body: who it is, what he wants, whether he may, how much he sends. */
static gboolean
check_call (MadoHttpServer *self,
            struct MHD_Connection *native,
            const char *method,
            MadoHttpCall *call,
            MadoHttpAdmission *admission,
            MadoRebuff *out_reason)
{
  const MadoHttpConnection *connection = get_connection (native);

  *out_reason = MADO_REBUFF_UNKNOWN;
  admission->standing = mado_http_connection_judge (connection, &admission->terminal);
  if (admission->standing == MADO_STANDING_UNKNOWN)
    return FALSE;
  admission->certificate = connection->certificate;
  *out_reason = MADO_REBUFF_DRAINING;
  if (g_atomic_int_get (&self->is_draining))
    return FALSE;
  admission->route = find_route (self, mado_http_call_get_path (call), method, out_reason);
  if (admission->route == NULL)
    return FALSE;
  *out_reason = MADO_REBUFF_STANDING;
  if ((admission->route->standings & admission->standing) == 0)
    return FALSE;

  return read_shape (native, admission, out_reason) && has_room (self, admission, out_reason);
}

static enum MHD_Result
send_answer (MadoHttpServer *self, struct MHD_Connection *native, MadoHttpCall *call, gboolean is_last)
{
  gsize length = 0;
  gboolean is_sent = mado_http_call_send (call, is_last || g_atomic_int_get (&self->is_draining), &length);

  mado_http_watch_allow_transfer (self->watch, get_connection (native), length);

  return is_sent ? MHD_YES : MHD_NO;
}

static enum MHD_Result
admit_call (MadoHttpServer *self, struct MHD_Connection *native, const char *method, MadoHttpCall *call)
{
  MadoHttpAdmission admission = { 0 };
  MadoRebuff reason;

  if (!check_call (self, native, method, call, &admission, &reason)) {
    mado_http_call_set_terminal (call, admission.terminal);
    g_free (admission.terminal);
    mado_http_call_refuse (mado_http_call_ref (call), reason);
    return send_answer (self, native, call, TRUE);
  }
  mado_http_watch_allow_transfer (self->watch, get_connection (native), admission.length);
  mado_http_call_admit (call, &admission);

  return MHD_YES;
}

static enum MHD_Result
run_call (MadoHttpServer *self, struct MHD_Connection *native, MadoHttpCall *call)
{
  mado_http_watch_allow (self->watch, get_connection (native), -1);
  count_call (self, 0, 1);
  if (mado_http_call_run (call, self->setup.route_data)) {
    count_call (self, 0, -1);
    return send_answer (self, native, call, FALSE);
  }
  mado_http_watch_begin_wait (self->watch, get_connection (native), call);

  return MHD_YES;
}

static void
end_sleep (MadoHttpServer *self, struct MHD_Connection *native)
{
  if (mado_http_watch_end_wait (self->watch, get_connection (native)))
    count_call (self, 0, -1);
}

/* It slept, and something woke it: the answer, or that the client hung up. */
static enum MHD_Result
wake_call (MadoHttpServer *self, struct MHD_Connection *native, MadoHttpCall *call)
{
  end_sleep (self, native);

  return mado_http_call_is_answered (call) ? send_answer (self, native, call, FALSE) : MHD_NO;
}

static enum MHD_Result
request_cb (void *data,
            struct MHD_Connection *native,
            const char *url,
            const char *method,
            const char *version,
            const char *bytes,
            size_t *length,
            void **request_context)
{
  MadoHttpCall *call = *request_context;

  switch (mado_http_call_get_stage (call)) {
  case MADO_HTTP_CALL_NEW:
    return admit_call (data, native, method, call);
  case MADO_HTTP_CALL_ARRIVING:
    if (*length == 0)
      return run_call (data, native, call);
    mado_http_call_take (call, (char *) bytes, *length); /* of its own buffer, which it goes on to fill */
    *length = 0;
    return MHD_YES;
  case MADO_HTTP_CALL_RUNNING:
  default:
    return wake_call (data, native, call);
  }
}

static void
completed_cb (void *data, struct MHD_Connection *native, void **request_context, enum MHD_RequestTerminationCode code)
{
  MadoHttpServer *self = data;

  end_sleep (self, native); /* a connection that is found broken when it wakes ends without being asked */
  mado_http_call_finish (g_steal_pointer (request_context));
  mado_http_watch_allow (self->watch, get_connection (native), self->setup.limits.idle);
  count_call (self, -1, 0);
}

/* --- the rest of libmicrohttpd's questions */

/* What it says may hold what a client sent; its format does not. */
static void
log_cb (void *data, const char *format, va_list arguments)
{
  MadoHttpServer *self = data;

  if (g_str_has_prefix (format, "Error processing request"))
    mado_rebuffs_note (self->setup.rebuffs, MADO_REBUFF_MALFORMED, NULL, NULL);
}

/* A target stays as it came: mado-http-path.h says why. */
static size_t
unescape_cb (void *data, struct MHD_Connection *native, char *text)
{
  return strlen (text);
}

static guint16
find_port (int listener)
{
  struct sockaddr_storage address = { 0 };
  socklen_t length = sizeof address;

  if (getsockname (listener, (struct sockaddr *) &address, &length) != 0)
    return 0;

  return g_ntohs (address.ss_family == AF_INET6 ? ((struct sockaddr_in6 *) &address)->sin6_port
                                                : ((struct sockaddr_in *) &address)->sin_port);
}

static struct MHD_Daemon *
start_daemon (MadoHttpServer *self)
{
  const MadoHttpSetup *setup = &self->setup;
  const unsigned flags = MHD_USE_TLS | MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;

  /* Its own limits are second walls: on connections each thread has its share, and they spread unevenly. */
  /* clang-format off */
  return MHD_start_daemon (flags, 0, accept_cb, self, request_cb, self,
                           MHD_OPTION_EXTERNAL_LOGGER, log_cb, self,
                           MHD_OPTION_LISTEN_SOCKET, setup->listener,
                           MHD_OPTION_THREAD_POOL_SIZE, setup->n_threads,
                           MHD_OPTION_CONNECTION_LIMIT, setup->limits.max_connections * 2 + setup->n_threads,
                           MHD_OPTION_CONNECTION_TIMEOUT, setup->limits.idle / 1000 + 10,
                           MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t) MADO_HTTP_MAX_HEADERS,
                           MHD_OPTION_CLIENT_DISCIPLINE_LVL, STRICTNESS,
                           MHD_OPTION_NOTIFY_CONNECTION, connection_cb, self,
                           MHD_OPTION_URI_LOG_CALLBACK, target_cb, self,
                           MHD_OPTION_UNESCAPE_CALLBACK, unescape_cb, self,
                           MHD_OPTION_NOTIFY_COMPLETED, completed_cb, self,
                           MHD_OPTION_HTTPS_MEM_CERT, setup->certificate,
                           MHD_OPTION_HTTPS_MEM_KEY, setup->key,
                           MHD_OPTION_HTTPS_MEM_TRUST, setup->authority,
                           MHD_OPTION_HTTPS_PRIORITIES, TLS_PRIORITIES,
                           MHD_OPTION_END);
  /* clang-format on */
}

/**
 * mado_http_server_new:
 * @setup: what it needs; its listener is taken in any case
 * @error: what the system says, or %G_IO_ERROR_FAILED
 *
 * Returns: (transfer full) (nullable): the server, at work
 */
MadoHttpServer *
mado_http_server_new (const MadoHttpSetup *setup, GError **error)
{
  g_autofd int listener = setup->listener;
  g_autoptr (MadoHttpWatch) watch = mado_http_watch_new (&setup->limits, setup->rebuffs, error);

  if (watch == NULL)
    return NULL;

  MadoHttpServer *self = g_new0 (MadoHttpServer, 1);

  self->setup = *setup;
  self->watch = g_steal_pointer (&watch);
  self->room = mado_body_room_new (setup->limits.bodies * MEBIBYTE);
  self->port = find_port (listener);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  (void) g_steal_fd (&listener); /* it closes it, also where it cannot start */
  self->daemon = start_daemon (self);
  if (self->daemon == NULL) {
    mado_http_watch_free (self->watch);
    mado_body_room_unref (self->room);
    g_mutex_clear (&self->lock);
    g_cond_clear (&self->changed);
    g_free (self);
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         "cannot serve: the certificate, its key or the authority does not fit");
    return NULL;
  }

  return self;
}

/**
 * mado_http_server_close_door:
 * @self: a server
 *
 * From now on nobody can connect, and who is connected gets the answers to what he asked before and no others.
 */
void
mado_http_server_close_door (MadoHttpServer *self)
{
  int listener;

  if (!g_atomic_int_compare_and_exchange (&self->is_draining, FALSE, TRUE))
    return;
  listener = MHD_quiesce_daemon (self->daemon);
  if (listener >= 0)
    close (listener);
}

/**
 * mado_http_server_drain:
 * @self: a server
 *
 * Closes the door and waits for the answers to what was asked before, within the limit for that.
 *
 * Returns: whether all of it was answered
 */
gboolean
mado_http_server_drain (MadoHttpServer *self)
{
  const gint64 end = g_get_monotonic_time () + (gint64) self->setup.limits.drain * 1000;
  gboolean is_empty;

  mado_http_server_close_door (self);
  g_mutex_lock (&self->lock);
  while (self->n_calls > 0 && g_cond_wait_until (&self->changed, &self->lock, end))
    ;
  is_empty = self->n_calls == 0;
  g_mutex_unlock (&self->lock);

  return is_empty;
}

/* libmicrohttpd must not stop while a connection sleeps. */
static void
wake_all (MadoHttpServer *self)
{
  g_mutex_lock (&self->lock);
  while (self->n_asleep > 0) {
    g_mutex_unlock (&self->lock);
    mado_http_watch_end_all_waits (self->watch);
    g_mutex_lock (&self->lock);
    if (self->n_asleep > 0)
      g_cond_wait_until (&self->changed, &self->lock, g_get_monotonic_time () + CLEAN_UP_EVERY);
  }
  g_mutex_unlock (&self->lock);
}

/**
 * mado_http_server_free:
 * @self: (transfer full): a server, drained or not
 *
 * Whoever still works on a call may answer it afterwards; nobody hears it.
 */
void
mado_http_server_free (MadoHttpServer *self)
{
  mado_http_server_close_door (self);
  wake_all (self);
  MHD_stop_daemon (self->daemon);
  mado_http_watch_free (self->watch);
  mado_body_room_unref (self->room);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

/**
 * mado_http_server_get_port:
 * @self: a server
 *
 * Returns: where it listens
 */
guint16
mado_http_server_get_port (const MadoHttpServer *self)
{
  return self->port;
}

/**
 * mado_http_server_count_connections:
 * @self: a server
 *
 * Returns: how many there are
 */
guint
mado_http_server_count_connections (const MadoHttpServer *self)
{
  return mado_http_watch_count (self->watch);
}

/**
 * mado_http_server_count_bodies:
 * @self: a server
 *
 * Returns: how many bytes of memory the bodies of all requests take now
 */
gsize
mado_http_server_count_bodies (const MadoHttpServer *self)
{
  return mado_body_room_count (self->room);
}

/**
 * mado_http_server_count_requests:
 * @self: a server
 *
 * Returns: how many there were, with those that were refused
 */
guint64
mado_http_server_count_requests (const MadoHttpServer *self)
{
  return (gsize) g_atomic_pointer_get ((gsize *) &self->n_requests);
}
