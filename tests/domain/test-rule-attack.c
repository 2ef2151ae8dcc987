/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an evil rule tries. Almost all of it is stopped before SQLite sees it; what stands behind that is tried by
 * itself, on a sandbox that is given the SQL directly. */

#include <string.h>

#include "mado-base-error.h"
#include "mado-rule-run.h"
#include "mado-rule-sandbox.h"
#include "rule-sample.h"

#define LONG_TEXT 60000

typedef struct {
  const char *expression;
  const char *code;
  gsize offset;
} Attack;

static void
assert_refused (const Attack *attacks, gsize count)
{
  for (gsize i = 0; i < count; i++)
    rule_sample_assert_fault (attacks[i].expression, attacks[i].code, attacks[i].offset);
}

static void
test_text_that_breaks_out (void)
{
  static const Attack attacks[] = {
    { "1) FROM item UNION SELECT (1", MADO_RULE_FAULT_SYNTAX, 1 },
    { "1), (2", MADO_RULE_FAULT_SYNTAX, 1 },
    { "1) /*", MADO_RULE_FAULT_SYNTAX, 1 },
    { "1 /* x", MADO_RULE_FAULT_SIGN, 2 },
    { "1 -- x", MADO_RULE_FAULT_SIGN, 2 },
    { "1; DROP TABLE item", MADO_RULE_FAULT_SIGN, 1 },
    { "?1 = 1", MADO_RULE_FAULT_SIGN, 0 },
    { ":x", MADO_RULE_FAULT_SIGN, 0 },
    { "@x", MADO_RULE_FAULT_SIGN, 0 },
    { "$x", MADO_RULE_FAULT_SIGN, 0 },
    { "a ->> '$.a'", MADO_RULE_FAULT_SIGN, 2 },
    { "a -> '$.a'", MADO_RULE_FAULT_SIGN, 2 },
    { "[a] = 'x'", MADO_RULE_FAULT_SIGN, 0 },
    { "`a` = 'x'", MADO_RULE_FAULT_SIGN, 0 },
    { "\"no such item\"", MADO_RULE_FAULT_SIGN, 0 },
    { "item.a = 'x'", MADO_RULE_FAULT_ITEM, 0 },
    { "x.item.a", MADO_RULE_FAULT_ITEM, 0 },
    { "a = '\\", MADO_RULE_FAULT_SIGN, 4 },
    { "n = 1\v", MADO_RULE_FAULT_SIGN, 5 },
    { "n & 1", MADO_RULE_FAULT_SIGN, 2 },
    { "~n", MADO_RULE_FAULT_SIGN, 0 },
    { "n << 40", MADO_RULE_FAULT_SIGN, 2 },
  };

  assert_refused (attacks, G_N_ELEMENTS (attacks));
}

static void
test_queries (void)
{
  static const Attack attacks[] = {
    { "(SELECT 1)", MADO_RULE_FAULT_CONSTRUCT, 1 },
    { "1 IN (SELECT 1)", MADO_RULE_FAULT_CONSTRUCT, 6 },
    { "EXISTS (SELECT 1 FROM item)", MADO_RULE_FAULT_CONSTRUCT, 0 },
    { "(VALUES (1))", MADO_RULE_FAULT_CONSTRUCT, 1 },
    { "(WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT max(n) FROM x)",
      MADO_RULE_FAULT_CONSTRUCT, 1 },
    { "sqlite_master", MADO_RULE_FAULT_ITEM, 0 },
    { "sqlite_master.name", MADO_RULE_FAULT_ITEM, 0 },
    { "sql", MADO_RULE_FAULT_ITEM, 0 },
    { "rowid", MADO_RULE_FAULT_ITEM, 0 },
    { "_rowid_", MADO_RULE_FAULT_ITEM, 0 },
    { "oid", MADO_RULE_FAULT_ITEM, 0 },
    { "n IN item", MADO_RULE_FAULT_CONSTRUCT, 2 },
    { "n IN a", MADO_RULE_FAULT_CONSTRUCT, 2 },
    { "ATTACH 'x' AS y", MADO_RULE_FAULT_CONSTRUCT, 0 },
    { "PRAGMA user_version", MADO_RULE_FAULT_CONSTRUCT, 0 },
    { "RAISE (ABORT, 'x')", MADO_RULE_FAULT_CONSTRUCT, 0 },
  };

  assert_refused (attacks, G_N_ELEMENTS (attacks));
}

static void
test_functions_that_reach_out_or_grow (void)
{
  static const char *const calls[] = {
    "load_extension('x.so')",
    "readfile('/etc/passwd')",
    "sqlcipher_export('main')",
    "sqlite_version()",
    "sqlite_source_id()",
    "randomblob(1000000000)",
    "zeroblob(1000000000)",
    "hex(zeroblob(1000000))",
    "printf('%1000000d', 1)",
    "format('%.*c', 9, 'x')",
    "group_concat(a)",
    "count(*)",
    "count(*) OVER ()",
    "sum(n)",
    "total(n)",
    "avg(n)",
    "json_each(a)",
    "json(a)",
    "changes()",
    "total_changes()",
    "last_insert_rowid()",
    "sqrt(2)",
    "round(n)",
    "quote(a)",
    "soundex(a)",
    "likelihood(1, 2)",
    "fts5_source_id()",
    "unixepoch()",
    "strftime('%s', 'now')",
    "date('now')",
    "datetime()",
    "julianday('now')",
    "random()",
    "char(1)",
    "unicode(a)",
    "unhex(a)",
    "typeof(a)",
    "sqlite_log(1, 'x')",
    "row_number()",
    "person(a, b)",
    "pragma_table_list()",
    "ltrim(a, b)",
    "edit(a)",
    "timediff(a, b)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    rule_sample_assert_fault (calls[i], MADO_RULE_FAULT_FUNCTION, 0);
  rule_sample_assert_fault ("replace(a, 'a', a)", MADO_RULE_FAULT_CONSTRUCT, 0);
  rule_sample_assert_fault ("trim(a, b) = 'x'", MADO_RULE_FAULT_FUNCTION, 0);
}

static void
test_words_that_are_no_rules (void)
{
  static const Attack attacks[] = {
    { "CURRENT_DATE > d", MADO_RULE_FAULT_CONSTRUCT, 0 },
    { "CURRENT_TIME > a", MADO_RULE_FAULT_CONSTRUCT, 0 },
    { "CURRENT_TIMESTAMP > a", MADO_RULE_FAULT_CONSTRUCT, 0 },
    { "a LIKE '%a%a%a%a%a%a%b'", MADO_RULE_FAULT_CONSTRUCT, 2 },
    { "a GLOB '*a*a*a*b'", MADO_RULE_FAULT_CONSTRUCT, 2 },
    { "a REGEXP '(a+)+$'", MADO_RULE_FAULT_CONSTRUCT, 2 },
    { "a MATCH 'x'", MADO_RULE_FAULT_CONSTRUCT, 2 },
    { "like('%a', a)", MADO_RULE_FAULT_CONSTRUCT, 0 },
    { "a COLLATE evil = 'x'", MADO_RULE_FAULT_CONSTRUCT, 2 },
    { "CAST (x'ff00' AS TEXT)", MADO_RULE_FAULT_CONSTRUCT, 0 },
    { "a = x'ff'", MADO_RULE_FAULT_SIGN, 4 },
    { "a ISNULL", MADO_RULE_FAULT_CONSTRUCT, 2 },
    { "max(DISTINCT n, 1) = 1", MADO_RULE_FAULT_CONSTRUCT, 4 },
    { "n = 1 LIMIT 1", MADO_RULE_FAULT_CONSTRUCT, 6 },
  };

  assert_refused (attacks, G_N_ELEMENTS (attacks));
}

static void
test_aggregates_of_the_same_name (void)
{
  rule_sample_assert_fault ("max(a) = 'x'", MADO_RULE_FAULT_FUNCTION, 0);
  rule_sample_assert_fault ("min(n) = 1", MADO_RULE_FAULT_FUNCTION, 0);
  rule_sample_assert_fault ("max(n, 1) OVER () = 1", MADO_RULE_FAULT_CONSTRUCT, 10);
  rule_sample_assert_fault ("max(n, 1) FILTER (WHERE y) = 1", MADO_RULE_FAULT_CONSTRUCT, 10);
}

static void
test_numbers_that_are_not_whole (void)
{
  static const Attack attacks[] = {
    { "9223372036854775807 + 1", MADO_RULE_FAULT_TYPE, 0 },
    { "9223372036854775807 * 3", MADO_RULE_FAULT_TYPE, 0 },
    { "1e308 * 10", MADO_RULE_FAULT_SIGN, 0 },
    { "0.1 + 0.2", MADO_RULE_FAULT_SIGN, 1 },
    { "0x7fffffffffffffff", MADO_RULE_FAULT_SIGN, 0 },
    { "1_000", MADO_RULE_FAULT_SIGN, 0 },
    { ".5 < n", MADO_RULE_FAULT_SIGN, 0 },
  };
  g_autofree char *zero = rule_sample_answer (MADO_RULE_TYPE_YES_NO, "1 / 0", (MadoRuleValue[N_VALUES]) { 0 });
  g_autofree char *least =
      rule_sample_answer (MADO_RULE_TYPE_NUMBER, "abs(-9223372036854775807 - 1)", (MadoRuleValue[N_VALUES]) { 0 });

  assert_refused (attacks, G_N_ELEMENTS (attacks));
  g_assert_cmpstr (zero, ==, "NULL");
  g_assert_cmpstr (least, ==, "error");
}

static char *
repeat (const char *before, const char *part, guint count, const char *behind)
{
  GString *text = g_string_new (before);

  for (guint i = 0; i < count; i++)
    g_string_append (text, part);
  g_string_append (text, behind);

  return g_string_free_and_steal (text);
}

static void
test_depth_and_length (void)
{
  g_autofree char *open = repeat ("", "(", 200, "");
  g_autofree char *brackets = repeat (open, "", 0, "1");
  g_autofree char *closed = repeat (brackets, ")", 200, "");
  g_autofree char *nots = repeat ("", "NOT ", 150, "1");
  g_autofree char *minus = repeat ("", "- ", 2000, "1");
  g_autofree char *conditions = repeat ("", "CASE WHEN ", 300, "1");
  g_autofree char *cases = repeat (conditions, " THEN 1 END", 300, "");
  g_autofree char *calls = repeat ("", "abs(", 41, "1");
  g_autofree char *sum = repeat ("n = 1", " + 1", 150, "");
  g_autofree char *arguments = repeat ("n = max(1", ", 1", 40, ")");
  g_autofree char *spaces = repeat ("1", " ", 9000, "");

  rule_sample_assert_fault (closed, MADO_RULE_FAULT_SIZE, 40);
  rule_sample_assert_fault (calls, MADO_RULE_FAULT_SIZE, 163);
  rule_sample_assert_fault (nots, MADO_RULE_FAULT_SIZE, 0);
  rule_sample_assert_fault (minus, MADO_RULE_FAULT_SIZE, 0);
  rule_sample_assert_fault (sum, MADO_RULE_FAULT_SIZE, 0);
  rule_sample_assert_fault (cases, MADO_RULE_FAULT_SIZE, 0);
  rule_sample_assert_fault (arguments, MADO_RULE_FAULT_SYNTAX, 4);
  rule_sample_assert_fault (spaces, MADO_RULE_FAULT_SIZE, 8192);
}

static void
test_texts_that_grow (void)
{
  g_autofree char *text = g_strnfill (LONG_TEXT, 'a');
  g_autofree char *too_long = g_strnfill (LONG_TEXT * 2, 'a');
  MadoRuleValue values[N_VALUES] = { 0 };
  g_autofree char *twice = NULL;
  g_autofree char *once = NULL;
  g_autofree char *refused = NULL;

  values[A] = mado_rule_value_text (text);
  once = rule_sample_answer (MADO_RULE_TYPE_NUMBER, "length(a) + instr(a, 'b') + contains(fold(a), 'b')", values);
  twice = rule_sample_answer (MADO_RULE_TYPE_NUMBER, "length(a || a)", values);
  values[A] = mado_rule_value_text (too_long);
  refused = rule_sample_answer (MADO_RULE_TYPE_NUMBER, "1", values);
  g_assert_cmpstr (once, ==, "60000");
  g_assert_cmpstr (twice, ==, "error");
  g_assert_cmpstr (refused, ==, "error");
}

/* c0 is n, each of the others is computed from the one before. */
static guint
add_chain (MadoRuleBook *book, int length, const char *format)
{
  guint last = mado_rule_book_add_computed (book, "c0", MADO_RULE_TYPE_NUMBER, "n");

  for (int i = 1; i < length; i++) {
    g_autofree char *name = g_strdup_printf ("c%d", i);
    g_autofree char *before = g_strdup_printf ("c%d", i - 1);
    g_auto (GStrv) parts = g_strsplit (format, "@", -1);
    g_autofree char *expression = g_strjoinv (before, parts);

    last = mado_rule_book_add_computed (book, name, MADO_RULE_TYPE_NUMBER, expression);
  }

  return last;
}

static void
assert_chain_refused (int length, const char *format, const char *id, gsize offset)
{
  g_autoptr (MadoRuleBook) book = rule_sample_make_book ();
  g_autoptr (GPtrArray) faults = NULL;
  const MadoRuleFault *fault;

  add_chain (book, length, format);
  faults = mado_rule_book_check (book);
  g_assert_cmpuint (faults->len, >=, 1);
  fault = g_ptr_array_index (faults, 0);
  g_assert_cmpstr (fault->code, ==, MADO_RULE_FAULT_SIZE);
  g_assert_cmpstr (fault->id, ==, id);
  g_assert_cmpuint (fault->offset, ==, offset);
}

/* With each naming the one before twice, the fortieth would be a million million additions. */
static void
test_items_that_double (void)
{
  assert_chain_refused (40, "@ + @", "c9", 5);
}

static void
test_items_that_pile_up (void)
{
  assert_chain_refused (900, "1 + @", "c40", 4);
}

static void
test_long_chain_is_no_attack (void)
{
  g_autoptr (MadoRuleBook) book = rule_sample_make_book ();
  const guint last = add_chain (book, 40, "@ + 1");
  g_autoptr (GPtrArray) faults = mado_rule_book_check (book);
  g_autoptr (MadoRuleRun) run = NULL;
  MadoRuleValue values[N_VALUES] = { 0 };

  g_assert_cmpuint (faults->len, ==, 0);
  run = mado_rule_run_new (book, NULL);
  values[N] = mado_rule_value_number (3);
  g_assert_cmpint (mado_rule_run_evaluate (run, values, NULL)[last].number, ==, 42);
}

static void
test_too_many_rules_are_refused (void)
{
  g_autoptr (MadoRuleBook) book = rule_sample_make_book ();
  g_autoptr (GPtrArray) faults = NULL;
  const MadoRuleFault *fault;

  for (int i = 0; i < 3000; i++)
    mado_rule_book_add_rule (book, "rule", MADO_RULE_TYPE_YES_NO, "n = 1");
  faults = mado_rule_book_check (book);
  g_assert_cmpuint (faults->len, ==, 1);
  fault = g_ptr_array_index (faults, 0);
  g_assert_cmpstr (fault->code, ==, MADO_RULE_FAULT_SIZE);
  g_assert_cmpstr (fault->id, ==, "");
}

static MadoRuleSandbox *
make_sandbox (const MadoRuleRates *rates)
{
  g_autoptr (GError) error = NULL;
  MadoRuleSandbox *sandbox = mado_rule_sandbox_new (rates, &error);

  g_assert_no_error (error);
  g_assert_true (mado_rule_sandbox_define (sandbox, "CREATE TABLE item (a TEXT, n INTEGER)"));

  return sandbox;
}

/* SQL that never passes the first wall. */
static void
test_second_wall (void)
{
  static const char *const statements[] = {
    "SELECT (SELECT 1)",
    "SELECT 1 IN (SELECT 1)",
    "SELECT EXISTS (SELECT 1 FROM item)",
    "SELECT random()",
    "SELECT CURRENT_DATE",
    "SELECT a LIKE 'x' FROM item",
    "SELECT load_extension('x')",
    "SELECT count(*) FROM item",
    "SELECT hex(a) FROM item",
    "SELECT date('now')",
    "SELECT sql FROM sqlite_master",
    "SELECT 1 UNION SELECT 2",
    "WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT n FROM x",
    "ATTACH 'x' AS y",
    "PRAGMA user_version",
    "PRAGMA cipher_version",
    "DROP TABLE item",
    "DELETE FROM item",
    "INSERT INTO item VALUES ('x', 1)",
    "UPDATE item SET n = 1",
    "CREATE TABLE x (a)",

    "BEGIN",
    "SELECT \"typo\" FROM item",
    "CREATE TRIGGER t AFTER INSERT ON item BEGIN SELECT 1; END",
    "SELECT name FROM pragma_table_list",
    "SELECT value FROM json_each('[1]')",
    "SAVEPOINT x",

    "ANALYZE",
  };
  g_autoptr (MadoRuleRates) rates = mado_rule_rates_new ();
  g_autoptr (MadoRuleSandbox) sandbox = make_sandbox (rates);

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++) {
    g_autoptr (sqlite3_stmt) statement = mado_rule_sandbox_prepare (sandbox, statements[i], 1);

    if (statement != NULL)
      g_error ("%s", statements[i]);
  }
}

/* What SQLite itself demands of generated columns. */
static void
test_gate (void)
{
  static const char *const tables[] = {
    "CREATE TABLE x (a, b AS (max(a)))",      "CREATE TABLE x (a, b AS ((SELECT 1)))",
    "CREATE TABLE x (a, b AS (c), c AS (b))", "CREATE TABLE x (a, b AS (random()))",
    "CREATE TABLE x (a, b AS (rowid))",       "CREATE TABLE x (a, b AS (count(*) OVER ()))",
    "CREATE TABLE x (a, b AS (\"typo\"))",
  };
  g_autoptr (MadoRuleRates) rates = mado_rule_rates_new ();
  g_autoptr (MadoRuleSandbox) sandbox = make_sandbox (rates);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (mado_rule_sandbox_define (sandbox, tables[i]))
      g_error ("%s", tables[i]);
}

/* The language has no loops, so it cannot come to this; should it ever, it ends after so many steps, every time anew.
 */
static void
test_steps_are_limited (void)
{
  g_autoptr (MadoRuleRates) rates = mado_rule_rates_new ();
  g_autoptr (MadoRuleSandbox) sandbox = make_sandbox (rates);
  g_autoptr (sqlite3_stmt) many = NULL;
  g_autoptr (sqlite3_stmt) some = NULL;

  for (int i = 0; i < 100; i++)
    g_assert_true (mado_rule_sandbox_define (sandbox, "INSERT INTO item VALUES ('x', 1)"));
  many = mado_rule_sandbox_prepare (sandbox, "SELECT 1 FROM item x, item y, item z WHERE x.n + y.n + z.n = 4", 1);
  some = mado_rule_sandbox_prepare (sandbox, "SELECT 1 FROM item x, item y WHERE x.rowid * y.rowid > 2000", 1);
  for (int i = 0; i < 20; i++) {
    g_assert_true (mado_rule_sandbox_step (sandbox, some));
    g_assert_cmpint (sqlite3_reset (some), ==, SQLITE_OK);
  }
  g_assert_false (mado_rule_sandbox_step (sandbox, many));
  g_assert_cmpint (sqlite3_reset (many), ==, SQLITE_INTERRUPT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rule-attack/text-that-breaks-out", test_text_that_breaks_out);
  g_test_add_func ("/rule-attack/queries", test_queries);
  g_test_add_func ("/rule-attack/functions-that-reach-out-or-grow", test_functions_that_reach_out_or_grow);
  g_test_add_func ("/rule-attack/words-that-are-no-rules", test_words_that_are_no_rules);
  g_test_add_func ("/rule-attack/aggregates-of-the-same-name", test_aggregates_of_the_same_name);
  g_test_add_func ("/rule-attack/numbers-that-are-not-whole", test_numbers_that_are_not_whole);
  g_test_add_func ("/rule-attack/depth-and-length", test_depth_and_length);
  g_test_add_func ("/rule-attack/texts-that-grow", test_texts_that_grow);
  g_test_add_func ("/rule-attack/items-that-double", test_items_that_double);
  g_test_add_func ("/rule-attack/items-that-pile-up", test_items_that_pile_up);
  g_test_add_func ("/rule-attack/long-chain-is-no-attack", test_long_chain_is_no_attack);
  g_test_add_func ("/rule-attack/too-many-rules-are-refused", test_too_many_rules_are_refused);
  g_test_add_func ("/rule-attack/second-wall", test_second_wall);
  g_test_add_func ("/rule-attack/gate", test_gate);
  g_test_add_func ("/rule-attack/steps-are-limited", test_steps_are_limited);

  return g_test_run ();
}
