/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-hello.h"
#include "mado-push.h"
#include "mado-replica.h"

G_BEGIN_DECLS

/* The journal on its way to the service, and what the service says of it. */

gboolean mado_replica_list_unsent (MadoReplica *self, MadoInstant now, MadoPushRequest *request, GError **error);
gboolean mado_replica_list_after (MadoReplica *self, gint64 after, MadoPushRequest *request, GError **error);
gboolean mado_replica_find_held (MadoReplica *self, MadoInstant now, MadoInstant *out_until, GError **error);
gboolean mado_replica_take_hello (MadoReplica *self, const MadoHelloReply *hello, GError **error);
gboolean mado_replica_take_push (MadoReplica *self, const MadoPushReply *reply, GError **error);
gboolean mado_replica_fork (MadoReplica *self, MadoId device, GError **error);

G_END_DECLS
