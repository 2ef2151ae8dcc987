/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Periods in months and years by the Civil Code: Article 140 says which day is the first, Article 143 which is the
 * last. */

#include "mado-term.h"

#include "mado-calendar.h"

/**
 * mado_term_end_from:
 * @first_day: the first day, which counts
 * @months: at least 1; twelve a year
 *
 * Returns: the last day of the period: the day before the corresponding day, or the month's last where it has no such
 *   day; %MADO_DATE_NONE past the year 9999
 */
MadoDate
mado_term_end_from (MadoDate first_day, int months)
{
  const MadoDate corresponding = mado_date_add_months (first_day, months);

  if (corresponding.day != first_day.day)
    return corresponding;

  return mado_date_add_days (corresponding, -1);
}

/**
 * mado_term_end_after:
 * @event: the day of the event that starts the period, which does not count
 * @months: at least 1; twelve a year
 *
 * Returns: the last day of the period; %MADO_DATE_NONE past the year 9999
 */
MadoDate
mado_term_end_after (MadoDate event, int months)
{
  const MadoDate first_day = mado_date_add_days (event, 1);

  return mado_date_is_valid (first_day) ? mado_term_end_from (first_day, months) : MADO_DATE_NONE;
}

/**
 * mado_term_appeal_deadline:
 * @known: the day on which the person learned of the disposition
 * @months: 3 for a request for review, 6 for a suit; 12 from the disposition itself
 *
 * Where the period ends on a day on which offices and courts are closed, the next working day is in time: Article 142
 * of the Civil Code and Article 95 of the Code of Civil Procedure name the same days.
 *
 * Returns: the last day in time; %MADO_DATE_NONE past the year 9999
 */
MadoDate
mado_term_appeal_deadline (MadoDate known, int months)
{
  return mado_calendar_roll_next (MADO_CALENDAR_WARD, mado_term_end_after (known, months));
}
