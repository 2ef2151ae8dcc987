/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>
#include <pango/pango.h>

#include "mado-date.h"

G_BEGIN_DECLS

/* Draws pages into a PDF, one after another, and keeps none of them: a run of any length takes the same memory. Or
 * draws single pages where they are looked at. Lengths are in millimeters from the upper left corner of the page. */
typedef struct _MadoPen MadoPen;

typedef struct {
  double x;
  double y;
  double width;
  double height;
} MadoBox;

#define MADO_POINTS_PER_MM (72 / 25.4)

MadoPen *mado_pen_new (GOutputStream *stream, const char *title, MadoDate day) G_GNUC_WARN_UNUSED_RESULT;
void mado_pen_free (MadoPen *self);
MadoPen *mado_pen_new_on (cairo_t *cairo) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPen, mado_pen_free)

void mado_pen_begin_page (MadoPen *self, double width, double height);
void mado_pen_end_page (MadoPen *self);
guint mado_pen_get_n_pages (const MadoPen *self);
gboolean mado_pen_finish (MadoPen *self, GError **error);

void mado_pen_draw_lines (MadoPen *self, PangoLayout *text, int first, int end, double x, double y);
void mado_pen_draw_rule (MadoPen *self, double x1, double y1, double x2, double y2, double width, gboolean is_dashed);
void mado_pen_fill (MadoPen *self, const MadoBox *box, double gray);
void mado_pen_draw_customer_barcode (MadoPen *self, const char *bars, double x, double y, double points);
void mado_pen_draw_qr (MadoPen *self, const char *picture, double x, double y, double size);

double mado_customer_barcode_get_width (double points);
double mado_customer_barcode_get_height (double points);

G_END_DECLS
