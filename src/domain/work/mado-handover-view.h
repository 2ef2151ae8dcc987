/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-view.h"

G_BEGIN_DECLS

/* What of a hand-over, and of the operations on hand-overs, may be shown to whom. */

extern const MadoVisible mado_handover_visible[];
extern const MadoVisible mado_handover_step_visible[];

G_END_DECLS
