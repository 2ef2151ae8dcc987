/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-earlier-list.h"
#include "mado-money-order.h"
#include "mado-payment-answer.h"
#include "mado-payment-plan.h"
#include "mado-payment-transfer.h"

G_BEGIN_DECLS

/* What somebody has on the table who works on money: who it is, and the plan, batch, answer or file in front of them.
 * Whoever works on it has it alone; between two acts it may be read. */
typedef struct {
  MadoDeskClerk *clerk;
  MadoSigningKey *key;             /* (nullable): whose signature it carries */
  MadoPaymentPlan *plan;           /* (nullable) */
  MadoPaymentBatch *batch;         /* (nullable) */
  MadoPaymentAnswer *answer;       /* (nullable): about the batch */
  MadoPaymentTransfer *transfer;   /* (nullable): of the batch */
  MadoEarlierList *earlier;        /* (nullable): what was paid elsewhere or before */
  GPtrArray *recorded;             /* (nullable) (element-type MadoEntity): what of it is on record, the newest first */
  MadoMoneyOrder *order;           /* (nullable): with which the file was checked */
  GBytes *kept;                    /* (nullable): the file that was made of it before */
  GBytes *paper;                   /* (nullable): the sheet that goes with it, a PDF */
  char *payer[MADO_PAYER_N_PARTS]; /* (nullable): as it was used last */
  MadoId made;                     /* the batch that was made last */
  const char *refused;             /* (nullable): the code with which the work refused the last act */
  gboolean is_written;             /* by the last act */
} MadoMoneySheet;

MadoMoneySheet *mado_money_sheet_new (MadoDesk *desk, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoMoneySheet *mado_money_sheet_ref (MadoMoneySheet *self);
void mado_money_sheet_unref (MadoMoneySheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoMoneySheet, mado_money_sheet_unref)

void mado_money_sheet_take_batch (MadoMoneySheet *self, MadoPaymentBatch *batch);
void mado_money_sheet_take_answer (MadoMoneySheet *self, MadoPaymentAnswer *answer);
void mado_money_sheet_take_key (MadoMoneySheet *self, MadoSigningKey *key);

G_END_DECLS
