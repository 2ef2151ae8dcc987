/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a profile keeps of files that were taken in: rows that stand for themselves, the file until its time is over,
 * and what stands beside the cases. */

#include <string.h>

#include "mado-erasure.h"
#include "mado-import.h"
#include "mado-kept-attachment.h"
#include "mado-receipt-index.h"
#include "mado-receipt.h"
#include "mado-reference.h"
#include "mado-statement.h"
#include "mado-store-error.h"
#include "mado-take-in.h"
#include "replica-terminal.h"

static const char file_text[] = "受付番号,氏名\n1,見本 花子\n2,見本 太郎\n";

static GBytes *
make_bytes (const char *text)
{
  return g_bytes_new_static (text, strlen (text));
}

static MadoHash
hash_text (const char *text)
{
  return mado_hash_of (text, strlen (text));
}

static MadoImport
make_import (ReplicaTerminal *self, const char *map, const char *text)
{
  return (MadoImport) {
    .id = replica_office_draw_id (self->office),
    .map = (char *) map,
    .name = (char *) "6月.csv",
    .hash = hash_text (text),
    .at = replica_office_get_now (self->office),
    .account = (char *) "a-01",
    .n_rows = 2,
  };
}

static MadoId
begin (ReplicaTerminal *self, const char *map, const char *text)
{
  const MadoImport import = make_import (self, map, text);
  g_autoptr (GBytes) bytes = make_bytes (text);
  g_autoptr (GError) error = NULL;

  mado_import_begin (self->database, &import, bytes, &error);
  g_assert_no_error (error);

  return import.id;
}

static MadoTakenRow
make_row (ReplicaTerminal *self, guint64 row, const char *receipt)
{
  const ReplicaApplication application = { receipt, "見本 花子", "1995-05-05", "船大工" };

  return (MadoTakenRow) { row, hash_text (receipt), replica_office_receive (self->office, &application) };
}

static GPtrArray *
take_in (ReplicaTerminal *self, MadoId import, const MadoTakenRow *rows, guint n_rows)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *outcomes =
      mado_replica_take_in (self->replica, import, rows, n_rows, replica_office_get_now (self->office), &error);

  g_assert_no_error (error);

  return outcomes;
}

static MadoId
find_holder (ReplicaTerminal *self, const char *receipt)
{
  g_autofree char *claim = mado_receipt_claim (self->office->programme, receipt);
  MadoId holder = MADO_ID_NONE;

  g_assert_true (mado_receipt_find_holder (self->database, claim, &holder, NULL));

  return holder;
}

static gboolean
has_blob (ReplicaTerminal *self, const char *text)
{
  MadoHash hash = hash_text (text);
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (mado_blob_cache_find (self->database, &hash, replica_office_get_now (self->office), &bytes, NULL));

  return bytes != NULL;
}

static gboolean
knows (ReplicaTerminal *self, MadoId entity, const char *said)
{
  MadoHash content = hash_text (said);
  gboolean is_known = FALSE;

  g_assert_true (mado_import_knows (self->database, entity, &content, &is_known, NULL));

  return is_known;
}

/* The second is refused, and its neighbours are there all the same. */
static void
test_each_row_stands_for_itself (ReplicaTerminal *self, gconstpointer data)
{
  MadoId import = begin (self, "logo", file_text);
  const MadoTakenRow rows[] = { make_row (self, 2, "0000000001"), make_row (self, 3, "0000000001"),
                                make_row (self, 4, "0000000002") };
  g_autoptr (GPtrArray) outcomes = take_in (self, import, rows, G_N_ELEMENTS (rows));
  g_autoptr (MadoImport) found = NULL;
  MadoHash hash = hash_text (file_text);

  g_assert_cmpint (((MadoOutcome *) outcomes->pdata[0])->kind, ==, MADO_OUTCOME_APPLIED);
  g_assert_cmpstr (((MadoOutcome *) outcomes->pdata[1])->refusal->code, ==, MADO_REFUSAL_CLAIM_HELD);
  g_assert_cmpint (((MadoOutcome *) outcomes->pdata[2])->kind, ==, MADO_OUTCOME_APPLIED);
  g_assert_cmpuint (replica_terminal_count (self, MADO_JOURNAL_SAVED), ==, 2);
  g_assert_true (mado_import_find (self->database, &hash, "logo", &found, NULL));
  g_assert_cmpint (found->n_taken, ==, 2);
  g_assert_false (found->is_done);
  g_assert_true (mado_import_finish (self->database, import, NULL));
  replica_terminal_restart (self);
  g_assert_cmpint (
      mado_id_compare (find_holder (self, "0000000001"), mado_operation_get_header (rows[0].operation)->entity), ==, 0);
  g_assert_true (knows (self, find_holder (self, "0000000002"), "0000000002"));
  g_assert_false (knows (self, find_holder (self, "0000000002"), "0000000001"));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    mado_operation_unref (rows[i].operation);
}

static void
test_a_receipt_number_goes_with_its_case (ReplicaTerminal *self, gconstpointer data)
{
  const ReplicaApplication application = { "0000000001", "見本 花子", "1995-05-05", "船大工" };
  g_autoptr (MadoOperation) operation = replica_office_receive (self->office, &application);
  g_autoptr (GPtrArray) operations = g_ptr_array_new ();
  g_autoptr (GPtrArray) outcomes = NULL;
  MadoInstant now = replica_office_get_now (self->office);

  g_ptr_array_add (operations, operation);
  outcomes = mado_replica_save (self->replica, operations, now,
                                (MadoInstant) { now.microseconds + 20 * G_USEC_PER_SEC }, NULL);
  g_assert_nonnull (outcomes);
  g_assert_true (mado_id_is_valid (find_holder (self, "0000000001")));
  g_assert_true (mado_replica_withdraw (self->replica, mado_operation_get_header (operation)->id, now, NULL));
  g_assert_false (mado_id_is_valid (find_holder (self, "0000000001")));
}

/* Whoever is erased is in no file either, and the log still says that there was one. */
static void
test_erasing_a_case_takes_the_file_it_came_from (ReplicaTerminal *self, gconstpointer data)
{
  MadoId import = begin (self, "logo", file_text);
  const MadoTakenRow row = make_row (self, 2, "0000000001");
  g_autoptr (MadoOperation) operation = row.operation;
  g_autoptr (GPtrArray) outcomes = take_in (self, import, &row, 1);
  MadoId entity = find_holder (self, "0000000001");
  const MadoKeptAttachment attachment = {
    .blob = { entity, hash_text ("picture"), make_bytes ("picture") },
    .name = (char *) "1.png",
    .type = (char *) "image/png",
  };
  g_autoptr (GPtrArray) imports = NULL, attachments = NULL;

  g_assert_true (
      mado_kept_attachments_add (self->database, &attachment, 1, replica_office_get_now (self->office), NULL));
  g_assert_true (mado_blob_cache_shrink (self->database, 0, NULL));
  g_assert_true (has_blob (self, file_text) && has_blob (self, "picture"));
  g_assert_true (
      mado_replica_erase (self->replica, entity, "保存期間満了", replica_office_get_now (self->office), NULL));
  g_assert_false (has_blob (self, file_text));
  g_assert_false (has_blob (self, "picture"));
  g_assert_false (knows (self, entity, "0000000001"));
  imports = mado_import_list (self->database, NULL);
  g_assert_cmpuint (imports->len, ==, 1);
  g_assert_cmpint (((MadoImport *) imports->pdata[0])->n_rows, ==, 2);
  attachments = mado_kept_attachment_list (self->database, entity, NULL);
  g_assert_cmpuint (attachments->len, ==, 0);
  g_bytes_unref (attachment.blob.bytes);
}

static void
test_a_file_is_one_import_with_a_map (ReplicaTerminal *self, gconstpointer data)
{
  const MadoImport again = make_import (self, "logo", file_text);
  g_autoptr (GBytes) bytes = make_bytes (file_text);
  g_autoptr (GError) error = NULL;

  (void) begin (self, "logo", file_text);
  (void) begin (self, "other", file_text);
  g_assert_false (mado_import_begin (self->database, &again, bytes, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CONSTRAINT);
}

static void
test_a_file_of_two_maps_goes_with_the_last (ReplicaTerminal *self, gconstpointer data)
{
  MadoId first = begin (self, "logo", file_text), second = begin (self, "other", file_text);

  g_assert_true (mado_import_forget_file (self->database, first, NULL));
  g_assert_true (has_blob (self, file_text));
  g_assert_true (mado_import_forget_file (self->database, second, NULL));
  g_assert_false (has_blob (self, file_text));
}

static guint
count_references (ReplicaTerminal *self, const char *map, const char *key)
{
  g_autoptr (GPtrArray) rows = mado_reference_list (self->database, map, key, NULL);

  return rows->len;
}

static MadoId
keep_reference (ReplicaTerminal *self, const char *list, const char *key, const char *text)
{
  g_autoptr (GBytes) bytes = make_bytes (text);
  MadoReference reference = { .import = begin (self, "residents", list), .row = 2, .key = key, .text = bytes };

  g_assert_true (mado_references_keep (self->database, &reference, 1, NULL));

  return reference.import;
}

/* Half a list is no list, and an old one is not looked into any more. */
static void
test_the_newest_whole_list_is_looked_into (ReplicaTerminal *self, gconstpointer data)
{
  MadoId first = keep_reference (self, "list 1", "見本花子", "{\"items\":{}}");
  MadoId second;

  g_assert_cmpuint (count_references (self, "residents", "見本花子"), ==, 0);
  g_assert_true (mado_import_finish (self->database, first, NULL));
  g_assert_cmpuint (count_references (self, "residents", "見本花子"), ==, 1);
  g_assert_cmpuint (count_references (self, "residents", "見本太郎"), ==, 0);
  g_assert_cmpuint (count_references (self, "others", "見本花子"), ==, 0);
  second = keep_reference (self, "list 2", "見本太郎", "{\"items\":{}}");
  g_assert_cmpuint (count_references (self, "residents", "見本花子"), ==, 1);
  g_assert_true (mado_import_finish (self->database, second, NULL));
  g_assert_cmpuint (count_references (self, "residents", "見本花子"), ==, 0);
  g_assert_cmpuint (count_references (self, "residents", "見本太郎"), ==, 1);
  g_assert_true (mado_import_forget_file (self->database, second, NULL));
  g_assert_cmpuint (count_references (self, "residents", "見本太郎"), ==, 0);
  g_assert_false (has_blob (self, "list 2"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  replica_terminal_add ("/import/each-row-stands-for-itself", test_each_row_stands_for_itself);
  replica_terminal_add ("/import/a-receipt-number-goes-with-its-case", test_a_receipt_number_goes_with_its_case);
  replica_terminal_add ("/import/erasing-a-case-takes-the-file-it-came-from",
                        test_erasing_a_case_takes_the_file_it_came_from);
  replica_terminal_add ("/import/a-file-is-one-import-with-a-map", test_a_file_is_one_import_with_a_map);
  replica_terminal_add ("/import/a-file-of-two-maps-goes-with-the-last", test_a_file_of_two_maps_goes_with_the_last);
  replica_terminal_add ("/import/the-newest-whole-list-is-looked-into", test_the_newest_whole_list_is_looked_into);

  return g_test_run ();
}
