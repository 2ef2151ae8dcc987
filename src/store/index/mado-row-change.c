/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Changes that are told together. */

#include "mado-row-change.h"

static void
clear_change (gpointer data)
{
  const MadoRowChange *change = data;

  if (change->before != NULL)
    mado_entity_unref ((MadoEntity *) change->before);
  if (change->after != NULL)
    mado_entity_unref ((MadoEntity *) change->after);
}

/**
 * mado_row_changes_new:
 *
 * Returns: (transfer full) (element-type MadoRowChange): none yet; it holds their entities
 */
GArray *
mado_row_changes_new (void)
{
  GArray *self = g_array_new (FALSE, FALSE, sizeof (MadoRowChange));

  g_array_set_clear_func (self, clear_change);

  return self;
}

/**
 * mado_row_changes_add:
 * @self: (element-type MadoRowChange): changes
 * @change: what changed after them
 */
void
mado_row_changes_add (GArray *self, const MadoRowChange *change)
{
  g_array_append_val (self, *change);
  if (change->before != NULL)
    mado_entity_ref ((MadoEntity *) change->before);
  if (change->after != NULL)
    mado_entity_ref ((MadoEntity *) change->after);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const MadoRowChange *left = a, *right = b;

  return (left->row > right->row) - (left->row < right->row);
}

/**
 * mado_row_changes_sort:
 * @self: (element-type MadoRowChange): changes
 *
 * Puts them as indexes want them: by row, those of one row in the order in which it changed. Going back to a lower row
 * costs the search index the sending of its memory to the disk.
 */
void
mado_row_changes_sort (GArray *self)
{
  g_array_sort (self, compare_rows); /* which leaves those of one row as they are */
}
