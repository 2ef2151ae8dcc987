/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlcipher/sqlite3.h>

#include "mado-rule-book-private.h"

G_BEGIN_DECLS

#define MADO_RULE_STATEMENT_BEFORE "SELECT ("
#define MADO_RULE_STATEMENT_BEHIND ") FROM item"

char *mado_rule_statement_build_table (const MadoRuleBook *book) G_GNUC_WARN_UNUSED_RESULT;
char *mado_rule_statement_build_gate (const MadoRuleBook *book) G_GNUC_WARN_UNUSED_RESULT;
char *mado_rule_statement_build_single (const MadoRuleBook *book, guint rule) G_GNUC_WARN_UNUSED_RESULT;
char *mado_rule_statement_build_all (const MadoRuleBook *book) G_GNUC_WARN_UNUSED_RESULT;
guint mado_rule_statement_count_selects (const MadoRuleBook *book);

gboolean mado_rule_statement_bind (sqlite3_stmt *statement, guint place, MadoRuleValue value);
gboolean mado_rule_statement_read (sqlite3_stmt *statement, guint column, MadoRuleType type, MadoRuleValue *out_value);

G_END_DECLS
