/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hands a piece to the pen. */

#include "mado-piece.h"

/**
 * mado_piece_clear:
 * @self: a piece
 *
 * Frees what it holds.
 */
void
mado_piece_clear (MadoPiece *self)
{
  g_clear_object (&self->text);
  g_clear_pointer (&self->picture, g_free);
}

/**
 * mado_piece_draw:
 * @self: a piece
 * @pen: on the page
 * @x: by how much everything stands to the right
 * @y: by how much everything stands lower
 */
void
mado_piece_draw (const MadoPiece *self, MadoPen *pen, double x, double y)
{
  const MadoBox box = { self->box.x + x, self->box.y + y, self->box.width, self->box.height };

  switch (self->kind) {
  case MADO_PIECE_LINES:
    mado_pen_draw_lines (pen, self->text, self->first, self->end, box.x, box.y);
    break;
  case MADO_PIECE_RULE:
    mado_pen_draw_rule (pen, box.x, box.y, box.x + box.width, box.y + box.height, self->measure, self->is_dashed);
    break;
  case MADO_PIECE_FILL:
    mado_pen_fill (pen, &box, self->measure);
    break;
  case MADO_PIECE_BARCODE:
    mado_pen_draw_customer_barcode (pen, self->picture, box.x, box.y, self->measure);
    break;
  case MADO_PIECE_QR:
    mado_pen_draw_qr (pen, self->picture, box.x, box.y, box.width);
    break;
  }
}
