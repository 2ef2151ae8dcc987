/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-body.h"

#include "mado-action.h"

G_BEGIN_DECLS

extern const MadoBodyMember mado_case_move_members[];

gboolean mado_case_move (MadoAction *action);
gboolean mado_case_agree (MadoAction *action);
gboolean mado_case_decline (MadoAction *action);

G_END_DECLS
