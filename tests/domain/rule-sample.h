/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-rule-book.h"
#include "mado-rule-fault.h"

G_BEGIN_DECLS

/* The items of the sample book: texts a and b, dates d and e, a number n, yes or no y, and c, which is one of the
 * choices "1-cash" and "2-gift". It has the rates "child" and "last". */
enum { A, B, D, E, N, Y, C, N_VALUES };

MadoRuleBook *rule_sample_make_book (void);
char *rule_sample_answer (MadoRuleType type, const char *expression, const MadoRuleValue *values);
void rule_sample_assert_fault (const char *expression, const char *code, gsize offset);

G_END_DECLS
