/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is written as PNG is read back by another implementation as it was drawn. */

#include <string.h>

#include "mado-png.h"

static cairo_status_t
read_cb (void *closure, unsigned char *data, unsigned int length)
{
  GByteArray *left = closure;

  if (left->len < length)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, left->data, length);
  g_byte_array_remove_range (left, 0, length);

  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
read_png (GBytes *png)
{
  g_autoptr (GByteArray) left = g_byte_array_new ();
  cairo_surface_t *surface;

  g_byte_array_append (left, g_bytes_get_data (png, NULL), (guint) g_bytes_get_size (png));
  surface = cairo_image_surface_create_from_png_stream (read_cb, left);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);

  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  guint32 pixel;

  memcpy (&pixel, cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface) + x * 4,
          sizeof pixel);

  return pixel & 0xFFFFFF;
}

static void
assert_same (cairo_surface_t *a, cairo_surface_t *b)
{
  g_assert_cmpint (cairo_image_surface_get_width (a), ==, cairo_image_surface_get_width (b));
  g_assert_cmpint (cairo_image_surface_get_height (a), ==, cairo_image_surface_get_height (b));
  for (int y = 0; y < cairo_image_surface_get_height (a); y++)
    for (int x = 0; x < cairo_image_surface_get_width (a); x++)
      g_assert_cmphex (get_pixel (a, x, y), ==, get_pixel (b, x, y));
}

static cairo_surface_t *
draw (int width, int height, GRand *rand)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cairo = cairo_create (surface);

  for (int i = 0; i < 40; i++) {
    cairo_set_source_rgba (cairo, g_rand_double (rand), g_rand_double (rand), g_rand_double (rand), 0.7);
    cairo_rectangle (cairo, g_rand_double_range (rand, 0, width), g_rand_double_range (rand, 0, height),
                     g_rand_double_range (rand, 0, width), g_rand_double_range (rand, 0, height));
    cairo_fill (cairo);
  }
  cairo_destroy (cairo);

  return surface;
}

static void
test_reads_back_as_it_was_drawn (void)
{
  static const int sizes[][2] = { { 1, 1 }, { 1, 300 }, { 300, 1 }, { 3, 2 }, { 257, 129 }, { 480, 330 } };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    cairo_surface_t *drawn = draw (sizes[i][0], sizes[i][1], rand);
    g_autoptr (GBytes) png = mado_png_write (drawn);
    cairo_surface_t *read = read_png (png);

    assert_same (drawn, read);
    cairo_surface_destroy (read);
    cairo_surface_destroy (drawn);
  }
}

/* Hundreds of them are kept in a profile. */
static void
test_a_page_is_small (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 480, 330);
  g_autoptr (GBytes) png = NULL;

  png = mado_png_write (surface);
  g_assert_cmpuint (g_bytes_get_size (png), <, 5000);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/png/reads-back-as-it-was-drawn", test_reads_back_as_it_was_drawn);
  g_test_add_func ("/png/a-page-is-small", test_a_page_is_small);

  return g_test_run ();
}
