/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-access.h"
#include "mado-account.h"

G_BEGIN_DECLS

/* The register of persons in charge (取扱者名簿), asked at the door: whoever is not in it today does not work. Somebody
 * has to keep it before anybody is in it: that is administration, so an administrator has, without being in it himself,
 * those of his roles that keep the register and see no item of any case. A role that a programme binds to a site is had
 * at that site's terminals alone, and any other role nowhere else. Each function within a turn. */

gboolean mado_handlers_have (const MadoAccess *access,
                             MadoBackend *backend,
                             const char *programme,
                             const char *account,
                             gboolean *out_is_in,
                             GError **error);
gboolean mado_handlers_find_roles (const MadoAccess *access,
                                   MadoBackend *backend,
                                   const MadoAccount *account,
                                   const char *programme,
                                   const char *terminal,
                                   char ***out_roles,
                                   GError **error);
gboolean mado_handlers_find_grants (const MadoAccess *access,
                                    MadoBackend *backend,
                                    const MadoAccount *account,
                                    const char *terminal,
                                    GPtrArray **out_grants,
                                    GError **error);
gboolean mado_handlers_load_programme (const MadoAccess *access,
                                       MadoBackend *backend,
                                       const char *programme,
                                       MadoProgramme **out_programme,
                                       GError **error);
gboolean mado_handlers_know_grants (
    const MadoAccess *access, MadoBackend *backend, const GPtrArray *grants, gboolean *out_are_known, GError **error);

G_END_DECLS
