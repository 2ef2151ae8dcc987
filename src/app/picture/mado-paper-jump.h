/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mado-picture-view.h"

G_BEGIN_DECLS

/* Knows where on the papers of a kind an item is read: where somebody looked last when he had its row. */
#define MADO_TYPE_PAPER_JUMP (mado_paper_jump_get_type ())
G_DECLARE_FINAL_TYPE (MadoPaperJump, mado_paper_jump, MADO, PAPER_JUMP, GObject)

MadoPaperJump *mado_paper_jump_new (MadoPictureView *view, GtkScrolledWindow *scroller) G_GNUC_WARN_UNUSED_RESULT;
void mado_paper_jump_turn_to (MadoPaperJump *self, const char *paper, const char *item);
void mado_paper_jump_leave (MadoPaperJump *self);
void mado_paper_jump_note_page (MadoPaperJump *self);
void mado_paper_jump_note_zoom (MadoPaperJump *self);

G_END_DECLS
