/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-outlook.h"
#include "mado-recovery-list.h"

G_BEGIN_DECLS

/* 返還 in a session: what came back, and what is to come back. */
#define MADO_TYPE_RECOVERIES (mado_recoveries_get_type ())
G_DECLARE_FINAL_TYPE (MadoRecoveries, mado_recoveries, MADO, RECOVERIES, MadoOutlook)

MadoRecoveries *mado_recoveries_of (MadoSession *session);

const MadoRecoveryList *mado_recoveries_get_list (MadoRecoveries *self);
gint64 mado_recoveries_count_waiting (MadoRecoveries *self);

/* What can be done with money that comes back. */
typedef enum {
  MADO_RECOVERY_STEP_APPROVE,
  MADO_RECOVERY_STEP_DECLINE,
  MADO_RECOVERY_STEP_RECEIVE,
  MADO_RECOVERY_STEP_STRIKE,
  MADO_RECOVERY_STEP_WAIVE,
  MADO_RECOVERY_STEP_ASK,
} MadoRecoveryStep;

gboolean mado_recoveries_may_ask (MadoSession *session);
gboolean mado_recoveries_may (MadoSession *session, const MadoEntity *recovery, MadoRecoveryStep step);
gboolean mado_recoveries_may_strike (MadoSession *session, yyjson_val *entry);

G_END_DECLS
