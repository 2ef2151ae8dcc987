/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-date.h"

static void
test_adding_days_agrees_with_glib (void)
{
  MadoDate date = { 1868, 1, 1 };
  GDate glib_date;

  g_date_set_dmy (&glib_date, 1, 1, 1868);
  for (int i = 0; i < 150 * 366; i++) {
    g_assert_cmpint (date.year, ==, g_date_get_year (&glib_date));
    g_assert_cmpint (date.month, ==, (int) g_date_get_month (&glib_date));
    g_assert_cmpint (date.day, ==, g_date_get_day (&glib_date));
    g_assert_cmpint (mado_date_get_weekday (date), ==, (int) g_date_get_weekday (&glib_date) % 7);
    date = mado_date_add_days (date, 1);
    g_date_add_days (&glib_date, 1);
  }
}

static void
test_days_there_and_back (void)
{
  const MadoDate start = { 2024, 2, 29 };

  for (int days = -700000; days <= 700000; days += 997) {
    MadoDate there = mado_date_add_days (start, days);

    g_assert_true (mado_date_is_valid (there));
    g_assert_cmpint (mado_date_days_between (start, there), ==, days);
    g_assert_cmpint (mado_date_compare (mado_date_add_days (there, -days), start), ==, 0);
  }
}

static void
test_months_stop_at_the_months_end (void)
{
  char iso[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (mado_date_add_months ((MadoDate) { 2024, 2, 29 }, 12), iso);
  g_assert_cmpstr (iso, ==, "2025-02-28");
  mado_date_to_iso (mado_date_add_months ((MadoDate) { 2025, 3, 31 }, -1), iso);
  g_assert_cmpstr (iso, ==, "2025-02-28");
}

static void
test_outside_the_calendar_there_is_no_date (void)
{
  g_assert_false (mado_date_is_valid (mado_date_add_days ((MadoDate) { 9999, 12, 31 }, 1)));
  g_assert_false (mado_date_is_valid (mado_date_add_days ((MadoDate) { 1, 1, 1 }, -1)));
  g_assert_false (mado_date_is_valid (mado_date_add_months ((MadoDate) { 1, 1, 1 }, -1)));
  g_assert_true (mado_date_is_valid (mado_date_add_days ((MadoDate) { 9999, 12, 30 }, 1)));
}

static void
test_only_exact_iso_text_is_a_date (void)
{
  const char *const wrong[] = { "", "2025-4-1", "2025-04-01 ", "2025-02-29", "2025/04/01", "0000-01-01", "2025-04-0x" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (mado_date_is_valid (mado_date_from_iso (wrong[i])));
  g_assert_cmpint (mado_date_from_iso ("2024-02-29").day, ==, 29);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/date/adding-days-agrees-with-glib", test_adding_days_agrees_with_glib);
  g_test_add_func ("/date/days-there-and-back", test_days_there_and_back);
  g_test_add_func ("/date/months-stop-at-the-months-end", test_months_stop_at_the_months_end);
  g_test_add_func ("/date/outside-the-calendar-there-is-no-date", test_outside_the_calendar_there_is_no_date);
  g_test_add_func ("/date/only-exact-iso-text-is-a-date", test_only_exact_iso_text_is_a_date);

  return g_test_run ();
}
