/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 003: the contractor receives and screens, the ward examines and decides; what is paid follows from hours and caps. */

#include "case-sample.h"

static Desk *
open_desk (void)
{
  static const struct {
    const char *account, *role;
  } people[] = { { "s-01", "screener" },     { "k-01", "account_1" },
                 { "k-02", "account_2" },    { "p-01", "print" },
                 { "l-01", "lead" },         { "e-01", "examiner" },
                 { "d-01", "decider" },      { "ed-1", "examiner decider" },
                 { "sl-1", "screener lead" } };
  Desk *desk = desk_new ("babysitter-r7.json");

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    desk_add_person (desk, people[i].account, people[i].role);

  return desk;
}

/* Two hours by day in April 2025, 3,000 yen an hour. */
static MadoId
receive (Desk *desk, const char *receipt)
{
  return desk_make (desk, "s-01", "case.move",
                    "{'transition':'receive','receipt':'%s','edits':["
                    "{'item':'name','now':{'kanji':'見本 太郎'}},{'item':'address','now':'東京都新宿区見本町1-1'},"
                    "{'item':'birth_date','now':'1985-05-05'},{'item':'phone','now':'0300000000'},"
                    "{'item':'child_birth','now':'2020-06-01'},{'item':'used_on','now':'2025-04-20'},"
                    "{'item':'minutes_day','now':120},{'item':'minutes_night','now':0},{'item':'paid_day','now':6000},"
                    "{'item':'paid_night','now':0},{'item':'hours_used','now':0},"
                    "{'item':'multiple_birth','now':false},{'item':'receipt_no','now':'1'}]}",
                    receipt);
}

static MadoId
prescreen (Desk *desk, const char *receipt, const char *screener)
{
  MadoId id = receive (desk, receipt);
  static const char *const checks[] = { "receipt", "identity", "no_mynumber" };

  case_agree_account (desk, id, "1234567");
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    case_see (desk, "s-01", id, checks[i]);
  case_move (desk, screener, id, "prescreen", "");

  return id;
}

static MadoId
open_batch (Desk *desk)
{
  return desk_make (desk, "l-01", "batch.make", "{'packet':'prescreened'}");
}

static void
test_way (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId batch = open_batch (desk);
  MadoId id = prescreen (desk, "logo:1", "sl-1");
  g_autofree char *to_batch = case_into (batch);

  case_refuse_move (desk, MADO_REFUSAL_SAME_PERSON, "prescreen", "sl-1", id, "submit", to_batch);
  case_order (desk, "l-01", id, "submit", batch);
  case_refuse_move (desk, MADO_REFUSAL_ROLE, "examine", "s-01", id, "examine", "");
  case_refuse_move (desk, MADO_REFUSAL_ROLE, "examine", "l-01", id, "examine", "");
  case_refuse_move (desk, MADO_REFUSAL_STATE, "submitted", "d-01", id, "decide", "");
  case_move (desk, "ed-1", id, "examine", "");
  case_refuse_move (desk, MADO_REFUSAL_ROLE, "decide", "l-01", id, "decide", "");
  case_refuse_move (desk, MADO_REFUSAL_SAME_PERSON, "examine", "ed-1", id, "decide", "");
  desk->signer = "";
  case_refuse_move (desk, MADO_REFUSAL_SIGNATURE, "decider", "d-01", id, "decide", "");
  desk->signer = NULL;
  case_move (desk, "d-01", id, "decide", ",'sets':{'decided_on':'2025-05-01'}");
  case_move (desk, "p-01", id, "notify", "");
  g_assert_cmpstr (desk_get_text (desk, id, "/letters/0/letter"), ==, "decision");
  case_move (desk, "l-01", id, "pay", "");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "paid");
}

static void
test_sent_back (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId batch = open_batch (desk);
  MadoId id = prescreen (desk, "logo:1", "s-01");

  case_order (desk, "l-01", id, "submit", batch);
  g_assert_cmpint (desk_get_number (desk, batch, "/sum"), ==, 5000);
  case_refuse_move (desk, MADO_REFUSAL_ROLE, "send_back", "l-01", id, "send_back", ",'reason':'x'");
  case_move (desk, "e-01", id, "send_back", ",'reason':'領収書が読めない'");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "received");
  g_assert_cmpint (desk_get_number (desk, batch, "/sum"), ==, 0);
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "claimed");
}

static void
test_refused_by_the_ward (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = prescreen (desk, "logo:1", "s-01");

  case_order (desk, "l-01", id, "submit", open_batch (desk));
  case_move (desk, "e-01", id, "examine", "");
  case_move (desk, "d-01", id, "refuse", ",'reason':'対象外'");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "released");
}

static void
test_paid_again (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId batch = open_batch (desk);
  MadoId id = prescreen (desk, "logo:1", "s-01");
  g_autofree char *to_batch = case_into (batch);

  case_order (desk, "l-01", id, "submit", batch);
  case_move (desk, "e-01", id, "examine", "");
  case_move (desk, "d-01", id, "decide", "");
  case_fail (desk, id);
  case_settle_deficiency (desk, "s-01", id, "settle", 0);
  case_refuse_move (desk, MADO_REFUSAL_CHECKS, "account_twice", "d-01", id, "pay_again", to_batch);
  case_agree_account (desk, id, "7654321");
  case_order (desk, "d-01", id, "pay_again", open_batch (desk));
  g_assert_cmpstr (desk_get_state (desk, id), ==, "decided");
  case_move (desk, "l-01", id, "pay", "");
}

/* --- amounts and limits ------------------------------------------------------------------------------------------ */

static void
edit (Desk *desk, MadoId id, const char *item, const char *was, const char *now)
{
  case_edit (desk, "s-01", id, item, was, now);
}

static void
test_amounts (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = receive (desk, "logo:1");

  g_assert_cmpint (desk_get_number (desk, id, "/items/amount"), ==, 5000);
  edit (desk, id, "paid_day", "6000", "4001");
  g_assert_cmpint (desk_get_number (desk, id, "/items/amount"), ==, 4000);
  edit (desk, id, "minutes_day", "120", "119");
  g_assert_cmpint (desk_get_number (desk, id, "/items/amount"), ==, 2017);
  edit (desk, id, "minutes_night", "0", "60");
  edit (desk, id, "paid_night", "0", "9000");
  g_assert_cmpint (desk_get_number (desk, id, "/items/amount"), ==, 2017 + 3500);
  edit (desk, id, "hours_used", "0", "143");
  g_assert_cmpint (desk_get_number (desk, id, "/items/amount"), ==, 2017);
  edit (desk, id, "multiple_birth", "false", "true");
  g_assert_cmpint (desk_get_number (desk, id, "/items/amount"), ==, 2017 + 3500);
}

/* A part of the fee: also where hours and fee are odd. */
static void
test_part_of_the_fee (void)
{
  static const struct {
    const char *minutes, *fee;
  } uses[] = { { "120", "6000" }, { "61", "1" },     { "90", "99" },
               { "119", "1001" }, { "179", "4999" }, { "601", "16001" } };
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = receive (desk, "logo:1");

  for (gsize i = 1; i < G_N_ELEMENTS (uses); i++) {
    edit (desk, id, "minutes_day", uses[i - 1].minutes, uses[i].minutes);
    edit (desk, id, "paid_day", uses[i - 1].fee, uses[i].fee);
    g_test_message ("%s minutes, %s yen", uses[i].minutes, uses[i].fee);
    g_assert_cmpint (desk_get_number (desk, id, "/items/amount"), <=, g_ascii_strtoll (uses[i].fee, NULL, 10));
  }
}

static void
test_limit_blocks (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = receive (desk, "logo:1");

  case_agree_account (desk, id, "1234567");
  edit (desk, id, "hours_used", "0", "144");
  g_assert_false (desk_has (desk, id, "/items/amount"));
  case_refuse_move (desk, MADO_REFUSAL_CHECKS, "hours_there", "s-01", id, "prescreen", "");
  edit (desk, id, "hours_used", "144", "0");
  edit (desk, id, "used_on", "'2025-04-20'", "'2025-05-02'");
  case_refuse_move (desk, MADO_REFUSAL_CHECKS, "used_before", "s-01", id, "prescreen", "");
}

/* To the end of the fiscal year in which the child becomes six: born on April 1 it is the youngest of its year. */
static void
test_age (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = receive (desk, "logo:1");

  edit (desk, id, "child_birth", "'2020-06-01'", "'2019-04-02'");
  g_assert_true (desk_has (desk, id, "/rights"));
  edit (desk, id, "child_birth", "'2019-04-02'", "'2019-04-01'");
  g_assert_false (desk_has (desk, id, "/rights"));
  edit (desk, id, "child_birth", "'2019-04-01'", "'2025-04-21'");
  g_assert_false (desk_has (desk, id, "/rights"));
  edit (desk, id, "child_birth", "'2025-04-21'", "'2025-04-20'");
  g_assert_true (desk_has (desk, id, "/rights"));
}

static void
test_month_once (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId first = receive (desk, "logo:1");
  MadoId second = receive (desk, "paper:1");

  g_assert_cmpstr (desk_get_text (desk, second, "/attached_to"), ==, desk_id (first).text);
  edit (desk, second, "used_on", "'2025-04-20'", "'2025-05-01'");
  g_assert_cmpstr (desk_get_text (desk, second, "/rights/0/state"), ==, "claimed");
  g_assert_false (desk_has (desk, second, "/attached_to"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sitter/003-F2-screening-is-apart-from-examination", test_way);
  g_test_add_func ("/sitter/003-F2-ward-sends-back-what-it-cannot-examine", test_sent_back);
  g_test_add_func ("/sitter/003-F2-ward-refuses", test_refused_by_the_ward);
  g_test_add_func ("/sitter/J4-failed-transfer-is-paid-again", test_paid_again);
  g_test_add_func ("/sitter/003-U5-amount-follows-hours-and-caps", test_amounts);
  g_test_add_func ("/sitter/003-U2-never-more-than-was-paid", test_part_of_the_fee);
  g_test_add_func ("/sitter/003-U5-limit-of-hours-blocks", test_limit_blocks);
  g_test_add_func ("/sitter/003-U1-until-the-fiscal-year-of-six", test_age);
  g_test_add_func ("/sitter/003-F3-a-month-is-claimed-once", test_month_once);

  return g_test_run ();
}
