/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* Whether the index finds what the bodies say. */

gboolean mado_search_check (MadoDatabase *reader,
                            const MadoProgramme *programme,
                            gboolean *out_is_right,
                            GError **error);

G_END_DECLS
