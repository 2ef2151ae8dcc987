/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-fold.h"
#include "mado-test-table.h"

typedef struct {
  const char *a;
  const char *b;
} Pair;

static gboolean
is_equal (const char *a, const char *b, MadoFoldLevel level)
{
  gboolean equal = mado_fold_compare (a, b, level, NULL);

  g_assert_cmpint (equal, ==, mado_fold_compare (b, a, level, NULL));

  return equal;
}

static void
test_keys_are_those_of_our_vectors (void)
{
  g_autoptr (MadoTestTable) table = mado_test_table_load ("kana-names.search.tsv");

  for (guint i = 0; i < mado_test_table_get_n_rows (table); i++) {
    const char *a = mado_test_table_get (table, i, "a");
    const char *b = mado_test_table_get (table, i, "b");
    g_autofree char *key = mado_fold_name (a, MADO_FOLD_STRICT);

    g_test_message ("%s %s", a, b);
    g_assert_cmpstr (key, ==, mado_test_table_get (table, i, "key_a"));
    g_assert_cmpstr (is_equal (a, b, MADO_FOLD_STRICT) ? "1" : "0", ==, mado_test_table_get (table, i, "equal"));
    g_assert_cmpstr (is_equal (a, b, MADO_FOLD_LOOSE) ? "1" : "0", ==, mado_test_table_get (table, i, "equal_loose"));
  }
}

static void
test_one_name_in_many_forms_has_one_key (void)
{
  static const Pair same[] = {
    { "佐々木", "佐佐木" },
    { "佐　々木", "佐佐木" },
    { "代々々木", "代代代木" },
    { "邉々", "辺辺" },
    { "か\u3099", "ガ" },
    { "か\u309B", "が" },
    { "は\u309C", "ﾊﾟ" },
    { "か \u3099", "ガ" },      /* what was between them is left out */
    { "ッ\u3099", "ヅ" },       /* what was small */
    { "か\u200B\u3099", "が" }, /* what nobody sees */
    { "辻\U000E0100", "辻" },
    { "辻\uFE00", "辻" },
    { "\U0002F81A", "\u51AC" },
    { "山﨑", "山嵜" },
    { "\uFA19", "神" },
    { "齊籐", "斉籐" },
    { "ヶ原ヵ", "ケ原カ" },
    { "ゕゖゎっゃゅょぁぃぅぇぉ", "カケワツヤユヨアイウエオ" },
    { "ㇷ\u309A", "プ" },
    { "マリア・デル‐カルメン", "ﾏﾘｱ･ﾃﾞﾙ ｶﾙﾒﾝ" },
    { "オーノ", "ｵｰﾉ" },
    { "オーノ", "オ－ノ" },
    { "オーノ", "オ─ノ" },
    { "みすゞ", "ミスヾ" },
    { "Ｓｍｉｔｈ，Ｊ．", "SMITH J" },
    { "é", "e\u0301" },
    { "㍻①", "平成1" },
    { "\uFEFF山\u00AD田\u2060", "山田" },
    { "\t山\u00A0田\r\n", "山田" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++) {
    g_test_message ("%s %s", same[i].a, same[i].b);
    g_assert_true (is_equal (same[i].a, same[i].b, MADO_FOLD_STRICT));
    g_assert_true (is_equal (same[i].a, same[i].b, MADO_FOLD_LOOSE));
  }
}

static void
test_different_names_stay_different (void)
{
  static const Pair different[] = {
    { "祇園", "祗園" },         { "荻野", "萩野" }, { "ミヅホ", "ミズホ" },   { "ユウコ", "ユーコ" },
    { "バン", "ヴァン" },       { "はし", "ばし" }, { "太田", "大田" },       { "未来", "末来" },
    { "山田(株)", "(株)山田" }, { "", "山" },       { "メアリー", "メリー" }, { "〇", "○" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (different); i++) {
    g_test_message ("%s %s", different[i].a, different[i].b);
    g_assert_false (is_equal (different[i].a, different[i].b, MADO_FOLD_STRICT));
    g_assert_false (is_equal (different[i].a, different[i].b, MADO_FOLD_LOOSE));
  }
}

static void
test_other_characters_are_joined_in_loose_keys_alone (void)
{
  static const Pair confused[] = {
    { "斎藤", "斉藤" }, { "齋藤", "齊藤" }, { "籔", "藪" }, { "亙", "亘" },     { "棲", "栖" },
    { "晄", "晃" },     { "埜", "野" },     { "椙", "杉" }, { "山碕", "山﨑" }, { "簑", "蓑" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (confused); i++) {
    g_assert_false (is_equal (confused[i].a, confused[i].b, MADO_FOLD_STRICT));
    g_assert_true (is_equal (confused[i].a, confused[i].b, MADO_FOLD_LOOSE));
  }
}

static void
test_an_iteration_mark_needs_a_kanji_before_it (void)
{
  static const Pair keys[] = { { "々木", "々木" }, { "ア々", "ア々" }, { "A々", "A々" } };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autofree char *key = mado_fold_name (keys[i].a, MADO_FOLD_STRICT);

    g_assert_cmpstr (key, ==, keys[i].b);
  }
}

static void
test_a_comparison_says_what_it_looked_past (void)
{
  static const struct {
    const char *a;
    const char *b;
    MadoFoldSteps reasons;
  } cases[] = {
    { "山田", "山田", 0 },
    { "山　田", "山田", MADO_FOLD_MARKS },
    { "ﾔﾏﾀﾞ", "ヤマダ", MADO_FOLD_FORM },
    { "か\u3099", "が", MADO_FOLD_FORM },
    { "㈱", "(株)", MADO_FOLD_FORM },
    { "やまだ", "ヤマダ", MADO_FOLD_KANA },
    { "キョウ", "キヨウ", MADO_FOLD_KANA },
    { "渡邊", "渡辺", MADO_FOLD_VARIANT },
    { "\uFA19", "神", MADO_FOLD_VARIANT },
    { "辻\U000E0100", "辻", MADO_FOLD_VARIANT },
    { "佐々木", "佐佐木", MADO_FOLD_VARIANT },
    { "斉", "斎", MADO_FOLD_CONFUSED },
    { "齊", "斎", MADO_FOLD_VARIANT | MADO_FOLD_CONFUSED },
    { "渡邊　ﾊﾅ", "渡辺はな", MADO_FOLD_VARIANT | MADO_FOLD_MARKS | MADO_FOLD_FORM | MADO_FOLD_KANA },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    MadoFoldSteps reasons = 0;

    g_test_message ("%s %s", cases[i].a, cases[i].b);
    g_assert_true (mado_fold_compare (cases[i].a, cases[i].b, MADO_FOLD_LOOSE, &reasons));
    g_assert_cmpuint (reasons, ==, cases[i].reasons);
  }
}

static void
test_a_failed_comparison_gives_no_reasons (void)
{
  MadoFoldSteps reasons = MADO_FOLD_KANA;

  g_assert_false (mado_fold_compare ("斉", "斎", MADO_FOLD_STRICT, &reasons));
  g_assert_cmpuint (reasons, ==, MADO_FOLD_KANA);
}

static void
test_what_is_not_utf_8_folds_to_itself (void)
{
  static const char *const broken[] = { "\xFF", "a\xE3\x81", "\xED\xA0\x80", "ｱ\x80ｱ", "\xF4\x90\x80\x80" };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++) {
    g_autofree char *key = mado_fold_name (broken[i], MADO_FOLD_LOOSE);
    g_autofree char *narrow = mado_fold_width (broken[i]);

    g_assert_cmpstr (key, ==, broken[i]);
    g_assert_cmpstr (narrow, ==, broken[i]);
  }
}

static void
test_numbers_become_narrow_and_nothing_else_does (void)
{
  static const Pair widths[] = {
    { "０３－１２３４‐５６７８", "03-1234-5678" },
    { "〒１６０ー００２２", "〒160-0022" },
    { "ａ　Ｂ", "a B" },
    { "–—−─ｰ―", "------" },
    { "ｱア①㈱邊\U000E0100 ・．", "ｱア①㈱邊\U000E0100 ・." },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++) {
    g_autofree char *narrow = mado_fold_width (widths[i].a);

    g_assert_cmpstr (narrow, ==, widths[i].b);
  }
}

/* The time of GLib's own normalization would grow with the square of these. */
static void
test_a_long_text_folds_as_its_parts_do (void)
{
  static const char *const parts[] = { "か゛", "e \u0301", "é", "ㅎㅏ", "㈱", "\uFDFA", "한" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GString) expected = g_string_new (NULL);
    g_autofree char *part_key = mado_fold_name (parts[i], MADO_FOLD_STRICT);

    for (int n = 0; n < 20000; n++) {
      g_string_append (text, parts[i]);
      g_string_append (expected, part_key);
    }
    g_autofree char *key = mado_fold_name (text->str, MADO_FOLD_STRICT);
    g_assert_true (g_str_equal (key, expected->str));
  }
}

static void
test_a_heap_of_marks_is_left_as_it_is (void)
{
  static const char *const heaps[] = { "\u0301\u0316", "\u0301\u0316 " };

  for (gsize i = 0; i < G_N_ELEMENTS (heaps); i++) {
    g_autoptr (GString) text = g_string_new ("か");

    for (int n = 0; n < 100000; n++)
      g_string_append (text, heaps[i]);
    g_autofree char *key = mado_fold_name (text->str, MADO_FOLD_STRICT);
    g_autofree char *again = mado_fold_name (key, MADO_FOLD_STRICT);
    g_assert_true (g_str_has_prefix (key, "カ"));
    g_assert_true (g_str_equal (again, key));
  }
}

static char *
make_text (GRand *random)
{
  static const gunichar starts[] = { 0x20,   0xA0,   0x300,  0x1100, 0x2000, 0x2E80,  0x3000, 0x3040,  0x30A0,
                                     0x31F0, 0x3300, 0x4E00, 0xAC00, 0xF900, 0xFE00,  0xFF00, 0x20B00, 0x2F800,
                                     0x9080, 0x65A0, 0x3090, 0x3099, 0xFF60, 0xE0100, 0x1D400 };
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (random, 0, 12); n > 0; n--) {
    gunichar start = starts[g_rand_int_range (random, 0, G_N_ELEMENTS (starts))];
    gunichar c = start + (gunichar) g_rand_int_range (random, 0, 0x60);

    if (g_unichar_validate (c))
      g_string_append_unichar (text, c);
  }

  return g_string_free_and_steal (text);
}

static void
test_any_key_is_valid_and_folds_to_itself (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20250401);

  for (int i = 0; i < 20000; i++) {
    g_autofree char *text = make_text (random);
    g_autofree char *strict = mado_fold_name (text, MADO_FOLD_STRICT);
    g_autofree char *loose = mado_fold_name (text, MADO_FOLD_LOOSE);
    g_autofree char *strict_again = mado_fold_name (strict, MADO_FOLD_STRICT);
    g_autofree char *loose_again = mado_fold_name (loose, MADO_FOLD_LOOSE);
    g_autofree char *loose_of_strict = mado_fold_name (strict, MADO_FOLD_LOOSE);

    g_assert_true (g_utf8_validate (strict, -1, NULL));
    g_assert_cmpstr (strict, ==, strict_again);
    g_assert_cmpstr (loose, ==, loose_again);
    g_assert_cmpstr (loose, ==, loose_of_strict); /* so what is equal strictly is equal loosely */
  }
}

static void
test_every_character_alone_folds_to_itself_at_last (void)
{
  for (gunichar c = 1; c < 0x30000; c++) {
    if (!g_unichar_validate (c))
      continue;
    char text[8] = "";

    g_unichar_to_utf8 (c, text);
    g_autofree char *key = mado_fold_name (text, MADO_FOLD_STRICT);
    g_autofree char *again = mado_fold_name (key, MADO_FOLD_STRICT);
    g_autofree char *normal = g_utf8_normalize (key, -1, G_NORMALIZE_ALL_COMPOSE);

    g_assert_cmpstr (again, ==, key);
    g_assert_cmpstr (normal, ==, key);
  }
}

static void
test_a_canonically_equal_text_has_the_same_key (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int i = 0; i < 5000; i++) {
    g_autofree char *text = make_text (random);
    g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT);
    g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);

    g_assert_true (is_equal (decomposed, composed, MADO_FOLD_STRICT));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fold/keys-are-those-of-our-vectors", test_keys_are_those_of_our_vectors);
  g_test_add_func ("/fold/one-name-in-many-forms-has-one-key", test_one_name_in_many_forms_has_one_key);
  g_test_add_func ("/fold/different-names-stay-different", test_different_names_stay_different);
  g_test_add_func ("/fold/other-characters-are-joined-in-loose-keys-alone",
                   test_other_characters_are_joined_in_loose_keys_alone);
  g_test_add_func ("/fold/an-iteration-mark-needs-a-kanji-before-it", test_an_iteration_mark_needs_a_kanji_before_it);
  g_test_add_func ("/fold/a-comparison-says-what-it-looked-past", test_a_comparison_says_what_it_looked_past);
  g_test_add_func ("/fold/a-failed-comparison-gives-no-reasons", test_a_failed_comparison_gives_no_reasons);
  g_test_add_func ("/fold/what-is-not-utf-8-folds-to-itself", test_what_is_not_utf_8_folds_to_itself);
  g_test_add_func ("/fold/numbers-become-narrow-and-nothing-else-does",
                   test_numbers_become_narrow_and_nothing_else_does);
  g_test_add_func ("/fold/a-long-text-folds-as-its-parts-do", test_a_long_text_folds_as_its_parts_do);
  g_test_add_func ("/fold/a-heap-of-marks-is-left-as-it-is", test_a_heap_of_marks_is_left_as_it_is);
  g_test_add_func ("/fold/any-key-is-valid-and-folds-to-itself", test_any_key_is_valid_and_folds_to_itself);
  g_test_add_func ("/fold/every-character-alone-folds-to-itself-at-last",
                   test_every_character_alone_folds_to_itself_at_last);
  g_test_add_func ("/fold/a-canonically-equal-text-has-the-same-key", test_a_canonically_equal_text_has_the_same_key);

  return g_test_run ();
}
