/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-rule-book-private.h"
#include "mado-rule-function.h"
#include "mado-rule-token.h"

G_BEGIN_DECLS

/* A token of a rule with what it stands for. */
typedef struct {
  MadoRuleToken token;
  const MadoRuleItem *item;         /* (nullable): the item that a word names */
  const MadoRuleFunction *function; /* (nullable): the function that a word names, and its brackets */
  guint partner;                    /* of a bracket: where the other one is */
} MadoRulePart;

/* The parts of a rule, ended by one of kind FOREIGN and length 0. */
typedef struct {
  const MadoRuleBook *book;
  const MadoRule *rule;
  GArray *parts; /* MadoRulePart */
  GPtrArray *faults;
} MadoRulePhrase;

const MadoRulePart *mado_rule_phrase_get (const MadoRulePhrase *self, guint index);
gboolean mado_rule_phrase_is (const MadoRulePhrase *self, guint index, const char *keyword);
void mado_rule_phrase_check_comparisons (const MadoRulePhrase *self);
void mado_rule_phrase_check_arguments (const MadoRulePhrase *self, guint open);

G_END_DECLS
