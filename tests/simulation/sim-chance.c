/* SPDX-License-Identifier: GPL-3.0-or-later */

/* splitmix64. */

#include "sim-chance.h"

/**
 * sim_draw:
 * @self: a chance
 *
 * Returns: a number
 */
guint64
sim_draw (SimChance *self)
{
  guint64 z = (self->state += G_GUINT64_CONSTANT (0x9E3779B97F4A7C15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94D049BB133111EB);

  return z ^ (z >> 31);
}

/**
 * sim_draw_below:
 * @self: a chance
 * @limit: above 0
 *
 * Returns: a number below it
 */
guint
sim_draw_below (SimChance *self, guint limit)
{
  return (guint) (sim_draw (self) % limit);
}

/**
 * sim_happens:
 * @self: a chance
 * @per_mille: how likely
 *
 * Returns: whether it happens
 */
gboolean
sim_happens (SimChance *self, guint per_mille)
{
  return sim_draw_below (self, 1000) < per_mille;
}

/**
 * sim_fill:
 * @self: a chance
 * @bytes: (out caller-allocates) (array length=length): what is filled
 * @length: how much
 */
void
sim_fill (SimChance *self, guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) sim_draw (self);
}
