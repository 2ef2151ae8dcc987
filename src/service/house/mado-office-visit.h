/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ward-place.h"

G_BEGIN_DECLS

/* A turn in the service's office, where programs come and go, each for a moment: it waits until the one before is
 * done. */
typedef struct {
  MadoWardPlace *place;
  MadoBackend *backend;
  MadoTurn *turn;
} MadoOfficeVisit;

gboolean mado_office_visit_begin (MadoOfficeVisit *self,
                                  const MadoServiceSettings *settings,
                                  const MadoSecret *secret,
                                  MadoBackendAccess access,
                                  GError **error);
gboolean mado_office_visit_commit (MadoOfficeVisit *self, GError **error);
void mado_office_visit_clear (MadoOfficeVisit *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoOfficeVisit, mado_office_visit_clear)

G_END_DECLS
