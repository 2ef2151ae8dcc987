/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-cursor.h"
#include "mado-hello.h"
#include "mado-pull.h"
#include "mado-replica.h"
#include "mado-rows.h"

G_BEGIN_DECLS

/* What the service says: at first all that there is, row by row, and from then on its log. */

gboolean mado_replica_take (MadoReplica *self, const MadoPullReply *reply, GError **error);

gboolean mado_replica_begin_loading (MadoReplica *self, const MadoHelloReply *hello, GError **error);
gboolean mado_replica_load_rows (MadoReplica *self, const MadoRowsReply *reply, GError **error);
gboolean mado_replica_finish_loading (MadoReplica *self, GError **error);

G_END_DECLS
