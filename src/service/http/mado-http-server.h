/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-address-list.h"
#include "mado-http-limits.h"
#include "mado-http-route.h"

G_BEGIN_DECLS

/* The outer wall: TLS 1.3 and HTTP/1.1 for terminals whose certificate we made and that are allowed to connect from
 * where they are. There is no other way in, not even for tests. */
typedef struct _MadoHttpServer MadoHttpServer;

typedef struct {
  int listener;                     /* (transfer full): a socket that listens */
  const char *certificate;          /* PEM: the service's, … */
  const char *key;                  /* … with its key, … */
  const char *authority;            /* … and the authority that made it and the terminals' */
  const MadoAddressList *addresses; /* these two live as long as the server and its calls */
  MadoRebuffs *rebuffs;
  MadoStandingJudge judge;
  gpointer judge_data;
  const MadoHttpRoute *routes; /* ends with an empty one */
  gpointer route_data;         /* for the handlers */
  MadoHttpLimits limits;
  guint n_threads; /* at least 2 */
} MadoHttpSetup;

int mado_http_listen (const char *address, GError **error);

MadoHttpServer *mado_http_server_new (const MadoHttpSetup *setup, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_http_server_free (MadoHttpServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoHttpServer, mado_http_server_free)

guint16 mado_http_server_get_port (const MadoHttpServer *self);
guint mado_http_server_count_connections (const MadoHttpServer *self);
gsize mado_http_server_count_bodies (const MadoHttpServer *self);
guint64 mado_http_server_count_requests (const MadoHttpServer *self);

void mado_http_server_close_door (MadoHttpServer *self);
gboolean mado_http_server_drain (MadoHttpServer *self);

G_END_DECLS
