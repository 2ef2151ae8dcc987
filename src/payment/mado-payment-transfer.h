/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-bank-master.h"
#include "mado-jis8.h"
#include "mado-payment-batch.h"
#include "mado-zengin-framing.h"

G_BEGIN_DECLS

/* The file that pays what of a batch is paid in one way: to accounts for a bank, as a list for whoever sends gifts. */

typedef struct {
  const char *consignor_code; /* that the bank has given; like all of this in half width */
  const char *consignor_name;
  const char *bank;
  const char *branch;
  const char *kind; /* of the account */
  const char *number;
} MadoPayer;

typedef struct {
  const MadoTransition *pay;
  MadoDate day;           /* on which money moves */
  const MadoPayer *payer; /* (nullable): where it does not go to a bank */
  const MadoBankProfile *bank;
  const MadoBankMaster *master; /* (nullable) */
  MadoZenginFraming framing;
} MadoTransferOrder;

/* What stands against the file, beside what is said of bank files and packets. Records count from 1, the header
 * being one; 0 is a case that is not in the file, whose receipt number is the field. */
#define MADO_TRANSFER_STATE "E_BATCH_STATE"   /* the batch was not approved */
#define MADO_TRANSFER_FIGURES "E_FIGURES"     /* its rows do not come to what was approved */
#define MADO_TRANSFER_MADE "E_FILE_MADE"      /* a file was made of it already, with other bytes */
#define MADO_TRANSFER_EMPTY "E_EMPTY"         /* nothing is paid this way */
#define MADO_TRANSFER_UNDECIDED "E_UNDECIDED" /* it is ordered, and there is no way to pay it yet */
#define MADO_TRANSFER_PENDING "E_PENDING"     /* the service has not answered yet */
#define MADO_TRANSFER_CHANGED "E_ROW_CHANGED" /* its account is another than when the batch was frozen */
#define MADO_TRANSFER_DEFICIENT "E_DEFICIENCY_OPEN"
#define MADO_TRANSFER_TOTALS "E_TOTALS" /* the file, read again, does not come to what the rows come to */
#define MADO_TRANSFER_KEY "E_KEY"       /* two rows have one key */
#define MADO_TRANSFER_CUT "W_CUT"       /* the end of the name did not fit */

typedef struct {
  const MadoPaymentBatch *batch;
  GPtrArray *rows;        /* (element-type MadoPaymentRow): of the file, in its order; the batch has them */
  gint64 sum;             /* yen, of the rows */
  gint64 n_read;          /* payments of the file as it is read again */
  gint64 sum_read;        /* yen, of these */
  GBytes *bytes;          /* (nullable): %NULL where the findings have errors */
  MadoHash hash;          /* SHA-256 of the bytes */
  MadoFindings *findings; /* all of them */
  gboolean is_for_bank;
} MadoPaymentTransfer;

MadoPaymentTransfer *mado_payment_transfer_make (const MadoDeskClerk *clerk,
                                                 const MadoPaymentBatch *batch,
                                                 const MadoTransferOrder *order,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_payment_transfer_free (MadoPaymentTransfer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPaymentTransfer, mado_payment_transfer_free)

gboolean mado_payment_transfer_keep (const MadoPaymentTransfer *self,
                                     const MadoDeskClerk *clerk,
                                     const MadoTransferOrder *order,
                                     const char *name,
                                     GError **error);
gboolean mado_payment_transfer_find_kept (
    const MadoDeskClerk *clerk, const MadoPaymentBatch *batch, const char *pay, GBytes **out_bytes, GError **error);

#define MADO_PAYMENT_KEY_SIZE 21 /* twenty digits and the end */

void mado_payment_row_get_key (const MadoPaymentRow *self, const MadoPaymentBatch *batch, char out_key[21]);

G_END_DECLS
