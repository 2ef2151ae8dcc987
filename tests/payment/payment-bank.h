/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "mado-zengin-reader.h"

G_BEGIN_DECLS

/* It moves money, and knows nothing of us but files. Of eight payments it refuses one. */
typedef struct {
  GRand *chance;        /* (transfer none) */
  GHashTable *credited; /* number of an account → yen */
  GHashTable *rows;     /* the key of each payment that it was told to make → PaymentBankRow */
  GHashTable *places;   /* of gifts → how many came */
  gint64 sum;           /* yen, of what it paid */
  guint n_failed;
} PaymentBank;

typedef struct {
  char number[8]; /* of the account */
  gint64 yen;
  gboolean is_failed;
} PaymentBankRow;

void payment_bank_open (PaymentBank *self, GRand *chance);
void payment_bank_close (PaymentBank *self);
GBytes *payment_bank_pay (PaymentBank *self, GBytes *file, GHashTable *out_failed) G_GNUC_WARN_UNUSED_RESULT;
gint64 payment_bank_get_credit (const PaymentBank *self, const char *number);
const PaymentBankRow *payment_bank_find (const PaymentBank *self, const char *key);

G_END_DECLS
