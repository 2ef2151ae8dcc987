/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What watches over the keys and the presence of people in every window, and in every dialog that it shows. */

#include "mado-base-window.h"

#include "mado-absence.h"
#include "mado-input-guard.h"
#include "mado-shortcuts.h"

G_DEFINE_ABSTRACT_TYPE (MadoBaseWindow, mado_base_window, ADW_TYPE_APPLICATION_WINDOW)

static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer unused)
{
  switch ((int) gdk_event_get_event_type (event)) {
  case GDK_KEY_PRESS:
  case GDK_BUTTON_PRESS:
  case GDK_SCROLL:
  case GDK_TOUCH_BEGIN:
  case GDK_MOTION_NOTIFY:
    mado_absence_note_presence ();
    break;
  default:
    break;
  }

  return GDK_EVENT_PROPAGATE;
}

static void
watch_keys (GtkWidget *place)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (event_cb), NULL);
  gtk_widget_add_controller (place, events);
  mado_shortcuts_add_urgent (place);
  mado_input_guard_watch (place); /* the last is the first to see a key */
}

/* A dialog in a window keeps all keys to itself, so whatever watches over keys has to be there, too. */
static void
dialog_shown_cb (AdwApplicationWindow *window, GParamSpec *property, gpointer unused)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (window);

  if (dialog == NULL || g_object_get_data (G_OBJECT (dialog), "is-watched") != NULL)
    return;
  g_object_set_data (G_OBJECT (dialog), "is-watched", GINT_TO_POINTER (TRUE));
  watch_keys (GTK_WIDGET (dialog));
}

static void
mado_base_window_class_init (MadoBaseWindowClass *class)
{
}

static void
mado_base_window_init (MadoBaseWindow *self)
{
  watch_keys (GTK_WIDGET (self));
  g_signal_connect (self, "notify::visible-dialog", G_CALLBACK (dialog_shown_cb), NULL);
}

/**
 * mado_base_window_drop:
 * @window: a window
 *
 * Destroys it. A text that goes while it has the focus would wait for the focus to go.
 */
void
mado_base_window_drop (GtkWindow *window)
{
  gtk_window_set_focus (window, NULL);
  gtk_window_destroy (window);
}

/**
 * mado_base_window_set_busy:
 * @form: a form in a window
 * @is_busy: whether what was typed is on its way
 *
 * Nothing can be typed while the form is busy; the focus comes back to where it was. A text that can no longer be used
 * is not told that the focus goes, and would wait for it.
 */
void
mado_base_window_set_busy (GtkWidget *form, gboolean is_busy)
{
  static const char key[] = "mado-focus";
  GtkRoot *root = gtk_widget_get_root (form);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (is_busy && focus != NULL && gtk_widget_is_ancestor (focus, form)) {
    g_object_set_data_full (G_OBJECT (form), key, g_object_ref (focus), g_object_unref);
    gtk_root_set_focus (root, NULL);
  }
  gtk_widget_set_sensitive (form, !is_busy);
  if (!is_busy) {
    g_autoptr (GtkWidget) before = g_object_steal_data (G_OBJECT (form), key);

    if (before != NULL && focus == NULL && root != NULL)
      gtk_widget_grab_focus (before);
  }
}

/**
 * mado_base_window_hold_dialog:
 * @dialog: in which something is done
 * @act: its button
 * @cancel: the other one
 * @is_held: whether it is being done
 *
 * Nobody leaves half-way: it is done, or it is not.
 */
void
mado_base_window_hold_dialog (AdwDialog *dialog, GtkWidget *act, GtkWidget *cancel, gboolean is_held)
{
  gtk_widget_set_sensitive (act, !is_held);
  gtk_widget_set_sensitive (cancel, !is_held);
  adw_dialog_set_can_close (dialog, !is_held);
}
