/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds profiles by their names, and opens them. Everything here that looks at the disk does so on another thread. */

#include "mado-terminal.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/statvfs.h>

#include "mado-ending.h"
#include "mado-lease-file.h"
#include "mado-own-keys.h"
#include "mado-papers-file.h"
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

/* --- what there is -------------------------------------------------------------------------------------------------
 */

const char *const mado_terminal_programmes[] = { "ninpu-r7", "kosodate-oen-r7", "babysitter-r7", NULL };

static void
free_programme (gpointer data)
{
  MadoTerminalProgramme *programme = data;

  g_free (programme->id);
  g_free (programme->title);
  g_free (programme->ward);
  g_free (programme);
}

/**
 * mado_terminal_stock_free:
 * @self: (transfer full): a stock
 */
void
mado_terminal_stock_free (MadoTerminalStock *self)
{
  g_ptr_array_unref (self->programmes);
  g_clear_pointer (&self->papers, mado_papers_free);
  g_free (self);
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
  MadoTerminalProgramme *listed;

  if (is_listed (programmes, id))
    return;
  listed = g_new0 (MadoTerminalProgramme, 1);
  listed->id = g_strdup (id);
  listed->title = g_strdup (programme != NULL ? programme->identity.title : id);
  listed->ward = g_strdup (programme != NULL ? programme->identity.ward : NULL);
  g_ptr_array_add (programmes, listed);
}

static void
add_profiles (GPtrArray *programmes, const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL); /* ignored: there is no folder before the first profile */
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    if (g_str_has_suffix (name, KEY)) {
      g_autofree char *profile = g_strndup (name, strlen (name) - strlen (KEY));
      const char *dot = strrchr (profile, '.');

      if (dot != NULL)
        add_programme (programmes, dot + 1);
    }
}

static int
compare_programmes (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(MadoTerminalProgramme *const *) a)->id, (*(MadoTerminalProgramme *const *) b)->id);
}

static gboolean
load_papers (const char *folder, MadoPapers **out_papers, GError **error)
{
  g_autofree char *path = g_build_filename (folder, MADO_PAPERS_FILE_NAME, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  *out_papers = mado_papers_file_load (path, error);

  return *out_papers != NULL;
}

/* Of the disk on which all of it lies; before the first profile its folder may not be there yet. */
static gint64
measure_room (const char *folder)
{
  struct statvfs disk;

  if (statvfs (folder, &disk) != 0 && statvfs (g_get_user_data_dir (), &disk) != 0)
    return -1;

  return (gint64) (disk.f_bavail * disk.f_frsize);
}

/* Those of which there are profiles come first: whoever works here works on them. */
static void
look_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (MadoTerminalStock) stock = g_new0 (MadoTerminalStock, 1);
  g_autofree char *folder = mado_terminal_dup_folder ();
  GError *error = NULL;

  stock->programmes = g_ptr_array_new_with_free_func (free_programme);
  stock->is_ending = mado_ending_is_due (folder);
  stock->room = measure_room (folder);
  add_profiles (stock->programmes, folder);
  g_ptr_array_sort (stock->programmes, compare_programmes);
  if (!load_papers (folder, &stock->papers, &error)) {
    g_task_return_error (task, error);
    return;
  }
  for (const char *const *id = mado_terminal_programmes; stock->papers != NULL && *id != NULL; id++)
    add_programme (stock->programmes, *id);
  g_task_return_pointer (task, g_steal_pointer (&stock), (GDestroyNotify) mado_terminal_stock_free);
}

/**
 * mado_terminal_look_async:
 * @cancellable: (nullable): ends it
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_terminal_look_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, mado_terminal_look_async);
  g_task_run_in_thread (task, look_work);
}

/**
 * mado_terminal_look_finish:
 * @result: of mado_terminal_look_async()
 * @error: what reading the papers failed with, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what there is
 */
MadoTerminalStock *
mado_terminal_look_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- its papers --------------------------------------------------------------------------------------------------- */

static gboolean
make_folder (const char *file, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (file);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  mado_store_error_set_errno (error, errno, "cannot make the folder");

  return FALSE;
}

static void
keep_work (GTask *task, gpointer source, gpointer papers, GCancellable *cancellable)
{
  g_autofree char *folder = mado_terminal_dup_folder ();
  g_autofree char *path = g_build_filename (folder, MADO_PAPERS_FILE_NAME, NULL);
  GError *error = NULL;

  if (make_folder (path, &error) && mado_papers_file_save (path, papers, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mado_terminal_keep_papers_async:
 * @papers: (transfer full): by which the service knows this terminal from now on
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_terminal_keep_papers_async (MadoPapers *papers, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, mado_terminal_keep_papers_async);
  g_task_set_task_data (task, papers, (GDestroyNotify) mado_papers_free);
  g_task_run_in_thread (task, keep_work);
}

/**
 * mado_terminal_keep_papers_finish:
 * @result: of mado_terminal_keep_papers_async()
 * @error: what the disk said
 *
 * Returns: whether they are on the disk
 */
gboolean
mado_terminal_keep_papers_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- opening ------------------------------------------------------------------------------------------------------ */

typedef struct {
  char *account;
  char *programme;
  char *path;
  MadoSecret *password;
  MadoSecret *lent; /* (nullable) */
  MadoLeaseTerm term;
  MadoSecret *recovery; /* (nullable) */
  MadoSecret *before;   /* (nullable) */
  GStrv roles;          /* (nullable) */
  char *terminal;       /* (nullable) */
  MadoId profile;       /* or MADO_ID_NONE */
} Entry;

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->account);
  g_free (entry->programme);
  g_free (entry->path);
  g_clear_pointer (&entry->password, mado_secret_free);
  g_clear_pointer (&entry->lent, mado_secret_free);
  g_clear_pointer (&entry->recovery, mado_secret_free);
  g_clear_pointer (&entry->before, mado_secret_free);
  g_strfreev (entry->roles);
  g_free (entry->terminal);
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

/* Only where there is no profile yet that would need the one that is lost. */
static MadoSecret *
ensure_share (const char *profile, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (profile);
  g_autofree char *path = g_build_filename (folder, MADO_SHARE_FILE_NAME, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? load_share (profile, error) : mado_share_file_create (path, error);
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

/* What opens a profile, as far as it is here. */
typedef struct {
  MadoSecret *terminal; /* (nullable) */
  MadoSecret *service;  /* (nullable) */
  GError *no_lease;     /* (nullable): why the former is not here; nobody minds where it takes no part */
} Shares;

static void
clear_shares (Shares *self)
{
  g_clear_pointer (&self->terminal, mado_secret_free);
  g_clear_pointer (&self->service, mado_secret_free);
  g_clear_error (&self->no_lease);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shares, clear_shares)

static gboolean
find_shares (const Entry *entry, Shares *out_shares, GError **error)
{
  out_shares->terminal = load_share (entry->path, error);
  if (entry->lent != NULL)
    out_shares->service = mado_secret_copy (entry->lent);
  else if (out_shares->terminal != NULL)
    out_shares->service = mado_lease_file_take (entry->path, mado_instant_now (), &out_shares->no_lease);

  return out_shares->terminal != NULL;
}

static MadoKeyShares
join_shares (const Entry *entry, const Shares *shares)
{
  return (MadoKeyShares) { entry->password, shares->terminal, shares->service };
}

/* The key says that a share is missing; the lease, why. */
static void
explain (const Shares *shares, GError *fault, GError **error)
{
  if (g_error_matches (fault, MADO_STORE_ERROR, MADO_STORE_ERROR_SHARE_MISSING) && shares->no_lease != NULL) {
    g_propagate_error (error, g_error_copy (shares->no_lease));
    g_error_free (fault);
  } else {
    g_propagate_error (error, fault);
  }
}

static MadoDeskOpening
plan_opening (const Entry *entry, const Shares *shares)
{
  return (MadoDeskOpening) { .place = { .path = entry->path },
                             .shares = join_shares (entry, shares),
                             .person = { entry->account, (const char *const *) entry->roles },
                             .terminal = entry->terminal,
                             .find_programme = find_programme };
}

static gboolean
prepare_recovery (const Entry *entry, const Shares *shares, MadoDesk *desk, GError **error)
{
  const MadoKeyShares joined = join_shares (entry, shares);

  return entry->recovery == NULL ||
         mado_profile_prepare_recovery (entry->path, mado_desk_get_profile (desk)->id, &joined, entry->recovery,
                                        mado_key_file_get_default_cost (), error);
}

/* What the service knows somebody by opens nothing here: it was changed elsewhere, or is new after he forgot his. */
static gboolean
recover (const Entry *entry, const Shares *shares, GError **error)
{
  const MadoKeyShares second = { entry->recovery, shares->terminal, NULL }, next = join_shares (entry, shares);

  return mado_profile_recover (entry->path, &second, &next, mado_key_file_get_default_cost (), error);
}

/* Where the service was asked, it takes part in the key from now on, and has lent what it takes to work without it. */
static MadoDesk *
take_lease (const Entry *entry, const Shares *shares, MadoDesk *opened, GError **error)
{
  g_autoptr (MadoDesk) desk = opened;
  const MadoKeyShares joined = join_shares (entry, shares);

  if (desk == NULL || entry->lent == NULL)
    return g_steal_pointer (&desk);

  return mado_profile_take_lease (entry->path, mado_desk_get_profile (desk)->id, &joined, &entry->term,
                                  mado_key_file_get_default_cost (), error)
             ? g_steal_pointer (&desk)
             : NULL;
}

static MadoDesk *
open_profile (const Entry *entry, GError **error)
{
  g_auto (Shares) shares = { 0 };
  MadoDeskOpening opening;
  GError *fault = NULL;
  MadoDesk *desk;

  if (!find_shares (entry, &shares, error))
    return NULL;
  opening = plan_opening (entry, &shares);
  desk = mado_desk_open (&opening, &fault);
  if (desk == NULL && entry->recovery != NULL && g_error_matches (fault, MADO_STORE_ERROR, MADO_STORE_ERROR_PASSWORD)) {
    g_clear_error (&fault);
    desk = recover (entry, &shares, &fault) ? mado_desk_open (&opening, &fault) : NULL;
  }
  if (desk == NULL)
    explain (&shares, fault, error);

  return take_lease (entry, &shares, desk, error);
}

/* Somebody works here for the first time, and the service knows him. */
static MadoDesk *
create_profile (const Entry *entry, GError **error)
{
  g_autoptr (MadoProgramme) programme = find_programme (NULL, entry->programme, error);
  g_auto (Shares) shares = { 0 };
  MadoDeskOpening opening;
  g_autoptr (MadoDesk) desk = NULL;

  if (programme == NULL || !make_folder (entry->path, error))
    return NULL;
  shares.terminal = ensure_share (entry->path, error);
  shares.service = mado_secret_copy (entry->lent);
  if (shares.terminal == NULL)
    return NULL;
  opening = plan_opening (entry, &shares);
  opening.profile =
      (MadoProfile) { mado_id_draw (), programme->identity.ward, programme->identity.id, mado_id_draw () };
  desk = mado_desk_create (&opening, mado_key_file_get_default_cost (), error);
  if (desk == NULL || !prepare_recovery (entry, &shares, desk, error))
    return NULL;

  return take_lease (entry, &shares, g_steal_pointer (&desk), error);
}

static void
open_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Entry *entry = data;
  GError *error = NULL;
  g_autoptr (MadoDesk) desk = NULL;

  if (mado_terminal_has_profile (entry->account, entry->programme))
    desk = open_profile (entry, &error);
  else if (entry->terminal != NULL)
    desk = create_profile (entry, &error);
  else
    error = g_error_new_literal (MADO_STORE_ERROR, MADO_STORE_ERROR_MISSING, "there is no such profile here");
  if (desk != NULL && entry->before != NULL)
    mado_own_keys_lock_anew (entry->path, entry->account, entry->before, entry->password);
  if (desk == NULL)
    g_task_return_error (task, error);
  else if (g_cancellable_set_error_if_cancelled (cancellable, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&desk), g_object_unref);
}

/**
 * mado_terminal_has_profile:
 * @account: who wants to work here
 * @programme: on what
 *
 * Returns: whether he has worked here before
 */
gboolean
mado_terminal_has_profile (const char *account, const char *programme)
{
  g_autofree char *path = mado_terminal_dup_profile_path (account, programme);
  g_autofree char *key = g_strconcat (path, KEY, NULL);

  return g_file_test (key, G_FILE_TEST_EXISTS);
}

/**
 * mado_terminal_open_async:
 * @entry: who wants to work on what; all of it is copied
 * @cancellable: (nullable): who cancels has the profile closed again
 * @callback: is told
 * @user_data: for @callback
 *
 * Opens his profile. Where the service has said his roles and there is none, it is made.
 */
void
mado_terminal_open_async (const MadoTerminalEntry *entry,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Entry *copy = g_new0 (Entry, 1);

  copy->account = g_strdup (entry->account);
  copy->programme = g_strdup (entry->programme);
  copy->path = mado_terminal_dup_profile_path (entry->account, entry->programme);
  copy->password = mado_secret_copy (entry->password);
  copy->lent = mado_secret_copy (entry->lent);
  copy->term = entry->term;
  copy->recovery = mado_secret_copy (entry->recovery);
  copy->before = mado_secret_copy (entry->before);
  copy->roles = g_strdupv ((GStrv) entry->roles);
  copy->terminal = g_strdup (entry->terminal);
  g_task_set_source_tag (task, mado_terminal_open_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, copy, free_entry);
  g_task_run_in_thread (task, open_work);
}

/**
 * mado_terminal_open_finish:
 * @result: of mado_terminal_open_async()
 * @error: a code of the store, each of which mado_advice_find() has words for
 *
 * Returns: (transfer full) (nullable): the profile, open
 */
MadoDesk *
mado_terminal_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- is it still the same person ---------------------------------------------------------------------------------- */

static gboolean
check (const Entry *entry, GError **error)
{
  g_autofree char *key = g_strconcat (entry->path, KEY, NULL);
  g_auto (Shares) shares = { 0 };
  g_autoptr (MadoSecret) opened = NULL;
  GError *fault = NULL;

  if (!find_shares (entry, &shares, error))
    return FALSE;

  const MadoKeyShares joined = join_shares (entry, &shares);

  opened = mado_key_file_open (key, entry->profile, &joined, &fault);
  if (opened == NULL)
    explain (&shares, fault, error);

  return opened != NULL;
}

static void
check_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (check (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static Entry *
name_check (MadoDesk *desk, const MadoSecret *password)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->path = g_strdup (mado_desk_get_path (desk));
  entry->password = mado_secret_copy (password);
  entry->profile = mado_desk_get_profile (desk)->id;

  return entry;
}

/**
 * mado_terminal_check_password:
 * @desk: a profile that is open
 * @password: what somebody typed
 * @error: as mado_terminal_check_password_finish()
 *
 * Takes as long as a guess at it should: not for the thread of a window.
 *
 * Returns: whether it is the password
 */
gboolean
mado_terminal_check_password (MadoDesk *desk, const MadoSecret *password, GError **error)
{
  Entry *entry = name_check (desk, password);
  const gboolean is_right = check (entry, error);

  free_entry (entry);

  return is_right;
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

  g_task_set_source_tag (task, mado_terminal_check_password_async);
  g_task_set_task_data (task, name_check (desk, password), free_entry);
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
