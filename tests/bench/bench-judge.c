/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whole judgements of cases of the support benefit for pregnancy, against the rules alone with their values at hand. */

#include <string.h>

#include "mado-bench.h"
#include "mado-case-reading.h"
#include "mado-judge.h"
#include "mado-rule-run.h"

#define N_CASES 20000

static const char body_text[] =
    "{\"entries\":{\"account\":{\"agreed\":{\"at\":0,\"by\":\"a-022\"}}},"
    "\"items\":{\"account\":{\"bank\":\"0001\",\"branch\":\"001\",\"date\":\"2025-04-10\",\"holder\":\"ミホン ハナコ\","
    "\"kind\":\"1\",\"number\":\"1234567\",\"origin\":\"application\",\"relation\":\"self\"},"
    "\"address\":\"東京都新宿区歌舞伎町一丁目4番1号\",\"birth_date\":\"1995-05-05\",\"clinic\":\"見本医院\","
    "\"content\":\"2-cash\",\"control_no\":\"0000012345\",\"delivery_date\":\"2025-11-02\","
    "\"doctor\":{\"kanji\":\"見本 太郎\"},\"email\":\"hanako@example.jp\",\"fetuses\":2,\"handbook_city\":\"新宿区\","
    "\"handbook_date\":\"2025-04-10\",\"heartbeat\":true,\"moved\":false,"
    "\"name\":{\"kana\":\"ミホン ハナコ\",\"kanji\":\"見本 花子\"},\"occupation\":\"会社員\",\"paid_elsewhere\":false,"
    "\"phone\":\"0300000000\",\"postal_code\":\"1608484\",\"pregnancy_month\":3,\"received_on\":\"2025-12-01\","
    "\"wish\":true},"
    "\"seen\":{\"home_visit\":{\"at\":0,\"by\":\"a-012\"},\"identity\":{\"at\":0,\"by\":\"a-012\"},"
    "\"passbook\":{\"at\":0,\"by\":\"a-012\"}},\"since\":\"2025-12-01\"}";

/* What both find is summed up: the amounts are the same. */
typedef struct {
  MadoJudge *judge;
  yyjson_val *body;
  MadoRuleRun *run;
  MadoRuleValue *values;
  guint amount; /* where the run answers the amount of the second payment */
  gint64 by_judge;
  gint64 by_rules;
} Load;

static const MadoDate today = { 2025, 12, 2 };

static void
judge_cases (gpointer user_data)
{
  Load *load = user_data;

  load->by_judge = 0;
  for (guint i = 0; i < N_CASES; i++)
    load->by_judge +=
        mado_judgement_find_right (mado_judge_case (load->judge, load->body, "received", today, NULL), "second", "")
            ->amount;
}

static void
run_rules (gpointer user_data)
{
  Load *load = user_data;

  load->by_rules = 0;
  for (guint i = 0; i < N_CASES; i++)
    load->by_rules += mado_rule_run_evaluate (load->run, load->values, NULL)[load->amount].number;
}

static MadoProgramme *
load_programme (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MADO_DATA_DIR"), "programmes", "ninpu-r7.json", NULL);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, NULL))
    g_error ("cannot read %s", path);
  g_autoptr (GBytes) file = g_bytes_new_take (text, length);

  return mado_programme_read (file, faults);
}

static guint
find_amount (const MadoProgrammeBook *book)
{
  for (guint i = 0; i < book->answers->len; i++) {
    const MadoBookAnswer *answer = &g_array_index (book->answers, MadoBookAnswer, i);

    if (answer->kind == MADO_BOOK_AMOUNT && g_str_equal (((const MadoRight *) answer->subject)->id, "second"))
      return i;
  }

  return 0;
}

int
main (void)
{
  g_autoptr (MadoProgramme) programme = load_programme ();
  const MadoProgrammeBook *book = programme->books->whole;
  g_autoptr (MadoJudge) judge = mado_judge_new (programme, NULL);
  g_autoptr (MadoRuleRun) run = mado_rule_run_new (book->rules, NULL);
  g_autofree MadoCaseSource *sources = mado_case_sources_new (book);
  g_autofree MadoRuleValue *values = g_new0 (MadoRuleValue, book->values->len);
  yyjson_doc *doc = yyjson_read (body_text, strlen (body_text), 0);
  Load load = { judge, yyjson_doc_get_root (doc), run, values, find_amount (book), 0, 0 };
  MadoCaseReading reading;
  gint64 begin;

  mado_case_reading_begin (&reading, programme, load.body, "received", (MadoCaseDays) { today, today });
  if (!mado_case_reading_fill (&reading, sources, book->values->len, values, NULL))
    g_error ("the made-up case cannot be read");
  mado_bench_compare ("20,000 judgements", judge_cases, "the rules alone", run_rules, &load);
  g_assert_cmpint (load.by_judge, ==, load.by_rules);
  g_assert_cmpint (load.by_judge, ==, 100000 * (gint64) N_CASES);
  begin = g_get_monotonic_time ();
  judge_cases (&load);
  g_print ("judgements: %" G_GINT64_FORMAT " a second\n",
           N_CASES * G_TIME_SPAN_SECOND / MAX (g_get_monotonic_time () - begin, 1));
  yyjson_doc_free (doc);

  return 0;
}
