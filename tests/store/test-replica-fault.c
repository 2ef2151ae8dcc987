/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The disk refuses at any call: what was promised is there, and nothing is there by half. */

#include "mado-erasure.h"
#include "mado-fault-vfs.h"
#include "mado-indexes.h"
#include "mado-statement.h"
#include "mado-store-error.h"
#include "replica-service.h"
#include "replica-terminal.h"

#define MOST_CALLS 2000
#define FRESH "0195eeb1-5a00-7abc-8def-0123456789ff"
#define SMALL_CACHE 32 /* KiB: so that pages are read again and again */

/* One thing that is done; TRUE: it was told to be done. @entries are those of the journal. */
typedef gboolean (*Attempt) (ReplicaTerminal *self, const GPtrArray *entries);

typedef struct {
  const char *path; /* of the test */
  Attempt attempt;
  const char *sign; /* a number that is 1 when it is done */
} Deed;

/* What all deeds begin with: an inquiry, of which the service knows, and one that is held. */
static const char *const questions[] = { "いつ", "なぜ" };

static void
begin (ReplicaTerminal *self)
{
  const MadoHelloReply hello = { .epoch = REPLICA_SERVICE_EPOCH };

  self->sample.place.vfs = MADO_FAULT_VFS;
  self->sample.place.cache_limit = SMALL_CACHE;
  self->database = store_sample_create (&self->sample);
  self->replica = replica_office_open (self->office, self->database);
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++) {
    g_autoptr (MadoOperation) operation = replica_office_log (self->office, questions[i]);
    g_autoptr (GPtrArray) operations = g_ptr_array_new ();

    g_ptr_array_add (operations, operation);
    g_ptr_array_unref (mado_replica_save (self->replica, operations, replica_office_get_now (self->office),
                                          (MadoInstant) { i == 0 ? 0 : G_MAXINT64 }, NULL));
  }
  g_assert_true (mado_replica_begin_loading (self->replica, &hello, NULL));
  g_assert_true (mado_replica_finish_loading (self->replica, NULL));
}

static const MadoJournalEntry *
get_entry (const GPtrArray *entries, guint index)
{
  return g_ptr_array_index (entries, index);
}

static gboolean
try_save (ReplicaTerminal *self, const GPtrArray *entries)
{
  g_autoptr (MadoOperation) answer =
      replica_office_answer (self->office, get_entry (entries, 0)->entity, "来月", MADO_ID_NONE);

  return replica_office_save (self->office, self->replica, answer, NULL);
}

/* The service has it; the terminal has not heard so. */
static MadoPushReply *
push (ReplicaTerminal *self, ReplicaService *service)
{
  g_autoptr (MadoPushRequest) request = mado_push_request_new ();
  MadoInstant now = replica_office_get_now (self->office);

  if (!mado_replica_list_unsent (self->replica, now, request, NULL))
    return NULL;

  return replica_service_push (service, request, &self->office->person, now);
}

static gboolean
try_take_push (ReplicaTerminal *self, const GPtrArray *entries)
{
  g_autoptr (ReplicaService) service = replica_service_new (self->office->programme);
  g_autoptr (MadoPushReply) receipt = push (self, service);

  return receipt != NULL && mado_replica_take_push (self->replica, receipt, NULL);
}

static gboolean
try_withdraw (ReplicaTerminal *self, const GPtrArray *entries)
{
  return mado_replica_withdraw (self->replica, get_entry (entries, 1)->operation, replica_office_get_now (self->office),
                                NULL);
}

static gboolean
try_take (ReplicaTerminal *self, const GPtrArray *entries)
{
  g_autoptr (ReplicaService) service = replica_service_new (self->office->programme);
  g_autoptr (MadoPushReply) lost = push (self, service);

  return lost != NULL && replica_service_tell (service, self->replica, &self->office->person, 0, 10, NULL);
}

static gboolean
try_fork (ReplicaTerminal *self, const GPtrArray *entries)
{
  return mado_replica_fork (self->replica, mado_id_from_text (FRESH), NULL);
}

static gboolean
try_erase (ReplicaTerminal *self, const GPtrArray *entries)
{
  return mado_replica_erase (self->replica, get_entry (entries, 0)->entity, "保存期間満了",
                             replica_office_get_now (self->office), NULL);
}

static gboolean
take_first (ReplicaTerminal *self, ReplicaService *service)
{
  g_auto (MadoCursor) cursor = { 0 };

  return mado_cursor_load (self->database, &cursor, NULL) &&
         (cursor.at.seq > 0 || replica_service_tell (service, self->replica, &self->office->person, 0, 10, NULL));
}

/* All of it anew from a service that has the first of both, of which this terminal knows, and a case of which it does
 * not. */
static gboolean
try_load (ReplicaTerminal *self, const GPtrArray *entries)
{
  g_autoptr (ReplicaService) service = replica_service_new (self->office->programme);
  const MadoPerson *person = &self->office->person;
  MadoInstant now = replica_office_get_now (self->office);
  const ReplicaApplication application = { "0000000001", "見本 花子", "1995-05-05", "船大工" };
  g_autoptr (MadoOperation) reception = replica_office_receive (self->office, &application);
  GBytes *text = mado_operation_get_text (reception);
  const MadoJournalEntry elsewhere = { .dseq = 1,
                                       .hash = mado_hash_of (g_bytes_get_data (text, NULL), g_bytes_get_size (text)),
                                       .text = text };
  MadoHelloReply hello = { .epoch = REPLICA_SERVICE_EPOCH, .received = 1 };

  replica_service_enter (service, self->sample.profile.device, get_entry (entries, 0), person, now);
  if (!take_first (self, service))
    return FALSE;
  replica_service_enter (service, mado_id_from_text (FRESH), &elsewhere, person, now);
  hello.head = service->head;

  return mado_replica_begin_loading (self->replica, &hello, NULL) &&
         replica_service_load (service, self->replica, person, NULL) &&
         mado_replica_finish_loading (self->replica, NULL);
}

static const Deed deeds[] = {
  { "/replica-fault/save", try_save, "SELECT count (*) FROM journal WHERE dseq = 3" },
  { "/replica-fault/withdraw", try_withdraw, "SELECT count (*) FROM journal WHERE state = 6" },
  { "/replica-fault/take-push", try_take_push, "SELECT received FROM cursor" },
  { "/replica-fault/fork", try_fork, "SELECT substr (device, 16) = x'ff' FROM profile" },
  { "/replica-fault/take", try_take, "SELECT seq FROM cursor" },
  { "/replica-fault/erase", try_erase, "SELECT count (*) FROM erased" },
  { "/replica-fault/load", try_load,
    "SELECT place IS NULL AND highest = 2 AND (SELECT count (*) FROM entity) = 3 FROM cursor" },
};

static gint64
ask (MadoDatabase *database, const char *sql)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  return mado_statement_step (statement) ? mado_statement_get_int (statement, 0) : -1;
}

static void
end (ReplicaTerminal *self)
{
  g_clear_pointer (&self->replica, mado_replica_free);
  g_clear_pointer (&self->database, mado_database_free);
  g_assert_true (mado_profile_destroy (self->sample.path, NULL));
}

/* Done, or as before: at once, and after a restart; and what failed can be done again. */
static gboolean
try_with_fault (ReplicaTerminal *self, const Deed *deed, MadoFault fault, guint nth)
{
  g_autoptr (GPtrArray) entries = NULL;
  gboolean is_done, has_hit;
  gint64 found;

  begin (self);
  entries = mado_journal_list (self->database, 0, 2, NULL);
  mado_fault_vfs_arm (fault, nth);
  is_done = deed->attempt (self, entries);
  has_hit = mado_fault_vfs_disarm ();
  g_assert_true (is_done || has_hit);
  replica_terminal_assert_sound (self);
  found = ask (self->database, deed->sign);
  g_assert_true (found == 1 || !is_done);
  replica_terminal_restart (self);
  g_assert_cmpint (ask (self->database, deed->sign), ==, found);
  if (found == 0)
    g_assert_true (deed->attempt (self, entries));
  g_assert_cmpint (ask (self->database, deed->sign), ==, 1);
  replica_terminal_assert_sound (self);
  end (self);

  return has_hit;
}

static void
test_old_or_new (ReplicaTerminal *self, gconstpointer data)
{
  end (self);
  for (MadoFault fault = MADO_FAULT_ERROR; fault <= MADO_FAULT_SHORT_READ; fault++) {
    guint n = 1;

    while (try_with_fault (self, data, fault, n))
      g_assert_cmpuint (n++, <, MOST_CALLS);
    g_test_message ("fault %d: %u calls", (int) fault, n - 1);
    g_assert_cmpuint (n, >, 1);
  }
  begin (self);
}

/* --- what a killed process left ---------------------------------------------------------------------------------- */

static const char *const endings[] = { ".db", ".db-wal" };

typedef struct {
  char *bytes[G_N_ELEMENTS (endings)];
  gsize lengths[G_N_ELEMENTS (endings)];
} Files;

static void
keep_files (const ReplicaTerminal *self, Files *out_files)
{
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *path = store_sample_name (&self->sample, endings[i]);

    g_assert_true (g_file_get_contents (path, &out_files->bytes[i], &out_files->lengths[i], NULL));
    g_assert_cmpuint (out_files->lengths[i], >, 0);
  }
}

static void
put_files_back (const ReplicaTerminal *self, const Files *files)
{
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *path = store_sample_name (&self->sample, endings[i]);

    g_assert_true (g_file_set_contents (path, files->bytes[i], (gssize) files->lengths[i], NULL));
  }
}

static void
close_file (ReplicaTerminal *self)
{
  g_clear_pointer (&self->replica, mado_replica_free);
  g_clear_pointer (&self->database, mado_database_free);
}

/* It opens with all that was promised, or says that it cannot, and opens the next time. */
static gboolean
open_with_fault (ReplicaTerminal *self, const Files *files, MadoFault fault, guint nth)
{
  const StoreSample *sample = &self->sample;
  gboolean has_hit;

  close_file (self);
  put_files_back (self, files);
  mado_fault_vfs_arm (fault, nth);
  self->database = mado_profile_open (&sample->place, &sample->profile, &sample->shares, NULL);
  if (self->database != NULL)
    self->replica = mado_replica_new (self->database, self->office->judge, &self->office->person, mado_indexes, NULL);
  has_hit = mado_fault_vfs_disarm ();
  g_assert_true (self->replica != NULL || has_hit);
  if (self->replica != NULL)
    g_assert_cmpint (ask (self->database, deeds[0].sign), ==, 1);
  replica_terminal_restart (self);
  g_assert_cmpint (ask (self->database, deeds[0].sign), ==, 1);

  return has_hit;
}

static void
test_opening_what_was_left (ReplicaTerminal *self, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  Files files;

  end (self);
  begin (self);
  entries = mado_journal_list (self->database, 0, 2, NULL);
  g_assert_true (deeds[0].attempt (self, entries));
  keep_files (self, &files);
  for (MadoFault fault = MADO_FAULT_ERROR; fault <= MADO_FAULT_SHORT_READ; fault++) {
    guint n = 1;

    while (open_with_fault (self, &files, fault, n))
      g_assert_cmpuint (n++, <, MOST_CALLS);
    g_test_message ("fault %d: %u calls", (int) fault, n - 1);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    g_free (files.bytes[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_fault_vfs_register ();

  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    g_test_add (deeds[i].path, ReplicaTerminal, &deeds[i], replica_terminal_set_up, test_old_or_new,
                replica_terminal_tear_down);
  replica_terminal_add ("/replica-fault/opening-what-a-killed-process-left", test_opening_what_was_left);

  return g_test_run ();
}
