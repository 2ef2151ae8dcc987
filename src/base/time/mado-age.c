/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ages: the one that the law counts (a year is complete at the end of the day before the birthday), and the one that
 * people say and that is printed. */

#include "mado-age.h"

#include "mado-fiscal-year.h"
#include "mado-term.h"

/**
 * mado_age_get_day_attained:
 * @birth: a valid date
 * @age: at least 1
 *
 * Returns: the day at whose end the age is reached, for the day of birth counts; %MADO_DATE_NONE past the year 9999
 */
MadoDate
mado_age_get_day_attained (MadoDate birth, int age)
{
  return mado_term_end_from (birth, age * 12);
}

/**
 * mado_age_get_fiscal_year_end:
 * @birth: a valid date
 * @age: at least 1
 *
 * Returns: 満n歳に達する年度の末日, the last day of the fiscal year in which the age is reached; %MADO_DATE_NONE past
 * the year 9999
 */
MadoDate
mado_age_get_fiscal_year_end (MadoDate birth, int age)
{
  const MadoDate attained = mado_age_get_day_attained (birth, age);

  return mado_date_is_valid (attained) ? mado_fiscal_year_get_end (mado_fiscal_year_find (attained)) : MADO_DATE_NONE;
}

/**
 * mado_age_get_by_birthday:
 * @birth: a valid date
 * @on: a valid date
 *
 * Born on 29 February, the birthday of other years is 1 March: the year is complete at the end of 28 February.
 *
 * Returns: the age to print, which goes up on the birthday; %MADO_AGE_NOT_BORN before birth
 */
int
mado_age_get_by_birthday (MadoDate birth, MadoDate on)
{
  const gboolean before_birthday = on.month < birth.month || (on.month == birth.month && on.day < birth.day);

  if (mado_date_compare (on, birth) < 0)
    return MADO_AGE_NOT_BORN;

  return on.year - birth.year - (before_birthday ? 1 : 0);
}

/**
 * mado_age_get_legal:
 * @birth: a valid date
 * @on: a valid date before 9999-12-31
 *
 * Returns: the age that is reached by the end of the day; %MADO_AGE_NOT_BORN before birth
 */
int
mado_age_get_legal (MadoDate birth, MadoDate on)
{
  if (mado_date_compare (on, birth) < 0)
    return MADO_AGE_NOT_BORN;

  return mado_age_get_by_birthday (birth, mado_date_add_days (on, 1));
}
