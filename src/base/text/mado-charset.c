/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text in other character sets, without loss: what cannot be carried is named, never replaced. */

#include "mado-charset.h"

#include <string.h>

#include "mado-kanji.h"

#define LONGEST_CHARACTER 8 /* bytes, in any of the sets */

/* Private use means another glyph in every town, and iconv passes over the tags without a word. */
static gboolean
is_unsafe (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_PRIVATE_USE || (c >= 0xE0000 && c <= 0xE007F);
}

static gboolean
encode_character (GIConv encoder, const char *character, gsize length, GByteArray *bytes)
{
  char *in = (char *) character;
  char encoded[LONGEST_CHARACTER];
  char *out = encoded;
  gsize in_left = length;
  gsize out_left = sizeof encoded;

  if (g_iconv (encoder, &in, &in_left, &out, &out_left) != 0)
    return FALSE;
  /* ¥ and ‾ as the bytes of \ and ~ would come back as these. */
  if (g_ascii_isprint (encoded[0]) && encoded[0] != character[0])
    return FALSE;
  g_byte_array_append (bytes, (const guint8 *) encoded, sizeof encoded - out_left);

  return TRUE;
}

/* Most text is carried whole. What comes back as the very same text needs no look at each character, but for those that
 * a set carries and we do not. */
static gboolean
encode_at_once (const char *text, const char *charset, GByteArray *bytes)
{
  g_autofree char *encoded = NULL, *again = NULL;
  gsize length = 0;

  for (const char *next = text; *next != '\0'; next = g_utf8_next_char (next))
    if (is_unsafe (g_utf8_get_char (next)) || mado_kanji_is_selector (g_utf8_get_char (next)))
      return FALSE;
  encoded = g_convert (text, -1, charset, "UTF-8", NULL, &length, NULL);
  again = encoded != NULL ? g_convert (encoded, (gssize) length, "UTF-8", charset, NULL, NULL, NULL) : NULL;
  if (again == NULL || strcmp (again, text) != 0)
    return FALSE;
  g_byte_array_append (bytes, (const guint8 *) encoded, (guint) length);

  return TRUE;
}

/* Where the character at text ends: behind its variation selectors, without which it would be another form. */
static const char *
find_end (const char *text)
{
  const char *end = g_utf8_next_char (text);

  while (mado_kanji_is_selector (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);

  return end;
}

static void
encode_legacy (const char *text, const char *charset, GByteArray *bytes, GArray *uncarried)
{
  g_autoptr (GHashTable) named = g_hash_table_new (NULL, NULL);
  GIConv encoder = g_iconv_open (charset, "UTF-8");

  for (const char *end, *next = text; *next != '\0'; next = end) {
    gunichar c = g_utf8_get_char (next);

    end = find_end (next);
    if (end == g_utf8_next_char (next) && !is_unsafe (c) &&
        encode_character (encoder, next, (gsize) (end - next), bytes))
      continue;
    for (; next < end; next = g_utf8_next_char (next)) {
      c = g_utf8_get_char (next);
      if (g_hash_table_add (named, GUINT_TO_POINTER (c)))
        g_array_append_val (uncarried, c);
    }
  }
  g_iconv_close (encoder);
}

/**
 * mado_charset_encode:
 * @text: valid UTF-8
 * @charset: one of the character sets of this file
 * @out_bytes: takes the bytes
 * @out_uncarried: takes every character (gunichar) that the set does not have, each once a call; a kanji with a
 * variation selector counts together with it
 *
 * −, ～ and the few others that a set has under two code points are carried as the one.
 *
 * Returns: whether all of the text was carried; nothing is appended to the bytes where it was not
 */
gboolean
mado_charset_encode (const char *text, const char *charset, GByteArray *out_bytes, GArray *out_uncarried)
{
  guint n_bytes = out_bytes->len;
  guint n_uncarried = out_uncarried->len;

  if (strcmp (charset, MADO_CHARSET_UTF_8) == 0)
    g_byte_array_append (out_bytes, (const guint8 *) text, (guint) strlen (text));
  else if (!encode_at_once (text, charset, out_bytes))
    encode_legacy (text, charset, out_bytes, out_uncarried);
  if (out_uncarried->len == n_uncarried)
    return TRUE;
  g_byte_array_set_size (out_bytes, n_bytes);

  return FALSE;
}

/**
 * mado_charset_decode:
 * @bytes: (nullable): text of a file
 * @length: its bytes
 * @charset: one of the character sets of this file
 * @error: return location for an error of %G_CONVERT_ERROR
 *
 * Private use characters come through, so that their reader can ask a person what they mean.
 *
 * Returns: (transfer full) (nullable): the text in UTF-8, %NULL where a byte belongs to no character
 */
char *
mado_charset_decode (const guint8 *bytes, gsize length, const char *charset, GError **error)
{
  if (length == 0)
    return g_strdup ("");
  if (memchr (bytes, '\0', length) != NULL) {
    g_set_error (error, G_CONVERT_ERROR, G_CONVERT_ERROR_EMBEDDED_NUL, "could not read text as %s: it has a zero byte",
                 charset);
    return NULL;
  }

  g_autofree char *text = g_convert ((const char *) bytes, (gssize) length, "UTF-8", charset, NULL, NULL, NULL);
  if (text == NULL)
    g_set_error (error, G_CONVERT_ERROR, G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                 "could not read text as %s: a byte belongs to no character", charset);

  return g_steal_pointer (&text);
}
