/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The days on which banks and ward offices work. */

#include "mado-calendar.h"

#include "mado-holiday.h"

/**
 * mado_calendar_is_open:
 * @calendar: whose days
 * @date: a valid date
 *
 * Returns: whether they work on that day
 */
gboolean
mado_calendar_is_open (MadoCalendar calendar, MadoDate date)
{
  const int weekday = mado_date_get_weekday (date);
  const int last_open_day_of_year = calendar == MADO_CALENDAR_BANK ? 30 : 28;

  if (weekday == 0 || weekday == 6)
    return FALSE;
  if ((date.month == 1 && date.day <= 3) || (date.month == 12 && date.day > last_open_day_of_year))
    return FALSE;

  return !mado_holiday_is (date);
}

/* The first open day from @date on, in steps of 1 or -1. */
static MadoDate
roll (MadoCalendar calendar, MadoDate date, int step)
{
  while (mado_date_is_valid (date) && !mado_calendar_is_open (calendar, date))
    date = mado_date_add_days (date, step);

  return date;
}

/**
 * mado_calendar_roll_next:
 * @calendar: whose days
 * @date: a date
 *
 * Returns: the day itself where it is open, else the next open day; %MADO_DATE_NONE past the year 9999
 */
MadoDate
mado_calendar_roll_next (MadoCalendar calendar, MadoDate date)
{
  return roll (calendar, date, 1);
}

/**
 * mado_calendar_roll_previous:
 * @calendar: whose days
 * @date: a date
 *
 * Returns: the day itself where it is open, else the open day before; %MADO_DATE_NONE before the year 1
 */
MadoDate
mado_calendar_roll_previous (MadoCalendar calendar, MadoDate date)
{
  return roll (calendar, date, -1);
}

/**
 * mado_calendar_add_days:
 * @calendar: whose days
 * @date: a date, open or not
 * @days: how many open days to go; backward where negative
 *
 * Returns: the open day so many open days after @date, @date itself for 0; %MADO_DATE_NONE outside the years 1 … 9999
 */
MadoDate
mado_calendar_add_days (MadoCalendar calendar, MadoDate date, int days)
{
  const int step = days < 0 ? -1 : 1;

  for (; days != 0 && mado_date_is_valid (date); days -= step)
    date = roll (calendar, mado_date_add_days (date, step), step);

  return date;
}
