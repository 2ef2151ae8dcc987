/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All that happens by chance in a simulated world: the same seed gives the same world. A plain value. */
typedef struct {
  guint64 state;
} SimChance;

guint64 sim_draw (SimChance *self);
guint sim_draw_below (SimChance *self, guint limit);
gboolean sim_happens (SimChance *self, guint per_mille);
void sim_fill (SimChance *self, guint8 *bytes, gsize length);

G_END_DECLS
