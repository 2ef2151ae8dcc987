/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlcipher/sqlite3.h>

#include "mado-date.h"
#include "mado-rule-rates.h"

G_BEGIN_DECLS

/* What a function takes and gives, one letter each. A small letter: the argument may be missing. */
#define MADO_RULE_CLASS_DATE 'D'
#define MADO_RULE_CLASS_NUMBER 'N'
#define MADO_RULE_CLASS_TEXT 'T'
#define MADO_RULE_CLASS_RATE 'R' /* the name of a rate */
#define MADO_RULE_CLASS_ANY '?'  /* also what is not known */
#define MADO_RULE_CLASS_MORE '+' /* any number of the letter before */

/* An argument of one of our functions, as the letter says. */
typedef struct {
  MadoDate date;
  gint64 number;
  const char *text;
  gboolean is_null;
} MadoRuleArgument;

typedef void (*MadoRuleAnswer) (sqlite3_context *context, const MadoRuleArgument *arguments);

/* A function of the rule language. */
typedef struct {
  const char *name;
  const char *takes;
  char gives;
  MadoRuleAnswer answer; /* (nullable): SQLite's own */
} MadoRuleFunction;

const MadoRuleFunction *mado_rule_function_find (const char *name, gsize length);
gboolean mado_rule_function_takes_count (const MadoRuleFunction *function, guint count);
char mado_rule_function_get_class (const MadoRuleFunction *function, guint argument);
gboolean mado_rule_function_register_all (sqlite3 *connection, const MadoRuleRates *rates);

G_END_DECLS
