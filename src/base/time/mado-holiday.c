/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Public holidays from 1989 on, by the Act on National Holidays. Which days it names in which years stands in
 * data/tables/holidays.tsv; the rules that fill the gaps between them stand here. */

#include "mado-holiday.h"

#include <string.h>

#include "mado-tables.h"

typedef enum { FIXED_DAY, NTH_MONDAY, EQUINOX } Rule;

typedef struct {
  char *name;
  Rule rule;
  int month;
  int number; /* the day of the month, or which Monday */
  int from_year;
  int to_year;
} NamedDay;

static void
clear_named_day (gpointer named_day)
{
  g_free (((NamedDay *) named_day)->name);
}

static int
read_number (const char *text)
{
  return (int) g_ascii_strtoll (text, NULL, 10);
}

static NamedDay
read_named_day (GStrv row)
{
  g_assert (g_strv_length (row) == 4 && strlen (row[1]) >= 5);
  const char *day = row[1] + 3;
  const gboolean is_monday = g_str_has_prefix (day, "mon");

  return (NamedDay) {
    .name = g_strdup (row[0]),
    .rule = is_monday                      ? NTH_MONDAY
            : g_str_equal (day, "equinox") ? EQUINOX
                                           : FIXED_DAY,
    .month = read_number (row[1]),
    .number = read_number (is_monday ? day + strlen ("mon") : day),
    .from_year = read_number (row[2]),
    .to_year = read_number (row[3]),
  };
}

static gpointer
load_named_days (gpointer nothing)
{
  GArray *named_days = g_array_new (FALSE, FALSE, sizeof (NamedDay));
  MadoTsv rows;

  g_array_set_clear_func (named_days, clear_named_day);
  mado_tables_open ("holidays.tsv", &rows);
  for (GStrv row; (row = mado_tsv_next (&rows)) != NULL; g_strfreev (row)) {
    const NamedDay named_day = read_named_day (row);

    g_array_append_val (named_days, named_day);
  }

  return named_days;
}

/* The sun's mean motion, in millionths of a day from the equinox of 1980; it gives the right day until 2099. */
static int
find_equinox (int year, int month)
{
  const int first = month == 3 ? 20843100 : 23248800;

  return (first + 242194 * (year - 1980)) / 1000000 - (year - 1980) / 4;
}

static gboolean
falls_on (const NamedDay *named_day, MadoDate date)
{
  if (date.month != named_day->month || date.year < named_day->from_year || date.year > named_day->to_year)
    return FALSE;

  switch (named_day->rule) {
  case NTH_MONDAY:
    return mado_date_get_weekday (date) == 1 && (date.day + 6) / 7 == named_day->number;
  case EQUINOX:
    return date.day == find_equinox (date.year, date.month);
  case FIXED_DAY:
  default:
    return date.day == named_day->number;
  }
}

/* The name that a law gives to the day, NULL where none does. */
static const char *
find_law_name (MadoDate date)
{
  static GOnce once = G_ONCE_INIT;
  const GArray *named_days = g_once (&once, load_named_days, NULL);

  for (guint i = 0; i < named_days->len; i++) {
    const NamedDay *named_day = &g_array_index (named_days, NamedDay, i);

    if (falls_on (named_day, date))
      return named_day->name;
  }

  return NULL;
}

/* Article 3 (2): a holiday on a Sunday moves to the next day that no law names. It bears the name of the day before it,
 * whichever of the days in a row was the Sunday. Returns that name, or NULL where nothing moved to this unnamed day. */
static const char *
find_moved_name (MadoDate date)
{
  const MadoDate yesterday = mado_date_add_days (date, -1);

  for (date = yesterday; find_law_name (date) != NULL; date = mado_date_add_days (date, -1))
    if (mado_date_get_weekday (date) == 0)
      return find_law_name (yesterday);

  return NULL;
}

/* Article 3 (3): an unnamed day between two holidays; it never was one on a Sunday. */
static gboolean
is_between_holidays (MadoDate date)
{
  return mado_date_get_weekday (date) != 0 && find_law_name (mado_date_add_days (date, -1)) != NULL &&
         find_law_name (mado_date_add_days (date, 1)) != NULL;
}

/**
 * mado_holiday_dup_name:
 * @date: a valid date
 *
 * Returns: (transfer full) (nullable): "元日", "こどもの日 振替休日", "休日" for a day between two holidays; %NULL for
 * any other day and before 1989
 */
char *
mado_holiday_dup_name (MadoDate date)
{
  const char *name = find_law_name (date);

  if (name != NULL)
    return g_strdup (name);
  if ((name = find_moved_name (date)) != NULL)
    return g_strconcat (name, " 振替休日", NULL);

  return is_between_holidays (date) ? g_strdup ("休日") : NULL;
}

/**
 * mado_holiday_is:
 * @date: a valid date
 *
 * Returns: whether the day is a public holiday
 */
gboolean
mado_holiday_is (MadoDate date)
{
  return find_law_name (date) != NULL || find_moved_name (date) != NULL || is_between_holidays (date);
}
