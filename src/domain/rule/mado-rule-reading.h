/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-rule-book-private.h"

G_BEGIN_DECLS

void mado_rule_reading_check (const MadoRuleBook *book, const MadoRule *rule, GPtrArray *faults, GArray *uses);

G_END_DECLS
