/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds profiles by their names, and opens them. Everything here that looks at the disk does so on another thread. */

#include "mado-terminal.h"

#include <string.h>

#include "mado-programme-file.h"
#include "mado-share-file.h"
#include "mado-store-error.h"

#define KEY ".key"

/**
 * mado_terminal_dup_folder:
 *
 * Returns: (transfer full): where the profiles of this terminal are
 */
char *
mado_terminal_dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "madoguchi", "terminal", NULL);
}

/**
 * mado_terminal_dup_profile_path:
 * @account: who works there
 * @programme: on what
 *
 * Returns: (transfer full): where that profile is, without the ending of a file
 */
char *
mado_terminal_dup_profile_path (const char *account, const char *programme)
{
  g_autofree char *folder = mado_terminal_dup_folder ();
  g_autofree char *name = g_strdup_printf ("%s.%s", account, programme);

  return g_build_filename (folder, name, NULL);
}

/**
 * mado_terminal_takes_account:
 * @account: what somebody typed
 *
 * Returns: whether an account can be called so; it becomes the name of a file
 */
gboolean
mado_terminal_takes_account (const char *account)
{
  return account[0] != '\0' && account[0] != '.' && strlen (account) <= 64 &&
         strspn (account, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-@") == strlen (account);
}

/* --- which programmes there are ----------------------------------------------------------------------------------- */

static void
free_programme (gpointer data)
{
  MadoTerminalProgramme *programme = data;

  g_free (programme->id);
  g_free (programme->title);
  g_free (programme);
}

static gboolean
is_listed (const GPtrArray *programmes, const char *id)
{
  for (guint i = 0; i < programmes->len; i++)
    if (strcmp (((const MadoTerminalProgramme *) g_ptr_array_index (programmes, i))->id, id) == 0)
      return TRUE;

  return FALSE;
}

/* One whose file is missing is listed by its id: opening a profile of it then says what is wrong. */
static void
add_programme (GPtrArray *programmes, const char *id)
{
  g_autoptr (MadoProgramme) programme = mado_programme_file_find (id, NULL);
  MadoTerminalProgramme *listed = g_new0 (MadoTerminalProgramme, 1);

  listed->id = g_strdup (id);
  listed->title = g_strdup (programme != NULL ? programme->identity.title : id);
  g_ptr_array_add (programmes, listed);
}

static int
compare_programmes (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(MadoTerminalProgramme *const *) a)->id, (*(MadoTerminalProgramme *const *) b)->id);
}

static void
list_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) programmes = g_ptr_array_new_with_free_func (free_programme);
  g_autofree char *folder = mado_terminal_dup_folder ();
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL); /* ignored: there is no folder before the first profile */
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    if (g_str_has_suffix (name, KEY)) {
      g_autofree char *profile = g_strndup (name, strlen (name) - strlen (KEY));
      const char *dot = strrchr (profile, '.');

      if (dot != NULL && !is_listed (programmes, dot + 1))
        add_programme (programmes, dot + 1);
    }
  g_ptr_array_sort (programmes, compare_programmes);
  g_task_return_pointer (task, g_steal_pointer (&programmes), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * mado_terminal_list_programmes_async:
 * @cancellable: (nullable): ends it
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_terminal_list_programmes_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, mado_terminal_list_programmes_async);
  g_task_run_in_thread (task, list_work);
}

/**
 * mado_terminal_list_programmes_finish:
 * @result: of mado_terminal_list_programmes_async()
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type MadoTerminalProgramme): those of which there are profiles
 */
GPtrArray *
mado_terminal_list_programmes_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- signing in --------------------------------------------------------------------------------------------------- */

typedef struct {
  char *account;
  char *path;
  MadoSecret *password;
  MadoId profile; /* or MADO_ID_NONE */
} Entry;

static MadoSecret *
copy_secret (const MadoSecret *secret)
{
  MadoSecret *copy = mado_secret_new (mado_secret_get_length (secret));

  memcpy (mado_secret_get_bytes (copy), mado_secret_get_bytes (secret), mado_secret_get_length (secret));

  return copy;
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->account);
  g_free (entry->path);
  mado_secret_free (entry->password);
  g_free (entry);
}

static MadoSecret *
load_share (const char *profile, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (profile);
  g_autofree char *path = g_build_filename (folder, MADO_SHARE_FILE_NAME, NULL);
  MadoSecret *share = mado_share_file_load (path, error);

  if (share == NULL && error != NULL && g_error_matches (*error, MADO_STORE_ERROR, MADO_STORE_ERROR_MISSING))
    (*error)->code = MADO_STORE_ERROR_SHARE_MISSING;

  return share;
}

static MadoProgramme *
find_programme (gpointer user_data, const char *programme, GError **error)
{
  g_autoptr (GError) fault = NULL;
  MadoProgramme *found = mado_programme_file_find (programme, &fault);

  if (found == NULL)
    g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_PROGRAMME, fault->message);

  return found;
}

static void
sign_in_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Entry *entry = data;
  GError *error = NULL;
  g_autofree char *key = g_strconcat (entry->path, KEY, NULL);
  g_autoptr (MadoSecret) share = NULL;
  g_autoptr (MadoDesk) desk = NULL;

  if (g_file_test (key, G_FILE_TEST_EXISTS))
    share = load_share (entry->path, &error);
  else
    error = g_error_new_literal (MADO_STORE_ERROR, MADO_STORE_ERROR_MISSING, "there is no such profile here");
  if (share != NULL)
    desk = mado_desk_open (&(MadoDeskOpening) { .place = { .path = entry->path },
                                                .shares = { entry->password, share, NULL },
                                                .person = { entry->account, NULL },
                                                .find_programme = find_programme },
                           &error);
  if (desk == NULL)
    g_task_return_error (task, error);
  else if (g_cancellable_set_error_if_cancelled (cancellable, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&desk), g_object_unref);
}

/**
 * mado_terminal_sign_in_async:
 * @entry: who wants to work on what; all of it is copied
 * @cancellable: (nullable): who cancels has the profile closed again
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_terminal_sign_in_async (const MadoTerminalEntry *entry,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Entry *copy = g_new0 (Entry, 1);

  copy->account = g_strdup (entry->account);
  copy->path = mado_terminal_dup_profile_path (entry->account, entry->programme);
  copy->password = copy_secret (entry->password);
  g_task_set_source_tag (task, mado_terminal_sign_in_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, copy, free_entry);
  g_task_run_in_thread (task, sign_in_work);
}

/**
 * mado_terminal_sign_in_finish:
 * @result: of mado_terminal_sign_in_async()
 * @error: a code of the store, each of which mado_advice_find() has words for
 *
 * Returns: (transfer full) (nullable): the profile, open
 */
MadoDesk *
mado_terminal_sign_in_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- is it still the same person ---------------------------------------------------------------------------------- */

static void
check_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Entry *entry = data;
  GError *error = NULL;
  g_autofree char *key = g_strconcat (entry->path, KEY, NULL);
  g_autoptr (MadoSecret) share = load_share (entry->path, &error);
  const MadoKeyShares shares = { entry->password, share, NULL };
  g_autoptr (MadoSecret) opened = share != NULL ? mado_key_file_open (key, entry->profile, &shares, &error) : NULL;

  if (opened == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * mado_terminal_check_password_async:
 * @desk: a profile that is open
 * @password: what somebody typed who wants to go on working; it is copied
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_terminal_check_password_async (MadoDesk *desk,
                                    const MadoSecret *password,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Entry *entry = g_new0 (Entry, 1);

  entry->path = g_strdup (mado_desk_get_path (desk));
  entry->password = copy_secret (password);
  entry->profile = mado_desk_get_profile (desk)->id;
  g_task_set_source_tag (task, mado_terminal_check_password_async);
  g_task_set_task_data (task, entry, free_entry);
  g_task_run_in_thread (task, check_work);
}

/**
 * mado_terminal_check_password_finish:
 * @result: of mado_terminal_check_password_async()
 * @error: %MADO_STORE_ERROR_PASSWORD, or why that could not be found out
 *
 * Returns: whether it is the password
 */
gboolean
mado_terminal_check_password_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
