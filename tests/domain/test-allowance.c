/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 004: paid without being asked to those whose account is registered, on application to the others; once per child. */

#include "case-sample.h"

#define REGISTERED                                                                                                     \
  "{'bank':'0001','branch':'001','kind':'1','number':'1234567','holder':'ミホン タロウ','relation':'self',"            \
  "'origin':'%s','date':'2025-09-10'}"

static Desk *
open_desk (void)
{
  Desk *desk = desk_new ("kosodate-oen-r7.json");

  desk_add_person (desk, "w-01", "ward");
  desk_add_person (desk, "w-02", "ward");
  desk_add_person (desk, "wd-1", "ward decider");
  desk_add_person (desk, "d-01", "decider");
  desk_add_person (desk, "d-02", "decider");
  desk_set_day (desk, "2026-01-20");

  return desk;
}

static char *
write_child (Desk *desk, const char *number, const char *birth)
{
  DeskId row = desk_id (desk_draw_id (desk));

  return g_strdup_printf ("'add_rows':[{'list':'children','row':'%s'}],"
                          "'edits':[{'item':'child_resident_no','row':'%s','now':'%s'},"
                          "{'item':'child_name','row':'%s','now':{'kanji':'見本 児'}},"
                          "{'item':'child_birth','row':'%s','now':'%s'}",
                          row.text, row.text, number, row.text, row.text, birth);
}

/* More edits of the payee, to be put behind those of a child. */
static char *
write_payee (const char *target_group, const char *origin)
{
  return g_strdup_printf (",{'item':'resident_no','now':'1001'},{'item':'name','now':{'kanji':'見本 太郎'}},"
                          "{'item':'birth_date','now':'1985-05-05'},{'item':'address','now':'東京都新宿区見本町1-1'},"
                          "{'item':'target_group','now':'%s'}%s%s%s",
                          target_group,
                          origin[0] != '\0' ? ",{'item':'account','now':{'bank':'0001','branch':'001',"
                                              "'kind':'1','number':'1234567','holder':'ミホン タロウ',"
                                              "'relation':'self','date':'2025-09-10','origin':'"
                                            : "",
                          origin, origin[0] != '\0' ? "'}}" : "");
}

static MadoId
extract (Desk *desk, const char *child)
{
  g_autofree char *row = write_child (desk, child, "2015-05-05");
  g_autofree char *payee = write_payee ("1", "registered");

  return desk_make (desk, "w-01", "case.move", "{'transition':'extract','receipt':'targets:%s',%s%s]}", child, row,
                    payee);
}

static void
add_child (Desk *desk, MadoId id, const char *number, const char *birth)
{
  g_autofree char *row = write_child (desk, number, birth);

  desk_do (desk, "w-01", id, "case.edit", "{%s]}", row);
}

static MadoId
apply (Desk *desk, const char *receipt, const char *child)
{
  g_autofree char *row = write_child (desk, child, "2015-05-05");
  g_autofree char *payee = write_payee ("4", "");

  return desk_make (desk, "w-01", "case.move", "{'transition':'apply','receipt':'%s',%s%s]}", receipt, row, payee);
}

static void
type_account (Desk *desk, MadoId id, const char *number)
{
  desk_do (desk, "w-01", id, "case.enter_account", "{'item':'account','value':" CASE_ACCOUNT "}", number, "self");
  desk_do (desk, "w-02", id, "case.enter_account", "{'item':'account','value':" CASE_ACCOUNT "}", number, "self");
}

static MadoId
open_batch (Desk *desk)
{
  return desk_make (desk, "w-02", "batch.make", "{'packet':'payment'}");
}

static void
refuse_order (Desk *desk, const char *code, const char *subject, MadoId id, const char *transition, MadoId batch)
{
  g_autofree char *to_batch = case_into (batch);

  case_refuse_move (desk, code, subject, "d-01", id, transition, to_batch);
}

/* --- without being asked ----------------------------------------------------------------------------------------- */

static void
test_push (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId batch = open_batch (desk);
  MadoId id = extract (desk, "2001");

  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "claimed");
  case_move (desk, "w-01", id, "guide", "");
  g_assert_cmpstr (desk_get_text (desk, id, "/letters/1/letter"), ==, "refusal_form");
  desk_set_day (desk, "2026-02-13");
  refuse_order (desk, MADO_REFUSAL_GUARD, "pay_unasked", id, "pay_unasked", batch);
  desk_set_day (desk, "2026-02-14");
  case_refuse_move (desk, MADO_REFUSAL_GUARD, "decline", "w-01", id, "decline", "");
  case_order (desk, "d-01", id, "pay_unasked", batch);
  case_move (desk, "w-01", id, "paid", ",'sets':{'paid_month':'2026-03'}");
  g_assert_cmpstr (desk_get_text (desk, id, "/items/paid_month"), ==, "2026-03");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "paid");
}

static void
test_refusal (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = extract (desk, "2001");

  case_move (desk, "w-01", id, "guide", "");
  desk_set_day (desk, "2026-02-13");
  case_move (desk, "w-01", id, "decline", "");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "declined");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "released");
  desk_set_day (desk, "2026-02-14");
  refuse_order (desk, MADO_REFUSAL_STATE, "declined", id, "pay_unasked", open_batch (desk));
}

/* Who gave notice on the last day was in time, whenever somebody gets to entering it; on a day of his own nobody is. */
static void
test_refusal_entered_later (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = extract (desk, "2001");

  case_move (desk, "w-01", id, "guide", "");
  desk_set_day (desk, "2026-02-18");
  case_refuse_move (desk, MADO_REFUSAL_GUARD, "decline", "w-01", id, "decline", "");
  case_refuse_move (desk, MADO_REFUSAL_GUARD, "decline", "w-01", id, "decline", ",'day':'2026-02-14'");
  case_refuse_move (desk, MADO_REFUSAL_VALUE, "day", "w-01", id, "decline", ",'day':'2026-02-19'");
  case_move (desk, "w-01", id, "decline", ",'day':'2026-02-13'");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "declined");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "released");
}

static void
test_registered_account (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = extract (desk, "2001");
  g_autofree char *row = write_child (desk, "2002", "2015-05-05");
  g_autofree char *typed = write_payee ("1", "application");
  g_autofree char *none = write_payee ("1", "");

  g_assert_cmpstr (desk_get_text (desk, id, "/items/account/origin"), ==, "registered");
  desk_refuse (desk, MADO_REFUSAL_ITEM_TWICE, "account", "w-01", MADO_ID_NONE, "case.move",
               "{'transition':'extract','receipt':'targets:9',%s%s]}", row, typed);
  desk_refuse (desk, MADO_REFUSAL_CHECKS, "account_there", "w-01", MADO_ID_NONE, "case.move",
               "{'transition':'extract','receipt':'targets:9',%s%s]}", row, none);
  desk_refuse (desk, MADO_REFUSAL_ITEM_TWICE, "account", "w-01", id, "case.edit",
               "{'edits':[{'item':'account','now':" REGISTERED "}]}", "registered");
}

/* While somebody types another account, the registered one is in doubt. */
static void
test_account_in_doubt (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId batch = open_batch (desk);
  MadoId id = extract (desk, "2001");

  case_move (desk, "w-01", id, "guide", "");
  desk_set_day (desk, "2026-02-14");
  desk_do (desk, "w-01", id, "case.enter_account", "{'item':'account','value':" CASE_ACCOUNT "}", "7654321", "self");
  refuse_order (desk, MADO_REFUSAL_ACCOUNT, NULL, id, "pay_unasked", batch);
  desk_do (desk, "w-01", id, "case.retract_account", "{'item':'account'}");
  case_order (desk, "d-01", id, "pay_unasked", batch);
}

/* --- children ---------------------------------------------------------------------------------------------------- */

static void
test_children (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId batch = open_batch (desk);
  MadoId id = extract (desk, "2001");

  add_child (desk, id, "2002", "2007-04-02");
  add_child (desk, id, "2003", "2007-04-01");
  add_child (desk, id, "2004", "2025-10-01");
  g_assert_cmpint (desk_get_number (desk, id, "/rights"), ==, 2);
  g_assert_cmpint (desk_get_number (desk, id, "/claims"), ==, 1 + 2); /* the receipt, and a child each */
  case_move (desk, "w-01", id, "guide", "");
  desk_set_day (desk, "2026-02-14");
  case_order (desk, "d-01", id, "pay_unasked", batch);
  g_assert_cmpint (desk_get_number (desk, batch, "/count"), ==, 1);
  g_assert_cmpint (desk_get_number (desk, batch, "/sum"), ==, 40000);
}

/* The same child in one case twice is one right. */
static void
test_child_twice (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = extract (desk, "2001");

  add_child (desk, id, "2001", "2015-05-05");
  g_assert_cmpint (desk_get_number (desk, id, "/claims"), ==, 1 + 1);
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/1/state"), ==, "held");
}

static void
test_two_payees (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId batch = open_batch (desk);
  MadoId first = extract (desk, "2001");
  MadoId second = apply (desk, "paper:1", "2001");

  g_assert_cmpstr (desk_get_text (desk, second, "/rights/0/state"), ==, "held");
  g_assert_false (desk_has (desk, second, "/attached_to"));
  type_account (desk, second, "7654321");
  case_move (desk, "w-01", second, "accept", "");
  refuse_order (desk, MADO_REFUSAL_RIGHT_HELD, NULL, second, "pay_asked", batch);
  case_move (desk, "w-01", first, "decline", "");
  case_move (desk, "w-01", second, "contact",
             ",'reason':'確認','edits':[{'item':'address','was':'東京都新宿区見本町1-1','now':'東京都新宿区例示町2'}]");
  g_assert_cmpstr (desk_get_text (desk, second, "/rights/0/state"), ==, "claimed");
  case_order (desk, "d-01", second, "pay_asked", batch);
}

/* What was held when the rest was paid is not taken afterwards: nobody could pay it there, and nobody else claim it. */
/* J3: also an account that nobody typed is not tried again once a transfer to it failed. */
static void
test_registered_account_fails (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = extract (desk, "2001");

  case_move (desk, "w-01", id, "guide", "");
  desk_set_day (desk, "2026-02-14");
  case_order (desk, "d-01", id, "pay_unasked", open_batch (desk));
  desk_pass_minutes (desk, 1);
  case_move (desk, "w-01", id, "fail", ",'reason':'解約'");
  case_settle_deficiency (desk, "w-01", id, "settle", 0);
  refuse_order (desk, MADO_REFUSAL_ACCOUNT_SAME, NULL, id, "pay_again", open_batch (desk));
}

static void
test_who_adds_children (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = extract (desk, "2001");

  desk_add_person (desk, "p-01", "print");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "children", "p-01", id, "case.edit",
               "{'add_rows':[{'list':'children','row':'%s'}]}", desk_id (desk_draw_id (desk)).text);
}

static void
test_held_beside_paid (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId first = extract (desk, "2001");
  MadoId second = extract (desk, "2002");

  add_child (desk, second, "2001", "2015-05-05");
  case_move (desk, "w-01", second, "guide", "");
  case_move (desk, "w-01", first, "decline", "");
  desk_set_day (desk, "2026-02-14");

  MadoId third = apply (desk, "paper:1", "2001");

  MadoId batch = open_batch (desk);
  g_autofree char *row = g_strdup (desk_get_text (desk, second, "/rights/1/row"));

  refuse_order (desk, MADO_REFUSAL_RIGHT_HELD, NULL, second, "pay_unasked", batch);
  desk_refuse (desk, MADO_REFUSAL_ROLE, "duplicates", "d-01", second, "case.give_up_right",
               "{'right':'child','row':'%s','reason':'別の人が養育'}", row);
  desk_refuse (desk, MADO_REFUSAL_RIGHT_STEP, "child", "w-01", second, "case.give_up_right",
               "{'right':'child','row':'%s','reason':'x'}", desk_get_text (desk, second, "/rights/0/row"));
  desk_do (desk, "w-01", second, "case.give_up_right", "{'right':'child','row':'%s','reason':'別の人が養育'}", row);
  case_order (desk, "d-01", second, "pay_unasked", batch);
  desk_do (desk, "w-01", third, "case.move", "{'transition':'reject','reason':'養育していない'}");
  desk_do (desk, "d-01", third, "case.agree", "{'operation':'%s'}", desk_get_text (desk, third, "/asked/operation"));
  case_move (desk, "w-01", second, "paid", "");
  case_move (desk, "w-01", second, "contact", ",'reason':'x'");
  g_assert_cmpstr (desk_get_text (desk, second, "/rights/1/state"), ==, "released");
  g_assert_cmpstr (desk_get_text (desk, second, "/rights/1/released/reason"), ==, "別の人が養育");

  MadoId fourth = apply (desk, "paper:2", "2001");

  g_assert_cmpstr (desk_get_text (desk, fourth, "/rights/0/state"), ==, "claimed");
}

/* --- on application ---------------------------------------------------------------------------------------------- */

static void
test_application (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId batch = open_batch (desk);
  MadoId id = apply (desk, "paper:1", "2001");
  g_autofree char *to_batch = case_into (batch);

  case_refuse_move (desk, MADO_REFUSAL_CHECKS, "account_there", "w-01", id, "accept", "");
  type_account (desk, id, "1234567");
  case_move (desk, "wd-1", id, "accept", "");
  case_refuse_move (desk, MADO_REFUSAL_SAME_PERSON, "accept", "wd-1", id, "pay_asked", to_batch);
  case_refuse_move (desk, MADO_REFUSAL_ROLE, "pay_asked", "w-01", id, "pay_asked", to_batch);
  case_order (desk, "d-01", id, "pay_asked", batch);
  desk_pass_minutes (desk, 1);
  case_move (desk, "w-01", id, "fail", ",'reason':'口座なし'");
  desk_pass_minutes (desk, 1);
  refuse_order (desk, MADO_REFUSAL_DEFICIENCY_OPEN, NULL, id, "pay_again", batch);
  case_settle_deficiency (desk, "w-01", id, "settle", 0);
  refuse_order (desk, MADO_REFUSAL_ACCOUNT_SAME, NULL, id, "pay_again", batch);
  type_account (desk, id, "7654321");
  case_order (desk, "d-01", id, "pay_again", open_batch (desk));
  g_assert_cmpint (desk_get_number (desk, id, "/rights"), ==, 1);
  case_move (desk, "w-01", id, "paid", "");
}

static void
test_only_the_asked_apply (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = extract (desk, "2001");

  case_refuse_move (desk, MADO_REFUSAL_GUARD, "invite", "w-01", id, "invite", "");
  case_move (desk, "w-01", id, "guide", "");
  case_refuse_move (desk, MADO_REFUSAL_GUARD, "apply", "w-01", id, "apply", ",'receipt':'paper:1'");
}

static void
test_not_eligible (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = apply (desk, "paper:1", "2001");
  const char *body = "{'transition':'reject','reason':'対象外'}";

  case_refuse_move (desk, MADO_REFUSAL_REASON, "reject", "w-01", id, "reject", "");
  desk_do (desk, "wd-1", id, "case.move", "%s", body);
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "reject", "wd-1", id, "case.agree", "{'operation':'%s'}",
               desk_get_text (desk, id, "/asked/operation"));
  desk_do (desk, "d-01", id, "case.agree", "{'operation':'%s'}", desk_get_text (desk, id, "/asked/operation"));
  g_assert_cmpstr (desk_get_state (desk, id), ==, "not_eligible");
  g_assert_cmpstr (desk_get_text (desk, id, "/letters/0/letter"), ==, "not_eligible");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "released");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/allowance/J3-registered-account-is-not-tried-again", test_registered_account_fails);
  g_test_add_func ("/allowance/004-D1-children-are-added-by-the-ward-alone", test_who_adds_children);
  g_test_add_func ("/allowance/004-U5-paid-without-asking-after-the-deadline", test_push);
  g_test_add_func ("/allowance/004-F10-refused-until-the-deadline", test_refusal);
  g_test_add_func ("/allowance/004-F10-refused-in-time-and-entered-later", test_refusal_entered_later);
  g_test_add_func ("/allowance/004-D5-registered-account-comes-with-the-case-only", test_registered_account);
  g_test_add_func ("/allowance/J6-account-in-doubt-is-not-paid-to", test_account_in_doubt);
  g_test_add_func ("/allowance/004-U8-children-are-paid-in-one-sum", test_children);
  g_test_add_func ("/allowance/004-F4-child-twice-is-one-right", test_child_twice);
  g_test_add_func ("/allowance/004-F4-child-of-two-payees-is-held", test_two_payees);
  g_test_add_func ("/allowance/004-F4-held-right-is-not-taken-after-the-payment", test_held_beside_paid);
  g_test_add_func ("/allowance/004-U6-application-is-accepted-paid-failed-and-paid-again", test_application);
  g_test_add_func ("/allowance/004-U5-who-is-paid-unasked-does-not-apply", test_only_the_asked_apply);
  g_test_add_func ("/allowance/004-F13-not-eligible-needs-the-decider", test_not_eligible);

  return g_test_run ();
}
