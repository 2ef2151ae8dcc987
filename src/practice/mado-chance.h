/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-id.h"

G_BEGIN_DECLS

/* Chance that can be repeated: the same seed throws the same dice on every machine. For made-up worlds only, never for
 * keys. */
typedef struct {
  guint64 state;
} MadoChance;

MadoChance mado_chance_begin (guint64 seed, guint64 stream);
guint mado_chance_roll (MadoChance *self, guint sides);
gboolean mado_chance_happens (MadoChance *self, guint per_mille);
gint64 mado_chance_between (MadoChance *self, gint64 least, gint64 most);
MadoId mado_chance_draw_id (MadoChance *self, MadoIdSequence *ids, MadoInstant now);

G_END_DECLS
