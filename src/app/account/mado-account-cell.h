/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *mado_account_cell_new (const char *text, const char *style) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
