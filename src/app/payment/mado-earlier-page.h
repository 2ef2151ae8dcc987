/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-money-page.h"

G_BEGIN_DECLS

/* Takes in what was paid elsewhere or in earlier years: a table, row by row, before it counts. */
#define MADO_TYPE_EARLIER_PAGE (mado_earlier_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoEarlierPage, mado_earlier_page, MADO, EARLIER_PAGE, MadoMoneyPage)

AdwNavigationPage *mado_earlier_page_new (MadoTill *till);

G_END_DECLS
