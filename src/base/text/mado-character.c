/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The families of characters that look alike, or like nothing: which they are is said here alone. */

#include "mado-character.h"

/**
 * mado_character_is_dash:
 * @character: a character
 *
 * Returns: whether people type it for the dash in 3-12-3; the long vowel mark is among them, for it is typed as any of
 *   the others, and they for it
 */
gboolean
mado_character_is_dash (gunichar character)
{
  switch (character) {
  case '-':
  case U'−':
  case U'─':
  case U'ー':
  case U'ｰ':
  case U'－':
    return TRUE;
  default:
    return character >= 0x2010 && character <= 0x2015;
  }
}

/**
 * mado_character_is_invisible:
 * @character: a character
 *
 * Returns: whether nobody sees it: soft hyphens, zero-width spaces and joiners, byte order marks. Variation selectors
 * are not among them, for they choose a glyph (see mado-kanji)
 */
gboolean
mado_character_is_invisible (gunichar character)
{
  return character == 0xAD || (character >= 0x200B && character <= 0x200D) || character == 0x2060 ||
         character == 0xFEFF;
}
