/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Calls: what was asked and said is kept, and nothing that was promised to a caller is forgotten. */

#include "desk.h"

#define LOG "{'category':'status','question':'いつ振り込まれますか','outcome':'%s'%s}"

static Desk *
open_desk (void)
{
  Desk *desk = desk_new ("ninpu-r7.json");

  desk_add_person (desk, "a-01", "agent");
  desk_add_person (desk, "a-02", "agent");
  desk_add_person (desk, "l-01", "lead");
  desk_add_person (desk, "w-01", "ward");
  desk_add_person (desk, "v-01", "verifier");

  return desk;
}

static void
test_answered (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId who = desk_put (desk, "case", "received", "{}");
  MadoId id = desk_make (desk, "a-01", "inquiry.log",
                         "{'case':'%s','caller_name':'見本 花子','phone':'0300000000','relation':'本人',"
                         "'category':'status','question':'いつ','answer':'来月です','script':'faq-3/2',"
                         "'identity':['name','birth_date'],'outcome':'answered'}",
                         desk_id (who).text);

  g_assert_cmpstr (desk_get_state (desk, id), ==, "closed");
  g_assert_cmpstr (desk_get_text (desk, id, "/case"), ==, desk_id (who).text);
  g_assert_cmpstr (desk_get_text (desk, id, "/identity/1"), ==, "birth_date");
  g_assert_cmpstr (desk_get_text (desk, id, "/thread/0/text"), ==, "いつ");
  g_assert_cmpstr (desk_get_text (desk, id, "/thread/1/what"), ==, "answer");
  g_assert_cmpstr (desk_get_text (desk, id, "/thread/1/script"), ==, "faq-3/2");
  g_assert_cmpstr (desk_get_text (desk, id, "/answered/by"), ==, "a-01");
  g_assert_false (desk_has (desk, id, "/answer"));

  desk_refuse (desk, MADO_REFUSAL_STATE, "closed", "a-01", id, "inquiry.answer", "{'text':'x'}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "closed", "w-01", id, "inquiry.reply", "{'text':'x'}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "closed", "a-01", id, "inquiry.close", "{'reason':'x'}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "closed", "a-01", id, "inquiry.ask_ward", "{'text':'x','due':'2025-05-02'}");
  desk_refuse (desk, MADO_REFUSAL_EXISTS, "inquiry", "a-01", id, "inquiry.log", LOG, "unknown_caller", "");
}

static void
test_log_is_refused (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId none = MADO_ID_NONE;
  MadoId other = desk_put (desk, "batch", "open", "{}");

  desk_refuse (desk, MADO_REFUSAL_ROLE, "calls", "v-01", none, "inquiry.log", LOG, "unknown_caller", "");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "calls", "w-01", none, "inquiry.log", LOG, "unknown_caller", "");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "outcome", "a-01", none, "inquiry.log", LOG, "forgotten", "");
  desk_refuse (desk, MADO_REFUSAL_REQUIRED, "answer", "a-01", none, "inquiry.log", LOG, "answered", "");
  desk_refuse (desk, MADO_REFUSAL_REQUIRED, "due", "a-01", none, "inquiry.log", LOG, "call_back", "");
  desk_refuse (desk, MADO_REFUSAL_REQUIRED, "due", "a-01", none, "inquiry.log", LOG, "ask_ward", "");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "due", "a-01", none, "inquiry.log", LOG, "call_back", ",'due':'2025-04-30'");
  desk_refuse (desk, MADO_REFUSAL_FORM, "question", "a-01", none, "inquiry.log",
               "{'category':'status','question':'','outcome':'answered'}");
  desk_refuse (desk, MADO_REFUSAL_FORM, "identity", "a-01", none, "inquiry.log", LOG, "unknown_caller",
               ",'identity':[1]");
  desk_refuse (desk, MADO_REFUSAL_FORM, "identity", "a-01", none, "inquiry.log", LOG, "unknown_caller",
               ",'identity':'name'");
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "case", "a-01", none, "inquiry.log", LOG, "unknown_caller",
               ",'case':'0195eeb1-5a00-7abc-8def-0123456789ab'");
  g_autofree char *batch = g_strdup_printf (",'case':'%s'", desk_id (other).text);

  desk_refuse (desk, MADO_REFUSAL_ABSENT, "case", "a-01", none, "inquiry.log", LOG, "unknown_caller", batch);
  desk_refuse (desk, MADO_REFUSAL_MY_NUMBER, "phone", "a-01", none, "inquiry.log", LOG, "unknown_caller",
               ",'phone':'マイナンバー 9832 0567 3214'");
}

static void
test_call_back (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_make (desk, "a-01", "inquiry.log", LOG, "call_back", ",'due':'2025-05-02','call_at':1746147600000");

  g_assert_cmpstr (desk_get_state (desk, id), ==, "waiting");
  g_assert_cmpstr (desk_get_text (desk, id, "/waits/call_back/due"), ==, "2025-05-02");
  g_assert_cmpint (desk_get_number (desk, id, "/waits/call_back/call_at"), ==, 1746147600000);
  desk_refuse (desk, MADO_REFUSAL_REASON, NULL, "a-01", id, "inquiry.close", "{}");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "calls", "w-01", id, "inquiry.call_back_done", "{'reached':true,'text':'x'}");

  desk_do (desk, "a-02", id, "inquiry.call_back_done", "{'reached':false,'text':'留守'}");
  g_assert_cmpstr (desk_get_text (desk, id, "/waits/call_back/due"), ==, "2025-05-02");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "due", "a-02", id, "inquiry.call_back_done",
               "{'reached':false,'text':'留守','due':'2025-04-01'}");
  desk_do (desk, "a-02", id, "inquiry.call_back_done", "{'reached':false,'text':'留守','due':'2025-05-07'}");
  g_assert_cmpstr (desk_get_text (desk, id, "/waits/call_back/due"), ==, "2025-05-07");
  g_assert_false (desk_has (desk, id, "/answered"));
  desk_do (desk, "a-02", id, "inquiry.call_back_done", "{'reached':true,'text':'来月と伝えた'}");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "open");
  g_assert_false (desk_has (desk, id, "/waits"));
  g_assert_cmpint (desk_get_number (desk, id, "/thread"), ==, 4);

  desk_refuse (desk, MADO_REFUSAL_STATE, NULL, "a-02", id, "inquiry.call_back_done", "{'reached':true,'text':'x'}");
  desk_do (desk, "a-02", id, "inquiry.close", "{}");
  g_assert_cmpstr (desk_get_text (desk, id, "/closed/by"), ==, "a-02");
}

static void
test_ward_is_asked (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_make (desk, "l-01", "inquiry.log", LOG, "ask_ward", ",'due':'2025-05-02'");

  desk_refuse (desk, MADO_REFUSAL_ROLE, "oversee", "a-01", id, "inquiry.reply", "{'text':'x'}");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "oversee", "l-01", id, "inquiry.reply", "{'text':'x'}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "ask_ward", "a-01", id, "inquiry.ask_ward", "{'text':'x','due':'2025-05-03'}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "call_back", "a-01", id, "inquiry.call_back_done",
               "{'reached':true,'text':'x'}");
  desk_refuse (desk, MADO_REFUSAL_MY_NUMBER, "text", "w-01", id, "inquiry.reply", "{'text':'個人番号-983205673214'}");
  desk_do (desk, "w-01", id, "inquiry.reply", "{'text':'5月末です'}");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "open");
  g_assert_cmpstr (desk_get_text (desk, id, "/thread/1/what"), ==, "reply");
  g_assert_cmpstr (desk_get_text (desk, id, "/thread/1/by"), ==, "w-01");

  /* that the ward has answered is not yet that the caller has */
  desk_refuse (desk, MADO_REFUSAL_REASON, NULL, "a-01", id, "inquiry.close", "{}");
  desk_do (desk, "w-01", id, "inquiry.reply", "{'text':'6月に訂正します'}");
  desk_do (desk, "a-01", id, "inquiry.answer", "{'text':'6月です'}");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "calls", "w-01", id, "inquiry.close", "{}");
  desk_do (desk, "a-01", id, "inquiry.close", "{}");
  g_assert_cmpint (desk_get_number (desk, id, "/thread"), ==, 5);
}

/* Where the ward takes the calls itself, it is still somebody else who answers. */
static void
test_nobody_answers_his_own_question (void)
{
  g_autoptr (Desk) desk = desk_new ("kosodate-oen-r7.json");

  desk_add_person (desk, "w-01", "ward");
  desk_add_person (desk, "w-02", "ward");

  MadoId id = desk_make (desk, "w-01", "inquiry.log", LOG, "ask_ward", ",'due':'2025-05-02'");

  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "ask_ward", "w-01", id, "inquiry.reply", "{'text':'x'}");
  desk_do (desk, "w-02", id, "inquiry.reply", "{'text':'5月末です'}");
}

static void
test_waits_for_both (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_make (desk, "a-01", "inquiry.log", LOG, "call_back", ",'due':'2025-05-02'");

  desk_do (desk, "a-01", id, "inquiry.ask_ward", "{'text':'いつですか','due':'2025-05-01'}");
  desk_do (desk, "w-01", id, "inquiry.reply", "{'text':'5月末です'}");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "waiting");
  g_assert_true (desk_has (desk, id, "/waits/call_back"));
  g_assert_false (desk_has (desk, id, "/waits/ask_ward"));
  desk_do (desk, "a-01", id, "inquiry.answer", "{'text':'また電話があり、伝えた'}");
  desk_refuse (desk, MADO_REFUSAL_REASON, NULL, "a-01", id, "inquiry.close", "{}");
  desk_do (desk, "a-01", id, "inquiry.close", "{'reason':'本人から電話があった'}");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "closed");
  g_assert_false (desk_has (desk, id, "/waits"));
}

static void
test_unknown_caller_is_linked_later (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId first = desk_put (desk, "case", "received", "{}");
  MadoId second = desk_put (desk, "case", "received", "{}");
  MadoId id = desk_make (desk, "a-01", "inquiry.log", LOG, "unknown_caller", "");

  g_assert_cmpstr (desk_get_state (desk, id), ==, "open");
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "case", "a-01", id, "inquiry.link", "{'case':'%s'}", desk_id (id).text);
  desk_refuse (desk, MADO_REFUSAL_ROLE, "calls", "v-01", id, "inquiry.link", "{'case':'%s'}", desk_id (first).text);
  desk_do (desk, "a-01", id, "inquiry.link", "{'case':'%s'}", desk_id (first).text);
  desk_refuse (desk, MADO_REFUSAL_REASON, NULL, "a-01", id, "inquiry.link", "{'case':'%s'}", desk_id (second).text);
  desk_do (desk, "a-01", id, "inquiry.link", "{'case':'%s','reason':'取違え'}", desk_id (second).text);
  g_assert_cmpstr (desk_get_text (desk, id, "/case"), ==, desk_id (second).text);
  g_assert_cmpstr (desk_get_text (desk, id, "/thread/1/case"), ==, desk_id (first).text);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inquiry/000-F13/answered-at-once-is-closed", test_answered);
  g_test_add_func ("/inquiry/000-F13/bad-records-are-refused", test_log_is_refused);
  g_test_add_func ("/inquiry/000-F13/call-back-stays-until-reached", test_call_back);
  g_test_add_func ("/inquiry/000-F15/ward-answers-in-the-same-thread", test_ward_is_asked);
  g_test_add_func ("/inquiry/nobody-answers-his-own-question", test_nobody_answers_his_own_question);
  g_test_add_func ("/inquiry/000-F13/promises-are-dropped-only-with-a-reason", test_waits_for_both);
  g_test_add_func ("/inquiry/000-F13/unknown-caller-is-linked-later", test_unknown_caller_is_linked_later);

  return g_test_run ();
}
