/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One picture, turned and enlarged as somebody wants it. */
#define MADO_TYPE_PICTURE_VIEW (mado_picture_view_get_type ())
G_DECLARE_FINAL_TYPE (MadoPictureView, mado_picture_view, MADO, PICTURE_VIEW, GtkWidget)

#define MADO_PICTURE_VIEW_FIT 0.0 /* the zoom at which all of it is seen */

void mado_picture_view_show (MadoPictureView *self, GdkTexture *texture);
void mado_picture_view_turn (MadoPictureView *self, int quarters);
void mado_picture_view_zoom (MadoPictureView *self, double factor);
double mado_picture_view_get_scale (MadoPictureView *self);

G_END_DECLS
