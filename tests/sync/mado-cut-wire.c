/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A thread takes connections, and one each carries bytes both ways until there are too many. */

#include "mado-cut-wire.h"

#include <gio/gio.h>
#include <poll.h>

struct _MadoCutWire {
  GSocketService *service;
  char *there;
  char *here;
  guint most_bytes;
  GMutex lock;
  GRand *random;
  gint64 left; /* bytes until the next cut */
  guint n_cuts;
  guint n_connections;
  GCond gone;
};

/* Returns: how many of @length bytes still go */
static gsize
spend (MadoCutWire *self, gsize length)
{
  gsize allowed = length;

  g_mutex_lock (&self->lock);
  self->left -= (gint64) length;
  if (self->left < 0) {
    allowed = (gsize) MAX ((gint64) length + self->left, 0);
    self->left = g_rand_int_range (self->random, 1, (gint32) self->most_bytes);
    self->n_cuts++;
  }
  g_mutex_unlock (&self->lock);

  return allowed;
}

/* Returns: whether the connection is whole */
static gboolean
carry (MadoCutWire *self, GSocket *from, GSocket *to)
{
  char bytes[4096];
  const gssize length = g_socket_receive (from, bytes, sizeof bytes, NULL, NULL);
  const gsize allowed = length > 0 ? spend (self, (gsize) length) : 0;
  gsize done = 0;

  while (done < allowed) {
    const gssize written = g_socket_send (to, bytes + done, allowed - done, NULL, NULL);

    if (written <= 0)
      return FALSE;
    done += (gsize) written;
  }

  return length > 0 && allowed == (gsize) length;
}

static void
carry_both_ways (MadoCutWire *self, GSocket *sockets[2])
{
  struct pollfd ends[2] = { { .fd = g_socket_get_fd (sockets[0]), .events = POLLIN },
                            { .fd = g_socket_get_fd (sockets[1]), .events = POLLIN } };
  gboolean is_whole = TRUE;

  while (is_whole && poll (ends, 2, -1) > 0)
    for (guint i = 0; i < 2 && is_whole; i++)
      if (ends[i].revents != 0)
        is_whole = carry (self, sockets[i], sockets[1 - i]);
}

static void
count_connection (MadoCutWire *self, int change)
{
  g_mutex_lock (&self->lock);
  self->n_connections += (guint) change;
  g_cond_signal (&self->gone);
  g_mutex_unlock (&self->lock);
}

static gboolean
run_cb (G_GNUC_UNUSED GThreadedSocketService *service, GSocketConnection *near, GObject *source, gpointer user_data)
{
  MadoCutWire *self = user_data;
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  count_connection (self, 1);

  g_autoptr (GSocketConnection) far = g_socket_client_connect_to_host (client, self->there, 0, NULL, NULL);

  if (far != NULL) {
    GSocket *sockets[] = { g_socket_connection_get_socket (near), g_socket_connection_get_socket (far) };

    carry_both_ways (self, sockets);
    g_io_stream_close (G_IO_STREAM (far), NULL, NULL);
  }
  g_io_stream_close (G_IO_STREAM (near), NULL, NULL);
  count_connection (self, -1);

  return TRUE;
}

/**
 * mado_cut_wire_new:
 * @address: of a service, there or not
 * @most_bytes: after how many it is cut each time, at most
 *
 * Returns: (transfer full): a wire to it
 */
MadoCutWire *
mado_cut_wire_new (const char *address, guint most_bytes)
{
  MadoCutWire *self = g_new0 (MadoCutWire, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) own = NULL;
  g_autoptr (GError) error = NULL;

  self->there = g_strdup (address);
  self->most_bytes = most_bytes;
  self->random = g_rand_new_with_seed (g_test_rand_int ());
  self->left = g_rand_int_range (self->random, 1, (gint32) most_bytes);
  self->service = g_threaded_socket_service_new (20);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                 NULL, &own, &error);
  g_assert_no_error (error);
  self->here = g_strdup_printf ("127.0.0.1:%u", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (own)));
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_service_start (self->service);

  return self;
}

/**
 * mado_cut_wire_free:
 * @self: (transfer full): a wire, whose service is down and whose terminals are gone
 */
void
mado_cut_wire_free (MadoCutWire *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_mutex_lock (&self->lock);
  while (self->n_connections > 0)
    g_cond_wait (&self->gone, &self->lock);
  g_mutex_unlock (&self->lock);
  g_object_unref (self->service);
  g_rand_free (self->random);
  g_free (self->there);
  g_free (self->here);
  g_free (self);
}

/**
 * mado_cut_wire_get_address:
 * @self: a wire
 *
 * Returns: (transfer none): its near end
 */
const char *
mado_cut_wire_get_address (const MadoCutWire *self)
{
  return self->here;
}

/**
 * mado_cut_wire_count_cuts:
 * @self: a wire
 *
 * Returns: how often it was cut
 */
guint
mado_cut_wire_count_cuts (MadoCutWire *self)
{
  guint n_cuts;

  g_mutex_lock (&self->lock);
  n_cuts = self->n_cuts;
  g_mutex_unlock (&self->lock);

  return n_cuts;
}
