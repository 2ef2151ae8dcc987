/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the service says: only what continues what is here, laid under what is pending; nothing of that is lost. */

#include "mado-chain.h"
#include "mado-row.h"
#include "mado-statement.h"
#include "mado-store-error.h"
#include "replica-service.h"
#include "replica-terminal.h"

#include <string.h>

typedef struct {
  ReplicaTerminal terminal;
  ReplicaService *service;
} Line;

static void
load_nothing (Line *self)
{
  const MadoLogPlace beginning = { 0 };

  g_assert_true (mado_replica_begin_loading (self->terminal.replica, REPLICA_SERVICE_EPOCH, &beginning, NULL));
  g_assert_true (mado_replica_finish_loading (self->terminal.replica, NULL));
}

static void
set_up (Line *self, gconstpointer data)
{
  replica_terminal_set_up (&self->terminal, data);
  self->service = replica_service_new (self->terminal.office->programme);
  load_nothing (self);
}

static void
tear_down (Line *self, gconstpointer data)
{
  replica_service_free (self->service);
  replica_terminal_tear_down (&self->terminal, data);
}

static MadoCursor
load_cursor (Line *self)
{
  MadoCursor cursor;

  g_assert_true (mado_cursor_load (self->terminal.database, &cursor, NULL));

  return cursor;
}

static gboolean
is_trusted (Line *self)
{
  g_auto (MadoCursor) cursor = load_cursor (self);

  return mado_cursor_is_trusted (&cursor);
}

/* The service gets all that is unsent and says so. */
static void
push (Line *self)
{
  MadoInstant now = replica_office_get_now (self->terminal.office);
  g_autoptr (GPtrArray) entries = mado_journal_list_unsent (self->terminal.database, now, 100, NULL);

  for (guint i = 0; i < entries->len; i++) {
    const MadoJournalEntry *entry = g_ptr_array_index (entries, i);

    replica_service_receive (self->service, entry, &self->terminal.office->person, now);
    g_assert_true (mado_replica_mark_received (self->terminal.replica, entry->dseq, &entry->chain, NULL));
  }
}

static void
pull (Line *self, guint limit)
{
  g_auto (MadoCursor) cursor = load_cursor (self);
  g_autoptr (GError) error = NULL;

  replica_service_tell (self->service, self->terminal.replica, &self->terminal.office->person, cursor.at.seq, limit,
                        &error);
  g_assert_no_error (error);
  replica_terminal_assert_sound (&self->terminal);
}

static MadoEntity *
read_entity (MadoId id, const char *kind, gint64 version)
{
  char text[MADO_ID_TEXT_SIZE];
  g_autofree char *json = NULL;
  MadoEntity *entity;

  mado_id_to_text (id, text);
  json =
      g_strdup_printf ("{\"body\":{\"thread\":[]},\"id\":\"%s\",\"kind\":\"%s\",\"state\":\"waiting\",\"version\":%d}",
                       text, kind, (int) version);
  entity = mado_entity_read (json, strlen (json), NULL);
  g_assert_nonnull (entity);

  return entity;
}

static void
say (Line *self, MadoId id, const char *kind, gint64 version)
{
  g_autoptr (MadoEntity) entity = read_entity (id, kind, version);

  replica_service_say (self->service, id, entity);
}

static void
test_own_work_comes_back (Line *self, gconstpointer data)
{
  ReplicaTerminal *terminal = &self->terminal;
  g_autoptr (MadoOperation) inquiry = replica_office_log (terminal->office, "いつ");
  MadoId id = mado_operation_get_header (inquiry)->entity;
  g_autoptr (MadoOperation) answer = replica_office_answer (terminal->office, id, "来月", MADO_ID_NONE);

  replica_terminal_save (terminal, inquiry);
  replica_terminal_save (terminal, answer);
  push (self);
  g_assert_cmpuint (replica_terminal_count (terminal, MADO_JOURNAL_RECEIVED), ==, 2);
  pull (self, 1);
  g_assert_cmpuint (replica_terminal_count (terminal, MADO_JOURNAL_APPLIED), ==, 1);
  g_assert_cmpuint (replica_terminal_count (terminal, MADO_JOURNAL_RECEIVED), ==, 1);
  g_assert_cmpint (replica_terminal_get_version (terminal, id), ==, 2);
  replica_terminal_restart (terminal);
  pull (self, 500);
  g_assert_cmpuint (replica_terminal_count (terminal, MADO_JOURNAL_APPLIED), ==, 2);
  g_assert_cmpint (replica_terminal_get_version (terminal, id), ==, 2);
  g_assert_true (is_trusted (self));
}

static void
test_pending_work_lies_on_top_of_what_others_do (Line *self, gconstpointer data)
{
  ReplicaTerminal *terminal = &self->terminal;
  MadoId id = replica_office_draw_id (terminal->office);
  g_autoptr (MadoOperation) answer = replica_office_answer (terminal->office, id, "来月", MADO_ID_NONE);

  say (self, id, "inquiry", 1);
  pull (self, 500);
  replica_terminal_save (terminal, answer);
  g_assert_cmpint (replica_terminal_get_version (terminal, id), ==, 2);
  say (self, id, "inquiry", 5);
  pull (self, 500);
  g_assert_cmpint (replica_terminal_get_version (terminal, id), ==, 6);
}

static void
test_what_cannot_be_done_any_more_is_told (Line *self, gconstpointer data)
{
  ReplicaTerminal *terminal = &self->terminal;
  MadoId id = replica_office_draw_id (terminal->office);
  g_autoptr (MadoOperation) answer = replica_office_answer (terminal->office, id, "来月", MADO_ID_NONE);
  g_autoptr (GPtrArray) refused = NULL;
  const MadoJournalEntry *entry;

  say (self, id, "inquiry", 1);
  pull (self, 500);
  replica_terminal_save (terminal, answer);
  replica_service_say (self->service, id, NULL);
  pull (self, 500);
  g_assert_cmpint (replica_terminal_get_version (terminal, id), ==, 0);
  refused = mado_journal_list_refused (terminal->database, NULL);
  g_assert_cmpuint (refused->len, ==, 1);
  entry = g_ptr_array_index (refused, 0);
  g_assert_cmpstr (entry->code, ==, MADO_REFUSAL_ABSENT);
  g_assert_cmpint (entry->state, ==, MADO_JOURNAL_SAVED); /* and it is still sent */

  say (self, id, "inquiry", 9);
  pull (self, 500);
  g_assert_cmpint (replica_terminal_get_version (terminal, id), ==, 10);
}

static void
test_a_refusal_of_the_service_is_told (Line *self, gconstpointer data)
{
  ReplicaTerminal *terminal = &self->terminal;
  MadoId id = replica_office_draw_id (terminal->office);
  g_autoptr (MadoOperation) answer = replica_office_answer (terminal->office, id, "来月", MADO_ID_NONE);
  g_autoptr (GPtrArray) refused = NULL;

  say (self, id, "inquiry", 1); /* which is not on record at the service itself */
  pull (self, 500);
  replica_terminal_save (terminal, answer);
  push (self);
  pull (self, 500);
  g_assert_cmpuint (replica_terminal_count (terminal, MADO_JOURNAL_REFUSED), ==, 1);
  refused = mado_journal_list_refused (terminal->database, NULL);
  g_assert_cmpstr (((MadoJournalEntry *) g_ptr_array_index (refused, 0))->code, ==, MADO_REFUSAL_ABSENT);
  g_assert_cmpint (replica_terminal_get_version (terminal, id), ==, 1);
}

static gboolean
take (Line *self, gint64 epoch, const MadoLogEntry *entries, guint n_entries)
{
  g_autoptr (GError) error = NULL;
  gboolean is_taken = mado_replica_take (self->terminal.replica, epoch, entries, n_entries, &error);

  if (!is_taken)
    g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CHAIN);
  g_assert_cmpint (is_taken, ==, error == NULL);

  return is_taken;
}

/* As many entries of which nothing is to be seen, each following the one before: none of them says what is wrong. */
static MadoLogEntry *
make_log (guint n_entries)
{
  MadoLogEntry *entries = g_new0 (MadoLogEntry, n_entries);
  g_autoptr (MadoChain) chain = mado_chain_new (0, NULL);

  for (guint i = 0; i < n_entries; i++) {
    mado_chain_append (chain, &entries[i].leaf);
    entries[i].seq = i + 1;
    entries[i].chain = *mado_chain_get_head (chain);
  }

  return entries;
}

static void
test_no_number_is_left_out (Line *self, gconstpointer data)
{
  g_autofree MadoLogEntry *entries = make_log (2);

  entries[1].seq = 3;
  g_assert_false (take (self, REPLICA_SERVICE_EPOCH, entries, 2));
  entries[1].seq = 2;
  g_assert_true (take (self, REPLICA_SERVICE_EPOCH, entries, 2));
}

static void
test_a_chunk_has_a_limit (Line *self, gconstpointer data)
{
  g_autofree MadoLogEntry *entries = make_log (MADO_TAKE_MAX_ENTRIES + 1);

  g_assert_false (take (self, REPLICA_SERVICE_EPOCH, entries, MADO_TAKE_MAX_ENTRIES + 1));
  g_assert_true (take (self, REPLICA_SERVICE_EPOCH, entries, MADO_TAKE_MAX_ENTRIES));
}

static void
test_only_what_follows_is_taken (Line *self, gconstpointer data)
{
  MadoLogEntry entries[2] = { { .seq = 1 }, { .seq = 2 } };
  MadoId id = replica_office_draw_id (self->terminal.office);

  say (self, id, "inquiry", 1);
  entries[0].chain = self->service->head.chain;
  g_assert_false (take (self, REPLICA_SERVICE_EPOCH, entries, 1)); /* another leaf */
  g_assert_false (take (self, REPLICA_SERVICE_EPOCH, entries + 1, 1));
  g_assert_false (take (self, REPLICA_SERVICE_EPOCH + 1, entries, 0));
  pull (self, 500);
  g_assert_false (replica_service_tell (self->service, self->terminal.replica, &self->terminal.office->person, 0, 1,
                                        NULL)); /* again */
  g_assert_true (take (self, REPLICA_SERVICE_EPOCH, entries, 0));
  g_assert_cmpint (replica_terminal_get_version (&self->terminal, id), ==, 1);
}

/* Nothing of a chunk is taken whose last entry does not fit. */
static void
test_a_chunk_is_taken_whole_or_not_at_all (Line *self, gconstpointer data)
{
  MadoId id = replica_office_draw_id (self->terminal.office);
  g_autoptr (MadoEntity) entity = read_entity (id, "inquiry", 1);
  g_autoptr (MadoChain) chain = mado_chain_new (0, NULL);
  const MadoServiceWord word = { id, entity };
  MadoLogEntry entries[2] = { { .seq = 1, .words = &word, .n_words = 1 }, { .seq = 2 } };

  mado_chain_append (chain, &entries[0].leaf);
  entries[0].chain = *mado_chain_get_head (chain);
  g_assert_false (take (self, REPLICA_SERVICE_EPOCH, entries, 2));
  g_assert_cmpint (replica_terminal_get_version (&self->terminal, id), ==, 0);
  g_assert_true (take (self, REPLICA_SERVICE_EPOCH, entries, 1));
  g_assert_cmpint (replica_terminal_get_version (&self->terminal, id), ==, 1);
}

static void
test_a_kind_of_a_later_release_is_kept (Line *self, gconstpointer data)
{
  MadoId id = replica_office_draw_id (self->terminal.office);
  g_autoptr (MadoEntity) said = read_entity (id, "later", 3);
  g_autoptr (GPtrArray) list = NULL;

  replica_service_say (self->service, id, said);
  pull (self, 500);
  replica_terminal_restart (&self->terminal);
  list = mado_row_list (self->terminal.database, "later", NULL, NULL, 10, NULL);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_true (g_bytes_equal (mado_entity_get_text (g_ptr_array_index (list, 0)), mado_entity_get_text (said)));
}

/* --- loading ----------------------------------------------------------------------------------------------------- */

static void
begin (Line *self)
{
  g_assert_true (
      mado_replica_begin_loading (self->terminal.replica, REPLICA_SERVICE_EPOCH, &self->service->head, NULL));
}

static void
load (Line *self)
{
  g_autoptr (GError) error = NULL;

  replica_service_load (self->service, self->terminal.replica, &self->terminal.office->person, &error);
  g_assert_no_error (error);
}

static void
test_loaded_is_trusted_once_the_log_has_caught_up (Line *self, gconstpointer data)
{
  MadoId first = replica_office_draw_id (self->terminal.office);
  MadoId second = replica_office_draw_id (self->terminal.office);

  say (self, first, "inquiry", 1);
  say (self, first, "inquiry", 2);
  begin (self);
  say (self, second, "inquiry", 1); /* while it is loaded */
  load (self);
  g_assert_false (take (self, REPLICA_SERVICE_EPOCH, NULL, 0));
  replica_terminal_restart (&self->terminal);
  g_assert_true (mado_replica_finish_loading (self->terminal.replica, NULL));
  g_assert_false (is_trusted (self));
  g_assert_cmpint (replica_terminal_get_version (&self->terminal, first), ==, 2); /* the older row came later */
  g_assert_cmpint (replica_terminal_get_version (&self->terminal, second), ==, 1);
  pull (self, 500);
  g_assert_true (is_trusted (self));
  g_assert_false (mado_replica_finish_loading (self->terminal.replica, NULL));
}

static void
test_the_log_must_be_the_one_that_was_loaded_from (Line *self, gconstpointer data)
{
  MadoId id = replica_office_draw_id (self->terminal.office);
  MadoLogPlace other = { .seq = 1 };

  begin (self);
  g_assert_true (mado_replica_load_rows (self->terminal.replica, NULL, 0, "next", &other, NULL));
  g_assert_true (mado_replica_finish_loading (self->terminal.replica, NULL));
  say (self, id, "inquiry", 1);
  g_assert_false (
      replica_service_tell (self->service, self->terminal.replica, &self->terminal.office->person, 0, 1, NULL));
  g_assert_false (is_trusted (self));
}

static void
test_what_is_not_named_is_gone (Line *self, gconstpointer data)
{
  ReplicaTerminal *terminal = &self->terminal;
  MadoId gone = replica_office_draw_id (terminal->office);
  MadoId worked_on = replica_office_draw_id (terminal->office);
  g_autoptr (MadoOperation) own = replica_office_log (terminal->office, "いつ");
  g_autoptr (MadoOperation) answer = replica_office_answer (terminal->office, worked_on, "来月", MADO_ID_NONE);
  g_autoptr (ReplicaService) other = replica_service_new (terminal->office->programme);

  say (self, gone, "inquiry", 1);
  say (self, worked_on, "inquiry", 1);
  pull (self, 500);
  replica_terminal_save (terminal, own);
  replica_terminal_save (terminal, answer);
  replica_service_free (g_steal_pointer (&self->service)); /* and another is there, of an older backup */
  self->service = g_steal_pointer (&other);
  begin (self);
  g_assert_cmpint (replica_terminal_get_version (terminal, gone), ==, 1); /* what there was is seen until the end */
  load (self);
  g_assert_true (mado_replica_finish_loading (terminal->replica, NULL));
  replica_terminal_assert_sound (terminal);
  g_assert_cmpint (replica_terminal_get_version (terminal, gone), ==, 0);
  g_assert_cmpint (replica_terminal_get_version (terminal, worked_on), ==, 0);
  g_assert_cmpint (replica_terminal_get_version (terminal, mado_operation_get_header (own)->entity), ==, 1);
  g_assert_cmpuint (replica_terminal_count (terminal, MADO_JOURNAL_SAVED), ==, 2);
}

static void
test_what_the_service_lost_comes_back_from_here (Line *self, gconstpointer data)
{
  ReplicaTerminal *terminal = &self->terminal;
  g_autoptr (MadoOperation) own = replica_office_log (terminal->office, "いつ");
  MadoId id = mado_operation_get_header (own)->entity;

  replica_terminal_save (terminal, own);
  push (self);
  pull (self, 500);
  g_assert_cmpuint (replica_terminal_count (terminal, MADO_JOURNAL_APPLIED), ==, 1);
  g_assert_false (mado_replica_offer_again (terminal->replica, 0, NULL));
  replica_service_free (self->service);
  self->service = replica_service_new (terminal->office->programme);
  begin (self);
  g_assert_true (mado_replica_offer_again (terminal->replica, 0, NULL));
  g_assert_true (mado_replica_finish_loading (terminal->replica, NULL));
  replica_terminal_assert_sound (terminal);
  g_assert_cmpint (replica_terminal_get_version (terminal, id), ==, 1);
  g_assert_cmpuint (replica_terminal_count (terminal, MADO_JOURNAL_SAVED), ==, 1);
  push (self);
  pull (self, 500);
  g_assert_cmpuint (replica_terminal_count (terminal, MADO_JOURNAL_APPLIED), ==, 1);
  g_assert_cmpint (replica_terminal_get_version (terminal, id), ==, 1);
}

static void
test_what_was_withdrawn_does_not_come_back (Line *self, gconstpointer data)
{
  ReplicaTerminal *terminal = &self->terminal;
  g_autoptr (MadoOperation) held = replica_office_log (terminal->office, "なぜ");
  const MadoOperationHeader *header = mado_operation_get_header (held);
  g_autoptr (GPtrArray) operations = g_ptr_array_new ();
  MadoInstant now = replica_office_get_now (terminal->office);

  g_ptr_array_add (operations, held);
  g_ptr_array_unref (mado_replica_save (terminal->replica, operations, now, (MadoInstant) { G_MAXINT64 }, NULL));
  g_assert_true (mado_replica_withdraw (terminal->replica, header->id, now, NULL));
  begin (self);
  g_assert_true (mado_replica_offer_again (terminal->replica, 0, NULL));
  g_assert_true (mado_replica_finish_loading (terminal->replica, NULL));
  g_assert_cmpuint (replica_terminal_count (terminal, MADO_JOURNAL_WITHDRAWN), ==, 1);
  g_assert_cmpint (replica_terminal_get_version (terminal, header->entity), ==, 0);
}

#define add(name, function) g_test_add (name, Line, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/replica-take/own-work-comes-back", test_own_work_comes_back);
  add ("/replica-take/pending-work-lies-on-top-of-what-others-do", test_pending_work_lies_on_top_of_what_others_do);
  add ("/replica-take/what-cannot-be-done-any-more-is-told", test_what_cannot_be_done_any_more_is_told);
  add ("/replica-take/a-refusal-of-the-service-is-told", test_a_refusal_of_the_service_is_told);
  add ("/replica-take/only-what-follows-is-taken", test_only_what_follows_is_taken);
  add ("/replica-take/no-number-is-left-out", test_no_number_is_left_out);
  add ("/replica-take/a-chunk-has-a-limit", test_a_chunk_has_a_limit);
  add ("/replica-take/a-chunk-is-taken-whole-or-not-at-all", test_a_chunk_is_taken_whole_or_not_at_all);
  add ("/replica-take/a-kind-of-a-later-release-is-kept", test_a_kind_of_a_later_release_is_kept);
  add ("/replica-take/loaded-is-trusted-once-the-log-has-caught-up", test_loaded_is_trusted_once_the_log_has_caught_up);
  add ("/replica-take/the-log-must-be-the-one-that-was-loaded-from", test_the_log_must_be_the_one_that_was_loaded_from);
  add ("/replica-take/what-is-not-named-is-gone", test_what_is_not_named_is_gone);
  add ("/replica-take/what-the-service-lost-comes-back-from-here", test_what_the_service_lost_comes_back_from_here);
  add ("/replica-take/what-was-withdrawn-does-not-come-back", test_what_was_withdrawn_does_not_come_back);

  return g_test_run ();
}
