/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How people write addresses: wide and narrow characters, a dozen dashes, numbers in kanji. */

#include "mado-address-text.h"

#include <string.h>

#include "mado-character.h"
#include "mado-kanji.h"

#define MAX_KANJI_NUMBER 9 /* characters: more would be no number of an address, and reading stays linear */

/* A narrow kana with its mark is one wide kana. Returns the bytes of @text that were taken. */
static gsize
append_narrow_kana (GString *folded, const char *text)
{
  const char *next = g_utf8_next_char (text);
  gunichar mark = g_utf8_get_char (next);
  gsize taken = (gsize) ((mark == 0xFF9E || mark == 0xFF9F ? g_utf8_next_char (next) : next) - text);
  g_autofree char *wide = g_utf8_normalize (text, (gssize) taken, G_NORMALIZE_NFKC);

  g_string_append (folded, wide);

  return taken;
}

/**
 * mado_address_text_fold_width:
 * @text: any bytes
 *
 * Returns: (transfer full): wide letters and digits narrow, narrow kana wide, each space an ordinary one, nothing
 * invisible; valid UTF-8
 */
char *
mado_address_text_fold_width (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *folded = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0';) {
    gunichar character = g_utf8_get_char (p);

    if (character >= 0xFF61 && character <= 0xFF9F) {
      p += append_narrow_kana (folded, p);
      continue;
    }
    if (character >= 0xFF01 && character <= 0xFF5E)
      g_string_append_c (folded, (char) (character - 0xFF01 + '!'));
    else if (g_unichar_isspace (character))
      g_string_append_c (folded, ' ');
    else if (!mado_character_is_invisible (character) && !mado_kanji_is_selector (character))
      g_string_append_unichar (folded, character);
    p = g_utf8_next_char (p);
  }

  return g_string_free_and_steal (folded);
}

static gboolean
ends_alphanumeric (const GString *text)
{
  return text->len > 0 && g_ascii_isalnum (text->str[text->len - 1]);
}

/**
 * mado_address_text_fold:
 * @text: any bytes
 *
 * Returns: (transfer full): @text folded in width, each run of spaces one and none at the ends, and every kind of dash
 *   between digits or letters a "-"; valid UTF-8
 */
char *
mado_address_text_fold (const char *text)
{
  g_autofree char *narrow = mado_address_text_fold_width (text);
  GString *folded = g_string_sized_new (strlen (narrow));

  for (const char *p = g_strstrip (narrow); *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar character = g_utf8_get_char (p);

    if (character == ' ' && p[1] == ' ')
      continue;
    if (mado_character_is_dash (character) && ends_alphanumeric (folded) && g_ascii_isalnum (*g_utf8_next_char (p)))
      g_string_append_c (folded, '-');
    else
      g_string_append_unichar (folded, character);
  }

  return g_string_free_and_steal (folded);
}

/* 0 … 9 for 〇 … 九; 10, 100, 1000 for the units; -1 for all else. */
static int
get_kanji_value (gunichar character)
{
  static const struct {
    gunichar character;
    int value;
  } numerals[] = { { 0x3007, 0 },  { 0x4E00, 1 },   { 0x4E8C, 2 },   { 0x4E09, 3 }, { 0x56DB, 4 },
                   { 0x4E94, 5 },  { 0x516D, 6 },   { 0x4E03, 7 },   { 0x516B, 8 }, { 0x4E5D, 9 },
                   { 0x5341, 10 }, { 0x767E, 100 }, { 0x5343, 1000 } };

  for (gsize i = 0; i < G_N_ELEMENTS (numerals); i++)
    if (numerals[i].character == character)
      return numerals[i].value;

  return -1;
}

/* 百二十 as 120, 一〇一 as 101; -1 where the run of numerals is no number, such as 十百. */
static int
evaluate_kanji (const int *values, guint n_values)
{
  int sum = 0, last_unit = 10000, digit = -1;
  gboolean positional = TRUE;

  for (guint i = 0; i < n_values; i++)
    positional = positional && values[i] < 10;
  if (positional) {
    for (guint i = 0; i < n_values; i++)
      sum = sum * 10 + values[i];
    return sum;
  }
  for (guint i = 0; i < n_values; i++) {
    if (values[i] < 10) {
      if (digit > 0)
        return -1;
      digit = values[i];
    } else {
      if (values[i] >= last_unit || digit == 0)
        return -1;
      last_unit = values[i];
      sum += (digit > 0 ? digit : 1) * last_unit;
      digit = -1;
    }
  }

  return sum + MAX (digit, 0);
}

static gsize
read_kanji_number (const char *text, GString *digits)
{
  int values[MAX_KANJI_NUMBER];
  guint n_values = 0;
  int value, number;
  const char *p = text;

  for (; (value = get_kanji_value (g_utf8_get_char (p))) >= 0; p = g_utf8_next_char (p)) {
    if (n_values == MAX_KANJI_NUMBER)
      return 0;
    values[n_values++] = value;
  }
  if (n_values == 0 || (number = evaluate_kanji (values, n_values)) < 0)
    return 0;
  g_string_append_printf (digits, "%d", number);

  return (gsize) (p - text);
}

/**
 * mado_address_text_read_number:
 * @text: valid UTF-8, folded in width
 * @digits: where the number is appended, in Arabic digits
 *
 * Reads the number that @text begins with, in Arabic digits or in kanji (百二十, 一〇一).
 *
 * Returns: the bytes that it takes; 0 and nothing appended where @text does not begin with a number
 */
gsize
mado_address_text_read_number (const char *text, GString *digits)
{
  gsize length = strspn (text, "0123456789");

  if (length == 0)
    return read_kanji_number (text, digits);
  g_string_append_len (digits, text, (gssize) length);

  return length;
}
