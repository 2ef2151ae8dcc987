/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A button for each bar, so that keyboard, pointer and screen reader find the same; and the rows of the table. */

#include "mado-chart.h"

#include "mado-tip.h"

struct _MadoChart {
  AdwBin parent_instance;

  char *names[MADO_BAR_N_VALUES]; /* of the values */

  GtkStack *stack;
  GtkBox *bars;
  GtkGrid *table;
};

G_DEFINE_FINAL_TYPE (MadoChart, mado_chart, ADW_TYPE_BIN)

static guint opened_signal;

static void
clicked_cb (GtkButton *button, MadoChart *self)
{
  g_signal_emit (self, opened_signal, 0, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index")));
}

static GtkWidget *
create_button (MadoChart *self, const char *name, guint index)
{
  GtkWidget *button = gtk_button_new ();

  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  gtk_widget_add_css_class (button, "flat");
  mado_tip_set (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);

  return button;
}

/* --- bars --------------------------------------------------------------------------------------------------------- */

static GtkWidget *
create_caption (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");

  return label;
}

static void
add_bar (MadoChart *self, MadoBarKind kind, const MadoChartBar *bar, guint index, gint64 highest)
{
  GtkWidget *button = create_button (self, bar->name, index), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_widget_add_css_class (button, "bar");
  gtk_box_append (GTK_BOX (box), create_caption (bar->figure));
  gtk_box_append (GTK_BOX (box), mado_bar_new (kind, bar->values, highest));
  gtk_box_append (GTK_BOX (box), create_caption (bar->label));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_box_append (self->bars, button);
}

/* --- the table ---------------------------------------------------------------------------------------------------- */

static void
attach_text (MadoChart *self, const char *text, int column, int row, gboolean is_heading)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_add_css_class (label, is_heading ? "heading" : "numeric");
  gtk_grid_attach (self->table, label, column, row, 1, 1);
}

static void
add_row (MadoChart *self, const MadoChartBar *bar, guint index)
{
  GtkWidget *button = create_button (self, bar->name, index), *label = gtk_label_new (bar->label);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_grid_attach (self->table, button, 0, (int) index + 1, 1, 1);
  for (int i = 0; i < MADO_BAR_N_VALUES; i++) {
    g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, bar->values[i]);

    attach_text (self, text, i + 1, (int) index + 1, FALSE);
  }
}

/* --- both --------------------------------------------------------------------------------------------------------- */

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_widget_unparent (child);
}

static gint64
find_highest (const MadoChartBar *bars, guint n_bars)
{
  gint64 highest = 1;

  for (guint i = 0; i < n_bars; i++)
    for (guint j = 0; j < MADO_BAR_N_VALUES; j++)
      highest = MAX (highest, bars[i].values[j]);

  return highest;
}

/**
 * mado_chart_name_values:
 * @self: a chart
 * @first: what the first value of each bar is
 * @second: what the second is
 */
void
mado_chart_name_values (MadoChart *self, const char *first, const char *second)
{
  g_set_str (&self->names[0], first);
  g_set_str (&self->names[1], second);
}

/**
 * mado_chart_show:
 * @self: a chart
 * @kind: how the values of a bar stand
 * @bars: (array length=n_bars): the bars
 * @n_bars: how many
 *
 * Whoever has the keyboard at a bar keeps it there.
 */
void
mado_chart_show (MadoChart *self, MadoBarKind kind, const MadoChartBar *bars, guint n_bars)
{
  gint64 highest = find_highest (bars, n_bars);
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->bars));
  guint focused = focus != NULL ? GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (focus), "index")) : n_bars;

  clear (GTK_WIDGET (self->bars));
  clear (GTK_WIDGET (self->table));
  for (int i = 0; i < MADO_BAR_N_VALUES; i++)
    attach_text (self, self->names[i], i + 1, 0, TRUE);
  for (guint i = 0; i < n_bars; i++) {
    add_bar (self, kind, &bars[i], i, highest);
    add_row (self, &bars[i], i);
    if (i == focused)
      gtk_widget_grab_focus (gtk_widget_get_last_child (GTK_WIDGET (self->bars)));
  }
}

/**
 * mado_chart_set_as_table:
 * @self: a chart
 * @is_table: whether the figures are shown as a table
 */
void
mado_chart_set_as_table (MadoChart *self, gboolean is_table)
{
  gtk_stack_set_visible_child_name (self->stack, is_table ? "table" : "bars");
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_chart_finalize (GObject *object)
{
  MadoChart *self = MADO_CHART (object);

  for (guint i = 0; i < MADO_BAR_N_VALUES; i++)
    g_free (self->names[i]);

  G_OBJECT_CLASS (mado_chart_parent_class)->finalize (object);
}

static void
mado_chart_class_init (MadoChartClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_chart_finalize;
  opened_signal = g_signal_new ("opened", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
mado_chart_init (MadoChart *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  self->bars = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  self->table = GTK_GRID (gtk_grid_new ());
  gtk_box_set_homogeneous (self->bars, TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self->bars), -1, 190);
  gtk_grid_set_column_spacing (self->table, 18);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->bars), "bars");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->table), "table");
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}
