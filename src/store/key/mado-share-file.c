/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads and draws the terminal's share. */

#include "mado-share-file.h"

#include <string.h>

#include "mado-durable-file.h"

/**
 * mado_share_file_load:
 * @path: a file
 * @error: what reading failed with
 *
 * Returns: (transfer full) (nullable): what is in it; whether that is a share shows when it opens something
 */
MadoSecret *
mado_share_file_load (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = mado_durable_file_load (path, MADO_KEY_SHARE_SIZE, error);
  MadoSecret *share;

  if (bytes == NULL)
    return NULL;
  share = mado_secret_new (g_bytes_get_size (bytes));
  memcpy (mado_secret_get_bytes (share), g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return share;
}

/**
 * mado_share_file_create:
 * @path: a file that is not there yet
 * @error: %MADO_STORE_ERROR_EXISTS, or what writing failed with
 *
 * Returns: (transfer full) (nullable): a new share, which is on the disk
 */
MadoSecret *
mado_share_file_create (const char *path, GError **error)
{
  g_autoptr (MadoSecret) share = mado_secret_new_random (MADO_KEY_SHARE_SIZE);
  g_autoptr (GBytes) bytes = g_bytes_new (mado_secret_get_bytes (share), MADO_KEY_SHARE_SIZE);

  return mado_durable_file_save (path, bytes, MADO_DURABLE_FILE_NEW, error) ? g_steal_pointer (&share) : NULL;
}
