/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MADO_TYPE_SHORTCUTS_DIALOG (mado_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoShortcutsDialog, mado_shortcuts_dialog, MADO, SHORTCUTS_DIALOG, AdwDialog)

AdwDialog *mado_shortcuts_dialog_new (void);

G_END_DECLS
