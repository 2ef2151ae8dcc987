/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a terminal of ours may not do either: a stolen one, or one with a fault. */

#include <signal.h>
#include <string.h>
#include <zstd.h>

#include "http-house.h"
#include "log-ear.h"

#define N_RANDOM 20000

static const char *const path_tricks[] = {
  "/v1/s/a/b/../name",
  "/v1/s/a/./name",
  "/v1/s//b/name",
  "/v1/s/a/b/name/",
  "/v1/s/a/b/name?x=1",
  "/v1/s/a/b/nam%65",
  "/v1/s/%2e%2e/b/name",
  "/v1/s/a%2Fb/name",
  "/v1/s/a%00/b/name",
  "/v1/s/a/b/name;x",
  "/v1/s/a\\b/name",
  "/v1/s/\xe7\xaa\x93/b/name",
  "//v1/s/a/b/name",
  "/",
  "/v1",
  "/v1/s/a/b/c/d/e/f/g/name",
  "/v1/s/a/b",
  "https://service/v1/s/a/b/name",
  "*",
};

static void
test_a_path_is_what_it_looks_like (House *self, gconstpointer data)
{
  house_open (self);
  for (gsize i = 0; i < G_N_ELEMENTS (path_tricks); i++) {
    g_autoptr (TlsClient) client = house_connect (self, HOUSE_WORKING);
    guint status = house_ask (client, "GET", path_tricks[i], NULL, NULL);

    g_test_message ("%s: %u", path_tricks[i], status);
    g_assert_true (status == 404 || status == 400);
  }
  g_assert_cmpuint (g_atomic_int_get (&self->n_inside), ==, 0);
  g_assert_cmpuint (mado_rebuffs_get_count (self->rebuffs, MADO_REBUFF_PATH) +
                        mado_rebuffs_get_count (self->rebuffs, MADO_REBUFF_MALFORMED),
                    ==, G_N_ELEMENTS (path_tricks));
}

static void
test_the_parts_of_a_path_reach_the_handler (House *self, gconstpointer data)
{
  g_autoptr (TlsClient) client = NULL;
  g_autoptr (TlsReply) reply = NULL;
  g_autofree char *text = NULL;

  house_open (self);
  client = house_connect (self, HOUSE_WORKING);
  reply = tls_client_ask (client, "GET", "/v1/s/shinjuku/ninpu-r7/name", NULL, NULL);
  text = tls_reply_dup_text (reply);
  g_assert_cmpstr (text, ==, "shinjuku+ninpu-r7");
}

static void
test_other_methods_are_refused (House *self, gconstpointer data)
{
  static const char *const methods[] = { "GET", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "post", "BREW" };

  house_open (self);
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++) {
    g_autoptr (TlsClient) client = house_connect (self, HOUSE_WORKING);
    g_autofree char *request = g_strdup_printf ("%s /v1/echo HTTP/1.1\r\nHost: service\r\n\r\n", methods[i]);
    g_autoptr (TlsReply) reply = NULL;

    tls_client_send_text (client, request);
    reply = tls_client_receive (client);
    g_test_message ("%s", methods[i]);
    g_assert_nonnull (reply);
    g_assert_cmpuint (reply->status, ==, 405);
  }
  g_assert_cmpuint (g_atomic_int_get (&self->n_inside), ==, 0);
}

/* Requests with a body whose shape is wrong. %s is the head after the request line. */
static const struct {
  const char *head;
  guint status;
} shapes[] = {
  { "Content-Length: 65537\r\n\r\n", 413 },
  { "Content-Length: 99999999999999999999\r\n\r\n", 413 },
  { "Content-Length: -1\r\n\r\n", 400 },
  { "Content-Length: 2x\r\n\r\n{}", 400 },
  { "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x", 400 },
  { "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 400 },
  { "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 415 },
  { "Transfer-Encoding: gzip\r\n\r\n", 400 },
  { "\r\n", 415 },
  { "Content-Length: 2\r\nContent-Encoding: gzip\r\n\r\n{}", 415 },
  { "Content-Length: 2\r\nContent-Encoding: zstd\r\n\r\n{}", 415 },
  { "Content-Length : 2\r\n\r\n{}", 400 },
  { "Content-Length: 2\r\n folded: x\r\n\r\n{}", 400 },
  { "no colon\r\nContent-Length: 2\r\n\r\n{}", 400 },
  { "Content-Length: 2\n\n{}", 400 },
};

static void
test_a_body_of_a_wrong_shape_is_refused (House *self, gconstpointer data)
{
  house_open (self);
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++) {
    g_autoptr (TlsClient) client = house_connect (self, HOUSE_WORKING);
    g_autofree char *request = g_strdup_printf ("POST /v1/echo HTTP/1.1\r\nHost: service\r\n%s", shapes[i].head);
    g_autoptr (TlsReply) reply = NULL;

    g_test_message ("%s", shapes[i].head);
    tls_client_send_text (client, request);
    reply = tls_client_receive (client);
    g_assert_nonnull (reply);
    g_assert_cmpuint (reply->status, ==, shapes[i].status);
  }
  g_assert_cmpuint (g_atomic_int_get (&self->n_inside), ==, 0);
}

/* Where nobody expects a body: it would have no room, and no end. */
static void
test_what_has_no_body_gets_none_in_pieces (House *self, gconstpointer data)
{
  g_autoptr (TlsClient) client = NULL;
  g_autoptr (TlsReply) reply = NULL;

  house_open (self);
  client = house_connect (self, HOUSE_WORKING);
  tls_client_send_text (client, "GET /v1/s/minato/ninpu/name HTTP/1.1\r\nHost: service\r\n"
                                "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
  reply = tls_client_receive (client);
  g_assert_nonnull (reply);
  g_assert_cmpuint (reply->status, ==, 415);
}

static void
test_headers_have_an_end (House *self, gconstpointer data)
{
  g_autofree char *long_value = g_strnfill (64 * 1024, 'a');
  g_autofree char *headers = g_strdup_printf ("X-Long: %s\r\n", long_value);
  g_autofree char *target = g_strdup_printf ("/v1/%.2000s", long_value);
  g_autoptr (TlsClient) client = NULL;
  g_autoptr (TlsClient) other = NULL;

  house_open (self);
  client = house_connect (self, HOUSE_WORKING);
  g_assert_cmpuint (house_ask (client, "POST", "/v1/echo", headers, "{}"), ==, 431);
  other = house_connect (self, HOUSE_WORKING);
  g_assert_cmpuint (house_ask (other, "GET", target, NULL, NULL), ==, 404);
  g_assert_cmpuint (g_atomic_int_get (&self->n_inside), ==, 0);
}

/* A few bytes that unpack to more than the route takes, and one that lies about its length. */
static void
test_a_packed_body_cannot_grow_beyond_its_route (House *self, gconstpointer data)
{
  g_autofree char *zeros = g_malloc0 (1024 * 1024);
  g_autofree char *packed = g_malloc (ZSTD_compressBound (1024 * 1024));
  gsize length = ZSTD_compress (packed, ZSTD_compressBound (1024 * 1024), zeros, 1024 * 1024, 3);
  g_autoptr (GBytes) bomb = g_bytes_new (packed, length);
  g_autoptr (TlsClient) client = NULL;
  g_autoptr (TlsReply) reply = NULL;

  g_assert_cmpuint (length, <, 65536);
  house_open (self);
  client = house_connect (self, HOUSE_WORKING);
  reply = tls_client_ask (client, "POST", "/v1/echo", "Content-Encoding: zstd\r\n", bomb);
  g_assert_cmpuint (reply->status, ==, 415);
  g_assert_cmpuint (g_atomic_int_get (&self->n_inside), ==, 0);
}

static void
test_a_packed_body_comes_out_whole_and_goes_back_packed (House *self, gconstpointer data)
{
  g_autofree char *text = g_strnfill (20000, 'x');
  g_autofree char *packed = g_malloc (ZSTD_compressBound (20000));
  gsize length = ZSTD_compress (packed, ZSTD_compressBound (20000), text, 20000, 3);
  g_autoptr (GBytes) body = g_bytes_new (packed, length);
  g_autofree char *answer = g_malloc (20000);
  g_autoptr (TlsClient) client = NULL;
  g_autoptr (TlsReply) reply = NULL;
  gsize size;

  house_open (self);
  client = house_connect (self, HOUSE_WORKING);
  reply = tls_client_ask (client, "POST", "/v1/echo", "Content-Encoding: zstd\r\nAccept-Encoding: zstd\r\n", body);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_nonnull (strstr (reply->headers, "Content-Encoding: zstd"));
  g_assert_cmpuint (
      ZSTD_decompress (answer, 20000, g_bytes_get_data (reply->body, &size), g_bytes_get_size (reply->body)), ==,
      20000);
  g_assert_cmpint (memcmp (answer, text, 20000), ==, 0);
}

/* Bytes come, but never fast enough: the connection ends all the same. */
static void
drip (House *self, const char *text, gsize length)
{
  g_autoptr (TlsClient) client = house_connect (self, HOUSE_WORKING);
  const guint before = mado_rebuffs_get_count (self->rebuffs, MADO_REBUFF_SLOW);

  for (gsize i = 0; mado_rebuffs_get_count (self->rebuffs, MADO_REBUFF_SLOW) == before; i++) {
    (void) tls_client_send (client, i < length ? text + i : "x", 1); /* ignored: it ends when it ends */
    g_usleep (20000);
  }
  g_assert_true (tls_client_is_dropped (client));
  g_assert_cmpuint (g_atomic_int_get (&self->n_inside), ==, 0);
}

static void
test_a_slow_drip_ends (House *self, gconstpointer data)
{
  static const char headers[] = "POST /v1/echo HTTP/1.1\r\nX-Slow: ";
  static const char body[] = "POST /v1/echo HTTP/1.1\r\nHost: service\r\nContent-Length: 60000\r\n\r\n";

  self->limits.handshake = 1000;
  self->limits.transfer = 500;
  self->limits.rate = 1024 * 1024;
  house_open (self);
  drip (self, headers, strlen (headers));
  self->limits.handshake = 15000;
  drip (self, body, strlen (body));
  log_ear_await ("slow", 2);
}

static void
test_silence_ends (House *self, gconstpointer data)
{
  g_autoptr (TlsClient) client = NULL;

  self->limits.idle = 500;
  house_open (self);
  client = house_connect (self, HOUSE_WORKING);
  g_assert_cmpuint (house_ask (client, "POST", "/v1/echo", NULL, "{}"), ==, 200);
  g_assert_true (tls_client_is_dropped (client));
}

/* The client promises more than it sends, and goes: nothing is handled. */
static void
test_a_truncated_body_is_never_handled (House *self, gconstpointer data)
{
  house_open (self);
  for (guint i = 0; i < 20; i++) {
    g_autoptr (TlsClient) client = house_connect (self, HOUSE_WORKING);

    tls_client_send_text (client, "POST /v1/echo HTTP/1.1\r\nHost: service\r\nContent-Length: 10\r\n\r\n{\"a\":");
  }
  while (mado_http_server_count_connections (self->server) > 0)
    g_usleep (2000);
  g_assert_cmpuint (g_atomic_int_get (&self->n_inside), ==, 0);
}

/* What stands behind the announced length is another request, and read as one. */
static void
test_what_follows_a_body_is_another_request (House *self, gconstpointer data)
{
  g_autoptr (TlsClient) client = NULL;
  g_autoptr (TlsReply) first = NULL;
  g_autoptr (TlsReply) second = NULL;

  house_open (self);
  client = house_connect (self, HOUSE_WORKING);
  tls_client_send_text (client,
                        "POST /v1/echo HTTP/1.1\r\nHost: service\r\nContent-Length: 2\r\n\r\n{}{\"rest\":1}\r\n\r\n");
  first = tls_client_receive (client);
  second = tls_client_receive (client);
  g_assert_cmpuint (first->status, ==, 200);
  g_assert_true (second == NULL || second->status == 400);
  g_assert_cmpuint (g_atomic_int_get (&self->n_inside), ==, 1);
}

static void
test_one_address_has_only_so_many_connections (House *self, gconstpointer data)
{
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func ((GDestroyNotify) tls_client_free);
  g_autoptr (TlsClient) next = NULL;

  self->limits.max_connections_per_address = 5;
  house_open (self);
  for (guint i = 0; i < 5; i++) {
    g_ptr_array_add (clients, house_connect (self, HOUSE_WORKING));
    g_assert_cmpuint (house_ask (g_ptr_array_index (clients, i), "POST", "/v1/echo", NULL, "{}"), ==, 200);
  }
  g_assert_null (house_connect (self, HOUSE_WORKING));
  house_await_rebuffs (self, MADO_REBUFF_CONNECTIONS, 1);
  g_ptr_array_remove_index (clients, 0);
  while (mado_http_server_count_connections (self->server) > 4)
    g_usleep (2000);
  next = house_connect (self, HOUSE_WORKING);
  g_assert_cmpuint (house_ask (next, "POST", "/v1/echo", NULL, "{}"), ==, 200);
}

/* A request that something was done to. */
static GString *
make_random_request (GRand *chance)
{
  static const char *const samples[] = {
    "POST /v1/echo HTTP/1.1\r\nHost: service\r\nContent-Length: 2\r\n\r\n{}",
    "GET /v1/s/a/b/name HTTP/1.1\r\nHost: service\r\nRange: bytes=0-5\r\n\r\n",
    "POST /v1/unsent HTTP/1.1\r\nHost: service\r\nContent-Encoding: zstd\r\nContent-Length: 4\r\n\r\n\x28\xb5\x2f\xfd",
    "GET /v1/later HTTP/1.1\r\nHost: service\r\nAuthorization: Bearer abc\r\n\r\n",
  };
  GString *request = g_string_new (samples[g_rand_int_range (chance, 0, G_N_ELEMENTS (samples))]);
  const int n_changes = g_rand_int_range (chance, 0, 4);

  for (int i = 0; i < n_changes && request->len > 0; i++) {
    const gsize place = (gsize) g_rand_int_range (chance, 0, (int) request->len);

    switch (g_rand_int_range (chance, 0, 4)) {
    case 0:
      request->str[place] = (char) g_rand_int_range (chance, 0, 256);
      break;
    case 1:
      g_string_insert_c (request, (gssize) place, (char) g_rand_int_range (chance, 0, 256));
      break;
    case 2:
      g_string_erase (request, (gssize) place, (gssize) MIN (request->len - place, 5));
      break;
    default:
      g_string_truncate (request, place);
    }
  }

  return request;
}

/* None gets in, for it may do none of that; the rest is written down; and in the end the service is as it was. */
static void
test_random_requests_do_no_harm (House *self, gconstpointer data)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (20250401);
  g_autoptr (TlsClient) client = NULL;
  g_autoptr (TlsClient) last = NULL;
  const guint logged = log_ear_count ("malformed");

  house_open (self);
  for (guint i = 0; i < N_RANDOM; i++) {
    g_autoptr (GString) request = make_random_request (chance);

    if (client == NULL)
      client = house_connect (self, HOUSE_ENROLLING);
    g_assert_nonnull (client);
    if (!tls_client_send (client, request->str, request->len) || i % 32 == 31)
      g_clear_pointer (&client, tls_client_free);
  }
  g_clear_pointer (&client, tls_client_free);
  while (mado_http_server_count_connections (self->server) > 0)
    g_usleep (2000);
  g_assert_cmpuint (g_atomic_int_get (&self->n_inside), ==, 0);
  last = house_connect (self, HOUSE_WORKING);
  g_assert_cmpuint (house_ask (last, "POST", "/v1/echo", NULL, "{}"), ==, 200);
  g_assert_cmpuint (mado_rebuffs_get_count (self->rebuffs, MADO_REBUFF_MALFORMED), >, 100);
  g_assert_cmpuint (mado_rebuffs_get_count (self->rebuffs, MADO_REBUFF_STANDING), >, 100);
  log_ear_await ("malformed", logged + mado_rebuffs_get_count (self->rebuffs, MADO_REBUFF_MALFORMED));
  g_assert_cmpuint (log_ear_count ("malformed") - logged, ==,
                    mado_rebuffs_get_count (self->rebuffs, MADO_REBUFF_MALFORMED));
}

/* Nothing a client said stands in the log. */
static void
test_the_log_does_not_repeat_what_was_said (House *self, gconstpointer data)
{
  g_autoptr (TlsClient) client = NULL;

  house_open (self);
  client = house_connect (self, HOUSE_WORKING);
  g_assert_cmpuint (house_ask (client, "GET", "/v1/yamada-hanako", NULL, NULL), ==, 404);
  g_clear_pointer (&client, tls_client_free);
  client = house_connect (self, HOUSE_WORKING);
  tls_client_send_text (client, "POST /v1/echo HTTP/1.1\r\nyamada-hanako\r\n\r\n");
  g_assert_cmpuint (house_ask (client, "GET", "/", NULL, NULL), ==, 400);
  g_assert_false (log_ear_heard ("yamada"));
}

#define ADD(path, function) g_test_add (path, House, NULL, house_set_up, function, house_tear_down)

int
main (int argc, char **argv)
{
  signal (SIGPIPE, SIG_IGN);
  g_test_init (&argc, &argv, NULL);
  log_ear_open ();
  ADD ("/http-abuse/a-path-is-what-it-looks-like", test_a_path_is_what_it_looks_like);
  ADD ("/http-abuse/the-parts-of-a-path-reach-the-handler", test_the_parts_of_a_path_reach_the_handler);
  ADD ("/http-abuse/other-methods-are-refused", test_other_methods_are_refused);
  ADD ("/http-abuse/a-body-of-a-wrong-shape-is-refused", test_a_body_of_a_wrong_shape_is_refused);
  ADD ("/http-abuse/what-has-no-body-gets-none-in-pieces", test_what_has_no_body_gets_none_in_pieces);
  ADD ("/http-abuse/headers-have-an-end", test_headers_have_an_end);
  ADD ("/http-abuse/a-packed-body-cannot-grow-beyond-its-route", test_a_packed_body_cannot_grow_beyond_its_route);
  ADD ("/http-abuse/a-packed-body-comes-out-whole-and-goes-back-packed",
       test_a_packed_body_comes_out_whole_and_goes_back_packed);
  ADD ("/http-abuse/a-slow-drip-ends", test_a_slow_drip_ends);
  ADD ("/http-abuse/silence-ends", test_silence_ends);
  ADD ("/http-abuse/a-truncated-body-is-never-handled", test_a_truncated_body_is_never_handled);
  ADD ("/http-abuse/what-follows-a-body-is-another-request", test_what_follows_a_body_is_another_request);
  ADD ("/http-abuse/one-address-has-only-so-many-connections", test_one_address_has_only_so_many_connections);
  ADD ("/http-abuse/random-requests-do-no-harm", test_random_requests_do_no_harm);
  ADD ("/http-abuse/the-log-does-not-repeat-what-was-said", test_the_log_does_not_repeat_what_was_said);

  return g_test_run ();
}
