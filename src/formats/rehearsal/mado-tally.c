/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counts by subject and detail. There are as many as a programme has checks, items or codes, so a list will do. */

#include "mado-tally.h"

#include <string.h>

static void
free_tally (MadoTally *tally)
{
  g_free (tally->subject);
  g_free (tally->detail);
  g_ptr_array_unref (tally->places);
  g_free (tally);
}

/**
 * mado_tallies_new:
 *
 * Returns: (transfer full) (element-type MadoTally): none
 */
GPtrArray *
mado_tallies_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) free_tally);
}

static MadoTally *
ensure_tally (GPtrArray *self, const char *subject, const char *detail)
{
  for (guint i = 0; i < self->len; i++) {
    MadoTally *tally = g_ptr_array_index (self, i);

    if (strcmp (tally->subject, subject) == 0 && strcmp (tally->detail, detail) == 0)
      return tally;
  }

  MadoTally *tally = g_new0 (MadoTally, 1);

  tally->subject = g_strdup (subject);
  tally->detail = g_strdup (detail);
  tally->places = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self, tally);

  return tally;
}

/**
 * mado_tallies_count:
 * @self: (element-type MadoTally): tallies
 * @subject: what is counted
 * @detail: in which way; "" where there is but one
 * @yen: what it comes to
 * @place: where it is
 */
void
mado_tallies_count (GPtrArray *self, const char *subject, const char *detail, gint64 yen, const char *place)
{
  MadoTally *tally = ensure_tally (self, subject, detail);

  tally->count++;
  tally->yen += yen;
  if (tally->places->len < MADO_TALLY_MAX_PLACES)
    g_ptr_array_add (tally->places, g_strdup (place));
}
