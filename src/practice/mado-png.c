/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures as PNG (ISO/IEC 15948), for whoever needs thousands: each row is told by how it differs from the one above,
 * which for a page is hardly, and so the fastest compression does. Cairo's own way tries all filters and compresses
 * well, for ten times the time. */

#include "mado-png.h"

#include <gio/gio.h>
#include <string.h>

#define BYTES_OF_A_PIXEL 3
#define FILTER_UP 2
#define FASTEST 1
#define CRC_POLYNOMIAL 0xEDB88320

static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };

static gpointer
make_crc_table (G_GNUC_UNUSED gpointer data)
{
  guint32 *table = g_new (guint32, 256);

  for (guint32 byte = 0; byte < 256; byte++) {
    table[byte] = byte;
    for (int bit = 0; bit < 8; bit++)
      table[byte] = (table[byte] & 1) != 0 ? CRC_POLYNOMIAL ^ (table[byte] >> 1) : table[byte] >> 1;
  }

  return table;
}

static guint32
compute_crc (const guint8 *bytes, gsize length)
{
  static GOnce once = G_ONCE_INIT;
  const guint32 *table = g_once (&once, make_crc_table, NULL);
  guint32 crc = G_MAXUINT32;

  for (gsize i = 0; i < length; i++)
    crc = table[(crc ^ bytes[i]) & 0xFF] ^ (crc >> 8);

  return ~crc;
}

static void
add_number (GByteArray *png, guint32 number)
{
  guint32 big_endian = GUINT32_TO_BE (number);

  g_byte_array_append (png, (const guint8 *) &big_endian, sizeof big_endian);
}

/* The checksum is of the type and what follows. */
static void
add_chunk (GByteArray *png, const char *type, const guint8 *content, gsize length)
{
  guint begin = png->len + sizeof (guint32);

  add_number (png, (guint32) length);
  g_byte_array_append (png, (const guint8 *) type, 4);
  if (length > 0)
    g_byte_array_append (png, content, (guint) length);
  add_number (png, compute_crc (png->data + begin, png->len - begin));
}

static void
add_header (GByteArray *png, guint width, guint height)
{
  /* eight bits, true color, and the one way there is to compress, filter and order */
  static const guint8 form[] = { 8, 2, 0, 0, 0 };
  guint32 size[] = { GUINT32_TO_BE (width), GUINT32_TO_BE (height) };
  guint8 header[sizeof size + sizeof form];

  memcpy (header, size, sizeof size);
  memcpy (header + sizeof size, form, sizeof form);
  add_chunk (png, "IHDR", header, sizeof header);
}

/* A row of cairo's: numbers of 32 bits, of which the lower 24 are red, green and blue. */
static void
filter_row (guint8 *row, const guint32 *pixels, const guint32 *above, guint width)
{
  *row++ = FILTER_UP;
  for (guint x = 0; x < width; x++) {
    guint32 pixel = pixels[x], upper = above != NULL ? above[x] : 0;

    *row++ = (guint8) ((pixel >> 16) - (upper >> 16));
    *row++ = (guint8) ((pixel >> 8) - (upper >> 8));
    *row++ = (guint8) (pixel - upper);
  }
}

static GByteArray *
filter (cairo_surface_t *surface, guint width, guint height)
{
  const guint8 *pixels = cairo_image_surface_get_data (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface), length = 1 + (gsize) width * BYTES_OF_A_PIXEL;
  GByteArray *rows = g_byte_array_new ();

  g_byte_array_set_size (rows, (guint) (length * height));
  for (guint y = 0; y < height; y++) {
    const void *row = pixels + y * stride, *above = y > 0 ? pixels + (y - 1) * stride : NULL;

    filter_row (rows->data + y * length, row, above, width);
  }

  return rows;
}

static GBytes *
compress (const GByteArray *rows)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, FASTEST);
  g_autoptr (GBytes) bytes = g_bytes_new_static (rows->data, rows->len);

  return g_converter_convert_bytes (G_CONVERTER (compressor), bytes, NULL);
}

/**
 * mado_png_write:
 * @surface: an image in %CAIRO_FORMAT_RGB24
 *
 * Returns: (transfer full): the image as PNG
 */
GBytes *
mado_png_write (cairo_surface_t *surface)
{
  guint width = (guint) cairo_image_surface_get_width (surface);
  guint height = (guint) cairo_image_surface_get_height (surface);
  GByteArray *png = g_byte_array_new ();
  g_autoptr (GByteArray) rows = NULL;
  g_autoptr (GBytes) content = NULL;

  cairo_surface_flush (surface);
  rows = filter (surface, width, height);
  content = compress (rows);
  g_byte_array_append (png, signature, sizeof signature);
  add_header (png, width, height);
  add_chunk (png, "IDAT", g_bytes_get_data (content, NULL), g_bytes_get_size (content));
  add_chunk (png, "IEND", NULL, 0);

  return g_byte_array_free_to_bytes (png);
}
