/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-action.h"

G_BEGIN_DECLS

/* Photos and scans of a hand-over: the bag with its seal, the slip with both stamps, the proof of an erasure. */

extern const MadoBodyMember mado_handover_attach_members[];

gboolean mado_handover_attach (MadoAction *action);

G_END_DECLS
