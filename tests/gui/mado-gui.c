/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Drives the desktop program over AT-SPI and with xdotool's keys; see tests/gui/run.sh for the desktop around it. */

#include "mado-gui.h"

#include <libintl.h>
#include <string.h>

#include "gui-keyboard.h"
#include "gui-node.h"

#define PATIENCE (60 * G_USEC_PER_SEC) /* until something is wrong, also where a dozen others use the machine */
#define DIALOG_PATIENCE (2 * G_USEC_PER_SEC)
#define PAUSE 30000 /* between two looks, in microseconds */

struct _MadoGui {
  GSubprocess *process;
  char *messages; /* the file that has the program's standard error */
  char *window;   /* the X window, once a key or a picture asked for it */
};

/* Returns what the command printed, without the end of line; the test fails where the command does. */
static char *
run (const char *const *command)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);

  return g_strdup (g_strchomp (output));
}

/* libatspi warns of programs that come and go while it looks; that is what they do here. */
static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer unused)
{
  return g_strcmp0 (domain, "dbind") != 0;
}

static void
drop_message (const char *domain, GLogLevelFlags level, const char *message, gpointer unused)
{
}

static char *
find_accessibility_bus (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) answer = NULL;
  char *address = NULL;

  g_assert_no_error (error);
  answer = g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", NULL,
                                        G_VARIANT_TYPE ("(s)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (answer, "(s)", &address);

  return address;
}

/* A terminal is a machine: what is on it is nowhere else, and no bus tells it of another window of the same program. */
static void
set_apart (GSubprocessLauncher *launcher, const char *data_home)
{
  g_autofree char *bus = find_accessibility_bus ();

  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", data_home, TRUE);
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_subprocess_launcher_setenv (launcher, "AT_SPI_BUS_ADDRESS", bus, TRUE);
}

static MadoGui *
start (const char *argument, const char *data_home)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GError) error = NULL;
  MadoGui *self = g_new0 (MadoGui, 1);

  g_test_log_set_fatal_handler (is_fatal, NULL);
  g_log_set_handler ("dbind", G_LOG_LEVEL_WARNING | G_LOG_FLAG_FATAL, drop_message, NULL);
  if (!atspi_is_initialized ())
    atspi_init ();
  self->messages = g_build_filename (data_home != NULL ? data_home : g_get_home_dir (), "messages", NULL);
  g_subprocess_launcher_set_stderr_file_path (launcher, self->messages);
  if (data_home != NULL)
    set_apart (launcher, data_home);
  self->process = g_subprocess_launcher_spawn (launcher, &error, "madoguchi", argument, NULL);
  g_assert_no_error (error);

  return self;
}

/**
 * mado_gui_start:
 * @argument: (nullable): what the program is started with
 *
 * Returns: (transfer full): the program `madoguchi` of PATH
 */
MadoGui *
mado_gui_start (const char *argument)
{
  return start (argument, NULL);
}

/**
 * mado_gui_start_terminal:
 * @data_home: a folder that is there
 * @argument: (nullable): what the program is started with
 *
 * Returns: (transfer full): the program on a terminal of its own, which has its data there, beside others on the same
 *   screen
 */
MadoGui *
mado_gui_start_terminal (const char *data_home, const char *argument)
{
  return start (argument, data_home);
}

/**
 * mado_gui_stop:
 * @self: (transfer full): a program
 *
 * Ends the program where a test left it running.
 */
void
mado_gui_stop (MadoGui *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_free (self->messages);
  g_free (self->window);
  g_free (self);
}

/* Returns the program as the accessibility bus has it, or NULL while it is not there. */
static AtspiAccessible *
find_program (MadoGui *self)
{
  g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);
  const char *identifier = g_subprocess_get_identifier (self->process);

  for (int i = 0; identifier != NULL && i < atspi_accessible_get_child_count (desktop, NULL); i++) {
    g_autoptr (AtspiAccessible) program = atspi_accessible_get_child_at_index (desktop, i, NULL);

    if (program != NULL && atspi_accessible_get_process_id (program, NULL) == g_ascii_strtoull (identifier, NULL, 10)) {
      atspi_accessible_clear_cache (program);
      return g_steal_pointer (&program);
    }
  }

  return NULL;
}

static AtspiAccessible *
find (MadoGui *self, GuiMatch match, gconstpointer wanted)
{
  g_autoptr (AtspiAccessible) program = find_program (self);

  return program != NULL ? gui_node_find (program, match, wanted) : NULL;
}

static void G_GNUC_NORETURN
fail (MadoGui *self, const char *what, GuiWanted wanted)
{
  g_autofree char *role = atspi_role_get_name (wanted.role);
  g_autofree char *messages = NULL;

  g_printerr ("on the screen:\n");
  g_clear_object (&(AtspiAccessible *) { find (self, gui_node_print, NULL) });
  if (g_file_get_contents (self->messages, &messages, NULL, NULL))
    g_printerr ("%s", messages);
  g_printerr ("has the focus:\n");
  g_clear_object (&(AtspiAccessible *) { find (self, gui_node_print_focus, NULL) });
  g_error ("%s: %s '%s'", what, role, wanted.name != NULL ? wanted.name : "any");
}

typedef gboolean (*Holds) (MadoGui *self, gpointer wanted);

/* Looks until it holds. Nothing here may ask only once: the program answers in its own time. */
static gboolean
wait_until (MadoGui *self, Holds holds, gpointer wanted)
{
  for (gint64 end = g_get_monotonic_time () + PATIENCE; g_get_monotonic_time () < end; g_usleep (PAUSE))
    if (holds (self, wanted))
      return TRUE;

  return FALSE;
}

static gboolean
is_there (MadoGui *self, gpointer wanted)
{
  g_autoptr (AtspiAccessible) node = find (self, gui_node_is, wanted);

  return node != NULL;
}

static gboolean
is_gone (MadoGui *self, gpointer wanted)
{
  return !is_there (self, wanted);
}

static gboolean
is_pressed (MadoGui *self, gpointer wanted)
{
  g_autoptr (AtspiAccessible) node = find (self, gui_node_is, wanted);
  g_autoptr (AtspiAction) action = node != NULL ? atspi_accessible_get_action_iface (node) : NULL;

  return action != NULL && atspi_action_do_action (action, 0, NULL);
}

/* A dialog is on the screen a moment before it has the keyboard, and what is typed in that moment goes elsewhere. In a
 * window behind another one it does not get the keyboard, so nobody insists. */
static void
let_take_keyboard (MadoGui *self)
{
  for (gint64 end = g_get_monotonic_time () + DIALOG_PATIENCE; g_get_monotonic_time () < end; g_usleep (PAUSE)) {
    g_autoptr (AtspiAccessible) node = find (self, gui_node_has_focus_in_dialog, NULL);

    if (node != NULL)
      return;
  }
}

/**
 * mado_gui_await:
 * @self: a program
 * @role: what it is
 * @name: (nullable): how it is called; %NULL: anyhow
 *
 * Waits until it is on the screen; where it is a dialog, until it can be typed in.
 */
void
mado_gui_await (MadoGui *self, AtspiRole role, const char *name)
{
  GuiWanted wanted = { role, name };

  if (!wait_until (self, is_there, &wanted))
    fail (self, "did not come", wanted);
  if (role == ATSPI_ROLE_DIALOG)
    let_take_keyboard (self);
}

static gboolean
fits (AtspiAccessible *node, gconstpointer pattern)
{
  g_autofree char *name = atspi_accessible_get_name (node, NULL);

  return name != NULL && g_regex_match ((GRegex *) pattern, name, 0, NULL);
}

static gboolean
is_fitting_there (MadoGui *self, gpointer pattern)
{
  g_autoptr (AtspiAccessible) node = find (self, fits, pattern);

  return node != NULL;
}

/**
 * mado_gui_dup_fitting:
 * @self: a program
 * @pattern: of what nobody can know before: a code, say
 *
 * Returns: (transfer full): the first name of anything on the screen that fits
 */
char *
mado_gui_dup_fitting (MadoGui *self, const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (AtspiAccessible) node = NULL;

  if (!wait_until (self, is_fitting_there, regex))
    fail (self, "fits nowhere", (GuiWanted) { ATSPI_ROLE_LABEL, pattern });
  node = find (self, fits, regex);

  return atspi_accessible_get_name (node, NULL);
}

/**
 * mado_gui_await_gone:
 * @self: a program
 * @role: what it is
 * @name: (nullable): how it is called; %NULL: anyhow
 *
 * Waits until nothing of that kind is on the screen.
 */
void
mado_gui_await_gone (MadoGui *self, AtspiRole role, const char *name)
{
  GuiWanted wanted = { role, name };

  if (!wait_until (self, is_gone, &wanted))
    fail (self, "did not go", wanted);
}

/**
 * mado_gui_press:
 * @self: a program
 * @role: what it is
 * @name: how it is called
 *
 * Waits for it and does what a click would do.
 */
void
mado_gui_press (MadoGui *self, AtspiRole role, const char *name)
{
  GuiWanted wanted = { role, name };

  if (!wait_until (self, is_pressed, &wanted))
    fail (self, "cannot be pressed", wanted);
}

static const char *
find_window (MadoGui *self)
{
  if (self->window == NULL)
    self->window =
        run ((const char *[]) { "xdotool", "search", "--sync", "--onlyvisible", "--limit", "1", "--all", "--pid",
                                g_subprocess_get_identifier (self->process), "--class", "madoguchi", NULL });

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
  g_free (run ((const char *[]) { "xdotool", "windowraise", find_window (self), "windowfocus", "--sync",
                                  find_window (self), "key", key, NULL }));
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
  g_free (run ((const char *[]) { "xdotool", "windowraise", find_window (self), "windowfocus", "--sync",
                                  find_window (self), "type", "--delay", "15", text, NULL }));
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
  g_free (
      run ((const char *[]) { "xdotool", "windowraise", find_window (self), "windowfocus", "--sync", find_window (self),
                              "type", "--delay", "0", "--args", "1", text, "key", "--delay", "0", "Return", NULL }));
}

static gboolean
is_focused (MadoGui *self, gpointer wanted)
{
  g_autoptr (AtspiAccessible) node = find (self, gui_node_has_focus, wanted);

  return node != NULL;
}

/**
 * mado_gui_await_focus:
 * @self: a program
 * @role: what it is
 * @name: (nullable): how it is called; %NULL: anyhow
 *
 * Waits until it has the keyboard.
 */
void
mado_gui_await_focus (MadoGui *self, AtspiRole role, const char *name)
{
  GuiWanted wanted = { role, name };

  if (!wait_until (self, is_focused, &wanted))
    fail (self, "did not get the focus", wanted);
}

/**
 * mado_gui_await_typed:
 * @self: a program
 * @name: of a text that somebody can type in
 * @text: what is to stand in it, to the letter
 *
 * Waits until that stands there. What is still being converted does not.
 */
void
mado_gui_await_typed (MadoGui *self, const char *name, const char *text)
{
  GuiWanted wanted = { ATSPI_ROLE_TEXT, name, text };

  if (!wait_until (self, is_there, &wanted))
    fail (self, "does not have what was typed", wanted);
}

/* Waits for it, and says where in its window it is. */
static AtspiRect *
find_place (MadoGui *self, AtspiRole role, const char *name)
{
  GuiWanted wanted = { role, name };

  mado_gui_await (self, role, name);

  g_autoptr (AtspiAccessible) node = find (self, gui_node_is, &wanted);
  g_autoptr (AtspiComponent) component = node != NULL ? atspi_accessible_get_component_iface (node) : NULL;
  AtspiRect *place = component != NULL ? atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL) : NULL;

  if (place == NULL)
    fail (self, "is nowhere", wanted);

  return place;
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
  g_autofree AtspiRect *place = find_place (self, role, name);
  g_autofree char *x = g_strdup_printf ("%d", place->x + place->width / 2);
  g_autofree char *y = g_strdup_printf ("%d", place->y + place->height / 2);

  g_free (run ((const char *[]) { "xdotool", "windowraise", find_window (self), "mousemove", "--window",
                                  find_window (self), x, y, "click", "1", NULL }));
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
    g_free (run ((const char *[]) { "xdotool", "mousemove_relative", "--", i % 2 == 0 ? "12" : "-12", "0", NULL }));
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
  from = run ((const char *[]) { "xdotool", "search", "--sync", "--onlyvisible", "--limit", "1", "--name",
                                 "^drag-file$", NULL });
  g_free (run ((const char *[]) { "xdotool", "windowmove", "--sync", from, "10", "806", "windowraise", from,
                                  "mousemove", "--window", from, "100", "20", NULL }));
  await_line (lines, "above");
  g_free (run ((const char *[]) { "xdotool", "mousedown", "1", NULL }));
  await_line (lines, "pressed");
  await_line (lines, "held");
  g_free (run ((const char *[]) { "xdotool", "mousemove", "--window", find_window (self), x, y, NULL }));
  await_line (lines, "willing");
  g_free (run ((const char *[]) { "xdotool", "mouseup", "1", NULL }));
  g_subprocess_wait (other, NULL, &error); /* until the program has the file */
  g_assert_no_error (error);
}

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
  self->window = run (
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

  return is_focused (self, &wanted);
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

  return is_there (self, &wanted);
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
  if (!wait_until (self, has_place_to_type, NULL))
    fail (self, "takes no path", (GuiWanted) { ATSPI_ROLE_TEXT, NULL });
  if (!wait_until (self, is_path_typed, (gpointer) path))
    fail (self, "takes another path", (GuiWanted) { ATSPI_ROLE_TEXT, NULL });
  mado_gui_press (self, ATSPI_ROLE_BUTTON, name);
  mado_gui_await_gone (self, ATSPI_ROLE_BUTTON, name);
  g_free (self->window);
  self->window = g_steal_pointer (&before);
  g_free (run ((const char *[]) { "xdotool", "windowfocus", "--sync", find_window (self), NULL }));
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
  g_autoptr (AtspiAccessible) frame = find (self, gui_node_is, &wanted);
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

  if (!wait_until (self, has_size, &size))
    fail (self, "has another size", (GuiWanted) { ATSPI_ROLE_FRAME, NULL });
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

  g_free (run ((const char *[]) { "xdotool", "windowsize", find_window (self), width_text, height_text, NULL }));
  mado_gui_assert_size (self, width, height);
}

static gboolean
are_all_named (MadoGui *self, gpointer unused)
{
  g_autoptr (AtspiAccessible) node = find (self, gui_node_is_nameless, NULL);

  return node == NULL;
}

/**
 * mado_gui_assert_all_named:
 * @self: a program
 *
 * Holds that everything on the screen that can take the focus has a name for the screen reader.
 */
void
mado_gui_assert_all_named (MadoGui *self)
{
  if (!wait_until (self, are_all_named, NULL)) {
    g_autoptr (AtspiAccessible) node = find (self, gui_node_is_nameless, NULL);
    AtspiRole role = node != NULL ? atspi_accessible_get_role (node, NULL) : ATSPI_ROLE_INVALID;

    fail (self, "something that takes the focus has no name", (GuiWanted) { role, NULL });
  }
}

static gboolean
is_told (MadoGui *self, gpointer text)
{
  g_autoptr (AtspiAccessible) node = find (self, gui_node_tells, text);

  return node != NULL;
}

static gboolean
is_untold (MadoGui *self, gpointer text)
{
  return !is_told (self, text);
}

/**
 * mado_gui_await_told:
 * @self: a program
 * @text: a part of something
 *
 * Waits until something on the screen has it, for the eye or for a screen reader.
 */
void
mado_gui_await_told (MadoGui *self, const char *text)
{
  if (!wait_until (self, is_told, (gpointer) text))
    fail (self, "was not told", (GuiWanted) { ATSPI_ROLE_LABEL, text });
}

/**
 * mado_gui_await_untold:
 * @self: a program
 * @text: a part of something
 *
 * Waits until nothing on the screen has it.
 */
void
mado_gui_await_untold (MadoGui *self, const char *text)
{
  if (!wait_until (self, is_untold, (gpointer) text))
    fail (self, "is still told", (GuiWanted) { ATSPI_ROLE_LABEL, text });
}

/**
 * mado_gui_assert_nowhere:
 * @self: a program
 * @text: what must not be told
 *
 * Holds that nothing on the screen has it, for the eye or for a screen reader.
 */
void
mado_gui_assert_nowhere (MadoGui *self, const char *text)
{
  g_autoptr (AtspiAccessible) node = find (self, gui_node_tells, text);

  if (node != NULL)
    fail (self, "tells what must not be told", (GuiWanted) { atspi_accessible_get_role (node, NULL), text });
}

static void
exited_cb (GObject *process, GAsyncResult *result, gpointer exited)
{
  *(gboolean *) exited = g_subprocess_wait_finish (G_SUBPROCESS (process), result, NULL);
}

static gboolean
has_exited (MadoGui *self, gpointer exited)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;

  return *(gboolean *) exited;
}

/* GTK's own file chooser completes a path with a list that it has not made yet; we have no tree of rows anywhere. */
#define OF_GTK "gtk_tree_model_get_iter_first: assertion 'GTK_IS_TREE_MODEL (tree_model)' failed"

static gboolean
is_complaint (const char *line)
{
  return (strstr (line, "WARNING") != NULL || strstr (line, "CRITICAL") != NULL) && strstr (line, OF_GTK) == NULL;
}

static gboolean
has_complaint (const char *messages)
{
  g_auto (GStrv) lines = g_strsplit (messages, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (is_complaint (lines[i]))
      return TRUE;

  return FALSE;
}

/**
 * mado_gui_assert_silent_about:
 * @self: a program
 * @text: what must not be told
 *
 * Holds that it has written it down nowhere that others could read: neither messages nor logs have it.
 */
void
mado_gui_assert_silent_about (MadoGui *self, const char *text)
{
  g_autofree char *messages = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (self->messages, &messages, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (messages, text));
}

/**
 * mado_gui_assert_quits:
 * @self: a program that was told to quit
 *
 * Waits for its end and holds that it was content and had nothing to complain about.
 */
void
mado_gui_assert_quits (MadoGui *self)
{
  gboolean exited = FALSE;
  g_autofree char *messages = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_async (self->process, NULL, exited_cb, &exited);
  if (!wait_until (self, has_exited, &exited))
    fail (self, "did not quit", (GuiWanted) { ATSPI_ROLE_APPLICATION, NULL });

  g_file_get_contents (self->messages, &messages, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (self->process) || has_complaint (messages))
    g_error ("the program ended with status %d and said:\n%s", g_subprocess_get_status (self->process), messages);
}

/**
 * mado_gui_quit:
 * @self: a program
 *
 * Ends it as its user does.
 */
void
mado_gui_quit (MadoGui *self)
{
  mado_gui_type_key (self, "ctrl+q");
  mado_gui_assert_quits (self);
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

  g_free (run ((const char *[]) { "import", "-silent", "-window", find_window (self), "-define",
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

  if (!wait_until (self, is_at_rest, &picture))
    fail (self, "does not come to rest", (GuiWanted) { ATSPI_ROLE_FRAME, NULL });
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
