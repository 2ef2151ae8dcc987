/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A replica on the line, record by record over the wire: what goes is what the service gets, what comes is kept. */

#include "mado-replica-line.h"
#include "mado-store-error.h"
#include "replica-service.h"
#include "replica-terminal.h"

#define FRESH "0195eeb1-5a00-7abc-8def-0123456789ff"

typedef struct {
  ReplicaTerminal terminal;
  ReplicaService *service;
  MadoLineStore store;
} Line;

static void
set_up (Line *self, gconstpointer data)
{
  replica_terminal_set_up (&self->terminal, data);
  self->service = replica_service_new (self->terminal.office->programme);
  self->store = mado_replica_line_get_store (self->terminal.replica);
}

static void
tear_down (Line *self, gconstpointer data)
{
  replica_service_free (self->service);
  replica_terminal_tear_down (&self->terminal, data);
}

static void
load_all (Line *self)
{
  const MadoHelloReply hello = replica_service_greet (self->service, self->terminal.replica);
  g_autoptr (MadoRowsReply) rows = mado_rows_reply_new ();
  g_autoptr (GError) error = NULL;

  rows->epoch = hello.epoch;
  rows->head = hello.head;
  g_assert_true (self->store.begin_loading (self->store.user_data, &hello, &error));
  g_assert_true (self->store.take_rows (self->store.user_data, rows, &error));
  g_assert_true (self->store.finish_loading (self->store.user_data, &error));
  g_assert_no_error (error);
}

static void
save (Line *self)
{
  g_autoptr (MadoOperation) inquiry = replica_office_log (self->terminal.office, "いつ");

  replica_terminal_save (&self->terminal, inquiry);
}

/* There and back as bytes, as between two machines. */
static void
push (Line *self)
{
  const MadoInstant now = replica_office_get_now (self->terminal.office);
  g_autoptr (MadoPushRequest) request = mado_push_request_new ();
  g_autoptr (MadoPushRequest) arrived = NULL;
  MadoInstant held_until = MADO_INSTANT_NONE;
  g_autoptr (MadoPushReply) reply = NULL;
  g_autoptr (MadoPushReply) answered = NULL;
  g_autoptr (GBytes) there = NULL;
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (self->store.list_unsent (self->store.user_data, now, request, &held_until, &error));
  there = mado_push_request_write (request, &error);
  arrived = mado_push_request_read (there, &error);
  g_assert_no_error (error);
  reply = replica_service_push (self->service, arrived, &self->terminal.office->person, now);
  back = mado_push_reply_write (reply, &error);
  answered = mado_push_reply_read (back, &error);
  g_assert_no_error (error);
  self->store.take_push (self->store.user_data, answered, &error);
  g_assert_no_error (error);
}

static void
pull (Line *self)
{
  g_auto (MadoCursor) cursor = { 0 };
  g_autoptr (MadoPullReply) reply = NULL;
  g_autoptr (MadoPullReply) answered = NULL;
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (self->store.load_cursor (self->store.user_data, &cursor, &error));
  reply = replica_service_pull (self->service, &self->terminal.office->person, cursor.at.seq, MADO_PULL_MAX_ENTRIES);
  back = mado_pull_reply_write (reply, &error);
  answered = mado_pull_reply_read (back, &error);
  g_assert_no_error (error);
  self->store.take_log (self->store.user_data, answered, &error);
  g_assert_no_error (error);
  replica_terminal_assert_sound (&self->terminal);
}

static void
test_work_goes_there_and_comes_back (Line *self, gconstpointer data)
{
  g_auto (MadoCursor) cursor = { 0 };

  load_all (self);
  for (guint i = 0; i < 3; i++)
    save (self);
  push (self);
  g_assert_cmpuint (replica_terminal_count (&self->terminal, MADO_JOURNAL_RECEIVED), ==, 3);
  pull (self);
  g_assert_cmpuint (replica_terminal_count (&self->terminal, MADO_JOURNAL_APPLIED), ==, 3);
  g_assert_true (self->store.load_cursor (self->store.user_data, &cursor, NULL));
  g_assert_true (mado_cursor_is_trusted (&cursor));
  g_assert_cmpint (cursor.at.seq, ==, 3);
  g_assert_true (mado_hash_equals (&cursor.at.chain, &self->service->head.chain));
}

static gboolean
greet (Line *self, GError **error)
{
  const MadoHelloReply hello = replica_service_greet (self->service, self->terminal.replica);

  return self->store.take_hello (self->store.user_data, &hello, error);
}

static gint64
get_received (Line *self)
{
  g_auto (MadoCursor) cursor = { 0 };

  g_assert_true (self->store.load_cursor (self->store.user_data, &cursor, NULL));

  return cursor.received;
}

static void
test_what_an_answer_was_lost_of_is_offered_again (Line *self, gconstpointer data)
{
  g_autoptr (MadoPushRequest) request = mado_push_request_new ();
  g_autoptr (MadoPushReply) lost = NULL;
  MadoInstant held_until = MADO_INSTANT_NONE;
  g_autoptr (GError) error = NULL;

  load_all (self);
  save (self);
  push (self);
  save (self);
  g_assert_true (self->store.list_unsent (self->store.user_data, replica_office_get_now (self->terminal.office),
                                          request, &held_until, NULL));
  lost = replica_service_push (self->service, request, &self->terminal.office->person,
                               replica_office_get_now (self->terminal.office));
  g_assert_cmpint (lost->received, ==, 2);
  greet (self, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_received (self), ==, 1);
  push (self);
  pull (self);
  g_assert_cmpuint (replica_terminal_count (&self->terminal, MADO_JOURNAL_APPLIED), ==, 2);
  g_assert_cmpuint (self->service->lines->len, ==, 2);
}

static void
test_another_epoch_of_the_same_log_changes_nothing (Line *self, gconstpointer data)
{
  MadoHelloReply hello;
  g_auto (MadoCursor) cursor = { 0 };

  load_all (self);
  save (self);
  push (self);
  pull (self);
  hello = replica_service_greet (self->service, self->terminal.replica);
  hello.epoch = REPLICA_SERVICE_EPOCH + 1;
  g_assert_true (self->store.take_hello (self->store.user_data, &hello, NULL));
  g_assert_true (self->store.load_cursor (self->store.user_data, &cursor, NULL));
  g_assert_cmpint (cursor.epoch, ==, REPLICA_SERVICE_EPOCH + 1);
  g_assert_true (mado_cursor_is_trusted (&cursor));
  hello.epoch = REPLICA_SERVICE_EPOCH + 2;
  hello.is_witness_true = FALSE; /* it was restored without what is here */
  g_assert_true (self->store.take_hello (self->store.user_data, &hello, NULL));
  g_assert_true (self->store.load_cursor (self->store.user_data, &cursor, NULL));
  g_assert_cmpint (cursor.epoch, ==, REPLICA_SERVICE_EPOCH + 1);
}

static void
test_a_greeting_tells_that_the_service_has_another_journal (Line *self, gconstpointer data)
{
  MadoHelloReply hello;
  g_autoptr (GError) error = NULL;

  load_all (self);
  save (self);
  hello = replica_service_greet (self->service, self->terminal.replica);
  hello.received = 2; /* more than there is here */
  g_assert_false (self->store.take_hello (self->store.user_data, &hello, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CHAIN);
  g_clear_error (&error);
  hello.received = 1;
  hello.chain.bytes[0] = 1; /* something else */
  g_assert_false (self->store.take_hello (self->store.user_data, &hello, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CHAIN);
}

static void
test_what_is_held_waits_and_says_until_when (Line *self, gconstpointer data)
{
  const MadoInstant now = replica_office_get_now (self->terminal.office);
  const MadoInstant later = { now.microseconds + 10 * G_TIME_SPAN_SECOND };
  MadoInstant held_until = MADO_INSTANT_NONE;
  g_autoptr (MadoOperation) inquiry = replica_office_log (self->terminal.office, "いつ");
  g_autoptr (GPtrArray) operations = g_ptr_array_new ();
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (MadoPushRequest) request = mado_push_request_new ();

  load_all (self);
  g_ptr_array_add (operations, inquiry);
  outcomes = mado_replica_save (self->terminal.replica, operations, now, later, NULL);
  g_assert_nonnull (outcomes);
  g_assert_true (self->store.list_unsent (self->store.user_data, now, request, &held_until, NULL));
  g_assert_cmpuint (request->operations->len, ==, 0);
  g_assert_cmpint (held_until.microseconds, ==, later.microseconds);
  g_assert_true (self->store.list_unsent (self->store.user_data, later, request, &held_until, NULL));
  g_assert_cmpuint (request->operations->len, ==, 1);
  g_assert_false (mado_instant_is_valid (held_until));
}

static void
test_a_fork_goes_on_under_a_fresh_id (Line *self, gconstpointer data)
{
  MadoId device;

  load_all (self);
  save (self);
  push (self);
  g_assert_true (self->store.fork (self->store.user_data, mado_id_from_text (FRESH), NULL));
  g_assert_true (self->store.load_device (self->store.user_data, &device, NULL));
  g_assert_cmpint (mado_id_compare (device, mado_id_from_text (FRESH)), ==, 0);
  save (self);
  push (self);
  pull (self);
  g_assert_cmpuint (replica_terminal_count (&self->terminal, MADO_JOURNAL_APPLIED), ==, 2);
  g_assert_cmpuint (self->service->lines->len, ==, 2);
}

#define add(name, function) g_test_add (name, Line, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/replica-line/work-goes-there-and-comes-back", test_work_goes_there_and_comes_back);
  add ("/replica-line/what-an-answer-was-lost-of-is-offered-again", test_what_an_answer_was_lost_of_is_offered_again);
  add ("/replica-line/another-epoch-of-the-same-log-changes-nothing",
       test_another_epoch_of_the_same_log_changes_nothing);
  add ("/replica-line/a-greeting-tells-that-the-service-has-another-journal",
       test_a_greeting_tells_that_the_service_has_another_journal);
  add ("/replica-line/what-is-held-waits-and-says-until-when", test_what_is_held_waits_and_says_until_when);
  add ("/replica-line/a-fork-goes-on-under-a-fresh-id", test_a_fork_goes_on_under_a_fresh_id);

  return g_test_run ();
}
