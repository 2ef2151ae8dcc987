/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-item.h"
#include "mado-session.h"

G_BEGIN_DECLS

/* The papers of a case, or those that will come with one, one at a time. Emits "turned" when another one is
 * shown, and where places may be covered, "masked" with the paper (a MadoCasePaper) and the picture that takes its
 * place, a PNG (GBytes), for the length of the call. */
#define MADO_TYPE_PICTURE_PANE (mado_picture_pane_get_type ())
G_DECLARE_FINAL_TYPE (MadoPicturePane, mado_picture_pane, MADO, PICTURE_PANE, AdwBin)

void mado_picture_pane_show (MadoPicturePane *self, MadoSession *session, MadoId entity);
void mado_picture_pane_show_from (MadoPicturePane *self, MadoSession *session, MadoId entity, guint shown);
void mado_picture_pane_show_papers (MadoPicturePane *self, GPtrArray *papers, guint shown);
guint mado_picture_pane_get_shown (MadoPicturePane *self);
void mado_picture_pane_name (MadoPicturePane *self);
void mado_picture_pane_let_mask (MadoPicturePane *self, gboolean may_mask);
void mado_picture_pane_show_item (MadoPicturePane *self, const MadoItem *item);
void mado_picture_pane_stand_alone (MadoPicturePane *self);
void mado_picture_pane_do (MadoPicturePane *self, const char *step);

G_END_DECLS
