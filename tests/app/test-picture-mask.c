/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is covered is gone from the picture, and nothing else is. */

#include "mado-picture-mask.h"

#define WIDTH 40
#define HEIGHT 20

static GdkTexture *
draw_picture (void)
{
  guint8 *pixels = g_malloc (WIDTH * HEIGHT * 4);
  g_autoptr (GBytes) bytes = NULL;

  for (gsize i = 0; i < WIDTH * HEIGHT * 4; i++)
    pixels[i] = i % 4 == 3 ? 0xff : 0x40;
  bytes = g_bytes_new_take (pixels, WIDTH * HEIGHT * 4);

  return gdk_memory_texture_new (WIDTH, HEIGHT, GDK_MEMORY_R8G8B8A8, bytes, WIDTH * 4);
}

static void
read_pixel (GBytes *png, gsize x, gsize y, guint8 *out_red)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) picture = gdk_texture_new_from_bytes (png, &error);
  g_autoptr (GdkTextureDownloader) downloader = NULL;
  g_autofree guint8 *pixels = g_malloc (WIDTH * HEIGHT * 4);

  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (picture), ==, WIDTH);
  g_assert_cmpint (gdk_texture_get_height (picture), ==, HEIGHT);
  downloader = gdk_texture_downloader_new (picture);
  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8A8);
  gdk_texture_downloader_download_into (downloader, pixels, WIDTH * 4);
  *out_red = pixels[(y * WIDTH + x) * 4];
}

static GBytes *
mask (float x, float y, float width, float height)
{
  g_autoptr (GdkTexture) picture = draw_picture ();
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  graphene_rect_t place = GRAPHENE_RECT_INIT (x, y, width, height);

  g_array_append_val (places, place);

  return mado_picture_mask (picture, places);
}

static void
test_covered_pixels_are_black (void)
{
  static const struct {
    gsize x, y;
    guint8 red;
  } pixels[] = {
    { 9, 5, 0x40 },  { 10, 5, 0 },    { 19, 8, 0 },     { 20, 8, 0 }, /* the edge goes through it */
    { 21, 8, 0x40 }, { 10, 4, 0x40 }, { 15, 10, 0x40 },
  };
  g_autoptr (GBytes) png = mask (10, 5, 10.5f, 5);

  for (gsize i = 0; i < G_N_ELEMENTS (pixels); i++) {
    guint8 red = 0xff;

    read_pixel (png, pixels[i].x, pixels[i].y, &red);
    g_assert_cmphex (red, ==, pixels[i].red);
  }
}

static void
test_mark_that_leaves_the_picture_is_cut (void)
{
  g_autoptr (GBytes) png = mask (-100, -100, 1000, 1000);
  g_autoptr (GBytes) beside = mask (1000, 1000, 10, 10);
  guint8 red = 0xff;

  read_pixel (png, WIDTH - 1, HEIGHT - 1, &red);
  g_assert_cmphex (red, ==, 0);
  read_pixel (beside, WIDTH - 1, HEIGHT - 1, &red);
  g_assert_cmphex (red, ==, 0x40);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/picture-mask/covered-pixels-are-black", test_covered_pixels_are_black);
  g_test_add_func ("/picture-mask/mark-that-leaves-the-picture-is-cut", test_mark_that_leaves_the_picture_is_cut);

  return g_test_run ();
}
