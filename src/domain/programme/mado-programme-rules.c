/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hands the rules of a programme to the rule language. What the language finds is reported at its place in the file. */

#include <string.h>

#include "mado-programme-book.h"
#include "mado-programme-check.h"
#include "mado-rule-fault.h"
#include "mado-rule-token.h"

/* Whether what a row does not know is something that counts rows. */
static gboolean
names_counting (const MadoProgrammeBooks *books, const MadoRuleText *rule, gsize offset)
{
  MadoRuleToken token;

  if (!mado_rule_token_next (rule->text, &offset, &token))
    return FALSE;

  g_autofree char *word = g_ascii_strdown (rule->text + token.offset, (gssize) token.length);

  return g_hash_table_contains (books->counting, word);
}

/* Names are held by the check of the whole file; here it is the text of the rules. */
static void
check_book (const MadoProgramme *self, const MadoProgrammeBook *book, GPtrArray *faults)
{
  g_autoptr (GPtrArray) found = mado_rule_book_check (book->rules);

  for (guint i = 0; i < found->len; i++) {
    const MadoRuleFault *fault = g_ptr_array_index (found, i);
    const MadoRuleText *rule = g_hash_table_lookup (book->texts, fault->id);

    if (rule == NULL || g_str_equal (fault->code, MADO_RULE_FAULT_NAME))
      continue;
    if (book->list != NULL && g_str_equal (fault->code, MADO_RULE_FAULT_ITEM) &&
        names_counting (self->books, rule, fault->offset))
      mado_programme_report_rule (self, rule, fault->offset, "E_COUNTS_ROWS",
                                  "This counts the rows of a list; a row cannot know it yet", faults);
    else
      mado_programme_report_rule (self, rule, fault->offset, fault->code, fault->message, faults);
  }
}

/**
 * mado_programme_check_rules:
 * @self: a programme, read as far as its file allows, with its books
 * @faults: takes what the rule language finds in its rules
 */
void
mado_programme_check_rules (const MadoProgramme *self, GPtrArray *faults)
{
  check_book (self, self->books->whole, faults);
  for (guint i = 0; i < self->books->lists->len; i++)
    check_book (self, g_ptr_array_index (self->books->lists, i), faults);
  if (self->books->ground == NULL)
    return;

  /* the whole book holds the same rules and has told their faults */
  g_autoptr (GPtrArray) told = mado_rule_book_check (self->books->ground->rules);
}
