/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-finding.h"
#include "mado-programme.h"
#include "mado-row-change.h"

G_BEGIN_DECLS

/* Keeps the work lists as rows change. */

gboolean mado_queue_index_change (MadoDatabase *database,
                                  const MadoProgramme *programme,
                                  const MadoRowChange *change,
                                  GError **error);
gboolean mado_queue_check (MadoDatabase *database, MadoFindings *findings, GError **error);

G_END_DECLS
