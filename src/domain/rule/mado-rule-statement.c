/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The SQL around the expressions. Values are bound, never written into it; names and expressions stand in it as they
 * are, because only what mado-rule-token lets through comes here. */

#include "mado-rule-statement.h"

static const char *
get_sql_type (MadoRuleType type)
{
  return type == MADO_RULE_TYPE_NUMBER || type == MADO_RULE_TYPE_YES_NO ? "INTEGER" : "TEXT";
}

/**
 * mado_rule_statement_build_table:
 * @book: a book
 *
 * Returns: (transfer full): what makes a table "item" with a column for each item, given or computed
 */
char *
mado_rule_statement_build_table (const MadoRuleBook *book)
{
  GString *sql = g_string_new ("CREATE TABLE item (\"no item\"");

  for (guint i = 0; i < book->items->len; i++) {
    const MadoRuleItem *item = g_ptr_array_index (book->items, i);

    g_string_append_printf (sql, ", %s %s", item->name, get_sql_type (item->type));
  }
  g_string_append (sql, ")");

  return g_string_free_and_steal (sql);
}

/**
 * mado_rule_statement_build_gate:
 * @book: a book
 *
 * In a table whose rules are generated columns SQLite itself sees to it that they are deterministic, without queries,
 * without aggregates, without loops, and that they do not grow out of bounds.
 *
 * Returns: (transfer full): what makes such a table
 */
char *
mado_rule_statement_build_gate (const MadoRuleBook *book)
{
  GString *sql = g_string_new ("CREATE TABLE gate (\"no item\"");

  for (guint i = 0; i < book->items->len; i++) {
    const MadoRuleItem *item = g_ptr_array_index (book->items, i);

    if (!item->is_computed)
      g_string_append_printf (sql, ", %s %s", item->name, get_sql_type (item->type));
  }
  for (guint i = 0; i < book->rules->len; i++) {
    const MadoRule *rule = mado_rule_book_get_rule (book, i);

    if (rule->is_item)
      g_string_append_printf (sql, ", %s AS (%s)", rule->id, rule->expression);
    else
      g_string_append_printf (sql, ", \"rule %u\" AS (%s)", i, rule->expression);
  }
  g_string_append (sql, ")");

  return g_string_free_and_steal (sql);
}

static void
append_values (GString *sql, const MadoRuleBook *book)
{
  g_string_append (sql, "WITH level_0 AS (SELECT NULL AS \"no item\"");
  for (guint i = 0; i < book->items->len; i++) {
    const MadoRuleItem *item = g_ptr_array_index (book->items, i);

    if (!item->is_computed)
      g_string_append_printf (sql, ", ?%u AS %s", item->index + 1, item->name);
  }
  g_string_append (sql, ")");
}

static void
append_level (GString *sql, const MadoRuleBook *book, guint level)
{
  g_string_append_printf (sql, ", level_%u AS (SELECT *", level);
  for (guint i = 0; i < book->rules->len; i++) {
    const MadoRule *rule = mado_rule_book_get_rule (book, i);

    if (rule->is_item && rule->level == level)
      g_string_append_printf (sql, ", (%s) AS %s", rule->expression, rule->id);
  }
  g_string_append_printf (sql, " FROM level_%u)", level - 1);
}

/* What answers a rule above all levels. */
static const char *
get_answer (const MadoRule *rule)
{
  return rule->is_item ? rule->id : rule->expression;
}

static GString *
begin_statement (const MadoRuleBook *book)
{
  GString *sql = g_string_new (NULL);

  append_values (sql, book);
  for (guint level = 1; level <= book->n_levels; level++)
    append_level (sql, book, level);
  g_string_append (sql, " SELECT ");

  return sql;
}

/**
 * mado_rule_statement_build_single:
 * @book: a book whose levels are known
 * @rule: the place of its result
 *
 * Returns: (transfer full): the statement with the answer of this rule as its column
 */
char *
mado_rule_statement_build_single (const MadoRuleBook *book, guint rule)
{
  GString *sql = begin_statement (book);

  g_string_append_printf (sql, "(%s) FROM level_%u", get_answer (mado_rule_book_get_rule (book, rule)), book->n_levels);

  return g_string_free_and_steal (sql);
}

/**
 * mado_rule_statement_build_all:
 * @book: a book whose levels are known
 *
 * Returns: (transfer full): the statement with the answers of all rules and computed items as its columns
 */
char *
mado_rule_statement_build_all (const MadoRuleBook *book)
{
  GString *sql = begin_statement (book);

  for (guint i = 0; i < book->rules->len; i++)
    g_string_append_printf (sql, "(%s), ", get_answer (mado_rule_book_get_rule (book, i)));
  g_string_append_printf (sql, "NULL FROM level_%u", book->n_levels); /* there may be no rule */

  return g_string_free_and_steal (sql);
}

/**
 * mado_rule_statement_count_selects:
 * @book: a book whose levels are known
 *
 * Returns: how many SELECT these statements have
 */
guint
mado_rule_statement_count_selects (const MadoRuleBook *book)
{
  return book->n_levels + 2;
}

/**
 * mado_rule_statement_bind:
 * @statement: a statement
 * @place: the place of the value, from 0
 * @value: a value that outlives the evaluation
 *
 * Returns: whether it was taken; not where it is too long
 */
gboolean
mado_rule_statement_bind (sqlite3_stmt *statement, guint place, MadoRuleValue value)
{
  const int parameter = (int) place + 1;

  switch (value.kind) {
  case MADO_RULE_VALUE_NUMBER:
    return sqlite3_bind_int64 (statement, parameter, value.number) == SQLITE_OK;
  case MADO_RULE_VALUE_TEXT:
    return sqlite3_bind_text (statement, parameter, value.text, -1, SQLITE_STATIC) == SQLITE_OK;
  case MADO_RULE_VALUE_NULL:
  default:
    return sqlite3_bind_null (statement, parameter) == SQLITE_OK;
  }
}

/**
 * mado_rule_statement_read:
 * @statement: a statement that has a row
 * @column: the column, from 0
 * @type: what it must be
 * @out_value: (out): the value, until the statement goes on
 *
 * Returns: whether it is of that type; real numbers and bytes are of none
 */
gboolean
mado_rule_statement_read (sqlite3_stmt *statement, guint column, MadoRuleType type, MadoRuleValue *out_value)
{
  switch (sqlite3_column_type (statement, (int) column)) {
  case SQLITE_NULL:
    *out_value = MADO_RULE_NULL;
    return TRUE;
  case SQLITE_INTEGER:
    *out_value = mado_rule_value_number (sqlite3_column_int64 (statement, (int) column));
    return mado_rule_value_fits (*out_value, type);
  case SQLITE_TEXT:
    *out_value = mado_rule_value_text ((const char *) sqlite3_column_text (statement, (int) column));
    return mado_rule_value_fits (*out_value, type);
  default:
    return FALSE;
  }
}
