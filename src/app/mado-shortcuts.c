/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one table of keys: accelerators, the shortcuts dialog and the page of the help all follow it. */

#include "mado-shortcuts.h"

#include <glib/gi18n.h>

const MadoShortcut mado_shortcuts[] = {
  { "app.help::index", "F1", N_ ("Show the help"), MADO_SHORTCUT_GENERAL },
  { "app.shortcuts", "<Control>question", N_ ("Show the keyboard shortcuts"), MADO_SHORTCUT_GENERAL },
  { NULL, "F10", N_ ("Open the main menu"), MADO_SHORTCUT_GENERAL },
  { "app.quit", "<Control>q", N_ ("Quit Madoguchi"), MADO_SHORTCUT_GENERAL },
  { "win.fullscreen", "F11", N_ ("Fill the screen, or leave it"), MADO_SHORTCUT_WINDOW },
  { "window.close", "<Control>w", N_ ("Close the window"), MADO_SHORTCUT_WINDOW },
  {},
};

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
    [MADO_SHORTCUT_WINDOW] = N_ ("Window"),
  };

  return _ (titles[scope]);
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
  for (const MadoShortcut *shortcut = mado_shortcuts; shortcut->key != NULL; shortcut++)
    if (shortcut->action != NULL)
      gtk_application_set_accels_for_action (application, shortcut->action, (const char *[]) { shortcut->key, NULL });
}
