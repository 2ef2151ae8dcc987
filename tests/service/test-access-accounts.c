/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Accounts as their persons and their administrators deal with them, and what that leaves in the log. */

#include "door-sample.h"

#include <glib/gstdio.h>
#include <string.h>

#include "mado-access-roll.h"
#include "mado-account.h"
#include "mado-administration.h"
#include "mado-hex.h"
#include "mado-key-file.h"
#include "mado-list-verbs.h"
#include "mado-own-account.h"
#include "mado-password-rule.h"
#include "mado-profile-share.h"
#include "mado-service-verbs.h"
#include "mado-sign-in.h"
#include "mado-store-error.h"

#define HOUR (60 * 60)
#define DAY (24 * HOUR)

typedef struct {
  Door *door;
  char *chief;
  char *watch;
  char *lead;
} Staff;

static void
set_up (Staff *self, gconstpointer data)
{
  self->door = door_new ();
  self->chief = door_sign_in (self->door, "chief", "t-chief");
  self->watch = door_sign_in (self->door, "watch", "t-watch");
  self->lead = door_sign_in (self->door, "lead-1", "t-1");
}

static void
tear_down (Staff *self, gconstpointer data)
{
  g_free (self->chief);
  g_free (self->watch);
  g_free (self->lead);
  door_free (self->door);
}

#define expect_chief(verdict, verb, ...) door_expect (self->door, verdict, verb, "t-chief", self->chief, __VA_ARGS__)
#define expect_watch(verdict, verb, ...) door_expect (self->door, verdict, verb, "t-watch", self->watch, __VA_ARGS__)
#define expect_lead(verdict, verb, ...) door_expect (self->door, verdict, verb, "t-1", self->lead, __VA_ARGS__)

/* --- one's own --------------------------------------------------------------------------------------------------- */

static void
test_a_new_password_ends_all_sessions (Staff *self, gconstpointer data)
{
  g_autofree char *other = door_sign_in (self->door, "lead-1", "t-2");
  g_autoptr (DoorReply) reply = door_ask (self->door, &mado_own_password_verb, "t-1", self->lead,
                                          "{'password':'" DOOR_PASSWORD "','next':'a boat full of tea'}");

  g_assert_cmpint (reply->verdict, ==, MADO_ACCESS_DONE);
  g_assert_false (door_is_in (self->door, self->lead, "t-1"));
  g_assert_false (door_is_in (self->door, other, "t-2"));
  g_assert_true (door_is_in (self->door, reply->token, "t-1"));
  g_assert_cmpint (door_try (self->door, "lead-1", "t-1", DOOR_PASSWORD), ==, MADO_ACCESS_WRONG);
  g_assert_cmpint (door_try (self->door, "lead-1", "t-1", "a boat full of tea"), ==, MADO_ACCESS_DONE);
}

static void
test_a_new_password_keeps_the_rules (Staff *self, gconstpointer data)
{
  expect_lead (MADO_ACCESS_PASSWORD_SHORT, &mado_own_password_verb, "{'password':'%s','next':'%s'}", DOOR_PASSWORD,
               "short");
  expect_lead (MADO_ACCESS_PASSWORD_SHORT, &mado_own_password_verb, "{'password':'%s'}", DOOR_PASSWORD);
  expect_lead (MADO_ACCESS_PASSWORD_ACCOUNT, &mado_own_password_verb, "{'password':'%s','next':'%s'}", DOOR_PASSWORD,
               "it is Lead-1 again");
  expect_lead (MADO_ACCESS_WRONG, &mado_own_password_verb, "{'password':'%s','next':'%s'}", "something else",
               "a boat full of tea");
  expect_lead (MADO_ACCESS_PASSWORD_REUSED, &mado_own_password_verb, "{'password':'%s','next':'%s'}", DOOR_PASSWORD,
               DOOR_PASSWORD);
  g_assert_true (door_is_in (self->door, self->lead, "t-1"));
}

static void
test_none_of_the_last_six_comes_again (Staff *self, gconstpointer data)
{
  g_autofree char *token = g_strdup (self->lead);
  g_autofree char *password = g_strdup (DOOR_PASSWORD);

  for (guint i = 0; i < 6; i++) {
    g_autofree char *next = g_strdup_printf ("a boat full of tea %u", i);
    g_autoptr (DoorReply) reused = door_ask (self->door, &mado_own_password_verb, "t-1", token,
                                             "{'password':'%s','next':'" DOOR_PASSWORD "'}", password);
    g_autoptr (DoorReply) reply = NULL;

    g_assert_cmpint (reused->verdict, ==, MADO_ACCESS_PASSWORD_REUSED);
    reply =
        door_ask (self->door, &mado_own_password_verb, "t-1", token, "{'password':'%s','next':'%s'}", password, next);
    g_assert_cmpint (reply->verdict, ==, MADO_ACCESS_DONE);
    g_set_str (&token, reply->token);
    g_set_str (&password, next);
  }
  door_expect (self->door, MADO_ACCESS_DONE, &mado_own_password_verb, "t-1", token,
               "{'password':'%s','next':'" DOOR_PASSWORD "'}", password);
}

static void
test_the_password_again_gives_leave_to_sign (Staff *self, gconstpointer data)
{
  g_autoptr (MadoVisitor) before = NULL;
  g_autoptr (MadoVisitor) after = NULL;
  g_autoptr (DoorReply) reply = NULL;
  MadoGateVerdict verdict;

  before = door_visit (self->door, DOOR_STREAM, "t-1", self->lead, &verdict);
  g_assert_cmpint (before->caller.may_sign_until.microseconds, ==, 0);
  expect_lead (MADO_ACCESS_WRONG, &mado_own_leave_verb, "{'password':'something else'}");
  reply = door_ask (self->door, &mado_own_leave_verb, "t-1", self->lead, "{'password':'" DOOR_PASSWORD "'}");
  after = door_visit (self->door, DOOR_STREAM, "t-1", self->lead, &verdict);
  g_assert_cmpint (after->caller.may_sign_until.microseconds - self->door->ward->now.microseconds, ==,
                   300 * G_USEC_PER_SEC);
  g_assert_cmpint (reply->until.microseconds, ==, after->caller.may_sign_until.microseconds);
}

static void
test_an_open_terminal_is_no_place_to_guess (Staff *self, gconstpointer data)
{
  for (guint i = 0; i < 5; i++)
    expect_lead (MADO_ACCESS_WRONG, &mado_own_leave_verb, "{'password':'something else'}");
  expect_lead (MADO_ACCESS_LOCKED, &mado_own_leave_verb, "{'password':'" DOOR_PASSWORD "'}");
  g_assert_true (door_is_in (self->door, self->lead, "t-1"));
}

/* --- others' ----------------------------------------------------------------------------------------------------- */

static void
test_a_made_account_changes_its_password_first (Staff *self, gconstpointer data)
{
  g_autoptr (DoorReply) made = door_ask (self->door, &mado_accounts_make_verb, "t-chief", self->chief,
                                         "{'account':'agent-1','grants':[{'programme':'ninpu-r7','role':'agent'}]}");
  g_autoptr (DoorReply) in = NULL;
  g_autoptr (DoorReply) changed = NULL;

  g_assert_cmpuint (strlen (made->one_time), ==, 19);
  g_assert_cmpint (door_try (self->door, "agent-1", "t-1", made->one_time), ==, MADO_ACCESS_NOT_REGISTERED);
  door_register (self->door, "agent-1", "2025-05-01", "2025-06-30");
  in = door_ask (self->door, &mado_sign_in_verb, "t-1", NULL, "{'account':'agent-1','password':'%s'}", made->one_time);
  g_assert_true (in->must_change);
  g_assert_false (door_is_in (self->door, in->token, "t-1"));
  door_expect (self->door, MADO_ACCESS_NOT_ALLOWED, &mado_profile_share_verb, "t-1", in->token,
               "{'programme':'ninpu-r7'}");
  door_expect (self->door, MADO_ACCESS_NOT_ALLOWED, &mado_own_leave_verb, "t-1", in->token, "{'password':'%s'}",
               made->one_time);
  door_expect (self->door, MADO_ACCESS_PASSWORD_REUSED, &mado_own_password_verb, "t-1", in->token,
               "{'password':'%s','next':'%s'}", made->one_time, made->one_time);
  changed = door_ask (self->door, &mado_own_password_verb, "t-1", in->token,
                      "{'password':'%s','next':'a boat full of tea'}", made->one_time);
  g_assert_true (door_is_in (self->door, changed->token, "t-1"));
  g_assert_cmpuint (changed->grants->len, ==, 1);
}

static void
test_a_one_time_password_ends (Staff *self, gconstpointer data)
{
  g_autoptr (DoorReply) made = door_ask (self->door, &mado_accounts_make_verb, "t-chief", self->chief,
                                         "{'account':'agent-1','grants':[{'programme':'ninpu-r7','role':'agent'}]}");

  door_register (self->door, "agent-1", "2025-05-01", "2025-06-30");
  door_wait (self->door, 3 * DAY);
  g_assert_cmpint (door_try (self->door, "agent-1", "t-1", made->one_time), ==, MADO_ACCESS_ONE_TIME_OVER);
  g_assert_cmpint (door_try (self->door, "agent-1", "t-1", "something else"), ==, MADO_ACCESS_WRONG);
}

static void
test_what_is_no_account_is_not_made (Staff *self, gconstpointer data)
{
  expect_chief (MADO_ACCESS_NAME, &mado_accounts_make_verb, "{'account':'Lead-2'}");
  expect_chief (MADO_ACCESS_NAME, &mado_accounts_make_verb, "{'account':'a/b'}");
  expect_chief (MADO_ACCESS_NAME, &mado_accounts_make_verb, "{'account':'a'}");
  expect_chief (MADO_ACCESS_EXISTS, &mado_accounts_make_verb, "{'account':'lead-1'}");
  expect_chief (MADO_ACCESS_GRANT, &mado_accounts_make_verb,
                "{'account':'lead-2','grants':[{'programme':'ninpu-r7','role':'king'}]}");
  expect_chief (MADO_ACCESS_GRANT, &mado_accounts_make_verb,
                "{'account':'lead-2','grants':[{'programme':'access','role':'lead'}]}");
}

static void
test_a_role_counts_and_ends_at_once (Staff *self, gconstpointer data)
{
  MadoGateVerdict verdict;
  g_autoptr (MadoVisitor) visitor = door_visit (self->door, DOOR_STREAM, "t-1", self->lead, &verdict);
  g_autoptr (MadoVisitor) later = NULL;

  g_assert_cmpstr (visitor->roles[0], ==, "lead");
  g_assert_null (visitor->roles[1]);
  expect_chief (MADO_ACCESS_DONE, &mado_accounts_grant_verb,
                "{'account':'lead-1','grants':[{'programme':'ninpu-r7','role':'agent'}]}");
  later = door_visit (self->door, DOOR_STREAM, "t-1", self->lead, &verdict);
  g_assert_cmpstr (later->roles[0], ==, "agent");
  expect_chief (MADO_ACCESS_DONE, &mado_accounts_grant_verb, "{'account':'lead-1','grants':[]}");
  g_assert_false (door_is_in (self->door, self->lead, "t-1"));
}

static void
test_a_closed_account_is_out_at_once (Staff *self, gconstpointer data)
{
  expect_chief (MADO_ACCESS_DONE, &mado_accounts_close_verb, "{'account':'lead-1'}");
  g_assert_false (door_is_in (self->door, self->lead, "t-1"));
  g_assert_cmpint (door_try (self->door, "lead-1", "t-1", DOOR_PASSWORD), ==, MADO_ACCESS_CLOSED);
  g_assert_cmpint (door_try (self->door, "lead-1", "t-1", "something else"), ==, MADO_ACCESS_WRONG);
  expect_chief (MADO_ACCESS_EXISTS, &mado_accounts_make_verb, "{'account':'lead-1'}");
  expect_chief (MADO_ACCESS_CLOSED, &mado_accounts_reset_verb, "{'account':'lead-1'}");
}

/* Even where its session was left behind. */
static void
test_a_session_is_worth_what_its_account_is (Staff *self, gconstpointer data)
{
  MadoBackend *backend = self->door->ward->backend;
  MadoTurn *turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, NULL);
  g_autoptr (MadoAccount) account = NULL;

  g_assert_true (mado_account_find (backend, "lead-1", &account, NULL));
  account->is_closed = TRUE;
  g_assert_true (mado_account_put (account, backend, NULL));
  g_assert_true (mado_turn_commit (turn, NULL));
  g_assert_false (door_is_in (self->door, self->lead, "t-1"));
}

static void
test_nobody_else_administers (Staff *self, gconstpointer data)
{
  static const MadoDoorVerb *const verbs[] = {
    &mado_accounts_list_verb,  &mado_accounts_make_verb,  &mado_accounts_grant_verb,   &mado_accounts_close_verb,
    &mado_accounts_raise_verb, &mado_accounts_reset_verb, &mado_accounts_confirm_verb,
  };

  expect_chief (MADO_ACCESS_DONE, &mado_accounts_reset_verb, "{'account':'watch'}");
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++) {
    g_autoptr (DoorReply) nobody = door_ask (self->door, verbs[i], "t-1", self->chief, "{'account':'watch'}");

    g_assert_null (nobody);
    expect_lead (MADO_ACCESS_NOT_ALLOWED, verbs[i], "{'account':'watch'}");
    if (verbs[i] != &mado_accounts_list_verb && verbs[i] != &mado_accounts_confirm_verb)
      expect_watch (MADO_ACCESS_NOT_ALLOWED, verbs[i], "{'account':'lead-1'}");
    if (verbs[i] != &mado_accounts_list_verb && verbs[i] != &mado_accounts_make_verb)
      expect_chief (MADO_ACCESS_SAME_PERSON, verbs[i], "{'account':'chief'}");
  }
}

static char *
reset (Staff *self, const char *account)
{
  g_autoptr (DoorReply) reply = NULL;

  expect_chief (MADO_ACCESS_DONE, &mado_accounts_reset_verb, "{'account':'%s'}", account);
  expect_chief (MADO_ACCESS_SAME_PERSON, &mado_accounts_confirm_verb, "{'account':'%s'}", account);
  reply = door_ask (self->door, &mado_accounts_confirm_verb, "t-watch", self->watch, "{'account':'%s'}", account);
  g_assert_cmpint (reply->verdict, ==, MADO_ACCESS_DONE);

  return g_steal_pointer (&reply->one_time);
}

static void
test_a_forgotten_password_takes_two_others (Staff *self, gconstpointer data)
{
  g_autofree char *one_time = NULL;
  g_autoptr (DoorReply) in = NULL;

  expect_watch (MADO_ACCESS_ABSENT, &mado_accounts_confirm_verb, "{'account':'lead-1'}");
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (door_try (self->door, "lead-1", "t-1", "something else"), ==, MADO_ACCESS_WRONG);
  one_time = reset (self, "lead-1");
  g_assert_false (door_is_in (self->door, self->lead, "t-1"));
  expect_watch (MADO_ACCESS_ABSENT, &mado_accounts_confirm_verb, "{'account':'lead-1'}");
  g_assert_cmpint (door_try (self->door, "lead-1", "t-1", DOOR_PASSWORD), ==, MADO_ACCESS_WRONG);
  in = door_ask (self->door, &mado_sign_in_verb, "t-1", NULL, "{'account':'lead-1','password':'%s'}", one_time);
  g_assert_true (in->must_change);
  door_expect (self->door, MADO_ACCESS_PASSWORD_REUSED, &mado_own_password_verb, "t-1", in->token,
               "{'password':'%s','next':'" DOOR_PASSWORD "'}", one_time);
}

static void
test_what_was_asked_does_not_wait_for_ever (Staff *self, gconstpointer data)
{
  g_autofree char *watch = NULL;

  expect_chief (MADO_ACCESS_DONE, &mado_accounts_reset_verb, "{'account':'lead-1'}");
  door_wait (self->door, DAY);
  watch = door_sign_in (self->door, "watch", "t-watch");
  door_expect (self->door, MADO_ACCESS_ABSENT, &mado_accounts_confirm_verb, "t-watch", watch, "{'account':'lead-1'}");
}

static void
test_power_takes_two_and_its_askers_own (Staff *self, gconstpointer data)
{
  g_autofree char *lead = NULL;

  expect_chief (MADO_ACCESS_DONE, &mado_accounts_raise_verb, "{'account':'lead-1','administrator':true}");
  expect_lead (MADO_ACCESS_NOT_ALLOWED, &mado_accounts_list_verb, "{}");
  expect_watch (MADO_ACCESS_DONE, &mado_accounts_confirm_verb, "{'account':'lead-1'}");
  expect_lead (MADO_ACCESS_DONE, &mado_accounts_list_verb, "{}");

  /* each asks that the other shall be none: the second finds nobody who asked */
  expect_chief (MADO_ACCESS_DONE, &mado_accounts_raise_verb, "{'account':'lead-1'}");
  expect_lead (MADO_ACCESS_DONE, &mado_accounts_raise_verb, "{'account':'chief'}");
  expect_watch (MADO_ACCESS_DONE, &mado_accounts_confirm_verb, "{'account':'lead-1'}");
  expect_watch (MADO_ACCESS_ABSENT, &mado_accounts_confirm_verb, "{'account':'chief'}");
  expect_chief (MADO_ACCESS_DONE, &mado_accounts_list_verb, "{}");
}

static void
test_the_list_says_no_secret (Staff *self, gconstpointer data)
{
  g_autoptr (MadoKnock) knock = door_knock (self->door, &mado_accounts_list_verb, "t-chief", self->chief, "{}");
  g_autoptr (MadoAccessRoll) roll = NULL;
  const char *text;
  gsize length;

  expect_chief (MADO_ACCESS_DONE, &mado_accounts_reset_verb, "{'account':'lead-1'}");
  door_look (self->door, knock);
  g_assert_true (door_decide (self->door, knock));
  text = g_bytes_get_data (knock->list, &length);
  g_assert_null (g_strstr_len (text, (gssize) length, "argon2id"));
  roll = mado_access_roll_read (knock->list, NULL);
  g_assert_cmpuint (roll->accounts->len, ==, 3);
  g_assert_cmpstr (g_array_index (roll->accounts, MadoAccountLine, 1).account, ==, "lead-1");
  g_assert_cmpstr (g_array_index (roll->proposals, MadoProposalLine, 0).by, ==, "chief");
}

static void
test_a_ward_is_founded_once (Staff *self, gconstpointer data)
{
  const MadoFounder founder = { "intruder", "x", TRUE };
  const MadoFounder again[] = { { "chief", "x", TRUE }, { "watch", "x", FALSE }, { "lead-1", "x", FALSE } };
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->door->ward->backend, MADO_BACKEND_WRITE, NULL);
  MadoAccessVerdict verdict;

  g_assert_true (
      mado_administration_found (self->door->access, self->door->ward->backend, &founder, 1, &verdict, NULL));
  g_assert_cmpint (verdict, ==, MADO_ACCESS_EXISTS);
  g_assert_true (mado_administration_found (self->door->access, self->door->ward->backend, again, G_N_ELEMENTS (again),
                                            &verdict, NULL)); /* they have come in */
  g_assert_cmpint (verdict, ==, MADO_ACCESS_EXISTS);
}

/* --- the register's keepers -------------------------------------------------------------------------------------- */

static void
test_the_register_can_be_begun_by_an_administrator (Staff *self, gconstpointer data)
{
  MadoGateVerdict verdict;
  g_autoptr (MadoVisitor) keeper = NULL;

  expect_chief (MADO_ACCESS_DONE, &mado_accounts_raise_verb, "{'account':'lead-1','administrator':true}");
  expect_watch (MADO_ACCESS_DONE, &mado_accounts_confirm_verb, "{'account':'lead-1'}");
  expect_lead (
      MADO_ACCESS_DONE, &mado_accounts_grant_verb,
      "{'account':'chief','grants':[{'programme':'ninpu-r7','role':'admin'},{'programme':'ninpu-r7','role':'lead'}]}");
  keeper = door_visit (self->door, DOOR_STREAM, "t-chief", self->chief, &verdict);
  g_assert_nonnull (keeper);
  g_assert_cmpstr (keeper->roles[0], ==, "admin"); /* "lead" keeps the register, too, but sees cases */
  g_assert_null (keeper->roles[1]);
}

/* --- what the terminal keeps ------------------------------------------------------------------------------------- */

static void
test_a_profiles_shares_outlive_a_forgotten_password (Staff *self, gconstpointer data)
{
  g_autoptr (DoorReply) before =
      door_ask (self->door, &mado_profile_share_verb, "t-1", self->lead, "{'programme':'ninpu-r7','recovery':true}");
  g_autoptr (DoorReply) lent =
      door_ask (self->door, &mado_profile_share_verb, "t-1", self->lead, "{'programme':'ninpu-r7'}");
  g_autofree char *one_time = reset (self, "lead-1");
  g_autoptr (DoorReply) in =
      door_ask (self->door, &mado_sign_in_verb, "t-1", NULL, "{'account':'lead-1','password':'%s'}", one_time);
  g_autoptr (DoorReply) changed = door_ask (self->door, &mado_own_password_verb, "t-1", in->token,
                                            "{'password':'%s','next':'a boat full of tea'}", one_time);
  g_autoptr (DoorReply) after = door_ask (self->door, &mado_profile_share_verb, "t-1", changed->token,
                                          "{'programme':'ninpu-r7','recovery':true}");
  g_autofree char *elsewhere = NULL;
  g_autoptr (DoorReply) other = NULL;

  g_assert_cmpuint (strlen (before->recovery), ==, 64);
  g_assert_cmpstr (before->recovery, !=, before->lent);
  g_assert_cmpstr (lent->lent, ==, before->lent);
  g_assert_null (lent->recovery);
  g_assert_cmpuint (lent->lease_days, ==, MADO_ACCESS_LEASE_DAYS);
  g_assert_cmpstr (after->recovery, ==, before->recovery);
  g_assert_cmpstr (after->lent, ==, before->lent);
  other =
      door_ask (self->door, &mado_sign_in_verb, "t-2", NULL, "{'account':'lead-1','password':'a boat full of tea'}");
  elsewhere = g_strdup (other->token);
  g_clear_pointer (&other, door_reply_free);
  other = door_ask (self->door, &mado_profile_share_verb, "t-2", elsewhere, "{'programme':'ninpu-r7','recovery':true}");
  g_assert_cmpstr (other->recovery, !=, before->recovery);
  /* who has no role keeps the register there, and gets nothing of the programme */
  expect_chief (MADO_ACCESS_DONE, &mado_profile_share_verb, "{'programme':'ninpu-r7'}");
}

static MadoSecret *
read_share (const char *hex)
{
  MadoSecret *share = mado_secret_new (MADO_KEY_SHARE_SIZE);

  g_assert_true (mado_hex_to_bytes (hex, mado_secret_get_bytes (share), MADO_KEY_SHARE_SIZE, NULL));

  return share;
}

/* What the terminal does with them: two files of one key. */
static void
test_unsent_work_opens_without_the_password (Staff *self, gconstpointer data)
{
  static const MadoArgon2idCost cost = { .memory = 64, .passes = 1, .lanes = 1 };
  g_autofree char *folder = g_dir_make_tmp ("mado-key-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "key.recovery", NULL);
  g_autoptr (MadoSecret) data_key = mado_secret_new_random (MADO_DATA_KEY_SIZE);
  g_autoptr (MadoSecret) terminal = mado_secret_new_random (MADO_KEY_SHARE_SIZE);
  g_autoptr (DoorReply) reply =
      door_ask (self->door, &mado_profile_share_verb, "t-1", self->lead, "{'programme':'ninpu-r7','recovery':true}");
  g_autoptr (MadoSecret) recovery = read_share (reply->recovery);
  g_autoptr (MadoSecret) lent = read_share (reply->lent);
  const MadoKeyShares shares = { .password = recovery, .terminal_share = terminal, .service_share = lent };
  const MadoKeyShares stolen = { .password = terminal, .terminal_share = terminal, .service_share = lent };
  const MadoId profile = mado_id_draw ();
  g_autoptr (MadoSecret) opened = NULL;
  g_autoptr (MadoSecret) none = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_key_file_save (path, profile, data_key, &shares, &cost, NULL));
  opened = mado_key_file_open (path, profile, &shares, NULL);
  g_assert_true (mado_secret_equals (opened, data_key));
  none = mado_key_file_open (path, profile, &stolen, &error);
  g_assert_null (none);
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_PASSWORD);
  g_assert_true (mado_key_file_destroy (path, NULL));
  g_rmdir (folder);
}

/* --- a disk that fails ------------------------------------------------------------------------------------------- */

/* Whatever call fails, nothing of it is so, and the same again does it. */
static void
test_a_step_that_fails_changes_nothing (Staff *self, gconstpointer data)
{
  gboolean is_done = FALSE;

  for (guint n = 1; !is_done; n++) {
    const gint64 before = door_count_log (self->door);
    g_autoptr (MadoKnock) knock = door_knock (self->door, &mado_own_password_verb, "t-1", self->lead,
                                              "{'password':'" DOOR_PASSWORD "','next':'a boat full of tea'}");

    door_look (self->door, knock);
    door_prove (knock);
    mado_memory_backend_fail_at (self->door->ward->backend, n);
    is_done = door_decide (self->door, knock) && !mado_memory_backend_has_failed (self->door->ward->backend);
    mado_memory_backend_fail_at (self->door->ward->backend, 0);
    if (!is_done) {
      g_assert_cmpint (door_count_log (self->door), ==, before);
      g_assert_true (door_is_in (self->door, self->lead, "t-1"));
    } else {
      g_assert_cmpuint (n, >, 5);
      g_assert_true (door_is_in (self->door, knock->reply.token, "t-1"));
    }
  }
  g_assert_cmpint (door_try (self->door, "lead-1", "t-1", "a boat full of tea"), ==, MADO_ACCESS_DONE);
}

/* Somebody proved it and the service went down before it was decided. */
static void
test_whoever_stops_between_steps_has_changed_nothing (Staff *self, gconstpointer data)
{
  const gint64 before = door_count_log (self->door);
  g_autoptr (MadoKnock) knock =
      door_knock (self->door, &mado_sign_in_verb, "t-9", NULL, "{'account':'lead-1','password':'something else'}");

  door_look (self->door, knock);
  door_prove (knock);
  g_assert_cmpint (door_count_log (self->door), ==, before);
}

/* --- the log ----------------------------------------------------------------------------------------------------- */

static void
test_everything_is_in_the_log (Staff *self, gconstpointer data)
{
  const gint64 before = door_count_log (self->door);
  g_autofree char *one_time = NULL;
  g_autofree char *log = NULL;

  door_try (self->door, "lead-1", "t-2", "something else");
  door_try (self->door, "horse battery staple", "t-2", "lead-1"); /* the two fields mixed up */
  expect_lead (MADO_ACCESS_NOT_ALLOWED, &mado_accounts_list_verb, "{}");
  one_time = reset (self, "lead-1");
  g_assert_false (door_is_in (self->door, self->watch, "t-1"));
  g_assert_false (door_is_in (self->door, self->watch, "t-1"));
  door_write_tally (self->door);
  log = door_describe_log (self->door, before);
  g_assert_cmpstr (
      log, ==,
      "access.sign_in lead-1@t-2 refused wrong {}; "
      "access.sign_in @t-2 refused wrong {}; "
      "access.account lead-1@t-1 refused not-allowed {\"detail\":\"accounts/list\"}; "
      "access.proposal chief@t-chief applied {\"account\":\"lead-1\",\"detail\":\"reset\"}; "
      "access.account chief@t-chief refused same-person {\"detail\":\"accounts/confirm\"}; "
      "access.end lead-1@t-1 applied {\"detail\":\"reset\"}; "
      "access.account watch@t-watch applied {\"account\":\"lead-1\",\"detail\":\"reset\"}; "
      "access.wall watch@t-1 refused not-allowed {\"count\":2,\"detail\":\"session of another terminal\"}; ");
  g_assert_null (strstr (log, one_time));
}

static void
test_the_log_is_a_chain_like_any_other (Staff *self, gconstpointer data)
{
  g_autoptr (MadoChain) chain = mado_chain_new (0, NULL);
  const MadoStreamStand stand = ward_get_stand (self->door->ward, "shinjuku/access");

  for (gint64 seq = 1; seq <= stand.head.seq; seq++) {
    g_autoptr (MadoStoredEntry) entry = ward_find_entry (self->door->ward, "shinjuku/access", seq);
    const MadoChainEntry link = {
      .seq = (guint64) seq,
      .header = g_bytes_get_data (entry->header, NULL),
      .header_length = g_bytes_get_size (entry->header),
      .salt = entry->salt,
      .payload = g_bytes_get_data (entry->payload, NULL),
      .payload_length = g_bytes_get_size (entry->payload),
      .payload_hash = entry->payload_hash,
      .leaf = entry->leaf,
      .chain = entry->chain,
    };

    g_assert_true (mado_chain_verify (chain, &link, NULL));
  }
  g_assert_true (mado_hash_equals (mado_chain_get_head (chain), &stand.head.chain));
}

static void
test_a_tally_counts_on_until_it_is_on_the_disk (Staff *self, gconstpointer data)
{
  g_autofree char *log = NULL;
  MadoTurn *turn;
  gint64 before;

  g_assert_false (door_is_in (self->door, NULL, "t-7"));
  turn = mado_turn_begin (self->door->ward->backend, MADO_BACKEND_WRITE, NULL);
  g_assert_true (mado_tally_write (self->door->tally, self->door->ward->backend, NULL));
  mado_turn_undo (turn);
  g_assert_false (door_is_in (self->door, NULL, "t-7"));
  before = door_count_log (self->door);
  door_write_tally (self->door);
  g_assert_true (mado_tally_is_empty (self->door->tally));
  log = door_describe_log (self->door, before);
  g_assert_cmpstr (log, ==, "access.wall @t-7 refused not-allowed {\"count\":2,\"detail\":\"no session\"}; ");
}

static void
test_what_the_wall_turns_away_is_counted (Staff *self, gconstpointer data)
{
  g_autoptr (MadoRebuffs) rebuffs = mado_rebuffs_new ();
  g_autofree char *log = NULL;
  const gint64 before = door_count_log (self->door);

  mado_rebuffs_note (rebuffs, MADO_REBUFF_EXPIRED, "192.0.2.1", NULL);
  mado_rebuffs_note (rebuffs, MADO_REBUFF_SESSION, "192.0.2.1", "t-1");
  mado_tally_count_rebuffs (self->door->tally, rebuffs);
  mado_rebuffs_note (rebuffs, MADO_REBUFF_EXPIRED, "192.0.2.1", NULL);
  mado_tally_count_rebuffs (self->door->tally, rebuffs);
  mado_tally_count_rebuffs (self->door->tally, rebuffs);
  door_write_tally (self->door);
  log = door_describe_log (self->door, before);
  g_assert_cmpstr (log, ==, "access.wall @ refused not-allowed {\"count\":2,\"detail\":\"expired\"}; ");
}

/* --- the service as a whole --------------------------------------------------------------------------------------- */

/* Whoever looks is not written down, because the page asks again and again; whoever has something done is. */
static void
test_administrators_see_to_the_service (Staff *self, gconstpointer data)
{
  const gint64 before = door_count_log (self->door);
  g_autofree char *log = NULL;

  mado_access_set_keeps_terminals (self->door->access, TRUE);
  expect_chief (MADO_ACCESS_DONE, &mado_service_look_verb, "{}");
  g_assert_cmpint (door_count_log (self->door), ==, before);
  expect_chief (MADO_ACCESS_DONE, &mado_service_save_verb, "{}");
  expect_watch (MADO_ACCESS_NOT_ALLOWED, &mado_service_look_verb, "{}");
  expect_lead (MADO_ACCESS_NOT_ALLOWED, &mado_service_drill_verb, "{}");
  log = door_describe_log (self->door, before);
  g_assert_nonnull (strstr (log, "access.service chief"));
  g_assert_nonnull (strstr (log, "service/save"));
}

/* It is that of all wards: where there are several, administrators of one alone see to it. */
static void
test_administrators_of_other_wards_do_not (Staff *self, gconstpointer data)
{
  mado_access_set_keeps_terminals (self->door->access, FALSE);
  expect_chief (MADO_ACCESS_NOT_ALLOWED, &mado_service_look_verb, "{}");
  expect_chief (MADO_ACCESS_NOT_ALLOWED, &mado_service_save_verb, "{}");
}

#define BANKS                                                                                                          \
  "'list':'banks','day':'%s','text':'bank\\tbranch\\tbank_name\\tbank_kana\\tbranch_name\\tbranch_kana\\n"             \
  "9901\\t001\\t見本\\tミホン\\t本店\\t%s\\n'"

/* One list for all terminals of the ward: an administrator's, without errors, and never an older one. */
static void
test_administrators_take_lists_into_use (Staff *self, gconstpointer data)
{
  const gint64 before = door_count_log (self->door);
  g_autofree char *log = NULL;

  expect_watch (MADO_ACCESS_NOT_ALLOWED, &mado_lists_put_verb, "{" BANKS "}", "2026-08-24", "ホンテン");
  expect_lead (MADO_ACCESS_NOT_ALLOWED, &mado_lists_put_verb, "{" BANKS "}", "2026-08-24", "ホンテン");
  expect_lead (MADO_ACCESS_ABSENT, &mado_lists_get_verb, "{'list':'banks'}");
  expect_chief (MADO_ACCESS_LIST, &mado_lists_put_verb, "{" BANKS "}", "2026-08-24", "");
  expect_chief (MADO_ACCESS_LIST, &mado_lists_put_verb, "{" BANKS "}", "some day", "ホンテン");
  expect_chief (MADO_ACCESS_DONE, &mado_lists_put_verb, "{" BANKS "}", "2026-08-24", "ホンテン");
  expect_chief (MADO_ACCESS_LIST, &mado_lists_put_verb, "{" BANKS "}", "2026-08-23", "ホンテン");
  expect_lead (MADO_ACCESS_DONE, &mado_lists_look_verb, "{}");
  expect_lead (MADO_ACCESS_DONE, &mado_lists_get_verb, "{'list':'banks'}");
  log = door_describe_log (self->door, before);
  g_assert_nonnull (strstr (log, "access.lists chief"));
  g_assert_nonnull (strstr (log, "banks 2026-08-24"));
}

static void
act (Staff *self, const char *account, const char *role, MadoId id, const char *kind, const char *body)
{
  g_autoptr (Terminal) terminal = terminal_new (self->door->ward, self->door->stream, account, role);

  terminal_do (terminal, id, kind, "%s", body);
  terminal_push_all (terminal);
}

#define ENTER_ACCOUNT                                                                                                  \
  "{'item':'account','value':{'bank':'0001','branch':'001','kind':'1','number':'1234567','holder':'ミホン ハナコ',"    \
  "'relation':'self','origin':'application','date':'2025-04-20'}}"

/* Somebody whose account was typed by two. */
static MadoId
receive_payee (Staff *self, const char *receipt)
{
  const MadoId id = ward_draw_id (self->door->ward);
  g_autofree char *body = g_strdup_printf ("{'transition':'receive','receipt':'%s','edits':[]}", receipt);

  act (self, "v-01", "verifier", id, "case.move", body);
  act (self, "k-01", "account_1", id, "case.enter_account", ENTER_ACCOUNT);
  act (self, "k-02", "account_2", id, "case.enter_account", ENTER_ACCOUNT);

  return id;
}

static void
expect_weight (Staff *self, const char *bank, gint64 payees, gint64 gone)
{
  g_autoptr (DoorReply) reply = door_ask (
      self->door, &mado_lists_weigh_verb, "t-chief", self->chief,
      "{'list':'banks','day':'2026-08-24','text':'bank\\tbranch\\tbank_name\\tbank_kana\\tbranch_name\\tbranch_kana\\n"
      "%s\\t001\\t見本\\tミホン\\t本店\\tホンテン\\n'}",
      bank);

  g_assert_cmpstr (mado_access_verdict_get_name (reply->verdict), ==, "done");
  g_assert_true (reply->is_weighed);
  g_assert_cmpint (reply->payees, ==, payees);
  g_assert_cmpint (reply->gone, ==, gone);
}

/* Whoever sees nobody's account hears how many a list leaves without their branch: of cases that go on, and of branches
 * that are gone by this list. */
static void
test_a_list_is_weighed (Staff *self, gconstpointer data)
{
  const gint64 before = door_count_log (self->door);
  g_autofree char *log = NULL;

  expect_weight (self, "9901", 0, 0);
  receive_payee (self, "form:1");
  act (self, "v-01", "verifier", receive_payee (self, "form:2"), "case.move",
       "{'transition':'withdraw','reason':'見本'}");
  expect_weight (self, "9901", 1, 1);
  expect_weight (self, "0001", 1, 0);
  expect_watch (MADO_ACCESS_NOT_ALLOWED, &mado_lists_weigh_verb, "{" BANKS "}", "2026-08-24", "ホンテン");
  expect_lead (MADO_ACCESS_NOT_ALLOWED, &mado_lists_weigh_verb, "{" BANKS "}", "2026-08-24", "ホンテン");
  expect_chief (MADO_ACCESS_LIST, &mado_lists_weigh_verb, "{" BANKS "}", "2026-08-24", "");
  expect_chief (MADO_ACCESS_LIST, &mado_lists_weigh_verb, "{'list':'towns','day':'2026-08-24','text':'x'}");
  expect_chief (MADO_ACCESS_DONE, &mado_lists_put_verb, "{" BANKS "}", "2026-08-23", "ホンテン");
  expect_weight (self, "9901", 1, 0); /* the list in use does not have it either */
  log = door_describe_log (self->door, before);
  g_assert_nonnull (strstr (log, "weigh banks 2026-08-24"));
}

#define add(name, function) g_test_add ("/access-accounts/" name, Staff, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ward_choose_backend (argc, argv);

  add ("a-new-password-ends-all-sessions", test_a_new_password_ends_all_sessions);
  add ("a-new-password-keeps-the-rules", test_a_new_password_keeps_the_rules);
  add ("none-of-the-last-six-comes-again", test_none_of_the_last_six_comes_again);
  add ("the-password-again-gives-leave-to-sign", test_the_password_again_gives_leave_to_sign);
  add ("an-open-terminal-is-no-place-to-guess", test_an_open_terminal_is_no_place_to_guess);
  add ("a-made-account-changes-its-password-first", test_a_made_account_changes_its_password_first);
  add ("a-one-time-password-ends", test_a_one_time_password_ends);
  add ("what-is-no-account-is-not-made", test_what_is_no_account_is_not_made);
  add ("a-role-counts-and-ends-at-once", test_a_role_counts_and_ends_at_once);
  add ("a-closed-account-is-out-at-once", test_a_closed_account_is_out_at_once);
  add ("a-session-is-worth-what-its-account-is", test_a_session_is_worth_what_its_account_is);
  add ("nobody-else-administers", test_nobody_else_administers);
  add ("administrators-take-lists-into-use", test_administrators_take_lists_into_use);
  add ("a-list-is-weighed", test_a_list_is_weighed);
  add ("administrators-see-to-the-service", test_administrators_see_to_the_service);
  add ("administrators-of-other-wards-do-not", test_administrators_of_other_wards_do_not);
  add ("a-forgotten-password-takes-two-others", test_a_forgotten_password_takes_two_others);
  add ("what-was-asked-does-not-wait-for-ever", test_what_was_asked_does_not_wait_for_ever);
  add ("power-takes-two-and-its-askers-own", test_power_takes_two_and_its_askers_own);
  add ("the-list-says-no-secret", test_the_list_says_no_secret);
  add ("a-ward-is-founded-once", test_a_ward_is_founded_once);
  add ("the-register-can-be-begun-by-an-administrator", test_the_register_can_be_begun_by_an_administrator);
  add ("a-profiles-shares-outlive-a-forgotten-password", test_a_profiles_shares_outlive_a_forgotten_password);
  add ("unsent-work-opens-without-the-password", test_unsent_work_opens_without_the_password);
  if (ward_is_in_memory ())
    add ("a-step-that-fails-changes-nothing", test_a_step_that_fails_changes_nothing);
  add ("whoever-stops-between-steps-has-changed-nothing", test_whoever_stops_between_steps_has_changed_nothing);
  add ("everything-is-in-the-log", test_everything_is_in_the_log);
  add ("the-log-is-a-chain-like-any-other", test_the_log_is_a_chain_like_any_other);
  add ("a-tally-counts-on-until-it-is-on-the-disk", test_a_tally_counts_on_until_it_is_on_the_disk);
  add ("what-the-wall-turns-away-is-counted", test_what_the_wall_turns_away_is_counted);

  return g_test_run ();
}
