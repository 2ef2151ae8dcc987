/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the service says: only what continues what is here, laid under what is pending; nothing of that is lost. */

#include "mado-erasure.h"
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
  const MadoHelloReply hello = replica_service_greet (self->service, self->terminal.replica);

  g_assert_true (mado_replica_begin_loading (self->terminal.replica, &hello, NULL));
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
  replica_service_receive (self->service, self->terminal.replica, &self->terminal.office->person,
                           replica_office_get_now (self->terminal.office));
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
  g_assert_cmpint (replica_terminal_get_version (terminal, id), ==, 3); /* the row has the answer already: */
  g_assert_false (is_trusted (self));                                   /* not to be trusted yet */
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

static MadoPullReply *
ask (Line *self, gint64 after, guint limit)
{
  return replica_service_pull (self->service, &self->terminal.office->person, after, limit);
}

static gboolean
take (Line *self, const MadoPullReply *reply)
{
  g_autoptr (GError) error = NULL;
  gboolean is_taken = mado_replica_take (self->terminal.replica, reply, &error);

  if (!is_taken)
    g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CHAIN);
  g_assert_cmpint (is_taken, ==, error == NULL);

  return is_taken;
}

/* What the service says, spoilt in one place. */
static MadoServedEntry *
get_entry (MadoPullReply *reply, guint index)
{
  return &g_array_index (reply->entries, MadoServedEntry, index);
}

static void
spoil_verdict (MadoPullReply *reply)
{
  reply->verdict = MADO_PULL_RESIGHTED;
}

static void
spoil_epoch (MadoPullReply *reply)
{
  reply->epoch++;
}

static void
spoil_leaf (MadoPullReply *reply)
{
  get_entry (reply, 0)->leaf.bytes[0] ^= 1;
}

static void
spoil_payload_hash (MadoPullReply *reply)
{
  get_entry (reply, 1)->payload_hash.bytes[31] ^= 1;
}

static void
spoil_salt (MadoPullReply *reply)
{
  get_entry (reply, 1)->salt[0] ^= 1;
}

static void
spoil_header (MadoPullReply *reply)
{
  g_clear_pointer (&get_entry (reply, 1)->header, g_bytes_unref);
  get_entry (reply, 1)->header = g_bytes_new_static ("{}", 2);
}

static void
spoil_order (MadoPullReply *reply)
{
  const MadoServedEntry first = *get_entry (reply, 0);

  *get_entry (reply, 0) = *get_entry (reply, 1);
  *get_entry (reply, 1) = first;
}

static void
spoil_head (MadoPullReply *reply)
{
  reply->head.chain.bytes[0] ^= 1;
}

static void
spoil_length (MadoPullReply *reply)
{
  reply->head.seq = 1;
}

static void
spoil_row (MadoPullReply *reply)
{
  g_array_index (reply->rows, MadoServiceRow, 0).seq = 3;
}

static void
test_only_what_follows_is_taken (Line *self, gconstpointer data)
{
  static void (*const spoil[]) (MadoPullReply *reply) = { spoil_verdict, spoil_epoch,  spoil_leaf,  spoil_payload_hash,
                                                          spoil_salt,    spoil_header, spoil_order, spoil_head,
                                                          spoil_length,  spoil_row };
  ReplicaTerminal *terminal = &self->terminal;
  MadoId id = replica_office_draw_id (terminal->office);
  g_autoptr (MadoOperation) own = replica_office_log (terminal->office, "いつ");
  g_autoptr (MadoPullReply) again = NULL;

  say (self, id, "inquiry", 1);
  replica_terminal_save (terminal, own);
  push (self);
  for (gsize i = 0; i < G_N_ELEMENTS (spoil); i++) {
    g_autoptr (MadoPullReply) reply = ask (self, 0, 500);

    spoil[i](reply);
    g_assert_false (take (self, reply));
    g_assert_cmpint (replica_terminal_get_version (terminal, id), ==, 0); /* nothing of it */
    g_assert_cmpuint (replica_terminal_count (terminal, MADO_JOURNAL_RECEIVED), ==, 1);
  }
  again = ask (self, 0, 500);
  g_assert_true (take (self, again));
  g_assert_false (take (self, again));
  g_assert_cmpint (replica_terminal_get_version (terminal, id), ==, 1);
  g_assert_cmpuint (replica_terminal_count (terminal, MADO_JOURNAL_APPLIED), ==, 1);
  g_clear_pointer (&again, mado_pull_reply_free);
  again = ask (self, 2, 500); /* nothing new */
  g_assert_true (take (self, again));
}

static void
append (MadoPullReply *reply, const MadoServedEntry *entry)
{
  g_autoptr (MadoChain) chain = mado_chain_new ((guint64) reply->head.seq, &reply->head.chain);

  g_array_append_vals (reply->entries, entry, 1);
  mado_chain_append (chain, &entry->leaf);
  reply->head = (MadoLogPlace) { reply->head.seq + 1, *mado_chain_get_head (chain) };
}

static void
test_a_chunk_has_a_limit (Line *self, gconstpointer data)
{
  g_autoptr (MadoPullReply) reply = ask (self, 0, 0), more = ask (self, 0, 0);
  const MadoServedEntry unseen = { 0 };

  for (guint i = 0; i < MADO_PULL_MAX_ENTRIES; i++)
    append (reply, &unseen);
  for (guint i = 0; i < MADO_PULL_MAX_ENTRIES + 1; i++)
    append (more, &unseen);
  g_assert_false (take (self, more));
  g_assert_true (take (self, reply));
}

static void
test_the_log_goes_as_far_as_its_entries (Line *self, gconstpointer data)
{
  g_autoptr (MadoPullReply) reply = ask (self, 0, 0);
  const MadoServedEntry unseen = { 0 };
  MadoLogPlace head;

  append (reply, &unseen);
  head = reply->head;
  append (reply, &unseen);
  reply->head = head;
  g_assert_false (take (self, reply));
}

/* Nothing is wrong but the number that the entry itself says. */
static void
test_no_number_is_left_out (Line *self, gconstpointer data)
{
  MadoLogHeader header = { .operation = replica_office_draw_id (self->terminal.office),
                           .kind = "case.move",
                           .actor = "b-01",
                           .terminal = "t-02" };
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();

  for (header.seq = 2; header.seq > 0; header.seq--) {
    g_autoptr (MadoPullReply) reply = ask (self, 0, 0);
    MadoServedEntry entry = { .header = mado_log_header_write (&header, NULL) };

    g_assert_nonnull (entry.header);
    entry.leaf = mado_chain_hash_leaf (hasher, g_bytes_get_data (entry.header, NULL), g_bytes_get_size (entry.header),
                                       &entry.payload_hash);
    append (reply, &entry);
    g_assert_cmpint (take (self, reply), ==, header.seq == 1);
  }
}

/* The log has another text under the id of an operation that was made here. */
static void
test_the_log_has_what_was_done_here (Line *self, gconstpointer data)
{
  ReplicaTerminal *terminal = &self->terminal;
  g_autoptr (MadoOperation) own = replica_office_log (terminal->office, "いつ");
  g_autoptr (GBytes) text = g_bytes_ref (mado_operation_get_text (own));
  GString *changed = g_string_new_len (g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text));
  g_autoptr (MadoPushRequest) request = mado_push_request_new ();
  g_autoptr (MadoPushReply) receipt = NULL;
  g_autoptr (MadoPullReply) reply = NULL;
  MadoPushedOperation *pushed;

  replica_terminal_save (terminal, own);
  g_assert_true (
      mado_replica_list_unsent (terminal->replica, replica_office_get_now (terminal->office), request, NULL));
  pushed = &g_array_index (request->operations, MadoPushedOperation, 0);
  g_assert_cmpuint (g_string_replace (changed, "いつ", "どこ", 1), ==, 1);
  g_bytes_unref (pushed->text);
  pushed->text = g_string_free_to_bytes (changed);
  receipt = replica_service_push (self->service, request, &terminal->office->person,
                                  replica_office_get_now (terminal->office));
  g_assert_nonnull (receipt);
  reply = ask (self, 0, 500);
  g_assert_false (take (self, reply));
  g_assert_cmpuint (replica_terminal_count (terminal, MADO_JOURNAL_SAVED), ==, 1);
}

/* Rows are as they are at the head: until the entries are there, what is shown is of different moments. */
static void
test_rows_may_be_ahead_of_the_entries (Line *self, gconstpointer data)
{
  MadoId id = replica_office_draw_id (self->terminal.office);

  for (gint64 version = 1; version <= 3; version++)
    say (self, id, "inquiry", version);
  pull (self, 1);
  g_assert_cmpint (replica_terminal_get_version (&self->terminal, id), ==, 3);
  g_assert_false (is_trusted (self));
  pull (self, 1);
  g_assert_false (is_trusted (self));
  pull (self, 1);
  g_assert_true (is_trusted (self));
  g_assert_cmpint (replica_terminal_get_version (&self->terminal, id), ==, 3);
}

/* In the tables, and in the log of the file. */
static void
assert_erased (Line *self, MadoId id)
{
  g_autoptr (MadoErasure) erasure = NULL;
  g_autoptr (MadoStatement) unscrubbed =
      mado_statement_take (self->terminal.database, "SELECT 1 FROM erased WHERE is_scrubbed = 0");

  g_assert_cmpint (replica_terminal_get_version (&self->terminal, id), ==, 0);
  g_assert_true (mado_erasure_find (self->terminal.database, id, &erasure, NULL));
  g_assert_nonnull (erasure);
  g_assert_false (mado_statement_step (unscrubbed));
}

static void
test_what_is_erased_there_is_erased_here (Line *self, gconstpointer data)
{
  ReplicaTerminal *terminal = &self->terminal;
  MadoId id = replica_office_draw_id (terminal->office);
  g_autoptr (MadoOperation) answer = replica_office_answer (terminal->office, id, "来月", MADO_ID_NONE);
  g_autoptr (MadoJournalEntry) entry = NULL;

  say (self, id, "inquiry", 1);
  pull (self, 500);
  replica_terminal_save (terminal, answer);
  replica_service_erase (self->service, id);
  pull (self, 500);
  assert_erased (self, id);
  say (self, id, "inquiry", 2); /* it must not come back */
  pull (self, 500);
  g_assert_cmpint (replica_terminal_get_version (terminal, id), ==, 0);

  push (self); /* as a hash alone, and the log says what came of it by its place in the journal */
  pull (self, 500);
  g_assert_true (mado_journal_find (terminal->database, mado_operation_get_header (answer)->id, &entry, NULL));
  g_assert_null (entry->text);
  g_assert_cmpint (entry->state, ==, MADO_JOURNAL_REFUSED);
  g_assert_cmpstr (entry->code, ==, "E_ERASED");
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
  const MadoHelloReply hello = replica_service_greet (self->service, self->terminal.replica);

  g_assert_true (mado_replica_begin_loading (self->terminal.replica, &hello, NULL));
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
  g_autoptr (MadoPullReply) early = NULL;

  say (self, first, "inquiry", 1);
  say (self, first, "inquiry", 2);
  begin (self);
  say (self, second, "inquiry", 1); /* while it is loaded */
  load (self);
  early = ask (self, 2, 500);
  g_assert_false (take (self, early));
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
  g_autoptr (MadoRowsReply) rows = mado_rows_reply_new ();

  begin (self);
  rows->epoch = REPLICA_SERVICE_EPOCH;
  rows->head.seq = 1;
  g_assert_true (mado_replica_load_rows (self->terminal.replica, rows, NULL));
  g_assert_true (mado_replica_finish_loading (self->terminal.replica, NULL));
  say (self, id, "inquiry", 1);
  g_assert_false (
      replica_service_tell (self->service, self->terminal.replica, &self->terminal.office->person, 0, 1, NULL));
  g_assert_false (is_trusted (self));
}

static void
test_rows_of_another_loading_are_not_taken (Line *self, gconstpointer data)
{
  g_autoptr (MadoRowsReply) rows = mado_rows_reply_new ();
  g_autoptr (GError) error = NULL;

  begin (self);
  rows->epoch = REPLICA_SERVICE_EPOCH + 1;
  g_assert_false (mado_replica_load_rows (self->terminal.replica, rows, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CHAIN);
  g_clear_error (&error);
  rows->epoch = REPLICA_SERVICE_EPOCH;
  rows->sight.bytes[0] = 1; /* another role, while they were on their way */
  g_assert_false (mado_replica_load_rows (self->terminal.replica, rows, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CHAIN);
  rows->sight.bytes[0] = 0;
  g_assert_true (mado_replica_load_rows (self->terminal.replica, rows, NULL));
}

static void
test_what_they_were_cut_for_is_kept (Line *self, gconstpointer data)
{
  MadoHelloReply hello = replica_service_greet (self->service, self->terminal.replica);
  g_auto (MadoCursor) cursor = { 0 };

  memset (hello.sight.bytes, 0x5A, sizeof hello.sight.bytes);
  g_assert_true (mado_replica_begin_loading (self->terminal.replica, &hello, NULL));
  g_assert_true (mado_replica_finish_loading (self->terminal.replica, NULL));
  replica_terminal_restart (&self->terminal);
  cursor = load_cursor (self);
  g_assert_true (mado_hash_equals (&cursor.sight, &hello.sight));
}

static void
test_what_is_erased_there_is_erased_by_loading (Line *self, gconstpointer data)
{
  MadoId id = replica_office_draw_id (self->terminal.office);

  say (self, id, "inquiry", 1);
  pull (self, 500);
  replica_service_erase (self->service, id);
  begin (self);
  load (self);
  g_assert_true (mado_replica_finish_loading (self->terminal.replica, NULL));
  assert_erased (self, id);
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
  replica_service_free (self->service);
  self->service = replica_service_new (terminal->office->programme);
  begin (self);
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
  push (self);
  replica_service_free (self->service);
  self->service = replica_service_new (terminal->office->programme); /* to which it comes again */
  begin (self);
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
  add ("/replica-take/a-chunk-has-a-limit", test_a_chunk_has_a_limit);
  add ("/replica-take/the-log-goes-as-far-as-its-entries", test_the_log_goes_as_far_as_its_entries);
  add ("/replica-take/no-number-is-left-out", test_no_number_is_left_out);
  add ("/replica-take/the-log-has-what-was-done-here", test_the_log_has_what_was_done_here);
  add ("/replica-take/rows-may-be-ahead-of-the-entries", test_rows_may_be_ahead_of_the_entries);
  add ("/replica-take/what-is-erased-there-is-erased-here", test_what_is_erased_there_is_erased_here);
  add ("/replica-take/a-kind-of-a-later-release-is-kept", test_a_kind_of_a_later_release_is_kept);
  add ("/replica-take/loaded-is-trusted-once-the-log-has-caught-up", test_loaded_is_trusted_once_the_log_has_caught_up);
  add ("/replica-take/the-log-must-be-the-one-that-was-loaded-from", test_the_log_must_be_the_one_that_was_loaded_from);
  add ("/replica-take/rows-of-another-loading-are-not-taken", test_rows_of_another_loading_are_not_taken);
  add ("/replica-take/what-they-were-cut-for-is-kept", test_what_they_were_cut_for_is_kept);
  add ("/replica-take/what-is-erased-there-is-erased-by-loading", test_what_is_erased_there_is_erased_by_loading);
  add ("/replica-take/what-is-not-named-is-gone", test_what_is_not_named_is_gone);
  add ("/replica-take/what-the-service-lost-comes-back-from-here", test_what_the_service_lost_comes_back_from_here);
  add ("/replica-take/what-was-withdrawn-does-not-come-back", test_what_was_withdrawn_does_not_come_back);

  return g_test_run ();
}
