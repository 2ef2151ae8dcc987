/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notices: that one was sent is not that it arrived, and none is forgotten. */

#include "desk.h"

#define NOTICE "{'kind':'%s','to':'見本市 戸籍係','subject':'届出の通知','due':'2025-05-08'%s}"

static Desk *
open_desk (void)
{
  Desk *desk = desk_new ("ninpu-r7.json");

  desk_add_person (desk, "p-01", "print");
  desk_add_person (desk, "l-01", "lead");
  desk_add_person (desk, "a-01", "agent");

  return desk;
}

static void
test_sent_is_not_received (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_make (desk, "p-01", "notice.make", NOTICE, "notification", "");

  g_assert_cmpstr (desk_get_state (desk, id), ==, "made");
  g_assert_cmpstr (desk_get_text (desk, id, "/due"), ==, "2025-05-08");
  desk_refuse (desk, MADO_REFUSAL_STATE, "made", "p-01", id, "notice.acknowledge", "{'day':'2025-05-01','proof':'x'}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "made", "p-01", id, "notice.deliver", "{'day':'2025-05-01','proof':'x'}");
  desk_refuse (desk, MADO_REFUSAL_REQUIRED, "due", "p-01", id, "notice.send", "{'day':'2025-05-01','means':'post'}");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "due", "p-01", id, "notice.send",
               "{'day':'2025-05-01','means':'post','due':'2025-04-30'}");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "day", "p-01", id, "notice.send",
               "{'day':'2025-05-02','means':'post','due':'2025-05-20'}");
  desk_do (desk, "p-01", id, "notice.send", "{'day':'2025-04-30','means':'post','due':'2025-05-20'}");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "sent");
  g_assert_cmpstr (desk_get_text (desk, id, "/due"), ==, "2025-05-20");
  desk_refuse (desk, MADO_REFUSAL_STATE, "sent", "p-01", id, "notice.send",
               "{'day':'2025-05-01','means':'post','due':'2025-05-20'}");

  /* nor is delivered read */
  desk_do (desk, "p-01", id, "notice.deliver", "{'day':'2025-05-01','proof':'書留 1'}");
  g_assert_cmpstr (desk_get_text (desk, id, "/due"), ==, "2025-05-20");
  desk_refuse (desk, MADO_REFUSAL_FORM, "proof", "p-01", id, "notice.acknowledge", "{'day':'2025-05-01'}");
  desk_do (desk, "p-01", id, "notice.acknowledge", "{'day':'2025-05-01','proof':'戸籍係 見本 電話'}");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "acknowledged");
  g_assert_false (desk_has (desk, id, "/due"));
  g_assert_cmpint (desk_get_number (desk, id, "/way"), ==, 3);
  desk_refuse (desk, MADO_REFUSAL_STATE, "acknowledged", "p-01", id, "notice.close", "{'reason':'x'}");
}

static void
test_letter_is_done_when_sent (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_make (desk, "p-01", "notice.make", NOTICE, "letter", ",'letter':'decision'");

  g_assert_true (desk_has (desk, id, "/due"));
  desk_do (desk, "p-01", id, "notice.send", "{'day':'2025-05-01','means':'post'}");
  g_assert_false (desk_has (desk, id, "/due"));

  /* what comes back is open again */
  desk_set_day (desk, "2025-05-12");
  desk_refuse (desk, MADO_REFUSAL_FORM, "due", "p-01", id, "notice.return",
               "{'day':'2025-05-12','reason':'あて所なし'}");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "due", "p-01", id, "notice.return",
               "{'day':'2025-05-12','reason':'あて所なし','due':'2025-05-11'}");
  desk_do (desk, "p-01", id, "notice.return", "{'day':'2025-05-12','reason':'あて所なし','due':'2025-05-16'}");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "returned");
  g_assert_cmpstr (desk_get_text (desk, id, "/due"), ==, "2025-05-16");
  g_assert_cmpstr (desk_get_text (desk, id, "/way/1/reason"), ==, "あて所なし");
  desk_do (desk, "p-01", id, "notice.send", "{'day':'2025-05-12','means':'post'}");
  desk_do (desk, "p-01", id, "notice.return", "{'day':'2025-05-12','reason':'転居','due':'2025-05-16'}");
  desk_refuse (desk, MADO_REFUSAL_FORM, "reason", "p-01", id, "notice.close", "{}");
  desk_do (desk, "p-01", id, "notice.close", "{'reason':'転出先不明'}");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "closed");
  g_assert_false (desk_has (desk, id, "/due"));
}

static void
test_bad_notices (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId none = MADO_ID_NONE;

  desk_refuse (desk, MADO_REFUSAL_ROLE, "notices", "a-01", none, "notice.make", NOTICE, "letter", "");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "kind", "p-01", none, "notice.make", NOTICE, "postcard", "");
  desk_refuse (desk, MADO_REFUSAL_ITEM, "birthday", "p-01", none, "notice.make", NOTICE, "letter",
               ",'letter':'birthday'");
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "case", "p-01", none, "notice.make", NOTICE, "letter",
               ",'case':'0195eeb1-5a00-7abc-8def-0123456789ab'");
  desk_refuse (desk, MADO_REFUSAL_FORM, "due", "p-01", none, "notice.make", "{'kind':'letter','to':'x','subject':'x'}");
  desk_set_day (desk, "2025-05-09");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "due", "p-01", none, "notice.make", NOTICE, "letter", "");
}

static void
test_number_is_one_document (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_make (desk, "p-01", "notice.make", NOTICE, "letter", ",'number':'7新健第1号'");

  desk_refuse (desk, MADO_REFUSAL_CLAIM_HELD, NULL, "p-01", MADO_ID_NONE, "notice.make", NOTICE, "letter",
               ",'number':'7新健第1号'");
  desk_do (desk, "p-01", id, "notice.close", "{'reason':'書損'}");
  desk_refuse (desk, MADO_REFUSAL_CLAIM_HELD, NULL, "p-01", MADO_ID_NONE, "notice.make", NOTICE, "letter",
               ",'number':'7新健第1号'");
}

static void
test_protected_person (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId plain = desk_make (desk, "p-01", "notice.make", NOTICE, "letter", ",'protected':false");
  MadoId who = desk_put (desk, "case", "decided", "{'protected':{'at':0,'by':'l-01','reason':'支援措置'}}");
  g_autofree char *about = g_strdup_printf (",'case':'%s'", desk_id (who).text);

  desk_refuse (desk, MADO_REFUSAL_PROTECTED, NULL, "p-01", MADO_ID_NONE, "notice.make", NOTICE, "letter", about);
  desk_refuse (desk, MADO_REFUSAL_PROTECTED, NULL, "p-01", MADO_ID_NONE, "notice.make", NOTICE, "letter",
               ",'protected':true");

  MadoId id = desk_make (desk, "l-01", "notice.make", NOTICE, "letter", about);

  desk_refuse (desk, MADO_REFUSAL_PROTECTED, NULL, "p-01", id, "notice.send", "{'day':'2025-05-01','means':'post'}");
  desk_refuse (desk, MADO_REFUSAL_PROTECTED, NULL, "p-01", id, "notice.close", "{'reason':'x'}");
  desk_do (desk, "l-01", id, "notice.send", "{'day':'2025-05-01','means':'post'}");
  desk_refuse (desk, MADO_REFUSAL_PROTECTED, NULL, "p-01", id, "notice.deliver", "{'day':'2025-05-01','proof':'x'}");
  desk_refuse (desk, MADO_REFUSAL_PROTECTED, NULL, "p-01", id, "notice.acknowledge",
               "{'day':'2025-05-01','proof':'x'}");
  desk_refuse (desk, MADO_REFUSAL_PROTECTED, NULL, "p-01", id, "notice.return",
               "{'day':'2025-05-01','reason':'x','due':'2025-05-16'}");

  /* the flag is there or not */
  g_assert_false (desk_has (desk, plain, "/protected"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/notice/J15/sent-is-not-received", test_sent_is_not_received);
  g_test_add_func ("/notice/J14/letter-that-comes-back-is-open-again", test_letter_is_done_when_sent);
  g_test_add_func ("/notice/J14/bad-notices-are-refused", test_bad_notices);
  g_test_add_func ("/notice/number-is-one-document", test_number_is_one_document);
  g_test_add_func ("/notice/protected-person-needs-the-special-right", test_protected_person);

  return g_test_run ();
}
