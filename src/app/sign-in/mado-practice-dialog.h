/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks which work somebody wants to practise. Emits "chosen" with the ids of the programme and of the role. */
#define MADO_TYPE_PRACTICE_DIALOG (mado_practice_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoPracticeDialog, mado_practice_dialog, MADO, PRACTICE_DIALOG, AdwDialog)

AdwDialog *mado_practice_dialog_new (void);

G_END_DECLS
