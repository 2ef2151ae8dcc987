/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-apply.h"
#include "mado-database.h"
#include "mado-hash.h"
#include "mado-index.h"

G_BEGIN_DECLS

/* What a profile has of its stream: what the service said, with what was done here on top of it. It belongs to the
 * thread that writes; whoever only looks uses mado-row.h and mado-journal.h on a connection of his own. */
typedef struct _MadoReplica MadoReplica;

MadoReplica *mado_replica_new (MadoDatabase *database,
                               MadoJudge *judge,
                               const MadoPerson *person,
                               const MadoIndex *const *indexes,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_replica_free (MadoReplica *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoReplica, mado_replica_free)

gboolean mado_replica_follow (MadoReplica *self, MadoJudge *judge, GError **error);
MadoDatabase *mado_replica_get_database (const MadoReplica *self);
const MadoRecords *mado_replica_get_records (const MadoReplica *self);

/* --- what is done here */

GPtrArray *mado_replica_save (MadoReplica *self,
                              const GPtrArray *operations,
                              MadoInstant now,
                              MadoInstant hold_until,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_replica_withdraw (MadoReplica *self, MadoId operation, MadoInstant now, GError **error);

G_END_DECLS
