/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts the line's requests into messages and reads it the answers. What is in the way is said by the courier, where the
 * message did not arrive, and otherwise by what the line makes of the answer. */

#include "mado-exchange.h"

#include <string.h>

#include "mado-base-error.h"
#include "mado-blob-cache.h"
#include "mado-blob-piece.h"
#include "mado-blob-send.h"
#include "mado-blob-to-send.h"
#include "mado-durable-file.h"
#include "mado-journal.h"
#include "mado-order.h"
#include "mado-push.h"
#include "mado-read-log.h"
#include "mado-read-send.h"
#include "mado-replica-line.h"
#include "mado-sealing.h"
#include "mado-secret.h"
#include "mado-store-error.h"

#define PULL_PATIENCE (60 + MADO_PULL_MAX_WAIT) /* seconds */
#define SEALED_AFTER (2 * G_TIME_SPAN_SECOND)   /* what is sent sooner need not be sealed */
#define LONGEST_KEY 256                         /* bytes */
#define NOT_FOUND 404
#define CLOCK_TOLERANCE (5 * G_TIME_SPAN_MINUTE)

/* How far that goes which the service may not have. */
typedef struct {
  gint64 journal; /* its last number */
  gint64 reads;   /* number of the last that was not told; 0: none */
} Extent;

struct _MadoExchange {
  MadoDesk *desk;
  MadoBlobWay way;
  MadoLine *line;
  MadoBlobFetch *fetch;
  MadoBlobSend *send;
  MadoReadSend *reads;
  guint64 tickets[MADO_LINE_N_VERBS]; /* 0: nothing is under way */
  MadoObstacle obstacle;
  MadoInstant last_contact;
  gint64 clock_offset;
  gint64 official_ahead; /* of what runs: the service's time, as it greeted last */
  guint n_news;
  gboolean has_forked;

  guint64 programme; /* ticket; 0: nobody asks just now */
  GBytes *greeting;  /* (nullable): that waits until the programme that it names is here */
  guint n_programmes;

  guint64 order;       /* ticket; 0: nobody asks just now */
  char *seal_to;       /* (nullable): the service's public key, as far as it is known */
  gboolean has_looked; /* whether it is on the disk */
  gboolean has_sealed; /* there are envelopes, or may be */
  Extent sealed;
  MadoInstant seal_at; /* on the monotonic clock; none: there is nothing to seal */
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

static void
drop_greeting (MadoExchange *self)
{
  if (self->programme != 0)
    mado_courier_cancel (self->way.courier, self->programme);
  self->programme = 0;
  g_clear_pointer (&self->greeting, g_bytes_unref);
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
  if (verb == MADO_LINE_PUSH)
    message->packed_from = MADO_PUSH_WORTH_PACKING;
  self->tickets[verb] = mado_courier_send (self->way.courier, message, self->way.answered, self->way.user_data);
}

static void
cancel_request (gpointer user_data, MadoLineVerb verb)
{
  MadoExchange *self = user_data;

  mado_courier_cancel (self->way.courier, self->tickets[verb]);
  self->tickets[verb] = 0;
  if (verb == MADO_LINE_HELLO)
    drop_greeting (self);
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
  self->reads = mado_read_send_new (get_database (self), &self->way);
  self->obstacle = MADO_OBSTACLE_SIGN_IN;
  self->last_contact = MADO_INSTANT_NONE;
  self->has_sealed = TRUE;
  self->seal_at = MADO_INSTANT_NONE;

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
  mado_read_send_free (self->reads);
  mado_line_free (self->line);
  g_clear_pointer (&self->greeting, g_bytes_unref);
  g_free (self->seal_to);
  g_free (self->way.token);
  g_free (self->way.stream);
  g_free (self);
}

/* --- the clock ---------------------------------------------------------------------------------------------------- */

/* Nobody sets it, and it goes on while the machine sleeps. */
static gint64
get_running_time (void)
{
  struct timespec now = { 0 };

  (void) clock_gettime (CLOCK_BOOTTIME, &now); /* ignored: it is there */

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
take_official_time (MadoExchange *self, MadoInstant official)
{
  self->official_ahead = official.microseconds - get_running_time ();
  self->clock_offset = official.microseconds - mado_instant_now ().microseconds;
}

/* Whoever sets the clock right, or wrong, while the line is up is not greeted anew for it. */
static MadoObstacle
weigh_clock (MadoExchange *self)
{
  if (self->official_ahead != 0)
    self->clock_offset = self->official_ahead + get_running_time () - mado_instant_now ().microseconds;

  return ABS (self->clock_offset) > CLOCK_TOLERANCE ? MADO_OBSTACLE_CLOCK : MADO_OBSTACLE_NONE;
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
  case MADO_LINE_APART:
    return MADO_OBSTACLE_PROGRAMME;
  case MADO_LINE_OUTDATED:
    return MADO_OBSTACLE_OUTDATED;
  case MADO_LINE_GREETING:
  case MADO_LINE_LOCKED_OUT:
    return self->obstacle;
  case MADO_LINE_LOADING:
  case MADO_LINE_CATCHING_UP:
  case MADO_LINE_CURRENT:
  default:
    return weigh_clock (self);
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
note_line (MadoExchange *self, gboolean is_kept)
{
  self->obstacle = weigh_line (self, is_kept);
  if (self->obstacle == MADO_OBSTACLE_STANDBY)
    mado_courier_go_elsewhere (self->way.courier);
}

static void
read_greeting (MadoExchange *self, GBytes *body, gboolean is_apart)
{
  const guint64 nonce = mado_line_get_hello (self->line)->nonce;
  const gboolean is_kept = is_apart ? mado_line_receive_apart (self->line, body, NULL)
                                    : mado_line_receive (self->line, MADO_LINE_HELLO, body, NULL);
  const MadoHelloReply *hello = mado_line_get_hello (self->line);

  if (hello->nonce != nonce)
    take_official_time (self, hello->now);
  note_line (self, is_kept);
}

static void
read_answer (MadoExchange *self, MadoLineVerb verb, GBytes *body)
{
  const gint64 position = get_position (self);
  const gboolean is_kept = mado_line_receive (self->line, verb, body, NULL);

  if (verb == MADO_LINE_PUSH || verb == MADO_LINE_ROWS || get_position (self) != position)
    self->n_news++;
  note_line (self, is_kept);
}

/* --- the programme ------------------------------------------------------------------------------------------------ */

static gboolean
names_another_programme (MadoExchange *self, const MadoHelloReply *hello)
{
  return hello->is_primary && hello->oldest <= MADO_PROTOCOL_NEWEST && hello->newest >= MADO_PROTOCOL_OLDEST &&
         hello->revision > 0 && !mado_desk_works_by (self->desk, hello->epoch, hello->revision);
}

/* Rows are cut, and what is pending is judged, by the programme that the greeting names: it comes first. Where it
 * cannot be taken, nothing comes, and what was done here goes to the service all the same: that judges it anyway. */
static gboolean
hold_greeting (MadoExchange *self, GBytes *body)
{
  g_autofree char *target = NULL;
  MadoHelloReply hello;
  MadoMessage *message;

  if (!mado_hello_reply_read (body, &hello, NULL) || !names_another_programme (self, &hello))
    return FALSE;
  drop_greeting (self);
  self->greeting = g_bytes_ref (body);
  target = g_strdup_printf ("%sprogramme/%" G_GINT64_FORMAT, self->way.stream, hello.revision);
  message = mado_message_new ("GET", target, NULL);
  message->token = g_strdup (self->way.token);
  self->programme = mado_courier_send (self->way.courier, message, self->way.answered, self->way.user_data);

  return TRUE;
}

static MadoObstacle
weigh_programme (const GError *fault)
{
  return fault->domain == MADO_BASE_ERROR || g_error_matches (fault, MADO_STORE_ERROR, MADO_STORE_ERROR_PROGRAMME)
             ? MADO_OBSTACLE_PROGRAMME
             : MADO_OBSTACLE_DISK;
}

static MadoObstacle
take_programme (MadoExchange *self, gint64 revision, const MadoResponse *answer)
{
  g_auto (MadoPublished) published = { 0 };
  g_autoptr (GError) fault = NULL;
  gboolean is_new = FALSE;

  if (answer->status == NOT_FOUND)
    return MADO_OBSTACLE_PROGRAMME;
  if (answer->obstacle != MADO_OBSTACLE_NONE)
    return answer->obstacle;
  if (!mado_published_read (answer->body, &published, &fault) ||
      !mado_desk_follow (self->desk, &published, revision, &is_new, &fault))
    return weigh_programme (fault);
  if (is_new)
    self->n_programmes++;

  return MADO_OBSTACLE_NONE;
}

static gboolean
hear_programme (MadoExchange *self, guint64 ticket, const MadoResponse *answer)
{
  g_autoptr (GBytes) greeting = NULL;
  MadoHelloReply hello;
  MadoObstacle obstacle;

  if (ticket != self->programme)
    return FALSE;
  self->programme = 0;
  greeting = g_steal_pointer (&self->greeting);
  if (!mado_hello_reply_read (greeting, &hello, NULL))
    return TRUE; /* it was one when it was held */
  obstacle = take_programme (self, hello.revision, answer);
  if (obstacle == MADO_OBSTACLE_NONE || obstacle == MADO_OBSTACLE_PROGRAMME)
    read_greeting (self, greeting, obstacle == MADO_OBSTACLE_PROGRAMME);
  else
    give_up (self, MADO_LINE_HELLO, obstacle);

  return TRUE;
}

/* --- beside the log --------------------------------------------------------------------------------------------------
 */

/* They go and come beside the log while the service is there, and so does what was looked at. What somebody waits for
 * comes first; and nobody waits for a service that does not answer. */
static void
go_on_beside (MadoExchange *self)
{
  const MadoLineState state = mado_line_get_state (self->line);

  switch (state) {
  case MADO_LINE_LOADING:
  case MADO_LINE_CATCHING_UP:
  case MADO_LINE_CURRENT:
  case MADO_LINE_APART:
    mado_read_send_go_on (self->reads);
    mado_blob_fetch_go_on (self->fetch);
    if (!mado_blob_fetch_is_wanted (self->fetch))
      mado_blob_send_go_on (self->send, mado_line_get_hello (self->line)->epoch);
    break;
  case MADO_LINE_GREETING:
    mado_blob_fetch_rest (self->fetch);
    mado_blob_send_rest (self->send);
    mado_read_send_rest (self->reads);
    break;
  case MADO_LINE_OFFLINE:
  case MADO_LINE_OUTDATED:
  case MADO_LINE_LOCKED_OUT:
  default:
    mado_blob_fetch_give_up (self->fetch, self->obstacle);
    mado_blob_send_rest (self->send);
    mado_read_send_rest (self->reads);
  }
}

/* --- envelopes ---------------------------------------------------------------------------------------------------- */

static char *
name_key (MadoExchange *self)
{
  return g_strconcat (mado_desk_get_path (self->desk), ".seal-to", NULL);
}

static void
load_key (MadoExchange *self)
{
  g_autofree char *path = name_key (self);
  g_autoptr (GBytes) text = mado_durable_file_load (path, LONGEST_KEY, NULL); /* ignored: it is asked for again */

  self->has_looked = TRUE;
  if (text != NULL)
    self->seal_to = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
}

static void
ask_for_key (MadoExchange *self)
{
  if (self->order == 0)
    self->order = mado_courier_send (self->way.courier, mado_message_new ("GET", "/v1/order", NULL), self->way.answered,
                                     self->way.user_data);
}

/* Whoever goes does not wait for it: nobody would be there to be told. */
static void
forget_key (MadoExchange *self)
{
  if (self->order != 0)
    mado_courier_cancel (self->way.courier, self->order);
  self->order = 0;
}

/* Whoever answers has the service's certificate; it gets to read what it should have had anyway. */
static void
take_key (MadoExchange *self, GBytes *text)
{
  g_auto (MadoOrder) order = { 0 };
  g_autofree char *path = name_key (self);
  g_autoptr (GBytes) key = NULL;

  if (!mado_order_read (text, &order, NULL) || order.seal_to[0] == '\0' ||
      g_strcmp0 (order.seal_to, self->seal_to) == 0)
    return;
  g_set_str (&self->seal_to, order.seal_to);
  self->sealed = (Extent) { 0 };
  key = g_bytes_new (order.seal_to, strlen (order.seal_to));
  (void) mado_durable_file_save (path, key, MADO_DURABLE_FILE_REPLACE, NULL); /* ignored: it is asked for again */
}

static gboolean
hear_order (MadoExchange *self, guint64 ticket, const MadoResponse *answer)
{
  if (ticket != self->order)
    return FALSE;
  self->order = 0;
  if (answer->obstacle == MADO_OBSTACLE_NONE)
    take_key (self, answer->body);

  return TRUE;
}

/* Returns: whether there is something that the service does not have; and how far it goes */
static gboolean
find_unsent (MadoExchange *self, Extent *out_last)
{
  MadoDatabase *database = get_database (self);
  g_auto (MadoCursor) cursor = { 0 };
  g_auto (MadoBlobToSend) blob = { 0 };
  MadoHash chain;
  gint64 row = 0;

  return mado_cursor_load (database, &cursor, NULL) &&
         mado_journal_load_place (database, 0, &out_last->journal, &chain, NULL) &&
         mado_read_log_find_last (database, &out_last->reads, NULL) &&
         mado_blob_to_send_find_left (database, 0, &row, &blob, NULL) &&
         (cursor.received < out_last->journal || out_last->reads > 0 || row != 0);
}

static gboolean
is_sealed (const MadoExchange *self, const Extent *last)
{
  return last->journal == self->sealed.journal && last->reads <= self->sealed.reads;
}

static void
seal (MadoExchange *self, const Extent *last)
{
  const MadoInstant now = get_now (self);
  MadoSealed sealed;

  if (mado_sealing_run (self->desk, self->seal_to, &sealed, NULL)) {
    self->sealed = *last;
    self->has_sealed = TRUE;
    self->seal_at = MADO_INSTANT_NONE;
  } else { /* the disk is full, perhaps */
    self->seal_at.microseconds = now.microseconds + G_TIME_SPAN_MINUTE;
  }
}

/* Nobody can read a profile that is closed, or whose program was killed, but whoever knows its password: so what is not
 * sent at once is sealed for the service now, and stays beside the profile until it is sent. */
static void
look_after_envelopes (MadoExchange *self, gboolean is_last)
{
  const MadoInstant now = get_now (self);
  Extent last = { 0 };

  if (!self->has_looked)
    load_key (self);
  if (!find_unsent (self, &last)) {
    self->seal_at = MADO_INSTANT_NONE;
    self->sealed = (Extent) { 0 };
    if (self->has_sealed)
      self->has_sealed = !mado_sealing_drop (mado_desk_get_path (self->desk), NULL);
  } else if (self->seal_to == NULL || is_sealed (self, &last)) {
    return;
  } else if (is_last || (mado_instant_is_valid (self->seal_at) && self->seal_at.microseconds <= now.microseconds)) {
    seal (self, &last);
  } else if (!mado_instant_is_valid (self->seal_at)) {
    self->seal_at.microseconds = now.microseconds + SEALED_AFTER;
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
  ask_for_key (self);
  go_on_beside (self);
  look_after_envelopes (self, FALSE);
}

/**
 * mado_exchange_sign_out:
 * @self: an exchange
 */
void
mado_exchange_sign_out (MadoExchange *self)
{
  g_clear_pointer (&self->way.token, g_free);
  forget_key (self);
  mado_line_lock_out (self->line);
  self->obstacle = MADO_OBSTACLE_SIGN_IN;
  go_on_beside (self);
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
  else if (mado_line_get_state (self->line) == MADO_LINE_CURRENT &&
           (self->obstacle == MADO_OBSTACLE_NONE || self->obstacle == MADO_OBSTACLE_CLOCK))
    self->obstacle = weigh_clock (self);
  go_on_beside (self);
  look_after_envelopes (self, FALSE);
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
  if (answer->obstacle != MADO_OBSTACLE_NONE)
    give_up (self, verb, answer->obstacle);
  else if (verb != MADO_LINE_HELLO)
    read_answer (self, verb, answer->body);
  else if (!hold_greeting (self, answer->body))
    read_greeting (self, answer->body, FALSE);

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
  if (!hear_line (self, ticket, answer) && !hear_programme (self, ticket, answer) &&
      !hear_order (self, ticket, answer) && !mado_blob_fetch_hear (self->fetch, ticket, answer) &&
      !mado_blob_send_hear (self->send, ticket, answer) && !mado_read_send_hear (self->reads, ticket, answer))
    return;
  if (answer->status != 0)
    self->last_contact = mado_instant_now ();
  go_on_beside (self);
  look_after_envelopes (self, FALSE);
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
  go_on_beside (self);
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
  go_on_beside (self);
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
  look_after_envelopes (self, TRUE);
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
  gint64 last = 0;
  MadoHash chain;

  if (!mado_cursor_load (database, &cursor, NULL) || !mado_journal_count (database, counts, NULL) ||
      !mado_journal_load_place (database, 0, &last, &chain, NULL) ||
      !mado_blob_to_send_count (database, cursor.epoch, &standing->n_papers_unsent, NULL)) {
    standing->obstacle = MADO_OBSTACLE_DISK;
    return;
  }
  standing->position = cursor.at.seq;
  standing->behind = MAX (0, mado_line_get_hello (self->line)->head.seq - cursor.at.seq);
  standing->n_unsent = counts[MADO_JOURNAL_SAVED];
  if (mado_line_get_state (self->line) == MADO_LINE_APART) /* nobody hears what becomes of what was sent */
    standing->n_unsent = MIN (standing->n_unsent, (guint) (last - MIN (last, cursor.received)));
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

  const MadoInstant beside = choose_sooner (of_blobs, mado_read_send_get_next_wake (self->reads));

  return choose_sooner (choose_sooner (mado_line_get_next_wake (self->line), beside), self->seal_at);
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
    .n_programmes = self->n_programmes,
    .has_forked = self->has_forked,
  };

  look_at_replica (self, &standing);

  return standing;
}
