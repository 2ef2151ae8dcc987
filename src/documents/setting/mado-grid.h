/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-manuscript.h"
#include "mado-wording.h"

G_BEGIN_DECLS

/* A table with its texts in lines and its rows and columns measured. */
typedef struct {
  const MadoBlock *block;
  guint n_columns;
  double widths[MADO_BLOCK_MAX_COLUMNS]; /* mm */
  GArray *cells;                         /* (element-type MadoWording): row by row */
  GArray *heights;                       /* (element-type double): of the rows, mm */
} MadoGrid;

void mado_grid_measure (MadoGrid *self,
                        MadoTypecase *typecase,
                        const MadoBlock *block,
                        const MadoLayoutStyle *style,
                        double scale,
                        double width);
void mado_grid_clear (MadoGrid *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoGrid, mado_grid_clear)

double mado_grid_get_height (const MadoGrid *self, guint first, guint end);
void mado_grid_place_row (const MadoGrid *self, guint row, guint page, double x, double y, GArray *pieces);

G_END_DECLS
