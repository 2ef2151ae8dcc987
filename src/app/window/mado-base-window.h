/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What every window of the program is: it keeps the program's keys away from a conversion under way, and tells the
 * absence that somebody is there. */
#define MADO_TYPE_BASE_WINDOW (mado_base_window_get_type ())
G_DECLARE_DERIVABLE_TYPE (MadoBaseWindow, mado_base_window, MADO, BASE_WINDOW, AdwApplicationWindow)

struct _MadoBaseWindowClass {
  AdwApplicationWindowClass parent_class;
};

void mado_base_window_drop (GtkWindow *window);
void mado_base_window_set_busy (GtkWidget *form, gboolean is_busy);
void mado_base_window_hold_dialog (AdwDialog *dialog, GtkWidget *act, GtkWidget *cancel, gboolean is_held);

G_END_DECLS
