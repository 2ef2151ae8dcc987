/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-payment-transfer.h"

G_BEGIN_DECLS

/* The control sheet that goes with a file: both totals, the digest, and room for signatures. */
typedef struct {
  const char *file; /* its name */
  const char *to;   /* whom it goes to */
  const char *from; /* who made it */
} MadoPaymentPaper;

GBytes *mado_payment_paper_print (const MadoPaymentPaper *paper,
                                  const MadoPaymentTransfer *transfer,
                                  const MadoTransferOrder *order,
                                  const MadoDeskClerk *clerk,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
