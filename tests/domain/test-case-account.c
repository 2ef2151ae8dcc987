/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An account is typed by two people who do not see each other's work; where they differ a third decides. */

#include "case-sample.h"

#define ENTER "{'item':'account','value':" CASE_ACCOUNT "}"

static void
assert_agreed (Desk *desk, MadoId id, const char *number, const char *by)
{
  g_assert_cmpstr (desk_get_text (desk, id, "/items/account/number"), ==, number);
  g_assert_cmpstr (desk_get_text (desk, id, "/entries/account/agreed/by"), ==, by);
  g_assert_cmpstr (desk_get_text (desk, id, "/authors/account"), ==, by);
}

static void
test_agree (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  case_enter (desk, "k-01", id, "1234567", "self");
  g_assert_false (desk_has (desk, id, "/items/account"));
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "account", "k-01", id, "case.enter_account", ENTER, "1234567", "self");
  case_enter (desk, "k-02", id, "1234567", "self");
  assert_agreed (desk, id, "1234567", "k-02");
}

/* The second looks once more; then it is for a third. */
static void
test_differ (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  case_enter (desk, "k-01", id, "1234567", "self");
  case_enter (desk, "k-02", id, "1234576", "self");
  g_assert_false (desk_has (desk, id, "/items/account"));
  desk_refuse (desk, MADO_REFUSAL_ACCOUNT, "account", "k-03", id, "case.enter_account", ENTER, "1234567", "self");
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "account", "k-01", id, "case.enter_account", ENTER, "1234576", "self");
  case_enter (desk, "k-02", id, "1234576", "self");
  desk_refuse (desk, MADO_REFUSAL_ACCOUNT, "account", "k-02", id, "case.enter_account", ENTER, "1234567", "self");
  g_assert_false (desk_has (desk, id, "/items/account"));
}

static void
test_second_look (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  case_enter (desk, "k-01", id, "1234567", "self");
  case_enter (desk, "k-02", id, "1234576", "self");
  case_enter (desk, "k-02", id, "1234567", "self");
  assert_agreed (desk, id, "1234567", "k-02");
}

/* All parts have to be equal, also whose account it is. */
static void
test_every_part_counts (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  case_enter (desk, "k-01", id, "1234567", "self");
  case_enter (desk, "k-02", id, "1234567", "proxy");
  g_assert_false (desk_has (desk, id, "/entries/account/agreed"));
}

static void
test_retract (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");
  const char *body = "{'item':'account'}";

  desk_refuse (desk, MADO_REFUSAL_ACCOUNT, "account", "k-01", id, "case.retract_account", "%s", body);
  case_enter (desk, "k-01", id, "1234567", "self");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "account", "k-02", id, "case.retract_account", "%s", body);
  desk_do (desk, "k-01", id, "case.retract_account", "%s", body);
  g_assert_false (desk_has (desk, id, "/entries"));
  case_enter (desk, "k-01", id, "7654321", "self");
  case_enter (desk, "k-02", id, "1234567", "self");
  desk_refuse (desk, MADO_REFUSAL_ACCOUNT, "account", "k-01", id, "case.retract_account", "%s", body);
}

static void
test_adjudicate (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");
  const char *act = "case.adjudicate_account";

  desk_add_person (desk, "kl-1", "account_1 lead");
  desk_add_person (desk, "kl-2", "account_2 lead");
  desk_refuse (desk, MADO_REFUSAL_ACCOUNT, "account", "l-01", id, act, ENTER, "1234567", "self");
  case_enter (desk, "kl-1", id, "1234567", "self");
  desk_refuse (desk, MADO_REFUSAL_ACCOUNT, "account", "l-01", id, act, ENTER, "1234567", "self");
  case_enter (desk, "kl-2", id, "1234576", "self");
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "account", "kl-1", id, act, ENTER, "1234567", "self");
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "account", "kl-2", id, act, ENTER, "1234567", "self");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "adjudicate", "k-03", id, act, ENTER, "1234567", "self");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "account", "l-01", id, act, ENTER, "123456", "self");
  desk_do (desk, "l-01", id, act, ENTER, "1234567", "self");
  assert_agreed (desk, id, "1234567", "l-01");
  desk_refuse (desk, MADO_REFUSAL_ACCOUNT, "account", "l-02", id, act, ENTER, "7654321", "self");
}

/* Nobody comes to an account by another door. */
static void
test_other_doors (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  desk_refuse (desk, MADO_REFUSAL_ITEM_TWICE, "account", "v-01", id, "case.edit",
               "{'edits':[{'item':'account','now':" CASE_ACCOUNT "}]}", "1234567", "self");
  desk_refuse (desk, MADO_REFUSAL_ITEM_TWICE, "account", "v-01", MADO_ID_NONE, "case.move",
               "{'transition':'receive','receipt':'logo:2','edits':[{'item':'account','now':" CASE_ACCOUNT "}]}",
               "1234567", "self");
  case_refuse_move (desk, MADO_REFUSAL_ITEM_TWICE, "account", "v-01", id, "return_deficient",
                    ",'reason':'口座相違','edits':[{'item':'account','now':null}]");
  case_refuse_move (desk, MADO_REFUSAL_FORM, "deficiencies", "v-01", id, "confirm", ",'deficiencies':{}");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "account", "v-01", id, "case.enter_account", ENTER, "1234567", "self");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "account", "l-01", id, "case.enter_account", ENTER, "1234567", "self");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "account", "w-01", id, "case.enter_account", ENTER, "1234567", "self");
  desk_refuse (desk, MADO_REFUSAL_ITEM, "phone", "k-01", id, "case.enter_account",
               "{'item':'phone','value':{'number':'1'}}");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "account", "k-01", id, "case.enter_account",
               "{'item':'account','value':{'bank':'0001'}}");
}

static void
test_new_pair (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  case_complete (desk, id);
  case_enter (desk, "k-02", id, "7654321", "self");
  g_assert_false (desk_has (desk, id, "/entries/account/agreed"));
  g_assert_false (desk_has (desk, id, "/entries/account/second"));
  case_refuse_move (desk, MADO_REFUSAL_CHECKS, "account_twice", "v-01", id, "finish_check", "");
  case_enter (desk, "k-01", id, "7654321", "self");
  assert_agreed (desk, id, "7654321", "k-01");
}

/* The passbook that somebody saw was that of the other account. */
static void
test_papers_are_seen_again (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  case_complete (desk, id);
  case_agree_account (desk, id, "1234567");
  g_assert_true (desk_has (desk, id, "/seen/passbook"));
  case_agree_account (desk, id, "7654321");
  g_assert_false (desk_has (desk, id, "/seen/passbook"));
  g_assert_true (desk_has (desk, id, "/seen/identity"));
  case_refuse_move (desk, MADO_REFUSAL_VISUAL_CHECKS, "passbook", "v-01", id, "finish_check", "");
}

static void
test_relations (void)
{
  static const char *const relations[] = { "proxy", "guardian", "heir" };

  for (gsize i = 0; i < G_N_ELEMENTS (relations); i++) {
    g_autoptr (Desk) desk = case_desk_new ();
    MadoId id = case_receive (desk, "logo:1", "0000000001");

    case_complete (desk, id);
    case_enter (desk, "k-01", id, "1234567", relations[i]);
    case_enter (desk, "k-02", id, "1234567", relations[i]);
    case_refuse_move (desk, MADO_REFUSAL_VISUAL_CHECKS, "mandate", "v-01", id, "finish_check", "");
    case_see (desk, "v-01", id, "mandate");
    case_move (desk, "v-01", id, "finish_check", "");
  }
}

static void
test_under_way (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);
  MadoId id = case_check (desk, "logo:1", "0000000001");

  desk_refuse (desk, MADO_REFUSAL_FIXED, "account", "k-01", id, "case.enter_account", ENTER, "7654321", "self");
  case_order (desk, "l-01", id, "plan", batch);
  desk_refuse (desk, MADO_REFUSAL_FIXED, "account", "k-01", id, "case.enter_account", ENTER, "7654321", "self");
  case_decide (desk, id);
  desk_refuse (desk, MADO_REFUSAL_FIXED, "account", "k-01", id, "case.enter_account", ENTER, "7654321", "self");
  desk_refuse (desk, MADO_REFUSAL_FIXED, "account", "l-02", id, "case.adjudicate_account", ENTER, "7654321", "self");
  desk_refuse (desk, MADO_REFUSAL_FIXED, "account", "k-01", id, "case.retract_account", "{'item':'account'}");
  case_move (desk, "l-01", id, "pay", "");
  desk_refuse (desk, MADO_REFUSAL_FIXED, "account", "k-01", id, "case.enter_account", ENTER, "7654321", "self");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account/000-F7-two-people-agree", test_agree);
  g_test_add_func ("/account/000-F7-two-people-differ-and-nobody-else-types", test_differ);
  g_test_add_func ("/account/000-F7-second-looks-once-more", test_second_look);
  g_test_add_func ("/account/J7-every-part-counts", test_every_part_counts);
  g_test_add_func ("/account/000-F7-first-entry-is-taken-back", test_retract);
  g_test_add_func ("/account/000-F7-third-person-decides", test_adjudicate);
  g_test_add_func ("/account/000-F7-no-other-door", test_other_doors);
  g_test_add_func ("/account/J3-new-pair-forgets-what-was-agreed", test_new_pair);
  g_test_add_func ("/account/J3-papers-of-another-account-are-seen-again", test_papers_are_seen_again);
  g_test_add_func ("/account/proxy-guardian-heir-need-their-papers", test_relations);
  g_test_add_func ("/account/J3-account-under-a-payment-is-not-touched", test_under_way);

  return g_test_run ();
}
