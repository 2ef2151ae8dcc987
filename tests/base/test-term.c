/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-gestation.h"
#include "mado-term.h"

typedef MadoDate (*Period) (MadoDate day, int months);

static void
assert_period (Period period, const char *day, int months, const char *expected)
{
  char iso[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (period (mado_date_from_iso (day), months), iso);
  g_assert_cmpstr (iso, ==, expected);
}

static void
test_the_day_of_the_event_does_not_count (void)
{
  assert_period (mado_term_end_after, "2026-01-15", 3, "2026-04-15");
  assert_period (mado_term_end_after, "2025-08-31", 6, "2026-02-28");
  assert_period (mado_term_end_after, "2025-11-30", 3, "2026-02-28");
  assert_period (mado_term_end_after, "2025-12-31", 6, "2026-06-30");
  assert_period (mado_term_end_after, "2024-02-29", 12, "2025-02-28");
}

static void
test_at_month_ends_the_first_day_rules (void)
{
  assert_period (mado_term_end_after, "2025-09-30", 3, "2025-12-31");
  assert_period (mado_term_end_after, "2026-02-28", 3, "2026-05-31");
  assert_period (mado_term_end_after, "2024-11-29", 3, "2025-02-28");
  assert_period (mado_term_end_after, "2024-11-28", 3, "2025-02-28");
  assert_period (mado_term_end_after, "2023-11-29", 3, "2024-02-29");
  assert_period (mado_term_end_after, "2023-11-30", 3, "2024-02-29");
}

static void
test_a_first_day_that_counts (void)
{
  assert_period (mado_term_end_from, "2025-04-10", 24, "2027-04-09");
  assert_period (mado_term_end_from, "2025-04-01", 12, "2026-03-31");
  assert_period (mado_term_end_from, "2025-08-31", 6, "2026-02-28");
  assert_period (mado_term_end_from, "2024-02-29", 12, "2025-02-28");
  assert_period (mado_term_end_from, "2024-02-29", 48, "2028-02-28");
}

static void
test_a_deadline_waits_for_the_next_working_day (void)
{
  assert_period (mado_term_appeal_deadline, "2026-01-15", 3, "2026-04-15");
  assert_period (mado_term_appeal_deadline, "2025-08-31", 6, "2026-03-02");
  assert_period (mado_term_appeal_deadline, "2025-09-30", 3, "2026-01-05");
  assert_period (mado_term_appeal_deadline, "2026-02-03", 3, "2026-05-07");
}

static void
test_past_the_calendar_there_is_no_end (void)
{
  assert_period (mado_term_end_from, "9999-12-01", 1, "");
  assert_period (mado_term_end_after, "9999-12-31", 1, "");
  assert_period (mado_term_appeal_deadline, "9999-12-31", 1, "");
  assert_period (mado_term_end_after, "2025-01-01", G_MAXINT, "");
}

/* One month after another, periods follow each other without a gap or an overlap, except where a day is missing. */
static void
test_a_period_ends_in_its_last_month (void)
{
  MadoDate first = { 2023, 1, 1 };

  for (int i = 0; i < 1500; i++, first = mado_date_add_days (first, 1))
    for (int months = 1; months <= 24; months++) {
      MadoDate next = mado_date_add_days (mado_term_end_from (first, months), 1);
      MadoDate corresponding = mado_date_add_months (first, months);

      if (corresponding.day == first.day)
        g_assert_cmpint (mado_date_compare (next, corresponding), ==, 0);
      else
        g_assert_true (next.day == 1 && mado_date_compare (mado_date_add_days (next, -1), corresponding) == 0);
    }
}

static void
assert_gestation (const char *iso, int weeks, int days, int month, const char *text)
{
  MadoGestation gestation = mado_gestation_on ((MadoDate) { 2025, 12, 1 }, mado_date_from_iso (iso));
  g_autofree char *got = mado_gestation_format (gestation);

  g_assert_cmpint (gestation.weeks, ==, weeks);
  g_assert_cmpint (gestation.days, ==, days);
  g_assert_cmpint (gestation.month, ==, month);
  g_assert_cmpstr (got, ==, text);
}

static void
test_weeks_and_months_of_a_pregnancy (void)
{
  assert_gestation ("2025-02-24", 0, 0, 1, "1か月");
  assert_gestation ("2025-03-23", 3, 6, 1, "1か月");
  assert_gestation ("2025-03-24", 4, 0, 2, "2か月");
  assert_gestation ("2025-11-02", 35, 6, 9, "9か月");
  assert_gestation ("2025-11-03", 36, 0, 10, "10か月");
  assert_gestation ("2025-11-30", 39, 6, 10, "10か月");
  assert_gestation ("2025-12-01", 40, 0, 10, "40週");
  assert_gestation ("2025-12-16", 42, 1, 10, "42週");
}

static void
test_before_its_first_day_there_is_no_month (void)
{
  assert_gestation ("2025-02-23", 0, 0, 0, NULL);
  assert_gestation ("1990-01-01", 0, 0, 0, NULL);
}

static void
test_due_date_and_eight_weeks_before (void)
{
  MadoDate due = mado_gestation_get_due_date ((MadoDate) { 2025, 2, 24 });

  g_assert_cmpint (mado_date_compare (due, (MadoDate) { 2025, 12, 1 }), ==, 0);
  g_assert_cmpint (mado_date_compare (mado_gestation_get_eight_weeks_before (due), (MadoDate) { 2025, 10, 6 }), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/term/day-of-the-event-does-not-count", test_the_day_of_the_event_does_not_count);
  g_test_add_func ("/term/at-month-ends-the-first-day-rules", test_at_month_ends_the_first_day_rules);
  g_test_add_func ("/term/first-day-that-counts", test_a_first_day_that_counts);
  g_test_add_func ("/term/deadline-waits-for-the-next-working-day", test_a_deadline_waits_for_the_next_working_day);
  g_test_add_func ("/term/no-end-past-the-calendar", test_past_the_calendar_there_is_no_end);
  g_test_add_func ("/term/ends-in-its-last-month", test_a_period_ends_in_its_last_month);
  g_test_add_func ("/gestation/weeks-and-months", test_weeks_and_months_of_a_pregnancy);
  g_test_add_func ("/gestation/no-month-before-its-first-day", test_before_its_first_day_there_is_no_month);
  g_test_add_func ("/gestation/due-date-and-eight-weeks-before", test_due_date_and_eight_weeks_before);

  return g_test_run ();
}
