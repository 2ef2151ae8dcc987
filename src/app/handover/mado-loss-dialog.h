/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-ledger.h"

G_BEGIN_DECLS

/* Opens an incident for a medium that is missed, and shows at once whom and what it is about. */
#define MADO_TYPE_LOSS_DIALOG (mado_loss_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoLossDialog, mado_loss_dialog, MADO, LOSS_DIALOG, AdwDialog)

AdwDialog *mado_loss_dialog_new (MadoLedger *ledger, MadoEntity *handover);

G_END_DECLS
