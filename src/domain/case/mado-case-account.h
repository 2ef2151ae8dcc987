/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-action.h"

G_BEGIN_DECLS

gboolean mado_case_enter_account (MadoAction *action);
gboolean mado_case_retract_account (MadoAction *action);
gboolean mado_case_adjudicate_account (MadoAction *action);

gboolean mado_case_has_account (const MadoAction *action);
void mado_case_forget_account (MadoAction *action);
gboolean mado_case_has_entered_account (const MadoAction *action);
gboolean mado_case_is_account_in_doubt (const MadoAction *action);

G_END_DECLS
