/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Papers as they come, through the confined decoder: pictures, documents of several pages, and what is made to harm. */

#include <cairo-pdf.h>
#include <string.h>

#include "mado-decoder.h"

#define N_PAGES 3

/* --- good files --------------------------------------------------------------------------------------------------- */

/* Red above, blue below. */
static GBytes *
make_picture (const char *kind, int width, int height)
{
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GdkPixbuf) lower = gdk_pixbuf_new_subpixbuf (picture, 0, height / 2, width, height - height / 2);
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;
  gsize length = 0;

  gdk_pixbuf_fill (picture, 0xff0000ff);
  gdk_pixbuf_fill (lower, 0x0000ffff);
  gdk_pixbuf_save_to_buffer (picture, &bytes, &length, kind, &error, NULL);
  g_assert_no_error (error);

  return g_bytes_new_take (bytes, length);
}

static cairo_status_t
append_cb (void *document, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (document, bytes, length);

  return CAIRO_STATUS_SUCCESS;
}

/* Page 1 is red, page 2 green, page 3 blue. */
static GBytes *
make_document (guint n_pages, double width, double height)
{
  GByteArray *document = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, document, width, height);
  cairo_t *pen = cairo_create (surface);

  for (guint i = 0; i < n_pages; i++) {
    cairo_set_source_rgb (pen, i % 3 == 0, i % 3 == 1, i % 3 == 2);
    cairo_paint (pen);
    cairo_show_page (pen);
  }
  cairo_destroy (pen);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (document);
}

static void
assert_color (GdkTexture *texture, int x, int y, guint red, guint green, guint blue)
{
  gsize stride = (gsize) gdk_texture_get_width (texture) * 4;
  g_autofree guchar *pixels = g_malloc (stride * (gsize) gdk_texture_get_height (texture));
  g_autoptr (GdkTextureDownloader) downloader = gdk_texture_downloader_new (texture);
  const guchar *pixel = pixels + (gsize) y * stride + (gsize) x * 4;

  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8A8);
  gdk_texture_downloader_download_into (downloader, pixels, stride);
  g_assert_cmpint (ABS ((int) pixel[0] - (int) red), <, 8);
  g_assert_cmpint (ABS ((int) pixel[1] - (int) green), <, 8);
  g_assert_cmpint (ABS ((int) pixel[2] - (int) blue), <, 8);
  g_assert_cmpuint (pixel[3], ==, 255);
}

static void
test_pictures (void)
{
  static const char *const kinds[] = { "png", "jpeg" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (GBytes) file = make_picture (kinds[i], 60, 40);
    g_autoptr (GError) error = NULL;
    g_autoptr (MadoDecodedPage) page = mado_decoder_read (file, 0, &error);

    g_assert_no_error (error);
    g_assert_cmpint (gdk_texture_get_width (page->texture), ==, 60);
    g_assert_cmpint (gdk_texture_get_height (page->texture), ==, 40);
    g_assert_cmpuint (page->n_pages, ==, 1);
    assert_color (page->texture, 30, 5, 255, 0, 0);
    assert_color (page->texture, 30, 35, 0, 0, 255);
  }
}

static void
test_every_page_of_a_document (void)
{
  g_autoptr (GBytes) file = make_document (N_PAGES, 595, 842);

  for (guint i = 0; i < N_PAGES; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (MadoDecodedPage) page = mado_decoder_read (file, i, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (page->n_pages, ==, N_PAGES);
    g_assert_cmpint (gdk_texture_get_width (page->texture), ==, 1239);
    assert_color (page->texture, 600, 800, i == 0 ? 255 : 0, i == 1 ? 255 : 0, i == 2 ? 255 : 0);
  }
}

/* A poster is shown as large as is good for a screen, and no larger. */
static void
test_large_ones_are_made_smaller (void)
{
  g_autoptr (GBytes) poster = make_document (1, 7200, 7200), photograph = make_picture ("jpeg", 6000, 4000);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDecodedPage) drawn = mado_decoder_read (poster, 0, &error);
  g_autoptr (MadoDecodedPage) taken = mado_decoder_read (photograph, 0, NULL);

  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (drawn->texture), <=, 4001);
  g_assert_nonnull (taken);
  g_assert_cmpint (gdk_texture_get_width (taken->texture), <, 6000);
}

/* --- hostile files ------------------------------------------------------------------------------------------------ */

static void
assert_refused (GBytes *file, guint page, MadoPictureState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDecodedPage) decoded = mado_decoder_read (file, page, &error);

  g_assert_null (decoded);
  g_assert_error (error, MADO_DECODER_ERROR, (int) state);
  g_assert_cmpstr (mado_decoder_get_words (error->code), !=, "");
}

static GBytes *
cut (GBytes *file, gsize per_cent)
{
  return g_bytes_new_from_bytes (file, 0, g_bytes_get_size (file) * per_cent / 100);
}

static void
put_number (GByteArray *file, guint32 number)
{
  guint32 swapped = GUINT32_TO_BE (number);

  g_byte_array_append (file, (const guint8 *) &swapped, sizeof swapped);
}

/* A head that promises 3.6 thousand million pixels, and little behind it. */
static GBytes *
make_bomb (void)
{
  static const guint8 magic[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13 };
  static const guint8 head[] = { 'I', 'H', 'D', 'R', 0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 8, 6, 0, 0, 0 };
  GByteArray *file = g_byte_array_new ();
  guint32 sum = 0xffffffff;

  g_byte_array_append (file, magic, sizeof magic);
  g_byte_array_append (file, head, sizeof head);
  for (gsize i = 0; i < sizeof head; i++) {
    sum ^= head[i];
    for (int bit = 0; bit < 8; bit++)
      sum = sum & 1 ? (sum >> 1) ^ 0xedb88320 : sum >> 1;
  }
  put_number (file, ~sum);
  put_number (file, 0);

  return g_byte_array_free_to_bytes (file);
}

static void
test_bombs_are_not_set_off (void)
{
  g_autoptr (GBytes) bomb = make_bomb (),
                     heap = g_bytes_new_take (g_malloc0 (MADO_PICTURE_MOST_BYTES + 1u), MADO_PICTURE_MOST_BYTES + 1u);
  g_autoptr (GBytes) book = make_document (MADO_PICTURE_MOST_PAGES + 1, 100, 100);

  assert_refused (bomb, 0, MADO_PICTURE_LARGE);
  assert_refused (heap, 0, MADO_PICTURE_LARGE);
  assert_refused (book, 0, MADO_PICTURE_LARGE);
}

static void
test_what_is_no_paper (void)
{
  static const char *const files[] = { "", "P", "GIF89a", "<svg/>", "\x89PN", "\xff\xd8" };
  g_autoptr (GBytes) page = make_document (1, 100, 100), picture = make_picture ("png", 4, 4);

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (GBytes) file = g_bytes_new_static (files[i], strlen (files[i]));

    assert_refused (file, 0, MADO_PICTURE_STRANGE);
  }
  assert_refused (page, 1, MADO_PICTURE_NO_PAGE);
  assert_refused (picture, 7, MADO_PICTURE_NO_PAGE);
}

/* Cut off or spoilt anywhere, a file is refused or shown as far as it goes; the program goes on in any case. */
static void
test_spoilt_files_harm_nobody (void)
{
  g_autoptr (GBytes) picture = make_picture ("png", 60, 40), document = make_document (1, 100, 100);
  g_autoptr (GBytes) half = cut (picture, 30), head = g_bytes_new_static ("%PDF-1.7\nnothing", 16);
  gsize length = g_bytes_get_size (document);

  assert_refused (half, 0, MADO_PICTURE_DAMAGED);
  assert_refused (head, 0, MADO_PICTURE_DAMAGED);
  for (gsize place = 8; place < length; place += length / 12) {
    guint8 *spoilt = g_memdup2 (g_bytes_get_data (document, NULL), length);
    g_autoptr (GBytes) file = g_bytes_new_take (spoilt, length);
    g_autoptr (MadoDecodedPage) decoded = NULL;

    spoilt[place] ^= 0x15;
    decoded = mado_decoder_read (file, 0, NULL);
    g_assert_true (decoded == NULL || decoded->n_pages > 0);
  }
}

/* Where there is no decoder, nothing is decoded instead. */
static void
test_without_a_decoder_nothing_is_shown (void)
{
  g_autofree char *folder = g_strdup (g_getenv ("MADO_LIBEXEC_DIR"));
  g_autoptr (GBytes) picture = make_picture ("png", 4, 4);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDecodedPage) decoded = NULL;

  g_setenv ("MADO_LIBEXEC_DIR", "/nonexistent", TRUE);
  decoded = mado_decoder_read (picture, 0, &error);
  g_setenv ("MADO_LIBEXEC_DIR", folder, TRUE);
  g_assert_null (decoded);
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/decoder/pictures", test_pictures);
  g_test_add_func ("/decoder/every-page-of-a-document", test_every_page_of_a_document);
  g_test_add_func ("/decoder/large-ones-are-made-smaller", test_large_ones_are_made_smaller);
  g_test_add_func ("/decoder/bombs-are-not-set-off", test_bombs_are_not_set_off);
  g_test_add_func ("/decoder/what-is-no-paper", test_what_is_no_paper);
  g_test_add_func ("/decoder/spoilt-files-harm-nobody", test_spoilt_files_harm_nobody);
  g_test_add_func ("/decoder/without-a-decoder-nothing-is-shown", test_without_a_decoder_nothing_is_shown);

  return g_test_run ();
}
