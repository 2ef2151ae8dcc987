/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes pixels of a file that anybody may have made. Which kind it is says its content, never its name. */

#include "mado-decoding.h"

#include <cairo.h>
#include <math.h>
#include <poppler.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

#define DOTS_PER_POINT (150 / 72.0)

static gboolean
begins_with (GBytes *file, const char *magic, gsize length)
{
  gsize size = 0;
  const char *content = g_bytes_get_data (file, &size);

  return size >= length && memcmp (content, magic, length) == 0;
}

/* --- PNG and JPEG ------------------------------------------------------------------------------------------------- */

/* Of a PNG the size stands in the head, at one place, before any loader sees it. */
static guint64
count_promised (GBytes *file)
{
  gsize length = 0;
  const guint8 *content = g_bytes_get_data (file, &length);
  guint32 width = 0, height = 0;

  if (length < 24)
    return 0;
  memcpy (&width, content + 16, sizeof width);
  memcpy (&height, content + 20, sizeof height);

  return (guint64) GUINT32_FROM_BE (width) * GUINT32_FROM_BE (height);
}

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, MadoPictureState *state)
{
  guint64 n_pixels = (guint64) MAX (width, 0) * (guint64) MAX (height, 0);
  double scale = sqrt (MADO_PICTURE_MOST_PIXELS / (double) MAX (n_pixels, 1));

  if (n_pixels == 0)
    *state = MADO_PICTURE_DAMAGED;
  else if (n_pixels > MADO_PICTURE_MOST_SOURCE)
    *state = MADO_PICTURE_LARGE;
  if (*state != MADO_PICTURE_GOOD)
    gdk_pixbuf_loader_set_size (loader, 0, 0); /* nothing is wanted of it any more */
  else if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale)), MAX (1, (int) (height * scale)));
}

/* A telephone says in the file how it was held. */
static GdkPixbuf *
finish_picture (GdkPixbuf *pixels)
{
  g_autoptr (GdkPixbuf) upright = gdk_pixbuf_apply_embedded_orientation (pixels);

  return gdk_pixbuf_get_has_alpha (upright) ? g_steal_pointer (&upright)
                                            : gdk_pixbuf_add_alpha (upright, FALSE, 0, 0, 0);
}

static MadoPictureState
decode_picture (GBytes *file, const char *kind, MadoDecoding *out_decoding)
{
  MadoPictureState state = MADO_PICTURE_GOOD;
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (kind, NULL);
  gboolean is_read;

  if (loader == NULL)
    return MADO_PICTURE_STRANGE;
  if (strcmp (kind, "png") == 0 && count_promised (file) > MADO_PICTURE_MOST_SOURCE) {
    gdk_pixbuf_loader_close (loader, NULL); /* ignored: it was given nothing */
    return MADO_PICTURE_LARGE;
  }
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &state);
  is_read = gdk_pixbuf_loader_write_bytes (loader, file, NULL);
  is_read = gdk_pixbuf_loader_close (loader, NULL) && is_read;
  if (state != MADO_PICTURE_GOOD)
    return state;
  if (!is_read || gdk_pixbuf_loader_get_pixbuf (loader) == NULL)
    return MADO_PICTURE_DAMAGED;
  out_decoding->pixels = finish_picture (gdk_pixbuf_loader_get_pixbuf (loader));
  out_decoding->n_pages = 1;

  return out_decoding->pixels != NULL ? MADO_PICTURE_GOOD : MADO_PICTURE_LARGE;
}

/* --- PDF ---------------------------------------------------------------------------------------------------------- */

/* Opaque white below the page: its pixels are already what they are. */
static GdkPixbuf *
take_surface (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  const guchar *from = cairo_image_surface_get_data (surface);
  GdkPixbuf *pixels = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, width, height);
  guchar *to = pixels != NULL ? gdk_pixbuf_get_pixels (pixels) : NULL;

  for (int y = 0; to != NULL && y < height; y++)
    for (int x = 0; x < width; x++) {
      guint32 color;
      guchar *pixel = to + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixels) + (gsize) x * 4;

      memcpy (&color, from + (gsize) y * (gsize) stride + (gsize) x * 4, sizeof color);
      pixel[0] = (guchar) (color >> 16);
      pixel[1] = (guchar) (color >> 8);
      pixel[2] = (guchar) color;
      pixel[3] = 0xff;
    }

  return pixels;
}

static GdkPixbuf *
draw_page (PopplerPage *page, double scale, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *pen = cairo_create (surface);
  GdkPixbuf *pixels = NULL;

  cairo_set_source_rgb (pen, 1, 1, 1);
  cairo_paint (pen);
  cairo_scale (pen, scale, scale);
  poppler_page_render (page, pen);
  cairo_surface_flush (surface);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    pixels = take_surface (surface);
  cairo_destroy (pen);
  cairo_surface_destroy (surface);

  return pixels;
}

static MadoPictureState
decode_page (PopplerPage *page, MadoDecoding *out_decoding)
{
  double width = 0, height = 0, scale = DOTS_PER_POINT, n_pixels;

  poppler_page_get_size (page, &width, &height);
  if (!isfinite (width) || !isfinite (height) || width < 1 || height < 1)
    return MADO_PICTURE_DAMAGED;
  n_pixels = width * scale * height * scale;
  if (n_pixels > MADO_PICTURE_MOST_PIXELS)
    scale *= sqrt (MADO_PICTURE_MOST_PIXELS / n_pixels);
  if (width * scale < 1 || height * scale < 1 || width * scale > G_MAXINT16 || height * scale > G_MAXINT16)
    return MADO_PICTURE_LARGE;
  out_decoding->pixels = draw_page (page, scale, (int) (width * scale), (int) (height * scale));

  return out_decoding->pixels != NULL ? MADO_PICTURE_GOOD : MADO_PICTURE_LARGE;
}

static MadoPictureState
decode_document (GBytes *file, guint page, MadoDecoding *out_decoding)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PopplerDocument) document = poppler_document_new_from_bytes (file, NULL, &error);
  g_autoptr (PopplerPage) wanted = NULL;
  int n_pages;

  if (document == NULL)
    return g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED) ? MADO_PICTURE_LOCKED : MADO_PICTURE_DAMAGED;
  n_pages = poppler_document_get_n_pages (document);
  if (n_pages < 1)
    return MADO_PICTURE_DAMAGED;
  if (n_pages > MADO_PICTURE_MOST_PAGES)
    return MADO_PICTURE_LARGE;
  out_decoding->n_pages = (guint) n_pages;
  if (page >= out_decoding->n_pages)
    return MADO_PICTURE_NO_PAGE;
  wanted = poppler_document_get_page (document, (int) page);

  return wanted != NULL ? decode_page (wanted, out_decoding) : MADO_PICTURE_DAMAGED;
}

/* --- any of them -------------------------------------------------------------------------------------------------- */

/**
 * mado_decoding_prepare:
 *
 * Loads what has to be loaded from disk, while files can still be opened.
 */
void
mado_decoding_prepare (void)
{
  static const char *const kinds[] = { "png", "jpeg" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (kinds[i], NULL);

    if (loader != NULL)
      gdk_pixbuf_loader_close (loader, NULL); /* ignored: it was given nothing */
  }
  g_type_ensure (POPPLER_TYPE_DOCUMENT);
}

/**
 * mado_decoding_run:
 * @file: anything
 * @page: which, from 0; a picture has one
 * @out_decoding: (out caller-allocates): its pixels, where it is good
 *
 * Returns: how it went
 */
MadoPictureState
mado_decoding_run (GBytes *file, guint page, MadoDecoding *out_decoding)
{
  *out_decoding = (MadoDecoding) { 0 };
  if (g_bytes_get_size (file) > MADO_PICTURE_MOST_BYTES)
    return MADO_PICTURE_LARGE;
  if (begins_with (file, "%PDF-", 5))
    return decode_document (file, page, out_decoding);
  if (begins_with (file, "\x89PNG\r\n\x1a\n", 8) || begins_with (file, "\xff\xd8\xff", 3))
    return page == 0 ? decode_picture (file, begins_with (file, "\xff", 1) ? "jpeg" : "png", out_decoding)
                     : MADO_PICTURE_NO_PAGE;

  return MADO_PICTURE_STRANGE;
}
