/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much of the service clients may take. Times are milliseconds. */
typedef struct {
  guint max_connections;
  guint max_connections_per_address;
  guint handshake; /* from the first packet until the first request's headers are here */
  guint idle;      /* from an answer until the next request's headers are here */
  guint transfer;  /* for any body to come or go, … */
  guint rate;      /* … and as much more as it has at this many bytes a second */
  guint drain;     /* for what runs when the service goes down */
  guint bodies;    /* MiB: of all requests together */
} MadoHttpLimits;

#define MADO_HTTP_MAX_HEADERS (16 * 1024) /* bytes: headers of a request, and what libmicrohttpd needs beside them */

/* What a ward's terminals need, with room: 25 seconds of a long poll count as none of these. */
static const MadoHttpLimits mado_http_default_limits = {
  .max_connections = 2000,
  .max_connections_per_address = 64,
  .handshake = 15000,
  .idle = 90000,
  .transfer = 20000,
  .rate = 4096,
  .drain = 20000,
  .bodies = 256,
};

G_END_DECLS
