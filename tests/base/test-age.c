/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-age.h"
#include "mado-test-table.h"

static void
assert_day (MadoDate date, const char *expected)
{
  char iso[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (date, iso);
  g_assert_cmpstr (iso, ==, expected);
}

static int
get_number (const MadoTestTable *table, guint row, const char *heading)
{
  return (int) g_ascii_strtoll (mado_test_table_get (table, row, heading), NULL, 10);
}

static void
test_vectors (void)
{
  const MadoDate year_begins = { 2025, 4, 1 }, year_ends = { 2026, 3, 31 };
  g_autoptr (MadoTestTable) table = mado_test_table_load ("dates.age.tsv");

  for (guint row = 0; row < mado_test_table_get_n_rows (table); row++) {
    MadoDate birth = mado_date_from_iso (mado_test_table_get (table, row, "birth"));

    assert_day (mado_age_get_day_attained (birth, 6), mado_test_table_get (table, row, "attains_6_on"));
    assert_day (mado_age_get_fiscal_year_end (birth, 6), mado_test_table_get (table, row, "last_eligible_day_seed003"));
    assert_day (mado_age_get_day_attained (birth, 18), mado_test_table_get (table, row, "attains_18_on"));
    assert_day (mado_age_get_fiscal_year_end (birth, 18), mado_test_table_get (table, row, "fy_end_18"));
    g_assert_cmpint (mado_age_get_legal (birth, year_begins), ==, get_number (table, row, "legal_age_2025-04-01"));
    g_assert_cmpint (mado_age_get_legal (birth, year_ends), ==, get_number (table, row, "legal_age_2026-03-31"));
    g_assert_cmpint (mado_age_get_by_birthday (birth, year_ends), ==,
                     get_number (table, row, "birthday_age_2026-03-31"));
  }
}

static void
test_first_of_april_is_the_last_of_its_school_year (void)
{
  assert_day (mado_age_get_fiscal_year_end ((MadoDate) { 2019, 4, 1 }, 6), "2025-03-31");
  assert_day (mado_age_get_fiscal_year_end ((MadoDate) { 2019, 4, 2 }, 6), "2026-03-31");
}

static void
test_law_is_a_day_ahead_of_the_birthday (void)
{
  const MadoDate birth = { 2019, 4, 1 };

  g_assert_cmpint (mado_age_get_legal (birth, (MadoDate) { 2025, 3, 30 }), ==, 5);
  g_assert_cmpint (mado_age_get_legal (birth, (MadoDate) { 2025, 3, 31 }), ==, 6);
  g_assert_cmpint (mado_age_get_by_birthday (birth, (MadoDate) { 2025, 3, 31 }), ==, 5);
  g_assert_cmpint (mado_age_get_by_birthday (birth, (MadoDate) { 2025, 4, 1 }), ==, 6);
}

static void
test_leap_day_reaches_on_28_february_every_year (void)
{
  const MadoDate birth = { 2020, 2, 29 };

  for (int age = 1; age <= 120; age++) {
    MadoDate attained = mado_age_get_day_attained (birth, age);

    g_assert_cmpint (mado_date_compare (attained, (MadoDate) { 2020 + age, 2, 28 }), ==, 0);
  }
  g_assert_cmpint (mado_age_get_by_birthday (birth, (MadoDate) { 2025, 2, 28 }), ==, 4);
  g_assert_cmpint (mado_age_get_by_birthday (birth, (MadoDate) { 2025, 3, 1 }), ==, 5);
  g_assert_cmpint (mado_age_get_by_birthday (birth, (MadoDate) { 2024, 2, 28 }), ==, 3);
  g_assert_cmpint (mado_age_get_by_birthday (birth, (MadoDate) { 2024, 2, 29 }), ==, 4);
}

static void
test_before_birth_there_is_no_age (void)
{
  const MadoDate birth = { 2025, 9, 1 };

  g_assert_cmpint (mado_age_get_legal (birth, (MadoDate) { 2025, 8, 31 }), ==, MADO_AGE_NOT_BORN);
  g_assert_cmpint (mado_age_get_by_birthday (birth, (MadoDate) { 2025, 8, 31 }), ==, MADO_AGE_NOT_BORN);
  g_assert_cmpint (mado_age_get_legal (birth, birth), ==, 0);
  g_assert_cmpint (mado_age_get_by_birthday (birth, birth), ==, 0);
}

/* The two ways to ask, "how old on that day" and "when so old", never disagree. */
static void
test_age_goes_up_on_the_day_attained (void)
{
  MadoDate birth = { 2019, 12, 1 };

  for (int i = 0; i < 500; i++, birth = mado_date_add_days (birth, 1))
    for (int age = 1; age <= 20; age++) {
      MadoDate attained = mado_age_get_day_attained (birth, age);

      g_assert_cmpint (mado_age_get_legal (birth, attained), ==, age);
      g_assert_cmpint (mado_age_get_legal (birth, mado_date_add_days (attained, -1)), ==, age - 1);
      g_assert_cmpint (mado_age_get_by_birthday (birth, attained), ==, age - 1);
      g_assert_cmpint (mado_age_get_by_birthday (birth, mado_date_add_days (attained, 1)), ==, age);
    }
}

static void
test_past_the_calendar_there_is_no_day (void)
{
  g_assert_false (mado_date_is_valid (mado_age_get_day_attained ((MadoDate) { 9990, 5, 1 }, 18)));
  g_assert_false (mado_date_is_valid (mado_age_get_fiscal_year_end ((MadoDate) { 9990, 5, 1 }, 18)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/age/vectors", test_vectors);
  g_test_add_func ("/age/first-of-april-is-the-last-of-its-school-year",
                   test_first_of_april_is_the_last_of_its_school_year);
  g_test_add_func ("/age/law-is-a-day-ahead-of-the-birthday", test_law_is_a_day_ahead_of_the_birthday);
  g_test_add_func ("/age/leap-day-reaches-on-28-february-every-year", test_leap_day_reaches_on_28_february_every_year);
  g_test_add_func ("/age/none-before-birth", test_before_birth_there_is_no_age);
  g_test_add_func ("/age/goes-up-on-the-day-attained", test_age_goes_up_on_the_day_attained);
  g_test_add_func ("/age/no-day-past-the-calendar", test_past_the_calendar_there_is_no_day);

  return g_test_run ();
}
