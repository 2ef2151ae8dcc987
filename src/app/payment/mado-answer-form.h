/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-money-order.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* One result that is typed, where no file came. Emits "typed". */
#define MADO_TYPE_ANSWER_FORM (mado_answer_form_get_type ())
G_DECLARE_FINAL_TYPE (MadoAnswerForm, mado_answer_form, MADO, ANSWER_FORM, AdwBin)

void mado_answer_form_ask (MadoAnswerForm *self, const MadoProgramme *programme, const MadoPacket *packet);
gboolean mado_answer_form_read (MadoAnswerForm *self, MadoMoneyOrder *order);

G_END_DECLS
