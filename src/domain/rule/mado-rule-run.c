/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Evaluates all rules of a book at once: one statement, in which the values are bound, so that nothing of a case is
 * ever written into a table. */

#include "mado-rule-run.h"

#include "mado-base-error.h"
#include "mado-rule-sandbox.h"
#include "mado-rule-statement.h"

struct _MadoRuleRun {
  MadoRuleBook *book;
  MadoRuleSandbox *sandbox;
  sqlite3_stmt *statement;
  MadoRuleValue *results; /* a value for each rule */
  const char *failed;     /* (nullable) */
};

/**
 * mado_rule_run_new:
 * @book: a book in which mado_rule_book_check() found nothing
 * @error: where to put what went wrong
 *
 * Returns: (transfer full): the run; %NULL where SQLite could not prepare it
 */
MadoRuleRun *
mado_rule_run_new (MadoRuleBook *book, GError **error)
{
  g_autoptr (MadoRuleRun) self = NULL;
  g_autofree char *sql = NULL;

  g_return_val_if_fail (book->is_checked, NULL);
  self = g_new0 (MadoRuleRun, 1);
  self->book = mado_rule_book_ref (book);
  self->results = g_new0 (MadoRuleValue, book->rules->len);
  self->sandbox = mado_rule_sandbox_new (book->rates, error);
  if (self->sandbox == NULL)
    return NULL;

  sql = mado_rule_statement_build_all (book);
  self->statement = mado_rule_sandbox_prepare (self->sandbox, sql, mado_rule_statement_count_selects (book));
  if (self->statement != NULL)
    return g_steal_pointer (&self);
  g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_FAILED, "cannot prepare the rules: %s",
               mado_rule_sandbox_get_message (self->sandbox));

  return NULL;
}

/**
 * mado_rule_run_free:
 * @self: (nullable) (transfer full): a run
 */
void
mado_rule_run_free (MadoRuleRun *self)
{
  if (self == NULL)
    return;

  sqlite3_finalize (self->statement);
  mado_rule_sandbox_free (self->sandbox);
  mado_rule_book_unref (self->book);
  g_free (self->results);
  g_free (self);
}

static void G_GNUC_PRINTF (5, 6)
    set_failed (MadoRuleRun *self, const char *id, GError **error, MadoBaseError code, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  self->failed = id;
  g_set_error (error, MADO_BASE_ERROR, code, "%s: %s", id, reason);
}

static gboolean
bind_values (MadoRuleRun *self, sqlite3_stmt *statement, const MadoRuleValue *values, GError **error)
{
  for (guint i = 0; i < self->book->items->len; i++) {
    const MadoRuleItem *item = g_ptr_array_index (self->book->items, i);

    if (item->is_computed)
      continue;
    if (!mado_rule_value_fits (values[item->index], item->type)) {
      set_failed (self, item->name, error, MADO_BASE_ERROR_INVALID, "the value is not %s",
                  mado_rule_type_get_name (item->type));
      return FALSE;
    }
    if (!mado_rule_statement_bind (statement, item->index, values[item->index])) {
      set_failed (self, item->name, error, MADO_BASE_ERROR_INVALID, "the value is too long");
      return FALSE;
    }
  }

  return TRUE;
}

static gboolean
fails (MadoRuleRun *self, guint rule, const MadoRuleValue *values, GError **error)
{
  g_autofree char *sql = mado_rule_statement_build_single (self->book, rule);
  const guint n_selects = mado_rule_statement_count_selects (self->book);
  g_autoptr (sqlite3_stmt) statement = mado_rule_sandbox_prepare (self->sandbox, sql, n_selects);

  if (statement != NULL && bind_values (self, statement, values, NULL) &&
      mado_rule_sandbox_step (self->sandbox, statement))
    return FALSE;

  set_failed (self, mado_rule_book_get_rule (self->book, rule)->id, error, MADO_BASE_ERROR_INVALID, "%s",
              mado_rule_sandbox_get_message (self->sandbox));

  return TRUE;
}

/* The statement says that some rule failed, not which: the lowest that fails by itself is where it began. */
static void
find_failed (MadoRuleRun *self, const MadoRuleValue *values, GError **error)
{
  for (guint level = 1; level <= self->book->n_levels + 1; level++)
    for (guint i = 0; i < self->book->rules->len; i++)
      if (mado_rule_book_get_rule (self->book, i)->level == level && fails (self, i, values, error))
        return;

  set_failed (self, "", error, MADO_BASE_ERROR_INVALID, "the rules are too much together");
}

static gboolean
read_results (MadoRuleRun *self, GError **error)
{
  for (guint i = 0; i < self->book->rules->len; i++) {
    const MadoRule *rule = mado_rule_book_get_rule (self->book, i);

    if (!mado_rule_statement_read (self->statement, i, rule->type, &self->results[i])) {
      set_failed (self, rule->id, error, MADO_BASE_ERROR_INVALID, "the answer is not %s",
                  mado_rule_type_get_name (rule->type));
      return FALSE;
    }
  }

  return TRUE;
}

/**
 * mado_rule_run_evaluate:
 * @self: a run
 * @values: a value for each given item, which stays where it is until the next evaluation
 * @error: where to put what went wrong
 *
 * The same values give the same results and errors on every machine.
 *
 * Returns: (transfer none): a result for each rule and computed item, until the next evaluation; %NULL where a value is
 *   not of its item's type, a function failed, a result is not of the rule's type, or the steps did not suffice
 */
const MadoRuleValue *
mado_rule_run_evaluate (MadoRuleRun *self, const MadoRuleValue *values, GError **error)
{
  self->failed = NULL;
  sqlite3_reset (self->statement);
  if (!bind_values (self, self->statement, values, error))
    return NULL;
  if (!mado_rule_sandbox_step (self->sandbox, self->statement)) {
    find_failed (self, values, error);
    return NULL;
  }

  return read_results (self, error) ? self->results : NULL;
}

/**
 * mado_rule_run_get_failed:
 * @self: a run
 *
 * Returns: (nullable) (transfer none): the rule or item for which the last evaluation failed
 */
const char *
mado_rule_run_get_failed (const MadoRuleRun *self)
{
  return self->failed;
}
