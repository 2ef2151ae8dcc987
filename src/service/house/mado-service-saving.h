/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-service-papers.h"

G_BEGIN_DECLS

/* Saves all that a service keeps, where its configuration says ([backup]): each ward and the office into a folder of
 * its own below the one. */

typedef struct {
  char *ward;
  char *path; /* of what was saved */
  gint64 number;
} MadoSavedWard;

void mado_saved_ward_free (MadoSavedWard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSavedWard, mado_saved_ward_free)

MadoSecret *mado_service_load_backup_key (const MadoServiceSettings *settings,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_service_prepare_saving (const MadoServiceSettings *settings, GError **error);
GPtrArray *mado_service_save (const MadoServiceSettings *settings,
                              const MadoSecret *secret,
                              MadoInstant now,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_service_find_last_saving (const MadoServiceSettings *settings, const char *ward, MadoInstant *out_when);

G_END_DECLS
