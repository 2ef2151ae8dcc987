/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What opens the kept profiles, what was put into each, and what is to be found there for ever. */

#include "schema-file.h"

#include <string.h>

#include "mado-blob-cache.h"
#include "mado-erasure.h"
#include "mado-import.h"
#include "mado-read-log.h"
#include "mado-row.h"
#include "mado-search.h"
#include "mado-settings.h"
#include "mado-typing.h"
#include "replica-service.h"

static const char draft[] = "お電話で確認";
static const char picture[] = "a picture of a passbook";
static const char file[] = "the export of a form";

/* Made-up secrets, of no use to anybody. */
static MadoSecret *
make_share (guint8 byte)
{
  MadoSecret *share = mado_secret_new (MADO_KEY_SHARE_SIZE);

  memset (mado_secret_get_bytes (share), byte, MADO_KEY_SHARE_SIZE);

  return share;
}

/**
 * schema_file_use:
 * @sample: a sample that takes the name and the keys of the kept profiles
 */
void
schema_file_use (StoreSample *sample)
{
  mado_secret_free (sample->terminal_share);
  mado_secret_free (sample->service_share);
  sample->terminal_share = make_share (0x11);
  sample->service_share = make_share (0x22);
  sample->shares.terminal_share = sample->terminal_share;
  sample->shares.service_share = sample->service_share;
  sample->profile.id = mado_id_from_text ("01900000-0000-7000-8000-000000000001");
  sample->profile.device = mado_id_from_text ("01900000-0000-7000-8000-000000000002");
}

#define VERSION_WITH_SIGHT 6
#define VERSION_WITH_IMPORTS 7

/* What the rows were cut for; zeros where the file does not say: the service then has them loaded anew. */
static MadoHash
get_sight (guint version)
{
  return version < VERSION_WITH_SIGHT ? (MadoHash) { 0 } : mado_hash_of (draft, strlen (draft));
}

static MadoInstant
get_now (const ReplicaTerminal *terminal)
{
  return replica_office_get_now (terminal->office);
}

static MadoId
save (ReplicaTerminal *terminal, MadoOperation *operation, gint64 seconds)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);
  const MadoInstant hold_until = { get_now (terminal).microseconds + seconds * G_USEC_PER_SEC };
  g_autoptr (GPtrArray) outcomes = NULL;

  g_ptr_array_add (operations, operation);
  outcomes = mado_replica_save (terminal->replica, operations, get_now (terminal), hold_until, NULL);
  g_assert_nonnull (outcomes);

  return mado_operation_get_header (operation)->id;
}

static MadoId
get_entity (ReplicaTerminal *terminal, gint64 dseq)
{
  g_autoptr (GPtrArray) entries = mado_journal_list (terminal->database, dseq - 1, 1, NULL);

  return ((const MadoJournalEntry *) g_ptr_array_index (entries, 0))->entity;
}

/* The first two go to the service and come back. */
static void
meet_service (ReplicaTerminal *terminal)
{
  g_autoptr (ReplicaService) service = replica_service_new (terminal->office->programme);
  MadoHelloReply hello = replica_service_greet (service, terminal->replica);

  hello.sight = get_sight (VERSION_WITH_SIGHT);
  g_assert_true (mado_replica_begin_loading (terminal->replica, &hello, NULL));
  g_assert_true (mado_replica_finish_loading (terminal->replica, NULL));
  replica_service_receive (service, terminal->replica, &terminal->office->person, get_now (terminal));
  g_assert_true (replica_service_tell (service, terminal->replica, &terminal->office->person, 0, 2, NULL));
}

static void
keep_import (ReplicaTerminal *terminal)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (file, strlen (file));
  const MadoImport import = {
    .id = replica_office_draw_id (terminal->office),
    .map = (char *) "logo-2025-04",
    .name = (char *) "6月.csv",
    .hash = mado_hash_of (file, strlen (file)),
    .at = get_now (terminal),
    .account = (char *) "a-01",
    .n_rows = 12,
  };

  g_assert_true (mado_import_begin (terminal->database, &import, bytes, NULL));
  g_assert_true (mado_import_finish (terminal->database, import.id, NULL));
}

static void
keep_beside (ReplicaTerminal *terminal)
{
  g_autoptr (GBytes) typed = g_bytes_new_static (draft, strlen (draft));
  g_autoptr (GBytes) bytes = g_bytes_new_static (picture, strlen (picture));
  MadoHash hash = mado_hash_of (picture, strlen (picture));
  const MadoReading reading = { .entity = get_entity (terminal, 1),
                                .account = (char *) "a-01",
                                .at = get_now (terminal),
                                .reason = (char *) "問合せ" };

  g_assert_true (mado_settings_save (terminal->database, "color", "blue", NULL));
  g_assert_true (
      mado_typing_keep (terminal->database, "answer", get_entity (terminal, 1), typed, get_now (terminal), NULL));
  g_assert_true (mado_read_log_add (terminal->database, &reading, NULL));
  g_assert_true (
      mado_blob_cache_keep (terminal->database, get_entity (terminal, 2), &hash, bytes, get_now (terminal), NULL));
}

/**
 * schema_file_fill:
 * @terminal: a terminal with an empty file of the newest version
 *
 * Does a bit of everything.
 */
void
schema_file_fill (ReplicaTerminal *terminal)
{
  const ReplicaApplication application = { "0000000001", "見本 花子", "1995-05-05", "船大工" };
  MadoId withdrawn;

  (void) save (terminal, replica_office_log (terminal->office, "いつ"), 0);
  (void) save (terminal, replica_office_receive (terminal->office, &application), 0);
  meet_service (terminal);
  withdrawn = save (terminal, replica_office_log (terminal->office, "なぜ"), 30);
  g_assert_true (mado_replica_withdraw (terminal->replica, withdrawn, get_now (terminal), NULL));
  (void) save (terminal, replica_office_log (terminal->office, "どこ"), 0);
  g_assert_true (
      mado_replica_erase (terminal->replica, get_entity (terminal, 5), "保存期間満了", get_now (terminal), NULL));
  (void) save (terminal, replica_office_answer (terminal->office, get_entity (terminal, 1), "来月です", MADO_ID_NONE),
               0);
  keep_beside (terminal);
  keep_import (terminal);
}

static void
assert_journal (ReplicaTerminal *terminal)
{
  static const guint expected[MADO_JOURNAL_N_STATES] = {
    [MADO_JOURNAL_SAVED] = 3, [MADO_JOURNAL_APPLIED] = 2, [MADO_JOURNAL_WITHDRAWN] = 1
  };
  guint counts[MADO_JOURNAL_N_STATES];

  g_assert_true (mado_journal_count (terminal->database, counts, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    g_assert_cmpuint (counts[i], ==, expected[i]);
  g_assert_cmpstr (replica_office_check (terminal->office, terminal->database), ==, NULL);
}

static void
assert_beside (ReplicaTerminal *terminal)
{
  MadoHash hash = mado_hash_of (picture, strlen (picture));
  g_autoptr (GBytes) typed = NULL, bytes = NULL;
  g_autoptr (GPtrArray) readings = mado_read_log_list (terminal->database, 0, 10, NULL);
  g_autoptr (MadoErasure) erasure = NULL;

  g_assert_true (mado_typing_find (terminal->database, "answer", &typed, NULL));
  g_assert_cmpmem (g_bytes_get_data (typed, NULL), g_bytes_get_size (typed), draft, strlen (draft));
  g_assert_true (mado_blob_cache_find (terminal->database, &hash, get_now (terminal), &bytes, NULL));
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), picture, strlen (picture));
  g_assert_cmpuint (readings->len, ==, 1);
  g_assert_cmpstr (((const MadoReading *) g_ptr_array_index (readings, 0))->reason, ==, "問合せ");
  g_assert_true (mado_erasure_find (terminal->database, get_entity (terminal, 5), &erasure, NULL));
  g_assert_cmpstr (erasure->reason, ==, "保存期間満了");
}

static void
assert_import (ReplicaTerminal *terminal)
{
  MadoHash hash = mado_hash_of (file, strlen (file));
  g_autoptr (MadoImport) import = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (mado_import_find (terminal->database, &hash, "logo-2025-04", &import, NULL));
  g_assert_cmpint (import->n_rows, ==, 12);
  g_assert_true (import->is_done);
  g_assert_true (mado_blob_cache_find (terminal->database, &hash, get_now (terminal), &bytes, NULL));
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), file, strlen (file));
}

static guint
count_found (ReplicaTerminal *terminal, const char *typed)
{
  g_autoptr (GArray) hits =
      mado_search_load_page (terminal->database, terminal->office->programme, typed, NULL, 10, NULL);

  return hits->len;
}

/**
 * schema_file_assert_content:
 * @terminal: a terminal with a kept file, migrated
 * @version: that the file had
 */
void
schema_file_assert_content (ReplicaTerminal *terminal, guint version)
{
  g_autofree char *color = store_sample_load_setting (terminal->database, "color");
  MadoProfile profile = { 0 };
  g_auto (MadoCursor) cursor = { 0 };
  const MadoHash sight = get_sight (version);

  g_assert_cmpstr (color, ==, "blue");
  g_assert_true (mado_profile_load (terminal->database, &profile, NULL));
  g_assert_cmpint (mado_id_compare (profile.device, terminal->sample.profile.device), ==, 0);
  g_assert_cmpstr (replica_office_check_indexes (terminal->office, terminal->database), ==, NULL);
  if (version == 1)
    return;
  assert_journal (terminal);
  assert_beside (terminal);
  g_assert_true (mado_cursor_load (terminal->database, &cursor, NULL));
  g_assert_cmpint (cursor.at.seq, ==, 2);
  g_assert_cmpint (cursor.received, ==, 2);
  g_assert_true (mado_hash_equals (&cursor.sight, &sight));
  if (version >= VERSION_WITH_IMPORTS)
    assert_import (terminal);
  g_assert_cmpuint (count_found (terminal, "見本花子"), ==, 2); /* who called, and who applied */
}
