/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dates of a pregnancy, counted as midwives count: 280 days, ten months of four weeks. */

#include "mado-gestation.h"

#define DURATION 280
#define LAST_MONTH 10

/**
 * mado_gestation_get_due_date:
 * @last_period: the first day of the last period, a valid date
 *
 * Returns: 出産予定日; %MADO_DATE_NONE past the year 9999
 */
MadoDate
mado_gestation_get_due_date (MadoDate last_period)
{
  return mado_date_add_days (last_period, DURATION);
}

/**
 * mado_gestation_get_eight_weeks_before:
 * @due_date: 出産予定日, a valid date
 *
 * Returns: 出産予定日の8週間前の日; %MADO_DATE_NONE before the year 1
 */
MadoDate
mado_gestation_get_eight_weeks_before (MadoDate due_date)
{
  return mado_date_add_days (due_date, -8 * 7);
}

/**
 * mado_gestation_on:
 * @due_date: 出産予定日, a valid date
 * @day: a valid date
 *
 * Past the due date the weeks go on and the month stays the tenth.
 *
 * Returns: how far the pregnancy is on the day
 */
MadoGestation
mado_gestation_on (MadoDate due_date, MadoDate day)
{
  const int elapsed = DURATION + mado_date_days_between (due_date, day);

  if (elapsed < 0)
    return (MadoGestation) { 0 };

  return (MadoGestation) { elapsed / 7, elapsed % 7, MIN (elapsed / 28 + 1, LAST_MONTH) };
}

/**
 * mado_gestation_format:
 * @self: how far a pregnancy is
 *
 * Returns: (transfer full) (nullable): "10か月"; from 40 weeks on, which no month names, "40週"; %NULL before the
 * pregnancy
 */
char *
mado_gestation_format (MadoGestation self)
{
  if (self.month == 0)
    return NULL;

  return self.weeks < DURATION / 7 ? g_strdup_printf ("%dか月", self.month) : g_strdup_printf ("%d週", self.weeks);
}
