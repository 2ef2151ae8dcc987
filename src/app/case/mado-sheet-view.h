/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mado-item.h"

G_BEGIN_DECLS

/* The parts of a sheet as lists of rows, for whoever has a place for them. */

void mado_sheet_view_show_sections (GtkBox *box, const GPtrArray *sections);
void mado_sheet_view_show_history (GtkListBox *list, const GPtrArray *events);
void mado_sheet_view_show_notes (GtkListBox *list, const GPtrArray *notes);
GtkWidget *mado_sheet_view_create_label (const char *text, const char *style) G_GNUC_WARN_UNUSED_RESULT;
void mado_sheet_view_set_item (GtkWidget *row, const MadoItem *item);
const MadoItem *mado_sheet_view_get_item (GtkWidget *row);
const MadoItem *mado_sheet_view_find_focused_item (GtkWidget *page);
gboolean mado_sheet_view_focus_in_sections (GtkBox *box, const MadoItem *item);
gboolean mado_sheet_view_focus_item (GtkListBox *list, const MadoItem *item);
void mado_sheet_view_show_findings (GtkListBox *list, const GPtrArray *findings);

G_END_DECLS
