/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-name-match.h"
#include "mado-test-table.h"

typedef struct {
  const char *applicant;
  const char *holder;
  const char *level;
} Case;

static void
assert_level (const char *applicant, const char *holder, const char *level)
{
  g_test_message ("%s / %s", applicant, holder);
  g_assert_cmpstr (mado_name_match_to_string (mado_name_match (applicant, holder)), ==, level);
}

static void
test_levels_are_those_of_our_vectors (void)
{
  g_autoptr (MadoTestTable) table = mado_test_table_load ("kana-names.match.tsv");

  for (guint i = 0; i < mado_test_table_get_n_rows (table); i++)
    assert_level (mado_test_table_get (table, i, "applicant_kana"), mado_test_table_get (table, i, "holder_kana"),
                  mado_test_table_get (table, i, "level"));
}

static void
test_every_legal_entity_is_known_by_its_bracket (void)
{
  g_autoptr (MadoTestTable) table = mado_test_table_load ("kana-names.legal.tsv");

  for (guint i = 0; i < mado_test_table_get_n_rows (table); i++) {
    g_autofree char *head = g_strconcat (mado_test_table_get (table, i, "head"), "ﾔﾏﾀﾞ", NULL);
    g_autofree char *wrong_head = g_strconcat (mado_test_table_get (table, i, "mid"), "ﾔﾏﾀﾞ", NULL);
    g_autofree char *middle = g_strconcat ("ﾔﾏﾀﾞ", mado_test_table_get (table, i, "mid"), "ﾀﾛｳ", NULL);
    g_autofree char *tail = g_strconcat ("ﾔﾏﾀﾞ", mado_test_table_get (table, i, "tail"), NULL);
    g_autofree char *name = g_strconcat (mado_test_table_get (table, i, "abbr"), "ヤマダ", NULL);

    assert_level ("ヤマダ", head, "LEGAL");
    assert_level ("ヤマダ", wrong_head, "LEGAL");
    assert_level ("ヤマダ", middle, "LEGAL");
    assert_level ("ヤマダ", tail, "LEGAL");
    assert_level (name, name, "EXACT");
  }
}

static void
test_levels_beyond_our_vectors (void)
{
  static const Case cases[] = {
    { "カヤマダ タロウ", "ｶﾔﾏﾀﾞ ﾀﾛｳ", "EXACT" },
    { "やまだ　たろう", "ヤマダ　タロウ", "EXACT" },
    { "カヲル", "ｶｵﾙ", "EXACT" },
    { "ヴァン ヨウコ", "ｳﾞｱﾝ ﾖｳｺ", "EXACT" },
    { "SMITH JOHN", "ｓｍｉｔｈ　ｊｏｈｎ", "EXACT" },
    /* fold */
    { "ヤマダタロウ", "ﾔﾏﾀﾞ ﾀﾛｳ", "FOLD" },
    { "ヤマダ J. タロウ", "ﾔﾏﾀﾞ J ﾀﾛｳ", "FOLD" },
    { "ヤマダ(タナカ) ハナ", "ﾔﾏﾀﾞ ﾀﾅｶ ﾊﾅ", "FOLD" },
    { "チヂワ", "ﾁｼﾞﾜ", "FOLD" },
    /* order */
    { "ジョン マイケル スミス", "ｽﾐｽ ｼﾞﾖﾝ ﾏｲｹﾙ", "ORDER" },
    { "マリア・デル・カルメン ゴンサレス", "ｺﾞﾝｻﾚｽ ﾏﾘｱ ﾃﾞﾙ ｶﾙﾒﾝ", "ORDER" },
    /* long vowels */
    { "ヤマダ ユウコ", "ﾔﾏﾀﾞ ﾕ-ｺ", "LONGVOWEL" },
    { "オウノ ケイ", "ｵｵﾉ ｹ-", "LONGVOWEL" },
    { "シイナ マアサ", "ｼ-ﾅ ﾏ-ｻ", "LONGVOWEL" },
    { "リョウコ", "ﾘﾖ-ｺ", "LONGVOWEL" },
    { "オノ タロウ", "ｵｵﾉ ﾀﾛｳ", "GIVEN" }, /* 小野 is not 大野 */
    { "オノ タロウ", "ｵ-ﾉ ﾀﾛｳ", "GIVEN" },
    { "サト ウメ", "ｻﾄｳ ﾒ", "FOLD" }, /* spaces alone */
    { "コヴォ", "ｺｳﾞ-", "NONE" },     /* ヴ draws no vowel out, it has one */
    { "ユコ", "ﾕ-ｺ", "NONE" },
    /* not the same name */
    { "スミス メアリー", "ｽﾐｽ ﾒﾘ-", "FAMILY" },
    { "キタガワ ヴィクトリア", "ｷﾀｶﾞﾜ ﾋﾞｸﾄﾘｱ", "FAMILY" },
    { "ヤマダ ハナコ", "ﾔﾏﾀﾞ ﾀﾛｳ", "FAMILY" },
    { "ヤマダ ハナコ", "ﾀﾅｶ ﾊﾅｺ", "GIVEN" },
    { "ヤマダ ハナコ", "ﾔﾏﾀﾞ", "FAMILY" },
    { "ヤマダ ハナコ", "ﾊﾅｺ", "GIVEN" },
    { "オオノ ハナコ", "ｵ-ﾉ ﾀﾛｳ", "FAMILY" },
    { "ヤマダ タロウ", "ﾀﾛｳ ｻﾄｳ", "NONE" },
    /* words more */
    { "スハルト", "ﾊﾟｿｺﾝ ｽﾊﾙﾄ", "SUBSET" },
    { "ヤマダ タロウ", "ﾔﾏﾀﾞ ﾀﾛｳ ﾔｵﾔ", "SUBSET" },
    { "ジョン マイケル スミス", "ｼﾞﾖﾝ ｽﾐｽ", "SUBSET" },
    { "ヤマダ ヤマダ", "ﾔﾏﾀﾞ ﾀﾛｳ", "FAMILY" }, /* a word counts once */
    /* cut */
    { "アイウエオカキクケコサシスセソタチツテトナニヌネノ ハヒフヘホ", "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉ ﾊﾋﾌﾍ", "TRUNC" },
    { "アイウエオカキクケコサシスセソタチツテトナニヌネノ ハヒフガキ", "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉ ﾊﾋﾌｶ", "TRUNC" },
    { "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘ ホ", "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍ", "TRUNC" },
    { "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘ ホ", "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌ", "NONE" },
    /* legal entities */
    { "カ）テスト", "ｶ)ﾃｽﾄ", "LEGAL" },
    { "ヤマダ", "（カ）ヤマダ", "LEGAL" },
    { "ヤマダ", "ﾔﾏﾀﾞ(ｶ", "LEGAL" },
    { "ヤマダ", "ﾔﾏﾀﾞ(ｶ)ﾄｳｷﾖｳ(ｴｲ", "LEGAL" },
    { "ヤマダ", "ﾕ)山田", "LEGAL" },
    /* nothing to compare */
    { "", "", "NONE" },
    { "ヤマダ", "", "NONE" },
    { "　", "ﾔﾏﾀﾞ", "NONE" },
    { "山田 タロウ", "ﾀﾛｳ", "NONE" },
    { "...", "(", "FOLD" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_level (cases[i].applicant, cases[i].holder, cases[i].level);
}

static void
test_what_is_not_utf_8_matches_nothing (void)
{
  g_assert_cmpint (mado_name_match ("ｱ\xFF", "ｱ"), ==, MADO_NAME_MATCH_NONE);
  g_assert_cmpint (mado_name_match ("ｱ", "\xFF"), ==, MADO_NAME_MATCH_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/name-match/levels-are-those-of-our-vectors", test_levels_are_those_of_our_vectors);
  g_test_add_func ("/name-match/every-legal-entity-is-known-by-its-bracket",
                   test_every_legal_entity_is_known_by_its_bracket);
  g_test_add_func ("/name-match/levels-beyond-our-vectors", test_levels_beyond_our_vectors);
  g_test_add_func ("/name-match/what-is-not-utf-8-matches-nothing", test_what_is_not_utf_8_matches_nothing);

  return g_test_run ();
}
