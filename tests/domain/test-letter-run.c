/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs of letters: numbers without gaps, every sheet accounted for, nobody's sheet in another's envelope, and what
 * comes back goes out again under its number. */

#include "desk.h"

#define PATTERN "7新健健第%号"
#define DISPATCH "{'day':'2025-05-01','office':'新宿郵便局','means':'post','count':%d}"
#define SENT "{'day':'2025-05-01','means':'post'}"

static Desk *
open_desk (void)
{
  Desk *desk = desk_new ("ninpu-r7.json");

  desk_add_person (desk, "p-01", "print");
  desk_add_person (desk, "p-02", "print");
  desk_add_person (desk, "l-01", "lead");
  desk_add_person (desk, "a-01", "agent");

  return desk;
}

static MadoId
open_series (Desk *desk)
{
  return desk_make (desk, "p-01", "series.open", "{'pattern':'%s','year':2025}", PATTERN);
}

static MadoId
make_letter (Desk *desk)
{
  return desk_make (desk, "p-01", "notice.make",
                    "{'kind':'letter','letter':'decision','to':'見本 花子','subject':'決定通知','due':'2025-05-08'}");
}

/* @more: further members */
static MadoId
make_run (Desk *desk, const char *number, const char *more)
{
  return desk_make (desk, "p-01", "run.make", "{'number':'%s','letter':'decision'%s}", number, more);
}

static MadoId
make_numbered_run (Desk *desk, const char *number, MadoId series)
{
  g_autofree char *more = g_strdup_printf (",'series':'%s'", desk_id (series).text);

  return make_run (desk, number, more);
}

static void
join (Desk *desk, MadoId letter, MadoId run)
{
  desk_do (desk, "p-01", letter, "notice.join", "{'run':'%s'}", desk_id (run).text);
}

/* A run with so many letters, up to the printer. */
static MadoId
print_run (Desk *desk, const char *number, const char *more, MadoId *letters, int n)
{
  MadoId run = make_run (desk, number, more);

  for (int i = 0; i < n; i++) {
    letters[i] = make_letter (desk);
    join (desk, letters[i], run);
  }
  desk_do (desk, "p-01", run, "run.freeze", "{'count':%d}", n);
  desk_do (desk, "p-02", run, "run.approve", "{'sheet':'%s/000001/1/2'}", number);
  desk_do (desk, "p-01", run, "run.print", "{'count':%d}", n);

  return run;
}

/* --- numbers ----------------------------------------------------------------------------------------------------- */

static void
test_numbers_have_no_gap (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId series = open_series (desk);
  MadoId one = make_numbered_run (desk, "R7-1", series), other = make_numbered_run (desk, "R7-2", series);
  MadoId letters[] = { make_letter (desk), make_letter (desk), make_letter (desk) };
  MadoId form = desk_make (desk, "p-01", "notice.make",
                           "{'kind':'letter','letter':'form','to':'x','subject':'x','due':'2025-05-08'}");

  join (desk, letters[0], one);
  join (desk, letters[1], other);

  /* who is refused takes none */
  desk_refuse (desk, MADO_REFUSAL_ITEM, "form", "p-01", form, "notice.join", "{'run':'%s'}", desk_id (one).text);
  desk_refuse (desk, MADO_REFUSAL_EXISTS, "sheet", "p-01", letters[0], "notice.join", "{'run':'%s'}",
               desk_id (other).text);
  join (desk, letters[2], one);
  g_assert_cmpstr (desk_get_text (desk, letters[0], "/number"), ==, "7新健健第1号");
  g_assert_cmpstr (desk_get_text (desk, letters[1], "/number"), ==, "7新健健第2号");
  g_assert_cmpstr (desk_get_text (desk, letters[2], "/number"), ==, "7新健健第3号");
  g_assert_cmpstr (desk_get_text (desk, letters[2], "/sheet/mark"), ==, "R7-1/000002");
  g_assert_cmpint (desk_get_number (desk, series, "/next"), ==, 4);
}

static void
test_number_that_was_given_by_hand_has_its_document (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId run = make_numbered_run (desk, "R7-1", open_series (desk));
  MadoId by_hand = desk_make (
      desk, "p-01", "notice.make",
      "{'kind':'letter','letter':'decision','to':'x','subject':'x','due':'2025-05-08','number':'7新健健第1号'}");
  MadoId letter = make_letter (desk);

  join (desk, letter, run);
  g_assert_cmpstr (desk_get_text (desk, letter, "/number"), ==, "7新健健第2号");
  join (desk, by_hand, run);
  g_assert_cmpstr (desk_get_text (desk, by_hand, "/number"), ==, "7新健健第1号");
  g_assert_false (desk_has (desk, by_hand, "/branch"));
}

static void
test_bad_series (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId none = MADO_ID_NONE, series = open_series (desk);
  MadoId run = make_numbered_run (desk, "R8-1", series), letter;

  desk_refuse (desk, MADO_REFUSAL_CLAIM_HELD, NULL, "l-01", none, "series.open", "{'pattern':'%s','year':2025}",
               PATTERN);
  desk_refuse (desk, MADO_REFUSAL_VALUE, "pattern", "p-01", none, "series.open", "{'pattern':'第号','year':2025}");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "pattern", "p-01", none, "series.open", "{'pattern':'%%第%%号','year':2025}");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "year", "p-01", none, "series.open", "{'pattern':'6第%%号','year':2024}");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "first", "p-01", none, "series.open",
               "{'pattern':'7第%%号','year':2025,'first':0}");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "notices", "a-01", none, "series.open", "{'pattern':'7第%%号','year':2025}");
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "series", "p-01", none, "run.make",
               "{'number':'R7-2','letter':'decision','series':'%s'}", desk_id (run).text);

  /* a year's numbers are given in that year */
  desk_set_day (desk, "2026-04-01");
  letter = desk_make (desk, "p-01", "notice.make",
                      "{'kind':'letter','letter':'decision','to':'x','subject':'x','due':'2026-04-08'}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "series", "p-01", letter, "notice.join", "{'run':'%s'}", desk_id (run).text);
}

/* --- the run ----------------------------------------------------------------------------------------------------- */

static void
test_nothing_is_printed_before_somebody_else_has_seen_a_sample (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId run = make_run (desk, "R7-1", ""), letter = make_letter (desk);

  desk_refuse (desk, MADO_REFUSAL_COUNT, "count", "p-01", run, "run.freeze", "{'count':0}");
  join (desk, letter, run);
  desk_refuse (desk, MADO_REFUSAL_COUNT, "count", "p-01", run, "run.freeze", "{'count':2}");
  desk_do (desk, "l-01", run, "run.freeze", "{'count':1}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "frozen", "p-01", make_letter (desk), "notice.join", "{'run':'%s'}",
               desk_id (run).text);
  desk_refuse (desk, MADO_REFUSAL_STATE, "frozen", "p-01", run, "run.print", "{'count':1}");
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "run", "p-01", run, "run.approve", "{'sheet':'R7-1/000001'}");
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "run", "l-01", run, "run.approve", "{'sheet':'R7-1/000001'}");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "sheet", "p-02", run, "run.approve", "{'sheet':'R7-10/000001'}");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "notices", "a-01", run, "run.approve", "{'sheet':'R7-1/000001'}");
  desk_do (desk, "p-02", run, "run.approve", "{'sheet':'R7-1/000001'}");

  /* what was opened again is looked at again */
  desk_do (desk, "p-01", run, "run.reopen", "{'reason':'文面の誤り'}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "open", "p-01", run, "run.print", "{'count':1}");
  desk_do (desk, "p-01", run, "run.freeze", "{'count':1}");
  desk_do (desk, "p-02", run, "run.approve", "{'sheet':'R7-1/000001'}");
  desk_refuse (desk, MADO_REFUSAL_COUNT, "count", "p-01", run, "run.print", "{'count':2}");
  desk_do (desk, "p-01", run, "run.print", "{'count':1}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "printed", "p-01", run, "run.reopen", "{'reason':'x'}");
}

static void
test_every_sheet_is_accounted_for (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId letters[4];
  MadoId run = print_run (desk, "R7-1", "", letters, 4);

  /* jammed and printed again */
  desk_refuse (desk, MADO_REFUSAL_VALUE, "R7-1/000002", "p-01", letters[0], "notice.spoil",
               "{'sheet':'R7-1/000002','reason':'x'}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "sheet", "p-01", letters[0], "notice.reprint", "{'reason':'x'}");
  desk_do (desk, "p-01", letters[0], "notice.spoil", "{'sheet':'R7-1/000001/2/2','reason':'紙詰まり'}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "spoiled", "p-01", letters[0], "notice.spoil",
               "{'sheet':'R7-1/000001','reason':'x'}");
  desk_refuse (desk, MADO_REFUSAL_COUNT, "spoiled", "p-01", run, "run.dispatch", DISPATCH, 3);
  desk_do (desk, "p-02", letters[0], "notice.reprint", "{'reason':'刷り直し'}");
  g_assert_cmpstr (desk_get_text (desk, letters[0], "/sheet/mark"), ==, "R7-1/000001-2");
  g_assert_cmpstr (desk_get_text (desk, letters[0], "/sheets/1/reason"), ==, "紙詰まり");
  g_assert_cmpstr (desk_get_text (desk, letters[0], "/sheets/2/by"), ==, "p-02");

  /* jammed and not printed again, and taken out of the pile */
  desk_do (desk, "p-01", letters[1], "notice.spoil", "{'sheet':'R7-1/000002','reason':'汚れ'}");
  desk_do (desk, "p-01", letters[1], "notice.withdraw", "{'reason':'転居'}");
  desk_do (desk, "p-01", letters[2], "notice.withdraw", "{'reason':'取下げ'}");
  g_assert_false (desk_has (desk, letters[2], "/sheet"));
  g_assert_cmpstr (desk_get_text (desk, letters[2], "/due"), ==, "2025-05-08");
  g_assert_cmpint (desk_get_number (desk, run, "/count"), ==, 4);
  g_assert_cmpint (desk_get_number (desk, run, "/spoiled"), ==, 2);
  g_assert_cmpint (desk_get_number (desk, run, "/reprinted"), ==, 1);
  g_assert_cmpint (desk_get_number (desk, run, "/void"), ==, 1);
  g_assert_cmpint (desk_get_number (desk, run, "/waiting"), ==, 0);

  /* the post office takes exactly those that are good */
  desk_refuse (desk, MADO_REFUSAL_COUNT, "count", "p-01", run, "run.dispatch", DISPATCH, 1);
  desk_refuse (desk, MADO_REFUSAL_COUNT, "count", "p-01", run, "run.dispatch", DISPATCH, 4);
  desk_refuse (desk, MADO_REFUSAL_STATE, "printed", "p-01", letters[0], "notice.send", SENT);
  desk_do (desk, "p-01", run, "run.dispatch", DISPATCH, 2);
  desk_refuse (desk, MADO_REFUSAL_STATE, "dispatched", "p-01", letters[0], "notice.withdraw", "{'reason':'x'}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "dispatched", "p-01", letters[0], "notice.spoil",
               "{'sheet':'R7-1/000001-2','reason':'x'}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "sheet", "p-01", letters[0], "notice.close", "{'reason':'x'}");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "day", "p-01", letters[0], "notice.send",
               "{'day':'2025-04-30','means':'post'}");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "means", "p-01", letters[0], "notice.send",
               "{'day':'2025-05-01','means':'hand'}");
  desk_do (desk, "p-01", letters[0], "notice.send", SENT);
  desk_do (desk, "p-01", letters[3], "notice.send", SENT);
  g_assert_cmpint (desk_get_number (desk, run, "/sent"), ==, 2);
  g_assert_false (desk_has (desk, letters[3], "/due"));
}

static void
test_sheet_and_envelope_belong_together (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId letters[2];
  MadoId run = print_run (desk, "R7-1", ",'enclose':true", letters, 2);
  g_autoptr (MadoOutcome) outcome =
      desk_try (desk, "p-01", letters[0], "notice.enclose", "{'sheet':'R7-1/000001/1/2','envelope':'R7-1/000002'}");

  g_assert_cmpstr (outcome->refusal->code, ==, MADO_REFUSAL_PAIR);
  g_assert_cmpuint (outcome->refusal->subjects->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (outcome->refusal->subjects, 0), ==, "R7-1/000001/1/2");
  g_assert_cmpstr (g_ptr_array_index (outcome->refusal->subjects, 1), ==, "R7-1/000002");
  desk_do (desk, "p-01", letters[0], "notice.enclose", "{'sheet':'R7-1/000001/1/2','envelope':'R7-1/000001'}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "enclosed", "p-01", letters[0], "notice.enclose",
               "{'sheet':'R7-1/000001','envelope':'R7-1/000001'}");
  desk_refuse (desk, MADO_REFUSAL_COUNT, "enclosed", "p-01", run, "run.dispatch", DISPATCH, 2);

  /* the spoiled sheet never goes in for the one that was printed in its place */
  desk_do (desk, "p-01", letters[0], "notice.spoil", "{'sheet':'R7-1/000001','reason':'封入時の破れ'}");
  g_assert_cmpint (desk_get_number (desk, run, "/enclosed"), ==, 0);
  desk_refuse (desk, MADO_REFUSAL_STATE, "spoiled", "p-01", letters[0], "notice.enclose",
               "{'sheet':'R7-1/000001','envelope':'R7-1/000001'}");
  desk_do (desk, "p-01", letters[0], "notice.reprint", "{'reason':'刷り直し'}");
  desk_refuse (desk, MADO_REFUSAL_PAIR, "R7-1/000001", "p-01", letters[0], "notice.enclose",
               "{'sheet':'R7-1/000001','envelope':'R7-1/000001-2'}");
  desk_do (desk, "p-01", letters[0], "notice.enclose", "{'sheet':'R7-1/000001-2/1/2','envelope':'R7-1/000001-2'}");
  desk_do (desk, "p-02", letters[1], "notice.enclose", "{'sheet':'R7-1/000002','envelope':'R7-1/000002'}");
  desk_do (desk, "p-01", run, "run.dispatch", DISPATCH, 2);
}

static void
test_bad_runs (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId none = MADO_ID_NONE, run = make_run (desk, "R7-1", ",'enclose':false"), letter = make_letter (desk);

  g_assert_false (desk_has (desk, run, "/enclose"));
  desk_refuse (desk, MADO_REFUSAL_CLAIM_HELD, NULL, "p-01", none, "run.make", "{'number':'R7-1','letter':'decision'}");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "number", "p-01", none, "run.make", "{'number':'R7/1','letter':'decision'}");
  desk_refuse (desk, MADO_REFUSAL_ITEM, "birthday", "p-01", none, "run.make", "{'number':'R7-2','letter':'birthday'}");
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "run", "p-01", letter, "notice.join", "{'run':'%s'}", desk_id (letter).text);
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "sheet", "p-01", letter, "notice.spoil", "{'sheet':'x','reason':'x'}");
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "sheet", "p-01", letter, "notice.reprint", "{'reason':'x'}");
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "sheet", "p-01", letter, "notice.withdraw", "{'reason':'x'}");
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "sheet", "p-01", letter, "notice.enclose", "{'sheet':'x','envelope':'x'}");
  join (desk, letter, run);
  desk_refuse (desk, MADO_REFUSAL_STATE, "open", "p-01", letter, "notice.spoil",
               "{'sheet':'R7-1/000001','reason':'x'}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "sheet", "p-01", letter, "notice.close", "{'reason':'x'}");
  desk_do (desk, "p-01", letter, "notice.withdraw", "{'reason':'誤り'}");
  desk_refuse (desk, MADO_REFUSAL_COUNT, "count", "p-01", run, "run.freeze", "{'count':0}");
  desk_do (desk, "p-01", letter, "notice.close", "{'reason':'不要'}");
}

/* --- what comes back --------------------------------------------------------------------------------------------- */

static void
test_what_comes_back_goes_out_again_in_another_run (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId first = make_numbered_run (desk, "R7-1", open_series (desk)), letter = make_letter (desk), second;

  join (desk, letter, first);
  desk_do (desk, "p-01", first, "run.freeze", "{'count':1}");
  desk_do (desk, "p-02", first, "run.approve", "{'sheet':'R7-1/000001'}");
  desk_do (desk, "p-01", first, "run.print", "{'count':1}");
  desk_do (desk, "p-01", first, "run.dispatch", DISPATCH, 1);
  desk_do (desk, "p-01", letter, "notice.send", SENT);
  desk_set_day (desk, "2025-05-12");
  desk_do (desk, "p-01", letter, "notice.return", "{'day':'2025-05-12','reason':'転居','due':'2025-05-16'}");
  g_assert_cmpstr (desk_get_text (desk, letter, "/sheet/mark"), ==, "R7-1/000001");
  second = make_numbered_run (desk, "R7-2", desk_make (desk, "p-01", "series.open", "{'pattern':'7再%%','year':2025}"));
  join (desk, letter, second);
  g_assert_cmpstr (desk_get_state (desk, letter), ==, "returned");
  g_assert_cmpstr (desk_get_text (desk, letter, "/due"), ==, "2025-05-16");
  g_assert_cmpstr (desk_get_text (desk, letter, "/number"), ==, "7新健健第1号");
  g_assert_cmpint (desk_get_number (desk, letter, "/branch"), ==, 2);
  g_assert_cmpstr (desk_get_text (desk, letter, "/sheet/mark"), ==, "R7-2/000001");
  g_assert_cmpstr (desk_get_text (desk, letter, "/sheets/0/mark"), ==, "R7-1/000001");
  desk_refuse (desk, MADO_REFUSAL_STATE, "open", "p-01", letter, "notice.send", "{'day':'2025-05-12','means':'post'}");
}

static void
test_protected_person_in_a_run (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId who = desk_put (desk, "case", "decided", "{'protected':{'at':0,'by':'l-01','reason':'支援措置'}}");
  MadoId run = make_run (desk, "R7-1", "");
  MadoId letter =
      desk_make (desk, "l-01", "notice.make",
                 "{'kind':'letter','letter':'decision','to':'x','subject':'x','due':'2025-05-08','case':'%s'}",
                 desk_id (who).text);

  desk_refuse (desk, MADO_REFUSAL_PROTECTED, NULL, "p-01", letter, "notice.join", "{'run':'%s'}", desk_id (run).text);
  desk_do (desk, "l-01", letter, "notice.join", "{'run':'%s'}", desk_id (run).text);
  desk_refuse (desk, MADO_REFUSAL_PROTECTED, NULL, "p-01", letter, "notice.withdraw", "{'reason':'x'}");
}

/* --- wording ----------------------------------------------------------------------------------------------------- */

static MadoId
write_wording (Desk *desk, int version)
{
  return desk_make (desk, "p-01", "wording.write", "{'letter':'decision','version':%d,'text':'{\\n}'}", version);
}

static void
test_wording_is_read_by_somebody_else_first (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId wording = write_wording (desk, 1);

  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "wording", "p-01", wording, "wording.approve", "{}");
  desk_refuse (desk, MADO_REFUSAL_ROLE, NULL, "a-01", wording, "wording.approve", "{}");
  desk_do (desk, "l-01", wording, "wording.approve", "{}");
  g_assert_cmpstr (desk_get_text (desk, wording, "/approved/by"), ==, "l-01");
  desk_refuse (desk, MADO_REFUSAL_STATE, "approved", "l-01", wording, "wording.approve", "{}");
}

static void
test_letters_say_by_which_version_they_were_written (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId wording = write_wording (desk, 1), letter = make_letter (desk), run;
  g_autofree char *more = g_strdup_printf (",'wording':'%s'", desk_id (wording).text);
  g_autofree char *body = g_strdup_printf ("{'number':'R7-9','letter':'decision'%s}", more);
  g_autofree char *other = g_strdup_printf ("{'number':'R7-9','letter':'form'%s}", more);

  desk_refuse (desk, MADO_REFUSAL_STATE, "wording", "p-01", MADO_ID_NONE, "run.make", "%s", body);
  desk_do (desk, "l-01", wording, "wording.approve", "{}");
  desk_refuse (desk, MADO_REFUSAL_ITEM, "wording", "p-01", MADO_ID_NONE, "run.make", "%s", other);
  run = make_run (desk, "R7-9", more);
  join (desk, letter, run);
  g_assert_cmpstr (desk_get_text (desk, letter, "/sheets/0/wording"), ==, desk_id (wording).text);
  desk_do (desk, "p-01", wording, "wording.retire", "{'reason':'誤字'}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "wording", "p-01", MADO_ID_NONE, "run.make", "%s", body);
}

static void
test_version_has_one_text (void)
{
  g_autoptr (Desk) desk = open_desk ();

  write_wording (desk, 1);
  desk_refuse (desk, MADO_REFUSAL_CLAIM_HELD, NULL, "l-01", MADO_ID_NONE, "wording.write",
               "{'letter':'decision','version':1,'text':'x'}");
  desk_refuse (desk, MADO_REFUSAL_ITEM, "none", "l-01", MADO_ID_NONE, "wording.write",
               "{'letter':'none','version':1,'text':'x'}");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "version", "l-01", MADO_ID_NONE, "wording.write",
               "{'letter':'decision','version':0,'text':'x'}");
}

/* --- what is said on the telephone ------------------------------------------------------------------------------- */

#define SAYING "{'saying':'%s','version':%d,'label':'いつ','category':'%s','code':'%s','text':'x'}"

static void
test_saying_is_approved_by_somebody_else (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId saying;

  desk_add_person (desk, "l-02", "lead");
  saying = desk_make (desk, "l-01", "saying.write", SAYING, "when-paid", 3, "payment", "itsu");
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, "saying", "l-01", saying, "saying.approve", "{}");
  desk_refuse (desk, MADO_REFUSAL_ROLE, NULL, "a-01", saying, "saying.approve", "{}");
  desk_do (desk, "l-02", saying, "saying.approve", "{}");
  g_assert_cmpstr (desk_get_text (desk, saying, "/approved/by"), ==, "l-02");
  desk_do (desk, "l-02", saying, "saying.retire", "{'reason':'誤字'}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "retired", "l-02", saying, "saying.approve", "{}");
}

/* The programme has the second version of it. */
static void
test_bad_sayings_are_refused (void)
{
  g_autoptr (Desk) desk = open_desk ();

  desk_refuse (desk, MADO_REFUSAL_ROLE, NULL, "a-01", MADO_ID_NONE, "saying.write", SAYING, "new", 1, "how", "a");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "version", "l-01", MADO_ID_NONE, "saying.write", SAYING, "when-paid", 2,
               "payment", "a");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "version", "l-01", MADO_ID_NONE, "saying.write", SAYING, "new", 0, "how", "a");
  desk_refuse (desk, MADO_REFUSAL_ITEM, "weather", "l-01", MADO_ID_NONE, "saying.write", SAYING, "new", 1, "weather",
               "a");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "code", "l-01", MADO_ID_NONE, "saying.write", SAYING, "new", 1, "how", "いつ");
  desk_make (desk, "l-01", "saying.write", SAYING, "new", 1, "how", "a");
  desk_refuse (desk, MADO_REFUSAL_CLAIM_HELD, NULL, "l-01", MADO_ID_NONE, "saying.write", SAYING, "new", 1, "how", "a");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/letter-run/numbers-have-no-gap", test_numbers_have_no_gap);
  g_test_add_func ("/letter-run/number-given-by-hand-has-its-document",
                   test_number_that_was_given_by_hand_has_its_document);
  g_test_add_func ("/letter-run/bad-series-are-refused", test_bad_series);
  g_test_add_func ("/letter-run/nothing-is-printed-before-a-sample-was-seen",
                   test_nothing_is_printed_before_somebody_else_has_seen_a_sample);
  g_test_add_func ("/letter-run/every-sheet-is-accounted-for", test_every_sheet_is_accounted_for);
  g_test_add_func ("/letter-run/sheet-and-envelope-belong-together", test_sheet_and_envelope_belong_together);
  g_test_add_func ("/letter-run/bad-runs-are-refused", test_bad_runs);
  g_test_add_func ("/letter-run/what-comes-back-goes-out-again", test_what_comes_back_goes_out_again_in_another_run);
  g_test_add_func ("/letter-run/protected-person-needs-the-special-right", test_protected_person_in_a_run);
  g_test_add_func ("/letter-wording/somebody-else-reads-it-first", test_wording_is_read_by_somebody_else_first);
  g_test_add_func ("/letter-wording/letters-say-their-version", test_letters_say_by_which_version_they_were_written);
  g_test_add_func ("/letter-wording/a-version-has-one-text", test_version_has_one_text);
  g_test_add_func ("/saying/somebody-else-approves-it", test_saying_is_approved_by_somebody_else);
  g_test_add_func ("/saying/bad-ones-are-refused", test_bad_sayings_are_refused);

  return g_test_run ();
}
