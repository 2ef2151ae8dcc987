/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens a profile for the verbs, and says of every fault what to do about it. */

#include "ctl-profile.h"

#include <string.h>

#include "mado-lease-file.h"
#include "mado-programme-file.h"
#include "mado-store-error.h"

/* What to do; the others explain themselves. */
static const struct {
  MadoStoreError code;
  const char *remedy;
} remedies[] = {
  { MADO_STORE_ERROR_PASSWORD, "type the password again, and see that the share is of this terminal" },
  { MADO_STORE_ERROR_SHARE_MISSING, "name the file with --share or --service-share" },
  { MADO_STORE_ERROR_LEASE_OVER, "sign in once while the service is there" },
  { MADO_STORE_ERROR_CLOCK, "set date and time, or sign in while the service is there" },
  { MADO_STORE_ERROR_KEY_DAMAGED, "restore the .key file; without it nothing opens the profile: load it anew" },
  { MADO_STORE_ERROR_OTHER_PROFILE, "put back the files that belong together" },
  { MADO_STORE_ERROR_PROGRAMME, "name the programme of this profile with --programme" },
  { MADO_STORE_ERROR_NEWER, "use the release that wrote it, or a newer one" },
  { MADO_STORE_ERROR_NOT_A_DATABASE,
    "keep a copy of all its files, then put the .backup in its place or load it anew" },
  { MADO_STORE_ERROR_DAMAGED, "keep a copy of all its files, then put the .backup in its place or load it anew" },
  { MADO_STORE_ERROR_MISSING, "look for the file; a profile is NAME.key and NAME.db" },
  { MADO_STORE_ERROR_EXISTS, "give it a name that nothing has yet" },
  { MADO_STORE_ERROR_IN_USE, "close the program that has it open" },
  { MADO_STORE_ERROR_FULL, "make room on the disk" },
  { MADO_STORE_ERROR_READ_ONLY, "work as the account that owns the files" },
  { MADO_STORE_ERROR_IO, "look at the disk" },
};

/**
 * mado_ctl_refuse_with:
 * @call: a call
 * @error: why; one of the store is answered with its code, and with what to do
 *
 * Returns: the status of refused input, or of wrong usage
 */
MadoCtlStatus
mado_ctl_refuse_with (MadoCtlCall *call, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    return mado_ctl_wrong_usage (call, "%s", error->message);
  if (error->domain != MADO_STORE_ERROR)
    return mado_ctl_refuse (call, "%s", error->message);
  mado_ctl_answer_string (call, "code", mado_store_error_get_name ((MadoStoreError) error->code));
  for (gsize i = 0; i < G_N_ELEMENTS (remedies); i++)
    if ((int) remedies[i].code == error->code) {
      mado_ctl_answer_string (call, "remedy", remedies[i].remedy);
      return mado_ctl_refuse (call, "%s: %s", error->message, remedies[i].remedy);
    }

  return mado_ctl_refuse (call, "%s", error->message);
}

/**
 * mado_ctl_name_profile:
 * @file: a profile, with or without the ending of one of its files
 *
 * Returns: (transfer full): its path, without
 */
char *
mado_ctl_name_profile (const char *file)
{
  char *path = g_strdup (file);

  if (g_str_has_suffix (path, ".db"))
    path[strlen (path) - strlen (".db")] = '\0';
  else if (g_str_has_suffix (path, ".key"))
    path[strlen (path) - strlen (".key")] = '\0';

  return path;
}

static MadoSecret *
load_share (const char *path, GError **error)
{
  MadoSecret *share = mado_share_file_load (path, error);

  if (share == NULL)
    g_prefix_error (error, "%s: ", path);

  return share;
}

static gboolean
load_shares (
    MadoCtlCall *call, const char *profile, MadoSecret **out_terminal, MadoSecret **out_service, GError **error)
{
  const char *terminal = mado_ctl_get_option (call, "share"), *service = mado_ctl_get_option (call, "service-share");
  g_autofree char *folder = g_path_get_dirname (profile);
  g_autofree char *beside = g_build_filename (folder, MADO_SHARE_FILE_NAME, NULL);

  *out_terminal = load_share (terminal != NULL ? terminal : beside, error);
  if (*out_terminal == NULL)
    return FALSE;
  if (service != NULL)
    *out_service = load_share (service, error);
  else if (mado_instant_is_valid (mado_lease_file_find_until (profile)))
    *out_service = mado_lease_file_take (profile, mado_instant_now (), error);
  else
    return TRUE;

  return *out_service != NULL;
}

static MadoProgramme *
find_programme (gpointer user_data, const char *programme, GError **error)
{
  const char *path = mado_ctl_get_option (user_data, "programme");

  return path != NULL ? mado_programme_file_load (path, error) : mado_programme_file_find (programme, error);
}

static MadoDesk *
open_desk (MadoCtlCall *call, const char *path, const MadoPerson *person, GError **error)
{
  g_autoptr (MadoSecret) password = mado_ctl_read_password (call, error);
  g_autoptr (MadoSecret) terminal = NULL, service = NULL;

  if (password == NULL || !load_shares (call, path, &terminal, &service, error))
    return NULL;

  const MadoDeskOpening opening = {
    .place = { .path = path },
    .shares = { password, terminal, service },
    .person = *person,
    .find_programme = find_programme,
    .user_data = call,
  };

  return mado_desk_open (&opening, error);
}

/**
 * mado_ctl_open_desk_as:
 * @call: a call whose first argument is a profile, with or without the ending of one of its files
 * @person: who works there
 * @out_status: (out): where it cannot be opened: the status
 *
 * Returns: (transfer full) (nullable): the profile, open; %NULL after the answer has said why not
 */
MadoDesk *
mado_ctl_open_desk_as (MadoCtlCall *call, const MadoPerson *person, MadoCtlStatus *out_status)
{
  g_autofree char *path = mado_ctl_name_profile (mado_ctl_get_argument (call, 0));
  g_autoptr (GError) error = NULL;
  MadoDesk *desk = open_desk (call, path, person, &error);

  if (desk == NULL)
    *out_status = mado_ctl_refuse_with (call, error);

  return desk;
}

/**
 * mado_ctl_open_desk:
 * @call: as for mado_ctl_open_desk_as()
 * @out_status: (out): the same
 *
 * Returns: (transfer full) (nullable): the profile, open for somebody who only looks
 */
MadoDesk *
mado_ctl_open_desk (MadoCtlCall *call, MadoCtlStatus *out_status)
{
  return mado_ctl_open_desk_as (call, &(MadoPerson) { 0 }, out_status);
}
