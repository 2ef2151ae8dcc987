/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lock of a signing key does not know of passwords: where that of the account is changed here, the keys of its
 * owner are locked anew at once. */

#include "mado-own-keys.h"

#include <string.h>

#include "mado-password.h"
#include "mado-personal-key.h"
#include "mado-profile.h"

static gboolean
is_of (const char *name, const char *account)
{
  return g_str_has_prefix (name, account) && name[strlen (account)] == '.' &&
         g_str_has_suffix (name, MADO_PROFILE_SIGNING_KEY);
}

/**
 * mado_own_keys_lock_anew:
 * @profile: one of the profiles of somebody whose password was changed
 * @account: his
 * @before: his password until then
 * @password: from now on
 *
 * Of each programme. What @before does not unlock stays as it is: whoever signs with it is told.
 */
void
mado_own_keys_lock_anew (const char *profile, const char *account, const MadoSecret *before, const MadoSecret *password)
{
  g_autofree char *folder = g_path_get_dirname (profile);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    if (is_of (name, account)) {
      g_autofree char *base = g_strndup (name, strlen (name) - strlen (MADO_PROFILE_SIGNING_KEY));
      g_autofree char *one = g_build_filename (folder, base, NULL);

      (void) mado_personal_key_change_password (one, before, password, mado_password_get_default_cost (),
                                                NULL); /* ignored: as above */
    }
}
