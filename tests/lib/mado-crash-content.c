/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bytes of a file: a hole before what is written behind its end reads as zeros. */

#include "mado-crash-content.h"

#include <string.h>

/**
 * mado_crash_content_resize:
 * @self: the content of a file
 * @size: its size from now on; zeros fill what is new
 */
void
mado_crash_content_resize (GByteArray *self, gint64 size)
{
  guint old = self->len;

  g_assert_true (size >= 0 && size <= G_MAXINT);
  g_byte_array_set_size (self, (guint) size);
  if (size > old)
    memset (self->data + old, 0, (gsize) size - old);
}

/**
 * mado_crash_content_write:
 * @self: the content of a file
 * @bytes: what to write
 * @length: its length
 * @offset: where to
 */
void
mado_crash_content_write (GByteArray *self, const void *bytes, gsize length, gint64 offset)
{
  gint64 end = offset + (gint64) length;

  if (end > self->len)
    mado_crash_content_resize (self, end);
  memcpy (self->data + offset, bytes, length);
}
