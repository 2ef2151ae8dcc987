/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-kind.h"

G_BEGIN_DECLS

/* A letter's sheet in a run of letters: what may be said of it, and what is done with it. The acts are on the letter.
 */
extern const MadoBodyMember mado_letter_sheet_join_members[];
extern const MadoBodyMember mado_letter_sheet_spoil_members[];
extern const MadoBodyMember mado_letter_sheet_enclose_members[];

extern const MadoVisible mado_letter_sheet_visible[];
extern const MadoVisible mado_letter_sheet_step_visible[];

gboolean mado_letter_sheet_join (MadoAction *action);
gboolean mado_letter_sheet_spoil (MadoAction *action);
gboolean mado_letter_sheet_reprint (MadoAction *action);
gboolean mado_letter_sheet_withdraw (MadoAction *action);
gboolean mado_letter_sheet_enclose (MadoAction *action);

gboolean mado_letter_sheet_is_in_hand (const MadoAction *action);
gboolean mado_letter_sheet_send (MadoAction *action);

G_END_DECLS
