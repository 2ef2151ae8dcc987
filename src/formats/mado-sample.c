/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the sample files lie. */

#include "mado-sample.h"

#include "mado-config.h"

/**
 * mado_sample_dup_path:
 * @name: a file below data/
 *
 * Returns: (transfer full): where it is: installed, or in the source tree that MADO_DATA_DIR names
 */
char *
mado_sample_dup_path (const char *name)
{
  const char *tree = g_getenv ("MADO_DATA_DIR");

  return g_build_filename (tree != NULL ? tree : MADO_DATA_DIR, name, NULL);
}
