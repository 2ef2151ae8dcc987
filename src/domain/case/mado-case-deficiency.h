/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-action.h"

G_BEGIN_DECLS

/* How an applicant is told of what is missing. */
#define MADO_TELL_LETTER "letter"
#define MADO_TELL_PHONE "phone"

gboolean mado_case_check_telling (MadoAction *action, const MadoTransition *transition);
gboolean mado_case_is_told_by_phone (const MadoAction *action);
gboolean mado_case_has_open_deficiency (const MadoAction *action);
void mado_case_open_deficiency (MadoAction *action, const MadoTransition *transition);
gboolean mado_case_close_deficiencies (MadoAction *action);
void mado_case_drop_deficiencies (MadoAction *action);

G_END_DECLS
