/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-item.h"
#include "mado-session.h"

G_BEGIN_DECLS

/* The papers of a case, one at a time. */
#define MADO_TYPE_PICTURE_PANE (mado_picture_pane_get_type ())
G_DECLARE_FINAL_TYPE (MadoPicturePane, mado_picture_pane, MADO, PICTURE_PANE, AdwBin)

void mado_picture_pane_show (MadoPicturePane *self, MadoSession *session, MadoId entity);
void mado_picture_pane_show_item (MadoPicturePane *self, const MadoItem *item);
void mado_picture_pane_do (MadoPicturePane *self, const char *step);

G_END_DECLS
