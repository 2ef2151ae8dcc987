/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people type into the one box, and whom it finds. */

#include "mado-test-table.h"
#include "search-sample.h"

static const char hanako[] =
    "\"name\": {\"kanji\": \"見本 花子\", \"kana\": \"ミホン ハナコ\"},"
    "\"postal_code\": \"1608484\", \"address\": \"東京都新宿区歌舞伎町一丁目4番1号 タワー12F\","
    "\"birth_date\": \"1995-05-05\", \"phone\": \"090-0012-3450\","
    "\"control_no\": \"0000012345\", \"received_on\": \"2025-05-01\"";
static const char smith[] = "\"name\": {\"kanji\": \"SMITH JOHN\", \"kana\": \"スミス　ジョン\"},"
                            "\"address\": \"新宿区三番町12-34\", \"birth_date\": \"1988-12-31\","
                            "\"phone\": \"0300001995\", \"control_no\": \"1995050512\"";
static const char saito[] = "\"name\": {\"kanji\": \"齋藤 渡邊\", \"kana\": \"サイトウ ワタナベ\"},"
                            "\"birth_date\": \"1926-12-25\", \"phone\": \"0312345678\"";
static const char other_saito[] = "\"name\": {\"kanji\": \"斉藤 花\", \"kana\": \"サイトウ ハナ\"}";

static const struct {
  const char *typed;
  const char *found;
} cases[] = {
  /* names */
  { "見本花子", "1 name exact" },
  { "見本 花子", "1 name exact" },
  { "見本　花子", "1 name exact" },
  { "見", "1 name prefix" },
  { "花", "1 name part, 4 name part" },
  { "花子 見本", "1 name part" },
  { "花 見 本", "1 name part" },
  { "みほんはなこ", "1 reading exact" },
  { "ﾐﾎﾝ ﾊﾅｺ", "1 reading exact" },
  { "はなこ", "1 reading part" },
  { "ハナ", "1 reading part, 4 reading part" },
  { "すみす", "2 reading prefix" },
  { "ジョン", "2 reading part" },
  { "ｼﾞﾖﾝ", "2 reading part" },
  { "シ゛ョン", "2 reading part" },
  { "ション", "" },
  { "ｓｍｉｔｈ", "2 name prefix" },
  { "john smith", "2 name part" },
  { "わたなべ", "3 reading part" },
  { "ﾜﾀﾅﾍﾞ", "3 reading part" },
  { "わたなへ", "" },
  { "渡辺", "3 name part" },
  { "渡邉", "3 name part" },
  { "斎藤", "3 name prefix, 4 name prefix variant" },
  { "齊藤", "3 name prefix variant, 4 name prefix" },
  { "齊", "3 name prefix variant, 4 name prefix" },
  { "花子花", "" },
  { "佐々木", "5 name exact" },
  { "佐 々木", "5 name exact" },
  { "佐佐木", "5 name exact" },
  /* telephones */
  { "090-0012-3450", "1 phone exact" },
  { "０９０−００１２−３４５０", "1 phone exact" },
  { "090 0012 3450", "1 phone exact" },
  { "090 3450", "1 phone prefix" },
  { "+81 90-0012-3450", "1 phone exact" },
  { "+81(0)90-0012-3450", "1 phone exact" },
  { "3450", "1 phone part" },
  { "3451", "" },
  { "5678", "3 phone part" },
  { "030", "2 phone prefix" },
  { "見本 3450", "1 name prefix" },
  { "斎藤 3450", "" },
  /* codes, and what is none */
  { "0000012345", "1 code exact" },
  { "00001234", "1 code part" },
  { "19950505", "1 date exact, 2 code prefix" },
  { "1995", "2 phone part" },
  /* days */
  { "1995-05-05", "1 date exact, 2 code prefix" },
  { "平成7年5月5日", "1 date exact" },
  { "平成７年 ５月 ５日", "1 date exact" },
  { "H7.5.5", "1 date exact" },
  { "昭和63年12月31日", "2 date exact" },
  { "大正15年12月25日", "3 date exact" },
  { "昭和元年12月25日", "3 date exact" },
  { "2025-05-01", "" }, /* a day of the work, not of a person */
  { "7/5/5", "" },
  { "花子 H7.5.5", "1 name part" },
  /* addresses */
  { "160-8484", "1 postal exact" },
  { "〒１６０－８４８４", "1 postal exact" },
  { "新宿区", "1 address part, 2 address prefix" },
  { "歌舞伎町1-4-1", "1 address part" },
  { "歌舞伎町一丁目四番一号", "1 address part" },
  { "歌舞伎町１丁目", "1 address part" },
  { "丁目4番", "1 address part" },
  { "タワー", "1 address part" },
  { "ﾀﾜｰ12f", "1 address part" },
  { "12-34", "1 phone part, 2 address part, 3 phone part" },
  { "1-2-34", "1 phone part, 3 phone part" },
  { "番町", "2 address part" },
  { "三番町", "2 address part" },
  /* nothing */
  { "", "" },
  { " 　\t", "" },
  { "-", "" },
  { "・", "" },
  { "無い人", "" },
};

static void
put_people (SearchSample *sample)
{
  search_sample_put_items (sample, 1, hanako);
  search_sample_put_items (sample, 2, smith);
  search_sample_put_items (sample, 3, saito);
  search_sample_put_items (sample, 4, other_saito);
  search_sample_put_items (sample, 5, "\"name\": {\"kanji\": \"佐々木\"}");
}

static void
assert_found (SearchSample *sample, const char *typed, const char *expected)
{
  g_autofree char *found = search_sample_find (sample, typed);

  g_test_message ("%s", typed);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_people_are_found_however_they_are_typed (SearchSample *sample, gconstpointer data)
{
  put_people (sample);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_found (sample, cases[i].typed, cases[i].found);
}

/* Equal names are the same name; those that people take for one another are marked; the others are not the whole. */
static void
test_our_vectors_are_found_and_marked (SearchSample *sample, gconstpointer data)
{
  g_autoptr (MadoTestTable) table = mado_test_table_load ("kana-names.search.tsv");

  for (guint i = 0; i < mado_test_table_get_n_rows (table); i++) {
    gboolean is_equal = g_str_equal (mado_test_table_get (table, i, "equal"), "1");
    gboolean is_alike = g_str_equal (mado_test_table_get (table, i, "equal_loose"), "1");
    g_autofree char *items = g_strdup_printf ("\"name\": {\"kanji\": \"%s\"}", mado_test_table_get (table, i, "a"));

    search_sample_put_items (sample, 1, items);

    g_autofree char *found = search_sample_find (sample, mado_test_table_get (table, i, "b"));
    g_test_message ("%s: %s", items, found);
    g_assert_cmpint (g_str_has_prefix (found, "1 name exact"), ==, is_alike);
    g_assert_cmpint (g_str_has_suffix (found, "variant"), ==, is_alike && !is_equal);
  }
}

/* Each pair of the table: the variants of a character (level 1) are the character, others (level 2) are marked. */
static void
test_all_variants_are_found_and_marked (SearchSample *sample, gconstpointer data)
{
  g_autoptr (MadoTestTable) table = mado_test_table_load ("kana-names.kanji-fold.tsv");

  for (guint i = 0; i < mado_test_table_get_n_rows (table); i++) {
    const char *variant = mado_test_table_get (table, i, "variant");
    const char *base = mado_test_table_get (table, i, "base");
    g_autofree char *items = g_strdup_printf ("\"name\": {\"kanji\": \"見%s本\"}", variant);
    g_autofree char *typed = g_strdup_printf ("見%s", base);
    gboolean is_same = mado_fold_compare (variant, base, MADO_FOLD_STRICT, NULL);

    search_sample_put_items (sample, 1, items);

    g_autofree char *found = search_sample_find (sample, typed);
    g_assert_cmpstr (found, ==, is_same ? "1 name prefix" : "1 name prefix variant");
  }
}

static void
test_inquiries_are_found_by_who_called (SearchSample *sample, gconstpointer data)
{
  search_sample_put (sample, 1, "inquiry", "{\"caller_name\": \"見本 花子\", \"phone\": \"0300000000\"}");
  assert_found (sample, "花子", "1 name part");
  assert_found (sample, "03-0000-0000", "1 phone exact");
}

static void
test_other_kinds_are_not_searched (SearchSample *sample, gconstpointer data)
{
  search_sample_put (sample, 1, "person", "{\"name\": \"見本 花子\"}");
  assert_found (sample, "見本", "");
}

static void
test_rows_of_lists_are_found (SearchSample *sample, gconstpointer data)
{
  search_sample_put (sample, 1, "case",
                     "{\"items\": {\"name\": {\"kanji\": \"見本 花子\"}}, \"lists\": {\"children\": [{\"row\": \"r1\","
                     " \"items\": {\"child_name\": {\"kanji\": \"見本 一郎\", \"kana\": \"ミホン イチロウ\"},"
                     " \"child_birth\": \"2020-01-01\"}}]}}");
  assert_found (sample, "一郎", "1 name part");
  assert_found (sample, "イチロウ", "1 reading part");
  assert_found (sample, "令和2年1月1日", "1 date exact");
}

static void
test_what_is_masked_is_not_found (SearchSample *sample, gconstpointer data)
{
  search_sample_put_items (sample, 1,
                           "\"name\": {\"masked\": true, \"kanji\": \"***花子\"},"
                           "\"address\": {\"masked\": true, \"text\": \"***区\"},"
                           "\"phone\": {\"masked\": true, \"text\": \"********345\"}");
  assert_found (sample, "花子", "");
  assert_found (sample, "区", "");
  assert_found (sample, "345", "");
}

/* What no projection and no edit would let through must not stop a search either. */
static void
test_odd_bodies_do_no_harm (SearchSample *sample, gconstpointer data)
{
  static const char *const bodies[] = {
    "{}",
    "{\"items\": []}",
    "{\"items\": {\"name\": \"見本\", \"phone\": 3, \"birth_date\": \"soon\", \"unknown\": \"見本\"}}",
    "{\"items\": {\"name\": {\"kanji\": null, \"kana\": []}}, \"lists\": {\"children\": {}}}",
    "{\"items\": {\"name\": {\"kanji\": \"\"}}, \"lists\": [1], \"receipt\": {}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++) {
    search_sample_put (sample, 1, "case", bodies[i]);
    assert_found (sample, "見本", "");
  }
  search_sample_remove (sample, 1);
}

static void
test_the_receipt_of_a_form_is_found (SearchSample *sample, gconstpointer data)
{
  search_sample_put (sample, 1, "case", "{\"items\": {}, \"receipt\": \"logo:12345\"}");
  assert_found (sample, "12345", "1 code part");
  assert_found (sample, "logo:12345", "1 code exact");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  search_sample_add ("/search/people-are-found-however-they-are-typed", test_people_are_found_however_they_are_typed);
  search_sample_add ("/search/our-vectors-are-found-and-marked", test_our_vectors_are_found_and_marked);
  search_sample_add ("/search/all-variants-are-found-and-marked", test_all_variants_are_found_and_marked);
  search_sample_add ("/search/inquiries-are-found-by-who-called", test_inquiries_are_found_by_who_called);
  search_sample_add ("/search/other-kinds-are-not-searched", test_other_kinds_are_not_searched);
  g_test_add ("/search/rows-of-lists-are-found", SearchSample, "kosodate-oen-r7", search_sample_set_up,
              test_rows_of_lists_are_found, search_sample_tear_down);
  search_sample_add ("/search/what-is-masked-is-not-found", test_what_is_masked_is_not_found);
  search_sample_add ("/search/odd-bodies-do-no-harm", test_odd_bodies_do_no_harm);
  search_sample_add ("/search/the-receipt-of-a-form-is-found", test_the_receipt_of_a_form_is_found);

  return g_test_run ();
}
