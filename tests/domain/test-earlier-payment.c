/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was paid elsewhere or before holds the claim of its right. */

#include "desk.h"

#define CLAIM "'[\\'shinjuku/ninpu\\',\\'delivery\\',[\\'0000012345\\']]'"
#define PAID "{'right':'second','key':['0000012345'],'day':'2025-03-10','amount':50000,'programme':'令和6年度'}"
#define TOUCH "{'edits':[{'item':'occupation','now':'農業'}]}"

static Desk *
open_desk (void)
{
  Desk *desk = desk_new ("ninpu-r7.json");

  desk_set_day (desk, "2025-12-02");
  desk_add_person (desk, "v-01", "verifier");
  desk_add_person (desk, "l-01", "lead");
  desk_add_person (desk, "d-01", "decider");

  return desk;
}

static MadoId
put_case (Desk *desk, const char *state, const char *claims, const char *claim)
{
  return desk_put (desk, "case", "received",
                   "{'claims':[%s],'items':{'content':'2-cash','control_no':'0000012345',"
                   "'delivery_date':'2025-11-02','fetuses':2,'handbook_date':'2025-04-10','received_on':'2025-12-01'},"
                   "'rights':[{'amount':100000,%s'right':'second','state':'%s'}],'since':'2025-12-01'}",
                   claims, claim, state);
}

static MadoId
put_claiming (Desk *desk, const char *state)
{
  return put_case (desk, state, CLAIM, "'claim':" CLAIM ",");
}

/* Returns: what the case says of what was paid before */
static const char *
get_told (Desk *desk, MadoId id)
{
  return desk_has (desk, id, "/rights/0/earlier") ? desk_get_text (desk, id, "/rights/0/earlier/programme") : "";
}

static void
test_right_waits_and_says_why (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId earlier = desk_make (desk, "l-01", "earlier_payment.record", PAID);
  MadoId id = put_case (desk, "open", "", "");

  desk_do (desk, "v-01", id, "case.edit", TOUCH);
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "held");
  g_assert_cmpstr (get_told (desk, id), ==, "令和6年度");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/earlier/id"), ==, desk_id (earlier).text);
  g_assert_cmpint (desk_get_number (desk, id, "/rights/0/earlier/amount"), ==, 50000);
  g_assert_cmpstr (desk_get_text (desk, earlier, "/cases/0"), ==, desk_id (id).text);
}

static void
test_claimed_right_stands_back (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = put_claiming (desk, "claimed");

  desk_make (desk, "l-01", "earlier_payment.record", PAID);
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "held");
  g_assert_cmpstr (get_told (desk, id), ==, "令和6年度");
  g_assert_cmpint (desk_get_number (desk, id, "/claims"), ==, 0);
  desk_do (desk, "v-01", id, "case.edit", TOUCH);
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "held");
}

static void
test_it_is_not_ordered (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_put (desk, "case", "checked",
                        "{'items':{'content':'2-gift','control_no':'0000012345','name':{'kanji':'見本 花子'}},"
                        "'rights':[{'amount':100000,'earlier':{'programme':'x'},'right':'second','state':'held'}]}");
  MadoId batch = desk_make (desk, "l-01", "batch.make", "{'packet':'planned'}");
  g_autoptr (MadoOutcome) outcome =
      desk_try (desk, "l-01", id, "case.move", "{'transition':'plan','batch':'%s'}", desk_id (batch).text);

  g_assert_true (mado_outcome_is_refused (outcome));
}

static void
test_money_under_way_comes_first (void)
{
  g_autoptr (Desk) desk = open_desk ();

  put_claiming (desk, "ordered");
  desk_refuse (desk, MADO_REFUSAL_RIGHT_FIXED, "case", "l-01", MADO_ID_NONE, "earlier_payment.record", PAID);
}

static void
test_paid_twice_is_said (void)
{
  g_autoptr (Desk) desk = open_desk ();

  put_claiming (desk, "paid");
  desk_refuse (desk, MADO_REFUSAL_RIGHT_PAID, "case", "l-01", MADO_ID_NONE, "earlier_payment.record", PAID);
}

static void
test_one_payment_is_recorded_once (void)
{
  g_autoptr (Desk) desk = open_desk ();

  desk_make (desk, "l-01", "earlier_payment.record", PAID);
  desk_refuse (desk, MADO_REFUSAL_RIGHT_PAID, NULL, "l-01", MADO_ID_NONE, "earlier_payment.record", PAID);
}

static void
test_figures_are_held_to (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId none = MADO_ID_NONE;

#define RECORD(right, key, day, amount)                                                                                \
  "{'right':'" right "','key':[" key "],'day':'" day "','amount':" amount ",'programme':'令和6年度'}"
  desk_refuse (desk, MADO_REFUSAL_ROLE, "plan", "v-01", none, "earlier_payment.record", PAID);
  desk_refuse (desk, MADO_REFUSAL_VALUE, "right", "l-01", none, "earlier_payment.record",
               RECORD ("third", "'1'", "2025-03-10", "1"));
  desk_refuse (desk, MADO_REFUSAL_VALUE, "key", "l-01", none, "earlier_payment.record",
               RECORD ("second", "'1','2'", "2025-03-10", "1"));
  desk_refuse (desk, MADO_REFUSAL_VALUE, "amount", "l-01", none, "earlier_payment.record",
               RECORD ("second", "'1'", "2025-03-10", "0"));
  desk_refuse (desk, MADO_REFUSAL_VALUE, "day", "l-01", none, "earlier_payment.record",
               RECORD ("second", "'1'", "2025-12-03", "1"));
}

/* Two cases wait: the right goes to one of them alone. */
static void
test_mistake_is_taken_back_by_another (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId earlier = desk_make (desk, "l-01", "earlier_payment.record", PAID);
  MadoId first = put_case (desk, "open", "", ""), twin = put_case (desk, "open", "", "");

  desk_do (desk, "v-01", first, "case.edit", TOUCH);
  desk_do (desk, "v-01", twin, "case.edit", TOUCH);
  desk_refuse (desk, MADO_REFUSAL_ROLE, "approve", "v-01", earlier, "earlier_payment.withdraw", "{'reason':'別人'}");
  desk_do (desk, "d-01", earlier, "earlier_payment.withdraw", "{'reason':'別人の実績'}");
  g_assert_cmpstr (desk_get_state (desk, earlier), ==, "withdrawn");
  g_assert_cmpstr (desk_get_text (desk, first, "/rights/0/state"), ==, "claimed");
  g_assert_cmpstr (get_told (desk, first), ==, "");
  g_assert_cmpstr (desk_get_text (desk, twin, "/rights/0/state"), ==, "attached");
  g_assert_cmpstr (get_told (desk, twin), ==, "");
  desk_refuse (desk, MADO_REFUSAL_STATE, "withdrawn", "d-01", earlier, "earlier_payment.withdraw", "{'reason':'x'}");
  desk_do (desk, "v-01", first, "case.edit", "{'edits':[{'item':'occupation','now':'漁業','was':'農業'}]}");
  g_assert_cmpstr (desk_get_text (desk, first, "/rights/0/state"), ==, "claimed");
}

static void
test_nobody_takes_back_what_they_recorded (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId earlier = MADO_ID_NONE;

  desk_add_person (desk, "b-01", "lead decider");
  earlier = desk_make (desk, "b-01", "earlier_payment.record", PAID);
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "recorded", "b-01", earlier, "earlier_payment.withdraw",
               "{'reason':'x'}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/earlier-payment/right-waits-and-says-why", test_right_waits_and_says_why);
  g_test_add_func ("/earlier-payment/claimed-right-stands-back", test_claimed_right_stands_back);
  g_test_add_func ("/earlier-payment/it-is-not-ordered", test_it_is_not_ordered);
  g_test_add_func ("/earlier-payment/money-under-way-comes-first", test_money_under_way_comes_first);
  g_test_add_func ("/earlier-payment/paid-twice-is-said", test_paid_twice_is_said);
  g_test_add_func ("/earlier-payment/one-payment-is-recorded-once", test_one_payment_is_recorded_once);
  g_test_add_func ("/earlier-payment/figures-are-held-to", test_figures_are_held_to);
  g_test_add_func ("/earlier-payment/mistake-is-taken-back-by-another", test_mistake_is_taken_back_by_another);
  g_test_add_func ("/earlier-payment/nobody-takes-back-what-they-recorded", test_nobody_takes_back_what_they_recorded);

  return g_test_run ();
}
