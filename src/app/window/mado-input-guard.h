/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mado_input_guard_watch (GtkWidget *place);

G_END_DECLS
