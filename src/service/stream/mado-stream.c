/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The stream itself: which programme it judges by, and in which epoch it is. */

#include <string.h>

#include "mado-base-error.h"
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

/* --- its programme ----------------------------------------------------------------------------------------------- */

/**
 * mado_stream_read_programme:
 * @text: a programme file
 * @error: %MADO_BASE_ERROR_INVALID and the first of its faults
 *
 * Returns: (transfer full) (nullable): the programme
 */
MadoProgramme *
mado_stream_read_programme (GBytes *text, GError **error)
{
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  MadoProgramme *programme = mado_programme_read (text, faults);

  if (programme == NULL) {
    const MadoProgrammeFault *fault = mado_programme_faults_get (faults, 0);

    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID,
                 "the programme has %u faults, the first (%s) at line %u, \"%s\"", faults->len, fault->code,
                 fault->line, fault->pointer);
  }

  return programme;
}

static MadoJudge *
load_judge (MadoStreamTurn *turn, GError **error)
{
  g_autoptr (MadoStoredEntry) entry = NULL;
  g_autoptr (MadoProgramme) programme = NULL;

  if (!turn->backend->type->find_entry (turn->backend, turn->stand.number, turn->stand.revision, &entry, error))
    return NULL;
  if (entry == NULL || entry->payload == NULL) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH,
                         "the log has no programme where it was published");
    return NULL;
  }
  programme = mado_stream_read_programme (entry->payload, error);

  return programme != NULL ? mado_judge_new (programme, error) : NULL;
}

/* One number is one publication only within an epoch: a restored log goes on otherwise. */
static gboolean
follow_programme (MadoStreamTurn *turn, GError **error)
{
  MadoStream *stream = turn->stream;

  if (stream->judge == NULL || stream->epoch != turn->stand.epoch || stream->revision != turn->stand.revision) {
    g_clear_pointer (&stream->judge, mado_judge_free);
    if (turn->stand.revision == 0)
      return TRUE;
    stream->judge = load_judge (turn, error);
    if (stream->judge == NULL)
      return FALSE;
    stream->epoch = turn->stand.epoch;
    stream->revision = turn->stand.revision;
  }
  turn->programme = mado_judge_get_programme (stream->judge);

  return TRUE;
}

/* --- turns ------------------------------------------------------------------------------------------------------- */

/**
 * mado_stream_turn_open:
 * @stream: a stream
 * @backend: a backend, in a turn
 * @out_turn: (out): the stream as it stands
 * @error: where to put what went wrong; %MADO_BASE_ERROR_INVALID: there is no such stream
 *
 * Returns: whether it is there
 */
gboolean
mado_stream_turn_open (MadoStream *stream, MadoBackend *backend, MadoStreamTurn *out_turn, GError **error)
{
  MadoStreamTurn turn = { .stream = stream, .backend = backend };

  if (!backend->type->find_stream (backend, stream->name, &turn.stand, error))
    return FALSE;
  if (turn.stand.number == 0) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "there is no stream \"%s\"", stream->name);
    return FALSE;
  }
  if (!follow_programme (&turn, error))
    return FALSE;
  turn.now = stream->means.get_now (stream->means.user_data);
  *out_turn = turn;

  return TRUE;
}

/**
 * mado_stream_turn_close:
 * @self: a turn that writes, with entries that were appended
 * @error: where to put what went wrong
 *
 * Returns: whether the stream stands where they end
 */
gboolean
mado_stream_turn_close (MadoStreamTurn *self, GError **error)
{
  if (!self->backend->type->set_stand (self->backend, &self->stand, error))
    return FALSE;
  if (self->backend->changed != NULL)
    g_hash_table_replace (self->backend->changed, g_strdup (self->stream->name),
                          g_memdup2 (&self->stand, sizeof self->stand));

  return TRUE;
}

/**
 * mado_stream_turn_find:
 * @self: a turn
 * @id: an entity's id
 * @out_row: (out): the entity as it is; with seq 0 where this stream has none
 * @error: where to put what went wrong
 *
 * Returns: whether anybody can say
 */
gboolean
mado_stream_turn_find (MadoStreamTurn *self, MadoId id, MadoStoredRow *out_row, GError **error)
{
  g_auto (MadoStoredRow) row = { 0 };

  if (!self->backend->type->find_entity (self->backend, id, &row, error))
    return FALSE;
  if (row.stream == self->stand.number) {
    *out_row = row;
    row.entity = NULL;
  } else {
    *out_row = (MadoStoredRow) { 0 };
  }

  return TRUE;
}

/**
 * mado_stream_turn_holds:
 * @self: a turn
 * @place: where somebody says that the log was
 * @out_holds: (out): whether it was there
 * @error: where to put what went wrong
 *
 * Returns: whether anybody can say
 */
gboolean
mado_stream_turn_holds (MadoStreamTurn *self, const MadoLogPlace *place, gboolean *out_holds, GError **error)
{
  static const MadoHash before_all = { 0 };
  g_autoptr (MadoStoredEntry) entry = NULL;

  if (place->seq > 0 && place->seq <= self->stand.head.seq &&
      !self->backend->type->find_entry (self->backend, self->stand.number, place->seq, &entry, error))
    return FALSE;
  *out_holds = place->seq == 0 ? mado_hash_equals (&place->chain, &before_all)
                               : entry != NULL && mado_hash_equals (&place->chain, &entry->chain);

  return TRUE;
}

/**
 * mado_stream_is_of:
 * @device: (nullable): a device
 * @caller: who is on the line
 *
 * Returns: whether it is the caller's: the profile of his account on his terminal
 */
gboolean
mado_stream_is_of (const MadoStoredDevice *device, const MadoCaller *caller)
{
  return device != NULL && strcmp (device->account, caller->person.account) == 0 &&
         strcmp (device->terminal, caller->terminal) == 0;
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
