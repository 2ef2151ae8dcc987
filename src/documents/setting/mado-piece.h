/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-pen.h"

G_BEGIN_DECLS

/* One thing at its place on a page. */

typedef enum {
  MADO_PIECE_LINES,
  MADO_PIECE_RULE,
  MADO_PIECE_FILL,
  MADO_PIECE_BARCODE,
  MADO_PIECE_QR,
} MadoPieceKind;

typedef struct {
  MadoPieceKind kind;
  guint page;     /* from 0 */
  MadoBox box;    /* of a rule: how far it goes to the right and down */
  double measure; /* thickness of a rule, gray of a filling, points of a barcode */
  gboolean is_dashed;
  PangoLayout *text; /* (nullable) */
  int first;         /* lines of the text */
  int end;
  char *picture; /* (nullable): bars, or modules */
} MadoPiece;

void mado_piece_clear (MadoPiece *self);
void mado_piece_draw (const MadoPiece *self, MadoPen *pen, double x, double y);

G_END_DECLS
