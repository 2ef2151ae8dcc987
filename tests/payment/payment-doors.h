/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "payment-year.h"

G_BEGIN_DECLS

/* Every door that we could think of by which somebody would be paid once more. Each is tried, by somebody who may do
 * such things, and stays shut. */

void payment_doors_try_at_the_bank (PaymentYear *self, const Payee *payee);
void payment_doors_try_when_failed (PaymentYear *self, const Payee *payee);
void payment_doors_try_when_paid (PaymentYear *self, const Payee *payee, GBytes *decision, GBytes *result);

G_END_DECLS
