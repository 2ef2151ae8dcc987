/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-payment-answer.h"
#include "mado-payment-transfer.h"
#include "payment-office.h"

G_BEGIN_DECLS

/* Steps of a payment as somebody does them at a seat; each ends at the line. */

MadoPaymentBatch *payment_step_load (const MadoDeskClerk *clerk, MadoId batch) G_GNUC_WARN_UNUSED_RESULT;
MadoId payment_step_plan (PaymentSeat *seat, const char *packet, guint *out_n_left_out);
gboolean payment_step_freeze (PaymentSeat *seat, MadoId batch);
void payment_step_approve (PaymentSeat *seat, MadoId batch);
GBytes *payment_step_send (PaymentSeat *seat, MadoId batch, const char *pay, MadoDate day) G_GNUC_WARN_UNUSED_RESULT;
GBytes *payment_step_try_to_send (PaymentSeat *seat, MadoId batch, const char *pay, MadoDate day)
    G_GNUC_WARN_UNUSED_RESULT;
const char *payment_step_take_over (
    PaymentSeat *seat, MadoId batch, const char *packet, GBytes *bytes, const MadoSigningKey *key);

G_END_DECLS
