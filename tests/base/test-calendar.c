/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-calendar.h"
#include "mado-holiday.h"
#include "mado-test-table.h"

static const char *const weekdays[] = { "日", "月", "火", "水", "木", "金", "土" };

static MadoDate
day (const char *iso)
{
  MadoDate date = mado_date_from_iso (iso);

  g_assert_true (mado_date_is_valid (date));

  return date;
}

static void
assert_holiday (const char *iso, const char *expected)
{
  g_autofree char *name = mado_holiday_dup_name (day (iso));

  g_assert_cmpstr (name, ==, expected);
  g_assert_cmpint (mado_holiday_is (day (iso)), ==, expected != NULL);
}

static void
assert_day (MadoDate date, const char *expected)
{
  char iso[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (date, iso);
  g_assert_cmpstr (iso, ==, expected);
}

static void
test_vectors_in_both_directions (void)
{
  g_autoptr (MadoTestTable) table = mado_test_table_load ("dates.holidays.tsv");
  guint row = 0;

  for (MadoDate date = day ("2024-01-01"); date.year <= 2032; date = mado_date_add_days (date, 1)) {
    g_autofree char *name = mado_holiday_dup_name (date);

    if (name == NULL)
      continue;
    g_assert_cmpuint (row, <, mado_test_table_get_n_rows (table));
    assert_day (date, mado_test_table_get (table, row, "date"));
    g_assert_cmpstr (name, ==, mado_test_table_get (table, row, "name"));
    g_assert_cmpstr (weekdays[mado_date_get_weekday (date)], ==, mado_test_table_get (table, row, "weekday"));
    row++;
  }
  g_assert_cmpuint (row, ==, mado_test_table_get_n_rows (table));
}

static void
test_history (void)
{
  const struct {
    const char *iso, *name;
  } cases[] = {
    { "1989-01-02", "元日 振替休日" },
    { "1989-02-24", "昭和天皇の大喪の礼の行われる日" },
    { "1989-04-29", "みどりの日" },
    { "1990-11-12", "即位礼正殿の儀の行われる日" },
    { "1993-06-09", "皇太子徳仁親王の結婚の儀の行われる日" },
    { "1991-05-04", "休日" },
    { "1992-05-04", "憲法記念日 振替休日" },
    { "1997-05-04", NULL },
    { "1995-07-20", NULL },
    { "1996-07-20", "海の日" },
    { "1999-01-15", "成人の日" },
    { "2000-01-10", "成人の日" },
    { "2000-01-15", NULL },
    { "1999-10-10", "体育の日" },
    { "1999-10-11", "体育の日 振替休日" },
    { "2000-10-09", "体育の日" },
    { "2002-09-15", "敬老の日" },
    { "2003-07-21", "海の日" },
    { "2003-09-15", "敬老の日" },
    { "2006-04-29", "みどりの日" },
    { "2006-05-04", "休日" },
    { "2007-04-29", "昭和の日" },
    { "2007-05-04", "みどりの日" },
    { "2008-05-06", "こどもの日 振替休日" },
    { "2009-05-06", "こどもの日 振替休日" },
    { "2009-09-22", "休日" },
    { "2015-09-22", "休日" },
    { "2015-08-11", NULL },
    { "2016-08-11", "山の日" },
    { "2018-12-24", "天皇誕生日 振替休日" },
    { "2019-02-23", NULL },
    { "2019-10-22", "即位礼正殿の儀の行われる日" },
    { "2019-12-23", NULL },
    { "2020-02-24", "天皇誕生日 振替休日" },
    { "2020-07-20", NULL },
    { "2020-07-23", "海の日" },
    { "2020-07-24", "スポーツの日" },
    { "2020-08-10", "山の日" },
    { "2020-08-11", NULL },
    { "2020-10-12", NULL },
    { "2021-07-19", NULL },
    { "2021-07-22", "海の日" },
    { "2021-07-23", "スポーツの日" },
    { "2021-08-08", "山の日" },
    { "2021-08-09", "山の日 振替休日" },
    { "2021-10-11", NULL },
    { "2022-10-10", "スポーツの日" },
    { "1988-01-01", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_holiday (cases[i].iso, cases[i].name);
}

static void
test_ten_days_in_a_row_in_2019 (void)
{
  assert_holiday ("2019-04-30", "休日");
  assert_holiday ("2019-05-01", "天皇の即位の日");
  assert_holiday ("2019-05-02", "休日");
  assert_holiday ("2019-05-06", "こどもの日 振替休日");
  assert_day (mado_calendar_add_days (MADO_CALENDAR_BANK, day ("2019-04-26"), 1), "2019-05-07");
  g_assert_cmpint (mado_date_days_between (day ("2019-04-26"), day ("2019-05-07")), ==, 11);
}

/* Counted by hand from the acts and the weekdays of each year: the named days, and those that moved or were between. */
static void
test_count_of_every_year (void)
{
  const int counts[] = {
    19, 17, 14, 16, 14, 16, 19, 16, 15, 17, /* from 1990 */
    15, 19, 18, 15, 15, 16, 16, 19, 17, 17, /* from 2000 */
    16, 15, 18, 17, 17, 17, 17, 17, 20, 22, /* from 2010 */
    18, 17, 16, 17,                         /* from 2020 */
  };
  int counted[G_N_ELEMENTS (counts)] = { 0 };

  for (MadoDate date = day ("1990-01-01"); date.year <= 2023; date = mado_date_add_days (date, 1))
    counted[date.year - 1990] += mado_holiday_is (date) ? 1 : 0;
  g_assert_cmpmem (counted, sizeof counted, counts, sizeof counts);
}

/* As the almanacs tabulate it: the day goes by the year's remainder by four, and the pattern lasts some decades. */
static void
test_equinoxes (void)
{
  for (int year = 1989; year <= 2055; year++) {
    int march = year % 4 < (year < 1992 ? 1 : year < 2024 ? 2 : 3) ? 20 : 21;
    int september = year % 4 < (year < 2012 ? 0 : year < 2044 ? 1 : 2) ? 22 : 23;
    g_autofree char *spring = mado_holiday_dup_name ((MadoDate) { year, 3, march });
    g_autofree char *autumn = mado_holiday_dup_name ((MadoDate) { year, 9, september });

    g_assert_cmpstr (spring, ==, "春分の日");
    g_assert_cmpstr (autumn, ==, "秋分の日");
  }
}

static gboolean
is_substitute (MadoDate date)
{
  g_autofree char *name = mado_holiday_dup_name (date);

  return name != NULL && g_str_has_suffix (name, " 振替休日");
}

static void
test_no_holiday_on_a_sunday_is_lost (void)
{
  for (MadoDate date = day ("1989-01-01"); date.year <= 2050; date = mado_date_add_days (date, 1)) {
    MadoDate next = mado_date_add_days (date, 1);

    if (mado_date_get_weekday (date) != 0 || !mado_holiday_is (date))
      continue;
    while (mado_holiday_is (next) && !is_substitute (next))
      next = mado_date_add_days (next, 1);
    g_assert_true (is_substitute (next));
  }
}

static void
test_turn_of_the_year (void)
{
  g_assert_true (mado_calendar_is_open (MADO_CALENDAR_WARD, day ("2026-12-28")));
  g_assert_false (mado_calendar_is_open (MADO_CALENDAR_WARD, day ("2026-12-29")));
  g_assert_true (mado_calendar_is_open (MADO_CALENDAR_BANK, day ("2026-12-30")));
  g_assert_false (mado_calendar_is_open (MADO_CALENDAR_BANK, day ("2026-12-31")));
  g_assert_false (mado_calendar_is_open (MADO_CALENDAR_BANK, day ("2025-01-03")));
  g_assert_false (mado_calendar_is_open (MADO_CALENDAR_WARD, day ("2025-01-02")));
  g_assert_true (mado_calendar_is_open (MADO_CALENDAR_BANK, day ("2024-01-04")));
  assert_day (mado_calendar_roll_next (MADO_CALENDAR_WARD, day ("2025-12-29")), "2026-01-05");
  assert_day (mado_calendar_roll_next (MADO_CALENDAR_BANK, day ("2025-12-29")), "2025-12-29");
  assert_day (mado_calendar_roll_previous (MADO_CALENDAR_WARD, day ("2026-01-04")), "2025-12-26");
}

static void
test_counting_working_days (void)
{
  assert_day (mado_calendar_add_days (MADO_CALENDAR_BANK, day ("2026-05-02"), 0), "2026-05-02");
  assert_day (mado_calendar_add_days (MADO_CALENDAR_BANK, day ("2026-05-02"), 1), "2026-05-07");
  assert_day (mado_calendar_add_days (MADO_CALENDAR_BANK, day ("2026-05-02"), -1), "2026-05-01");
  assert_day (mado_calendar_add_days (MADO_CALENDAR_WARD, day ("2025-12-26"), 1), "2026-01-05");
  assert_day (mado_calendar_add_days (MADO_CALENDAR_BANK, day ("2026-09-18"), 1), "2026-09-24");
}

static void
test_counting_there_and_back (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  for (int i = 0; i < 500; i++) {
    MadoCalendar calendar = g_rand_boolean (rand) ? MADO_CALENDAR_BANK : MADO_CALENDAR_WARD;
    MadoDate from = mado_date_add_days (day ("1990-01-04"), g_rand_int_range (rand, 0, 20000));
    MadoDate start = mado_calendar_roll_next (calendar, from);
    int days = g_rand_int_range (rand, -300, 300);
    MadoDate there = mado_calendar_add_days (calendar, start, days);

    g_assert_true (mado_calendar_is_open (calendar, there));
    g_assert_cmpint (mado_date_compare (mado_calendar_add_days (calendar, there, -days), start), ==, 0);
  }
}

static void
test_the_calendar_ends (void)
{
  g_assert_false (mado_date_is_valid (mado_calendar_add_days (MADO_CALENDAR_BANK, day ("9999-12-30"), 1)));
  g_assert_false (mado_date_is_valid (mado_calendar_add_days (MADO_CALENDAR_BANK, day ("0001-01-03"), -1)));
  g_assert_false (mado_date_is_valid (mado_calendar_roll_next (MADO_CALENDAR_BANK, day ("9999-12-31"))));
  g_assert_false (mado_date_is_valid (mado_calendar_roll_next (MADO_CALENDAR_BANK, MADO_DATE_NONE)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/holiday/vectors-in-both-directions", test_vectors_in_both_directions);
  g_test_add_func ("/holiday/history", test_history);
  g_test_add_func ("/holiday/ten-days-in-a-row-in-2019", test_ten_days_in_a_row_in_2019);
  g_test_add_func ("/holiday/count-of-every-year", test_count_of_every_year);
  g_test_add_func ("/holiday/equinoxes", test_equinoxes);
  g_test_add_func ("/holiday/none-on-a-sunday-is-lost", test_no_holiday_on_a_sunday_is_lost);
  g_test_add_func ("/calendar/turn-of-the-year", test_turn_of_the_year);
  g_test_add_func ("/calendar/counting-working-days", test_counting_working_days);
  g_test_add_func ("/calendar/counting-there-and-back", test_counting_there_and_back);
  g_test_add_func ("/calendar/ends", test_the_calendar_ends);

  return g_test_run ();
}
