/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The fiscal year (年度), named by the year in which it begins on 1 April. */

#include "mado-fiscal-year.h"

#include "mado-era.h"

/**
 * mado_fiscal_year_find:
 * @date: a valid date
 *
 * Returns: the fiscal year that contains the day
 */
int
mado_fiscal_year_find (MadoDate date)
{
  return date.month >= 4 ? date.year : date.year - 1;
}

/**
 * mado_fiscal_year_get_end:
 * @year: a fiscal year
 *
 * Returns: its last day; %MADO_DATE_NONE outside the years 1 … 9999
 */
MadoDate
mado_fiscal_year_get_end (int year)
{
  const MadoDate end = { year + 1, 3, 31 };

  return mado_date_is_valid (end) ? end : MADO_DATE_NONE;
}

/**
 * mado_fiscal_year_format:
 * @year: a fiscal year from 1 to 9999
 *
 * A year in which the era changes has the new era's name as a whole, as the government ruled for 令和元年度: the name
 * is that of its December.
 *
 * Returns: (transfer full): "令和7年度"; a year that no era names as "1872年度"
 */
char *
mado_fiscal_year_format (int year)
{
  g_autofree char *name = mado_era_format_year ((MadoDate) { year, 12, 31 });

  return g_strconcat (name, "度", NULL);
}
