/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-finding.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* Whether each row says of its entity what its text says, and stands in the lists where it belongs. */

gboolean mado_row_check (MadoDatabase *reader, const MadoProgramme *programme, MadoFindings *findings, GError **error);

G_END_DECLS
