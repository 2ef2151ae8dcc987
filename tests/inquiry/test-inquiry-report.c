/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a month of calls came to: each counted once, in the month and the hour in which it came in Japan. */

#include <string.h>

#include "mado-inquiry-report-paper.h"
#include "projection-sample.h"

#define JUNE ((MadoDate) { 2025, 6, 30 })
#define MAY_31_2359 "1748703540000" /* 2025-05-31 23:59 in Japan */
#define JUNE_1_0000 "1748703600000"
#define JUNE_2_1400 "1748840400000"
#define JUNE_2_1403 "1748840580000"
#define JUNE_2_1500 "1748844000000"
#define JUNE_4_1400 "1749013200000"

#define QUESTION(at) "{'what':'question','at':" at ",'by':'a-1','text':'q'}"
#define ENTRY(what, at) ",{'what':'" what "','at':" at ",'by':'a-1','text':'t'}"
#define INQUIRY(category, outcome, more, thread)                                                                       \
  "{'category':'" category "','outcome':'" outcome "'" more ",'thread':[" thread "]}"

static void
count (MadoInquiryReport *report, const char *body)
{
  g_autoptr (MadoEntity) inquiry = projection_make ("inquiry", body);

  mado_inquiry_report_count (report, inquiry);
}

static MadoInquiryReport *
make_report (void)
{
  g_autoptr (MadoProgramme) programme = projection_load ("ninpu-r7.json");

  return mado_inquiry_report_new (programme, JUNE);
}

static const MadoInquiryTally *
find_tally (const MadoInquiryReport *report, const char *id)
{
  for (guint i = 0; i < report->categories->len; i++) {
    const MadoInquiryTally *tally = g_ptr_array_index (report->categories, i);

    if (strcmp (tally->id, id) == 0)
      return tally;
  }
  g_assert_not_reached ();
}

static void
test_month_and_hour_are_those_of_japan (void)
{
  g_autoptr (MadoInquiryReport) report = make_report ();

  count (report, INQUIRY ("status", "answered", "", QUESTION (MAY_31_2359)));
  count (report, INQUIRY ("status", "answered", "", QUESTION (JUNE_1_0000)));
  count (report, INQUIRY ("status", "answered", "", QUESTION (JUNE_2_1403)));
  g_assert_cmpuint (report->n, ==, 2);
  g_assert_cmpuint (report->hours[0], ==, 1);
  g_assert_cmpuint (report->hours[14], ==, 1);
  g_assert_cmpuint (report->days[0], ==, 1);
  g_assert_cmpuint (report->days[1], ==, 1);
  g_assert_cmpuint (mado_inquiry_report_get_n_days (report), ==, 30);
}

static void
test_categories_are_those_of_the_programme (void)
{
  g_autoptr (MadoInquiryReport) report = make_report ();

  count (report, INQUIRY ("payment", "answered", "", QUESTION (JUNE_2_1400)));
  count (report, INQUIRY ("payment", "unknown_caller", "", QUESTION (JUNE_2_1400)));
  count (report, INQUIRY ("of-last-year", "answered", "", QUESTION (JUNE_2_1400)));
  g_assert_cmpuint (mado_inquiry_tally_sum (find_tally (report, "payment")), ==, 2);
  g_assert_cmpuint (find_tally (report, "payment")->counts[MADO_INQUIRY_REPORT_UNKNOWN], ==, 1);
  g_assert_cmpstr (find_tally (report, "payment")->label, ==, "支給日・金額");
  g_assert_cmpuint (mado_inquiry_tally_sum (find_tally (report, "account")), ==, 0);
  g_assert_cmpuint (mado_inquiry_tally_sum (find_tally (report, "of-last-year")), ==, 1);
  g_assert_null (find_tally (report, "of-last-year")->label);
  g_assert_cmpuint (report->outcomes[MADO_INQUIRY_REPORT_ANSWERED], ==, 2);
}

/* Nobody was reached at first; the caller has waited until somebody was. */
static void
test_who_was_promised_a_call_waits_until_it_comes (void)
{
  g_autoptr (MadoInquiryReport) report = make_report ();

  g_assert_cmpint (mado_inquiry_waited_get_median (&report->call_back), ==, -1);
  count (report, INQUIRY ("status", "call_back", "",
                          QUESTION (JUNE_2_1400) ENTRY ("not_reached", JUNE_2_1403) ENTRY ("answer", JUNE_2_1500)));
  count (report, INQUIRY ("status", "call_back", "", QUESTION (JUNE_2_1400) ENTRY ("answer", JUNE_2_1403)));
  count (report, INQUIRY ("status", "call_back", "", QUESTION (JUNE_2_1400) ENTRY ("answer", JUNE_4_1400)));
  count (report, INQUIRY ("status", "call_back", ",'waits':{'call_back':{'at':1,'by':'a-1','due':'2025-06-09'}}",
                          QUESTION (JUNE_2_1400)));
  count (report, INQUIRY ("status", "answered", "", QUESTION (JUNE_2_1400) ENTRY ("answer", JUNE_2_1400)));
  g_assert_cmpuint (report->call_back.ended->len, ==, 3);
  g_assert_cmpuint (report->call_back.n_open, ==, 1);
  g_assert_cmpint (mado_inquiry_waited_get_median (&report->call_back), ==, 60);
  g_assert_cmpint (mado_inquiry_waited_get_longest (&report->call_back), ==, 2 * 24 * 60);
}

/* Asked by the call itself, and once more later. */
static void
test_each_question_to_the_ward_is_a_wait (void)
{
  g_autoptr (MadoInquiryReport) report = make_report ();

  count (report, INQUIRY ("status", "ask_ward", "",
                          QUESTION (JUNE_2_1400) ENTRY ("reply", JUNE_2_1403) ENTRY ("ask_ward", JUNE_2_1403)
                              ENTRY ("reply", JUNE_2_1500)));
  count (report, INQUIRY ("status", "answered", "", QUESTION (JUNE_2_1400) ENTRY ("reply", JUNE_2_1403)));
  count (report, INQUIRY ("status", "ask_ward", ",'waits':{'ask_ward':{'at':1,'by':'a-1','due':'2025-06-09'}}",
                          QUESTION (JUNE_2_1400)));
  g_assert_cmpuint (report->ward.ended->len, ==, 2);
  g_assert_cmpuint (report->ward.n_open, ==, 1);
  g_assert_cmpint (mado_inquiry_waited_get_median (&report->ward), ==, 3);
  g_assert_cmpint (mado_inquiry_waited_get_longest (&report->ward), ==, 57);
}

static void
test_lengths_are_told_in_two_units (void)
{
  const struct {
    gint64 minutes;
    const char *text;
  } lengths[] = { { -1, "－" }, { 0, "0分" }, { 59, "59分" }, { 60, "1時間0分" }, { 24 * 60 + 61, "1日1時間" } };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    g_autofree char *text = mado_inquiry_report_write_minutes (lengths[i].minutes);

    g_assert_cmpstr (text, ==, lengths[i].text);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inquiry-report/month-and-hour-are-those-of-japan", test_month_and_hour_are_those_of_japan);
  g_test_add_func ("/inquiry-report/categories-are-those-of-the-programme", test_categories_are_those_of_the_programme);
  g_test_add_func ("/inquiry-report/who-was-promised-a-call-waits-until-it-comes",
                   test_who_was_promised_a_call_waits_until_it_comes);
  g_test_add_func ("/inquiry-report/each-question-to-the-ward-is-a-wait", test_each_question_to_the_ward_is_a_wait);
  g_test_add_func ("/inquiry-report/lengths-are-told-in-two-units", test_lengths_are_told_in_two_units);

  return g_test_run ();
}
