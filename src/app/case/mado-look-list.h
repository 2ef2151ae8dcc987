/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-case-work.h"

G_BEGIN_DECLS

/* What has to be seen with one's own eyes, a switch each. Emits "looked" with the id of the check and whether it is so.
 */
#define MADO_TYPE_LOOK_LIST (mado_look_list_get_type ())
G_DECLARE_FINAL_TYPE (MadoLookList, mado_look_list, MADO, LOOK_LIST, AdwBin)

void mado_look_list_show (MadoLookList *self, const MadoCaseWork *work);
void mado_look_list_focus (MadoLookList *self);

G_END_DECLS
