/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-kind.h"

G_BEGIN_DECLS

/* What of a batch went to the bank, and what came back for it. */

#define MADO_BATCH_APPROVED "approved"

extern const MadoBodyMember mado_batch_transfer_members[];
extern const MadoBodyMember mado_batch_void_members[];
extern const MadoBodyMember mado_batch_answer_members[];

extern const MadoVisible mado_batch_transfer_said_visible[];
extern const MadoVisible mado_batch_void_said_visible[];
extern const MadoVisible mado_batch_answer_said_visible[];
extern const MadoVisible mado_batch_transfer_visible[];
extern const MadoVisible mado_batch_answer_visible[];

gboolean mado_batch_transfer (MadoAction *action);
gboolean mado_batch_void_transfer (MadoAction *action);
gboolean mado_batch_answer (MadoAction *action);

gboolean mado_batch_is_under_way (const MadoDraft *batch);

G_END_DECLS
