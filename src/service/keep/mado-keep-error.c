/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The domain of errors of saving and restoring. */

#include "mado-keep-error.h"

G_DEFINE_QUARK (mado - keep - error - quark, mado_keep_error)

/**
 * mado_keep_error_get_name:
 * @code: a code
 *
 * Returns: (transfer none): its name, for scripts
 */
const char *
mado_keep_error_get_name (MadoKeepError code)
{
  static const char *const names[] = {
    "key", "damaged", "newer", "gap", "nothing", "erasures", "not-empty", "differs"
  };

  return names[code];
}
