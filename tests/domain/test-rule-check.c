/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is wrong with a rule is found before it runs, all of it, each with its code and place. */

#include "rule-sample.h"

typedef struct {
  const char *expression;
  const char *code;
  gsize offset;
} Fault;

static void
assert_faults (const Fault *faults, gsize count)
{
  for (gsize i = 0; i < count; i++)
    rule_sample_assert_fault (faults[i].expression, faults[i].code, faults[i].offset);
}

static void
test_every_fault_has_its_place (void)
{
  static const Fault faults[] = {
    { "n = 1 AND m = 2", MADO_RULE_FAULT_ITEM, 10 },
    { "has(a) AND 出産日 > d", MADO_RULE_FAULT_ITEM, 11 },
    { "n = TRUE", MADO_RULE_FAULT_ITEM, 4 },
    { "1 = round(n)", MADO_RULE_FAULT_FUNCTION, 4 },
    { "has(a, b)", MADO_RULE_FAULT_FUNCTION, 0 },
    { "1 = has()", MADO_RULE_FAULT_FUNCTION, 4 },
    { "n = max(n)", MADO_RULE_FAULT_FUNCTION, 4 },
    { "a = substr(a)", MADO_RULE_FAULT_FUNCTION, 4 },
    { "a = substr(a, 1, 2, 3)", MADO_RULE_FAULT_FUNCTION, 4 },
    { "a LIKE 'x'", MADO_RULE_FAULT_CONSTRUCT, 2 },
    { "(n, 1) = (1, n)", MADO_RULE_FAULT_CONSTRUCT, 2 },
    { "n, 1", MADO_RULE_FAULT_CONSTRUCT, 1 },
    { "n != 1", MADO_RULE_FAULT_SIGN, 2 },
    { "n = 1.5", MADO_RULE_FAULT_SIGN, 5 },
    { "n = 1e5", MADO_RULE_FAULT_SIGN, 4 },
    { "n = 9223372036854775808", MADO_RULE_FAULT_SIGN, 4 },
    { "n == 1", MADO_RULE_FAULT_SIGN, 2 },
    { "a = 'x", MADO_RULE_FAULT_SIGN, 4 },
    { "a = \"x\"", MADO_RULE_FAULT_SIGN, 4 },
    { "a = '\xff'", MADO_RULE_FAULT_SIGN, 0 },
    { "(n = 1", MADO_RULE_FAULT_SYNTAX, 0 },
    { "n = 1)", MADO_RULE_FAULT_SYNTAX, 5 },
    { "n = = 1", MADO_RULE_FAULT_SYNTAX, 4 },
    { "n = 1 +", MADO_RULE_FAULT_SYNTAX, 7 },
    { "", MADO_RULE_FAULT_SYNTAX, 0 },
    { "CASE n WHEN 1 THEN 2", MADO_RULE_FAULT_SYNTAX, 20 },
    { "n", MADO_RULE_FAULT_TYPE, 0 },
    { "a", MADO_RULE_FAULT_TYPE, 0 },
    { "n + 1", MADO_RULE_FAULT_TYPE, 0 },
    { "CASE c WHEN '2-gift' THEN 'x' ELSE 1 END", MADO_RULE_FAULT_TYPE, 0 },
    { "y * 9223372036854775807 * 2", MADO_RULE_FAULT_TYPE, 0 },
    { "a = 7", MADO_RULE_FAULT_TYPE, 4 },
    { "'7' < n", MADO_RULE_FAULT_TYPE, 6 },
    { "n IN (1, '2')", MADO_RULE_FAULT_TYPE, 9 },
    { "a = n", MADO_RULE_FAULT_TYPE, 4 },
    { "add_days(n, 1) = d", MADO_RULE_FAULT_TYPE, 9 },
    { "add_days(d, '1') = d", MADO_RULE_FAULT_TYPE, 12 },
    { "rate('chidl', d) = 1", MADO_RULE_FAULT_RATE, 5 },
    { "n = 2 * rate ( 'chidl' , d )", MADO_RULE_FAULT_RATE, 15 },
  };

  assert_faults (faults, G_N_ELEMENTS (faults));
}

static void
test_misspelt_choice (void)
{
  static const Fault faults[] = {
    { "c = '1-csah'", MADO_RULE_FAULT_CHOICE, 4 },
    { "'1-csah' = c", MADO_RULE_FAULT_CHOICE, 0 },
    { "c <> '1-csah'", MADO_RULE_FAULT_CHOICE, 5 },
    { "c IS '1-csah'", MADO_RULE_FAULT_CHOICE, 5 },
    { "c IS NOT '1-csah'", MADO_RULE_FAULT_CHOICE, 9 },
    { "c IN ('1-cash', '1-csah')", MADO_RULE_FAULT_CHOICE, 16 },
    { "c NOT IN ('1-csah')", MADO_RULE_FAULT_CHOICE, 10 },
    { "y = 1 AND (c='1-csah')", MADO_RULE_FAULT_CHOICE, 13 },
    { "CASE c WHEN '1-cash' THEN 1 WHEN '1-csah' THEN 0 END", MADO_RULE_FAULT_CHOICE, 33 },
    { "CASE c WHEN '1-cash' THEN CASE y WHEN 1 THEN 1 END WHEN '1-csah' THEN 0 END", MADO_RULE_FAULT_CHOICE, 56 },
  };

  assert_faults (faults, G_N_ELEMENTS (faults));
}

static void
test_malformed_date (void)
{
  static const Fault faults[] = {
    { "d >= '2025-4-1'", MADO_RULE_FAULT_DATE, 5 },
    { "'2025-02-29' < d", MADO_RULE_FAULT_DATE, 0 },
    { "d BETWEEN '2025-04-01' AND '2026-3-31'", MADO_RULE_FAULT_DATE, 27 },
    { "d NOT BETWEEN '2025-4-01' AND '2026-03-31'", MADO_RULE_FAULT_DATE, 14 },
    { "d IN ('2025-04-01', '令和7年4月1日')", MADO_RULE_FAULT_DATE, 20 },
    { "fiscal_year_end(d) = '2026-3-31'", MADO_RULE_FAULT_DATE, 21 },
    { "'2026-3-31' = fiscal_year_end(d)", MADO_RULE_FAULT_DATE, 0 },
    { "fiscal_year('2025/04/01') = 2025", MADO_RULE_FAULT_DATE, 12 },
    { "rate('child', '2025-4-1') = 1", MADO_RULE_FAULT_DATE, 14 },
    { "CASE d WHEN '2025-4-1' THEN 1 END", MADO_RULE_FAULT_DATE, 12 },
  };

  assert_faults (faults, G_N_ELEMENTS (faults));
}

/* What looks like one of these faults and is none. */
static void
test_sound_rules_pass (void)
{
  static const char *const expressions[] = {
    "c || 'x' = '1-cashx'",
    "'x' || c = 'x1-cash'",
    "a = '2025-4-1'",
    "d = '2025' || '-04-01'",
    "c = '1' || '-cash'",
    "substr(d, 1, 4) = '2025'",
    "c IN ('1-cash', '2-gift') AND d BETWEEN '2025-04-01' AND e",
    "d || '' = '2025'",
    "NOT y",
    "y",
    "n = -1",
    "n - 1 = 2",
    "(n + 1) * 2 = 4",
    "a = 'it''s -- fine; /* so */ is (this'",
    "d IS NOT NULL AND a IS NULL",
    "HAS(A) and not Y = 1",
    "CASE WHEN y = 1 THEN c = '1-cash' ELSE 1 END",
    "n IN ()",
    "\n\tn\r\n=\f1 ",
    "coalesce(a, b, c, 'x') = 'x'",
    "rate(a, d) = 1",
    "add_days(d, n + 1) = d",
    "n % 2 = 0",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (expressions); i++) {
    g_autoptr (MadoRuleBook) book = rule_sample_make_book ();
    g_autoptr (GPtrArray) faults = NULL;

    mado_rule_book_add_rule (book, "rule", MADO_RULE_TYPE_YES_NO, expressions[i]);
    faults = mado_rule_book_check (book);
    if (faults->len > 0)
      g_error ("%s: %s", expressions[i], ((MadoRuleFault *) g_ptr_array_index (faults, 0))->message);
  }
}

static void
assert_fault (GPtrArray *faults, guint index, const char *code, const char *id, gsize offset)
{
  const MadoRuleFault *fault = g_ptr_array_index (faults, index);

  g_assert_cmpstr (fault->code, ==, code);
  g_assert_cmpstr (fault->id, ==, id);
  g_assert_cmpuint (fault->offset, ==, offset);
}

static void
test_all_faults_are_found_at_once (void)
{
  g_autoptr (MadoRuleBook) book = rule_sample_make_book ();
  g_autoptr (GPtrArray) faults = NULL;

  mado_rule_book_add_rule (book, "first", MADO_RULE_TYPE_YES_NO, "x = 1 OR random() = y ; z");
  mado_rule_book_add_rule (book, "second", MADO_RULE_TYPE_YES_NO, "c = 'x' OR d > 'y'");
  mado_rule_book_add_rule (book, "third", MADO_RULE_TYPE_YES_NO, "n n");
  faults = mado_rule_book_check (book);
  g_assert_cmpuint (faults->len, ==, 7);
  assert_fault (faults, 0, MADO_RULE_FAULT_ITEM, "first", 0);
  assert_fault (faults, 1, MADO_RULE_FAULT_FUNCTION, "first", 9);
  assert_fault (faults, 2, MADO_RULE_FAULT_SIGN, "first", 22);
  assert_fault (faults, 3, MADO_RULE_FAULT_ITEM, "first", 24);
  assert_fault (faults, 4, MADO_RULE_FAULT_CHOICE, "second", 4);
  assert_fault (faults, 5, MADO_RULE_FAULT_DATE, "second", 15);
  assert_fault (faults, 6, MADO_RULE_FAULT_SYNTAX, "third", 2);
}

static void
test_results_are_tried (void)
{
  static const struct {
    MadoRuleType type;
    const char *expression;
  } rules[] = {
    { MADO_RULE_TYPE_NUMBER, "a" },     { MADO_RULE_TYPE_NUMBER, "d || ''" },
    { MADO_RULE_TYPE_TEXT, "n" },       { MADO_RULE_TYPE_DATE, "a" },
    { MADO_RULE_TYPE_DATE, "n" },       { MADO_RULE_TYPE_DATE, "'2025-' || '4-1'" },
    { MADO_RULE_TYPE_YES_NO, "n" },     { MADO_RULE_TYPE_NUMBER, "9223372036854775807 + n" },
    { MADO_RULE_TYPE_YES_NO, "n - y" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++) {
    g_autoptr (MadoRuleBook) book = rule_sample_make_book ();
    g_autoptr (GPtrArray) faults = NULL;

    mado_rule_book_add_computed (book, "computed", rules[i].type, rules[i].expression);
    faults = mado_rule_book_check (book);
    g_assert_cmpuint (faults->len, ==, 1);
    assert_fault (faults, 0, MADO_RULE_FAULT_TYPE, "computed", 0);
  }
}

static void
test_loops (void)
{
  g_autoptr (MadoRuleBook) book = rule_sample_make_book ();
  g_autoptr (GPtrArray) faults = NULL;

  mado_rule_book_add_computed (book, "self", MADO_RULE_TYPE_NUMBER, "n + self");
  mado_rule_book_add_computed (book, "egg", MADO_RULE_TYPE_NUMBER, "fine + hen");
  mado_rule_book_add_computed (book, "hen", MADO_RULE_TYPE_NUMBER, "Egg");
  mado_rule_book_add_computed (book, "fine", MADO_RULE_TYPE_NUMBER, "n");
  mado_rule_book_add_rule (book, "rule", MADO_RULE_TYPE_YES_NO, "egg = 1");
  faults = mado_rule_book_check (book);
  g_assert_cmpuint (faults->len, ==, 3);
  assert_fault (faults, 0, MADO_RULE_FAULT_LOOP, "self", 4);
  assert_fault (faults, 1, MADO_RULE_FAULT_LOOP, "egg", 7);
  assert_fault (faults, 2, MADO_RULE_FAULT_LOOP, "hen", 0);
}

static void
test_names (void)
{
  static const char *const names[] = { "group", "SELECT", "and", "two words", "",   "1st",
                                       "a.b",   "x\"",    "A",   "\xff",      "'x'" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (MadoRuleBook) book = rule_sample_make_book ();
    g_autoptr (GPtrArray) faults = NULL;

    mado_rule_book_add_item (book, names[i], MADO_RULE_TYPE_TEXT);
    faults = mado_rule_book_check (book);
    g_assert_cmpuint (faults->len, ==, 1);
    assert_fault (faults, 0, MADO_RULE_FAULT_NAME, g_str_equal (names[i], "A") ? "a" : names[i], 0);
  }
}

static void
test_japanese_names (void)
{
  g_autoptr (MadoRuleBook) book = mado_rule_book_new ();
  g_autoptr (GPtrArray) faults = NULL;

  mado_rule_book_add_item (book, "出産日", MADO_RULE_TYPE_DATE);
  mado_rule_book_add_rule (book, "令和7年度", MADO_RULE_TYPE_YES_NO, "出産日 >= '2025-04-01'");
  faults = mado_rule_book_check (book);
  g_assert_cmpuint (faults->len, ==, 0);
}

static void
test_empty_book_is_sound (void)
{
  g_autoptr (MadoRuleBook) book = mado_rule_book_new ();
  g_autoptr (GPtrArray) faults = mado_rule_book_check (book);

  g_assert_cmpuint (faults->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rule-check/every-fault-has-its-place", test_every_fault_has_its_place);
  g_test_add_func ("/rule-check/misspelt-choice", test_misspelt_choice);
  g_test_add_func ("/rule-check/malformed-date", test_malformed_date);
  g_test_add_func ("/rule-check/sound-rules-pass", test_sound_rules_pass);
  g_test_add_func ("/rule-check/all-faults-are-found-at-once", test_all_faults_are_found_at_once);
  g_test_add_func ("/rule-check/results-are-tried", test_results_are_tried);
  g_test_add_func ("/rule-check/loops", test_loops);
  g_test_add_func ("/rule-check/names", test_names);
  g_test_add_func ("/rule-check/japanese-names", test_japanese_names);
  g_test_add_func ("/rule-check/empty-book-is-sound", test_empty_book_is_sound);

  return g_test_run ();
}
