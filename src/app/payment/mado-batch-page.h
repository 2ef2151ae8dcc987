/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-money-page.h"

G_BEGIN_DECLS

/* A batch: what comes next and who does it, what it comes to, what has changed since it was frozen, and its cases. */
#define MADO_TYPE_BATCH_PAGE (mado_batch_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoBatchPage, mado_batch_page, MADO, BATCH_PAGE, MadoMoneyPage)

AdwNavigationPage *mado_batch_page_new (MadoTill *till, MadoId batch);

G_END_DECLS
