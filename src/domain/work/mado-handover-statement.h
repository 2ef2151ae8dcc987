/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-instant.h"
#include "mado-signature.h"

G_BEGIN_DECLS

/* What a receiver who cannot write in the ledger has signed of a step, without the program: that he has received what
 * was handed over, opened the packet, given it back or erased it. */

#define MADO_STATEMENT_FORMAT "madoguchi-statement/1"
#define MADO_RECEIPT_FORMAT "madoguchi-receipt/1"

#define MADO_STATEMENT_CONFIRM "confirm" /* the packet was opened, and holds what was said */

typedef struct {
  const char *number;   /* of the medium */
  const char *step;     /* "receive", "confirm", "return", "erase" */
  const char *by;       /* an account of the register */
  MadoInstant at;       /* by the clock of whoever signed */
  MadoPublicKey signer; /* whose key it is, the register says */
  yyjson_doc *facts;    /* what he found, as the steps of a hand-over say it */
} MadoHandoverStatement;

gboolean mado_handover_statement_read (MadoHandoverStatement *self, yyjson_val *object);
const char *mado_handover_statement_get_step (yyjson_val *object);
void mado_handover_statement_clear (MadoHandoverStatement *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoHandoverStatement, mado_handover_statement_clear)

G_END_DECLS
