/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"
#include "mado-rule-value.h"

G_BEGIN_DECLS

/* Amounts and other values that change on a given day: rate('second', start_day). */
typedef struct _MadoRuleRates MadoRuleRates;

MadoRuleRates *mado_rule_rates_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_rule_rates_free (MadoRuleRates *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoRuleRates, mado_rule_rates_free)

void mado_rule_rates_add (MadoRuleRates *self, const char *name, MadoDate from, MadoRuleValue value);
gboolean mado_rule_rates_has (const MadoRuleRates *self, const char *name);
MadoRuleValue mado_rule_rates_find (const MadoRuleRates *self, const char *name, MadoDate on);

G_END_DECLS
