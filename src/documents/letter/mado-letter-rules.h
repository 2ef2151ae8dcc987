/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-letter-book.h"
#include "mado-rule-run.h"

G_BEGIN_DECLS

/* The conditions of a letter as a book of rules over the items that may stand in it, and the day on it as `today`. What
 * nobody may read in the letter decides nothing in it either. */
typedef struct {
  MadoRuleBook *book;
  GArray *sources;     /* where each value comes from */
  GHashTable *answers; /* (element-type MadoRuleText → guint): the place of its answer */
  GHashTable *texts;   /* what the book calls a rule → (element-type MadoRuleText) */
} MadoLetterRules;

MadoLetterRules *mado_letter_rules_new (const MadoLetterText *letter,
                                        const MadoProgramme *programme) G_GNUC_WARN_UNUSED_RESULT;
void mado_letter_rules_free (MadoLetterRules *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoLetterRules, mado_letter_rules_free)

const MadoRuleValue *mado_letter_rules_judge (
    const MadoLetterRules *self, MadoRuleRun *run, yyjson_val *shown, const char *today, GError **error);
gboolean mado_letter_rules_hold (const MadoLetterRules *self, const MadoRuleValue *answers, const MadoRuleText *when);

G_END_DECLS
