/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Money that comes back: asked for by one person, approved by another, counted in to the yen. */

#include "desk.h"

#define ASK "{'case':'%s','why':'overpaid','amount':%d,'reason':'人数の誤り','due':'2026-01-31'}"
#define RECEIVE "{'day':'2025-12-02','amount':%d}"

static Desk *
open_desk (void)
{
  Desk *desk = desk_new ("ninpu-r7.json");

  desk_set_day (desk, "2025-12-02");
  desk_add_person (desk, "l-01", "lead");
  desk_add_person (desk, "l-02", "lead");
  desk_add_person (desk, "d-01", "decider");
  desk_add_person (desk, "b-01", "lead decider");

  return desk;
}

static MadoId
put_case (Desk *desk, const char *state)
{
  return desk_put (desk, "case", "paid",
                   "{'items':{'content':'2-cash','control_no':'0000012345'},"
                   "'rights':[{'amount':100000,'claim':'[\\'a\\',\\'b\\',[\\'1\\']]','right':'second','state':'%s'}]}",
                   state);
}

static MadoId
ask (Desk *desk, MadoId paid, int amount)
{
  return desk_make (desk, "l-01", "recovery.ask", ASK, desk_id (paid).text, amount);
}

static MadoId
ask_and_approve (Desk *desk, MadoId paid, int amount)
{
  MadoId id = ask (desk, paid, amount);

  desk_do (desk, "d-01", id, "recovery.approve", "{'amount':%d}", amount);

  return id;
}

static void
test_comes_back_in_parts (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId paid = put_case (desk, "paid"), id = ask_and_approve (desk, paid, 50000);

  g_assert_cmpstr (desk_get_state (desk, id), ==, "open");
  desk_do (desk, "l-01", id, "recovery.receive", RECEIVE, 20001);
  g_assert_cmpint (desk_get_number (desk, paid, "/recoveries/0/returned"), ==, 20001);
  desk_refuse (desk, MADO_REFUSAL_COUNT, "amount", "l-01", id, "recovery.receive", RECEIVE, 30000);
  desk_refuse (desk, MADO_REFUSAL_COUNT, "amount", "l-01", id, "recovery.receive", RECEIVE, 0);
  desk_refuse (desk, MADO_REFUSAL_VALUE, "day", "l-01", id, "recovery.receive", "{'day':'2025-12-03','amount':1}");
  desk_do (desk, "l-02", id, "recovery.receive", RECEIVE, 29999);
  g_assert_cmpstr (desk_get_state (desk, id), ==, "settled");
  g_assert_cmpstr (desk_get_text (desk, paid, "/recoveries/0/state"), ==, "settled");
  g_assert_cmpint (desk_get_number (desk, paid, "/recoveries/0/returned"), ==, 50000);
  g_assert_cmpint (desk_get_number (desk, paid, "/recoveries"), ==, 1);
  g_assert_cmpstr (desk_get_text (desk, paid, "/rights/0/state"), ==, "paid");
  desk_refuse (desk, MADO_REFUSAL_STATE, "settled", "l-01", id, "recovery.receive", RECEIVE, 1);
}

static void
test_never_more_than_was_paid (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId paid = put_case (desk, "paid"), unpaid = put_case (desk, "ordered"), first = MADO_ID_NONE;

  desk_refuse (desk, MADO_REFUSAL_COUNT, "amount", "l-01", MADO_ID_NONE, "recovery.ask", ASK, desk_id (paid).text,
               100001);
  desk_refuse (desk, MADO_REFUSAL_VALUE, "amount", "l-01", MADO_ID_NONE, "recovery.ask", ASK, desk_id (paid).text, 0);
  desk_refuse (desk, MADO_REFUSAL_RIGHT_STEP, "case", "l-01", MADO_ID_NONE, "recovery.ask", ASK, desk_id (unpaid).text,
               1);
  first = ask (desk, paid, 60000);
  desk_refuse (desk, MADO_REFUSAL_COUNT, "amount", "l-01", MADO_ID_NONE, "recovery.ask", ASK, desk_id (paid).text,
               40001);
  desk_do (desk, "d-01", first, "recovery.decline", "{'reason':'過払いではない'}");
  ask (desk, paid, 100000);
}

static void
test_second_person_approves (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId paid = put_case (desk, "paid"), id = MADO_ID_NONE;

  id = desk_make (desk, "b-01", "recovery.ask", ASK, desk_id (paid).text, 50000);
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "asked", "b-01", id, "recovery.approve", "{'amount':50000}");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "approve", "l-02", id, "recovery.approve", "{'amount':50000}");
  desk_refuse (desk, MADO_REFUSAL_COUNT, "amount", "d-01", id, "recovery.approve", "{'amount':5000}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "asked", "l-01", id, "recovery.receive", RECEIVE, 1);
  desk_do (desk, "d-01", id, "recovery.approve", "{'amount':50000}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "open", "d-01", id, "recovery.approve", "{'amount':50000}");
}

static void
test_wrong_entry_is_struck_by_another (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId paid = put_case (desk, "paid"), id = ask_and_approve (desk, paid, 50000);
  g_autofree char *entry = NULL;

  desk_do (desk, "b-01", id, "recovery.receive", RECEIVE, 50000);
  entry = g_strdup (desk_get_text (desk, id, "/returns/0/operation"));
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "return", "b-01", id, "recovery.strike", "{'entry':'%s','reason':'x'}",
               entry);
  desk_refuse (desk, MADO_REFUSAL_VALUE, "entry", "d-01", id, "recovery.strike", "{'entry':'%s','reason':'x'}",
               desk_id (paid).text);
  desk_do (desk, "d-01", id, "recovery.strike", "{'entry':'%s','reason':'別の件の入金'}", entry);
  g_assert_cmpstr (desk_get_state (desk, id), ==, "open");
  g_assert_cmpint (desk_get_number (desk, paid, "/recoveries/0/returned"), ==, 0);
  desk_refuse (desk, MADO_REFUSAL_VALUE, "entry", "d-01", id, "recovery.strike", "{'entry':'%s','reason':'x'}", entry);
}

static void
test_what_is_waived_is_waived_by_another (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId paid = put_case (desk, "paid"), id = ask_and_approve (desk, paid, 50000);

  desk_do (desk, "l-01", id, "recovery.receive", RECEIVE, 10000);
  desk_refuse (desk, MADO_REFUSAL_FORM, "reason", "d-01", id, "recovery.waive", "{}");
  desk_do (desk, "d-01", id, "recovery.waive", "{'reason':'債務免除'}");
  g_assert_cmpstr (desk_get_text (desk, paid, "/recoveries/0/state"), ==, "waived");
  desk_refuse (desk, MADO_REFUSAL_COUNT, "amount", "l-01", MADO_ID_NONE, "recovery.ask", ASK, desk_id (paid).text,
               90001);
  ask (desk, paid, 90000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recovery/comes-back-in-parts", test_comes_back_in_parts);
  g_test_add_func ("/recovery/never-more-than-was-paid", test_never_more_than_was_paid);
  g_test_add_func ("/recovery/second-person-approves", test_second_person_approves);
  g_test_add_func ("/recovery/wrong-entry-is-struck-by-another", test_wrong_entry_is_struck_by_another);
  g_test_add_func ("/recovery/what-is-waived-is-waived-by-another", test_what_is_waived_is_waived_by_another);

  return g_test_run ();
}
