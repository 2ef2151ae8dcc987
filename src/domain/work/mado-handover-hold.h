/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-kind.h"

G_BEGIN_DECLS

/* A hold (保全): while it stands, nothing of the hand-over is erased, as where a court or an auditor wants to see it.
 */

gboolean mado_handover_hold_begin (MadoAction *action);
gboolean mado_handover_hold_end (MadoAction *action);
gboolean mado_handover_hold_check (MadoAction *action);

G_END_DECLS
