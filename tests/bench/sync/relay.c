/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two threads for each connection, one for each way. What goes one way shares that way's bits with all others: each
 * piece books the time that it takes on the line, and is handed on when that is over. */

#include "relay.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#define PIECE 4096

typedef struct {
  gint64 n_bytes;
  gint64 free_at; /* on the monotonic clock */
} Way;

struct _Relay {
  guint16 port;
  gint64 bits_per_second;
  char *address;
  int listener;
  GThread *thread;
  GMutex lock; /* of what follows */
  Way up;
  Way down;
  GPtrArray *threads;
  GArray *sockets;
};

typedef struct {
  Relay *relay;
  Way *way;
  int from;
  int to;
} Pipe;

static gint64
book (Pipe *self, gssize length)
{
  Relay *relay = self->relay;
  gint64 until;

  g_mutex_lock (&relay->lock);
  self->way->n_bytes += length;
  self->way->free_at = MAX (self->way->free_at, g_get_monotonic_time ()) +
                       (relay->bits_per_second != 0 ? length * 8 * G_TIME_SPAN_SECOND / relay->bits_per_second : 0);
  until = self->way->free_at;
  g_mutex_unlock (&relay->lock);

  return until;
}

static gboolean
hand_on (const Pipe *self, const guint8 *bytes, gssize length)
{
  while (length > 0) {
    const gssize n = send (self->to, bytes, (gsize) length, MSG_NOSIGNAL);

    if (n <= 0)
      return FALSE;
    bytes += n;
    length -= n;
  }

  return TRUE;
}

static gpointer
run_pipe (gpointer data)
{
  Pipe *self = data;
  guint8 piece[PIECE];
  gssize length;

  while ((length = recv (self->from, piece, sizeof piece, 0)) > 0) {
    const gint64 wait = book (self, length) - g_get_monotonic_time ();

    if (wait > 0)
      g_usleep ((gulong) wait);
    if (!hand_on (self, piece, length))
      break;
  }
  (void) shutdown (self->from, SHUT_RDWR); /* ignored: the other side may have done so */
  (void) shutdown (self->to, SHUT_RDWR);
  g_free (self);

  return NULL;
}

static void
open_pipe (Relay *self, Way *way, int from, int to)
{
  static const int yes = 1;
  Pipe *pipe = g_new (Pipe, 1);

  *pipe = (Pipe) { self, way, from, to };
  (void) setsockopt (to, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes); /* ignored: it is slower without */
  g_ptr_array_add (self->threads, g_thread_new ("pipe", run_pipe, pipe));
  g_array_append_val (self->sockets, from);
}

static int
go_to_service (const Relay *self)
{
  const struct sockaddr_in there = { .sin_family = AF_INET,
                                     .sin_port = htons (self->port),
                                     .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  const int line = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (line < 0 || connect (line, (const struct sockaddr *) &there, sizeof there) != 0)
    g_error ("the service is gone");

  return line;
}

static gpointer
run_relay (gpointer data)
{
  Relay *self = data;
  int caller;

  while ((caller = accept4 (self->listener, NULL, NULL, SOCK_CLOEXEC)) >= 0) {
    const int service = go_to_service (self);

    g_mutex_lock (&self->lock);
    open_pipe (self, &self->up, caller, service);
    open_pipe (self, &self->down, service, caller);
    g_mutex_unlock (&self->lock);
  }

  return NULL;
}

/**
 * relay_new:
 * @port: of the service, on this machine
 * @bits_per_second: each way; 0: as many as there are
 *
 * Returns: (transfer full): a line to it
 */
Relay *
relay_new (guint16 port, gint64 bits_per_second)
{
  Relay *self = g_new0 (Relay, 1);
  struct sockaddr_in here = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof here;

  self->port = port;
  self->bits_per_second = bits_per_second;
  self->listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (self->listener < 0 || bind (self->listener, (const struct sockaddr *) &here, sizeof here) != 0 ||
      listen (self->listener, 512) != 0 || getsockname (self->listener, (struct sockaddr *) &here, &length) != 0)
    g_error ("no port");
  self->address = g_strdup_printf ("127.0.0.1:%u", ntohs (here.sin_port));
  self->threads = g_ptr_array_new ();
  self->sockets = g_array_new (FALSE, FALSE, sizeof (int));
  g_mutex_init (&self->lock);
  self->thread = g_thread_new ("relay", run_relay, self);

  return self;
}

/**
 * relay_free:
 * @self: (transfer full): a line, on which nobody speaks any more
 */
void
relay_free (Relay *self)
{
  (void) shutdown (self->listener, SHUT_RDWR); /* ignored: accept() returns */
  g_thread_join (self->thread);
  for (guint i = 0; i < self->sockets->len; i++)
    (void) shutdown (g_array_index (self->sockets, int, i), SHUT_RDWR);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (g_ptr_array_index (self->threads, i));
  for (guint i = 0; i < self->sockets->len; i++)
    (void) close (g_array_index (self->sockets, int, i));
  (void) close (self->listener);
  g_ptr_array_unref (self->threads);
  g_array_unref (self->sockets);
  g_mutex_clear (&self->lock);
  g_free (self->address);
  g_free (self);
}

/**
 * relay_get_address:
 * @self: a line
 *
 * Returns: (transfer none): where whoever uses it goes
 */
const char *
relay_get_address (const Relay *self)
{
  return self->address;
}

static gint64
count (Relay *self, const Way *way)
{
  gint64 n_bytes;

  g_mutex_lock (&self->lock);
  n_bytes = way->n_bytes;
  g_mutex_unlock (&self->lock);

  return n_bytes;
}

/**
 * relay_count_up:
 * @self: a line
 *
 * Returns: bytes that went to the service
 */
gint64
relay_count_up (Relay *self)
{
  return count (self, &self->up);
}

/**
 * relay_count_down:
 * @self: a line
 *
 * Returns: bytes that came from it
 */
gint64
relay_count_down (Relay *self)
{
  return count (self, &self->down);
}
