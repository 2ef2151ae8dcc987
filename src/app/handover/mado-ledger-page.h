/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-place.h"

G_BEGIN_DECLS

/* 媒体台帳: what waits for a signature, what is overdue, what is out and due back when, what is here, what is over. A
 * number that is typed or scanned opens its entry. */
#define MADO_TYPE_LEDGER_PAGE (mado_ledger_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoLedgerPage, mado_ledger_page, MADO, LEDGER_PAGE, AdwNavigationPage)

extern const MadoPageKind mado_ledger_page_kind;

G_END_DECLS
