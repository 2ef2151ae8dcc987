/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MADO_TYPE_PREFERENCES_DIALOG (mado_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoPreferencesDialog, mado_preferences_dialog, MADO, PREFERENCES_DIALOG, AdwPreferencesDialog)

AdwDialog *mado_preferences_dialog_new (GSettings *settings);

G_END_DECLS
