/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-action.h"

G_BEGIN_DECLS

const MadoJudgement *mado_case_judge (MadoAction *action, MadoDate day);
gboolean mado_case_settle (MadoAction *action);
gboolean mado_case_settle_with (MadoAction *action, const MadoJudgement *judgement);

G_END_DECLS
