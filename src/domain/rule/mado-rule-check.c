/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds all that is wrong with a book before it sees a case. Each step only takes what the step before has let through:
 * reading, the order of computed items, SQLite's own parser, its gate for generated columns, and a try on made-up
 * values. */

#include <string.h>

#include "mado-rule-book-private.h"
#include "mado-rule-fault.h"
#include "mado-rule-reading.h"
#include "mado-rule-sandbox.h"
#include "mado-rule-statement.h"
#include "mado-rule-token.h"

/* How many times items may be put into one another in a rule. Two uses of an item that uses one twice are six; without
 * a bound, thirty such lines would take SQLite hours. */
#define MAX_WEIGHT 1000
#define MAX_LEVEL 40 /* a level is a query inside the next */
#define MIN_TRIES 2
#define MAX_TRIES 64

typedef struct {
  MadoRuleBook *book;
  GPtrArray *faults;
  GPtrArray *uses; /* of each rule: GArray of MadoRuleUse */
  guint *weights;  /* of each rule; 0: its place in the order is not known yet */
} Check;

/* Whether every item can be named, and by one name alone. */
static gboolean
check_names (Check *self)
{
  for (guint i = 0; i < self->book->items->len; i++) {
    const MadoRuleItem *item = g_ptr_array_index (self->book->items, i);

    if (!mado_rule_token_is_name (item->name))
      mado_rule_faults_add (self->faults, MADO_RULE_FAULT_NAME, item->name, 0, "no rule can name this item");
    else if (mado_rule_book_find_item (self->book, item->name, strlen (item->name)) != item)
      mado_rule_faults_add (self->faults, MADO_RULE_FAULT_NAME, item->name, 0, "there is another item of this name");
  }

  return self->faults->len == 0;
}

static void
read_rules (Check *self)
{
  for (guint i = 0; i < self->book->rules->len; i++) {
    GArray *uses = g_array_new (FALSE, FALSE, sizeof (MadoRuleUse));

    mado_rule_reading_check (self->book, mado_rule_book_get_rule (self->book, i), self->faults, uses);
    g_ptr_array_add (self->uses, uses);
  }
}

/* The first use of an item whose place is not known; NULL where there is none. */
static const MadoRuleUse *
find_waiting (const Check *self, guint rule)
{
  GArray *uses = g_ptr_array_index (self->uses, rule);

  for (guint i = 0; i < uses->len; i++) {
    const MadoRuleUse *use = &g_array_index (uses, MadoRuleUse, i);

    if (self->weights[use->rule] == 0)
      return use;
  }

  return NULL;
}

static void
place_rule (Check *self, guint index)
{
  MadoRule *rule = g_ptr_array_index (self->book->rules, index);
  GArray *uses = g_ptr_array_index (self->uses, index);
  guint weight = 1;

  for (guint i = 0; i < uses->len; i++) {
    const MadoRuleUse *use = &g_array_index (uses, MadoRuleUse, i);

    rule->level = MAX (rule->level, mado_rule_book_get_rule (self->book, use->rule)->level + 1);
    weight += self->weights[use->rule];
    if (weight > MAX_WEIGHT || rule->level > MAX_LEVEL) {
      mado_rule_faults_add (self->faults, MADO_RULE_FAULT_SIZE, rule->id, use->offset,
                            "computed items grow too much by naming one another");
      weight = 1; /* those that use it are not at fault */
      rule->level = 1;
      break;
    }
  }
  self->weights[index] = weight;
  if (rule->is_item)
    self->book->n_levels = MAX (self->book->n_levels, rule->level);
}

/* Puts each rule above the computed items it needs. What is left over needs itself. */
static void
order_rules (Check *self)
{
  const guint n_rules = self->book->rules->len;
  gboolean has_moved = TRUE;

  while (has_moved) {
    has_moved = FALSE;
    for (guint i = 0; i < n_rules; i++)
      if (self->weights[i] == 0 && find_waiting (self, i) == NULL) {
        place_rule (self, i);
        has_moved = TRUE;
      }
  }
  for (guint i = 0; i < n_rules; i++)
    if (self->weights[i] == 0 && mado_rule_book_get_rule (self->book, i)->is_item)
      mado_rule_faults_add (self->faults, MADO_RULE_FAULT_LOOP, mado_rule_book_get_rule (self->book, i)->id,
                            find_waiting (self, i)->offset, "this item is needed to compute itself");
}

static gboolean
has_fault (const Check *self, const char *id)
{
  for (guint i = 0; i < self->faults->len; i++)
    if (g_str_equal (((const MadoRuleFault *) g_ptr_array_index (self->faults, i))->id, id))
      return TRUE;

  return FALSE;
}

static void
parse_rule (Check *self, MadoRuleSandbox *sandbox, const MadoRule *rule)
{
  g_autofree char *sql = g_strconcat (MADO_RULE_STATEMENT_BEFORE, rule->expression, MADO_RULE_STATEMENT_BEHIND, NULL);
  g_autoptr (sqlite3_stmt) statement = mado_rule_sandbox_prepare (sandbox, sql, 1);
  const int place = mado_rule_sandbox_get_offset (sandbox) - (int) strlen (MADO_RULE_STATEMENT_BEFORE);

  if (statement != NULL)
    return;
  if (mado_rule_sandbox_has_denied (sandbox))
    mado_rule_faults_add (self->faults, MADO_RULE_FAULT_CONSTRUCT, rule->id, 0, "this is no part of the rule language");
  else if (place < 0)
    mado_rule_faults_add (self->faults, MADO_RULE_FAULT_SIZE, rule->id, 0, "%s",
                          mado_rule_sandbox_get_message (sandbox));
  else
    mado_rule_faults_add (self->faults, MADO_RULE_FAULT_SYNTAX, rule->id,
                          MIN ((gsize) place, strlen (rule->expression)), "%s",
                          mado_rule_sandbox_get_message (sandbox));
}

/* What has no fault yet goes to SQLite's parser, each by itself, so that every one gets its place. */
static void
parse_rules (Check *self, MadoRuleSandbox *sandbox)
{
  g_autofree char *table = mado_rule_statement_build_table (self->book);

  if (!mado_rule_sandbox_define (sandbox, table)) {
    mado_rule_faults_add (self->faults, MADO_RULE_FAULT_SIZE, "", 0, "%s", mado_rule_sandbox_get_message (sandbox));
    return;
  }
  for (guint i = 0; i < self->book->rules->len; i++) {
    const MadoRule *rule = mado_rule_book_get_rule (self->book, i);

    if (!has_fault (self, rule->id))
      parse_rule (self, sandbox, rule);
  }
}

static void
pass_gate (Check *self, MadoRuleSandbox *sandbox)
{
  g_autofree char *gate = mado_rule_statement_build_gate (self->book);

  if (!mado_rule_sandbox_define (sandbox, gate))
    mado_rule_faults_add (self->faults, MADO_RULE_FAULT_SIZE, "", 0, "%s", mado_rule_sandbox_get_message (sandbox));
}

static MadoRuleValue
make_up_value (const MadoRuleItem *item, guint try)
{
  if (item->type == MADO_RULE_TYPE_NUMBER)
    return mado_rule_value_number ((gint64) try + 2); /* more than yes or no */
  if (item->type == MADO_RULE_TYPE_YES_NO)
    return mado_rule_value_number (try % 2);
  if (item->type == MADO_RULE_TYPE_DATE)
    return mado_rule_value_text ("2025-04-01");
  if (item->choices->len > 0)
    return mado_rule_value_text (g_ptr_array_index (item->choices, try % item->choices->len));

  return mado_rule_value_text ("窓口");
}

static guint
count_tries (const MadoRuleBook *book)
{
  guint tries = MIN_TRIES;

  for (guint i = 0; i < book->items->len; i++)
    tries = MAX (tries, ((const MadoRuleItem *) g_ptr_array_index (book->items, i))->choices->len);

  return MIN (tries, MAX_TRIES);
}

/* Whether the answer to made-up values is of the right type. That a function fails on them says nothing. */
static gboolean
try_rule (const MadoRuleBook *book, MadoRuleSandbox *sandbox, sqlite3_stmt *statement, MadoRuleType type, guint try)
{
  MadoRuleValue answer;
  gboolean fits;

  for (guint i = 0; i < book->items->len; i++) {
    const MadoRuleItem *item = g_ptr_array_index (book->items, i);

    if (!item->is_computed)
      mado_rule_statement_bind (statement, item->index, make_up_value (item, try));
  }
  fits = !mado_rule_sandbox_step (sandbox, statement) || mado_rule_statement_read (statement, 0, type, &answer);
  sqlite3_reset (statement);

  return fits;
}

static void
try_rules (Check *self, MadoRuleSandbox *sandbox)
{
  const guint n_selects = mado_rule_statement_count_selects (self->book);
  const guint tries = count_tries (self->book);

  for (guint i = 0; i < self->book->rules->len; i++) {
    const MadoRule *rule = mado_rule_book_get_rule (self->book, i);
    g_autofree char *sql = mado_rule_statement_build_single (self->book, i);
    g_autoptr (sqlite3_stmt) statement = mado_rule_sandbox_prepare (sandbox, sql, n_selects);
    gboolean fits = TRUE;

    for (guint try = 0; statement != NULL && fits && try < tries; try++)
      fits = try_rule (self->book, sandbox, statement, rule->type, try);
    if (!fits)
      mado_rule_faults_add (self->faults, MADO_RULE_FAULT_TYPE, rule->id, 0, "the answer is not always %s",
                            mado_rule_type_get_name (rule->type));
  }
}

/* As one statement, which is how they run. */
static void
join_rules (Check *self, MadoRuleSandbox *sandbox)
{
  g_autofree char *sql = mado_rule_statement_build_all (self->book);
  g_autoptr (sqlite3_stmt) statement =
      mado_rule_sandbox_prepare (sandbox, sql, mado_rule_statement_count_selects (self->book));

  if (statement == NULL)
    mado_rule_faults_add (self->faults, MADO_RULE_FAULT_SIZE, "", 0, "%s", mado_rule_sandbox_get_message (sandbox));
}

static void
check_in_sandbox (Check *self)
{
  static void (*const steps[]) (Check *, MadoRuleSandbox *) = { pass_gate, join_rules, try_rules };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoRuleSandbox) sandbox = mado_rule_sandbox_new (self->book->rates, &error);

  if (sandbox == NULL) {
    mado_rule_faults_add (self->faults, MADO_RULE_FAULT_SIZE, "", 0, "%s", error->message);
    return;
  }
  parse_rules (self, sandbox);
  for (gsize i = 0; i < G_N_ELEMENTS (steps) && self->faults->len == 0; i++)
    steps[i](self, sandbox);
}

/**
 * mado_rule_book_check:
 * @self: a book that is complete
 *
 * Returns: (transfer full) (element-type MadoRuleFault): all that is wrong; a book of which nothing is can run
 */
GPtrArray *
mado_rule_book_check (MadoRuleBook *self)
{
  g_autoptr (GPtrArray) uses = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autofree guint *weights = g_new0 (guint, self->rules->len);
  Check check = { self, mado_rule_faults_new (), uses, weights };
  const gboolean are_named = check_names (&check);

  read_rules (&check);
  order_rules (&check);
  if (are_named)
    check_in_sandbox (&check);
  self->is_checked = check.faults->len == 0;

  return check.faults;
}
