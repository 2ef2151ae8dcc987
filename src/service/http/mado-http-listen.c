/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens the socket that the service listens on. */

#include "mado-http-server.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

static int
open_socket (GSocketAddress *address)
{
  struct sockaddr_storage native = { 0 };
  const gssize length = g_socket_address_get_native_size (address);
  const int on = 1;
  g_autofd int fd = socket (g_socket_address_get_family (address), SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

  if (fd < 0 || !g_socket_address_to_native (address, &native, sizeof native, NULL) ||
      setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0 || /* a connection has it from its listener */
      bind (fd, (const struct sockaddr *) &native, (socklen_t) length) != 0 || listen (fd, SOMAXCONN) != 0)
    return -1;

  return g_steal_fd (&fd);
}

/**
 * mado_http_listen:
 * @address: "192.0.2.1:8443" or "[::]:8443"; port 0: any that is free
 * @error: %G_IO_ERROR_INVALID_ARGUMENT: it is not an address with a port; or what the system says
 *
 * Returns: a socket that listens there, or -1
 */
int
mado_http_listen (const char *address, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (GSocketConnectable) connectable = g_network_address_parse (address, 0, &inner);
  g_autoptr (GInetAddress) host = NULL;
  g_autoptr (GSocketAddress) place = NULL;
  int fd;

  if (connectable != NULL)
    host = g_inet_address_new_from_string (g_network_address_get_hostname (G_NETWORK_ADDRESS (connectable)));
  if (host == NULL) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "'%s' is not an address such as [::]:8443", address);
    return -1;
  }
  place = g_inet_socket_address_new (host, g_network_address_get_port (G_NETWORK_ADDRESS (connectable)));
  fd = open_socket (place);
  if (fd < 0)
    g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (errno), "cannot listen on %s: %s", address,
                 g_strerror (errno));

  return fd;
}
