/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bytes of bank files: which a bank takes, and their way to and from half-width UTF-8. */

#include "mado-jis8.h"

#include <string.h>

#define FIRST_KANA_BYTE 0xA1
#define LAST_KANA_BYTE 0xDF
#define FIRST_KANA 0xFF61 /* ｡, the character of the first kana byte */

/**
 * mado_bank_profile_get_default:
 *
 * Returns: (transfer none): what a bank takes of which nothing else is known
 */
const MadoBankProfile *
mado_bank_profile_get_default (void)
{
  static const MadoBankProfile profile = {
    .takes_full_stop = TRUE,
    .takes_yen = TRUE,
    .takes_corner_brackets = TRUE,
  };

  return &profile;
}

/**
 * mado_jis8_is_permitted:
 * @byte: a byte of a text field
 * @profile: what the bank takes
 *
 * Small kana, the long vowel mark and the middle dot are refused by every bank: their large forms, the hyphen
 * and the space stand for them.
 *
 * Returns: whether the byte may stand in a name
 */
gboolean
mado_jis8_is_permitted (guint8 byte, const MadoBankProfile *profile)
{
  switch (byte) {
  case ' ':
  case '(':
  case ')':
  case '-':
  case '/':
    return TRUE;
  case ',':
    return profile->takes_comma;
  case '.':
    return profile->takes_full_stop;
  case 0x5C:
    return profile->takes_yen;
  case 0xA2:
  case 0xA3:
    return profile->takes_corner_brackets;
  case 0xA6:
    return profile->takes_wo;
  default:
    return g_ascii_isdigit (byte) || g_ascii_isupper (byte) || (byte >= 0xB1 && byte <= LAST_KANA_BYTE);
  }
}

/**
 * mado_jis8_to_utf8:
 * @bytes: text of a bank file
 * @length: its bytes
 *
 * Returns: (transfer full): the same text in half-width UTF-8; U+FFFD for a byte that is no character
 */
char *
mado_jis8_to_utf8 (const guint8 *bytes, gsize length)
{
  GString *text = g_string_sized_new (length * 3);

  for (gsize i = 0; i < length; i++) {
    guint8 byte = bytes[i];

    if (byte == 0x5C)
      g_string_append_unichar (text, 0xA5);
    else if (byte == 0x7E)
      g_string_append_unichar (text, 0x203E);
    else if (byte >= FIRST_KANA_BYTE && byte <= LAST_KANA_BYTE)
      g_string_append_unichar (text, FIRST_KANA + (byte - FIRST_KANA_BYTE));
    else if (byte >= 0x20 && byte < 0x7F)
      g_string_append_c (text, (char) byte);
    else
      g_string_append_unichar (text, 0xFFFD);
  }

  return g_string_free_and_steal (text);
}

/**
 * mado_jis8_append_utf8:
 * @bytes: takes the bytes
 * @half_width: valid UTF-8
 *
 * Returns: whether every character has a byte; nothing is appended where one has not
 */
gboolean
mado_jis8_append_utf8 (GByteArray *bytes, const char *half_width)
{
  guint before = bytes->len;
  guint8 *out;

  g_byte_array_set_size (bytes, before + (guint) strlen (half_width)); /* no character has more bytes than in UTF-8 */
  out = bytes->data + before;
  for (const char *next = half_width; *next != '\0'; next = g_utf8_next_char (next)) {
    gunichar character = g_utf8_get_char (next);

    if (character == 0xA5)
      *out++ = 0x5C;
    else if (character == 0x203E)
      *out++ = 0x7E;
    else if (character >= 0x20 && character < 0x7E)
      *out++ = (guint8) character;
    else if (character >= FIRST_KANA && character <= FIRST_KANA + (LAST_KANA_BYTE - FIRST_KANA_BYTE))
      *out++ = (guint8) (FIRST_KANA_BYTE + (character - FIRST_KANA));
    else {
      g_byte_array_set_size (bytes, before);
      return FALSE;
    }
  }
  g_byte_array_set_size (bytes, (guint) (out - bytes->data));

  return TRUE;
}
