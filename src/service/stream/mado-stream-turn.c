/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A stream in a turn of a backend: how it stands, and by which programme it judges. */

#include <string.h>

#include "mado-base-error.h"
#include "mado-stream-private.h"

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
