/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One picture, turned and enlarged as somebody wants it. While somebody marks places on it, by pointer or by keys, they
 * are black; emits "marked" whenever their number has changed. */
#define MADO_TYPE_PICTURE_VIEW (mado_picture_view_get_type ())
G_DECLARE_FINAL_TYPE (MadoPictureView, mado_picture_view, MADO, PICTURE_VIEW, GtkWidget)

#define MADO_PICTURE_VIEW_FIT 0.0 /* the zoom at which all of it is seen */

void mado_picture_view_show (MadoPictureView *self, GdkTexture *texture);
void mado_picture_view_turn (MadoPictureView *self, int quarters);
void mado_picture_view_zoom (MadoPictureView *self, double factor);
double mado_picture_view_get_scale (MadoPictureView *self);
double mado_picture_view_get_zoom (MadoPictureView *self);
void mado_picture_view_set_zoom (MadoPictureView *self, double zoom);

void mado_picture_view_set_marking (MadoPictureView *self, gboolean is_marking);
const GArray *mado_picture_view_get_marks (MadoPictureView *self);

G_END_DECLS
