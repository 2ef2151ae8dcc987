/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case-life.h"

G_BEGIN_DECLS

gboolean mado_case_visit_receive (MadoCaseLife *life);
void mado_case_visit (MadoCaseLife *life);

G_END_DECLS
