/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a rule are sound or have faults, each with its place inside them. What is sound runs: to an answer of
 * its type or an error, the same twice, and never into the limit of steps. */

#include <stdint.h>
#include <string.h>

#include "mado-rule-book.h"
#include "mado-rule-fault.h"
#include "mado-rule-run.h"

extern int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

enum { NAME, BIRTH, COUNT, WISH, N_VALUES };

static MadoRuleBook *
make_book (const char *expression, MadoRuleType type)
{
  MadoRuleBook *book = mado_rule_book_new ();

  mado_rule_book_add_item (book, "name", MADO_RULE_TYPE_TEXT);
  mado_rule_book_add_item (book, "birth", MADO_RULE_TYPE_DATE);
  mado_rule_book_add_item (book, "fetuses", MADO_RULE_TYPE_NUMBER);
  mado_rule_book_add_item (book, "wish", MADO_RULE_TYPE_YES_NO);
  mado_rule_book_add_choice (book, "name", "cash");
  mado_rule_book_add_choice (book, "name", "gift");
  mado_rule_book_add_rate (book, "first", (MadoDate) { 2025, 4, 1 }, mado_rule_value_number (50000));
  mado_rule_book_add_computed (book, "day", MADO_RULE_TYPE_DATE, "add_days(birth, fetuses)");
  mado_rule_book_add_rule (book, "rule", type, expression);

  return book;
}

static void
check_faults (GPtrArray *faults, const char *expression)
{
  for (guint i = 0; i < faults->len; i++) {
    const MadoRuleFault *fault = g_ptr_array_index (faults, i);

    g_assert_cmpuint (fault->offset, <=, strlen (expression));
    g_assert_true (g_str_equal (fault->id, "rule") || g_str_equal (fault->id, ""));
    g_assert_true (g_utf8_validate (fault->message, -1, NULL));
  }
}

static void
check_evaluation (MadoRuleRun *first, MadoRuleRun *second, const MadoRuleValue *values, MadoRuleType type)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  const MadoRuleValue *one = mado_rule_run_evaluate (first, values, &error);
  const MadoRuleValue *two = mado_rule_run_evaluate (second, values, &again);

  g_assert_true ((one == NULL) == (error != NULL));
  g_assert_true ((one == NULL) == (two == NULL));
  if (one == NULL) {
    g_assert_cmpstr (error->message, ==, again->message);
    g_assert_null (strstr (error->message, "interrupted"));
    return;
  }
  g_assert_true (mado_rule_value_fits (one[1], type));
  g_assert_true (one[1].kind == two[1].kind && one[1].number == two[1].number);
  g_assert_cmpstr (one[1].text, ==, two[1].text);
}

static void
try_as (const char *expression, MadoRuleType type)
{
  const MadoRuleValue unknown[N_VALUES] = { 0 };
  const MadoRuleValue known[N_VALUES] = { mado_rule_value_text ("cash"), mado_rule_value_text ("2025-04-10"),
                                          mado_rule_value_number (2), mado_rule_value_number (1) };
  g_autoptr (MadoRuleBook) book = make_book (expression, type);
  g_autoptr (GPtrArray) faults = mado_rule_book_check (book);

  check_faults (faults, expression);
  if (faults->len == 0) {
    g_autoptr (MadoRuleRun) first = mado_rule_run_new (book, NULL);
    g_autoptr (MadoRuleRun) second = mado_rule_run_new (book, NULL);

    check_evaluation (first, second, unknown, type);
    check_evaluation (first, second, known, type);
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *expression = g_strndup ((const char *) data, size);

  try_as (expression, MADO_RULE_TYPE_YES_NO);
  try_as (expression, MADO_RULE_TYPE_TEXT);
  try_as (expression, MADO_RULE_TYPE_NUMBER);

  return 0;
}
