/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-push.h"
#include "mado-replica.h"

G_BEGIN_DECLS

/* The journal on its way to the service, and what the service says of it. */

gboolean mado_replica_list_unsent (MadoReplica *self, MadoInstant now, MadoPushRequest *request, GError **error);
gboolean mado_replica_take_push (MadoReplica *self, const MadoPushReply *reply, GError **error);
gboolean mado_replica_fork (MadoReplica *self, MadoId device, GError **error);

G_END_DECLS
