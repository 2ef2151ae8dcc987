/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-ledger.h"

G_BEGIN_DECLS

/* The daily count: everything that should be under lock on one's own side, held against what is there. */
#define MADO_TYPE_COUNT_DIALOG (mado_count_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoCountDialog, mado_count_dialog, MADO, COUNT_DIALOG, AdwDialog)

AdwDialog *mado_count_dialog_new (MadoLedger *ledger) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
