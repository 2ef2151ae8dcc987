/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Recognizes 個人番号, alone and in running text, so that it can be kept out. Numbers written in kanji, in circled
 * digits, or broken over lines are not seen. */

#include "mado-my-number.h"

#include <string.h>

#include "mado-date.h"
#include "mado-my-number-text.h"

#define N_DIGITS 12
#define N_CORPORATE_DIGITS 13

/* How far a word reaches, in characters between it and the number. */
#define REACH_BEFORE 14
#define REACH_AFTER 8
#define REACH_OF_NOT 10

/* What stands before a group of digits. */
typedef enum {
  JOINT_NONE,  /* nothing that could join it to the group before */
  JOINT_BLANK, /* one space */
  JOINT_DASH,  /* one dash */
  JOINT_MIXED, /* any other row of separators */
} Joint;

/* Digits without anything between them. */
typedef struct {
  guint begin; /* among the folded characters */
  guint length;
  Joint joint;
} Group;

/* A number in a text. */
typedef struct {
  guint begin; /* among the folded characters */
  guint end;
  MadoMyNumberLevel level;
} Find;

static const MadoFoldedCharacter *
get_character (const GArray *text, guint index)
{
  return &g_array_index (text, MadoFoldedCharacter, index);
}

static gboolean
is_digit (const MadoFoldedCharacter *character)
{
  return character->character >= '0' && character->character <= '9';
}

/* --- check digits ---------------------------------------------------------------------------------------------- */

/* The last digit guards the others, each weighted by its place from the right: 2 … 7, then again from 2. */
static gboolean
has_valid_check_digit (const int digits[N_DIGITS])
{
  int sum = 0, remainder;

  for (int place = 1; place < N_DIGITS; place++)
    sum += digits[N_DIGITS - 1 - place] * (place <= 6 ? place + 1 : place - 5);
  remainder = sum % 11;

  return digits[N_DIGITS - 1] == (remainder <= 1 ? 0 : 11 - remainder);
}

/* Reads a text that is so many digits and nothing else. */
static gboolean
read_digits (const char *text, int *out_digits, guint n_digits)
{
  g_autoptr (GArray) folded = mado_my_number_fold_text (text);

  if (folded->len != n_digits)
    return FALSE;
  for (guint i = 0; i < n_digits; i++) {
    if (!is_digit (get_character (folded, i)))
      return FALSE;
    out_digits[i] = (int) get_character (folded, i)->character - '0';
  }

  return TRUE;
}

/**
 * mado_my_number_is_valid:
 * @number: any text
 *
 * Returns: whether it is twelve digits, of any width, of which the last is the right check digit
 */
gboolean
mado_my_number_is_valid (const char *number)
{
  int digits[N_DIGITS];

  return read_digits (number, digits, N_DIGITS) && has_valid_check_digit (digits);
}

/**
 * mado_corporate_number_is_valid:
 * @number: any text
 *
 * Returns: whether it is thirteen digits, of any width, of which the first is the right check digit
 */
gboolean
mado_corporate_number_is_valid (const char *number)
{
  int digits[N_CORPORATE_DIGITS];
  int sum = 0;

  if (!read_digits (number, digits, N_CORPORATE_DIGITS))
    return FALSE;
  for (int place = 1; place < N_CORPORATE_DIGITS; place++)
    sum += digits[N_CORPORATE_DIGITS - place] * (place % 2 == 1 ? 1 : 2);

  return digits[0] == 9 - sum % 9;
}

/* --- numbers in running text ----------------------------------------------------------------------------------- */

/* Between the groups of a number any separators may stand; a new line ends it. */
static Joint
classify_joint (const GArray *text, guint begin, guint end)
{
  for (guint i = begin; i < end; i++)
    if (g_utf8_strchr (" -:.,/_・、", -1, get_character (text, i)->character) == NULL)
      return JOINT_NONE;

  if (end - begin != 1)
    return JOINT_MIXED;
  switch (get_character (text, begin)->character) {
  case ' ':
    return JOINT_BLANK;
  case '-':
    return JOINT_DASH;
  default:
    return JOINT_MIXED;
  }
}

static GArray *
split_groups (const GArray *text)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (Group));
  guint last_end = 0;

  for (guint i = 0; i < text->len; i++) {
    Group group = { i, 0, JOINT_NONE };

    while (is_digit (get_character (text, i + group.length)))
      group.length++;
    if (group.length == 0)
      continue;
    if (groups->len > 0)
      group.joint = classify_joint (text, last_end, i);
    g_array_append_val (groups, group);
    i = last_end = i + group.length;
  }

  return groups;
}

/* Returns how many groups from this one on have twelve digits together, or 0. A dash to more digits makes them a part
 * of something longer. */
static guint
count_groups (const GArray *groups, guint first)
{
  guint n_groups = 0, n_digits = 0, next = first;

  for (; n_digits < N_DIGITS; next++, n_groups++) {
    if (next == groups->len || (next > first && g_array_index (groups, Group, next).joint == JOINT_NONE))
      return 0;
    n_digits += MIN (g_array_index (groups, Group, next).length, N_DIGITS + 1);
  }
  if (n_digits > N_DIGITS || g_array_index (groups, Group, first).joint == JOINT_DASH ||
      (next < groups->len && g_array_index (groups, Group, next).joint == JOINT_DASH))
    return 0;

  return n_groups;
}

/* Twelve digits in a row, or three times four with the same sign between them: how such a number is printed. */
static gboolean
is_plain (const Group *groups, guint n_groups)
{
  if (n_groups == 1)
    return TRUE;

  return n_groups == 3 && groups[0].length == 4 && groups[1].length == 4 && groups[1].joint == groups[2].joint &&
         groups[1].joint != JOINT_MIXED;
}

static int
join_digits (const int *digits, guint n_digits)
{
  int number = 0;

  for (guint i = 0; i < n_digits; i++)
    number = number * 10 + digits[i];

  return number;
}

static gboolean
is_date_time (const int digits[N_DIGITS])
{
  MadoDate date = { join_digits (digits, 4), join_digits (digits + 4, 2), join_digits (digits + 6, 2) };

  return date.year >= 1900 && date.year < 2100 && mado_date_is_valid (date) && join_digits (digits + 8, 2) < 24 &&
         join_digits (digits + 10, 2) < 60;
}

/* Whether a year, a month and a day stand among the groups: a date, and what is written behind or before it. */
static gboolean
holds_date (const Group *groups, guint n_groups, const int *digits)
{
  for (; n_groups >= 3; digits += groups->length, groups++, n_groups--) {
    if (groups[0].length != 4 || groups[1].length > 2 || groups[2].length > 2)
      continue;

    MadoDate date = { join_digits (digits, 4), join_digits (digits + 4, groups[1].length),
                      join_digits (digits + 4 + groups[1].length, groups[2].length) };

    if (date.year >= 1900 && date.year < 2100 && mado_date_is_valid (date))
      return TRUE;
  }

  return FALSE;
}

static gboolean
is_one_digit_repeated (const int digits[N_DIGITS])
{
  for (int i = 1; i < N_DIGITS - 1; i++)
    if (digits[i] != digits[0])
      return FALSE;

  return TRUE;
}

static gboolean
follows_word (const GArray *text, guint begin, guint reach, guint kinds)
{
  for (guint i = begin; begin - i <= reach; i--) {
    if (get_character (text, i)->word_ended & kinds)
      return TRUE;
    if (i == 0)
      break;
  }

  return FALSE;
}

static gboolean
precedes_word (const GArray *text, guint end, guint reach, guint kinds)
{
  for (guint i = end; i < text->len && i - end <= reach; i++)
    if (get_character (text, i)->word_begins & kinds)
      return TRUE;

  return FALSE;
}

static MadoMyNumberLevel
rate_number (const GArray *text, const Group *groups, guint n_groups)
{
  guint begin = groups[0].begin;
  guint end = groups[n_groups - 1].begin + groups[n_groups - 1].length;
  int digits[N_DIGITS] = { 0 };
  gboolean valid;

  for (guint i = begin, n = 0; i < end; i++)
    if (is_digit (get_character (text, i)))
      digits[n++] = (int) get_character (text, i)->character - '0';
  valid = has_valid_check_digit (digits);

  if (is_one_digit_repeated (digits))
    return MADO_MY_NUMBER_NONE;
  if (!is_plain (groups, n_groups) && holds_date (groups, n_groups, digits))
    return MADO_MY_NUMBER_NONE;
  if (follows_word (text, begin, REACH_BEFORE, MADO_WORD_IS) || precedes_word (text, end, REACH_AFTER, MADO_WORD_IS))
    return valid ? MADO_MY_NUMBER_HIGH : MADO_MY_NUMBER_MID;
  if (!valid || !is_plain (groups, n_groups) ||
      follows_word (text, begin, REACH_OF_NOT, MADO_WORD_NOT | MADO_WORD_NEAR) ||
      precedes_word (text, end, REACH_AFTER, MADO_WORD_NEAR))
    return MADO_MY_NUMBER_NONE;

  return n_groups == 1 || is_date_time (digits) ? MADO_MY_NUMBER_LOW : MADO_MY_NUMBER_MID;
}

/* All numbers that could be a 個人番号, in their order. Doubtful ones may overlap. */
static GArray *
find_numbers (const GArray *text)
{
  GArray *finds = g_array_new (FALSE, FALSE, sizeof (Find));
  g_autoptr (GArray) groups = split_groups (text);

  for (guint i = 0; i < groups->len; i++) {
    guint n_groups = count_groups (groups, i);

    if (n_groups == 0)
      continue;

    const Group *first = &g_array_index (groups, Group, i);
    const Group *last = first + n_groups - 1;
    Find find = { first->begin, last->begin + last->length, rate_number (text, first, n_groups) };

    if (find.level > MADO_MY_NUMBER_NONE)
      g_array_append_val (finds, find);
    if (find.level == MADO_MY_NUMBER_HIGH)
      i += n_groups - 1;
  }

  return finds;
}

/* Most texts have too few digits for any number: those need no further look. */
static gboolean
has_enough_digits (const char *text)
{
  guint n_digits = 0;

  for (const char *next = text; *next != '\0' && n_digits < N_DIGITS;) {
    gunichar character = (guint8) *next < 0x80 ? (gunichar) *next : g_utf8_get_char_validated (next, -1);

    n_digits += character < 0x80 ? g_ascii_isdigit (*next) : g_unichar_type (character) == G_UNICODE_DECIMAL_NUMBER;
    next = character < 0x110000 ? g_utf8_next_char (next) : next + 1;
  }

  return n_digits == N_DIGITS;
}

/**
 * mado_my_number_scan:
 * @text: any bytes
 * @out_offset: (out) (optional): where the most serious number begins, in bytes; untouched where there is none
 * @out_length: (out) (optional): its bytes, with what stands between the digits
 *
 * Returns: how likely the text holds a 個人番号
 */
MadoMyNumberLevel
mado_my_number_scan (const char *text, gsize *out_offset, gsize *out_length)
{
  if (!has_enough_digits (text))
    return MADO_MY_NUMBER_NONE;

  g_autoptr (GArray) folded = mado_my_number_fold_text (text);
  g_autoptr (GArray) finds = find_numbers (folded);
  const Find *worst = NULL;

  for (guint i = 0; i < finds->len; i++) {
    const Find *find = &g_array_index (finds, Find, i);

    if (worst == NULL || find->level > worst->level)
      worst = find;
  }
  if (worst == NULL)
    return MADO_MY_NUMBER_NONE;

  const MadoFoldedCharacter *first = get_character (folded, worst->begin);
  const MadoFoldedCharacter *last = get_character (folded, worst->end - 1);

  if (out_offset != NULL)
    *out_offset = first->offset;
  if (out_length != NULL)
    *out_length = last->offset + last->length - first->offset;

  return worst->level;
}

/**
 * mado_my_number_mask:
 * @text: any bytes
 *
 * Returns: (transfer full): the text with a * for each digit of a number that is or may well be a 個人番号
 * (%MADO_MY_NUMBER_MID and above), all else byte by byte as it was
 */
char *
mado_my_number_mask (const char *text)
{
  g_autoptr (GArray) folded = mado_my_number_fold_text (text);
  g_autoptr (GArray) finds = find_numbers (folded);
  GString *masked = g_string_sized_new (strlen (text));
  guint next = 0;
  gsize copied = 0;

  for (guint i = 0; i < finds->len; i++) {
    const Find *find = &g_array_index (finds, Find, i);

    for (next = MAX (next, find->begin); find->level >= MADO_MY_NUMBER_MID && next < find->end; next++) {
      const MadoFoldedCharacter *character = get_character (folded, next);

      if (is_digit (character)) {
        g_string_append_len (masked, text + copied, (gssize) (character->offset - copied));
        g_string_append_c (masked, '*');
        copied = character->offset + character->length;
      }
    }
  }
  g_string_append (masked, text + copied);

  return g_string_free_and_steal (masked);
}

/**
 * mado_my_number_is_heading:
 * @heading: a column's heading, in any width, case and spacing
 *
 * Returns: whether the column holds 個人番号 by its name
 */
gboolean
mado_my_number_is_heading (const char *heading)
{
  g_autoptr (GArray) folded = mado_my_number_fold_text (heading);

  return precedes_word (folded, 0, folded->len, MADO_WORD_IS);
}

/**
 * mado_my_number_level_get_name:
 * @level: a level
 *
 * Returns: (transfer none): its name in answers and records
 */
const char *
mado_my_number_level_get_name (MadoMyNumberLevel level)
{
  static const char *const names[] = { "NONE", "LOW", "MID", "HIGH" };

  return names[level];
}
