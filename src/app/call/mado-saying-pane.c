/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks for words in what was agreed. Whoever takes one goes on typing behind it. */

#include "mado-saying-pane.h"

#include <glib/gi18n.h>

struct _MadoSayingPane {
  AdwBin parent_instance;

  MadoInquiries *inquiries; /* (nullable): %NULL: nothing was begun yet */
  MadoSayingBook *book;     /* (nullable): out of which the list is */
  GPtrArray *sayings;       /* (nullable) (element-type MadoSaying): what the list shows */

  GtkSearchEntry *entry;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (MadoSayingPane, mado_saying_pane, ADW_TYPE_BIN)

static guint chosen_signal;

static GtkWidget *
create_line (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static void
add_row (MadoSayingPane *self, const MadoSaying *saying)
{
  g_autofree char *mark_text = mado_saying_dup_mark (saying);
  g_autofree char *line = g_strdelimit (g_strdup (saying->text), "\n", ' ');
  g_autofree char *spoken = g_strjoin (" ", saying->label, saying->text, NULL);
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1), *mark = create_line (mark_text, "keycap");

  gtk_widget_add_css_class (box, "palette-line");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), create_line (saying->label, NULL));
  gtk_box_append (GTK_BOX (texts), create_line (line, "detail"));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, saying->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->list, row);
}

static void
forget (MadoSayingPane *self)
{
  g_clear_pointer (&self->sayings, g_ptr_array_unref);
  g_clear_pointer (&self->book, mado_saying_book_unref);
}

static void
show_sayings (MadoSayingPane *self)
{
  gtk_list_box_remove_all (self->list);
  forget (self);
  self->book = mado_saying_book_ref (mado_inquiries_get_sayings (self->inquiries));
  self->sayings = mado_saying_book_find (self->book, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  for (guint i = 0; i < self->sayings->len; i++)
    add_row (self, g_ptr_array_index (self->sayings, i));
}

/* Something else is agreed; whoever is choosing stays where he is where there is nothing new. */
static void
changed_cb (MadoInquiries *inquiries, MadoSayingPane *self)
{
  if (mado_inquiries_get_sayings (inquiries) != self->book)
    show_sayings (self);
}

static void
typed_cb (GtkSearchEntry *entry, MadoSayingPane *self)
{
  if (self->inquiries != NULL)
    show_sayings (self);
}

static void
choose (MadoSayingPane *self, int place)
{
  if (self->sayings != NULL && place >= 0 && place < (int) self->sayings->len)
    g_signal_emit (self, chosen_signal, 0, g_ptr_array_index (self->sayings, place));
}

static void
entry_activated_cb (GtkSearchEntry *entry, MadoSayingPane *self)
{
  choose (self, 0);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, MadoSayingPane *self)
{
  choose (self, gtk_list_box_row_get_index (row));
}

static void
search_stopped_cb (GtkSearchEntry *entry, MadoSayingPane *self)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
}

static void
mado_saying_pane_dispose (GObject *object)
{
  MadoSayingPane *self = MADO_SAYING_PANE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_SAYING_PANE);
  forget (self);
  g_clear_object (&self->inquiries);

  G_OBJECT_CLASS (mado_saying_pane_parent_class)->dispose (object);
}

static void
mado_saying_pane_class_init (MadoSayingPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_saying_pane_dispose;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-saying-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoSayingPane, entry);
  gtk_widget_class_bind_template_child (widget_class, MadoSayingPane, list);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
}

static void
mado_saying_pane_init (MadoSayingPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mado_saying_pane_begin:
 * @self: a pane
 * @inquiries: whose sayings are shown
 */
void
mado_saying_pane_begin (MadoSayingPane *self, MadoInquiries *inquiries)
{
  self->inquiries = g_object_ref (inquiries);
  g_signal_connect_object (inquiries, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_DEFAULT);
  show_sayings (self);
}
