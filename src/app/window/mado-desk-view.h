/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-session.h"

G_BEGIN_DECLS

/* The window of whoever has signed in: the work lists at the side, and the page that is worked on. Emits "turned" when
 * somebody went elsewhere in it. */
#define MADO_TYPE_DESK_VIEW (mado_desk_view_get_type ())
G_DECLARE_FINAL_TYPE (MadoDeskView, mado_desk_view, MADO, DESK_VIEW, AdwBin)

MadoDeskView *mado_desk_view_new (MadoSession *session);

void mado_desk_view_open_place (MadoDeskView *self, guint number);
void mado_desk_view_open_case (MadoDeskView *self, MadoId id);
void mado_desk_view_receive (MadoDeskView *self);
gboolean mado_desk_view_step (MadoDeskView *self, int direction);
void mado_desk_view_go_back (MadoDeskView *self);
void mado_desk_view_toggle_sidebar (MadoDeskView *self);

void mado_desk_view_announce (MadoDeskView *self, const char *news);
gboolean mado_desk_view_is_at_rest (MadoDeskView *self);
guint mado_desk_view_get_place (MadoDeskView *self);
GtkWidget *mado_desk_view_get_page (MadoDeskView *self);
const GPtrArray *mado_desk_view_get_moves (MadoDeskView *self);
GListModel *mado_desk_view_get_places (MadoDeskView *self);
const char *mado_desk_view_get_help (MadoDeskView *self);

G_END_DECLS
