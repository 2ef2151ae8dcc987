/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlcipher/sqlite3.h>

#include "mado-rule-rates.h"

G_BEGIN_DECLS

/* The steps of SQLite's machine that one evaluation may take. Counted, not timed: the same on every machine. */
#define MADO_RULE_SANDBOX_MAX_STEPS 50000

/* A database in memory in which nothing can be done but to compute. */
typedef struct _MadoRuleSandbox MadoRuleSandbox;

MadoRuleSandbox *mado_rule_sandbox_new (const MadoRuleRates *rates, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_rule_sandbox_free (MadoRuleSandbox *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoRuleSandbox, mado_rule_sandbox_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

gboolean mado_rule_sandbox_define (MadoRuleSandbox *self, const char *sql);
sqlite3_stmt *mado_rule_sandbox_prepare (MadoRuleSandbox *self, const char *sql, guint n_selects);
gboolean mado_rule_sandbox_step (MadoRuleSandbox *self, sqlite3_stmt *statement);

const char *mado_rule_sandbox_get_message (const MadoRuleSandbox *self);
int mado_rule_sandbox_get_offset (const MadoRuleSandbox *self);
gboolean mado_rule_sandbox_has_denied (const MadoRuleSandbox *self);

G_END_DECLS
