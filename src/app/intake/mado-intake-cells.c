/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Columns and rows of a table whose items never change. */

#include "mado-intake-cells.h"

typedef struct {
  MadoIntakeGetText get_text;
  guint part; /* of a row: how many there are */
  gboolean is_wide;
} Cells;

static void
free_cells (gpointer cells, GClosure *closure)
{
  g_free (cells);
}

static Cells *
make_cells (MadoIntakeGetText get_text, guint part, gboolean is_wide)
{
  Cells *cells = g_new0 (Cells, 1);

  *cells = (Cells) { get_text, part, is_wide };

  return cells;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, Cells *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (self->is_wide)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "cell");
  gtk_column_view_cell_set_child (cell, label);
  gtk_column_view_cell_set_focusable (cell, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, Cells *self)
{
  GtkWidget *label = gtk_column_view_cell_get_child (cell);
  const char *text = self->get_text (gtk_column_view_cell_get_item (cell), self->part);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, self->is_wide ? text : NULL); /* all of it, where there is no room */
}

/**
 * mado_intake_cells_add:
 * @view: a table
 * @title: of the column
 * @part: of each item
 * @is_wide: whether the column takes the room that is left
 * @get_text: says what stands there
 */
void
mado_intake_cells_add (GtkColumnView *view, const char *title, guint part, gboolean is_wide, MadoIntakeGetText get_text)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Cells *self = make_cells (get_text, part, is_wide);
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), self, free_cells, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (column, is_wide);
  gtk_column_view_append_column (view, column);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkColumnViewRow *row, Cells *self)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < self->part; i++) {
    const char *text = self->get_text (gtk_column_view_row_get_item (row), i);

    if (text[0] != '\0')
      g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", text);
  }
  gtk_column_view_row_set_accessible_label (row, name->str);
}

/**
 * mado_intake_cells_name_rows:
 * @view: a table
 * @title: of the table, for screen readers
 * @n_parts: how many parts of each item are said
 * @get_text: says what they are
 */
void
mado_intake_cells_name_rows (GtkColumnView *view, const char *title, guint n_parts, MadoIntakeGetText get_text)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_row_cb), make_cells (get_text, n_parts, FALSE), free_cells,
                         0);
  gtk_column_view_set_row_factory (view, factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  for (GtkWidget *part = gtk_widget_get_first_child (GTK_WIDGET (view)); part != NULL;
       part = gtk_widget_get_next_sibling (part)) /* its rows are a list of their own, which takes the focus */
    gtk_accessible_update_property (GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}
