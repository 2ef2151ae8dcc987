/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-kind.h"

G_BEGIN_DECLS

/* The letters that a print shop makes of what is on a medium (宛名の印字・封入封緘), as an entry of their own:
 * ordered, printed, enclosed, delivered, inspected, handed back, posted. The medium has reached the shop before
 * anything is printed, and is back before anything is delivered. */

#define MADO_HANDOVER_LETTERS "letters" /* the kind of such an entry */

extern const MadoBodyMember mado_handover_print_members[];
extern const MadoBodyMember mado_handover_deliver_members[];
extern const MadoBodyMember mado_handover_inspect_members[];
extern const MadoBodyMember mado_handover_hand_back_members[];
extern const MadoBodyMember mado_handover_post_members[];

gboolean mado_handover_letters_join (MadoAction *action);

gboolean mado_handover_letters_print (MadoAction *action);
gboolean mado_handover_letters_enclose (MadoAction *action);
gboolean mado_handover_letters_deliver (MadoAction *action);
gboolean mado_handover_letters_inspect (MadoAction *action);
gboolean mado_handover_letters_hand_back (MadoAction *action);
gboolean mado_handover_letters_post (MadoAction *action);

G_END_DECLS
