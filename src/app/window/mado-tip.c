/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tips of what is shown often. */

#include "mado-tip.h"

/**
 * mado_tip_set:
 * @widget: a widget
 * @text: (nullable): what its tip says
 *
 * Where a widget is to be seen, GTK asks the display for each tip that is set, even for the same one, where the pointer
 * is, and waits for the answer. Nobody's pointer rests on what is only being laid out.
 */
void
mado_tip_set (GtkWidget *widget, const char *text)
{
  const gboolean is_visible = gtk_widget_get_visible (widget), is_laid_out = gtk_widget_get_mapped (widget);

  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0)
    return;
  if (!is_laid_out)
    gtk_widget_set_visible (widget, FALSE);
  gtk_widget_set_tooltip_text (widget, text);
  if (!is_laid_out)
    gtk_widget_set_visible (widget, is_visible);
}
