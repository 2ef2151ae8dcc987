/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys of names, numbers, days and addresses: the same for what is stored and for what is typed, so that one is found
 * by the other. */

#include "mado-search-fold.h"

#include <string.h>

#include "mado-address-text.h"
#include "mado-character.h"
#include "mado-date-text.h"
#include "mado-fold.h"
#include "mado-kanji.h"

#define JOINT '/' /* between the numbers of an address: a dash would be folded away, and 1-23 be 12-3 */
#define OUR_COUNTRY "+81"

static char *
fold_code (const char *text)
{
  g_autofree char *narrow = mado_fold_width (text);
  char *end = narrow;

  for (const char *next = narrow; *next != '\0'; next++)
    if (g_ascii_isalnum (*next))
      *end++ = g_ascii_toupper (*next);
  *end = '\0';

  return g_steal_pointer (&narrow);
}

/* +81 (0)90-… and 090-… are one telephone. */
static char *
fold_number (const char *text)
{
  g_autofree char *narrow = mado_fold_width (text);
  gboolean is_from_abroad = g_str_has_prefix (narrow, OUR_COUNTRY);
  GString *digits = g_string_new (is_from_abroad ? "0" : NULL);

  for (const char *next = is_from_abroad ? narrow + strlen (OUR_COUNTRY) : narrow; *next != '\0'; next++)
    if (g_ascii_isdigit (*next) && !(is_from_abroad && digits->len == 1 && *next == '0'))
      g_string_append_c (digits, *next);

  return g_string_free_and_steal (digits);
}

static char *
fold_date (const char *text)
{
  MadoDate date;
  MadoDateTextCode code = mado_date_text_parse (text, &date);

  if (code != MADO_DATE_TEXT_OK && code != MADO_DATE_TEXT_ERA_RANGE)
    return g_strdup ("");

  return g_strdup_printf ("%04d%02d%02d", date.year, date.month, date.day);
}

/* --- addresses --------------------------------------------------------------------------------------------------- */

static char *
fold_address (const char *text)
{
  g_autofree char *joined = g_strdelimit (mado_address_text_fold (text), "-", JOINT);

  return mado_fold_name (joined, MADO_FOLD_STRICT);
}

static gboolean
begins_number (const char *text)
{
  g_autoptr (GString) number = g_string_new (NULL);

  return mado_address_text_read_number (text, number) > 0;
}

/* What follows a number and its unit. 三番町 and 二号棟 have no unit: the character belongs to a word. */
static const char *
skip_unit (const char *text)
{
  static const char *const long_units[] = { "丁目", "番地" };
  static const char *const short_units[] = { "丁", "番", "号" };

  for (gsize i = 0; i < G_N_ELEMENTS (long_units); i++)
    if (g_str_has_prefix (text, long_units[i]))
      return text + strlen (long_units[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (short_units); i++)
    if (g_str_has_prefix (text, short_units[i])) {
      const char *after = text + strlen (short_units[i]);

      return g_unichar_get_script (g_utf8_get_char (after)) != G_UNICODE_SCRIPT_HAN || begins_number (after) ? after
                                                                                                             : text;
    }

  return text;
}

/* Where the number begins that is joined to the one before @text, or NULL. */
static const char *
find_joined (const char *text, gboolean has_unit)
{
  static const char *const joints[] = { "-", "の", "ノ" };

  for (gsize i = 0; i < G_N_ELEMENTS (joints); i++)
    if (g_str_has_prefix (text, joints[i]) && begins_number (text + strlen (joints[i])))
      return text + strlen (joints[i]);
  text += strspn (text, " ");

  return has_unit && begins_number (text) ? text : NULL;
}

/* Appends the number that @text begins with. Returns what follows it, or NULL where none is meant: a numeral of kanji
 * is part of a name unless something says that it counts. */
static const char *
append_number (GString *block, const char *text, gboolean is_joined)
{
  g_autoptr (GString) number = g_string_new (NULL);
  const char *after = text + mado_address_text_read_number (text, number);
  const char *behind_unit = skip_unit (after);
  const char *next = after > text ? find_joined (behind_unit, behind_unit > after) : NULL;

  if (after == text || (!g_ascii_isdigit (*text) && !is_joined && behind_unit == after && next == NULL))
    return NULL;
  g_string_append (block, number->str);
  if (next == NULL)
    return behind_unit;
  g_string_append_c (block, JOINT);

  return next;
}

static char *
fold_block (const char *text)
{
  g_autofree char *narrow = mado_address_text_fold (text);
  g_autoptr (GString) block = g_string_sized_new (strlen (narrow));

  for (const char *next = narrow; *next != '\0';) {
    gboolean is_joined = block->len > 0 && block->str[block->len - 1] == JOINT;
    const char *after = append_number (block, next, is_joined);

    if (after == NULL) {
      after = g_utf8_next_char (next);
      g_string_append_len (block, *next == '-' ? "/" : next, after - next);
    }
    next = after;
  }

  return mado_fold_name (block->str, MADO_FOLD_STRICT);
}

/* --- all forms --------------------------------------------------------------------------------------------------- */

static char *
fold_name (const char *text)
{
  return mado_fold_name (text, MADO_FOLD_STRICT);
}

/**
 * mado_search_fold:
 * @form: how
 * @text: valid UTF-8
 *
 * Returns: (transfer full): the key, empty where there is nothing to search
 */
char *
mado_search_fold (MadoSearchForm form, const char *text)
{
  static char *(*const folds[]) (const char *text) = {
    [MADO_SEARCH_FORM_NAME] = fold_name,       [MADO_SEARCH_FORM_NUMBER] = fold_number,
    [MADO_SEARCH_FORM_CODE] = fold_code,       [MADO_SEARCH_FORM_DATE] = fold_date,
    [MADO_SEARCH_FORM_ADDRESS] = fold_address, [MADO_SEARCH_FORM_BLOCK] = fold_block,
  };

  return folds[form](text);
}

/**
 * mado_search_loosen:
 * @key: a key
 *
 * Returns: (transfer full): the key of it and of all that people take for it
 */
char *
mado_search_loosen (const char *key)
{
  GString *loose = g_string_sized_new (strlen (key));

  for (const char *next = key; *next != '\0'; next = g_utf8_next_char (next))
    g_string_append_unichar (loose, mado_kanji_get_base (g_utf8_get_char (next), MADO_KANJI_CONFUSED));

  return g_string_free_and_steal (loose);
}

/**
 * mado_search_form_takes:
 * @form: how a key would be made
 * @typed: a word of what somebody typed
 *
 * Returns: whether the word may be meant so: one with a kanji in it is no telephone, though it has digits
 */
gboolean
mado_search_form_takes (MadoSearchForm form, const char *typed)
{
  if (form != MADO_SEARCH_FORM_NUMBER && form != MADO_SEARCH_FORM_CODE)
    return TRUE;
  for (const char *next = typed; *next != '\0'; next = g_utf8_next_char (next)) {
    gunichar character = mado_fold_character_width (g_utf8_get_char (next));

    if (character >= 0x80 ? character != U'〒' && !mado_character_is_invisible (character)
                          : form == MADO_SEARCH_FORM_NUMBER && g_ascii_isalpha ((char) character))
      return FALSE;
  }

  return TRUE;
}
