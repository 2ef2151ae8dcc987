/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-apply.h"

G_BEGIN_DECLS

/* What terminals have: of all that is on record what their person may see. */

MadoEntity *terminals_project (const MadoProgramme *programme,
                               const MadoRecords *records,
                               MadoEntity *entity,
                               const MadoPerson *person);
void terminals_try (MadoJudge *judge,
                    const MadoRecords *records,
                    const MadoOperation *operation,
                    const MadoContext *context);

G_END_DECLS
