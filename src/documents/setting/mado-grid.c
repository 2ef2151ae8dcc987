/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Measures tables and puts their rows at their places, with lines around and a shade behind what names the others. */

#include "mado-grid.h"

#include "mado-piece.h"

#define PAD_X 1.5  /* mm in a cell on both sides */
#define PAD_Y 0.8  /* mm, where the style says nothing */
#define RULE 0.15  /* mm */
#define SHADE 0.93 /* of 1, white */

static double
get_given_width (const MadoBlock *block, const MadoLayoutStyle *style, guint column)
{
  return column == 0 && (block->labels & 1) != 0 && block->widths[0] <= 0 ? style->label : block->widths[column];
}

static void
share_widths (MadoGrid *self, const MadoLayoutStyle *style, double width)
{
  guint n_free = 0;

  for (guint i = 0; i < self->n_columns; i++) {
    self->widths[i] = get_given_width (self->block, style, i);
    width -= self->widths[i];
    n_free += self->widths[i] > 0 ? 0 : 1;
  }
  for (guint i = 0; i < self->n_columns; i++)
    if (self->widths[i] <= 0)
      self->widths[i] = MAX (width / n_free, 2 * PAD_X + 1);
}

/* Figures stand one below the other; what names them is read from the left. */
static MadoLayoutStyle
find_style (const MadoBlock *block, const MadoLayoutStyle *style, guint column)
{
  MadoLayoutStyle cell = *style;

  if ((block->labels >> column & 1) != 0 && g_str_equal (style->align, "right"))
    cell.align = "";

  return cell;
}

/**
 * mado_grid_measure:
 * @self: (out caller-allocates): the table
 * @typecase: the fonts
 * @block: a table, which has to stay as long
 * @style: how its cells are set
 * @scale: by how much they are made smaller
 * @width: mm
 */
void
mado_grid_measure (MadoGrid *self,
                   MadoTypecase *typecase,
                   const MadoBlock *block,
                   const MadoLayoutStyle *style,
                   double scale,
                   double width)
{
  const double pad = style->pad > 0 ? style->pad : PAD_Y;

  *self = (MadoGrid) { .block = block, .n_columns = block->n_columns };
  self->cells = g_array_new (FALSE, FALSE, sizeof (MadoWording));
  self->heights = g_array_new (FALSE, FALSE, sizeof (double));
  share_widths (self, style, width);
  for (guint row = 0; row < block->rows->len; row++) {
    const char *const *texts = g_ptr_array_index (block->rows, row);
    double height = 0;

    for (guint i = 0; i < self->n_columns; i++) {
      const MadoLayoutStyle own = find_style (block, style, i);
      MadoWording cell = mado_wording_set (typecase, &own, scale, self->widths[i] - 2 * PAD_X, texts[i]);

      height = MAX (height, cell.n_lines * cell.line + 2 * pad);
      g_array_append_val (self->cells, cell);
    }
    g_array_append_val (self->heights, height);
  }
}

/**
 * mado_grid_clear:
 * @self: a table
 *
 * Frees what it holds.
 */
void
mado_grid_clear (MadoGrid *self)
{
  for (guint i = 0; self->cells != NULL && i < self->cells->len; i++)
    mado_wording_clear (&g_array_index (self->cells, MadoWording, i));
  g_clear_pointer (&self->cells, g_array_unref);
  g_clear_pointer (&self->heights, g_array_unref);
}

/**
 * mado_grid_get_height:
 * @self: a table
 * @first: a row, from 0
 * @end: the row behind the last
 *
 * Returns: how high these rows are together, in mm
 */
double
mado_grid_get_height (const MadoGrid *self, guint first, guint end)
{
  double height = 0;

  for (guint row = first; row < end; row++)
    height += g_array_index (self->heights, double, row);

  return height;
}

static void
add_rule (GArray *pieces, guint page, double x, double y, double width, double height)
{
  MadoPiece rule = { .kind = MADO_PIECE_RULE, .page = page, .box = { x, y, width, height }, .measure = RULE };

  g_array_append_val (pieces, rule);
}

static gboolean
is_shaded (const MadoGrid *self, guint row, guint column)
{
  return row < self->block->n_heads || (self->block->labels >> column & 1) != 0;
}

static void
add_cell (const MadoGrid *self, guint row, guint column, guint page, double x, double y, GArray *pieces)
{
  const MadoWording *cell = &g_array_index (self->cells, MadoWording, row * self->n_columns + column);
  const double height = g_array_index (self->heights, double, row);
  const double width = self->widths[column];
  MadoPiece shade = { .kind = MADO_PIECE_FILL, .page = page, .box = { x, y, width, height }, .measure = SHADE };
  MadoPiece text = { .kind = MADO_PIECE_LINES,
                     .page = page,
                     .box = { x + PAD_X, y + (height - cell->n_lines * cell->line) / 2, 0, 0 },
                     .text = g_object_ref (cell->text),
                     .end = cell->n_lines };

  if (is_shaded (self, row, column))
    g_array_append_val (pieces, shade);
  g_array_append_val (pieces, text);
}

/**
 * mado_grid_place_row:
 * @self: a table
 * @row: one of its rows
 * @page: from 0
 * @x: its left edge
 * @y: its upper edge
 * @pieces: (element-type MadoPiece): takes it
 */
void
mado_grid_place_row (const MadoGrid *self, guint row, guint page, double x, double y, GArray *pieces)
{
  const double height = g_array_index (self->heights, double, row);
  double left = x;

  for (guint i = 0; i < self->n_columns; left += self->widths[i], i++)
    add_cell (self, row, i, page, left, y, pieces);
  add_rule (pieces, page, x, y, left - x, 0);
  add_rule (pieces, page, x, y + height, left - x, 0);
  left = x;
  for (guint i = 0; i < self->n_columns; left += self->widths[i], i++)
    add_rule (pieces, page, left, y, 0, height);
  add_rule (pieces, page, left, y, 0, height);
}
