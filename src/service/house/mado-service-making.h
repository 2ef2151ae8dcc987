/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-service-papers.h"

G_BEGIN_DECLS

/* What an administrator does beside the running service: the papers of a new one, its office, another certificate; a
 * ward, and a programme in it. */

gboolean mado_service_make (const MadoServiceSettings *settings, const char *const *hosts, GError **error);
gboolean mado_service_renew (const MadoServiceSettings *settings,
                             const MadoAuthority *authority,
                             const char *const *hosts,
                             GError **error);
gboolean mado_service_make_backup_key (const char *path, GError **error);
gboolean mado_service_make_ward (const MadoWardSettings *ward, const MadoSecret *secret, GError **error);
gboolean mado_service_publish (const MadoServiceSettings *settings,
                               const MadoSecret *secret,
                               GBytes *programme,
                               const char *actor,
                               char **out_stream,
                               GError **error);

G_END_DECLS
