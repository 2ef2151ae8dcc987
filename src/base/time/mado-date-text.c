/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Days as applicants, ledgers and other programs write them. What could mean two days is refused, never guessed. */

#include "mado-date-text.h"

#include <string.h>

#include "mado-era.h"

#define MAX_DIGITS 8 /* of a number with a meaning: 20250401 */
#define NO_WEEKDAY (-1)

typedef struct {
  int value;
  int n_digits; /* as written; at most MAX_DIGITS + 1, which stands for any more */
} Number;

/* What a text says, before anybody asks whether there is such a day. */
typedef struct {
  const MadoEra *era; /* (nullable): none was written */
  Number year;
  Number month;
  Number day;
  int weekday; /* 0 Sunday …, or NO_WEEKDAY */
} Reading;

/* The character at the cursor, full-width forms as their ASCII twins; 0 at the end. */
static gunichar
peek (const char *cursor)
{
  gunichar character = (guint8) *cursor;

  if (character < 0x80)
    return character;
  character = g_utf8_get_char (cursor);

  return character >= 0xFF01 && character <= 0xFF5E ? character - 0xFF01 + '!' : character;
}

static gboolean
is_one_of (gunichar character, const char *set)
{
  if (character < 0x80)
    return character != 0 && strchr (set, (int) character) != NULL;

  return g_utf8_strchr (set, -1, character) != NULL;
}

/* Invisible format characters count: spreadsheets and mail programs leave direction marks in copied dates. */
static gboolean
is_space (gunichar character)
{
  if (character < 0x80)
    return g_ascii_isspace ((char) character);

  return g_unichar_isspace (character) || g_unichar_type (character) == G_UNICODE_FORMAT;
}

static void
skip_spaces (const char **cursor)
{
  while (is_space (peek (*cursor)))
    *cursor = g_utf8_next_char (*cursor);
}

static gboolean
accept_one_of (const char **cursor, const char *set)
{
  if (!is_one_of (peek (*cursor), set))
    return FALSE;
  *cursor = g_utf8_next_char (*cursor);

  return TRUE;
}

static gboolean
accept_text (const char **cursor, const char *text)
{
  if (!g_str_has_prefix (*cursor, text))
    return FALSE;
  *cursor += strlen (text);

  return TRUE;
}

/* Behind a year or a month: its own character, or any separator. */
static gboolean
accept_mark (const char **cursor, const char *mark)
{
  skip_spaces (cursor);
  if (!accept_one_of (cursor, mark) && !accept_one_of (cursor, "/-.,、・･‐‑–—―−ーｰ"))
    return FALSE;
  skip_spaces (cursor);

  return TRUE;
}

static int
get_digit (gunichar character)
{
  static const char *const numerals[] = { "0〇零○◯", "1一壱壹", "2二弐貳", "3三参參", "4四",
                                          "5五",     "6六",     "7七",     "8八",     "9九" };

  if (character < 0x80)
    return g_ascii_isdigit ((char) character) ? (int) character - '0' : -1;
  for (int digit = 0; digit < 10; digit++)
    if (is_one_of (character, numerals[digit]))
      return digit;

  return -1;
}

/* What a kanji multiplies by, 0 for any other character. */
static int
get_unit (gunichar character)
{
  if (character < 0x80)
    return 0;
  if (is_one_of (character, "十拾"))
    return 10;
  if (is_one_of (character, "百"))
    return 100;

  return is_one_of (character, "千") ? 1000 : 0;
}

/* Digits side by side, and where there are units, each with one digit or none before it: 2025, 二〇二五, 二千二十五. */
static gboolean
scan_number (const char **cursor, Number *out_number)
{
  Number run = { 0 };   /* the digits since the last unit */
  Number total = { 0 }; /* what the units gave */
  int last_unit = 0;

  for (;; *cursor = g_utf8_next_char (*cursor)) {
    int digit = get_digit (peek (*cursor));
    int unit = get_unit (peek (*cursor));

    if (digit < 0 && unit == 0)
      break;
    if (unit == 0) {
      if (run.n_digits < MAX_DIGITS)
        run.value = run.value * 10 + digit;
      run.n_digits = MIN (run.n_digits + 1, MAX_DIGITS + 1);
    } else {
      if ((last_unit != 0 && unit >= last_unit) || run.n_digits > 1 || (run.n_digits == 1 && run.value == 0))
        return FALSE;
      total.value += unit * MAX (run.value, 1);
      total.n_digits = MAX (total.n_digits, unit == 10 ? 2 : unit == 100 ? 3 : 4);
      last_unit = unit;
      run = (Number) { 0 };
    }
  }
  if (last_unit != 0 && (run.n_digits > 1 || (run.n_digits == 1 && run.value == 0)))
    return FALSE;
  *out_number = (Number) { total.value + run.value, MAX (total.n_digits, run.n_digits) };

  return out_number->n_digits > 0;
}

/* 令和, 令, ㋿ or a letter in either case. */
static const MadoEra *
scan_era (const char **cursor)
{
  const gunichar character = peek (*cursor);
  const MadoEra *era;

  if (character < 'A') /* most dates have none */
    return NULL;
  for (guint i = 0; (era = mado_era_get (i)) != NULL; i++) {
    if (accept_text (cursor, era->name))
      return era;
    if (character == era->sign || character == g_utf8_get_char (era->name)) {
      *cursor = g_utf8_next_char (*cursor);
      return era;
    }
    if (character < 0x80 && g_ascii_toupper ((char) character) == era->letter) {
      *cursor = g_utf8_next_char (*cursor);
      accept_one_of (cursor, ".");
      return era;
    }
  }

  return NULL;
}

static const MadoEra *
find_era_of_code (int code)
{
  const MadoEra *era;

  for (guint i = 0; (era = mado_era_get (i)) != NULL; i++)
    if (era->code == code)
      return era;

  return NULL;
}

/* A number without separators. With an era it is YYMMDD, else 20250401 or 5070401; five digits (a spreadsheet's count
 * of days, or 7-04-01) and six get a year too short to stand alone. */
static gboolean
split_digits (Reading *reading)
{
  const Number all = reading->year;

  if (reading->era != NULL ? all.n_digits != 6 : all.n_digits < 5 || all.n_digits > MAX_DIGITS)
    return FALSE;
  reading->year = (Number) { all.value / 10000, all.n_digits - 4 };
  reading->month = (Number) { all.value / 100 % 100, 2 };
  reading->day = (Number) { all.value % 100, 2 };
  if (all.n_digits == 7) {
    reading->era = find_era_of_code (reading->year.value / 100);
    reading->year.value %= 100;
    return reading->era != NULL;
  }

  return TRUE;
}

static gboolean
scan_year_month_day (const char **cursor, Reading *reading)
{
  reading->era = scan_era (cursor);
  if (reading->era == NULL)
    accept_text (cursor, "西暦");
  skip_spaces (cursor);
  if (accept_one_of (cursor, "元"))
    reading->year = (Number) { 1, 1 };
  else if (!scan_number (cursor, &reading->year))
    return FALSE;
  if (!accept_mark (cursor, "年"))
    return split_digits (reading);
  if (!scan_number (cursor, &reading->month) || !accept_mark (cursor, "月") || !scan_number (cursor, &reading->day))
    return FALSE;
  skip_spaces (cursor);
  accept_one_of (cursor, "日");

  return TRUE;
}

/* Behind a day there may be (火), (火曜) or (火曜日). */
static gboolean
scan_weekday (const char **cursor, Reading *reading)
{
  static const char weekdays[] = "日月火水木金土";
  const char *weekday;

  if (!accept_one_of (cursor, "(["))
    return TRUE;
  weekday = g_utf8_strchr (weekdays, -1, g_utf8_get_char (*cursor));
  if (!accept_one_of (cursor, weekdays))
    return FALSE;
  reading->weekday = (int) g_utf8_pointer_to_offset (weekdays, weekday);
  if (accept_one_of (cursor, "曜"))
    accept_one_of (cursor, "日");

  return accept_one_of (cursor, ")]");
}

/* Behind a day there may be 13:45, 13:45:10 or 13:45:10.123. A zone is not read: in another zone it may be another day.
 */
static gboolean
scan_time (const char **cursor)
{
  Number hour, minute, second = { 0 }, fraction;

  if (!accept_one_of (cursor, "T") && **cursor == '\0')
    return TRUE;
  if (!scan_number (cursor, &hour) || !accept_one_of (cursor, ":") || !scan_number (cursor, &minute))
    return FALSE;
  if (accept_one_of (cursor, ":")) {
    if (!scan_number (cursor, &second))
      return FALSE;
    if (accept_one_of (cursor, ".") && !scan_number (cursor, &fraction))
      return FALSE;
  }

  return hour.value < 24 && minute.value < 60 && second.value < 60;
}

static gboolean
scan_text (const char *cursor, Reading *reading)
{
  skip_spaces (&cursor);
  if (!scan_year_month_day (&cursor, reading))
    return FALSE;
  skip_spaces (&cursor);
  if (!scan_weekday (&cursor, reading))
    return FALSE;
  skip_spaces (&cursor);
  if (!scan_time (&cursor))
    return FALSE;
  skip_spaces (&cursor);

  return *cursor == '\0';
}

static MadoDateTextCode
find_day (const Reading *reading, MadoDate *out_date)
{
  const MadoEra *era = reading->era;
  gboolean short_year = era == NULL && reading->year.n_digits <= 2;
  MadoDate date = { reading->year.value, reading->month.value, reading->day.value };

  if (reading->month.n_digits > 2)
    return MADO_DATE_TEXT_FORMAT;
  if (short_year && (reading->day.n_digits <= 2 || reading->day.n_digits == 4)) /* 25/4/1, and 4/1/2025 */
    return MADO_DATE_TEXT_AMBIGUOUS;
  if (reading->day.n_digits > 2 || (era == NULL && reading->year.n_digits != 4))
    return MADO_DATE_TEXT_FORMAT;

  if (era != NULL)
    date.year += era->first_day.year - 1;
  if (!mado_date_is_valid (date) || (era != NULL && (reading->year.value == 0 || mado_era_find (date) == NULL)))
    return MADO_DATE_TEXT_RANGE;
  if (reading->weekday != NO_WEEKDAY && reading->weekday != mado_date_get_weekday (date))
    return MADO_DATE_TEXT_AMBIGUOUS; /* either the day or the weekday is wrong */
  *out_date = date;

  return era == NULL || era == mado_era_find (date) ? MADO_DATE_TEXT_OK : MADO_DATE_TEXT_ERA_RANGE;
}

/**
 * mado_date_text_parse:
 * @text: any bytes
 * @out_date: (out caller-allocates): the day for OK, the day that was meant for ERA_RANGE, else %MADO_DATE_NONE
 *
 * Reads 令和7年4月1日, R7.4.1, 2025/4/1, 20250401, 5070401 and their kin: full-width or kanji numerals, any of the
 * usual separators, spaces between the parts, a weekday in brackets and a time behind. Era dates before 1873 are no day
 * of our calendar (see mado-era) and out of range.
 *
 * Returns: what became of it
 */
MadoDateTextCode
mado_date_text_parse (const char *text, MadoDate *out_date)
{
  Reading reading = { .weekday = NO_WEEKDAY };

  *out_date = MADO_DATE_NONE;
  if (!g_utf8_validate (text, -1, NULL) || !scan_text (text, &reading))
    return MADO_DATE_TEXT_FORMAT;

  return find_day (&reading, out_date);
}

/**
 * mado_date_text_code_get_name:
 * @code: a code
 *
 * Returns: (transfer none): its name as other programs read it
 */
const char *
mado_date_text_code_get_name (MadoDateTextCode code)
{
  static const char *const names[] = {
    [MADO_DATE_TEXT_OK] = "OK",
    [MADO_DATE_TEXT_FORMAT] = "E_FORMAT",
    [MADO_DATE_TEXT_RANGE] = "E_RANGE",
    [MADO_DATE_TEXT_ERA_RANGE] = "E_ERA_RANGE",
    [MADO_DATE_TEXT_AMBIGUOUS] = "E_AMBIG",
  };

  return names[code];
}
