/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-case-work.h"

G_BEGIN_DECLS

/* What two people wrote differently, both values side by side. Emits "settled" with the MadoCaseConflict (for the
 * length of the call) and whether the value that was not written is the right one. */
#define MADO_TYPE_CONFLICT_DIALOG (mado_conflict_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoConflictDialog, mado_conflict_dialog, MADO, CONFLICT_DIALOG, AdwDialog)

AdwDialog *mado_conflict_dialog_new (const MadoCaseWork *work);
void mado_conflict_dialog_show (MadoConflictDialog *self, const MadoCaseWork *work);

G_END_DECLS
