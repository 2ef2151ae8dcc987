/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-version.h"

G_BEGIN_DECLS

/* A version of what is said on the telephone: a question that many ask with its answer, or a set phrase with its short
 * code. */
extern const MadoKind mado_saying_kind;

#define MADO_SAYING_DUTY "answers" /* whoever words what is said */

G_END_DECLS
