/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-apply.h"

G_BEGIN_DECLS

/* An office of made-up people that works on records in memory, through the operations that real people use. The same
 * work has the same ids on every machine. */
typedef struct {
  const MadoProgramme *programme;
  MadoJudge *judge;
  MadoInstant now;
  MadoDate today;
  MadoIdSequence ids;
  guint64 n_ids;
} MadoRehearsalCrew;

gboolean mado_rehearsal_crew_begin (MadoRehearsalCrew *self, MadoProgramme *programme, MadoDate today, GError **error);
void mado_rehearsal_crew_end (MadoRehearsalCrew *self);

MadoId mado_rehearsal_crew_make_id (MadoRehearsalCrew *self);
MadoOutcome *mado_rehearsal_crew_move (MadoRehearsalCrew *self,
                                       MadoMemory *memory,
                                       MadoId id,
                                       const MadoTransition *transition,
                                       yyjson_mut_val *body,
                                       const char *account,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_rehearsal_crew_check (MadoRehearsalCrew *self, MadoMemory *memory, MadoId id, GError **error);
gboolean mado_rehearsal_crew_make_batch (
    MadoRehearsalCrew *self, MadoMemory *memory, const char *packet, MadoId *out_batch, GError **error);
GPtrArray *mado_rehearsal_crew_find_way (const MadoProgramme *programme, const char *state) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
