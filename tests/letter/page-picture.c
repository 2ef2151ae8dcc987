/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Compared in blocks of 8 × 8 pixels, how dark each is: edges of letters may differ by a shade, a letter may not. */

#include "page-picture.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK 8
#define MM_AN_INCH 25.4
#define POINTS_AN_INCH 72.0

/**
 * page_picture_new:
 * @width: of the sheet, in millimeters
 * @height: of the sheet, in millimeters
 *
 * Returns: (transfer full): a white sheet
 */
cairo_surface_t *
page_picture_new (double width, double height)
{
  cairo_surface_t *self =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width / MM_AN_INCH * PAGE_PICTURE_DPI + 0.5),
                                  (int) (height / MM_AN_INCH * PAGE_PICTURE_DPI + 0.5));
  cairo_t *cairo = cairo_create (self);

  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_destroy (cairo);

  return self;
}

/**
 * page_picture_draw_on:
 * @picture: a sheet
 *
 * Returns: (transfer full): what draws on it, in points
 */
cairo_t *
page_picture_draw_on (cairo_surface_t *picture)
{
  cairo_t *cairo = cairo_create (picture);

  cairo_scale (cairo, PAGE_PICTURE_DPI / POINTS_AN_INCH, PAGE_PICTURE_DPI / POINTS_AN_INCH);

  return cairo;
}

/**
 * page_picture_of_pdf:
 * @pdf: a PDF
 * @page: one of its pages, from 1
 *
 * Returns: (transfer full): that page, as poppler shows it
 */
cairo_surface_t *
page_picture_of_pdf (GBytes *pdf, guint page)
{
  g_autofree char *folder = g_dir_make_tmp ("page-XXXXXX", NULL), *path = g_build_filename (folder, "page.pdf", NULL);
  g_autofree char *stem = g_build_filename (folder, "page", NULL), *png = g_strconcat (stem, ".png", NULL);
  g_autofree char *number = g_strdup_printf ("%u", page), *dpi = g_strdup_printf ("%d", PAGE_PICTURE_DPI);
  const char *const command[] = { "pdftocairo", "-png", "-singlefile", "-r", dpi,  "-f",
                                  number,       "-l",   number,        path, stem, NULL };
  g_autoptr (GError) error = NULL;
  cairo_surface_t *picture;

  g_file_set_contents (path, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  picture = cairo_image_surface_create_from_png (png);
  g_assert_cmpint (cairo_surface_status (picture), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (g_remove (path) | g_remove (png) | g_remove (folder), ==, 0);

  return picture;
}

static int
measure_block (cairo_surface_t *picture, int left, int top)
{
  const guchar *pixels = cairo_image_surface_get_data (picture);
  const int stride = cairo_image_surface_get_stride (picture);
  int sum = 0;

  for (int y = top; y < top + BLOCK; y++)
    for (int x = left; x < left + BLOCK; x++)
      sum += pixels[y * stride + 4 * x + 1]; /* green: all is gray */

  return sum / (BLOCK * BLOCK);
}

/**
 * page_picture_compare:
 * @one: a page
 * @other: another
 *
 * Returns: by how many shades of 255 those blocks differ that differ most
 */
int
page_picture_compare (cairo_surface_t *one, cairo_surface_t *other)
{
  const int width = cairo_image_surface_get_width (one), height = cairo_image_surface_get_height (one);
  int most = 0;

  g_assert_cmpint (abs (width - cairo_image_surface_get_width (other)), <=, 1);
  g_assert_cmpint (abs (height - cairo_image_surface_get_height (other)), <=, 1);
  for (int y = 0; y + BLOCK < height; y += BLOCK)
    for (int x = 0; x + BLOCK < width; x += BLOCK)
      most = MAX (most, abs (measure_block (one, x, y) - measure_block (other, x, y)));

  return most;
}

/**
 * page_picture_read_text:
 * @pdf: a PDF
 *
 * Returns: (transfer full): what each page says, as another program reads it
 */
GStrv
page_picture_read_text (GBytes *pdf)
{
  const char *const reader[] = { "pdftotext", "-", "-", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_newv (reader, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_autoptr (GBytes) text = NULL;
  g_autofree char *all = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate (process, pdf, NULL, &text, NULL, &error));
  g_assert_no_error (error);
  all = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  g_strchomp (all); /* each page ends with a form feed */

  return g_strsplit (all, "\f", -1);
}
