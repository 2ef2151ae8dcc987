/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes the profile that a made-up ward goes into. Its people do not exist, so the terminal's share may lie beside it;
 * the rest is as it would be anywhere. */

#include "mado-practice-profile.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "mado-share-file.h"
#include "mado-store-error.h"

static MadoProgramme *
give_programme (gpointer user_data, G_GNUC_UNUSED const char *programme, G_GNUC_UNUSED GError **error)
{
  return mado_programme_ref (user_data);
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
find_share (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, MADO_SHARE_FILE_NAME, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? mado_share_file_load (path, error)
                                                : mado_share_file_create (path, error);
}

/**
 * mado_practice_profile_create:
 * @wanted: where, and for whom: the first of those who have the role in a made-up ward
 * @programme: what its cases are of
 * @error: %MADO_STORE_ERROR_EXISTS where there is one already
 *
 * Returns: (transfer full) (nullable): an empty profile, open
 */
MadoDesk *
mado_practice_profile_create (const MadoPracticeProfile *wanted, MadoProgramme *programme, GError **error)
{
  const MadoNamed *first = mado_section_get (programme->roles, 0);
  const char *roles[] = { wanted->role != NULL ? wanted->role : first->id, NULL };
  g_autofree char *path = g_build_filename (wanted->folder, wanted->name, NULL);
  g_autofree char *account = g_strconcat (roles[0], "-1", NULL);
  g_autoptr (MadoSecret) share = make_folder (wanted->folder, error) ? find_share (wanted->folder, error) : NULL;
  const MadoDeskOpening opening = {
    .place = { .path = path },
    .profile = { mado_id_draw (), programme->identity.ward, programme->identity.id, mado_id_draw () },
    .shares = { .password = wanted->password, .terminal_share = share },
    .person = { account, roles },
    .find_programme = give_programme,
    .user_data = programme,
  };

  return share != NULL ? mado_desk_create (&opening, mado_key_file_get_default_cost (), error) : NULL;
}
