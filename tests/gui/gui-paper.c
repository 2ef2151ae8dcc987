/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws with cairo. */

#include "gui-paper.h"

#include <cairo.h>

/**
 * gui_paper_draw:
 * @path: where the picture goes
 *
 * Draws a sheet that somebody might have filled in and scanned.
 */
void
gui_paper_draw (const char *path)
{
  static const char *const lines[] = { "申請書", "氏名　見本 花子（ミホン ハナコ）", "住所　新宿区見本町1-1",
                                       "生年月日　平成7年5月5日", "個人番号　0000 0000 0000" };
  cairo_surface_t *sheet = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 840, 1188);
  cairo_t *cairo = cairo_create (sheet);

  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_set_source_rgb (cairo, 0.1, 0.1, 0.2);
  cairo_select_font_face (cairo, "Noto Sans CJK JP", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cairo, 32);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    cairo_move_to (cairo, 80, 140 + 120 * (double) i);
    cairo_show_text (cairo, lines[i]);
    cairo_rectangle (cairo, 60, 90 + 120 * (double) i, 720, 80);
    cairo_stroke (cairo);
  }
  g_assert_cmpint (cairo_surface_write_to_png (sheet, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cairo);
  cairo_surface_destroy (sheet);
}
