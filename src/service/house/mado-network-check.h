/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-service-fault.h"

G_BEGIN_DECLS

/* What answers on this machine besides the service: each socket that somebody on the network can speak to, as the
 * kernel lists them. */

#define MADO_NETWORK_TABLES "/proc/net"

/* A protocol and a port: "tcp:8443", "udp:51820". */
typedef struct {
  gboolean is_udp;
  guint16 port;
} MadoNetworkPort;

gboolean mado_network_port_read (const char *text, MadoNetworkPort *out_port);
gboolean mado_network_check (
    const char *tables, const MadoNetworkPort *expected, gsize n_expected, GPtrArray *faults, GError **error);

G_END_DECLS
