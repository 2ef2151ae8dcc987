/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-action.h"

G_BEGIN_DECLS

gboolean mado_case_has_open_deficiency (const MadoAction *action);
void mado_case_open_deficiency (MadoAction *action, const MadoTransition *transition);
gboolean mado_case_close_deficiencies (MadoAction *action);
void mado_case_drop_deficiencies (MadoAction *action);

G_END_DECLS
