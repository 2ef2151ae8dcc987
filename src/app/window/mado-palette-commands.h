/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GListStore *mado_palette_commands_new (GtkApplicationWindow *window,
                                       GListModel *places,
                                       GtkWidget *page,
                                       const GPtrArray *moves) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
