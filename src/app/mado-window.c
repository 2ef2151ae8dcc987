/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of a terminal. It comes back in the size in which it was left. */

#include "mado-window.h"

#include "mado-config.h"
#include "mado-start-page.h"

struct _MadoWindow {
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkMenuButton *menu_button;
};

G_DEFINE_FINAL_TYPE (MadoWindow, mado_window, ADW_TYPE_APPLICATION_WINDOW)

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

static void
mado_window_class_init (MadoWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (MADO_TYPE_START_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-window.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, menu_button);
  gtk_widget_class_install_property_action (widget_class, "win.fullscreen", "fullscreened");
}

static void
mado_window_init (MadoWindow *self)
{
  g_autoptr (GSettings) settings = g_settings_new (MADO_APP_ID);

  gtk_widget_init_template (GTK_WIDGET (self));
  speak_labels (GTK_WIDGET (gtk_menu_button_get_popover (self->menu_button)));

  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

/**
 * mado_window_new:
 * @application: the program
 *
 * Returns: (transfer none): a window that lives until it is closed
 */
MadoWindow *
mado_window_new (AdwApplication *application)
{
  return g_object_new (MADO_TYPE_WINDOW, "application", application, NULL);
}

/**
 * mado_window_say:
 * @self: a window
 * @text: a sentence in the user's language
 *
 * Shows the sentence at the foot of the window for some seconds; screen readers say it.
 */
void
mado_window_say (MadoWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}
