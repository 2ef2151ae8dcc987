/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-batch-tally.h"
#include "mado-policy.h"

G_BEGIN_DECLS

/* Where a batch stands on its way, and whom it waits for. */
typedef enum {
  MADO_BATCH_STAGE_OPEN,     /* collects; somebody freezes it */
  MADO_BATCH_STAGE_FROZEN,   /* somebody else approves it */
  MADO_BATCH_STAGE_DECISION, /* the decision has not come back */
  MADO_BATCH_STAGE_FILE,     /* nothing of it is at the bank */
  MADO_BATCH_STAGE_RESULT,   /* not all results have come back */
  MADO_BATCH_STAGE_OVER,
  MADO_BATCH_N_STAGES,
} MadoBatchStage;

MadoBatchStage mado_batch_stage_find (const MadoBatchTally *tally);
gboolean mado_batch_stage_is_any_for (const MadoProgramme *programme, const MadoPerson *person);
gboolean mado_batch_stage_is_for (MadoBatchStage stage, const MadoProgramme *programme, const MadoPerson *person);
guint mado_batch_count_signatures (const MadoEntity *batch);
gboolean mado_batch_was_signed_by (const MadoEntity *batch, const char *account);
gboolean mado_batch_stage_waits_for (const MadoBatchTally *tally,
                                     const MadoProgramme *programme,
                                     const MadoPerson *person);
gboolean mado_batch_is_work_of (const MadoEntity *batch, const char *account);

G_END_DECLS
