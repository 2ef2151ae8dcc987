/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-charset.h"

static const char *const charsets[] = { MADO_CHARSET_UTF_8, MADO_CHARSET_CP932, MADO_CHARSET_EUC_JP };

static void
assert_encodes (const char *charset, const char *text, const char *expected, gsize length)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GArray) uncarried = g_array_new (FALSE, FALSE, sizeof (gunichar));

  g_assert_true (mado_charset_encode (text, charset, bytes, uncarried));
  g_assert_cmpuint (uncarried->len, ==, 0);
  g_assert_cmpmem (bytes->data, bytes->len, expected, length);
}

/* Encodes text that cannot be carried whole. Returns the characters that are named, as text. */
static char *
get_uncarried (const char *charset, const char *text)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GArray) uncarried = g_array_new (FALSE, FALSE, sizeof (gunichar));

  g_assert_false (mado_charset_encode (text, charset, bytes, uncarried));
  g_assert_cmpuint (bytes->len, ==, 0);

  return g_ucs4_to_utf8 ((const gunichar *) (void *) uncarried->data, uncarried->len, NULL, NULL, NULL);
}

static void
test_names_of_registers_have_their_bytes (void)
{
  assert_encodes (MADO_CHARSET_CP932, "髙﨑①㈱", "\xFB\xFC\xFA\xB1\x87\x40\x87\x8A", 8);
  assert_encodes (MADO_CHARSET_CP932, "～〜－−", "\x81\x60\x81\x60\x81\x7C\x81\x7C", 8);
  assert_encodes (MADO_CHARSET_CP932, "ｱ\\~", "\xB1\\~", 3);
  assert_encodes (MADO_CHARSET_EUC_JP, "髙", "\x8F\xF4\xFB", 3);
  assert_encodes (MADO_CHARSET_UTF_8, "𠮷葛\U000E0100", "𠮷葛\U000E0100", strlen ("𠮷葛\U000E0100"));
  assert_encodes (MADO_CHARSET_CP932, "", "", 0);
}

static void
test_all_that_a_set_lacks_is_named_once (void)
{
  g_autofree char *names = get_uncarried (MADO_CHARSET_CP932, "𠮷田の𠮷、繫と繫と鷗");

  g_assert_cmpstr (names, ==, "𠮷繫鷗");
}

static void
test_a_selector_is_named_with_its_kanji (void)
{
  g_autofree char *names = get_uncarried (MADO_CHARSET_CP932, "葛葛\U000E0100城");
  g_autofree char *alone = get_uncarried (MADO_CHARSET_CP932, "\uFE00葛");

  g_assert_cmpstr (names, ==, "葛\U000E0100");
  g_assert_cmpstr (alone, ==, "\uFE00");
}

static void
test_nothing_becomes_something_else (void)
{
  g_autofree char *names = get_uncarried (MADO_CHARSET_CP932, "¥‾\uE000\U000E0041é\U000F0000");

  g_assert_cmpstr (names, ==, "¥‾\uE000\U000E0041é\U000F0000");
}

/* Two code points that a set has at one place come back as one of them. */
static gunichar
get_twin (gunichar c)
{
  static const gunichar twins[][2] = {
    { 0xA2, 0xFFE0 }, { 0xA3, 0xFFE1 }, { 0xA6, 0xFFE4 }, { 0xAC, 0xFFE2 },
    { U'—', U'―' },   { U'‖', U'∥' },   { U'−', U'－' },  { U'〜', U'～' },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (twins); i++)
    if (c == twins[i][0])
      return twins[i][1];

  return c;
}

static void
test_every_carried_character_comes_back (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++) {
    guint n_carried = 0;

    for (gunichar c = 1; c < 0x30000; c++) {
      if (!g_unichar_validate (c))
        continue;
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autoptr (GArray) uncarried = g_array_new (FALSE, FALSE, sizeof (gunichar));
      g_autoptr (GError) error = NULL;
      char text[8] = "";

      g_unichar_to_utf8 (c, text);
      if (!mado_charset_encode (text, charsets[i], bytes, uncarried)) {
        g_assert_cmpuint (g_array_index (uncarried, gunichar, 0), ==, c);
        continue;
      }
      g_autofree char *back = mado_charset_decode (bytes->data, bytes->len, charsets[i], &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_utf8_get_char (back), ==, i == 0 ? c : get_twin (c));
      g_assert_cmpint (g_utf8_strlen (back, -1), ==, 1);
      n_carried++;
    }
    g_assert_cmpuint (n_carried, >, 7500);
  }
}

/* Every code of CP932 that means a character means it again after it was encoded; private use is not written. */
static void
test_all_of_cp932_comes_back (void)
{
  guint n_characters = 0;

  for (guint code = 1; code <= 0xFFFF; code++) {
    const guint8 pair[] = { (guint8) (code >> 8), (guint8) code };
    const guint8 *begin = code > 0xFF ? pair : pair + 1;
    g_autofree char *text = mado_charset_decode (begin, code > 0xFF ? 2 : 1, MADO_CHARSET_CP932, NULL);
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    g_autoptr (GArray) uncarried = g_array_new (FALSE, FALSE, sizeof (gunichar));

    if (text == NULL)
      continue;
    if (g_unichar_type (g_utf8_get_char (text)) == G_UNICODE_PRIVATE_USE) {
      g_assert_false (mado_charset_encode (text, MADO_CHARSET_CP932, bytes, uncarried));
      continue;
    }
    g_assert_true (mado_charset_encode (text, MADO_CHARSET_CP932, bytes, uncarried));
    g_autofree char *back = mado_charset_decode (bytes->data, bytes->len, MADO_CHARSET_CP932, NULL);
    g_assert_cmpstr (back, ==, text); /* not the bytes: NEC and IBM rows repeat characters */
    n_characters++;
  }
  g_assert_cmpuint (n_characters, >, 7500);
}

static void
test_a_byte_too_few_or_wrong_is_refused (void)
{
  static const struct {
    const char *charset;
    const char *bytes;
    gsize length;
  } cases[] = {
    { MADO_CHARSET_CP932, "\x88", 1 },     { MADO_CHARSET_CP932, "\x88\x9F\x81", 3 },
    { MADO_CHARSET_CP932, "\xFF", 1 },     { MADO_CHARSET_CP932, "a\0b", 3 },
    { MADO_CHARSET_UTF_8, "\xE3\x81", 2 }, { MADO_CHARSET_UTF_8, "\xED\xA0\x80", 3 },
    { MADO_CHARSET_UTF_8, "\xC0\x80", 2 }, { MADO_CHARSET_EUC_JP, "\xA4", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *text =
        mado_charset_decode ((const guint8 *) cases[i].bytes, cases[i].length, cases[i].charset, &error);

    g_assert_null (text);
    g_assert_nonnull (error);
    g_assert_true (error->domain == G_CONVERT_ERROR);
  }
}

static void
test_no_bytes_are_no_text (void)
{
  g_autofree char *text = mado_charset_decode (NULL, 0, MADO_CHARSET_CP932, NULL);

  g_assert_cmpstr (text, ==, "");
}

static void
test_what_was_there_before_stays (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new_take (g_memdup2 ("x", 1), 1);
  g_autoptr (GArray) uncarried = g_array_new (FALSE, FALSE, sizeof (gunichar));

  g_assert_false (mado_charset_encode ("あ𠮷", MADO_CHARSET_CP932, bytes, uncarried));
  g_assert_true (mado_charset_encode ("あ", MADO_CHARSET_CP932, bytes, uncarried));
  g_assert_cmpmem (bytes->data, bytes->len, "x\x82\xA0", 3);
  g_assert_cmpuint (uncarried->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/charset/names-of-registers-have-their-bytes", test_names_of_registers_have_their_bytes);
  g_test_add_func ("/charset/all-that-a-set-lacks-is-named-once", test_all_that_a_set_lacks_is_named_once);
  g_test_add_func ("/charset/a-selector-is-named-with-its-kanji", test_a_selector_is_named_with_its_kanji);
  g_test_add_func ("/charset/nothing-becomes-something-else", test_nothing_becomes_something_else);
  g_test_add_func ("/charset/every-carried-character-comes-back", test_every_carried_character_comes_back);
  g_test_add_func ("/charset/all-of-cp932-comes-back", test_all_of_cp932_comes_back);
  g_test_add_func ("/charset/a-byte-too-few-or-wrong-is-refused", test_a_byte_too_few_or_wrong_is_refused);
  g_test_add_func ("/charset/no-bytes-are-no-text", test_no_bytes_are_no_text);
  g_test_add_func ("/charset/what-was-there-before-stays", test_what_was_there_before_stays);

  return g_test_run ();
}
