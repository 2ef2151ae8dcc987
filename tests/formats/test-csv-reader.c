/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-csv-reader.h"

static const MadoCsvLimits generous = { 1000, 10000, 100 };

/* Reads a table in pieces and writes it down: "1[a|b]" a record, "!CODE row:column" what is odd about it. */
static char *
describe (const char *text, gsize length, const char *delimiters, const MadoCsvLimits *limits, gsize piece)
{
  g_autoptr (MadoCsvReader) reader = mado_csv_reader_new (delimiters, limits);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  GString *out = g_string_new (NULL);
  guint n_told = 0;
  gsize done = 0;
  MadoCsvStep step;

  while ((step = mado_csv_reader_next (reader, findings)) != MADO_CSV_END) {
    if (step == MADO_CSV_MORE) {
      gsize size = MIN (piece, length - done);

      mado_csv_reader_feed (reader, text + done, size);
      done += size;
      continue;
    }
    if (step == MADO_CSV_RECORD) {
      g_string_append_printf (out, "%u[", (guint) mado_csv_reader_get_row (reader));
      for (guint i = 1; i <= mado_csv_reader_get_n_fields (reader); i++)
        g_string_append_printf (out, "%s%s", i > 1 ? "|" : "", mado_csv_reader_get_field (reader, i));
      g_string_append_c (out, ']');
    }
    for (; n_told < mado_findings_get_count (findings); n_told++) {
      const MadoFinding *finding = mado_findings_get (findings, n_told);

      g_string_append_printf (out, "!%s %u:%u", finding->code, (guint) finding->record, (guint) finding->place);
    }
    if (step == MADO_CSV_OPEN_QUOTE)
      break;
  }

  return g_string_free_and_steal (out);
}

static void
assert_reads (const char *text, gsize length, const MadoCsvLimits *limits, const char *expected)
{
  for (gsize piece = 1; piece <= 9; piece++) {
    g_autofree char *said = describe (text, length, ",", limits, piece);

    g_assert_cmpstr (said, ==, expected);
  }
}

static void
test_quotes_and_line_ends (void)
{
  static const struct {
    const char *text;
    const char *expected;
  } rows[] = {
    { "", "" },
    { "a", "1[a]" },
    { "a,b\r\nc,d\r\n", "1[a|b]2[c|d]" },
    { "a\rb\nc\r\nd", "1[a]2[b]3[c]4[d]" },
    { "a\n\nb\n", "1[a]2[]3[b]" },
    { "a\r\r\nb", "1[a]2[]3[b]" },
    { "a,\n,b\n", "1[a|]2[|b]" },
    { "a,", "1[a|]" },
    { "\"\"", "1[]" },
    { "\"a,b\",\"c\"\"d\"\"\"", "1[a,b|c\"d\"]" },
    { "\"a\r\nb\rc\nd\r\n\r\n\",e", "1[a\nb\nc\nd\n\n|e]" },
    { "\"a\r\"\nb", "1[a\n]2[b]" },
    { "\"a\r\n\"\r\nb", "1[a\n]2[b]" },
    { "a\"b\n", "1[a\"b]!W_STRAY_QUOTE 1:1" },
    { "x,a\"b\"\"c,y\n", "1[x|a\"b\"\"c|y]!W_STRAY_QUOTE 1:2" },
    { "=\"0001\",b\n", "1[=\"0001\"|b]!W_STRAY_QUOTE 1:1" },
    { "\"a\"b,c\n", "1[ab|c]!W_STRAY_QUOTE 1:1" },
    { "\"a\"b\"c\",d\n", "1[ab\"c\"|d]!W_STRAY_QUOTE 1:1" },
    { " \"a\",b\n", "1[ \"a\"|b]!W_STRAY_QUOTE 1:1" },
    { "a\nb,\"c\nd,e\n", "1[a]!E_QUOTE_EOF 2:2" },
    { "\"", "!E_QUOTE_EOF 1:1" },
    { "\"\"\"", "!E_QUOTE_EOF 1:1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_reads (rows[i].text, strlen (rows[i].text), &generous, rows[i].expected);
}

static void
test_nul_is_named_where_it_stands (void)
{
  assert_reads ("a,b\0c\nd\n", 8, &generous, "1[a|bc]!E_NUL 1:22[d]");
  assert_reads ("\0", 1, &generous, "1[]!E_NUL 1:1");
  assert_reads ("\"\0\",x\n", 6, &generous, "1[|x]!E_NUL 1:1");
}

static void
test_what_is_too_large_costs_its_own_record_only (void)
{
  const MadoCsvLimits tight = { 4, 8, 3 };

  assert_reads ("abcd,abcd\nabcde,b\nx\n", 20, &tight, "1[abcd|abcd]2[|b]!E_FIELD_SIZE 2:13[x]");
  assert_reads ("abcd,abcd,a\nx\n", 14, &tight, "1[abcd|abcd|]!E_RECORD_SIZE 1:32[x]");
  assert_reads ("1,2,3,4\nx\n", 10, &tight, "1[1|2|3|]2[x]");
}

static void
test_columns_can_be_skipped (void)
{
  g_autoptr (MadoCsvReader) reader = mado_csv_reader_new (",", &generous);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  const char text[] = "a,secret,c\n";

  mado_csv_reader_skip_column (reader, 2);
  mado_csv_reader_feed (reader, text, strlen (text));
  g_assert_cmpint (mado_csv_reader_next (reader, findings), ==, MADO_CSV_RECORD);
  g_assert_cmpstr (mado_csv_reader_get_field (reader, 1), ==, "a");
  g_assert_cmpstr (mado_csv_reader_get_field (reader, 2), ==, "");
  g_assert_cmpstr (mado_csv_reader_get_field (reader, 3), ==, "c");
}

static void
test_the_most_frequent_delimiter_outside_quotes_is_likely (void)
{
  static const struct {
    const char *text;
    char delimiter;
  } rows[] = {
    { "a,b,c;d\n", ',' },       { "a;b;c,d\n", ';' }, { "a\tb\n", '\t' },      { "a\n", ',' },
    { "\"a,b,c,d\";e\n", ';' }, { "a,b;c\n", ',' },   { "\"x;y\tz\",b", ',' },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (MadoCsvReader) reader = mado_csv_reader_new (MADO_CSV_DELIMITERS, &generous);
    g_autoptr (MadoFindings) findings = mado_findings_new ();

    mado_csv_reader_feed (reader, rows[i].text, strlen (rows[i].text));
    while (mado_csv_reader_next (reader, findings) == MADO_CSV_MORE)
      mado_csv_reader_feed (reader, "", 0);
    g_assert_cmpuint ((guint8) mado_csv_reader_get_likely_delimiter (reader), ==, (guint8) rows[i].delimiter);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv-reader/quotes-and-line-ends", test_quotes_and_line_ends);
  g_test_add_func ("/csv-reader/nul-is-named-where-it-stands", test_nul_is_named_where_it_stands);
  g_test_add_func ("/csv-reader/what-is-too-large-costs-its-own-record-only",
                   test_what_is_too_large_costs_its_own_record_only);
  g_test_add_func ("/csv-reader/columns-can-be-skipped", test_columns_can_be_skipped);
  g_test_add_func ("/csv-reader/the-most-frequent-delimiter-outside-quotes-is-likely",
                   test_the_most_frequent_delimiter_outside_quotes_is_likely);

  return g_test_run ();
}
