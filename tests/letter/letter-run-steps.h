/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-letter-acts.h"
#include "payment-office.h"

G_BEGIN_DECLS

/* A run of letters of kosodate-oen-r7, which a shop prints, from its cases to its approval. */

MadoId letter_run_step_guide (PaymentOffice *office, const char *account, guint number);
MadoId letter_run_step_gather (PaymentSeat *seat, const char *letter, const char *number, guint n_letters);
MadoLetterPile *letter_run_step_load (const MadoDeskClerk *clerk, MadoId run) G_GNUC_WARN_UNUSED_RESULT;
void letter_run_step_act (PaymentSeat *seat, MadoId run, const MadoLetterAct *wanted);

G_END_DECLS
