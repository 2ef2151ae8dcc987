/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Entries of the log on their way to one person, in arrays that own what they hold. */

#include "mado-served-entry.h"

/**
 * mado_served_entry_clear:
 * @self: an entry
 */
void
mado_served_entry_clear (MadoServedEntry *self)
{
  g_clear_pointer (&self->header, g_bytes_unref);
}

/**
 * mado_served_entries_new:
 *
 * Returns: (transfer full) (element-type MadoServedEntry): an empty array that owns its entries
 */
GArray *
mado_served_entries_new (void)
{
  GArray *entries = g_array_new (FALSE, TRUE, sizeof (MadoServedEntry));

  g_array_set_clear_func (entries, (GDestroyNotify) mado_served_entry_clear);

  return entries;
}
