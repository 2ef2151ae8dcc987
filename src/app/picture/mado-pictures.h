/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "mado-session.h"

G_BEGIN_DECLS

/* The pictures of the papers that came with a case, from the profile. */

void mado_pictures_load_async (
    MadoSession *session, MadoId entity, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *mado_pictures_load_finish (GAsyncResult *result,
                                      guint *out_n_unreadable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
