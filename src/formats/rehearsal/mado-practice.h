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
} MadoPractice;

gboolean mado_practice_begin (MadoPractice *self, MadoProgramme *programme, MadoDate today, GError **error);
void mado_practice_end (MadoPractice *self);

MadoId mado_practice_make_id (MadoPractice *self);
MadoOutcome *mado_practice_move (MadoPractice *self,
                                 MadoMemory *memory,
                                 MadoId id,
                                 const MadoTransition *transition,
                                 yyjson_mut_val *body,
                                 const char *account,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_practice_check (MadoPractice *self, MadoMemory *memory, MadoId id, GError **error);
gboolean mado_practice_make_batch (
    MadoPractice *self, MadoMemory *memory, const char *packet, MadoId *out_batch, GError **error);
GPtrArray *mado_practice_find_way (const MadoProgramme *programme, const char *state) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
