/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a hand does: keys, the pointer, a file that is dragged from another program. */

#include "mado-gui-private.h"

#include "gui-keyboard.h"

/**
 * mado_gui_find_window:
 * @self: a program
 *
 * Returns: (transfer none): the X window that keys go to, waited for
 */
const char *
mado_gui_find_window (MadoGui *self)
{
  if (self->window == NULL)
    self->window = mado_gui_run ((const char *[]) { "xdotool", "search", "--sync", "--onlyvisible", "--limit", "1",
                                                    "--all", "--pid", g_subprocess_get_identifier (self->process),
                                                    "--class", "madoguchi", NULL });

  return self->window;
}

/**
 * mado_gui_type_key:
 * @self: a program
 * @key: as xdotool names it, "ctrl+q"
 *
 * Types a key, as the keyboard would.
 */
void
mado_gui_type_key (MadoGui *self, const char *key)
{
  /* no window manager hands the keyboard to the window */
  g_free (mado_gui_run ((const char *[]) { "xdotool", "windowraise", mado_gui_find_window (self), "windowfocus",
                                           "--sync", mado_gui_find_window (self), "key", key, NULL }));
}

/**
 * mado_gui_type_text:
 * @self: a program
 * @text: any text
 *
 * Types a text into whatever has the focus.
 */
void
mado_gui_type_text (MadoGui *self, const char *text)
{
  gui_keyboard_give (text);
  g_free (
      mado_gui_run ((const char *[]) { "xdotool", "windowraise", mado_gui_find_window (self), "windowfocus", "--sync",
                                       mado_gui_find_window (self), "type", "--delay", "15", text, NULL }));
}

/**
 * mado_gui_type_line:
 * @self: a program
 * @text: any text
 *
 * Types a text and Enter right behind it, before the program can answer.
 */
void
mado_gui_type_line (MadoGui *self, const char *text)
{
  gui_keyboard_give (text);
  g_free (mado_gui_run ((const char *[]) { "xdotool", "windowraise", mado_gui_find_window (self), "windowfocus",
                                           "--sync", mado_gui_find_window (self), "type", "--delay", "0", "--args", "1",
                                           text, "key", "--delay", "0", "Return", NULL }));
}

/* Waits for it, and says where in its window it is. */
static AtspiRect *
find_place (MadoGui *self, AtspiRole role, const char *name)
{
  GuiWanted wanted = { role, name };

  mado_gui_await (self, role, name);

  g_autoptr (AtspiAccessible) node = mado_gui_find (self, gui_node_is, &wanted);
  g_autoptr (AtspiComponent) component = node != NULL ? atspi_accessible_get_component_iface (node) : NULL;
  AtspiRect *place = component != NULL ? atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL) : NULL;

  if (place == NULL)
    mado_gui_fail (self, "is nowhere", wanted);

  return place;
}

/**
 * mado_gui_point:
 * @self: a program
 * @role: what it is
 * @name: how it is called
 *
 * Waits for it, and moves the pointer to its middle.
 */
void
mado_gui_point (MadoGui *self, AtspiRole role, const char *name)
{
  g_autofree AtspiRect *place = find_place (self, role, name);
  g_autofree char *x = g_strdup_printf ("%d", place->x + place->width / 2);
  g_autofree char *y = g_strdup_printf ("%d", place->y + place->height / 2);

  g_free (mado_gui_run ((const char *[]) { "xdotool", "windowraise", mado_gui_find_window (self), "mousemove",
                                           "--window", mado_gui_find_window (self), x, y, NULL }));
}

/**
 * mado_gui_click_there:
 *
 * Clicks where the pointer is.
 */
void
mado_gui_click_there (void)
{
  g_free (mado_gui_run ((const char *[]) { "xdotool", "click", "1", NULL }));
}

/**
 * mado_gui_click:
 * @self: a program
 * @role: what it is
 * @name: how it is called
 *
 * Waits for it, and clicks at its middle with the pointer.
 */
void
mado_gui_click (MadoGui *self, AtspiRole role, const char *name)
{
  mado_gui_point (self, role, name);
  mado_gui_click_there ();
}

/* Moves the pointer to and fro until the other program says so. */
static void
await_line (GDataInputStream *lines, const char *expected)
{
  GInputStream *pipe = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (lines));
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  for (guint i = 0; g_buffered_input_stream_get_available (G_BUFFERED_INPUT_STREAM (lines)) == 0 &&
                    !g_pollable_input_stream_is_readable (G_POLLABLE_INPUT_STREAM (pipe));
       i++) {
    if (i == 200)
      g_error ("nothing is \"%s\"", expected);
    g_free (mado_gui_run (
        (const char *[]) { "xdotool", "mousemove_relative", "--", i % 2 == 0 ? "12" : "-12", "0", NULL }));
    g_usleep (PAUSE);
  }
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, expected);
}

/**
 * mado_gui_drop_file:
 * @self: a program
 * @path: of a file
 * @role: of what it is dropped on
 * @name: how that is called
 *
 * Drags the file out of another program's window, by the pointer, and drops it in the middle of that.
 */
void
mado_gui_drop_file (MadoGui *self, const char *path, AtspiRole role, const char *name)
{
  g_autofree AtspiRect *place = find_place (self, role, name);
  g_autofree char *x = g_strdup_printf ("%d", place->x + place->width / 2);
  g_autofree char *y = g_strdup_printf ("%d", place->y + place->height / 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) other = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "drag-file", path, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *from = NULL;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (other));
  from = mado_gui_run ((const char *[]) { "xdotool", "search", "--sync", "--onlyvisible", "--limit", "1", "--name",
                                          "^drag-file$", NULL });
  g_free (mado_gui_run ((const char *[]) { "xdotool", "windowmove", "--sync", from, "10", "806", "windowraise", from,
                                           "mousemove", "--window", from, "100", "20", NULL }));
  await_line (lines, "above");
  g_free (mado_gui_run ((const char *[]) { "xdotool", "mousedown", "1", NULL }));
  await_line (lines, "pressed");
  await_line (lines, "held");
  g_free (
      mado_gui_run ((const char *[]) { "xdotool", "mousemove", "--window", mado_gui_find_window (self), x, y, NULL }));
  await_line (lines, "willing");
  g_free (mado_gui_run ((const char *[]) { "xdotool", "mouseup", "1", NULL }));
  g_subprocess_wait (other, NULL, &error); /* until the program has the file */
  g_assert_no_error (error);
}
