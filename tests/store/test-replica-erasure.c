/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is erased is in no table, page and log any more, and does not come back. Beside it: what else is kept here of an
 * entity, which goes with it. */

#include "mado-blob-cache.h"
#include "mado-erasure.h"
#include "mado-read-log.h"
#include "mado-row.h"
#include "mado-statement.h"
#include "mado-store-error.h"
#include "mado-typing.h"
#include "replica-service.h"
#include "replica-terminal.h"

#include <sqlcipher/sqlite3.h>
#include <string.h>

#include "mado-database-private.h"

#define NAME "例示 消子"
#define BLOB_SIZE 5000

static MadoInstant
at (gint64 second)
{
  return (MadoInstant) { second * G_USEC_PER_SEC };
}

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

/* Attachments that say whose they are, each other than the others. */
static GBytes *
make_blob (const char *name, char fill, MadoHash *out_hash)
{
  GString *text = g_string_new (name);

  while (text->len < BLOB_SIZE)
    g_string_append_c (text, fill);
  *out_hash = mado_hash_of (text->str, text->len);

  return g_string_free_to_bytes (text);
}

static gboolean
is_blob_here (ReplicaTerminal *self, const MadoHash *hash)
{
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (mado_blob_cache_find (self->database, hash, at (100), &bytes, NULL));

  return bytes != NULL;
}

/* --- what is kept ------------------------------------------------------------------------------------------------ */

static void
test_typing_survives_until_it_is_saved (ReplicaTerminal *self, gconstpointer data)
{
  g_autoptr (GBytes) first = bytes_of ("見本");
  g_autoptr (GBytes) second = bytes_of ("見本 花");
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GBytes) none = NULL;

  g_assert_true (mado_typing_keep (self->database, "inquiry", MADO_ID_NONE, first, at (1), NULL));
  g_assert_true (mado_typing_keep (self->database, "inquiry", MADO_ID_NONE, second, at (2), NULL));
  replica_terminal_restart (self);
  g_assert_true (mado_typing_find (self->database, "inquiry", &found, NULL));
  g_assert_true (g_bytes_equal (found, second));
  g_assert_true (mado_typing_forget (self->database, "inquiry", NULL));
  g_assert_true (mado_typing_find (self->database, "inquiry", &none, NULL));
  g_assert_null (none);
}

static void
look (ReplicaTerminal *self, MadoId id, const char *reason)
{
  const MadoReading reading = { .entity = id, .account = (char *) "a-01", .at = at (5), .reason = (char *) reason };

  g_assert_true (mado_read_log_add (self->database, &reading, NULL));
}

static void
test_reads_are_kept_until_the_service_has_them (ReplicaTerminal *self, gconstpointer data)
{
  MadoId id = replica_office_draw_id (self->office);
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  const MadoReading *reading;

  look (self, id, "照会");
  look (self, id, "審査");
  replica_terminal_restart (self);
  first = mado_read_log_list (self->database, 0, 1, NULL);
  reading = g_ptr_array_index (first, 0);
  g_assert_cmpint (mado_id_compare (reading->entity, id), ==, 0);
  g_assert_cmpstr (reading->account, ==, "a-01");
  g_assert_cmpstr (reading->reason, ==, "照会");
  g_assert_cmpint (reading->at.microseconds, ==, at (5).microseconds);
  g_assert_true (mado_read_log_forget (self->database, reading->number, NULL));
  rest = mado_read_log_list (self->database, 0, 10, NULL);
  g_assert_cmpuint (rest->len, ==, 1);
  g_assert_true (mado_read_log_forget (self->database, 2, NULL));
  look (self, id, "再度");
  g_ptr_array_unref (g_steal_pointer (&rest));
  rest = mado_read_log_list (self->database, 0, 10, NULL);
  g_assert_cmpint (((MadoReading *) g_ptr_array_index (rest, 0))->number, ==, 3);
}

static void
test_attachments_give_way_unless_pinned (ReplicaTerminal *self, gconstpointer data)
{
  MadoId id = replica_office_draw_id (self->office);
  MadoHash hashes[4];

  for (guint i = 0; i < G_N_ELEMENTS (hashes); i++) {
    g_autoptr (GBytes) bytes = make_blob ("", (char) ('a' + i), &hashes[i]);

    g_assert_true (mado_blob_cache_keep (self->database, id, &hashes[i], bytes, at (i), NULL));
  }
  g_assert_true (mado_blob_cache_pin (self->database, &hashes[0], TRUE, NULL));
  g_assert_true (is_blob_here (self, &hashes[1])); /* and was looked at last */
  g_assert_true (mado_blob_cache_shrink (self->database, 2 * BLOB_SIZE, NULL));
  g_assert_true (is_blob_here (self, &hashes[0]));
  g_assert_true (is_blob_here (self, &hashes[1]));
  g_assert_false (is_blob_here (self, &hashes[2]));
  g_assert_true (is_blob_here (self, &hashes[3]));
  g_assert_true (mado_blob_cache_shrink (self->database, 0, NULL));
  g_assert_true (is_blob_here (self, &hashes[0]));
  g_assert_false (is_blob_here (self, &hashes[3]));
}

static guint
count_blobs (ReplicaTerminal *self, MadoId id)
{
  g_autoptr (GArray) hashes = mado_blob_cache_list (self->database, id, NULL);

  return hashes->len;
}

/* The same paper may be of two cases; each has it, and no third. */
static void
test_attachments_are_listed_by_whose_they_are (ReplicaTerminal *self, gconstpointer data)
{
  MadoId one = replica_office_draw_id (self->office), other = replica_office_draw_id (self->office);
  MadoHash hashes[2];
  g_autoptr (GBytes) first = make_blob ("", 'a', &hashes[0]), second = make_blob ("", 'b', &hashes[1]);
  g_autoptr (GArray) listed = NULL;

  g_assert_true (mado_blob_cache_keep (self->database, one, &hashes[0], first, at (1), NULL));
  g_assert_true (mado_blob_cache_keep (self->database, one, &hashes[1], second, at (1), NULL));
  g_assert_true (mado_blob_cache_keep (self->database, other, &hashes[1], second, at (1), NULL));
  g_assert_cmpuint (count_blobs (self, one), ==, 2);
  g_assert_cmpuint (count_blobs (self, replica_office_draw_id (self->office)), ==, 0);
  listed = mado_blob_cache_list (self->database, other, NULL);
  g_assert_cmpuint (listed->len, ==, 1);
  g_assert_true (mado_hash_equals (&g_array_index (listed, MadoHash, 0), &hashes[1]));
}

static void
test_an_attachment_is_what_was_asked_for (ReplicaTerminal *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MadoHash hash;
  g_autoptr (GBytes) bytes = make_blob ("", 'a', &hash);
  g_autoptr (GBytes) other = bytes_of ("other");
  g_autoptr (GBytes) found = NULL;

  g_assert_false (
      mado_blob_cache_keep (self->database, replica_office_draw_id (self->office), &hash, other, at (1), &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED);
  g_assert_true (
      mado_blob_cache_keep (self->database, replica_office_draw_id (self->office), &hash, bytes, at (1), NULL));
  g_assert_true (mado_blob_cache_find (self->database, &hash, at (2), &found, NULL));
  g_assert_true (g_bytes_equal (found, bytes));
}

/* --- erasure ----------------------------------------------------------------------------------------------------- */

/* All pages of the file, decrypted. */
static GBytes *
dump (MadoDatabase *database)
{
  sqlite3_int64 size = 0;
  guint8 *pages = sqlite3_serialize (database->connection, "main", &size, 0);
  GBytes *copy;

  g_assert_nonnull (pages);
  copy = g_bytes_new (pages, (gsize) size);
  sqlite3_free (pages);

  return copy;
}

static gboolean
contains (MadoDatabase *database, const char *needle)
{
  g_autoptr (GBytes) pages = dump (database);
  gsize size = 0;
  gconstpointer start = g_bytes_get_data (pages, &size);

  return memmem (start, size, needle, strlen (needle)) != NULL;
}

static gsize
measure_log (const StoreSample *sample)
{
  g_autofree char *path = store_sample_name (sample, ".db-wal");
  g_autofree char *content = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));

  return size;
}

/* An inquiry with everything there can be of it, and the name in all of it. */
static MadoId
fill (ReplicaTerminal *self, MadoHash *out_hash)
{
  g_autoptr (MadoOperation) inquiry = replica_office_log (self->office, NAME);
  MadoId id = mado_operation_get_header (inquiry)->entity;
  g_autoptr (GBytes) typed = bytes_of (NAME);
  g_autoptr (GBytes) blob = make_blob (NAME, 'x', out_hash);

  replica_terminal_save (self, inquiry);
  for (guint i = 0; i < 30; i++) {
    g_autoptr (MadoOperation) answer = replica_office_answer (self->office, id, NAME, MADO_ID_NONE);

    replica_terminal_save (self, answer);
  }
  g_assert_true (mado_typing_keep (self->database, "answer", id, typed, at (1), NULL));
  g_assert_true (mado_blob_cache_keep (self->database, id, out_hash, blob, at (1), NULL));
  look (self, id, NAME);

  return id;
}

static MadoHash
hash_shown (ReplicaTerminal *self, MadoId id)
{
  g_auto (MadoRow) row = { 0 };
  GBytes *text;

  g_assert_true (mado_row_find (self->database, id, &row, NULL));
  text = mado_entity_get_text (row.entity);

  return mado_hash_of (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
}

static void
test_nothing_is_left_of_what_is_erased (ReplicaTerminal *self, gconstpointer data)
{
  MadoHash hash;
  MadoId id = fill (self, &hash);
  g_autoptr (MadoOperation) other = replica_office_log (self->office, "ほかの人");
  g_autoptr (MadoErasure) erasure = NULL;
  g_autoptr (GError) error = NULL;
  MadoHash last;

  replica_terminal_save (self, other);
  last = hash_shown (self, id);
  g_assert_true (contains (self->database, NAME));
  mado_replica_erase (self->replica, id, "保存期間満了", at (9), &error);
  g_assert_no_error (error);
  g_assert_false (contains (self->database, NAME));
  g_assert_true (contains (self->database, "ほかの人"));
  g_assert_cmpuint (measure_log (&self->sample), <, 20000); /* the note that it was done, and nothing before it */
  replica_terminal_assert_sound (self);
  g_assert_cmpint (replica_terminal_get_version (self, id), ==, 0);
  g_assert_false (is_blob_here (self, &hash));

  replica_terminal_restart (self);
  g_assert_true (mado_erasure_find (self->database, id, &erasure, NULL));
  g_assert_cmpstr (erasure->reason, ==, "保存期間満了");
  g_assert_true (mado_hash_equals (&erasure->hash, &last));
  g_assert_cmpint (erasure->at.microseconds, ==, at (9).microseconds);
  g_assert_cmpuint (replica_terminal_count (self, MADO_JOURNAL_SAVED), ==, 32); /* their hashes stay, in the chain */
  g_assert_true (mado_replica_erase (self->replica, id, "また", at (10), NULL));
}

static void
test_what_is_erased_does_not_come_back (ReplicaTerminal *self, gconstpointer data)
{
  MadoHash hash;
  MadoId id = fill (self, &hash);
  g_autoptr (MadoOperation) answer = replica_office_answer (self->office, id, NAME, MADO_ID_NONE);
  g_autoptr (GBytes) typed = bytes_of (NAME);
  g_autoptr (GBytes) blob = make_blob (NAME, 'x', &hash);
  g_autoptr (MadoPushRequest) request = mado_push_request_new ();
  g_autoptr (MadoPushReply) receipt = NULL;
  g_autoptr (ReplicaService) service = replica_service_new (self->office->programme);
  g_autoptr (GError) saved = NULL, kept = NULL;
  const MadoHelloReply hello = { .epoch = REPLICA_SERVICE_EPOCH };

  g_assert_true (mado_replica_list_unsent (self->replica, at (1), request, NULL));
  g_array_set_size (request->operations, 1); /* which the service has had all along */
  receipt = replica_service_push (service, request, &self->office->person, at (1));
  g_assert_nonnull (receipt);
  g_assert_true (mado_replica_erase (self->replica, id, "保存期間満了", at (9), NULL));
  g_assert_false (replica_office_save (self->office, self->replica, answer, &saved));
  g_assert_error (saved, MADO_STORE_ERROR, MADO_STORE_ERROR_ERASED);
  g_assert_true (mado_typing_keep (self->database, "answer", id, typed, at (1), NULL));
  g_assert_false (mado_blob_cache_keep (self->database, id, &hash, blob, at (1), &kept));
  g_assert_error (kept, MADO_STORE_ERROR, MADO_STORE_ERROR_ERASED);

  g_assert_true (mado_replica_begin_loading (self->replica, &hello, NULL));
  g_assert_true (replica_service_load (service, self->replica, &self->office->person, NULL));
  g_assert_true (mado_replica_finish_loading (self->replica, NULL));
  g_assert_true (replica_service_tell (service, self->replica, &self->office->person, 0, 10, NULL));
  replica_terminal_assert_sound (self);
  g_assert_cmpint (replica_terminal_get_version (self, id), ==, 0);
  g_assert_false (contains (self->database, NAME));
}

/* The service says of a case that a place of the paper with that hash was covered. */
static void
load_covered (ReplicaTerminal *self, MadoId id, const MadoHash *hash)
{
  const MadoLogPlace head = { 1, *hash };
  const MadoHelloReply hello = { .epoch = REPLICA_SERVICE_EPOCH, .head = head };
  g_autoptr (MadoRowsReply) reply = mado_rows_reply_new ();
  g_autofree char *hex = mado_hash_to_hex (hash);
  char written[MADO_ID_TEXT_SIZE];
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  MadoServiceRow row = { .id = id, .seq = 1, .gone = MADO_GONE_NOT };

  mado_id_to_text (id, written);
  text = g_strdup_printf ("{\"body\":{\"covered\":[{\"at\":1,\"by\":\"a-01\",\"was\":\"%s\"}]},\"id\":\"%s\","
                          "\"kind\":\"case\",\"state\":\"received\",\"version\":1}",
                          hex, written);
  row.entity = mado_entity_read (text, strlen (text), &error);
  g_assert_no_error (error);
  reply->epoch = REPLICA_SERVICE_EPOCH;
  reply->head = head;
  g_array_append_val (reply->rows, row);
  g_assert_true (mado_replica_begin_loading (self->replica, &hello, NULL));
  mado_replica_load_rows (self->replica, reply, &error);
  g_assert_no_error (error);
  g_assert_true (mado_replica_finish_loading (self->replica, NULL));
}

static void
test_what_was_covered_goes (ReplicaTerminal *self, gconstpointer data)
{
  const MadoId id = replica_office_draw_id (self->office);
  MadoHash hash, unseen;
  g_autoptr (GBytes) blob = make_blob (NAME, 'x', &hash);
  g_autoptr (GBytes) other = make_blob ("ほかの書類", 'y', &unseen);
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_blob_cache_keep (self->database, id, &hash, blob, at (1), NULL));
  g_assert_true (mado_blob_cache_keep (self->database, id, &unseen, other, at (1), NULL));
  g_assert_true (contains (self->database, NAME));
  load_covered (self, id, &hash);
  g_assert_cmpuint (measure_log (&self->sample), <, 20000); /* the note that it was done, and nothing before it */
  g_assert_false (is_blob_here (self, &hash));
  g_assert_true (is_blob_here (self, &unseen));
  g_assert_false (contains (self->database, NAME));
  g_assert_false (mado_blob_cache_keep (self->database, id, &hash, blob, at (1), &error)); /* it was on its way */
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_ERASED);
  replica_terminal_assert_sound (self);
}

static void
test_what_was_covered_stays_where_others_have_it (ReplicaTerminal *self, gconstpointer data)
{
  const MadoId id = replica_office_draw_id (self->office), other = replica_office_draw_id (self->office);
  MadoHash hash;
  g_autoptr (GBytes) blob = make_blob (NAME, 'x', &hash);

  g_assert_true (mado_blob_cache_keep (self->database, id, &hash, blob, at (1), NULL));
  g_assert_true (mado_blob_cache_keep (self->database, other, &hash, blob, at (1), NULL));
  load_covered (self, id, &hash);
  g_assert_true (is_blob_here (self, &hash));
  g_assert_cmpuint (count_blobs (self, id), ==, 0);
  g_assert_cmpuint (count_blobs (self, other), ==, 1);
}

static void
test_an_attachment_stays_while_others_have_it (ReplicaTerminal *self, gconstpointer data)
{
  MadoHash hash;
  MadoId id = fill (self, &hash);
  MadoId other = replica_office_draw_id (self->office);
  g_autoptr (GBytes) blob = make_blob (NAME, 'x', &hash);

  g_assert_true (mado_blob_cache_keep (self->database, other, &hash, blob, at (1), NULL));
  g_assert_true (mado_replica_erase (self->replica, id, "保存期間満了", at (9), NULL));
  g_assert_true (is_blob_here (self, &hash));
  g_assert_true (mado_replica_erase (self->replica, other, "保存期間満了", at (9), NULL));
  g_assert_false (is_blob_here (self, &hash));
}

static void
test_what_the_erased_did_to_others_goes_with_it (ReplicaTerminal *self, gconstpointer data)
{
  g_autoptr (MadoOperation) medium = replica_office_hand_over (self->office, MADO_ID_NONE);
  MadoId id = mado_operation_get_header (medium)->entity;
  g_autoptr (MadoOperation) notice = replica_office_hand_over (self->office, id);

  replica_terminal_save (self, medium);
  replica_terminal_save (self, notice);
  g_assert_cmpint (replica_terminal_get_version (self, id), ==, 2);
  g_assert_true (
      mado_replica_erase (self->replica, mado_operation_get_header (notice)->entity, "保存期間満了", at (9), NULL));
  g_assert_cmpint (replica_terminal_get_version (self, id), ==, 1);
  replica_terminal_assert_sound (self);
}

/* Whether the service has it still, the service says. */
static void
test_pending_work_about_the_erased_is_left_to_the_service (ReplicaTerminal *self, gconstpointer data)
{
  const ReplicaApplication application = { "0000000001", "見本 花子", "1995-05-05", "船大工" };
  g_autoptr (MadoOperation) reception = replica_office_receive (self->office, &application);
  MadoId id = mado_operation_get_header (reception)->entity;
  g_autoptr (MadoOperation) inquiry = replica_office_log_about (self->office, id);
  g_autoptr (GPtrArray) refused = NULL;

  replica_terminal_save (self, reception);
  replica_terminal_save (self, inquiry);
  g_assert_true (mado_replica_erase (self->replica, id, "保存期間満了", at (9), NULL));
  g_assert_cmpint (replica_terminal_get_version (self, mado_operation_get_header (inquiry)->entity), ==, 1);
  refused = mado_journal_list_refused (self->database, NULL);
  g_assert_cmpuint (refused->len, ==, 0);
  replica_terminal_assert_sound (self);
}

/* The log cannot be emptied while somebody reads; it is made up for. */
static void
test_a_reader_delays_it (ReplicaTerminal *self, gconstpointer data)
{
  MadoHash hash;
  MadoId id = fill (self, &hash);
  g_autoptr (MadoDatabase) reader = mado_database_open_reader (self->database, 0, NULL);
  MadoStatement *statement = mado_statement_take (reader, "SELECT id FROM entity");
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_statement_step (statement));
  g_assert_false (mado_replica_erase (self->replica, id, "保存期間満了", at (9), &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_IN_USE);
  g_assert_cmpint (replica_terminal_get_version (self, id), ==, 0);
  mado_statement_give_back (statement);
  g_clear_pointer (&reader, mado_database_free);
  g_assert_cmpuint (measure_log (&self->sample), >, 20000);
  replica_terminal_restart (self);
  g_assert_cmpuint (measure_log (&self->sample), <, 20000);
  g_assert_false (contains (self->database, NAME));
}

/* --- what is not for whoever works here --------------------------------------------------------------------------- */

#define OCCUPATION "船大工の棟梁"

static void
load_as (ReplicaTerminal *self, ReplicaService *service, const char *const *roles)
{
  const MadoPerson person = { self->office->person.account, roles };
  const MadoHelloReply hello = replica_service_greet (service, self->replica);
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_replica_begin_loading (self->replica, &hello, NULL));
  replica_service_load (service, self->replica, &person, &error);
  g_assert_no_error (error);
  g_assert_true (mado_replica_finish_loading (self->replica, NULL));
}

/* Whoever prints gets the name for the envelope; and of what a verifier had here before nothing stays. */
static void
test_what_a_role_may_not_see_is_not_in_the_file (ReplicaTerminal *self, gconstpointer data)
{
  static const char *const verifier[] = { "verifier", NULL };
  static const char *const printer[] = { "print", NULL };
  const ReplicaApplication application = { "0000000001", NAME, "1997-01-01", OCCUPATION };
  g_autoptr (ReplicaService) service = replica_service_new (self->office->programme);
  g_autoptr (MadoOperation) reception = replica_office_receive (self->office, &application);
  g_autoptr (MadoOutcome) outcome =
      replica_service_try (service, reception, &self->office->person, replica_office_get_now (self->office));

  g_assert_cmpuint (outcome->entities->len, ==, 1);
  replica_service_say (service, mado_operation_get_header (reception)->entity,
                       g_ptr_array_index (outcome->entities, 0));
  load_as (self, service, printer);
  g_assert_true (contains (self->database, NAME));
  g_assert_false (contains (self->database, OCCUPATION));
  load_as (self, service, verifier);
  g_assert_true (contains (self->database, OCCUPATION));
  load_as (self, service, printer);
  g_assert_true (contains (self->database, NAME));
  g_assert_false (contains (self->database, OCCUPATION));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  replica_terminal_add ("/replica-erasure/typing-survives-until-it-is-saved", test_typing_survives_until_it_is_saved);
  replica_terminal_add ("/replica-erasure/reads-are-kept-until-the-service-has-them",
                        test_reads_are_kept_until_the_service_has_them);
  replica_terminal_add ("/replica-erasure/attachments-give-way-unless-pinned", test_attachments_give_way_unless_pinned);
  replica_terminal_add ("/replica-erasure/attachments-are-listed-by-whose-they-are",
                        test_attachments_are_listed_by_whose_they_are);
  replica_terminal_add ("/replica-erasure/an-attachment-is-what-was-asked-for",
                        test_an_attachment_is_what_was_asked_for);
  replica_terminal_add ("/replica-erasure/nothing-is-left-of-what-is-erased", test_nothing_is_left_of_what_is_erased);
  replica_terminal_add ("/replica-erasure/what-is-erased-does-not-come-back", test_what_is_erased_does_not_come_back);
  replica_terminal_add ("/replica-erasure/an-attachment-stays-while-others-have-it",
                        test_an_attachment_stays_while_others_have_it);
  replica_terminal_add ("/replica-erasure/what-was-covered-goes", test_what_was_covered_goes);
  replica_terminal_add ("/replica-erasure/what-was-covered-stays-where-others-have-it",
                        test_what_was_covered_stays_where_others_have_it);
  replica_terminal_add ("/replica-erasure/what-the-erased-did-to-others-goes-with-it",
                        test_what_the_erased_did_to_others_goes_with_it);
  replica_terminal_add ("/replica-erasure/pending-work-about-the-erased-is-left-to-the-service",
                        test_pending_work_about_the_erased_is_left_to_the_service);
  replica_terminal_add ("/replica-erasure/a-reader-delays-it", test_a_reader_delays_it);
  replica_terminal_add ("/replica-erasure/what-a-role-may-not-see-is-not-in-the-file",
                        test_what_a_role_may_not_see_is_not_in_the_file);

  return g_test_run ();
}
