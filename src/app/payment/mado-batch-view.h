/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-till.h"

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum {
  MADO_BATCH_STEP_FREEZE,
  MADO_BATCH_STEP_PACKET,
  MADO_BATCH_STEP_APPROVE,
  MADO_BATCH_STEP_REOPEN,
  MADO_BATCH_STEP_DECISION,
  MADO_BATCH_STEP_FILE,
  MADO_BATCH_STEP_FILE_PACKET,
  MADO_BATCH_STEP_RESULT,
  MADO_BATCH_STEP_VOID,
} MadoBatchStep;

/* A batch at a glance: what comes next, with whoever does it where that is somebody else; figures, hands, files. Emits
 * "step" with a MadoBatchStep and what it is about: a packet, the way to pay, or the digest of a file. */
#define MADO_TYPE_BATCH_VIEW (mado_batch_view_get_type ())
G_DECLARE_FINAL_TYPE (MadoBatchView, mado_batch_view, MADO, BATCH_VIEW, AdwBin)

void mado_batch_view_show (MadoBatchView *self, MadoTill *till, const MadoPaymentBatch *batch);

G_END_DECLS
