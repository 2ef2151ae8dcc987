/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-money-order.h"
#include "mado-money-sheet.h"

G_BEGIN_DECLS

/* What can be done with money: each waits for the desk's threads, and runs on none of these. Where the work refuses it,
 * the sheet says with which code, and nothing was written. */
typedef gboolean (*MadoMoneyAct) (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error);

gboolean mado_money_collect_plan (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error);
gboolean mado_money_make_batch (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error);
gboolean mado_money_tell_apart (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error);
gboolean mado_money_load_batch (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error);
gboolean mado_money_step_batch (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error);
gboolean mado_money_read_answer (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error);
gboolean mado_money_apply_answer (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error);
gboolean mado_money_read_earlier (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error);
gboolean mado_money_record_earlier (MadoMoneySheet *sheet, MadoMoneyOrder *unused, GError **error);
gboolean mado_money_list_recorded (MadoMoneySheet *sheet, MadoMoneyOrder *unused, GError **error);
gboolean mado_money_withdraw_earlier (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error);
gboolean mado_money_load_payer (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error);
gboolean mado_money_check_file (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error);
gboolean mado_money_make_file (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error);

G_END_DECLS
