/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Coming in: who does, who does not, and what he learns. */

#include "door-sample.h"

#include <string.h>

#include "authenticator.h"
#include "mado-own-account.h"
#include "mado-session.h"
#include "mado-sign-in.h"

#define HOUR (60 * 60)

static void
assert_try (Door *door, const char *account, const char *password, const char *verdict)
{
  g_assert_cmpstr (mado_access_verdict_get_name (door_try (door, account, "t-1", password)), ==, verdict);
}

static void
test_a_session_is_good_on_its_terminal_until_it_ends (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  g_autofree char *token = door_sign_in (door, "lead-1", "t-1");

  g_assert_cmpuint (strlen (token), ==, 64);
  g_assert_true (door_is_in (door, token, "t-1"));
  g_assert_false (door_is_in (door, token, "t-2"));
  g_assert_false (door_is_in (door, NULL, "t-1"));
  g_assert_false (door_is_in (door, "", "t-1"));
  door_wait (door, 12 * HOUR - 1);
  g_assert_true (door_is_in (door, token, "t-1"));
  door_wait (door, 1);
  g_assert_false (door_is_in (door, token, "t-1"));
}

static void
test_signing_out_ends_it (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  g_autofree char *token = door_sign_in (door, "lead-1", "t-1");
  g_autofree char *other = door_sign_in (door, "lead-1", "t-2");
  g_autoptr (DoorReply) again = NULL;

  door_expect (door, MADO_ACCESS_DONE, &mado_sign_out_verb, "t-1", token, "{}");
  g_assert_false (door_is_in (door, token, "t-1"));
  g_assert_true (door_is_in (door, other, "t-2"));
  again = door_ask (door, &mado_sign_out_verb, "t-1", token, "{}");
  g_assert_null (again);
}

static void
test_signing_in_again_ends_the_session_before (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  g_autofree char *first = door_sign_in (door, "lead-1", "t-1");
  g_autofree char *second = door_sign_in (door, "lead-1", "t-1");

  g_assert_cmpstr (first, !=, second);
  g_assert_false (door_is_in (door, first, "t-1"));
  g_assert_true (door_is_in (door, second, "t-1"));
}

static void
test_the_token_is_kept_nowhere (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  g_autofree char *token = door_sign_in (door, "lead-1", "t-1");
  g_autofree char *log = door_describe_log (door, 0);
  g_autoptr (MadoTurn) turn = mado_turn_begin (door->ward->backend, MADO_BACKEND_READ, NULL);
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) texts = NULL;

  g_assert_true (
      door->ward->backend->type->list_records (door->ward->backend, "session", "", 100, &keys, &texts, NULL));
  g_assert_cmpuint (keys->len, >=, 1);
  for (guint i = 0; i < texts->len; i++) {
    gsize length;
    const char *text = g_bytes_get_data (g_ptr_array_index (texts, i), &length);

    g_assert_null (g_strstr_len (text, (gssize) length, token));
    g_assert_null (strstr (g_ptr_array_index (keys, i), token));
  }
  g_assert_null (strstr (log, token));
}

/* --- who does not come in ---------------------------------------------------------------------------------------- */

static void
test_what_is_wrong_is_not_said (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  g_autoptr (DoorReply) unknown =
      door_ask (door, &mado_sign_in_verb, "t-1", NULL, "{'account':'nobody-1','password':'" DOOR_PASSWORD "'}");
  g_autoptr (DoorReply) wrong =
      door_ask (door, &mado_sign_in_verb, "t-1", NULL, "{'account':'lead-1','password':'something else'}");
  g_autoptr (GBytes) unknown_text = mado_access_reply_write (unknown, NULL);
  g_autoptr (GBytes) wrong_text = mado_access_reply_write (wrong, NULL);

  g_assert_cmpint (wrong->verdict, ==, MADO_ACCESS_WRONG);
  g_assert_true (g_bytes_equal (unknown_text, wrong_text));
  assert_try (door, "LEAD-1", DOOR_PASSWORD, "wrong");
  assert_try (door, "", DOOR_PASSWORD, "wrong");
  assert_try (door, "../lead-1", DOOR_PASSWORD, "wrong");
}

/* The same work for both: the hash of nobody is worked out in the place of the account's. */
static void
test_an_unknown_account_costs_the_same (Door **fixture, gconstpointer data)
{
  static const char *const accounts[] = { "lead-1", "nobody-1" };

  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++) {
    g_autoptr (MadoKnock) knock = door_knock (*fixture, &mado_sign_in_verb, "t-1", NULL,
                                              "{'account':'%s','password':'something else'}", accounts[i]);

    door_look (*fixture, knock);
    g_assert_false (knock->is_answered);
    g_assert_nonnull (knock->proof.password);
    g_assert_true (g_str_has_prefix (knock->proof.known, "$argon2id$v=19$m=64,t=1,p=1$"));
  }
}

static void
test_no_password_is_no_password (Door **fixture, gconstpointer data)
{
  door_expect (*fixture, MADO_ACCESS_WRONG, &mado_sign_in_verb, "t-1", NULL, "{'account':'lead-1'}");
  door_expect (*fixture, MADO_ACCESS_WRONG, &mado_sign_in_verb, "t-1", NULL, "{'account':'lead-1','password':''}");
  door_expect (*fixture, MADO_ACCESS_WRONG, &mado_sign_in_verb, "t-1", NULL,
               "{'account':'lead-1','next':'" DOOR_PASSWORD "'}");
}

static void
fail_times (Door *door, const char *account, const char *terminal, guint times)
{
  for (guint i = 0; i < times; i++)
    g_assert_cmpint (door_try (door, account, terminal, "something else"), ==, MADO_ACCESS_WRONG);
}

static gint64
get_lock_seconds (Door *door, const char *account, const char *terminal)
{
  g_autoptr (DoorReply) reply =
      door_ask (door, &mado_sign_in_verb, terminal, NULL, "{'account':'%s','password':'" DOOR_PASSWORD "'}", account);

  g_assert_cmpstr (mado_access_verdict_get_name (reply->verdict), ==, "locked");

  return (reply->until.microseconds - door->ward->now.microseconds) / G_USEC_PER_SEC;
}

static void
test_five_failures_lock_and_each_more_doubles (Door **fixture, gconstpointer data)
{
  static const gint64 waits[] = { 60, 120, 240, 480, 960, 1920, 3600, 3600 };
  Door *door = *fixture;

  fail_times (door, "lead-1", "t-1", 4);
  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++) {
    fail_times (door, "lead-1", "t-1", 1);
    g_assert_cmpint (get_lock_seconds (door, "lead-1", "t-1"), ==, waits[i]);
    g_assert_cmpint (get_lock_seconds (door, "lead-1", "t-2"), ==, waits[i]);
    door_wait (door, waits[i]);
  }
  g_free (door_sign_in (door, "lead-1", "t-1"));
  fail_times (door, "lead-1", "t-1", 4);
  g_free (door_sign_in (door, "lead-1", "t-1"));
}

static void
test_a_name_that_there_is_not_locks_alike (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;

  fail_times (door, "nobody-1", "t-1", 5);
  g_assert_cmpint (get_lock_seconds (door, "nobody-1", "t-2"), ==, 60);
}

/* One after the other with other names: the terminal waits, and so does whoever has nothing to do with it there. */
static void
test_a_terminal_that_tries_many_names_waits (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;

  for (guint i = 0; i < 20; i++) {
    g_autofree char *name = g_strdup_printf ("guess-%u", i);

    g_assert_cmpint (door_try (door, name, "t-1", "something else"), ==, MADO_ACCESS_WRONG);
  }
  g_assert_cmpint (get_lock_seconds (door, "lead-1", "t-1"), ==, 60);
  g_free (door_sign_in (door, "lead-1", "t-2"));
}

/* All of them passed the first look before any was decided. */
static void
test_many_at_once_are_no_more_guesses (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  g_autoptr (GPtrArray) knocks = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_knock_free);
  guint n_wrong = 0;

  for (guint i = 0; i < 12; i++) {
    MadoKnock *knock = door_knock (door, &mado_sign_in_verb, "t-1", NULL, "{'account':'lead-1','password':'%s'}",
                                   i == 11 ? DOOR_PASSWORD : "something else");

    g_ptr_array_add (knocks, knock);
    door_look (door, knock);
    door_prove (knock);
  }
  for (guint i = 0; i < knocks->len; i++) {
    const MadoKnock *knock = g_ptr_array_index (knocks, i);

    g_assert_true (door_decide (door, g_ptr_array_index (knocks, i)));
    n_wrong += knock->reply.verdict == MADO_ACCESS_WRONG;
    g_assert_cmpint (knock->reply.verdict, ==, i < 5 ? MADO_ACCESS_WRONG : MADO_ACCESS_LOCKED);
    g_assert_null (knock->reply.token);
  }
  g_assert_cmpuint (n_wrong, ==, 5);
}

static void
test_a_password_that_changes_meanwhile_does_not_count (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  g_autofree char *token = door_sign_in (door, "lead-1", "t-1");
  g_autoptr (MadoKnock) knock =
      door_knock (door, &mado_sign_in_verb, "t-2", NULL, "{'account':'lead-1','password':'" DOOR_PASSWORD "'}");

  door_look (door, knock);
  door_prove (knock);
  door_expect (door, MADO_ACCESS_DONE, &mado_own_password_verb, "t-1", token,
               "{'password':'" DOOR_PASSWORD "','next':'another long one 5'}");
  g_assert_true (door_decide (door, knock));
  g_assert_cmpint (knock->reply.verdict, ==, MADO_ACCESS_WRONG);
}

/* --- the register ------------------------------------------------------------------------------------------------ */

static void
test_whoever_is_not_in_the_register_that_day_stays_out (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  g_autofree char *token = NULL;

  door->ward->now = mado_instant_from_iso ("2026-03-31T14:59:00.000000Z"); /* the last day, in Tokyo */
  token = door_sign_in (door, "lead-1", "t-1");
  g_assert_true (door_is_in (door, token, "t-1"));
  door_wait (door, 60);
  g_assert_false (door_is_in (door, token, "t-1"));
  assert_try (door, "lead-1", DOOR_PASSWORD, "not-registered");
  assert_try (door, "lead-1", "something else", "wrong");
}

static void
test_whoever_administers_comes_in_for_that_alone (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  g_autofree char *token = door_sign_in (door, "chief", "t-1");
  MadoGateVerdict verdict;

  g_assert_null (door_visit (door, DOOR_STREAM, "t-1", token, &verdict));
  g_assert_cmpint (verdict, ==, MADO_GATE_NO_ROLE);
}

/* --- the second factor ------------------------------------------------------------------------------------------- */

static char *
turn_on_factor (Door *door)
{
  g_autofree char *token = door_sign_in (door, "lead-1", "t-1");
  g_autoptr (DoorReply) offer =
      door_ask (door, &mado_own_factor_offer_verb, "t-1", token, "{'password':'" DOOR_PASSWORD "'}");
  char code[MADO_TOTP_DIGITS + 1];

  g_assert_cmpint (offer->verdict, ==, MADO_ACCESS_DONE);
  g_assert_true (g_str_has_prefix (offer->picture, "1111111"));
  authenticator_show (offer->uri, door->ward->now, 0, code);
  door_expect (door, MADO_ACCESS_DONE, &mado_own_factor_confirm_verb, "t-1", token, "{'code':'%s'}", code);

  return g_steal_pointer (&offer->uri);
}

static MadoAccessVerdict
try_code (Door *door, const char *code)
{
  g_autoptr (DoorReply) reply = door_ask (door, &mado_sign_in_verb, "t-2", NULL,
                                          "{'account':'lead-1','password':'" DOOR_PASSWORD "','code':'%s'}", code);

  return reply->verdict;
}

static void
test_a_code_lets_in_once (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  g_autofree char *uri = turn_on_factor (door);
  char code[MADO_TOTP_DIGITS + 1];

  assert_try (door, "lead-1", DOOR_PASSWORD, "code-needed");
  assert_try (door, "lead-1", "something else", "wrong");
  authenticator_show (uri, door->ward->now, 0, code);
  g_assert_cmpint (try_code (door, code), ==, MADO_ACCESS_CODE_WRONG); /* it turned the factor on */
  door_wait (door, 30);
  authenticator_show (uri, door->ward->now, 0, code);
  g_assert_cmpint (try_code (door, code), ==, MADO_ACCESS_DONE);
  g_assert_cmpint (try_code (door, code), ==, MADO_ACCESS_CODE_WRONG);
  door_wait (door, 30);
  g_assert_cmpint (try_code (door, code), ==, MADO_ACCESS_CODE_WRONG);
}

static void
test_codes_cannot_be_guessed_at_leisure (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  g_autofree char *uri = turn_on_factor (door);
  char right[MADO_TOTP_DIGITS + 1];

  door_wait (door, 30);
  authenticator_show (uri, door->ward->now, 0, right);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (try_code (door, "0"), ==, MADO_ACCESS_CODE_WRONG);
  g_assert_cmpint (try_code (door, right), ==, MADO_ACCESS_LOCKED);
}

static void
test_an_offer_alone_changes_nothing (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  g_autofree char *token = door_sign_in (door, "lead-1", "t-1");

  door_expect (door, MADO_ACCESS_ABSENT, &mado_own_factor_confirm_verb, "t-1", token, "{'code':'000000'}");
  door_expect (door, MADO_ACCESS_WRONG, &mado_own_factor_offer_verb, "t-1", token, "{'password':'something else'}");
  door_expect (door, MADO_ACCESS_DONE, &mado_own_factor_offer_verb, "t-1", token, "{'password':'" DOOR_PASSWORD "'}");
  door_expect (door, MADO_ACCESS_CODE_WRONG, &mado_own_factor_confirm_verb, "t-1", token, "{'code':'0'}");
  g_free (door_sign_in (door, "lead-1", "t-2"));
}

static void
test_it_is_turned_off_with_the_password (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  g_autofree char *uri = turn_on_factor (door);
  g_autoptr (DoorReply) reply = NULL;
  char code[MADO_TOTP_DIGITS + 1];

  door_wait (door, 60);
  authenticator_show (uri, door->ward->now, 0, code);
  reply = door_ask (door, &mado_sign_in_verb, "t-1", NULL,
                    "{'account':'lead-1','password':'" DOOR_PASSWORD "','code':'%s'}", code);
  door_expect (door, MADO_ACCESS_WRONG, &mado_own_factor_drop_verb, "t-1", reply->token, "{'password':'x'}");
  door_expect (door, MADO_ACCESS_DONE, &mado_own_factor_drop_verb, "t-1", reply->token,
               "{'password':'" DOOR_PASSWORD "'}");
  g_free (door_sign_in (door, "lead-1", "t-1"));
}

#define add(name, function) g_test_add ("/access-sign-in/" name, Door *, NULL, door_set_up, function, door_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ward_choose_backend (argc, argv);

  add ("a-session-is-good-on-its-terminal-until-it-ends", test_a_session_is_good_on_its_terminal_until_it_ends);
  add ("signing-out-ends-it", test_signing_out_ends_it);
  add ("signing-in-again-ends-the-session-before", test_signing_in_again_ends_the_session_before);
  add ("the-token-is-kept-nowhere", test_the_token_is_kept_nowhere);
  add ("what-is-wrong-is-not-said", test_what_is_wrong_is_not_said);
  add ("an-unknown-account-costs-the-same", test_an_unknown_account_costs_the_same);
  add ("no-password-is-no-password", test_no_password_is_no_password);
  add ("five-failures-lock-and-each-more-doubles", test_five_failures_lock_and_each_more_doubles);
  add ("a-name-that-there-is-not-locks-alike", test_a_name_that_there_is_not_locks_alike);
  add ("a-terminal-that-tries-many-names-waits", test_a_terminal_that_tries_many_names_waits);
  add ("many-at-once-are-no-more-guesses", test_many_at_once_are_no_more_guesses);
  add ("a-password-that-changes-meanwhile-does-not-count", test_a_password_that_changes_meanwhile_does_not_count);
  add ("whoever-is-not-in-the-register-that-day-stays-out", test_whoever_is_not_in_the_register_that_day_stays_out);
  add ("whoever-administers-comes-in-for-that-alone", test_whoever_administers_comes_in_for_that_alone);
  add ("a-code-lets-in-once", test_a_code_lets_in_once);
  add ("codes-cannot-be-guessed-at-leisure", test_codes_cannot_be_guessed_at_leisure);
  add ("an-offer-alone-changes-nothing", test_an_offer_alone_changes_nothing);
  add ("it-is-turned-off-with-the-password", test_it_is_turned_off_with_the_password);

  return g_test_run ();
}
