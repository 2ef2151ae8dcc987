/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case-life.h"

G_BEGIN_DECLS

/* What happens beside the straight way. */

void mado_case_event_happen (MadoCaseLife *life);
void mado_case_event_send_letters (MadoCaseLife *life, const MadoTransition *transition);

G_END_DECLS
