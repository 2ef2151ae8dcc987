/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-case-sheet.h"

G_BEGIN_DECLS

/* Corrects an item of a case: what stands there, what shall, who wants it so, and why. */
#define MADO_TYPE_CORRECTION_DIALOG (mado_correction_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoCorrectionDialog, mado_correction_dialog, MADO, CORRECTION_DIALOG, AdwDialog)

gboolean mado_correction_is_possible (MadoSession *session, const MadoCaseSheet *sheet);
AdwDialog *mado_correction_dialog_new (MadoSession *session,
                                       const MadoCaseSheet *sheet,
                                       const MadoItem *item) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
