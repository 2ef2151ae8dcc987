/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The stream itself: how it begins, in which epoch it is, and what the service notes in it. */

#include "mado-fault-point.h"
#include "mado-stream-private.h"

#define EPOCH_MASK ((G_GINT64_CONSTANT (1) << 52) - 1) /* what any reader of JSON keeps whole */

/**
 * mado_stream_new:
 * @name: "WARD/PROGRAMME"
 * @means: where time and chance come from; @user_data must outlive the stream
 *
 * Returns: (transfer full): the stream, which may or may not be in a backend yet
 */
MadoStream *
mado_stream_new (const char *name, const MadoChanceAndTime *means)
{
  MadoStream *self = g_new0 (MadoStream, 1);

  self->name = g_strdup (name);
  self->means = *means;
  self->hasher = mado_hasher_new ();

  return self;
}

/**
 * mado_stream_free:
 * @self: (transfer full): a stream
 */
void
mado_stream_free (MadoStream *self)
{
  g_clear_pointer (&self->judge, mado_judge_free);
  mado_hasher_free (self->hasher);
  g_free (self->name);
  g_free (self);
}

/**
 * mado_stream_set_accounts:
 * @self: a stream
 * @accounts: who says which roles somebody has; without, the signature of nobody but the caller counts
 */
void
mado_stream_set_accounts (MadoStream *self, const MadoAccountRoles *accounts)
{
  self->accounts = *accounts;
}

/**
 * mado_stream_draw_id:
 * @self: a stream
 *
 * Returns: an id for what the service does itself
 */
MadoId
mado_stream_draw_id (MadoStream *self)
{
  guint8 random[MADO_ID_RANDOM_SIZE];

  self->means.fill_random (self->means.user_data, random, sizeof random);

  return mado_id_next (&self->ids, self->means.get_now (self->means.user_data), random);
}

/* --- what the service does itself -------------------------------------------------------------------------------- */

/* It is never one that was in use: a backup knows nothing of the epochs after it, so counting on would meet them. */
static gint64
draw_epoch (MadoStream *self, gint64 before)
{
  guint64 epoch = 0;

  while (epoch == 0 || (gint64) epoch == before) {
    self->means.fill_random (self->means.user_data, (guint8 *) &epoch, sizeof epoch);
    epoch &= EPOCH_MASK;
  }

  return (gint64) epoch;
}

/**
 * mado_stream_create:
 * @self: a stream
 * @backend: a backend that has none of its name, in a turn that writes
 * @error: where to put what went wrong
 *
 * Nothing is taken until a programme was published.
 *
 * Returns: whether it is there
 */
gboolean
mado_stream_create (MadoStream *self, MadoBackend *backend, GError **error)
{
  gint64 number = 0;

  return backend->type->add_stream (backend, self->name, draw_epoch (self, 0), &number, error);
}

/**
 * mado_stream_change_epoch:
 * @self: a stream
 * @backend: a backend that was promoted or restored, in a turn that writes
 * @error: where to put what went wrong
 *
 * Returns: whether whatever was said before is seen to be of another time
 */
gboolean
mado_stream_change_epoch (MadoStream *self, MadoBackend *backend, GError **error)
{
  MadoStreamTurn turn;

  if (!mado_stream_turn_open (self, backend, &turn, error))
    return FALSE;
  turn.stand.epoch = draw_epoch (self, turn.stand.epoch);
  mado_fault_point ("epoch-changes");

  return mado_stream_turn_close (&turn, error);
}

/**
 * mado_stream_note:
 * @self: a stream of the service's own, which begins with its first entry
 * @backend: a backend, in a turn that writes
 * @header: kind, actor, terminal, outcome and code of the entry
 * @payload: canonical JSON: more of it
 * @error: where to put what went wrong
 *
 * Returns: whether the stream's log ends with it
 */
gboolean
mado_stream_note (MadoStream *self, MadoBackend *backend, const MadoLogHeader *header, GBytes *payload, GError **error)
{
  g_autoptr (GArray) touched = mado_touched_new ();
  MadoLogHeader entry = *header;
  MadoStreamStand stand = { 0 };
  MadoStreamTurn turn;

  if (!backend->type->find_stream (backend, self->name, &stand, error) ||
      (stand.number == 0 && !mado_stream_create (self, backend, error)) ||
      !mado_stream_turn_open (self, backend, &turn, error))
    return FALSE;
  entry.operation = mado_stream_draw_id (self);

  return mado_stream_append (&turn, &entry, payload, NULL, touched, error) && mado_stream_turn_close (&turn, error);
}
