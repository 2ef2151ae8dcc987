/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts the line's requests into messages and reads it the answers. What is in the way is said by the courier, where the
 * message did not arrive, and otherwise by what the line makes of the answer. */

#include "mado-exchange.h"

#include "mado-blob-cache.h"
#include "mado-blob-piece.h"
#include "mado-blob-send.h"
#include "mado-blob-to-send.h"
#include "mado-journal.h"
#include "mado-replica-line.h"
#include "mado-secret.h"

#define PULL_PATIENCE (60 + MADO_PULL_MAX_WAIT) /* seconds */
#define CLOCK_TOLERANCE (5 * G_TIME_SPAN_MINUTE)

struct _MadoExchange {
  MadoDesk *desk;
  MadoBlobWay way;
  MadoLine *line;
  MadoBlobFetch *fetch;
  MadoBlobSend *send;
  guint64 tickets[MADO_LINE_N_VERBS]; /* 0: nothing is under way */
  MadoObstacle obstacle;
  MadoInstant last_contact;
  gint64 clock_offset;
  guint n_news;
  gboolean has_forked;
};

static const char *const verbs[] = {
  [MADO_LINE_HELLO] = "hello",
  [MADO_LINE_PUSH] = "push",
  [MADO_LINE_PULL] = "pull",
  [MADO_LINE_ROWS] = "rows",
};

/* --- what the line is given --------------------------------------------------------------------------------------- */

static MadoInstant
get_now (G_GNUC_UNUSED gpointer user_data)
{
  return (MadoInstant) { g_get_monotonic_time () };
}

static MadoInstant
get_clock (G_GNUC_UNUSED gpointer user_data)
{
  return mado_instant_now ();
}

static guint64
draw_number (G_GNUC_UNUSED gpointer user_data)
{
  return ((guint64) g_random_int () << 32) | g_random_int ();
}

/* The line asks for one only where it goes on under another name. */
static MadoId
draw_id (gpointer user_data)
{
  ((MadoExchange *) user_data)->has_forked = TRUE;

  return mado_id_draw ();
}

static void
send_request (gpointer user_data, MadoLineVerb verb, GBytes *text)
{
  MadoExchange *self = user_data;
  g_autofree char *target = g_strconcat (self->way.stream, verbs[verb], NULL);
  MadoMessage *message = mado_message_new ("POST", target, text);

  message->token = g_strdup (self->way.token);
  if (verb == MADO_LINE_PULL)
    message->patience = PULL_PATIENCE;
  self->tickets[verb] = mado_courier_send (self->way.courier, message, self->way.answered, self->way.user_data);
}

static void
cancel_request (gpointer user_data, MadoLineVerb verb)
{
  MadoExchange *self = user_data;

  mado_courier_cancel (self->way.courier, self->tickets[verb]);
  self->tickets[verb] = 0;
}

/* Whoever is told looks at all of it, afterwards. */
static void
ignore_state (G_GNUC_UNUSED gpointer user_data, G_GNUC_UNUSED MadoLineState state)
{
}

static MadoDatabase *
get_database (MadoExchange *self)
{
  return mado_replica_get_database (mado_desk_get_replica (self->desk));
}

/**
 * mado_exchange_new:
 * @desk: an open profile; outlives the exchange
 * @courier: who goes to the service; the same
 * @answered: what the courier is to tell of answers, for mado_exchange_hear()
 * @user_data: for @answered
 *
 * Returns: (transfer full): an exchange where nobody is signed in
 */
MadoExchange *
mado_exchange_new (MadoDesk *desk, MadoCourier *courier, MadoCourierAnswered answered, gpointer user_data)
{
  MadoExchange *self = g_new0 (MadoExchange, 1);
  const MadoProfile *profile = mado_desk_get_profile (desk);
  const MadoLineStore store = mado_replica_line_get_store (mado_desk_get_replica (desk));
  const MadoLineMeans means = { get_now,      get_clock,      draw_number,  draw_id,
                                send_request, cancel_request, ignore_state, self };

  self->desk = desk;
  self->way = (MadoBlobWay) { .courier = courier, .answered = answered, .user_data = user_data };
  self->way.stream = g_strdup_printf ("/v1/s/%s/%s/", profile->ward, profile->programme);
  self->line = mado_line_new (&store, &means);
  self->fetch = mado_blob_fetch_new (get_database (self), &self->way);
  self->send = mado_blob_send_new (get_database (self), &self->way);
  self->obstacle = MADO_OBSTACLE_SIGN_IN;
  self->last_contact = MADO_INSTANT_NONE;

  return self;
}

/**
 * mado_exchange_free:
 * @self: (transfer full): an exchange that nobody works at any more
 */
void
mado_exchange_free (MadoExchange *self)
{
  mado_blob_fetch_free (self->fetch);
  mado_blob_send_free (self->send);
  mado_line_free (self->line);
  g_free (self->way.token);
  g_free (self->way.stream);
  g_free (self);
}

/* --- what happens ------------------------------------------------------------------------------------------------- */

static MadoObstacle
weigh_line (MadoExchange *self, gboolean is_kept)
{
  const MadoHelloReply *hello = mado_line_get_hello (self->line);

  if (!is_kept)
    return MADO_OBSTACLE_DISK;
  switch (mado_line_get_state (self->line)) {
  case MADO_LINE_OFFLINE:
    return hello->nonce != 0 && !hello->is_primary ? MADO_OBSTACLE_STANDBY : MADO_OBSTACLE_GARBLED;
  case MADO_LINE_OUTDATED:
    return MADO_OBSTACLE_OUTDATED;
  case MADO_LINE_GREETING:
  case MADO_LINE_LOCKED_OUT:
    return self->obstacle;
  case MADO_LINE_LOADING:
  case MADO_LINE_CATCHING_UP:
  case MADO_LINE_CURRENT:
  default:
    return ABS (self->clock_offset) > CLOCK_TOLERANCE ? MADO_OBSTACLE_CLOCK : MADO_OBSTACLE_NONE;
  }
}

static gboolean
wants_a_person (MadoObstacle obstacle)
{
  return obstacle == MADO_OBSTACLE_SIGN_IN || obstacle == MADO_OBSTACLE_NO_ROLE || obstacle == MADO_OBSTACLE_REVOKED;
}

static void
give_up (MadoExchange *self, MadoLineVerb verb, MadoObstacle obstacle)
{
  self->obstacle = obstacle;
  if (wants_a_person (obstacle))
    mado_line_lock_out (self->line);
  else
    mado_line_lose (self->line, verb);
}

static gint64
get_position (MadoExchange *self)
{
  g_auto (MadoCursor) cursor = { 0 };

  return mado_cursor_load (mado_replica_get_database (mado_desk_get_replica (self->desk)), &cursor, NULL)
             ? cursor.at.seq
             : 0; /* ignored: whoever looks at the replica finds it, too */
}

static void
read_answer (MadoExchange *self, MadoLineVerb verb, GBytes *body)
{
  const gint64 position = get_position (self);
  const guint64 nonce = mado_line_get_hello (self->line)->nonce;
  const gboolean is_kept = mado_line_receive (self->line, verb, body, NULL);
  const MadoHelloReply *hello = mado_line_get_hello (self->line);

  if (verb == MADO_LINE_PUSH || verb == MADO_LINE_ROWS || get_position (self) != position)
    self->n_news++;
  if (hello->nonce != nonce)
    self->clock_offset = hello->now.microseconds - mado_instant_now ().microseconds;
  self->obstacle = weigh_line (self, is_kept);
  if (self->obstacle == MADO_OBSTACLE_STANDBY)
    mado_courier_go_elsewhere (self->way.courier);
}

/* --- attachments -------------------------------------------------------------------------------------------------- */

/* They go and come beside the log while the service is there. What somebody waits for comes first; and nobody waits
 * for a service that does not answer. */
static void
deal_with_attachments (MadoExchange *self)
{
  const MadoLineState state = mado_line_get_state (self->line);

  switch (state) {
  case MADO_LINE_LOADING:
  case MADO_LINE_CATCHING_UP:
  case MADO_LINE_CURRENT:
    mado_blob_fetch_go_on (self->fetch);
    if (!mado_blob_fetch_is_wanted (self->fetch))
      mado_blob_send_go_on (self->send, mado_line_get_hello (self->line)->epoch);
    break;
  case MADO_LINE_GREETING:
    mado_blob_fetch_rest (self->fetch);
    mado_blob_send_rest (self->send);
    break;
  case MADO_LINE_OFFLINE:
  case MADO_LINE_OUTDATED:
  case MADO_LINE_LOCKED_OUT:
  default:
    mado_blob_fetch_give_up (self->fetch, self->obstacle);
    mado_blob_send_rest (self->send);
  }
}

/**
 * mado_exchange_sign_in:
 * @self: an exchange
 * @token: of the session
 */
void
mado_exchange_sign_in (MadoExchange *self, const char *token)
{
  g_set_str (&self->way.token, token);
  self->obstacle = mado_line_sign_in (self->line, NULL) ? MADO_OBSTACLE_NONE : MADO_OBSTACLE_DISK;
  deal_with_attachments (self);
}

/**
 * mado_exchange_sign_out:
 * @self: an exchange
 */
void
mado_exchange_sign_out (MadoExchange *self)
{
  g_clear_pointer (&self->way.token, g_free);
  mado_line_lock_out (self->line);
  self->obstacle = MADO_OBSTACLE_SIGN_IN;
  deal_with_attachments (self);
}

/**
 * mado_exchange_wake:
 * @self: an exchange
 *
 * Time has passed, or something was saved.
 */
void
mado_exchange_wake (MadoExchange *self)
{
  const MadoLineState before = mado_line_get_state (self->line);

  if (!mado_line_wake (self->line, NULL))
    self->obstacle = MADO_OBSTACLE_DISK;
  else if (before != MADO_LINE_OFFLINE && mado_line_get_state (self->line) == MADO_LINE_OFFLINE)
    self->obstacle = MADO_OBSTACLE_UNREACHABLE;
  deal_with_attachments (self);
}

/* Returns: whether it was the line's */
static gboolean
hear_line (MadoExchange *self, guint64 ticket, const MadoResponse *answer)
{
  MadoLineVerb verb = MADO_LINE_HELLO;

  while (verb < MADO_LINE_N_VERBS && self->tickets[verb] != ticket)
    verb++;
  if (verb == MADO_LINE_N_VERBS)
    return FALSE;
  self->tickets[verb] = 0;
  if (answer->obstacle == MADO_OBSTACLE_NONE)
    read_answer (self, verb, answer->body);
  else
    give_up (self, verb, answer->obstacle);

  return TRUE;
}

/**
 * mado_exchange_hear:
 * @self: an exchange
 * @ticket: of a message
 * @answer: what came of it; nothing, where the message was given up
 */
void
mado_exchange_hear (MadoExchange *self, guint64 ticket, const MadoResponse *answer)
{
  if (!hear_line (self, ticket, answer) && !mado_blob_fetch_hear (self->fetch, ticket, answer) &&
      !mado_blob_send_hear (self->send, ticket, answer))
    return;
  if (answer->status != 0)
    self->last_contact = mado_instant_now ();
  deal_with_attachments (self);
}

/**
 * mado_exchange_wish:
 * @self: an exchange
 * @entity: whose attachment somebody waits for
 * @hash: its hash
 */
void
mado_exchange_wish (MadoExchange *self, MadoId entity, const MadoHash *hash)
{
  mado_blob_fetch_wish (self->fetch, entity, hash);
  deal_with_attachments (self);
}

/**
 * mado_exchange_forget:
 * @self: an exchange
 * @hash: of an attachment that nobody waits for any more
 */
void
mado_exchange_forget (MadoExchange *self, const MadoHash *hash)
{
  mado_blob_fetch_forget (self->fetch, hash);
  deal_with_attachments (self);
}

/**
 * mado_exchange_end:
 * @self: an exchange
 *
 * The session is over: what was fetched to be looked at does not stay.
 */
void
mado_exchange_end (MadoExchange *self)
{
  mado_exchange_sign_out (self);
  (void) mado_blob_cache_shrink (get_database (self), 0, NULL); /* ignored: it is encrypted, and goes the next time */
  (void) mado_blob_pieces_drop_all (get_database (self), NULL); /* ignored: the same */
}

/**
 * mado_exchange_take_tidings:
 * @self: an exchange
 *
 * Returns: (transfer full) (element-type MadoBlobTiding): of attachments, since this was asked last
 */
GPtrArray *
mado_exchange_take_tidings (MadoExchange *self)
{
  return mado_blob_fetch_take_tidings (self->fetch);
}

/* --- how it stands ------------------------------------------------------------------------------------------------ */

static void
look_at_replica (MadoExchange *self, MadoStanding *standing)
{
  MadoDatabase *database = get_database (self);
  guint counts[MADO_JOURNAL_N_STATES] = { 0 };
  g_auto (MadoCursor) cursor = { 0 };

  if (!mado_cursor_load (database, &cursor, NULL) || !mado_journal_count (database, counts, NULL) ||
      !mado_blob_to_send_count (database, cursor.epoch, &standing->n_papers_unsent, NULL)) {
    standing->obstacle = MADO_OBSTACLE_DISK;
    return;
  }
  standing->position = cursor.at.seq;
  standing->behind = MAX (0, mado_line_get_hello (self->line)->head.seq - cursor.at.seq);
  standing->n_unsent = counts[MADO_JOURNAL_SAVED];
}

static MadoInstant
choose_sooner (MadoInstant a, MadoInstant b)
{
  if (!mado_instant_is_valid (a) || !mado_instant_is_valid (b))
    return mado_instant_is_valid (a) ? a : b;

  return a.microseconds < b.microseconds ? a : b;
}

static MadoInstant
get_next_wake (MadoExchange *self)
{
  const MadoInstant of_blobs =
      choose_sooner (mado_blob_fetch_get_next_wake (self->fetch), mado_blob_send_get_next_wake (self->send));

  return choose_sooner (mado_line_get_next_wake (self->line), of_blobs);
}

/**
 * mado_exchange_look:
 * @self: an exchange
 *
 * Returns: how it stands
 */
MadoStanding
mado_exchange_look (MadoExchange *self)
{
  MadoStanding standing = {
    .state = mado_line_get_state (self->line),
    .obstacle = self->obstacle,
    .next_wake = get_next_wake (self),
    .last_contact = self->last_contact,
    .clock_offset = self->clock_offset,
    .n_news = self->n_news,
    .has_forked = self->has_forked,
  };

  look_at_replica (self, &standing);

  return standing;
}
