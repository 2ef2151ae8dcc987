/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_BAR_N_VALUES 2

/* The drawing of a bar, or of two side by side, or of one of which a part is set off. */
#define MADO_TYPE_BAR (mado_bar_get_type ())
G_DECLARE_FINAL_TYPE (MadoBar, mado_bar, MADO, BAR, GtkWidget)

typedef enum {
  MADO_BAR_BESIDE, /* two values beside each other */
  MADO_BAR_WITHIN, /* the second is a part of the first */
} MadoBarKind;

GtkWidget *mado_bar_new (MadoBarKind kind, const gint64 values[MADO_BAR_N_VALUES], gint64 highest);

G_END_DECLS
