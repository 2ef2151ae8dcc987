/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-rule-book.h"
#include "mado-rule-rates.h"

G_BEGIN_DECLS

/* What a book holds, for those who check and run it. */

/* What rules may name. */
typedef struct {
  char *name;
  MadoRuleType type;
  GPtrArray *choices; /* char *; empty: any value */
  guint index;        /* of its value; of its rule where it is computed */
  gboolean is_computed;
} MadoRuleItem;

/* A rule, or how an item is computed. */
typedef struct {
  char *id;
  MadoRuleType type;
  char *expression;
  gboolean is_item;
  guint level; /* from 1, above all computed items that it needs */
} MadoRule;

/* A place in a rule where a computed item is named. */
typedef struct {
  guint rule; /* that computes it */
  gsize offset;
} MadoRuleUse;

struct _MadoRuleBook {
  GPtrArray *items;         /* MadoRuleItem, given and computed */
  guint n_values;           /* how many are given */
  GPtrArray *rules;         /* MadoRule, in the order of their results */
  GHashTable *item_by_name; /* in small letters */
  MadoRuleRates *rates;
  guint n_levels;      /* of computed items */
  gboolean is_checked; /* and nothing was found */
};

const MadoRule *mado_rule_book_get_rule (const MadoRuleBook *self, guint index);
const MadoRuleItem *mado_rule_book_find_item (const MadoRuleBook *self, const char *name, gsize length);

G_END_DECLS
