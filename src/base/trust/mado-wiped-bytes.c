/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bytes that are overwritten when the last one who has them lets go. */

#include "mado-wiped-bytes.h"

#include <string.h>

typedef struct {
  void *bytes;
  gsize length;
} Holder;

static void
wipe_cb (gpointer data)
{
  Holder *self = data;

  if (self->length > 0)
    explicit_bzero (self->bytes, self->length);
  g_free (self->bytes);
  g_free (self);
}

/**
 * mado_wiped_bytes_new_take:
 * @bytes: (transfer full): of g_malloc()
 * @length: how many
 *
 * Returns: (transfer full): the same, wiped when nobody has them any more
 */
GBytes *
mado_wiped_bytes_new_take (void *bytes, gsize length)
{
  const Holder holder = { bytes, length };

  return g_bytes_new_with_free_func (bytes, length, wipe_cb, g_memdup2 (&holder, sizeof holder));
}
