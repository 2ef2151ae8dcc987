/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A connection and its streams. */

#include "mado-ward-room.h"

#define PATIENCE (2 * G_USEC_PER_SEC)
#define ROUND (10 * G_TIME_SPAN_MILLISECOND)

struct _MadoWardRoom {
  const MadoWardSource *source;
  MadoBackendAccess access;
  MadoBackend *backend; /* (nullable): not open now */
  GHashTable *streams;  /* (element-type utf8 MadoStream) */
};

/**
 * mado_ward_room_new:
 * @source: where it comes from; outlives the room
 * @access: what is done in it
 *
 * Returns: (transfer full): a room that opens when somebody works in it
 */
MadoWardRoom *
mado_ward_room_new (const MadoWardSource *source, MadoBackendAccess access)
{
  MadoWardRoom *self = g_new0 (MadoWardRoom, 1);

  self->source = source;
  self->access = access;
  self->streams = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) mado_stream_free);

  return self;
}

/**
 * mado_ward_room_free:
 * @self: (transfer full): a room, in no turn
 */
void
mado_ward_room_free (MadoWardRoom *self)
{
  mado_ward_room_forget (self);
  g_hash_table_unref (self->streams);
  g_free (self);
}

/**
 * mado_ward_room_forget:
 * @self: a room, in no turn
 */
void
mado_ward_room_forget (MadoWardRoom *self)
{
  g_hash_table_remove_all (self->streams);
  g_clear_pointer (&self->backend, mado_backend_free);
}

/**
 * mado_ward_room_open:
 * @self: a room
 * @error: where to put what went wrong
 *
 * Returns: whether it is open
 */
gboolean
mado_ward_room_open (MadoWardRoom *self, GError **error)
{
  if (self->backend == NULL)
    self->backend = self->source->open (self->source->user_data, self->access, error);

  return self->backend != NULL;
}

static MadoTurn *
begin (MadoWardRoom *self, GError **error)
{
  MadoTurn *turn = mado_ward_room_open (self, error) ? mado_turn_begin (self->backend, self->access, error) : NULL;

  if (turn == NULL)
    mado_ward_room_forget (self);

  return turn;
}

/* The old place was left, and the new one not served yet, or not in the directory. */
static gboolean
is_on_its_way (const GError *error)
{
  return g_error_matches (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_MOVED) ||
         g_error_matches (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_UNFINISHED);
}

/**
 * mado_ward_room_begin:
 * @self: a room, in no turn
 * @error: where to put what went wrong
 *
 * Where the ward moved, it is opened in its new place.
 *
 * Returns: (transfer full) (nullable): a turn
 */
MadoTurn *
mado_ward_room_begin (MadoWardRoom *self, GError **error)
{
  for (gint64 end = g_get_monotonic_time () + PATIENCE;;) {
    g_autoptr (GError) fault = NULL;
    MadoTurn *turn = begin (self, &fault);

    if (turn != NULL)
      return turn;
    if (!is_on_its_way (fault) || g_get_monotonic_time () >= end) {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
    g_usleep (ROUND);
  }
}

/**
 * mado_ward_room_move:
 * @self: a room, in no turn
 * @backend: (transfer full): its ward, where it lies from now on, open for the same
 */
void
mado_ward_room_move (MadoWardRoom *self, MadoBackend *backend)
{
  mado_ward_room_forget (self);
  self->backend = backend;
}

/**
 * mado_ward_room_get_backend:
 * @self: a room, in a turn
 *
 * Returns: (transfer none): its connection
 */
MadoBackend *
mado_ward_room_get_backend (MadoWardRoom *self)
{
  return self->backend;
}

/**
 * mado_ward_room_find_stream:
 * @self: a room, in a turn
 * @name: "WARD/PROGRAMME"
 * @out_stream: (out) (transfer none) (nullable): the stream; %NULL: there is none
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_ward_room_find_stream (MadoWardRoom *self, const char *name, MadoStream **out_stream, GError **error)
{
  MadoStream *stream = g_hash_table_lookup (self->streams, name);
  MadoStreamStand stand = { 0 };

  if (!self->backend->type->find_stream (self->backend, name, &stand, error))
    return FALSE;
  if (stand.number != 0 && stream == NULL) {
    stream = mado_stream_new (name, &self->source->means);
    mado_stream_set_accounts (stream, &self->source->accounts);
    g_hash_table_insert (self->streams, g_strdup (name), stream);
  }
  *out_stream = stand.number != 0 ? stream : NULL;

  return TRUE;
}
