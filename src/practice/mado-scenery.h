/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-bank-master.h"
#include "mado-phrases.h"
#include "mado-town-table.h"

G_BEGIN_DECLS

/* Where made-up people live and bank: the towns of a real ward, streets and houses that are not there, and the made-up
 * banks alone. It never changes and may be shared between threads. */
typedef struct {
  MadoPhrases *phrases;
  MadoTownTable *towns;
  MadoBankMaster *banks;
  GArray *homes;    /* (element-type MadoTown): towns with one postal code */
  GArray *branches; /* (element-type MadoSceneryBranch) */
} MadoScenery;

typedef struct {
  const MadoBankEntry *bank;
  const MadoBankEntry *branch;
} MadoSceneryBranch;

MadoScenery *mado_scenery_new (GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_scenery_free (MadoScenery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoScenery, mado_scenery_free)

G_END_DECLS
