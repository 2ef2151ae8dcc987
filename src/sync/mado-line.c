/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said next. There are three errands beside each other: the greeting, after which both sides know where the
 * other stands; then what was done here goes out (push), while all that there is comes in (rows), and after it the log
 * (pull). Whatever goes wrong on the way, the line begins again with the greeting, later: what was said twice is known
 * by its operations' ids, and what was not said is still in the journal. */

#include "mado-line.h"

#include "mado-backoff.h"
#include "mado-fault-point.h"
#include "mado-store-error.h"

#define PATIENCE (60 * G_TIME_SPAN_SECOND)
#define PULL_PATIENCE (PATIENCE + MADO_PULL_MAX_WAIT * G_TIME_SPAN_SECOND)
#define NONCE_MASK ((G_GUINT64_CONSTANT (1) << 53) - 1) /* a number that every reader of JSON keeps */

/* A request that waits for its answer. */
typedef struct {
  gboolean is_out;
  guint64 nonce;
  MadoInstant deadline;
} Errand;

struct _MadoLine {
  MadoLineStore store;
  MadoLineMeans means;
  MadoLineState state;
  MadoLineState told;
  Errand errands[MADO_LINE_N_VERBS];
  MadoBackoff backoff;
  MadoInstant retry_at;   /* while offline */
  MadoInstant held_until; /* what is to be sent next; none: nothing is held */
  gboolean must_load;     /* the log that came did not continue what is here, whatever the greeting says */
  gint64 offered;         /* the last dseq of the push that is under way */
  gboolean is_much;       /* more is to go out than that push has room for, as far as one can see */
  MadoHelloReply hello;
};

/**
 * mado_line_new:
 * @store: where it keeps what it gets; its user data outlive the line
 * @means: how it speaks; the same
 *
 * Returns: (transfer full): a line that nobody is signed in on
 */
MadoLine *
mado_line_new (const MadoLineStore *store, const MadoLineMeans *means)
{
  MadoLine *self = g_new0 (MadoLine, 1);

  self->store = *store;
  self->means = *means;
  self->state = self->told = MADO_LINE_LOCKED_OUT;

  return self;
}

/**
 * mado_line_free:
 * @self: (transfer full): a line; what is under way is not cancelled
 */
void
mado_line_free (MadoLine *self)
{
  g_free (self);
}

static MadoInstant
get_now (MadoLine *self)
{
  return self->means.get_now (self->means.user_data);
}

static MadoInstant
get_clock (MadoLine *self)
{
  return self->means.get_clock (self->means.user_data);
}

static MadoInstant
add (MadoInstant instant, gint64 microseconds)
{
  return (MadoInstant) { instant.microseconds + microseconds };
}

static void
enter (MadoLine *self, MadoLineState state)
{
  self->state = state;
  if (state == self->told)
    return;
  self->told = state;
  self->means.tell (self->means.user_data, state);
}

static void
drop (MadoLine *self, MadoLineVerb verb)
{
  if (!self->errands[verb].is_out)
    return;
  self->errands[verb].is_out = FALSE;
  self->means.cancel (self->means.user_data, verb);
}

static void
drop_all (MadoLine *self)
{
  for (MadoLineVerb verb = MADO_LINE_HELLO; verb < MADO_LINE_N_VERBS; verb++)
    drop (self, verb);
}

static void
go_offline (MadoLine *self)
{
  drop_all (self);
  self->retry_at =
      add (get_now (self), mado_backoff_fail (&self->backoff, self->means.draw_number (self->means.user_data)));
  enter (self, MADO_LINE_OFFLINE);
}

/* What could not be kept here is asked for again: it is not the service's fault, but the way is the same. */
static gboolean
give_up (MadoLine *self)
{
  go_offline (self);

  return FALSE;
}

static guint64
begin (MadoLine *self, MadoLineVerb verb)
{
  Errand *errand = &self->errands[verb];

  errand->is_out = TRUE;
  errand->nonce = self->means.draw_number (self->means.user_data) & NONCE_MASK;
  errand->deadline = add (get_now (self), verb == MADO_LINE_PULL ? PULL_PATIENCE : PATIENCE);

  return errand->nonce;
}

static gboolean
send (MadoLine *self, MadoLineVerb verb, GBytes *text)
{
  if (text == NULL) {
    self->errands[verb].is_out = FALSE;
    return give_up (self);
  }
  self->means.send (self->means.user_data, verb, text);

  return TRUE;
}

/* --- the greeting ------------------------------------------------------------------------------------------------ */

static gboolean
greet (MadoLine *self, GError **error)
{
  g_auto (MadoCursor) cursor = { 0 };
  MadoHelloRequest request = { 0 };
  g_autoptr (GBytes) text = NULL;

  drop_all (self);
  enter (self, MADO_LINE_GREETING);
  if (!self->store.load_cursor (self->store.user_data, &cursor, error) ||
      !self->store.load_device (self->store.user_data, &request.device, error))
    return give_up (self);
  request.epoch = cursor.epoch;
  request.witness = cursor.at;
  request.nonce = begin (self, MADO_LINE_HELLO);
  text = mado_hello_request_write (&request, error);

  return send (self, MADO_LINE_HELLO, text);
}

/* The disk of this terminal is an older copy of itself, or its twin: it goes on under another name, and offers all
 * again. */
static gboolean
start_fork (MadoLine *self, GError **error)
{
  MadoId device = self->means.draw_id (self->means.user_data);

  if (!self->store.fork (self->store.user_data, device, error))
    return give_up (self);

  return greet (self, error);
}

static gboolean
is_of_chain (const GError *error)
{
  return g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CHAIN);
}

/* Whether the store could do it, or said that the service has another journal of this terminal than it has itself. */
static gboolean
weigh (MadoLine *self, gboolean is_done, GError *fault, gboolean *out_is_other, GError **error)
{
  *out_is_other = !is_done && is_of_chain (fault);
  if (is_done || *out_is_other) {
    g_clear_error (&fault);
    return TRUE;
  }
  g_propagate_error (error, fault);

  return give_up (self);
}

/* --- what there is ----------------------------------------------------------------------------------------------- */

static gboolean
ask_for_rows (MadoLine *self, const char *place, GError **error)
{
  MadoRowsRequest request = { .epoch = self->hello.epoch, .place = (char *) place };
  g_autoptr (GBytes) text = NULL;

  enter (self, MADO_LINE_LOADING);
  request.nonce = begin (self, MADO_LINE_ROWS);
  text = mado_rows_request_write (&request, error);

  return send (self, MADO_LINE_ROWS, text);
}

static gboolean
is_current (const MadoLine *self, const MadoCursor *cursor)
{
  return mado_cursor_is_trusted (cursor) && cursor->at.seq >= self->hello.head.seq;
}

static gboolean
ask_for_log (MadoLine *self, GError **error)
{
  g_auto (MadoCursor) cursor = { 0 };
  MadoPullRequest request = { .epoch = self->hello.epoch, .sight = self->hello.sight, .wait = MADO_PULL_MAX_WAIT };
  g_autoptr (GBytes) text = NULL;

  if (!self->store.load_cursor (self->store.user_data, &cursor, error) ||
      !self->store.load_device (self->store.user_data, &request.device, error))
    return give_up (self);
  enter (self, is_current (self, &cursor) ? MADO_LINE_CURRENT : MADO_LINE_CATCHING_UP);
  request.after = cursor.at;
  request.nonce = begin (self, MADO_LINE_PULL);
  text = mado_pull_request_write (&request, error);

  return send (self, MADO_LINE_PULL, text);
}

static gboolean
is_another_log (const MadoLine *self, const MadoCursor *cursor)
{
  return self->must_load || cursor->epoch != self->hello.epoch || !self->hello.is_witness_true ||
         !mado_hash_equals (&cursor->sight, &self->hello.sight);
}

static gboolean
follow (MadoLine *self, GError **error)
{
  g_auto (MadoCursor) cursor = { 0 };

  if (!self->store.load_cursor (self->store.user_data, &cursor, error))
    return give_up (self);
  if (!is_another_log (self, &cursor))
    return cursor.place != NULL ? ask_for_rows (self, cursor.place, error) : ask_for_log (self, error);
  if (!self->store.begin_loading (self->store.user_data, &self->hello, error))
    return give_up (self);
  self->must_load = FALSE;

  return ask_for_rows (self, "", error);
}

/* --- what was done here ------------------------------------------------------------------------------------------ */

/* The clock may jump meanwhile: so it is looked at again before long. */
static MadoInstant
look_again (MadoLine *self, MadoInstant clock, MadoInstant held_until)
{
  if (!mado_instant_is_valid (held_until))
    return MADO_INSTANT_NONE;

  return add (get_now (self), MIN (held_until.microseconds - clock.microseconds, PATIENCE));
}

static gboolean
offer (MadoLine *self, GError **error)
{
  g_autoptr (MadoPushRequest) request = mado_push_request_new ();
  const MadoInstant clock = get_clock (self);
  MadoInstant held_until = MADO_INSTANT_NONE;
  g_autoptr (GBytes) text = NULL;

  if (!self->store.list_unsent (self->store.user_data, clock, request, &held_until, error))
    return give_up (self);
  self->held_until = look_again (self, clock, held_until);
  if (request->operations->len == 0)
    return TRUE;
  self->offered = g_array_index (request->operations, MadoPushedOperation, request->operations->len - 1).dseq;
  self->is_much = request->operations->len == MADO_PUSH_MAX_OPERATIONS;
  request->epoch = self->hello.epoch;
  request->nonce = begin (self, MADO_LINE_PUSH);
  text = mado_push_request_write (request, error);

  return send (self, MADO_LINE_PUSH, text);
}

static gboolean
is_connected (const MadoLine *self)
{
  return self->state == MADO_LINE_LOADING || self->state == MADO_LINE_CATCHING_UP || self->state == MADO_LINE_CURRENT ||
         self->state == MADO_LINE_APART;
}

/* Where much goes out, it is heard afterwards what came of it: else each part of the log that comes in between would be
 * laid under all that is still to go. */
static gboolean
listen (MadoLine *self, GError **error)
{
  if ((self->state != MADO_LINE_CATCHING_UP && self->state != MADO_LINE_CURRENT) ||
      self->errands[MADO_LINE_PULL].is_out || (self->errands[MADO_LINE_PUSH].is_out && self->is_much))
    return TRUE;

  return ask_for_log (self, error);
}

static gboolean
go_on (MadoLine *self, GError **error)
{
  if (is_connected (self) && !self->errands[MADO_LINE_PUSH].is_out && !offer (self, error))
    return FALSE;

  return listen (self, error);
}

/* The service judges what is sent, whatever is thought of it here. */
static gboolean
stay_apart (MadoLine *self, GError **error)
{
  self->retry_at =
      add (get_now (self), mado_backoff_fail (&self->backoff, self->means.draw_number (self->means.user_data)));
  enter (self, MADO_LINE_APART);

  return go_on (self, error);
}

static gboolean
go_on_together (MadoLine *self, GError **error)
{
  return follow (self, error) && go_on (self, error);
}

/* --- answers ----------------------------------------------------------------------------------------------------- */

/* An answer that comes late, to a request that was given up, says nothing about now. */
static gboolean
is_awaited (MadoLine *self, MadoLineVerb verb, guint64 nonce)
{
  Errand *errand = &self->errands[verb];

  mado_fault_point ("answer-read");
  if (!errand->is_out || errand->nonce != nonce)
    return FALSE;
  errand->is_out = FALSE;

  return TRUE;
}

static gboolean
take_hello (MadoLine *self, GBytes *text, gboolean (*next) (MadoLine *self, GError **error), GError **error)
{
  MadoHelloReply reply = { 0 };
  GError *fault = NULL;
  gboolean is_other, is_done;

  if (!mado_hello_reply_read (text, &reply, NULL)) {
    go_offline (self);
    return TRUE;
  }
  if (!is_awaited (self, MADO_LINE_HELLO, reply.nonce))
    return TRUE;
  self->hello = reply;
  if (reply.oldest > MADO_PROTOCOL_NEWEST || reply.newest < MADO_PROTOCOL_OLDEST) {
    enter (self, MADO_LINE_OUTDATED);
    return TRUE;
  }
  if (!reply.is_primary) {
    go_offline (self);
    return TRUE;
  }
  is_done = self->store.take_hello (self->store.user_data, &reply, &fault);
  if (!weigh (self, is_done, fault, &is_other, error))
    return FALSE;
  if (is_other)
    return start_fork (self, error);

  return next (self, error);
}

static gboolean
receive_hello (MadoLine *self, GBytes *text, GError **error)
{
  return take_hello (self, text, go_on_together, error);
}

static gboolean
receive_push (MadoLine *self, GBytes *text, GError **error)
{
  g_autoptr (MadoPushReply) reply = mado_push_reply_read (text, NULL);
  GError *fault = NULL;
  gboolean is_other, is_done;

  if (reply == NULL) {
    go_offline (self);
    return TRUE;
  }
  if (!is_awaited (self, MADO_LINE_PUSH, reply->nonce))
    return TRUE;
  if (reply->epoch != self->hello.epoch)
    return greet (self, error);
  is_done = self->store.take_push (self->store.user_data, reply, &fault);
  if (!weigh (self, is_done, fault, &is_other, error))
    return FALSE;
  if (is_other)
    return start_fork (self, error);
  if (reply->received < self->offered) { /* it comes again, but not at once: who takes nothing now takes nothing then */
    go_offline (self);
    return TRUE;
  }
  if (self->state != MADO_LINE_APART)
    self->backoff = (MadoBackoff) { 0 };

  return go_on (self, error);
}

static gboolean
receive_log (MadoLine *self, GBytes *text, GError **error)
{
  g_autoptr (MadoPullReply) reply = mado_pull_reply_read (text, NULL);
  g_autoptr (GError) fault = NULL;

  if (reply == NULL) {
    go_offline (self);
    return TRUE;
  }
  if (!is_awaited (self, MADO_LINE_PULL, reply->nonce))
    return TRUE;
  if (reply->verdict != MADO_PULL_TAKEN || reply->epoch != self->hello.epoch)
    return greet (self, error);
  if (!self->store.take_log (self->store.user_data, reply, &fault)) {
    self->must_load = is_of_chain (fault);
    if (!self->must_load)
      g_propagate_error (error, g_steal_pointer (&fault));
    go_offline (self);
    return self->must_load;
  }
  self->backoff = (MadoBackoff) { 0 };
  self->hello.head = reply->head;

  return listen (self, error) && go_on (self, error);
}

static gboolean
receive_rows (MadoLine *self, GBytes *text, GError **error)
{
  g_autoptr (MadoRowsReply) reply = mado_rows_reply_read (text, NULL);

  if (reply == NULL) {
    go_offline (self);
    return TRUE;
  }
  if (!is_awaited (self, MADO_LINE_ROWS, reply->nonce))
    return TRUE;
  if (reply->epoch != self->hello.epoch || !mado_hash_equals (&reply->sight, &self->hello.sight))
    return greet (self, error);
  if (!self->store.take_rows (self->store.user_data, reply, error))
    return give_up (self);
  self->backoff = (MadoBackoff) { 0 };
  if (reply->place != NULL)
    return ask_for_rows (self, reply->place, error);
  if (!self->store.finish_loading (self->store.user_data, error))
    return give_up (self);

  return ask_for_log (self, error) && go_on (self, error);
}

/* --- what happens ------------------------------------------------------------------------------------------------ */

/**
 * mado_line_receive:
 * @self: a line
 * @verb: what was asked
 * @text: the answer
 * @error: where to put what the store could not do
 *
 * Returns: whether what follows from it is kept
 */
gboolean
mado_line_receive (MadoLine *self, MadoLineVerb verb, GBytes *text, GError **error)
{
  static gboolean (*const receivers[]) (MadoLine *self, GBytes *text, GError **error) = {
    [MADO_LINE_HELLO] = receive_hello,
    [MADO_LINE_PUSH] = receive_push,
    [MADO_LINE_PULL] = receive_log,
    [MADO_LINE_ROWS] = receive_rows,
  };

  return receivers[verb](self, text, error);
}

/**
 * mado_line_receive_apart:
 * @self: a line
 * @hello: the answer to a greeting, by a service whose log must not be followed here
 * @error: where to put what the store could not do
 *
 * What was done here is sent all the same. It greets again before long.
 *
 * Returns: whether what follows from it is kept
 */
gboolean
mado_line_receive_apart (MadoLine *self, GBytes *hello, GError **error)
{
  return take_hello (self, hello, stay_apart, error);
}

/**
 * mado_line_lose:
 * @self: a line
 * @verb: what was asked, and will not be answered
 */
void
mado_line_lose (MadoLine *self, MadoLineVerb verb)
{
  if (!self->errands[verb].is_out)
    return;
  self->errands[verb].is_out = FALSE;
  go_offline (self);
}

/**
 * mado_line_lock_out:
 * @self: a line
 *
 * The service does not know the session any more. Work goes on here; nothing is said until somebody signs in.
 */
void
mado_line_lock_out (MadoLine *self)
{
  drop_all (self);
  enter (self, MADO_LINE_LOCKED_OUT);
}

/**
 * mado_line_sign_in:
 * @self: a line
 * @error: where to put what the store could not do
 *
 * Returns: whether it greets the service
 */
gboolean
mado_line_sign_in (MadoLine *self, GError **error)
{
  self->backoff = (MadoBackoff) { 0 };

  return greet (self, error);
}

static gboolean
is_any_overdue (MadoLine *self, MadoInstant now)
{
  for (MadoLineVerb verb = MADO_LINE_HELLO; verb < MADO_LINE_N_VERBS; verb++)
    if (self->errands[verb].is_out && self->errands[verb].deadline.microseconds <= now.microseconds)
      return TRUE;

  return FALSE;
}

/* What is being sent is not broken off. */
static gboolean
waits_to_greet (const MadoLine *self)
{
  return self->state == MADO_LINE_OFFLINE || (self->state == MADO_LINE_APART && !self->errands[MADO_LINE_PUSH].is_out);
}

/**
 * mado_line_wake:
 * @self: a line
 * @error: where to put what the store could not do
 *
 * Time has passed (see mado_line_get_next_wake()), or something was saved.
 *
 * Returns: whether what follows from it is kept
 */
gboolean
mado_line_wake (MadoLine *self, GError **error)
{
  MadoInstant now = get_now (self);

  if (is_any_overdue (self, now))
    go_offline (self);
  else if (waits_to_greet (self) && self->retry_at.microseconds <= now.microseconds)
    return greet (self, error);

  return go_on (self, error);
}

/**
 * mado_line_get_next_wake:
 * @self: a line
 *
 * Returns: when it wants to be woken at the latest; none: when something was saved
 */
MadoInstant
mado_line_get_next_wake (const MadoLine *self)
{
  MadoInstant next = { G_MAXINT64 };

  for (MadoLineVerb verb = MADO_LINE_HELLO; verb < MADO_LINE_N_VERBS; verb++)
    if (self->errands[verb].is_out)
      next.microseconds = MIN (next.microseconds, self->errands[verb].deadline.microseconds);
  if (waits_to_greet (self))
    next.microseconds = MIN (next.microseconds, self->retry_at.microseconds);
  if (is_connected (self) && !self->errands[MADO_LINE_PUSH].is_out && mado_instant_is_valid (self->held_until))
    next.microseconds = MIN (next.microseconds, self->held_until.microseconds);

  return next.microseconds < G_MAXINT64 ? next : MADO_INSTANT_NONE;
}

/**
 * mado_line_get_state:
 * @self: a line
 *
 * Returns: where it is
 */
MadoLineState
mado_line_get_state (const MadoLine *self)
{
  return self->state;
}

/**
 * mado_line_get_hello:
 * @self: a line
 *
 * Returns: (transfer none): what the service said last of itself; all zero where it never spoke
 */
const MadoHelloReply *
mado_line_get_hello (const MadoLine *self)
{
  return &self->hello;
}
