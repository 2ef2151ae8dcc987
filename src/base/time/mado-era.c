/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Japanese eras, and days written in them. Which eras there are stands in data/tables/eras.tsv. */

#include "mado-era.h"

#include "mado-tables.h"

/* Until the end of 明治5年 months followed the moon: only from the next day on do month and day of an era date and of
 * the Gregorian calendar agree. Earlier days keep their Gregorian name here, for any other would be the wrong day. */
static const MadoDate first_gregorian_day = { 1873, 1, 1 };

/* Codes have two digits for the year, and no era has come near that: later days keep their Gregorian name, too. */
#define LAST_YEAR 99

static void
clear_era (gpointer era)
{
  g_free (((MadoEra *) era)->name);
}

static gpointer
load_eras (gpointer nothing)
{
  GArray *eras = g_array_new (FALSE, FALSE, sizeof (MadoEra));
  MadoTsv rows;

  g_array_set_clear_func (eras, clear_era);
  mado_tables_open ("eras.tsv", &rows);
  for (GStrv row; (row = mado_tsv_next (&rows)) != NULL; g_strfreev (row)) {
    g_assert (g_strv_length (row) == 5);
    const MadoEra era = {
      .name = g_strdup (row[0]),
      .letter = row[1][0],
      .code = row[2][0] - '0',
      .sign = g_utf8_get_char (row[3]),
      .first_day = mado_date_from_iso (row[4]),
    };

    g_assert (mado_date_is_valid (era.first_day));
    g_array_append_val (eras, era);
  }

  return eras;
}

/**
 * mado_era_get:
 * @index: from 0, the newest
 *
 * Returns: (transfer none) (nullable): the era, %NULL past the oldest
 */
const MadoEra *
mado_era_get (guint index)
{
  static GOnce once = G_ONCE_INIT;
  const GArray *eras = g_once (&once, load_eras, NULL);

  return index < eras->len ? &g_array_index (eras, MadoEra, index) : NULL;
}

/**
 * mado_era_get_year:
 * @self: an era
 * @date: a valid date
 *
 * Returns: the year of the era that the date would be in, whether or not the era lasted so long
 */
int
mado_era_get_year (const MadoEra *self, MadoDate date)
{
  return date.year - self->first_day.year + 1;
}

/**
 * mado_era_find:
 * @date: a date
 *
 * Returns: (transfer none) (nullable): the era that names the day; %NULL for no date, for days before 1873, whose era
 *   dates followed the moon, and for days more than 99 years into the newest era
 */
const MadoEra *
mado_era_find (MadoDate date)
{
  const MadoEra *era;

  if (!mado_date_is_valid (date) || mado_date_compare (date, first_gregorian_day) < 0)
    return NULL;
  for (guint i = 0; (era = mado_era_get (i)) != NULL; i++)
    if (mado_date_compare (date, era->first_day) >= 0)
      return mado_era_get_year (era, date) <= LAST_YEAR ? era : NULL;

  return NULL;
}

/**
 * mado_era_format_year:
 * @date: a date
 *
 * Returns: (transfer full) (nullable): "令和7年", the first year as "令和元年"; the year of a day that no era names as
 *   "1872年"; %NULL for no date
 */
char *
mado_era_format_year (MadoDate date)
{
  const MadoEra *era = mado_era_find (date);

  if (!mado_date_is_valid (date))
    return NULL;
  if (era == NULL)
    return g_strdup_printf ("%04d年", date.year);
  if (mado_era_get_year (era, date) == 1)
    return g_strdup_printf ("%s元年", era->name);

  return g_strdup_printf ("%s%d年", era->name, mado_era_get_year (era, date));
}

/**
 * mado_era_format:
 * @date: a date
 *
 * Returns: (transfer full) (nullable): "令和7年4月1日", the first year as 元年; a day that no era names as
 *   "1872年4月1日"; %NULL for no date
 */
char *
mado_era_format (MadoDate date)
{
  g_autofree char *year = mado_era_format_year (date);

  return year != NULL ? g_strdup_printf ("%s%d月%d日", year, date.month, date.day) : NULL;
}

/**
 * mado_era_format_short:
 * @date: a date
 *
 * Returns: (transfer full) (nullable): "R7.4.1", for tight columns; a day that no era names as "1872.4.1"; %NULL for no
 *   date
 */
char *
mado_era_format_short (MadoDate date)
{
  const MadoEra *era = mado_era_find (date);

  if (!mado_date_is_valid (date))
    return NULL;
  if (era == NULL)
    return g_strdup_printf ("%04d.%d.%d", date.year, date.month, date.day);

  return g_strdup_printf ("%c%d.%d.%d", era->letter, mado_era_get_year (era, date), date.month, date.day);
}

/**
 * mado_era_format_code:
 * @date: a date
 *
 * Returns: (transfer full) (nullable): "5070401", the seven digits of ledgers; %NULL for a day that no era names
 */
char *
mado_era_format_code (MadoDate date)
{
  const MadoEra *era = mado_era_find (date);

  return era != NULL
             ? g_strdup_printf ("%d%02d%02d%02d", era->code, mado_era_get_year (era, date), date.month, date.day)
             : NULL;
}
