/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tables of texts: what stands in a cell is asked of the item, and a screen reader hears the whole row. */
typedef const char *(*MadoIntakeGetText) (gpointer item, guint part);

void mado_intake_cells_add (
    GtkColumnView *view, const char *title, guint part, gboolean is_wide, MadoIntakeGetText get_text);
void mado_intake_cells_name_rows (GtkColumnView *view, const char *title, guint n_parts, MadoIntakeGetText get_text);

G_END_DECLS
