/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-rule-book.h"

G_BEGIN_DECLS

/* A checked book at work: values in, answers out. For one thread; each thread has its own. */
typedef struct _MadoRuleRun MadoRuleRun;

MadoRuleRun *mado_rule_run_new (MadoRuleBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_rule_run_free (MadoRuleRun *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoRuleRun, mado_rule_run_free)

const MadoRuleValue *mado_rule_run_evaluate (MadoRuleRun *self, const MadoRuleValue *values, GError **error);
const char *mado_rule_run_get_failed (const MadoRuleRun *self);

G_END_DECLS
