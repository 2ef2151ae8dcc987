/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Shows the columns of a work list. Cells are labels, because GtkInscription clips characters that come from another
 * font, and their widths follow from what a type holds, so that columns do not move while one scrolls. */

#include "mado-list-column.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-queue-row.h"
#include "mado-wording.h"

typedef struct {
  MadoProgramme *programme;
  char *column;
  guint index;
} Column;

static void
free_column (gpointer data, GClosure *closure)
{
  Column *column = data;

  mado_programme_unref (column->programme);
  g_free (column->column);
  g_free (column);
}

static const struct {
  const char *type;
  int width; /* in Latin characters */
  gboolean is_wide;
  gboolean is_number;
} shapes[] = {
  { "code", 14 },  { "date", 17 },   { "month", 12 },        { "number", 8, FALSE, TRUE }, { "yen", 12, FALSE, TRUE },
  { "yesno", 8 },  { "postal", 10 }, { "phone", 15 },        { "name", 18, TRUE },         { "address", 34, TRUE },
  { "state", 14 }, { "choice", 18 }, { "record", 20, TRUE }, { "notes", 24, TRUE },
};

static void
shape_label (GtkLabel *label, const char *type)
{
  int width = 16;
  gboolean is_number = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (strcmp (shapes[i].type, type) == 0) {
      width = shapes[i].width;
      is_number = shapes[i].is_number;
    }
  gtk_label_set_width_chars (label, width);
  gtk_label_set_max_width_chars (label, width);
  gtk_label_set_xalign (label, is_number ? 1 : 0);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (label), "cell");
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, Column *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  shape_label (GTK_LABEL (label), mado_wording_get_column_type (self->programme, self->column));
  gtk_column_view_cell_set_child (cell, label);
  gtk_column_view_cell_set_focusable (cell, FALSE);
}

/* A cell that is empty because something is kept back says so; a row of nothing looks like a fault. */
static char *
write_value (const MadoProgramme *programme, const MadoQueueEntry *entry, const char *column, guint index)
{
  const MadoItem *item = mado_section_find (programme->items, column);
  const MadoQueueValue *value = &entry->values[index];

  if (entry->is_protected && value->kind == MADO_QUEUE_VALUE_NOTHING && item != NULL &&
      mado_item_tells_whereabouts (item))
    return g_strdup (_ ("under protection"));

  return mado_wording_write_column (programme, column, value);
}

static char *
write_cell (const Column *self, MadoQueueRow *row)
{
  const MadoQueueEntry *entry = mado_queue_row_get_entry (row);

  if (entry == NULL)
    return g_strdup ("…");

  return write_value (self->programme, entry, self->column, self->index);
}

static void
show_row (GtkColumnViewCell *cell, const Column *self)
{
  g_autofree char *text = write_cell (self, gtk_column_view_cell_get_item (cell));

  gtk_label_set_text (GTK_LABEL (gtk_column_view_cell_get_child (cell)), text);
}

static void
row_read_cb (MadoQueueRow *row, GParamSpec *property, GtkColumnViewCell *cell)
{
  show_row (cell, g_object_get_data (G_OBJECT (cell), "column"));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, Column *self)
{
  g_object_set_data (G_OBJECT (cell), "column", self);
  g_signal_connect_object (gtk_column_view_cell_get_item (cell), "notify::version", G_CALLBACK (row_read_cb), cell,
                           G_CONNECT_DEFAULT);
  show_row (cell, self);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, Column *self)
{
  g_signal_handlers_disconnect_by_func (gtk_column_view_cell_get_item (cell), row_read_cb, cell);
}

/**
 * mado_list_column_new:
 * @programme: a programme
 * @column: what is shown
 * @index: of its value in each entry
 *
 * Returns: (transfer full): a column of a view of MadoQueueRow
 */
GtkColumnViewColumn *
mado_list_column_new (MadoProgramme *programme, const char *column, guint index)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Column *self = g_new0 (Column, 1);
  const char *type = mado_wording_get_column_type (programme, column);
  GtkColumnViewColumn *view_column =
      gtk_column_view_column_new (mado_wording_get_column_title (programme, column), factory);

  self->programme = mado_programme_ref (programme);
  self->column = g_strdup (column);
  self->index = index;
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), self, free_column, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (strcmp (shapes[i].type, type) == 0)
      gtk_column_view_column_set_expand (view_column, shapes[i].is_wide);

  return view_column;
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoProgramme *programme;
  GPtrArray *columns;
} Speaker;

static void
free_speaker (gpointer data, GClosure *closure)
{
  Speaker *speaker = data;

  mado_programme_unref (speaker->programme);
  g_ptr_array_unref (speaker->columns);
  g_free (speaker);
}

/* What a screen reader says of the row. */
static void
name_row (GtkColumnViewRow *row, const Speaker *self)
{
  const MadoQueueEntry *entry = mado_queue_row_get_entry (gtk_column_view_row_get_item (row));
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; entry != NULL && i < self->columns->len; i++) {
    g_autofree char *text = write_value (self->programme, entry, g_ptr_array_index (self->columns, i), i);

    if (text[0] != '\0')
      g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", text);
  }
  gtk_column_view_row_set_accessible_label (row, name->len > 0 ? name->str : "…");
}

static void
row_to_say_cb (MadoQueueRow *item, GParamSpec *property, GtkColumnViewRow *row)
{
  name_row (row, g_object_get_data (G_OBJECT (row), "speaker"));
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkColumnViewRow *row, Speaker *self)
{
  g_object_set_data (G_OBJECT (row), "speaker", self);
  g_signal_connect_object (gtk_column_view_row_get_item (row), "notify::version", G_CALLBACK (row_to_say_cb), row,
                           G_CONNECT_DEFAULT);
  name_row (row, self);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkColumnViewRow *row, Speaker *self)
{
  g_signal_handlers_disconnect_by_func (gtk_column_view_row_get_item (row), row_to_say_cb, row);
}

/**
 * mado_list_row_factory_new:
 * @programme: a programme
 * @columns: (element-type utf8): what is shown
 *
 * Returns: (transfer full): what gives rows of MadoQueueRow their names for screen readers
 */
GtkListItemFactory *
mado_list_row_factory_new (MadoProgramme *programme, const GPtrArray *columns)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Speaker *self = g_new0 (Speaker, 1);

  self->programme = mado_programme_ref (programme);
  self->columns = g_ptr_array_ref ((GPtrArray *) columns);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_row_cb), self, free_speaker, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), self);

  return factory;
}
