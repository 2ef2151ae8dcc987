/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one main menu, for the header of whatever page is shown; and what all menus need. */

#include "mado-menu-button.h"

struct _MadoMenuButton {
  AdwBin parent_instance;

  GtkMenuButton *button;
};

G_DEFINE_FINAL_TYPE (MadoMenuButton, mado_menu_button, ADW_TYPE_BIN)

/* GTK 4.18 counts the labels in a menu as decoration, which leaves its items nameless for screen readers. */
static void
speak_labels (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget)) {
    g_object_set (widget, "accessible-role", GTK_ACCESSIBLE_ROLE_LABEL, NULL);
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gtk_label_get_text (GTK_LABEL (widget)), -1);
  }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    speak_labels (child);
}

/**
 * mado_menu_button_name_items:
 * @button: with a menu; where it gets another one, this is to be said again
 *
 * Gives the items of its menu their names for screen readers.
 */
void
mado_menu_button_name_items (GtkMenuButton *button)
{
  /* items come and go with what can be done */
  g_signal_connect (gtk_menu_button_get_popover (button), "map", G_CALLBACK (speak_labels), NULL);
}

static void
mado_menu_button_class_init (MadoMenuButtonClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-menu-button.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoMenuButton, button);
}

static void
mado_menu_button_init (MadoMenuButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_menu_button_name_items (self->button);
}
