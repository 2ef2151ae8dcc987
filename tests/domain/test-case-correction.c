/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What changes a case after its payment was planned: a correction that another agrees to, and a death. */

#include "case-sample.h"

#define CONTENT_EDIT ",'reason':'双子','edits':[{'item':'pregnancy_month','was':3,'now':4}]"

/* --- corrections ------------------------------------------------------------------------------------------------- */

static void
test_correct (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);
  MadoId id = case_plan (desk, "logo:1", "0000000001", batch);
  g_autofree char *answer = NULL;

  case_refuse_move (desk, MADO_REFUSAL_REASON, "correct", "v-01", id, "correct", "");
  case_refuse_move (desk, MADO_REFUSAL_ROLE, "correct", "l-01", id, "correct", CONTENT_EDIT);
  case_refuse_move (desk, MADO_REFUSAL_FIXED, "phone", "v-01", id, "correct",
                    ",'reason':'x','edits':[{'item':'phone','was':'0300000000','now':'0300000001'}]");
  case_refuse_move (desk, MADO_REFUSAL_FIXED, "amount", "v-01", id, "correct",
                    ",'reason':'x','edits':[{'item':'amount','was':50000,'now':100000}]");
  case_move (desk, "v-01", id, "correct", CONTENT_EDIT);
  g_assert_cmpstr (desk_get_state (desk, id), ==, "planned");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "ordered");
  g_assert_cmpint (desk_get_number (desk, id, "/items/pregnancy_month"), ==, 3);
  g_assert_cmpint (desk_get_number (desk, batch, "/count"), ==, 1);
  case_refuse_move (desk, MADO_REFUSAL_SECOND_PERSON, "correct", "v-02", id, "correct", CONTENT_EDIT);

  answer = g_strdup_printf ("{'operation':'%s'}", desk_get_text (desk, id, "/asked/operation"));
  desk_refuse (desk, MADO_REFUSAL_ROLE, "correct", "v-02", id, "case.agree", "%s", answer);
  desk_refuse (desk, MADO_REFUSAL_ROLE, "correct", "v-01", id, "case.agree", "%s", answer);
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "asked", "d-01", id, "case.agree", "{'operation':'%s'}", desk_id (id).text);
  desk_do (desk, "d-01", id, "case.agree", "%s", answer);
  g_assert_cmpstr (desk_get_state (desk, id), ==, "received");
  g_assert_cmpint (desk_get_number (desk, id, "/items/pregnancy_month"), ==, 4);
  g_assert_cmpstr (desk_get_text (desk, id, "/authors/pregnancy_month"), ==, "v-01");
  g_assert_cmpstr (desk_get_text (desk, id, "/done/correct/by"), ==, "v-01");
  g_assert_cmpstr (desk_get_text (desk, id, "/done/correct/second"), ==, "d-01");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "claimed");
  g_assert_cmpint (desk_get_number (desk, batch, "/count"), ==, 0);
  g_assert_false (desk_has (desk, id, "/asked"));
  g_assert_false (desk_has (desk, id, "/seen/interview"));
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "asked", "d-01", id, "case.agree", "%s", answer);
}

static void
test_own_agreement (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_plan (desk, "logo:1", "0000000001", case_open_batch (desk));

  desk_add_person (desk, "vd-1", "verifier decider");
  case_move (desk, "vd-1", id, "correct", CONTENT_EDIT);
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "correct", "vd-1", id, "case.agree", "{'operation':'%s'}",
               desk_get_text (desk, id, "/asked/operation"));
}

/* Who may not edit cannot ask for an edit either; the second person's right to agree is no right to edit. */
static void
test_ask_for_what_one_may_not (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_plan (desk, "logo:1", "0000000001", case_open_batch (desk));

  desk_add_person (desk, "x-01", "verifier");
  case_move (desk, "x-01", id, "correct", CONTENT_EDIT);
  desk_refuse (desk, MADO_REFUSAL_ROLE, "correct", "a-01", id, "case.decline", "{'operation':'%s'}",
               desk_get_text (desk, id, "/asked/operation"));
  desk_do (desk, "d-01", id, "case.decline", "{'operation':'%s'}", desk_get_text (desk, id, "/asked/operation"));
  g_assert_false (desk_has (desk, id, "/asked"));
  g_assert_cmpstr (desk_get_state (desk, id), ==, "planned");
  case_move (desk, "v-01", id, "correct", CONTENT_EDIT);
  desk_do (desk, "v-01", id, "case.decline", "{'operation':'%s'}", desk_get_text (desk, id, "/asked/operation"));
  g_assert_false (desk_has (desk, id, "/asked"));
}

/* The post brings a letter back while the decider thinks it over: what was asked stays asked. */
static void
test_asked_stays (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_plan (desk, "logo:1", "0000000001", case_open_batch (desk));

  case_decide (desk, id);
  case_move (desk, "p-01", id, "notify", "");
  case_move (desk, "v-01", id, "correct", CONTENT_EDIT);
  case_move (desk, "p-01", id, "mail_returned", ",'reason':'転居'");
  g_assert_true (desk_has (desk, id, "/asked"));
  desk_do (desk, "d-01", id, "case.agree", "{'operation':'%s'}", desk_get_text (desk, id, "/asked/operation"));
  g_assert_cmpstr (desk_get_state (desk, id), ==, "received");
  g_assert_false (desk_has (desk, id, "/asked"));
}

/* But not beyond the payment. */
static void
test_asked_too_late (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_plan (desk, "logo:1", "0000000001", case_open_batch (desk));
  g_autofree char *answer = NULL;

  case_decide (desk, id);
  case_move (desk, "v-01", id, "correct", CONTENT_EDIT);
  answer = g_strdup_printf ("{'operation':'%s'}", desk_get_text (desk, id, "/asked/operation"));
  case_move (desk, "l-01", id, "pay", "");
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "asked", "d-01", id, "case.agree", "%s", answer);
}

/* --- death ------------------------------------------------------------------------------------------------------- */

static void
test_death (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_check (desk, "logo:1", "0000000001");

  case_refuse_move (desk, MADO_REFUSAL_REASON, "died", "v-01", id, "died", "");
  case_move (desk, "v-01", id, "died", ",'reason':'戸籍で確認'");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "halted");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "claimed");
  case_move (desk, "v-01", id, "resume", ",'reason':'相続人の請求書'");
  desk_do (desk, "l-01", id, "case.agree", "{'operation':'%s'}", desk_get_text (desk, id, "/asked/operation"));
  g_assert_cmpstr (desk_get_state (desk, id), ==, "received");
  case_enter (desk, "k-01", id, "7654321", "heir");
  case_enter (desk, "k-02", id, "7654321", "heir");
  case_refuse_move (desk, MADO_REFUSAL_VISUAL_CHECKS, "mandate", "v-01", id, "finish_check", "");
  case_see (desk, "v-01", id, "mandate");
  case_move (desk, "v-01", id, "finish_check", "");
  case_order (desk, "l-01", id, "plan", case_open_batch (desk));
}

static void
test_death_after_planning (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);
  MadoId id = case_plan (desk, "logo:1", "0000000001", batch);

  case_decide (desk, id);
  case_refuse_move (desk, MADO_REFUSAL_ROLE, "died_planned", "v-01", id, "died_planned", ",'reason':'x'");
  case_move (desk, "l-01", id, "died_planned", ",'reason':'家族から電話'");
  g_assert_cmpstr (desk_get_text (desk, batch, "/held/0"), ==, desk_id (id).text);
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "claimed");
  case_refuse_move (desk, MADO_REFUSAL_STATE, "halted", "l-01", id, "pay", "");
  case_move (desk, "l-01", id, "close_halted", ",'reason':'請求なし'");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "withdrawn");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "released");
}

/* Whichever way it comes back, a failed transfer is not tried again with the account that failed: it is forgotten. */
static void
test_death_after_failure (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_fail_new (desk, "logo:1", "0000000001", case_open_batch (desk));

  case_move (desk, "v-01", id, "died", ",'reason':'x'");
  case_move (desk, "v-01", id, "resume", ",'reason':'x'");
  desk_do (desk, "d-01", id, "case.agree", "{'operation':'%s'}", desk_get_text (desk, id, "/asked/operation"));
  g_assert_false (desk_has (desk, id, "/items/account"));
  g_assert_false (desk_has (desk, id, "/entries"));
  case_settle_deficiency (desk, "v-01", id, "settle", 0);
  case_refuse_move (desk, MADO_REFUSAL_REQUIRED, "account", "v-01", id, "finish_check", "");
  case_agree_account (desk, id, "7654321");
  case_see (desk, "v-01", id, "passbook");
  case_move (desk, "v-01", id, "finish_check", "");
  case_order (desk, "l-01", id, "plan", case_open_batch (desk));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/payment/correction-needs-a-second-person", test_correct);
  g_test_add_func ("/payment/correction-is-not-agreed-to-by-who-asked", test_own_agreement);
  g_test_add_func ("/payment/correction-is-declined-or-taken-back", test_ask_for_what_one_may_not);
  g_test_add_func ("/payment/correction-stays-asked-while-the-case-stays", test_asked_stays);
  g_test_add_func ("/payment/correction-does-not-outlive-the-payment", test_asked_too_late);
  g_test_add_func ("/payment/death-before-planning-and-the-heir", test_death);
  g_test_add_func ("/payment/death-after-planning-holds-the-money", test_death_after_planning);
  g_test_add_func ("/payment/J4-death-is-no-way-around-a-new-account", test_death_after_failure);

  return g_test_run ();
}
