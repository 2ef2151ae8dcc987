/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A case as people read it: what each role gets to see, how values are written, and what happened in which order. */

#include <string.h>

#include "mado-case-sheet.h"
#include "mado-journal.h"
#include "mado-programme-file.h"
#include "mado-wording.h"

#define HEAD "{\"body\":"
#define TAIL ",\"id\":\"0195eeb1-5a00-7abc-8def-0123456789ab\",\"kind\":\"case\",\"state\":\"received\",\"version\":3}"

static const char plain[] = HEAD
    "{\"deficiencies\":[{\"by\":\"return_deficient\",\"due\":\"2025-05-01\",\"id\":\"0195eeb1-5a00-7abc-8def-"
    "0123456789ac\",\"opened\":{\"at\":1746000000000,\"by\":\"verifier-2\"},\"reason\":\"書類不足\",\"text\":"
    "\"通帳の写し\"}],"
    "\"done\":{\"receive\":{\"at\":1745000000000,\"by\":\"verifier-1\"},\"return_deficient\":{\"at\":1746000000000,"
    "\"by\":\"verifier-2\",\"reason\":\"書類不足\"}},\"items\":{\"account\":{\"bank\":\"0704\",\"branch\":\"001\","
    "\"holder\":"
    "\"ミホン "
    "ハナコ\",\"kind\":\"1\",\"number\":\"2038162\"},\"address\":\"東京都新宿区山吹町1-1\",\"amount\":50000,\"birth_"
    "date\":"
    "\"1982-11-24\",\"content\":\"2-cash\",\"control_no\":\"0000000160\",\"name\":{\"kana\":\"ミホン "
    "ハナコ\",\"kanji\":\"見本 花子\"},\"phone\":\"09000006287\",\"postal_code\":\"1620801\",\"wish\":true},\"since\":"
    "\"2025-04-18\"}" TAIL;
static const char protected_case[] =
    HEAD "{\"items\":{\"control_no\":\"0000000160\"},\"protected\":true,\"since\":\"2025-04-18\"}" TAIL;

static MadoProgramme *programme;
static MadoJudge *judge;
static GPtrArray *about; /* (nullable) */

static MadoCaseSheet *
read_case (const char *text, const char *role, const GPtrArray *journal)
{
  const char *roles[] = { role, NULL };
  const MadoPerson person = { "somebody", roles };
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoEntity) entity = mado_entity_read (text, strlen (text), &error);
  MadoCaseSheet *sheet;

  g_assert_no_error (error);
  sheet = mado_case_sheet_new (
      &(MadoCaseSource) { judge, { 2025, 5, 1 }, &person, entity, journal != NULL ? journal : none, none, none, about },
      &error);
  g_assert_no_error (error);

  return sheet;
}

static const MadoCaseLine *
find_line (const MadoCaseSheet *sheet, const char *label)
{
  for (guint i = 0; i < sheet->sections->len; i++) {
    const MadoCaseSection *section = g_ptr_array_index (sheet->sections, i);

    for (guint j = 0; j < section->lines->len; j++) {
      const MadoCaseLine *line = g_ptr_array_index (section->lines, j);

      if (strcmp (line->label, label) == 0)
        return line;
    }
  }

  return NULL;
}

static void
test_values_are_written_for_people (void)
{
  static const char *const wanted[][2] = {
    { "郵便番号", "162-0801" },
    { "氏名", "見本 花子（ミホン ハナコ）" },
    { "生年月日", "昭和57年11月24日" },
    { "電話番号", "090-0000-6287" },
    { "給付内容", "2回目・現金" },
    { "給付希望の有無", "Yes" },
    { "支給金額", "¥50,000" },
    { "振込口座情報", "0704-001　ordinary　2038162　ミホン ハナコ" },
    { "職業", "—" },
  };
  g_autoptr (MadoCaseSheet) sheet = read_case (plain, "verifier", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++) {
    const MadoCaseLine *line = find_line (sheet, wanted[i][0]);

    g_assert_nonnull (line);
    g_assert_cmpstr (line->text, ==, wanted[i][1]);
  }
  g_assert_cmpint (find_line (sheet, "職業")->kind, ==, MADO_CASE_LINE_EMPTY);
  g_assert_cmpstr (sheet->title.number, ==, "0000000160");
  g_assert_cmpstr (sheet->title.name, ==, "見本 花子");
  g_assert_cmpstr (sheet->title.state, ==, "収受");
}

/* The same value is written alike in a list. */
static void
test_columns_are_written_alike (void)
{
  static const char *const wanted[][3] = {
    { "phone", "09000006287", "090-0000-6287" },
    { "received_on", "2025-04-18", "令和7年4月18日" },
    { "content", "1-gift", "1回目・電子ギフト" },
    { "state_since", "2025-04-18", "令和7年4月18日" },
    { "state", "received", "収受" },
    { "control_no", "0000000160", "0000000160" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++) {
    const MadoQueueValue value = { MADO_QUEUE_VALUE_TEXT, 0, wanted[i][1], wanted[i][1] };
    g_autofree char *text = mado_wording_write_column (programme, wanted[i][0], &value);

    g_assert_cmpstr (text, ==, wanted[i][2]);
  }
}

static void
test_roles_see_what_is_theirs (void)
{
  g_autoptr (MadoCaseSheet) agent = read_case (plain, "agent", NULL);
  g_autoptr (MadoCaseSheet) clerk = read_case (plain, "account_1", NULL);

  g_assert_cmpint (find_line (agent, "振込口座情報")->kind, ==, MADO_CASE_LINE_MASKED);
  g_assert_null (strstr (find_line (agent, "振込口座情報")->text, "2038162"));
  g_assert_null (find_line (clerk, "氏名"));
  g_assert_nonnull (find_line (clerk, "給付管理番号"));
  g_assert_cmpstr (clerk->title.name, ==, "");
}

static void
test_whereabouts_are_withheld (void)
{
  g_autoptr (MadoCaseSheet) sheet = read_case (protected_case, "agent", NULL);

  g_assert_true (sheet->is_protected);
  g_assert_cmpint (find_line (sheet, "住所")->kind, ==, MADO_CASE_LINE_WITHHELD);
}

static void
test_history_tells_each_thing_once (void)
{
  g_autoptr (MadoCaseSheet) sheet = read_case (plain, "verifier", NULL);
  const MadoHistoryEvent *last = g_ptr_array_index (sheet->events, 0), *first = g_ptr_array_index (sheet->events, 1);

  g_assert_cmpuint (sheet->events->len, ==, 2);
  g_assert_cmpstr (last->what, ==, "不備として返す");
  g_assert_cmpstr (last->detail, ==, "書類不足　通帳の写し");
  g_assert_cmpstr (last->by, ==, "verifier-2");
  g_assert_cmpstr (first->what, ==, "収受する");
  g_assert_cmpuint (sheet->deficiencies->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (sheet->deficiencies, 0), ==, "書類不足 (until 令和7年5月1日)");
}

static void
add_about (const char *text)
{
  MadoEntity *entity = mado_entity_read (text, strlen (text), NULL);

  g_assert_nonnull (entity);
  g_ptr_array_add (about, entity);
}

static void
assert_event (const MadoCaseSheet *sheet, guint place, const char *what, const char *detail, const char *by)
{
  const MadoHistoryEvent *event = g_ptr_array_index (sheet->events, place);

  g_assert_cmpstr (event->what, ==, what);
  g_assert_cmpstr (event->detail, ==, detail);
  g_assert_cmpstr (event->by, ==, by);
}

/* Of the person all stands in one line of time: what was decided, what was said on the telephone, what the post did. */
static void
test_calls_and_letters_stand_between (void)
{
  g_autoptr (MadoCaseSheet) sheet = NULL;

  about = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  add_about ("{\"body\":{\"thread\":[{\"at\":1745500000000,\"by\":\"agent-1\",\"text\":\"いつ\",\"what\":"
             "\"question\"},{\"at\":1748000000000,\"by\":\"agent-1\",\"reason\":\"済\",\"what\":\"close\"}]},\"id\":"
             "\"0195eeb1-5a00-7abc-8def-0123456789b1\",\"kind\":\"inquiry\",\"state\":\"closed\",\"version\":2}");
  add_about (
      "{\"body\":{\"letter\":\"deficiency\",\"subject\":\"不備通知\",\"way\":[{\"at\":1747000000000,\"by\":"
      "\"mail-1\",\"day\":\"2025-05-12\",\"what\":\"sent\"},{\"at\":1747500000000,\"by\":\"mail-1\",\"reason\":"
      "\"転居先不明\",\"what\":\"returned\"}]},\"id\":\"0195eeb1-5a00-7abc-8def-0123456789b2\",\"kind\":\"notice\","
      "\"state\":\"returned\",\"version\":3}");
  sheet = read_case (plain, "verifier", NULL);
  g_clear_pointer (&about, g_ptr_array_unref);
  g_assert_cmpuint (sheet->events->len, ==, 6);
  assert_event (sheet, 0, "Inquiry: Closed", "済", "agent-1");
  assert_event (sheet, 1, "A letter came back", "不備通知　転居先不明", "mail-1");
  assert_event (sheet, 2, "A letter was sent", "不備通知", "mail-1");
  assert_event (sheet, 4, "Inquiry: Asked", "いつ", "agent-1");
}

static MadoJournalEntry *
create_entry (gint64 at, MadoJournalState state, const char *code)
{
  MadoJournalEntry *entry = g_new0 (MadoJournalEntry, 1);

  entry->at.microseconds = at * 1000;
  entry->state = state;
  entry->code = g_strdup (code);

  return entry;
}

static void
test_own_work_says_how_far_it_is (void)
{
  g_autoptr (GPtrArray) journal = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_journal_entry_free);
  g_autoptr (MadoCaseSheet) sheet = NULL;

  g_ptr_array_add (journal, create_entry (1746000000000, MADO_JOURNAL_SAVED, NULL));
  g_ptr_array_add (journal, create_entry (1747000000000, MADO_JOURNAL_REFUSED, "E_ROLE"));
  sheet = read_case (plain, "verifier", journal);
  g_assert_cmpuint (sheet->events->len, ==, 3);
  g_assert_cmpint (((MadoHistoryEvent *) g_ptr_array_index (sheet->events, 0))->stand, ==, MADO_HISTORY_REFUSED);
  g_assert_cmpstr (((MadoHistoryEvent *) g_ptr_array_index (sheet->events, 0))->detail, ==,
                   "Your role may not do this.");
  g_assert_cmpint (((MadoHistoryEvent *) g_ptr_array_index (sheet->events, 1))->stand, ==, MADO_HISTORY_WAITING);
  g_assert_cmpint (((MadoHistoryEvent *) g_ptr_array_index (sheet->events, 2))->stand, ==, MADO_HISTORY_DONE);
}

/* A body is data: members of any type and none must do no harm. */
static void
test_strange_bodies_are_read (void)
{
  static const char *const bodies[] = {
    HEAD "{}" TAIL,
    HEAD "{\"deficiencies\":{},\"done\":[1],\"items\":[],\"rights\":7,\"seen\":\"x\"}" TAIL,
    HEAD "{\"done\":{\"nothing\":3,\"receive\":\"x\"},\"items\":{\"account\":\"x\",\"amount\":\"x\",\"birth_date\":5,"
         "\"name\":7,"
         "\"wish\":\"x\"},\"letters\":[null,3],\"notes\":{\"ward_comment\":[4]}}" TAIL,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autoptr (MadoCaseSheet) sheet = read_case (bodies[i], "lead", NULL);

    g_assert_cmpuint (sheet->events->len, ==, 0);
    g_assert_cmpstr (sheet->title.number, ==, "");
  }
}

#define PAYMENT(more)                                                                                                  \
  "{\"body\":{\"items\":{}," more "},\"id\":\"0195eeb1-5a00-7abc-8def-0123456789ab\",\"kind\":\"case\","               \
  "\"state\":\"received\",\"version\":1}"
#define EARLIER "\"earlier\":{\"amount\":50000,\"day\":\"2024-12-10\",\"programme\":\"令和6年度\"},"
#define COMING(state, returned)                                                                                        \
  PAYMENT ("\"recoveries\":[{\"amount\":50000,\"returned\":" returned ",\"state\":\"" state "\",\"why\":\"twice\"}]")

static void
test_what_was_paid_before_is_said (void)
{
  g_autoptr (MadoCaseSheet) sheet = read_case (
      PAYMENT ("\"rights\":[{\"amount\":50000," EARLIER "\"right\":\"first\",\"state\":\"held\"}]"), "lead", NULL);

  g_assert_cmpstr (find_line (sheet, "Paid before")->text, ==,
                   "令和6年度 paid it on 令和6年12月10日: ¥50,000. It is not paid again here.");
}

static void
test_what_comes_back_is_said (void)
{
  static const char *const cases[][2] = {
    { COMING ("asked", "0"), "¥50,000 is asked back (it was paid twice), and waits for approval" },
    { COMING ("open", "20001"), "¥50,000 is asked back (it was paid twice): ¥20,001 came, ¥29,999 is open" },
    { COMING ("settled", "50000"), "¥50,000 came back (it was paid twice)" },
    { COMING ("waived", "1"), "¥1 came back, ¥49,999 was given up" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (MadoCaseSheet) sheet = read_case (cases[i][0], "lead", NULL);

    g_assert_cmpstr (find_line (sheet, "Coming back")->text, ==, cases[i][1]);
  }
}

static void
test_what_was_not_approved_is_silent (void)
{
  g_autoptr (MadoCaseSheet) sheet = read_case (COMING ("declined", "0"), "lead", NULL);

  g_assert_null (find_line (sheet, "Coming back"));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  programme = mado_programme_file_find ("ninpu-r7", &error);
  g_assert_no_error (error);
  judge = mado_judge_new (programme, &error);
  g_assert_no_error (error);

  g_test_add_func ("/case-sheet/values-are-written-for-people", test_values_are_written_for_people);
  g_test_add_func ("/case-sheet/columns-are-written-alike", test_columns_are_written_alike);
  g_test_add_func ("/case-sheet/roles-see-what-is-theirs", test_roles_see_what_is_theirs);
  g_test_add_func ("/case-sheet/whereabouts-are-withheld", test_whereabouts_are_withheld);
  g_test_add_func ("/case-sheet/history-tells-each-thing-once", test_history_tells_each_thing_once);
  g_test_add_func ("/case-sheet/calls-and-letters-stand-between", test_calls_and_letters_stand_between);
  g_test_add_func ("/case-sheet/own-work-says-how-far-it-is", test_own_work_says_how_far_it_is);
  g_test_add_func ("/case-sheet/strange-bodies-are-read", test_strange_bodies_are_read);
  g_test_add_func ("/case-sheet/what-was-paid-before-is-said", test_what_was_paid_before_is_said);
  g_test_add_func ("/case-sheet/what-comes-back-is-said", test_what_comes_back_is_said);
  g_test_add_func ("/case-sheet/what-was-not-approved-is-silent", test_what_was_not_approved_is_silent);

  return g_test_run ();
}
