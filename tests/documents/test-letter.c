/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-letter-book-reader.h"
#include "mado-letter-writer.h"
#include "mado-programme-fault.h"
#include "mado-projection.h"
#include "mado-setting.h"
#include "paper-sample.h"

static const char full_case[] =
    "{\"body\":{\"items\":{\"postal_code\":\"1600022\",\"address\":\"東京都新宿区新宿1-2-3 見本荘101\","
    "\"name\":{\"kanji\":\"見本 花子\",\"kana\":\"ミホン ハナコ\"},\"control_no\":\"0000012345\",\"amount\":1050000,"
    "\"transfer_date\":\"2025-05-20\",\"clinic\":\"見本医院\",\"account\":{\"number\":\"1234567\"}},"
    "\"deficiencies\":[{\"due\":\"2025-05-01\",\"opened\":{\"at\":1},\"text\":\"通帳の写しがありません\"},"
    "{\"due\":\"2025-04-28\",\"opened\":{\"at\":1},\"reason\":\"未記入\"},"
    "{\"due\":\"2025-04-01\",\"opened\":{\"at\":1},\"closed\":{\"at\":2},\"text\":\"もう済んだ不備\"}]},"
    "\"id\":\"0195eeb1-5a00-7abc-8def-0123456789ab\",\"kind\":\"case\",\"state\":\"decided\",\"version\":9}";

static const MadoPerson clerk = { "p-001", (const char *const[]) { "print", NULL } };
static const MadoPerson lead = { "l-001", (const char *const[]) { "lead", NULL } };
static const MadoLetterOccasion occasion = { "7新健健第1号", { 2025, 5, 8 }, { 2025, 5, 1 }, "000001" };

typedef struct {
  MadoProgramme *programme;
  GHashTable *layouts;
  MadoLetterBook *book;
} Fixture;

static MadoLetterBook *
read_book (Fixture *self, const char *text, GPtrArray *faults)
{
  g_autoptr (GBytes) file = g_bytes_new (text, strlen (text));

  return mado_letter_book_read (file, self->programme, paper_sample_find_layout, self->layouts, faults);
}

static char *
load_book (void)
{
  g_autoptr (GBytes) file = paper_sample_load ("letters/ninpu-r7.json");

  return g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
}

static void
set_up (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *text = load_book ();
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();

  self->programme = paper_sample_load_programme ("ninpu-r7");
  self->layouts = paper_sample_new_layouts ();
  self->book = read_book (self, text, faults);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s: %s", mado_programme_faults_get (faults, i)->pointer,
                    mado_programme_faults_get (faults, i)->message);
  g_assert_nonnull (self->book);
}

static void
tear_down (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  mado_letter_book_free (self->book);
  g_hash_table_unref (self->layouts);
  mado_programme_unref (self->programme);
}

static void
test_a_mistake_is_told_at_its_place (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  static const struct {
    const char *from;
    const char *to;
    const char *code;
    const char *pointer;
    const char *words; /* (nullable): that the message has */
  } rows[] = {
    { "{control_no}\"", "{controll_no}\"", "E_NAME_UNKNOWN", "/letters/decision/blocks/facts/rows/給付管理番号" },
    { "{control_no}\"", "{phone}\"", "E_NOT_GIVEN", "/letters/decision/blocks/facts/rows/給付管理番号",
      "approved for" },
    { "{control_no}\"", "{deficiency}\"", "E_NOT_GIVEN", "/letters/decision/blocks/facts/rows/給付管理番号",
      "does not list" },
    { "{control_no}\"", "{received_on}\"", "E_NOT_GIVEN", "/letters/decision/blocks/facts/rows/給付管理番号" },
    { "{control_no}\"", "{name.nick}\"", "E_PART", "/letters/decision/blocks/facts/rows/給付管理番号" },
    { "{control_no}\"", "{control_no\"", "E_FIELD", "/letters/decision/blocks/facts/rows/給付管理番号" },
    { "transfer_date IS NOT NULL", "phone IS NOT NULL", "E_NOT_GIVEN",
      "/letters/decision/blocks/facts/rows/支給予定日/when" },
    { "transfer_date IS NOT NULL", "transfer_date IS", "E_SYNTAX",
      "/letters/decision/blocks/facts/rows/支給予定日/when" },
    { "\"area\": \"return\"", "\"area\": \"retour\"", "E_NAME_UNKNOWN", "/letters/decision/blocks/return/area" },
    { "\"style\": \"return\"", "\"style\": \"retour\"", "E_NAME_UNKNOWN", "/letters/decision/blocks/return/style" },
    { "{name}　様", "{name}　様 {amount}", "E_OUTSIDE_ITEM", "/letters/decision/blocks/name/text" },
    { "\"hagaki-v\"", "\"a4-window\"", "E_KIND", "/letters/decision/layout" },
    { "\"hagaki-v\"", "\"nowhere\"", "E_NAME_UNKNOWN", "/letters/decision/layout" },
    { "\"decision\": {", "\"decisions\": {", "E_NAME_UNKNOWN", "/letters/decisions" },
    { "\"programme\": \"ninpu-r7\"", "\"programme\": \"ninpu-r8\"", "E_PROGRAMME", "/book/programme" },
    { "\"新宿区健康部健康づくり課\"", "\"{取消訴訟}\"", "E_NAME_UNKNOWN", "/words/差出人" },
    { "\"新宿区健康部健康づくり課\"", "\"{name}\"", "E_WORD", "/words/差出人" },
    { "\"size\": 9}", "\"size\": 7}", "E_RANGE", "/letters/decision/blocks/barcode" },
    { "\"size\": 22}", "\"size\": 8}", "E_RANGE", "/letters/form/blocks/code" },
    { "\"text\": \"{control_no}\", \"size\"", "\"text\": \"{phone}\", \"size\"", "E_NOT_GIVEN",
      "/letters/form/blocks/code/qr/text" },
    { "\"{control_no}\"", "\"{letter.reason}\"", "E_NOT_GIVEN", "/letters/decision/blocks/facts/rows/給付管理番号" },
    { "\"新宿区健康部健康づくり課\"", "\"{letter.reason}\"", "E_WORD", "/words/差出人" },
    { "\"text\": \"〒{postal_code}\"",
      "\"text\": \"〒{postal_code}\", \"qr\": {\"text\": \"{control_no}\", \"size\": 22}", "E_BLOCK",
      "/letters/decision/blocks/postal" },
    { ", \"text\": \"〒{postal_code}\"", "", "E_BLOCK", "/letters/decision/blocks/postal" },
    { "\"区長\":", "\"name\":", "E_ID_TWICE", "/words/name" },
    { "\"区長\":", "\"区.長\":", "E_ID", "/words/区.長" },
    { "\"format\": 1", "\"format\": 2", "E_FORMAT", "" },
  };
  g_autofree char *text = load_book ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *broken = paper_sample_replace (text, rows[i].from, rows[i].to);
    g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
    gboolean is_told = FALSE;

    g_assert_null (read_book (self, broken, faults));
    for (guint j = 0; j < faults->len; j++) {
      const MadoProgrammeFault *fault = mado_programme_faults_get (faults, j);

      g_test_message ("%s: %s %s: %s", rows[i].to, fault->code, fault->pointer, fault->message);
      is_told |= g_str_equal (fault->code, rows[i].code) && g_str_equal (fault->pointer, rows[i].pointer) &&
                 (rows[i].words == NULL || strstr (fault->message, rows[i].words) != NULL);
    }
    g_assert_true (is_told);
  }
}

/* What is there once a row has no place in a sentence, even where the printer may have it. */
static void
test_a_list_stands_in_no_sentence (void)
{
  g_autoptr (GBytes) file = paper_sample_load ("programmes/kosodate-oen-r7.json");
  g_autoptr (GBytes) book_file = paper_sample_load ("letters/kosodate-oen-r7.json");
  g_autofree char *text = g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  g_autofree char *words = g_strndup (g_bytes_get_data (book_file, NULL), g_bytes_get_size (book_file));
  g_autofree char *given = paper_sample_replace (text, "\"child_name\":     {",
                                                 "\"child_name\":     {\"give\": [\"system\", \"printer\"], ");
  g_autofree char *listed = paper_sample_replace (given, "\"items\": [\"address\", \"name\", \"cert_no\"]",
                                                  "\"items\": [\"address\", \"name\", \"cert_no\", \"child_name\"]");
  g_autofree char *wrong =
      paper_sample_replace (words, "{\"text\": \"{cert_no}\", \"when\"", "{\"text\": \"{child_name}\", \"when\"");
  g_autoptr (GBytes) programme_file = g_bytes_new (listed, strlen (listed)),
                     wrong_file = g_bytes_new (wrong, strlen (wrong));
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (MadoProgramme) programme = mado_programme_read (programme_file, faults);
  g_autoptr (GHashTable) layouts = paper_sample_new_layouts ();

  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s: %s", mado_programme_faults_get (faults, i)->pointer,
                    mado_programme_faults_get (faults, i)->message);
  g_assert_nonnull (programme);
  g_assert_null (mado_letter_book_read (wrong_file, programme, paper_sample_find_layout, layouts, faults));
  g_assert_cmpuint (faults->len, ==, 1);
  g_assert_cmpstr (mado_programme_faults_get (faults, 0)->code, ==, "E_LIST");
  g_assert_cmpstr (mado_programme_faults_get (faults, 0)->pointer, ==,
                   "/letters/guidance/blocks/facts/rows/認定番号/text");
}

static MadoManuscript *
write_letter (Fixture *self, const char *letter, const char *text, const MadoPerson *person, MadoFindings *findings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoEntity) entity = paper_sample_read (text);
  g_autoptr (MadoLetterWriter) writer = mado_letter_writer_new (self->book, letter, self->programme, NULL, &error);

  g_assert_no_error (error);

  return mado_letter_writer_write (writer, entity, person, &occasion, findings);
}

static const MadoBlock *
find_block (const MadoManuscript *manuscript, const char *id)
{
  for (guint i = 0; i < manuscript->blocks->len; i++)
    if (g_str_equal (((const MadoBlock *) g_ptr_array_index (manuscript->blocks, i))->id, id))
      return g_ptr_array_index (manuscript->blocks, i);

  return NULL;
}

static const char *
find_cell (const MadoManuscript *manuscript, const char *id, const char *label)
{
  const MadoBlock *table = find_block (manuscript, id);

  for (guint i = 0; i < table->rows->len; i++) {
    const char *const *row = g_ptr_array_index (table->rows, i);

    if (g_str_equal (row[0], label))
      return row[1];
  }

  return NULL;
}

static void
test_values_are_written_as_people_read_them (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoManuscript) letter = write_letter (self, "decision", full_case, &clerk, findings);

  g_assert_nonnull (letter);
  g_assert_cmpstr (find_cell (letter, "facts", "支給金額"), ==, "1,050,000円");
  g_assert_cmpstr (find_cell (letter, "facts", "支給予定日"), ==, "令和7年5月20日");
  g_assert_cmpstr (find_block (letter, "postal")->text, ==, "〒160-0022");
  g_assert_cmpstr (find_block (letter, "number")->text, ==, "7新健健第1号\n令和7年5月8日");
  g_assert_nonnull (strstr (find_block (letter, "opening")->text, "令和7年5月1日付け"));
  g_assert_nonnull (strstr (find_block (letter, "appeal")->text, "新宿区を被告として（新宿区を代表する者は新宿区長"));
}

static void
test_what_is_still_missing_is_listed (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoManuscript) letter = write_letter (self, "deficiency", full_case, &clerk, findings);

  g_assert_nonnull (letter);
  g_assert_cmpstr (find_cell (letter, "facts", "不備の内容"), ==, "・通帳の写しがありません\n・未記入");
  g_assert_cmpstr (find_cell (letter, "facts", "ご提出いただく期限"), ==, "令和7年4月28日");
}

static void
test_a_row_stands_only_on_its_condition (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autofree char *without = paper_sample_replace (full_case, "\"transfer_date\":\"2025-05-20\",", "");
  g_autoptr (MadoManuscript) letter = write_letter (self, "decision", without, &clerk, findings);

  g_assert_nonnull (letter);
  g_assert_null (find_cell (letter, "facts", "支給予定日"));
}

static void
test_no_letter_has_a_gap (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autofree char *without = paper_sample_replace (full_case, "\"amount\":1050000,", "");

  g_assert_null (write_letter (self, "decision", without, &clerk, findings));
  g_assert_cmpuint (mado_findings_get_count (findings), ==, 1);
  g_assert_cmpstr (mado_findings_get (findings, 0)->code, ==, MADO_LETTER_EMPTY);
  g_assert_cmpstr (mado_findings_get (findings, 0)->field, ==, "amount");
}

static void
test_the_protected_get_no_letter_without_the_right (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autofree char *hidden =
      paper_sample_replace (full_case, "\"body\":{", "\"body\":{\"protected\":{\"at\":1,\"by\":\"a-001\"},");
  g_autoptr (MadoManuscript) letter = NULL;

  g_assert_null (write_letter (self, "decision", hidden, &clerk, findings));
  g_assert_cmpuint (mado_findings_get_count (findings), ==, 1);
  g_assert_cmpstr (mado_findings_get (findings, 0)->code, ==, MADO_PROJECTION_PROTECTED);
  letter = write_letter (self, "decision", hidden, &lead, findings);
  g_assert_nonnull (letter);
  g_assert_nonnull (strstr (find_block (letter, "address")->text, "見本荘101"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/letter/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("a-mistake-is-told-at-its-place", test_a_mistake_is_told_at_its_place);
  g_test_add_func ("/letter/a-list-stands-in-no-sentence", test_a_list_stands_in_no_sentence);
  ADD ("values-are-written-as-people-read-them", test_values_are_written_as_people_read_them);
  ADD ("what-is-still-missing-is-listed", test_what_is_still_missing_is_listed);
  ADD ("a-row-stands-only-on-its-condition", test_a_row_stands_only_on_its_condition);
  ADD ("no-letter-has-a-gap", test_no_letter_has_a_gap);
  ADD ("the-protected-get-no-letter-without-the-right", test_the_protected_get_no_letter_without_the_right);

  return g_test_run ();
}
