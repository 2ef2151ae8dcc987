/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which characters can be trusted to print: those of JIS X 0208, as the C library's converters know it. */

#include "mado-form-repertoire.h"

#include <string.h>

#define N_CELLS 94
#define PLANE_SIZE 0x10000

static MadoFormCharacter
classify_uncommon (gunichar character)
{
  GUnicodeType type = g_unichar_type (character);

  if (type == G_UNICODE_PRIVATE_USE || character == 0xFFFD)
    return MADO_FORM_CHARACTER_GAIJI;
  if (type == G_UNICODE_OTHER_NUMBER || type == G_UNICODE_LETTER_NUMBER ||
      (type >= G_UNICODE_CURRENCY_SYMBOL && type <= G_UNICODE_OTHER_SYMBOL))
    return MADO_FORM_CHARACTER_MACHINE;
  if (g_unichar_isalpha (character) || g_unichar_ismark (character) || type == G_UNICODE_FORMAT ||
      type == G_UNICODE_UNASSIGNED)
    return MADO_FORM_CHARACTER_NAME;

  return MADO_FORM_CHARACTER_COMMON; /* spaces and punctuation */
}

/* Two converters, because they differ in a few signs (～, －, ∥ …) and files hold both forms. */
static void
add_cell (guint8 *plane, GIConv converter, guint row, guint cell)
{
  char bytes[2] = { (char) (0xA0 + row), (char) (0xA0 + cell) }, utf8[8] = { 0 };
  char *in = bytes, *out = utf8;
  gsize n_in = sizeof bytes, n_out = sizeof utf8 - 1;

  if (g_iconv (converter, &in, &n_in, &out, &n_out) == (gsize) -1) {
    g_iconv (converter, NULL, NULL, NULL, NULL); /* an empty cell */
    return;
  }
  gunichar character = g_utf8_get_char (utf8);
  if (character < PLANE_SIZE && plane[character] != MADO_FORM_CHARACTER_GAIJI)
    plane[character] = MADO_FORM_CHARACTER_COMMON;
}

static gpointer
fill_plane (gpointer unused)
{
  static guint8 plane[PLANE_SIZE]; /* a MadoFormCharacter for each of the first characters of Unicode */
  const char *const encodings[] = { "EUC-JP", "EUC-JP-MS" };

  for (gunichar character = 0x80; character < PLANE_SIZE; character++)
    plane[character] = (guint8) classify_uncommon (character);
  memset (plane + 0xFF61, MADO_FORM_CHARACTER_COMMON, 0xFFA0 - 0xFF61); /* half-width kana */
  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++) {
    GIConv converter = g_iconv_open ("UTF-8", encodings[i]);

    for (guint row = 1; row <= 84; row++)
      if (row <= 8 || row >= 16) /* the makers of machines filled what the standard left free between */
        for (guint cell = 1; cell <= N_CELLS; cell++)
          add_cell (plane, converter, row, cell);
    g_iconv_close (converter);
  }

  return plane;
}

static const guint8 *
get_plane (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, fill_plane, NULL);
}

/**
 * mado_form_character_classify:
 * @character: a character
 *
 * Returns: how far it can be trusted
 */
MadoFormCharacter
mado_form_character_classify (gunichar character)
{
  return character < PLANE_SIZE ? (MadoFormCharacter) get_plane ()[character] : classify_uncommon (character);
}

/**
 * mado_form_text_classify:
 * @text: UTF-8
 *
 * Returns: the classes of its characters beyond ASCII: a bit, 1 << class, for each; 0 where it is all ASCII
 */
guint
mado_form_text_classify (const char *text)
{
  const guint8 *plane = get_plane ();
  const guint8 *next = (const guint8 *) text;
  guint classes = 0;

  while (*next != '\0')
    if (*next < 0x80) {
      next++;
    } else if (*next >= 0xE0 && *next < 0xF0) { /* three bytes: nearly all of Japanese */
      classes |= 1U << plane[(next[0] & 0x0F) << 12 | (next[1] & 0x3F) << 6 | (next[2] & 0x3F)];
      next += 3;
    } else {
      classes |= 1U << mado_form_character_classify (g_utf8_get_char ((const char *) next));
      next += g_utf8_skip[*next];
    }

  return classes;
}
