/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is said in passing. Whoever says it knows no window: the one that it stands in shows it, if there still is one.
 */

#define MADO_SAY_ACTION "say" /* of the window */

void mado_say (GtkWidget *from, const char *text);

G_END_DECLS
