/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-kind.h"

G_BEGIN_DECLS

/* 保全: somebody wants to see a case, or all of the programme, longer than its term: nothing of it is erased until that
 * is lifted. */
extern const MadoKind mado_preservation_kind;

#define MADO_PRESERVATION_HELD "held"
#define MADO_PRESERVATION_LIFTED "lifted"

#define MADO_PRESERVATION_ALL "*" /* all of the programme */

gboolean mado_preservation_check (MadoAction *action, const char *subject);

G_END_DECLS
