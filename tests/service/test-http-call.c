/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers that take their time, clients that do not wait for them, many at once, and the end of the service. */

#include <signal.h>
#include <string.h>

#include "http-house.h"
#include "log-ear.h"
#include "mado-http-range.h"

#define N_CLIENTS 100

static void
send_wait (TlsClient *client)
{
  g_assert_true (tls_client_send_text (client, "GET /v1/wait HTTP/1.1\r\nHost: service\r\n\r\n"));
}

static MadoHttpCall *
take_waiting (House *self)
{
  MadoHttpCall *call;

  while ((call = g_atomic_pointer_exchange (&self->waiting, NULL)) == NULL)
    g_usleep (1000);

  return call;
}

static void
test_an_answer_may_come_later (House *self, gconstpointer data)
{
  g_autoptr (TlsClient) client = NULL;

  house_open (self);
  client = house_connect (self, HOUSE_WORKING);
  for (guint i = 0; i < 3; i++) {
    g_autoptr (TlsReply) reply = NULL;

    send_wait (client);
    mado_http_call_answer (take_waiting (self), &(MadoHttpAnswer) { .status = 204 });
    reply = tls_client_receive (client);
    g_assert_cmpuint (reply->status, ==, 204);
  }
}

/* Whichever comes first, the answer or the connection's sleep. */
static void
test_an_answer_from_another_thread_never_gets_lost (House *self, gconstpointer data)
{
  g_autoptr (TlsClient) client = NULL;

  house_open (self);
  client = house_connect (self, HOUSE_WORKING);
  for (guint i = 0; i < 2000; i++)
    g_assert_cmpuint (house_ask (client, "GET", "/v1/later", NULL, NULL), ==, 200);
}

static void
test_whoever_hangs_up_is_not_waited_for (House *self, gconstpointer data)
{
  house_open (self);
  for (guint i = 0; i < 5; i++) {
    TlsClient *client = house_connect (self, HOUSE_WORKING);
    MadoHttpCall *call;

    send_wait (client);
    call = take_waiting (self);
    tls_client_free (client);
    house_await (&self->n_gone, i + 1);
    g_assert_true (g_cancellable_is_cancelled (mado_http_call_get_hang_up (call)));
    mado_http_call_answer (call, &(MadoHttpAnswer) { .status = 200 }); /* to nobody */
  }
  while (mado_http_server_count_connections (self->server) > 0)
    g_usleep (2000);
}

static gpointer
ask_often (gpointer data)
{
  TlsClient *client = data;
  guint n_answered = 0;

  for (guint i = 0; i < 20; i++)
    n_answered += house_ask (client, "POST", i % 2 == 0 ? "/v1/echo" : "/v1/unsent", NULL, "{}") == 200;
  tls_client_free (client);

  return GUINT_TO_POINTER (n_answered);
}

static void
test_a_hundred_at_once (House *self, gconstpointer data)
{
  GThread *threads[N_CLIENTS];
  TlsClient *clients[N_CLIENTS];

  house_open (self);
  for (guint i = 0; i < N_CLIENTS; i++)
    clients[i] = house_connect (self, HOUSE_WORKING);
  g_assert_cmpuint (mado_http_server_count_connections (self->server), ==, N_CLIENTS);
  for (guint i = 0; i < N_CLIENTS; i++)
    threads[i] = g_thread_new ("client", ask_often, clients[i]);
  for (guint i = 0; i < N_CLIENTS; i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (threads[i])), ==, 20);
  g_assert_cmpuint (g_atomic_int_get (&self->n_inside), ==, N_CLIENTS * 20);
}

static gpointer
drain (gpointer data)
{
  House *self = data;

  return GINT_TO_POINTER (mado_http_server_drain (self->server));
}

/* Who asked before gets his answer; who asks after is told; who knocks finds nobody. */
static void
test_a_drain_answers_what_was_asked (House *self, gconstpointer data)
{
  g_autoptr (TlsClient) first = NULL;
  g_autoptr (TlsClient) second = NULL;
  g_autoptr (TlsReply) reply = NULL;
  MadoHttpCall *call;
  GThread *thread;

  house_open (self);
  first = house_connect (self, HOUSE_WORKING);
  second = house_connect (self, HOUSE_WORKING);
  g_assert_cmpuint (house_ask (second, "POST", "/v1/echo", NULL, "{}"), ==, 200);
  send_wait (first);
  call = take_waiting (self);
  mado_http_server_close_door (self->server);
  thread = g_thread_new ("drain", drain, self);
  g_assert_null (house_connect (self, HOUSE_WORKING));
  g_assert_cmpuint (house_ask (second, "POST", "/v1/echo", NULL, "{}"), ==, 503);
  mado_http_call_answer (call, &(MadoHttpAnswer) { .status = 200 });
  reply = tls_client_receive (first);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_nonnull (strstr (reply->headers, "Connection: close"));
  g_assert_true (GPOINTER_TO_INT (g_thread_join (thread)));
}

static void
test_a_drain_has_an_end (House *self, gconstpointer data)
{
  g_autoptr (TlsClient) client = NULL;

  self->limits.drain = 100;
  house_open (self);
  client = house_connect (self, HOUSE_WORKING);
  send_wait (client);
  house_await (&self->n_inside, 1);
  g_assert_false (mado_http_server_drain (self->server));
  g_clear_pointer (&self->server, mado_http_server_free);
  g_assert_cmpuint (g_atomic_int_get (&self->n_gone), ==, 1);
  g_assert_true (tls_client_is_dropped (client));
}

static void
test_a_range_is_read_as_the_standard_has_it (void)
{
  static const struct {
    const char *text;
    guint64 size;
    MadoHttpRangeVerdict verdict;
    guint64 first, length;
  } cases[] = {
    { NULL, 10, MADO_HTTP_RANGE_ALL, 0, 10 },
    { "bytes=0-", 10, MADO_HTTP_RANGE_SOME, 0, 10 },
    { "bytes=3-5", 10, MADO_HTTP_RANGE_SOME, 3, 3 },
    { "bytes=9-9", 10, MADO_HTTP_RANGE_SOME, 9, 1 },
    { "bytes=3-99", 10, MADO_HTTP_RANGE_SOME, 3, 7 },
    { "bytes=-4", 10, MADO_HTTP_RANGE_SOME, 6, 4 },
    { "bytes=-99", 10, MADO_HTTP_RANGE_SOME, 0, 10 },
    { "bytes=10-", 10, MADO_HTTP_RANGE_BEYOND, 0, 10 },
    { "bytes=-0", 10, MADO_HTTP_RANGE_BEYOND, 0, 10 },
    { "bytes=0-0", 0, MADO_HTTP_RANGE_BEYOND, 0, 0 },
    { "bytes=5-3", 10, MADO_HTTP_RANGE_ALL, 0, 10 },
    { "bytes=1-2,4-5", 10, MADO_HTTP_RANGE_ALL, 0, 10 },
    { "bytes=99999999999999999999-", 10, MADO_HTTP_RANGE_ALL, 0, 10 },
    { "bytes= 1-2", 10, MADO_HTTP_RANGE_ALL, 0, 10 },
    { "lines=1-2", 10, MADO_HTTP_RANGE_ALL, 0, 10 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    MadoHttpRange range;

    g_test_message ("%s", cases[i].text != NULL ? cases[i].text : "none");
    g_assert_cmpint (mado_http_range_read (cases[i].text, cases[i].size, &range), ==, cases[i].verdict);
    g_assert_cmpuint (range.first, ==, cases[i].first);
    g_assert_cmpuint (range.length, ==, cases[i].length);
  }
}

#define ADD(path, function) g_test_add (path, House, NULL, house_set_up, function, house_tear_down)

int
main (int argc, char **argv)
{
  signal (SIGPIPE, SIG_IGN);
  g_test_init (&argc, &argv, NULL);
  log_ear_open ();
  ADD ("/http-call/an-answer-may-come-later", test_an_answer_may_come_later);
  ADD ("/http-call/an-answer-from-another-thread-never-gets-lost", test_an_answer_from_another_thread_never_gets_lost);
  ADD ("/http-call/whoever-hangs-up-is-not-waited-for", test_whoever_hangs_up_is_not_waited_for);
  ADD ("/http-call/a-hundred-at-once", test_a_hundred_at_once);
  ADD ("/http-call/a-drain-answers-what-was-asked", test_a_drain_answers_what_was_asked);
  ADD ("/http-call/a-drain-has-an-end", test_a_drain_has_an_end);
  g_test_add_func ("/http-call/a-range-is-read-as-the-standard-has-it", test_a_range_is_read_as_the_standard_has_it);

  return g_test_run ();
}
