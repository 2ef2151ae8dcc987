/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-action.h"

G_BEGIN_DECLS

gboolean mado_case_follow_rights (MadoAction *action, const MadoJudgement *judgement);
gboolean mado_case_add_rights (MadoAction *action, const MadoJudgement *judgement);
void mado_case_write_claims (MadoAction *action);
void mado_case_write_looks (MadoAction *action, const MadoJudgement *judgement);

G_END_DECLS
