/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The forms of a kana: hiragana and katakana, small and large, full and half width. */

#include "mado-kana.h"

#define FIRST_HALF_WIDTH 0xFF61
#define LAST_HALF_WIDTH 0xFF9F
#define FIRST_AINU 0x31F0
#define LAST_AINU 0x31FF

/* The full forms in the order of the half-width block; its two marks are the combining ones, which compose. */
static const guint16 full_forms[] =
    u"。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノ"
    u"ハヒフヘホマミムメモヤユヨラリルレロワン\u3099\u309A";

/* The large forms of the small kana that Ainu names need, in the order of their block. */
static const guint16 large_ainu[] = u"クシストヌハヒフヘホムラリルレロ";

G_STATIC_ASSERT (G_N_ELEMENTS (full_forms) - 1 == LAST_HALF_WIDTH - FIRST_HALF_WIDTH + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (large_ainu) - 1 == LAST_AINU - FIRST_AINU + 1);

/**
 * mado_kana_to_katakana:
 * @character: any character
 *
 * Returns: the katakana of a hiragana
 */
gunichar
mado_kana_to_katakana (gunichar character)
{
  if ((character >= U'ぁ' && character <= U'ゖ') || character == U'ゝ' || character == U'ゞ')
    return character + (U'ァ' - U'ぁ');

  return character;
}

/**
 * mado_kana_enlarge:
 * @katakana: any character
 *
 * Returns: the large form of a small katakana
 */
gunichar
mado_kana_enlarge (gunichar katakana)
{
  if (katakana >= FIRST_AINU && katakana <= LAST_AINU)
    return large_ainu[katakana - FIRST_AINU];

  switch (katakana) {
  case U'ァ':
  case U'ィ':
  case U'ゥ':
  case U'ェ':
  case U'ォ':
  case U'ッ':
  case U'ャ':
  case U'ュ':
  case U'ョ':
  case U'ヮ':
    return katakana + 1; /* each stands right before its large form */
  case U'ヵ':
    return U'カ';
  case U'ヶ':
    return U'ケ';
  default:
    return katakana;
  }
}

/**
 * mado_kana_to_full_width:
 * @character: any character
 *
 * Returns: the full-width form of a half-width kana; a combining mark for a half-width one
 */
gunichar
mado_kana_to_full_width (gunichar character)
{
  if (character >= FIRST_HALF_WIDTH && character <= LAST_HALF_WIDTH)
    return full_forms[character - FIRST_HALF_WIDTH];

  return character;
}

/**
 * mado_kana_to_half_width:
 * @character: any character
 *
 * Returns: the half-width form of a katakana without a voicing mark, of a combining mark, of a Japanese punctuation
 * mark
 */
gunichar
mado_kana_to_half_width (gunichar character)
{
  for (gunichar i = 0; i <= LAST_HALF_WIDTH - FIRST_HALF_WIDTH; i++)
    if (full_forms[i] == character)
      return FIRST_HALF_WIDTH + i;

  return character;
}
