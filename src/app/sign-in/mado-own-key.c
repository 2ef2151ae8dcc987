/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lock of a signing key does not know that the password of the account was changed elsewhere: whoever signs is told
 * so, and not that he mistyped. */

#include "mado-own-key.h"

#include "mado-handover-error.h"
#include "mado-packet-error.h"
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
