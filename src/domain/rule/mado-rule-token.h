/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  MADO_RULE_TOKEN_WORD,    /* an item or a function */
  MADO_RULE_TOKEN_KEYWORD, /* a word of the rule language: AND, CASE, … */
  MADO_RULE_TOKEN_SQL,     /* a word of SQL that the rule language does not have */
  MADO_RULE_TOKEN_NUMBER,
  MADO_RULE_TOKEN_TEXT,       /* with its quotes */
  MADO_RULE_TOKEN_COMPARISON, /* = <> < <= > >= */
  MADO_RULE_TOKEN_ARITHMETIC, /* + - * / % || */
  MADO_RULE_TOKEN_OPEN,
  MADO_RULE_TOKEN_CLOSE,
  MADO_RULE_TOKEN_COMMA,
  MADO_RULE_TOKEN_FOREIGN, /* no part of the rule language */
} MadoRuleTokenKind;

typedef struct {
  MadoRuleTokenKind kind;
  gsize offset; /* in the expression, in bytes */
  gsize length;
} MadoRuleToken;

gboolean mado_rule_token_next (const char *text, gsize *offset, MadoRuleToken *out_token);
gboolean mado_rule_token_is (const MadoRuleToken *token, const char *text, const char *keyword);
gboolean mado_rule_token_is_word (const MadoRuleToken *token, const char *text, const char *word);
gboolean mado_rule_token_is_name (const char *name);

G_END_DECLS
