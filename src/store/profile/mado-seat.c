/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps an account, its roles and its terminal among the settings of a profile. */

#include "mado-seat.h"

#include <string.h>

#include "mado-settings.h"
#include "mado-store-error.h"

#define ACCOUNT "seat.account"
#define ROLES "seat.roles" /* with a space between; a role's id has none */
#define TERMINAL "seat.terminal"

/**
 * mado_seat_save:
 * @database: the database that writes
 * @person: whose profile it is
 * @terminal: (nullable): by which name the service knows the terminal; %NULL: it knows of none
 * @error: where to put what went wrong
 *
 * Returns: whether it is on the disk, or will be when the transaction is committed
 */
gboolean
mado_seat_save (MadoDatabase *database, const MadoPerson *person, const char *terminal, GError **error)
{
  g_autofree char *roles = g_strjoinv (" ", (GStrv) person->roles);

  return mado_settings_save (database, ACCOUNT, person->account, error) &&
         mado_settings_save (database, ROLES, roles, error) &&
         (terminal == NULL || mado_settings_save (database, TERMINAL, terminal, error));
}

/**
 * mado_seat_load_roles:
 * @database: any connection
 * @account: who wants to work there
 * @out_roles: (out) (transfer full): the roles of that person; none where nobody has said them
 * @error: %MADO_STORE_ERROR_OTHER_PROFILE where it is somebody else's
 *
 * Returns: whether it is this person's, as far as the file says
 */
gboolean
mado_seat_load_roles (MadoDatabase *database, const char *account, GStrv *out_roles, GError **error)
{
  g_autofree char *owner = NULL, *roles = NULL;

  if (!mado_settings_load (database, ACCOUNT, &owner, error) || !mado_settings_load (database, ROLES, &roles, error))
    return FALSE;
  if (owner != NULL && strcmp (owner, account) != 0) {
    g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_OTHER_PROFILE,
                         "cannot use the profile: it is of another account");
    return FALSE;
  }
  *out_roles = roles != NULL && roles[0] != '\0' ? g_strsplit (roles, " ", -1) : g_new0 (char *, 1);

  return TRUE;
}

/**
 * mado_seat_load_terminal:
 * @database: any connection
 * @out_terminal: (out) (transfer full) (nullable): by which name the service knows the terminal; %NULL: it knows of
 * none
 * @error: where to put what went wrong
 *
 * Returns: whether that is known
 */
gboolean
mado_seat_load_terminal (MadoDatabase *database, char **out_terminal, GError **error)
{
  return mado_settings_load (database, TERMINAL, out_terminal, error);
}
