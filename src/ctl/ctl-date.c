/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl date …`: dates, ages, business days, periods and pregnancies. */

#include <string.h>

#include "mado-age.h"
#include "mado-calendar.h"
#include "mado-ctl.h"
#include "mado-date-text.h"
#include "mado-era.h"
#include "mado-fiscal-year.h"
#include "mado-gestation.h"
#include "mado-holiday.h"
#include "mado-term.h"

static void
answer_day (MadoCtlCall *call, const char *key, MadoDate date)
{
  char iso[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (date, iso);
  mado_ctl_answer_string (call, key, iso);
}

static MadoCtlStatus
run_parse (MadoCtlCall *call)
{
  MadoDate date;
  MadoDateTextCode code = mado_date_text_parse (mado_ctl_get_argument (call, 0), &date);
  g_autofree char *wareki = mado_era_format (date);

  answer_day (call, "iso", date);
  mado_ctl_answer_string (call, "code", mado_date_text_code_get_name (code));
  mado_ctl_answer_string (call, "wareki", wareki);

  return code == MADO_DATE_TEXT_OK ? MADO_CTL_OK : MADO_CTL_REFUSED;
}

/* --- age ---------------------------------------------------------------------------------------------------------- */

static void
answer_age (MadoCtlCall *call, const char *key, int age)
{
  g_autofree char *text = age != MADO_AGE_NOT_BORN ? g_strdup_printf ("%d", age) : NULL;

  mado_ctl_answer_string (call, key, text);
}

static MadoCtlStatus
run_age (MadoCtlCall *call)
{
  const MadoDate year_begins = { 2025, 4, 1 }, year_ends = { 2026, 3, 31 };
  MadoDate birth;
  MadoDateTextCode code = mado_date_text_parse (mado_ctl_get_argument (call, 0), &birth);

  if (code != MADO_DATE_TEXT_OK)
    return mado_ctl_refuse (call, "the date of birth cannot be read: %s", mado_date_text_code_get_name (code));

  answer_day (call, "attains_6_on", mado_age_get_day_attained (birth, 6));
  answer_day (call, "last_eligible_day_seed003", mado_age_get_fiscal_year_end (birth, 6));
  answer_day (call, "attains_18_on", mado_age_get_day_attained (birth, 18));
  answer_day (call, "fy_end_18", mado_age_get_fiscal_year_end (birth, 18));
  answer_age (call, "legal_age_2025-04-01", mado_age_get_legal (birth, year_begins));
  answer_age (call, "legal_age_2026-03-31", mado_age_get_legal (birth, year_ends));
  answer_age (call, "birthday_age_2026-03-31", mado_age_get_by_birthday (birth, year_ends));

  return MADO_CTL_OK;
}

/* --- business: one question about a day, answered in one text ------------------------------------------------------
 */

typedef struct {
  MadoDate date;
  int number;   /* of a question that takes one */
  MadoDate day; /* of a question that takes another day */
} Question;

static char *
show_day (MadoDate date)
{
  char iso[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (date, iso);

  return mado_date_is_valid (date) ? g_strdup (iso) : NULL;
}

static char *
show_flag (gboolean flag)
{
  return g_strdup (flag ? "1" : "0");
}

static char *
add_months (const Question *question)
{
  return show_day (mado_date_add_months (question->date, question->number));
}

static char *
find_appeal_deadline (const Question *question)
{
  return show_day (mado_term_end_after (question->date, question->number));
}

static char *
find_appeal_deadline_rolled (const Question *question)
{
  return show_day (mado_term_appeal_deadline (question->date, question->number));
}

static char *
add_bank_days (const Question *question)
{
  return show_day (mado_calendar_add_days (MADO_CALENDAR_BANK, question->date, question->number));
}

static char *
is_bank_day (const Question *question)
{
  return show_flag (mado_calendar_is_open (MADO_CALENDAR_BANK, question->date));
}

static char *
roll_to_next_bank_day (const Question *question)
{
  return show_day (mado_calendar_roll_next (MADO_CALENDAR_BANK, question->date));
}

static char *
roll_to_previous_bank_day (const Question *question)
{
  return show_day (mado_calendar_roll_previous (MADO_CALENDAR_BANK, question->date));
}

static char *
find_due_date (const Question *question)
{
  return show_day (mado_gestation_get_due_date (question->date));
}

static char *
find_eight_weeks_before (const Question *question)
{
  return show_day (mado_gestation_get_eight_weeks_before (question->date));
}

static char *
find_fiscal_year (const Question *question)
{
  return g_strdup_printf ("%d", mado_fiscal_year_find (question->date));
}

static char *
find_fiscal_year_end (const Question *question)
{
  return show_day (mado_fiscal_year_get_end (mado_fiscal_year_find (question->date)));
}

static char *
name_fiscal_year (const Question *question)
{
  return mado_fiscal_year_format (mado_fiscal_year_find (question->date));
}

static char *
find_gestation (const Question *question)
{
  MadoGestation gestation = mado_gestation_on (question->date, question->day);

  if (gestation.month == 0)
    return NULL;

  return g_strdup_printf ("%d weeks %d days = month %d", gestation.weeks, gestation.days, gestation.month);
}

static char *
name_gestation (const Question *question)
{
  return mado_gestation_format (mado_gestation_on (question->date, question->day));
}

static char *
add_ward_days (const Question *question)
{
  return show_day (mado_calendar_add_days (MADO_CALENDAR_WARD, question->date, question->number));
}

static char *
is_ward_day (const Question *question)
{
  return show_flag (mado_calendar_is_open (MADO_CALENDAR_WARD, question->date));
}

static char *
roll_to_next_ward_day (const Question *question)
{
  return show_day (mado_calendar_roll_next (MADO_CALENDAR_WARD, question->date));
}

static char *
roll_to_previous_ward_day (const Question *question)
{
  return show_day (mado_calendar_roll_previous (MADO_CALENDAR_WARD, question->date));
}

static char *
name_holiday (const Question *question)
{
  char *name = mado_holiday_dup_name (question->date);

  return name != NULL ? name : g_strdup (""); /* an ordinary day is an answer, too */
}

static char *
find_term_end (const Question *question)
{
  return show_day (mado_term_end_from (question->date, question->number));
}

static char *
write_era_code (const Question *question)
{
  return mado_era_format_code (question->date);
}

static char *
write_era_short (const Question *question)
{
  return mado_era_format_short (question->date);
}

typedef enum { TAKES_NOTHING, TAKES_NUMBER, TAKES_MONTHS, TAKES_DAY } Takes;

typedef struct {
  const char *name;
  Takes takes;
  char *(*answer) (const Question *question); /* (nullable): there is no such day */
} Operation;

static const Operation operations[] = {
  { "add_months", TAKES_NUMBER, add_months },
  { "appeal_deadline", TAKES_MONTHS, find_appeal_deadline },
  { "appeal_deadline_rolled", TAKES_MONTHS, find_appeal_deadline_rolled },
  { "bank_add", TAKES_NUMBER, add_bank_days },
  { "bank_day", TAKES_NOTHING, is_bank_day },
  { "bank_roll_next", TAKES_NOTHING, roll_to_next_bank_day },
  { "bank_roll_prev", TAKES_NOTHING, roll_to_previous_bank_day },
  { "due_date", TAKES_NOTHING, find_due_date },
  { "eight_weeks_before", TAKES_NOTHING, find_eight_weeks_before },
  { "era_code", TAKES_NOTHING, write_era_code },
  { "era_short", TAKES_NOTHING, write_era_short },
  { "fiscal_year", TAKES_NOTHING, find_fiscal_year },
  { "fiscal_year_end", TAKES_NOTHING, find_fiscal_year_end },
  { "fiscal_year_name", TAKES_NOTHING, name_fiscal_year },
  { "gestation", TAKES_DAY, find_gestation },
  { "gestation_name", TAKES_DAY, name_gestation },
  { "gov_add", TAKES_NUMBER, add_ward_days },
  { "gov_day", TAKES_NOTHING, is_ward_day },
  { "gov_roll_next", TAKES_NOTHING, roll_to_next_ward_day },
  { "gov_roll_prev", TAKES_NOTHING, roll_to_previous_ward_day },
  { "holiday", TAKES_NOTHING, name_holiday },
  { "term_end", TAKES_MONTHS, find_term_end },
};

static const Operation *
find_operation (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    if (strcmp (operations[i].name, name) == 0)
      return &operations[i];

  return NULL;
}

static gboolean
read_number (const char *text, int minimum, int *out_number)
{
  gint64 number;

  if (!g_ascii_string_to_signed (text, 10, minimum, G_MAXINT, &number, NULL))
    return FALSE;
  *out_number = (int) number;

  return TRUE;
}

static gboolean
read_argument (Takes takes, const char *text, Question *question)
{
  switch (takes) {
  case TAKES_NUMBER:
    return read_number (text, -G_MAXINT, &question->number);
  case TAKES_MONTHS:
    return read_number (text, 1, &question->number);
  case TAKES_DAY:
    return mado_date_text_parse (text, &question->day) == MADO_DATE_TEXT_OK;
  case TAKES_NOTHING:
  default:
    return text[0] == '\0';
  }
}

static MadoCtlStatus
run_business (MadoCtlCall *call)
{
  const Operation *operation = find_operation (mado_ctl_get_argument (call, 0));
  const char *date = mado_ctl_get_argument (call, 1);
  const char *argument = mado_ctl_get_argument (call, 2);
  Question question = { 0 };
  MadoDateTextCode code;

  if (operation == NULL)
    return mado_ctl_refuse (call, "there is no operation '%s'", mado_ctl_get_argument (call, 0));
  if (operation->takes == TAKES_DAY && g_str_has_prefix (date, "EDD "))
    date += strlen ("EDD ");
  code = mado_date_text_parse (date, &question.date);
  if (code != MADO_DATE_TEXT_OK)
    return mado_ctl_refuse (call, "the date cannot be read: %s", mado_date_text_code_get_name (code));
  if (!read_argument (operation->takes, argument != NULL ? argument : "", &question))
    return mado_ctl_refuse (call, "%s cannot work with that argument", operation->name);

  g_autofree char *result = operation->answer (&question);
  if (result == NULL)
    return mado_ctl_refuse (call, "%s has no answer for that day", operation->name);
  mado_ctl_answer_string (call, "result", result);

  return MADO_CTL_OK;
}

const MadoCtlVerb mado_ctl_date_verbs[] = {
  { "date", "age", "BIRTH", 1, 1, "the ages of a person that the programmes ask for", run_age, {} },
  { "date",
    "business",
    "OP DATE [ARG]",
    2,
    3,
    "a question about a day: add_months, appeal_deadline (before rolling), appeal_deadline_rolled,\n"
    "      bank_add, bank_day, bank_roll_next, bank_roll_prev, due_date, eight_weeks_before, era_code,\n"
    "      era_short, fiscal_year, fiscal_year_end, fiscal_year_name, gestation, gestation_name, gov_add,\n"
    "      gov_day, gov_roll_next, gov_roll_prev, holiday, term_end",
    run_business,
    {} },
  { "date", "parse", "TEXT", 1, 1, "the day that a text means, in any form that applicants use", run_parse, {} },
  {},
};
