/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-id.h"
#include "mado-log-place.h"

G_BEGIN_DECLS

/* POST /v1/s/WARD/PROGRAMME/hello: where both stand, before anything else is said. */

#define MADO_PROTOCOL_OLDEST 1
#define MADO_PROTOCOL_NEWEST 1

typedef struct {
  MadoId device;
  guint64 nonce;
  gint64 epoch;         /* that this terminal has; 0: nothing was ever loaded */
  MadoLogPlace witness; /* the head that it verified last: a history that was rewritten since shows */
} MadoHelloRequest;

typedef struct {
  guint64 nonce;
  guint oldest; /* protocols that the service speaks */
  guint newest;
  gint64 epoch;
  gboolean is_primary;      /* only a primary takes operations and serves the log */
  gboolean is_witness_true; /* whether its log holds what the terminal verified */
  MadoInstant now;          /* official time */
  MadoHash sight;
  gint64 revision; /* seq of the programme's publication */
  gint64 received; /* the last dseq of the device that the service has, … */
  MadoHash chain;  /* … and its journal's chain there */
  MadoLogPlace head;
} MadoHelloReply;

GBytes *mado_hello_request_write (const MadoHelloRequest *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_hello_request_read (GBytes *text, MadoHelloRequest *out_request, GError **error);
GBytes *mado_hello_reply_write (const MadoHelloReply *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_hello_reply_read (GBytes *text, MadoHelloReply *out_reply, GError **error);

G_END_DECLS
