/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A text in a grid of an account. */

#include "mado-account-cell.h"

/**
 * mado_account_cell_new:
 * @text: what stands in it
 * @style: (nullable): a style class
 *
 * Returns: (transfer floating): a label that begins where its column does
 */
GtkWidget *
mado_account_cell_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}
