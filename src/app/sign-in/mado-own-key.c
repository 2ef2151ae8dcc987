/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lock of a signing key does not know that the password of the account was changed: where it was changed here, the
 * key is locked anew at once; where it was changed elsewhere, whoever signs is told so, and not that he mistyped. */

#include "mado-own-key.h"

#include <string.h>

#include "mado-handover-error.h"
#include "mado-packet-error.h"
#include "mado-password.h"
#include "mado-profile.h"
#include "mado-terminal.h"

/**
 * mado_own_key_unlock:
 * @desk: of whoever signs
 * @password: as he has just typed it
 * @error: as mado_personal_key_unlock(); %MADO_HANDOVER_ERROR_EARLIER where the password is right, and the key is still
 *   locked with one before it
 *
 * Takes as long as a guess at the password should.
 *
 * Returns: (transfer full) (nullable): his key
 */
MadoSigningKey *
mado_own_key_unlock (MadoDesk *desk, const MadoSecret *password, GError **error)
{
  GError *fault = NULL;
  MadoSigningKey *key = mado_personal_key_unlock (mado_desk_get_path (desk), password, &fault);

  if (key != NULL)
    return key;
  if (g_error_matches (fault, MADO_PACKET_ERROR, MADO_PACKET_ERROR_PASSWORD) &&
      mado_terminal_check_password (desk, password, NULL)) {
    g_clear_error (&fault);
    g_set_error_literal (&fault, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_EARLIER,
                         "the signing key is locked with an earlier password");
  }
  g_propagate_error (error, fault);

  return NULL;
}

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
