/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mado-letter-sample.h"

G_BEGIN_DECLS

/* The pages of a letter as they are printed, one below the other, each as wide as there is room. */
#define MADO_TYPE_TEMPLATE_PAPER (mado_template_paper_get_type ())
G_DECLARE_FINAL_TYPE (MadoTemplatePaper, mado_template_paper, MADO, TEMPLATE_PAPER, GtkWidget)

void mado_template_paper_show (MadoTemplatePaper *self, MadoLetterSample *sample);

G_END_DECLS
