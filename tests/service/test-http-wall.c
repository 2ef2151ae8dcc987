/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who gets in, over real sockets and a TLS of another make: nobody but a terminal of ours, from where it may be. */

#include <openssl/ssl.h>
#include <signal.h>
#include <string.h>

#include "http-house.h"
#include "log-ear.h"

/* Nothing of what is asked reaches a handler, and the log says why, once more than before. */
static void
assert_kept_out (House *self, const TlsClientSetup *setup, MadoRebuff reason)
{
  const char *name = mado_rebuff_get_name (reason);
  const guint count = mado_rebuffs_get_count (self->rebuffs, reason);
  const guint logged = log_ear_count (name);
  g_autoptr (TlsClient) client = tls_client_new (setup);

  if (client != NULL)
    g_assert_cmpuint (house_ask (client, "POST", "/v1/echo", NULL, "{}"), ==, 0);
  house_await_rebuffs (self, reason, count + 1);
  log_ear_await (name, logged + 1);
  g_assert_cmpuint (log_ear_count (name), ==, logged + 1);
  g_assert_cmpuint (g_atomic_int_get (&self->n_inside), ==, 0);
}

static void
test_a_terminal_of_ours_gets_in (House *self, gconstpointer data)
{
  g_autoptr (TlsClient) client = NULL;

  house_open (self);
  client = house_connect (self, HOUSE_WORKING);
  for (guint i = 0; i < 3; i++) {
    g_autoptr (GBytes) body = g_bytes_new_static ("{\"a\":1}", 7);
    g_autoptr (TlsReply) reply = tls_client_ask (client, "POST", "/v1/echo", NULL, body);
    g_autofree char *text = tls_reply_dup_text (reply);

    g_assert_cmpuint (reply->status, ==, 200);
    g_assert_cmpstr (text, ==, "{\"a\":1}");
    g_assert_nonnull (strstr (reply->headers, "Cache-Control: no-store"));
  }
  g_assert_cmpuint (g_atomic_int_get (&self->n_inside), ==, 3);
}

static void
test_without_a_certificate_nobody_does (House *self, gconstpointer data)
{
  TlsClientSetup setup;

  house_open (self);
  setup = house_get_setup (self, HOUSE_WORKING);
  setup.certificate = setup.key = NULL;
  assert_kept_out (self, &setup, MADO_REBUFF_HANDSHAKE);
}

static void
test_a_certificate_that_does_not_hold_is_none (House *self, gconstpointer data)
{
  static const struct {
    HouseTerminal terminal;
    MadoRebuff reason;
  } cases[] = {
    { HOUSE_STRANGER, MADO_REBUFF_AUTHORITY }, { HOUSE_PRETENDER, MADO_REBUFF_AUTHORITY },
    { HOUSE_EXPIRED, MADO_REBUFF_EXPIRED },    { HOUSE_EARLY, MADO_REBUFF_EXPIRED },
    { HOUSE_UNKNOWN, MADO_REBUFF_UNKNOWN },
  };

  house_open (self);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const TlsClientSetup setup = house_get_setup (self, cases[i].terminal);

    assert_kept_out (self, &setup, cases[i].reason);
  }
}

static void
test_older_tls_and_none_at_all_are_refused (House *self, gconstpointer data)
{
  g_autoptr (GSocketClient) plain = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  TlsClientSetup setup;
  char answer[256];

  house_open (self);
  setup = house_get_setup (self, HOUSE_WORKING);
  setup.max_version = TLS1_2_VERSION;
  assert_kept_out (self, &setup, MADO_REBUFF_HANDSHAKE);

  connection = g_socket_client_connect_to_host (plain, "127.0.0.1", setup.port, NULL, NULL);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                             "GET /v1/wait HTTP/1.1\r\nHost: service\r\n\r\n", 40, NULL, NULL, NULL);
  while (g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), answer, sizeof answer, NULL,
                              NULL) > 0)
    g_assert_cmpint (memcmp (answer, "HTTP", 4), !=, 0);
  house_await_rebuffs (self, MADO_REBUFF_HANDSHAKE, 2);
  g_assert_cmpuint (g_atomic_int_get (&self->n_inside), ==, 0);
}

static void
test_from_elsewhere_not_even_tls_answers (House *self, gconstpointer data)
{
  TlsClientSetup setup;

  house_open (self);
  setup = house_get_setup (self, HOUSE_WORKING);
  setup.from = "127.0.0.9";
  assert_kept_out (self, &setup, MADO_REBUFF_ADDRESS);
}

static void
test_each_standing_has_its_routes (House *self, gconstpointer data)
{
  static const struct {
    const char *target;
    HouseTerminal terminal;
    guint status;
  } cases[] = {
    { "/v1/enrol", HOUSE_WORKING, 403 },  { "/v1/unsent", HOUSE_WORKING, 200 },   { "/v1/enrol", HOUSE_ENROLLING, 200 },
    { "/v1/echo", HOUSE_ENROLLING, 403 }, { "/v1/unsent", HOUSE_ENROLLING, 403 }, { "/v1/echo", HOUSE_REVOKED, 403 },
    { "/v1/unsent", HOUSE_REVOKED, 200 }, { "/v1/enrol", HOUSE_REVOKED, 403 },
  };

  house_open (self);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (TlsClient) client = house_connect (self, cases[i].terminal);

    g_test_message ("%s of %u", cases[i].target, (guint) cases[i].terminal);
    g_assert_cmpuint (house_ask (client, "POST", cases[i].target, NULL, "{}"), ==, cases[i].status);
  }
  g_assert_cmpuint (mado_rebuffs_get_count (self->rebuffs, MADO_REBUFF_STANDING), ==, 5);
  g_assert_cmpuint (g_atomic_int_get (&self->n_inside), ==, 3);
  g_assert_true (log_ear_heard ("MADO_TERMINAL=T-02"));
}

static void
test_who_is_revoked_is_so_at_the_next_request (House *self, gconstpointer data)
{
  g_autoptr (TlsClient) client = NULL;

  house_open (self);
  client = house_connect (self, HOUSE_WORKING);
  g_assert_cmpuint (house_ask (client, "POST", "/v1/echo", NULL, "{}"), ==, 200);
  g_atomic_int_set (&self->is_revoked, TRUE);
  g_assert_cmpuint (house_ask (client, "POST", "/v1/echo", NULL, "{}"), ==, 403);
}

static void
test_the_service_shows_its_own_certificate (House *self, gconstpointer data)
{
  g_autoptr (TlsClient) client = NULL;
  TlsClientSetup setup;

  house_open (self);
  setup = house_get_setup (self, HOUSE_WORKING);
  setup.authority = self->papers[HOUSE_STRANGER].certificate.pem;
  client = tls_client_new (&setup);
  g_assert_null (client);
}

static void
test_networks_are_read_strictly (void)
{
  static const char *const wrong[] = { "", "10.0.0.0/33", "10.0.0.1/8", "0.0.0.0/0", "::/0", "everybody", "10.0.0" };
  static const char *const networks[] = { "10.20.0.0/16", "192.0.2.7", "fd00:1::/64", NULL };
  static const char *const none[] = { NULL };
  static const struct {
    const char *address;
    gboolean is_allowed;
  } cases[] = {
    { "10.20.255.1", TRUE }, { "10.21.0.1", FALSE }, { "192.0.2.7", TRUE },
    { "192.0.2.8", FALSE },  { "fd00:1::9", TRUE },  { "fd00:2::9", FALSE },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoAddressList) list = mado_address_list_new (networks, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GInetAddress) address = g_inet_address_new_from_string (cases[i].address);

    g_assert_cmpint (mado_address_list_allows (list, address), ==, cases[i].is_allowed);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    const char *const one[] = { wrong[i], NULL };

    g_assert_null (mado_address_list_new (one, NULL));
  }
  g_assert_null (mado_address_list_new (none, NULL));
}

static void
test_an_old_address_in_a_new_one_is_the_old_one (void)
{
  GInetAddress *mapped = g_inet_address_new_from_string ("::ffff:192.0.2.7");
  g_autoptr (GSocketAddress) place = g_inet_socket_address_new (mapped, 1);
  struct sockaddr_storage native;
  g_autoptr (GInetAddress) address = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_socket_address_to_native (place, &native, sizeof native, NULL));
  address = mado_address_from_socket ((struct sockaddr *) &native);
  text = g_inet_address_to_string (address);
  g_assert_cmpstr (text, ==, "192.0.2.7");
  g_object_unref (mapped);
}

#define ADD(path, function) g_test_add (path, House, NULL, house_set_up, function, house_tear_down)

int
main (int argc, char **argv)
{
  signal (SIGPIPE, SIG_IGN);
  g_test_init (&argc, &argv, NULL);
  log_ear_open ();
  ADD ("/http-wall/a-terminal-of-ours-gets-in", test_a_terminal_of_ours_gets_in);
  ADD ("/http-wall/without-a-certificate-nobody-does", test_without_a_certificate_nobody_does);
  ADD ("/http-wall/a-certificate-that-does-not-hold-is-none", test_a_certificate_that_does_not_hold_is_none);
  ADD ("/http-wall/older-tls-and-none-at-all-are-refused", test_older_tls_and_none_at_all_are_refused);
  ADD ("/http-wall/from-elsewhere-not-even-tls-answers", test_from_elsewhere_not_even_tls_answers);
  ADD ("/http-wall/each-standing-has-its-routes", test_each_standing_has_its_routes);
  ADD ("/http-wall/who-is-revoked-is-so-at-the-next-request", test_who_is_revoked_is_so_at_the_next_request);
  ADD ("/http-wall/the-service-shows-its-own-certificate", test_the_service_shows_its_own_certificate);
  g_test_add_func ("/http-wall/networks-are-read-strictly", test_networks_are_read_strictly);
  g_test_add_func ("/http-wall/an-old-address-in-a-new-one-is-the-old-one",
                   test_an_old_address_in_a_new_one_is_the_old_one);

  return g_test_run ();
}
