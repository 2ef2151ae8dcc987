/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the bank master says to whoever types an account. */

#include <glib.h>
#include <string.h>

#include "mado-bank-book.h"

static MadoBankMaster *master;

static void
test_codes_are_told_by_name (void)
{
  g_autofree char *bank = mado_bank_book_dup_bank (master, "0701");
  g_autofree char *branch = mado_bank_book_dup_branch (master, "0701", "002");
  g_autofree char *half = mado_bank_book_dup_bank (master, "070");

  g_assert_cmpstr (bank, ==, "見本");
  g_assert_cmpstr (branch, ==, "さくら町");
  g_assert_cmpstr (half, ==, "");
}

static void
test_what_is_not_in_the_list_is_explained (void)
{
  g_autofree char *bank = mado_bank_book_dup_bank (master, "0799");
  g_autofree char *branch = mado_bank_book_dup_branch (master, "0701", "999");
  g_autofree char *of_none = mado_bank_book_dup_branch (master, "0799", "001");

  g_assert_nonnull (strstr (bank, "merged"));
  g_assert_nonnull (strstr (branch, "merged"));
  g_assert_cmpstr (of_none, ==, ""); /* the bank is told already */
}

static void
test_an_old_name_leads_to_the_new_one (void)
{
  g_autofree char *merged = mado_bank_book_dup_old_name (master, "三菱東京ＵＦＪ銀行");
  g_autofree char *never = mado_bank_book_dup_old_name (master, "見本");

  g_assert_nonnull (strstr (merged, "0005"));
  g_assert_nonnull (strstr (merged, "平成30年3月31日"));
  g_assert_cmpstr (never, ==, "");
}

static void
test_every_change_has_its_reason (void)
{
  g_autofree char *changes = mado_bank_book_dup_changes ("ミャ・ヲ　　abc漢");
  g_autofree char *none = mado_bank_book_dup_changes ("ミホン ハナコ");

  g_assert_nonnull (strstr (changes, "“ャ” → “ﾔ”: a small kana is written large"));
  g_assert_nonnull (strstr (changes, "banks have no character for it"));
  g_assert_cmpstr (none, ==, "");
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  master = mado_bank_book_load (&error);
  g_assert_no_error (error);

  g_test_add_func ("/bank-book/codes-are-told-by-name", test_codes_are_told_by_name);
  g_test_add_func ("/bank-book/what-is-not-in-the-list-is-explained", test_what_is_not_in_the_list_is_explained);
  g_test_add_func ("/bank-book/an-old-name-leads-to-the-new-one", test_an_old_name_leads_to_the_new_one);
  g_test_add_func ("/bank-book/every-change-has-its-reason", test_every_change_has_its_reason);

  status = g_test_run ();
  mado_bank_master_free (master);

  return status;
}
