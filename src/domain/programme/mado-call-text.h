/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A sentence with fields: `{item}` or `{item.part}` stands for what the case has there. */

typedef enum {
  MADO_CALL_TEXT_PLAIN,
  MADO_CALL_TEXT_FIELD,
  MADO_CALL_TEXT_BROKEN, /* a brace without its other one, or nothing between the two */
} MadoCallTextKind;

typedef struct {
  MadoCallTextKind kind;
  gsize offset; /* of the piece, in the sentence */
  char *text;   /* as it stands there; of a field the item */
  char *part;   /* of a field; "": all of it */
} MadoCallTextPiece;

gboolean mado_call_text_next (const char *say, gsize *offset, MadoCallTextPiece *out_piece);
void mado_call_text_piece_clear (MadoCallTextPiece *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoCallTextPiece, mado_call_text_piece_clear)

G_END_DECLS
