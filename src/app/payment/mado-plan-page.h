/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-money-page.h"

G_BEGIN_DECLS

/* 支給予定を作る: what the next batch would come to, who joins it, and who does not and why. Nothing in it can be
 * edited; a row opens its case. */
#define MADO_TYPE_PLAN_PAGE (mado_plan_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoPlanPage, mado_plan_page, MADO, PLAN_PAGE, MadoMoneyPage)

AdwNavigationPage *mado_plan_page_new (MadoTill *till);

G_END_DECLS
