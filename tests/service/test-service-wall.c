/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who gets in to the real program, and what becomes of those who mean no good. */

#include <openssl/ssl.h>
#include <string.h>

#include "mado-authority.h"
#include "service-world.h"

#define TOKEN "v-01:verifier"
#define QUICK WORLD_WARD "[limits]\ntransfer-ms=500\nhandshake-ms=800\n"

static void
set_up (World *self, gconstpointer groups)
{
  world_set_up (self, groups);
  world_start (self);
}

/* --- certificates ------------------------------------------------------------------------------------------------ */

static void
assert_kept_out (World *self, const TlsClientSetup *setup, const char *words)
{
  g_autoptr (TlsClient) client = tls_client_new (setup);

  if (client != NULL)
    g_assert_cmpuint (world_try (client, TOKEN, "GET", "/v1/health", ""), ==, 0);
  world_await_words (self, words);
}

/* Of another authority, which says the same name. */
static void
forge (Papers *papers)
{
  const MadoInstant now = mado_instant_now ();
  const MadoInstant later = { now.microseconds + G_TIME_SPAN_DAY };
  const MadoInstant earlier = { now.microseconds - G_TIME_SPAN_DAY };
  const MadoCertificateOrder order = {
    .purpose = MADO_CERTIFICATE_TERMINAL, .name = papers->name, .from = earlier, .until = later
  };
  g_autoptr (MadoTlsKey) own = mado_tls_key_generate (NULL);
  g_autoptr (MadoTlsKey) key = mado_tls_key_generate (NULL);
  g_autoptr (MadoAuthority) authority = mado_authority_create (own, "Madoguchi terminals", earlier, later, NULL);
  g_autoptr (MadoSecret) pem = mado_tls_key_to_pem (key, NULL);
  g_auto (MadoIssuedCertificate) certificate = { 0 };

  g_assert_true (mado_authority_certify (authority, &order, key, &certificate, NULL));
  g_set_str (&papers->certificate, certificate.pem);
  g_free (papers->key);
  papers->key = g_strndup ((const char *) mado_secret_get_bytes (pem), mado_secret_get_length (pem));
}

static void
test_nobody_without_a_certificate_of_ours (World *self, G_GNUC_UNUSED gconstpointer groups)
{
  g_auto (Papers) papers = { 0 };
  TlsClientSetup setup;

  world_enrol (self, "t-v-01", &papers);
  setup = world_get_setup (self, &papers);
  setup.max_version = TLS1_2_VERSION;
  assert_kept_out (self, &setup, "refused: handshake");
  setup = world_get_setup (self, &papers);
  setup.from = "127.0.0.9";
  assert_kept_out (self, &setup, "refused: address");
  setup = world_get_setup (self, &papers);
  setup.certificate = setup.key = NULL;
  assert_kept_out (self, &setup, "refused: handshake");
  forge (&papers);
  setup = world_get_setup (self, &papers);
  assert_kept_out (self, &setup, "refused: authority");
}

static void
await_standing (World *self, const Papers *papers, guint status)
{
  for (guint got = 0; got != status;) {
    g_autoptr (TlsClient) client = world_connect (self, papers);

    got = client != NULL ? world_try (client, "", "GET", "/v1/health", "") : 0;
  }
}

static void
revoke_it (World *self, const char *how)
{
  int status = -1;
  g_autofree char *said = world_ctl (self, &status, "terminal", "revoke", "t-v-01", how, NULL);

  g_assert_cmpint (status, ==, 0);
}

static void
test_a_revoked_terminal_hands_in_and_wipes (World *self, G_GNUC_UNUSED gconstpointer groups)
{
  g_auto (Papers) papers = { 0 };
  g_autoptr (TlsClient) client = NULL;
  g_autoptr (TlsClient) again = NULL;
  g_autoptr (TlsReply) order = NULL;
  g_autofree char *text = NULL;

  world_enrol (self, "t-v-01", &papers);
  client = world_connect (self, &papers);
  g_assert_cmpuint (world_try (client, "", "GET", "/v1/health", ""), ==, 200);
  revoke_it (self, NULL);
  await_standing (self, &papers, 403);
  g_assert_cmpuint (world_try (client, TOKEN, "POST", WORLD_STREAM "hello", "{}"), ==, 403); /* on a line of before */
  world_await_words (self, "refused: standing");
  again = world_connect (self, &papers);
  order = world_ask (again, "", "GET", "/v1/order", NULL);
  text = tls_reply_dup_text (order);
  g_assert_nonnull (strstr (text, "\"order\":\"wipe\""));
  g_assert_cmpuint (world_try (again, "", "POST", "/v1/unsent", "sealed"), ==, 200);
  g_assert_cmpuint (world_try (again, "", "POST", "/v1/unsent", "sealed"), ==, 200);
}

static void
test_a_thief_gets_not_even_that (World *self, G_GNUC_UNUSED gconstpointer groups)
{
  g_auto (Papers) papers = { 0 };

  world_enrol (self, "t-v-01", &papers);
  revoke_it (self, "--at-once");
  await_standing (self, &papers, 0);
  world_await_words (self, "refused: unknown-terminal");
}

static void
test_a_wrong_code_opens_nothing (World *self, G_GNUC_UNUSED gconstpointer groups)
{
  g_auto (Papers) papers = { 0 };
  g_autofree char *code = NULL;
  g_autoptr (TlsClient) client = world_invite (self, "t-v-01", &code, &papers);

  for (guint i = 0; i < 5; i++)
    g_assert_cmpuint (world_redeem (client, "2222-2222-2222-2222", &papers), ==, 403);
  g_assert_cmpuint (world_redeem (client, code, &papers), !=, 200); /* it was tried too often */
  world_await_words (self, "refused: enrolment-code");
}

static void
test_a_file_is_good_for_one_terminal (World *self, G_GNUC_UNUSED gconstpointer groups)
{
  g_auto (Papers) first = { 0 };
  g_auto (Papers) second = { 0 };
  g_autofree char *code = NULL;
  g_autoptr (TlsClient) client = world_invite (self, "t-v-01", &code, &first);

  second.name = g_strdup (first.name);
  g_assert_cmpuint (world_redeem (client, code, &first), ==, 200);
  g_assert_cmpuint (world_redeem (client, code, &second), ==, 403);
}

/* --- sessions ---------------------------------------------------------------------------------------------------- */

static void
test_nothing_without_a_session (World *self, G_GNUC_UNUSED gconstpointer groups)
{
  static const char *const verbs[] = { "hello", "push", "pull", "rows", "history", "presence" };
  g_auto (Papers) papers = { 0 };
  g_autoptr (TlsClient) client = NULL;

  world_enrol (self, "t-v-01", &papers);
  client = world_connect (self, &papers);
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++) {
    g_autofree char *target = g_strconcat (WORLD_STREAM, verbs[i], NULL);

    g_assert_cmpuint (world_try (client, "", "POST", target, "{}"), ==, 401);
  }
  g_assert_cmpuint (world_try (client, "", "GET", WORLD_STREAM "programme/1", ""), ==, 401);
  g_assert_cmpuint (world_try (client, TOKEN, "POST", "/v1/s/chuo/ninpu-r7/hello", "{}"), ==, 404);
  g_assert_cmpuint (world_try (client, TOKEN, "POST", "/v1/s/shinjuku/other/hello", "{}"), ==, 404);
}

/* --- malice ------------------------------------------------------------------------------------------------------ */

static char *
repeat (const char *text, guint count)
{
  GString *repeated = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    g_string_append (repeated, text);

  return g_string_free_and_steal (repeated);
}

static void
test_bodies_that_cannot_be (World *self, G_GNUC_UNUSED gconstpointer groups)
{
  static const struct {
    const char *repeated;
    guint count;
    guint status;
  } cases[] = {
    { "[", 1000, 400 },           /* not whole */
    { "{\"device\":", 400, 400 }, /* and too deep */
    { "\xff\xfe", 10, 400 },      { "{}", 1, 400 }, { "x", 1024, 400 }, { "x", 4097, 413 },
  };
  g_auto (Papers) papers = { 0 };

  world_enrol (self, "t-v-01", &papers);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (TlsClient) client = world_connect (self, &papers);
    g_autofree char *body = repeat (cases[i].repeated, cases[i].count);

    g_assert_cmpuint (world_try (client, TOKEN, "POST", WORLD_STREAM "hello", body), ==, cases[i].status);
  }
}

static void
test_json_that_is_too_deep (World *self, G_GNUC_UNUSED gconstpointer groups)
{
  g_auto (Papers) papers = { 0 };
  g_autoptr (TlsClient) client = NULL;
  g_autofree char *open = repeat ("[", 100000);
  g_autofree char *close = repeat ("]", 100000);
  g_autofree char *body = g_strconcat ("{\"operations\":", open, close, "}", NULL);

  world_enrol (self, "t-v-01", &papers);
  client = world_connect (self, &papers);
  g_assert_cmpuint (world_try (client, TOKEN, "POST", WORLD_STREAM "push", body), ==, 400);
  g_assert_cmpuint (world_try (client, TOKEN, "GET", "/v1/health", ""), ==, 200);
}

static void
test_a_push_larger_than_any (World *self, G_GNUC_UNUSED gconstpointer groups)
{
  g_auto (Papers) papers = { 0 };
  g_autoptr (TlsClient) client = NULL;

  world_enrol (self, "t-v-01", &papers);
  client = world_connect (self, &papers);
  tls_client_send_text (client, "POST " WORLD_STREAM "push HTTP/1.1\r\nHost: service\r\n"
                                "Authorization: Bearer " TOKEN "\r\nContent-Length: 9000000\r\n\r\n");

  g_autoptr (TlsReply) reply = tls_client_receive (client); /* before the body is there */

  g_assert_cmpuint (reply->status, ==, 413);
  world_await_words (self, "refused: size");
}

static void
test_who_dawdles_is_dropped (World *self, G_GNUC_UNUSED gconstpointer groups)
{
  g_auto (Papers) papers = { 0 };
  g_autoptr (TlsClient) client = NULL;

  world_enrol (self, "t-v-01", &papers);
  client = world_connect (self, &papers);
  tls_client_send_text (client, "POST " WORLD_STREAM "push HTTP/1.1\r\nHost: service\r\n"
                                "Authorization: Bearer " TOKEN "\r\nContent-Length: 100\r\n\r\n{");
  g_assert_true (tls_client_is_dropped (client));
  world_await_words (self, "refused: slow");
}

static void
test_nothing_of_what_they_say_is_logged (World *self, G_GNUC_UNUSED gconstpointer groups)
{
  g_auto (Papers) papers = { 0 };
  g_autoptr (TlsClient) client = NULL;

  world_enrol (self, "t-v-01", &papers);
  client = world_connect (self, &papers);
  g_assert_cmpuint (world_try (client, "very-secret-token", "POST", WORLD_STREAM "hello", "{\"a\":\"見本 花子\"}"), ==,
                    401);
  g_assert_cmpuint (world_try (client, TOKEN, "POST", WORLD_STREAM "hello", "{\"a\":\"見本 花子\"}"), ==, 400);
  world_await_words (self, "refused: body");
  g_assert_false (world_has_said (self, "very-secret-token"));
  g_assert_false (world_has_said (self, "見本"));
}

/* What a client may do wrong when it was let in: whoever reads the journal sees each, by its reason. */
static void
test_each_refusal_is_written_down (World *self, G_GNUC_UNUSED gconstpointer groups)
{
  static const struct {
    const char *method, *target, *headers, *body, *words;
    guint status;
  } cases[] = {
    { "GET", "/v1/nothing", "", "", "refused: path", 404 },
    { "DELETE", "/v1/health", "", "", "refused: method", 405 },
    { "POST", WORLD_STREAM "hello", "Authorization: Bearer " TOKEN "\r\nContent-Encoding: gzip\r\n", "{}",
      "refused: encoding", 415 },
    { "POST", WORLD_STREAM "hello", "Authorization: Bearer " TOKEN "\r\n", "{}", "refused: body", 400 },
    { "POST", WORLD_STREAM "hello", "", "{}", "refused: session", 401 },
    { "GET", "/v1/health", "no colon\r\n", "", "refused: malformed", 400 },
  };
  g_auto (Papers) papers = { 0 };

  world_enrol (self, "t-v-01", &papers);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (TlsClient) client = world_connect (self, &papers);
    g_autoptr (GBytes) body = *cases[i].body != '\0' ? g_bytes_new (cases[i].body, strlen (cases[i].body)) : NULL;
    g_autoptr (TlsReply) reply = NULL;

    g_assert_false (world_has_said (self, cases[i].words));
    reply = tls_client_ask (client, cases[i].method, cases[i].target, cases[i].headers, body);
    g_assert_cmpuint (reply != NULL ? reply->status : 0, ==, cases[i].status);
    world_await_words (self, cases[i].words);
  }
}

#define add(name, groups, function) g_test_add ("/service-wall/" name, World, groups, set_up, function, world_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("nobody-without-a-certificate-of-ours", NULL, test_nobody_without_a_certificate_of_ours);
  add ("a-revoked-terminal-hands-in-and-wipes", NULL, test_a_revoked_terminal_hands_in_and_wipes);
  add ("a-thief-gets-not-even-that", NULL, test_a_thief_gets_not_even_that);
  add ("a-wrong-code-opens-nothing", NULL, test_a_wrong_code_opens_nothing);
  add ("a-file-is-good-for-one-terminal", NULL, test_a_file_is_good_for_one_terminal);
  add ("nothing-without-a-session", NULL, test_nothing_without_a_session);
  add ("bodies-that-cannot-be", NULL, test_bodies_that_cannot_be);
  add ("json-that-is-too-deep", NULL, test_json_that_is_too_deep);
  add ("a-push-larger-than-any", NULL, test_a_push_larger_than_any);
  add ("who-dawdles-is-dropped", QUICK, test_who_dawdles_is_dropped);
  add ("each-refusal-is-written-down", NULL, test_each_refusal_is_written_down);
  add ("nothing-of-what-they-say-is-logged", NULL, test_nothing_of_what_they_say_is_logged);

  return g_test_run ();
}
