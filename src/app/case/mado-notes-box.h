/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-case-work.h"
#include "mado-session.h"

G_BEGIN_DECLS

/* The comments on a case, which ward and contractor write to each other, and where one more is written. */
#define MADO_TYPE_NOTES_BOX (mado_notes_box_get_type ())
G_DECLARE_FINAL_TYPE (MadoNotesBox, mado_notes_box, MADO, NOTES_BOX, AdwBin)

void mado_notes_box_open (MadoNotesBox *self, MadoSession *session, const MadoCaseWork *work);
void mado_notes_box_show (MadoNotesBox *self, const MadoCaseWork *work);
void mado_notes_box_close (MadoNotesBox *self);
void mado_notes_box_focus (MadoNotesBox *self);

G_END_DECLS
