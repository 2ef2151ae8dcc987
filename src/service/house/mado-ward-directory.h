/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-office-visit.h"

G_BEGIN_DECLS

/* Which ward lies where: where the configuration says, until it moves; from then on where a record in the service's
 * office says. Whoever is told %MADO_BACKEND_ERROR_MOVED where he thought that a ward is, looks it up anew. */

MadoWardPlace *mado_ward_directory_find (const MadoServiceSettings *settings,
                                         const char *ward,
                                         const MadoSecret *secret,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_ward_directory_put (MadoBackend *office, const MadoWardPlace *place, GError **error);

G_END_DECLS
