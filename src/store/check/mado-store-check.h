/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-finding.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* Whether a profile's file is what was written, and agrees with itself. */

gboolean mado_store_check (MadoDatabase *reader,
                           const MadoProgramme *programme,
                           MadoFindings *findings,
                           GError **error);

G_END_DECLS
