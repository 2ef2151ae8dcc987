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
