/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-zengin-preflight.h"
#include "zengin-vectors.h"

static void
test_the_year_is_the_first_that_has_the_day_soon (void)
{
  static const struct {
    int mmdd;
    const char *file_date;
    const char *found;
  } rows[] = {
    { 425, "2025-04-01", "2025-04-25" },
    { 425, "2025-04-25", "2025-04-25" },
    { 425, "2025-04-26", "" },
    { 110, "2025-12-20", "2026-01-10" },
    { 1231, "2025-12-31", "2025-12-31" },
    { 229, "2024-01-10", "2024-02-29" },
    { 229, "2025-01-10", "" },
    { 531, "2025-04-01", "2025-05-31" },
    { 601, "2025-04-01", "" },
    { 331, "2025-04-01", "" },
    { 1332, "2025-12-20", "" },
    { 0, "2025-12-20", "" },
    { -1, "2025-04-01", "" },
    { 101, "9999-12-31", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MadoDate date = mado_zengin_find_transfer_date (rows[i].mmdd, mado_date_from_iso (rows[i].file_date));

    g_test_message ("%d on %s", rows[i].mmdd, rows[i].file_date);
    g_assert_cmpint (mado_date_compare (date, mado_date_from_iso (rows[i].found)), ==, 0);
  }
}

static MadoBankMaster *
make_master (const char *const *branches)
{
  g_autoptr (GString) text = g_string_new ("bank\tbranch\tbank_name\tbank_kana\tbranch_name\tbranch_kana\n");
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  MadoBankMaster *master;

  for (; *branches != NULL; branches++)
    g_string_append_printf (text, "%.4s\t%s\t見本\tミホン\t本店\tホンテン\n", *branches, *branches + 4);
  master = mado_bank_master_new ("banks-20250401.tsv", text->str, text->len, findings);
  g_assert_cmpuint (mado_findings_get_count (findings), ==, 0);

  return master;
}

/* The sound file pays on 25 April from 0001/209 to 0001/240, 9900/018 and 0005/341, to accounts of kind 1. Returns what
 * the look finds in it after @bytes came to stand at a place of a record. */
static char *
look (guint record, guint place, const char *bytes, const char *file_date, const MadoBankMaster *master)
{
  GByteArray *content = zengin_vectors_load_sound_file ();

  memcpy (content->data + (gsize) (record - 1) * 122 + place - 1, bytes, strlen (bytes));
  g_autoptr (GBytes) whole = g_byte_array_free_to_bytes (content);
  g_autoptr (MadoFindings) reading = mado_findings_new ();
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoZenginFile) file = mado_zengin_read (whole, mado_bank_profile_get_default (), reading);

  mado_zengin_preflight (file, mado_date_from_iso (file_date), master, findings);

  return zengin_vectors_describe (findings);
}

static void
test_money_moves_on_a_day_when_banks_work (void)
{
  static const struct {
    const char *mmdd;
    const char *file_date;
    const char *found;
  } rows[] = {
    { "0425", "2025-04-01", "" },
    { "0425", "2025-04-25", "" },
    { "0426", "2025-04-01", "E_DATE_CLOSED 1 55" }, /* Saturday */
    { "0429", "2025-04-01", "E_DATE_CLOSED 1 55" }, /* Showa Day */
    { "1231", "2025-12-01", "E_DATE_CLOSED 1 55" }, /* a Wednesday */
    { "1230", "2025-12-01", "" },                   /* when the ward is closed */
    { "0425", "2025-04-26", "E_DATE_FAR 1 55" },
    { "0425", "2025-01-01", "E_DATE_FAR 1 55" },
    { "0229", "2025-02-01", "E_DATE_FAR 1 55" },
    { "0230", "2025-02-01", "" }, /* the reader refused these */
    { "04 5", "2025-04-01", "" },
    { "0425", "", "" }, /* days are not judged */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *found = look (1, 55, rows[i].mmdd, rows[i].file_date, NULL);

    g_test_message ("%s on %s", rows[i].mmdd, rows[i].file_date);
    g_assert_cmpstr (found, ==, rows[i].found);
  }
}

static void
test_banks_and_branches_must_be_in_the_list (void)
{
  const char *const all[] = { "0001209", "0001240", "9900018", "9900019", "0005341", NULL };
  const char *const some[] = { "0001240", "0005342", NULL };
  g_autoptr (MadoBankMaster) whole = make_master (all);
  g_autoptr (MadoBankMaster) part = make_master (some);
  g_autofree char *sound = look (2, 2, "0001", "", whole);
  g_autofree char *unknown = look (2, 2, "0001", "", part);
  g_autofree char *refused = look (2, 2, "0000", "", whole);
  g_autofree char *no_digits = look (2, 21, "24A", "", whole);

  g_assert_cmpstr (sound, ==, "");
  g_assert_cmpstr (unknown, ==, "E_BRANCH_NONE 1 78, E_BANK_NONE 3 2, E_BRANCH_NONE 4 21");
  g_assert_cmpstr (refused, ==, "");
  g_assert_cmpstr (no_digits, ==, "");
}

static void
test_japan_post_bank_has_stores_of_two_kinds (void)
{
  static const struct {
    const char *branch;
    const char *type;
    const char *found;
  } rows[] = {
    { "018", "1", "" },
    { "018", "4", "W_YUCHO_TYPE 3 43" },
    { "018", "2", "E_YUCHO_TYPE 3 43" },
    { "018", "9", "E_YUCHO_TYPE 3 43" },
    { "019", "2", "" },
    { "019", "1", "E_YUCHO_TYPE 3 43" },
    { "019", "4", "E_YUCHO_TYPE 3 43" },
    { "009", "2", "E_YUCHO_STORE 3 21" },
    { "017", "1", "E_YUCHO_STORE 3 21" },
    { "000", "1", "E_YUCHO_STORE 3 21" },
  };
  const char *const branches[] = { "0001209", "0001240", "9900018", "9900019", "0005341", NULL };
  g_autoptr (MadoBankMaster) master = make_master (branches);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *fields = g_strdup_printf ("%s%19s%s", rows[i].branch, "0000", rows[i].type);
    g_autofree char *alone = look (3, 21, fields, "", NULL);
    g_autofree char *with_list = look (3, 21, fields, "", master);

    g_test_message ("%s, kind %s", rows[i].branch, rows[i].type);
    g_assert_cmpstr (alone, ==, rows[i].found);
    g_assert_cmpstr (with_list, ==, rows[i].found);
  }
}

static void
test_the_payer_may_have_an_account_there_too (void)
{
  g_autofree char *found = look (1, 59, "9900               017", "", NULL);

  g_assert_cmpstr (found, ==, "E_YUCHO_STORE 1 78");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/zengin/preflight/the-year-is-the-first-that-has-the-day-soon",
                   test_the_year_is_the_first_that_has_the_day_soon);
  g_test_add_func ("/zengin/preflight/money-moves-on-a-day-when-banks-work", test_money_moves_on_a_day_when_banks_work);
  g_test_add_func ("/zengin/preflight/banks-and-branches-must-be-in-the-list",
                   test_banks_and_branches_must_be_in_the_list);
  g_test_add_func ("/zengin/preflight/japan-post-bank-has-stores-of-two-kinds",
                   test_japan_post_bank_has_stores_of_two_kinds);
  g_test_add_func ("/zengin/preflight/the-payer-may-have-an-account-there-too",
                   test_the_payer_may_have_an_account_there_too);

  return g_test_run ();
}
