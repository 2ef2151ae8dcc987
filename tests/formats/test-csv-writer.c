/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-csv-reader.h"
#include "mado-csv-writer.h"

static const MadoCsvLimits limits = { 1000, 10000, 100 };

static void
test_the_bytes_of_a_table (void)
{
  g_autoptr (GString) table = g_string_new (NULL);
  const char *const fields[] = { "a", "b\"c", "", "d\ne" };

  mado_csv_write_mark (table);
  mado_csv_write_record (table, fields, 4, MADO_CSV_FOR_MACHINES);
  g_assert_cmpstr (table->str, ==, "\xEF\xBB\xBF\"a\",\"b\"\"c\",\"\",\"d\ne\"\r\n");
}

static void
test_only_spreadsheets_get_a_guard (void)
{
  const char *const fields[] = { "=1+1", "+81", "-5", "@x", "\ty", "\rz", "a=b", "'q", "" };
  g_autoptr (GString) guarded = g_string_new (NULL);
  g_autoptr (GString) verbatim = g_string_new (NULL);

  mado_csv_write_record (guarded, fields, 9, MADO_CSV_FOR_SPREADSHEETS);
  g_assert_cmpstr (guarded->str, ==, "\"'=1+1\",\"'+81\",\"'-5\",\"'@x\",\"'\ty\",\"'\rz\",\"a=b\",\"'q\",\"\"\r\n");
  mado_csv_write_record (verbatim, fields, 9, MADO_CSV_FOR_MACHINES);
  g_assert_null (strstr (verbatim->str, "\"'="));
}

static char *
make_text (GRand *rand)
{
  static const char *const parts[] = { "\"", ",", "\n", " ", "あ", "髙", "a", "=", "\t", ";", "'", "𠮷", "" };
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 0, 8); n > 0; n--)
    g_string_append (text, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);

  return g_string_free_and_steal (text);
}

static void
test_every_text_comes_back (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (int round = 0; round < 3000; round++) {
    g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GString) table = g_string_new (NULL);
    g_autoptr (MadoCsvReader) reader = mado_csv_reader_new (",", &limits);
    g_autoptr (MadoFindings) findings = mado_findings_new ();

    for (int n = g_rand_int_range (rand, 1, 6); n > 0; n--)
      g_ptr_array_add (fields, make_text (rand));
    mado_csv_write_record (table, (const char *const *) fields->pdata, fields->len, MADO_CSV_FOR_MACHINES);
    mado_csv_reader_feed (reader, table->str, table->len);
    g_assert_cmpint (mado_csv_reader_next (reader, findings), ==, MADO_CSV_RECORD);
    g_assert_cmpuint (mado_findings_get_count (findings), ==, 0);
    g_assert_cmpuint (mado_csv_reader_get_n_fields (reader), ==, fields->len);
    for (guint i = 0; i < fields->len; i++)
      g_assert_cmpstr (mado_csv_reader_get_field (reader, i + 1), ==, g_ptr_array_index (fields, i));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv-writer/the-bytes-of-a-table", test_the_bytes_of_a_table);
  g_test_add_func ("/csv-writer/only-spreadsheets-get-a-guard", test_only_spreadsheets_get_a_guard);
  g_test_add_func ("/csv-writer/every-text-comes-back", test_every_text_comes_back);

  return g_test_run ();
}
