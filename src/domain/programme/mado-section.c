/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An ordered list of rows with ids. The rows belong to whoever made them. */

#include "mado-section.h"

/**
 * mado_section_new:
 *
 * Returns: (transfer full): an empty section
 */
MadoSection *
mado_section_new (void)
{
  MadoSection *self = g_new0 (MadoSection, 1);

  self->rows = g_ptr_array_new ();
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

/**
 * mado_section_free:
 * @self: (transfer full): a section
 */
void
mado_section_free (MadoSection *self)
{
  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->by_id);
  g_free (self);
}

/**
 * mado_section_add:
 * @self: a section
 * @row: (transfer none): a row, must outlive the section
 *
 * Returns: whether its id is new here; where not, the row is left out
 */
gboolean
mado_section_add (MadoSection *self, gpointer row)
{
  const char *id = *(const char *const *) row;

  if (g_hash_table_contains (self->by_id, id))
    return FALSE;
  g_hash_table_insert (self->by_id, (gpointer) id, row);
  g_ptr_array_add (self->rows, row);

  return TRUE;
}

/**
 * mado_section_get:
 * @self: a section
 * @index: from 0
 *
 * Returns: (transfer none): the row
 */
gpointer
mado_section_get (const MadoSection *self, guint index)
{
  return g_ptr_array_index (self->rows, index);
}

/**
 * mado_section_find:
 * @self: a section
 * @id: an id
 *
 * Returns: (transfer none) (nullable): its row
 */
gpointer
mado_section_find (const MadoSection *self, const char *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

/**
 * mado_section_get_count:
 * @self: a section
 *
 * Returns: how many rows it has
 */
guint
mado_section_get_count (const MadoSection *self)
{
  return self->rows->len;
}
