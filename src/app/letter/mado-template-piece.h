/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-letter-draft.h"

G_BEGIN_DECLS

/* A piece of a letter's words, with what is wrong with it below. Emits "changed" when somebody has written in it. */
#define MADO_TYPE_TEMPLATE_PIECE (mado_template_piece_get_type ())
G_DECLARE_FINAL_TYPE (MadoTemplatePiece, mado_template_piece, MADO, TEMPLATE_PIECE, AdwBin)

GtkWidget *mado_template_piece_new (const MadoLetterPiece *piece, const char *name, const char *text);
const MadoLetterPiece *mado_template_piece_get_piece (MadoTemplatePiece *self);
char *mado_template_piece_dup_text (MadoTemplatePiece *self);
void mado_template_piece_insert (MadoTemplatePiece *self, const char *text);
void mado_template_piece_show_fault (MadoTemplatePiece *self, const char *message);

G_END_DECLS
