/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Pages as somebody sees them, to be held against each other: as they are drawn on a screen, and as another program
 * shows the PDF. */

#define PAGE_PICTURE_DPI 100

cairo_surface_t *page_picture_new (double width, double height);
cairo_t *page_picture_draw_on (cairo_surface_t *picture);
cairo_surface_t *page_picture_of_pdf (GBytes *pdf, guint page);
int page_picture_compare (cairo_surface_t *one, cairo_surface_t *other);
GStrv page_picture_read_text (GBytes *pdf) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
