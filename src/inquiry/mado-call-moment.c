/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads what was typed into a day and a time of it. What is not certain is nothing: a promise is kept to the letter. */

#include "mado-call-moment.h"

#include <stdio.h>
#include <string.h>

#include "mado-date-text.h"
#include "mado-fold.h"
#include "mado-instant.h"

/* 6/10 and 6月10日 are the next such day. */
static MadoDate
read_day_of_year (const char *text, MadoDate today)
{
  int month = 0, day = 0, length = 0;
  MadoDate date;

  if ((sscanf (text, "%2d/%2d%n", &month, &day, &length) != 2 || text[length] != '\0') &&
      (sscanf (text, "%2d月%2d日%n", &month, &day, &length) != 2 || text[length] != '\0'))
    return MADO_DATE_NONE;
  date = (MadoDate) { today.year, month, day };
  if (!mado_date_is_valid (date) || mado_date_compare (date, today) < 0)
    date.year++;

  return mado_date_is_valid (date) ? date : MADO_DATE_NONE;
}

/**
 * mado_call_moment_read_day:
 * @typed: what was typed
 * @today: the day
 *
 * Returns: the day that is meant, %MADO_DATE_NONE where that is not certain
 */
MadoDate
mado_call_moment_read_day (const char *typed, MadoDate today)
{
  g_autofree char *text = mado_fold_width (typed);
  MadoDate date = read_day_of_year (g_strstrip (text), today);

  if (mado_date_is_valid (date) || mado_date_text_parse (text, &date) == MADO_DATE_TEXT_OK)
    return date;

  return MADO_DATE_NONE;
}

/**
 * mado_call_moment_read_time:
 * @typed: what was typed: 15:30, 1530, 15時30分, 15時
 *
 * Returns: minutes since midnight, %MADO_CALL_TIME_NONE where that is no time
 */
int
mado_call_moment_read_time (const char *typed)
{
  g_autofree char *text = mado_fold_width (typed);
  int hour = -1, minute = 0, length = 0;

  g_strstrip (text);
  if (!(sscanf (text, "%2d:%2d%n", &hour, &minute, &length) == 2 && text[length] == '\0') &&
      !(sscanf (text, "%2d時%2d分%n", &hour, &minute, &length) == 2 && text[length] == '\0') &&
      !(strlen (text) == 4 && sscanf (text, "%2d%2d%n", &hour, &minute, &length) == 2 && length == 4)) {
    minute = 0;
    length = 0;
    if (sscanf (text, "%2d時%n", &hour, &length) != 1 || length == 0 || text[length] != '\0')
      return MADO_CALL_TIME_NONE;
  }

  return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 ? hour * 60 + minute : MADO_CALL_TIME_NONE;
}

/**
 * mado_call_moment_join:
 * @day: a day in Japan
 * @minutes: since its midnight
 *
 * Returns: milliseconds since 1970
 */
gint64
mado_call_moment_join (MadoDate day, int minutes)
{
  g_autoptr (GTimeZone) japan = g_time_zone_new_offset (9 * 60 * 60);
  g_autoptr (GDateTime) time = g_date_time_new (japan, day.year, day.month, day.day, minutes / 60, minutes % 60, 0);

  return time != NULL ? g_date_time_to_unix (time) * 1000 : 0;
}
