/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What can be done with the page on the screen: the window has its actions for so long. Where two pages pass each
 * other, they are of the one that came last. */

void mado_page_actions_lend (GtkWidget *page, const GActionEntry *entries, gsize n_entries);
void mado_page_actions_take_back (GtkWidget *page);
gboolean mado_page_actions_are_of (GtkWidget *page);
void mado_page_actions_allow (GtkWidget *page, const char *action, gboolean is_allowed);

G_END_DECLS
