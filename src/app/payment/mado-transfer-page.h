/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-money-page.h"

G_BEGIN_DECLS

/* 振込データ: the day and who pays, what stands against the file, what it comes to counted twice, and the sheet that
 * goes with it. The file is kept in the profile; it leaves with an entry of the ledger. */
#define MADO_TYPE_TRANSFER_PAGE (mado_transfer_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoTransferPage, mado_transfer_page, MADO, TRANSFER_PAGE, MadoMoneyPage)

AdwNavigationPage *mado_transfer_page_new (MadoTill *till, MadoId batch, const char *pay);

G_END_DECLS
