/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-finding.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* Whether all that was taken in from files is there, and leads to where it belongs. */

gboolean mado_intake_check (MadoDatabase *reader,
                            const MadoProgramme *programme,
                            MadoFindings *findings,
                            GError **error);

G_END_DECLS
