/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Incidents: anybody reports, the ward is told, and nothing is taken away. */

#include "desk.h"

#define NOTICED "{'kind':'%s','what':'媒体が金庫にない','noticed':%" G_GINT64_FORMAT "%s}"
#define TOLD "{'whom':'%s','name':'見本 課長'}"

static Desk *
open_desk (void)
{
  Desk *desk = desk_new ("ninpu-r7.json");

  desk_add_person (desk, "l-01", "lead");
  desk_add_person (desk, "a-01", "agent");
  desk_add_person (desk, "w-01", "ward");

  return desk;
}

static gint64
get_now (const Desk *desk)
{
  return desk->now.microseconds / 1000;
}

static void
test_anybody_reports (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId none = MADO_ID_NONE;
  MadoId handover = desk_put (desk, "handover", "stored", "{}");
  g_autofree char *about = g_strdup_printf (",'handover':'%s'", desk_id (handover).text);
  g_autofree char *wrong = g_strdup_printf (",'case':'%s'", desk_id (handover).text);
  MadoId id = desk_make (desk, "a-01", "incident.report", NOTICED, "loss", get_now (desk), about);

  g_assert_cmpstr (desk_get_state (desk, id), ==, "open");
  g_assert_cmpstr (desk_get_text (desk, id, "/reported/by"), ==, "a-01");
  g_assert_cmpstr (desk_get_text (desk, id, "/handover"), ==, desk_id (handover).text);
  desk_make (desk, "w-01", "incident.report", NOTICED, "leak", get_now (desk) - 1, "");

  desk_refuse (desk, MADO_REFUSAL_VALUE, "kind", "a-01", none, "incident.report", NOTICED, "bad", get_now (desk), "");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "noticed", "a-01", none, "incident.report", NOTICED, "loss",
               get_now (desk) + 1, "");
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "case", "a-01", none, "incident.report", NOTICED, "loss", get_now (desk),
               wrong);
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "handover", "a-01", none, "incident.report", NOTICED, "loss", get_now (desk),
               ",'handover':'0195eeb1-5a00-7abc-8def-0123456789ab'");
  desk_refuse (desk, MADO_REFUSAL_MY_NUMBER, "what", "a-01", none, "incident.report",
               "{'kind':'leak','what':'個人番号-983205673214','noticed':0}");
}

static void
test_ward_is_told_before_the_end (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_make (desk, "a-01", "incident.report", NOTICED, "loss", get_now (desk), "");

  desk_refuse (desk, MADO_REFUSAL_ROLE, "incidents", "a-01", id, "incident.measure", "{'text':'x'}");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "incidents", "a-01", id, "incident.close", "{'reason':'x'}");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "incidents", "w-01", id, "incident.tell", TOLD, "ward");
  desk_refuse (desk, MADO_REFUSAL_STATE, "open", "l-01", id, "incident.reopen", "{'reason':'x'}");

  /* who reported it may say whom they told */
  desk_do (desk, "a-01", id, "incident.tell", TOLD, "lead");
  desk_do (desk, "l-01", id, "incident.measure", "{'text':'再捜索'}");
  desk_refuse (desk, MADO_REFUSAL_REQUIRED, "ward", "l-01", id, "incident.close", "{'reason':'発見'}");
  desk_do (desk, "l-01", id, "incident.tell", TOLD, "ward");
  desk_refuse (desk, MADO_REFUSAL_FORM, "reason", "l-01", id, "incident.close", "{}");
  desk_do (desk, "l-01", id, "incident.close", "{'reason':'発見'}");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "closed");
  g_assert_cmpstr (desk_get_text (desk, id, "/told/1/whom"), ==, "ward");

  desk_refuse (desk, MADO_REFUSAL_STATE, "closed", "l-01", id, "incident.measure", "{'text':'x'}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "closed", "l-01", id, "incident.tell", TOLD, "ward");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "incidents", "a-01", id, "incident.reopen", "{'reason':'x'}");
  desk_do (desk, "l-01", id, "incident.reopen", "{'reason':'別の媒体も'}");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "open");
  g_assert_cmpint (desk_get_number (desk, id, "/decisions"), ==, 2);
  g_assert_cmpstr (desk_get_text (desk, id, "/what"), ==, "媒体が金庫にない");
}

static void
test_nothing_done_is_no_end (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_make (desk, "l-01", "incident.report", NOTICED, "misdelivery", get_now (desk), "");

  desk_do (desk, "l-01", id, "incident.tell", TOLD, "ward");
  desk_refuse (desk, MADO_REFUSAL_REQUIRED, "measures", "l-01", id, "incident.close", "{'reason':'x'}");
  desk_do (desk, "l-01", id, "incident.measure", "{'text':'回収'}");
  desk_do (desk, "l-01", id, "incident.close", "{'reason':'回収した'}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/incident/O5/anybody-reports", test_anybody_reports);
  g_test_add_func ("/incident/O5/ward-is-told-before-the-end", test_ward_is_told_before_the_end);
  g_test_add_func ("/incident/J13/nothing-done-is-no-end", test_nothing_done_is_no_end);

  return g_test_run ();
}
