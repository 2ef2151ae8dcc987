/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case-life.h"

G_BEGIN_DECLS

/* What happens beside the straight way. */

void mado_case_event_happen (MadoCaseLife *life);
gboolean mado_case_event_set_back (MadoCaseLife *life);
void mado_case_event_release (MadoCaseLife *life);
void mado_case_event_send_letters (MadoCaseLife *life, const MadoTransition *transition);
void mado_case_event_add_change (const MadoCaseLife *life,
                                 const MadoTransition *transition,
                                 yyjson_mut_doc *doc,
                                 yyjson_mut_val *body);

G_END_DECLS
