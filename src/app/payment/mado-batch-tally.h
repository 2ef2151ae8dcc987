/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-entity.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* How many of something, and how much money. */
typedef struct {
  guint count;
  gint64 sum; /* yen */
} MadoMoneyCount;

/* A batch, and what has become of the cases in it. */
typedef struct {
  MadoEntity *batch;
  MadoMoneyCount undecided; /* ordered, and cannot be paid from where they stand */
  MadoMoneyCount decided;   /* ordered, and can be paid, or the service has not answered to a result */
  MadoMoneyCount paid;
  MadoMoneyCount failed;
} MadoBatchTally;

GPtrArray *mado_batch_tally_load (MadoDatabase *database,
                                  const MadoProgramme *programme,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_batch_tally_free (MadoBatchTally *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoBatchTally, mado_batch_tally_free)

void mado_batch_tally_add (MadoBatchTally *self, const MadoBatchTally *other);
void mado_batch_tally_add_case (MadoBatchTally *self, const MadoProgramme *programme, const MadoEntity *entity);

G_END_DECLS
