/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-letter-acts.h"
#include "mado-letter-gathering.h"
#include "payment-office.h"

G_BEGIN_DECLS

/* A run of letters step by step, whatever the programme; each step ends at the line. */

extern const MadoLetterAct letter_run_freezing;
extern const MadoLetterAct letter_run_printing;
extern const MadoLetterAct letter_run_enclosing;
extern const MadoLetterAct letter_run_dispatching; /* on 2025-06-02 */

MadoLetterGathering *letter_run_step_collect (const MadoDeskClerk *clerk,
                                              const char *letter,
                                              const char *list) G_GNUC_WARN_UNUSED_RESULT;
const char *letter_run_step_make (const MadoLetterGathering *gathering, const MadoNewRun *order, MadoId *out_run);
MadoId letter_run_step_gather (PaymentSeat *seat, const char *letter, const MadoNewRun *order, guint *out_n_letters);
MadoLetterPile *letter_run_step_load (const MadoDeskClerk *clerk, MadoId run) G_GNUC_WARN_UNUSED_RESULT;
const char *letter_run_step_try (PaymentSeat *seat, MadoId run, const MadoLetterAct *wanted);
void letter_run_step_act (PaymentSeat *seat, MadoId run, const MadoLetterAct *wanted);
const char *letter_run_step_act_on (PaymentSeat *seat, MadoId run, guint place, const MadoLetterAct *act);
void letter_run_step_send_all (PaymentSeat *seat, MadoId run);

G_END_DECLS
