/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What can be wrong with a rule before it has seen any value. The codes never change. */
#define MADO_RULE_FAULT_NAME "E_NAME"           /* an item's name is taken, an SQL word or no plain word */
#define MADO_RULE_FAULT_SIGN "E_SIGN"           /* a sign that the rule language does not have */
#define MADO_RULE_FAULT_SYNTAX "E_SYNTAX"       /* no expression */
#define MADO_RULE_FAULT_ITEM "E_ITEM"           /* there is no such item */
#define MADO_RULE_FAULT_FUNCTION "E_FUNCTION"   /* there is no such function, or not with so many arguments */
#define MADO_RULE_FAULT_CONSTRUCT "E_CONSTRUCT" /* SQL that is no part of the rule language */
#define MADO_RULE_FAULT_LOOP "E_LOOP"           /* a computed item that needs itself */
#define MADO_RULE_FAULT_SIZE "E_SIZE"           /* too long, too deep, or it grows too much once items are put in */
#define MADO_RULE_FAULT_TYPE "E_TYPE"           /* the result, or what is compared or given, is of the wrong type */
#define MADO_RULE_FAULT_RATE "E_RATE"           /* there is no such rate */
#define MADO_RULE_FAULT_CHOICE "E_CHOICE"       /* the item never has this value */
#define MADO_RULE_FAULT_DATE "E_DATE"           /* a text where a date is due, and not of the form YYYY-MM-DD */

/* One thing wrong with one rule, for the author of the programme. */
typedef struct {
  const char *code; /* static, from the list above */
  char *id;         /* the rule or item; empty: all of them together */
  gsize offset;     /* bytes from the beginning of its expression */
  char *message;
} MadoRuleFault;

void mado_rule_fault_free (MadoRuleFault *fault);

GPtrArray *mado_rule_faults_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_rule_faults_add (GPtrArray *faults, const char *code, const char *id, gsize offset, const char *format, ...)
    G_GNUC_PRINTF (5, 6);

G_END_DECLS
