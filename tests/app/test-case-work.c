/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person finds to do at a case: steps, findings, eyes to be used, conflicts, and whose turn it is with the
 * account. */

#include <string.h>

#include "mado-case-work.h"
#include "mado-programme-file.h"

#define STAMP(by) "{\"at\":1745000000000,\"by\":\"" by "\"}"
#define TYPED(by, number) "{\"at\":1745000000000,\"by\":\"" by "\",\"value\":{\"number\":\"" number "\"}}"

static MadoJudge *judge;

static MadoCaseWork *
read_case (const char *body, const char *state, const char *account, const char *role, gboolean is_sent)
{
  const char *roles[] = { role, NULL };
  const MadoPerson person = { account, roles };
  g_autofree char *text = g_strdup_printf (
      "{\"body\":%s,\"id\":\"0195eeb1-5a00-7abc-8def-0123456789ab\",\"kind\":\"case\",\"state\":\"%s\","
      "\"version\":3}",
      body, state);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoEntity) entity = mado_entity_read (text, strlen (text), &error);
  MadoCaseWork *work;

  g_assert_no_error (error);
  work = mado_case_work_new (&(MadoCaseWorkSource) { &person, entity, judge, { 2025, 5, 1 }, is_sent }, &error);
  g_assert_no_error (error);

  return work;
}

static void
test_steps_are_those_of_role_and_state (void)
{
  g_autoptr (MadoCaseWork) received = read_case ("{}", "received", "verifier-1", "verifier", TRUE);
  g_autoptr (MadoCaseWork) checked = read_case ("{}", "checked", "verifier-1", "verifier", TRUE);
  g_autoptr (MadoCaseWork) agent = read_case ("{}", "received", "agent-1", "agent", TRUE);

  g_assert_cmpstr (mado_case_work_find_move (received, MADO_CASE_MOVE_ACCEPT)->transition->id, ==, "finish_check");
  g_assert_cmpstr (mado_case_work_find_move (received, MADO_CASE_MOVE_RETURN)->transition->id, ==, "return_deficient");
  g_assert_null (mado_case_work_find_move (checked, MADO_CASE_MOVE_ACCEPT));
  g_assert_null (mado_case_work_find_move (agent, MADO_CASE_MOVE_ACCEPT));
  g_assert_cmpuint (agent->findings->len, ==, 0);
}

/* Whoever says why not, and has it looked at again, finds that beside what he accepts by. */
static void
test_what_goes_back_is_returned (void)
{
  g_autoptr (MadoCaseWork) checked = read_case ("{}", "checked", "lead-1", "lead", TRUE);
  g_autoptr (MadoCaseWork) planned = read_case ("{}", "planned", "verifier-1", "verifier", TRUE);

  g_assert_cmpstr (mado_case_work_find_move (checked, MADO_CASE_MOVE_RETURN)->transition->id, ==, "reopen_check");
  g_assert_cmpuint (planned->moves->len, >, 0); /* a correction, which somebody else has to agree to */
  g_assert_null (mado_case_work_find_move (planned, MADO_CASE_MOVE_RETURN));
}

/* Nothing can be taken over by or from whoever only comments. */
static void
test_comments_get_in_nobodys_way (void)
{
  g_autoptr (MadoCaseWork) ward = read_case ("{}", "received", "ward-1", "ward", TRUE);
  g_autoptr (MadoCaseWork) agent = read_case ("{}", "received", "agent-1", "agent", TRUE);

  g_assert_nonnull (ward->note);
  g_assert_false (mado_case_work_is_possible (ward));
  g_assert_true (mado_case_work_is_possible (agent));
}

/* What is closed needs something open. */
static void
test_nothing_is_closed_that_is_not_open (void)
{
  g_autoptr (MadoCaseWork) none = read_case ("{}", "deficient", "agent-1", "agent", TRUE);
  g_autoptr (MadoCaseWork) one =
      read_case ("{\"deficiencies\":[{\"id\":\"0195eeb1-5a00-7abc-8def-0123456789ac\",\"opened\":" STAMP (
                     "a") "},"
                          "{\"closed\":" STAMP (
                              "a") ",\"id\":\"0195eeb1-5a00-7abc-8def-0123456789ad\",\"opened\":" STAMP ("a") "}]}",
                 "deficient", "agent-1", "agent", TRUE);
  guint n_before = none->moves->len;

  g_assert_cmpuint (one->moves->len, ==, n_before + 1);
  g_assert_cmpuint (one->open->len, ==, 1);
}

static void
test_what_stops_comes_first (void)
{
  g_autoptr (MadoCaseWork) work = read_case ("{\"items\":{\"content\":\"2-gift\",\"moved\":true,\"wish\":false}}",
                                             "received", "verifier-1", "verifier", TRUE);
  guint n_stops = mado_case_work_count_stops (work);

  g_assert_cmpuint (n_stops, >, 0);
  g_assert_cmpuint (work->findings->len, >, n_stops);
  for (guint i = 0; i < work->findings->len; i++)
    g_assert_true (((const MadoCaseFinding *) g_ptr_array_index (work->findings, i))->stops == (i < n_stops));
}

static void
test_what_was_seen_says_by_whom (void)
{
  g_autoptr (MadoCaseWork) before = read_case ("{}", "received", "verifier-1", "verifier", TRUE);
  g_autoptr (MadoCaseWork) after =
      read_case ("{\"seen\":{\"identity\":" STAMP ("verifier-2") "}}", "received", "verifier-1", "verifier", TRUE);

  g_assert_cmpuint (mado_case_work_count_unseen (before), ==, before->looks->len);
  g_assert_cmpuint (mado_case_work_count_unseen (after), ==, after->looks->len - 1);
  for (guint i = 0; i < after->looks->len; i++) {
    const MadoCaseLook *look = g_ptr_array_index (after->looks, i);

    g_assert_cmpstr (look->by, ==, strcmp (look->check->id, "identity") == 0 ? "verifier-2" : NULL);
  }
}

static void
test_conflicts_have_both_values (void)
{
  const char body[] =
      "{\"conflicts\":[{\"at\":1745000000000,\"by\":\"verifier-1\",\"current\":\"09000000002\","
      "\"current_by\":\"verifier-2\",\"item\":\"phone\",\"now\":\"09000000001\",\"operation\":\"0195eeb1-"
      "5a00-7abc-8def-0123456789ac\",\"row\":\"\"}]}";
  g_autoptr (MadoCaseWork) work = read_case (body, "received", "verifier-1", "verifier", TRUE);
  g_autoptr (MadoCaseWork) agent = read_case (body, "received", "agent-1", "agent", TRUE);
  const MadoCaseConflict *conflict = g_ptr_array_index (work->conflicts, 0);

  g_assert_cmpstr (conflict->mine_text, ==, "090-0000-0001");
  g_assert_cmpstr (conflict->theirs_text, ==, "090-0000-0002");
  g_assert_cmpstr (conflict->theirs_by, ==, "verifier-2");
  g_assert_cmpuint (agent->conflicts->len, ==, 0); /* who may not edit the item settles nothing */
}

static void
test_comments_are_read_by_all_and_written_by_some (void)
{
  const char body[] = "{\"notes\":{\"ward_comment\":[{\"at\":1745000000000,\"by\":\"ward-1\",\"text\":\"一つ目\"},"
                      "{\"at\":1745000001000,\"by\":\"agent-1\",\"text\":\"二つ目\"}]}}";
  g_autoptr (MadoCaseWork) ward = read_case (body, "paid", "ward-1", "ward", TRUE);
  g_autoptr (MadoCaseWork) clerk = read_case (body, "received", "account_1-1", "account_1", TRUE);

  g_assert_cmpstr (((const MadoCaseNote *) g_ptr_array_index (ward->notes, 0))->text, ==, "二つ目");
  g_assert_cmpstr (ward->note->id, ==, "ward_comment");
  g_assert_cmpuint (clerk->notes->len, ==, 0);
  g_assert_null (clerk->note);
}

/* Whose turn it is, as each of them sees it. Values of others are never there but for whoever decides. */
static void
test_account_knows_whose_turn_it_is (void)
{
  static const struct {
    const char *entry;
    const char *account;
    const char *role;
    gboolean is_sent;
    MadoCaseEntryStage stage;
  } cases[] = {
    { "{}", "c-1", "account_1", TRUE, MADO_CASE_ENTRY_FIRST },
    { "{}", "v-1", "verifier", TRUE, MADO_CASE_ENTRY_NOT },
    { "{\"first\":" STAMP ("c-1") "}", "c-1", "account_1", TRUE, MADO_CASE_ENTRY_TYPED },
    { "{\"first\":" STAMP ("c-1") "}", "c-2", "account_2", TRUE, MADO_CASE_ENTRY_SECOND },
    { "{\"first\":" STAMP ("c-1") ",\"second\":" STAMP ("c-2") "}", "c-2", "account_2", FALSE, MADO_CASE_ENTRY_TYPED },
    { "{\"first\":" STAMP ("c-1") ",\"second\":" STAMP ("c-2") "}", "c-2", "account_2", TRUE, MADO_CASE_ENTRY_AGAIN },
    { "{\"again\":1,\"first\":" STAMP ("c-1") ",\"second\":" STAMP ("c-2") "}", "c-2", "account_2", TRUE,
      MADO_CASE_ENTRY_DECIDED },
    { "{\"first\":" STAMP ("c-1") ",\"second\":" STAMP ("c-2") "}", "c-3", "account_2", TRUE, MADO_CASE_ENTRY_DECIDED },
    { "{\"agreed\":" STAMP ("c-2") ",\"first\":" STAMP ("c-1") ",\"second\":" STAMP ("c-2") "}", "c-1", "account_1",
      TRUE, MADO_CASE_ENTRY_DECIDED },
    { "{\"first\":" TYPED ("c-1", "1") ",\"second\":" TYPED ("c-2", "2") "}", "lead-1", "lead", TRUE,
      MADO_CASE_ENTRY_DIFFERS },
    { "{\"first\":" STAMP ("c-1") ",\"second\":" STAMP ("c-2") "}", "lead-1", "lead", TRUE, MADO_CASE_ENTRY_NOT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *body = g_strdup_printf ("{\"entries\":{\"account\":%s}}", cases[i].entry);
    g_autoptr (MadoCaseWork) work = read_case (body, "received", cases[i].account, cases[i].role, cases[i].is_sent);

    g_assert_cmpint (work->stage, ==, cases[i].stage);
  }
}

/* Nobody types what a register has handed over, until nothing can be paid there; another one may be asked for. */
static void
test_registered_account_is_not_asked_for (void)
{
  static const struct {
    const char *body;
    MadoCaseEntryStage stage;
  } cases[] = {
    { "{\"items\":{\"account\":{\"number\":\"1\",\"origin\":\"registered\"}}}", MADO_CASE_ENTRY_OTHER },
    { "{\"items\":{\"account\":{\"number\":\"1\",\"origin\":\"application\"}}}", MADO_CASE_ENTRY_FIRST },
    { "{\"items\":{\"account\":{\"number\":\"1\",\"origin\":\"registered\"}},\"rights\":[{\"failed\":" STAMP (
          "a") "}]}",
      MADO_CASE_ENTRY_FIRST },
    { "{\"entries\":{\"account\":{\"first\":" STAMP (
          "c-2") "}},\"items\":{\"account\":{\"number\":\"1\",\"origin\":\"registered\"}}}",
      MADO_CASE_ENTRY_SECOND },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (MadoCaseWork) work = read_case (cases[i].body, "received", "c-1", "account_1", TRUE);

    g_assert_cmpint (work->stage, ==, cases[i].stage);
  }
}

/* Where a transfer failed, another account is another passbook, which somebody has to see: nothing is paid before. */
static void
test_another_passbook_is_seen_anew (void)
{
  static const char body[] = "{\"rights\":[{\"failed\":" STAMP ("a") ",\"state\":\"failed\"}],"
                                                                     "\"seen\":{\"identity\":" STAMP ("v-9") "}}";
  g_autoptr (MadoCaseWork) failed = read_case (body, "failed", "verifier-1", "verifier", TRUE);
  g_autoptr (MadoCaseWork) agent = read_case (body, "failed", "agent-1", "agent", TRUE);
  g_autoptr (MadoCaseWork) paid = read_case ("{}", "paid", "verifier-1", "verifier", TRUE);

  g_assert_cmpuint (failed->looks->len, >, 1);
  g_assert_cmpuint (mado_case_work_count_unseen (failed), ==, failed->looks->len - 1);
  g_assert_cmpuint (failed->findings->len, ==, 0);
  g_assert_cmpuint (agent->looks->len, ==, 0);
  g_assert_cmpuint (paid->looks->len, ==, 0);
}

/* Both who type have to name the same day, whatever the state is by then. */
static void
test_account_is_of_the_day_of_application (void)
{
  g_autoptr (MadoCaseWork) work = read_case ("{\"items\":{\"received_on\":\"2025-04-18\"},\"since\":\"2025-05-01\"}",
                                             "received", "c-1", "account_1", TRUE);
  g_autoptr (MadoCaseWork) unknown = read_case ("{\"since\":\"2025-05-01\"}", "received", "c-1", "account_1", TRUE);

  g_assert_cmpstr (work->applied_on, ==, "2025-04-18");
  g_assert_cmpstr (unknown->applied_on, ==, "2025-05-01");
}

/* Where nothing can be typed any more, nobody is asked to. */
static void
test_fixed_states_take_no_account (void)
{
  g_autoptr (MadoCaseWork) work = read_case ("{}", "paid", "c-1", "account_1", TRUE);

  g_assert_cmpint (work->stage, ==, MADO_CASE_ENTRY_NOT);
}

static void
test_strange_bodies_are_read (void)
{
  static const char *const bodies[] = {
    "{\"conflicts\":7,\"deficiencies\":{},\"entries\":[],\"notes\":3,\"seen\":\"x\"}",
    "{\"conflicts\":[{}],\"deficiencies\":[1,{}],\"entries\":{\"account\":1},\"notes\":{\"ward_comment\":[{}]}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autoptr (MadoCaseWork) work = read_case (bodies[i], "received", "verifier-1", "verifier", TRUE);

    g_assert_nonnull (work);
  }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoProgramme) programme = NULL;

  g_test_init (&argc, &argv, NULL);
  programme = mado_programme_file_find ("ninpu-r7", &error);
  g_assert_no_error (error);
  judge = mado_judge_new (programme, &error);
  g_assert_no_error (error);

  g_test_add_func ("/case-work/steps-are-those-of-role-and-state", test_steps_are_those_of_role_and_state);
  g_test_add_func ("/case-work/what-goes-back-is-returned", test_what_goes_back_is_returned);
  g_test_add_func ("/case-work/comments-get-in-nobodys-way", test_comments_get_in_nobodys_way);
  g_test_add_func ("/case-work/nothing-is-closed-that-is-not-open", test_nothing_is_closed_that_is_not_open);
  g_test_add_func ("/case-work/what-stops-comes-first", test_what_stops_comes_first);
  g_test_add_func ("/case-work/what-was-seen-says-by-whom", test_what_was_seen_says_by_whom);
  g_test_add_func ("/case-work/conflicts-have-both-values", test_conflicts_have_both_values);
  g_test_add_func ("/case-work/comments-are-read-by-all-and-written-by-some",
                   test_comments_are_read_by_all_and_written_by_some);
  g_test_add_func ("/case-work/account-knows-whose-turn-it-is", test_account_knows_whose_turn_it_is);
  g_test_add_func ("/case-work/registered-account-is-not-asked-for", test_registered_account_is_not_asked_for);
  g_test_add_func ("/case-work/another-passbook-is-seen-anew", test_another_passbook_is_seen_anew);
  g_test_add_func ("/case-work/account-is-of-the-day-of-application", test_account_is_of_the_day_of_application);
  g_test_add_func ("/case-work/fixed-states-take-no-account", test_fixed_states_take_no_account);
  g_test_add_func ("/case-work/strange-bodies-are-read", test_strange_bodies_are_read);

  return g_test_run ();
}
