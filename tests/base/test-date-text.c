/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-date-text.h"
#include "mado-era.h"
#include "mado-test-table.h"

static void
assert_parse (const char *text, const char *code, const char *iso)
{
  MadoDate date = { 1, 2, 3 };
  MadoDateTextCode got = mado_date_text_parse (text, &date);
  char got_iso[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (date, got_iso);
  if (strcmp (mado_date_text_code_get_name (got), code) != 0 || strcmp (got_iso, iso) != 0)
    g_test_fail_printf ("'%s' gave %s %s, not %s %s", text, mado_date_text_code_get_name (got), got_iso, code, iso);
}

static void
assert_all (const char *const texts[], const char *code, const char *iso)
{
  for (gsize i = 0; texts[i] != NULL; i++)
    assert_parse (texts[i], code, iso);
}

static void
test_vectors (void)
{
  g_autoptr (MadoTestTable) table = mado_test_table_load ("dates.parse.tsv");

  for (guint row = 0; row < mado_test_table_get_n_rows (table); row++) {
    const char *input = mado_test_table_get (table, row, "input");
    MadoDate date;

    assert_parse (input, mado_test_table_get (table, row, "code"), mado_test_table_get (table, row, "iso"));
    mado_date_text_parse (input, &date);
    g_autofree char *wareki = mado_era_format (date);
    g_assert_cmpstr (wareki != NULL ? wareki : "", ==, mado_test_table_get (table, row, "wareki"));
  }
}

static void
test_one_day_in_many_forms (void)
{
  const char *const forms[] = { "令和7年4月1日",
                                "令和七年四月一日",
                                "令和０７年０４月０１日",
                                "令7.4.1",
                                "㋿7.4.1",
                                "R7.4.1",
                                "r7/4/1",
                                "Ｒ７．４．１",
                                "ｒ７／４／１",
                                "R07-04-01",
                                "R.7.4.1",
                                "R 7.4.1",
                                "R7・4・1",
                                "R7、4、1",
                                "R7年4/1",
                                "R070401",
                                "令和070401",
                                "令和7年4月1",
                                "5070401",
                                "５０７０４０１",
                                "20250401",
                                "２０２５０４０１",
                                "二〇二五〇四〇一",
                                "二〇二五年四月一日",
                                "二○二五年四月一日",
                                "二千二十五年四月一日",
                                "２０２５ー４ー１",
                                "2025−4−1",
                                "2025.04.01",
                                "西暦2025年4月1日",
                                "2025年　4月　1日",
                                "　2025 / 4 / 1\t",
                                "\u200e2025\u200e/4/1",
                                "2025/4/1 0:00",
                                "2025/04/01 23:59:59",
                                "2025-04-01T13:45:10.123",
                                "２０２５／４／１　１３：４５",
                                "2025年4月1日（火）",
                                "2025年4月1日 (火曜) 9:00",
                                "2025年4月1日[火曜日]",
                                "令和7年4月1日(火)13:45",
                                NULL };

  assert_all (forms, "OK", "2025-04-01");
}

static void
test_kanji_numerals (void)
{
  assert_parse ("昭和三十九年十月十日", "OK", "1964-10-10");
  assert_parse ("昭和参拾九年拾月拾日", "OK", "1964-10-10");
  assert_parse ("昭和三九年一〇月一〇日", "OK", "1964-10-10");
  assert_parse ("平成十一年十一月二十一日", "OK", "1999-11-21");
  assert_parse ("千九百九十九年十二月三十一日", "OK", "1999-12-31");
  assert_parse ("平成三〇年一月一日", "OK", "2018-01-01");
}

static void
test_broken_kanji_numerals_are_no_numbers (void)
{
  const char *const texts[] = { "令和十十年一月一日",   "令和二一十年一月一日",
                                "令和〇十年一月一日",   "令和十〇年一月一日",
                                "令和十二三年一月一日", "令和十百年一月一日",
                                "令和年一月一日",       NULL };

  assert_all (texts, "E_FORMAT", "");
}

static void
test_every_era_by_name_sign_letter_and_code (void)
{
  const struct {
    const char *texts[6];
    const char *iso;
  } cases[] = {
    { { "明治6年1月1日", "㍾6.1.1", "M6.1.1", "明6.1.1", "1060101" }, "1873-01-01" },
    { { "大正元年7月30日", "㍽1.7.30", "t元.7.30", "大1.7.30", "2010730" }, "1912-07-30" },
    { { "昭和64年1月7日", "㍼64.1.7", "S64.1.7", "昭64.1.7", "3640107" }, "1989-01-07" },
    { { "平成31年4月30日", "㍻31.4.30", "h31.4.30", "平31.4.30", "4310430" }, "2019-04-30" },
    { { "令和元年5月1日", "㋿1.5.1", "R01.05.01", "令元.5.1", "5010501" }, "2019-05-01" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_all (cases[i].texts, "OK", cases[i].iso);
}

static void
test_outside_the_era_the_day_meant_is_shown (void)
{
  assert_parse ("令和元年4月30日", "E_ERA_RANGE", "2019-04-30");
  assert_parse ("令和1年4月30日", "E_ERA_RANGE", "2019-04-30");
  assert_parse ("平成35年4月1日", "E_ERA_RANGE", "2023-04-01");
  assert_parse ("S64.1.8", "E_ERA_RANGE", "1989-01-08");
  assert_parse ("昭和100年4月1日", "E_ERA_RANGE", "2025-04-01");
  assert_parse ("明治45年7月30日", "E_ERA_RANGE", "1912-07-30");
  assert_parse ("大正元年7月29日", "E_ERA_RANGE", "1912-07-29");
  assert_parse ("平成元年1月7日", "E_ERA_RANGE", "1989-01-07");
  assert_parse ("5010430", "E_ERA_RANGE", "2019-04-30");
}

static void
test_days_that_do_not_exist (void)
{
  const char *const texts[] = { "令和7年2月29日",
                                "2025-02-29",
                                "2100/2/29",
                                "2025/4/31",
                                "2025/0/1",
                                "2025/1/0",
                                "20251301",
                                "5070230",
                                "平成0年1月1日",
                                "5000401",
                                "R0.1.1",
                                "R7.13.1",
                                "0000/1/1",
                                "00000000",
                                "明治5年12月2日",
                                "M1.10.23",
                                "令和100.1.1",
                                "令和2025年4月1日",
                                "令和4294967303年4月1日",
                                "R070231",
                                "平成31年2月30日",
                                NULL };

  assert_all (texts, "E_RANGE", "");
}

static void
test_ambiguous_days_are_never_guessed (void)
{
  const char *const texts[] = {
    "25/4/1", "7/4/1",      "07-04-01", "25年4月1日", "元年5月1日", "25.4.1",           "２５／４／１", "七年四月一日",
    "45748",  "４５７４８", "70401",    "250401",     "4/1/2025",   "2025年4月1日(水)", "25/4/1 13:00", NULL
  };

  assert_all (texts, "E_AMBIG", "");
}

static void
test_what_is_no_day (void)
{
  const char *const texts[] = { "",
                                " ",
                                "-",
                                "不明",
                                "令和",
                                "R",
                                "令和7年",
                                "令和7年4月",
                                "4月1日",
                                "2025",
                                "2025/4",
                                "202504011345",
                                "123456789012",
                                "9070401",
                                "0070401",
                                "X7.4.1",
                                "ſ64.1.7",
                                "R7 4 1",
                                "R70401",
                                "R0070401",
                                "令和20250401",
                                "108/4/1",
                                "2025/004/01",
                                "2025/4/001",
                                "2025//4/1",
                                "2025/4/1/",
                                "2025/4/1x",
                                "x2025/4/1",
                                "-2025/4/1",
                                "20 25/4/1",
                                "2025/4/1(",
                                "2025/4/1(祝",
                                "2025/4/1(火",
                                "2025/4/1 24:00",
                                "2025/4/1 13:60",
                                "2025/4/1 13:00:60",
                                "2025/4/1 13",
                                "2025/4/1T",
                                "2025-04-01T00:00:00Z",
                                "2025-04-01T00:00:00+09:00",
                                "西暦",
                                "西暦R7.4.1",
                                "2025/4/1 2025/4/2",
                                "99999999999999999999999999/1/1",
                                "\xe4\xbb",
                                "\xff",
                                "2025/4/1\x80",
                                NULL };

  assert_all (texts, "E_FORMAT", "");
}

static void
assert_comes_back (char *text, MadoDate day)
{
  g_autofree char *taken = text;
  MadoDate got;

  if (mado_date_text_parse (taken, &got) != MADO_DATE_TEXT_OK || mado_date_compare (got, day) != 0)
    g_error ("'%s' did not come back as the same day", taken);
}

static void
test_every_day_comes_back_in_every_form (void)
{
  const MadoDate last = { 2100, 12, 31 };

  for (MadoDate day = { 1873, 1, 1 }; mado_date_compare (day, last) <= 0; day = mado_date_add_days (day, 1)) {
    assert_comes_back (mado_era_format (day), day);
    assert_comes_back (mado_era_format_short (day), day);
    assert_comes_back (mado_era_format_code (day), day);
    assert_comes_back (g_strdup_printf ("%04d-%02d-%02d", day.year, day.month, day.day), day);
    assert_comes_back (g_strdup_printf ("%d/%d/%d", day.year, day.month, day.day), day);
    assert_comes_back (g_strdup_printf ("%04d%02d%02d", day.year, day.month, day.day), day);
  }
}

static void
test_only_the_eras_own_days_are_ok (void)
{
  const MadoDate last = { 2030, 12, 31 };
  const MadoEra *era;

  for (MadoDate day = { 1873, 1, 1 }; mado_date_compare (day, last) <= 0; day = mado_date_add_days (day, 1))
    for (guint i = 0; (era = mado_era_get (i)) != NULL; i++) {
      int year = mado_era_get_year (era, day);
      g_autofree char *text = g_strdup_printf ("%s%d年%d月%d日", era->name, year, day.month, day.day);
      MadoDate got;

      if (year < 1)
        continue;
      g_assert_cmpint (mado_date_text_parse (text, &got), ==,
                       era == mado_era_find (day) ? MADO_DATE_TEXT_OK : MADO_DATE_TEXT_ERA_RANGE);
      g_assert_cmpint (mado_date_compare (got, day), ==, 0);
    }
}

static void
test_long_input_takes_linear_time (void)
{
  const gsize length = 1024 * 1024;
  g_autofree char *text = g_malloc (length + 1);
  MadoDate date;

  for (const char *filler = " 1(/.R"; *filler != '\0'; filler++) {
    memset (text, *filler, length);
    text[length] = '\0';
    g_assert_cmpint (mado_date_text_parse (text, &date), ==, MADO_DATE_TEXT_FORMAT);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/date-text/vectors", test_vectors);
  g_test_add_func ("/date-text/one-day-in-many-forms", test_one_day_in_many_forms);
  g_test_add_func ("/date-text/kanji-numerals", test_kanji_numerals);
  g_test_add_func ("/date-text/broken-kanji-numerals-are-no-numbers", test_broken_kanji_numerals_are_no_numbers);
  g_test_add_func ("/date-text/every-era-by-name-sign-letter-and-code", test_every_era_by_name_sign_letter_and_code);
  g_test_add_func ("/date-text/outside-the-era-the-day-meant-is-shown", test_outside_the_era_the_day_meant_is_shown);
  g_test_add_func ("/date-text/days-that-do-not-exist", test_days_that_do_not_exist);
  g_test_add_func ("/date-text/ambiguous-days-are-never-guessed", test_ambiguous_days_are_never_guessed);
  g_test_add_func ("/date-text/what-is-no-day", test_what_is_no_day);
  g_test_add_func ("/date-text/every-day-comes-back-in-every-form", test_every_day_comes_back_in_every_form);
  g_test_add_func ("/date-text/only-the-eras-own-days-are-ok", test_only_the_eras_own_days_are_ok);
  g_test_add_func ("/date-text/long-input-takes-linear-time", test_long_input_takes_linear_time);

  return g_test_run ();
}
