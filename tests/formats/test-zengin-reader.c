/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-zengin-layout.h"
#include "mado-zengin-reader.h"
#include "mado-zengin-twins.h"
#include "zengin-vectors.h"

#define RECORD_SIZE 120
#define RECORD_AND_NEWLINE 122

static char *
describe_rows (JsonArray *rows)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();

  for (guint i = 0; i < json_array_get_length (rows); i++) {
    JsonArray *row = json_array_get_array_element (rows, i);

    mado_findings_add (findings, json_array_get_string_element (row, 0), (guint64) json_array_get_int_element (row, 1),
                       (guint64) json_array_get_int_element (row, 2),
                       json_array_get_length (row) > 3 ? json_array_get_string_element (row, 3) : NULL);
  }

  return zengin_vectors_describe (findings);
}

static char *
read_and_describe (const guint8 *bytes, gsize length, const MadoBankProfile *bank)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (GBytes) file_bytes = g_bytes_new (bytes, length);
  g_autoptr (MadoZenginFile) file = mado_zengin_read (file_bytes, bank, findings);

  return zengin_vectors_describe (findings);
}

#define assert_finds(bytes, length, expected)                                                                          \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *found_ = read_and_describe (bytes, length, mado_bank_profile_get_default ());                     \
    g_assert_cmpstr (found_, ==, expected);                                                                            \
  }                                                                                                                    \
  G_STMT_END

/* Every member of the vector's record, and no field more. */
static void
assert_reads (const MadoZenginLayout *layout, const guint8 *record, JsonObject *expected)
{
  guint n_members = 0;

  for (guint i = 0; i < layout->n_fields; i++) {
    const MadoZenginField *field = &layout->fields[i];
    g_autofree char *text = mado_zengin_field_dup_text (field, record);

    g_assert_cmpstr (text, ==, json_object_get_string_member (expected, field->name));
    n_members++;
  }
  if (json_object_has_member (expected, "amount_int")) {
    g_assert_cmpint (mado_zengin_field_get_number (mado_zengin_layout_get_field (layout, "amount"), record), ==,
                     json_object_get_int_member (expected, "amount_int"));
    n_members++;
  }
  g_assert_cmpuint (json_object_get_size (expected), ==, n_members);
}

static void
assert_reads_group (const MadoZenginGroup *group, JsonObject *expected)
{
  JsonArray *payments = json_object_get_array_member (expected, "data");

  assert_reads (mado_zengin_layout_get_header (), group->header.bytes,
                json_object_get_object_member (expected, "header"));
  g_assert_cmpuint (group->payments->len, ==, json_array_get_length (payments));
  for (guint i = 0; i < group->payments->len; i++) {
    const guint8 *payment = mado_zengin_group_get_payment (group, i)->bytes;

    assert_reads (mado_zengin_layout_of_payment (group->header.bytes, payment), payment,
                  json_array_get_object_element (payments, i));
  }
  assert_reads (mado_zengin_layout_get_trailer (), group->trailer.bytes,
                json_object_get_object_member (expected, "trailer"));
}

static void
assert_reads_framing (const MadoZenginFraming *framing, JsonObject *expected)
{
  g_assert_cmpint (framing->bom, ==, json_object_get_boolean_member (expected, "bom"));
  g_assert_cmpint (framing->eof1a, ==, json_object_get_boolean_member (expected, "eof1a"));
  g_assert_cmpstr (mado_zengin_newline_get_name (framing->newline), ==,
                   json_object_get_string_member (expected, "newline"));
  g_assert_cmpint (!framing->lacks_final_newline, ==,
                   json_object_get_boolean_member_with_default (expected, "final_newline", TRUE));
}

static void
test_sound_files_read_as_our_vectors_say (void)
{
  g_autoptr (JsonNode) vectors = zengin_vectors_load ();
  JsonArray *valid = json_object_get_array_member (json_node_get_object (vectors), "valid");

  for (guint i = 0; i < json_array_get_length (valid); i++) {
    JsonObject *vector = json_array_get_object_element (valid, i);
    JsonArray *groups = json_object_get_array_member (vector, "groups");
    g_autoptr (GBytes) bytes = zengin_vectors_get_bytes (vector);
    g_autoptr (MadoFindings) findings = mado_findings_new ();
    g_autoptr (MadoZenginFile) file = mado_zengin_read (bytes, mado_bank_profile_get_default (), findings);

    g_test_message ("%s", json_object_get_string_member (vector, "id"));
    g_assert_cmpuint (mado_findings_get_count (findings), ==, 0);
    assert_reads_framing (&file->framing, json_object_get_object_member (vector, "framing"));
    g_assert_cmpuint (file->groups->len, ==, json_array_get_length (groups));
    for (guint j = 0; j < file->groups->len; j++)
      assert_reads_group (g_ptr_array_index (file->groups, j), json_array_get_object_element (groups, j));
  }
}

static void
test_unsound_files_give_the_findings_of_our_vectors (void)
{
  g_autoptr (JsonNode) vectors = zengin_vectors_load ();
  JsonArray *invalid = json_object_get_array_member (json_node_get_object (vectors), "invalid");

  for (guint i = 0; i < json_array_get_length (invalid); i++) {
    JsonObject *vector = json_array_get_object_element (invalid, i);
    gboolean has_errors = json_array_get_length (json_object_get_array_member (vector, "errors")) > 0;
    g_autoptr (GBytes) bytes = zengin_vectors_get_bytes (vector);
    g_autofree char *expected =
        describe_rows (json_object_get_array_member (vector, has_errors ? "errors" : "warnings"));

    g_test_message ("%s", json_object_get_string_member (vector, "id"));
    assert_finds (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected);
  }
}

/* One field of the sound file overwritten: record, byte, what stands there then, what is found. */
static const struct {
  guint record;
  guint place;
  const char *bytes;
  const char *found;
} overwritten[] = {
  /* header */
  { 1, 2, "91", "E_TYPE 1 2" },
  { 1, 2, "12", "W_DUMMY 2 112, W_DUMMY 3 112, W_DUMMY 4 112" },
  { 1, 5, " 013104001", "E_NUM 1 5 consignor_code" },
  { 1, 15, "                                        ", "E_NAME 1 15" },
  { 1, 15, " A", "E_NAME_LEAD 1 15" },
  { 1, 55, "1332", "E_DATE 1 55" },
  { 1, 55, "0230", "E_DATE 1 55" },
  { 1, 55, "0000", "E_DATE 1 55" },
  { 1, 55, "0229", "" },
  { 1, 55, "    ", "E_NUM 1 55 date_mmdd" },
  { 1, 59, "0000", "E_BANK 1 59" },
  { 1, 63, "               ", "" },
  { 1, 78, "A09", "E_NUM 1 78 from_branch" },
  { 1, 96, "4", "E_ACCTYPE 1 96" },
  { 1, 97, "0000000", "E_ACCT 1 97" },
  { 1, 97, "       ", "E_NUM 1 97 from_acct_no" },
  { 1, 104, "X", "W_DUMMY 1 104" },
  /* payment */
  { 2, 2, "001 ", "E_NUM 2 2 bank" },
  { 2, 6, "               ", "" },
  { 2, 6, "\xB0", "E_BYTE 2 6 bank_name" },
  { 2, 21, "000", "" },
  { 2, 39, "    ", "" },
  { 2, 39, " 000", "E_NUM 2 39 clearing_house" },
  { 2, 43, " ", "E_NUM 2 43 acct_type" },
  { 2, 43, "4", "" },
  { 2, 44, "123456 ", "E_NUM 2 44 acct_no" },
  { 2, 44, " 123456", "E_NUM 2 44 acct_no" },
  { 2, 52, "\xB0", "E_BYTE 2 52 payee_name" },
  { 2, 52, "\xA5", "E_BYTE 2 52 payee_name" },
  { 2, 52, "&", "E_BYTE 2 52 payee_name" },
  { 2, 52, "\xA1", "E_BYTE 2 52 payee_name" },
  { 2, 52, "\xA6", "W_BYTE 2 52 payee_name" },
  { 2, 52, ",", "W_BYTE 2 52 payee_name" },
  { 2, 52, ",,*", "W_BYTE 2 52 payee_name, E_BYTE 2 54 payee_name" },
  { 2, 52, "()-./\\\xA2\xA3\xDE\xDF", "" },
  { 2, 80, "\xA7", "E_BYTE 2 80 payee_name" },
  { 2, 81, "0000000000", "E_AMOUNT 2 81, E_TOTAL 5 8" },
  { 2, 81, "-000050000", "E_NUM 2 81 amount, E_TOTAL 5 8" },
  { 2, 81, "0000050001", "E_TOTAL 5 8" },
  { 2, 91, "3", "E_NEWCODE 2 91" },
  { 2, 91, " ", "" },
  { 2, 92, "          ", "" },
  { 2, 92, "    000001", "E_NUM 2 92 cust1" },
  { 2, 102, "A", "E_NUM 2 102 cust2" },
  { 2, 112, "8", "" },
  { 2, 112, "9", "E_METHOD 2 112" },
  { 2, 113, "N", "E_IDENT 2 113" },
  { 2, 113, "Y", "" },
  { 2, 120, "0", "W_DUMMY 2 114" },
  { 2, 120, "\t", "E_BYTE 2 120 dummy" },
  /* trailer, end */
  { 5, 2, "     3", "E_NUM 5 2 count" },
  { 5, 8, "      200000", "E_NUM 5 8 total" },
  { 6, 120, "9", "W_DUMMY 6 2" },
};

static void
test_a_wrong_field_is_found_at_its_place (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (overwritten); i++) {
    g_autoptr (GByteArray) bytes = zengin_vectors_load_sound_file ();
    guint at = (overwritten[i].record - 1) * RECORD_AND_NEWLINE + overwritten[i].place - 1;

    memcpy (bytes->data + at, overwritten[i].bytes, strlen (overwritten[i].bytes));
    g_autofree char *found = read_and_describe (bytes->data, bytes->len, mado_bank_profile_get_default ());
    g_test_message ("record %u, byte %u: %s", overwritten[i].record, overwritten[i].place, found);
    g_assert_cmpstr (found, ==, overwritten[i].found);
  }
}

/* Files put together from the sound file's records: H header, 1 2 3 payments, T trailer, E end; a small letter or a
 * quoted digit has lost its last byte. */
static const struct {
  const char *records;
  const char *found;
} sequences[] = {
  { "H123TE", "" },
  { "", "E_EMPTY 0 0" },
  { "H123T", "E_NOEND 5 0" },
  { "H123E", "E_NOTRAILER 5 1" },
  { "H123", "E_NOTRAILER 4 0, E_NOEND 4 0" },
  { "HH123TE", "E_NOTRAILER 2 1" },
  { "123TE", "E_ORDER 1 1, E_ORDER 2 1, E_ORDER 3 1, E_ORDER 4 1" },
  { "TE", "E_ORDER 1 1" },
  { "E", "E_ORDER 1 1" },
  { "HTE", "E_NODATA 2 1, E_COUNT 2 2, E_TOTAL 2 8" },
  { "H12TE", "E_COUNT 4 2, E_TOTAL 4 8" },
  { "H123T1E", "E_ORDER 6 1" },
  { "H123TTE", "E_ORDER 6 1" },
  { "H123TEE", "E_AFTER_END 7 1" },
  { "H123TEH123TE",
    "E_AFTER_END 7 1, E_AFTER_END 8 1, E_AFTER_END 9 1, E_AFTER_END 10 1, E_AFTER_END 11 1, E_AFTER_END 12 1" },
  { "H113TE", "W_DUP 3 2, E_TOTAL 5 8" },
  { "H111TE", "W_DUP 3 2, W_DUP 4 2, E_TOTAL 5 8" },
  { "H123TH123TE", "W_DUP 7 2, W_DUP 8 3, W_DUP 9 4" },
  { "h1TE", "E_LEN 1 119, E_ORDER 2 1, E_ORDER 3 1" },
  { "H12'3TE", "E_LEN 4 119, E_COUNT 5 2, E_TOTAL 5 8" },
  { "H123tE", "E_LEN 5 119" },
  { "H123Te", "E_LEN 6 119" },
  { "H123TEe", "E_LEN 7 119, E_AFTER_END 7 1" },
};

static void
append_record (GString *file, const GByteArray *sound, char letter, gboolean short_by_one)
{
  const char *place = strchr ("H123TE", letter);

  g_assert_nonnull (place);
  g_string_append_len (file, (const char *) sound->data + (place - "H123TE") * RECORD_AND_NEWLINE,
                       RECORD_SIZE - short_by_one);
}

static void
test_records_out_of_order_are_found (void)
{
  g_autoptr (GByteArray) sound = zengin_vectors_load_sound_file ();

  for (gsize i = 0; i < G_N_ELEMENTS (sequences); i++) {
    g_autoptr (GString) file = g_string_new (NULL);
    gboolean quoted = FALSE;

    for (const char *letter = sequences[i].records; *letter != '\0'; letter++) {
      if ((quoted = *letter == '\''))
        letter++;
      append_record (file, sound, g_ascii_toupper (*letter), quoted || g_ascii_islower (*letter));
      g_string_append (file, "\r\n");
    }
    g_test_message ("%s", sequences[i].records);
    assert_finds ((const guint8 *) file->str, file->len, sequences[i].found);
  }
}

static void
test_twins_are_alike_in_account_and_amount (void)
{
  static const char *const parts[] = { "bank", "branch", "acct_type", "acct_no", "amount" };
  static const char *const others[] = { "bank_name", "branch_name", "payee_name", "new_code", "cust1", "method" };
  const MadoZenginLayout *layout = mado_zengin_layout_get_payment ("21", FALSE);
  g_autoptr (GByteArray) sound = zengin_vectors_load_sound_file ();
  guint8 *first = sound->data + RECORD_AND_NEWLINE;

  for (gsize i = 0; i < G_N_ELEMENTS (parts) + G_N_ELEMENTS (others); i++) {
    gboolean is_part = i < G_N_ELEMENTS (parts);
    const char *name = is_part ? parts[i] : others[i - G_N_ELEMENTS (parts)];
    const MadoZenginField *field = mado_zengin_layout_get_field (layout, name);
    guint last = field->from + field->length - 2u;

    memcpy (first + RECORD_AND_NEWLINE, first, RECORD_SIZE);
    first[RECORD_AND_NEWLINE + last] = first[last] == '2' ? '1' : '2';
    g_autofree char *found = read_and_describe (sound->data, sound->len, mado_bank_profile_get_default ());
    g_test_message ("%s: %s", name, found);
    g_assert_true ((strstr (found, "W_DUP 3 2") != NULL) == !is_part);
  }
}

static void
test_each_twin_among_many_is_found (void)
{
  g_autoptr (MadoZenginTwins) twins = mado_zengin_twins_new ();

  for (guint64 number = 1; number <= 20000; number++) {
    char payment[MADO_ZENGIN_RECORD_SIZE + 1];
    guint64 first = (number - 1) % 10000 + 1;

    g_snprintf (payment, sizeof payment, "%043d%07u%070d", 0, (guint) first, 0);
    g_assert_cmpuint (mado_zengin_twins_add (twins, (const guint8 *) payment, number), ==, number > 10000 ? first : 0);
  }
}

/* The sound file with other line ends: those after the six records, and what stands behind. */
static const struct {
  const char *newlines[6];
  const char *tail;
  MadoZenginFraming framing;
  const char *found;
} framings[] = {
  { { "", "", "", "", "", "" }, "", { .newline = MADO_ZENGIN_NEWLINE_NONE }, "" },
  { { "", "", "", "", "", "" }, "\x1A", { .newline = MADO_ZENGIN_NEWLINE_NONE, .eof1a = TRUE }, "" },
  { { "", "", "", "", "", "" }, "9", { .newline = MADO_ZENGIN_NEWLINE_NONE }, "E_LEN 7 1, E_AFTER_END 7 1" },
  { { "\n", "\n", "\n", "\n", "\n", "\n" }, "", { .newline = MADO_ZENGIN_NEWLINE_LF }, "" },
  { { "\r", "\r", "\r", "\r", "\r", "\r" }, "\x1A", { .newline = MADO_ZENGIN_NEWLINE_CR, .eof1a = TRUE }, "" },
  { { "\r", "\r", "\r", "\r", "\r", "" },
    "\x1A",
    { .newline = MADO_ZENGIN_NEWLINE_CR, .eof1a = TRUE, .lacks_final_newline = TRUE },
    "" },
  { { "\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\r\n" }, "\r\n", { .newline = MADO_ZENGIN_NEWLINE_CRLF }, "E_LEN 7 0" },
  { { "\r\n", "\n", "\r\n", "\r", "\r\n", "\r\n" }, "", { .newline = MADO_ZENGIN_NEWLINE_MIXED }, "E_NEWLINE 2 0" },
  { { "\n", "\n", "\n", "\n", "\n", "\r\n" }, "", { .newline = MADO_ZENGIN_NEWLINE_MIXED }, "E_NEWLINE 6 0" },
  { { "\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\r\n" },
    "\x1A\x1A",
    { .newline = MADO_ZENGIN_NEWLINE_CRLF, .eof1a = TRUE, .lacks_final_newline = TRUE },
    "E_LEN 7 1, E_AFTER_END 7 1" },
};

static void
test_any_line_end_is_read_and_told (void)
{
  g_autoptr (GByteArray) sound = zengin_vectors_load_sound_file ();

  for (gsize i = 0; i < G_N_ELEMENTS (framings); i++) {
    g_autoptr (MadoFindings) findings = mado_findings_new ();
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint record = 0; record < G_N_ELEMENTS (framings[i].newlines); record++) {
      append_record (text, sound, "H123TE"[record], FALSE);
      g_string_append (text, framings[i].newlines[record]);
    }
    g_string_append (text, framings[i].tail);

    g_autoptr (GBytes) bytes = g_string_free_to_bytes (g_steal_pointer (&text));
    g_autoptr (MadoZenginFile) file = mado_zengin_read (bytes, mado_bank_profile_get_default (), findings);
    g_autofree char *found = zengin_vectors_describe (findings);
    g_test_message ("framing %" G_GSIZE_FORMAT, i);
    g_assert_cmpstr (found, ==, framings[i].found);
    g_assert_cmpmem (&file->framing, sizeof file->framing, &framings[i].framing, sizeof framings[i].framing);
  }
}

static void
test_banks_differ_in_what_they_take (void)
{
  const MadoBankProfile strict = {};
  const MadoBankProfile generous = { TRUE, TRUE, TRUE, TRUE, TRUE };
  const char doubtful[] = { '\xA6', ',', '.', '\x5C', '\xA2' };

  for (gsize i = 0; i < G_N_ELEMENTS (doubtful); i++) {
    g_autoptr (GByteArray) bytes = zengin_vectors_load_sound_file ();

    bytes->data[RECORD_AND_NEWLINE + 50] = (guint8) doubtful[i];
    g_autofree char *by_strict = read_and_describe (bytes->data, bytes->len, &strict);
    g_autofree char *by_generous = read_and_describe (bytes->data, bytes->len, &generous);
    g_assert_cmpstr (by_strict, ==, "W_BYTE 2 51 payee_name");
    g_assert_cmpstr (by_generous, ==, "");
  }
}

/* The one field in which two files differ, NULL where they differ in none. */
static const char *
find_difference (const guint8 *sound, const guint8 *changed)
{
  const char *name = NULL;

  for (guint record = 0; record < 5; record++) {
    guint at = record * RECORD_AND_NEWLINE;
    const MadoZenginLayout *layout = record == 0  ? mado_zengin_layout_get_header ()
                                     : record < 4 ? mado_zengin_layout_get_payment ("21", FALSE)
                                                  : mado_zengin_layout_get_trailer ();

    for (guint i = 0; i < layout->n_fields; i++) {
      const MadoZenginField *field = &layout->fields[i];

      if (memcmp (sound + at + field->from - 1, changed + at + field->from - 1, field->length) != 0)
        name = field->name;
    }
  }

  return name;
}

static void
test_a_wrong_byte_is_found_or_changes_a_free_field (void)
{
  static const char *const free_fields[] = {
    "consignor_code",
    "consignor_name",
    "date_mmdd",
    "from_bank",
    "from_bank_name",
    "from_branch",
    "from_acct_type",
    "from_acct_no",
    "bank",
    "bank_name",
    "branch",
    "branch_name",
    "clearing_house",
    "acct_type",
    "acct_no",
    "payee_name",
    "new_code",
    "cust1",
    "cust2",
    "method",
    "ident",
    "from_branch_name",
    NULL,
  };
  g_autoptr (GByteArray) sound = zengin_vectors_load_sound_file ();
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint at = 0; at < sound->len; at++)
    for (guint round = 0; round < 12; round++) {
      g_autofree guint8 *changed = g_memdup2 (sound->data, sound->len);

      changed[at] = round < 6 ? (guint8) " 0159Y"[round] : (guint8) g_rand_int (random);
      if (changed[at] == sound->data[at])
        continue;
      g_autofree char *found = read_and_describe (changed, sound->len, mado_bank_profile_get_default ());
      const char *difference = find_difference (sound->data, changed);
      if (found[0] == '\0' && (difference == NULL || !g_strv_contains (free_fields, difference)))
        g_error ("byte %u changed from %02x to %02x and nothing was found", at, sound->data[at], changed[at]);
    }
}

static void
test_any_bytes_are_read (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  const char alphabet[] = "1289 \r\n\x1A\xEF\xBB\xBF\xB1Y0";

  for (guint round = 0; round < 2000; round++) {
    gsize length = (gsize) g_rand_int_range (random, 0, 700);
    g_autofree guint8 *bytes = g_malloc (length + 1);

    for (gsize i = 0; i < length; i++)
      bytes[i] = round % 2 == 0 ? (guint8) g_rand_int (random)
                                : (guint8) alphabet[g_rand_int_range (random, 0, sizeof alphabet - 1)];
    g_autofree char *found = read_and_describe (bytes, length, mado_bank_profile_get_default ());
    g_assert_cmpstr (found, !=, "");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/zengin/reader/sound-files-read-as-our-vectors-say", test_sound_files_read_as_our_vectors_say);
  g_test_add_func ("/zengin/reader/unsound-files-give-the-findings-of-our-vectors",
                   test_unsound_files_give_the_findings_of_our_vectors);
  g_test_add_func ("/zengin/reader/a-wrong-field-is-found-at-its-place", test_a_wrong_field_is_found_at_its_place);
  g_test_add_func ("/zengin/reader/records-out-of-order-are-found", test_records_out_of_order_are_found);
  g_test_add_func ("/zengin/reader/twins-are-alike-in-account-and-amount", test_twins_are_alike_in_account_and_amount);
  g_test_add_func ("/zengin/reader/each-twin-among-many-is-found", test_each_twin_among_many_is_found);
  g_test_add_func ("/zengin/reader/any-line-end-is-read-and-told", test_any_line_end_is_read_and_told);
  g_test_add_func ("/zengin/reader/banks-differ-in-what-they-take", test_banks_differ_in_what_they_take);
  g_test_add_func ("/zengin/reader/a-wrong-byte-is-found-or-changes-a-free-field",
                   test_a_wrong_byte_is_found_or_changes_a_free_field);
  g_test_add_func ("/zengin/reader/any-bytes-are-read", test_any_bytes_are_read);

  return g_test_run ();
}
