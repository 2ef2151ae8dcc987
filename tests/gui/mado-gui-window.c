/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The windows of the program: which of them has the keys, choosers of files, sizes, pictures; and the help viewer. */

#include "mado-gui-private.h"

#include <libintl.h>
#include <string.h>

/**
 * mado_gui_forget_window:
 * @self: a program
 *
 * Another window of it is the one that keys go to from now on.
 */
void
mado_gui_forget_window (MadoGui *self)
{
  g_clear_pointer (&self->window, g_free);
}

/**
 * mado_gui_turn_to:
 * @self: a program
 * @title: of one of its windows
 *
 * Waits for that window: keys go to it from now on.
 */
void
mado_gui_turn_to (MadoGui *self, const char *title)
{
  g_autofree char *pattern = g_strdup_printf ("^%s$", title);

  g_free (self->window);
  self->window = mado_gui_run (
      (const char *[]) { "xdotool", "search", "--sync", "--onlyvisible", "--limit", "1", "--name", pattern, NULL });
}

/* How GTK calls a button of its own in the language of the program. */
static char *
dup_gtk_name (const char *english)
{
  g_auto (GStrv) parts = g_strsplit (dgettext ("gtk40", english), "_", 2);

  return g_strjoinv ("", parts);
}

/* Nothing in a file chooser has the keyboard at first, and where it goes from there is not always a part that knows
 * the key for a path: then it goes on to the next. */
static gboolean
has_place_to_type (MadoGui *self, gpointer unused)
{
  GuiWanted wanted = { ATSPI_ROLE_TEXT, NULL };

  mado_gui_type_key (self, "Tab");
  mado_gui_type_key (self, "ctrl+l");
  g_usleep (PAUSE);

  return mado_gui_has_focus (self, &wanted);
}

/* It completes what is typed, now and then in the middle of a word. */
static gboolean
is_path_typed (MadoGui *self, gpointer path)
{
  GuiWanted wanted = { ATSPI_ROLE_TEXT, NULL, path };

  mado_gui_type_key (self, "ctrl+a");
  mado_gui_type_text (self, path);
  mado_gui_type_key (self, "shift+End"); /* what it has completed by itself */
  mado_gui_type_key (self, "Delete");
  g_usleep (PAUSE);

  return mado_gui_is_there (self, &wanted);
}

/**
 * mado_gui_choose_file:
 * @self: a program
 * @title: of the file chooser that is open, or about to be
 * @path: what is chosen, or where something is saved
 * @button: of GTK, in English, that says so
 *
 * Types the path and goes on with the window that was there before.
 */
void
mado_gui_choose_file (MadoGui *self, const char *title, const char *path, const char *button)
{
  g_autofree char *before = g_steal_pointer (&self->window), *name = dup_gtk_name (button);

  mado_gui_turn_to (self, title);
  mado_gui_await (self, ATSPI_ROLE_BUTTON, name);
  if (!mado_gui_wait_until (self, has_place_to_type, NULL))
    mado_gui_fail (self, "takes no path", (GuiWanted) { ATSPI_ROLE_TEXT, NULL });
  if (!mado_gui_wait_until (self, is_path_typed, (gpointer) path))
    mado_gui_fail (self, "takes another path", (GuiWanted) { ATSPI_ROLE_TEXT, NULL });
  mado_gui_press (self, ATSPI_ROLE_BUTTON, name);
  mado_gui_await_gone (self, ATSPI_ROLE_BUTTON, name);
  g_free (self->window);
  self->window = g_steal_pointer (&before);
  g_free (mado_gui_run ((const char *[]) { "xdotool", "windowfocus", "--sync", mado_gui_find_window (self), NULL }));
}

typedef struct {
  int width;
  int height;
} Size;

/* The size that the program drew its window in; the X server may already know another. */
static gboolean
has_size (MadoGui *self, gpointer data)
{
  const Size *size = data;
  GuiWanted wanted = { ATSPI_ROLE_FRAME, NULL };
  g_autoptr (AtspiAccessible) frame = mado_gui_find (self, gui_node_is, &wanted);
  g_autoptr (AtspiComponent) component = frame != NULL ? atspi_accessible_get_component_iface (frame) : NULL;
  g_autofree AtspiPoint *drawn = component != NULL ? atspi_component_get_size (component, NULL) : NULL;

  return drawn != NULL && drawn->x == size->width && drawn->y == size->height;
}

/**
 * mado_gui_assert_size:
 * @self: a program
 * @width: in pixels
 * @height: in pixels
 *
 * Holds that its window takes that size.
 */
void
mado_gui_assert_size (MadoGui *self, int width, int height)
{
  Size size = { width, height };

  if (!mado_gui_wait_until (self, has_size, &size))
    mado_gui_fail (self, "has another size", (GuiWanted) { ATSPI_ROLE_FRAME, NULL });
}

/**
 * mado_gui_resize:
 * @self: a program
 * @width: in pixels
 * @height: in pixels
 *
 * Gives its window another size and waits until the program took it.
 */
void
mado_gui_resize (MadoGui *self, int width, int height)
{
  g_autofree char *width_text = g_strdup_printf ("%d", width);
  g_autofree char *height_text = g_strdup_printf ("%d", height);

  g_free (mado_gui_run (
      (const char *[]) { "xdotool", "windowsize", mado_gui_find_window (self), width_text, height_text, NULL }));
  mado_gui_assert_size (self, width, height);
}

typedef struct {
  const char *path;
  char *sum; /* of the last look */
} Picture;

static gboolean
is_at_rest (MadoGui *self, gpointer data)
{
  Picture *picture = data;
  g_autofree char *before = g_steal_pointer (&picture->sum);
  g_autofree char *content = NULL;
  gsize length;

  g_free (mado_gui_run ((const char *[]) { "import", "-silent", "-window", mado_gui_find_window (self), "-define",
                                           "png:exclude-chunks=all", picture->path, NULL }));
  g_assert_true (g_file_get_contents (picture->path, &content, &length, NULL));
  picture->sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, length);

  return g_strcmp0 (before, picture->sum) == 0;
}

/**
 * mado_gui_save_picture:
 * @self: a program
 * @path: a PNG file to write
 *
 * Saves what its window shows, once two looks show the same: transitions are over then.
 */
void
mado_gui_save_picture (MadoGui *self, const char *path)
{
  Picture picture = { path, NULL };

  if (!mado_gui_wait_until (self, is_at_rest, &picture))
    mado_gui_fail (self, "does not come to rest", (GuiWanted) { ATSPI_ROLE_FRAME, NULL });
  g_free (picture.sum);
}

/**
 * mado_gui_show:
 * @self: a desktop
 * @name: of a picture
 *
 * Saves it for whoever wants to look at what a test sees: MADO_GUI_PICTURES says in which folder.
 */
void
mado_gui_show (MadoGui *self, const char *name)
{
  const char *folder = g_getenv ("MADO_GUI_PICTURES");
  g_autofree char *path = folder != NULL ? g_strdup_printf ("%s/%s.png", folder, name) : NULL;

  if (path != NULL)
    mado_gui_save_picture (self, path);
}

/**
 * mado_gui_install_help_viewer:
 *
 * Makes a program the help viewer of the desktop under test: it writes down what it was asked to open.
 *
 * Returns: (transfer full): where
 */
char *
mado_gui_install_help_viewer (void)
{
  g_autofree char *applications = g_build_filename (g_get_user_data_dir (), "applications", NULL);
  g_autofree char *viewer = g_build_filename (applications, "viewer.desktop", NULL);
  g_autofree char *associations = g_build_filename (g_get_user_config_dir (), "mimeapps.list", NULL);
  g_autofree char *opened = g_build_filename (g_get_home_dir (), "opened", NULL);
  g_autofree char *entry =
      g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Viewer\nExec=sh -c 'echo \"$1\" >>%s' - %%u\n"
                       "MimeType=x-scheme-handler/help;\n",
                       opened);

  g_mkdir_with_parents (applications, 0700);
  g_assert_true (g_file_set_contents (viewer, entry, -1, NULL));
  g_assert_true (
      g_file_set_contents (associations, "[Default Applications]\nx-scheme-handler/help=viewer.desktop\n", -1, NULL));

  return g_steal_pointer (&opened);
}

/**
 * mado_gui_await_help:
 * @opened: from mado_gui_install_help_viewer()
 * @topic: of the manual
 *
 * Waits until it was the last that was asked for.
 */
void
mado_gui_await_help (const char *opened, const char *topic)
{
  g_autofree char *line = g_strdup_printf ("help:madoguchi/%s\n", topic);

  for (int i = 0; i < 600; i++) {
    g_autofree char *text = NULL;

    if (g_file_get_contents (opened, &text, NULL, NULL) && g_str_has_suffix (text, line))
      return;
    g_usleep (30000);
  }
  g_error ("the help viewer was not asked for %s", line);
}
