/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-case-work.h"
#include "mado-wish.h"

G_BEGIN_DECLS

/* What two people wrote differently, both values side by side. Emits "settled" with the MadoCaseConflict (for the
 * length of the call) and whether the value that was not written is the right one. */
#define MADO_TYPE_CONFLICT_DIALOG (mado_conflict_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoConflictDialog, mado_conflict_dialog, MADO, CONFLICT_DIALOG, AdwDialog)

AdwDialog *mado_conflict_dialog_new (const MadoCaseWork *work);
void mado_conflict_dialog_show (MadoConflictDialog *self, const MadoCaseWork *work);

MadoWish *mado_conflict_wish_new (MadoId id, gint64 version, const MadoCaseConflict *conflict, gboolean is_mine)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
