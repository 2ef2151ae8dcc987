/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-session.h"

G_BEGIN_DECLS

/* The papers of a case, one at a time. */
#define MADO_TYPE_PICTURE_PANE (mado_picture_pane_get_type ())
G_DECLARE_FINAL_TYPE (MadoPicturePane, mado_picture_pane, MADO, PICTURE_PANE, AdwBin)

typedef enum {
  MADO_PICTURE_NEXT,
  MADO_PICTURE_PREVIOUS,
  MADO_PICTURE_LARGER,
  MADO_PICTURE_SMALLER,
  MADO_PICTURE_FIT,
  MADO_PICTURE_TURN_RIGHT,
  MADO_PICTURE_TURN_LEFT,
} MadoPictureStep;

void mado_picture_pane_show (MadoPicturePane *self, MadoSession *session, MadoId entity);
void mado_picture_pane_do (MadoPicturePane *self, MadoPictureStep step);

G_END_DECLS
