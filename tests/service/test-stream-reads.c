/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What terminals tell of who looked at what stands in the ward's log of reads once, however often it is told. */

#include <string.h>

#include "mado-base-error.h"
#include "terminal-sample.h"

#define SECOND G_TIME_SPAN_SECOND

typedef struct {
  Ward *ward;
  MadoStream *stream;
  Terminal *agent;
  MadoId entity;
} Office;

static void
set_up (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  self->ward = ward_new ();
  self->stream = ward_open_stream (self->ward, "ninpu-r7");
  self->agent = terminal_new (self->ward, self->stream, "a-01", "agent");
  self->entity = ward_draw_id (self->ward);
}

static void
tear_down (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  terminal_free (self->agent);
  ward_free (self->ward);
}

/* @reads: "NUMBER@SECONDS" and so on: so many seconds before now */
static MadoReadsRequest *
write_request (Office *self, MadoId device, const char *reads)
{
  MadoReadsRequest *request = mado_reads_request_new ();
  g_auto (GStrv) words = g_strsplit (reads, " ", -1);

  request->device = device;
  for (guint i = 0; words[i] != NULL; i++) {
    const MadoInstant at = { self->ward->now.microseconds - atoi (strchr (words[i], '@') + 1) * SECOND };

    mado_reads_request_add (request, atoi (words[i]), self->entity, at, "open");
  }

  return request;
}

static void
tell_from (Office *self, Terminal *terminal, const char *reads, gboolean is_committed)
{
  MadoTurn *turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_WRITE, NULL);
  g_autoptr (MadoReadsRequest) request = write_request (self, terminal->device, reads);
  g_autoptr (GError) error = NULL;

  g_assert_true (
      mado_stream_take_reads (terminal->stream, self->ward->backend, &terminal->caller, request, NULL, &error));
  g_assert_no_error (error);
  if (is_committed)
    g_assert_true (mado_turn_commit (turn, NULL));
  else
    mado_turn_undo (turn);
}

static void
tell (Office *self, const char *reads)
{
  tell_from (self, self->agent, reads, TRUE);
}

/* "ACCOUNT@TERMINAL SECONDS REASON; …", in the order in which the service was told. */
static char *
describe (Office *self)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_READ, NULL);
  g_autoptr (GArray) reads = NULL;
  GString *text = g_string_new (NULL);

  g_assert_true (self->ward->backend->type->list_reads (self->ward->backend, 0, 100, &reads, NULL));
  for (guint i = 0; i < reads->len; i++) {
    const MadoStoredRead *read = &g_array_index (reads, MadoStoredRead, i);

    g_assert_cmpint (mado_id_compare (read->entity, self->entity), ==, 0);
    g_string_append_printf (text, "%s@%s %d %s; ", read->account, read->terminal,
                            (int) ((self->ward->now.microseconds - read->at.microseconds) / SECOND), read->reason);
  }

  return g_string_free_and_steal (text);
}

static void
assert_told (Office *self, const char *expected)
{
  g_autofree char *told = describe (self);

  g_assert_cmpstr (told, ==, expected);
}

/* --- the tests ---------------------------------------------------------------------------------------------------- */

static void
test_what_was_looked_at_is_told_once (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  tell_from (self, self->agent, "1@9 2@8", FALSE); /* the service was killed before it was on the disk */
  assert_told (self, "");
  tell (self, "1@9 2@8");
  tell (self, "1@9 2@8"); /* the answer did not arrive */
  tell (self, "1@9 2@8 3@7");
  assert_told (self, "a-01@t-a-01 9 open; a-01@t-a-01 8 open; a-01@t-a-01 7 open; ");
}

static void
test_a_clock_that_is_set_back (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  tell (self, "1@5");
  tell (self, "2@5 3@60");
  tell (self, "2@5 3@60"); /* again */
  tell (self, "2@5 3@60 4@59");
  assert_told (self, "a-01@t-a-01 5 open; a-01@t-a-01 5 open; a-01@t-a-01 60 open; a-01@t-a-01 59 open; ");
}

/* Numbers that were given once are given again there. */
static void
test_a_disk_that_was_put_back (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  tell (self, "1@90 2@80 3@70");
  tell (self, "2@80 3@20");
  tell (self, "4@10");
  assert_told (self, "a-01@t-a-01 90 open; a-01@t-a-01 80 open; a-01@t-a-01 70 open; a-01@t-a-01 20 open; "
                     "a-01@t-a-01 10 open; ");
}

static void
test_everybody_counts_for_himself (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (Terminal) other = terminal_new (self->ward, self->stream, "v-01", "verifier");
  g_autoptr (Terminal) fork = terminal_new (self->ward, self->stream, "a-01", "agent");

  tell (self, "1@9");
  tell_from (self, other, "1@9", TRUE);
  tell_from (self, fork, "1@9", TRUE); /* another device: perhaps a twin of this one, and nothing of it is lost */
  other->device = self->agent->device; /* whoever says he is another's device takes nothing from him */
  tell_from (self, other, "2@8", TRUE);
  tell (self, "2@8");
  assert_told (self, "a-01@t-a-01 9 open; v-01@t-v-01 9 open; a-01@t-a-01 9 open; v-01@t-v-01 8 open; "
                     "a-01@t-a-01 8 open; ");
}

static void
test_nobody_looks_at_something_tomorrow (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  tell (self, "1@-86400");
  assert_told (self, "a-01@t-a-01 0 open; ");
}

/* Nothing of it is in the log of work: who looks does not wake everybody. */
static void
test_looking_is_no_work (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  const MadoStreamStand before = ward_get_stand (self->ward, "shinjuku/ninpu-r7");

  tell (self, "1@9");
  g_assert_cmpint (ward_get_stand (self->ward, "shinjuku/ninpu-r7").head.seq, ==, before.head.seq);
}

/* --- what was handed in ------------------------------------------------------------------------------------------- */

/* Returns: how many of them were new; -1: they are not taken, and @out_error says why */
static int
take (Office *self, const char *account, const char *administrator, const char *terminal, GError **error)
{
  MadoTurn *turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_WRITE, NULL);
  g_autoptr (MadoReadsRequest) reads = write_request (self, self->agent->device, "1@9 2@8");
  const MadoUnsentReads work = { terminal, administrator, account, reads };
  guint n_new = 0;

  if (!mado_stream_take_unsent_reads (self->stream, self->ward->backend, &work, &n_new, error)) {
    mado_turn_undo (turn);
    return -1;
  }
  g_assert_true (mado_turn_commit (turn, NULL));

  return (int) n_new;
}

static void
assert_not_taken (Office *self, const char *account, const char *administrator, const char *terminal)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (take (self, account, administrator, terminal, &error), ==, -1);
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
}

static gint64
get_head (Office *self)
{
  return ward_get_stand (self->ward, "shinjuku/ninpu-r7").head.seq;
}

/* Each once, and the log says who wanted it. */
static void
test_what_was_handed_in_is_taken_once (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  const gint64 head = get_head (self);

  tell (self, "1@9");
  g_assert_cmpint (take (self, "a-01", "chief", "t-a-01", NULL), ==, 1);
  g_assert_cmpint (get_head (self), ==, head + 1);
  g_assert_cmpint (take (self, "a-01", "chief", "t-a-01", NULL), ==, 0);
  g_assert_cmpint (get_head (self), ==, head + 1);
  assert_told (self, "a-01@t-a-01 9 open; a-01@t-a-01 8 open; ");
}

static void
test_nobody_takes_his_own (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  assert_not_taken (self, "a-01", "a-01", "t-a-01");
  assert_told (self, "");
}

/* The service knows whose device it is as soon as anything was done on it. */
static void
test_it_is_whose_device_it_is (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  terminal_receive_case (self->agent, "form:1", "0000000001");
  terminal_push_all (self->agent);
  assert_not_taken (self, "a-01", "chief", "t-b-01");
  assert_not_taken (self, "b-01", "a-01", "t-a-01");
  g_assert_cmpint (take (self, "b-01", "chief", "t-a-01", NULL), ==, 2);
  assert_told (self, "a-01@t-a-01 9 open; a-01@t-a-01 8 open; ");
}

#define add(name, function) g_test_add ("/stream-reads/" name, Office, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ward_choose_backend (argc, argv);
  add ("what-was-looked-at-is-told-once", test_what_was_looked_at_is_told_once);
  add ("a-clock-that-is-set-back", test_a_clock_that_is_set_back);
  add ("a-disk-that-was-put-back", test_a_disk_that_was_put_back);
  add ("everybody-counts-for-himself", test_everybody_counts_for_himself);
  add ("nobody-looks-at-something-tomorrow", test_nobody_looks_at_something_tomorrow);
  add ("looking-is-no-work", test_looking_is_no_work);
  add ("what-was-handed-in-is-taken-once", test_what_was_handed_in_is_taken_once);
  add ("nobody-takes-his-own", test_nobody_takes_his_own);
  add ("it-is-whose-device-it-is", test_it_is_whose_device_it_is);

  return g_test_run ();
}
