/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The service goes down in the middle of work, as it likes or as it must: what it acknowledged is there. */

#include <signal.h>

#include "service-world.h"

#define N_FALLS 5
#define LONGEST 60000 /* microseconds of work before a fall */

typedef struct {
  World world;
  Papers papers;
  TlsClient *client; /* (nullable) */
  Terminal *terminal;
  gint64 acknowledged; /* of the journal */
  guint n_cases;
} Desk;

static void
set_up (Desk *self, gconstpointer groups)
{
  world_set_up (&self->world, groups);
  world_start (&self->world);
  world_enrol (&self->world, "t-v-01", &self->papers);
  self->client = world_connect (&self->world, &self->papers);
  self->terminal = world_begin_terminal (&self->world, self->client, "v-01", "verifier");
}

static void
tear_down (Desk *self, gconstpointer groups)
{
  terminal_free (self->terminal);
  g_clear_pointer (&self->client, tls_client_free);
  papers_clear (&self->papers);
  world_tear_down (&self->world, groups);
}

static void
do_something (Desk *self)
{
  g_autofree char *receipt = g_strdup_printf ("form:%u", ++self->n_cases);
  g_autofree char *number = g_strdup_printf ("%010u", self->n_cases);

  terminal_receive_case (self->terminal, receipt, number);
}

/* Returns: whether the service acknowledged one more */
static gboolean
work_once (Desk *self)
{
  g_autoptr (MadoPushReply) reply = NULL;

  if (self->acknowledged == (gint64) self->terminal->journal->len)
    do_something (self);
  reply = world_push (self->terminal, self->client, self->acknowledged + 1, (gint64) self->terminal->journal->len);
  if (reply == NULL)
    return FALSE;
  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_TAKEN);
  self->acknowledged = reply->received;

  return TRUE;
}

static gpointer
work_until_it_falls (gpointer data)
{
  while (work_once (data))
    ;

  return NULL;
}

static void
connect_anew (Desk *self)
{
  g_clear_pointer (&self->client, tls_client_free);
  world_start (&self->world);
  self->client = world_connect (&self->world, &self->papers);
  g_assert_nonnull (self->client);
}

/* What it has is what was acknowledged, or one more whose answer was lost; and what comes again is taken once. */
static void
assert_nothing_is_lost (Desk *self)
{
  MadoHelloReply hello;

  g_assert_true (world_hello (self->terminal, self->client, &hello));
  g_assert_cmpint (hello.received, >=, self->acknowledged);
  g_assert_cmpint (hello.received, <=, (gint64) self->terminal->journal->len);
  g_assert_true (hello.is_witness_true);
  g_assert_cmpint (hello.head.seq, ==, hello.received + 1); /* and the programme */
  g_assert_true (work_once (self));
  g_assert_true (world_hello (self->terminal, self->client, &hello));
  g_assert_cmpint (hello.received, ==, (gint64) self->terminal->journal->len);
  g_assert_cmpint (hello.head.seq, ==, hello.received + 1);
}

static void
test_killed_in_the_middle (Desk *self, G_GNUC_UNUSED gconstpointer groups)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);

  for (guint i = 0; i < N_FALLS; i++) {
    GThread *worker = g_thread_new ("worker", work_until_it_falls, self);

    g_usleep ((gulong) g_rand_int_range (random, 0, LONGEST));
    g_assert_cmpint (world_end (&self->world, SIGKILL), ==, -1);
    g_thread_join (worker);
    connect_anew (self);
    assert_nothing_is_lost (self);
  }
  g_assert_cmpint (self->acknowledged, >=, N_FALLS);
}

static void
test_told_to_end_it_answers_first (Desk *self, G_GNUC_UNUSED gconstpointer groups)
{
  GThread *worker = g_thread_new ("worker", work_until_it_falls, self);

  g_usleep (LONGEST);
  g_assert_cmpint (world_end (&self->world, SIGTERM), ==, 0);
  g_assert_true (world_has_said (&self->world, "all was answered"));
  g_thread_join (worker);
  connect_anew (self);
  assert_nothing_is_lost (self);
}

static gpointer
pull_and_wait (gpointer data)
{
  Desk *self = data;
  g_autofree char *token = world_get_token (self->terminal);
  g_autoptr (GBytes) text = world_write_pull (self->terminal, MADO_PULL_MAX_WAIT);
  g_autoptr (TlsReply) reply = world_ask (self->client, token, "POST", WORLD_STREAM "pull", text);

  return reply != NULL && reply->status == 200 ? mado_pull_reply_read (reply->body, NULL) : NULL;
}

static gboolean
is_waiting (TlsClient *client)
{
  g_autoptr (TlsReply) reply = world_ask (client, "", "GET", "/v1/metrics", NULL);
  g_autofree char *text = tls_reply_dup_text (reply);

  return g_strrstr (text, "madoguchi_waiting{ward=\"shinjuku\"} 1\n") != NULL;
}

static void
test_who_waits_gets_an_answer_at_the_end (Desk *self, G_GNUC_UNUSED gconstpointer groups)
{
  g_autoptr (TlsClient) other = world_connect (&self->world, &self->papers);
  GThread *waiter = g_thread_new ("waiter", pull_and_wait, self);
  g_autoptr (MadoPullReply) news = NULL;

  while (!is_waiting (other))
    ;
  g_assert_cmpint (world_end (&self->world, SIGTERM), ==, 0);
  news = g_thread_join (waiter);
  g_assert_nonnull (news);
  g_assert_cmpuint (news->entries->len, ==, 0);
}

static void
test_two_do_not_serve_one_ward (Desk *self, G_GNUC_UNUSED gconstpointer groups)
{
  World second = self->world; /* the same folder */

  second.said = g_string_new (NULL);
  second.process = NULL;
  g_mutex_init (&second.lock);
  g_assert_cmpint (world_run_to_its_end (&second), ==, 78);
  g_assert_true (world_has_said (&second, "does not start"));
  g_string_free (second.said, TRUE);
  g_mutex_clear (&second.lock);
  g_assert_true (work_once (self));
}

#define add(name, function) g_test_add ("/service-fall/" name, Desk, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("killed-in-the-middle", test_killed_in_the_middle);
  add ("told-to-end-it-answers-first", test_told_to_end_it_answers_first);
  add ("who-waits-gets-an-answer-at-the-end", test_who_waits_gets_an_answer_at_the_end);
  add ("two-do-not-serve-one-ward", test_two_do_not_serve_one_ward);

  return g_test_run ();
}
