/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs the programs, and looks at what they keep. */

#include "service-world.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#include "mado-http-server.h"
#include "mado-service-papers.h"

#define SOON 5000 /* microseconds */
#define READY "ready on port "

/* --- the programs ------------------------------------------------------------------------------------------------ */

/**
 * world_configure:
 * @self: a world
 * @first: what stands in [service]
 * @rest: the groups after it
 */
void
world_configure (World *self, const char *first, const char *rest)
{
  g_autofree char *text = g_strdup_printf ("[service]\n%s%s", first, rest);

  g_assert_true (g_file_set_contents_full (self->configuration, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
require_ctl (World *self, const char *noun, const char *verb, const char *argument)
{
  int status = -1;
  g_autofree char *said = world_ctl (self, &status, noun, verb, argument, NULL);

  if (status != 0)
    g_error ("%s %s: %s", noun, verb, said);
}

static void
publish (World *self, const char *path)
{
  int status = -1;
  g_autofree char *said = world_ctl (self, &status, "service", "publish", path, "--actor", "s-01", NULL);

  if (status != 0)
    g_error ("publish: %s", said);
}

/**
 * world_get_programme:
 * @self: a world
 *
 * Returns: (transfer none): the id of the programme of its ward
 */
const char *
world_get_programme (const World *self)
{
  return self->programme != NULL ? self->programme : "ninpu-r7";
}

/**
 * world_set_up_ward:
 * @self: a world
 * @groups: what follows [service] in its configuration
 * @ward: the ward that is there
 * @programme: the path of its programme
 */
void
world_set_up_ward (World *self, const char *groups, const char *ward, const char *programme)
{
  g_autofree char *data = NULL;

  g_mutex_init (&self->lock);
  self->said = g_string_new (NULL);
  self->notes = ward_new ();
  ward_open_stream (self->notes, world_get_programme (self));
  self->folder = g_dir_make_tmp ("mado-service-XXXXXX", NULL);
  self->configuration = g_build_filename (self->folder, "service.conf", NULL);
  data = g_build_filename (self->folder, "data", NULL);
  g_assert_cmpint (g_mkdir (data, 0700), ==, 0);
  world_configure (self, WORLD_BASE, groups);
  require_ctl (self, "service", "init", NULL);
  require_ctl (self, "service", "ward", ward);
  publish (self, programme);
}

/**
 * world_set_up:
 * @self: a world
 * @groups: (nullable): what follows [service] in its configuration; %NULL: its ward, in a file
 */
void
world_set_up (World *self, gconstpointer groups)
{
  g_autofree char *file = g_strconcat (world_get_programme (self), ".json", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("MADO_DATA_DIR"), "programmes", file, NULL);

  world_set_up_ward (self, groups != NULL ? groups : WORLD_WARD, "shinjuku", path);
}

/**
 * world_remove_folder:
 * @path: a folder, which goes with all that is in it
 */
void
world_remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    if (g_file_test (file, G_FILE_TEST_IS_DIR))
      world_remove_folder (file);
    else
      g_assert_cmpint (g_remove (file), ==, 0);
  }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

/**
 * world_tear_down:
 * @self: a world
 * @groups: of its setting up
 */
void
world_tear_down (World *self, G_GNUC_UNUSED gconstpointer groups)
{
  if (self->process != NULL && world_end (self, SIGTERM) != 0)
    g_error ("the service did not end well:\n%s", self->said->str);
  ward_free (self->notes);
  world_remove_folder (self->folder);
  g_string_free (self->said, TRUE);
  g_mutex_clear (&self->lock);
  g_free (self->configuration);
  g_free (self->folder);
}

static void
set_fault (GSubprocessLauncher *launcher, const char *fault)
{
  if (fault != NULL)
    g_subprocess_launcher_setenv (launcher, "MADO_FAULT_AT", fault, TRUE);
  else
    g_subprocess_launcher_unsetenv (launcher, "MADO_FAULT_AT");
}

static GPtrArray *
list_words (const char *noun, va_list more)
{
  GPtrArray *words = g_ptr_array_new ();

  g_ptr_array_add (words, (gpointer) g_getenv ("MADO_CTL"));
  for (const char *word = noun; word != NULL; word = va_arg (more, const char *))
    g_ptr_array_add (words, (gpointer) word);
  g_ptr_array_add (words, (gpointer) "--json");

  return words;
}

static char *
run_ctl (World *self, GPtrArray *words, int *out_status)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *said = NULL;

  g_ptr_array_add (words, NULL);
  set_fault (launcher, self->ctl_fault);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words->pdata, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error));
  *out_status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;

  return said;
}

/**
 * world_ctl:
 * @self: a world
 * @out_status: (out): its exit status; -1: a signal ended it
 * @noun: what madoguchi-ctl is asked about
 * @...: the verb, and what follows it; ends with %NULL
 *
 * Returns: (transfer full): what it said
 */
char *
world_ctl (World *self, int *out_status, const char *noun, ...)
{
  g_autoptr (GPtrArray) words = NULL;
  va_list more;

  va_start (more, noun);
  words = list_words (noun, more);
  va_end (more);
  g_ptr_array_add (words, (gpointer) "--config");
  g_ptr_array_add (words, self->configuration);

  return run_ctl (self, words, out_status);
}

/**
 * world_ctl_alone:
 * @self: a world
 * @out_status: (out): its exit status; -1: a signal ended it
 * @noun: what madoguchi-ctl is asked about that has nothing to do with the service's configuration
 * @...: the verb, and what follows it; ends with %NULL
 *
 * Returns: (transfer full): what it said
 */
char *
world_ctl_alone (World *self, int *out_status, const char *noun, ...)
{
  g_autoptr (GPtrArray) words = NULL;
  va_list more;

  va_start (more, noun);
  words = list_words (noun, more);
  va_end (more);

  return run_ctl (self, words, out_status);
}

/* --- what the service says --------------------------------------------------------------------------------------- */

static void
take_line (World *self, const char *line)
{
  const char *ready = strstr (line, READY);

  g_mutex_lock (&self->lock);
  g_string_append_printf (self->said, "%s\n", line);
  if (ready != NULL) {
    self->port = (guint16) g_ascii_strtoull (ready + strlen (READY), NULL, 10);
    self->n_ready++;
  }
  g_mutex_unlock (&self->lock);
}

static gpointer
listen_to_it (gpointer data)
{
  World *self = data;
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stderr_pipe (self->process));
  char *line;

  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL) {
    take_line (self, line);
    g_free (line);
  }

  return NULL;
}

/**
 * world_has_said:
 * @self: a world
 * @text: some words
 *
 * Returns: whether the service said them
 */
gboolean
world_has_said (World *self, const char *text)
{
  gboolean has;

  g_mutex_lock (&self->lock);
  has = strstr (self->said->str, text) != NULL;
  g_mutex_unlock (&self->lock);

  return has;
}

/**
 * world_await_words:
 * @self: a world
 * @text: what its service has said, or says soon
 */
void
world_await_words (World *self, const char *text)
{
  while (!world_has_said (self, text))
    g_usleep (SOON);
}

/* A test that fails leaves no service behind. */
static void
die_with_the_test (G_GNUC_UNUSED gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/* As a unit's socket: number 3, for the process that finds its own number in its environment. */
#define ON_A_SOCKET "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" --config \"$1\""

static void
launch (World *self, int socket)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
  const char *program = g_getenv ("MADO_TEST_SERVICE");
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_child_setup (launcher, die_with_the_test, NULL, NULL);
  set_fault (launcher, self->fault);
  if (socket >= 0) {
    g_subprocess_launcher_take_fd (launcher, socket, 3);
    self->process = g_subprocess_launcher_spawn (launcher, &error, "/bin/sh", "-c", ON_A_SOCKET, program,
                                                 self->configuration, NULL);
  } else {
    self->process = g_subprocess_launcher_spawn (launcher, &error, program, "--config", self->configuration, NULL);
  }
  g_assert_no_error (error);
  self->listener = g_thread_new ("listener", listen_to_it, self);
}

static int
await_end (World *self)
{
  int status;

  g_thread_join (self->listener); /* it hears until the end */
  g_assert_true (g_subprocess_wait (self->process, NULL, NULL));
  status = g_subprocess_get_if_exited (self->process) ? g_subprocess_get_exit_status (self->process) : -1;
  self->last_signal = status < 0 ? g_subprocess_get_term_sig (self->process) : self->last_signal;
  g_clear_object (&self->process);

  return status;
}

static guint
count_ready (World *self)
{
  guint count;

  g_mutex_lock (&self->lock);
  count = self->n_ready;
  g_mutex_unlock (&self->lock);

  return count;
}

/**
 * world_has_fallen:
 * @self: a world whose service was up
 *
 * Returns: whether a signal has ended it
 */
gboolean
world_has_fallen (World *self)
{
  if (g_subprocess_get_identifier (self->process) != NULL)
    return FALSE;
  g_assert_cmpint (await_end (self), ==, -1);

  return TRUE;
}

/* Returns: whether it is up */
static gboolean
start (World *self, int socket)
{
  const guint n_ready = count_ready (self);

  launch (self, socket);
  while (count_ready (self) == n_ready) {
    g_assert_false (world_has_said (self, "does not start"));
    if (world_has_fallen (self))
      return FALSE;
    g_usleep (SOON);
  }

  return TRUE;
}

/**
 * world_try_to_start:
 * @self: a world whose service is down
 *
 * Returns: whether it is up; or a signal has ended it before
 */
gboolean
world_try_to_start (World *self)
{
  return start (self, -1);
}

/**
 * world_find_address:
 *
 * Returns: (transfer full): a port that is free, and that nobody is given who asks for any: it is to be free again,
 * later
 */
char *
world_find_address (void)
{
  for (;;) {
    g_autofree char *address = g_strdup_printf ("127.0.0.1:%d", g_random_int_range (12000, 32000));
    g_autofd int listener = mado_http_listen (address, NULL);

    if (listener >= 0)
      return g_steal_pointer (&address);
  }
}

/**
 * world_start:
 * @self: a world whose service is down
 *
 * It must get up.
 */
void
world_start (World *self)
{
  g_assert_true (start (self, -1));
}

/**
 * world_start_on_socket:
 * @self: a world whose service is down
 *
 * It gets a socket as systemd would hand it over, and must get up on it.
 */
void
world_start_on_socket (World *self)
{
  const int listener = mado_http_listen ("127.0.0.1:0", NULL);

  g_assert_cmpint (listener, >=, 0);
  g_assert_true (start (self, listener));
}

/**
 * world_end:
 * @self: a world whose service is up
 * @signal: how it is ended
 *
 * Returns: its exit status; -1: the signal ended it
 */
int
world_end (World *self, int signal)
{
  g_subprocess_send_signal (self->process, signal);

  return await_end (self);
}

/**
 * world_run_to_its_end:
 * @self: a world whose service will not start
 *
 * Returns: its exit status
 */
int
world_run_to_its_end (World *self)
{
  launch (self, -1);

  return await_end (self);
}

/* --- where its ward lies ----------------------------------------------------------------------------------------- */

/**
 * world_open_place:
 * @self: a world
 * @place: "sqlcipher:FILE", "postgresql:CONNECTION"
 * @error: why it cannot be opened
 *
 * Returns: (transfer full) (nullable): what lies there of the ward shinjuku, to be read
 */
MadoBackend *
world_open_place (World *self, const char *place, GError **error)
{
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  g_autoptr (MadoServiceSettings) settings = mado_service_settings_load (self->configuration, faults);
  g_autoptr (MadoSecret) secret = mado_service_papers_load_secret (settings, faults);
  g_autoptr (MadoWardPlace) there = mado_ward_place_read ("shinjuku", place, secret, NULL);

  return mado_ward_place_open (there, MADO_BACKEND_READ, error);
}
