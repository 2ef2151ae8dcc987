/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The image of a disc with one packet on it, by libisofs: ISO 9660 with the names of Rock Ridge and of Joliet, which is
 * what Windows reads. Ready to burn; it is built in memory and written like any other file. */

#include "mado-packet-image.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define LIBISOFS_WITHOUT_LIBBURN /* its header then says itself what a source of blocks is */
#include <libisofs/libisofs.h>

#include "mado-packet-error.h"

#define BLOCK 2048
#define DISTRIBUTION 2 /* libisofs's profile: Rock Ridge, Joliet, everybody may read */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsoImage, iso_image_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsoWriteOpts, iso_write_opts_free)

static gpointer
begin_library (G_GNUC_UNUSED gpointer user_data)
{
  char never[] = "NEVER", nobody[] = "";
  int began = iso_init ();

  /* Its faults come back as codes; it is not to print them. */
  if (began >= 0)
    iso_set_msgs_severities (never, never, nobody);

  return GINT_TO_POINTER (began >= 0);
}

static gboolean
fail (GError **error, int code)
{
  g_set_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_FAILED, "cannot build the image of the disc: %s",
               iso_error_to_msg (code));

  return FALSE;
}

/* The image gets a copy of its own: libisofs frees what it is given. */
static gboolean
add_file (IsoImage *image, const char *name, GBytes *archive, GError **error)
{
  gsize length;
  const void *bytes = g_bytes_get_data (archive, &length);
  unsigned char *copy = malloc (length);
  IsoStream *stream = NULL;
  IsoFile *file = NULL;
  int code;

  if (copy == NULL)
    return fail (error, (int) ISO_OUT_OF_MEM);
  memcpy (copy, bytes, length);
  code = iso_memory_stream_new (copy, length, &stream);
  if (code < 0) {
    free (copy);
    return fail (error, code);
  }
  code = iso_tree_add_new_file (iso_image_get_root (image), name, stream, &file);
  if (code < 0) {
    iso_stream_unref (stream);
    return fail (error, code);
  }

  return TRUE;
}

static GBytes *
read_source (struct burn_source *source)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 block[BLOCK];
  int n;

  while ((n = source->read_xt (source, block, BLOCK)) > 0)
    g_byte_array_append (bytes, block, (guint) n);

  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

static GBytes *
read_image (IsoImage *image, GError **error)
{
  g_autoptr (IsoWriteOpts) options = NULL;
  struct burn_source *source = NULL;
  GBytes *bytes;
  int code = iso_write_opts_new (&options, DISTRIBUTION);

  if (code >= 0)
    code = iso_image_create_burn_source (image, options, &source);
  if (code < 0) {
    fail (error, code);
    return NULL;
  }
  bytes = read_source (source);
  source->free_data (source);
  free (source);
  if (bytes == NULL)
    fail (error, (int) ISO_ERROR);

  return bytes;
}

static gboolean
holds (GBytes *image, GBytes *archive)
{
  return memmem (g_bytes_get_data (image, NULL), g_bytes_get_size (image), g_bytes_get_data (archive, NULL),
                 g_bytes_get_size (archive)) != NULL;
}

/**
 * mado_packet_image_build:
 * @id: the packet's; the disc and the file on it are named by it
 * @archive: the packet
 * @error: %MADO_PACKET_ERROR_FAILED
 *
 * Returns: (transfer full): the image, which holds the packet byte for byte
 */
GBytes *
mado_packet_image_build (const char *id, GBytes *archive, GError **error)
{
  static GOnce library = G_ONCE_INIT;
  g_autofree char *name = g_strconcat (id, ".zip", NULL);
  g_autoptr (IsoImage) image = NULL;
  g_autoptr (GBytes) bytes = NULL;
  int code;

  if (!GPOINTER_TO_INT (g_once (&library, begin_library, NULL))) {
    fail (error, (int) ISO_ERROR);
    return NULL;
  }
  code = iso_image_new (id, &image);
  if (code < 0) {
    fail (error, code);
    return NULL;
  }
  if (!add_file (image, name, archive, error))
    return NULL;
  bytes = read_image (image, error);
  if (bytes != NULL && !holds (bytes, archive)) {
    fail (error, (int) ISO_ERROR);
    return NULL;
  }

  return g_steal_pointer (&bytes);
}
