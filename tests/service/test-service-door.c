/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The real program with its own door, over the real line: whose session holds, and whose signature counts. */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "door-world.h"

#define LONG "2099-03-31"

/* --- sessions of a terminal that is revoked ---------------------------------------------------------------------- */

static guint
try_hello (DoorVisitor *visitor)
{
  const guint status = world_try (visitor->client, visitor->terminal->token, "POST", WORLD_STREAM "hello", "{}");

  return status == 400 ? 200 : status; /* let in, and not understood */
}

static void
revoke_it (DoorWorld *self, const char *name)
{
  int status = -1;
  g_autofree char *said = world_ctl (&self->world, &status, "terminal", "revoke", name, NULL);

  g_assert_cmpint (status, ==, 0);
}

static void
reconnect (DoorWorld *self, DoorVisitor *visitor)
{
  tls_client_free (visitor->client);
  visitor->client = world_connect (&self->world, &visitor->papers);
}

/* The terminal of the same name that takes its place. */
static void
replace (DoorWorld *self, DoorVisitor *visitor, const char *name)
{
  g_autofree char *earlier = g_strconcat (self->world.folder, "/", name, ".json", NULL);

  g_assert_cmpint (g_remove (earlier), ==, 0);
  papers_clear (&visitor->papers);
  world_enrol (&self->world, name, &visitor->papers);
  reconnect (self, visitor);
}

static void
restart (DoorWorld *self)
{
  world_start (&self->world);
  for (guint i = 0; i < self->visitors->len; i++)
    reconnect (self, g_ptr_array_index (self->visitors, i));
}

static guint
count_ended (DoorWorld *self)
{
  g_autofree char *log = door_world_show_log (self);
  guint count = 0;

  for (const char *at = log; (at = strstr (at, "access.end")) != NULL; at++)
    count++;

  return count;
}

static void
test_a_revoked_terminal_loses_its_sessions (DoorWorld *self, gconstpointer groups)
{
  DoorVisitor *visitor = door_world_add (self, "v-01", "verifier", LONG);
  const guint n_ended = count_ended (self);

  g_assert_cmpuint (try_hello (visitor), ==, 200);
  revoke_it (self, "t-v-01");
  replace (self, visitor, "t-v-01");
  g_assert_cmpuint (try_hello (visitor), ==, 401);
  g_assert_cmpuint (try_hello (door_world_find (self, "chief")), ==, 200);
  g_assert_cmpuint (count_ended (self), ==, n_ended + 1);
  door_world_sign_in (self, visitor);
  g_assert_cmpuint (try_hello (visitor), ==, 200);
}

static void
test_so_does_one_that_was_revoked_meanwhile (DoorWorld *self, gconstpointer groups)
{
  DoorVisitor *visitor = door_world_add (self, "v-01", "verifier", LONG);

  g_assert_cmpint (world_end (&self->world, SIGTERM), ==, 0);
  revoke_it (self, "t-v-01");
  restart (self);
  replace (self, visitor, "t-v-01");
  g_assert_cmpuint (try_hello (visitor), ==, 401);
  door_world_sign_in (self, visitor);
  g_assert_cmpint (world_end (&self->world, SIGTERM), ==, 0);
  restart (self); /* an old certificate of the terminal does not end what began with its new one */
  g_assert_cmpuint (try_hello (visitor), ==, 200);
}

/* --- the service as a whole --------------------------------------------------------------------------------------- */

static char *
ask_service (DoorWorld *self, const char *account, const char *verb)
{
  const DoorVisitor *visitor = door_world_find (self, account);
  g_autofree char *target = g_strconcat ("/v1/a/shinjuku/service/", verb, NULL);
  g_autofree char *headers = g_strdup_printf ("Authorization: Bearer %s\r\n", visitor->terminal->token);
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (TlsReply) reply = tls_client_ask (visitor->client, "POST", target, headers, body);

  g_assert_nonnull (reply);
  g_assert_cmpuint (reply->status, ==, 200);

  return g_strndup (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body));
}

/* Whoever oversees, or works, is told nothing of it, and has nothing done; what an administrator has done is in the
 * log. Without a word on where, nothing is saved, and the sheet says so. */
static void
test_administrators_alone_see_to_the_service (DoorWorld *self, gconstpointer groups)
{
  static const char *const verbs[] = { "look", "save", "drill" };
  g_autofree char *log = NULL;

  door_world_add (self, "v-01", "verifier", LONG);
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++) {
    g_autofree char *seen = ask_service (self, "chief", verbs[i]);
    g_autofree char *overseen = ask_service (self, "watch", verbs[i]);
    g_autofree char *worked = ask_service (self, "v-01", verbs[i]);

    g_assert_null (strstr (seen, "\"saved\":true")); /* a flag that is down is not written */
    g_assert_nonnull (strstr (seen, "\"work\":\"rest\""));
    g_assert_nonnull (strstr (overseen, "not-allowed"));
    g_assert_nonnull (strstr (worked, "not-allowed"));
  }
  log = door_world_show_log (self);
  g_assert_nonnull (strstr (log, "access.service"));
}

/* --- places ------------------------------------------------------------------------------------------------------ */

static MadoAccessVerdict
try_to_come_in (TlsClient *client, const char *account, char **out_token)
{
  g_auto (MadoAccessReply) reply = { 0 };

  door_world_say (client, NULL, "sign-in", &reply, "{'account':'%s','password':'" DOOR_WORLD_PASSWORD "'}", account);
  *out_token = g_steal_pointer (&reply.token);

  return reply.verdict;
}

static void
test_place_decides_who_works_where (DoorWorld *self, gconstpointer groups)
{
  DoorVisitor *ward = door_world_add (self, "w-01", "ward", LONG);   /* at a terminal of the ward's */
  DoorVisitor *agent = door_world_add (self, "a-01", "agent", LONG); /* at one of nobody's in particular */
  g_autofree char *token = NULL, *other = NULL;

  g_assert_cmpuint (try_hello (ward), ==, 200);
  g_assert_cmpuint (try_hello (agent), ==, 200);
  g_assert_cmpint (try_to_come_in (agent->client, "w-01", &token), ==, MADO_ACCESS_ELSEWHERE);
  g_assert_cmpint (try_to_come_in (ward->client, "a-01", &other), ==, MADO_ACCESS_ELSEWHERE);
  g_assert_null (token);
  g_assert_null (other);
  g_assert_cmpuint (try_hello (ward), ==, 200);
}

/* A session that somebody carries to a terminal of another place is worth nothing there. */
static void
test_a_session_does_not_change_its_place (DoorWorld *self, gconstpointer groups)
{
  DoorVisitor *ward = door_world_add (self, "w-01", "ward", LONG);
  DoorVisitor *agent = door_world_add (self, "a-01", "agent", LONG);

  g_assert_cmpuint (world_try (agent->client, ward->terminal->token, "POST", WORLD_STREAM "hello", "{}"), ==, 401);
  revoke_it (self, "t-w-01");
  replace (self, ward, "t-w-01"); /* the same terminal, enrolled anew, for no place */
  g_assert_cmpuint (try_hello (ward), ==, 401);
}

/* --- signatures -------------------------------------------------------------------------------------------------- */

/* What came of the newest operation: it is offered once more, and the service says what it knows. */
static char *
find_outcome (DoorVisitor *visitor)
{
  const gint64 last = (gint64) visitor->terminal->journal->len;
  g_autoptr (MadoPushReply) reply = world_push (visitor->terminal, visitor->client, last, last);
  const MadoKnownOperation *known;

  g_assert_nonnull (reply);
  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_TAKEN);
  g_assert_cmpuint (reply->known->len, ==, 1);
  known = &g_array_index (reply->known, MadoKnownOperation, 0);

  return g_strdup (known->code != NULL ? known->code : mado_outcome_kind_get_name (known->outcome));
}

static char *
receive_signed (DoorWorld *self, DoorVisitor *visitor, const char *actor, const MadoSigningKey *key)
{
  static guint n_cases;
  Terminal *terminal = visitor->terminal;
  const char *own = terminal->caller.person.account;
  g_autoptr (MadoOperation) plain = NULL;
  g_autoptr (MadoOperation) operation = NULL;

  terminal->caller.person.account = actor;
  plain = terminal_write (terminal, ward_draw_id (self->world.notes), "case.move",
                          "{'transition':'receive','receipt':'form:%u','edits':[]}", ++n_cases);
  terminal->caller.person.account = own;
  operation = key != NULL ? mado_operation_sign (plain, key, NULL) : mado_operation_ref (plain);
  terminal_keep (terminal, operation);
  door_world_push (visitor);

  return find_outcome (visitor);
}

#define expect(outcome, actor, key)                                                                                    \
  do {                                                                                                                 \
    g_autofree char *came_of_it = receive_signed (self, visitor, actor, key);                                          \
    g_assert_cmpstr (came_of_it, ==, outcome);                                                                         \
  } while (FALSE)

static void
test_who_signs_has_just_said_his_password (DoorWorld *self, gconstpointer groups)
{
  DoorVisitor *visitor = door_world_add (self, "v-01", "verifier", LONG);

  expect ("applied", "v-01", NULL);
  expect ("E_LEAVE", "v-01", visitor->key);
  door_world_take_leave (visitor);
  expect ("applied", "v-01", visitor->key);
  door_world_sign_in (self, visitor);
  expect ("E_LEAVE", "v-01", visitor->key);
}

static void
test_nobody_acts_or_signs_as_another (DoorWorld *self, gconstpointer groups)
{
  DoorVisitor *visitor = door_world_add (self, "v-01", "verifier", LONG);
  g_autoptr (MadoSigningKey) unknown = mado_signing_key_generate (NULL);

  door_world_take_leave (visitor);
  expect ("E_ACTOR", "chief", NULL);
  expect ("E_ACTOR", "chief", visitor->key);
  expect ("E_SIGNATURE", "v-01", unknown);
}

/* --- leases ------------------------------------------------------------------------------------------------------ */

static void
test_the_configuration_says_for_how_long_shares_are_lent (DoorWorld *self, gconstpointer groups)
{
  DoorVisitor *visitor = door_world_add (self, "v-01", "verifier", LONG);
  const gint64 now = mado_instant_now ().microseconds;
  g_auto (MadoAccessReply) reply = { 0 };

  g_assert_cmpuint (
      door_world_say (visitor->client, visitor->terminal->token, "share", &reply, "{'programme':'ninpu-r7'}"), ==, 200);
  g_assert_cmpint (reply.verdict, ==, MADO_ACCESS_DONE);
  g_assert_cmpuint (reply.lease_days, ==, 2);
  g_assert_cmpint (ABS (reply.until.microseconds - now - 2 * G_TIME_SPAN_DAY), <, G_TIME_SPAN_HOUR);
}

#define add(name, function)                                                                                            \
  g_test_add ("/service-door/" name, DoorWorld, NULL, door_world_set_up, function, door_world_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("a-revoked-terminal-loses-its-sessions", test_a_revoked_terminal_loses_its_sessions);
  add ("so-does-one-that-was-revoked-meanwhile", test_so_does_one_that_was_revoked_meanwhile);
  add ("administrators-alone-see-to-the-service", test_administrators_alone_see_to_the_service);
  add ("place-decides-who-works-where", test_place_decides_who_works_where);
  add ("a-session-does-not-change-its-place", test_a_session_does_not_change_its_place);
  add ("who-signs-has-just-said-his-password", test_who_signs_has_just_said_his_password);
  add ("nobody-acts-or-signs-as-another", test_nobody_acts_or_signs_as_another);
  g_test_add ("/service-door/the-configuration-says-for-how-long-shares-are-lent", DoorWorld,
              WORLD_WARD "lease-days=3\nlease-days-ninpu-r7=2\n", door_world_set_up,
              test_the_configuration_says_for_how_long_shares_are_lent, door_world_tear_down);

  return g_test_run ();
}
