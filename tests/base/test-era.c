/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-era.h"
#include "mado-fiscal-year.h"

typedef char *(*Format) (MadoDate date);

static void
assert_format (Format format, const char *iso, const char *expected)
{
  g_autofree char *text = format (mado_date_from_iso (iso));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_first_year_prints_as_gannen (void)
{
  assert_format (mado_era_format, "2019-05-01", "令和元年5月1日");
  assert_format (mado_era_format, "1989-01-08", "平成元年1月8日");
  assert_format (mado_era_format, "1926-12-25", "昭和元年12月25日");
  assert_format (mado_era_format, "1912-07-30", "大正元年7月30日");
}

static void
test_an_era_lasts_until_the_day_before_the_next (void)
{
  assert_format (mado_era_format, "2019-04-30", "平成31年4月30日");
  assert_format (mado_era_format, "1989-01-07", "昭和64年1月7日");
  assert_format (mado_era_format, "1926-12-24", "大正15年12月24日");
  assert_format (mado_era_format, "1912-07-29", "明治45年7月29日");
}

static void
test_short_form_and_code (void)
{
  assert_format (mado_era_format_short, "2025-04-01", "R7.4.1");
  assert_format (mado_era_format_short, "2019-05-01", "R1.5.1");
  assert_format (mado_era_format_short, "1873-01-01", "M6.1.1");
  assert_format (mado_era_format_code, "2025-04-01", "5070401");
  assert_format (mado_era_format_code, "1989-01-07", "3640107");
  assert_format (mado_era_format_code, "1873-01-01", "1060101");
}

static void
test_days_that_no_era_names_keep_their_gregorian_name (void)
{
  assert_format (mado_era_format, "1873-01-01", "明治6年1月1日");
  assert_format (mado_era_format, "1872-12-31", "1872年12月31日");
  assert_format (mado_era_format, "2117-12-31", "令和99年12月31日");
  assert_format (mado_era_format, "2118-01-01", "2118年1月1日");
  assert_format (mado_era_format_short, "1872-12-31", "1872.12.31");
  assert_format (mado_era_format_code, "1872-12-31", NULL);
  assert_format (mado_era_format_code, "2118-01-01", NULL);
}

static void
test_no_date_has_no_text (void)
{
  assert_format (mado_era_format, "", NULL);
  assert_format (mado_era_format_year, "", NULL);
  assert_format (mado_era_format_short, "", NULL);
  assert_format (mado_era_format_code, "", NULL);
}

static void
test_eras_are_newest_first_and_tell_apart (void)
{
  const MadoEra *era, *older;

  for (guint i = 0; (era = mado_era_get (i)) != NULL; i++)
    for (guint j = i + 1; (older = mado_era_get (j)) != NULL; j++) {
      g_assert_cmpint (mado_date_compare (era->first_day, older->first_day), >, 0);
      g_assert_true (era->letter != older->letter);
      g_assert_cmpint (era->code, !=, older->code);
      g_assert_cmpuint (era->sign, !=, older->sign);
      g_assert_cmpuint (g_utf8_get_char (era->name), !=, g_utf8_get_char (older->name));
    }
}

static void
test_fiscal_year_begins_in_april (void)
{
  char iso[MADO_DATE_ISO_SIZE];

  g_assert_cmpint (mado_fiscal_year_find (mado_date_from_iso ("2025-03-31")), ==, 2024);
  g_assert_cmpint (mado_fiscal_year_find (mado_date_from_iso ("2025-04-01")), ==, 2025);
  mado_date_to_iso (mado_fiscal_year_get_end (2025), iso);
  g_assert_cmpstr (iso, ==, "2026-03-31");
  g_assert_false (mado_date_is_valid (mado_fiscal_year_get_end (9999)));
}

static void
test_fiscal_year_has_one_name (void)
{
  const struct {
    int year;
    const char *name;
  } cases[] = { { 2025, "令和7年度" },  { 2019, "令和元年度" }, { 2018, "平成30年度" }, { 1989, "平成元年度" },
                { 1988, "昭和63年度" }, { 1873, "明治6年度" },  { 1872, "1872年度" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *name = mado_fiscal_year_format (cases[i].year);

    g_assert_cmpstr (name, ==, cases[i].name);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/era/first-year-prints-as-gannen", test_first_year_prints_as_gannen);
  g_test_add_func ("/era/lasts-until-the-day-before-the-next", test_an_era_lasts_until_the_day_before_the_next);
  g_test_add_func ("/era/short-form-and-code", test_short_form_and_code);
  g_test_add_func ("/era/unnamed-days-keep-their-gregorian-name",
                   test_days_that_no_era_names_keep_their_gregorian_name);
  g_test_add_func ("/era/no-date-has-no-text", test_no_date_has_no_text);
  g_test_add_func ("/era/newest-first-and-tell-apart", test_eras_are_newest_first_and_tell_apart);
  g_test_add_func ("/fiscal-year/begins-in-april", test_fiscal_year_begins_in_april);
  g_test_add_func ("/fiscal-year/has-one-name", test_fiscal_year_has_one_name);

  return g_test_run ();
}
