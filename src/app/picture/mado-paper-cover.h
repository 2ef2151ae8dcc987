/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mado-pictures.h"

G_BEGIN_DECLS

/* What is covered for good of a paper that is stored. */
typedef struct {
  MadoSession *session;
  MadoId entity; /* whose paper it is */
  const MadoCasePaper *paper;
  GdkTexture *picture;  /* of its one page */
  const GArray *places; /* (element-type graphene_rect_t): in its pixels */
} MadoPaperCover;

gboolean mado_paper_cover_is_possible (MadoSession *session, const MadoItem *item);
void mado_paper_cover_ask (GtkWidget *parent, const MadoPaperCover *cover);

G_END_DECLS
