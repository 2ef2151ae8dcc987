/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counts bytes, in all and by terminal. */

#include "mado-body-room.h"

struct _MadoBodyRoom {
  gatomicrefcount references;
  gsize size;
  GMutex lock; /* of what follows */
  gsize taken;
  GHashTable *shares; /* (element-type utf8 gsize): what each terminal has taken, where it is something */
};

/**
 * mado_body_room_new:
 * @size: bytes
 *
 * Returns: (transfer full): an empty room
 */
MadoBodyRoom *
mado_body_room_new (gsize size)
{
  MadoBodyRoom *self = g_new0 (MadoBodyRoom, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  self->size = size;
  self->shares = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * mado_body_room_ref:
 * @self: a room
 *
 * Returns: (transfer full): the room
 */
MadoBodyRoom *
mado_body_room_ref (MadoBodyRoom *self)
{
  g_atomic_ref_count_inc (&self->references);

  return self;
}

/**
 * mado_body_room_unref:
 * @self: (transfer full): a room
 */
void
mado_body_room_unref (MadoBodyRoom *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_hash_table_unref (self->shares);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gsize
get_share (const MadoBodyRoom *self, const char *terminal)
{
  return GPOINTER_TO_SIZE (g_hash_table_lookup (self->shares, terminal));
}

static void
set_share (MadoBodyRoom *self, const char *terminal, gsize share)
{
  if (share == 0)
    g_hash_table_remove (self->shares, terminal);
  else
    g_hash_table_replace (self->shares, g_strdup (terminal), GSIZE_TO_POINTER (share));
}

/**
 * mado_body_room_take:
 * @self: a room
 * @terminal: whose body it is
 * @length: bytes
 *
 * Returns: whether there was room; then it is to be given back
 */
gboolean
mado_body_room_take (MadoBodyRoom *self, const char *terminal, gsize length)
{
  gboolean has_room;
  gsize share;

  g_mutex_lock (&self->lock);
  share = get_share (self, terminal);
  has_room = length <= self->size - self->taken && length <= self->size / MADO_BODY_ROOM_PART - share;
  if (has_room) {
    self->taken += length;
    set_share (self, terminal, share + length);
  }
  g_mutex_unlock (&self->lock);

  return has_room;
}

/**
 * mado_body_room_give_back:
 * @self: a room
 * @terminal: whose body it was
 * @length: bytes that were taken
 */
void
mado_body_room_give_back (MadoBodyRoom *self, const char *terminal, gsize length)
{
  g_mutex_lock (&self->lock);
  self->taken -= length;
  set_share (self, terminal, get_share (self, terminal) - length);
  g_mutex_unlock (&self->lock);
}

/**
 * mado_body_room_count:
 * @self: a room
 *
 * Returns: how many bytes are taken
 */
gsize
mado_body_room_count (MadoBodyRoom *self)
{
  gsize taken;

  g_mutex_lock (&self->lock);
  taken = self->taken;
  g_mutex_unlock (&self->lock);

  return taken;
}
