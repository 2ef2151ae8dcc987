/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Starts, stops and kills PostgreSQL. To kill is to kill all of its processes at once, as when the machine dies. */

#include "mado-test-server.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libpq-fe.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "mado-test-session.h"

#define PORT "5432" /* of the socket's name alone: nothing listens on a network */
#define PAUSE (5 * G_TIME_SPAN_MILLISECOND)
#define LONGEST_WAIT (60 * G_TIME_SPAN_SECOND)

/* Small: tests share the machine. */
static const char settings[] = "listen_addresses = ''\n"
                               "port = " PORT "\n"
                               "max_connections = 40\n"
                               "shared_buffers = 16MB\n"
                               "max_wal_size = 256MB\n"
                               "wal_level = replica\n"
                               "max_wal_senders = 4\n"
                               "wal_keep_size = 256MB\n"
                               "wal_log_hints = on\n" /* or a server that was replaced cannot be rewound */
                               "hot_standby = on\n"
                               "autovacuum = off\n"
                               "lc_messages = 'C.UTF-8'\n"
                               "wal_receiver_status_interval = 1s\n";

struct _MadoTestServer {
  char *name;
  char *data;   /* its folder */
  char *socket; /* the folder of its socket */
  char *log;
  GPid pid; /* 0: it does not run */
};

static void
run_tool (const char *const *arguments)
{
  g_autofree char *output = NULL;
  g_autofree char *faults = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, &faults, &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s: %s %s", arguments[0], error->message, output, faults);
}

static MadoTestServer *
make (const char *folder, const char *name)
{
  MadoTestServer *self = g_new0 (MadoTestServer, 1);
  g_autofree char *log = g_strconcat (name, ".log", NULL);

  self->name = g_strdup (name);
  self->data = g_build_filename (folder, name, NULL);
  self->socket = g_dir_make_tmp ("mado-pg-XXXXXX", NULL); /* the name of a socket is short */
  self->log = g_build_filename (folder, log, NULL);

  return self;
}

static void
append_settings (const MadoTestServer *self, const char *lines)
{
  g_autofree char *path = g_build_filename (self->data, "postgresql.conf", NULL);
  FILE *file = g_fopen (path, "a");

  g_assert_nonnull (file);
  g_assert_cmpint (fputs (lines, file), >=, 0);
  g_assert_cmpint (fclose (file), ==, 0);
}

/**
 * mado_test_server_new:
 * @folder: where its files will be
 * @name: what it is called there
 *
 * Returns: (transfer full): a new server, not started
 */
MadoTestServer *
mado_test_server_new (const char *folder, const char *name)
{
  MadoTestServer *self = make (folder, name);
  const char *const arguments[] = {
    (POSTGRESQL "/initdb"), "--pgdata", self->data, "--username", "mado",      "--auth", "trust",
    "--encoding",           "UTF8",     "--locale", "C.UTF-8",    "--no-sync", NULL
  };

  run_tool (arguments);
  append_settings (self, settings);

  return self;
}

static void
remove_folder (const char *path)
{
  const char *const arguments[] = { "/bin/rm", "-rf", "--one-file-system", path, NULL };

  run_tool (arguments);
}

/* What is copied or rewound has the settings of its primary. */
static void
name_standby (const MadoTestServer *self)
{
  g_autofree char *lines = g_strdup_printf ("cluster_name = '%s'\nsynchronous_standby_names = ''\n", self->name);

  append_settings (self, lines);
}

static void
copy (const MadoTestServer *self, const MadoTestServer *primary)
{
  g_autofree char *source = mado_test_server_dup_conninfo (primary, "postgres");
  const char *const arguments[] = { (POSTGRESQL "/pg_basebackup"), "--pgdata",     self->data, "--dbname",  source,
                                    "--write-recovery-conf",       "--checkpoint", "fast",     "--no-sync", NULL };

  run_tool (arguments);
  name_standby (self);
}

static void
rewind_to (const MadoTestServer *self, const MadoTestServer *primary)
{
  g_autofree char *source = mado_test_server_dup_conninfo (primary, "postgres");
  const char *const arguments[] = { (POSTGRESQL "/pg_rewind"), "--target-pgdata", self->data, "--source-server", source,
                                    "--write-recovery-conf",   "--no-sync",       NULL };

  run_tool (arguments);
  name_standby (self);
}

/**
 * mado_test_server_new_standby:
 * @folder: where its files will be
 * @name: what it is called there, and by its primary
 * @primary: a server that runs
 *
 * Returns: (transfer full): a copy of @primary that follows it, not started
 */
MadoTestServer *
mado_test_server_new_standby (const char *folder, const char *name, const MadoTestServer *primary)
{
  MadoTestServer *self = make (folder, name);

  copy (self, primary);

  return self;
}

/**
 * mado_test_server_follow:
 * @self: a server that does not run, which was the primary
 * @primary: the one that took its place, and runs
 * @rewinds: whether what only @self has is undone; otherwise all of it is made anew
 *
 * It is a standby of @primary from now on, where it always was, and not started.
 */
void
mado_test_server_follow (MadoTestServer *self, const MadoTestServer *primary, gboolean rewinds)
{
  g_assert_cmpint (self->pid, ==, 0);
  if (rewinds) {
    rewind_to (self, primary);
    return;
  }
  remove_folder (self->data);
  copy (self, primary);
}

/**
 * mado_test_server_free:
 * @self: (nullable) (transfer full): a server; its files go, too
 */
void
mado_test_server_free (MadoTestServer *self)
{
  if (self == NULL)
    return;

  mado_test_server_kill (self);
  remove_folder (self->data);
  remove_folder (self->socket);
  (void) g_unlink (self->log); /* ignored: it may never have run */
  g_free (self->name);
  g_free (self->data);
  g_free (self->socket);
  g_free (self->log);
  g_free (self);
}

/**
 * mado_test_server_get_name:
 * @self: a server
 *
 * Returns: (transfer none): what it is called as a standby
 */
const char *
mado_test_server_get_name (const MadoTestServer *self)
{
  return self->name;
}

/**
 * mado_test_server_get_socket:
 * @self: a server
 *
 * Returns: (transfer none): its host, as libpq calls it
 */
const char *
mado_test_server_get_socket (const MadoTestServer *self)
{
  return self->socket;
}

/**
 * mado_test_server_dup_conninfo:
 * @self: a server
 * @database: the name of one of its databases
 *
 * Returns: (transfer full): how libpq gets there
 */
char *
mado_test_server_dup_conninfo (const MadoTestServer *self, const char *database)
{
  return g_strdup_printf ("host=%s port=" PORT " user=mado dbname=%s", self->socket, database);
}

/* --- running ----------------------------------------------------------------------------------------------------- */

static void
await_answer (const MadoTestServer *self)
{
  g_autofree char *conninfo = mado_test_server_dup_conninfo (self, "postgres");
  const gint64 deadline = g_get_monotonic_time () + LONGEST_WAIT;

  while (PQping (conninfo) != PQPING_OK) {
    g_autofree char *log = NULL;

    if (g_get_monotonic_time () < deadline && waitpid (self->pid, NULL, WNOHANG) == 0) {
      g_usleep (PAUSE);
      continue;
    }
    g_file_get_contents (self->log, &log, NULL, NULL);
    g_error ("the server %s does not start: %s", self->name, log);
  }
}

/* In the child, between fork and exec. */
static void
become_server (const MadoTestServer *self)
{
  const int log = open (self->log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

  (void) prctl (PR_SET_PDEATHSIG, SIGQUIT); /* ignored: then it outlives a test that crashes */
  if (log < 0 || dup2 (log, STDOUT_FILENO) < 0 || dup2 (log, STDERR_FILENO) < 0)
    _exit (1);
  execl (POSTGRESQL "/postgres", POSTGRESQL "/postgres", "-D", self->data, "-k", self->socket, NULL);
  _exit (1);
}

/**
 * mado_test_server_start:
 * @self: a server that does not run
 *
 * Returns when it answers.
 */
void
mado_test_server_start (MadoTestServer *self)
{
  g_assert_cmpint (self->pid, ==, 0);
  self->pid = fork ();
  g_assert_cmpint (self->pid, >=, 0);
  if (self->pid == 0)
    become_server (self);
  await_answer (self);
}

static void
await_end (MadoTestServer *self)
{
  int result;

  do
    result = waitpid (self->pid, NULL, 0);
  while (result < 0 && errno == EINTR);
  self->pid = 0;
}

/**
 * mado_test_server_stop:
 * @self: a server that runs
 *
 * As an operator stops it, at once.
 */
void
mado_test_server_stop (MadoTestServer *self)
{
  g_assert_cmpint (kill (self->pid, SIGINT), ==, 0);
  await_end (self);
}

/* The fourth word behind the name, which may have blanks in it. */
static GPid
read_parent (const char *process)
{
  g_autofree char *path = g_build_filename ("/proc", process, "stat", NULL);
  g_autofree char *line = NULL;
  const char *end;

  if (!g_file_get_contents (path, &line, NULL, NULL))
    return 0; /* it ended meanwhile */
  end = strrchr (line, ')');

  return end != NULL ? (GPid) strtol (end + strlen (") S "), NULL, 10) : 0;
}

static GArray *
list_children (GPid parent)
{
  GArray *children = g_array_new (FALSE, FALSE, sizeof (GPid));
  g_autoptr (GDir) processes = g_dir_open ("/proc", 0, NULL);
  const char *name;

  g_assert_nonnull (processes);
  while ((name = g_dir_read_name (processes)) != NULL) {
    const GPid pid = (GPid) strtol (name, NULL, 10);

    if (pid > 0 && read_parent (name) == parent)
      g_array_append_val (children, pid);
  }

  return children;
}

static gboolean
is_alive (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", (int) pid);
  g_autofree char *line = NULL;
  const char *end = g_file_get_contents (path, &line, NULL, NULL) ? strrchr (line, ')') : NULL;

  return end != NULL && end[2] != 'Z' && end[2] != 'X';
}

/**
 * mado_test_server_kill:
 * @self: a server; one that does not run is left alone
 *
 * All of its processes at once: stopped first, so that none sees another die and does anything about it.
 */
void
mado_test_server_kill (MadoTestServer *self)
{
  g_autoptr (GArray) children = NULL;

  if (self->pid == 0)
    return;

  g_assert_cmpint (kill (self->pid, SIGSTOP), ==, 0);
  children = list_children (self->pid);
  for (guint i = 0; i < children->len; i++)
    (void) kill (g_array_index (children, GPid, i), SIGKILL); /* ignored: it ended meanwhile */
  g_assert_cmpint (kill (self->pid, SIGKILL), ==, 0);
  await_end (self);
  for (guint i = 0; i < children->len; i++)
    while (is_alive (g_array_index (children, GPid, i)))
      g_usleep (PAUSE / 5);
}

/**
 * mado_test_server_configure:
 * @self: a server that runs
 * @line: "setting = value", in force from now on
 */
void
mado_test_server_configure (MadoTestServer *self, const char *line)
{
  g_autofree char *lines = g_strconcat (line, "\n", NULL);

  append_settings (self, lines);
  g_assert_cmpint (kill (self->pid, SIGHUP), ==, 0);
}

/**
 * mado_test_server_run:
 * @self: a server that runs
 * @sql: what to run, in the database "postgres"
 *
 * Returns: (transfer full) (nullable): the first value, if any
 */
char *
mado_test_server_run (const MadoTestServer *self, const char *sql)
{
  g_autoptr (MadoTestSession) session = mado_test_session_new (self, "postgres");

  return mado_test_session_load (session, sql);
}
