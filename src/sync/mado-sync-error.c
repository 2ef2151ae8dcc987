/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The faults of what is asked for over the line. */

#include "mado-sync-error.h"

G_DEFINE_QUARK (mado - sync - error - quark, mado_sync_error)

/**
 * mado_sync_error_get_name:
 * @self: a code
 *
 * Returns: (transfer none): its word, which never changes
 */
const char *
mado_sync_error_get_name (MadoSyncError self)
{
  static const char *const names[] = {
    [MADO_SYNC_ERROR_NO_LINE] = "no-line",
    [MADO_SYNC_ERROR_NOT_THERE] = "not-there",
    [MADO_SYNC_ERROR_OTHER] = "other",
  };

  return names[self];
}
