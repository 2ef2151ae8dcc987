/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-my-number.h"
#include "mado-test-table.h"

static void
assert_level (const char *text, const char *level)
{
  g_autofree char *printable = g_utf8_make_valid (text, -1);

  g_test_message ("%s", printable);
  g_assert_cmpstr (mado_my_number_level_get_name (mado_my_number_scan (text, NULL, NULL)), ==, level);
}

static void
test_vectors_check (void)
{
  g_autoptr (MadoTestTable) table = mado_test_table_load ("my-number.vectors.tsv");

  for (guint row = 0; row < mado_test_table_get_n_rows (table); row++) {
    const char *value = mado_test_table_get (table, row, "value");
    gboolean valid = g_str_equal (mado_test_table_get (table, row, "kind"), "my")
                         ? mado_my_number_is_valid (value)
                         : mado_corporate_number_is_valid (value);

    g_test_message ("%s", value);
    g_assert_cmpstr (valid ? "1" : "0", ==, mado_test_table_get (table, row, "valid"));
  }
}

static void
test_one_of_ten_numbers_passes_by_chance (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  int n_valid = 0;

  for (int i = 0; i < 20000; i++) {
    g_autofree char *number =
        g_strdup_printf ("%06d%06d", g_rand_int_range (random, 0, 1000000), g_rand_int_range (random, 0, 1000000));

    n_valid += mado_my_number_is_valid (number) ? 1 : 0;
  }
  g_assert_cmpint (n_valid, >, 1850);
  g_assert_cmpint (n_valid, <, 2150);
}

static void
test_each_base_has_one_check_digit (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (int i = 0; i < 500; i++) {
    g_autofree char *base =
        g_strdup_printf ("%06d%05d", g_rand_int_range (random, 0, 1000000), g_rand_int_range (random, 0, 100000));
    int n_mine = 0, n_corporate = 0;

    for (int digit = 0; digit < 10; digit++) {
      g_autofree char *mine = g_strdup_printf ("%s%d", base, digit);
      g_autofree char *corporate = g_strdup_printf ("%d%s7", digit, base);

      n_mine += mado_my_number_is_valid (mine) ? 1 : 0;
      n_corporate += mado_corporate_number_is_valid (corporate) ? 1 : 0;
    }
    g_assert_cmpint (n_mine, ==, 1);
    g_assert_cmpint (n_corporate, ==, 1);
  }
}

static void
test_vectors_are_rated (void)
{
  g_autoptr (MadoTestTable) table = mado_test_table_load ("my-number.detect.tsv");

  for (guint row = 0; row < mado_test_table_get_n_rows (table); row++)
    assert_level (mado_test_table_get (table, row, "text"), mado_test_table_get (table, row, "level"));
}

static void
test_a_word_beside_it_makes_a_number_certain (void)
{
  assert_level ("個人番号983205673214", "HIGH");
  assert_level ("個人番号　９８３２　０５６７　３２１４", "HIGH");
  assert_level ("My Number: 983205673214", "HIGH");
  assert_level ("MYNUMBER=983205673214", "HIGH");
  assert_level ("my_number 9832-0567-3214", "HIGH");
  assert_level ("ﾏｲﾅﾝﾊﾞｰ 983205673214", "HIGH");
  assert_level ("マイナンバーカード番号 983205673214", "HIGH");
  assert_level ("通知カード\n983205673214", "HIGH");
  assert_level ("983205673214（個人番号）", "HIGH");
  assert_level ("983205673214 マイナンバー", "HIGH");
  assert_level ("電話 983205673214 個人番号", "HIGH"); /* the word that matters wins */
  assert_level ("dummy number 983205673214", "LOW");
  assert_level ("個人番号について後日ご連絡することとした。控え 983205673214", "LOW"); /* too far */
}

static void
test_a_word_reaches_so_far (void)
{
  assert_level ("個人番号一二三四五六七八九十一二三四983205673214", "HIGH");
  assert_level ("個人番号一二三四五六七八九十一二三四五983205673214", "LOW");
  assert_level ("983205673214一二三四五六七八個人番号", "HIGH");
  assert_level ("983205673214一二三四五六七八九個人番号", "LOW");
  assert_level ("伝票一二三四五六七八九十983205673214", "NONE");
  assert_level ("伝票一二三四五六七八九十一983205673214", "LOW");
  assert_level ("983205673214一二三四五六七八運転免許", "NONE");
  assert_level ("983205673214伝票", "LOW");
}

static void
test_separators_after_a_word_do_not_hide_a_number (void)
{
  assert_level ("個人番号-983205673214", "HIGH");
  assert_level ("個人番号ー9832-0567-3214", "HIGH");
  assert_level ("個人番号 983 205 673 214", "HIGH");
  assert_level ("個人番号：9832-0567 3214", "HIGH");
  assert_level ("個人番号 98-32-05-67-32-14", "HIGH");
  assert_level ("個人番号 9 8 3 2 0 5 6 7 3 2 1 4", "HIGH");
  assert_level ("個人番号 9832 - 0567 - 3214", "HIGH");
  assert_level ("個人番号 9832：0567：3214", "HIGH");
  assert_level ("個人番号 9832−0567‐3214", "HIGH");
  assert_level ("個人番号 9832.0567.3214", "HIGH");
  assert_level ("個人番号 9832・0567・3214", "HIGH");
  assert_level ("個人番号 983 205 673 210", "MID");
  assert_level ("9832 0567-3214", "NONE"); /* without a word only the printed forms count */
  assert_level ("983 205 673 214", "NONE");
}

static void
test_invisible_characters_and_other_digits_do_not_hide_a_number (void)
{
  assert_level ("個人番号 9832\u200B0567\u200D3214", "HIGH");
  assert_level ("個\u2060人番\uFEFF号 983205673214", "HIGH");
  assert_level ("98320567\u00AD3214", "LOW");
  assert_level ("9832\u00A00567\u00A03214", "MID");
  assert_level ("個人番号 ٩٨٣٢٠٥٦٧٣٢١٤", "HIGH");
  assert_level ("個人番号 𝟗𝟖𝟑𝟐𝟎𝟓𝟔𝟕𝟑𝟐𝟏𝟒", "HIGH");
  assert_level ("個 人 番 号 983205673214", "HIGH");
  assert_level ("マイナンハ\u3099ー 983205673214", "HIGH");
  assert_level ("①9832-0567-3214", "MID");
  assert_level ("\xff\xfe"
                "983205673214",
                "LOW");
  assert_level ("個人番号\x01 98\x02"
                "3205673214",
                "HIGH");
}

static void
test_other_numbers_are_left_alone (void)
{
  assert_level ("運転免許証番号 983205673214", "NONE");
  assert_level ("983205673214（運転免許証）", "NONE");
  assert_level ("受付番号 9832-0567-3214", "NONE");
  assert_level ("整理番号：983205673214", "NONE");
  assert_level ("伝票の番号は983205673214", "NONE");
  assert_level ("TEL983205673214", "NONE");
  assert_level ("hotel 983205673214", "LOW");
  assert_level ("住民票コード 98320567321", "NONE");
  assert_level ("9832056732145", "NONE");
  assert_level ("個人番号 9832056732145", "NONE"); /* thirteen digits */
  assert_level ("個人番号 98320567321", "NONE");   /* eleven */
  assert_level ("983205673214-1", "NONE");         /* a part of something longer */
  assert_level ("0-983205673214", "NONE");
  assert_level ("9832-0567-3214-0000", "NONE");
  assert_level ("111111111111", "NONE");
  assert_level ("個人番号 000000000000", "NONE");
  assert_level ("個人番号 ************", "NONE");
  assert_level ("983205673210", "NONE");
  assert_level ("マイナンバーカード受取 2026-04-01 12:34", "NONE");
  assert_level ("マイナンバーカード 2026/4/1 10:30:00", "NONE");
  assert_level ("通知カード 2026-04-01 2026-05-01", "NONE");
  assert_level ("個人番号カード 12,345円", "NONE");
}

static void
test_a_date_with_time_is_weak_evidence (void)
{
  assert_level ("202604011231", "LOW"); /* happens to end in the right digit */
  assert_level ("2026-0401-1231", "LOW");
  assert_level ("2026-1301-1231", "NONE");
  assert_level ("個人番号 202604011231", "HIGH");
}

static void
test_lines_and_kanji_are_the_known_limit (void)
{
  assert_level ("個人番号\n9832\n0567\n3214", "NONE");
  assert_level ("個人番号 九八三二〇五六七三二一四", "NONE");
}

static void
assert_place (const char *text, const char *place, MadoMyNumberLevel level)
{
  gsize offset = 0, length = 0;

  g_assert_cmpint (mado_my_number_scan (text, &offset, &length), ==, level);
  g_assert_cmpmem (text + offset, length, place, strlen (place));
}

static void
test_the_place_is_that_of_the_most_serious_number (void)
{
  gsize offset = 7, length = 8;

  assert_place ("氏名 ９８３２－０５６７－３２１４です", "９８３２－０５６７－３２１４", MADO_MY_NUMBER_MID);
  assert_place ("控え 983205673214 は廃棄した。本人から聞いたマイナンバーは 987654321093 だった", "987654321093",
                MADO_MY_NUMBER_HIGH);
  assert_place ("個人番号 1 983205673214", "983205673214", MADO_MY_NUMBER_HIGH);
  g_assert_cmpint (mado_my_number_scan ("電話", &offset, &length), ==, MADO_MY_NUMBER_NONE);
  g_assert_cmpuint (offset, ==, 7);
  g_assert_cmpuint (length, ==, 8);
}

static void
assert_masked (const char *text, const char *expected)
{
  g_autofree char *masked = mado_my_number_mask (text);

  g_assert_cmpstr (masked, ==, expected);
}

static void
test_the_mask_takes_the_digits_and_nothing_else (void)
{
  assert_masked ("個人番号：９８３２－０５６７ 3214、電話 03-1234-5678",
                 "個人番号：****－**** ****、電話 03-1234-5678");
  assert_masked ("マイナンバー 9832\u200B05673214", "マイナンバー ****\u200B********");
  assert_masked ("マイナンバー 983205673210", "マイナンバー ************");
  assert_masked ("控え 983205673214", "控え 983205673214"); /* weak evidence: a person looks first */
  assert_masked ("個人番号 983205673214、987654321093", "個人番号 ************、************");
  assert_masked ("\xff 個人番号 983205673214 \xfe", "\xff 個人番号 ************ \xfe");
  assert_masked ("", "");
}

static void
test_after_the_mask_nothing_serious_is_left (void)
{
  static const char *const parts[] = { "個人番号", "マイナンバー", "電話",     " ",      "-",    ":",    "　",
                                       "ー",       "は",           "98",       "983",    "9832", "0567", "3214",
                                       "5",        "983205673214", "０５６７", "\u200B", "\xff", "\n" };
  g_autoptr (GRand) random = g_rand_new_with_seed (12);
  int n_high = 0;

  for (int i = 0; i < 20000; i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *masked = NULL;

    for (int n = g_rand_int_range (random, 1, 16); n > 0; n--)
      g_string_append (text, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
    n_high += mado_my_number_scan (text->str, NULL, NULL) == MADO_MY_NUMBER_HIGH ? 1 : 0;
    masked = mado_my_number_mask (text->str);
    g_assert_cmpint (mado_my_number_scan (masked, NULL, NULL), <, MADO_MY_NUMBER_MID);
  }
  g_assert_cmpint (n_high, >, 100);
}

static void
test_without_digits_there_is_no_number (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (int i = 0; i < 5000; i++) {
    char text[32] = "";

    for (gsize j = 0; j < sizeof text - 1; j++) {
      text[j] = (char) g_rand_int_range (random, 1, 256);
      if (g_ascii_isdigit (text[j]))
        text[j] = ' ';
    }
    g_assert_cmpint (mado_my_number_scan (text, NULL, NULL), ==, MADO_MY_NUMBER_NONE);
  }
}

static void
test_headings_are_recognized (void)
{
  static const char *const mine[] = { "個人番号",         "マイナンバー",     "ﾏｲﾅﾝﾊﾞｰ",          "My Number",
                                      "my_number",        "ＭＹＮＵＭＢＥＲ", "個人番号（12桁）", "世帯主 個人 番号",
                                      "通知カードの番号", "個人番号カード" };
  static const char *const others[] = { "",         "法人番号",     "受付番号", "整理番号",   "番号",
                                        "電話番号", "dummy number", "個人",     "カード番号", "住民票コード" };

  for (gsize i = 0; i < G_N_ELEMENTS (mine); i++)
    g_assert_true (mado_my_number_is_heading (mine[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (mado_my_number_is_heading (others[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/my-number/vectors-check", test_vectors_check);
  g_test_add_func ("/my-number/one-of-ten-numbers-passes-by-chance", test_one_of_ten_numbers_passes_by_chance);
  g_test_add_func ("/my-number/each-base-has-one-check-digit", test_each_base_has_one_check_digit);
  g_test_add_func ("/my-number/vectors-are-rated", test_vectors_are_rated);
  g_test_add_func ("/my-number/a-word-beside-it-makes-a-number-certain", test_a_word_beside_it_makes_a_number_certain);
  g_test_add_func ("/my-number/a-word-reaches-so-far", test_a_word_reaches_so_far);
  g_test_add_func ("/my-number/separators-after-a-word-do-not-hide-a-number",
                   test_separators_after_a_word_do_not_hide_a_number);
  g_test_add_func ("/my-number/invisible-characters-and-other-digits-do-not-hide-a-number",
                   test_invisible_characters_and_other_digits_do_not_hide_a_number);
  g_test_add_func ("/my-number/other-numbers-are-left-alone", test_other_numbers_are_left_alone);
  g_test_add_func ("/my-number/a-date-with-time-is-weak-evidence", test_a_date_with_time_is_weak_evidence);
  g_test_add_func ("/my-number/lines-and-kanji-are-the-known-limit", test_lines_and_kanji_are_the_known_limit);
  g_test_add_func ("/my-number/the-place-is-that-of-the-most-serious-number",
                   test_the_place_is_that_of_the_most_serious_number);
  g_test_add_func ("/my-number/the-mask-takes-the-digits-and-nothing-else",
                   test_the_mask_takes_the_digits_and_nothing_else);
  g_test_add_func ("/my-number/after-the-mask-nothing-serious-is-left", test_after_the_mask_nothing_serious_is_left);
  g_test_add_func ("/my-number/without-digits-there-is-no-number", test_without_digits_there_is_no_number);
  g_test_add_func ("/my-number/headings-are-recognized", test_headings_are_recognized);

  return g_test_run ();
}
