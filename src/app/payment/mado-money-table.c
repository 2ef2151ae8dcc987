/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A column view with what stands there instead where it has no rows. */

#include "mado-money-table.h"

#include "mado-intake-cells.h"

struct _MadoMoneyTable {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkLabel *nothing;
  GtkColumnView *view;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (MadoMoneyTable, mado_money_table, ADW_TYPE_BIN)

enum { SIGNAL_OPENED, SIGNAL_CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
activated_cb (GtkColumnView *view, guint place, MadoMoneyTable *self)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, place);
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *property, MadoMoneyTable *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
mado_money_table_class_init (MadoMoneyTableClass *class)
{
  signals[SIGNAL_OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_CHOSEN] =
      g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_money_table_init (MadoMoneyTable *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *view;

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  view = gtk_column_view_new (GTK_SELECTION_MODEL (self->selection));
  self->view = GTK_COLUMN_VIEW (view);
  gtk_column_view_set_tab_behavior (self->view, GTK_LIST_TAB_ITEM);
  gtk_column_view_set_reorderable (self->view, FALSE);
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_widget_add_css_class (view, "work-list");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  self->nothing = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->nothing), "dimmed");
  gtk_label_set_wrap (self->nothing, TRUE);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->nothing), "nothing");
  gtk_stack_add_named (self->stack, scrolled, "content");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  g_signal_connect (view, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);
}

/**
 * mado_money_table_head:
 * @self: a table that has no columns yet
 * @title: of the table, for screen readers
 * @columns: (array zero-terminated=1): their titles
 * @wide: the column that takes the room that is left
 */
void
mado_money_table_head (MadoMoneyTable *self, const char *title, const char *const *columns, guint wide)
{
  guint n_columns = 0;

  for (; columns[n_columns] != NULL; n_columns++)
    mado_intake_cells_add (self->view, columns[n_columns], n_columns, n_columns == wide, mado_money_line_get_text);
  mado_intake_cells_name_rows (self->view, title, n_columns, mado_money_line_get_text);
}

/**
 * mado_money_table_show:
 * @self: a table
 * @lines: (element-type MadoMoneyLine): its rows
 * @nothing: what is said where there are none
 */
void
mado_money_table_show (MadoMoneyTable *self, GListStore *lines, const char *nothing)
{
  gboolean has_lines = g_list_model_get_n_items (G_LIST_MODEL (lines)) > 0;

  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (lines));
  gtk_label_set_text (self->nothing, nothing);
  gtk_stack_set_visible_child_name (self->stack, has_lines ? "content" : "nothing");
}

/**
 * mado_money_table_get_n_lines:
 * @self: a table
 *
 * Returns: how many rows it has
 */
guint
mado_money_table_get_n_lines (MadoMoneyTable *self)
{
  GListModel *lines = gtk_single_selection_get_model (self->selection);

  return lines != NULL ? g_list_model_get_n_items (lines) : 0;
}

/**
 * mado_money_table_get_line:
 * @self: a table
 * @place: of a row
 *
 * Returns: (transfer none) (nullable): the row
 */
MadoMoneyLine *
mado_money_table_get_line (MadoMoneyTable *self, guint place)
{
  GListModel *lines = gtk_single_selection_get_model (self->selection);
  g_autoptr (MadoMoneyLine) line = lines != NULL ? g_list_model_get_item (lines, place) : NULL;

  return line; /* the table holds it */
}

/**
 * mado_money_table_select:
 * @self: a table
 * @place: of a row, which comes into sight
 */
void
mado_money_table_select (MadoMoneyTable *self, guint place)
{
  gtk_column_view_scroll_to (self->view, place, NULL, GTK_LIST_SCROLL_SELECT, NULL);
}

/**
 * mado_money_table_get_selected:
 * @self: a table
 *
 * Returns: (transfer none) (nullable): the row that is chosen
 */
MadoMoneyLine *
mado_money_table_get_selected (MadoMoneyTable *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}
