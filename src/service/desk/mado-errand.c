/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Carries calls to the threads of a ward and their answers back. */

#include "mado-errand.h"

static void submit (MadoErrand *self);

/* --- what a verb says ----------------------------------------------------------------------------------------------
 */

/**
 * mado_errand_refuse:
 * @self: an errand
 * @rebuff: why it is not done
 *
 * Returns: %TRUE: that is an answer, too
 */
gboolean
mado_errand_refuse (MadoErrand *self, MadoRebuff rebuff)
{
  self->is_refused = TRUE;
  self->rebuff = rebuff;

  return TRUE;
}

/**
 * mado_errand_answer:
 * @self: an errand
 * @answer: (transfer full) (nullable): what is answered
 *
 * Returns: whether there is an answer
 */
gboolean
mado_errand_answer (MadoErrand *self, GBytes *answer)
{
  self->answer = answer;

  return answer != NULL;
}

/**
 * mado_errand_wait:
 * @self: an errand that has its answer
 * @seconds: how long the caller would rather wait for a better one
 *
 * Returns: %TRUE
 */
gboolean
mado_errand_wait (MadoErrand *self, guint seconds)
{
  if (self->wait_until == 0)
    self->wait_until = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  self->waits = g_get_monotonic_time () < self->wait_until;

  return TRUE;
}

/* --- its way ----------------------------------------------------------------------------------------------------- */

static void
forget_answer (MadoErrand *self)
{
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_clear_pointer (&self->content_range, g_free);
  self->type = NULL;
  self->is_refused = FALSE;
  self->waits = FALSE;
}

static void
free_errand (MadoErrand *self)
{
  forget_answer (self);
  g_free (self->stream);
  g_free (self);
}

static gboolean
run_errand (gpointer data, MadoWardRoom *room, GError **error)
{
  MadoErrand *self = data;
  MadoBackend *backend = mado_ward_room_get_backend (room);
  g_autoptr (MadoVisitor) visitor = NULL;
  MadoGateVerdict verdict = MADO_GATE_NO_SESSION;
  MadoStream *stream = NULL;

  forget_answer (self); /* of a turn that failed */
  if (!self->gate->let_in (self->gate->user_data, backend, self->stream, mado_http_call_get_terminal (self->call),
                           mado_http_call_get_token (self->call), &visitor, &verdict, error))
    return FALSE;
  if (visitor == NULL)
    return mado_errand_refuse (self, verdict == MADO_GATE_NO_ROLE ? MADO_REBUFF_PERMISSION : MADO_REBUFF_SESSION);
  if (!mado_ward_room_find_stream (room, self->stream, &stream, error))
    return FALSE;
  if (stream == NULL)
    return mado_errand_refuse (self, MADO_REBUFF_PATH);

  return self->verb->serve (self, room, stream, visitor, error);
}

static void
send_answer (MadoErrand *self)
{
  const MadoHttpAnswer answer = {
    .status = self->content_range != NULL ? 206 : 200,
    .body = self->answer,
    .type = self->type,
    .content_range = self->content_range,
  };

  mado_http_call_answer (self->call, &answer);
  free_errand (self);
}

static void
wake_cb (gpointer data, MadoBellReason reason)
{
  if (reason == MADO_BELL_RANG)
    submit (data);
  else
    send_answer (data);
}

static void
finish_errand (gpointer data, const GError *error)
{
  MadoErrand *self = data;

  if (error != NULL) {
    mado_http_call_fail (self->call, error);
    free_errand (self);
  } else if (self->is_refused) {
    mado_http_call_refuse (self->call, self->rebuff);
    free_errand (self);
  } else if (self->waits) {
    if (!mado_bell_wait (self->ward->bell, self->stream, self->bell_count, self->wait_until,
                         mado_http_call_get_hang_up (self->call), wake_cb, self))
      submit (self);
  } else {
    if (self->verb->rings)
      mado_bell_ring (self->ward->bell, self->stream);
    send_answer (self);
  }
}

static void
submit (MadoErrand *self)
{
  static const MadoWardWork work = { run_errand, finish_errand };

  /* before its turn begins: what is committed after that the turn does not see, and its ring has to count as news */
  self->bell_count = mado_bell_count (self->ward->bell, self->stream);
  if (self->verb->access == MADO_BACKEND_WRITE)
    mado_ward_writer_submit (self->ward->writer, &work, self);
  else
    mado_ward_readers_submit (self->ward->readers, &work, self);
}

/**
 * mado_errand_begin:
 * @ward: which ward is asked
 * @gate: what knows who is signed in
 * @verb: for what
 * @call: (transfer full): by whom; the first two parts of its path that are open are ward and programme
 * @user_data: for the verb
 */
void
mado_errand_begin (MadoWard *ward, const MadoGate *gate, const MadoVerb *verb, MadoHttpCall *call, gpointer user_data)
{
  MadoErrand *self = g_new0 (MadoErrand, 1);

  self->verb = verb;
  self->gate = gate;
  self->ward = ward;
  self->stream =
      g_strdup_printf ("%s/%s", mado_http_call_get_variable (call, 0), mado_http_call_get_variable (call, 1));
  self->call = call;
  self->user_data = user_data;
  submit (self);
}
