/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-stream-private.h"

G_BEGIN_DECLS

/* What one person sees of a stream, as it is in one turn. Each entity is cut once. */
typedef struct _MadoViewer MadoViewer;

MadoViewer *mado_viewer_new (MadoStreamTurn *turn, const MadoPerson *person) G_GNUC_WARN_UNUSED_RESULT;
void mado_viewer_free (MadoViewer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoViewer, mado_viewer_free)

/* An entity as the person sees it. */
typedef struct {
  MadoServiceRow row;
  gboolean is_for_him; /* it is there and the person sees it, or has to be told that he does not */
} MadoSeen;

const MadoSeen *mado_viewer_see (MadoViewer *self, MadoId id, GError **error);
const MadoSeen *mado_viewer_see_row (MadoViewer *self, const MadoStoredRow *row, GError **error);

G_END_DECLS
