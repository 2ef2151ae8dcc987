/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sys/socket.h>

G_BEGIN_DECLS

/* From where somebody may connect: networks in CIDR form ("10.20.0.0/16", "fd00:1::/64", "192.0.2.7"). It holds before
 * TLS says a word. Threads may share it. */
typedef struct _MadoAddressList MadoAddressList;

MadoAddressList *mado_address_list_new (const char *const *networks, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_address_list_free (MadoAddressList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAddressList, mado_address_list_free)

gboolean mado_address_list_allows (const MadoAddressList *self, GInetAddress *address);
GInetAddress *mado_address_from_socket (const struct sockaddr *address) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
