/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bytes that are read in pieces small enough to be told of. */

#include "mado-told-stream.h"

#include <string.h>

#define PIECE (64 * 1024)
#define N_PASSES 3 /* of a form's reader: the charset, the records with the same number, the rows */

struct _MadoToldStream {
  GInputStream parent_instance;

  GBytes *bytes;
  gsize offset;
  guint64 n_read; /* in all passes */
  GCancellable *cancellable;
  MadoTold told;
  gpointer user_data;
};

static void seekable_init (GSeekableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoToldStream,
                               mado_told_stream,
                               G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_SEEKABLE, seekable_init))

static gssize
read_piece (GInputStream *stream, void *buffer, gsize count, G_GNUC_UNUSED GCancellable *cancellable, GError **error)
{
  MadoToldStream *self = MADO_TOLD_STREAM (stream);
  gsize size = 0;
  const guint8 *bytes = g_bytes_get_data (self->bytes, &size);
  gsize length = MIN (MIN (count, PIECE), size - self->offset);

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return -1;
  if (length > 0)
    memcpy (buffer, bytes + self->offset, length);
  self->offset += length;
  self->n_read += length;
  if (self->told != NULL)
    self->told (self->user_data, MIN (self->n_read, N_PASSES * (guint64) size), N_PASSES * (guint64) size);

  return (gssize) length;
}

static goffset
tell (GSeekable *seekable)
{
  return (goffset) MADO_TOLD_STREAM (seekable)->offset;
}

static gboolean
can_seek (G_GNUC_UNUSED GSeekable *seekable)
{
  return TRUE;
}

/* Nobody needs more than the beginning. */
static gboolean
seek (GSeekable *seekable, goffset offset, GSeekType type, G_GNUC_UNUSED GCancellable *cancellable, GError **error)
{
  if (offset != 0 || type != G_SEEK_SET) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "cannot seek but to the beginning");
    return FALSE;
  }
  MADO_TOLD_STREAM (seekable)->offset = 0;

  return TRUE;
}

static void
seekable_init (GSeekableIface *iface)
{
  iface->tell = tell;
  iface->can_seek = can_seek;
  iface->seek = seek;
}

static void
mado_told_stream_finalize (GObject *object)
{
  MadoToldStream *self = MADO_TOLD_STREAM (object);

  g_bytes_unref (self->bytes);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (mado_told_stream_parent_class)->finalize (object);
}

static void
mado_told_stream_class_init (MadoToldStreamClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_told_stream_finalize;
  G_INPUT_STREAM_CLASS (class)->read_fn = read_piece;
}

static void
mado_told_stream_init (G_GNUC_UNUSED MadoToldStream *self)
{
}

/**
 * mado_told_stream_new:
 * @bytes: a file
 * @cancellable: (nullable): ends reading
 * @told: (nullable): is told how far reading is
 * @user_data: for @told
 *
 * Returns: (transfer full): the file, to be read
 */
MadoToldStream *
mado_told_stream_new (GBytes *bytes, GCancellable *cancellable, MadoTold told, gpointer user_data)
{
  MadoToldStream *self = g_object_new (MADO_TYPE_TOLD_STREAM, NULL);

  self->bytes = g_bytes_ref (bytes);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->told = told;
  self->user_data = user_data;

  return self;
}
