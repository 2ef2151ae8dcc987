/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-action.h"

G_BEGIN_DECLS

/* The one place where it is decided what becomes of an operation. Pure: the same programme, records, operation and
 * context give the same bytes on every machine. */

MadoOutcome *mado_apply (MadoJudge *judge,
                         const MadoRecords *records,
                         const MadoOperation *operation,
                         const MadoContext *context,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mado_apply_group (MadoJudge *judge,
                             const MadoRecords *records,
                             const GPtrArray *operations,
                             const MadoContext *context,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
