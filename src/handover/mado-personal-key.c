/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The key that signs for the ledger, on a file of its own: it leaves the terminal with nobody's profile. */

#include "mado-personal-key.h"

#include "mado-durable-file.h"
#include "mado-handover-error.h"
#include "mado-packet-medium.h"
#include "mado-profile.h"

static char *
name_file (const char *profile)
{
  return g_strconcat (profile, MADO_PROFILE_SIGNING_KEY, NULL);
}

static gboolean
save (const char *profile,
      const MadoSigningKey *key,
      const MadoSecret *password,
      const MadoArgon2idCost *cost,
      MadoDurableFileMode mode,
      GError **error)
{
  g_autofree char *path = name_file (profile);
  g_autoptr (GBytes) text = mado_packet_key_lock (key, password, cost, error);

  return text != NULL && mado_durable_file_save (path, text, mode, error);
}

/**
 * mado_personal_key_save:
 * @profile: where the profile is, without the ending of a file
 * @key: its owner's key
 * @password: with which the owner signs in
 * @cost: what a guess at it costs
 * @error: why it cannot be written; a key that is there stays
 *
 * Returns: whether it is on the disk
 */
gboolean
mado_personal_key_save (const char *profile,
                        const MadoSigningKey *key,
                        const MadoSecret *password,
                        const MadoArgon2idCost *cost,
                        GError **error)
{
  return save (profile, key, password, cost, MADO_DURABLE_FILE_NEW, error);
}

/**
 * mado_personal_key_replace:
 * @profile: where the profile is, without the ending of a file
 * @key: its owner's key from now on; one that is there goes, and signs nothing more
 * @password: with which the owner signs in
 * @cost: what a guess at it costs
 * @error: why it cannot be written; a key that is there stays
 *
 * Returns: whether it is on the disk
 */
gboolean
mado_personal_key_replace (const char *profile,
                           const MadoSigningKey *key,
                           const MadoSecret *password,
                           const MadoArgon2idCost *cost,
                           GError **error)
{
  return save (profile, key, password, cost, MADO_DURABLE_FILE_REPLACE, error);
}

/**
 * mado_personal_key_change_password:
 * @profile: where the profile is
 * @before: what unlocks the key now
 * @password: with which its owner signs in from now on
 * @cost: what a guess at it costs
 * @error: as mado_personal_key_unlock(), or why it cannot be written; the key is locked as it was
 *
 * Returns: whether @password unlocks it, and @before does not any more
 */
gboolean
mado_personal_key_change_password (const char *profile,
                                   const MadoSecret *before,
                                   const MadoSecret *password,
                                   const MadoArgon2idCost *cost,
                                   GError **error)
{
  g_autoptr (MadoSigningKey) key = mado_personal_key_unlock (profile, before, error);

  return key != NULL && mado_personal_key_replace (profile, key, password, cost, error);
}

/**
 * mado_personal_key_is_there:
 * @profile: where the profile is
 *
 * Returns: whether its owner can sign on this terminal
 */
gboolean
mado_personal_key_is_there (const char *profile)
{
  g_autofree char *path = name_file (profile);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/**
 * mado_personal_key_destroy:
 * @profile: where the profile is
 * @error: why it cannot be overwritten
 *
 * Returns: whether there is none there any more
 */
gboolean
mado_personal_key_destroy (const char *profile, GError **error)
{
  g_autofree char *path = name_file (profile);

  return !mado_personal_key_is_there (profile) || mado_durable_file_destroy (path, error);
}

static GBytes *
load (const char *profile, GError **error)
{
  g_autofree char *path = name_file (profile);

  if (mado_personal_key_is_there (profile))
    return mado_packet_medium_read (path, MADO_PACKET_KEY_MAX_SIZE, error);
  g_set_error_literal (error, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_KEY,
                       "cannot sign: the person has no signing key on this terminal");

  return NULL;
}

/**
 * mado_personal_key_read_public:
 * @profile: where the profile is
 * @out_key: (out caller-allocates): what the register has to have of its owner's key
 * @error: %MADO_HANDOVER_ERROR_KEY; or why the file cannot be read
 *
 * Returns: whether there is one
 */
gboolean
mado_personal_key_read_public (const char *profile, MadoPublicKey *out_key, GError **error)
{
  g_autoptr (GBytes) text = load (profile, error);

  return text != NULL && mado_packet_key_read_public (text, out_key, error);
}

/**
 * mado_personal_key_unlock:
 * @profile: where the profile is
 * @password: with which its owner signs in
 * @error: %MADO_HANDOVER_ERROR_KEY; %MADO_PACKET_ERROR_PASSWORD; or why the file cannot be read
 *
 * Takes as long as a guess at the password should.
 *
 * Returns: (transfer full) (nullable): the key
 */
MadoSigningKey *
mado_personal_key_unlock (const char *profile, const MadoSecret *password, GError **error)
{
  g_autoptr (GBytes) text = load (profile, error);

  return text != NULL ? mado_packet_key_unlock (text, password, error) : NULL;
}
