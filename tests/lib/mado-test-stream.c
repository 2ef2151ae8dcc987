/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files for tests that need them cut in small pieces, or very large. */

#include "mado-test-stream.h"

#include <string.h>

#include "mado-test-memory.h"

struct _MadoTestStream {
  GInputStream parent_instance;
  guint64 size;
  guint64 offset;
  gsize max_read;
  MadoTestFill fill;
  gconstpointer data;
  gsize before; /* bytes in use when the stream was made */
  gsize peak;
};

static void seekable_init (GSeekableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoTestStream,
                               mado_test_stream,
                               G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_SEEKABLE, seekable_init))

static gssize
read_stream (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  MadoTestStream *self = MADO_TEST_STREAM (stream);
  gsize length = (gsize) MIN (MIN (count, self->max_read), self->size - self->offset);

  self->peak = MAX (self->peak, mado_test_memory_count ());
  self->fill (self->offset, buffer, length, self->data);
  self->offset += length;

  return (gssize) length;
}

static gboolean
can_seek (GSeekable *seekable)
{
  return TRUE;
}

static gboolean
seek (GSeekable *seekable, goffset offset, GSeekType type, GCancellable *cancellable, GError **error)
{
  g_assert_true (offset == 0 && type == G_SEEK_SET);
  MADO_TEST_STREAM (seekable)->offset = 0;

  return TRUE;
}

static void
seekable_init (GSeekableIface *iface)
{
  iface->can_seek = can_seek;
  iface->seek = seek;
}

static void
mado_test_stream_class_init (MadoTestStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = read_stream;
}

static void
mado_test_stream_init (MadoTestStream *self)
{
  self->before = self->peak = mado_test_memory_count ();
}

static void
copy_bytes (guint64 offset, guint8 *bytes, gsize length, gconstpointer data)
{
  memcpy (bytes, (const guint8 *) data + offset, length);
}

/**
 * mado_test_stream_new:
 * @bytes: the file; must outlive the stream
 * @size: its bytes
 * @max_read: how many to give at once
 *
 * Returns: (transfer full): the stream
 */
MadoTestStream *
mado_test_stream_new (const void *bytes, gsize size, gsize max_read)
{
  MadoTestStream *self = mado_test_stream_new_made_up (size, copy_bytes, bytes);

  self->max_read = max_read;

  return self;
}

/**
 * mado_test_stream_new_made_up:
 * @size: the file's bytes
 * @fill: makes them
 * @data: for @fill
 *
 * Returns: (transfer full): the stream
 */
MadoTestStream *
mado_test_stream_new_made_up (guint64 size, MadoTestFill fill, gconstpointer data)
{
  MadoTestStream *self = g_object_new (MADO_TEST_TYPE_STREAM, NULL);

  self->size = size;
  self->max_read = G_MAXSSIZE;
  self->fill = fill;
  self->data = data;

  return self;
}

/**
 * mado_test_stream_get_peak:
 * @self: a stream
 *
 * Returns: the most bytes of memory in use at any read, beyond those in use before the stream was made
 */
gsize
mado_test_stream_get_peak (MadoTestStream *self)
{
  return self->peak - self->before;
}
