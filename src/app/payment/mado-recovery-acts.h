/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-money-acts.h"

G_BEGIN_DECLS

gboolean mado_recovery_act_ask (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error);
gboolean mado_recovery_act_step (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error);

G_END_DECLS
