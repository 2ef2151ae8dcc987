/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folds the names of places, so that each is found in every spelling. */

#include "mado-town-name.h"

#include "mado-address-text.h"
#include "mado-kanji.h"

/* 霞ヶ丘, 霞ケ丘 and 霞が丘 are one town, and so are 箪笥町 and 簞笥町. */
static gunichar
fold_character (gunichar character)
{
  switch (character) {
  case U'ヶ':
  case U'が':
  case U'ガ':
    return U'ケ';
  default:
    return mado_kanji_get_base (character, MADO_KANJI_VARIANT);
  }
}

/**
 * mado_town_name_fold_next:
 * @text: an address or a name, folded in width; not empty
 * @key: the folded form of what it begins with is appended: a number in Arabic digits (北十二条 is also written
 * 北12条), or one character
 *
 * Returns: the bytes of @text that were taken
 */
gsize
mado_town_name_fold_next (const char *text, GString *key)
{
  gsize taken = mado_address_text_read_number (text, key);

  if (taken > 0)
    return taken;
  g_string_append_unichar (key, fold_character (g_utf8_get_char (text)));

  return (gsize) (g_utf8_next_char (text) - text);
}

/**
 * mado_town_name_fold:
 * @name: a name
 *
 * Returns: (transfer full): the key under which every spelling of it is found
 */
char *
mado_town_name_fold (const char *name)
{
  g_autofree char *narrow = mado_address_text_fold_width (name);
  GString *key = g_string_new (NULL);

  for (const char *p = narrow; *p != '\0';)
    p += mado_town_name_fold_next (p, key);

  return g_string_free_and_steal (key);
}

/**
 * mado_town_name_match:
 * @text: an address, folded in width
 * @name: a name
 *
 * Returns: the bytes of @text that @name takes in any spelling of the same length, 0 where @text does not begin with it
 */
gsize
mado_town_name_match (const char *text, const char *name)
{
  const char *p = text;

  for (; *name != '\0'; name = g_utf8_next_char (name), p = g_utf8_next_char (p))
    if (fold_character (g_utf8_get_char (p)) != fold_character (g_utf8_get_char (name)))
      return 0;

  return (gsize) (p - text);
}
