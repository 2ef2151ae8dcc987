/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-replica.h"

G_BEGIN_DECLS

/* A paper on its way to a case, or to an entry of the ledger: the operation that names it, and its bytes. */
typedef struct {
  MadoOperation *operation; /* "case.attach", "case.cover", "handover.attach" */
  GBytes *bytes;
} MadoAttaching;

GPtrArray *mado_replica_attach (MadoReplica *self,
                                const MadoAttaching *attachings,
                                guint n_attachings,
                                MadoInstant now,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
