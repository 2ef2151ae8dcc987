/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ledger.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What may be erased at the end of its term, what two people erased, and what somebody preserves. */
#define MADO_TYPE_TERM_DIALOG (mado_term_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoTermDialog, mado_term_dialog, MADO, TERM_DIALOG, AdwDialog)

gboolean mado_term_dialog_is_for (MadoSession *session);
AdwDialog *mado_term_dialog_new (MadoLedger *ledger);

G_END_DECLS
