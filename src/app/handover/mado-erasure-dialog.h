/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ledger.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The report of erasure (消去報告書): about all of the ledger, or about what one receiver had. */
gboolean mado_erasure_dialog_is_for (MadoSession *session);
void mado_erasure_dialog_present (MadoLedger *ledger, GtkWidget *parent);

G_END_DECLS
