/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-ken-all.h"

#include <string.h>

#include "mado-reference-file.h"
#include "mado-test-table.h"
#include "mado-town-file.h"

static char *
convert (const char *csv, gsize length, MadoFindings *findings)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (csv, (gssize) length, NULL);
  g_autoptr (GError) error = NULL;
  char *text = mado_town_file_convert (stream, findings, &error);

  g_assert_no_error (error);

  return text;
}

static void
assert_converts (const char *csv_name, const char *towns_name)
{
  gsize length;
  g_autofree char *csv = mado_test_load_file (csv_name, &length);
  g_autofree char *expected = mado_test_load_file (towns_name, NULL);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autofree char *text = convert (csv, length, findings);

  g_assert_cmpuint (mado_findings_get_count (findings), ==, 0);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_both_editions_give_the_same_towns (void)
{
  assert_converts ("postal/made-up-utf8.csv", "postal/made-up-towns.tsv");
  assert_converts ("postal/made-up-cp932.csv", "postal/made-up-towns.tsv");
}

static void
test_the_sample_is_the_ward (void)
{
  assert_converts ("../../data/postal/ken-all-sample.csv", "postal/shinjuku-towns.tsv");
}

static void
append_row (GString *csv, const char *code, const char *town)
{
  g_string_append_printf (
      csv, "98101,\"998  \",\"%s\",\"カクウケン\",\"ミホンシ\",\"チョウ\",\"架空県\",\"見本市\",\"%s\",0,0,0,0,0,0\r\n",
      code, town);
}

static void
assert_finding (const MadoFindings *findings, guint index, const char *code, guint64 record, guint64 place)
{
  const MadoFinding *finding = mado_findings_get (findings, index);

  g_assert_cmpstr (finding->code, ==, code);
  g_assert_cmpuint (finding->record, ==, record);
  g_assert_cmpuint (finding->place, ==, place);
}

static void
test_every_bad_row_is_named (void)
{
  static const char *const rows[] = {
    "98101,\"998  \",\"9980001\",\"ケ\",\"シ\",\"チ\",\"架空県\",\"見本市\",\"甲\",0,0,0,0,0,0",
    "98101,\"998  \",\"998001\",\"ケ\",\"シ\",\"チ\",\"架空県\",\"見本市\",\"甲\",0,0,0,0,0,0",
    "9810x,\"998  \",\"9980001\",\"ケ\",\"シ\",\"チ\",\"架空県\",\"\",\"甲\",0,0,0,0,0,0",
    "98101,\"998  \",\"9980001\",\"ケ\",\"シ\",\"チ\",\"架空県\",\"見本市\",\"甲\",0,0,0,0,0",
    "98101,\"998  \",\"9980001\",\"ケ\",\"シ\",\"チ\",\"架空県\",\"見本市\",\"甲\",0,0,0,0,0,0,0",
    "98101,\"998  \",\"9980002\",\"ケ\",\"シ\",\"\",\"架空県\",\"見本市\",\"乙\",0,0,2,0,3,7",
    "",
    "98101,\"998  \",\"9980003\",\"ケ\",\"シ\",\"チ\",\"架空県\",\"見本市\",\"丙\"x,0,0,0,0,0,0",
    "98101,\"998  \",\"9980004\",\"ケ\",\"シ\",\"チ\",\"架空県\",\"見本市\",\"\xff\",0,0,0,0,0,0",
    "98101,998,9980005,ケ,シ,チ,架空県,見本市,丁,0,0,0,0,0,0",
  };
  g_autofree char *csv =
      g_strjoinv ("\r\n", (char **) (const char *[]) { rows[0], rows[1], rows[2], rows[3], rows[4], rows[5], rows[6],
                                                       rows[7], rows[8], rows[9], NULL });
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autofree char *text = convert (csv, strlen (csv), findings);

  g_assert_cmpuint (mado_findings_get_count (findings), ==, 12);
  assert_finding (findings, 0, "E_POSTAL_CODE", 2, 3);
  assert_finding (findings, 1, "E_CITY_CODE", 3, 1);
  assert_finding (findings, 2, "E_EMPTY", 3, 8);
  assert_finding (findings, 3, "E_COLUMNS", 4, 14);
  assert_finding (findings, 4, "E_COLUMNS", 5, 16);
  assert_finding (findings, 5, "W_EMPTY", 6, 6);
  assert_finding (findings, 6, "W_FLAG", 6, 12);
  assert_finding (findings, 7, "W_FLAG", 6, 14);
  assert_finding (findings, 8, "W_FLAG", 6, 15);
  assert_finding (findings, 9, "E_COLUMNS", 7, 1);
  assert_finding (findings, 10, "E_EMPTY", 8, 9);
  assert_finding (findings, 11, "E_ENCODING", 9, 0);
  g_assert_cmpstr (strchr (text, '\n') + 1, ==, "98101\t架空県\t見本市\n9980001\t甲\n9980002\t乙\n9980005\t丁\n");
}

static void
test_a_bracket_that_stays_open_is_named (void)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (MadoFindings) findings = mado_findings_new ();

  append_row (csv, "9980001", "甲（一、");
  append_row (csv, "9980001", "二、");
  append_row (csv, "9980002", "乙");
  append_row (csv, "9980003", "丙（");
  g_autofree char *text = convert (csv->str, csv->len, findings);

  g_assert_cmpuint (mado_findings_get_count (findings), ==, 2);
  assert_finding (findings, 0, "E_BRACKET", 1, 9);
  assert_finding (findings, 1, "E_BRACKET", 4, 9);
  g_assert_cmpstr (strchr (text, '\n') + 1, ==, "98101\t架空県\t見本市\n9980002\t乙\n");
}

static void
test_a_town_without_end_does_not_fill_the_memory (void)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (MadoFindings) findings = mado_findings_new ();

  append_row (csv, "9980001", "甲（");
  for (int i = 0; i < 2000; i++)
    append_row (csv, "9980001", "一二三四五六七八九十、");
  g_autofree char *text = convert (csv->str, csv->len, findings);

  g_assert_true (mado_findings_have_errors (findings));
  assert_finding (findings, 0, "E_BRACKET", 1, 9);
}

static void
test_a_line_without_end_is_passed_over (void)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (MadoFindings) findings = mado_findings_new ();

  append_row (csv, "9980001", "甲");
  for (int i = 0; i < 300000; i++)
    g_string_append_c (csv, 'x');
  g_string_append (csv, "\r\n");
  append_row (csv, "9980002", "乙");
  g_autofree char *text = convert (csv->str, csv->len, findings);

  g_assert_cmpuint (mado_findings_get_count (findings), ==, 1);
  assert_finding (findings, 0, "E_LENGTH", 2, 0);
  g_assert_nonnull (strstr (text, "9980002\t乙\n"));
}

/* Rows that lie across the ends of the buffer come out whole. */
static void
test_many_rows_come_out_whole (void)
{
  g_autoptr (GString) csv = g_string_new ("\xEF\xBB\xBF");
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (GError) error = NULL;

  for (int i = 1; i <= 9999; i++) {
    g_autofree char *code = g_strdup_printf ("998%04d", i);

    append_row (csv, code, "長い名前の町");
  }
  g_autofree char *text = convert (csv->str, csv->len, findings);
  g_autoptr (MadoTownTable) towns = mado_town_table_new (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (mado_findings_get_count (findings), ==, 0);
  g_assert_cmpuint (mado_town_table_get_count (towns), ==, 9999);
}

static void
test_a_stream_that_fails_is_an_error (void)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data ("x", 1, NULL);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (GError) error = NULL;

  g_input_stream_close (stream, NULL, NULL);
  g_assert_null (mado_town_file_convert (stream, findings, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
test_an_import_takes_the_place_of_the_sample (void)
{
  g_autofree char *sample = g_test_build_filename (G_TEST_DIST, "..", "data", NULL);
  g_autofree char *made_up = mado_test_load_file ("postal/made-up-towns.tsv", NULL);
  g_autofree char *path = mado_reference_file_dup_import_path ("postal/towns.tsv");
  g_autoptr (GError) error = NULL;

  g_setenv ("MADO_DATA_DIR", sample, TRUE);
  g_autoptr (MadoTownTable) before = mado_town_file_load_default (&error);
  g_assert_no_error (error);
  g_assert_cmpuint (mado_town_table_get_count (before), ==, 97);

  g_assert_true (mado_town_file_save (made_up, &error));
  g_autoptr (MadoTownTable) after = mado_town_file_load_default (&error);
  g_assert_no_error (error);
  g_assert_cmpuint (mado_town_table_get_count (after), ==, 16);

  g_assert_true (g_file_set_contents (path, "damaged", -1, &error));
  g_assert_null (mado_town_file_load_default (&error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/ken-all/both-editions-give-the-same-towns", test_both_editions_give_the_same_towns);
  g_test_add_func ("/ken-all/the-sample-is-the-ward", test_the_sample_is_the_ward);
  g_test_add_func ("/ken-all/every-bad-row-is-named", test_every_bad_row_is_named);
  g_test_add_func ("/ken-all/a-bracket-that-stays-open-is-named", test_a_bracket_that_stays_open_is_named);
  g_test_add_func ("/ken-all/a-town-without-end-does-not-fill-the-memory",
                   test_a_town_without_end_does_not_fill_the_memory);
  g_test_add_func ("/ken-all/a-line-without-end-is-passed-over", test_a_line_without_end_is_passed_over);
  g_test_add_func ("/ken-all/many-rows-come-out-whole", test_many_rows_come_out_whole);
  g_test_add_func ("/ken-all/a-stream-that-fails-is-an-error", test_a_stream_that_fails_is_an_error);
  g_test_add_func ("/ken-all/an-import-takes-the-place-of-the-sample", test_an_import_takes_the_place_of_the_sample);

  return g_test_run ();
}
