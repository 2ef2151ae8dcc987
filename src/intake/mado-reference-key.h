/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-intake-row.h"

G_BEGIN_DECLS

/* How a case finds what a register says: by the items that the programme's map names, all of them, folded as people are
 * searched for. */

char *mado_reference_key_of_row (const MadoFormMap *map, const MadoIntakeRow *row) G_GNUC_WARN_UNUSED_RESULT;
char *mado_reference_key_of_case (const MadoFormMap *map, yyjson_val *body) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mado_reference_find (MadoDatabase *database,
                                const MadoProgramme *programme,
                                yyjson_val *body,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
