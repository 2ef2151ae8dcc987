/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case-life.h"

G_BEGIN_DECLS

gboolean mado_case_step_take (MadoCaseLife *life, const MadoTransition *transition);

G_END_DECLS
