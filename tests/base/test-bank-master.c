/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-bank-change.h"
#include "mado-bank-master.h"
#include "mado-bank-name.h"
#include "mado-bank-search.h"
#include "mado-tables.h"
#include "mado-test-table.h"
#include "mado-yucho.h"

#define HEADING "bank\tbranch\tbank_name\tbank_kana\tbranch_name\tbranch_kana\n"

static MadoBankMaster *
make_master (const char *rows)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autofree char *text = g_strconcat (HEADING, rows, NULL);
  MadoBankMaster *master = mado_bank_master_new ("banks-20260824.tsv", text, strlen (text), findings);

  g_assert_cmpuint (mado_findings_get_count (findings), ==, 0);

  return master;
}

static MadoBankMaster *
load_sample (void)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autofree char *path = g_build_filename (g_getenv ("MADO_DATA_DIR"), "banks", "banks-sample.tsv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  MadoBankMaster *master = mado_bank_master_new ("banks-sample.tsv", text, length, findings);
  g_assert_cmpuint (mado_findings_get_count (findings), ==, 0);

  return master;
}

static MadoBankMaster *
load_fixture (void)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  gsize length;
  g_autofree char *text = mado_test_load_file ("vectors/bank-master.fixture.tsv", &length);
  MadoBankMaster *master = mado_bank_master_new ("banks-20260824.tsv", text, length, findings);

  g_assert_cmpuint (mado_findings_get_count (findings), ==, 0);

  return master;
}

static void
assert_find (const MadoBankMaster *master, const char *bank, const char *branch, const char *expected)
{
  MadoBankMatch match = mado_bank_master_find_by_name (master, bank, branch);
  g_autofree char *got =
      g_strdup_printf ("%s %s %s", mado_bank_status_get_name (match.status),
                       match.bank != NULL ? match.bank->code : "-", match.branch != NULL ? match.branch->code : "-");

  g_test_message ("%s %s", bank, branch);
  g_assert_cmpstr (got, ==, expected);
}

/* Our vectors come from a full list, the fixture has 13 of its rows: a branch that the fixture lacks cannot be found.
 */
static void
test_vectors_are_found (void)
{
  g_autoptr (MadoTestTable) table = mado_test_table_load ("bank-master.lookup.tsv");
  g_autoptr (MadoBankMaster) master = load_fixture ();
  guint n_tested = 0;

  for (guint row = 0; row < mado_test_table_get_n_rows (table); row++) {
    const char *bank = mado_test_table_get (table, row, "bank");
    const char *branch = mado_test_table_get (table, row, "branch");
    MadoBankMatch match = mado_bank_master_find_by_name (master, mado_test_table_get (table, row, "bank_input"),
                                                         mado_test_table_get (table, row, "branch_input"));

    g_test_message ("%s %s", mado_test_table_get (table, row, "bank_input"),
                    mado_test_table_get (table, row, "branch_input"));
    if (branch[0] != '\0' && mado_bank_master_find_by_code (master, bank, branch).branch == NULL)
      continue;
    n_tested++;
    g_assert_cmpstr (mado_bank_status_get_name (match.status), ==, mado_test_table_get (table, row, "status"));
    g_assert_cmpstr (match.bank != NULL ? match.bank->code : "", ==, bank);
    g_assert_cmpstr (match.branch != NULL ? match.branch->code : "", ==, branch);
    if (match.status == MADO_BANK_OK) {
      g_assert_cmpstr (match.bank->name, ==, mado_test_table_get (table, row, "bank_name"));
      g_assert_cmpstr (match.bank->kana, ==, mado_test_table_get (table, row, "bank_kana"));
      g_assert_cmpstr (match.branch->name, ==, mado_test_table_get (table, row, "branch_name"));
      g_assert_cmpstr (match.branch->kana, ==, mado_test_table_get (table, row, "branch_kana"));
    }
  }
  g_assert_cmpuint (n_tested, >=, 11);
}

/* The names of all our vectors and what they are to mean, whether or not the fixture has them. */
static void
test_vectors_fold_to_the_names_that_they_mean (void)
{
  g_autoptr (MadoTestTable) table = mado_test_table_load ("bank-master.lookup.tsv");

  for (guint row = 0; row < mado_test_table_get_n_rows (table); row++) {
    g_autofree char *bank_typed = mado_bank_name_make_key (mado_test_table_get (table, row, "bank_input"));
    g_autofree char *bank_meant = mado_bank_name_make_key (mado_test_table_get (table, row, "bank_name"));
    g_autofree char *branch_typed = mado_branch_name_make_key (mado_test_table_get (table, row, "branch_input"));
    g_autofree char *branch_meant = mado_branch_name_make_key (mado_test_table_get (table, row, "branch_name"));

    if (!g_str_equal (mado_test_table_get (table, row, "status"), "OK"))
      continue;
    g_assert_cmpstr (bank_typed, ==, bank_meant);
    g_assert_cmpstr (branch_typed, ==, branch_meant);
  }
}

static void
test_names_meet_under_one_key (void)
{
  static const char *const banks[][2] = {
    { "株式会社みずほ銀行", "みずほ" },
    { "（株）みずほ銀行", "みずほ" },
    { "ﾐｽﾞﾎ銀行", "ミズホ" },
    { "みずほ　銀 行", "みずほ" },
    { "ｕｆｊ", "ＵＦＪ" },
    { "城南信用金庫", "城南信金" },
    { "全東栄信用組合", "全東栄信組" },
    { "中央労働金庫", "中央労金" },
    { "三井住友信託銀行", "三井住友信託" },
    { "東京中央農業協同組合", "東京中央農協" },
    { "ＪＡ東京中央", "東京中央農協" },
    { "JA東京中央農協", "東京中央農協" },
    { "イオンデザイナー", "イオンデザイナ" },
  };
  static const char *const branches[][2] = {
    { "新宿支店", "新宿" },
    { "新宿出張所", "新宿" },
    { "新宿支所", "新宿" },
    { "東京営業部", "東京" },
    { "霞ヶ関支店", "霞ケ関" },
    { "霞ヵ関", "霞カ関" },
    { "本店", "本店" },
    { "本店営業部", "本店営業部" },
    { "営業部", "営業部" },
    { "本所", "本所" },
    { "支店", "支店" },
    { "営業部本店", "営業部本店" },
    { "インターネット支店", "インタ－ネット" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (banks); i++) {
    g_autofree char *a = mado_bank_name_make_key (banks[i][0]), *b = mado_bank_name_make_key (banks[i][1]);

    g_assert_cmpstr (a, ==, b);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (branches); i++) {
    g_autofree char *a = mado_branch_name_make_key (branches[i][0]), *b = mado_branch_name_make_key (branches[i][1]);

    g_assert_cmpstr (a, ==, b);
  }
}

static void
test_different_names_keep_different_keys (void)
{
  static const char *const branches[] = { "本店", "本店営業部", "営業部", "本所", "営業部本店", "東京", "支店" };

  for (gsize i = 0; i < G_N_ELEMENTS (branches); i++)
    for (gsize j = 0; j < i; j++) {
      g_autofree char *a = mado_branch_name_make_key (branches[i]), *b = mado_branch_name_make_key (branches[j]);

      g_assert_cmpstr (a, !=, b);
    }
}

static void
test_what_is_not_certain_is_not_guessed (void)
{
  g_autoptr (MadoBankMaster) sample = load_sample ();
  g_autoptr (MadoBankMaster) twins = make_master ("0701\t001\t見本\tミホン\t本店\tホンテン\n"
                                                  "0702\t001\t見本銀行\tミホン\t本店\tホンテン\n");

  assert_find (sample, "見本中央銀行", "中央支店", "BRANCH_AMBIG 0702 -");
  assert_find (sample, "見本中央銀行", "本店", "BRANCH_NONE 0702 -");
  assert_find (sample, "見本中央銀行", "", "BRANCH_NONE 0702 -");
  assert_find (sample, "中央銀行", "本店", "BANK_NONE - -");
  assert_find (sample, "", "本店", "BANK_NONE - -");
  assert_find (sample, "ミホンヒガシ", "本店", "BANK_NONE - -"); /* kana are for searching */
  assert_find (sample, "例示みどり信用金庫", "みどりが丘支店", "OK 1998 002");
  assert_find (sample, "JA架空中央", "田の上支所", "OK 9380 002");
  assert_find (twins, "見本", "本店", "BANK_AMBIG - -");
}

static void
test_codes_are_found (void)
{
  g_autoptr (MadoBankMaster) sample = load_sample ();

  g_assert_cmpstr (mado_bank_master_find_by_code (sample, "9900", "018").branch->name, ==, "〇一八");
  g_assert_cmpint (mado_bank_master_find_by_code (sample, "9900", "009").status, ==, MADO_BANK_BRANCH_NONE);
  g_assert_cmpint (mado_bank_master_find_by_code (sample, "9999", "001").status, ==, MADO_BANK_NONE);
  g_assert_cmpint (mado_bank_master_find_by_code (sample, "", "").status, ==, MADO_BANK_NONE);
}

static void
test_old_names_are_shown_not_taken (void)
{
  g_autoptr (MadoBankMaster) fixture = load_fixture ();
  MadoDate last_day;
  g_autofree char *code = mado_bank_name_dup_new_code ("ジャパンネット銀行", &last_day);
  g_autofree char *unknown_day = mado_bank_name_dup_new_code ("住信SBIネット銀行", &last_day);
  g_autofree char *none = mado_bank_name_dup_new_code ("見本銀行", &last_day);

  assert_find (fixture, "ジャパンネット銀行", "本店営業部", "BANK_NONE - -");
  g_assert_cmpstr (code, ==, "0033");
  g_assert_cmpstr (unknown_day, ==, "0038");
  g_assert_false (mado_date_is_valid (last_day));
  g_assert_null (none);
}

static void
assert_search (const MadoBankMaster *master, const char *bank, const char *text, const char *expected)
{
  const MadoBankEntry *entry = bank != NULL ? mado_bank_master_find_by_code (master, bank, "").bank : NULL;
  g_autoptr (GPtrArray) found = mado_bank_master_search (master, entry, text, 4);
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? " " : "", ((MadoBankEntry *) g_ptr_array_index (found, i))->code);
  g_test_message ("%s", text);
  g_assert_cmpstr (codes->str, ==, expected);
}

static void
test_a_search_ranks_the_closest_first (void)
{
  g_autoptr (MadoBankMaster) sample = load_sample ();

  assert_search (sample, NULL, "見本", "0701 0702 0703 0704"); /* itself, then what begins so; no more than asked for */
  assert_search (sample, NULL, "中央", "0702 9380");
  assert_search (sample, NULL, "ひがし", "0703");
  assert_search (sample, NULL, "みほんひがし", "0703 0704");
  assert_search (sample, NULL, "ﾐﾎﾝﾋｶﾞｼ", "0703 0704");
  assert_search (sample, NULL, "ミホンチュウオウ", "0702");
  assert_search (sample, NULL, "0702", "0702");
  assert_search (sample, NULL, "29", "2998");
  assert_search (sample, NULL, "０７０２", "0702");
  assert_search (sample, NULL, "中央農協", "9380");
  assert_search (sample, NULL, "無い", "");
  assert_search (sample, "0702", "中央", "005 006");
  assert_search (sample, "0701", "いんたーねっと", "201");
  assert_search (sample, "0701", "駅前支店", "010");
  assert_search (sample, "0701", "", "001 002 003 010");
  assert_search (sample, "9900", "一", "108 109 118 119");
}

static void
test_bad_rows_are_named_and_left_out (void)
{
  static const char text[] = "# no day here\n" HEADING "0701\t001\t見本\tミホン\t本店\tホンテン\n"
                             "0701\t01\t見本\tミホン\t南\tミナミ\n"
                             "07O1\t002\t見本\tミホン\t\tミナミ\n"
                             "0701\t003\t見本\tミホン\t北\n"
                             "0701\t004\t別の名\tミホン\t北\tキタ\n"
                             "0701\t001\t見本\tミホン\t新本店\tホンテン\n"
                             "0701\t005\t見本\tミホン\t東\tガギグゲゴザジズ\n";
  static const struct {
    const char *code;
    guint64 record, place;
    const char *field;
  } expected[] = {
    { "W_NO_DATE", 0, 0, NULL },       { "E_CODE", 4, 2, "branch" },
    { "E_CODE", 5, 1, "bank" },        { "E_EMPTY", 5, 5, "branch_name" },
    { "E_COLUMNS", 6, 5, NULL },       { "W_KANA_LONG", 9, 6, "branch_kana" },
    { "E_DUPLICATE", 8, 2, "branch" }, { "E_BANK_DIFFERS", 7, 3, "bank_name" },
  };
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoBankMaster) master = mado_bank_master_new ("list.tsv", text, strlen (text), findings);
  guint n_branches;

  g_assert_cmpuint (mado_findings_get_count (findings), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);

    g_assert_cmpstr (finding->code, ==, expected[i].code);
    g_assert_cmpuint (finding->record, ==, expected[i].record);
    g_assert_cmpuint (finding->place, ==, expected[i].place);
    g_assert_cmpstr (finding->field, ==, expected[i].field);
  }
  mado_bank_master_get_branches (master, mado_bank_master_find_by_code (master, "0701", "").bank, &n_branches);
  g_assert_cmpuint (n_branches, ==, 2);
  g_assert_cmpstr (mado_bank_master_find_by_code (master, "0701", "001").branch->name, ==, "本店");
}

static void
assert_first_code (const char *text, gsize length, const char *code)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoBankMaster) master = mado_bank_master_new ("20260824", text, length, findings);
  guint n_banks;

  g_assert_cmpstr (mado_findings_get (findings, 0)->code, ==, code);
  mado_bank_master_get_banks (master, &n_banks);
  g_assert_cmpint (mado_bank_master_find_by_code (master, "0701", "001").status, ==, MADO_BANK_NONE);
  g_assert_cmpint (mado_bank_master_find_by_name (master, "見本", "本店").status, ==, MADO_BANK_NONE);
}

static void
test_what_is_no_list_is_refused (void)
{
  static const char nul[] = "bank\0branch";

  assert_first_code ("", 0, "E_HEADING");
  assert_first_code ("0701\t001\t見本\tミホン\t本店\tホンテン\n", 40, "E_UTF8");
  assert_first_code ("bank,branch\n", 12, "E_HEADING");
  assert_first_code ("\xef\xbb\xbf" HEADING, strlen (HEADING) + 3, "E_HEADING");
  assert_first_code (nul, sizeof nul, "E_UTF8");
}

static void
assert_date (const char *file_name, const char *comment, MadoDate expected)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autofree char *text = g_strconcat (comment, HEADING, NULL);
  g_autoptr (MadoBankMaster) master = mado_bank_master_new (file_name, text, strlen (text), findings);

  g_assert_cmpint (mado_date_compare (mado_bank_master_get_date (master), expected), ==, 0);
  g_assert_cmpuint (mado_findings_get_count (findings), ==, mado_date_is_valid (expected) ? 0 : 1);
}

static void
test_a_list_knows_its_day (void)
{
  const MadoDate day = { 2026, 8, 24 };

  assert_date ("banks-20260824.tsv", "", day);
  assert_date ("banks-2026-08-24.tsv", "", day);
  assert_date ("banks.tsv", "# as of 2026-08-24\n", day);
  assert_date ("banks-20260824.tsv", "# as of 2025-01-01\n", day);
  assert_date ("banks-20261324.tsv", "# \n", MADO_DATE_NONE);
  assert_date ("", "", MADO_DATE_NONE);
}

static void
test_the_order_of_rows_does_not_matter (void)
{
  g_autoptr (MadoBankMaster) master = make_master ("9900\t018\tゆうちょ\tユウチヨ\t〇一八\tゼロイチハチ\n"
                                                   "0701\t100\t見本\tミホン\t百\tヒヤク\n"
                                                   "9900\t019\tゆうちょ\tユウチヨ\t〇一九\tゼロイチキユウ\n"
                                                   "0701\t001\t見本\tミホン\t本店\tホンテン\n");
  guint n_banks, n_branches;
  const MadoBankEntry *banks = mado_bank_master_get_banks (master, &n_banks);
  const MadoBankEntry *branches = mado_bank_master_get_branches (master, &banks[0], &n_branches);

  g_assert_cmpuint (n_banks, ==, 2);
  g_assert_cmpstr (banks[0].code, ==, "0701");
  g_assert_cmpuint (n_branches, ==, 2);
  g_assert_cmpstr (branches[0].code, ==, "001");
  g_assert_cmpstr (branches[1].code, ==, "100");
}

static void
test_two_lists_are_compared (void)
{
  g_autoptr (MadoBankMaster) older = make_master ("0701\t001\t見本\tミホン\t本店\tホンテン\n"
                                                  "0701\t002\t見本\tミホン\t南\tミナミ\n"
                                                  "0701\t003\t見本\tミホン\t北\tキタ\n"
                                                  "0702\t001\t去る\tサル\t本店\tホンテン\n"
                                                  "0704\t001\t同じ\tオナジ\t本店\tホンテン\n");
  g_autoptr (MadoBankMaster) newer = make_master ("0701\t001\t新見本\tシンミホン\t本店\tホンテン\n"
                                                  "0701\t003\t新見本\tシンミホン\t北\tホク\n"
                                                  "0701\t004\t新見本\tシンミホン\t東\tヒガシ\n"
                                                  "0703\t001\t来る\tクル\t本店\tホンテン\n"
                                                  "0704\t001\t同じ\tオナジ\t本店\tホンテン\n");
  g_autoptr (GArray) changes = mado_bank_master_compare (older, newer);
  g_autoptr (GArray) none = mado_bank_master_compare (older, older);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++) {
    const MadoBankMasterChange *change = &g_array_index (changes, MadoBankMasterChange, i);
    const MadoBankEntry *entry = change->after != NULL ? change->after : change->before;

    g_string_append_printf (text, "%s%s %s\n", change->bank != NULL ? change->bank->code : "", entry->code,
                            mado_bank_change_kind_get_name (change->kind));
  }
  g_assert_cmpstr (text->str, ==,
                   "0701 renamed\n0701002 removed\n0701003 renamed\n0701004 added\n"
                   "0702 removed\n0702001 removed\n0703 added\n0703001 added\n");
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_the_sample_has_every_store_of_japan_post_bank (void)
{
  g_autoptr (MadoBankMaster) sample = load_sample ();
  guint n_stores = 0, n_branches;
  MadoTsv rows;

  mado_tables_open ("yucho-stores.tsv", &rows);
  for (GStrv row; (row = mado_tsv_next (&rows)) != NULL; g_strfreev (row), n_stores++) {
    g_autoptr (MadoFindings) findings = mado_findings_new ();
    g_autofree char *kigo = g_strdup_printf ("%c%.2s00", row[0][2] == '8' ? '1' : '0', row[0]);
    MadoBankMatch match = mado_bank_master_find_by_code (sample, MADO_YUCHO_BANK, row[0]);
    MadoYuchoAccount account;

    g_assert_true (mado_yucho_convert (kigo, "11", NULL, &account, findings));
    g_assert_cmpint (match.status, ==, MADO_BANK_OK);
    g_assert_cmpstr (match.branch->code, ==, account.store);
    g_assert_cmpstr (match.branch->name, ==, account.store_name);
    g_assert_cmpstr (match.branch->kana, ==, account.store_kana);
  }
  mado_bank_master_get_branches (sample, mado_bank_master_find_by_code (sample, MADO_YUCHO_BANK, "").bank, &n_branches);
  g_assert_cmpuint (n_stores, ==, n_branches);
}

static void
test_every_branch_of_the_sample_is_found_by_its_name (void)
{
  g_autoptr (MadoBankMaster) sample = load_sample ();
  guint n_banks, n_branches, n_ambiguous = 0;
  const MadoBankEntry *banks = mado_bank_master_get_banks (sample, &n_banks);

  for (guint i = 0; i < n_banks; i++) {
    const MadoBankEntry *branches = mado_bank_master_get_branches (sample, &banks[i], &n_branches);

    for (guint j = 0; j < n_branches; j++) {
      MadoBankMatch match = mado_bank_master_find_by_name (sample, banks[i].name, branches[j].name);

      g_assert_true (match.bank == &banks[i]);
      if (match.status == MADO_BANK_BRANCH_AMBIG)
        n_ambiguous++;
      else
        g_assert_true (match.branch == &branches[j]);
    }
  }
  g_assert_cmpuint (n_ambiguous, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bank-master/vectors-are-found", test_vectors_are_found);
  g_test_add_func ("/bank-master/vectors-fold-to-the-names-that-they-mean",
                   test_vectors_fold_to_the_names_that_they_mean);
  g_test_add_func ("/bank-master/names-meet-under-one-key", test_names_meet_under_one_key);
  g_test_add_func ("/bank-master/different-names-keep-different-keys", test_different_names_keep_different_keys);
  g_test_add_func ("/bank-master/what-is-not-certain-is-not-guessed", test_what_is_not_certain_is_not_guessed);
  g_test_add_func ("/bank-master/codes-are-found", test_codes_are_found);
  g_test_add_func ("/bank-master/old-names-are-shown-not-taken", test_old_names_are_shown_not_taken);
  g_test_add_func ("/bank-master/a-search-ranks-the-closest-first", test_a_search_ranks_the_closest_first);
  g_test_add_func ("/bank-master/bad-rows-are-named-and-left-out", test_bad_rows_are_named_and_left_out);
  g_test_add_func ("/bank-master/what-is-no-list-is-refused", test_what_is_no_list_is_refused);
  g_test_add_func ("/bank-master/a-list-knows-its-day", test_a_list_knows_its_day);
  g_test_add_func ("/bank-master/the-order-of-rows-does-not-matter", test_the_order_of_rows_does_not_matter);
  g_test_add_func ("/bank-master/two-lists-are-compared", test_two_lists_are_compared);
  g_test_add_func ("/bank-master/the-sample-has-every-store-of-japan-post-bank",
                   test_the_sample_has_every_store_of_japan_post_bank);
  g_test_add_func ("/bank-master/every-branch-of-the-sample-is-found-by-its-name",
                   test_every_branch_of_the_sample_is_found_by_its_name);

  return g_test_run ();
}
