/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-view.h"

G_BEGIN_DECLS

/* What of a case, and of the operations on cases, may be shown to whom. */

extern const MadoVisible mado_case_visible[];

extern const MadoVisible mado_case_move_visible[];
extern const MadoVisible mado_case_answer_visible[];
extern const MadoVisible mado_case_edit_visible[];
extern const MadoVisible mado_case_correct_visible[];
extern const MadoVisible mado_case_settle_visible[];
extern const MadoVisible mado_case_see_visible[];
extern const MadoVisible mado_case_attach_visible[];
extern const MadoVisible mado_case_cover_visible[];
extern const MadoVisible mado_case_note_visible[];
extern const MadoVisible mado_case_apart_visible[];
extern const MadoVisible mado_case_give_up_visible[];
extern const MadoVisible mado_case_protect_visible[];
extern const MadoVisible mado_case_entry_visible[];
extern const MadoVisible mado_case_adjudicate_visible[];

G_END_DECLS
