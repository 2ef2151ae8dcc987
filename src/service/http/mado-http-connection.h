/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gnutls/gnutls.h>

#include "mado-http-call.h"

G_BEGIN_DECLS

/* A connection from its first packet on. The handshake fails where the certificate does not hold; why, stands here. */
typedef struct {
  int fd; /* libmicrohttpd's */
  char *address;
  MadoStandingJudge judge;
  gpointer judge_data;
  gboolean is_verified;
  MadoClientCertificate certificate; /* where it is verified */
  MadoRebuff failure;                /* where it is not */

  /*< the watch's >*/
  guint64 number;
  gint64 deadline; /* on the monotonic clock; G_MAXINT64: none */
  gboolean is_slow;
  gboolean has_left;     /* the other side says nothing more */
  MadoHttpCall *waiting; /* (nullable): whose answer takes its time */
} MadoHttpConnection;

MadoHttpConnection *mado_http_connection_new (int fd, const char *address, MadoStandingJudge judge, gpointer judge_data)
    G_GNUC_WARN_UNUSED_RESULT;
void mado_http_connection_free (MadoHttpConnection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoHttpConnection, mado_http_connection_free)

void mado_http_connection_guard (MadoHttpConnection *self, gnutls_session_t session);
MadoTerminalStanding mado_http_connection_judge (const MadoHttpConnection *self, char **out_terminal);

G_END_DECLS
