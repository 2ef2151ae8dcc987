/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backend.h"
#include "sim-disk.h"
#include "sim-tally.h"

G_BEGIN_DECLS

/* What people were told, held against what is there in the end. */
typedef struct _SimVerdict SimVerdict;

SimVerdict *sim_verdict_new (void) G_GNUC_WARN_UNUSED_RESULT;
void sim_verdict_free (SimVerdict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimVerdict, sim_verdict_free)

void sim_verdict_note_saved (SimVerdict *self, MadoOperation *operation);
void sim_verdict_note_withdrawn (SimVerdict *self, MadoId operation);
void sim_verdict_excuse (SimVerdict *self, SimDisk *disk, SimDisk *image);

char *sim_verdict_give (const SimVerdict *self,
                        MadoJudge *judge,
                        const MadoPerson *person,
                        MadoBackend *backend,
                        SimDisk *const *disks,
                        guint n_disks,
                        SimTally *tally) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
