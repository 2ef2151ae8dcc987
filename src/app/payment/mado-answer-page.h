/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-money-page.h"
#include "mado-payment-way.h"

G_BEGIN_DECLS

/* 支給決定データ and 振込結果: what came back for a batch, row by row against what went out. Differences are left out
 * with a reason; it is taken over only when it balances. */
#define MADO_TYPE_ANSWER_PAGE (mado_answer_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoAnswerPage, mado_answer_page, MADO, ANSWER_PAGE, MadoMoneyPage)

AdwNavigationPage *mado_answer_page_new (MadoTill *till, MadoId batch, MadoPaymentReturn wanted);

G_END_DECLS
