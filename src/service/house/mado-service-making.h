/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-publish-order.h"
#include "mado-service-papers.h"
#include "mado-stream.h"

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
gboolean mado_service_ensure_ward (const MadoServiceSettings *settings,
                                   const MadoWardSettings *ward,
                                   const MadoSecret *secret,
                                   GError **error);
gboolean mado_service_publish (const MadoServiceSettings *settings,
                               const MadoSecret *secret,
                               const MadoPublishOrder *order,
                               GError **error);
MadoPublishOrder *mado_service_begin_publication (GBytes *programme,
                                                  const char *account,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_service_publish_order (const MadoPublishOrder *order,
                                     MadoBackend *backend,
                                     const MadoChanceAndTime *means,
                                     GError **error);

G_END_DECLS
