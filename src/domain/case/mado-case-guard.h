/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-action.h"

G_BEGIN_DECLS

gboolean mado_case_check_person (MadoAction *action, const MadoTransition *transition);
gboolean mado_case_check_reason (MadoAction *action, const MadoTransition *transition);
gboolean mado_case_check_needs (MadoAction *action, const MadoTransition *transition, const MadoJudgement *judgement);

G_END_DECLS
