/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an item holds or a rule answers. */
typedef enum {
  MADO_RULE_TYPE_TEXT,
  MADO_RULE_TYPE_NUMBER, /* whole: a count, an amount in yen */
  MADO_RULE_TYPE_YES_NO, /* 1, 0; of a check: passed, found */
  MADO_RULE_TYPE_DATE,   /* a text, YYYY-MM-DD */
} MadoRuleType;

typedef enum {
  MADO_RULE_VALUE_NULL, /* not known; of a check: cannot be judged yet */
  MADO_RULE_VALUE_NUMBER,
  MADO_RULE_VALUE_TEXT,
} MadoRuleValueKind;

/* A plain value; the text belongs to somebody else. */
typedef struct {
  MadoRuleValueKind kind;
  gint64 number;
  const char *text;
} MadoRuleValue;

#define MADO_RULE_NULL ((MadoRuleValue) { MADO_RULE_VALUE_NULL, 0, NULL })

MadoRuleValue mado_rule_value_number (gint64 number);
MadoRuleValue mado_rule_value_text (const char *text);
gboolean mado_rule_value_fits (MadoRuleValue value, MadoRuleType type);
const char *mado_rule_type_get_name (MadoRuleType type);

G_END_DECLS
