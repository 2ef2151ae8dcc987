/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The error domain of the store, and how the system's errors come into it. */

#include "mado-store-error.h"

#include <errno.h>

/**
 * mado_store_error_quark:
 *
 * Returns: the domain of the errors of this layer
 */
G_DEFINE_QUARK (mado_store_error, mado_store_error)

/**
 * mado_store_error_get_name:
 * @code: a code
 *
 * Returns: (transfer none): its name for scripts, which never changes
 */
const char *
mado_store_error_get_name (MadoStoreError code)
{
  static const char *const names[] = {
    [MADO_STORE_ERROR_PASSWORD] = "password",
    [MADO_STORE_ERROR_SHARE_MISSING] = "share-missing",
    [MADO_STORE_ERROR_LEASE_OVER] = "lease-over",
    [MADO_STORE_ERROR_CLOCK] = "clock",
    [MADO_STORE_ERROR_KEY_DAMAGED] = "key-damaged",
    [MADO_STORE_ERROR_OTHER_PROFILE] = "other-profile",
    [MADO_STORE_ERROR_PROGRAMME] = "programme",
    [MADO_STORE_ERROR_NEWER] = "newer",
    [MADO_STORE_ERROR_NOT_A_DATABASE] = "not-a-database",
    [MADO_STORE_ERROR_DAMAGED] = "damaged",
    [MADO_STORE_ERROR_MISSING] = "missing",
    [MADO_STORE_ERROR_EXISTS] = "exists",
    [MADO_STORE_ERROR_IN_USE] = "in-use",
    [MADO_STORE_ERROR_FULL] = "full",
    [MADO_STORE_ERROR_READ_ONLY] = "read-only",
    [MADO_STORE_ERROR_IO] = "io",
    [MADO_STORE_ERROR_CONSTRAINT] = "constraint",
    [MADO_STORE_ERROR_TOO_LONG] = "too-long",
    [MADO_STORE_ERROR_CHAIN] = "chain",
    [MADO_STORE_ERROR_ERASED] = "erased",
    [MADO_STORE_ERROR_TOO_LATE] = "too-late",
    [MADO_STORE_ERROR_FAILED] = "failed",
  };

  return names[code];
}

static MadoStoreError
classify_errno (int code)
{
  switch (code) {
  case ENOENT:
    return MADO_STORE_ERROR_MISSING;
  case EEXIST:
    return MADO_STORE_ERROR_EXISTS;
  case ENOSPC:
  case EDQUOT:
  case EFBIG:
    return MADO_STORE_ERROR_FULL;
  case EROFS:
  case EACCES:
  case EPERM:
    return MADO_STORE_ERROR_READ_ONLY;
  default:
    return MADO_STORE_ERROR_IO;
  }
}

/**
 * mado_store_error_set_errno:
 * @error: where to put it
 * @code: errno, as the failed call left it
 * @attempted: what was attempted, as in "cannot save the key"
 */
void
mado_store_error_set_errno (GError **error, int code, const char *attempted)
{
  g_set_error (error, MADO_STORE_ERROR, (int) classify_errno (code), "%s: %s", attempted, g_strerror (code));
}
