/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"
#include "mado-rule-value.h"

G_BEGIN_DECLS

/* The rules of a programme and all that they speak of: SQL expressions over items. It is filled, checked once, and does
 * not change any more; threads may share it then. */
typedef struct _MadoRuleBook MadoRuleBook;

MadoRuleBook *mado_rule_book_new (void) G_GNUC_WARN_UNUSED_RESULT;
MadoRuleBook *mado_rule_book_ref (MadoRuleBook *self);
void mado_rule_book_unref (MadoRuleBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoRuleBook, mado_rule_book_unref)

guint mado_rule_book_add_item (MadoRuleBook *self, const char *name, MadoRuleType type);
void mado_rule_book_add_choice (MadoRuleBook *self, const char *name, const char *choice);
guint mado_rule_book_add_computed (MadoRuleBook *self, const char *name, MadoRuleType type, const char *expression);
guint mado_rule_book_add_rule (MadoRuleBook *self, const char *id, MadoRuleType type, const char *expression);
void mado_rule_book_add_rate (MadoRuleBook *self, const char *name, MadoDate from, MadoRuleValue value);

GPtrArray *mado_rule_book_check (MadoRuleBook *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
