/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "payment-bank.h"
#include "payment-steps.h"

G_BEGIN_DECLS

/* Many people and one bank, over months, from a fixed seed: what the years of all programmes have in common. */

typedef struct {
  char key[11];     /* control number, or of the first child */
  char receipt[20]; /* what was handed in */
  char account[8];  /* the last that two people typed */
  gint64 amount;    /* yen that are due, whatever else was asked for */
  MadoId id;
  MadoId twin;  /* the same, applied for once more */
  MadoId batch; /* the last it was in */
  gboolean is_gift;
  gboolean is_second; /* not the first payment of its kind */
} Payee;

typedef struct {
  PaymentOffice *office;
  PaymentSeat *leads[2];
  PaymentSeat *decider;
  const char *clerks[2]; /* who type accounts */
  const char *umpire;    /* who decides between them */
  GRand *chance;
  PaymentBank bank;
  GArray *payees; /* Payee */
  guint n_accounts;
  guint n_receipts;
} PaymentYear;

#define must(call) g_assert_cmpstr ((call), ==, NULL)
#define must_not(call) g_assert_nonnull ((call))

void payment_year_open (PaymentYear *self, const char *programme, const char *now, const char *role);
void payment_year_close (PaymentYear *self);

guint payment_year_count_people (guint reduced, guint whole);
gboolean payment_year_happens (PaymentYear *self, int in);
Payee *payment_year_get (const PaymentYear *self, guint index);
const Payee *payment_year_find_in (const PaymentYear *self, MadoId batch, GHashTable *failed);

void payment_year_draw_account (PaymentYear *self, Payee *payee);
const char *payment_year_type_account (PaymentYear *self, const char *account, MadoId id, const char *number);
void payment_year_enter_account (PaymentYear *self, const Payee *payee, MadoId id);
void payment_year_close_deficiency (PaymentYear *self, const char *account, MadoId id, const char *transition);

MadoId payment_year_plan (PaymentYear *self, const char *packet);
MadoDate payment_year_find_bank_day (const PaymentYear *self);
gint64 payment_year_trace (PaymentYear *self, const Payee *payee);

G_END_DECLS
