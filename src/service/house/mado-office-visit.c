/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A connection for one turn. */

#include "mado-office-visit.h"

/**
 * mado_office_visit_begin:
 * @self: (out caller-allocates): a visit; to be cleared, whatever comes of it
 * @settings: of the service
 * @secret: of the service
 * @access: what for
 * @error: why not
 *
 * Returns: whether there is a turn
 */
gboolean
mado_office_visit_begin (MadoOfficeVisit *self,
                         const MadoServiceSettings *settings,
                         const MadoSecret *secret,
                         MadoBackendAccess access,
                         GError **error)
{
  self->place = mado_ward_place_new (settings->office, secret, error);
  self->backend = self->place != NULL ? mado_ward_place_open_patiently (self->place, access, error) : NULL;
  self->turn = self->backend != NULL ? mado_turn_begin (self->backend, access, error) : NULL;

  return self->turn != NULL;
}

/**
 * mado_office_visit_commit:
 * @self: a visit
 * @error: why not
 *
 * Returns: whether what was written in it is on the disk
 */
gboolean
mado_office_visit_commit (MadoOfficeVisit *self, GError **error)
{
  return mado_turn_commit (g_steal_pointer (&self->turn), error);
}

/**
 * mado_office_visit_clear:
 * @self: a visit; what it did not commit is undone
 */
void
mado_office_visit_clear (MadoOfficeVisit *self)
{
  g_clear_pointer (&self->turn, mado_turn_undo);
  g_clear_pointer (&self->backend, mado_backend_free);
  g_clear_pointer (&self->place, mado_ward_place_free);
}
