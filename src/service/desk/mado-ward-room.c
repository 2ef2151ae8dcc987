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
  GHashTable *before;   /* (element-type utf8 gint64): where streams were when this turn first looked */
  GHashTable *changed;  /* (element-type utf8 MadoStreamStand): where this turn brought them */
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
  self->before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

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
  g_hash_table_unref (self->before);
  g_hash_table_unref (self->changed);
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
  else
    self->backend->changed = self->changed;
  g_hash_table_remove_all (self->before);
  g_hash_table_remove_all (self->changed);

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

/* What a lost connection said of it is not known either. */
static gboolean
is_unsure (const GError *error)
{
  return g_error_matches (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_UNSURE) ||
         g_error_matches (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_LOST);
}

static void
begin_doubt (MadoWardRoom *self)
{
  GHashTableIter iter;
  gpointer stream, seq;

  g_hash_table_iter_init (&iter, self->before);
  while (g_hash_table_iter_next (&iter, &stream, &seq))
    mado_ward_doubt_begin (self->source->doubt, stream, *(const gint64 *) seq);
}

static void
pledge (MadoWardRoom *self)
{
  GHashTableIter iter;
  gpointer stream, stand;

  if (self->source->pledge == NULL || g_hash_table_size (self->changed) == 0)
    return;
  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &stream, &stand))
    mado_ward_pledge_note (self->source->pledge, stream, stand);
  mado_ward_pledge_write (self->source->pledge);
}

static gboolean
commit (MadoWardRoom *self, MadoTurn *turn, GError **error)
{
  if (!mado_turn_commit (turn, error))
    return FALSE;
  pledge (self);

  return TRUE;
}

/**
 * mado_ward_room_commit:
 * @self: a room where something was written
 * @turn: (transfer full): its turn
 * @error: where to put what went wrong
 *
 * Returns: whether it is safe; until then nobody who reads there is shown it
 */
gboolean
mado_ward_room_commit (MadoWardRoom *self, MadoTurn *turn, GError **error)
{
  MadoWardDoubt *doubt = self->source->doubt;
  g_autoptr (GError) fault = NULL;

  if (doubt == NULL)
    return commit (self, turn, error);
  begin_doubt (self);
  if (commit (self, turn, &fault))
    mado_ward_doubt_settle (doubt);
  else if (is_unsure (fault))
    mado_ward_doubt_last (doubt);
  else
    mado_ward_doubt_drop (doubt);
  if (fault == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
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

/* Whoever writes says where it was; whoever reads sees no further than what is safe. */
static gboolean
note_stand (MadoWardRoom *self, const char *name, gint64 seq, GError **error)
{
  MadoWardDoubt *doubt = self->source->doubt;

  if (doubt == NULL)
    return TRUE;
  if (self->access == MADO_BACKEND_WRITE) {
    if (!g_hash_table_contains (self->before, name))
      g_hash_table_insert (self->before, g_strdup (name), g_memdup2 (&seq, sizeof seq));
    return TRUE;
  }
  if (mado_ward_doubt_await (doubt, name, seq))
    return TRUE;
  g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_UNSURE,
                       "what was written last is not known to be on the standby: it is not shown");

  return FALSE;
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

  if (!self->backend->type->find_stream (self->backend, name, &stand, error) ||
      !note_stand (self, name, stand.head.seq, error))
    return FALSE;
  if (stand.number != 0 && stream == NULL) {
    stream = mado_stream_new (name, &self->source->means);
    mado_stream_set_accounts (stream, &self->source->accounts);
    g_hash_table_insert (self->streams, g_strdup (name), stream);
  }
  *out_stream = stand.number != 0 ? stream : NULL;

  return TRUE;
}
