/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What may be erased, when, and by which two people. */

#include "desk.h"

#include "mado-retention.h"
#include "mado-term-erasure.h"

#define PROPOSE "{'number':'E-1','until':'2031-03-31','cases':['%s']}"

static Desk *
open_desk (void)
{
  Desk *desk = desk_new ("ninpu-r7.json");

  desk_set_day (desk, "2031-04-01");
  desk_add_person (desk, "l-01", "lead");
  desk_add_person (desk, "w-01", "ward");
  desk_add_person (desk, "w-02", "ward");
  desk_add_person (desk, "b-01", "lead ward");
  desk_add_person (desk, "a-01", "agent");

  return desk;
}

static MadoId
put_case (Desk *desk, const char *state, const char *since)
{
  return desk_put (desk, "case", state, "{'items':{},'since':'%s'}", since);
}

static void
test_goes_by_two_people (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId over = put_case (desk, "paid", "2026-03-31");
  MadoId letter = desk_put (desk, "notice", "acknowledged", "{'case':'%s'}", desk_id (over).text);
  MadoId call = desk_put (desk, "inquiry", "closed", "{'case':'%s','closed':{'at':1750000000000,'by':'a-01'}}",
                          desk_id (over).text);
  g_autofree char *lists = g_strdup_printf ("'cases':['%s'],'notices':['%s'],'inquiries':['%s']", desk_id (over).text,
                                            desk_id (letter).text, desk_id (call).text);
  MadoId id = desk_make (desk, "l-01", "erasure.propose", "{'number':'E-1','until':'2031-03-31',%s}", lists);
  g_autoptr (MadoOutcome) outcome = NULL;

  g_assert_cmpstr (desk_get_state (desk, id), ==, MADO_TERM_ERASURE_PROPOSED);
  desk_refuse (desk, MADO_REFUSAL_ROLE, "oversee", "l-01", id, "erasure.approve", "{'count':3}");
  desk_refuse (desk, MADO_REFUSAL_COUNT, "count", "w-01", id, "erasure.approve", "{'count':2}");
  desk->signer = "";
  desk_refuse (desk, MADO_REFUSAL_SIGNATURE, NULL, "w-01", id, "erasure.approve", "{'count':3}");
  desk->signer = "w-02";
  desk_refuse (desk, MADO_REFUSAL_SIGNATURE, NULL, "w-01", id, "erasure.approve", "{'count':3}");
  desk->signer = NULL;
  desk->group = desk_draw_id (desk);
  desk_refuse (desk, MADO_REFUSAL_FORM, "group", "w-01", id, "erasure.approve", "{'count':3}");
  desk->group = MADO_ID_NONE;
  outcome = desk_try (desk, "w-01", id, "erasure.approve", "{'count':3}");
  g_assert_false (mado_outcome_is_refused (outcome));
  g_assert_cmpuint (outcome->erased->len, ==, 3);
  g_assert_cmpint (mado_id_compare (g_array_index (outcome->erased, MadoId, 0), over), ==, 0);
  g_assert_cmpstr (desk_get_text (desk, id, "/proposed/by"), ==, "l-01");
}

static void
test_nobody_alone (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId over = put_case (desk, "paid", "2026-03-31");
  MadoId id = desk_make (desk, "b-01", "erasure.propose", PROPOSE, desk_id (over).text);

  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "erasure", "b-01", id, "erasure.approve", "{'count':1}");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "handover", "a-01", MADO_ID_NONE, "erasure.propose", PROPOSE,
               desk_id (over).text);
  desk_do (desk, "w-01", id, "erasure.approve", "{'count':1}");
  g_assert_cmpstr (desk_get_state (desk, id), ==, MADO_TERM_ERASURE_ERASED);
  g_assert_cmpstr (desk_get_text (desk, id, "/erased/by"), ==, "w-01");
  desk_refuse (desk, MADO_REFUSAL_STATE, MADO_TERM_ERASURE_ERASED, "w-02", id, "erasure.approve", "{'count':1}");
}

static void
test_not_before_its_time (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId later = put_case (desk, "paid", "2026-04-01"), open = put_case (desk, "received", "2025-04-10");
  MadoId over = put_case (desk, "paid", "2025-04-10"), none = MADO_ID_NONE;
  MadoId call = desk_put (desk, "inquiry", "open", "{'thread':[]}");

  desk_refuse (desk, MADO_REFUSAL_TERM, "2032-03-31", "l-01", none, "erasure.propose", PROPOSE, desk_id (later).text);
  desk_refuse (desk, MADO_REFUSAL_STATE, "received", "l-01", none, "erasure.propose", PROPOSE, desk_id (open).text);
  desk_refuse (desk, MADO_REFUSAL_STATE, "open", "l-01", none, "erasure.propose",
               "{'number':'E-1','until':'2031-03-31','inquiries':['%s']}", desk_id (call).text);
  desk_refuse (desk, MADO_REFUSAL_TERM, "until", "l-01", none, "erasure.propose",
               "{'number':'E-1','until':'2031-04-01','cases':['%s']}", desk_id (over).text);
  desk_set_day (desk, "2031-03-31");
  desk_refuse (desk, MADO_REFUSAL_TERM, "until", "l-01", none, "erasure.propose", PROPOSE, desk_id (over).text);
}

/* A term that was over when it was proposed may not be when it is approved: a case was opened again. */
static void
test_is_looked_at_twice (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId over = put_case (desk, "paid", "2025-04-10");
  MadoId id = desk_make (desk, "l-01", "erasure.propose", PROPOSE, desk_id (over).text);

  desk_make (desk, "w-02", "preservation.begin", "{'subject':'%s','reason':'監査'}", desk_id (over).text);
  desk_refuse (desk, MADO_REFUSAL_HELD, "w-02", "w-01", id, "erasure.approve", "{'count':1}");
  desk_do (desk, "l-01", id, "erasure.withdraw", "{'reason':'保全のため'}");
  desk_refuse (desk, MADO_REFUSAL_STATE, MADO_TERM_ERASURE_WITHDRAWN, "w-01", id, "erasure.approve", "{'count':1}");
}

static void
test_goes_with_its_case (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId over = put_case (desk, "paid", "2025-04-10"), none = MADO_ID_NONE;
  MadoId sent = desk_put (desk, "notice", "sent", "{'case':'%s','due':'2031-05-01'}", desk_id (over).text);
  MadoId done = desk_put (desk, "notice", "closed", "{'case':'%s'}", desk_id (over).text);
  MadoId owed = desk_put (desk, "recovery", "open", "{'case':'%s'}", desk_id (over).text);

  desk_refuse (desk, MADO_REFUSAL_TERM, "notice", "l-01", none, "erasure.propose",
               "{'number':'E-1','until':'2031-03-31','notices':['%s']}", desk_id (done).text);
  desk_refuse (desk, MADO_REFUSAL_STATE, "sent", "l-01", none, "erasure.propose",
               "{'number':'E-1','until':'2031-03-31','cases':['%s'],'notices':['%s']}", desk_id (over).text,
               desk_id (sent).text);
  desk_refuse (desk, MADO_REFUSAL_STATE, "open", "l-01", none, "erasure.propose",
               "{'number':'E-1','until':'2031-03-31','cases':['%s'],'recoveries':['%s']}", desk_id (over).text,
               desk_id (owed).text);
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "notice", "l-01", none, "erasure.propose",
               "{'number':'E-1','until':'2031-03-31','notices':['%s']}", desk_id (over).text);
}

static void
test_names_each_once (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId over = put_case (desk, "paid", "2025-04-10"), none = MADO_ID_NONE;

  desk_refuse (desk, MADO_REFUSAL_COUNT, NULL, "l-01", none, "erasure.propose",
               "{'number':'E-1','until':'2031-03-31'}");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "cases", "l-01", none, "erasure.propose",
               "{'number':'E-1','until':'2031-03-31','cases':['%s','%s']}", desk_id (over).text, desk_id (over).text);
  desk_refuse (desk, MADO_REFUSAL_VALUE, "cases", "l-01", none, "erasure.propose", PROPOSE, "x");
  desk_make (desk, "l-01", "erasure.propose", PROPOSE, desk_id (over).text);
  desk_refuse (desk, MADO_REFUSAL_CLAIM_HELD, NULL, "l-01", none, "erasure.propose", PROPOSE, desk_id (over).text);
}

static void
test_preserved (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId over = put_case (desk, "paid", "2025-04-10"), none = MADO_ID_NONE;
  MadoId call = desk_put (desk, "inquiry", "closed", "{'case':'%s','closed':{'at':1750000000000,'by':'a-01'}}",
                          desk_id (over).text);
  MadoId all = desk_make (desk, "w-01", "preservation.begin", "{'reason':'訴訟'}");
  MadoId one = MADO_ID_NONE;

  desk_refuse (desk, MADO_REFUSAL_ROLE, "oversee", "l-01", none, "preservation.begin", "{'reason':'x'}");
  desk_refuse (desk, MADO_REFUSAL_HELD, "w-01", "w-02", none, "preservation.begin", "{'reason':'x'}");
  desk_refuse (desk, MADO_REFUSAL_HELD, "w-01", "l-01", none, "erasure.propose", PROPOSE, desk_id (over).text);
  one = desk_make (desk, "w-02", "preservation.begin", "{'subject':'%s','reason':'監査'}", desk_id (over).text);
  desk_do (desk, "w-02", all, "preservation.lift", "{'reason':'終結'}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "lifted", "w-02", all, "preservation.lift", "{'reason':'x'}");
  desk_refuse (desk, MADO_REFUSAL_HELD, "w-02", "l-01", none, "erasure.propose", PROPOSE, desk_id (over).text);
  desk_refuse (desk, MADO_REFUSAL_HELD, "w-02", "l-01", none, "erasure.propose",
               "{'number':'E-1','until':'2031-03-31','inquiries':['%s']}", desk_id (call).text);
  desk_do (desk, "w-01", one, "preservation.lift", "{'reason':'終了'}");
  desk_make (desk, "l-01", "erasure.propose", PROPOSE, desk_id (over).text);
}

static void
test_terms (void)
{
  static const struct {
    const char *unit, *after, *since, *end;
    guint count;
  } terms[] = {
    { "years", "end of fiscal year of state end", "2025-04-01", "2031-03-31", 5 },
    { "years", "end of fiscal year of state end", "2026-03-31", "2031-03-31", 5 },
    { "months", "state end", "2025-01-31", "2025-02-28", 1 },
    { "days", "state end", "2025-01-31", "2025-03-02", 30 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++) {
    const MadoRetention retention = { .keep = { .count = terms[i].count, .unit = terms[i].unit },
                                      .after = terms[i].after };
    char iso[MADO_DATE_ISO_SIZE];

    mado_date_to_iso (mado_retention_find_end (&retention, mado_date_from_iso (terms[i].since)), iso);
    g_assert_cmpstr (iso, ==, terms[i].end);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/term-erasure/goes-by-two-people", test_goes_by_two_people);
  g_test_add_func ("/term-erasure/nobody-alone", test_nobody_alone);
  g_test_add_func ("/term-erasure/not-before-its-time", test_not_before_its_time);
  g_test_add_func ("/term-erasure/is-looked-at-twice", test_is_looked_at_twice);
  g_test_add_func ("/term-erasure/goes-with-its-case", test_goes_with_its_case);
  g_test_add_func ("/term-erasure/names-each-once", test_names_each_once);
  g_test_add_func ("/term-erasure/preserved", test_preserved);
  g_test_add_func ("/term-erasure/terms", test_terms);

  return g_test_run ();
}
