/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pg-ward.h"

G_BEGIN_DECLS

/* Turn after turn on a ward, each of several rooms at once, until its server dies under it. */
typedef struct {
  PgWard ward;
  MadoBackend *writer;
  MadoStreamStand stand; /* as acknowledged */
  MadoId id;             /* of the one entity, which each turn changes */
  GRand *random;
} PgLoad;

void pg_load_set_up (PgLoad *self, MadoTestCluster *cluster, guint32 seed);
void pg_load_tear_down (PgLoad *self);

void pg_load_run_until_killed (PgLoad *self);
void pg_load_check (PgLoad *self);

G_END_DECLS
