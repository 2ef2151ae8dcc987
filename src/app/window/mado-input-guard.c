/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps the program's keys away from text that is being converted. GTK runs the accelerators of an application before
 * the input method sees the key: without this, a function key pressed while kana become kanji opens something and the
 * text is lost. The dialogs of a window are in it, so one guard watches over them, too. */

#include "mado-input-guard.h"

typedef struct {
  GtkWidget *text; /* (nullable): that has the focus, a weak pointer */
  gboolean is_converting;
} Guard;

static void
preedit_changed_cb (Guard *self, const char *preedit)
{
  self->is_converting = preedit != NULL && preedit[0] != '\0';
}

static void
leave_text (Guard *self)
{
  if (self->text != NULL)
    g_signal_handlers_disconnect_by_func (self->text, preedit_changed_cb, self);
  g_clear_weak_pointer (&self->text);
  self->is_converting = FALSE;
}

static void
focus_changed_cb (GtkRoot *window, GParamSpec *property, Guard *self)
{
  GtkWidget *focus = gtk_root_get_focus (window);

  if (focus == self->text)
    return;
  leave_text (self);
  if (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus)) {
    g_set_weak_pointer (&self->text, focus);
    g_signal_connect_swapped (focus, "preedit-changed", G_CALLBACK (preedit_changed_cb), self);
  }
}

static gboolean
is_typed_over_selection (const Guard *self, guint keyval, GdkModifierType state)
{
  return GTK_IS_TEXT (self->text) && gtk_editable_get_editable (GTK_EDITABLE (self->text)) &&
         (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) == 0 &&
         g_unichar_isgraph (gdk_keyval_to_unicode (keyval)) &&
         gtk_editable_get_selection_bounds (GTK_EDITABLE (self->text), NULL, NULL);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, Guard *self)
{
  gboolean is_return = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  /* GTK 4.18 with ibus loses the first letter that is typed over a selection where it begins a conversion */
  if (!self->is_converting && is_typed_over_selection (self, keyval, state))
    gtk_editable_delete_selection (GTK_EDITABLE (self->text));
  if (!self->is_converting)
    return GDK_EVENT_PROPAGATE;
  if (!is_return || (state & GDK_CONTROL_MASK) == 0) /* Anthy would drop the text at Ctrl+Return */
    gtk_event_controller_key_forward (controller, self->text);

  return GDK_EVENT_STOP;
}

static void
free_guard (gpointer data, GClosure *closure)
{
  g_free (data);
}

/* The window's own handler of the focus lives as long as the guard, and the guard as long as the window. */
static void
window_destroyed_cb (GtkWidget *window, Guard *self)
{
  g_signal_handlers_disconnect_by_func (window, focus_changed_cb, self);
  leave_text (self);
}

/**
 * mado_input_guard_watch:
 * @window: a window that takes text, or whose dialogs do; after its own controllers were added
 *
 * While text is being converted in @window, every key goes to the input method, and no further.
 */
void
mado_input_guard_watch (GtkWindow *window)
{
  Guard *self = g_new0 (Guard, 1);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (focus_changed_cb), self);
  g_signal_connect_data (window, "destroy", G_CALLBACK (window_destroyed_cb), self, free_guard, 0);
}
