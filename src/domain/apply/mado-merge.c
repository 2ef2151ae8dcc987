/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Three-way merge of one value. An edit that goes in has overwritten exactly what its author saw: never the last
 * writer, never a clock. */

#include "mado-merge.h"

static gboolean
is_nothing (yyjson_val *value)
{
  return value == NULL || yyjson_is_null (value);
}

/**
 * mado_merge_is_same:
 * @a: (nullable): a value; absent and null are both: nothing
 * @b: (nullable): another
 *
 * Returns: whether they say the same
 */
gboolean
mado_merge_is_same (yyjson_val *a, yyjson_val *b)
{
  return is_nothing (a) || is_nothing (b) ? is_nothing (a) && is_nothing (b) : yyjson_equals (a, b);
}

/**
 * mado_merge_value:
 * @was: (nullable): what the author of an edit saw
 * @now: (nullable): what the author wants
 * @current: (nullable): what is there
 *
 * Returns: what becomes of the edit. Whoever wants what he saw wants no change, whatever others did.
 */
MadoMerge
mado_merge_value (yyjson_val *was, yyjson_val *now, yyjson_val *current)
{
  if (mado_merge_is_same (current, now) || mado_merge_is_same (was, now))
    return MADO_MERGE_SAME;

  return mado_merge_is_same (current, was) ? MADO_MERGE_WRITE : MADO_MERGE_CONFLICT;
}
