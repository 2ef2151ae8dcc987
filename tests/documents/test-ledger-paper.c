/* SPDX-License-Identifier: GPL-3.0-or-later */

/* MADO_PAPER=DIR keeps the PDFs, to be looked at. */

#include <string.h>

#include "mado-documents-error.h"
#include "mado-erasure-report.h"
#include "mado-password-notice.h"
#include "mado-print-run.h"
#include "mado-record-slip.h"
#include "mado-transfer-sheet.h"
#include "paper-sample.h"

static const char handover_text[] =
    "{\"body\":{\"kind\":\"medium\",\"content\":\"支給予定データ（令和7年5月分）\",\"number\":\"DVD-1\",\"media\":1,"
    "\"records\":250,\"digest\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\","
    "\"encryption\":\"AES-256\",\"bag\":\"B-1\",\"seal\":\"S-1\",\"due_back\":\"2025-05-30\",\"place\":\"金庫 "
    "1\",\"track\":["
    "{\"at\":1746057600000,\"what\":\"make\",\"person\":\"0195eeb1-5a00-7abc-8def-0123456789aa\",\"media\":1,"
    "\"records\":250},"
    "{\"at\":1746061200000,\"what\":\"seal\",\"person\":\"0195eeb1-5a00-7abc-8def-0123456789aa\",\"bag\":\"B-1\","
    "\"seal\":\"S-1\"},"
    "{\"at\":1746064800000,\"what\":\"carry\",\"person\":\"0195eeb1-5a00-7abc-8def-0123456789aa\",\"carrier\":"
    "\"見本便\"},"
    "{\"at\":1746072000000,\"what\":\"receive\",\"person\":\"w-001\",\"media\":1,\"records\":250,\"seal\":\"S-1\"},"
    "{\"at\":1748584800000,\"what\":\"erase\",\"person\":\"w-001\",\"media\":1,\"method\":\"裁断\",\"witness\":\"見本 "
    "次郎\"}]},"
    "\"id\":\"0195eeb1-5a00-7abc-8def-0123456789ab\",\"kind\":\"handover\",\"state\":\"closed\",\"version\":9}";

static const char person_text[] =
    "{\"body\":{\"account\":\"a-012\",\"name\":\"見本 太郎\"},\"id\":\"0195eeb1-5a00-7abc-8def-0123456789aa\","
    "\"kind\":\"person\",\"state\":\"active\",\"version\":1}";

static const MadoLedgerHeading heading = {
  "管-2025-001",
  { 2025, 5, 8 },
  "新宿区健康部健康づくり課　御中",
  "受託者　見本株式会社\n取扱責任者　見本 太郎",
  "妊婦のための支援給付事業 事務委託",
};

static GPtrArray *
read_all (const char *text, guint n)
{
  GPtrArray *entities = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (entities, paper_sample_read (text));

  return entities;
}

static guint
print (const char *name, const MadoManuscript *manuscript)
{
  g_autoptr (MadoTypecase) typecase = mado_typecase_new (NULL);
  g_autoptr (MadoLayout) layout = paper_sample_load_layout ("a4-report");
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (MadoPrintRun) run =
      mado_print_run_new (typecase, layout, stream, heading.number, manuscript->title, heading.day);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (GError) error = NULL;
  MadoPrinted printed = { 0 };

  mado_print_run_add (run, manuscript, &printed, findings, &error);
  for (guint i = 0; i < mado_findings_get_count (findings); i++)
    g_test_message ("%s %s", mado_findings_get (findings, i)->code, mado_findings_get (findings, i)->field);
  g_assert_no_error (error);
  g_assert_true (mado_print_run_finish (run, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  if (g_getenv ("MADO_PAPER") != NULL) {
    g_autofree char *path = g_strdup_printf ("%s/%s.pdf", g_getenv ("MADO_PAPER"), name);
    g_autoptr (GBytes) bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));

    g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL);
  }

  return printed.n_pages;
}

static gboolean
says (const MadoManuscript *manuscript, const char *words)
{
  for (guint i = 0; i < manuscript->blocks->len; i++) {
    const MadoBlock *block = g_ptr_array_index (manuscript->blocks, i);

    if (strstr (block->text, words) != NULL)
      return TRUE;
    for (guint j = 0; j < block->rows->len; j++)
      for (const char *const *cell = g_ptr_array_index (block->rows, j); *cell != NULL; cell++)
        if (strstr (*cell, words) != NULL)
          return TRUE;
  }

  return FALSE;
}

static void
test_the_slip_says_when_who_what_and_how_much (void)
{
  g_autoptr (GPtrArray) people = read_all (person_text, 1);
  g_autoptr (MadoEntity) handover = paper_sample_read (handover_text);
  g_autoptr (MadoManuscript) slip = mado_record_slip_write (handover, people, NULL, &heading);
  static const char *const words[] = { "令和7年5月1日 9:00", "見本 太郎",     "支給予定データ",
                                       "1点・250件",         "受領",          "袋 B-1、封印 S-1",
                                       "e3b0c442 98fc1c14",  "令和7年5月30日" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_true (says (slip, words[i]));
  g_assert_cmpuint (print ("slip", slip), ==, 1);
}

/* Letters are counted as letters, in what they are and in each step. */
static void
test_letters_are_counted_as_letters (void)
{
  static const char text[] =
      "{\"body\":{\"content\":\"案内文\",\"kind\":\"letters\",\"media\":61,\"number\":\"L-1\",\"records\":61,\"track\":"
      "["
      "{\"at\":1746057600000,\"by\":\"a-012\",\"media\":60,\"person\":\"x\",\"what\":\"inspect\"}]},"
      "\"id\":\"0195eeb1-5a00-7abc-8def-0123456789ab\",\"kind\":\"handover\",\"state\":\"inspected\",\"version\":3}";
  g_autoptr (GPtrArray) people = read_all (person_text, 1);
  g_autoptr (MadoEntity) letters = paper_sample_read (text);
  g_autoptr (MadoManuscript) slip = mado_record_slip_write (letters, people, NULL, &heading);

  g_assert_true (says (slip, "61通") && says (slip, "60通"));
  g_assert_false (says (slip, "点"));
}

static void
test_the_notice_is_one_sheet_and_silent_on_the_content (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoManuscript) notice = mado_password_notice_write ("DVD-1", "Hm7#kP2x-Wq9T?uV4y@s", &heading, &error);

  g_assert_no_error (error);
  g_assert_true (says (notice, "DVD-1") && says (notice, "英大文字") && says (notice, "?"));
  g_assert_cmpuint (print ("notice", notice), ==, 1);
}

static void
test_a_password_that_cannot_be_typed_is_refused (void)
{
  static const char *const wrong[] = { "", "short1", "Hm7#kP2x Wq9T?uV4y", "ミホンミホンミホンミホン",
                                       "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddE" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (mado_password_notice_write ("DVD-1", wrong[i], &heading, &error));
    g_assert_error (error, MADO_DOCUMENTS_ERROR, MADO_DOCUMENTS_ERROR_REFUSED);
    g_assert_true (wrong[i][0] == '\0' || strstr (error->message, wrong[i]) == NULL);
  }
}

static void
test_the_report_has_all_of_the_ledger (void)
{
  static const MadoErasedPlace places[] = {
    { "端末 T-01", "申請データ一式", "暗号鍵の破棄", 1748584800000, "見本 太郎", "見本 次郎" },
  };
  g_autoptr (GPtrArray) people = read_all (person_text, 1);
  g_autoptr (GPtrArray) handovers = read_all (handover_text, 60);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  const MadoErasedRemains remains[] = { { "支給予定・支給決定", 3 } };
  const MadoErasedData data = { places, G_N_ELEMENTS (places), remains, G_N_ELEMENTS (remains) };
  g_autoptr (MadoManuscript) report = mado_erasure_report_write (handovers, &data, people, &heading, findings);

  g_assert_nonnull (report);
  g_assert_true (says (report, "裁断") && says (report, "立会 見本 次郎") && says (report, "暗号鍵の破棄"));
  g_assert_true (says (report, "管理簿の記録") && says (report, "3件が、消去した記録の管理用の番号を含む"));
  g_assert_cmpuint (print ("report", report), >, 2);
}

static void
test_nothing_is_reported_erased_while_a_medium_is_out (void)
{
  g_autoptr (GPtrArray) people = read_all (person_text, 1);
  g_autoptr (GPtrArray) handovers = read_all (handover_text, 2);
  g_autofree char *out = paper_sample_replace (handover_text, "\"closed\"", "\"carried\"");
  g_autoptr (MadoFindings) findings = mado_findings_new ();

  g_ptr_array_add (handovers, paper_sample_read (out));
  g_assert_null (mado_erasure_report_write (handovers, NULL, people, &heading, findings));
  g_assert_cmpuint (mado_findings_get_count (findings), ==, 1);
  g_assert_cmpstr (mado_findings_get (findings, 0)->code, ==, MADO_ERASURE_OPEN);
  g_assert_cmpstr (mado_findings_get (findings, 0)->field, ==, "DVD-1");
}

static const char *
find_cell (const MadoManuscript *manuscript, const char *id, guint row, guint column)
{
  for (guint i = 0; i < manuscript->blocks->len; i++) {
    const MadoBlock *block = g_ptr_array_index (manuscript->blocks, i);

    if (block->kind == MADO_BLOCK_TABLE && strcmp (block->id, id) == 0)
      return ((GStrv) g_ptr_array_index (block->rows, row))[column];
  }

  return NULL;
}

static void
test_the_transfer_sheet_has_both_totals (void)
{
  const MadoTransferFigures figures = {
    .file = "sofuri.txt",
    .batch = "支給予定データ（令和7年6月2日作成）",
    .way = "総合振込（全銀形式）",
    .day = "2025-06-10",
    .count = 18000,
    .sum = 1234567890,
    .count_read = 17999,
    .sum_read = 900,
    .n_warnings = 2,
    .digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  };
  g_autoptr (MadoManuscript) sheet = mado_transfer_sheet_write (&figures, &heading);

  g_assert_cmpstr (find_cell (sheet, "figures", 1, 1), ==, "18000件");
  g_assert_cmpstr (find_cell (sheet, "figures", 1, 2), ==, "1,234,567,890円");
  g_assert_cmpstr (find_cell (sheet, "figures", 2, 1), ==, "17999件");
  g_assert_cmpstr (find_cell (sheet, "figures", 2, 2), ==, "900円");
  g_assert_cmpstr (find_cell (sheet, "file", 2, 1), ==, "令和7年6月10日");
  g_assert_cmpuint (print ("transfer-sheet", sheet), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger-paper/the-slip-says-when-who-what-and-how-much",
                   test_the_slip_says_when_who_what_and_how_much);
  g_test_add_func ("/ledger-paper/letters-are-counted-as-letters", test_letters_are_counted_as_letters);
  g_test_add_func ("/ledger-paper/the-notice-is-one-sheet-and-silent-on-the-content",
                   test_the_notice_is_one_sheet_and_silent_on_the_content);
  g_test_add_func ("/ledger-paper/a-password-that-cannot-be-typed-is-refused",
                   test_a_password_that_cannot_be_typed_is_refused);
  g_test_add_func ("/ledger-paper/the-report-has-all-of-the-ledger", test_the_report_has_all_of_the_ledger);
  g_test_add_func ("/ledger-paper/nothing-is-reported-erased-while-a-medium-is-out",
                   test_nothing_is_reported_erased_while_a_medium_is_out);
  g_test_add_func ("/ledger/the-transfer-sheet-has-both-totals", test_the_transfer_sheet_has_both_totals);

  return g_test_run ();
}
