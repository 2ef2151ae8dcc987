/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Networks that somebody may connect from. */

#include "mado-address-list.h"

#include <netinet/in.h>
#include <string.h>

#include "mado-base-error.h"

#define V4_IN_V6 12 /* bytes before an IPv4 address in an IPv6 one that carries it */

struct _MadoAddressList {
  GPtrArray *masks; /* (element-type GInetAddressMask) */
};

static gboolean
add_network (MadoAddressList *self, const char *network, GError **error)
{
  g_autoptr (GInetAddressMask) mask = g_inet_address_mask_new_from_string (network, NULL);

  if (mask == NULL) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID,
                 "'%s' is not a network such as 10.20.0.0/16 or fd00:1::/64", network);
    return FALSE;
  }
  if (g_inet_address_mask_get_length (mask) == 0) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "'%s' would let everybody connect", network);
    return FALSE;
  }
  g_ptr_array_add (self->masks, g_steal_pointer (&mask));

  return TRUE;
}

/**
 * mado_address_list_new:
 * @networks: (array zero-terminated=1): in CIDR form
 * @error: %MADO_BASE_ERROR_INVALID: one is not a network, or is everything, or there is none
 *
 * Returns: (transfer full) (nullable): the list
 */
MadoAddressList *
mado_address_list_new (const char *const *networks, GError **error)
{
  g_autoptr (MadoAddressList) self = g_new0 (MadoAddressList, 1);

  self->masks = g_ptr_array_new_with_free_func (g_object_unref);
  for (; *networks != NULL; networks++)
    if (!add_network (self, *networks, error))
      return NULL;
  if (self->masks->len == 0) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "no network is named to connect from");
    return NULL;
  }

  return g_steal_pointer (&self);
}

/**
 * mado_address_list_free:
 * @self: (transfer full): a list
 */
void
mado_address_list_free (MadoAddressList *self)
{
  g_ptr_array_unref (self->masks);
  g_free (self);
}

/**
 * mado_address_list_allows:
 * @self: a list
 * @address: where somebody connects from
 *
 * Returns: whether he may
 */
gboolean
mado_address_list_allows (const MadoAddressList *self, GInetAddress *address)
{
  for (guint i = 0; i < self->masks->len; i++)
    if (g_inet_address_mask_matches (g_ptr_array_index (self->masks, i), address))
      return TRUE;

  return FALSE;
}

/**
 * mado_address_from_socket:
 * @address: of the other end
 *
 * Returns: (transfer full) (nullable): it; what came over IPv4 to a socket of both kinds is an IPv4 address again
 */
GInetAddress *
mado_address_from_socket (const struct sockaddr *address)
{
  struct sockaddr_in v4;
  struct sockaddr_in6 v6;

  if (address->sa_family == AF_INET) {
    memcpy (&v4, address, sizeof v4);
    return g_inet_address_new_from_bytes ((const guint8 *) &v4.sin_addr, G_SOCKET_FAMILY_IPV4);
  }
  if (address->sa_family != AF_INET6)
    return NULL;
  memcpy (&v6, address, sizeof v6);
  if (IN6_IS_ADDR_V4MAPPED (&v6.sin6_addr))
    return g_inet_address_new_from_bytes (v6.sin6_addr.s6_addr + V4_IN_V6, G_SOCKET_FAMILY_IPV4);

  return g_inet_address_new_from_bytes (v6.sin6_addr.s6_addr, G_SOCKET_FAMILY_IPV6);
}
