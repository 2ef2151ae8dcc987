/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program knows nothing of how a service is made: it asks the command line, which is installed beside the service,
 * and reads its answer. What belongs to the machine is made by the service's own account, so whoever sits there is
 * asked by the desktop whether he may (pkexec). */

#include "mado-set-up.h"

#include <string.h>

#include "mado-json-member.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)

#define COMMAND "madoguchi-ctl"
#define SERVICE "madoguchi-service"
#define ACCOUNT "madoguchi"
#define AS_ANOTHER "pkexec"
#define DISMISSED 126
#define NOT_AUTHORIZED 127

/**
 * mado_set_up_wish_free:
 * @self: (transfer full): a wish
 */
void
mado_set_up_wish_free (MadoSetUpWish *self)
{
  g_free (self->address);
  g_free (self->allow);
  g_free (self->ward);
  g_free (self->administrator);
  g_free (self->overseer);
  g_free (self->backup);
  g_free (self->programme);
  g_free (self->trial);
  g_free (self);
}

/* --- the answer --------------------------------------------------------------------------------------------------- */

static void
free_check (gpointer data)
{
  MadoSetUpCheck *check = data;

  g_free (check->subject);
  g_free (check->state);
  g_free (check->what);
  g_free (check->remedy);
  g_free (check);
}

static void
wipe (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

/**
 * mado_set_up_answer_free:
 * @self: (transfer full): an answer
 */
void
mado_set_up_answer_free (MadoSetUpAnswer *self)
{
  wipe (self->administrator);
  wipe (self->overseer);
  g_free (self->refusal);
  g_free (self->code);
  g_ptr_array_unref (self->checks);
  g_free (self);
}

static MadoSetUpCheck *
read_check (yyjson_val *value)
{
  MadoSetUpCheck *check = g_new (MadoSetUpCheck, 1);

  *check = (MadoSetUpCheck) {
    .subject = g_strdup (mado_json_get_text (value, "check")),
    .state = g_strdup (mado_json_get_text (value, "state")),
    .what = g_strdup (mado_json_get_text (value, "what")),
    .remedy = g_strdup (mado_json_get_text (value, "remedy")),
  };

  return check;
}

/**
 * mado_set_up_answer_read:
 * @text: what the command line printed, which is one JSON object
 * @length: of @text
 *
 * Returns: (transfer full) (nullable): what it says; %NULL where it is no answer
 */
MadoSetUpAnswer *
mado_set_up_answer_read (const char *text, gsize length)
{
  g_autoptr (yyjson_doc) document = yyjson_read (text, length, 0);
  yyjson_val *root = yyjson_doc_get_root (document);
  yyjson_val *checks = yyjson_obj_get (root, "checks");
  MadoSetUpAnswer *self;

  if (!yyjson_is_obj (root))
    return NULL;
  self = g_new (MadoSetUpAnswer, 1);
  *self = (MadoSetUpAnswer) {
    .administrator = g_strdup (mado_json_get_text (root, "administrator")),
    .overseer = g_strdup (mado_json_get_text (root, "overseer")),
    .refusal = g_strdup (mado_json_get_text (root, "error")),
    .code = g_strdup (mado_json_get_text (root, "code")),
    .checks = g_ptr_array_new_with_free_func (free_check),
  };
  for (gsize i = 0; i < yyjson_arr_size (checks); i++)
    g_ptr_array_add (self->checks, read_check (yyjson_arr_get (checks, i)));

  return self;
}

/**
 * mado_set_up_answer_is_good:
 * @self: an answer
 *
 * Returns: whether the service may start, and nothing has to be done soon
 */
gboolean
mado_set_up_answer_is_good (const MadoSetUpAnswer *self)
{
  for (guint i = 0; i < self->checks->len; i++)
    if (strcmp (((const MadoSetUpCheck *) g_ptr_array_index (self->checks, i))->state, "good") != 0)
      return FALSE;

  return self->refusal[0] == '\0' && self->checks->len > 0;
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

static gboolean
is_here (const char *program)
{
  g_autofree char *path = g_find_program_in_path (program);

  return path != NULL;
}

/**
 * mado_set_up_is_possible:
 *
 * Returns: whether the service is installed on this machine
 */
gboolean
mado_set_up_is_possible (void)
{
  return is_here (COMMAND) && is_here (SERVICE);
}

/**
 * mado_set_up_dup_trial_folder:
 *
 * Returns: (transfer full): where a service is tried
 */
char *
mado_set_up_dup_trial_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "madoguchi-trial-service", NULL);
}

static void
add (GPtrArray *words, const char *option, char *value)
{
  if (option != NULL)
    g_ptr_array_add (words, g_strdup (option));
  g_ptr_array_add (words, value);
}

static void
add_networks (GPtrArray *words, const char *allow)
{
  g_auto (GStrv) networks = g_strsplit_set (allow, " ,;\t", -1);

  for (gsize i = 0; networks[i] != NULL; i++)
    if (networks[i][0] != '\0')
      add (words, "--allow", g_strdup (networks[i]));
}

/* Who makes it, and where it goes. */
static void
add_place (GPtrArray *words, const char *trial)
{
  if (trial == NULL)
    return;
  add (words, "--config", g_build_filename (trial, "service.conf", NULL));
  add (words, "--folder", g_build_filename (trial, "kept", NULL));
}

static GPtrArray *
write_command (const MadoSetUpWish *wish)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  if (wish->trial == NULL) {
    add (words, AS_ANOTHER, g_strdup ("--user"));
    add (words, NULL, g_strdup (ACCOUNT));
  }
  add (words, COMMAND, g_strdup ("service"));
  add (words, "init", g_strdup ("--json"));
  add_place (words, wish->trial);
  add (words, "--address", g_strdup (wish->address));
  add_networks (words, wish->allow);
  add (words, "--ward", g_strdup (wish->ward));
  add (words, "--administrator", g_strdup (wish->administrator));
  add (words, "--overseer", g_strdup (wish->overseer));
  add (words, "--backup", g_strdup (wish->backup));
  if (wish->programme != NULL)
    add (words, "--programme", g_strdup (wish->programme));
  g_ptr_array_add (words, NULL);

  return words;
}

/* As pkexec(1) says it of itself; what the command line says of itself is an answer. */
static int
find_silence (GSubprocess *process)
{
  const int status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : 0;

  switch (status) {
  case DISMISSED:
    return G_IO_ERROR_CLOSED;
  case NOT_AUTHORIZED:
    return G_IO_ERROR_PERMISSION_DENIED;
  default:
    return G_IO_ERROR_INVALID_DATA;
  }
}

static void
answered_cb (GObject *process, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GBytes) out = NULL;
  GError *error = NULL;
  MadoSetUpAnswer *answer;

  if (!g_subprocess_communicate_finish (G_SUBPROCESS (process), result, &out, NULL, &error)) {
    g_task_return_error (task, error);
    return;
  }
  answer = mado_set_up_answer_read (g_bytes_get_data (out, NULL), g_bytes_get_size (out));
  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) mado_set_up_answer_free);
  else
    g_task_return_new_error (task, G_IO_ERROR, find_silence (G_SUBPROCESS (process)),
                             "the command line gave no answer");
}

/**
 * mado_set_up_run_async:
 * @wish: what is wanted
 * @cancellable: (nullable): stops the waiting, not what is being made
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_set_up_run_async (const MadoSetUpWish *wish,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GPtrArray) words = write_command (wish);
  g_autoptr (GSubprocess) process = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, mado_set_up_run_async);
  process = g_subprocess_newv ((const char *const *) words->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  if (process == NULL)
    g_task_return_error (task, error);
  else
    g_subprocess_communicate_async (process, NULL, cancellable, answered_cb, g_steal_pointer (&task));
}

/**
 * mado_set_up_run_finish:
 * @result: of mado_set_up_run_async()
 * @error: %G_IO_ERROR_CLOSED where whoever was asked whether he may asked for nothing more,
 * %G_IO_ERROR_PERMISSION_DENIED where he may not, %G_IO_ERROR_INVALID_DATA where there was no answer else; of spawning
 * otherwise
 *
 * Returns: (transfer full) (nullable): what came of it
 */
MadoSetUpAnswer *
mado_set_up_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
