/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-item.h"

G_BEGIN_DECLS

/* An item in a table: a name is two columns, an account five, everything else one. */

gboolean mado_packet_column_takes (const MadoItem *item);
void mado_packet_column_add_headings (const MadoItem *item, GPtrArray *cells);
gboolean mado_packet_column_add_cells (const MadoItem *item, yyjson_val *value, GPtrArray *cells);

G_END_DECLS
