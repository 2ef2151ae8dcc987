/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The term of what a programme says is kept. A year of documents ends with the fiscal year, whenever in it they ended.
 */

#include "mado-retention.h"

#include <string.h>

#include "mado-fiscal-year.h"

static MadoDate
add (const MadoDuration *keep, MadoDate day)
{
  if (strcmp (keep->unit, "years") == 0)
    return mado_date_add_months (day, 12 * (int) keep->count);

  return strcmp (keep->unit, "months") == 0 ? mado_date_add_months (day, (int) keep->count)
                                            : mado_date_add_days (day, (int) keep->count);
}

/**
 * mado_retention_find_end:
 * @self: how long something is kept
 * @since: a valid day: on which that happened after which it is kept
 *
 * Returns: the last day of the term; none where the calendar has no such day
 */
MadoDate
mado_retention_find_end (const MadoRetention *self, MadoDate since)
{
  MadoDate from = g_str_has_prefix (self->after, "end of fiscal year")
                      ? mado_fiscal_year_get_end (mado_fiscal_year_find (since))
                      : since;

  return mado_date_is_valid (from) ? add (&self->keep, from) : MADO_DATE_NONE;
}
