/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever has a terminal of ours, or its certificate, and knows the line: what he steals, records, makes up. What the
 * ward has is the same afterwards, and each refusal is in the log. */

#include <string.h>

#include "door-world.h"
#include "hostile-request.h"
#include "mado-service-papers.h"
#include "mado-ward-digest.h"
#include "mado-ward-place.h"

#define LONG "2099-03-31"
#define N_THREADS 4
#define N_REQUESTS 20000 /* --long: 100,000 */
#define N_SANITIZED 4000
#define MOST_MEMORY 65536 /* KiB that the service may have more in the end */

/* --- what the ward has -------------------------------------------------------------------------------------------- */

static MadoWardDigest *
take_digest (World *world)
{
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  g_autoptr (MadoServiceSettings) settings = mado_service_settings_load (world->configuration, faults);
  g_autoptr (MadoSecret) secret = mado_service_papers_load_secret (settings, faults);
  const MadoWardSettings *ward = mado_service_settings_find_ward (settings, "shinjuku");
  g_autoptr (MadoWardPlace) place = mado_ward_place_new (ward, secret, NULL);
  MadoBackend *backend = mado_ward_place_open (place, MADO_BACKEND_READ, NULL);
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_READ, NULL);
  MadoWardDigest *digest = mado_ward_digest_take (backend, NULL);

  g_assert_nonnull (digest);
  g_clear_pointer (&turn, mado_turn_undo);
  mado_backend_free (backend);

  return digest;
}

/* Of the programme and of attachments: that somebody tried something is in the log of the door. */
static char *
describe_ward (World *world)
{
  g_autoptr (MadoWardDigest) digest = take_digest (world);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < mado_ward_digest_count (digest); i++) {
    const MadoWardSum *sum = mado_ward_digest_get (digest, i);
    g_autofree char *words = mado_ward_sum_describe (sum);
    g_autofree char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, sum->hash.bytes, sizeof sum->hash.bytes);

    if (g_str_has_suffix (sum->stream, "ninpu-r7") || sum->kind == MADO_WARD_ITEM_PART)
      g_string_append_printf (text, "%s %" G_GINT64_FORMAT " %s\n", words, sum->count, hash);
  }
  g_assert_nonnull (strstr (text->str, "ninpu-r7"));

  return g_strdup (text->str);
}

static void
assert_same_ward (World *world, const char *before)
{
  g_autofree char *after = describe_ward (world);

  g_assert_cmpstr (after, ==, before);
}

/* --- what is stolen ----------------------------------------------------------------------------------------------- */

static void
test_a_session_is_worth_nothing_elsewhere (DoorWorld *self, gconstpointer groups)
{
  const DoorVisitor *visitor = door_world_add (self, "v-01", "verifier", LONG);
  const DoorVisitor *thief = door_world_add (self, "v-02", "verifier", LONG);
  g_autofree char *before = describe_ward (&self->world);

  g_assert_cmpuint (world_try (thief->client, visitor->terminal->token, "POST", WORLD_STREAM "hello", "{}"), ==, 401);
  g_assert_cmpuint (world_try (thief->client, visitor->terminal->token, "POST", WORLD_STREAM "push", "{}"), ==, 401);
  world_await_words (&self->world, "refused: session");
  g_assert_true (world_has_said (&self->world, "t-v-02"));
  g_assert_false (world_has_said (&self->world, visitor->terminal->token));
  assert_same_ward (&self->world, before);
}

static GBytes *
record_push (DoorWorld *self, const DoorVisitor *visitor)
{
  Terminal *terminal = visitor->terminal;
  g_autoptr (MadoPushRequest) request = NULL;

  terminal_do (terminal, ward_draw_id (self->world.notes), "case.move",
               "{'transition':'receive','receipt':'form:1','edits':[]}");
  request = terminal_ask_push (terminal, 1, 1);

  return mado_push_request_write (request, NULL);
}

static void
test_what_was_recorded_does_nothing_again (DoorWorld *self, gconstpointer groups)
{
  const DoorVisitor *visitor = door_world_add (self, "v-01", "verifier", LONG);
  const DoorVisitor *thief = door_world_add (self, "v-02", "verifier", LONG);
  g_autoptr (GBytes) push = record_push (self, visitor);
  g_autoptr (TlsReply) once = world_ask (visitor->client, visitor->terminal->token, "POST", WORLD_STREAM "push", push);
  g_autofree char *before = describe_ward (&self->world);
  g_autoptr (TlsReply) twice = world_ask (visitor->client, visitor->terminal->token, "POST", WORLD_STREAM "push", push);
  g_autoptr (TlsReply) elsewhere = world_ask (thief->client, thief->terminal->token, "POST", WORLD_STREAM "push", push);
  g_autoptr (MadoPushReply) told = NULL;

  g_assert_cmpuint (once->status, ==, 200);
  g_assert_cmpuint (twice->status, ==, 200);
  g_assert_cmpuint (elsewhere->status, ==, 200);
  told = mado_push_reply_read (elsewhere->body, NULL);
  g_assert_cmpint (told->verdict, ==, MADO_PUSH_FORKED);
  g_assert_cmpint (told->received, ==, 0);
  assert_same_ward (&self->world, before);
}

static void
test_another_ward_is_none (DoorWorld *self, gconstpointer groups)
{
  const DoorVisitor *visitor = door_world_add (self, "v-01", "verifier", LONG);
  g_autoptr (GBytes) push = record_push (self, visitor);
  g_autofree char *before = describe_ward (&self->world);
  g_autoptr (TlsReply) reply =
      world_ask (visitor->client, visitor->terminal->token, "POST", "/v1/s/chuo/ninpu-r7/push", push);

  g_assert_cmpuint (reply->status, ==, 404);
  world_await_words (&self->world, "refused: path");
  assert_same_ward (&self->world, before);
}

/* --- what is broken off ------------------------------------------------------------------------------------------- */

static void
test_half_a_push_is_none (DoorWorld *self, gconstpointer groups)
{
  const DoorVisitor *visitor = door_world_add (self, "v-01", "verifier", LONG);
  g_autoptr (GBytes) push = record_push (self, visitor);
  g_autofree char *before = describe_ward (&self->world);
  const gsize length = g_bytes_get_size (push);
  g_autofree char *head =
      g_strdup_printf ("POST " WORLD_STREAM "push HTTP/1.1\r\nHost: service\r\nAuthorization: Bearer %s"
                       "\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                       visitor->terminal->token, length);

  for (gsize n = 0; n < length; n += 1 + length / 16) {
    g_autoptr (TlsClient) client = world_connect (&self->world, &visitor->papers);

    tls_client_send_text (client, head);
    tls_client_send (client, g_bytes_get_data (push, NULL), n);
  }
  g_assert_cmpuint (world_try (visitor->client, visitor->terminal->token, "GET", "/v1/health", ""), ==, 200);
  assert_same_ward (&self->world, before);
}

/* --- what is made up ---------------------------------------------------------------------------------------------- */

typedef struct {
  DoorWorld *world;
  const DoorVisitor *visitor;
  HostileTokens tokens;
  guint n_requests;
  guint32 seed;
  guint counts[6]; /* answers by the first digit of their status; 0: none */
} Attack;

/* Returns: (nullable): the connection to go on with */
static TlsClient *
send_one (Attack *self, TlsClient *client, GRand *chance)
{
  g_auto (HostileRequest) request = hostile_request_make (chance, &self->tokens);
  g_autoptr (TlsReply) reply = NULL;

  if (client == NULL)
    client = world_connect (&self->world->world, &self->visitor->papers);
  g_assert_nonnull (client);
  if (tls_client_send (client, request.bytes->data, request.bytes->len) && request.is_whole)
    reply = tls_client_receive (client);
  self->counts[reply != NULL ? reply->status / 100 : 0]++;
  if (reply != NULL && strstr (reply->headers, "onnection: close") == NULL)
    return client;
  tls_client_free (client);

  return NULL;
}

static gpointer
attack (gpointer data)
{
  Attack *self = data;
  g_autoptr (GRand) chance = g_rand_new_with_seed (self->seed);
  TlsClient *client = NULL;

  for (guint i = 0; i < self->n_requests; i++)
    client = send_one (self, client, chance);
  g_clear_pointer (&client, tls_client_free);

  return NULL;
}

static guint
count_requests (void)
{
#ifdef __SANITIZE_ADDRESS__
  return N_SANITIZED;
#else
  return g_getenv ("MADO_LONG") != NULL ? 5 * N_REQUESTS : N_REQUESTS;
#endif
}

static guint
measure_memory (World *world)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/status", g_subprocess_get_identifier (world->process));
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return (guint) g_ascii_strtoull (strstr (text, "VmRSS:") + strlen ("VmRSS:"), NULL, 10);
}

static void
attack_from_all_sides (DoorWorld *self, const DoorVisitor *visitor, const HostileTokens *tokens, guint32 seed, guint n)
{
  Attack attacks[N_THREADS] = { 0 };
  GThread *threads[N_THREADS];
  guint counts[6] = { 0 };

  for (guint i = 0; i < N_THREADS; i++) {
    attacks[i] = (Attack) { self, visitor, *tokens, n / N_THREADS, seed + i, { 0 } };
    threads[i] = g_thread_new ("attack", attack, &attacks[i]);
  }
  for (guint i = 0; i < N_THREADS; i++) {
    g_thread_join (threads[i]);
    for (gsize j = 0; j < G_N_ELEMENTS (counts); j++)
      counts[j] += attacks[i].counts[j];
  }
  g_test_message ("%u requests: %u answered, %u refused, %u failed, %u not waited for or hung up on", n, counts[2],
                  counts[4], counts[5], counts[0]);
  g_assert_cmpuint (counts[5], ==, 0);
  g_assert_cmpuint (counts[4], >, n / 3);
}

/* The first round brings all that is kept ready; what the second needs more is lost. */
static void
test_nothing_that_is_made_up_gets_in (DoorWorld *self, gconstpointer groups)
{
  static const char *const reasons[] = { "session", "path", "method", "body", "encoding", "malformed", "standing" };
  DoorVisitor *visitor = door_world_add (self, "v-01", "verifier", LONG);
  const DoorVisitor *robbed = door_world_add (self, "v-02", "verifier", LONG);
  const HostileTokens tokens = { visitor->terminal->token, robbed->terminal->token };
  g_autofree char *before = describe_ward (&self->world);
  const guint n = count_requests ();
  guint memory;

  attack_from_all_sides (self, visitor, &tokens, 1, n / 2);
  memory = measure_memory (&self->world);
  attack_from_all_sides (self, visitor, &tokens, 100, n / 2);
  g_test_message ("%u KiB, then %u KiB", memory, measure_memory (&self->world));
  g_assert_cmpuint (measure_memory (&self->world), <, memory + MOST_MEMORY);
  assert_same_ward (&self->world, before);
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++) {
    g_autofree char *words = g_strconcat ("refused: ", reasons[i], NULL);

    world_await_words (&self->world, words);
  }
  g_assert_false (world_has_said (&self->world, tokens.own));
  g_assert_false (world_has_said (&self->world, tokens.stolen));
  tls_client_free (visitor->client);
  visitor->client = world_connect (&self->world, &visitor->papers);
  terminal_do (visitor->terminal, ward_draw_id (self->world.notes), "case.move",
               "{'transition':'receive','receipt':'form:1','edits':[]}");
  door_world_push (visitor);
}

#define add(name, function)                                                                                            \
  g_test_add ("/service-hostile/" name, DoorWorld, NULL, door_world_set_up, function, door_world_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("a-session-is-worth-nothing-elsewhere", test_a_session_is_worth_nothing_elsewhere);
  add ("what-was-recorded-does-nothing-again", test_what_was_recorded_does_nothing_again);
  add ("another-ward-is-none", test_another_ward_is_none);
  add ("half-a-push-is-none", test_half_a_push_is_none);
  add ("nothing-that-is-made-up-gets-in", test_nothing_that_is_made_up_gets_in);

  return g_test_run ();
}
