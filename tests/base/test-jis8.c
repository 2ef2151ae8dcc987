/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-jis8.h"

static void
test_every_byte_of_text_comes_back (void)
{
  for (guint value = 0x20; value < 0xE0; value++) {
    guint8 byte = (guint8) value;
    g_autofree char *text = mado_jis8_to_utf8 (&byte, 1);
    g_autoptr (GByteArray) bytes = g_byte_array_new ();

    if ((value >= 0x7F && value <= 0xA0)) {
      g_assert_cmpstr (text, ==, "\uFFFD");
      continue;
    }
    g_assert_true (mado_jis8_append_utf8 (bytes, text));
    g_assert_cmpmem (bytes->data, bytes->len, &byte, 1);
  }
}

static void
test_what_has_no_byte_leaves_nothing (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_assert_false (mado_jis8_append_utf8 (bytes, "ｶﾅ漢"));
  g_assert_cmpuint (bytes->len, ==, 0);
}

static void
test_no_bank_takes_these (void)
{
  const MadoBankProfile generous = { TRUE, TRUE, TRUE, TRUE, TRUE };
  const guint8 refused[] = { 0x00, '\t', 'a',  'z',  '&',  '*',  '#',  0x7F, 0x80,
                             0xA1, 0xA4, 0xA5, 0xA7, 0xAF, 0xB0, 0xE0, 0xFF };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (mado_jis8_is_permitted (refused[i], &generous));
}

static void
test_banks_differ_in_some (void)
{
  const MadoBankProfile strict = { 0 };
  const MadoBankProfile generous = { TRUE, TRUE, TRUE, TRUE, TRUE };
  const guint8 doubtful[] = { ',', '.', 0x5C, 0xA2, 0xA3, 0xA6 };

  for (gsize i = 0; i < G_N_ELEMENTS (doubtful); i++) {
    g_assert_false (mado_jis8_is_permitted (doubtful[i], &strict));
    g_assert_true (mado_jis8_is_permitted (doubtful[i], &generous));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jis8/every-byte-of-text-comes-back", test_every_byte_of_text_comes_back);
  g_test_add_func ("/jis8/what-has-no-byte-leaves-nothing", test_what_has_no_byte_leaves_nothing);
  g_test_add_func ("/jis8/no-bank-takes-these", test_no_bank_takes_these);
  g_test_add_func ("/jis8/banks-differ-in-some", test_banks_differ_in_some);

  return g_test_run ();
}
