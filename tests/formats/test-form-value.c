/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-form-value.h"

static char *
join_codes (const MadoFindings *findings)
{
  GString *codes = g_string_new (NULL);

  for (guint i = 0; i < mado_findings_get_count (findings); i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? " " : "", mado_findings_get (findings, i)->code);

  return g_string_free_and_steal (codes);
}

static void
assert_cleaned (MadoFormKind kind, const char *raw, const char *text, const char *codes)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  MadoFormPlace place = { findings, 2, 3, "item", "CP932" };
  MadoFormValue value;

  mado_form_value_clean (&value, kind, raw, &place);
  g_autofree char *said = join_codes (findings);
  g_test_message ("%s", raw);
  g_assert_cmpstr (value.text, ==, text);
  g_assert_cmpstr (said, ==, codes);
  g_assert_cmpint (value.is_usable, ==, !mado_findings_have_errors (findings));
  mado_form_value_clear (&value);
}

static void
test_values_by_kind (void)
{
  static const struct {
    MadoFormKind kind;
    const char *raw;
    const char *text;
    const char *codes;
  } rows[] = {
    { MADO_FORM_KIND_TEXT, " 　新宿　花子\n ", "新宿　花子", "" },
    { MADO_FORM_KIND_TEXT, "　", "", "" },
    { MADO_FORM_KIND_TEXT, "１２３ABC", "１２３ABC", "" },
    { MADO_FORM_KIND_TEXT, "①㈱№Ⅰ㍻", "①㈱№Ⅰ㍻", "W_MACHINE_DEP" },
    { MADO_FORM_KIND_NAME, "髙﨑", "髙﨑", "W_NAME_CHAR" },
    { MADO_FORM_KIND_NAME, "𠮷田", "𠮷田", "W_NAME_CHAR" },
    { MADO_FORM_KIND_NAME, "㐂一", "㐂一", "W_NAME_CHAR" },
    { MADO_FORM_KIND_TEXT, "1－2～3∥−‐―〒ｱﾊﾟｰﾄ", "1－2～3∥−‐―〒ｱﾊﾟｰﾄ", "" },
    { MADO_FORM_KIND_NAME, "\uE000田", "〓田", "E_GAIJI" },
    { MADO_FORM_KIND_NAME, "\uFFFD田", "〓田", "E_GAIJI" },
    { MADO_FORM_KIND_RECEIPT, "ＬＧ０００１", "LG0001", "" },
    { MADO_FORM_KIND_RECEIPT, "=\"0001\"", "0001", "W_EXCEL_GUARD" },
    { MADO_FORM_KIND_RECEIPT, "'0001", "0001", "W_EXCEL_APOS" },
    { MADO_FORM_KIND_RECEIPT, "1.23457E+11", "1.23457E+11", "E_EXCEL_SCI" },
    { MADO_FORM_KIND_RECEIPT, "1E+11", "1E+11", "E_EXCEL_SCI" },
    { MADO_FORM_KIND_RECEIPT, "1E11", "1E11", "" },
    { MADO_FORM_KIND_RECEIPT, "'", "'", "" },
    { MADO_FORM_KIND_TEL, "", "", "" },
    { MADO_FORM_KIND_TEL, "０３（１２３４）５６７８", "0312345678", "" },
    { MADO_FORM_KIND_TEL, "+81-3-1234-5678", "0312345678", "" },
    { MADO_FORM_KIND_TEL, "+81 (0)90 1234 5678", "09012345678", "" },
    { MADO_FORM_KIND_TEL, "+1 212 555 0100", "12125550100", "E_TEL" },
    { MADO_FORM_KIND_TEL, "+66 2 555 0100", "6625550100", "E_TEL" },
    { MADO_FORM_KIND_TEL, "9012345678", "09012345678", "W_LEADING_ZERO" },
    { MADO_FORM_KIND_TEL, "312345678", "0312345678", "W_LEADING_ZERO" },
    { MADO_FORM_KIND_TEL, "8.13123E+11", "8.13123E+11", "E_EXCEL_SCI" },
    { MADO_FORM_KIND_TEL, "03-12", "0312", "E_TEL" },
    { MADO_FORM_KIND_TEL, "なし", "なし", "E_TEL" },
    { MADO_FORM_KIND_TEL, "090123456789", "090123456789", "E_TEL" },
    { MADO_FORM_KIND_ZIP, "〒１６０－００２２", "1600022", "" },
    { MADO_FORM_KIND_ZIP, "600022", "0600022", "W_LEADING_ZERO" },
    { MADO_FORM_KIND_ZIP, "160-00", "16000", "E_ZIP" },
    { MADO_FORM_KIND_ZIP, "新宿", "新宿", "E_ZIP" },
    { MADO_FORM_KIND_ACCOUNT, "12345", "0012345", "W_ZERO_FILLED" },
    { MADO_FORM_KIND_ACCOUNT, "１２３４５６７", "1234567", "" },
    { MADO_FORM_KIND_ACCOUNT, "12345671", "12345671", "" },
    { MADO_FORM_KIND_DATE, "1990/4/1", "1990-04-01", "" },
    { MADO_FORM_KIND_DATE, "令和7年2月29日", "令和7年2月29日", "E_DATE:E_RANGE" },
    { MADO_FORM_KIND_DATE, "45748", "45748", "E_DATE:E_AMBIG" },
    { MADO_FORM_KIND_DATE, "不明", "不明", "E_DATE:E_FORMAT" },
    { MADO_FORM_KIND_DATE, "", "", "" },
    { MADO_FORM_KIND_TIME, " 2026/04/01 9:05:03 ", "2026/04/01 9:05:03", "" },
    { MADO_FORM_KIND_MAIL, "ａ@example.jp", "a@example.jp", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_cleaned (rows[i].kind, rows[i].raw, rows[i].text, rows[i].codes);
}

static void
test_lost_characters_keep_their_bytes (void)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  MadoFormPlace place = { findings, 2, 3, "name", "CP932" };
  MadoFormValue value;

  mado_form_value_clean (&value, MADO_FORM_KIND_NAME, " \uE000田\uE001 ", &place);
  g_assert_cmpstr (value.original, ==, " 〓田〓 ");
  g_assert_cmpstr (value.gaiji, ==, "F040 F041");
  mado_form_value_clear (&value);
}

static void
test_unknown_columns_stay_as_they_are (void)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  MadoFormPlace place = { findings, 2, 3, "x", "UTF-8" };
  MadoFormValue value;

  mado_form_value_keep (&value, " '１①\uE000 ", &place);
  g_assert_cmpstr (value.text, ==, " '１①〓 ");
  g_assert_cmpstr (value.gaiji, ==, "EE8080");
  g_assert_false (value.is_usable);
  mado_form_value_clear (&value);
}

static void
test_headings_lose_marks_and_numbers (void)
{
  static const char *const rows[][2] = {
    { "氏名", "氏名" },
    { "　氏 名 ", "氏名" },
    { "氏名（カナ）", "氏名(カナ)" },
    { "【必須】氏名", "氏名" },
    { "氏名（必須）", "氏名" },
    { "Q1. 氏名 *", "氏名" },
    { "問３：氏名※必須", "氏名" },
    { "(4) 氏名", "氏名" },
    { "1、氏名", "氏名" },
    { "＊必須 Q2 氏名", "氏名" },
    { "2回目の氏名", "2回目の氏名" },
    { "１．必須 氏名", "氏名" },
    { "E-Mail", "e-mail" },
    { "必須", "必須" },
    { "***", "*" },
    { "1.", "1." },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *normalized = mado_form_heading_normalize (rows[i][0]);

    g_assert_cmpstr (normalized, ==, rows[i][1]);
  }
}

static void
test_a_programme_may_bring_its_own_map (void)
{
  g_autoptr (MadoFormHeadings) headings = mado_form_headings_new ();
  const MadoFormItem *item;

  mado_form_headings_add (headings, "お子さまの生年月日", "child_birth", MADO_FORM_KIND_DATE);
  item = mado_form_headings_find (headings, "Q5. お子さまの 生年月日【必須】");
  g_assert_nonnull (item);
  g_assert_cmpstr (item->name, ==, "child_birth");
  g_assert_cmpint (item->kind, ==, MADO_FORM_KIND_DATE);
  g_assert_null (mado_form_headings_find (headings, "氏名"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-value/values-by-kind", test_values_by_kind);
  g_test_add_func ("/form-value/lost-characters-keep-their-bytes", test_lost_characters_keep_their_bytes);
  g_test_add_func ("/form-value/unknown-columns-stay-as-they-are", test_unknown_columns_stay_as_they_are);
  g_test_add_func ("/form-value/headings-lose-marks-and-numbers", test_headings_lose_marks_and_numbers);
  g_test_add_func ("/form-value/a-programme-may-bring-its-own-map", test_a_programme_may_bring_its_own_map);

  return g_test_run ();
}
