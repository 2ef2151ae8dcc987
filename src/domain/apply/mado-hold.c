/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an operation takes and releases follows from the entity before and after: no code has to remember it. */

#include "mado-hold.h"

#include <string.h>

static void
free_hold (gpointer data)
{
  MadoHold *hold = data;

  g_free (hold->claim);
  g_free (hold);
}

/**
 * mado_holds_new:
 *
 * Returns: (transfer full) (element-type MadoHold): an empty list
 */
GPtrArray *
mado_holds_new (void)
{
  return g_ptr_array_new_with_free_func (free_hold);
}

static gboolean
has_claim (yyjson_val *claims, const char *claim)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (claims);

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (strcmp (yyjson_get_str (one), claim) == 0)
      return TRUE;

  return FALSE;
}

static void
add_missing (yyjson_val *claims, yyjson_val *others, MadoId holder, GPtrArray *holds)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (claims);

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter)) {
    if (has_claim (others, yyjson_get_str (one)))
      continue;

    MadoHold *hold = g_new (MadoHold, 1);

    hold->claim = g_strdup (yyjson_get_str (one));
    hold->holder = holder;
    g_ptr_array_add (holds, hold);
  }
}

static yyjson_val *
get_claims (const MadoEntity *entity)
{
  return entity != NULL ? yyjson_obj_get (mado_entity_get_body (entity), "claims") : NULL;
}

/**
 * mado_holds_compare:
 * @before: (nullable): an entity
 * @after: its next version
 * @taken: (element-type MadoHold): takes the claims that it holds now and did not before
 * @released: (element-type MadoHold): takes the claims that it held before and does not now
 */
void
mado_holds_compare (const MadoEntity *before, const MadoEntity *after, GPtrArray *taken, GPtrArray *released)
{
  const MadoId holder = mado_entity_get_id (after);

  add_missing (get_claims (after), get_claims (before), holder, taken);
  add_missing (get_claims (before), get_claims (after), holder, released);
}
