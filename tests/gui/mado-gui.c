/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The desktop program, from its start to its end, and how it is found over AT-SPI; see tests/gui/run.sh for the desktop
 * around it. */

#include "mado-gui-private.h"

#include <string.h>

/* ms in which the program answers. What is given up counts as no answer: what was pressed would be pressed again, which
 * closes the menu that it opened, and what is there would be taken for gone. */
#define ANSWER (30 * 1000)

#define PATIENCE (60 * G_USEC_PER_SEC) /* until something is wrong, also where a dozen others use the machine */

/**
 * mado_gui_run:
 * @command: with its arguments
 *
 * Returns: (transfer full): what it printed, without the end of line; the test fails where the command does
 */
char *
mado_gui_run (const char *const *command)
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
  if (!atspi_is_initialized ()) {
    atspi_init ();
    atspi_set_timeout (ANSWER, ANSWER);
  }
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

/**
 * mado_gui_find:
 * @self: a program
 * @match: says of a thing whether it is meant
 * @wanted: (nullable): for @match
 *
 * Returns: (transfer full) (nullable): the first thing on the screen that is meant, at this moment
 */
AtspiAccessible *
mado_gui_find (MadoGui *self, GuiMatch match, gconstpointer wanted)
{
  g_autoptr (AtspiAccessible) program = find_program (self);

  return program != NULL ? gui_node_find (program, match, wanted) : NULL;
}

/**
 * mado_gui_fail:
 * @self: a program
 * @what: is wrong
 * @wanted: what was looked for
 *
 * Prints what is on the screen, what the program said, and where the focus is, and ends the test.
 */
void
mado_gui_fail (MadoGui *self, const char *what, GuiWanted wanted)
{
  g_autofree char *role = atspi_role_get_name (wanted.role);
  g_autofree char *messages = NULL;

  g_printerr ("on the screen:\n");
  g_clear_object (&(AtspiAccessible *) { mado_gui_find (self, gui_node_print, NULL) });
  if (g_file_get_contents (self->messages, &messages, NULL, NULL))
    g_printerr ("%s", messages);
  g_printerr ("has the focus:\n");
  g_clear_object (&(AtspiAccessible *) { mado_gui_find (self, gui_node_print_focus, NULL) });
  g_error ("%s: %s '%s'", what, role, wanted.name != NULL ? wanted.name : "any");
}

/**
 * mado_gui_wait_until:
 * @self: a program
 * @holds: what is to be so
 * @wanted: (nullable): for @holds
 *
 * Looks until it holds. Nothing may ask only once: the program answers in its own time.
 *
 * Returns: whether it came to be so
 */
gboolean
mado_gui_wait_until (MadoGui *self, GuiHolds holds, gpointer wanted)
{
  for (gint64 end = g_get_monotonic_time () + PATIENCE; g_get_monotonic_time () < end; g_usleep (PAUSE))
    if (holds (self, wanted))
      return TRUE;

  return FALSE;
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
  if (!mado_gui_wait_until (self, has_exited, &exited))
    mado_gui_fail (self, "did not quit", (GuiWanted) { ATSPI_ROLE_APPLICATION, NULL });

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
