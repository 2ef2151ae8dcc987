/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-call.h"
#include "mado-session.h"

G_BEGIN_DECLS

/* Who is on the line: looked for, asked, told. Emits "taken" when a case was taken, or nobody; "ticked" when a caller
 * has said everything; "left" when the keyboard is wanted by what comes next. */
#define MADO_TYPE_CALLER_PANE (mado_caller_pane_get_type ())
G_DECLARE_FINAL_TYPE (MadoCallerPane, mado_caller_pane, MADO, CALLER_PANE, AdwBin)

void mado_caller_pane_begin (MadoCallerPane *self, MadoSession *session, MadoCall *call);
void mado_caller_pane_resume (MadoCallerPane *self);
void mado_caller_pane_focus (MadoCallerPane *self);
const MadoGuidance *mado_caller_pane_get_telling (MadoCallerPane *self);

G_END_DECLS
