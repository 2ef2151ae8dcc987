/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes the profile that a made-up ward goes into. Its people do not exist, so the terminal's share may lie beside it;
 * the rest is as it would be anywhere. */

#include "ctl-practice-profile.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "mado-durable-file.h"
#include "mado-store-error.h"

#define NAME "ward"

static MadoProgramme *
give_programme (gpointer user_data, G_GNUC_UNUSED const char *programme, G_GNUC_UNUSED GError **error)
{
  return mado_programme_ref (user_data);
}

/* Whoever does the programme's first kind of work. */
static char *
name_account (const MadoProgramme *programme, const char *roles[2])
{
  roles[0] = ((const MadoNamed *) mado_section_get (programme->roles, 0))->id;
  roles[1] = NULL;

  return g_strconcat (roles[0], "-1", NULL);
}

static gboolean
make_folder (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  mado_store_error_set_errno (error, errno, "cannot make the folder");

  return FALSE;
}

static MadoSecret *
make_share (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, MADO_CTL_SHARE_FILE, NULL);
  g_autoptr (MadoSecret) share = mado_secret_new_random (MADO_KEY_SHARE_SIZE);
  g_autoptr (GBytes) bytes = g_bytes_new (mado_secret_get_bytes (share), MADO_KEY_SHARE_SIZE);

  return mado_durable_file_save (path, bytes, MADO_DURABLE_FILE_NEW, error) ? g_steal_pointer (&share) : NULL;
}

/**
 * mado_ctl_create_practice_profile:
 * @call: a call of a verb with %MADO_CTL_PASSWORD_OPTION
 * @folder: where it goes, with the terminal's share
 * @programme: what its cases are of
 * @error: %MADO_STORE_ERROR_EXISTS where there is one already
 *
 * Returns: (transfer full) (nullable): an empty profile, open
 */
MadoDesk *
mado_ctl_create_practice_profile (MadoCtlCall *call, const char *folder, MadoProgramme *programme, GError **error)
{
  g_autofree char *path = g_build_filename (folder, NAME, NULL);
  g_autoptr (MadoSecret) password = mado_ctl_read_password (call, error);
  g_autoptr (MadoSecret) share = password != NULL && make_folder (folder, error) ? make_share (folder, error) : NULL;
  const char *roles[2];
  g_autofree char *account = name_account (programme, roles);
  const MadoDeskOpening opening = {
    .place = { .path = path },
    .profile = { mado_id_draw (), programme->identity.ward, programme->identity.id, mado_id_draw () },
    .shares = { .password = password, .terminal_share = share },
    .person = { account, roles },
    .find_programme = give_programme,
    .user_data = programme,
  };

  return share != NULL ? mado_desk_create (&opening, mado_key_file_get_default_cost (), error) : NULL;
}
