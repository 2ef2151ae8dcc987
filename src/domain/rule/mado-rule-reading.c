/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a rule as its author does: which items and functions it names, which brackets belong together. All faults of a
 * rule are found in one go, each with its place; SQLite would name the first. */

#include "mado-rule-reading.h"

#include <string.h>

#include "mado-rule-fault.h"
#include "mado-rule-phrase.h"

#define MAX_LENGTH 8192 /* bytes of an expression */
#define MAX_BRACKETS 40 /* inside one another */

typedef struct {
  MadoRulePhrase phrase;
  GArray *open; /* guint: the brackets that are open */
} Reading;

static MadoRulePart *
get_part (const Reading *self, guint index)
{
  return &g_array_index (self->phrase.parts, MadoRulePart, index);
}

static void G_GNUC_PRINTF (4, 5) add_fault (const Reading *self, guint index, const char *code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  mado_rule_faults_add (self->phrase.faults, code, self->phrase.rule->id, get_part (self, index)->token.offset, "%s",
                        message);
}

static void
split (Reading *self)
{
  const char *text = self->phrase.rule->expression;
  gsize offset = 0;
  MadoRulePart part = { 0 };

  while (mado_rule_token_next (text, &offset, &part.token))
    g_array_append_val (self->phrase.parts, part);
  part.token = (MadoRuleToken) { MADO_RULE_TOKEN_FOREIGN, strlen (text), 0 };
  g_array_append_val (self->phrase.parts, part);
}

static void
read_word (Reading *self, guint index, GArray *uses)
{
  MadoRulePart *part = get_part (self, index);
  const char *word = self->phrase.rule->expression + part->token.offset;
  const int length = (int) part->token.length;

  if (get_part (self, index + 1)->token.kind == MADO_RULE_TOKEN_OPEN) {
    part->function = mado_rule_function_find (word, part->token.length);
    if (part->function == NULL)
      add_fault (self, index, MADO_RULE_FAULT_FUNCTION, "there is no function %.*s", length, word);
    return;
  }
  part->item = mado_rule_book_find_item (self->phrase.book, word, part->token.length);
  if (part->item == NULL)
    add_fault (self, index, MADO_RULE_FAULT_ITEM, "there is no item %.*s", length, word);
  else if (part->item->is_computed)
    g_array_append_val (uses, ((MadoRuleUse) { part->item->index, part->token.offset }));
}

static void
open_bracket (Reading *self, guint index)
{
  if (self->open->len == MAX_BRACKETS)
    add_fault (self, index, MADO_RULE_FAULT_SIZE, "there are too many brackets inside one another");
  if (index > 0)
    get_part (self, index)->function = get_part (self, index - 1)->function;
  g_array_append_val (self->open, index);
}

static void
check_count (const Reading *self, guint open, guint close)
{
  const MadoRuleFunction *function = get_part (self, open)->function;
  guint count = close == open + 1 ? 0 : 1;

  for (guint i = open + 1; i < close; i++) {
    if (get_part (self, i)->token.kind == MADO_RULE_TOKEN_OPEN)
      i = get_part (self, i)->partner;
    else if (get_part (self, i)->token.kind == MADO_RULE_TOKEN_COMMA)
      count++;
  }
  if (!mado_rule_function_takes_count (function, count))
    add_fault (self, open - 1, MADO_RULE_FAULT_FUNCTION, "%s does not take %u arguments", function->name, count);
}

static void
close_bracket (Reading *self, guint index)
{
  MadoRulePart *part = get_part (self, index);

  if (self->open->len == 0) {
    add_fault (self, index, MADO_RULE_FAULT_SYNTAX, "the bracket was never opened");
    return;
  }
  part->partner = g_array_index (self->open, guint, self->open->len - 1);
  g_array_set_size (self->open, self->open->len - 1);
  get_part (self, part->partner)->partner = index;
  part->function = get_part (self, part->partner)->function;
  if (part->function != NULL)
    check_count (self, part->partner, index);
}

/* A comma stands between arguments and in the list after IN, nowhere else: (a, b) alone is a row of SQL. */
static void
check_comma (const Reading *self, guint index)
{
  if (self->open->len > 0) {
    const guint open = g_array_index (self->open, guint, self->open->len - 1);

    if (open > 0 && (get_part (self, open - 1)->token.kind == MADO_RULE_TOKEN_WORD ||
                     mado_rule_phrase_is (&self->phrase, open - 1, "IN")))
      return;
  }
  add_fault (self, index, MADO_RULE_FAULT_CONSTRUCT, "a rule is one expression");
}

static void
read_part (Reading *self, guint index, GArray *uses)
{
  const MadoRuleToken *token = &get_part (self, index)->token;
  const char *text = self->phrase.rule->expression + token->offset;
  const int length = (int) token->length;

  switch (token->kind) {
  case MADO_RULE_TOKEN_WORD:
    read_word (self, index, uses);
    break;
  case MADO_RULE_TOKEN_SQL:
    add_fault (self, index, MADO_RULE_FAULT_CONSTRUCT, "%.*s is no part of the rule language", length, text);
    break;
  case MADO_RULE_TOKEN_FOREIGN:
    add_fault (self, index, MADO_RULE_FAULT_SIGN,
               *text == '\'' ? "the quote is never closed" : "this is no part of the rule language");
    break;
  case MADO_RULE_TOKEN_OPEN:
    open_bracket (self, index);
    break;
  case MADO_RULE_TOKEN_CLOSE:
    close_bracket (self, index);
    break;
  case MADO_RULE_TOKEN_COMMA:
    check_comma (self, index);
    break;
  case MADO_RULE_TOKEN_KEYWORD:
    if (mado_rule_phrase_is (&self->phrase, index, "IN") &&
        get_part (self, index + 1)->token.kind != MADO_RULE_TOKEN_OPEN) /* SQL takes a table there */
      add_fault (self, index, MADO_RULE_FAULT_CONSTRUCT, "a list in brackets stands after IN");
    break;
  case MADO_RULE_TOKEN_NUMBER:
  case MADO_RULE_TOKEN_TEXT:
  case MADO_RULE_TOKEN_COMPARISON:
  case MADO_RULE_TOKEN_ARITHMETIC:
  default:
    break;
  }
}

static void
read_all (Reading *self, GArray *uses)
{
  const guint before = self->phrase.faults->len;

  split (self);
  for (guint i = 0; i + 1 < self->phrase.parts->len; i++)
    read_part (self, i, uses);
  for (guint i = 0; i < self->open->len; i++)
    add_fault (self, g_array_index (self->open, guint, i), MADO_RULE_FAULT_SYNTAX, "the bracket is never closed");
  if (self->phrase.faults->len > before)
    return;

  mado_rule_phrase_check_comparisons (&self->phrase);
  for (guint i = 0; i < self->phrase.parts->len; i++)
    if (get_part (self, i)->token.kind == MADO_RULE_TOKEN_OPEN && get_part (self, i)->function != NULL)
      mado_rule_phrase_check_arguments (&self->phrase, i);
}

/**
 * mado_rule_reading_check:
 * @book: the book of the rule
 * @rule: a rule
 * @faults: (element-type MadoRuleFault): where what is wrong is added
 * @uses: (element-type MadoRuleUse): where the computed items are added that it names, as often as it does
 *
 * Reads a rule and finds what is wrong with it by itself.
 */
void
mado_rule_reading_check (const MadoRuleBook *book, const MadoRule *rule, GPtrArray *faults, GArray *uses)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (MadoRulePart));
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  Reading reading = { { book, rule, parts, faults }, open };

  if (strlen (rule->expression) > MAX_LENGTH)
    mado_rule_faults_add (faults, MADO_RULE_FAULT_SIZE, rule->id, MAX_LENGTH, "the rule is too long");
  else if (!g_utf8_validate (rule->expression, -1, NULL))
    mado_rule_faults_add (faults, MADO_RULE_FAULT_SIGN, rule->id, 0, "the rule is not UTF-8");
  else
    read_all (&reading, uses);
}
