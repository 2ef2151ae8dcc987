/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-recoveries.h"
#include "mado-till.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Repeats in a sentence what is done with money that comes back, asks for what it needs, and does it. Closes when it
 * is done, and emits "done". */
#define MADO_TYPE_RECOVERY_DIALOG (mado_recovery_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoRecoveryDialog, mado_recovery_dialog, MADO, RECOVERY_DIALOG, AdwDialog)

AdwDialog *mado_recovery_dialog_new (MadoTill *till, MadoRecoveryStep step, const MadoRecoveryRow *row);
const char *mado_recovery_dialog_get_told (MadoRecoveryDialog *self);

G_END_DECLS
