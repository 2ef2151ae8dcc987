/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-chance.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* What a register says of people who do not exist: mostly what they wrote, and here and there what a register says
 * otherwise. */

const MadoFormMap *mado_register_map_find (const MadoProgramme *programme);
guint mado_register_row_count (MadoChance *chance);
GBytes *mado_register_row_draw (const MadoProgramme *programme,
                                const MadoFormMap *map,
                                yyjson_val *items,
                                MadoChance *chance) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
