/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-place.h"

G_BEGIN_DECLS

/* How it stands with the programme, for whoever answers for it: figures and bars that open the lists behind them. */
#define MADO_TYPE_DASHBOARD_PAGE (mado_dashboard_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoDashboardPage, mado_dashboard_page, MADO, DASHBOARD_PAGE, AdwNavigationPage)

extern const MadoPageKind mado_dashboard_page_kind;

gboolean mado_dashboard_page_is_for (MadoSession *session);

G_END_DECLS
