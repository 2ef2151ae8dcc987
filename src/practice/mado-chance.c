/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dice: a counter that steps by an odd number, its bits mixed until nothing of the order is left (SplitMix64). */

#include "mado-chance.h"

#define STEP G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)

static guint64
mix (guint64 bits)
{
  bits = (bits ^ (bits >> 30)) * G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  bits = (bits ^ (bits >> 27)) * G_GUINT64_CONSTANT (0x94D049BB133111EB);

  return bits ^ (bits >> 31);
}

static guint64
draw (MadoChance *self)
{
  self->state += STEP;

  return mix (self->state);
}

/**
 * mado_chance_begin:
 * @seed: of a world
 * @stream: something in it: what happens to one case has no bearing on what happens to the next
 *
 * Returns: dice of its own
 */
MadoChance
mado_chance_begin (guint64 seed, guint64 stream)
{
  return (MadoChance) { mix (mix (seed + STEP) ^ (stream * STEP)) };
}

/**
 * mado_chance_roll:
 * @self: dice
 * @sides: how many sides they have, at least one
 *
 * Returns: from 0 to below @sides
 */
guint
mado_chance_roll (MadoChance *self, guint sides)
{
  return (guint) (((draw (self) >> 32) * sides) >> 32);
}

/**
 * mado_chance_happens:
 * @self: dice
 * @per_mille: how often of a thousand times
 *
 * Returns: whether it happens this time
 */
gboolean
mado_chance_happens (MadoChance *self, guint per_mille)
{
  return mado_chance_roll (self, 1000) < per_mille;
}

/**
 * mado_chance_between:
 * @self: dice
 * @least: the least
 * @most: the most; not more than 2^32 above it
 *
 * Returns: a number from @least to @most
 */
gint64
mado_chance_between (MadoChance *self, gint64 least, gint64 most)
{
  return least + (gint64) mado_chance_roll (self, (guint) (most - least + 1));
}

/**
 * mado_chance_draw_id:
 * @self: dice
 * @ids: where the line of ids stands
 * @now: when the id is given
 *
 * Returns: the next id of the line
 */
MadoId
mado_chance_draw_id (MadoChance *self, MadoIdSequence *ids, MadoInstant now)
{
  guint8 random[MADO_ID_RANDOM_SIZE];

  for (gsize i = 0; i < sizeof random; i++)
    random[i] = (guint8) mado_chance_roll (self, 256);

  return mado_id_next (ids, now, random);
}
