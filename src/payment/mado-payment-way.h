/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-judgement.h"

G_BEGIN_DECLS

/* Which ways money has in a programme: with which packets payments are ordered, what comes back, and how it is paid. */

typedef enum {
  MADO_PAYMENT_DECISION, /* who is paid */
  MADO_PAYMENT_RESULT,   /* what became of it */
} MadoPaymentReturn;

GPtrArray *mado_payment_list_orders (const MadoProgramme *programme) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mado_payment_list_ways (const MadoProgramme *programme) G_GNUC_WARN_UNUSED_RESULT;
const MadoTransition *mado_payment_find_way (const MadoProgramme *programme,
                                             const MadoJudgement *judgement,
                                             const char *state);
const MadoPacket *mado_payment_find_list (const MadoProgramme *programme, const MadoTransition *way);
const MadoPacket *mado_payment_find_return (const MadoProgramme *programme, MadoPaymentReturn wanted);

G_END_DECLS
