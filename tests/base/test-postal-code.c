/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-postal-code.h"

static void
test_is_read_however_it_is_written (void)
{
  const char *const written[] = { "1600022",          "160-0022",   "〒160-0022", "〒 160 0022",
                                  "１６０－００２２", "160ー0022",  " 160−0022 ", "160–0022",
                                  "1 6 0 0 0 2 2",    "160 - 0022", "160－0022　" };

  for (gsize i = 0; i < G_N_ELEMENTS (written); i++) {
    char code[MADO_POSTAL_CODE_SIZE];
    MadoPostalCodeReading reading = mado_postal_code_parse (written[i], code);

    g_assert_cmpint (reading, ==, MADO_POSTAL_CODE_GOOD);
    g_assert_cmpstr (code, ==, "1600022");
  }
}

static void
test_gets_back_the_zero_that_a_spreadsheet_ate (void)
{
  char code[MADO_POSTAL_CODE_SIZE];

  g_assert_cmpint (mado_postal_code_parse ("600001", code), ==, MADO_POSTAL_CODE_PADDED);
  g_assert_cmpstr (code, ==, "0600001");
  g_assert_cmpint (mado_postal_code_parse ("60-0001", code), ==, MADO_POSTAL_CODE_PADDED);
  g_assert_cmpstr (code, ==, "0600001");
}

static void
test_anything_else_is_wrong (void)
{
  const char *const wrong[] = {
    "",         "〒",       "16000",    "16000222",    "160-00222", "16-00022", "1600-022", "160--0022",     "-1600022",
    "1600022-", "160_0022", "16000２x", "〒〒1600022", "160-0022-", "\xff\xfe", "abc",      "一六〇〇〇二二"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    char code[MADO_POSTAL_CODE_SIZE] = "x";

    g_assert_cmpint (mado_postal_code_parse (wrong[i], code), ==, MADO_POSTAL_CODE_WRONG);
    g_assert_cmpstr (code, ==, "");
  }
}

static void
test_is_written_with_one_dash (void)
{
  char written[MADO_POSTAL_CODE_WRITTEN_SIZE];

  mado_postal_code_write ("0600001", written);
  g_assert_cmpstr (written, ==, "060-0001");
}

static void
test_two_zeros_at_the_end_stand_for_a_municipality (void)
{
  g_assert_true (mado_postal_code_is_representative ("1600000"));
  g_assert_true (mado_postal_code_is_representative ("1000100"));
  g_assert_false (mado_postal_code_is_representative ("1600010"));
  g_assert_false (mado_postal_code_is_representative ("1600001"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/postal-code/is-read-however-it-is-written", test_is_read_however_it_is_written);
  g_test_add_func ("/postal-code/gets-back-the-zero-that-a-spreadsheet-ate",
                   test_gets_back_the_zero_that_a_spreadsheet_ate);
  g_test_add_func ("/postal-code/anything-else-is-wrong", test_anything_else_is_wrong);
  g_test_add_func ("/postal-code/is-written-with-one-dash", test_is_written_with_one_dash);
  g_test_add_func ("/postal-code/two-zeros-at-the-end-stand-for-a-municipality",
                   test_two_zeros_at_the_end_stand_for_a_municipality);

  return g_test_run ();
}
