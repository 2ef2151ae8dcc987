/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-hash.h"
#include "mado-replica.h"

G_BEGIN_DECLS

/* An entity that must be gone: because its time is over, or because it must not be here any more. */

/* What stays of it. */
typedef struct {
  MadoHash hash; /* of the text that was shown last; zeros where it was not here */
  MadoInstant at;
  char *reason;
} MadoErasure;

void mado_erasure_free (MadoErasure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoErasure, mado_erasure_free)

gboolean mado_replica_erase (MadoReplica *self, MadoId id, const char *reason, MadoInstant now, GError **error);
gboolean mado_erasure_find (MadoDatabase *database, MadoId id, MadoErasure **out_erasure, GError **error);

G_END_DECLS
