/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-session.h"
#include "mado-twins.h"

G_BEGIN_DECLS

/* Twins beside the case, and what is to be done. Emits "opened" with the id (a MadoId, for the length of the call) of a
 * twin that is to be opened, and "confirmed" where an application is received all the same. */
#define MADO_TYPE_TWINS_DIALOG (mado_twins_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoTwinsDialog, mado_twins_dialog, MADO, TWINS_DIALOG, AdwDialog)

AdwDialog *mado_twins_dialog_new (MadoSession *session, MadoId id, gint64 version, const MadoTwins *twins)
    G_GNUC_WARN_UNUSED_RESULT;
AdwDialog *mado_twins_dialog_new_before (MadoSession *session, const MadoTwins *twins) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
