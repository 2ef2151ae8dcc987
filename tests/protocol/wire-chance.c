/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a record may have in it, drawn by chance. */

#include "wire-chance.h"

#define LARGEST_NUMBER G_GINT64_CONSTANT (9007199254740991)
#define NOON G_GINT64_CONSTANT (1764547200000000)

/**
 * wire_draw_nonce:
 * @chance: draws it
 *
 * Returns: a number that JSON can hold
 */
guint64
wire_draw_nonce (GRand *chance)
{
  guint64 high = g_rand_int (chance);

  return (high << 32 | g_rand_int (chance)) & LARGEST_NUMBER;
}

/**
 * wire_draw_number:
 * @chance: draws it
 * @least: where it begins
 *
 * Returns: a number that JSON can hold; a very large one now and then
 */
gint64
wire_draw_number (GRand *chance, gint64 least)
{
  return g_rand_int_range (chance, 0, 8) == 0 ? LARGEST_NUMBER - 1000 : least + g_rand_int_range (chance, 0, 100000);
}

/**
 * wire_fill:
 * @chance: draws it
 * @bytes: (out): what to fill
 * @length: of it
 */
void
wire_fill (GRand *chance, guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) g_rand_int (chance);
}

/**
 * wire_draw_hash:
 * @chance: draws it
 *
 * Returns: any hash
 */
MadoHash
wire_draw_hash (GRand *chance)
{
  MadoHash hash;

  wire_fill (chance, hash.bytes, sizeof hash.bytes);

  return hash;
}

/**
 * wire_draw_instant:
 * @chance: draws it
 *
 * Returns: some day of these
 */
MadoInstant
wire_draw_instant (GRand *chance)
{
  MadoInstant instant = { NOON + (gint64) g_rand_int (chance) };

  return instant;
}

/**
 * wire_draw_id:
 * @chance: draws it
 *
 * Returns: an id of some day of these
 */
MadoId
wire_draw_id (GRand *chance)
{
  MadoInstant instant = wire_draw_instant (chance);
  guint8 random[MADO_ID_RANDOM_SIZE];

  wire_fill (chance, random, sizeof random);

  return mado_id_build (instant, random);
}

/**
 * wire_draw_text:
 * @chance: draws it
 *
 * Returns: (transfer none): a text; half of them need escapes
 */
const char *
wire_draw_text (GRand *chance)
{
  static const char *const texts[] = { "", "u-01", "窓口 花子", "\"\\/\b\f\n\r\t\x1f\x7f", "𠮟る\xE2\x80\xA8", "ｶﾅ" };

  return texts[g_rand_int_range (chance, 0, G_N_ELEMENTS (texts))];
}

/**
 * wire_draw_code:
 * @chance: draws it
 *
 * Returns: (transfer none) (nullable): of a refusal
 */
const char *
wire_draw_code (GRand *chance)
{
  return g_rand_boolean (chance) ? "E_WITHDRAWN" : NULL;
}

/**
 * wire_draw_outcome:
 * @chance: draws it
 *
 * Returns: any
 */
MadoOutcomeKind
wire_draw_outcome (GRand *chance)
{
  return (MadoOutcomeKind) g_rand_int_range (chance, 0, MADO_OUTCOME_QUARANTINED + 1);
}

/**
 * wire_draw_place:
 * @chance: draws it
 *
 * Returns: somewhere in a log
 */
MadoLogPlace
wire_draw_place (GRand *chance)
{
  MadoLogPlace place;

  place.seq = wire_draw_number (chance, 2);
  place.chain = wire_draw_hash (chance);

  return place;
}
