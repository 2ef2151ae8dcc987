/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Covers places of a picture for good: what comes out is a new picture in which nothing is left of them. */

#define MADO_PICTURE_MASK_MOST (20 * 1024 * 1024) /* bytes: what is larger is made smaller until it may be attached */

GBytes *mado_picture_mask (GdkTexture *picture, const GArray *places) G_GNUC_WARN_UNUSED_RESULT;
void mado_picture_mask_async (GdkTexture *picture,
                              const GArray *places,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GBytes *mado_picture_mask_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
