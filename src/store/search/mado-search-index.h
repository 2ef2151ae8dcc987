/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-index.h"

G_BEGIN_DECLS

/* What the index holds. It is made of the bodies, and can be made again of them: after a change of the programme's
 * items, of the folding, or of the grams it has to be. */

extern const MadoIndex mado_search_index;

gboolean mado_search_index_change (MadoDatabase *database,
                                   const MadoProgramme *programme,
                                   const MadoRowChange *changes,
                                   guint n_changes,
                                   GError **error);
gboolean mado_search_rebuild (MadoDatabase *database, const MadoProgramme *programme, GError **error);

G_END_DECLS
