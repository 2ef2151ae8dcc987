/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-kind.h"

G_BEGIN_DECLS

/* Payments that travel together: collected, frozen with count, sum and digest, approved by somebody who had no hand in
 * them. */
extern const MadoKind mado_batch_kind;

/* In a case: what was frozen of it in the batch that it has left. */
#define MADO_BATCH_HELD "held"

gboolean mado_batch_join (MadoAction *action, const MadoTransition *transition);

G_END_DECLS
