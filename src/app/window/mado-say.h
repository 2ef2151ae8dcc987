/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is said in passing. Whoever says it knows no window: that in which it stands shows it, if there still is one. */

#define MADO_SAY_ACTION "passing.say" /* of the window's class: it is not on the bus, where anybody could say it */

void mado_say (GtkWidget *from, const char *text);

G_END_DECLS
