/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-secret.h"
#include "mado-service-settings.h"
#include "mado-ward-standing.h"

G_BEGIN_DECLS

/* Where a ward is, with its key: what the configuration calls a backend becomes one here, and nowhere else. */
typedef struct _MadoWardPlace MadoWardPlace;

MadoWardPlace *mado_ward_place_new (const MadoWardSettings *settings,
                                    const MadoSecret *secret,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoWardPlace *mado_ward_place_read (const char *name, const char *text, const MadoSecret *secret, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void mado_ward_place_free (MadoWardPlace *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoWardPlace, mado_ward_place_free)

const char *mado_ward_place_get_name (const MadoWardPlace *self);
const char *mado_ward_place_get_text (const MadoWardPlace *self);
gboolean mado_ward_place_create (MadoWardPlace *self, MadoWardStanding standing, GError **error);
MadoBackend *mado_ward_place_open (gpointer self, MadoBackendAccess access, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoBackend *mado_ward_place_open_patiently (gpointer self,
                                             MadoBackendAccess access,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_ward_place_is_in_use (const GError *error);

G_END_DECLS
