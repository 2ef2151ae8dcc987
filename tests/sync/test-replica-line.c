/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A replica on the line, record by record over the wire: what goes is what the service gets, what comes is kept. */

#include "mado-replica-line.h"
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
  g_autoptr (MadoPushReply) reply = NULL;
  g_autoptr (MadoPushReply) answered = NULL;
  g_autoptr (GBytes) there = NULL;
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (self->store.list_unsent (self->store.user_data, now, request, &error));
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

static void
test_the_place_in_the_journal_is_what_the_service_has (Line *self, gconstpointer data)
{
  MadoHelloReply hello;
  MadoId device;
  MadoHash chain;
  gint64 last;

  load_all (self);
  save (self);
  push (self);
  save (self);
  hello = replica_service_greet (self->service, self->terminal.replica);
  g_assert_cmpint (hello.received, ==, 1);
  g_assert_true (self->store.load_journal_place (self->store.user_data, hello.received, &device, &last, &chain, NULL));
  g_assert_cmpint (last, ==, 2);
  g_assert_true (mado_hash_equals (&chain, &hello.chain));
  g_assert_true (self->store.load_journal_place (self->store.user_data, 0, &device, &last, &chain, NULL));
  g_assert_true (mado_hash_equals (&chain, &(MadoHash) { 0 }));
  g_assert_true (self->store.load_journal_place (self->store.user_data, 3, &device, &last, &chain, NULL));
  g_assert_true (mado_hash_equals (&chain, &(MadoHash) { 0 })); /* it does not go so far */
}

static void
test_a_fork_goes_on_under_a_fresh_id (Line *self, gconstpointer data)
{
  MadoId device;
  MadoHash chain;
  gint64 last;

  load_all (self);
  save (self);
  push (self);
  g_assert_true (self->store.fork (self->store.user_data, mado_id_from_text (FRESH), NULL));
  g_assert_true (self->store.load_journal_place (self->store.user_data, 1, &device, &last, &chain, NULL));
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
  add ("/replica-line/the-place-in-the-journal-is-what-the-service-has",
       test_the_place_in_the_journal_is_what_the_service_has);
  add ("/replica-line/a-fork-goes-on-under-a-fresh-id", test_a_fork_goes_on_under_a_fresh_id);

  return g_test_run ();
}
