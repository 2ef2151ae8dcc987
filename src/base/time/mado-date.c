/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Arithmetic on calendar days. Everything that knows a law stands elsewhere (mado-calendar, mado-term, mado-age). */

#include "mado-date.h"

#include <string.h>

/* Days since 0001-01-01 by the proleptic Gregorian calendar; the year is counted from March, so that the leap day
 * comes last and every month before it has a fixed offset. */
static int
to_ordinal (MadoDate date)
{
  int year = date.month > 2 ? date.year : date.year - 1;
  int month = (date.month + 9) % 12;

  return year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + date.day - 307;
}

static MadoDate
from_ordinal (int ordinal)
{
  int low = 1, high = 9999;
  MadoDate date = { 0, 1, 1 };

  while (low < high) { /* the last year that begins on or before the day */
    int middle = (low + high + 1) / 2;

    if (to_ordinal ((MadoDate) { middle, 1, 1 }) <= ordinal)
      low = middle;
    else
      high = middle - 1;
  }
  date.year = low;
  ordinal -= to_ordinal (date);
  while (ordinal >= mado_date_get_days_in_month (date.year, date.month))
    ordinal -= mado_date_get_days_in_month (date.year, date.month++);
  date.day = ordinal + 1;

  return date;
}

static gboolean
is_leap_year (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/**
 * mado_date_get_days_in_month:
 * @year: a year
 * @month: 1 … 12
 *
 * Returns: 28 … 31
 */
int
mado_date_get_days_in_month (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return month == 2 && is_leap_year (year) ? 29 : days[month - 1];
}

/**
 * mado_date_is_valid:
 * @date: any three numbers
 *
 * Returns: whether they name a day from year 1 to 9999
 */
gboolean
mado_date_is_valid (MadoDate date)
{
  return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
         date.day <= mado_date_get_days_in_month (date.year, date.month);
}

/**
 * mado_date_from_iso:
 * @text: (nullable): exactly "YYYY-MM-DD"
 *
 * Returns: the day, or %MADO_DATE_NONE where the text is anything else
 */
MadoDate
mado_date_from_iso (const char *text)
{
  static const char shape[] = "0000-00-00";
  MadoDate date;

  if (text == NULL)
    return MADO_DATE_NONE;
  for (gsize i = 0; i < sizeof shape; i++)
    if (shape[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != shape[i])
      return MADO_DATE_NONE;

  date.year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0');
  date.month = (text[5] - '0') * 10 + (text[6] - '0');
  date.day = (text[8] - '0') * 10 + (text[9] - '0');

  return mado_date_is_valid (date) ? date : MADO_DATE_NONE;
}

static void
put_digits (char *out, int number, int n_digits)
{
  for (int i = n_digits; i-- > 0; number /= 10)
    out[i] = (char) ('0' + number % 10);
}

/**
 * mado_date_to_iso:
 * @date: a valid date
 * @out_iso: (out): "YYYY-MM-DD"; empty for %MADO_DATE_NONE
 */
void
mado_date_to_iso (MadoDate date, char out_iso[MADO_DATE_ISO_SIZE])
{
  out_iso[0] = '\0';
  if (!mado_date_is_valid (date))
    return;

  memcpy (out_iso, "yyyy-mm-dd", MADO_DATE_ISO_SIZE);
  put_digits (out_iso, date.year, 4);
  put_digits (out_iso + 5, date.month, 2);
  put_digits (out_iso + 8, date.day, 2);
}

/**
 * mado_date_compare:
 * @a: a date
 * @b: a date
 *
 * Returns: less than, equal to or greater than 0, as @a is before, on or after @b
 */
int
mado_date_compare (MadoDate a, MadoDate b)
{
  if (a.year != b.year)
    return a.year - b.year;
  if (a.month != b.month)
    return a.month - b.month;

  return a.day - b.day;
}

/**
 * mado_date_days_between:
 * @from: a valid date
 * @to: a valid date
 *
 * Returns: the days from @from to @to; negative where @to is earlier
 */
int
mado_date_days_between (MadoDate from, MadoDate to)
{
  return to_ordinal (to) - to_ordinal (from);
}

/**
 * mado_date_add_days:
 * @date: a valid date
 * @days: may be negative
 *
 * Returns: the day so many days later, or %MADO_DATE_NONE outside the years 1 … 9999
 */
MadoDate
mado_date_add_days (MadoDate date, int days)
{
  gint64 ordinal = (gint64) to_ordinal (date) + days;

  if (ordinal < 0 || ordinal > to_ordinal ((MadoDate) { 9999, 12, 31 }))
    return MADO_DATE_NONE;

  return from_ordinal ((int) ordinal);
}

/**
 * mado_date_add_months:
 * @date: a valid date
 * @months: may be negative
 *
 * Returns: the same day of the month so many months later, or that month's last day where it has no such day;
 *   %MADO_DATE_NONE outside the years 1 … 9999
 */
MadoDate
mado_date_add_months (MadoDate date, int months)
{
  gint64 count = (gint64) date.year * 12 + date.month - 1 + months;
  MadoDate result = { (int) (count / 12), (int) (count % 12) + 1, date.day };

  if (count < 12 || result.year > 9999)
    return MADO_DATE_NONE;
  result.day = MIN (result.day, mado_date_get_days_in_month (result.year, result.month));

  return result;
}

/**
 * mado_date_get_weekday:
 * @date: a valid date
 *
 * Returns: 0 Sunday … 6 Saturday
 */
int
mado_date_get_weekday (MadoDate date)
{
  return (to_ordinal (date) + 1) % 7; /* 0001-01-01 was a Monday */
}
