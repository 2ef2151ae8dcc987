/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-customer-barcode.h"
#include "mado-test-table.h"

static void
test_vectors (void)
{
  g_autoptr (MadoTestTable) table = mado_test_table_load ("postal.barcode.tsv");

  for (guint i = 0; i < mado_test_table_get_n_rows (table); i++) {
    g_autofree char *extracted = mado_customer_barcode_extract (mado_test_table_get (table, i, "address"));
    g_autofree char *code = g_strdup (mado_test_table_get (table, i, "postcode"));
    MadoCustomerBarcode barcode;

    memmove (code + 3, code + 4, strlen (code + 4) + 1);
    g_assert_cmpstr (extracted, ==, mado_test_table_get (table, i, "extracted"));
    g_assert_true (mado_customer_barcode_encode (&barcode, code, extracted));
    g_assert_cmpstr (barcode.bars, ==, mado_test_table_get (table, i, "bars_67"));
    g_assert_cmpstr (mado_customer_barcode_get_symbol_name (barcode.symbols[20]), ==,
                     mado_test_table_get (table, i, "check"));
  }
}

static void
test_extraction_rules (void)
{
  static const struct {
    const char *address;
    const char *extracted;
  } rows[] = {
    { "", "" },
    { "３－２０－５", "3-20-5" },
    { "1･2／3．4", "1234" },                /* marks close up */
    { "a1b2", "A1B2" },                     /* lower case */
    { "Ａ棟ｂ", "AB" },                     /* no dash beside a letter */
    { "ABC12", "12" },                      /* a run of letters is a dash */
    { "12F34", "12-34" },                   /* a floor */
    { "12FL", "12" },                       /* a run, too */
    { "F12", "F12" },                       /* no digit before it */
    { "百二十番地二", "120" },              /* a number in kanji has its suffix behind it */
    { "十丁目二十一番三十号", "10-21-30" }, /* every kind of number */
    { "一〇一号", "101" },                  /* digit by digit */
    { "第三地割五線", "3-5" },              /* rural units */
    { "十二ノ三の四", "12-3" },             /* links in either kana */
    { "十百番地5", "100-5" },               /* no number, then one */
    { "三番町5", "3-5" },                   /* a town's name is not for us to see */
    { "千代田千", "" },                     /* no suffix */
    { "--1--2--", "1-2" },                  /* dashes in one, none at the ends */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *extracted = mado_customer_barcode_extract (rows[i].address);

    g_assert_cmpstr (extracted, ==, rows[i].extracted);
  }
}

static void
test_a_letter_that_is_cut_leaves_its_shift (void)
{
  MadoCustomerBarcode barcode;

  g_assert_true (mado_customer_barcode_encode (&barcode, "1600022", "123456789012B7"));
  g_assert_cmpstr (mado_customer_barcode_get_symbol_name (barcode.symbols[19]), ==, "CC1");
  g_assert_true (mado_customer_barcode_encode (&barcode, "1600022", "123456789012Z7"));
  g_assert_cmpstr (mado_customer_barcode_get_symbol_name (barcode.symbols[19]), ==, "CC3");
}

static void
test_letters_take_a_shift_and_a_digit (void)
{
  MadoCustomerBarcode barcode;

  g_assert_true (mado_customer_barcode_encode (&barcode, "1600022", "AJKTUZ"));
  const guint8 expected[] = { 11, 0, 11, 9, 12, 0, 12, 9, 13, 0, 13, 5, 14 };
  g_assert_cmpmem (barcode.symbols + 7, 13, expected, sizeof expected);
}

static void
test_there_is_none_for_a_representative_code (void)
{
  MadoCustomerBarcode barcode = { 0 };

  g_assert_false (mado_customer_barcode_encode (&barcode, "1600000", "1-2"));
  g_assert_cmpstr (barcode.bars, ==, "");
}

/* Reads symbols back from bars. */
static guint
read_symbol (const char *bars)
{
  static const char *const patterns[] = { "144", "114", "132", "312", "123", "141", "321", "213", "231", "411",
                                          "414", "324", "342", "234", "432", "243", "423", "441", "111" };

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    if (strncmp (bars, patterns[i], 3) == 0)
      return i;

  g_assert_not_reached ();
}

static void
test_every_barcode_reads_back (void)
{
  static const char letters[] = "0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  g_autoptr (GRand) random = g_rand_new_with_seed (67);

  for (int round = 0; round < 5000; round++) {
    char code[8], extracted[24] = "";
    MadoCustomerBarcode barcode;
    guint sum = 0;

    g_snprintf (code, sizeof code, "%07d",
                g_rand_int_range (random, 0, 100000) * 100 + g_rand_int_range (random, 1, 100));
    for (int i = g_rand_int_range (random, 0, 23) - 1; i >= 0; i--)
      extracted[i] = letters[g_rand_int_range (random, 0, sizeof letters - 1)];
    g_assert_true (mado_customer_barcode_encode (&barcode, code, extracted));

    g_assert_cmpuint (strlen (barcode.bars), ==, MADO_CUSTOMER_BARCODE_N_BARS);
    g_assert_cmpuint (strspn (barcode.bars, "1234"), ==, MADO_CUSTOMER_BARCODE_N_BARS);
    g_assert_true (g_str_has_prefix (barcode.bars, "13") && g_str_has_suffix (barcode.bars, "31"));
    for (guint i = 0; i < MADO_CUSTOMER_BARCODE_N_SYMBOLS; i++) {
      guint symbol = read_symbol (barcode.bars + 2 + 3 * i);

      g_assert_cmpuint (symbol, ==, barcode.symbols[i]);
      sum += symbol;
    }
    g_assert_cmpuint (sum % 19, ==, 0);
  }
}

static void
test_no_input_is_too_odd (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  g_autoptr (GString) odd = g_string_new (NULL);
  static const char *const pieces[] = { "十", "百",   "一",       "番", "丁目", "F",  "A", "-",
                                        "7",  "\xff", "\xe4\xb8", "・", "ﾞ",    "㌶", "𠮷" };

  for (int i = 0; i < 200000; i++)
    g_string_append (odd, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
  g_autofree char *extracted = mado_customer_barcode_extract (odd->str);

  g_assert_cmpuint (strspn (extracted, "0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ"), ==, strlen (extracted));
  g_assert_null (strstr (extracted, "--"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/customer-barcode/vectors", test_vectors);
  g_test_add_func ("/customer-barcode/extraction-rules", test_extraction_rules);
  g_test_add_func ("/customer-barcode/a-letter-that-is-cut-leaves-its-shift",
                   test_a_letter_that_is_cut_leaves_its_shift);
  g_test_add_func ("/customer-barcode/letters-take-a-shift-and-a-digit", test_letters_take_a_shift_and_a_digit);
  g_test_add_func ("/customer-barcode/there-is-none-for-a-representative-code",
                   test_there_is_none_for_a_representative_code);
  g_test_add_func ("/customer-barcode/every-barcode-reads-back", test_every_barcode_reads_back);
  g_test_add_func ("/customer-barcode/no-input-is-too-odd", test_no_input_is_too_odd);

  return g_test_run ();
}
