/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <gio/gio.h>
#include <string.h>

#include "mado-zengin-json.h"
#include "mado-zengin-layout.h"
#include "mado-zengin-reader.h"
#include "mado-zengin-writer.h"
#include "zengin-vectors.h"

static const MadoZenginFraming crlf = { .newline = MADO_ZENGIN_NEWLINE_CRLF };

static const MadoZenginHeader header = {
  .type_code = "21",
  .consignor_code = "0013104001",
  .consignor_name = "ｼﾝｼﾞﾕｸｸ",
  .date_mmdd = "0425",
  .from_bank = "0001",
  .from_branch = "209",
  .from_acct_type = "1",
  .from_acct_no = "0012345",
};

static const MadoZenginPayment payment = {
  .bank = "9900",
  .branch = "018",
  .acct_type = "1",
  .acct_no = "1234567",
  .payee_name = "ﾔﾏﾀﾞ ﾊﾅｺ",
  .amount = 50000,
};

static GBytes *
write_one (const MadoZenginHeader *who, const MadoZenginPayment *what, const MadoBankProfile *bank, char **out_found)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoZenginWriter) writer = mado_zengin_writer_new (bank, &crlf, findings);

  mado_zengin_writer_begin_group (writer, who);
  mado_zengin_writer_add (writer, what);
  mado_zengin_writer_end_group (writer, NULL);
  GBytes *bytes = mado_zengin_writer_finish (writer);
  *out_found = zengin_vectors_describe (findings);
  g_assert_true ((bytes == NULL) == mado_findings_have_errors (findings));

  return bytes;
}

static GBytes *
write_json (const char *text, const MadoZenginFraming *framing, char **out_found)
{
  g_autoptr (GBytes) json = g_bytes_new (text, strlen (text));
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (GError) error = NULL;
  GBytes *bytes = NULL;

  if (mado_zengin_json_write (json, mado_bank_profile_get_default (), framing, findings, &bytes, &error)) {
    g_assert_no_error (error);
    *out_found = zengin_vectors_describe (findings);
  } else {
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    *out_found = g_strdup (error->message);
  }

  return bytes;
}

static void
test_what_was_read_is_written_to_the_byte (void)
{
  g_autoptr (JsonNode) vectors = zengin_vectors_load ();
  JsonArray *valid = json_object_get_array_member (json_node_get_object (vectors), "valid");

  for (guint i = 0; i < json_array_get_length (valid); i++) {
    JsonObject *vector = json_array_get_object_element (valid, i);
    const char *newline = json_object_get_string_member (json_object_get_object_member (vector, "framing"), "newline");
    gboolean usual = strcmp (newline, "LF") != 0 && strcmp (newline, "CR") != 0;
    g_autofree char *text = json_to_string (json_array_get_element (valid, i), FALSE);
    g_autofree char *found = NULL;
    g_autoptr (GBytes) expected = zengin_vectors_get_bytes (vector);
    g_autoptr (GBytes) bytes = write_json (text, NULL, &found);

    g_test_message ("%s", json_object_get_string_member (vector, "id"));
    g_assert_cmpstr (found, ==, usual ? "" : "W_NEWLINE 0 0");
    g_assert_nonnull (bytes);
    g_assert_true (g_bytes_equal (bytes, expected));
  }
}

static void
test_presets_fill_what_is_not_said (void)
{
  g_autofree char *found = NULL;
  g_autoptr (GBytes) bytes = write_one (&header, &payment, mado_bank_profile_get_default (), &found);
  const char *expected = "1210"
                         "0013104001"
                         "\xBC\xDD\xBC\xDE\xD5\xB8\xB8                                 "
                         "0425"
                         "0001"
                         "               "
                         "209"
                         "               "
                         "1"
                         "0012345"
                         "                 \r\n"
                         "2"
                         "9900"
                         "               "
                         "018"
                         "               "
                         "0000"
                         "1"
                         "1234567"
                         "\xD4\xCF\xC0\xDE \xCA\xC5\xBA                      "
                         "0000050000"
                         "0"
                         "0000000000"
                         "0000000000"
                         "7"
                         " "
                         "       \r\n"
                         "8"
                         "000001"
                         "000000050000";

  g_assert_cmpstr (found, ==, "");
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 4 * 122);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), strlen (expected), expected, strlen (expected));
}

/* The sound payment with one member changed, by its place in the struct. */
static const struct {
  gsize member;
  const char *text;
  const char *found;
} changed_texts[] = {
  { G_STRUCT_OFFSET (MadoZenginPayment, data_kind), "3", "E_KIND 2 1" },
  { G_STRUCT_OFFSET (MadoZenginPayment, bank), NULL, "E_NUM 2 2 bank" },
  { G_STRUCT_OFFSET (MadoZenginPayment, bank), "", "E_NUM 2 2 bank" },
  { G_STRUCT_OFFSET (MadoZenginPayment, bank), "1", "" },
  { G_STRUCT_OFFSET (MadoZenginPayment, bank), "0000", "E_BANK 2 2" },
  { G_STRUCT_OFFSET (MadoZenginPayment, bank), "99000", "E_WIDTH 2 2 bank" },
  { G_STRUCT_OFFSET (MadoZenginPayment, bank), "9 00", "E_NUM 2 2 bank" },
  { G_STRUCT_OFFSET (MadoZenginPayment, bank_name), "0123456789ABCDE", "" },
  { G_STRUCT_OFFSET (MadoZenginPayment, bank_name), "0123456789ABCDEF", "E_WIDTH 2 6 bank_name" },
  { G_STRUCT_OFFSET (MadoZenginPayment, acct_type), "3", "E_ACCTYPE 2 43" },
  { G_STRUCT_OFFSET (MadoZenginPayment, acct_no), "0000000", "E_ACCT 2 44" },
  { G_STRUCT_OFFSET (MadoZenginPayment, acct_no), NULL, "E_NUM 2 44 acct_no" },
  { G_STRUCT_OFFSET (MadoZenginPayment, payee_name), NULL, "E_NAME 2 51" },
  { G_STRUCT_OFFSET (MadoZenginPayment, payee_name), " ﾔﾏﾀﾞ", "E_NAME_LEAD 2 51" },
  { G_STRUCT_OFFSET (MadoZenginPayment, payee_name), "ｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞ", "" }, /* 30 bytes */
  { G_STRUCT_OFFSET (MadoZenginPayment, payee_name), "ｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶﾞｶ", "E_WIDTH 2 51 payee_name" },
  { G_STRUCT_OFFSET (MadoZenginPayment, payee_name), "ﾔﾏﾀﾞｬ", "E_BYTE 2 55 payee_name" },
  { G_STRUCT_OFFSET (MadoZenginPayment, payee_name), "ﾏﾘｰ", "E_BYTE 2 53 payee_name" },
  { G_STRUCT_OFFSET (MadoZenginPayment, payee_name), "ｦ", "E_BYTE 2 51 payee_name" },
  { G_STRUCT_OFFSET (MadoZenginPayment, payee_name), "山田", "E_BYTE 2 51 payee_name" },
  { G_STRUCT_OFFSET (MadoZenginPayment, payee_name), "ヤマダ", "E_BYTE 2 51 payee_name" },
  { G_STRUCT_OFFSET (MadoZenginPayment, new_code), "4", "E_NEWCODE 2 91" },
  { G_STRUCT_OFFSET (MadoZenginPayment, cust1), "12345678901", "E_WIDTH 2 92 cust1" },
  { G_STRUCT_OFFSET (MadoZenginPayment, cust1), "A", "E_NUM 2 92 cust1" },
  { G_STRUCT_OFFSET (MadoZenginPayment, cust1), "", "" },
  { G_STRUCT_OFFSET (MadoZenginPayment, method), "5", "E_METHOD 2 112" },
  { G_STRUCT_OFFSET (MadoZenginPayment, method), "", "" },
  { G_STRUCT_OFFSET (MadoZenginPayment, ident), "N", "E_IDENT 2 113" },
  { G_STRUCT_OFFSET (MadoZenginPayment, ident), "Y", "" },
  { G_STRUCT_OFFSET (MadoZenginPayment, edi), "A(1)", "E_IDENT 2 113" },
  { G_STRUCT_OFFSET (MadoZenginPayment, dummy), "X", "W_DUMMY 2 114" },
};

static void
test_a_text_that_cannot_be_written_is_named (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (changed_texts); i++) {
    MadoZenginPayment changed = payment;
    g_autofree char *found = NULL;

    G_STRUCT_MEMBER (const char *, &changed, changed_texts[i].member) = changed_texts[i].text;
    g_autoptr (GBytes) bytes = write_one (&header, &changed, mado_bank_profile_get_default (), &found);
    g_test_message ("%" G_GSIZE_FORMAT ": %s", i, changed_texts[i].text);
    g_assert_cmpstr (found, ==, changed_texts[i].found);
  }
}

static void
test_a_header_that_cannot_be_written_is_named (void)
{
  const MadoZenginHeader nothing = { .type_code = "91", .code_kind = "1", .consignor_name = "" };
  g_autofree char *found = NULL;
  g_autoptr (GBytes) bytes = write_one (&nothing, &payment, mado_bank_profile_get_default (), &found);

  g_assert_cmpstr (found, ==,
                   "E_TYPE 1 2, E_CODEKIND 1 4, E_NUM 1 5 consignor_code, E_NAME 1 15, E_NUM 1 55 date_mmdd, "
                   "E_NUM 1 59 from_bank, E_NUM 1 78 from_branch, E_NUM 1 96 from_acct_type, E_NUM 1 97 from_acct_no");
}

static void
test_amounts_have_limits (void)
{
  static const struct {
    gint64 amount;
    const char *found;
  } amounts[] = {
    { 1, "" },
    { 9999999999, "" },
    { 0, "E_AMOUNT 2 81" },
    { -1, "E_AMOUNT 2 81 amount" },
    { 10000000000, "E_AMOUNT 2 81 amount" },
    { G_MAXINT64, "E_AMOUNT 2 81 amount" },
    { G_MININT64, "E_AMOUNT 2 81 amount" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++) {
    MadoZenginPayment changed = payment;
    g_autofree char *found = NULL;

    changed.amount = amounts[i].amount;
    g_autoptr (GBytes) bytes = write_one (&header, &changed, mado_bank_profile_get_default (), &found);
    g_assert_cmpstr (found, ==, amounts[i].found);
  }
}

/* Findings of a group of many payments, without the warnings that they are all alike. */
static char *
write_many (guint n_payments, gint64 amount)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoZenginWriter) writer = mado_zengin_writer_new (mado_bank_profile_get_default (), &crlf, findings);
  MadoZenginPayment many = payment;

  many.amount = amount;
  mado_zengin_writer_begin_group (writer, &header);
  for (guint i = 0; i < n_payments; i++) {
    char number[8];

    g_snprintf (number, sizeof number, "%07u", i + 1);
    many.acct_no = number;
    mado_zengin_writer_add (writer, &many);
  }
  mado_zengin_writer_end_group (writer, NULL);
  g_autoptr (GBytes) bytes = mado_zengin_writer_finish (writer);

  return zengin_vectors_describe (findings);
}

static void
test_a_total_has_twelve_digits (void)
{
  g_autofree char *most = write_many (100, 9999999999);
  g_autofree char *too_much = write_many (101, 9999999999);

  g_assert_cmpstr (most, ==, "");
  g_assert_cmpstr (too_much, ==, "E_TOTAL 103 8 total");
}

static void
test_a_count_has_six_digits (void)
{
  g_autofree char *most = write_many (999999, 1);
  g_autofree char *too_many = write_many (1000000, 1);

  g_assert_cmpstr (most, ==, "");
  g_assert_cmpstr (too_many, ==, "E_COUNT 1000002 2 count");
}

static void
test_groups_and_files_are_not_empty (void)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoZenginWriter) empty = mado_zengin_writer_new (mado_bank_profile_get_default (), &crlf, findings);
  g_autoptr (MadoZenginWriter) no_payment = mado_zengin_writer_new (mado_bank_profile_get_default (), &crlf, findings);

  g_assert_null (mado_zengin_writer_finish (empty));
  mado_zengin_writer_begin_group (no_payment, &header);
  mado_zengin_writer_end_group (no_payment, NULL);
  g_assert_null (mado_zengin_writer_finish (no_payment));

  g_autofree char *found = zengin_vectors_describe (findings);
  g_assert_cmpstr (found, ==, "E_EMPTY 0 0, E_NODATA 2 1");
}

static void
test_the_banks_own_bytes_are_written (void)
{
  const MadoBankProfile takes_wo = { .takes_wo = TRUE };
  MadoZenginPayment wo = payment;
  MadoZenginPayment stop = payment;
  g_autofree char *wo_found = NULL;
  g_autofree char *stop_found = NULL;

  wo.payee_name = "ｦ";
  stop.payee_name = "A.";
  g_autoptr (GBytes) wo_bytes = write_one (&header, &wo, &takes_wo, &wo_found);
  g_autoptr (GBytes) stop_bytes = write_one (&header, &stop, &takes_wo, &stop_found);
  g_assert_cmpstr (wo_found, ==, "");
  g_assert_cmpstr (stop_found, ==, "E_BYTE 2 52 payee_name");
}

/* --- what is written is read back ----------------------------------------------------------------------------- */

static const char *
make_digits (GRand *random, GStringChunk *texts, guint length)
{
  char digits[16] = "";

  for (guint i = 0; i < length; i++)
    digits[i] = (char) ('0' + g_rand_int_range (random, i == 0, 10));

  return g_string_chunk_insert (texts, digits);
}

static const char *
make_name (GRand *random, GStringChunk *texts, guint max_length)
{
  static const char *const characters[] = { "ｱ", "ﾝ", "ﾞ", "ﾟ", "A", "Z", "0", "(", ")", "-", ".", "/", "¥", "｢", " " };
  g_autoptr (GString) name = g_string_new ("ｶ");
  guint length = (guint) g_rand_int_range (random, 0, (gint32) max_length);

  for (guint i = 1; i < length; i++)
    g_string_append (name, characters[g_rand_int_range (random, 0, G_N_ELEMENTS (characters))]);
  g_strchomp (name->str); /* spaces at the end are filling */

  return g_string_chunk_insert (texts, name->str);
}

static MadoZenginPayment
make_payment (GRand *random, GStringChunk *texts, gboolean salary)
{
  static const char *const acct_types[] = { "1", "2", "4", "9" };
  static const char *const methods[] = { "7", "8", "" };
  gboolean edi = !salary && g_rand_boolean (random);
  gboolean codes = !salary && !edi;

  return (MadoZenginPayment) {
    .data_kind = "2",
    .bank = make_digits (random, texts, 4),
    .bank_name = make_name (random, texts, 15),
    .branch = make_digits (random, texts, 3),
    .branch_name = make_name (random, texts, 15),
    .clearing_house = g_rand_boolean (random) ? "0000" : "",
    .acct_type = acct_types[g_rand_int_range (random, 0, 4)],
    .acct_no = make_digits (random, texts, 7),
    .payee_name = make_name (random, texts, 30),
    .amount = (gint64) g_rand_double_range (random, 1, 1e6),
    .new_code = "0",
    .cust1 = codes ? make_digits (random, texts, 10) : NULL,
    .cust2 = codes ? "" : NULL,
    .method = salary ? NULL : methods[g_rand_int_range (random, 0, 3)],
    .ident = salary ? NULL
             : edi  ? "Y"
                    : "",
    .edi = edi ? make_name (random, texts, 20) : NULL,
    .emp_no = salary ? make_digits (random, texts, 10) : NULL,
    .dept_code = salary ? "" : NULL,
    .dummy = "",
  };
}

static void
assert_reads (const MadoZenginGroup *group, guint index, const MadoZenginPayment *written)
{
  const guint8 *record = mado_zengin_group_get_payment (group, index)->bytes;
  const MadoZenginLayout *layout = mado_zengin_layout_of_payment (group->header.bytes, record);

  for (guint i = 0; i < layout->n_fields; i++) {
    const MadoZenginField *field = &layout->fields[i];
    g_autofree char *text = mado_zengin_field_dup_text (field, record);

    if (field->form == MADO_ZENGIN_NUMBER)
      g_assert_cmpint (mado_zengin_field_get_number (field, record), ==, written->amount);
    else if (field->form != MADO_ZENGIN_HALF)
      g_assert_cmpstr (text, ==, G_STRUCT_MEMBER (const char *const, written, field->member));
  }
}

static void
test_what_is_written_is_read_back (void)
{
  static const char *const types[] = { "21", "11", "12", "71", "72" };
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint round = 0; round < 300; round++) {
    MadoZenginFraming framing = {
      .newline = g_rand_boolean (random) ? MADO_ZENGIN_NEWLINE_CRLF : MADO_ZENGIN_NEWLINE_NONE,
      .eof1a = g_rand_boolean (random),
    };
    guint n_groups = (guint) g_rand_int_range (random, 1, 4);
    g_autoptr (GStringChunk) texts = g_string_chunk_new (4096);
    g_autoptr (GArray) payments = g_array_new (FALSE, FALSE, sizeof (MadoZenginPayment));
    g_autoptr (MadoFindings) findings = mado_findings_new ();
    g_autoptr (MadoZenginWriter) writer = mado_zengin_writer_new (mado_bank_profile_get_default (), &framing, findings);

    for (guint i = 0; i < n_groups; i++) {
      MadoZenginHeader who = header;
      guint n_payments = (guint) g_rand_int_range (random, 1, 10);

      who.type_code = types[g_rand_int_range (random, 0, G_N_ELEMENTS (types))];
      mado_zengin_writer_begin_group (writer, &who);
      for (guint j = 0; j < n_payments; j++) {
        MadoZenginPayment made = make_payment (random, texts, who.type_code[0] != '2');

        mado_zengin_writer_add (writer, &made);
        g_array_append_val (payments, made);
      }
      mado_zengin_writer_end_group (writer, NULL);
    }
    g_autoptr (GBytes) bytes = mado_zengin_writer_finish (writer);
    g_assert_nonnull (bytes);

    g_autoptr (MadoZenginFile) file = mado_zengin_read (bytes, mado_bank_profile_get_default (), findings);
    g_assert_cmpuint (mado_findings_get_count (findings), ==, 0);
    g_assert_cmpuint (file->groups->len, ==, n_groups);
    guint n_read = 0;
    for (guint i = 0; i < n_groups; i++) {
      const MadoZenginGroup *group = g_ptr_array_index (file->groups, i);

      for (guint j = 0; j < group->payments->len; j++)
        assert_reads (group, j, &g_array_index (payments, MadoZenginPayment, n_read++));
    }
    g_assert_cmpuint (n_read, ==, payments->len);
  }
}

/* --- from JSON ------------------------------------------------------------------------------------------------ */

#define HEADER_JSON                                                                                                    \
  "\"header\":{\"consignor_code\":\"13104001\",\"consignor_name\":\"ｼﾝｼﾞﾕｸｸ\",\"date_mmdd\":\"0425\","                 \
  "\"from_bank\":\"0001\",\"from_branch\":\"209\",\"from_acct_type\":\"1\",\"from_acct_no\":\"0012345\"}"
#define PAYMENT_JSON                                                                                                   \
  "\"bank\":\"9900\",\"branch\":\"018\",\"acct_type\":\"1\",\"acct_no\":\"1234567\",\"payee_name\":\"ﾔﾏﾀﾞ\""
#define GROUP_JSON(payment_more, group_more)                                                                           \
  "{\"groups\":[{" HEADER_JSON ",\"data\":[{" PAYMENT_JSON payment_more "}]" group_more "}]}"

static const struct {
  const char *json;
  const char *found;
} texts[] = {
  { GROUP_JSON (",\"amount_int\":1", ""), "" },
  { GROUP_JSON (",\"amount\":\"0000000001\"", ""), "" },
  { GROUP_JSON (",\"amount\":\"0000000001\",\"amount_int\":1", ",\"trailer\":null"), "" },
  { GROUP_JSON (",\"amount\":\"0000000001\",\"amount_int\":null", ""), "" },
  { GROUP_JSON (",\"amount\":\"0000000001\",\"amount_int\":2", ""), "E_AMOUNT 2 81 amount" },
  { GROUP_JSON ("", ""), "E_AMOUNT 2 81 amount" },
  { GROUP_JSON (",\"amount_int\":-5", ""), "E_AMOUNT 2 81 amount" },
  { GROUP_JSON (",\"amount_int\":1.5", ""), "E_AMOUNT 2 81 amount" },
  { GROUP_JSON (",\"amount_int\":18446744073709551615", ""), "E_AMOUNT 2 81 amount" },
  { GROUP_JSON (",\"amount\":\"1e3\"", ""), "E_AMOUNT 2 81 amount" },
  { GROUP_JSON (",\"amount_int\":1,\"emp_no\":\"1\"", ""), "E_MEMBER 2 0 emp_no" },
  { GROUP_JSON (",\"amount_int\":1", ",\"trailer\":{\"count\":\"000001\",\"total\":\"000000000001\"}"), "" },
  { GROUP_JSON (",\"amount_int\":1", ",\"trailer\":{\"count\":\"2\",\"total\":\"3\"}"), "E_COUNT 3 2, E_TOTAL 3 8" },
  { "{\"groups\":[]}", "E_EMPTY 0 0" },
  { "{\"framing\":{\"newline\":\"LF\"},\"groups\":[]}", "W_NEWLINE 0 0, E_EMPTY 0 0" },
  { "{\"framing\":{\"newline\":\"MIXED\",\"bom\":true},\"groups\":[]}", "E_BOM 1 0, E_NEWLINE 0 0, E_EMPTY 0 0" },
  { "[]", "there is no list groups" },
  { "{\"groups\":[1]}", "record 1 is not an object" },
  { "{\"groups\":[{" HEADER_JSON "}]}", "after record 1: the group has no list data" },
  { "{\"groups\":[{" HEADER_JSON ",\"data\":[[]]}]}", "record 2 is not an object" },
  { GROUP_JSON (",\"bank\":\"0001\"", ""), "record 2: bank stands twice" },
  { GROUP_JSON (",\"bank_name\":1", ""), "record 2: bank_name is not text" },
  { GROUP_JSON (",\"bank_name\":\"A\\u0000B\"", ""), "record 2: bank_name is not text" },
  { "{\"framing\":[],\"groups\":[]}", "framing is not an object" },
  { "{\"framing\":{\"eof1a\":1},\"groups\":[]}", "framing: eof1a is not true or false" },
  { "{\"framing\":{\"newline\":\"\"},\"groups\":[]}", "framing: newline is not CRLF, NONE, LF or CR" },
};

static void
test_json_is_written_or_refused_with_the_place (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *found = NULL;
    g_autoptr (GBytes) bytes = write_json (texts[i].json, NULL, &found);

    g_test_message ("%s", texts[i].json);
    g_assert_cmpstr (found, ==, texts[i].found);
    g_assert_true ((bytes != NULL) == (found[0] == '\0'));
  }
}

static void
test_what_is_not_json_is_refused (void)
{
  const char *const wrong[] = { "", "{", "{\"groups\":[]}}", "{\"groups\":[\"\xFF\"]}" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autofree char *found = NULL;
    g_autoptr (GBytes) bytes = write_json (wrong[i], NULL, &found);

    g_assert_null (bytes);
    g_assert_true (g_str_has_prefix (found, "this is not JSON: "));
  }
}

static void
test_the_callers_framing_wins (void)
{
  const MadoZenginFraming none = { .eof1a = TRUE };
  g_autofree char *found = NULL;
  g_autoptr (GBytes) bytes = write_json (GROUP_JSON (",\"amount_int\":1", ""), &none, &found);

  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 4 * 120 + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/zengin/writer/what-was-read-is-written-to-the-byte", test_what_was_read_is_written_to_the_byte);
  g_test_add_func ("/zengin/writer/presets-fill-what-is-not-said", test_presets_fill_what_is_not_said);
  g_test_add_func ("/zengin/writer/a-text-that-cannot-be-written-is-named",
                   test_a_text_that_cannot_be_written_is_named);
  g_test_add_func ("/zengin/writer/a-header-that-cannot-be-written-is-named",
                   test_a_header_that_cannot_be_written_is_named);
  g_test_add_func ("/zengin/writer/amounts-have-limits", test_amounts_have_limits);
  g_test_add_func ("/zengin/writer/a-total-has-twelve-digits", test_a_total_has_twelve_digits);
  g_test_add_func ("/zengin/writer/a-count-has-six-digits", test_a_count_has_six_digits);
  g_test_add_func ("/zengin/writer/groups-and-files-are-not-empty", test_groups_and_files_are_not_empty);
  g_test_add_func ("/zengin/writer/the-banks-own-bytes-are-written", test_the_banks_own_bytes_are_written);
  g_test_add_func ("/zengin/writer/what-is-written-is-read-back", test_what_is_written_is_read_back);
  g_test_add_func ("/zengin/writer/json-is-written-or-refused-with-the-place",
                   test_json_is_written_or_refused_with_the_place);
  g_test_add_func ("/zengin/writer/what-is-not-json-is-refused", test_what_is_not_json_is_refused);
  g_test_add_func ("/zengin/writer/the-callers-framing-wins", test_the_callers_framing_wins);

  return g_test_run ();
}
