/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Drives the desktop program over AT-SPI and with xdotool's keys; see tests/gui/run.sh for the desktop around it. */

#include "mado-gui.h"

#include <string.h>

#define PATIENCE (20 * G_USEC_PER_SEC)
#define PAUSE 30000 /* between two looks, in microseconds */
#define DEEPEST 60

/* libatspi 2.56 has no autoptr of its own */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAction, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiStateSet, g_object_unref)

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

/**
 * mado_gui_start:
 * @argument: (nullable): what the program is started with
 *
 * Returns: (transfer full): the program `madoguchi` of PATH
 */
MadoGui *
mado_gui_start (const char *argument)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GError) error = NULL;
  MadoGui *self = g_new0 (MadoGui, 1);

  g_test_log_set_fatal_handler (is_fatal, NULL);
  g_log_set_handler ("dbind", G_LOG_LEVEL_WARNING | G_LOG_FLAG_FATAL, drop_message, NULL);
  if (!atspi_is_initialized ())
    atspi_init ();
  self->messages = g_build_filename (g_get_home_dir (), "messages", NULL);
  g_subprocess_launcher_set_stderr_file_path (launcher, self->messages);
  self->process = g_subprocess_launcher_spawn (launcher, &error, "madoguchi", argument, NULL);
  g_assert_no_error (error);

  return self;
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

static gboolean
has_state (AtspiAccessible *node, AtspiStateType state)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (node);

  return states != NULL && atspi_state_set_contains (states, state);
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

typedef gboolean (*Match) (AtspiAccessible *node, gconstpointer wanted);

/* Returns the first node that is on the screen and matches. */
static AtspiAccessible *
find_node (AtspiAccessible *node, Match match, gconstpointer wanted, int depth)
{
  if (depth > 0 && has_state (node, ATSPI_STATE_SHOWING) && match (node, wanted))
    return g_object_ref (node);

  for (int i = 0; depth < DEEPEST && i < atspi_accessible_get_child_count (node, NULL); i++) {
    g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);
    AtspiAccessible *found = child != NULL ? find_node (child, match, wanted, depth + 1) : NULL;

    if (found != NULL)
      return found;
  }

  return NULL;
}

static AtspiAccessible *
find (MadoGui *self, Match match, gconstpointer wanted)
{
  g_autoptr (AtspiAccessible) program = find_program (self);

  return program != NULL ? find_node (program, match, wanted, 0) : NULL;
}

typedef struct {
  AtspiRole role;
  const char *name; /* NULL: any */
} Wanted;

static gboolean
is_wanted (AtspiAccessible *node, gconstpointer data)
{
  const Wanted *wanted = data;
  g_autofree char *name = NULL;

  if (atspi_accessible_get_role (node, NULL) != wanted->role)
    return FALSE;
  name = atspi_accessible_get_name (node, NULL);

  return wanted->name == NULL || g_strcmp0 (name, wanted->name) == 0;
}

/* What takes the focus must say what it is; the toolkit's panels hand it on to what is in them. */
static gboolean
is_nameless (AtspiAccessible *node, gconstpointer unused)
{
  g_autofree char *name = atspi_accessible_get_name (node, NULL);
  AtspiRole role = atspi_accessible_get_role (node, NULL);

  if (!has_state (node, ATSPI_STATE_FOCUSABLE) || (name != NULL && *name != '\0'))
    return FALSE;

  return (role != ATSPI_ROLE_PANEL && role != ATSPI_ROLE_SCROLL_PANE) ||
         atspi_accessible_get_child_count (node, NULL) == 0;
}

static gboolean
print_node (AtspiAccessible *node, gconstpointer unused)
{
  g_autofree char *role = atspi_accessible_get_role_name (node, NULL);
  g_autofree char *name = atspi_accessible_get_name (node, NULL);

  g_printerr ("  %s '%s'%s\n", role, name, has_state (node, ATSPI_STATE_FOCUSABLE) ? " (focusable)" : "");

  return FALSE;
}

static void G_GNUC_NORETURN
fail (MadoGui *self, const char *what, Wanted wanted)
{
  g_autofree char *role = atspi_role_get_name (wanted.role);
  g_autofree char *messages = NULL;

  g_printerr ("on the screen:\n");
  g_clear_object (&(AtspiAccessible *) { find (self, print_node, NULL) });
  if (g_file_get_contents (self->messages, &messages, NULL, NULL))
    g_printerr ("%s", messages);
  g_error ("%s: %s '%s'", what, role, wanted.name != NULL ? wanted.name : "any");
}

static AtspiAccessible *
await (MadoGui *self, Wanted wanted)
{
  for (gint64 end = g_get_monotonic_time () + PATIENCE; g_get_monotonic_time () < end; g_usleep (PAUSE)) {
    AtspiAccessible *node = find (self, is_wanted, &wanted);

    if (node != NULL)
      return node;
  }

  fail (self, "did not come", wanted);
}

/**
 * mado_gui_await:
 * @self: a program
 * @role: what it is
 * @name: (nullable): how it is called; %NULL: anyhow
 *
 * Waits until it is on the screen.
 */
void
mado_gui_await (MadoGui *self, AtspiRole role, const char *name)
{
  g_object_unref (await (self, (Wanted) { role, name }));
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
  Wanted wanted = { role, name };

  for (gint64 end = g_get_monotonic_time () + PATIENCE; g_get_monotonic_time () < end; g_usleep (PAUSE)) {
    g_autoptr (AtspiAccessible) node = find (self, is_wanted, &wanted);

    if (node == NULL)
      return;
  }

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
  g_autoptr (AtspiAccessible) node = await (self, (Wanted) { role, name });
  g_autoptr (AtspiAction) action = atspi_accessible_get_action_iface (node);

  if (action == NULL || !atspi_action_do_action (action, 0, NULL))
    fail (self, "cannot be pressed", (Wanted) { role, name });
}

static const char *
find_window (MadoGui *self)
{
  if (self->window == NULL)
    self->window = run ((const char *[]) { "xdotool", "search", "--sync", "--onlyvisible", "--limit", "1", "--class",
                                           "madoguchi", NULL });

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
  g_free (run ((const char *[]) { "xdotool", "windowfocus", "--sync", find_window (self), "key", key, NULL }));
}

/**
 * mado_gui_resize:
 * @self: a program
 * @width: in pixels
 * @height: in pixels
 *
 * Gives its window another size.
 */
void
mado_gui_resize (MadoGui *self, int width, int height)
{
  g_autofree char *width_text = g_strdup_printf ("%d", width);
  g_autofree char *height_text = g_strdup_printf ("%d", height);

  g_free (
      run ((const char *[]) { "xdotool", "windowsize", "--sync", find_window (self), width_text, height_text, NULL }));
}

/**
 * mado_gui_assert_size:
 * @self: a program
 * @width: in pixels
 * @height: in pixels
 *
 * Holds that its window has that size.
 */
void
mado_gui_assert_size (MadoGui *self, int width, int height)
{
  g_autofree char *geometry = run ((const char *[]) { "xdotool", "getwindowgeometry", find_window (self), NULL });
  g_autofree char *expected = g_strdup_printf ("Geometry: %dx%d", width, height);

  g_assert_nonnull (strstr (geometry, expected));
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
  g_autoptr (AtspiAccessible) node = find (self, is_nameless, NULL);

  if (node != NULL)
    fail (self, "has no name", (Wanted) { atspi_accessible_get_role (node, NULL), NULL });
}

static void
exited_cb (GObject *process, GAsyncResult *result, gpointer exited)
{
  *(gboolean *) exited = g_subprocess_wait_finish (G_SUBPROCESS (process), result, NULL);
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
  for (gint64 end = g_get_monotonic_time () + PATIENCE; !exited && g_get_monotonic_time () < end; g_usleep (PAUSE))
    while (g_main_context_iteration (NULL, FALSE))
      ;
  if (!exited)
    fail (self, "did not quit", (Wanted) { ATSPI_ROLE_APPLICATION, NULL });

  g_file_get_contents (self->messages, &messages, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (self->process) || strstr (messages, "WARNING") != NULL ||
      strstr (messages, "CRITICAL") != NULL)
    g_error ("the program ended with status %d and said:\n%s", g_subprocess_get_status (self->process), messages);
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
  g_autofree char *before = NULL;

  for (gint64 end = g_get_monotonic_time () + PATIENCE; g_get_monotonic_time () < end; g_usleep (PAUSE)) {
    g_autofree char *picture = NULL;
    g_autofree char *sum = NULL;
    gsize length;

    g_free (run (
        (const char *[]) { "import", "-window", find_window (self), "-define", "png:exclude-chunks=all", path, NULL }));
    g_assert_true (g_file_get_contents (path, &picture, &length, NULL));
    sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) picture, length);
    if (g_strcmp0 (before, sum) == 0)
      return;
    g_set_str (&before, sum);
  }

  fail (self, "does not come to rest", (Wanted) { ATSPI_ROLE_FRAME, NULL });
}
