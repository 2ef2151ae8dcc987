/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-kind.h"

G_BEGIN_DECLS

/* 支給実績: a payment of an earlier programme, year or place. It holds the claim of the right that it was for, so
 * nothing here can be paid for that right again. */
extern const MadoKind mado_earlier_payment_kind;

#define MADO_EARLIER_PAYMENT_RECORDED "recorded"
#define MADO_EARLIER_PAYMENT_WITHDRAWN "withdrawn"

gboolean mado_earlier_payment_meet (MadoAction *action, yyjson_mut_val *right, MadoId holder, gboolean *out_is_one);

G_END_DECLS
