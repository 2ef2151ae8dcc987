/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The door over a real line: what a terminal says, and what it is answered. */

#include <string.h>

#include "http-house.h"
#include "mado-access-desk.h"
#include "mado-access-reply.h"
#include "mado-administration.h"
#include "mado-memory-backend.h"
#include "mado-password.h"

#define PASSWORD "correct horse battery"
#define SIGN_IN "/v1/a/shinjuku/sign-in"
#define N_PEOPLE 24

static const MadoArgon2idCost cheap = { .memory = 64, .passes = 1, .lanes = 1 };

typedef struct {
  House house;
  MadoMemoryWard *memory;
  MadoWard *ward;
  MadoAccess *access;
  MadoTally *tally;
  MadoPorter *porter;
  MadoAccessDesk *desk;
} Line;

static MadoInstant
get_now (gpointer data)
{
  return mado_instant_now ();
}

static void
fill_random (gpointer data, guint8 *bytes, gsize length)
{
  g_autoptr (MadoSecret) chance = mado_secret_new_random (length);

  memcpy (bytes, mado_secret_get_bytes (chance), length);
}

static MadoBackend *
open_cb (gpointer memory, MadoBackendAccess access, GError **error)
{
  return mado_memory_backend_open (memory, access, error);
}

static void
serve_cb (gpointer data, MadoHttpCall *call)
{
  mado_access_desk_serve (((Line *) data)->desk, call);
}

static const MadoHttpRoute routes[] = {
  { "POST", "/v1/a/WARD/VERB", MADO_STANDING_WORKING, MADO_ACCESS_DESK_MAX_BODY, serve_cb },
  { "POST", "/v1/a/WARD/GROUP/VERB", MADO_STANDING_WORKING, MADO_ACCESS_DESK_MAX_BODY, serve_cb },
  {},
};

static MadoSecret *
make_password (const char *text)
{
  g_autofree char *copy = g_strdup (text);

  return mado_secret_new_wiping (copy, strlen (copy));
}

static void
found (Line *self)
{
  g_autoptr (MadoBackend) backend = mado_memory_backend_open (self->memory, MADO_BACKEND_WRITE, NULL);
  g_autoptr (MadoSecret) password = make_password (PASSWORD);
  g_autofree char *hash = mado_password_hash (password, &cheap, NULL);
  MadoTurn *turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, NULL);
  MadoAccessVerdict verdict;
  MadoFounder founders[N_PEOPLE];
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_PEOPLE; i++) {
    g_ptr_array_add (names, g_strdup_printf ("chief-%u", i));
    founders[i] = (MadoFounder) { g_ptr_array_index (names, i), hash, TRUE };
  }
  g_assert_true (mado_administration_found (self->access, backend, founders, N_PEOPLE, &verdict, NULL));
  g_assert_true (mado_turn_commit (turn, NULL));
}

static void
set_up (Line *self, gconstpointer data)
{
  const MadoChanceAndTime means = { get_now, fill_random, NULL };
  MadoWardSource source = { .open = open_cb, .means = means };
  g_autoptr (GError) error = NULL;

  self->memory = mado_memory_ward_new ();
  self->access = mado_access_new ("shinjuku", &means, &cheap, &error);
  g_assert_no_error (error);
  found (self);
  source.user_data = self->memory;
  self->ward = mado_ward_open ("shinjuku", &source, 2, &error);
  g_assert_no_error (error);
  self->tally = mado_tally_new (self->access);
  self->porter = mado_porter_new ();
  self->desk = mado_access_desk_new (self->ward, self->access, self->tally, self->porter);
  house_set_up (&self->house, NULL);
  self->house.routes = routes;
  self->house.route_data = self;
  house_open (&self->house);
}

static void
tear_down (Line *self, gconstpointer data)
{
  house_tear_down (&self->house, NULL);
  mado_porter_free (self->porter);
  mado_ward_free (self->ward);
  mado_access_desk_free (self->desk);
  mado_tally_free (self->tally);
  mado_access_free (self->access);
  mado_memory_ward_unref (self->memory);
}

/* The status; the answer is read where there is one. */
static guint
ask (TlsClient *client, const char *target, const char *token, const char *text, MadoAccessReply *out_reply)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autofree char *headers = token != NULL ? g_strdup_printf ("Authorization: Bearer %s\r\n", token) : g_strdup ("");
  g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));
  g_autoptr (TlsReply) reply = tls_client_ask (client, "POST", target, headers, body);

  g_assert_nonnull (reply);
  if (reply->status == 200)
    g_assert_true (mado_access_reply_read (reply->body, out_reply, NULL));

  return reply->status;
}

static void
test_in_and_out (Line *self, gconstpointer data)
{
  g_autoptr (TlsClient) client = house_connect (&self->house, HOUSE_WORKING);
  g_auto (MadoAccessReply) wrong = { 0 };
  g_auto (MadoAccessReply) in = { 0 };
  g_auto (MadoAccessReply) changed = { 0 };
  g_auto (MadoAccessReply) out = { 0 };
  g_auto (MadoAccessReply) none = { 0 };

  g_assert_cmpuint (ask (client, SIGN_IN, NULL, "{'account':'chief-0','password':'x'}", &wrong), ==, 200);
  g_assert_cmpint (wrong.verdict, ==, MADO_ACCESS_WRONG);
  g_assert_null (wrong.token);
  g_assert_cmpuint (ask (client, SIGN_IN, NULL, "{'account':'chief-0','password':'" PASSWORD "'}", &in), ==, 200);
  g_assert_cmpint (in.verdict, ==, MADO_ACCESS_DONE);
  g_assert_true (in.must_change);
  g_assert_cmpuint (ask (client, "/v1/a/shinjuku/password", in.token,
                         "{'password':'" PASSWORD "','next':'a boat full of tea'}", &changed),
                    ==, 200);
  g_assert_cmpint (changed.verdict, ==, MADO_ACCESS_DONE);
  g_assert_cmpuint (ask (client, "/v1/a/shinjuku/accounts/make", in.token, "{'account':'lead-1'}", &none), ==, 401);
  g_assert_cmpuint (ask (client, "/v1/a/shinjuku/sign-out", changed.token, "{}", &out), ==, 200);
  g_assert_cmpuint (ask (client, "/v1/a/shinjuku/sign-out", changed.token, "{}", &none), ==, 401);
}

static void
test_what_cannot_be_read_is_refused (Line *self, gconstpointer data)
{
  static const char *const bodies[] = {
    "",
    "[]",
    "{'account':1}",
    "{'account':'a','password':7}",
    "{'grants':{}}",
    "{'account':'a'",
    "{'password':'\\u0000'}",
  };
  g_auto (MadoAccessReply) none = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autoptr (TlsClient) client = house_connect (&self->house, HOUSE_WORKING);

    g_assert_cmpuint (ask (client, SIGN_IN, NULL, bodies[i], &none), ==, 400);
  }

  g_autoptr (TlsClient) client = house_connect (&self->house, HOUSE_WORKING);

  g_assert_cmpuint (ask (client, "/v1/a/shinjuku/open-sesame", NULL, "{}", &none), ==, 404);
}

static gpointer
sign_in_once (gpointer data)
{
  static guint n_people;
  Line *self = data;
  g_autoptr (TlsClient) client = house_connect (&self->house, HOUSE_WORKING);
  g_autofree char *text = g_strdup_printf ("{'account':'chief-%d','password':'" PASSWORD "'}",
                                           g_atomic_int_add ((gint *) &n_people, 1) % N_PEOPLE);
  MadoAccessVerdict verdict = MADO_ACCESS_BUSY;
  char *token = NULL;

  while (verdict == MADO_ACCESS_BUSY) {
    g_auto (MadoAccessReply) reply = { 0 };

    g_assert_cmpuint (ask (client, SIGN_IN, NULL, text, &reply), ==, 200);
    verdict = reply.verdict;
    token = g_steal_pointer (&reply.token);
  }
  g_assert_cmpint (verdict, ==, MADO_ACCESS_DONE);

  return token;
}

/* All on one terminal: more than may wait; whoever is told so comes again. */
static void
test_many_come_at_once (Line *self, gconstpointer data)
{
  g_autoptr (GHashTable) tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GThread *threads[N_PEOPLE];

  for (guint i = 0; i < N_PEOPLE; i++)
    threads[i] = g_thread_new ("person", sign_in_once, self);
  for (guint i = 0; i < N_PEOPLE; i++)
    g_hash_table_add (tokens, g_thread_join (threads[i]));
  g_assert_cmpuint (g_hash_table_size (tokens), ==, N_PEOPLE);
}

static void
test_a_revoked_terminal_loses_its_sessions (Line *self, gconstpointer data)
{
  g_autoptr (TlsClient) client = house_connect (&self->house, HOUSE_WORKING);
  g_autoptr (GPtrArray) departures = mado_departures_new ();
  MadoDeparture *departure = g_new (MadoDeparture, 1);
  g_auto (MadoAccessReply) in = { 0 };
  g_auto (MadoAccessReply) none = { 0 };

  ask (client, SIGN_IN, NULL, "{'account':'chief-0','password':'" PASSWORD "'}", &in);
  *departure = (MadoDeparture) { g_strdup ("T-00"), MADO_NEVER_AGAIN };
  g_ptr_array_add (departures, departure);
  mado_access_desk_say_farewell (self->desk, departures);
  mado_access_desk_write_tally (self->desk);
  g_assert_cmpuint (ask (client, "/v1/a/shinjuku/sign-out", in.token, "{}", &none), ==, 401);
}

#define add(name, function) g_test_add ("/access-line/" name, Line, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("in-and-out", test_in_and_out);
  add ("what-cannot-be-read-is-refused", test_what_cannot_be_read_is_refused);
  add ("many-come-at-once", test_many_come_at_once);
  add ("a-revoked-terminal-loses-its-sessions", test_a_revoked_terminal_loses_its_sessions);

  return g_test_run ();
}
