/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-money-page.h"

G_BEGIN_DECLS

/* 返還: what is asked back, what came, what is open and for how long; with what whoever looks may do. */
#define MADO_TYPE_RECOVERIES_PAGE (mado_recoveries_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoRecoveriesPage, mado_recoveries_page, MADO, RECOVERIES_PAGE, MadoMoneyPage)

AdwNavigationPage *mado_recoveries_page_new (MadoTill *till);

G_END_DECLS
