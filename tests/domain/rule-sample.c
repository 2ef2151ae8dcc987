/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A book with an item of each type, for trying one rule at a time. */

#include "rule-sample.h"

#include "mado-base-error.h"
#include "mado-rule-run.h"

MadoRuleBook *
rule_sample_make_book (void)
{
  g_autoptr (MadoRuleBook) book = mado_rule_book_new ();

  g_assert_cmpuint (mado_rule_book_add_item (book, "a", MADO_RULE_TYPE_TEXT), ==, A);
  g_assert_cmpuint (mado_rule_book_add_item (book, "b", MADO_RULE_TYPE_TEXT), ==, B);
  g_assert_cmpuint (mado_rule_book_add_item (book, "d", MADO_RULE_TYPE_DATE), ==, D);
  g_assert_cmpuint (mado_rule_book_add_item (book, "e", MADO_RULE_TYPE_DATE), ==, E);
  g_assert_cmpuint (mado_rule_book_add_item (book, "n", MADO_RULE_TYPE_NUMBER), ==, N);
  g_assert_cmpuint (mado_rule_book_add_item (book, "y", MADO_RULE_TYPE_YES_NO), ==, Y);
  g_assert_cmpuint (mado_rule_book_add_item (book, "c", MADO_RULE_TYPE_TEXT), ==, C);
  mado_rule_book_add_choice (book, "c", "1-cash");
  mado_rule_book_add_choice (book, "c", "2-gift");
  mado_rule_book_add_rate (book, "child", (MadoDate) { 2025, 4, 1 }, mado_rule_value_number (50000));
  mado_rule_book_add_rate (book, "child", (MadoDate) { 2026, 4, 1 }, mado_rule_value_number (60000));
  mado_rule_book_add_rate (book, "child", (MadoDate) { 2025, 10, 1 }, mado_rule_value_number (55000));
  mado_rule_book_add_rate (book, "last", (MadoDate) { 2025, 4, 1 }, mado_rule_value_text ("2026-02-27"));

  return g_steal_pointer (&book);
}

/* What the rule says as a text: "NULL", "error", or the value. */
char *
rule_sample_answer (MadoRuleType type, const char *expression, const MadoRuleValue *values)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoRuleBook) book = rule_sample_make_book ();
  const guint place = mado_rule_book_add_rule (book, "rule", type, expression);
  g_autoptr (GPtrArray) faults = mado_rule_book_check (book);
  g_autoptr (MadoRuleRun) run = NULL;
  const MadoRuleValue *results;

  if (faults->len > 0) {
    const MadoRuleFault *fault = g_ptr_array_index (faults, 0);

    g_error ("%.200s: %s %zu %s", expression, fault->code, fault->offset, fault->message);
  }
  run = mado_rule_run_new (book, &error);
  g_assert_no_error (error);
  results = mado_rule_run_evaluate (run, values, &error);
  if (results == NULL) {
    g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
    g_assert_nonnull (mado_rule_run_get_failed (run));
    return g_strdup ("error");
  }
  g_assert_no_error (error);
  g_assert_null (mado_rule_run_get_failed (run));
  if (results[place].kind == MADO_RULE_VALUE_NUMBER)
    return g_strdup_printf ("%" G_GINT64_FORMAT, results[place].number);

  return g_strdup (results[place].kind == MADO_RULE_VALUE_NULL ? "NULL" : results[place].text);
}

/* That the expression, as a check, has this fault before any other. */
void
rule_sample_assert_fault (const char *expression, const char *code, gsize offset)
{
  g_autoptr (MadoRuleBook) book = rule_sample_make_book ();
  g_autoptr (GPtrArray) faults = NULL;
  const MadoRuleFault *fault;

  mado_rule_book_add_rule (book, "rule", MADO_RULE_TYPE_YES_NO, expression);
  faults = mado_rule_book_check (book);
  if (faults->len == 0)
    g_error ("no fault: %.200s", expression);
  fault = g_ptr_array_index (faults, 0);
  if (!g_str_equal (fault->code, code) || fault->offset != offset)
    g_error ("%.200s: %s %zu %s", expression, fault->code, fault->offset, fault->message);
  g_assert_cmpstr (fault->id, ==, "rule");
  g_assert_cmpuint (strlen (fault->message), >, 0);
}
