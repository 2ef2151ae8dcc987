/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-layout.h"

G_BEGIN_DECLS

/* What the shape of a layout file cannot say: that everything is on the sheet, clear of folds and edges, beside each
 * other, and in the window where it belongs. */

void mado_layout_check (const MadoLayout *self, GPtrArray *faults);

G_END_DECLS
