/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <json-glib/json-glib.h>
#include <string.h>

#include "mado-csv-writer.h"
#include "mado-form-reader.h"
#include "mado-test-stream.h"
#include "mado-test-table.h"

#define HEADING "受付番号,申請日時,氏名\n"

static void
describe_findings (GString *out, const MadoFindings *findings)
{
  for (guint i = 0; i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);

    g_string_append_printf (out, "!%s %u:%u %s\n", finding->code, (guint) finding->record, (guint) finding->place,
                            finding->field != NULL ? finding->field : "");
  }
}

static void
describe_rows (GString *out, MadoFormReader *reader)
{
  g_autoptr (GError) error = NULL;
  const MadoFormRecord *record;

  while (mado_form_reader_next (reader, &record, &error) && record != NULL) {
    g_autofree char *json = record->is_kept ? mado_form_record_dup_json (record) : g_strdup ("–");

    g_string_append_printf (out, "%u %s\n", (guint) record->row, json);
    describe_findings (out, record->findings);
  }
  g_assert_no_error (error);
}

/* All that a reader says of a file whose stream gives so many bytes at once. */
static char *
describe (const char *bytes, gsize size, gsize piece, const MadoFormLimits *limits)
{
  g_autoptr (MadoTestStream) stream = mado_test_stream_new (bytes, size, piece);
  g_autoptr (MadoFormHeadings) headings = mado_form_headings_new_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoFormReader) reader = mado_form_reader_new (G_INPUT_STREAM (stream), headings, limits, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  g_string_append_printf (out, "%s '%c'\n", mado_form_charset_get_name (mado_form_reader_get_charset (reader)),
                          mado_form_reader_get_delimiter (reader));
  describe_findings (out, mado_form_reader_get_findings (reader));
  describe_rows (out, reader);

  return g_string_free_and_steal (out);
}

static char *
describe_text (const char *text)
{
  return describe (text, strlen (text), G_MAXSSIZE, mado_form_limits_get_default ());
}

static void
assert_says (const char *text, const char *expected)
{
  g_autofree char *said = describe_text (text);

  g_assert_cmpstr (said, ==, expected);
}

/* --- our vectors ----------------------------------------------------------------------------------------------- */

static JsonArray *
list_codes (JsonArray *codes, const MadoFindings *findings, MadoSeverity severity)
{
  for (guint i = 0; i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);
    JsonArray *pair = json_array_new ();

    json_array_add_string_element (pair, finding->code);
    if (finding->record > 0)
      json_array_add_int_element (pair, (gint64) finding->record);
    else
      json_array_add_null_element (pair);
    if (finding->severity == severity)
      json_array_add_array_element (codes, pair);
    else
      json_array_unref (pair);
  }

  return codes;
}

static void
add_state (JsonObject *states, JsonObject *known, const MadoFormRecord *record)
{
  char hash[MADO_FORM_HASH_SIZE];
  const char *before = json_object_get_string_member_with_default (known, record->key, NULL);

  mado_form_record_hash (record, hash);
  json_object_set_string_member (states, record->key,
                                 before == NULL               ? "NEW"
                                 : strcmp (before, hash) == 0 ? "UNCHANGED"
                                                              : "CHANGED");
}

static void
add_table (JsonObject *result, MadoFormReader *reader, JsonObject *known)
{
  const MadoFormColumns *columns = mado_form_reader_get_columns (reader);
  JsonArray *names = json_array_new (), *records = json_array_new ();
  JsonArray *errors = json_object_get_array_member (result, "errors");
  JsonArray *warnings = json_object_get_array_member (result, "warnings");
  g_autoptr (JsonObject) states = json_object_new ();
  const MadoFormRecord *record;

  for (guint i = 1; i <= mado_form_columns_get_count (columns); i++)
    json_array_add_string_element (names, mado_form_columns_get (columns, i)->key);
  while (mado_form_reader_next (reader, &record, NULL) && record != NULL) {
    list_codes (errors, record->findings, MADO_SEVERITY_ERROR);
    list_codes (warnings, record->findings, MADO_SEVERITY_WARNING);
    if (!record->is_kept)
      continue;
    g_autofree char *json = mado_form_record_dup_json (record);

    json_array_add_element (records, json_from_string (json, NULL));
    if (known != NULL)
      add_state (states, known, record);
  }
  json_object_set_array_member (result, "columns", names);
  json_object_set_array_member (result, "records", records);
  if (known != NULL)
    json_object_set_object_member (result, "diff", json_object_ref (states));
  else
    json_object_set_null_member (result, "diff");
}

static JsonNode *
read_vector (JsonObject *vector)
{
  gsize size = 0;
  g_autofree guchar *bytes = g_base64_decode (json_object_get_string_member (vector, "base64"), &size);
  g_autoptr (MadoTestStream) stream = mado_test_stream_new (bytes, size, G_MAXSSIZE);
  g_autoptr (MadoFormHeadings) headings = mado_form_headings_new_default ();
  g_autoptr (MadoFormReader) reader =
      mado_form_reader_new (G_INPUT_STREAM (stream), headings, mado_form_limits_get_default (), NULL);
  const MadoFindings *findings = mado_form_reader_get_findings (reader);
  const char delimiter[] = { mado_form_reader_get_delimiter (reader), '\0' };
  JsonNode *known = json_object_get_member (vector, "known");
  JsonObject *result = json_object_new ();
  JsonNode *node = json_node_init_object (json_node_alloc (), result);

  json_object_set_string_member (result, "charset", mado_form_charset_get_name (mado_form_reader_get_charset (reader)));
  json_object_set_string_member (result, "delimiter", delimiter);
  json_object_set_array_member (result, "errors", list_codes (json_array_new (), findings, MADO_SEVERITY_ERROR));
  json_object_set_array_member (result, "warnings", list_codes (json_array_new (), findings, MADO_SEVERITY_WARNING));
  if (mado_form_reader_get_columns (reader) != NULL)
    add_table (result, reader, JSON_NODE_HOLDS_OBJECT (known) ? json_node_get_object (known) : NULL);
  json_object_unref (result);

  return node;
}

static JsonNode *
load_vectors (void)
{
  g_autofree char *text = mado_test_load_file ("vectors/logoform.vectors.json", NULL);

  return json_from_string (text, NULL);
}

static void
test_our_vectors (void)
{
  g_autoptr (JsonNode) root = load_vectors ();
  JsonArray *vectors = json_object_get_array_member (json_node_get_object (root), "vectors");

  g_assert_cmpuint (json_array_get_length (vectors), >, 10);
  for (guint i = 0; i < json_array_get_length (vectors); i++) {
    JsonObject *vector = json_array_get_object_element (vectors, i);
    g_autoptr (JsonNode) result = read_vector (vector);
    g_autofree char *said = json_to_string (result, TRUE);

    g_test_message ("%s: %s", json_object_get_string_member (vector, "id"), said);
    g_assert_true (json_node_equal (result, json_object_get_member (vector, "expect")));
  }
}

static void
test_pieces_do_not_matter (void)
{
  g_autoptr (JsonNode) root = load_vectors ();
  JsonArray *vectors = json_object_get_array_member (json_node_get_object (root), "vectors");
  const gsize pieces[] = { 1, 2, 3, 7 };

  for (guint i = 0; i < json_array_get_length (vectors); i++) {
    gsize size = 0;
    g_autofree guchar *bytes =
        g_base64_decode (json_object_get_string_member (json_array_get_object_element (vectors, i), "base64"), &size);
    g_autofree char *whole = describe ((const char *) bytes, size, G_MAXSSIZE, mado_form_limits_get_default ());

    for (gsize k = 0; k < G_N_ELEMENTS (pieces); k++) {
      g_autofree char *said = describe ((const char *) bytes, size, pieces[k], mado_form_limits_get_default ());

      g_assert_cmpstr (said, ==, whole);
    }
  }
}

/* --- shape ----------------------------------------------------------------------------------------------------- */

static void
test_rows_keep_their_numbers (void)
{
  assert_says (HEADING "\n"
                       "A,2026/04/01 10:00:00,\"い\nろ\"\n"
                       ",,\n"
                       " ,　, \r\n"
                       "B,x,y,z\n"
                       "C\n"
                       "D,,,,\n"
                       ",x,y\n",
               "UTF-8 ','\n"
               "3 {\"name\": \"い\\nろ\", \"receipt\": \"A\", \"submitted_at\": \"2026/04/01 10:00:00\"}\n"
               "6 –\n!E_TOO_MANY 6:4 \n"
               "7 {\"name\": \"\", \"receipt\": \"C\", \"submitted_at\": \"\"}\n!W_SHORT 7:2 \n"
               "8 {\"name\": \"\", \"receipt\": \"D\", \"submitted_at\": \"\"}\n"
               "9 –\n!E_NO_RECEIPT 9:1 \n");
}

static void
test_headings_that_cannot_be_trusted_refuse_the_file (void)
{
  const MadoFormLimits narrow = { { 100, 1000, 2 }, 10, 1 };
  g_autofree char *wide = describe ("a,b,c\n1,2\n", 10, 3, &narrow);
  g_autofree char *nul = describe ("a,\0\n1,2\n", 8, 3, &narrow);

  assert_says ("", "UTF-8 ','\n!E_EMPTY 0:0 \n");
  assert_says ("\n , \r\n\n", "UTF-8 ','\n!E_EMPTY 0:0 \n");
  assert_says ("\xEF\xBB\xBF", "UTF-8-BOM ','\n!E_EMPTY 0:0 \n");
  assert_says ("a,\"b\n1,2\n", "UTF-8 ','\n!E_QUOTE_EOF 1:2 \n");
  assert_says ("a,\xFF\xFF\n1,2\n", "(null) ','\n!E_CHARSET 0:3 \n");
  g_assert_cmpstr (wide, ==, "UTF-8 ','\n!E_TOO_MANY 1:3 \n");
  g_assert_cmpstr (nul, ==, "UTF-8 ','\n!E_NUL 1:2 \n");
}

static void
test_limits_cost_the_row_and_nothing_else (void)
{
  const MadoFormLimits tight = { { 20, 40, 10 }, 4, 1 };
  const char text[] = HEADING "A,,123456789012345678901\n"
                              "B,,x\n"
                              "C,12345678901234567890,12345678901234567890\n"
                              "D,,\"a\0b\"\n"
                              "E,,x\n"
                              "F,,x\n";
  g_autofree char *said = describe (text, sizeof text - 1, 5, &tight);

  g_assert_cmpstr (said, ==,
                   "UTF-8 ','\n"
                   "2 –\n!E_FIELD_SIZE 2:3 \n"
                   "3 {\"name\": \"x\", \"receipt\": \"B\", \"submitted_at\": \"\"}\n"
                   "4 –\n!E_RECORD_SIZE 4:3 \n"
                   "5 –\n!E_NUL 5:3 \n"
                   "6 –\n!E_ROW_LIMIT 6:0 \n");
}

static void
test_nobody_reads_my_number (void)
{
  g_autofree char *said = describe_text ("受付番号,個人番号（マイナンバー）,氏名\nA,983205673214,x\nB,\"1\n2\",y\n");

  assert_says ("受付番号,個人番号,氏名\nA,983205673214,x\nB,\"1\n2\",y\n", "UTF-8 ','\n"
                                                                           "2 {\"name\": \"x\", \"receipt\": \"A\"}\n"
                                                                           "3 {\"name\": \"y\", \"receipt\": \"B\"}\n");
  g_assert_null (strstr (said, "9832"));
}

static void
test_unknown_columns_are_kept_and_double_ones_lose_nothing (void)
{
  g_autoptr (MadoFormHeadings) headings = mado_form_headings_new_default ();
  const char text[] = "受付番号;氏名;妊娠月数;お名前;;\nA;甲; 5 ;乙;x;\n";
  g_autoptr (MadoTestStream) stream = mado_test_stream_new (text, sizeof text - 1, 4);
  g_autoptr (MadoFormReader) reader =
      mado_form_reader_new (G_INPUT_STREAM (stream), headings, mado_form_limits_get_default (), NULL);
  const MadoFormRecord *record;

  assert_says ("受付番号;氏名;妊娠月数;お名前;;\nA;甲; 5 ;乙\n",
               "UTF-8 ';'\n!W_DUP_HEADER 1:4 name (2, 4)\n"
               "2 {\"name\": \"乙\", \"receipt\": \"A\", \"妊娠月数\": \" 5 \"}\n");
  g_assert_true (mado_form_reader_next (reader, &record, NULL));
  g_assert_false (record->is_kept); /* a value under no heading */
  g_assert_cmpstr (mado_findings_get (record->findings, 0)->code, ==, "E_TOO_MANY");
}

static void
test_a_refused_value_cannot_be_taken_for_a_good_one (void)
{
  const char text[] = "受付番号,生年月日,電話番号,自由欄\nA, 令和7年2月29日,0312345678,x\n";
  g_autoptr (MadoTestStream) stream = mado_test_stream_new (text, sizeof text - 1, 9);
  g_autoptr (MadoFormHeadings) headings = mado_form_headings_new_default ();
  g_autoptr (MadoFormReader) reader =
      mado_form_reader_new (G_INPUT_STREAM (stream), headings, mado_form_limits_get_default (), NULL);
  const MadoFormRecord *record;

  g_assert_true (mado_form_reader_next (reader, &record, NULL));
  g_assert_true (record->is_kept);
  g_assert_false (mado_form_record_get (record, "birth")->is_usable);
  g_assert_cmpstr (mado_form_record_get (record, "birth")->original, ==, " 令和7年2月29日");
  g_assert_true (mado_form_record_get (record, "tel")->is_usable);
  g_assert_cmpstr (mado_form_record_get (record, "自由欄")->text, ==, "x");
  g_assert_null (mado_form_record_get (record, "name"));
}

/* --- duplicates ------------------------------------------------------------------------------------------------ */

static void
test_the_newest_wins_in_any_order (void)
{
  assert_says (HEADING "A,2026/04/01 9:05:03,い\n"
                       "A,2026/04/01 15:30:00,ろ\n"
                       "B,2026-04-02 8:00,は\n"
                       "B,2026/04/01 23:59:59,に\n"
                       "A,2026/04/01 10:00:00,ほ\n"
                       "A,2026/04/02,へ\n",
               "UTF-8 ','\n"
               "2 –\n"
               "3 –\n!W_DUP_NEWER 3:2 \n"
               "4 {\"name\": \"は\", \"receipt\": \"B\", \"submitted_at\": \"2026-04-02 8:00\"}\n"
               "5 –\n!W_DUP_NEWER 5:4 \n"
               "6 –\n!W_DUP_NEWER 6:3 \n"
               "7 {\"name\": \"へ\", \"receipt\": \"A\", \"submitted_at\": \"2026/04/02\"}\n!W_DUP_NEWER 7:3 \n");
}

static void
test_where_no_time_decides_the_first_stays (void)
{
  assert_says (HEADING "A,,い\nＡ,,い\nA,いつか,ろ\nA,,は\n",
               "UTF-8 ','\n"
               "2 {\"name\": \"い\", \"receipt\": \"A\", \"submitted_at\": \"\"}\n"
               "3 –\n!W_DUP_SAME 3:2 \n"
               "4 –\n!E_DUP_CONFLICT 4:2 \n"
               "5 –\n!E_DUP_CONFLICT 5:2 \n");
}

static void
test_without_receipt_time_mail_and_name_identify (void)
{
  assert_says ("タイムスタンプ,メールアドレス,お名前,要望\n"
               "2026/04/01 9:05:03,a@example.jp,い,x\n"
               "2026/04/01 9:05:03,a@example.jp,い,x\n"
               "2026/04/01 9:05:03,a@example.jp,ろ,x\n"
               "2026/04/01 9:05:03,a@example.jp,い,y\n"
               ",,,z\n",
               "UTF-8 ','\n!W_NO_RECEIPT 1:0 \n"
               "2 {\"mail\": \"a@example.jp\", \"name\": \"い\", \"submitted_at\": \"2026/04/01 9:05:03\", \"要望\": "
               "\"x\"}\n"
               "3 –\n!W_DUP_SAME 3:2 \n"
               "4 {\"mail\": \"a@example.jp\", \"name\": \"ろ\", \"submitted_at\": \"2026/04/01 9:05:03\", \"要望\": "
               "\"x\"}\n"
               "5 –\n!E_DUP_CONFLICT 5:2 \n"
               "6 –\n!E_NO_RECEIPT 6:0 \n");
}

static void
test_records_that_differ_in_what_does_not_show_are_not_the_same (void)
{
  const char gaiji[] = "\x8E\xF3\x95t\x94\xD4\x8D\x86,\x8E\x81\x96\xBC\nA,\xF0\x40\nA,\xF0\x41\n";

  assert_says ("受付番号,氏名,氏名\nA,い,x\nA,ろ,x\n", "UTF-8 ','\n!W_DUP_HEADER 1:3 name (2, 3)\n"
                                                       "2 {\"name\": \"x\", \"receipt\": \"A\"}\n"
                                                       "3 –\n!E_DUP_CONFLICT 3:2 \n");
  assert_says (gaiji, "CP932 ','\n"
                      "2 {\"name\": \"〓\", \"receipt\": \"A\"}\n!E_GAIJI 2:2 name\n"
                      "3 –\n!E_GAIJI 3:2 name\n!E_DUP_CONFLICT 3:2 \n");
}

/* With memory for a few dozen records only, everything comes out as it does with plenty. */
static void
test_sorting_on_disk_changes_nothing (void)
{
  MadoFormLimits limits = *mado_form_limits_get_default ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (GString) text = g_string_new (HEADING);

  for (int i = 0; i < 3000; i++)
    g_string_append_printf (text, "R%d,2026/04/01 10:%02d,%d\n", g_rand_int_range (rand, 0, 1000),
                            g_rand_int_range (rand, 0, 4), g_rand_int_range (rand, 0, 2));
  g_autofree char *in_memory = describe (text->str, text->len, G_MAXSSIZE, &limits);
  limits.sort_memory = 1;
  g_autofree char *on_disk = describe (text->str, text->len, G_MAXSSIZE, &limits);
  g_assert_cmpstr (in_memory, ==, on_disk);
  g_assert_nonnull (strstr (in_memory, "W_DUP_SAME"));
  g_assert_nonnull (strstr (in_memory, "W_DUP_NEWER"));
  g_assert_nonnull (strstr (in_memory, "E_DUP_CONFLICT"));
}

/* --- charsets -------------------------------------------------------------------------------------------------- */

static char *
make_text (GRand *rand)
{
  static const char *const parts[] = { "\"", ",", "\n", " ", "あ", "カ", "漢", "字", "a", "ー", "\t", ";", "ソ" };
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 1, 9); n > 0; n--)
    g_string_append (text, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);

  return g_string_free_and_steal (text);
}

static void
assert_comes_back (const char *bytes, gsize size, GPtrArray *fields, guint n_columns)
{
  g_autoptr (MadoTestStream) stream = mado_test_stream_new (bytes, size, 11);
  g_autoptr (MadoFormHeadings) headings = mado_form_headings_new_default ();
  g_autoptr (MadoFormReader) reader =
      mado_form_reader_new (G_INPUT_STREAM (stream), headings, mado_form_limits_get_default (), NULL);
  const MadoFormRecord *record;

  for (guint row = 0; row < fields->len / n_columns; row++) {
    g_assert_true (mado_form_reader_next (reader, &record, NULL));
    g_assert_true (record->is_kept);
    g_assert_cmpuint (record->row, ==, row + 2);
    for (guint i = 0; i < n_columns; i++)
      g_assert_cmpstr (record->values[i].text, ==, g_ptr_array_index (fields, row * n_columns + i));
  }
  g_assert_true (mado_form_reader_next (reader, &record, NULL));
  g_assert_null (record);
}

static void
test_random_tables_come_back_in_every_charset (void)
{
  static const char *const charsets[][2] = {
    { "UTF-8", "" },
    { "UTF-8", "\xEF\xBB\xBF" },
    { "UTF-16LE", "\xFF\xFE" },
    { "UTF-16BE", "\xFE\xFF" },
    { "ISO-2022-JP", "" },
    { "CP932", "" },
    { "EUC-JP-MS", "" },
  };
  static const char *const heading[] = { "受付番号", "ほげの列", "もう一つの列" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (int round = 0; round < 70; round++) {
    const char *const *charset = charsets[round % G_N_ELEMENTS (charsets)];
    g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GString) table = g_string_new (NULL);
    gsize size = 0;

    mado_csv_write_record (table, heading, 3, MADO_CSV_FOR_MACHINES);
    for (int row = 0; row < 20; row++) {
      g_ptr_array_add (fields, g_strdup_printf ("R%d", row));
      g_ptr_array_add (fields, make_text (rand));
      g_ptr_array_add (fields, make_text (rand));
      mado_csv_write_record (table, (const char *const *) fields->pdata + fields->len - 3, 3, MADO_CSV_FOR_MACHINES);
    }
    g_autofree char *body = g_convert (table->str, (gssize) table->len, charset[0], "UTF-8", NULL, &size, NULL);
    g_autoptr (GString) bytes = g_string_new (charset[1]);

    g_string_append_len (bytes, body, (gssize) size);
    assert_comes_back (bytes->str, bytes->len, fields, 3);
  }
}

/* --- the stream ------------------------------------------------------------------------------------------------ */

static void
fill_changing (guint64 offset, guint8 *bytes, gsize length, gconstpointer data)
{
  guint *n_passes = (guint *) (gpointer) data;

  *n_passes += offset == 0 && length > 0;
  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) (*n_passes > 4 && offset + i == 46 ? 'X' : "受付番号,氏名\nA,い\n"[(offset + i) % 26]);
}

static void
test_a_file_that_changes_meanwhile_is_refused (void)
{
  guint n_passes = 0;
  g_autoptr (MadoTestStream) stream = mado_test_stream_new_made_up (52, fill_changing, &n_passes);
  g_autoptr (MadoFormHeadings) headings = mado_form_headings_new_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoFormReader) reader =
      mado_form_reader_new (G_INPUT_STREAM (stream), headings, mado_form_limits_get_default (), &error);
  const MadoFormRecord *record;

  g_assert_no_error (error);
  while (mado_form_reader_next (reader, &record, &error) && record != NULL)
    ;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
test_rewound_the_rows_come_again (void)
{
  const char text[] = HEADING "A,2026/04/01 10:00,い\nA,2026/04/01 11:00,ろ\nB,,x\nB,,x\n";
  g_autoptr (MadoTestStream) stream = mado_test_stream_new (text, sizeof text - 1, 10);
  g_autoptr (MadoFormHeadings) headings = mado_form_headings_new_default ();
  g_autoptr (MadoFormReader) reader =
      mado_form_reader_new (G_INPUT_STREAM (stream), headings, mado_form_limits_get_default (), NULL);
  g_autoptr (GString) first = g_string_new (NULL), second = g_string_new (NULL);

  describe_rows (first, reader);
  g_assert_true (mado_form_reader_rewind (reader, NULL));
  describe_rows (second, reader);
  g_assert_cmpstr (first->str, ==, second->str);
  g_assert_cmpuint (strlen (mado_form_reader_get_sha256 (reader)), ==, 64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-reader/our-vectors", test_our_vectors);
  g_test_add_func ("/form-reader/pieces-do-not-matter", test_pieces_do_not_matter);
  g_test_add_func ("/form-reader/rows-keep-their-numbers", test_rows_keep_their_numbers);
  g_test_add_func ("/form-reader/headings-that-cannot-be-trusted-refuse-the-file",
                   test_headings_that_cannot_be_trusted_refuse_the_file);
  g_test_add_func ("/form-reader/limits-cost-the-row-and-nothing-else", test_limits_cost_the_row_and_nothing_else);
  g_test_add_func ("/form-reader/nobody-reads-my-number", test_nobody_reads_my_number);
  g_test_add_func ("/form-reader/unknown-columns-are-kept-and-double-ones-lose-nothing",
                   test_unknown_columns_are_kept_and_double_ones_lose_nothing);
  g_test_add_func ("/form-reader/a-refused-value-cannot-be-taken-for-a-good-one",
                   test_a_refused_value_cannot_be_taken_for_a_good_one);
  g_test_add_func ("/form-reader/the-newest-wins-in-any-order", test_the_newest_wins_in_any_order);
  g_test_add_func ("/form-reader/where-no-time-decides-the-first-stays", test_where_no_time_decides_the_first_stays);
  g_test_add_func ("/form-reader/without-receipt-time-mail-and-name-identify",
                   test_without_receipt_time_mail_and_name_identify);
  g_test_add_func ("/form-reader/records-that-differ-in-what-does-not-show-are-not-the-same",
                   test_records_that_differ_in_what_does_not_show_are_not_the_same);
  g_test_add_func ("/form-reader/sorting-on-disk-changes-nothing", test_sorting_on_disk_changes_nothing);
  g_test_add_func ("/form-reader/random-tables-come-back-in-every-charset",
                   test_random_tables_come_back_in_every_charset);
  g_test_add_func ("/form-reader/a-file-that-changes-meanwhile-is-refused",
                   test_a_file_that_changes_meanwhile_is_refused);
  g_test_add_func ("/form-reader/rewound-the-rows-come-again", test_rewound_the_rows_come_again);

  return g_test_run ();
}
