/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"

G_BEGIN_DECLS

/* Who holds which key. A backend gives each key to one holder at a time, in the transaction that stores the entity:
 * whatever hangs on a key happens at most once. */
typedef struct {
  char *claim;
  MadoId holder;
} MadoHold;

GPtrArray *mado_holds_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_holds_compare (const MadoEntity *before, const MadoEntity *after, GPtrArray *taken, GPtrArray *released);

G_END_DECLS
