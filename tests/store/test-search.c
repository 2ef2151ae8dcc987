/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people type into the one box, and whom it finds. */

#include "mado-database-private.h"
#include "mado-search-check.h"
#include "mado-search-index.h"
#include "mado-statement.h"
#include "mado-store-error.h"
#include "mado-test-table.h"
#include "search-sample.h"

#include <string.h>

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
}

static void
test_people_are_found_however_they_are_typed (SearchSample *sample, gconstpointer data)
{
  put_people (sample);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *found = search_sample_find (sample, cases[i].typed);

    if (!g_str_equal (found, cases[i].found))
      g_test_message ("%s: %s, not %s", cases[i].typed, found, cases[i].found);
    if (!g_str_equal (found, cases[i].found))
      g_test_fail ();
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  search_sample_add ("/search/people-are-found-however-they-are-typed", test_people_are_found_however_they_are_typed);

  return g_test_run ();
}
