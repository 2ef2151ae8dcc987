/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps what is being converted from getting lost: the program's keys away from it, and what the input method gives up
 * because somebody goes elsewhere in the text. GTK runs the accelerators of an application before
 * the input method sees the key: without this, a function key pressed while kana become kanji opens something and the
 * text is lost. */

#include "mado-input-guard.h"

typedef struct {
  GtkWidget *text; /* (nullable): that has the focus, a weak pointer */
  char *preedit;   /* (nullable): what is, or was, being converted */
  int length;      /* of the text meanwhile: it grows when the method gives its text */
  gboolean is_converting;
  guint forgetting; /* a source, or 0: what was given up is forgotten then */
} Guard;

/* The guard belongs to the controller that sees the keys. */
static Guard *
get_guard (gpointer keys)
{
  return g_object_get_data (keys, "guard");
}

/* --- what is given up --------------------------------------------------------------------------------------------- */

static int
get_length (GtkWidget *text)
{
  if (GTK_IS_TEXT (text))
    return (int) gtk_entry_buffer_get_length (gtk_text_get_buffer (GTK_TEXT (text)));

  return gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)));
}

static void
insert (GtkWidget *text, const char *typed)
{
  int place;

  if (GTK_IS_TEXT_VIEW (text)) {
    gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), typed, -1);
    return;
  }
  place = gtk_editable_get_position (GTK_EDITABLE (text));
  gtk_editable_insert_text (GTK_EDITABLE (text), typed, -1, &place);
  gtk_editable_set_position (GTK_EDITABLE (text), place);
}

static void
forget (Guard *self)
{
  g_clear_handle_id (&self->forgetting, g_source_remove);
  g_clear_pointer (&self->preedit, g_free);
}

/* GtkText does so wherever its cursor is set. */
static void
reset (GtkWidget *text)
{
  if (GTK_IS_TEXT (text))
    gtk_editable_set_position (GTK_EDITABLE (text), gtk_editable_get_position (GTK_EDITABLE (text)));
  else
    gtk_text_view_reset_im_context (GTK_TEXT_VIEW (text));
}

/* Somebody who presses Escape wants it gone: it is rescued only where the method gives it up while the focus goes. */
static gboolean
forget_cb (gpointer guard)
{
  Guard *self = guard;

  self->forgetting = 0;
  if (!self->is_converting)
    forget (self);

  return G_SOURCE_REMOVE;
}

static void
preedit_changed_cb (gpointer keys, const char *preedit)
{
  Guard *self = get_guard (keys);

  self->is_converting = preedit != NULL && preedit[0] != '\0';
  if (self->is_converting) {
    forget (self);
    self->preedit = g_strdup (preedit);
    self->length = get_length (self->text);
  } else if (self->preedit != NULL && self->forgetting == 0) {
    self->forgetting = g_idle_add (forget_cb, self);
  }
}

/* Anthy drops what is being converted when the focus goes. */
static void
rescue (Guard *self)
{
  g_autofree char *preedit = g_strdup (self->preedit);
  int length = self->length;

  if (preedit == NULL || gtk_widget_in_destruction (self->text))
    return;
  if (self->is_converting)
    reset (self->text);
  if (get_length (self->text) == length)
    insert (self->text, preedit);
  forget (self);
}

/* --- where the focus is ------------------------------------------------------------------------------------------- */

static void
leave_text (gpointer keys)
{
  Guard *self = get_guard (keys);

  if (self->text != NULL) {
    rescue (self);
    g_signal_handlers_disconnect_by_func (self->text, preedit_changed_cb, keys);
  }
  g_clear_weak_pointer (&self->text);
  self->is_converting = FALSE;
  forget (self);
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

/* --- keys --------------------------------------------------------------------------------------------------------- */

static gboolean
is_typed_over_selection (const Guard *self, guint keyval, GdkModifierType state)
{
  return GTK_IS_TEXT (self->text) && gtk_editable_get_editable (GTK_EDITABLE (self->text)) &&
         (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) == 0 &&
         g_unichar_isgraph (gdk_keyval_to_unicode (keyval)) &&
         gtk_editable_get_selection_bounds (GTK_EDITABLE (self->text), NULL, NULL);
}

/* Of the keys with Ctrl or Alt, methods have use for letters alone. Anthy drops the text at others: at Ctrl+Return, at
 * Ctrl+PageDown. */
static gboolean
is_for_method (guint keyval, GdkModifierType state)
{
  return (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0 ||
         gdk_keyval_to_lower (keyval) != gdk_keyval_to_upper (keyval);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state, gpointer unused)
{
  Guard *self = get_guard (keys);

  /* GTK 4.18 with ibus loses the first letter that is typed over a selection where it begins a conversion */
  if (!self->is_converting && is_typed_over_selection (self, keyval, state))
    gtk_editable_delete_selection (GTK_EDITABLE (self->text));
  if (!self->is_converting)
    return GDK_EVENT_PROPAGATE;
  if (is_for_method (keyval, state))
    gtk_event_controller_key_forward (keys, self->text);

  return GDK_EVENT_STOP;
}

static void
free_guard (gpointer data)
{
  Guard *self = data;

  forget (self);
  g_clear_weak_pointer (&self->text);
  g_free (self);
}

/**
 * mado_input_guard_watch:
 * @place: a window, or a dialog in one, which keeps its keys to itself; after other controllers of keys were added
 *
 * While text is being converted there, every key goes to the input method, and no further. Where the focus goes
 * meanwhile, the text stays as it is.
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
