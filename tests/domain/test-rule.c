/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What rules answer: each function, NULL and the three values of a check, types, and the same answer every time. */

#include <string.h>

#include "mado-age.h"
#include "mado-base-error.h"
#include "mado-fold.h"
#include "mado-rule-run.h"
#include "mado-rule-sandbox.h"
#include "mado-test-table.h"
#include "rule-sample.h"

typedef struct {
  MadoRuleType type;
  const char *expression;
  const char *expected;
} Example;

static const MadoRuleValue nothing[N_VALUES];

static void
assert_answers (const Example *examples, gsize count, const MadoRuleValue *values)
{
  for (gsize i = 0; i < count; i++) {
    g_autofree char *result = rule_sample_answer (examples[i].type, examples[i].expression, values);

    if (!g_str_equal (result, examples[i].expected))
      g_error ("%s: %s, not %s", examples[i].expression, result, examples[i].expected);
  }
}

static void
test_cipher_version_answers (void)
{
  sqlite3 *connection = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &connection), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (connection, "PRAGMA cipher_version", -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpuint (strlen ((const char *) sqlite3_column_text (statement, 0)), >, 0);
  g_clear_pointer (&statement, sqlite3_finalize);
  sqlite3_close (connection);
}

static void
test_functions (void)
{
  static const Example examples[] = {
    { MADO_RULE_TYPE_DATE, "add_days('2024-02-28', 2)", "2024-03-01" },
    { MADO_RULE_TYPE_DATE, "add_days('2025-04-01', -1)", "2025-03-31" },
    { MADO_RULE_TYPE_DATE, "add_days('9999-12-31', 1)", "error" },
    { MADO_RULE_TYPE_DATE, "add_days('2025-04-01', 9223372036854775807)", "error" },
    { MADO_RULE_TYPE_DATE, "add_months('2025-01-31', 1)", "2025-02-28" },
    { MADO_RULE_TYPE_DATE, "add_months('2025-01-31', 4294967297)", "error" },
    { MADO_RULE_TYPE_DATE, "period_end('2025-04-10', 24)", "2027-04-09" },
    { MADO_RULE_TYPE_DATE, "period_end('2024-02-29', 48)", "2028-02-28" },
    { MADO_RULE_TYPE_DATE, "period_end('2024-02-29', 0)", "error" },
    { MADO_RULE_TYPE_DATE, "period_end_after('2025-09-30', 3)", "2025-12-31" },
    { MADO_RULE_TYPE_DATE, "period_end_after('2026-02-28', 3)", "2026-05-31" },
    { MADO_RULE_TYPE_DATE, "period_end_after('9999-12-31', 3)", "error" },
    { MADO_RULE_TYPE_DATE, "bank_day_after('2026-04-28', 1)", "2026-04-30" },
    { MADO_RULE_TYPE_DATE, "bank_day_after('2025-12-26', 2)", "2025-12-30" },
    { MADO_RULE_TYPE_DATE, "office_day_after('2025-12-26', 1)", "2026-01-05" },
    { MADO_RULE_TYPE_DATE, "office_day_after('2026-01-05', -1)", "2025-12-26" },
    { MADO_RULE_TYPE_DATE, "office_day_after('2025-12-26', 1001)", "error" },
    { MADO_RULE_TYPE_NUMBER, "days_between('2025-04-10', '2025-11-02')", "206" },
    { MADO_RULE_TYPE_NUMBER, "legal_age('2019-04-01', '2025-03-31')", "6" },
    { MADO_RULE_TYPE_NUMBER, "legal_age('2019-04-01', '9999-12-31')", "error" },
    { MADO_RULE_TYPE_NUMBER, "legal_age('2025-04-01', '2025-03-31')", "NULL" },
    { MADO_RULE_TYPE_NUMBER, "birthday_age('2019-04-01', '2025-03-31')", "5" },
    { MADO_RULE_TYPE_NUMBER, "birthday_age('2025-04-01', '2025-03-31')", "NULL" },
    { MADO_RULE_TYPE_DATE, "fy_end_of_age('2007-04-01', 18)", "2025-03-31" },
    { MADO_RULE_TYPE_DATE, "fy_end_of_age('2007-04-01', 0)", "error" },
    { MADO_RULE_TYPE_NUMBER, "fiscal_year('2026-03-31')", "2025" },
    { MADO_RULE_TYPE_DATE, "fiscal_year_end('2026-03-31')", "2026-03-31" },
    { MADO_RULE_TYPE_DATE, "fiscal_year_end('9999-04-01')", "error" },
    { MADO_RULE_TYPE_DATE, "era_date('令和元年5月1日')", "2019-05-01" },
    { MADO_RULE_TYPE_DATE, "era_date('いつか')", "error" },
    { MADO_RULE_TYPE_YES_NO, "has('')", "0" },
    { MADO_RULE_TYPE_YES_NO, "has('x')", "1" },
    { MADO_RULE_TYPE_YES_NO, "has(0)", "1" },
    { MADO_RULE_TYPE_YES_NO, "contains('東京都新宿区', '新宿区')", "1" },
    { MADO_RULE_TYPE_YES_NO, "contains('東京都中野区', '新宿区')", "0" },
    { MADO_RULE_TYPE_YES_NO, "is_digits('0123')", "1" },
    { MADO_RULE_TYPE_YES_NO, "is_digits('')", "0" },
    { MADO_RULE_TYPE_YES_NO, "is_digits('１')", "0" },
    { MADO_RULE_TYPE_TEXT, "fold('髙橋')", "高橋" },
    { MADO_RULE_TYPE_NUMBER, "instr('東京都新宿区', '新宿')", "4" },
    { MADO_RULE_TYPE_NUMBER, "instr('東京都', '新宿')", "0" },
    { MADO_RULE_TYPE_NUMBER, "length('新宿区')", "3" },
    { MADO_RULE_TYPE_TEXT, "substr('新宿区', 2) || substr('新宿区', 1, 1)", "宿区新" },
    { MADO_RULE_TYPE_TEXT, "trim(upper(' a ')) || lower('B')", "Ab" },
    { MADO_RULE_TYPE_NUMBER, "abs(-3) + max(1, 2, 3) + min(4, 5)", "10" },
    { MADO_RULE_TYPE_NUMBER, "iif(1 = 1, 7, 8) + coalesce(NULL, NULL, 1) + ifnull(NULL, 1)", "9" },
    { MADO_RULE_TYPE_NUMBER, "nullif(1, 1)", "NULL" },
    { MADO_RULE_TYPE_TEXT, "'it''s'", "it's" },
  };

  assert_answers (examples, G_N_ELEMENTS (examples), nothing);
}

static void
test_rates (void)
{
  static const Example examples[] = {
    { MADO_RULE_TYPE_NUMBER, "rate('child', '2025-03-31')", "NULL" },
    { MADO_RULE_TYPE_NUMBER, "rate('child', '2025-04-01')", "50000" },
    { MADO_RULE_TYPE_NUMBER, "rate('child', '2025-09-30')", "50000" },
    { MADO_RULE_TYPE_NUMBER, "2 * rate('child', '2025-10-01')", "110000" },
    { MADO_RULE_TYPE_NUMBER, "rate('child', '9999-12-31')", "60000" },
    { MADO_RULE_TYPE_DATE, "rate('last', '2025-05-01')", "2026-02-27" },
    { MADO_RULE_TYPE_NUMBER, "rate('chi' || 'ld', '2025-04-01')", "50000" },
    { MADO_RULE_TYPE_NUMBER, "rate('chi' || 'ldren', '2025-04-01')", "error" },
  };

  assert_answers (examples, G_N_ELEMENTS (examples), nothing);
}

static void
test_null_goes_in_and_comes_out (void)
{
  static const char *const calls[] = {
    "add_days(d, 1)",
    "add_days('2025-04-01', n)",
    "add_months(d, 1)",
    "period_end(d, n)",
    "period_end_after(d, n)",
    "bank_day_after(d, 1)",
    "office_day_after(d, n)",
    "days_between(d, '2025-04-01')",
    "legal_age(d, e)",
    "birthday_age('2025-04-01', e)",
    "fy_end_of_age(d, 6)",
    "fiscal_year(d)",
    "fiscal_year_end(d)",
    "era_date(a)",
    "contains(a, 'x')",
    "contains('x', a)",
    "is_digits(a)",
    "fold(a)",
    "instr(a, 'x')",
    "rate('child', d)",
    "rate(a, '2025-04-01')",
    "length(a)",
    "d || 'x'",
    "n + 1",
    "n / 0",
    "max(n, 1)",
    "add_days(a, n)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++) {
    g_autofree char *expression = g_strconcat ("(", calls[i], ") IS NULL", NULL);
    g_autofree char *result = rule_sample_answer (MADO_RULE_TYPE_YES_NO, expression, nothing);

    g_assert_cmpstr (result, ==, "1");
  }
}

static void
test_check_has_three_values (void)
{
  static const Example examples[] = {
    { MADO_RULE_TYPE_YES_NO, "d >= '2025-04-01'", "NULL" },
    { MADO_RULE_TYPE_YES_NO, "y = 1 OR 1 = 1", "1" },
    { MADO_RULE_TYPE_YES_NO, "y = 1 OR 1 = 0", "NULL" },
    { MADO_RULE_TYPE_YES_NO, "y = 1 AND 1 = 0", "0" },
    { MADO_RULE_TYPE_YES_NO, "NOT y", "NULL" },
    { MADO_RULE_TYPE_YES_NO, "n BETWEEN 1 AND 5", "NULL" },
    { MADO_RULE_TYPE_YES_NO, "c IN ('1-cash')", "NULL" },
    { MADO_RULE_TYPE_YES_NO, "has(a)", "0" },
  };

  assert_answers (examples, G_N_ELEMENTS (examples), nothing);
}

/* A text that is given to a function as a date must be one, wherever it comes from. */
static void
test_malformed_date_is_an_error (void)
{
  static const char *const dates[] = { "2025-4-1", "2025/04/01", "2025-02-29", "20250401", "", "2025-04-01 ", "今日" };
  static const Example examples[] = {
    { MADO_RULE_TYPE_DATE, "add_days(a, 1)", "error" },
    { MADO_RULE_TYPE_NUMBER, "days_between('2025-04-01', a)", "error" },
    { MADO_RULE_TYPE_NUMBER, "legal_age(a, '2025-04-01')", "error" },
    { MADO_RULE_TYPE_NUMBER, "fiscal_year(a)", "error" },
    { MADO_RULE_TYPE_NUMBER, "rate('child', a)", "error" },
    { MADO_RULE_TYPE_DATE, "d", "error" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++) {
    MadoRuleValue values[N_VALUES] = { 0 };

    values[A] = values[D] = mado_rule_value_text (dates[i]);
    assert_answers (examples, G_N_ELEMENTS (examples), values);
  }
}

static void
test_values_are_of_the_type_of_their_item (void)
{
  const struct {
    guint item;
    MadoRuleValue value;
    const char *expected;
  } cases[] = {
    { A, mado_rule_value_text ("x"), "1" },     { A, mado_rule_value_text ("\xff"), "error" },
    { A, mado_rule_value_number (1), "error" }, { D, mado_rule_value_text ("2025-04-01"), "1" },
    { D, mado_rule_value_text ("x"), "error" }, { N, mado_rule_value_number (G_MININT64), "1" },
    { N, mado_rule_value_text ("1"), "error" }, { Y, mado_rule_value_number (0), "1" },
    { Y, mado_rule_value_number (2), "error" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    MadoRuleValue values[N_VALUES] = { 0 };
    g_autofree char *result = NULL;

    values[cases[i].item] = cases[i].value;
    result = rule_sample_answer (MADO_RULE_TYPE_YES_NO, "1 = 1", values);
    g_assert_cmpstr (result, ==, cases[i].expected);
  }
}

/* What only shows with the values of a case: nothing real comes out, nothing of the wrong type. */
static void
test_results_are_of_the_type_of_their_rule (void)
{
  static const Example examples[] = {
    { MADO_RULE_TYPE_NUMBER, "n + 1", "error" },
    { MADO_RULE_TYPE_NUMBER, "n * 2", "error" },
    { MADO_RULE_TYPE_NUMBER, "n", "9223372036854775807" },
    { MADO_RULE_TYPE_YES_NO, "iif(n > 1000, 7, 1)", "error" },
    { MADO_RULE_TYPE_NUMBER, "abs(-n - 1)", "error" },
    { MADO_RULE_TYPE_DATE, "iif(n > 1000, '2025-02-' || '30', '2025-02-28')", "error" },
    { MADO_RULE_TYPE_NUMBER, "iif(n > 1000, 'x', 1)", "error" },
    { MADO_RULE_TYPE_TEXT, "iif(n > 1000, 1, 'x')", "error" },
  };
  MadoRuleValue values[N_VALUES] = { 0 };

  values[N] = mado_rule_value_number (G_MAXINT64);
  assert_answers (examples, G_N_ELEMENTS (examples), values);
}

static void
add_age_rules (MadoRuleBook *book)
{
  mado_rule_book_add_rule (book, "fy_end_6", MADO_RULE_TYPE_DATE, "fy_end_of_age(d, 6)");
  mado_rule_book_add_rule (book, "fy_end_18", MADO_RULE_TYPE_DATE, "fy_end_of_age(d, 18)");
  mado_rule_book_add_rule (book, "attained", MADO_RULE_TYPE_DATE, "period_end(d, 6 * 12)");
  mado_rule_book_add_rule (book, "legal", MADO_RULE_TYPE_TEXT, "legal_age(d, '2025-04-01') || ''");
  mado_rule_book_add_rule (book, "legal end", MADO_RULE_TYPE_TEXT, "legal_age(d, '2026-03-31') || ''");
  mado_rule_book_add_rule (book, "birthday", MADO_RULE_TYPE_TEXT, "birthday_age(d, '2026-03-31') || ''");
}

static void
test_age_vectors (void)
{
  static const char *const headings[] = {
    "last_eligible_day_seed003", "fy_end_18", "attains_6_on", "legal_age_2025-04-01", "legal_age_2026-03-31",
    "birthday_age_2026-03-31"
  };
  g_autoptr (MadoTestTable) table = mado_test_table_load ("dates.age.tsv");
  g_autoptr (MadoRuleBook) book = rule_sample_make_book ();
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (MadoRuleRun) run = NULL;
  g_autoptr (GError) error = NULL;

  add_age_rules (book);
  faults = mado_rule_book_check (book);
  g_assert_cmpuint (faults->len, ==, 0);
  run = mado_rule_run_new (book, &error);
  g_assert_no_error (error);
  for (guint row = 0; row < mado_test_table_get_n_rows (table); row++) {
    MadoRuleValue values[N_VALUES] = { 0 };
    const MadoRuleValue *results;

    values[D] = mado_rule_value_text (mado_test_table_get (table, row, "birth"));
    results = mado_rule_run_evaluate (run, values, &error);
    g_assert_no_error (error);
    for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
      g_assert_cmpstr (results[i].text == NULL ? "-1" : results[i].text, ==,
                       mado_test_table_get (table, row, headings[i]));
  }
}

static void
test_date_vectors (void)
{
  g_autoptr (MadoTestTable) table = mado_test_table_load ("dates.parse.tsv");

  for (guint row = 0; row < mado_test_table_get_n_rows (table); row++) {
    const gboolean is_ok = g_str_equal (mado_test_table_get (table, row, "code"), "OK");
    MadoRuleValue values[N_VALUES] = { 0 };
    g_autofree char *result = NULL;

    values[A] = mado_rule_value_text (mado_test_table_get (table, row, "input"));
    result = rule_sample_answer (MADO_RULE_TYPE_DATE, "era_date(a)", values);
    g_assert_cmpstr (result, ==, is_ok ? mado_test_table_get (table, row, "iso") : "error");
  }
}

static void
test_day_vectors (void)
{
  static const struct {
    const char *operation;
    MadoRuleType type;
    const char *expression;
  } rules[] = {
    { "bank_add", MADO_RULE_TYPE_DATE, "bank_day_after(d, n)" },
    { "add_months", MADO_RULE_TYPE_DATE, "add_months(d, n)" },
    { "fiscal_year_end", MADO_RULE_TYPE_DATE, "fiscal_year_end(d)" },
    { "fiscal_year", MADO_RULE_TYPE_NUMBER, "fiscal_year(d)" },
  };
  g_autoptr (MadoTestTable) table = mado_test_table_load ("dates.business.tsv");
  guint count = 0;

  for (guint row = 0; row < mado_test_table_get_n_rows (table); row++)
    for (gsize i = 0; i < G_N_ELEMENTS (rules); i++) {
      MadoRuleValue values[N_VALUES] = { 0 };
      g_autofree char *result = NULL;

      if (!g_str_equal (mado_test_table_get (table, row, "op"), rules[i].operation))
        continue;
      values[D] = mado_rule_value_text (mado_test_table_get (table, row, "date"));
      values[N] = mado_rule_value_number (g_ascii_strtoll (mado_test_table_get (table, row, "arg"), NULL, 10));
      result = rule_sample_answer (rules[i].type, rules[i].expression, values);
      g_assert_cmpstr (result, ==, mado_test_table_get (table, row, "result"));
      count++;
    }
  g_assert_cmpuint (count, >=, 8);
}

static void
test_fold_vectors (void)
{
  g_autoptr (MadoTestTable) table = mado_test_table_load ("kana-names.search.tsv");

  for (guint row = 0; row < mado_test_table_get_n_rows (table); row++) {
    MadoRuleValue values[N_VALUES] = { 0 };
    g_autofree char *result = NULL;

    values[A] = mado_rule_value_text (mado_test_table_get (table, row, "a"));
    values[B] = mado_rule_value_text (mado_test_table_get (table, row, "b"));
    result = rule_sample_answer (MADO_RULE_TYPE_YES_NO, "fold(a) = fold(b)", values);
    g_assert_cmpstr (result, ==, mado_test_table_get (table, row, "equal"));
  }
}

/* In whatever order they are added, and their results are seen, too. */
static void
test_computed_items_build_on_one_another (void)
{
  g_autoptr (MadoRuleBook) book = rule_sample_make_book ();
  const guint check = mado_rule_book_add_rule (book, "in_time", MADO_RULE_TYPE_YES_NO, "e <= last_day");
  const guint last = mado_rule_book_add_computed (book, "last_day", MADO_RULE_TYPE_DATE, "period_end(Start_Day, 24)");
  const guint start = mado_rule_book_add_computed (book, "start_day", MADO_RULE_TYPE_DATE,
                                                   "CASE round WHEN 1 THEN d WHEN 2 THEN e END");
  const guint round = mado_rule_book_add_computed (book, "round", MADO_RULE_TYPE_NUMBER,
                                                   "CASE c WHEN '1-cash' THEN 1 WHEN '2-gift' THEN 2 END");
  g_autoptr (GPtrArray) faults = mado_rule_book_check (book);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoRuleRun) run = mado_rule_run_new (book, &error);
  MadoRuleValue values[N_VALUES] = { 0 };
  const MadoRuleValue *results;

  g_assert_no_error (error);
  values[C] = mado_rule_value_text ("1-cash");
  values[D] = mado_rule_value_text ("2025-04-10");
  values[E] = mado_rule_value_text ("2027-04-10");
  results = mado_rule_run_evaluate (run, values, &error);
  g_assert_no_error (error);
  g_assert_cmpint (results[round].number, ==, 1);
  g_assert_cmpstr (results[start].text, ==, "2025-04-10");
  g_assert_cmpstr (results[last].text, ==, "2027-04-09");
  g_assert_cmpint (results[check].kind, ==, MADO_RULE_VALUE_NUMBER);
  g_assert_cmpint (results[check].number, ==, 0);
}

/* A fault of one item is named where it is, not where it is used, and the next case is none the worse. */
static void
test_failing_rule_is_named (void)
{
  g_autoptr (MadoRuleBook) book = rule_sample_make_book ();
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoRuleRun) run = NULL;
  MadoRuleValue values[N_VALUES] = { 0 };

  mado_rule_book_add_rule (book, "fine", MADO_RULE_TYPE_YES_NO, "has(a)");
  mado_rule_book_add_rule (book, "user", MADO_RULE_TYPE_YES_NO, "day > '2025-04-01'");
  mado_rule_book_add_computed (book, "day", MADO_RULE_TYPE_DATE, "era_date(a)");
  faults = mado_rule_book_check (book);
  g_assert_cmpuint (faults->len, ==, 0);
  run = mado_rule_run_new (book, &error);
  g_assert_no_error (error);

  values[A] = mado_rule_value_text ("secret");
  g_assert_null (mado_rule_run_evaluate (run, values, &error));
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
  g_assert_cmpstr (mado_rule_run_get_failed (run), ==, "day");
  g_assert_null (strstr (error->message, "secret"));
  g_clear_error (&error);

  values[A] = mado_rule_value_text ("令和7年4月2日");
  g_assert_cmpint (mado_rule_run_evaluate (run, values, &error)[1].number, ==, 1);
  g_assert_null (mado_rule_run_get_failed (run));
}

static char *
print_results (MadoRuleRun *run, guint count, const MadoRuleValue *values)
{
  const MadoRuleValue *results = mado_rule_run_evaluate (run, values, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; results != NULL && i < count; i++)
    g_string_append_printf (text, "%u %" G_GINT64_FORMAT " %s\n", results[i].kind, results[i].number, results[i].text);

  return g_string_free_and_steal (text);
}

static void
make_up_values (GRand *random, MadoRuleValue *values)
{
  static const char *const dates[] = { "2025-03-31", "2025-04-01", "2026-02-28",
                                       "0001-01-01", "9999-12-31", "1994-07-12" };
  static const char *const texts[] = { "", "1", "令和7年4月1日", "新宿区", "R7.4.1" };

  memset (values, 0, sizeof *values * N_VALUES);
  if (g_rand_boolean (random))
    values[A] = mado_rule_value_text (texts[g_rand_int_range (random, 0, G_N_ELEMENTS (texts))]);
  if (g_rand_boolean (random))
    values[D] = mado_rule_value_text (dates[g_rand_int_range (random, 0, G_N_ELEMENTS (dates))]);
  if (g_rand_boolean (random))
    values[E] = mado_rule_value_text (dates[g_rand_int_range (random, 0, G_N_ELEMENTS (dates))]);
  if (g_rand_boolean (random))
    values[N] = mado_rule_value_number (g_rand_int_range (random, -3, 30));
}

/* Two runs of one book, on two connections, one of which has seen other cases before. */
static void
test_same_values_give_the_same_bytes (void)
{
  static const char *const expressions[] = { "legal_age(d, e)", "days_between(d, e)", "fiscal_year(d)",
                                             "n * 7 % 5",       "rate('child', e)",   "length(fold(a))" };
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (MadoRuleBook) book = rule_sample_make_book ();
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (MadoRuleRun) old = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (expressions); i++)
    mado_rule_book_add_rule (book, expressions[i], MADO_RULE_TYPE_NUMBER, expressions[i]);
  mado_rule_book_add_rule (book, "day", MADO_RULE_TYPE_DATE, "office_day_after(d, n)");
  faults = mado_rule_book_check (book);
  g_assert_cmpuint (faults->len, ==, 0);
  old = mado_rule_run_new (book, NULL);
  for (int i = 0; i < 300; i++) {
    g_autoptr (MadoRuleRun) fresh = mado_rule_run_new (book, NULL);
    MadoRuleValue values[N_VALUES];
    g_autofree char *first = NULL;
    g_autofree char *second = NULL;

    make_up_values (random, values);
    first = print_results (old, G_N_ELEMENTS (expressions) + 1, values);
    second = print_results (fresh, G_N_ELEMENTS (expressions) + 1, values);
    g_assert_cmpstr (first, ==, second);
    g_assert_cmpstr (mado_rule_run_get_failed (old), ==, mado_rule_run_get_failed (fresh));
  }
}

static gpointer
evaluate_many (gpointer data)
{
  g_autoptr (MadoRuleRun) run = mado_rule_run_new (data, NULL);

  for (int i = 0; i < 500; i++) {
    MadoRuleValue values[N_VALUES] = { 0 };

    values[N] = mado_rule_value_number (i);
    g_assert_cmpint (mado_rule_run_evaluate (run, values, NULL)[0].number, ==, 2 * i);
  }

  return NULL;
}

static void
test_threads_share_a_book (void)
{
  g_autoptr (MadoRuleBook) book = rule_sample_make_book ();
  g_autoptr (GPtrArray) faults = NULL;
  GThread *threads[3];

  mado_rule_book_add_rule (book, "twice", MADO_RULE_TYPE_NUMBER, "n + n");
  faults = mado_rule_book_check (book);
  g_assert_cmpuint (faults->len, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("rules", evaluate_many, book);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rule/cipher-version-answers", test_cipher_version_answers);
  g_test_add_func ("/rule/functions", test_functions);
  g_test_add_func ("/rule/rates", test_rates);
  g_test_add_func ("/rule/null-goes-in-and-comes-out", test_null_goes_in_and_comes_out);
  g_test_add_func ("/rule/check-has-three-values", test_check_has_three_values);
  g_test_add_func ("/rule/malformed-date-is-an-error", test_malformed_date_is_an_error);
  g_test_add_func ("/rule/values-are-of-the-type-of-their-item", test_values_are_of_the_type_of_their_item);
  g_test_add_func ("/rule/results-are-of-the-type-of-their-rule", test_results_are_of_the_type_of_their_rule);
  g_test_add_func ("/rule/age-vectors", test_age_vectors);
  g_test_add_func ("/rule/date-vectors", test_date_vectors);
  g_test_add_func ("/rule/day-vectors", test_day_vectors);
  g_test_add_func ("/rule/fold-vectors", test_fold_vectors);
  g_test_add_func ("/rule/computed-items-build-on-one-another", test_computed_items_build_on_one_another);
  g_test_add_func ("/rule/failing-rule-is-named", test_failing_rule_is_named);
  g_test_add_func ("/rule/same-values-give-the-same-bytes", test_same_values_give_the_same_bytes);
  g_test_add_func ("/rule/threads-share-a-book", test_threads_share_a_book);

  return g_test_run ();
}
