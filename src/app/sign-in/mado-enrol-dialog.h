/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Makes a terminal one of the service's, with the file and the code that its administrator gave. Emits "enrolled" once
 * the terminal's papers are on the disk. */
#define MADO_TYPE_ENROL_DIALOG (mado_enrol_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoEnrolDialog, mado_enrol_dialog, MADO, ENROL_DIALOG, AdwDialog)

AdwDialog *mado_enrol_dialog_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
