/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs the programs, and speaks with them as a terminal does. */

#include "service-world.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#include "mado-enrolment.h"
#include "mado-http-server.h"
#include "mado-tls-key.h"

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
  ward_open_stream (self->notes, "ninpu-r7");
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
  g_autofree char *path = g_build_filename (g_getenv ("MADO_DATA_DIR"), "programmes", "ninpu-r7.json", NULL);

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
  if (self->process != NULL)
    g_assert_cmpint (world_end (self, SIGTERM), ==, 0);
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

/* --- terminals --------------------------------------------------------------------------------------------------- */

/**
 * papers_clear:
 * @self: what a terminal holds
 */
void
papers_clear (Papers *self)
{
  g_clear_pointer (&self->authority, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->certificate, g_free);
  g_clear_pointer (&self->key, g_free);
}

/**
 * world_get_setup:
 * @self: a world
 * @papers: a terminal's
 *
 * Returns: how it connects
 */
TlsClientSetup
world_get_setup (World *self, const Papers *papers)
{
  return (TlsClientSetup) {
    .port = self->port,
    .authority = papers->authority,
    .certificate = papers->certificate,
    .key = papers->key,
  };
}

/**
 * world_connect:
 * @self: a world
 * @papers: a terminal's
 *
 * Returns: (transfer full) (nullable): its connection
 */
TlsClient *
world_connect (World *self, const Papers *papers)
{
  const TlsClientSetup setup = world_get_setup (self, papers);

  return tls_client_new (&setup);
}

static char *
find_code (const char *answer)
{
  g_autoptr (GRegex) regex = g_regex_new ("\"code\"\\s*:\\s*\"([^\"]+)\"", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_assert_true (g_regex_match (regex, answer, 0, &match));

  return g_match_info_fetch (match, 1);
}

static void
read_file (const char *path, Papers *out_papers)
{
  g_auto (MadoEnrolmentFile) file = { 0 };
  g_autofree char *content = NULL;
  g_autoptr (GBytes) text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  text = g_bytes_new (content, length);
  g_assert_true (mado_enrolment_file_read (text, &file, NULL));
  out_papers->authority = g_strdup (file.authority);
  out_papers->name = g_strdup (file.terminal);
  out_papers->certificate = g_strdup (file.certificate);
  out_papers->key = g_strdup (file.key);
}

/* It is told that it may not ask for that, which is more than somebody unknown is told. */
static gboolean
is_known (World *self, const Papers *papers)
{
  g_autoptr (TlsClient) client = world_connect (self, papers);

  return client != NULL && world_try (client, "", "GET", "/v1/order", "") == 403;
}

/**
 * world_invite:
 * @self: a world
 * @name: of a terminal
 * @out_code: (out) (transfer full): what its administrator is told
 * @out_papers: (out caller-allocates): what is in its file
 *
 * Returns: (transfer full): its connection, good for enrolment; it waits until the service knows of it
 */
TlsClient *
world_invite (World *self, const char *name, char **out_code, Papers *out_papers)
{
  g_autofree char *file = g_strconcat (self->folder, "/", name, ".json", NULL);
  int status = -1;
  g_autofree char *answer = world_ctl (self, &status, "terminal", "invite", name, "--out", file, NULL);

  g_assert_cmpint (status, ==, 0);
  *out_code = find_code (answer);
  read_file (file, out_papers);
  while (!is_known (self, out_papers))
    g_usleep (SOON);

  return world_connect (self, out_papers);
}

/**
 * world_redeem:
 * @client: a terminal with an invitation
 * @code: what its administrator types
 * @papers: what was in its file; what it works with, where the service takes it
 *
 * Returns: the status of the answer
 */
guint
world_redeem (TlsClient *client, const char *code, Papers *papers)
{
  g_autoptr (MadoTlsKey) key = mado_tls_key_generate (NULL);
  g_autoptr (MadoSecret) pem = mado_tls_key_to_pem (key, NULL);
  g_autofree char *text = mado_tls_key_request (key, papers->name, NULL);
  const MadoEnrolmentRequest request = { .code = (char *) code, .request = text };
  g_autoptr (GBytes) body = mado_enrolment_request_write (&request, NULL);
  g_autoptr (TlsReply) reply = tls_client_ask (client, "POST", "/v1/enrol", NULL, body);
  g_auto (MadoEnrolmentReply) issued = { 0 };

  if (reply == NULL)
    return 0;
  if (reply->status == 200) {
    g_assert_true (mado_enrolment_reply_read (reply->body, &issued, NULL));
    g_set_str (&papers->certificate, issued.certificate);
    g_free (papers->key);
    papers->key = g_strndup ((const char *) mado_secret_get_bytes (pem), mado_secret_get_length (pem));
  }

  return reply->status;
}

/**
 * world_enrol:
 * @self: a world
 * @name: of a terminal
 * @out_papers: (out caller-allocates): what it works with from now on
 */
void
world_enrol (World *self, const char *name, Papers *out_papers)
{
  g_autofree char *code = NULL;
  g_autoptr (TlsClient) client = world_invite (self, name, &code, out_papers);

  g_assert_cmpuint (world_redeem (client, code, out_papers), ==, 200);
}

/* --- over the line ----------------------------------------------------------------------------------------------- */

/**
 * world_ask:
 * @client: a terminal
 * @token: of its session; "": none
 * @method: …
 * @target: …
 * @body: (nullable): …
 *
 * Returns: (transfer full) (nullable): the answer
 */
TlsReply *
world_ask (TlsClient *client, const char *token, const char *method, const char *target, GBytes *body)
{
  g_autofree char *header = *token != '\0' ? g_strdup_printf ("Authorization: Bearer %s\r\n", token) : NULL;

  return tls_client_ask (client, method, target, header, body);
}

/**
 * world_try:
 * @client: a terminal
 * @token: of its session; "": none
 * @method: …
 * @target: …
 * @body: "": none
 *
 * Returns: the status of the answer; 0: there was none
 */
guint
world_try (TlsClient *client, const char *token, const char *method, const char *target, const char *body)
{
  g_autoptr (GBytes) bytes = *body != '\0' ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr (TlsReply) reply = world_ask (client, token, method, target, bytes);

  return reply != NULL ? reply->status : 0;
}

/**
 * world_get_token:
 * @terminal: a terminal
 *
 * Returns: (transfer full): what its session is known by
 */
char *
world_get_token (const Terminal *terminal)
{
  g_autofree char *roles = g_strjoinv (",", terminal->roles);

  if (terminal->token != NULL)
    return g_strdup (terminal->token);

  return g_strdup_printf ("%s:%s", terminal->caller.person.account, roles);
}

/**
 * world_begin_terminal:
 * @self: a world
 * @client: the terminal "t-ACCOUNT", connected
 * @account: who sits there
 * @role: what he is
 *
 * Returns: (transfer full): where he is, with an empty journal
 */
Terminal *
world_begin_terminal (World *self, TlsClient *client, const char *account, const char *role)
{
  const WardStream *stream = g_ptr_array_index (self->notes->streams, 0);
  Terminal *terminal = terminal_new (self->notes, stream->stream, account, role);
  MadoHelloReply hello;

  g_assert_true (world_hello (terminal, client, &hello));
  terminal->epoch = hello.epoch;
  terminal->sight = hello.sight;
  terminal->cursor = hello.head;

  return terminal;
}

static GBytes *
ask_verb (Terminal *terminal, TlsClient *client, const char *verb, GBytes *text)
{
  g_autofree char *token = world_get_token (terminal);
  g_autofree char *target = g_strconcat (WORLD_STREAM, verb, NULL);
  g_autoptr (TlsReply) reply = client != NULL ? world_ask (client, token, "POST", target, text) : NULL;

  return reply != NULL && reply->status == 200 ? g_bytes_ref (reply->body) : NULL;
}

/**
 * world_hello:
 * @terminal: a terminal
 * @client: (nullable): its connection
 * @out_reply: (out): what the service says
 *
 * Returns: whether it said something
 */
gboolean
world_hello (Terminal *terminal, TlsClient *client, MadoHelloReply *out_reply)
{
  const MadoHelloRequest request = { terminal->device, ++terminal->nonce, terminal->epoch, terminal->cursor };
  g_autoptr (GBytes) text = mado_hello_request_write (&request, NULL);
  g_autoptr (GBytes) reply = ask_verb (terminal, client, "hello", text);

  return reply != NULL && mado_hello_reply_read (reply, out_reply, NULL);
}

/**
 * world_push:
 * @terminal: a terminal
 * @client: (nullable): its connection
 * @first: from which entry of its journal
 * @last: to which
 *
 * Returns: (transfer full) (nullable): what the service says; %NULL: nothing, and nobody knows what it has
 */
MadoPushReply *
world_push (Terminal *terminal, TlsClient *client, gint64 first, gint64 last)
{
  g_autoptr (MadoPushRequest) request = terminal_ask_push (terminal, first, last);
  g_autoptr (GBytes) text = mado_push_request_write (request, NULL);
  g_autoptr (GBytes) reply = ask_verb (terminal, client, "push", text);
  MadoPushReply *read = reply != NULL ? mado_push_reply_read (reply, NULL) : NULL;

  if (read != NULL)
    g_assert_cmpuint (read->nonce, ==, request->nonce);

  return read;
}

/**
 * world_write_pull:
 * @terminal: a terminal
 * @wait: seconds
 *
 * Returns: (transfer full): the request for what comes after its cursor
 */
GBytes *
world_write_pull (Terminal *terminal, guint wait)
{
  const MadoPullRequest request = { .device = terminal->device,
                                    .epoch = terminal->epoch,
                                    .nonce = ++terminal->nonce,
                                    .sight = terminal->sight,
                                    .after = terminal->cursor,
                                    .wait = wait };

  return mado_pull_request_write (&request, NULL);
}
