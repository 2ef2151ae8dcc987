/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the line says next, where a service answers by hand. */

#include "mado-line.h"
#include "mado-store-error.h"
#include "sim-memory-disk.h"
#include "sim-service.h"

#define SECOND G_TIME_SPAN_SECOND

typedef struct {
  SimChance chance;
  MadoInstant now;
  MadoJudge *judge;
  MadoPerson person;
  SimDisk *disk;
  MadoLine *line;
  guint n_sent;
  guint n_cancelled;
  GBytes *sent;
} Line;

static MadoInstant
get_now (gpointer user_data)
{
  return ((Line *) user_data)->now;
}

static guint64
draw_number (gpointer user_data)
{
  return sim_draw (&((Line *) user_data)->chance);
}

static MadoId
draw_id (gpointer user_data)
{
  return mado_id_draw ();
}

static void
keep (gpointer user_data, MadoLineVerb verb, GBytes *text)
{
  Line *self = user_data;

  g_clear_pointer (&self->sent, g_bytes_unref);
  self->sent = g_bytes_ref (text);
  self->n_sent++;
}

static void
note_cancelled (gpointer user_data, MadoLineVerb verb)
{
  ((Line *) user_data)->n_cancelled++;
}

static void
ignore_state (gpointer user_data, MadoLineState state)
{
}

static MadoLineStore disk_store;
static gboolean is_disk_broken;

static gboolean
load_cursor (gpointer user_data, MadoCursor *out_cursor, GError **error)
{
  if (!is_disk_broken)
    return disk_store.load_cursor (user_data, out_cursor, error);
  g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_IO, "cannot read");

  return FALSE;
}

static void
set_up (Line *self, gconstpointer data)
{
  static const char *const roles[] = { "clerk", NULL };
  g_autoptr (GBytes) text = sim_service_load_programme ();
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (MadoProgramme) programme = mado_programme_read (text, faults);
  const MadoLineMeans means = { get_now, get_now, draw_number, draw_id, keep, note_cancelled, ignore_state, self };
  MadoLineStore store;

  self->now = (MadoInstant) { 1000 * SECOND };
  self->judge = mado_judge_new (programme, NULL);
  self->person = (MadoPerson) { "a-1", roles };
  self->disk = sim_memory_disk_new (self->judge, &self->person, mado_id_draw ());
  disk_store = sim_disk_get_store (self->disk);
  store = disk_store;
  store.load_cursor = load_cursor;
  self->line = mado_line_new (&store, &means);
}

static void
tear_down (Line *self, gconstpointer data)
{
  mado_line_free (self->line);
  sim_disk_free (self->disk);
  mado_judge_free (self->judge);
  g_clear_pointer (&self->sent, g_bytes_unref);
}

static void
sign_in (Line *self)
{
  g_assert_true (mado_line_sign_in (self->line, NULL));
  g_assert_cmpint (mado_line_get_state (self->line), ==, MADO_LINE_GREETING);
}

static void
wake (Line *self)
{
  g_autoptr (GError) error = NULL;

  mado_line_wake (self->line, &error);
  g_assert_no_error (error);
}

static void
wake_when_it_wants (Line *self)
{
  const MadoInstant next = mado_line_get_next_wake (self->line);

  g_assert_true (mado_instant_is_valid (next));
  self->now = next;
  wake (self);
}

static GBytes *
answer_greeting (Line *self, MadoHelloReply reply)
{
  MadoHelloRequest request;
  g_autoptr (GError) error = NULL;
  GBytes *text;

  g_assert_true (mado_hello_request_read (self->sent, &request, NULL));
  reply.nonce = request.nonce;
  reply.now = self->now;
  text = mado_hello_reply_write (&reply, &error);
  g_assert_no_error (error);

  return text;
}

/* The service greets back, as @reply has it. */
static void
greet (Line *self, MadoHelloReply reply)
{
  g_autoptr (GBytes) text = answer_greeting (self, reply);
  g_autoptr (GError) error = NULL;

  mado_line_receive (self->line, MADO_LINE_HELLO, text, &error);
  g_assert_no_error (error);
}

static void
greet_apart (Line *self, MadoHelloReply reply)
{
  g_autoptr (GBytes) text = answer_greeting (self, reply);
  g_autoptr (GError) error = NULL;

  mado_line_receive_apart (self->line, text, &error);
  g_assert_no_error (error);
}

static void
test_nothing_is_said_before_somebody_signs_in (Line *self, gconstpointer data)
{
  wake (self);
  g_assert_cmpint (mado_line_get_state (self->line), ==, MADO_LINE_LOCKED_OUT);
  g_assert_cmpuint (self->n_sent, ==, 0);
  g_assert_false (mado_instant_is_valid (mado_line_get_next_wake (self->line)));
}

static void
test_who_is_locked_out_says_nothing_more (Line *self, gconstpointer data)
{
  sign_in (self);
  mado_line_lock_out (self->line);
  g_assert_cmpuint (self->n_cancelled, ==, 1);
  self->now.microseconds += 1000 * SECOND;
  wake (self);
  g_assert_cmpint (mado_line_get_state (self->line), ==, MADO_LINE_LOCKED_OUT);
  g_assert_cmpuint (self->n_sent, ==, 1);
}

static void
test_who_is_not_answered_tries_again (Line *self, gconstpointer data)
{
  sign_in (self);
  wake_when_it_wants (self);
  g_assert_cmpint (mado_line_get_state (self->line), ==, MADO_LINE_OFFLINE);
  g_assert_cmpuint (self->n_cancelled, ==, 1);
  wake_when_it_wants (self);
  g_assert_cmpint (mado_line_get_state (self->line), ==, MADO_LINE_GREETING);
  g_assert_cmpuint (self->n_sent, ==, 2);
}

static void
test_what_cannot_be_read_is_no_answer (Line *self, gconstpointer data)
{
  static const char *const answers[] = { "", "{}", "[1", "{\"nonce\":1}", "\xff\xfe" };

  for (MadoLineVerb verb = MADO_LINE_HELLO; verb < MADO_LINE_N_VERBS; verb++)
    for (guint i = 0; i < G_N_ELEMENTS (answers); i++) {
      g_autoptr (GBytes) text = g_bytes_new_static (answers[i], strlen (answers[i]));
      g_autoptr (GError) error = NULL;

      sign_in (self);
      g_assert_true (mado_line_receive (self->line, verb, text, &error));
      g_assert_no_error (error);
      g_assert_cmpint (mado_line_get_state (self->line), ==, MADO_LINE_OFFLINE);
    }
}

static void
test_a_standby_is_not_spoken_to (Line *self, gconstpointer data)
{
  sign_in (self);
  greet (self, (MadoHelloReply) { .oldest = 1, .newest = 1, .epoch = 1 });
  g_assert_cmpint (mado_line_get_state (self->line), ==, MADO_LINE_OFFLINE);
  g_assert_cmpuint (self->n_sent, ==, 1);
}

static void
test_a_service_of_another_time_is_not_spoken_to (Line *self, gconstpointer data)
{
  const guint newer = MADO_PROTOCOL_NEWEST + 1;

  sign_in (self);
  greet (self, (MadoHelloReply) { .oldest = newer, .newest = newer, .epoch = 1, .is_primary = TRUE });
  g_assert_cmpint (mado_line_get_state (self->line), ==, MADO_LINE_OUTDATED);
  self->now.microseconds += 1000 * SECOND;
  wake (self);
  g_assert_cmpuint (self->n_sent, ==, 1);
}

/* The log is that of a service by whose rules nobody here should work: it greets again, and goes on where it may. */
static void
test_what_is_kept_apart_greets_again (Line *self, gconstpointer data)
{
  const MadoHelloReply reply = { .oldest = 1, .newest = 1, .epoch = 1, .is_primary = TRUE };

  sign_in (self);
  greet_apart (self, reply);
  g_assert_cmpint (mado_line_get_state (self->line), ==, MADO_LINE_APART);
  g_assert_cmpuint (self->n_sent, ==, 1);
  wake (self);
  g_assert_cmpint (mado_line_get_state (self->line), ==, MADO_LINE_APART);
  wake_when_it_wants (self);
  g_assert_cmpint (mado_line_get_state (self->line), ==, MADO_LINE_GREETING);
  g_assert_cmpuint (self->n_sent, ==, 2);
  greet (self, reply);
  g_assert_cmpint (mado_line_get_state (self->line), ==, MADO_LINE_LOADING);
}

static void
test_a_disk_that_fails_is_told_and_tried_again (Line *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  is_disk_broken = TRUE;
  g_assert_false (mado_line_sign_in (self->line, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_IO);
  g_assert_cmpint (mado_line_get_state (self->line), ==, MADO_LINE_OFFLINE);
  is_disk_broken = FALSE;
  wake_when_it_wants (self);
  g_assert_cmpint (mado_line_get_state (self->line), ==, MADO_LINE_GREETING);
}

#define add(name, function) g_test_add ("/line/" name, Line, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("nothing-is-said-before-somebody-signs-in", test_nothing_is_said_before_somebody_signs_in);
  add ("who-is-locked-out-says-nothing-more", test_who_is_locked_out_says_nothing_more);
  add ("who-is-not-answered-tries-again", test_who_is_not_answered_tries_again);
  add ("what-cannot-be-read-is-no-answer", test_what_cannot_be_read_is_no_answer);
  add ("a-standby-is-not-spoken-to", test_a_standby_is_not_spoken_to);
  add ("a-service-of-another-time-is-not-spoken-to", test_a_service_of_another_time_is_not_spoken_to);
  add ("what-is-kept-apart-greets-again", test_what_is_kept_apart_greets_again);
  add ("a-disk-that-fails-is-told-and-tried-again", test_a_disk_that_fails_is_told_and_tried_again);

  return g_test_run ();
}
