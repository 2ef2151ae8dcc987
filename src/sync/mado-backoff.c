/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Full jitter: any moment up to a limit that doubles. */

#include "mado-backoff.h"

/**
 * mado_backoff_fail:
 * @self: a backoff
 * @chance: a random number
 *
 * Returns: how many microseconds to wait
 */
gint64
mado_backoff_fail (MadoBackoff *self, guint64 chance)
{
  gint64 limit = MADO_BACKOFF_SHORTEST;

  for (guint i = 0; i < self->n_failures && limit < MADO_BACKOFF_LONGEST; i++)
    limit = MIN (2 * limit, MADO_BACKOFF_LONGEST);
  self->n_failures++;

  return MADO_BACKOFF_SHORTEST / 2 + (gint64) (chance % (guint64) limit);
}
