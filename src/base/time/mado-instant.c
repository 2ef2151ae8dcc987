/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Moments in UTC, and the day that the calendar in Japan shows at one. A moment is one 64-bit number in a type of its
 * own: it copies, compares and is stored as a number, holds what the clock gives without rounding, and cannot be
 * mistaken for a duration or for milliseconds; a GDateTime would be an object that drags a zone along. */

#include "mado-instant.h"

#define SECOND G_GINT64_CONSTANT (1000000)
#define DAY (24 * 60 * 60 * SECOND)
#define JAPANESE_OFFSET (9 * 60 * 60 * SECOND) /* all year round: Japan has no summer time */

static const MadoDate epoch = { 1970, 1, 1 };

/* The whole days since the epoch, rounded down, and the microseconds into the last one. */
static int
split_day (gint64 microseconds, gint64 *out_rest)
{
  gint64 days = microseconds / DAY;

  if (microseconds % DAY < 0)
    days--;
  *out_rest = microseconds - days * DAY;

  return (int) days; /* 64 bits of microseconds are 107 million days */
}

/**
 * mado_instant_now:
 *
 * The one place where this layer reads the clock.
 *
 * Returns: what the system's clock shows
 */
MadoInstant
mado_instant_now (void)
{
  return (MadoInstant) { g_get_real_time () };
}

/**
 * mado_instant_is_valid:
 * @self: an instant
 *
 * Returns: whether it lies in the years 1 to 9999 in UTC, those that a text can show
 */
gboolean
mado_instant_is_valid (MadoInstant self)
{
  const gint64 first = mado_date_days_between (epoch, (MadoDate) { 1, 1, 1 }) * DAY;
  const gint64 end = mado_date_days_between (epoch, (MadoDate) { 9999, 12, 31 }) * DAY + DAY;

  return self.microseconds >= first && self.microseconds < end;
}

/* The number in @text between @begin and @end, which are digits. */
static gint64
read_digits (const char *text, int begin, int end)
{
  gint64 value = 0;

  for (int i = begin; i < end; i++)
    value = value * 10 + (text[i] - '0');

  return value;
}

/**
 * mado_instant_from_iso:
 * @text: (nullable): exactly "YYYY-MM-DDTHH:MM:SS.ffffffZ", as mado_instant_to_iso() writes it
 *
 * One instant has one text, so that texts sort and compare like the instants. There is no second 60.
 *
 * Returns: the instant, or %MADO_INSTANT_NONE where the text is anything else
 */
MadoInstant
mado_instant_from_iso (const char *text)
{
  static const char shape[] = "0000-00-00T00:00:00.000000Z";
  char day[MADO_DATE_ISO_SIZE];

  if (text == NULL)
    return MADO_INSTANT_NONE;
  for (gsize i = 0; i < sizeof shape; i++)
    if (shape[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != shape[i])
      return MADO_INSTANT_NONE;

  g_strlcpy (day, text, sizeof day);
  const MadoDate date = mado_date_from_iso (day);
  const gint64 hour = read_digits (text, 11, 13), minute = read_digits (text, 14, 16);
  const gint64 second = read_digits (text, 17, 19), microseconds = read_digits (text, 20, 26);

  if (!mado_date_is_valid (date) || hour > 23 || minute > 59 || second > 59)
    return MADO_INSTANT_NONE;

  return (MadoInstant) { mado_date_days_between (epoch, date) * DAY + ((hour * 60 + minute) * 60 + second) * SECOND +
                         microseconds };
}

/**
 * mado_instant_to_iso:
 * @self: an instant
 * @out_iso: (out): "2025-04-01T04:45:10.123456Z"; empty where @self is not valid
 */
void
mado_instant_to_iso (MadoInstant self, char out_iso[MADO_INSTANT_ISO_SIZE])
{
  gint64 rest;
  char day[MADO_DATE_ISO_SIZE];

  out_iso[0] = '\0';
  if (!mado_instant_is_valid (self))
    return;

  mado_date_to_iso (mado_date_add_days (epoch, split_day (self.microseconds, &rest)), day);
  const int seconds = (int) (rest / SECOND), microseconds = (int) (rest % SECOND);
  g_snprintf (out_iso, MADO_INSTANT_ISO_SIZE, "%sT%02d:%02d:%02d.%06dZ", day, seconds / 3600, seconds / 60 % 60,
              seconds % 60, microseconds);
}

/**
 * mado_instant_get_japanese_day:
 * @self: an instant
 *
 * Returns: the day that it is in Japan then; %MADO_DATE_NONE where @self is not valid, or past the year 9999
 */
MadoDate
mado_instant_get_japanese_day (MadoInstant self)
{
  gint64 time_of_day;

  if (!mado_instant_is_valid (self))
    return MADO_DATE_NONE;

  return mado_date_add_days (epoch, split_day (self.microseconds + JAPANESE_OFFSET, &time_of_day));
}

/**
 * mado_instant_get_japanese_hour:
 * @self: an instant that is valid
 *
 * Returns: what the clock shows in Japan then, 0 to 23
 */
int
mado_instant_get_japanese_hour (MadoInstant self)
{
  gint64 time_of_day;

  split_day (self.microseconds + JAPANESE_OFFSET, &time_of_day);

  return (int) (time_of_day / SECOND / 3600);
}
