/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of variants itself: that it is flat, unambiguous, and has all that our vectors have. */

#include <stdlib.h>
#include <string.h>

#include "mado-fold.h"
#include "mado-kanji.h"
#include "mado-tables.h"
#include "mado-test-table.h"

typedef void (*CheckRow) (gunichar variant, gunichar base, MadoKanjiLevel level, void *user_data);

static void
check_each_row (CheckRow check, void *user_data)
{
  MadoTsv rows;
  guint n = 0;

  mado_tables_open ("kanji-variants.tsv", &rows);
  for (GStrv row; (row = mado_tsv_next (&rows)) != NULL; g_strfreev (row), n++) {
    g_test_message ("%s %s", row[0], row[1]);
    g_assert_cmpuint (g_strv_length (row), ==, 4);
    g_assert_cmpint (g_utf8_strlen (row[0], -1), ==, 1);
    g_assert_cmpint (g_utf8_strlen (row[1], -1), ==, 1);
    g_assert_cmpstr (row[3], !=, "");
    check (g_utf8_get_char (row[0]), g_utf8_get_char (row[1]),
           atoi (row[2]) == 1 ? MADO_KANJI_VARIANT : MADO_KANJI_CONFUSED, user_data);
  }
  g_assert_cmpuint (n, >=, 500);
}

static void
check_row_is_flat (gunichar variant, gunichar base, MadoKanjiLevel level, void *user_data)
{
  g_assert_cmpuint (variant, !=, base);
  g_assert_cmpuint (mado_kanji_get_base (variant, level), ==, base);
  g_assert_cmpuint (mado_kanji_get_base (base, level), ==, base);
  if (level == MADO_KANJI_CONFUSED) { /* the second look-up is the last */
    g_assert_cmpuint (mado_kanji_get_base (variant, MADO_KANJI_VARIANT), ==, variant);
    g_assert_cmpuint (mado_kanji_get_base (base, MADO_KANJI_VARIANT), ==, base);
  }
}

static void
test_the_base_of_a_variant_is_no_variant (void)
{
  check_each_row (check_row_is_flat, NULL);
}

static void
check_row_is_new (gunichar variant, gunichar base, MadoKanjiLevel level, void *seen)
{
  g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (variant)));
}

static void
test_a_variant_has_one_base (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  check_each_row (check_row_is_new, seen);
}

static void
assert_stable (gunichar c)
{
  char text[8] = "";

  g_unichar_to_utf8 (c, text);
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_assert_cmpstr (normal, ==, text);
}

static void
check_row_is_stable (gunichar variant, gunichar base, MadoKanjiLevel level, void *user_data)
{
  assert_stable (variant);
  assert_stable (base);
}

static void
test_no_row_repeats_what_unicode_folds (void)
{
  check_each_row (check_row_is_stable, NULL);
}

/* Our vectors have these at the first level; the rules move them to the second. */
static gboolean
is_moved (const char *variant)
{
  return strstr ("籔亙棲晄", variant) != NULL;
}

static void
test_every_pair_of_our_vectors_folds_together (void)
{
  g_autoptr (MadoTestTable) table = mado_test_table_load ("kana-names.kanji-fold.tsv");

  for (guint i = 0; i < mado_test_table_get_n_rows (table); i++) {
    const char *variant = mado_test_table_get (table, i, "variant");
    const char *base = mado_test_table_get (table, i, "base");
    gboolean strict = *mado_test_table_get (table, i, "level") == '1' && !is_moved (variant);

    g_test_message ("%s %s", variant, base);
    g_assert_cmpint (mado_fold_compare (variant, base, MADO_FOLD_STRICT, NULL), ==, strict);
    g_assert_true (mado_fold_compare (variant, base, MADO_FOLD_LOOSE, NULL));
  }
}

static void
test_selectors_are_all_and_only_selectors (void)
{
  for (gunichar c = 0; c <= 0x10FFFF; c++)
    g_assert_cmpint (mado_kanji_is_selector (c), ==,
                     (c >= 0xFE00 && c < 0xFE10) || (c >= 0xE0100 && c < 0xE0100 + 240));
}

static void
test_any_number_is_its_own_base_outside_the_table (void)
{
  static const gunichar others[] = { 0, 'A', U'あ', U'高', 0x2FFFF, 0x30000, 0x10FFFF, G_MAXUINT32 };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
    g_assert_cmpuint (mado_kanji_get_base (others[i], MADO_KANJI_VARIANT), ==, others[i]);
    g_assert_cmpuint (mado_kanji_get_base (others[i], MADO_KANJI_CONFUSED), ==, others[i]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/kanji-variants/the-base-of-a-variant-is-no-variant", test_the_base_of_a_variant_is_no_variant);
  g_test_add_func ("/kanji-variants/a-variant-has-one-base", test_a_variant_has_one_base);
  g_test_add_func ("/kanji-variants/no-row-repeats-what-unicode-folds", test_no_row_repeats_what_unicode_folds);
  g_test_add_func ("/kanji-variants/every-pair-of-our-vectors-folds-together",
                   test_every_pair_of_our_vectors_folds_together);
  g_test_add_func ("/kanji-variants/selectors-are-all-and-only-selectors", test_selectors_are_all_and_only_selectors);
  g_test_add_func ("/kanji-variants/any-number-is-its-own-base-outside-the-table",
                   test_any_number_is_its_own_base_outside_the_table);

  return g_test_run ();
}
