/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of the service, in arrays that own what they hold. */

#include "mado-service-row.h"

/**
 * mado_service_row_clear:
 * @self: a row
 */
void
mado_service_row_clear (MadoServiceRow *self)
{
  g_clear_pointer (&self->entity, mado_entity_unref);
}

/**
 * mado_service_rows_new:
 *
 * Returns: (transfer full) (element-type MadoServiceRow): an empty array that owns its rows
 */
GArray *
mado_service_rows_new (void)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (MadoServiceRow));

  g_array_set_clear_func (rows, (GDestroyNotify) mado_service_row_clear);

  return rows;
}
