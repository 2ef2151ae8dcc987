/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal on its way: in order, without gaps, in groups, until the service has said of everything that it has it.
 */

#include <string.h>

#include "mado-cursor.h"
#include "mado-profile.h"
#include "mado-row.h"
#include "mado-store-error.h"
#include "replica-service.h"
#include "replica-terminal.h"

#define GROUP "0195eeb1-5a00-7abc-8def-0123456789ad"
#define N_ANSWERS 400
#define FRESH "0195eeb1-5a00-7abc-8def-0123456789ff"

static MadoPushRequest *
list_at (ReplicaTerminal *self, gint64 seconds)
{
  MadoPushRequest *request = mado_push_request_new ();
  MadoInstant now = replica_office_get_now (self->office);

  now.microseconds += seconds * 1000000;
  g_assert_true (mado_replica_list_unsent (self->replica, now, request, NULL));

  return request;
}

static const MadoPushedOperation *
get (const MadoPushRequest *request, guint index)
{
  g_assert_cmpuint (index, <, request->operations->len);

  return &g_array_index (request->operations, MadoPushedOperation, index);
}

static guint
count_listed (ReplicaTerminal *self)
{
  g_autoptr (MadoPushRequest) request = list_at (self, 0);

  return request->operations->len;
}

static MadoId
save_inquiry (ReplicaTerminal *self)
{
  g_autoptr (MadoOperation) inquiry = replica_office_log (self->office, "いつ");

  replica_terminal_save (self, inquiry);

  return mado_operation_get_header (inquiry)->entity;
}

static void
save_together (ReplicaTerminal *self, MadoOperation *first, MadoOperation *second, gint64 held)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new ();
  g_autoptr (GPtrArray) outcomes = NULL;
  MadoInstant now = replica_office_get_now (self->office), until = { now.microseconds + held * 1000000 };

  g_ptr_array_add (operations, first);
  g_ptr_array_add (operations, second);
  outcomes = mado_replica_save (self->replica, operations, now, until, NULL);
  g_assert_nonnull (outcomes);
  g_assert_false (mado_outcome_is_refused (g_ptr_array_index (outcomes, 0)));
}

static void
test_listed_in_a_chain (ReplicaTerminal *self, gconstpointer data)
{
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();
  g_autoptr (MadoPushRequest) request = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  MadoProfile profile = { 0 };
  MadoHash chain;

  for (guint i = 0; i < 3; i++)
    save_inquiry (self);
  request = list_at (self, 0);
  entries = mado_journal_list (self->database, 0, 10, NULL);
  chain = request->before;
  g_assert_cmpuint (request->operations->len, ==, 3);
  g_assert_true (mado_profile_load (self->database, &profile, NULL));
  g_assert_cmpint (mado_id_compare (request->device, profile.device), ==, 0);
  for (guint i = 0; i < 3; i++) {
    const MadoJournalEntry *entry = g_ptr_array_index (entries, i);

    g_assert_cmpint (get (request, i)->dseq, ==, i + 1);
    g_assert_true (g_bytes_equal (get (request, i)->text, entry->text));
    g_assert_false (get (request, i)->goes_on);
    g_assert_false (get (request, i)->is_withdrawn);
    chain = mado_chain_hash_link (hasher, &chain, &get (request, i)->hash);
    g_assert_true (mado_hash_equals (&chain, &entry->chain));
  }
}

static void
test_a_group_goes_on_and_its_withdrawal_is_another (ReplicaTerminal *self, gconstpointer data)
{
  const MadoId group = mado_id_from_text (GROUP);
  MadoId first = save_inquiry (self), second = save_inquiry (self);
  g_autoptr (MadoOperation) one = replica_office_answer (self->office, first, "来月", group);
  g_autoptr (MadoOperation) two = replica_office_answer (self->office, second, "来月", group);
  g_autoptr (MadoPushRequest) held = NULL;
  g_autoptr (MadoPushRequest) request = NULL;
  static const gboolean goes_on[] = { FALSE, FALSE, TRUE, FALSE, TRUE, FALSE, FALSE };

  save_together (self, one, two, 60);
  held = list_at (self, 0);
  g_assert_cmpuint (held->operations->len, ==, 2); /* and what comes behind it waits, too */
  g_assert_true (mado_replica_withdraw (self->replica, mado_operation_get_header (one)->id,
                                        replica_office_get_now (self->office), NULL));
  save_inquiry (self);
  request = list_at (self, 0);
  g_assert_cmpuint (request->operations->len, ==, G_N_ELEMENTS (goes_on));
  for (guint i = 0; i < G_N_ELEMENTS (goes_on); i++) {
    g_assert_cmpint (get (request, i)->goes_on, ==, goes_on[i]);
    g_assert_cmpint (get (request, i)->is_withdrawn, ==, i == 2 || i == 3);
  }
}

static gboolean
take (ReplicaTerminal *self, MadoPushVerdict verdict, gint64 received, gint64 of)
{
  g_autoptr (MadoPushReply) reply = mado_push_reply_new ();
  g_autoptr (GError) error = NULL;
  gint64 last;
  gboolean is_taken;

  reply->verdict = verdict;
  reply->received = received;
  g_assert_true (mado_journal_load_place (self->database, of, &last, &reply->chain, NULL));
  is_taken = mado_replica_take_push (self->replica, reply, &error);
  if (!is_taken)
    g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CHAIN);

  return is_taken;
}

static void
test_no_more_than_goes_in_one_request (ReplicaTerminal *self, gconstpointer data)
{
  const MadoId group = mado_id_from_text (GROUP);
  g_autofree char *long_text = g_strnfill (3000, 'x');
  g_autoptr (MadoPushRequest) request = NULL;
  g_autoptr (MadoPushRequest) first = NULL;
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);
  g_autoptr (GPtrArray) outcomes = NULL;
  MadoInstant now;
  gsize length = 0;

  for (guint i = 0; i < N_ANSWERS; i++) {
    g_autoptr (MadoOperation) inquiry = replica_office_log (self->office, "いつ");
    MadoId id = mado_operation_get_header (inquiry)->entity;

    g_assert_true (replica_office_save (self->office, self->replica, inquiry, NULL));
    g_ptr_array_add (operations, replica_office_answer (self->office, id, long_text, group));
  }
  now = replica_office_get_now (self->office);
  outcomes = mado_replica_save (self->replica, operations, now, now, NULL);
  g_assert_nonnull (outcomes);
  first = list_at (self, 0);
  g_assert_cmpuint (first->operations->len, ==, MADO_PUSH_MAX_OPERATIONS);
  g_assert_true (get (first, MADO_PUSH_MAX_OPERATIONS - 1)->goes_on);
  g_assert_true (take (self, MADO_PUSH_TAKEN, N_ANSWERS, N_ANSWERS));
  request = list_at (self, 0);
  for (guint i = 0; i < request->operations->len; i++)
    length += g_bytes_get_size (get (request, i)->text);
  g_assert_cmpuint (length, <=, MADO_PUSH_MAX_LENGTH);
  g_assert_cmpuint (length, >, MADO_PUSH_MAX_LENGTH - 5000);
  g_assert_true (get (request, request->operations->len - 1)->goes_on); /* the group is not at its end */
}

/* --- what the service says --------------------------------------------------------------------------------------- */

static void
test_received_is_told_and_forks_are_seen (ReplicaTerminal *self, gconstpointer data)
{
  save_inquiry (self);
  save_inquiry (self);
  g_assert_cmpuint (count_listed (self), ==, 2);
  g_assert_false (take (self, MADO_PUSH_TAKEN, 2, 1));
  g_assert_false (take (self, MADO_PUSH_TAKEN, 3, 3));
  g_assert_false (take (self, MADO_PUSH_FORKED, 1, 1));
  g_assert_cmpuint (replica_terminal_count (self, MADO_JOURNAL_SAVED), ==, 2);
  g_assert_true (take (self, MADO_PUSH_TAKEN, 1, 1));
  g_assert_cmpuint (replica_terminal_count (self, MADO_JOURNAL_SAVED), ==, 1);
  g_assert_cmpuint (replica_terminal_count (self, MADO_JOURNAL_RECEIVED), ==, 1);
  g_assert_cmpuint (count_listed (self), ==, 1);
  replica_terminal_restart (self);
  g_assert_cmpuint (replica_terminal_count (self, MADO_JOURNAL_RECEIVED), ==, 1);
}

/* A reply says more than was asked, after the program was started anew: nothing is known of what came of the rest. */
static void
test_only_what_was_offered_counts (ReplicaTerminal *self, gconstpointer data)
{
  save_inquiry (self);
  save_inquiry (self);
  g_assert_true (take (self, MADO_PUSH_TAKEN, 2, 2));
  g_assert_cmpuint (replica_terminal_count (self, MADO_JOURNAL_RECEIVED), ==, 0);
  g_assert_cmpuint (count_listed (self), ==, 2);
  g_assert_true (take (self, MADO_PUSH_TAKEN, 2, 2));
  g_assert_cmpuint (replica_terminal_count (self, MADO_JOURNAL_RECEIVED), ==, 2);
  g_assert_true (take (self, MADO_PUSH_TAKEN, 1, 1)); /* late; what is there stays there */
  g_assert_cmpuint (replica_terminal_count (self, MADO_JOURNAL_RECEIVED), ==, 2);
}

static void
test_a_gap_is_filled (ReplicaTerminal *self, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    save_inquiry (self);
  g_assert_cmpuint (count_listed (self), ==, 3);
  g_assert_true (take (self, MADO_PUSH_TAKEN, 3, 3));
  g_assert_cmpuint (count_listed (self), ==, 0);
  g_assert_true (take (self, MADO_PUSH_GAP, 1, 1));
  g_assert_cmpuint (count_listed (self), ==, 2);
}

/* --- with a service ---------------------------------------------------------------------------------------------- */

static void
receive (ReplicaTerminal *self, ReplicaService *service)
{
  replica_service_receive (service, self->replica, &self->office->person, replica_office_get_now (self->office));
}

static void
tell (ReplicaTerminal *self, ReplicaService *service)
{
  g_auto (MadoCursor) cursor = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_cursor_load (self->database, &cursor, NULL));
  replica_service_tell (service, self->replica, &self->office->person, cursor.at.seq, 500, &error);
  g_assert_no_error (error);
  replica_terminal_assert_sound (self);
}

static void
load_all (ReplicaTerminal *self, ReplicaService *service)
{
  const MadoHelloReply hello = replica_service_greet (service, self->replica);
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_replica_begin_loading (self->replica, &hello, NULL));
  replica_service_load (service, self->replica, &self->office->person, &error);
  g_assert_no_error (error);
  g_assert_true (mado_replica_finish_loading (self->replica, NULL));
  replica_terminal_assert_sound (self);
}

/* Its entry lies behind the head that was loaded: it would never come as news. */
static void
test_what_lies_behind_the_loaded_head_is_settled_by_the_reply (ReplicaTerminal *self, gconstpointer data)
{
  g_autoptr (ReplicaService) service = replica_service_new (self->office->programme);
  g_autoptr (MadoOperation) answer = NULL;
  MadoId id;

  load_all (self, service);
  id = save_inquiry (self);
  answer = replica_office_answer (self->office, id, "来月", MADO_ID_NONE);
  replica_terminal_save (self, answer);
  receive (self, service);
  load_all (self, service);
  g_assert_cmpuint (replica_terminal_count (self, MADO_JOURNAL_SAVED), ==, 2); /* nobody knows yet, … */
  g_assert_cmpint (replica_terminal_get_version (self, id), ==, 3);            /* … and one is done twice */
  receive (self, service);
  replica_terminal_assert_sound (self);
  g_assert_cmpuint (replica_terminal_count (self, MADO_JOURNAL_APPLIED), ==, 2);
  g_assert_cmpint (replica_terminal_get_version (self, id), ==, 2);
  g_assert_cmpuint (service->lines->len, ==, 2); /* each once */
}

static void
test_what_is_still_to_come_is_settled_by_the_log (ReplicaTerminal *self, gconstpointer data)
{
  g_autoptr (ReplicaService) service = replica_service_new (self->office->programme);
  g_autoptr (MadoPushRequest) request = NULL;
  g_autoptr (MadoPushReply) lost = NULL;

  load_all (self, service);
  save_inquiry (self);
  request = list_at (self, 0);
  lost = replica_service_push (service, request, &self->office->person, replica_office_get_now (self->office));
  g_assert_nonnull (lost);
  receive (self, service); /* again, since no reply came */
  g_assert_cmpuint (replica_terminal_count (self, MADO_JOURNAL_RECEIVED), ==, 1);
  tell (self, service);
  g_assert_cmpuint (replica_terminal_count (self, MADO_JOURNAL_APPLIED), ==, 1);
  g_assert_cmpuint (service->lines->len, ==, 1);
}

static void
test_a_fork_offers_the_whole_journal (ReplicaTerminal *self, gconstpointer data)
{
  g_autoptr (ReplicaService) service = replica_service_new (self->office->programme);
  g_autoptr (MadoPushRequest) request = NULL;

  load_all (self, service);
  save_inquiry (self);
  receive (self, service);
  tell (self, service);
  save_inquiry (self);
  g_assert_true (mado_replica_fork (self->replica, mado_id_from_text (FRESH), NULL));
  replica_terminal_restart (self);
  g_assert_cmpuint (replica_terminal_count (self, MADO_JOURNAL_APPLIED), ==, 1); /* until the service says otherwise */
  request = list_at (self, 0);
  g_assert_cmpint (mado_id_compare (request->device, mado_id_from_text (FRESH)), ==, 0);
  g_assert_cmpuint (request->operations->len, ==, 2);
  g_assert_cmpint (get (request, 0)->dseq, ==, 1);
  receive (self, service);
  tell (self, service);
  g_assert_cmpuint (replica_terminal_count (self, MADO_JOURNAL_APPLIED), ==, 2);
  g_assert_cmpuint (service->lines->len, ==, 2); /* each once */
}

/* The service was restored without it, and decides anew: by now, he may do nothing. */
static void
test_what_was_settled_is_settled_anew (ReplicaTerminal *self, gconstpointer data)
{
  g_autoptr (ReplicaService) service = replica_service_new (self->office->programme);
  g_autoptr (ReplicaService) restored = replica_service_new (self->office->programme);
  const MadoPerson nobody = { self->office->person.account, (const char *const[]) { NULL } };
  g_autoptr (MadoOperation) answer = NULL;
  MadoId id;

  load_all (self, service);
  id = save_inquiry (self);
  receive (self, service);
  tell (self, service);
  answer = replica_office_answer (self->office, id, "来月", MADO_ID_NONE);
  replica_terminal_save (self, answer);
  receive (self, service);
  tell (self, service);
  g_assert_cmpuint (replica_terminal_count (self, MADO_JOURNAL_APPLIED), ==, 2);
  g_assert_true (mado_replica_fork (self->replica, mado_id_from_text (FRESH), NULL));
  load_all (self, restored);
  g_assert_cmpint (replica_terminal_get_version (self, id), ==, 0);
  replica_service_receive (restored, self->replica, &nobody, replica_office_get_now (self->office));
  tell (self, restored);
  g_assert_cmpuint (replica_terminal_count (self, MADO_JOURNAL_REFUSED), ==, 2);
  g_assert_cmpint (replica_terminal_get_version (self, id), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  replica_terminal_add ("/replica-offer/listed-in-a-chain", test_listed_in_a_chain);
  replica_terminal_add ("/replica-offer/a-group-goes-on-and-its-withdrawal-is-another",
                        test_a_group_goes_on_and_its_withdrawal_is_another);
  replica_terminal_add ("/replica-offer/no-more-than-goes-in-one-request", test_no_more_than_goes_in_one_request);
  replica_terminal_add ("/replica-offer/received-is-told-and-forks-are-seen", test_received_is_told_and_forks_are_seen);
  replica_terminal_add ("/replica-offer/only-what-was-offered-counts", test_only_what_was_offered_counts);
  replica_terminal_add ("/replica-offer/a-gap-is-filled", test_a_gap_is_filled);
  replica_terminal_add ("/replica-offer/what-lies-behind-the-loaded-head-is-settled-by-the-reply",
                        test_what_lies_behind_the_loaded_head_is_settled_by_the_reply);
  replica_terminal_add ("/replica-offer/what-is-still-to-come-is-settled-by-the-log",
                        test_what_is_still_to_come_is_settled_by_the_log);
  replica_terminal_add ("/replica-offer/a-fork-offers-the-whole-journal", test_a_fork_offers_the_whole_journal);
  replica_terminal_add ("/replica-offer/what-was-settled-is-settled-anew", test_what_was_settled_is_settled_anew);

  return g_test_run ();
}
