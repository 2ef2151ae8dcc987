/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The parts of a sheet as lists of rows, for whoever has a place for them. */

void mado_sheet_view_show_sections (GtkBox *box, const GPtrArray *sections);
void mado_sheet_view_show_history (GtkListBox *list, const GPtrArray *events);
void mado_sheet_view_show_notes (GtkListBox *list, const GPtrArray *notes);
void mado_sheet_view_show_findings (GtkListBox *list, const GPtrArray *findings);
GMenuModel *mado_sheet_view_list_steps (const GPtrArray *moves) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
