/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Arrows in a box that keeps the keyboard walk through a list below it. */
typedef void (*MadoWalk) (gpointer self, int direction);

void mado_walk_keys_add (GtkWidget *box, MadoWalk walk, gpointer self);

G_END_DECLS
