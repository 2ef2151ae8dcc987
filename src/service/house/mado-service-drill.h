/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-service-settings.h"
#include "mado-ward-restore.h"

G_BEGIN_DECLS

/* Does it come back? What was saved is restored into a scratch file under a key that nobody keeps, compared with what
 * was saved, and removed. What came of it is noted beside what was saved. */

gboolean mado_service_drill (
    const MadoWardArchive *archive, const char *scratch, gint64 until, MadoRestoring *out_restoring, GError **error);

/* A ward that came back; of all, where the configuration says that they are saved. */
typedef struct {
  char *ward;
  MadoRestoring restoring;
} MadoDrilledWard;

void mado_drilled_ward_free (MadoDrilledWard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoDrilledWard, mado_drilled_ward_free)

GPtrArray *mado_service_drill_all (const MadoServiceSettings *settings,
                                   const char *scratch,
                                   MadoInstant now,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
