/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A thread that wakes when a client hangs up, and a few times a second to see who is late.
 *
 * A line may break in the midst of a TLS record. Its last bytes and its end are one event of the socket: libmicrohttpd
 * reads the bytes, GnuTLS says that the record is not whole yet, and both wait for another event, which never comes. So
 * whoever hung up is stirred until he is gone. */

#include "mado-http-watch.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#define ROUND 200 /* milliseconds */
#define MAX_EVENTS 64
#define END_OF_WATCH 0 /* the number of no connection */

struct _MadoHttpWatch {
  MadoHttpLimits limits;
  MadoRebuffs *rebuffs;
  int epoll;
  int stop;
  GThread *thread;
  GMutex lock;
  GHashTable *connections; /* (element-type guint64 MadoHttpConnection): number → connection */
  GHashTable *addresses;   /* (element-type utf8 guint): how many from each */
  guint64 next_number;
};

/* Closing what is closed already wakes who reads there, and takes nothing from him. */
static void
stir (const MadoHttpConnection *connection)
{
  (void) shutdown (connection->fd, SHUT_RD); /* ignored: it may be gone entirely, which wakes him, too */
}

static void
look_after_all (MadoHttpWatch *self, gint64 now)
{
  GHashTableIter iter;
  MadoHttpConnection *connection;

  g_mutex_lock (&self->lock);
  g_hash_table_iter_init (&iter, self->connections);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &connection)) {
    if (connection->has_left)
      stir (connection);
    if (connection->deadline > now || connection->is_slow)
      continue;
    connection->is_slow = TRUE;
    (void) shutdown (connection->fd, SHUT_RDWR); /* ignored: it may be closed already; libmicrohttpd does the rest */
  }
  g_mutex_unlock (&self->lock);
}

/* Returns: (transfer full) (nullable): the call that he waits for */
static MadoHttpCall *
note_leaving (MadoHttpWatch *self, guint64 number)
{
  MadoHttpConnection *connection;
  MadoHttpCall *call = NULL;

  g_mutex_lock (&self->lock);
  connection = g_hash_table_lookup (self->connections, &number);
  if (connection != NULL)
    connection->has_left = TRUE;
  if (connection != NULL && connection->waiting != NULL)
    call = mado_http_call_ref (connection->waiting);
  g_mutex_unlock (&self->lock);

  return call;
}

static gpointer
run_watch (gpointer data)
{
  MadoHttpWatch *self = data;
  struct epoll_event events[MAX_EVENTS];

  for (;;) {
    int n_events = epoll_wait (self->epoll, events, MAX_EVENTS, ROUND);

    for (int i = 0; i < n_events; i++) {
      if (events[i].data.u64 == END_OF_WATCH)
        return NULL;

      g_autoptr (MadoHttpCall) call = note_leaving (self, events[i].data.u64);

      if (call != NULL)
        mado_http_call_hang_up (call);
    }
    look_after_all (self, g_get_monotonic_time ());
  }
}

/**
 * mado_http_watch_new:
 * @limits: what is too much and too long
 * @rebuffs: (transfer none): where it is noted
 * @error: what the system says
 *
 * Returns: (transfer full) (nullable): the watch, at work
 */
MadoHttpWatch *
mado_http_watch_new (const MadoHttpLimits *limits, MadoRebuffs *rebuffs, GError **error)
{
  g_autofd int epoll = epoll_create1 (EPOLL_CLOEXEC);
  g_autofd int stop = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  struct epoll_event event = { .events = EPOLLIN, .data.u64 = END_OF_WATCH };

  if (epoll < 0 || stop < 0 || epoll_ctl (epoll, EPOLL_CTL_ADD, stop, &event) != 0) {
    g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (errno), "cannot watch connections: %s",
                 g_strerror (errno));
    return NULL;
  }

  MadoHttpWatch *self = g_new0 (MadoHttpWatch, 1);

  self->limits = *limits;
  self->rebuffs = rebuffs;
  self->epoll = g_steal_fd (&epoll);
  self->stop = g_steal_fd (&stop);
  self->connections = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->next_number = END_OF_WATCH + 1;
  g_mutex_init (&self->lock);
  self->thread = g_thread_new ("mado-http-watch", run_watch, self);

  return self;
}

/**
 * mado_http_watch_free:
 * @self: (transfer full): a watch that has no connections left
 */
void
mado_http_watch_free (MadoHttpWatch *self)
{
  (void) eventfd_write (self->stop, 1); /* ignored: a counter of 64 bits takes a one */
  g_thread_join (self->thread);
  close (self->epoll);
  close (self->stop);
  g_hash_table_unref (self->connections);
  g_hash_table_unref (self->addresses);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static guint
count_from (MadoHttpWatch *self, const char *address)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->addresses, address));
}

static void
set_count_from (MadoHttpWatch *self, const char *address, guint count)
{
  if (count == 0)
    g_hash_table_remove (self->addresses, address);
  else
    g_hash_table_replace (self->addresses, g_strdup (address), GUINT_TO_POINTER (count));
}

/**
 * mado_http_watch_has_room:
 * @self: a watch
 * @address: where somebody connects from
 *
 * Returns: whether there may be one more connection
 */
gboolean
mado_http_watch_has_room (MadoHttpWatch *self, const char *address)
{
  gboolean has_room;

  g_mutex_lock (&self->lock);
  has_room = g_hash_table_size (self->connections) < self->limits.max_connections &&
             count_from (self, address) < self->limits.max_connections_per_address;
  g_mutex_unlock (&self->lock);

  return has_room;
}

/**
 * mado_http_watch_count:
 * @self: a watch
 *
 * Returns: how many connections there are
 */
guint
mado_http_watch_count (MadoHttpWatch *self)
{
  guint count;

  g_mutex_lock (&self->lock);
  count = g_hash_table_size (self->connections);
  g_mutex_unlock (&self->lock);

  return count;
}

/**
 * mado_http_watch_add:
 * @self: a watch
 * @connection: (transfer none): a new connection
 */
void
mado_http_watch_add (MadoHttpWatch *self, MadoHttpConnection *connection)
{
  struct epoll_event event = { .events = EPOLLRDHUP | EPOLLONESHOT };

  g_mutex_lock (&self->lock);
  event.data.u64 = connection->number = self->next_number++;
  (void) epoll_ctl (self->epoll, EPOLL_CTL_ADD, connection->fd, &event); /* ignored: he would be late, then */
  g_hash_table_insert (self->connections, &connection->number, connection);
  set_count_from (self, connection->address, count_from (self, connection->address) + 1);
  g_mutex_unlock (&self->lock);
}

/**
 * mado_http_watch_remove:
 * @self: a watch
 * @connection: a connection whose socket is still open
 */
void
mado_http_watch_remove (MadoHttpWatch *self, MadoHttpConnection *connection)
{
  g_mutex_lock (&self->lock);
  (void) epoll_ctl (self->epoll, EPOLL_CTL_DEL, connection->fd, NULL); /* ignored: it may not be there */
  g_hash_table_remove (self->connections, &connection->number);
  set_count_from (self, connection->address, count_from (self, connection->address) - 1);
  g_mutex_unlock (&self->lock);
}

/**
 * mado_http_watch_allow:
 * @self: a watch
 * @connection: a connection
 * @milliseconds: from now, for what it does now; -1: as long as it takes
 */
void
mado_http_watch_allow (MadoHttpWatch *self, MadoHttpConnection *connection, gint64 milliseconds)
{
  g_mutex_lock (&self->lock);
  connection->deadline = milliseconds < 0 ? G_MAXINT64 : g_get_monotonic_time () + milliseconds * 1000;
  g_mutex_unlock (&self->lock);
}

/**
 * mado_http_watch_allow_transfer:
 * @self: a watch
 * @connection: a connection
 * @length: how many bytes come or go now
 */
void
mado_http_watch_allow_transfer (MadoHttpWatch *self, MadoHttpConnection *connection, gsize length)
{
  mado_http_watch_allow (self, connection, self->limits.transfer + (gint64) length * 1000 / self->limits.rate);
}

/**
 * mado_http_watch_begin_wait:
 * @self: a watch
 * @connection: a connection
 * @call: (transfer none): whose answer takes its time
 */
void
mado_http_watch_begin_wait (MadoHttpWatch *self, MadoHttpConnection *connection, MadoHttpCall *call)
{
  gboolean has_left;

  g_mutex_lock (&self->lock);
  connection->deadline = G_MAXINT64;
  connection->waiting = call;
  has_left = connection->has_left;
  g_mutex_unlock (&self->lock);
  if (has_left)
    mado_http_call_hang_up (call);
}

/**
 * mado_http_watch_end_wait:
 * @self: a watch
 * @connection: a connection, waiting or not
 *
 * Returns: whether it waited
 */
gboolean
mado_http_watch_end_wait (MadoHttpWatch *self, MadoHttpConnection *connection)
{
  gboolean has_waited;

  g_mutex_lock (&self->lock);
  has_waited = connection->waiting != NULL;
  connection->waiting = NULL;
  g_mutex_unlock (&self->lock);

  return has_waited;
}

/**
 * mado_http_watch_end_all_waits:
 * @self: a watch
 *
 * Treats everybody who waits as if he had hung up.
 */
void
mado_http_watch_end_all_waits (MadoHttpWatch *self)
{
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_http_call_unref);
  GHashTableIter iter;
  MadoHttpConnection *connection;

  g_mutex_lock (&self->lock);
  g_hash_table_iter_init (&iter, self->connections);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &connection))
    if (connection->waiting != NULL)
      g_ptr_array_add (calls, mado_http_call_ref (connection->waiting));
  g_mutex_unlock (&self->lock);
  for (guint i = 0; i < calls->len; i++)
    mado_http_call_hang_up (g_ptr_array_index (calls, i));
}
