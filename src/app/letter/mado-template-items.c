/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the programme lets this letter say, and what every letter may. */

#include "mado-template-items.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

struct _MadoTemplateItems {
  GtkPopover parent_instance;

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (MadoTemplateItems, mado_template_items, GTK_TYPE_POPOVER)

static guint chosen_signal;

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, MadoTemplateItems *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, chosen_signal, 0, g_object_get_data (G_OBJECT (row), "field"));
}

static void
add_field (MadoTemplateItems *self, const char *title, const char *name)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *field = g_strdup_printf ("{%s}", name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), field);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "field", g_steal_pointer (&field), g_free);
  gtk_list_box_append (self->list, row);
}

static void
add_item (MadoTemplateItems *self, const MadoItem *item)
{
  g_autofree char *number = g_strconcat (item->id, ".number", NULL), *due = g_strconcat (item->id, ".due", NULL);

  if (strcmp (item->type, "account") == 0)
    add_field (self, item->label, number);
  else if (!item->is_of_list)
    add_field (self, item->label, item->id);
  if (strcmp (item->type, "record") == 0)
    add_field (self, _ ("By when the applicant answers"), due);
}

static void
fill (MadoTemplateItems *self, const MadoProgramme *programme, const MadoLetter *letter)
{
  for (guint i = 0; i < letter->items->len; i++) {
    const MadoItem *item = mado_section_find (programme->items, g_ptr_array_index (letter->items, i));

    if (item != NULL)
      add_item (self, item);
  }
  if (letter->says_reason)
    add_field (self, _ ("Reason"), "letter.reason");
  add_field (self, _ ("Document number"), "letter.number");
  add_field (self, _ ("Day of the letter"), "letter.date");
  add_field (self, _ ("Day of the decision"), "letter.decided");
}

static void
mado_template_items_class_init (MadoTemplateItemsClass *class)
{
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mado_template_items_init (MadoTemplateItems *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What this letter may say"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_DEFAULT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_widget_set_size_request (scroller, 300, -1);
  gtk_popover_set_child (GTK_POPOVER (self), scroller);
}

/**
 * mado_template_items_new:
 * @programme: a programme
 * @letter: one of its letters
 *
 * Returns: (transfer floating): what it may say
 */
GtkWidget *
mado_template_items_new (const MadoProgramme *programme, const char *letter)
{
  MadoTemplateItems *self = g_object_new (MADO_TYPE_TEMPLATE_ITEMS, NULL);

  fill (self, programme, mado_section_find (programme->letters, letter));

  return GTK_WIDGET (self);
}
