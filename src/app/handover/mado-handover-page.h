/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-ledger.h"

G_BEGIN_DECLS

/* One entry of the ledger: its track, what comes next, what it says, and everything that was signed. */
#define MADO_TYPE_HANDOVER_PAGE (mado_handover_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoHandoverPage, mado_handover_page, MADO, HANDOVER_PAGE, AdwNavigationPage)

AdwNavigationPage *mado_handover_page_new (MadoLedger *ledger, MadoId id);

G_END_DECLS
