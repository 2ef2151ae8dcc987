/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Compares the items of two programmes with all that they inherit: a role that joins an audience is a difference of
 * every item that the audience sees. */

#include "mado-programme-diff.h"

#include <string.h>

static void
free_change (gpointer data)
{
  MadoItemChange *change = data;

  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In an order of their own, so that a list that was only written in another order is the same. */
static char *
join_names (const GPtrArray *names)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy ((GPtrArray *) names, NULL, NULL);

  g_ptr_array_sort (sorted, compare_names);
  g_ptr_array_add (sorted, NULL);

  return g_strjoinv (", ", (GStrv) sorted->pdata);
}

static void
add_change (GPtrArray *changes, const MadoItem *item, const char *aspect, const char *before, const char *after)
{
  MadoItemChange *change;

  if (strcmp (before, after) == 0)
    return;
  change = g_new0 (MadoItemChange, 1);
  change->item = item->id;
  change->aspect = aspect;
  change->before = g_strdup (before);
  change->after = g_strdup (after);
  g_ptr_array_add (changes, change);
}

static void
compare_people (
    GPtrArray *changes, const MadoItem *item, const char *aspect, const GPtrArray *before, const GPtrArray *after)
{
  g_autofree char *old_names = join_names (before);
  g_autofree char *new_names = join_names (after);

  add_change (changes, item, aspect, old_names, new_names);
}

static void
compare_item (GPtrArray *changes, const MadoItem *before, const MadoItem *after)
{
  add_change (changes, after, "label", before->label, after->label);
  add_change (changes, after, "type", before->type, after->type);
  add_change (changes, after, "required", before->required.text, after->required.text);
  compare_people (changes, after, "see", before->see, after->see);
  compare_people (changes, after, "edit", before->edit, after->edit);
  compare_people (changes, after, "give", before->give, after->give);
}

/**
 * mado_programme_compare_items:
 * @older: a programme
 * @newer: another, usually of the next year
 *
 * Returns: (transfer full) (element-type MadoItemChange): first what is new or differs, then what is gone; valid as
 *   long as both programmes
 */
GPtrArray *
mado_programme_compare_items (const MadoProgramme *older, const MadoProgramme *newer)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (free_change);

  for (guint i = 0; i < mado_section_get_count (newer->items); i++) {
    const MadoItem *after = mado_section_get (newer->items, i);
    const MadoItem *before = mado_section_find (older->items, after->id);

    if (before == NULL)
      add_change (changes, after, "item", "", after->label);
    else
      compare_item (changes, before, after);
  }
  for (guint i = 0; i < mado_section_get_count (older->items); i++) {
    const MadoItem *before = mado_section_get (older->items, i);

    if (mado_section_find (newer->items, before->id) == NULL)
      add_change (changes, before, "item", before->label, "");
  }

  return changes;
}
