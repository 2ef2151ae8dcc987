/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What SQL takes without a word and a rule must not say: a text held against a number, a choice that the item does not
 * have, '2025-4-1' for a date, a rate that is not there. Only plain operands are looked at, an item, a call, a literal;
 * what is computed between them is left alone. */

#include "mado-rule-phrase.h"

#include <string.h>

#include "mado-rule-fault.h"

typedef struct {
  char class; /* as of functions; MADO_RULE_CLASS_ANY: cannot be told */
  const MadoRuleItem *item;
  char *literal; /* (nullable): a text without its quotes */
  gsize offset;
  guint end; /* the part behind it */
} Operand;

static void
clear_operand (Operand *operand)
{
  g_free (operand->literal);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Operand, clear_operand)

/**
 * mado_rule_phrase_get:
 * @self: a phrase
 * @index: which part
 *
 * Returns: (transfer none): the part; the end for all that lies behind it
 */
const MadoRulePart *
mado_rule_phrase_get (const MadoRulePhrase *self, guint index)
{
  return &g_array_index (self->parts, MadoRulePart, MIN (index, self->parts->len - 1));
}

/**
 * mado_rule_phrase_is:
 * @self: a phrase
 * @index: which part
 * @keyword: a word of the language, in capitals
 *
 * Returns: whether it is that word
 */
gboolean
mado_rule_phrase_is (const MadoRulePhrase *self, guint index, const char *keyword)
{
  return mado_rule_token_is (&mado_rule_phrase_get (self, index)->token, self->rule->expression, keyword);
}

static MadoRuleTokenKind
get_kind (const MadoRulePhrase *self, guint index)
{
  return mado_rule_phrase_get (self, index)->token.kind;
}

static char
get_class (MadoRuleType type)
{
  static const char classes[] = {
    [MADO_RULE_TYPE_TEXT] = MADO_RULE_CLASS_TEXT,
    [MADO_RULE_TYPE_NUMBER] = MADO_RULE_CLASS_NUMBER,
    [MADO_RULE_TYPE_YES_NO] = MADO_RULE_CLASS_NUMBER,
    [MADO_RULE_TYPE_DATE] = MADO_RULE_CLASS_DATE,
  };

  return classes[type];
}

static char *
read_literal (const MadoRulePhrase *self, const MadoRuleToken *token)
{
  GString *text = g_string_new_len (self->rule->expression + token->offset + 1, (gssize) token->length - 2);

  g_string_replace (text, "''", "'", 0);

  return g_string_free_and_steal (text);
}

/* The operand that begins here. */
static Operand
read_operand (const MadoRulePhrase *self, guint index)
{
  const MadoRulePart *part = mado_rule_phrase_get (self, index);
  Operand operand = { MADO_RULE_CLASS_ANY, part->item, NULL, part->token.offset, index + 1 };

  if (part->function != NULL && part->token.kind == MADO_RULE_TOKEN_WORD) {
    operand.class = part->function->gives;
    operand.end = mado_rule_phrase_get (self, index + 1)->partner + 1;
  } else if (part->item != NULL) {
    operand.class = get_class (part->item->type);
  } else if (part->token.kind == MADO_RULE_TOKEN_NUMBER) {
    operand.class = MADO_RULE_CLASS_NUMBER;
  } else if (part->token.kind == MADO_RULE_TOKEN_TEXT) {
    operand.class = MADO_RULE_CLASS_TEXT;
    operand.literal = read_literal (self, &part->token);
  }
  if (get_kind (self, operand.end) == MADO_RULE_TOKEN_ARITHMETIC) /* it is only the beginning of one */
    operand.class = MADO_RULE_CLASS_ANY;

  return operand;
}

/* The operand that ends before this part; nothing is known of it where there is none. */
static Operand
read_operand_before (const MadoRulePhrase *self, guint index)
{
  const MadoRulePart *last = mado_rule_phrase_get (self, index - 1);
  guint first = index - 1;

  if (last->token.kind == MADO_RULE_TOKEN_CLOSE)
    first = last->function != NULL ? last->partner - 1 : index; /* a group: begin with this part, which is no operand */
  if (first > 0 && get_kind (self, first - 1) == MADO_RULE_TOKEN_ARITHMETIC)
    first = index;

  return read_operand (self, first);
}

static void
check_date (const MadoRulePhrase *self, const Operand *operand)
{
  if (operand->literal != NULL && !mado_date_is_valid (mado_date_from_iso (operand->literal)))
    mado_rule_faults_add (self->faults, MADO_RULE_FAULT_DATE, self->rule->id, operand->offset,
                          "a date is written 'YYYY-MM-DD'");
}

static void
check_choice (const MadoRulePhrase *self, const Operand *operand, const MadoRuleItem *item)
{
  if (operand->literal != NULL && item != NULL && item->choices->len > 0 &&
      !g_ptr_array_find_with_equal_func (item->choices, operand->literal, g_str_equal, NULL))
    mado_rule_faults_add (self->faults, MADO_RULE_FAULT_CHOICE, self->rule->id, operand->offset, "%s is never '%s'",
                          item->name, operand->literal);
}

static void
compare (const MadoRulePhrase *self, const Operand *left, const Operand *right)
{
  if (left->class == MADO_RULE_CLASS_ANY || right->class == MADO_RULE_CLASS_ANY)
    return;
  if ((left->class == MADO_RULE_CLASS_NUMBER) != (right->class == MADO_RULE_CLASS_NUMBER)) {
    mado_rule_faults_add (self->faults, MADO_RULE_FAULT_TYPE, self->rule->id, right->offset,
                          "a number and a text are never equal");
    return;
  }
  if (left->class == MADO_RULE_CLASS_DATE)
    check_date (self, right);
  if (right->class == MADO_RULE_CLASS_DATE)
    check_date (self, left);
  check_choice (self, right, left->item);
  check_choice (self, left, right->item);
}

/* Compares with the operand that begins at @index; gives the part behind it. */
static guint
compare_with (const MadoRulePhrase *self, const Operand *subject, guint index)
{
  g_auto (Operand) other = read_operand (self, index);

  compare (self, subject, &other);

  return other.end;
}

static void
check_list (const MadoRulePhrase *self, const Operand *subject, guint open)
{
  const MadoRulePart *bracket = mado_rule_phrase_get (self, open);

  if (bracket->token.kind != MADO_RULE_TOKEN_OPEN)
    return;
  for (guint i = open + 1; i < bracket->partner; i++) {
    if (get_kind (self, i - 1) == MADO_RULE_TOKEN_COMMA || i == open + 1)
      compare_with (self, subject, i);
    if (get_kind (self, i) == MADO_RULE_TOKEN_OPEN)
      i = mado_rule_phrase_get (self, i)->partner;
  }
}

/* CASE item WHEN literal …: every WHEN of this CASE, none of those inside it. */
static void
check_case (const MadoRulePhrase *self, guint index)
{
  g_auto (Operand) subject = read_operand (self, index + 1);
  guint depth = 0;

  if (!mado_rule_phrase_is (self, subject.end, "WHEN"))
    return;
  for (guint i = subject.end; i < self->parts->len; i++) {
    if (mado_rule_phrase_is (self, i, "CASE"))
      depth++;
    else if (mado_rule_phrase_is (self, i, "WHEN") && depth == 0)
      compare_with (self, &subject, i + 1);
    else if (mado_rule_phrase_is (self, i, "END") && depth-- == 0)
      return;
  }
}

/* item [NOT] IN (…), item [NOT] BETWEEN … AND …, item IS [NOT] …, item = …; @index is the word or sign between. */
static void
check_comparison (const MadoRulePhrase *self, guint index)
{
  const gboolean is_negated = mado_rule_phrase_is (self, index - 1, "NOT");
  g_auto (Operand) subject = read_operand_before (self, is_negated ? index - 1 : index);

  if (mado_rule_phrase_is (self, index, "IN")) {
    check_list (self, &subject, index + 1);
  } else if (mado_rule_phrase_is (self, index, "BETWEEN")) {
    guint end = compare_with (self, &subject, index + 1);

    if (mado_rule_phrase_is (self, end, "AND"))
      compare_with (self, &subject, end + 1);
  } else {
    compare_with (self, &subject, mado_rule_phrase_is (self, index + 1, "NOT") ? index + 2 : index + 1);
  }
}

/**
 * mado_rule_phrase_check_comparisons:
 * @self: a phrase whose words are known and whose brackets match
 *
 * Looks whether what is compared can be compared.
 */
void
mado_rule_phrase_check_comparisons (const MadoRulePhrase *self)
{
  for (guint i = 0; i < self->parts->len; i++) {
    if (mado_rule_phrase_is (self, i, "CASE"))
      check_case (self, i);
    else if (i > 0 && (get_kind (self, i) == MADO_RULE_TOKEN_COMPARISON || mado_rule_phrase_is (self, i, "IN") ||
                       mado_rule_phrase_is (self, i, "BETWEEN") || mado_rule_phrase_is (self, i, "IS")))
      check_comparison (self, i);
  }
}

static void
check_argument (const MadoRulePhrase *self, const Operand *operand, char class)
{
  if (class == MADO_RULE_CLASS_RATE) {
    if (operand->literal != NULL && !mado_rule_rates_has (self->book->rates, operand->literal))
      mado_rule_faults_add (self->faults, MADO_RULE_FAULT_RATE, self->rule->id, operand->offset,
                            "there is no rate '%s'", operand->literal);
    class = MADO_RULE_CLASS_TEXT;
  }
  if (operand->class == MADO_RULE_CLASS_ANY || class == MADO_RULE_CLASS_ANY)
    return;
  if ((operand->class == MADO_RULE_CLASS_NUMBER) != (class == MADO_RULE_CLASS_NUMBER))
    mado_rule_faults_add (self->faults, MADO_RULE_FAULT_TYPE, self->rule->id, operand->offset,
                          "the function takes something else here");
  else if (class == MADO_RULE_CLASS_DATE)
    check_date (self, operand);
}

/**
 * mado_rule_phrase_check_arguments:
 * @self: a phrase whose words are known and whose brackets match
 * @open: the opening bracket of a call
 *
 * Looks whether the function can take what it is given.
 */
void
mado_rule_phrase_check_arguments (const MadoRulePhrase *self, guint open)
{
  const MadoRulePart *bracket = mado_rule_phrase_get (self, open);
  guint argument = 0;

  for (guint i = open + 1; i < bracket->partner; i++) {
    if (get_kind (self, i) == MADO_RULE_TOKEN_COMMA) {
      argument++;
    } else if (i == open + 1 || get_kind (self, i - 1) == MADO_RULE_TOKEN_COMMA) {
      g_auto (Operand) operand = read_operand (self, i);
      MadoRuleTokenKind behind = get_kind (self, operand.end);

      if (behind == MADO_RULE_TOKEN_COMMA || behind == MADO_RULE_TOKEN_CLOSE) /* it is the whole argument */
        check_argument (self, &operand, mado_rule_function_get_class (bracket->function, argument));
    }
    if (get_kind (self, i) == MADO_RULE_TOKEN_OPEN)
      i = mado_rule_phrase_get (self, i)->partner;
  }
}
