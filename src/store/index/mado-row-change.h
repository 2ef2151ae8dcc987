/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"

G_BEGIN_DECLS

/* A row of the replica that changes: what every index of it is told, in the same transaction. */
typedef struct {
  gint64 row;
  const MadoEntity *before; /* (nullable): it was not there */
  const MadoEntity *after;  /* (nullable): it goes away */
} MadoRowChange;

GArray *mado_row_changes_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_row_changes_add (GArray *self, const MadoRowChange *change);
void mado_row_changes_sort (GArray *self);

G_END_DECLS
