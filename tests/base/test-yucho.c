/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-tables.h"
#include "mado-test-table.h"
#include "mado-yucho.h"

/* The codes of one severity, as our vectors write them. */
static char *
join_codes (const MadoFindings *findings, MadoSeverity severity)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  for (guint i = 0; i < mado_findings_get_count (findings); i++)
    if (mado_findings_get (findings, i)->severity == severity)
      g_strv_builder_add (codes, mado_findings_get (findings, i)->code);
  g_auto (GStrv) list = g_strv_builder_end (codes);

  return g_strjoinv (",", list);
}

static void
assert_codes (const char *kigo, const char *bango, const char *naka, const char *errors, const char *warnings)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  MadoYuchoAccount account;
  gboolean ok = mado_yucho_convert (kigo, bango, naka, &account, findings);
  g_autofree char *got_errors = join_codes (findings, MADO_SEVERITY_ERROR);
  g_autofree char *got_warnings = join_codes (findings, MADO_SEVERITY_WARNING);

  g_test_message ("%s %s %s", kigo, bango, naka);
  g_assert_cmpstr (got_errors, ==, errors);
  g_assert_cmpstr (got_warnings, ==, warnings);
  g_assert_cmpint (ok, ==, errors[0] == '\0');
}

static void
test_vectors_convert (void)
{
  g_autoptr (MadoTestTable) table = mado_test_table_load ("yucho.vectors.tsv");

  for (guint row = 0; row < mado_test_table_get_n_rows (table); row++) {
    g_autoptr (MadoFindings) findings = mado_findings_new ();
    g_autofree char *check_digit = NULL, *kind_code = NULL;
    const char *kigo = mado_test_table_get (table, row, "kigo");
    const char *bango = mado_test_table_get (table, row, "bango");
    const char *naka = mado_test_table_get (table, row, "naka");
    MadoYuchoAccount account = { 0 };

    assert_codes (kigo, bango, naka, mado_test_table_get (table, row, "errors"),
                  mado_test_table_get (table, row, "warnings"));
    if (!mado_yucho_convert (kigo, bango, naka, &account, findings)) {
      g_assert_cmpstr (mado_test_table_get (table, row, "ok"), ==, "0");
      g_assert_cmpstr (account.account, ==, "");
      continue;
    }
    check_digit = g_strdup_printf ("%d", account.check_digit);
    kind_code = g_strdup_printf ("%d", account.kind_code);
    g_assert_cmpstr (mado_test_table_get (table, row, "ok"), ==, "1");
    g_assert_cmpstr (account.store, ==, mado_test_table_get (table, row, "store"));
    g_assert_cmpstr (account.store_name, ==, mado_test_table_get (table, row, "store_name"));
    g_assert_cmpstr (account.store_kana, ==, mado_test_table_get (table, row, "store_kana"));
    g_assert_cmpstr (mado_yucho_get_kind_name (account.kind_code), ==, mado_test_table_get (table, row, "kind"));
    g_assert_cmpstr (kind_code, ==, mado_test_table_get (table, row, "kind_code"));
    g_assert_cmpstr (account.account, ==, mado_test_table_get (table, row, "account"));
    g_assert_cmpstr (check_digit, ==, mado_test_table_get (table, row, "check_digit"));
  }
}

static void
test_each_rule_has_its_code (void)
{
  assert_codes ("", "", "", "E_KIGO_LEN", "");
  assert_codes ("1403", "12345671", "", "E_KIGO_LEN", "");
  assert_codes ("1403X", "12345671", "", "E_KIGO_LEN", "");
  assert_codes ("24030", "12345671", "", "E_KIGO_KIND", "");
  assert_codes ("94031", "1234567x", "", "E_KIGO_KIND,E_KIGO_LAST,E_BANGO_CHAR", "");
  assert_codes ("14030", "", "", "E_BANGO_LEN", "");
  assert_codes ("14030", "12345672", "", "E_BANGO_LAST", "");
  assert_codes ("14030", "123456782", "", "E_BANGO_LEN,E_BANGO_LAST", "");
  assert_codes ("14030", "1234-5671", "", "E_BANGO_CHAR", "");
  assert_codes ("00160", "", "", "E_BANGO_LEN", "");
  assert_codes ("00160", "100002", "", "", "W_CHECK_DIGIT");
  assert_codes ("00160", "100001", "x", "E_NAKA", "");
  assert_codes ("14031", "12345672", "12", "E_KIGO_LAST,E_BANGO_LAST,E_NAKA", "");
  assert_codes ("00000", "1", "", "", "W_STORE_UNKNOWN,W_CHECK_DIGIT"); /* there is no store 009 */
  assert_codes ("408", "1234567", "", "E_KIGO_LEN", "");
}

static void
test_a_reissued_passbooks_digit_is_dropped_with_a_note (void)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  MadoYuchoAccount account;

  assert_codes ("14030", "12345671", "2", "", "W_NAKA");
  assert_codes ("14030", "12345671", "２", "", "W_NAKA");
  assert_codes ("14030", "12345671", "12", "E_NAKA", "");
  g_assert_true (mado_yucho_convert ("14030", "12345671", "2", &account, findings));
  g_assert_cmpstr (account.account, ==, "1234567");
}

static void
test_every_valid_number_gives_seven_digits (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (94);

  for (int i = 0; i < 5000; i++) {
    gboolean giro = g_rand_boolean (random);
    g_autoptr (MadoFindings) findings = mado_findings_new ();
    g_autofree char *kigo = g_strdup_printf ("%d%03d0", giro ? 0 : 1, g_rand_int_range (random, 0, 1000));
    g_autofree char *bango = giro ? g_strdup_printf ("%d", g_rand_int_range (random, 0, 1000000))
                                  : g_strdup_printf ("%d1", g_rand_int_range (random, 0, 10000000));
    MadoYuchoAccount account;

    g_assert_true (mado_yucho_convert (kigo, bango, NULL, &account, findings));
    g_assert_cmpuint (strlen (account.account), ==, 7);
    g_assert_cmpuint (strspn (account.account, "0123456789"), ==, 7);
    g_assert_cmpint (g_ascii_strtoll (account.account, NULL, 10), ==,
                     g_ascii_strtoll (bango, NULL, 10) / (giro ? 1 : 10));
  }
}

/* Of the ten fourth digits, one is right; and any one wrong digit elsewhere shows, but for a few that the weights hide.
 */
static void
test_the_check_digit_finds_slips (void)
{
  const char number[] = "1403012345671";
  int n_found = 0, n_slips = 0;

  for (gsize place = 1; place < 12; place++)
    for (int digit = '0'; digit <= '9'; digit++) {
      g_autoptr (MadoFindings) findings = mado_findings_new ();
      MadoYuchoAccount account;
      char kigo[6] = "", bango[9] = "", slip[14];

      if (digit == number[place] || place == 4)
        continue;
      memcpy (slip, number, sizeof slip);
      slip[place] = (char) digit;
      memcpy (kigo, slip, 5);
      memcpy (bango, slip + 5, 8);
      g_assert_true (mado_yucho_convert (kigo, bango, NULL, &account, findings));
      n_slips++;
      for (guint i = 0; i < mado_findings_get_count (findings); i++)
        n_found += g_str_equal (mado_findings_get (findings, i)->code, "W_CHECK_DIGIT") ? 1 : 0;
    }
  g_assert_cmpint (n_slips, ==, 90);
  g_assert_cmpint (n_found, ==, 90);
}

static void
test_the_table_has_the_94_stores (void)
{
  MadoTsv rows;
  int n_stores = 0;

  mado_tables_open ("yucho-stores.tsv", &rows);
  for (GStrv row; (row = mado_tsv_next (&rows)) != NULL; g_strfreev (row), n_stores++) {
    g_assert_cmpuint (strlen (row[0]), ==, 3);
    g_assert_nonnull (strchr ("89", row[0][2]));
  }
  g_assert_cmpint (n_stores, ==, 94);
}

static void
test_vectors_are_found_in_text (void)
{
  g_autoptr (MadoTestTable) table = mado_test_table_load ("yucho.free.tsv");

  for (guint row = 0; row < mado_test_table_get_n_rows (table); row++) {
    MadoYuchoNumber number;

    g_assert_true (mado_yucho_find (mado_test_table_get (table, row, "text"), &number));
    g_assert_cmpstr (number.kigo, ==, mado_test_table_get (table, row, "kigo"));
    g_assert_cmpstr (number.bango, ==, mado_test_table_get (table, row, "bango"));
    g_assert_cmpstr (number.naka, ==, mado_test_table_get (table, row, "naka"));
  }
}

static void
test_more_forms_are_found_in_text (void)
{
  static const char *const forms[][4] = {
    { "14030-2-12345671", "14030", "12345671", "2" },
    { "14030‐12345671", "14030", "12345671", "" },
    { "14030−12345671", "14030", "12345671", "" },
    { "１４０３０ー１２３４５６７１", "14030", "12345671", "" },
    { "14030 12345671", "14030", "12345671", "" },
    { "記号14030番号12345671", "14030", "12345671", "" },
    { "記号は14030、番号は12345671です", "14030", "12345671", "" },
    { "記号\n14030\n番号\n12345671\n", "14030", "12345671", "" },
    { "（記号）14030（番号）12345671", "14030", "12345671", "" },
    { "１４０３０１２３４５６７１", "14030", "12345671", "" },
    { "電話 03-1234-5678 記号 14030 番号 12345671", "14030", "12345671", "" },
    { "00130-1", "00130", "1", "" },
    { "00160-100001", "00160", "100001", "" },
    { "14030-11", "14030", "11", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++) {
    MadoYuchoNumber number = { 0 };

    g_test_message ("%s", forms[i][0]);
    g_assert_true (mado_yucho_find (forms[i][0], &number));
    g_assert_cmpstr (number.kigo, ==, forms[i][1]);
    g_assert_cmpstr (number.bango, ==, forms[i][2]);
    g_assert_cmpstr (number.naka, ==, forms[i][3]);
  }
}

static void
test_what_is_no_number_is_not_found (void)
{
  static const char *const texts[] = {
    "",
    "記号 番号",
    "店番 408 口座番号 1234567",
    "408-1234567",
    "四〇八支店 普通 1234567",
    "店番 408 記号 14030 番号 1234567",
    "9900 408 1 1234567",
    "1403112345671",     /* does not look like 記号 */
    "1403012345672",     /* does not end in 1 */
    "14030123456711",    /* fourteen digits */
    "14030-123456789",   /* too long */
    "00160-0-1000001",   /* too long for 振替 */
    "14030-1234-5671",   /* a part of something longer */
    "03-14030-12345671", /* the same */
    "14030 円 12345671", /* words between */
    "24030-12345671",
    "\xff\xfe 14030",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    MadoYuchoNumber number = { 0 };

    g_test_message ("text %" G_GSIZE_FORMAT, i);
    g_assert_false (mado_yucho_find (texts[i], &number));
    g_assert_cmpstr (number.kigo, ==, "");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/yucho/vectors-convert", test_vectors_convert);
  g_test_add_func ("/yucho/each-rule-has-its-code", test_each_rule_has_its_code);
  g_test_add_func ("/yucho/a-reissued-passbooks-digit-is-dropped-with-a-note",
                   test_a_reissued_passbooks_digit_is_dropped_with_a_note);
  g_test_add_func ("/yucho/every-valid-number-gives-seven-digits", test_every_valid_number_gives_seven_digits);
  g_test_add_func ("/yucho/the-check-digit-finds-slips", test_the_check_digit_finds_slips);
  g_test_add_func ("/yucho/the-table-has-the-94-stores", test_the_table_has_the_94_stores);
  g_test_add_func ("/yucho/vectors-are-found-in-text", test_vectors_are_found_in_text);
  g_test_add_func ("/yucho/more-forms-are-found-in-text", test_more_forms_are_found_in_text);
  g_test_add_func ("/yucho/what-is-no-number-is-not-found", test_what_is_no_number_is_not_found);

  return g_test_run ();
}
