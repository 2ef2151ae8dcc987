/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-payment-answer.h"
#include "mado-payment-plan.h"
#include "mado-payment-transfer.h"
#include "payment-office.h"

G_BEGIN_DECLS

/* An office with a lead and a decider at seats, and cases that are ready. */
typedef struct {
  PaymentOffice *office;
  PaymentSeat *lead;
  PaymentSeat *decider;
  GArray *cases; /* MadoId */
  MadoId batch;
} PaymentHouse;

#define PAYMENT_HOUSE_CASES 3
#define PAYMENT_HOUSE_TUESDAY ((MadoDate) { 2025, 6, 10 })
#define PAYMENT_HOUSE_SUNDAY ((MadoDate) { 2025, 6, 8 })

extern const char *const payment_house_all_decided[PAYMENT_HOUSE_CASES];
extern const char *const payment_house_all_paid[PAYMENT_HOUSE_CASES];

void payment_house_set_up (PaymentHouse *self, gconstpointer data);
void payment_house_tear_down (PaymentHouse *self, gconstpointer data);
MadoId payment_house_get_case (const PaymentHouse *self, guint index);
void payment_house_assert_state (PaymentHouse *self, MadoId id, const char *state);
MadoPaymentPlan *payment_house_collect (const MadoDeskClerk *clerk) G_GNUC_WARN_UNUSED_RESULT;
void payment_house_plan (PaymentHouse *self);
MadoPaymentBatch *payment_house_load (PaymentHouse *self, const MadoDeskClerk *clerk) G_GNUC_WARN_UNUSED_RESULT;
void payment_house_freeze (PaymentHouse *self);
void payment_house_approve (PaymentHouse *self);
void payment_house_plan_and_approve (PaymentHouse *self);
char *payment_house_write_table (PaymentHouse *self, const char *const *words, const char *amount, const char *number)
    G_GNUC_WARN_UNUSED_RESULT;
MadoPaymentAnswer *payment_house_read_answer (const MadoDeskClerk *clerk,
                                              const MadoPaymentBatch *batch,
                                              const char *packet,
                                              const char *text) G_GNUC_WARN_UNUSED_RESULT;
void payment_house_take_over (PaymentHouse *self, const char *packet, const char *const *words);
MadoPaymentTransfer *payment_house_make_file (const MadoDeskClerk *clerk,
                                              const MadoPaymentBatch *batch,
                                              MadoDate day) G_GNUC_WARN_UNUSED_RESULT;
gboolean payment_house_has_finding (const MadoFindings *findings, const char *code);
GBytes *payment_house_send (PaymentHouse *self) G_GNUC_WARN_UNUSED_RESULT;
const MadoPlannedRow *payment_house_find_planned (const MadoPaymentPlan *made, MadoId id);

G_END_DECLS
