/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case-life.h"

G_BEGIN_DECLS

/* How what stands on paper gets into a case. */

void mado_case_form_add (const MadoCaseLife *life, const GPtrArray *roles, yyjson_mut_doc *doc, yyjson_mut_val *body);
void mado_case_form_add_edit (
    const MadoCaseLife *life, const MadoItem *item, yyjson_mut_val *value, yyjson_mut_doc *doc, yyjson_mut_val *edits);
void mado_case_form_add_change (const MadoCaseLife *life,
                                const MadoTransition *transition,
                                yyjson_mut_doc *doc,
                                yyjson_mut_val *body);
gboolean mado_case_form_mend (MadoCaseLife *life, const MadoItem *item);
gboolean mado_case_form_enter_account (MadoCaseLife *life, const MadoItem *item);

G_END_DECLS
