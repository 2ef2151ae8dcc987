/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-replica.h"

G_BEGIN_DECLS

/* A row of a file, as what it does with a case. */
typedef struct {
  guint64 row;
  MadoHash content; /* by which it is known when it comes again */
  MadoOperation *operation;
} MadoTakenRow;

GPtrArray *mado_replica_take_in (MadoReplica *self,
                                 MadoId import,
                                 const MadoTakenRow *rows,
                                 guint n_rows,
                                 MadoInstant now,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
