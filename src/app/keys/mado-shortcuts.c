/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one table of commands and keys: accelerators, the shortcuts dialog, the palette and the page of the help all
 * follow it. */

#include "mado-shortcuts.h"

#include <glib/gi18n.h>

const MadoShortcut mado_shortcuts[] = {
  { "win.palette", "<Control>k", N_ ("Go to a case or a command"), MADO_SHORTCUT_GENERAL },
  { "win.call", "F12", N_ ("Answer a call"), MADO_SHORTCUT_GENERAL, .is_urgent = TRUE },
  { "win.help", "F1", N_ ("Show the help on this page"), MADO_SHORTCUT_GENERAL },
  { "app.shortcuts", "<Control>question", N_ ("Show the keyboard shortcuts"), MADO_SHORTCUT_GENERAL },
  { NULL, "F10", N_ ("Open the main menu"), MADO_SHORTCUT_GENERAL },
  { "app.preferences", "<Control>comma", N_ ("Change the preferences"), MADO_SHORTCUT_GENERAL },
  { "app.text-larger", "<Control><Alt>plus", N_ ("Make the text larger"), MADO_SHORTCUT_GENERAL },
  { "app.text-smaller", "<Control><Alt>minus", N_ ("Make the text smaller"), MADO_SHORTCUT_GENERAL },
  { "win.lock", "<Control><Shift>l", N_ ("Hide everything while you are away"), MADO_SHORTCUT_GENERAL,
    .is_urgent = TRUE },
  { "win.signing-key", NULL, N_ ("Make the key that you sign with, or see it"), MADO_SHORTCUT_GENERAL },
  { "win.factor", NULL, N_ ("Set up the second factor of your account"), MADO_SHORTCUT_GENERAL },
  { "win.sign-out", NULL, N_ ("Sign out"), MADO_SHORTCUT_GENERAL },
  { "app.about", NULL, N_ ("About Madoguchi"), MADO_SHORTCUT_GENERAL },
  { "app.quit", "<Control>q", N_ ("Quit Madoguchi"), MADO_SHORTCUT_GENERAL },
  { "win.place", "<Alt>1", N_ ("Go to the work list of that number"), MADO_SHORTCUT_CASES, 8 },
  { "win.next-case", "<Control>Page_Down", N_ ("Open the next case of the list"), MADO_SHORTCUT_CASES },
  { "win.previous-case", "<Control>Page_Up", N_ ("Open the previous case of the list"), MADO_SHORTCUT_CASES },
  { "win.back", "<Alt>Left", N_ ("Go back to the list"), MADO_SHORTCUT_CASES },
  { "win.receive", "<Control>n", N_ ("Type an application that came on paper"), MADO_SHORTCUT_CASES },
  { "win.refresh", "F5", N_ ("Look for what is new"), MADO_SHORTCUT_CASES },
  { "win.accept", "<Control>Return", N_ ("Finish the case, or save what was typed, and open the next"),
    MADO_SHORTCUT_DESK },
  { "win.return-case", "<Control>2", N_ ("Send the case back, and say why"), MADO_SHORTCUT_DESK },
  { "win.undo", "<Control>z", N_ ("Take back what was done last"), MADO_SHORTCUT_DESK, .is_of_text = TRUE },
  { "win.look", "F4", N_ ("Go to what is to be seen on the papers; find bank and branch for an account"),
    MADO_SHORTCUT_DESK },
  { "win.next-difference", "F3", N_ ("Go to the next difference from the register"), MADO_SHORTCUT_DESK },
  { "win.previous-difference", "<Shift>F3", N_ ("Go to the difference before"), MADO_SHORTCUT_DESK },
  { "win.differences", "<Control>d", N_ ("Show only what differs from the register, or everything"),
    MADO_SHORTCUT_DESK },
  { "win.twins", "<Control>b", N_ ("Show applications for the same side by side"), MADO_SHORTCUT_DESK },
  { "win.alert", NULL, N_ ("Go to what the line at the top is about"), MADO_SHORTCUT_DESK },
  { "win.comment", "F2", N_ ("Write a comment"), MADO_SHORTCUT_DESK },
  { "win.settle", "<Control>e", N_ ("Choose between two values"), MADO_SHORTCUT_DESK },
  { "win.correct", "<Control><Shift>e", N_ ("Correct an item, with the reason"), MADO_SHORTCUT_DESK },
  { "win.take-over", NULL, N_ ("Take the case over from whoever else has it open"), MADO_SHORTCUT_DESK },
  { "win.next-paper", "<Alt>Page_Down", N_ ("Show the next page or paper"), MADO_SHORTCUT_DESK },
  { "win.previous-paper", "<Alt>Page_Up", N_ ("Show the previous page or paper"), MADO_SHORTCUT_DESK },
  { "win.zoom-in", "<Control>plus", N_ ("Show the paper larger"), MADO_SHORTCUT_DESK },
  { "win.zoom-out", "<Control>minus", N_ ("Show the paper smaller"), MADO_SHORTCUT_DESK },
  { "win.zoom-fit", "<Control>0", N_ ("Show all of the paper"), MADO_SHORTCUT_DESK },
  { "win.turn-right", "<Control>r", N_ ("Turn the paper to the right"), MADO_SHORTCUT_DESK },
  { "win.turn-left", "<Control><Shift>r", N_ ("Turn the paper to the left"), MADO_SHORTCUT_DESK },
  { "win.cover", "<Control><Shift>k", N_ ("Cover a number on the paper for good"), MADO_SHORTCUT_DESK },
  { "win.next-call", "<Control><Shift>Return", N_ ("Save the call, and answer the next"), MADO_SHORTCUT_DESK },
  { "win.sidebar", "F9", N_ ("Go to the work lists"), MADO_SHORTCUT_WINDOW },
  { "win.fullscreen", "F11", N_ ("Fill the screen, or leave it"), MADO_SHORTCUT_WINDOW },
  { "window.close", "<Control>w", N_ ("Close the window"), MADO_SHORTCUT_WINDOW },
  {},
};

/**
 * mado_shortcut_find:
 * @action: an action, with its target
 *
 * Returns: (transfer none) (nullable): its row in the table
 */
const MadoShortcut *
mado_shortcut_find (const char *action)
{
  for (const MadoShortcut *shortcut = mado_shortcuts; shortcut->title != NULL; shortcut++)
    if (g_strcmp0 (shortcut->action, action) == 0)
      return shortcut;

  return NULL;
}

/* What stands on the key; GTK translates some of its own names, and not to what stands there. */
static char *
dup_key_label (guint key)
{
  static const struct {
    guint key;
    const char *label;
  } labels[] = {
    { GDK_KEY_Page_Down, "PageDown" },
    { GDK_KEY_Page_Up, "PageUp" },
    { GDK_KEY_Left, "←" },
    { GDK_KEY_Return, "Enter" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (labels[i].key == key)
      return g_strdup (labels[i].label);

  return gtk_accelerator_get_label (key, 0);
}

static void
add_cap (GStrvBuilder *caps, guint key, guint n_keys)
{
  g_autofree char *label = dup_key_label (key);

  if (n_keys == 0)
    g_strv_builder_add (caps, label);
  else
    g_strv_builder_take (caps, g_strdup_printf ("%s…%c", label, (char) (gdk_keyval_to_unicode (key) + n_keys - 1)));
}

/**
 * mado_shortcut_dup_caps:
 * @self: a shortcut with a key
 *
 * Returns: (transfer full): what stands on the keys that are pressed together
 */
GStrv
mado_shortcut_dup_caps (const MadoShortcut *self)
{
  static const struct {
    GdkModifierType mask;
    const char *label;
  } modifiers[] = {
    { GDK_CONTROL_MASK, "Ctrl" },
    { GDK_ALT_MASK, "Alt" },
    { GDK_SHIFT_MASK, "Shift" },
  };
  g_autoptr (GStrvBuilder) caps = g_strv_builder_new ();
  guint key = 0;
  GdkModifierType state = 0;

  gtk_accelerator_parse (self->key, &key, &state);
  for (gsize i = 0; i < G_N_ELEMENTS (modifiers); i++)
    if (state & modifiers[i].mask)
      g_strv_builder_add (caps, modifiers[i].label);
  add_cap (caps, key, self->n_keys);

  return g_strv_builder_end (caps);
}

/**
 * mado_shortcut_dup_label:
 * @self: a shortcut
 *
 * Returns: (transfer full) (nullable): its key in one text, "Ctrl+K"; %NULL: it has none
 */
char *
mado_shortcut_dup_label (const MadoShortcut *self)
{
  g_auto (GStrv) caps = self->key != NULL ? mado_shortcut_dup_caps (self) : NULL;

  return caps != NULL ? g_strjoinv ("+", caps) : NULL;
}

/**
 * mado_shortcut_scope_get_title:
 * @scope: where keys work
 *
 * Returns: (transfer none): its name in the user's language
 */
const char *
mado_shortcut_scope_get_title (MadoShortcutScope scope)
{
  static const char *const titles[] = {
    [MADO_SHORTCUT_GENERAL] = N_ ("General"),
    [MADO_SHORTCUT_CASES] = N_ ("Lists and Cases"),
    [MADO_SHORTCUT_DESK] = N_ ("At a Case"),
    [MADO_SHORTCUT_WINDOW] = N_ ("Window"),
  };

  return _ (titles[scope]);
}

static void
install_digits (GtkApplication *application, const MadoShortcut *shortcut)
{
  guint key = 0;
  GdkModifierType state = 0;

  gtk_accelerator_parse (shortcut->key, &key, &state);
  for (guint i = 0; i < shortcut->n_keys; i++) {
    g_autofree char *action = g_strdup_printf ("%s(%u)", shortcut->action, gdk_keyval_to_unicode (key + i) - '0');
    g_autofree char *name = gtk_accelerator_name (key + i, state);

    gtk_application_set_accels_for_action (application, action, (const char *[]) { name, NULL });
  }
}

/**
 * mado_shortcuts_install:
 * @application: the program
 *
 * Makes the keys of the table work in all windows of the program.
 */
void
mado_shortcuts_install (GtkApplication *application)
{
  for (const MadoShortcut *shortcut = mado_shortcuts; shortcut->title != NULL; shortcut++)
    if (shortcut->n_keys > 0)
      install_digits (application, shortcut);
    else if (shortcut->action != NULL && shortcut->key != NULL && !shortcut->is_of_text)
      gtk_application_set_accels_for_action (application, shortcut->action, (const char *[]) { shortcut->key, NULL });
}

static gboolean
is_pressed (const MadoShortcut *shortcut, GdkEvent *event)
{
  g_autoptr (GtkShortcutTrigger) trigger = gtk_shortcut_trigger_parse_string (shortcut->key);

  return gtk_shortcut_trigger_trigger (trigger, event, FALSE) != GDK_KEY_MATCH_NONE;
}

static gboolean
key_pressed_cb (GtkEventController *controller, guint keyval, guint keycode, GdkModifierType state, gpointer unused)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);

  for (const MadoShortcut *shortcut = mado_shortcuts; shortcut->title != NULL; shortcut++)
    if (shortcut->is_urgent && is_pressed (shortcut, event))
      return gtk_widget_activate_action (gtk_event_controller_get_widget (controller), shortcut->action, NULL);

  return GDK_EVENT_PROPAGATE;
}

/**
 * mado_shortcuts_add_urgent:
 * @place: a window, or a dialog in one, which keeps its keys to itself
 *
 * Makes those keys work there that must work everywhere.
 */
void
mado_shortcuts_add_urgent (GtkWidget *place)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), NULL);
  gtk_widget_add_controller (place, keys);
}

/**
 * mado_shortcuts_add_of_text:
 * @place: a window
 *
 * Makes those keys work there that belong to a text as long as it has the focus and a use for them.
 */
void
mado_shortcuts_add_of_text (GtkWidget *place)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  for (const MadoShortcut *shortcut = mado_shortcuts; shortcut->title != NULL; shortcut++)
    if (shortcut->is_of_text)
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                            gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcut->key),
                                                              gtk_named_action_new (shortcut->action)));
  gtk_widget_add_controller (place, keys);
}
