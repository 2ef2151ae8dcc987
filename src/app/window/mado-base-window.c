/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The guard and the watch that no window may lack. */

#include "mado-base-window.h"

#include "mado-absence.h"
#include "mado-input-guard.h"

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
mado_base_window_class_init (MadoBaseWindowClass *class)
{
}

static void
mado_base_window_init (MadoBaseWindow *self)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (event_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), events);
  mado_input_guard_watch (GTK_WINDOW (self));
}
