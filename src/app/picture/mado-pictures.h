/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "mado-session.h"

G_BEGIN_DECLS

/* The pictures of the papers that came with a case, from the profile. */
typedef struct {
  GPtrArray *textures; /* (element-type GdkTexture): those that are here */
  guint n_unreadable;  /* of a kind that is not shown */
  GArray *missing;     /* (element-type MadoHash): the case names them, and they are not on this terminal */
} MadoPictures;

void mado_pictures_free (MadoPictures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPictures, mado_pictures_free)

void mado_pictures_load_async (
    MadoSession *session, MadoId entity, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
MadoPictures *mado_pictures_load_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
