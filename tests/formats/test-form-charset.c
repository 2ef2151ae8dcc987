/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-form-charset.h"

static MadoFormCharsetAnswer
search (const char *bytes, gsize length, gsize piece)
{
  g_autoptr (MadoFormCharsetSearch) found = mado_form_charset_search_new ();

  for (gsize done = 0; done < length; done += MIN (piece, length - done))
    mado_form_charset_search_push (found, (const guint8 *) bytes + done, MIN (piece, length - done));

  return mado_form_charset_search_finish (found);
}

/* Whatever the pieces, the answer is the same. */
static MadoFormCharsetAnswer
find (const char *bytes, gsize length)
{
  MadoFormCharsetAnswer whole = search (bytes, length, length + 1);

  for (gsize piece = 1; piece <= 7; piece++) {
    MadoFormCharsetAnswer answer = search (bytes, length, piece);

    g_assert_cmpint (answer.charset, ==, whole.charset);
    g_assert_cmpint (answer.is_guess, ==, whole.is_guess);
    g_assert_cmpint (answer.is_broken, ==, whole.is_broken);
    g_assert_cmpuint (answer.position, ==, whole.position);
  }

  return whole;
}

static void
test_japanese_text_is_known_in_every_charset (void)
{
  static const struct {
    const char *encoding;
    const char *mark;
    const char *name;
  } rows[] = {
    { "UTF-8", "", "UTF-8" },
    { "UTF-8", "\xEF\xBB\xBF", "UTF-8-BOM" },
    { "UTF-16LE", "\xFF\xFE", "UTF-16LE" },
    { "UTF-16BE", "\xFE\xFF", "UTF-16BE" },
    { "ISO-2022-JP", "", "ISO-2022-JP" },
    { "CP932", "", "CP932" },
    { "EUC-JP-MS", "", "EUC-JP-MS" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    gsize size = 0;
    g_autofree char *body =
        g_convert ("受付番号,氏名\n1,新宿 はなこ\n", -1, rows[i].encoding, "UTF-8", NULL, &size, NULL);
    g_autoptr (GString) bytes = g_string_new (rows[i].mark);

    g_string_append_len (bytes, body, (gssize) size);
    MadoFormCharsetAnswer answer = find (bytes->str, bytes->len);
    g_assert_cmpstr (mado_form_charset_get_name (answer.charset), ==, rows[i].name);
    g_assert_false (answer.is_broken);
    g_assert_false (answer.is_guess);
  }
}

static void
assert_found (const char *bytes, gsize length, MadoFormCharset charset, gboolean is_guess, int broken_at)
{
  MadoFormCharsetAnswer answer = find (bytes, length);

  g_assert_cmpint (answer.charset, ==, charset);
  g_assert_cmpint (answer.is_guess, ==, is_guess);
  g_assert_cmpint (answer.is_broken, ==, broken_at >= 0);
  g_assert_cmpuint (answer.position, ==, (guint64) MAX (broken_at, 0));
}

static void
test_edges (void)
{
  assert_found ("", 0, MADO_FORM_CHARSET_UTF_8, FALSE, -1);
  assert_found ("\xEF\xBB\xBF", 3, MADO_FORM_CHARSET_UTF_8_BOM, FALSE, -1);
  assert_found ("\xFF\xFE", 2, MADO_FORM_CHARSET_UTF_16LE, FALSE, -1);
  assert_found ("a\0b", 3, MADO_FORM_CHARSET_UTF_8, FALSE, -1);
  /* a lone escape character is no switch of ISO-2022-JP */
  assert_found ("a\033[0m", 5, MADO_FORM_CHARSET_UTF_8, FALSE, -1);
  assert_found ("\033$B\x21\x21\033(B\xE3\x81\x82", 11, MADO_FORM_CHARSET_UTF_8, FALSE, -1);
  /* ﾄ｡ or 涛: nobody can know */
  assert_found ("\xC4\xA1", 2, MADO_FORM_CHARSET_UTF_8, FALSE, -1);
  assert_found ("\xB1\xB1", 2, MADO_FORM_CHARSET_EUC_JP_MS, FALSE, -1);
}

static void
test_what_cannot_be_decoded_has_its_place (void)
{
  assert_found ("\xEF\xBB\xBF"
                "ab\xFF",
                6, MADO_FORM_CHARSET_UTF_8_BOM, FALSE, 5);
  assert_found ("\xFF\xFE"
                "a\0\0\xD8"
                "b\0",
                8, MADO_FORM_CHARSET_UTF_16LE, FALSE, 4);
  assert_found ("\xFF\xFE"
                "a",
                3, MADO_FORM_CHARSET_UTF_16LE, FALSE, 2);
  assert_found ("ab\xE3\x81\x82\xFF\xFF", 7, MADO_FORM_CHARSET_NONE, FALSE, 5);
  assert_found ("a\033$B\x29\x21", 6, MADO_FORM_CHARSET_ISO_2022_JP, FALSE, 4);
}

static void
test_near_choices_are_guesses (void)
{
  /* 桜 of EUC-JP is two half-width kana in CP932: 1 point against −4; one kanji more than a kana pair is too near */
  assert_found ("\xBA\xF9", 2, MADO_FORM_CHARSET_EUC_JP_MS, FALSE, -1);
  assert_found ("\x8E\xB1", 2, MADO_FORM_CHARSET_CP932, TRUE, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-charset/japanese-text-is-known-in-every-charset",
                   test_japanese_text_is_known_in_every_charset);
  g_test_add_func ("/form-charset/edges", test_edges);
  g_test_add_func ("/form-charset/what-cannot-be-decoded-has-its-place", test_what_cannot_be_decoded_has_its_place);
  g_test_add_func ("/form-charset/near-choices-are-guesses", test_near_choices_are_guesses);

  return g_test_run ();
}
