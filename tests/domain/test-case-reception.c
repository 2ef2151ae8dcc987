/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An application comes in: once or twice, with or without its number, whole or not; and may be given up. */

#include "case-sample.h"

/* --- in ---------------------------------------------------------------------------------------------------------- */

static void
test_receive (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:12345", "0000000001");

  g_assert_cmpstr (desk_get_state (desk, id), ==, "received");
  g_assert_cmpstr (desk_get_text (desk, id, "/receipt"), ==, "logo:12345");
  g_assert_cmpstr (desk_get_text (desk, id, "/items/received_on"), ==, "2025-05-01");
  g_assert_cmpstr (desk_get_text (desk, id, "/since"), ==, "2025-05-01");
  g_assert_cmpstr (desk_get_text (desk, id, "/authors/clinic"), ==, "v-01");
  g_assert_cmpstr (desk_get_text (desk, id, "/done/receive/by"), ==, "v-01");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "claimed");
  g_assert_cmpint (desk_get_number (desk, id, "/items/amount"), ==, 50000);
  g_assert_cmpstr (desk_get_text (desk, id, "/items/transfer_method"), ==, "bank");
}

/* Paper that lay in the ward's box has the day on which it came, not that of its entry; and not one still to come. */
static void
test_day_of_paper (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = desk_make (desk, "v-01", "case.move", "{'transition':'receive','receipt':'paper:1','day':'2025-04-28'}");

  g_assert_cmpstr (desk_get_text (desk, id, "/items/received_on"), ==, "2025-04-28");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "day", "v-01", MADO_ID_NONE, "case.move",
               "{'transition':'receive','receipt':'paper:2','day':'2025-05-02'}");
}

/* Which row of which file said so, for whoever asks later. */
static void
test_source (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = desk_make (desk, "v-01", "case.move",
                         "{'transition':'receive','receipt':'logo:1','source':"
                         "{'import':'01900000-0000-7000-8000-000000000001','row':7}}");

  g_assert_cmpint (desk_get_number (desk, id, "/sources/0/row"), ==, 7);
  g_assert_cmpstr (desk_get_text (desk, id, "/sources/0/import"), ==, "01900000-0000-7000-8000-000000000001");
  desk_refuse (desk, MADO_REFUSAL_FORM, "import", "v-01", MADO_ID_NONE, "case.move",
               "{'transition':'receive','receipt':'logo:2','source':{'row':7}}");
}

static void
test_receipt_once (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  desk_refuse (desk, MADO_REFUSAL_CLAIM_HELD, NULL, "v-02", MADO_ID_NONE, "case.move",
               "{'transition':'receive','receipt':'logo:1'}");
  desk_refuse (desk, MADO_REFUSAL_REQUIRED, "receipt", "v-02", MADO_ID_NONE, "case.move", "{'transition':'receive'}");
  desk->n_behind = 1;
  desk_refuse (desk, MADO_REFUSAL_EXISTS, "case", "v-02", id, "case.move",
               "{'transition':'receive','receipt':'logo:2'}");
  desk->n_behind = 0;
  case_receive (desk, "paper:1", "0000000002");
  case_move (desk, "v-01", id, "withdraw", ",'reason':'取下げ書'");
  desk_refuse (desk, MADO_REFUSAL_CLAIM_HELD, NULL, "v-02", MADO_ID_NONE, "case.move",
               "{'transition':'receive','receipt':'logo:1'}");
}

/* A terminal takes no claims. Where it has the case with the number, it says so before the service does. */
static void
test_receipt_at_a_terminal (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoRecords known = *mado_memory_get_records (desk->memory);
  const char *const roles[] = { "verifier", NULL };
  const MadoContext context = { .now = desk->now, .actor = { "v-02", roles } };
  g_autoptr (MadoOperation) again =
      desk_write (desk, "v-02", desk_draw_id (desk), "case.move", "{'transition':'receive','receipt':'logo:1'}");
  g_autoptr (MadoOutcome) first = NULL, second = NULL;

  known.is_whole = FALSE;
  first = mado_apply (desk->judge, &known, again, &context, NULL);
  g_assert_cmpint (first->kind, ==, MADO_OUTCOME_APPLIED);
  g_assert_cmpuint (first->taken->len, ==, 0);
  case_receive (desk, "logo:1", "0000000001");
  second = mado_apply (desk->judge, &known, again, &context, NULL);
  g_assert_cmpint (second->kind, ==, MADO_OUTCOME_REFUSED);
  g_assert_cmpstr (second->refusal->code, ==, MADO_REFUSAL_CLAIM_HELD);
}

static void
test_guided (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = desk_make (desk, "p-01", "case.move", "{'transition':'guide'}");

  g_assert_cmpstr (desk_get_state (desk, id), ==, "expected");
  g_assert_cmpstr (desk_get_text (desk, id, "/letters/0/letter"), ==, "guidance");
  g_assert_cmpstr (desk_get_text (desk, id, "/letters/1/letter"), ==, "form");
  g_assert_false (desk_has (desk, id, "/rights"));
  case_move (desk, "v-01", id, "receive", ",'receipt':'paper:1','edits':[{'item':'content','now':'1-cash'}]");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "received");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "open");
  case_refuse_move (desk, MADO_REFUSAL_STATE, "received", "v-01", id, "receive", ",'receipt':'paper:2'");
}

static void
test_form_again (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = desk_make (desk, "p-01", "case.move", "{'transition':'guide'}");

  case_move (desk, "a-01", id, "reissue_form", "");
  case_move (desk, "v-01", id, "reissue_form", "");
  g_assert_cmpint (desk_get_number (desk, id, "/items/reissued"), ==, 2);
  g_assert_cmpint (desk_get_number (desk, id, "/letters"), ==, 4);
  g_assert_cmpstr (desk_get_state (desk, id), ==, "expected");
  case_refuse_move (desk, MADO_REFUSAL_ROLE, "reissue_form", "w-01", id, "reissue_form", "");
}

static void
test_confirmation_form (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  case_move (desk, "p-01", id, "confirm", "");
  g_assert_cmpstr (desk_get_text (desk, id, "/letters/0/letter"), ==, "confirmation");
  g_assert_true (desk_has (desk, id, "/letters/0/operation"));
  g_assert_cmpstr (desk_get_state (desk, id), ==, "received");
}

/* --- the second application -------------------------------------------------------------------------------------- */

static void
test_attach (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId first = case_receive (desk, "logo:1", "0000000001");
  MadoId second = case_receive (desk, "paper:1", "0000000001");
  MadoId third = case_receive (desk, "paper:2", "0000000001");

  g_assert_cmpstr (desk_get_text (desk, second, "/attached_to"), ==, desk_id (first).text);
  g_assert_cmpstr (desk_get_text (desk, second, "/rights/0/state"), ==, "attached");
  g_assert_cmpstr (desk_get_text (desk, first, "/attached/0"), ==, desk_id (second).text);
  g_assert_cmpstr (desk_get_text (desk, first, "/attached/1"), ==, desk_id (third).text);
  g_assert_false (desk_has (desk, second, "/items/amount"));

  MadoId batch = case_open_batch (desk);
  g_autofree char *to_batch = case_into (batch);

  case_complete (desk, second);
  case_move (desk, "v-01", second, "finish_check", "");
  case_refuse_move (desk, MADO_REFUSAL_RIGHT_ATTACHED, NULL, "l-01", second, "plan", to_batch);
}

static void
test_attached_takes_over (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId first = case_receive (desk, "logo:1", "0000000001");
  MadoId second = case_receive (desk, "paper:1", "0000000001");

  case_move (desk, "v-01", first, "withdraw", ",'reason':'二重に申請した'");
  g_assert_cmpstr (desk_get_text (desk, first, "/rights/0/state"), ==, "released");
  g_assert_cmpstr (desk_get_text (desk, second, "/rights/0/state"), ==, "attached");
  case_complete (desk, second);
  g_assert_cmpstr (desk_get_text (desk, second, "/rights/0/state"), ==, "claimed");
  g_assert_false (desk_has (desk, second, "/attached_to"));
  case_move (desk, "v-01", second, "finish_check", "");
  case_order (desk, "l-01", second, "plan", case_open_batch (desk));
}

/* A digit typed wrong: it was never the same pregnancy. */
static void
test_attached_by_mistake (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId first = case_receive (desk, "logo:1", "0000000001");
  MadoId second = case_receive (desk, "paper:1", "0000000001");

  case_edit (desk, "v-01", second, "control_no", "'0000000001'", "null");
  g_assert_cmpstr (desk_get_text (desk, second, "/rights/0/state"), ==, "open");
  g_assert_false (desk_has (desk, second, "/attached_to"));
  case_edit (desk, "v-01", second, "control_no", "null", "'0000000002'");
  g_assert_cmpstr (desk_get_text (desk, second, "/rights/0/state"), ==, "claimed");
  g_assert_cmpstr (desk_get_text (desk, first, "/rights/0/state"), ==, "claimed");
}

/* After birth there is another right under the same number. */
static void
test_two_payments (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId first = case_receive (desk, "logo:1", "0000000001");
  MadoId second = case_receive (desk, "logo:2", "0000000001");

  desk_do (desk, "v-01", second, "case.edit",
           "{'edits':[{'item':'content','was':'1-cash','now':'2-cash'},{'item':'delivery_date','now':'2025-04-20'},"
           "{'item':'fetuses','now':2}]}");
  g_assert_cmpstr (desk_get_text (desk, second, "/rights/0/right"), ==, "second");
  g_assert_cmpstr (desk_get_text (desk, second, "/rights/0/state"), ==, "claimed");
  g_assert_cmpint (desk_get_number (desk, second, "/items/amount"), ==, 100000);
  g_assert_false (desk_has (desk, second, "/attached_to"));
  g_assert_cmpint (desk_get_number (desk, first, "/items/amount"), ==, 50000);
}

static void
test_no_number (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", NULL);
  MadoId batch = case_open_batch (desk);

  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "open");
  g_assert_cmpint (desk_get_number (desk, id, "/looks"), ==, 1);
  case_complete (desk, id);
  case_refuse_move (desk, MADO_REFUSAL_REQUIRED, "control_no", "v-01", id, "finish_check", "");
  case_edit (desk, "v-01", id, "control_no", "null", "'0000000001'");
  case_see (desk, "v-01", id, "interview");
  case_move (desk, "v-01", id, "finish_check", "");
  case_order (desk, "l-01", id, "plan", batch);
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "ordered");
}

/* --- what is on the form ----------------------------------------------------------------------------------------- */

static void
test_values (void)
{
  static const struct {
    const char *item, *now, *code;
  } wrong[] = {
    { "income", "1", MADO_REFUSAL_ITEM },
    { "amount", "100000", MADO_REFUSAL_ITEM_SET },
    { "transfer_date", "'2025-05-01'", MADO_REFUSAL_ITEM_SET },
    { "received_on", "'2025-04-01'", MADO_REFUSAL_ITEM_SET },
    { "reissued", "0", MADO_REFUSAL_ITEM_SET },
    { "returned_mail", "'x'", MADO_REFUSAL_ITEM_SET },
    { "status", "'paid'", MADO_REFUSAL_ITEM_SET },
    { "notice", "'x'", MADO_REFUSAL_ITEM_SET },
    { "deficiency", "'x'", MADO_REFUSAL_ITEM_SET },
    { "ward_comment", "'x'", MADO_REFUSAL_ITEM_SET },
    { "account", "null", MADO_REFUSAL_ITEM_TWICE },
    { "postal_code", "'160-0022'", MADO_REFUSAL_VALUE },
    { "address", "1", MADO_REFUSAL_VALUE },
    { "address", "''", MADO_REFUSAL_VALUE },
    { "name", "'見本 花子'", MADO_REFUSAL_VALUE },
    { "name", "{'kana':'ミホン'}", MADO_REFUSAL_VALUE },
    { "birth_date", "'1995-02-29'", MADO_REFUSAL_VALUE },
    { "phone", "'03(0000)0000'", MADO_REFUSAL_VALUE },
    { "email", "'hanako'", MADO_REFUSAL_VALUE },
    { "occupation", "'12345678901234567890123456789012345678901'", MADO_REFUSAL_VALUE },
    { "pregnancy_month", "0", MADO_REFUSAL_VALUE },
    { "pregnancy_month", "12", MADO_REFUSAL_VALUE },
    { "pregnancy_month", "'3'", MADO_REFUSAL_VALUE },
    { "control_no", "'000000001'", MADO_REFUSAL_VALUE },
    { "control_no", "'00000000001'", MADO_REFUSAL_VALUE },
    { "heartbeat", "'yes'", MADO_REFUSAL_VALUE },
    { "heartbeat", "1", MADO_REFUSAL_VALUE },
    { "fetuses", "6", MADO_REFUSAL_VALUE },
    { "content", "'3-cash'", MADO_REFUSAL_VALUE },
    { "clinic", "'個人番号 9832 0567 3214'", MADO_REFUSAL_MY_NUMBER },
    { "name", "{'kanji':'見本 マイナンバー983205673214'}", MADO_REFUSAL_MY_NUMBER },
  };
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = desk_make (desk, "v-01", "case.move", "{'transition':'receive','receipt':'logo:1'}");

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    desk_refuse (desk, wrong[i].code, wrong[i].item, "v-01", id, "case.edit",
                 "{'edits':[{'item':'handbook_city','now':'新宿区'},{'item':'%s','now':%s}]}", wrong[i].item,
                 wrong[i].now);
  g_assert_false (desk_has (desk, id, "/items/handbook_city"));
}

static void
test_my_number_is_told (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  desk_refuse (desk, MADO_REFUSAL_MY_NUMBER, "text", "w-01", id, "case.note",
               "{'item':'ward_comment','text':'マイナンバー 9832-0567-3214'}");
  case_refuse_move (desk, MADO_REFUSAL_MY_NUMBER, "text", "v-01", id, "return_deficient",
                    ",'reason':'未記入','text':'個人番号9832-0567-3214の記載'");
  case_refuse_move (desk, MADO_REFUSAL_MY_NUMBER, "reason", "v-01", id, "withdraw", ",'reason':'個人番号983205673214'");
}

static void
test_fixed (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_check (desk, "logo:1", "0000000001");

  desk_refuse (desk, MADO_REFUSAL_FIXED, "checked", "v-01", id, "case.edit",
               "{'edits':[{'item':'phone','was':'0300000000','now':'0300000001'}]}");
  case_refuse_move (desk, MADO_REFUSAL_REASON, "contact", "v-01", id, "contact", "");
  case_refuse_move (desk, MADO_REFUSAL_FIXED, "clinic", "v-01", id, "contact",
                    ",'reason':'電話','edits':[{'item':'clinic','was':'見本医院','now':'例示医院'}]");
  case_move (desk, "v-01", id, "contact",
             ",'reason':'電話','edits':[{'item':'phone','was':'0300000000','now':'0300000001'}]");
  g_assert_cmpstr (desk_get_text (desk, id, "/items/phone"), ==, "0300000001");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "checked");
}

/* --- deficiencies ------------------------------------------------------------------------------------------------ */

static void
test_deficiency (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  case_complete (desk, id);
  case_refuse_move (desk, MADO_REFUSAL_REASON, "return_deficient", "v-01", id, "return_deficient", "");
  case_refuse_move (desk, MADO_REFUSAL_REASON, "return_deficient", "v-01", id, "return_deficient", ",'reason':'x'");
  case_move (desk, "v-01", id, "return_deficient",
             ",'reason':'書類不足','text':'本人確認書類の写し','due':'2025-05-15'");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "deficient");
  g_assert_cmpstr (desk_get_text (desk, id, "/deficiencies/0/reason"), ==, "書類不足");
  g_assert_cmpstr (desk_get_text (desk, id, "/deficiencies/0/due"), ==, "2025-05-15");
  g_assert_cmpstr (desk_get_text (desk, id, "/letters/0/letter"), ==, "deficiency");
  case_refuse_move (desk, MADO_REFUSAL_STATE, "deficient", "v-01", id, "finish_check", "");
  case_refuse_move (desk, MADO_REFUSAL_DEFICIENCY, NULL, "a-01", id, "answer_deficient", "");
  case_refuse_move (desk, MADO_REFUSAL_DEFICIENCY, NULL, "a-01", id, "answer_deficient",
                    ",'deficiencies':[{'id':'0195eeb1-5a00-7abc-8def-0123456789ab'}]");
  case_settle_deficiency (desk, "a-01", id, "answer_deficient", 0);
  g_assert_cmpstr (desk_get_text (desk, id, "/deficiencies/0/closed/by"), ==, "a-01");
  case_move (desk, "v-01", id, "finish_check", "");
}

/* Whoever is called gets no letter; the case says how he is told. */
static void
test_deficiency_is_told_by_phone (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  case_complete (desk, id);
  case_refuse_move (desk, MADO_REFUSAL_VALUE, "tell", "v-01", id, "return_deficient",
                    ",'reason':'書類不足','tell':'pigeon'");
  case_refuse_move (desk, MADO_REFUSAL_VALUE, "tell", "v-01", id, "finish_check", ",'tell':'phone'");
  case_move (desk, "v-01", id, "return_deficient", ",'reason':'書類不足','tell':'phone'");
  g_assert_cmpstr (desk_get_text (desk, id, "/deficiencies/0/tell"), ==, "phone");
  g_assert_false (desk_has (desk, id, "/letters"));
  case_settle_deficiency (desk, "a-01", id, "answer_deficient", 0);
  case_move (desk, "v-01", id, "return_deficient", ",'reason':'書類不足','tell':'letter'");
  g_assert_cmpstr (desk_get_text (desk, id, "/deficiencies/1/tell"), ==, "letter");
  g_assert_cmpstr (desk_get_text (desk, id, "/letters/0/letter"), ==, "deficiency");
}

/* The letter came back and nobody looked: while that is open the check does not end. */
static void
test_returned_mail (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = desk_make (desk, "p-01", "case.move", "{'transition':'guide'}");
  g_autofree char *all = NULL;

  case_move (desk, "p-01", id, "mail_returned", ",'reason':'転居'");
  g_assert_cmpstr (desk_get_text (desk, id, "/deficiencies/0/by"), ==, "mail_returned");
  all = g_strdup_printf (",'receipt':'paper:1','edits':" CASE_EDITS, "'0000000001'");
  case_move (desk, "v-01", id, "receive", all);
  case_complete (desk, id);
  case_refuse_move (desk, MADO_REFUSAL_DEFICIENCY_OPEN, NULL, "v-01", id, "finish_check", "");
  case_settle_deficiency (desk, "a-01", id, "settle", 0);
  case_refuse_move (desk, MADO_REFUSAL_DEFICIENCY, NULL, "a-01", id, "settle", "");
  case_move (desk, "v-01", id, "finish_check", "");
}

/* --- given up ---------------------------------------------------------------------------------------------------- */

/* Nobody is asked for papers of what was given up; who gave it up closed what was open, and what was closed stays. */
static void
test_withdrawn_is_asked_for_nothing (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  case_complete (desk, id);
  case_move (desk, "v-01", id, "return_deficient", ",'reason':'書類不足'");
  case_settle_deficiency (desk, "a-01", id, "answer_deficient", 0);
  case_move (desk, "v-01", id, "return_deficient", ",'reason':'未記入'");
  case_move (desk, "l-01", id, "withdraw", ",'reason':'x'");
  g_assert_cmpstr (desk_get_text (desk, id, "/deficiencies/0/closed/by"), ==, "a-01");
  g_assert_cmpstr (desk_get_text (desk, id, "/deficiencies/1/closed/by"), ==, "l-01");
}

static void
test_withdraw (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_check (desk, "logo:1", "0000000001");

  case_refuse_move (desk, MADO_REFUSAL_REASON, "withdraw", "l-01", id, "withdraw", "");
  case_refuse_move (desk, MADO_REFUSAL_ROLE, "withdraw", "a-01", id, "withdraw", ",'reason':'x'");
  case_move (desk, "l-01", id, "withdraw", ",'reason':'本人から電話'");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "withdrawn");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/released/by"), ==, "l-01");
  g_assert_cmpstr (desk_get_text (desk, id, "/done/withdraw/reason"), ==, "本人から電話");
  g_assert_cmpstr (desk_get_text (desk, id, "/letters/0/letter"), ==, "withdrawal");
  g_assert_false (desk_has (desk, id, "/items/amount"));
  case_move (desk, "v-01", id, "contact", ",'reason':'x','edits':[{'item':'email','now':'hanako@example.jp'}]");
  g_assert_cmpint (desk_get_number (desk, id, "/claims"), ==, 1);
}

static void
test_decline (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  case_refuse_move (desk, MADO_REFUSAL_GUARD, "decline", "v-01", id, "decline", "");
  case_edit (desk, "v-01", id, "wish", "true", "null");
  case_refuse_move (desk, MADO_REFUSAL_GUARD, "decline", "v-01", id, "decline", "");
  case_edit (desk, "v-01", id, "wish", "null", "false");
  case_move (desk, "v-01", id, "decline", "");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "withdrawn");
  g_assert_cmpstr (desk_get_text (desk, id, "/rights/0/state"), ==, "released");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/case/000-F5-reception-writes-day-receipt-and-right", test_receive);
  g_test_add_func ("/case/000-D25-paper-has-the-day-on-which-it-came", test_day_of_paper);
  g_test_add_func ("/case/the-row-of-a-file-is-named", test_source);
  g_test_add_func ("/case/000-F6-receipt-number-is-held-once", test_receipt_once);
  g_test_add_func ("/case/a-terminal-knows-receipt-numbers-that-it-has", test_receipt_at_a_terminal);
  g_test_add_func ("/case/000-F4-guidance-is-followed-by-reception", test_guided);
  g_test_add_func ("/case/000-F17-form-is-issued-again-and-counted", test_form_again);
  g_test_add_func ("/case/000-F4-confirmation-form-is-sent", test_confirmation_form);
  g_test_add_func ("/case/J1-second-application-attaches-to-the-first", test_attach);
  g_test_add_func ("/case/J1-second-application-takes-over-what-the-first-gave-up", test_attached_takes_over);
  g_test_add_func ("/case/J1-attached-by-mistake-is-let-go", test_attached_by_mistake);
  g_test_add_func ("/case/000-N3-second-payment-is-another-right", test_two_payments);
  g_test_add_func ("/case/000-D9-without-number-it-is-not-planned", test_no_number);
  g_test_add_func ("/case/000-D1-D33-what-is-no-good-value-is-refused", test_values);
  g_test_add_func ("/case/000-D34-personal-number-is-refused-wherever-it-is-written", test_my_number_is_told);
  g_test_add_func ("/case/fixed-state-changes-by-transitions-only", test_fixed);
  g_test_add_func ("/case/000-F18-deficiency-blocks-until-it-is-answered", test_deficiency);
  g_test_add_func ("/case/withdrawn-is-asked-for-nothing", test_withdrawn_is_asked_for_nothing);
  g_test_add_func ("/case/000-F18-who-is-called-gets-no-letter", test_deficiency_is_told_by_phone);
  g_test_add_func ("/case/J5-returned-mail-blocks-until-closed", test_returned_mail);
  g_test_add_func ("/case/withdrawal-releases-the-right", test_withdraw);
  g_test_add_func ("/case/000-D12-declining-needs-no-wish", test_decline);

  return g_test_run ();
}
