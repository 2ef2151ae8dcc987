/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A window that a file can be dragged out of, as out of a file manager: drag-file PATH. It says a line when the
 * pointer is "above" it, when the button is "pressed", when the file is "held", and when whatever is below the pointer
 * is "willing" to take it, and goes when it was let go. */

#include <gtk/gtk.h>
#include <stdio.h>

#define TITLE "drag-file"

static void
say (const char *line)
{
  g_print ("%s\n", line);
  fflush (stdout);
}

static void
action_changed_cb (GdkDrag *drag, GParamSpec *property, gpointer unused)
{
  if (gdk_drag_get_selected_action (drag) == GDK_ACTION_COPY)
    say ("willing");
}

static void
begun_cb (GtkDragSource *source, GdkDrag *drag, gpointer unused)
{
  g_signal_connect (drag, "notify::selected-action", G_CALLBACK (action_changed_cb), NULL);
  say ("held");
}

static void
ended_cb (GtkDragSource *source, GdkDrag *drag, gboolean is_deleted, GtkWindow *window)
{
  gtk_window_destroy (window);
}

static void
entered_cb (GtkEventController *pointer, double x, double y, gpointer unused)
{
  say ("above");
}

static void
pressed_cb (GtkGestureClick *press, int n_press, double x, double y, gpointer unused)
{
  say ("pressed");
}

static void
activate_cb (GtkApplication *application, gpointer path)
{
  GtkWidget *window = gtk_application_window_new (application);
  GtkWidget *label = gtk_label_new (path);
  GtkDragSource *source = gtk_drag_source_new ();
  GtkEventController *pointer = gtk_event_controller_motion_new ();
  GtkGesture *press = gtk_gesture_click_new ();
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GSList) files = g_slist_append (NULL, file);
  g_autoptr (GdkContentProvider) content = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, files);

  gtk_drag_source_set_content (source, content);
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begun_cb), NULL);
  g_signal_connect (source, "drag-end", G_CALLBACK (ended_cb), window);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  g_signal_connect (pointer, "enter", G_CALLBACK (entered_cb), NULL);
  gtk_widget_add_controller (label, pointer);
  g_signal_connect (press, "pressed", G_CALLBACK (pressed_cb), NULL);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (press));
  gtk_window_set_title (GTK_WINDOW (window), TITLE);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 200, 50);
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  if (argc != 2)
    return 2;
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argv[1]);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
