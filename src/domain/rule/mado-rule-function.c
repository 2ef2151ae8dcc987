/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The functions of the rule language: a few of SQLite's own, and ours. Ours take what they are declared to take and
 * fail on anything else, never guess, take time that grows with their input at most, and answer NULL where they get
 * NULL. */

#include "mado-rule-function.h"

#include <string.h>

#include "mado-age.h"
#include "mado-calendar.h"
#include "mado-date-text.h"
#include "mado-fiscal-year.h"
#include "mado-fold.h"
#include "mado-term.h"

#define MAX_ARGUMENTS 2 /* of our functions */
#define MAX_AGE 200
#define MAX_MONTHS 2400
#define MAX_DAYS 100000
#define MAX_OPEN_DAYS 1000 /* they are walked one by one */
#define RATES_KEY "rates"

static void
give_date (sqlite3_context *context, MadoDate date)
{
  char iso[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (date, iso);
  if (mado_date_is_valid (date))
    sqlite3_result_text (context, iso, -1, SQLITE_TRANSIENT);
  else
    sqlite3_result_error (context, "the day is outside the calendar", -1);
}

static gboolean
is_within (sqlite3_context *context, gint64 number, gint64 low, gint64 high)
{
  if (number >= low && number <= high)
    return TRUE;

  sqlite3_result_error (context, "the number is outside what the function takes", -1);

  return FALSE;
}

static void
give_age (sqlite3_context *context, int age)
{
  if (age == MADO_AGE_NOT_BORN)
    sqlite3_result_null (context);
  else
    sqlite3_result_int (context, age);
}

static void
answer_add_days (sqlite3_context *context, const MadoRuleArgument *arguments)
{
  if (is_within (context, arguments[1].number, -MAX_DAYS, MAX_DAYS))
    give_date (context, mado_date_add_days (arguments[0].date, (int) arguments[1].number));
}

static void
answer_add_months (sqlite3_context *context, const MadoRuleArgument *arguments)
{
  if (is_within (context, arguments[1].number, -MAX_MONTHS, MAX_MONTHS))
    give_date (context, mado_date_add_months (arguments[0].date, (int) arguments[1].number));
}

static void
answer_open_day (sqlite3_context *context, MadoCalendar calendar, const MadoRuleArgument *arguments)
{
  if (is_within (context, arguments[1].number, -MAX_OPEN_DAYS, MAX_OPEN_DAYS))
    give_date (context, mado_calendar_add_days (calendar, arguments[0].date, (int) arguments[1].number));
}

static void
answer_bank_day_after (sqlite3_context *context, const MadoRuleArgument *arguments)
{
  answer_open_day (context, MADO_CALENDAR_BANK, arguments);
}

static void
answer_office_day_after (sqlite3_context *context, const MadoRuleArgument *arguments)
{
  answer_open_day (context, MADO_CALENDAR_WARD, arguments);
}

static void
answer_birthday_age (sqlite3_context *context, const MadoRuleArgument *arguments)
{
  give_age (context, mado_age_get_by_birthday (arguments[0].date, arguments[1].date));
}

static void
answer_legal_age (sqlite3_context *context, const MadoRuleArgument *arguments)
{
  if (mado_date_is_valid (mado_date_add_days (arguments[1].date, 1)))
    give_age (context, mado_age_get_legal (arguments[0].date, arguments[1].date));
  else
    give_date (context, MADO_DATE_NONE); /* the law looks at the day after */
}

static void
answer_contains (sqlite3_context *context, const MadoRuleArgument *arguments)
{
  sqlite3_result_int (context, strstr (arguments[0].text, arguments[1].text) != NULL);
}

/* SQLite's own compares at every place anew. */
static void
answer_instr (sqlite3_context *context, const MadoRuleArgument *arguments)
{
  const char *place = strstr (arguments[0].text, arguments[1].text);

  sqlite3_result_int64 (context, place == NULL ? 0 : g_utf8_pointer_to_offset (arguments[0].text, place) + 1);
}

static void
answer_days_between (sqlite3_context *context, const MadoRuleArgument *arguments)
{
  sqlite3_result_int (context, mado_date_days_between (arguments[0].date, arguments[1].date));
}

static void
answer_era_date (sqlite3_context *context, const MadoRuleArgument *arguments)
{
  MadoDate date;

  if (mado_date_text_parse (arguments[0].text, &date) == MADO_DATE_TEXT_OK)
    give_date (context, date);
  else
    sqlite3_result_error (context, "the text does not name one day", -1);
}

static void
answer_fiscal_year (sqlite3_context *context, const MadoRuleArgument *arguments)
{
  sqlite3_result_int (context, mado_fiscal_year_find (arguments[0].date));
}

static void
answer_fiscal_year_end (sqlite3_context *context, const MadoRuleArgument *arguments)
{
  give_date (context, mado_fiscal_year_get_end (mado_fiscal_year_find (arguments[0].date)));
}

static void
answer_fy_end_of_age (sqlite3_context *context, const MadoRuleArgument *arguments)
{
  if (is_within (context, arguments[1].number, 1, MAX_AGE))
    give_date (context, mado_age_get_fiscal_year_end (arguments[0].date, (int) arguments[1].number));
}

static void
answer_fold (sqlite3_context *context, const MadoRuleArgument *arguments)
{
  sqlite3_result_text (context, mado_fold_name (arguments[0].text, MADO_FOLD_STRICT), -1, g_free);
}

static void
answer_has (sqlite3_context *context, const MadoRuleArgument *arguments)
{
  sqlite3_result_int (context, !arguments[0].is_null && (arguments[0].text == NULL || arguments[0].text[0] != '\0'));
}

static void
answer_is_digits (sqlite3_context *context, const MadoRuleArgument *arguments)
{
  const char *text = arguments[0].text;

  sqlite3_result_int (context, text[0] != '\0' && text[strspn (text, "0123456789")] == '\0');
}

static void
answer_period_end (sqlite3_context *context, const MadoRuleArgument *arguments)
{
  if (is_within (context, arguments[1].number, 1, MAX_MONTHS))
    give_date (context, mado_term_end_from (arguments[0].date, (int) arguments[1].number));
}

static void
answer_period_end_after (sqlite3_context *context, const MadoRuleArgument *arguments)
{
  if (is_within (context, arguments[1].number, 1, MAX_MONTHS))
    give_date (context, mado_term_end_after (arguments[0].date, (int) arguments[1].number));
}

static void
answer_rate (sqlite3_context *context, const MadoRuleArgument *arguments)
{
  const MadoRuleRates *rates = sqlite3_get_clientdata (sqlite3_context_db_handle (context), RATES_KEY);
  MadoRuleValue value = mado_rule_rates_find (rates, arguments[0].text, arguments[1].date);

  if (!mado_rule_rates_has (rates, arguments[0].text))
    sqlite3_result_error (context, "there is no such rate", -1);
  else if (value.kind == MADO_RULE_VALUE_NUMBER)
    sqlite3_result_int64 (context, value.number);
  else
    sqlite3_result_text (context, value.text, -1, SQLITE_STATIC); /* NULL before the first */
}

/* The whole of what a rule may call. Not here: what is random, reads a clock, counts, or takes time out of proportion
 * (LIKE, trim with a set of signs). */
static const MadoRuleFunction functions[] = {
  { "abs", "N", 'N', NULL },
  { "add_days", "DN", 'D', answer_add_days },
  { "add_months", "DN", 'D', answer_add_months },
  { "bank_day_after", "DN", 'D', answer_bank_day_after },
  { "birthday_age", "DD", 'N', answer_birthday_age },
  { "coalesce", "??+", '?', NULL },
  { "contains", "TT", 'N', answer_contains },
  { "days_between", "DD", 'N', answer_days_between },
  { "era_date", "T", 'D', answer_era_date },
  { "fiscal_year", "D", 'N', answer_fiscal_year },
  { "fiscal_year_end", "D", 'D', answer_fiscal_year_end },
  { "fold", "T", 'T', answer_fold },
  { "fy_end_of_age", "DN", 'D', answer_fy_end_of_age },
  { "has", "?", 'N', answer_has },
  { "ifnull", "??", '?', NULL },
  { "iif", "???", '?', NULL },
  { "instr", "TT", 'N', answer_instr },
  { "is_digits", "T", 'N', answer_is_digits },
  { "legal_age", "DD", 'N', answer_legal_age },
  { "length", "T", 'N', NULL },
  { "lower", "T", 'T', NULL },
  { "max", "??+", '?', NULL },
  { "min", "??+", '?', NULL },
  { "nullif", "??", '?', NULL },
  { "office_day_after", "DN", 'D', answer_office_day_after },
  { "period_end", "DN", 'D', answer_period_end },
  { "period_end_after", "DN", 'D', answer_period_end_after },
  { "rate", "RD", '?', answer_rate },
  { "substr", "TNn", 'T', NULL },
  { "trim", "T", 'T', NULL },
  { "upper", "T", 'T', NULL },
};

/**
 * mado_rule_function_find:
 * @name: a name in capital or small letters
 * @length: its bytes
 *
 * Returns: (nullable): the function of that name
 */
const MadoRuleFunction *
mado_rule_function_find (const char *name, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    if (strlen (functions[i].name) == length && g_ascii_strncasecmp (functions[i].name, name, length) == 0)
      return &functions[i];

  return NULL;
}

/**
 * mado_rule_function_takes_count:
 * @function: a function
 * @count: a number of arguments
 *
 * Returns: whether it takes so many
 */
gboolean
mado_rule_function_takes_count (const MadoRuleFunction *function, guint count)
{
  gsize most = strlen (function->takes);
  gsize least = most;

  if (function->takes[most - 1] == MADO_RULE_CLASS_MORE)
    return count >= most - 1;
  while (g_ascii_islower (function->takes[least - 1]))
    least--;

  return count >= least && count <= most;
}

/**
 * mado_rule_function_get_class:
 * @function: a function
 * @argument: which argument, from 0
 *
 * Returns: the capital letter of what it takes there
 */
char
mado_rule_function_get_class (const MadoRuleFunction *function, guint argument)
{
  gsize length = strlen (function->takes);

  if (argument >= length || function->takes[argument] == MADO_RULE_CLASS_MORE)
    return MADO_RULE_CLASS_ANY;

  return g_ascii_toupper (function->takes[argument]);
}

/* Whether the value is of the class; the argument is filled. */
static gboolean
take_argument (sqlite3_value *value, char class, MadoRuleArgument *argument)
{
  const int type = sqlite3_value_type (value);

  argument->is_null = type == SQLITE_NULL;
  if (type == SQLITE_TEXT)
    argument->text = (const char *) sqlite3_value_text (value);
  if (class == MADO_RULE_CLASS_ANY)
    return TRUE;
  if (class == MADO_RULE_CLASS_NUMBER) {
    argument->number = sqlite3_value_int64 (value);
    return type == SQLITE_INTEGER;
  }
  if (class == MADO_RULE_CLASS_DATE) {
    argument->date = mado_date_from_iso (argument->text);
    return mado_date_is_valid (argument->date);
  }

  return argument->text != NULL;
}

static void
call_cb (sqlite3_context *context, int count, sqlite3_value **values)
{
  const MadoRuleFunction *function = sqlite3_user_data (context);
  MadoRuleArgument arguments[MAX_ARGUMENTS] = { 0 };
  gboolean fits = TRUE;

  for (int i = 0; i < count; i++) {
    if (sqlite3_value_type (values[i]) == SQLITE_NULL && function->takes[i] != MADO_RULE_CLASS_ANY)
      return; /* the answer is NULL */
    fits = take_argument (values[i], function->takes[i], &arguments[i]) && fits;
  }
  if (fits)
    function->answer (context, arguments);
  else
    sqlite3_result_error (context, "an argument is of the wrong type, or no date of the form YYYY-MM-DD", -1);
}

/**
 * mado_rule_function_register_all:
 * @connection: a connection
 * @rates: what `rate` finds; outlives the connection
 *
 * Returns: whether all of our functions are there now
 */
gboolean
mado_rule_function_register_all (sqlite3 *connection, const MadoRuleRates *rates)
{
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;

  if (sqlite3_set_clientdata (connection, RATES_KEY, (void *) rates, NULL) != SQLITE_OK)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++) {
    const MadoRuleFunction *function = &functions[i];

    if (function->answer != NULL &&
        sqlite3_create_function_v2 (connection, function->name, (int) strlen (function->takes), flags,
                                    (void *) function, call_cb, NULL, NULL, NULL) != SQLITE_OK)
      return FALSE;
  }

  return TRUE;
}
