/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-bank-text.h"
#include "mado-test-table.h"

static MadoBankText *
convert (const char *text)
{
  return mado_bank_text_new (text, mado_bank_profile_get_default ());
}

static const MadoBankChange *
get_change (const MadoBankText *text, guint index)
{
  g_assert_cmpuint (index, <, text->changes->len);

  return g_ptr_array_index (text->changes, index);
}

static void
assert_change (
    const MadoBankText *text, guint index, const char *code, guint position, const char *was, const char *became)
{
  const MadoBankChange *change = get_change (text, index);

  g_assert_cmpstr (change->code, ==, code);
  g_assert_cmpuint (change->position, ==, position);
  g_assert_cmpstr (change->was, ==, was);
  g_assert_cmpstr (change->became, ==, became);
}

static void
assert_hex (const MadoBankText *text, const char *hex)
{
  g_autoptr (GString) actual = g_string_new (NULL);

  for (guint i = 0; i < text->bytes->len; i++)
    g_string_append_printf (actual, "%02X", text->bytes->data[i]);
  g_assert_cmpstr (actual->str, ==, hex);
}

static void
test_conversions_are_those_of_our_vectors (void)
{
  g_autoptr (MadoTestTable) table = mado_test_table_load ("kana-names.convert.tsv");

  for (guint i = 0; i < mado_test_table_get_n_rows (table); i++) {
    g_autoptr (MadoBankText) text = convert (mado_test_table_get (table, i, "input"));

    g_assert_cmpstr (text->half_width, ==, mado_test_table_get (table, i, "half"));
    assert_hex (text, mado_test_table_get (table, i, "hex"));
    g_assert_cmpuint (text->n_rejected, ==, 0);
  }
}

static char *
join_codes (const MadoBankText *text)
{
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < text->changes->len; i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? "," : "", get_change (text, i)->code);

  return g_strdup (codes->str);
}

/* Between two kana, since spaces at the ends go. The rules give ヷ to ヺ a code of their own. */
static void
test_every_character_becomes_what_our_vectors_say (void)
{
  g_autoptr (MadoTestTable) table = mado_test_table_load ("kana-names.zengin-map.tsv");

  for (guint i = 0; i < mado_test_table_get_n_rows (table); i++) {
    gunichar c = (gunichar) g_ascii_strtoull (mado_test_table_get (table, i, "cp") + 2, NULL, 16);
    const char *warnings = mado_test_table_get (table, i, "warnings");
    char character[8] = "";

    g_unichar_to_utf8 (c, character);
    g_autofree char *input = g_strconcat ("ア", character, "ア", NULL);
    g_autofree char *half = g_strconcat ("ｱ", mado_test_table_get (table, i, "half"), "ｱ", NULL);
    g_autofree char *hex = g_strconcat ("B1", mado_test_table_get (table, i, "bytes_hex"), "B1", NULL);
    g_autoptr (MadoBankText) text = convert (input);
    g_autofree char *codes = join_codes (text);

    g_test_message ("%s", character);
    g_assert_cmpstr (text->half_width, ==, half);
    assert_hex (text, hex);
    g_assert_cmpstr (codes, ==, c >= U'ヷ' && c <= U'ヺ' ? "W_VKANA" : warnings);
    g_assert_cmpuint (text->n_rejected, ==, strcmp (warnings, "REJECT") == 0);
  }
}

static void
test_a_change_names_its_place_and_reason (void)
{
  g_autoptr (MadoBankText) text = convert ("シュヲaヷ・ヰ");

  g_assert_cmpstr (text->half_width, ==, "ｼﾕｵAｳﾞｱ ｲ");
  assert_change (text, 0, "W_SMALL", 2, "ュ", "ﾕ");
  assert_change (text, 1, "W_WO", 3, "ヲ", "ｵ");
  assert_change (text, 2, "W_LOWER", 4, "a", "A");
  assert_change (text, 3, "W_VKANA", 5, "ヷ", "ｳﾞｱ");
  assert_change (text, 4, "W_NAKAGURO", 6, "・", " ");
  assert_change (text, 5, "W_OLDKANA", 7, "ヰ", "ｲ");
  g_assert_cmpuint (text->changes->len, ==, 6);
}

static void
test_all_that_cannot_be_carried_is_named (void)
{
  g_autoptr (MadoBankText) text = convert ("山田ｱ\U000E0100①");

  g_assert_cmpstr (text->half_width, ==, "ｱ");
  g_assert_cmpuint (text->n_rejected, ==, 4);
  assert_change (text, 0, "REJECT", 1, "山", "");
  assert_change (text, 3, "REJECT", 5, "①", "");
}

static void
test_spaces_stand_single_and_between_words (void)
{
  g_autoptr (MadoBankText) text = convert ("　ｱ 　・ｲ ");

  g_assert_cmpstr (text->half_width, ==, "ｱ ｲ");
  assert_change (text, 0, "W_SPACE", 1, "　", "");
  assert_change (text, 1, "W_SPACE", 4, "　", "");
  assert_change (text, 2, "W_NAKAGURO", 5, "・", " ");
  assert_change (text, 3, "W_SPACE", 5, "・", "");
  assert_change (text, 4, "W_SPACE", 7, " ", "");
}

static void
test_a_decomposed_kana_is_the_composed_one (void)
{
  static const char *const forms[] = { "が", "か\u3099", "か\u309B", "カ\u3099", "ｶﾞ" };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autoptr (MadoBankText) text = convert (forms[i]);

    assert_hex (text, "B6DE");
    g_assert_cmpuint (text->changes->len, ==, 0);
  }
}

static void
test_every_dash_becomes_the_hyphen (void)
{
  g_autoptr (MadoBankText) text = convert ("ｱ\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\uFF0D\u30FC\uFF70-");

  g_assert_cmpstr (text->half_width, ==, "ｱ------------");
  g_assert_cmpuint (text->changes->len, ==, 0);
}

static void
test_a_profile_decides_about_the_doubtful (void)
{
  const MadoBankProfile strict = { 0 };
  const MadoBankProfile generous = { TRUE, TRUE, TRUE, TRUE, TRUE };
  const char *doubtful = "ヲ，．￥¥\\「」";
  g_autoptr (MadoBankText) refused = mado_bank_text_new (doubtful, &strict);
  g_autoptr (MadoBankText) taken = mado_bank_text_new (doubtful, &generous);

  g_assert_cmpstr (refused->half_width, ==, "ｵ");
  g_assert_cmpuint (refused->n_rejected, ==, 7);
  assert_hex (taken, "A62C2E5C5C5CA2A3");
  g_assert_cmpuint (taken->changes->len, ==, 0);
}

static void
test_what_fits_stays (void)
{
  static const struct {
    const char *text;
    guint n_bytes;
    const char *kept;
    const char *lost; /* NULL: nothing */
  } cases[] = {
    { "ﾔﾏﾀﾞ", 4, "ﾔﾏﾀﾞ", NULL },      { "ﾔﾏﾀﾞ", 3, "ﾔﾏﾀ", "ﾞ" }, /* the mark goes, the kana stays */
    { "ﾔﾏﾀﾞ ﾀﾛｳ", 5, "ﾔﾏﾀﾞ", "ﾀﾛｳ" }, { "ﾔﾏﾀﾞ ﾀﾛｳ", 4, "ﾔﾏﾀﾞ", " ﾀﾛｳ" }, { "ﾔ", 0, "", "ﾔ" }, { "", 0, "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (MadoBankText) text = convert (cases[i].text);
    gboolean cut = mado_bank_text_cut (text, cases[i].n_bytes);

    g_assert_cmpint (cut, ==, cases[i].lost != NULL);
    g_assert_cmpstr (text->half_width, ==, cases[i].kept);
    g_assert_cmpint (g_utf8_strlen (text->half_width, -1), ==, text->bytes->len);
    if (cut)
      assert_change (text, 0, "W_CUT", cases[i].n_bytes + 1, cases[i].lost, "");
  }
}

static void
test_what_is_not_utf_8_is_named (void)
{
  g_autoptr (MadoBankText) text = convert ("ｱ\xFFｲ\xE3\x81");

  g_assert_cmpstr (text->half_width, ==, "ｱｲ");
  g_assert_cmpuint (text->n_rejected, >=, 2);
  g_assert_cmpstr (get_change (text, 0)->was, ==, "\uFFFD");
}

/* Whatever comes in: the bytes are permitted ones, and the result converts to itself. */
static void
test_the_result_needs_no_change (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (30);

  for (int i = 0; i < 5000; i++) {
    const MadoBankProfile profile = { i & 1, i & 2, i & 4, i & 8, i & 16 };
    g_autoptr (GString) input = g_string_new (NULL);

    for (int n = g_rand_int_range (random, 0, 12); n > 0; n--) {
      static const gunichar starts[] = { 0x20, 0x40, 0x80, 0x2000, 0x3000, 0x3040, 0x30A0, 0x30C0, 0xFF00, 0xFF60 };
      gunichar start = starts[g_rand_int_range (random, 0, G_N_ELEMENTS (starts))];

      g_string_append_unichar (input, start + (gunichar) g_rand_int_range (random, 0, 0x40));
    }
    g_autoptr (MadoBankText) text = mado_bank_text_new (input->str, &profile);
    if (i % 3 == 0)
      mado_bank_text_cut (text, 5);
    g_autoptr (MadoBankText) again = mado_bank_text_new (text->half_width, &profile);

    for (guint j = 0; j < text->bytes->len; j++)
      g_assert_true (mado_jis8_is_permitted (text->bytes->data[j], &profile));
    g_assert_cmpint (g_utf8_strlen (text->half_width, -1), ==, text->bytes->len);
    g_assert_cmpstr (again->half_width, ==, text->half_width);
    g_assert_cmpuint (again->changes->len, ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bank-text/conversions-are-those-of-our-vectors", test_conversions_are_those_of_our_vectors);
  g_test_add_func ("/bank-text/every-character-becomes-what-our-vectors-say",
                   test_every_character_becomes_what_our_vectors_say);
  g_test_add_func ("/bank-text/a-change-names-its-place-and-reason", test_a_change_names_its_place_and_reason);
  g_test_add_func ("/bank-text/all-that-cannot-be-carried-is-named", test_all_that_cannot_be_carried_is_named);
  g_test_add_func ("/bank-text/spaces-stand-single-and-between-words", test_spaces_stand_single_and_between_words);
  g_test_add_func ("/bank-text/a-decomposed-kana-is-the-composed-one", test_a_decomposed_kana_is_the_composed_one);
  g_test_add_func ("/bank-text/every-dash-becomes-the-hyphen", test_every_dash_becomes_the_hyphen);
  g_test_add_func ("/bank-text/a-profile-decides-about-the-doubtful", test_a_profile_decides_about_the_doubtful);
  g_test_add_func ("/bank-text/what-fits-stays", test_what_fits_stays);
  g_test_add_func ("/bank-text/what-is-not-utf-8-is-named", test_what_is_not_utf_8_is_named);
  g_test_add_func ("/bank-text/the-result-needs-no-change", test_the_result_needs_no_change);

  return g_test_run ();
}
