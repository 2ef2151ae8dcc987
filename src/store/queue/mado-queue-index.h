/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-finding.h"
#include "mado-index.h"

G_BEGIN_DECLS

/* Keeps the work lists as rows change. */

extern const MadoIndex mado_queue_index;

gboolean mado_queue_index_change (MadoDatabase *database,
                                  const MadoProgramme *programme,
                                  const MadoRowChange *changes,
                                  guint n_changes,
                                  GError **error);
gboolean mado_queue_check (MadoDatabase *database, MadoFindings *findings, GError **error);

G_END_DECLS
