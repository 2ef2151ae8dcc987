/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-money-page.h"

G_BEGIN_DECLS

/* What is on record as paid elsewhere or in earlier years; and what of it was recorded by mistake is taken back, by
 * somebody else. */
#define MADO_TYPE_RECORDED_PAGE (mado_recorded_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoRecordedPage, mado_recorded_page, MADO, RECORDED_PAGE, MadoMoneyPage)

AdwNavigationPage *mado_recorded_page_new (MadoTill *till);

G_END_DECLS
