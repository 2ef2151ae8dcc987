/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps the program's keys away from text that is being converted. GTK runs the accelerators of an application before
 * the input method sees the key: without this, a function key pressed while kana become kanji opens something and the
 * text is lost. */

#include "mado-input-guard.h"

typedef struct {
  GtkWidget *text; /* (nullable): that has the focus, a weak pointer */
  gboolean is_converting;
} Guard;

/* The guard belongs to the controller that sees the keys. */
static Guard *
get_guard (gpointer keys)
{
  return g_object_get_data (keys, "guard");
}

static void
preedit_changed_cb (gpointer keys, const char *preedit)
{
  get_guard (keys)->is_converting = preedit != NULL && preedit[0] != '\0';
}

static void
leave_text (gpointer keys)
{
  Guard *self = get_guard (keys);

  if (self->text != NULL)
    g_signal_handlers_disconnect_by_func (self->text, preedit_changed_cb, keys);
  g_clear_weak_pointer (&self->text);
  self->is_converting = FALSE;
}

static void
focus_changed_cb (GtkRoot *root, GParamSpec *property, gpointer keys)
{
  GtkWidget *focus = gtk_root_get_focus (root);

  if (focus == get_guard (keys)->text)
    return;
  leave_text (keys);
  if (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus)) {
    g_set_weak_pointer (&get_guard (keys)->text, focus);
    g_signal_connect_object (focus, "preedit-changed", G_CALLBACK (preedit_changed_cb), keys, G_CONNECT_SWAPPED);
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
key_pressed_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state, gpointer unused)
{
  Guard *self = get_guard (keys);
  gboolean is_return = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  /* GTK 4.18 with ibus loses the first letter that is typed over a selection where it begins a conversion */
  if (!self->is_converting && is_typed_over_selection (self, keyval, state))
    gtk_editable_delete_selection (GTK_EDITABLE (self->text));
  if (!self->is_converting)
    return GDK_EVENT_PROPAGATE;
  if (!is_return || (state & GDK_CONTROL_MASK) == 0) /* Anthy would drop the text at Ctrl+Return */
    gtk_event_controller_key_forward (keys, self->text);

  return GDK_EVENT_STOP;
}

static void
free_guard (gpointer data)
{
  g_clear_weak_pointer (&((Guard *) data)->text);
  g_free (data);
}

/**
 * mado_input_guard_watch:
 * @place: a window, or a dialog in one, which keeps its keys to itself; after other controllers of keys were added
 *
 * While text is being converted there, every key goes to the input method, and no further.
 */
void
mado_input_guard_watch (GtkWidget *place)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkRoot *root = gtk_widget_get_root (place);

  g_object_set_data_full (G_OBJECT (keys), "guard", g_new0 (Guard, 1), free_guard);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), NULL);
  gtk_widget_add_controller (place, keys);
  g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (focus_changed_cb), keys, G_CONNECT_DEFAULT);
  focus_changed_cb (root, NULL, keys);
}
