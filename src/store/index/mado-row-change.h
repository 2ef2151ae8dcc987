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

G_END_DECLS
