/* SPDX-License-Identifier: GPL-3.0-or-later */

/* madoguchi-decode [PAGE]: reads a file from its standard input and writes the pixels of one page to its standard
 * output. Before it looks at the file it gives up everything else that it could do. */

#include <stdlib.h>
#include <unistd.h>

#include "mado-confinement.h"
#include "mado-decoding.h"

static GBytes *
read_file (void)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  static guint8 piece[64 * 1024];
  ssize_t length;

  while (file->len <= MADO_PICTURE_MOST_BYTES && (length = read (STDIN_FILENO, piece, sizeof piece)) > 0)
    g_byte_array_append (file, piece, (guint) length);

  return g_byte_array_free_to_bytes (g_steal_pointer (&file));
}

static gboolean
write_all (gconstpointer bytes, gsize length)
{
  const guint8 *rest = bytes;

  while (length > 0) {
    ssize_t written = write (STDOUT_FILENO, rest, length);

    if (written <= 0)
      return FALSE;
    rest += written;
    length -= (gsize) written;
  }

  return TRUE;
}

static gboolean
write_picture (MadoPictureState state, const MadoDecoding *decoding)
{
  gboolean is_good = state == MADO_PICTURE_GOOD;
  const MadoPictureHead head = {
    .magic = MADO_PICTURE_WIRE_MAGIC,
    .state = state,
    .width = is_good ? (guint32) gdk_pixbuf_get_width (decoding->pixels) : 0,
    .height = is_good ? (guint32) gdk_pixbuf_get_height (decoding->pixels) : 0,
    .n_pages = decoding->n_pages,
  };

  if (!write_all (&head, sizeof head))
    return FALSE;
  for (guint32 y = 0; y < head.height; y++)
    if (!write_all (gdk_pixbuf_read_pixels (decoding->pixels) +
                        (gsize) y * (gsize) gdk_pixbuf_get_rowstride (decoding->pixels),
                    (gsize) head.width * 4))
      return FALSE;

  return TRUE;
}

int
main (int argc, char **argv)
{
  guint page = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 0;
  MadoDecoding decoding = { 0 };
  g_autoptr (GBytes) file = NULL;
  MadoPictureState state;

  mado_decoding_prepare ();
  if (!mado_confinement_enter ())
    return EXIT_FAILURE;
  file = read_file ();
  state = mado_decoding_run (file, page, &decoding);

  return write_picture (state, &decoding) ? EXIT_SUCCESS : EXIT_FAILURE;
}
