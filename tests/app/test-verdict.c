/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How what an application says stands to what a register says, and where the two differ. */

#include <string.h>

#include "mado-verdict.h"

typedef struct {
  const char *type;
  const char *application;
  const char *of_register;
  MadoVerdict verdict;
} Row;

static void
assert_verdict (const Row *row)
{
  MadoVerdict verdict = mado_verdict_find (row->type, row->application, row->of_register);

  if (verdict != row->verdict)
    g_error ("%s: “%s” and “%s” are %u, not %u", row->type, row->application, row->of_register, verdict, row->verdict);
}

static void
test_verdicts (void)
{
  static const Row rows[] = {
    { "name", "見本 花子", "見本 花子", MADO_VERDICT_SAME },
    { "name", "見本　花子", "見本 花子", MADO_VERDICT_SPELLING },
    { "name", "吉田 結衣", "𠮷田 結衣", MADO_VERDICT_VARIANT },
    { "name", "高橋 見本", "髙橋 見本", MADO_VERDICT_VARIANT },
    { "name", "山崎 見本", "山﨑 見本", MADO_VERDICT_VARIANT },
    { "name", "邉 見本", "邊 見本", MADO_VERDICT_VARIANT },
    { "name", "斉藤 見本", "斎藤 見本", MADO_VERDICT_DIFFERENT }, /* two characters that people take for one another */
    { "name", "見本 花子", "見本 華子", MADO_VERDICT_DIFFERENT },
    { MADO_VERDICT_KANA, "ミホン ハナコ", "ﾐﾎﾝ ﾊﾅｺ", MADO_VERDICT_SPELLING },
    { MADO_VERDICT_KANA, "オオノ ハナコ", "オーノ ハナコ", MADO_VERDICT_SPELLING },
    { MADO_VERDICT_KANA, "ミホン ハナコ", "ミホン ハナエ", MADO_VERDICT_DIFFERENT },
    { "address", "新宿区架空町1丁目2番3号", "新宿区架空町1-2-3", MADO_VERDICT_SPELLING },
    { "address", "新宿区架空町一丁目２番３号", "東京都新宿区架空町1-2-3", MADO_VERDICT_SPELLING },
    { "address", "新宿区架空町1-2-3-401", "新宿区架空町1-2-3", MADO_VERDICT_DIFFERENT },
    { "address", "新宿区架空町1-2-3", "新宿区架空町1-2-4", MADO_VERDICT_DIFFERENT },
    { "address", "府中市架空町1-2-3", "市架空町1-2-3", MADO_VERDICT_DIFFERENT },
    { "date", "令和7年10月2日", "令和7年10月3日", MADO_VERDICT_DIFFERENT },
    { "postal", "162-0801", "1620801", MADO_VERDICT_SPELLING },
    { "phone", "090-0000-1234", "090-0000-1235", MADO_VERDICT_DIFFERENT },
    { "email", "Mihon@example.jp", "mihon@example.jp", MADO_VERDICT_SPELLING },
    { "choice", "1回目", "１回目", MADO_VERDICT_DIFFERENT }, /* a choice is another choice */
    { "name", "見本 花子", "", MADO_VERDICT_APPLICATION_ONLY },
    { "name", NULL, "見本 花子", MADO_VERDICT_REGISTER_ONLY },
    { "name", "", NULL, MADO_VERDICT_NOTHING },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const Row other = { rows[i].type, rows[i].of_register, rows[i].application, rows[i].verdict };

    assert_verdict (&rows[i]);
    if (rows[i].verdict != MADO_VERDICT_APPLICATION_ONLY && rows[i].verdict != MADO_VERDICT_REGISTER_ONLY)
      assert_verdict (&other);
  }
}

static char *
show_marks (const char *text, const char *other)
{
  g_autoptr (GArray) marks = mado_verdict_mark (text, other);
  GString *shown = g_string_new (text);

  for (guint i = marks->len; i > 0; i--) {
    const MadoMark *mark = &g_array_index (marks, MadoMark, i - 1);

    g_string_insert_c (shown, mark->end, ']');
    g_string_insert_c (shown, mark->start, '[');
  }

  return g_string_free_and_steal (shown);
}

static void
test_marks_are_as_few_as_can_be (void)
{
  static const char *const rows[][3] = {
    { "吉田 結衣", "𠮷田 結衣", "[吉]田 結衣" },
    { "架空町1丁目2番3-401号", "架空町一丁目2番3号", "架空町[1]丁目2番3[-401]号" },
    { "架空町一丁目2番3号", "架空町1丁目2番3-401号", "架空町[一]丁目2番3号" },
    { "令和7年10月2日", "令和7年10月3日", "令和7年10月[2]日" },
    { "見本", "見本", "見本" },
    { "見本", "", "[見本]" },
    { "", "見本", "" },
    { "あいう", "いうあ", "[あ]いう" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *shown = show_marks (rows[i][0], rows[i][1]);

    g_assert_cmpstr (shown, ==, rows[i][2]);
  }
}

/* A register may hold anything; nothing that is long takes long. */
static void
test_long_texts_are_marked_as_a_whole (void)
{
  g_autoptr (GString) a = g_string_new (NULL), b = g_string_new ("違");
  g_autoptr (GArray) marks = NULL, none = NULL;

  for (int i = 0; i < 100000; i++) {
    g_string_append (a, "字");
    g_string_append (b, "字");
  }
  marks = mado_verdict_mark (a->str, b->str);
  none = mado_verdict_mark (a->str, a->str);
  g_assert_cmpuint (marks->len, ==, 1);
  g_assert_cmpuint (g_array_index (marks, MadoMark, 0).end, ==, a->len);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_code_points_tell_what_looks_alike (void)
{
  g_autoptr (GArray) marks = mado_verdict_mark ("𠮷田 髙", "吉田 高");
  g_autofree char *points = mado_verdict_dup_code_points ("𠮷田 髙", marks);

  g_assert_cmpstr (points, ==, "𠮷 U+20BB7　髙 U+9AD9");
}

static void
test_every_verdict_has_words (void)
{
  for (MadoVerdict verdict = MADO_VERDICT_NOTHING; verdict <= MADO_VERDICT_HIDDEN; verdict++) {
    g_assert_cmpstr (mado_verdict_get_label (verdict), !=, "");
    g_assert_cmpstr (mado_verdict_get_icon (verdict), !=, "");
    g_assert_cmpstr (mado_verdict_get_style (verdict), !=, "");
  }
  g_assert_true (mado_verdict_asks_for_eyes (MADO_VERDICT_VARIANT));
  g_assert_false (mado_verdict_asks_for_eyes (MADO_VERDICT_SAME));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/verdict/verdicts", test_verdicts);
  g_test_add_func ("/verdict/marks-are-as-few-as-can-be", test_marks_are_as_few_as_can_be);
  g_test_add_func ("/verdict/long-texts-are-marked-as-a-whole", test_long_texts_are_marked_as_a_whole);
  g_test_add_func ("/verdict/code-points-tell-what-looks-alike", test_code_points_tell_what_looks_alike);
  g_test_add_func ("/verdict/every-verdict-has-words", test_every_verdict_has_words);

  return g_test_run ();
}
