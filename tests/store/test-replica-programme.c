/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A new definition of the programme is published: work lists, search and what is shown are made again for it, whole or
 * not at all, and only where it makes a difference to them. */

#include "mado-erasure.h"
#include "mado-fault-vfs.h"
#include "mado-indexes.h"
#include "mado-queue-page.h"
#include "mado-search.h"
#include "mado-statement.h"
#include "replica-terminal.h"

#define MOST_CALLS 2000

/* What a definition says, and what a later one. */
typedef struct {
  const char *from;
  const char *to;
} Change;

#define ORDER "state = 'received' AND open_deficiencies = 0\", \"order\": [\"received_on\", \"control_no\"]"

static const Change order = { ORDER, "state = 'received' AND open_deficiencies = 0\", \"order\": [\"birth_date\"]" };
static const Change filter = { ORDER,
                               "state = 'received' AND control_no <> '0000000002'\", \"order\": [\"received_on\", "
                               "\"control_no\"]" };
static const Change fields = { "\"label\": \"職業\",           \"type\": \"text\",    \"max\": 40, ",
                               "\"label\": \"職業\", \"type\": \"address\", " };
static const Change label = { "収受・審査待ち", "審査待ち" };

static const ReplicaApplication applications[] = {
  { "0000000001", "見本 一子", "1997-01-01", "船大工" },
  { "0000000002", "見本 二子", "1995-01-01", "船頭" },
  { "0000000003", "見本 三子", "1996-01-01", "左官" },
};

static void
receive_all (ReplicaTerminal *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (applications); i++) {
    g_autoptr (MadoOperation) reception = replica_office_receive (self->office, &applications[i]);

    replica_terminal_save (self, reception);
  }
}

static void
close_file (ReplicaTerminal *self)
{
  g_clear_pointer (&self->replica, mado_replica_free);
  g_clear_pointer (&self->database, mado_database_free);
}

static void
publish (ReplicaTerminal *self, const Change *change)
{
  close_file (self);
  replica_office_publish (self->office, change->from, change->to);
}

static void
follow (ReplicaTerminal *self, const Change *change)
{
  publish (self, change);
  replica_terminal_restart (self);
  g_assert_cmpstr (replica_office_check_indexes (self->office, self->database), ==, NULL);
}

/* The numbers in a list, each by its last digit. */
static char *
list_numbers (ReplicaTerminal *self, const char *queue)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  const MadoQueueList list = { self->office->programme, queue, columns };
  const MadoQueueQuery query = { .from = MADO_QUEUE_AT, .limit = 10 };
  g_autoptr (GPtrArray) page = NULL;
  GString *numbers = g_string_new (NULL);

  g_ptr_array_add (columns, (gpointer) "control_no");
  page = mado_queue_load_page (self->database, &list, &query, NULL);
  g_assert_nonnull (page);
  for (guint i = 0; i < page->len; i++)
    g_string_append_c (numbers, ((MadoQueueEntry *) g_ptr_array_index (page, i))->values[0].text[9]);

  return g_string_free_and_steal (numbers);
}

static void
assert_list (ReplicaTerminal *self, const char *queue, const char *expected)
{
  g_autofree char *numbers = list_numbers (self, queue);

  g_assert_cmpstr (numbers, ==, expected);
}

static guint
count_found (ReplicaTerminal *self, const char *typed)
{
  g_autoptr (GArray) hits = mado_search_load_page (self->database, self->office->programme, typed, NULL, 10, NULL);

  return hits->len;
}

static void
test_a_list_is_sorted_anew (ReplicaTerminal *self, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;

  receive_all (self);
  assert_list (self, "intake", "123");
  follow (self, &order);
  assert_list (self, "intake", "231");
  entries = mado_journal_list (self->database, 0, 1, NULL);
  /* which finds the row where the new order has it */
  g_assert_true (mado_replica_erase (self->replica, ((MadoJournalEntry *) g_ptr_array_index (entries, 0))->entity,
                                     "保存期間満了", replica_office_get_now (self->office), NULL));
  assert_list (self, "intake", "23");
  g_assert_cmpstr (replica_office_check_indexes (self->office, self->database), ==, NULL);
}

/* Which list a case is in says whoever judged it: here that is this terminal, as long as the case is pending. */
static void
test_pending_work_is_judged_anew (ReplicaTerminal *self, gconstpointer data)
{
  receive_all (self);
  follow (self, &filter);
  assert_list (self, "intake", "13");
}

static void
test_other_fields_are_searched (ReplicaTerminal *self, gconstpointer data)
{
  const Change back = { fields.to, fields.from };

  receive_all (self);
  g_assert_cmpuint (count_found (self, "船"), ==, 0);
  follow (self, &fields);
  g_assert_cmpuint (count_found (self, "船"), ==, 2);
  g_assert_cmpuint (count_found (self, "見本"), ==, 3);
  follow (self, &back);
  g_assert_cmpuint (count_found (self, "船"), ==, 0);
}

static gint64
ask (MadoDatabase *database, const char *sql)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  return mado_statement_step (statement) ? mado_statement_get_int (statement, 0) : -1;
}

/* What is wrong there is not put right unless the index is made anew. */
static void
test_only_what_a_change_concerns_is_made_anew (ReplicaTerminal *self, gconstpointer data)
{
  static const struct {
    const Change *change;
    gint64 count, n_strangers;
  } steps[] = { { &label, 77, 1 }, { &order, 3, 1 }, { &fields, 3, 0 } };

  receive_all (self);
  g_assert_true (mado_database_run_script (self->database,
                                           "UPDATE counter SET count = 77 WHERE name = 'state:case:received';"
                                           "INSERT INTO search (rowid, grams) VALUES (999, 'stranger')",
                                           NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    publish (self, steps[i].change);
    replica_terminal_restart (self);
    g_assert_cmpint (ask (self->database, "SELECT count FROM counter WHERE name = 'state:case:received'"), ==,
                     steps[i].count);
    g_assert_cmpint (ask (self->database, "SELECT count (*) FROM search WHERE search MATCH 'stranger'"), ==,
                     steps[i].n_strangers);
  }
}

/* A file of a release before, which says nothing of what it was made for. */
static void
test_a_file_that_does_not_say_is_made_anew (ReplicaTerminal *self, gconstpointer data)
{
  receive_all (self);
  g_assert_true (mado_database_run_script (self->database, "DELETE FROM basis; DELETE FROM queue_row", NULL));
  replica_terminal_restart (self);
  assert_list (self, "intake", "123");
}

static MadoReplica *
try_to_open (ReplicaTerminal *self, GCancellable *cancellable, GError **error)
{
  MadoReplica *replica;

  self->database = store_sample_open (&self->sample);
  mado_database_set_cancellable (self->database, cancellable);
  replica = mado_replica_new (self->database, self->office->judge, &self->office->person, mado_indexes, error);
  mado_database_set_cancellable (self->database, NULL);

  return replica;
}

static void
receive_many (ReplicaTerminal *self)
{
  for (guint i = 0; i < 100; i++) {
    g_autofree char *number = g_strdup_printf ("1%09u", i);
    const ReplicaApplication application = { number, "例示 夏実", "1990-01-01", "左官" };
    g_autoptr (MadoOperation) reception = replica_office_receive (self->office, &application);

    g_assert_true (replica_office_save (self->office, self->replica, reception, NULL));
  }
}

static void
test_who_cannot_wait_goes_on_later (ReplicaTerminal *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  receive_many (self);
  publish (self, &order);
  g_cancellable_cancel (cancellable);
  g_assert_null (try_to_open (self, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (ask (self->database, "SELECT count FROM counter WHERE name = 'intake'"), ==, 100);
  replica_terminal_restart (self);
  g_assert_cmpstr (replica_office_check_indexes (self->office, self->database), ==, NULL);
}

/* The n-th call fails while it is made anew: as before or as wanted, and the next try succeeds. */
static gboolean
try_with_fault (ReplicaTerminal *self, const Change *change, MadoFault fault, guint nth)
{
  const Change back = { change->to, change->from };
  g_autoptr (GError) error = NULL;
  gboolean has_hit;
  char *numbers;

  publish (self, change);
  self->database = store_sample_open (&self->sample);
  mado_fault_vfs_arm (fault, nth);
  self->replica = mado_replica_new (self->database, self->office->judge, &self->office->person, mado_indexes, &error);
  has_hit = mado_fault_vfs_disarm ();
  g_assert_true (self->replica != NULL || has_hit);
  g_assert_true ((self->replica == NULL) == (error != NULL));
  numbers = list_numbers (self, "intake");
  if (self->replica != NULL)
    g_assert_cmpstr (numbers, ==, "231");
  else
    g_assert_true (g_str_equal (numbers, "123") || g_str_equal (numbers, "231"));
  g_free (numbers);
  replica_terminal_restart (self);
  assert_list (self, "intake", "231");
  follow (self, &back);
  assert_list (self, "intake", "123");

  return has_hit;
}

static void
test_whole_or_not_at_all (ReplicaTerminal *self, gconstpointer data)
{
  self->sample.place.vfs = MADO_FAULT_VFS;
  replica_terminal_restart (self);
  receive_all (self);
  for (MadoFault fault = MADO_FAULT_ERROR; fault <= MADO_FAULT_SHORT_READ; fault++) {
    guint n = 1;

    while (try_with_fault (self, &order, fault, n))
      g_assert_cmpuint (n++, <, MOST_CALLS);
    g_test_message ("fault %d: %u calls", (int) fault, n - 1);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_fault_vfs_register ();

  replica_terminal_add ("/replica-programme/a-list-is-sorted-anew", test_a_list_is_sorted_anew);
  replica_terminal_add ("/replica-programme/pending-work-is-judged-anew", test_pending_work_is_judged_anew);
  replica_terminal_add ("/replica-programme/other-fields-are-searched", test_other_fields_are_searched);
  replica_terminal_add ("/replica-programme/only-what-a-change-concerns-is-made-anew",
                        test_only_what_a_change_concerns_is_made_anew);
  replica_terminal_add ("/replica-programme/a-file-that-does-not-say-is-made-anew",
                        test_a_file_that_does_not_say_is_made_anew);
  replica_terminal_add ("/replica-programme/who-cannot-wait-goes-on-later", test_who_cannot_wait_goes_on_later);
  replica_terminal_add ("/replica-programme/whole-or-not-at-all", test_whole_or_not_at_all);

  return g_test_run ();
}
