/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is about a case is found by it: while it is so, and no longer. */

#include "mado-about-index.h"
#include "mado-replica.h"
#include "replica-terminal.h"

static MadoId
save (ReplicaTerminal *self, MadoOperation *operation)
{
  const MadoId entity = mado_operation_get_header (operation)->entity;

  replica_terminal_save (self, operation);

  return entity;
}

static MadoId
receive (ReplicaTerminal *self, const char *number)
{
  return save (self, replica_office_receive (self->office,
                                             &(ReplicaApplication) { number, "見本 花子", "1995-05-05", "船大工" }));
}

static void
assert_calls (ReplicaTerminal *self, MadoId about, guint n_expected, const MadoId *expected)
{
  g_autoptr (GPtrArray) calls = mado_about_list (self->database, about, "inquiry", 10, NULL);

  g_assert_nonnull (calls);
  g_assert_cmpuint (calls->len, ==, n_expected);
  for (guint i = 0; i < n_expected; i++)
    g_assert_cmpint (mado_id_compare (mado_entity_get_id (g_ptr_array_index (calls, i)), expected[i]), ==, 0);
}

static void
assert_right (ReplicaTerminal *self, gboolean expected)
{
  gboolean is_right = !expected;

  g_assert_true (mado_about_check (self->database, self->office->programme, &is_right, NULL));
  g_assert_cmpint (is_right, ==, expected);
}

static void
test_the_newest_comes_first (ReplicaTerminal *self, gconstpointer data)
{
  const MadoId about = receive (self, "0000000001"), other = receive (self, "0000000002");
  const MadoId first = save (self, replica_office_log_about (self->office, about));
  const MadoId of_other = save (self, replica_office_log_about (self->office, other));
  const MadoId second = save (self, replica_office_log_about (self->office, about));
  g_autoptr (GPtrArray) one = NULL, letters = NULL;

  save (self, replica_office_log (self->office, "about nobody"));
  assert_calls (self, about, 2, (const MadoId[]) { second, first });
  assert_calls (self, other, 1, &of_other);
  one = mado_about_list (self->database, about, "inquiry", 1, NULL);
  g_assert_cmpuint (one->len, ==, 1);
  letters = mado_about_list (self->database, about, "notice", 10, NULL);
  g_assert_cmpuint (letters->len, ==, 0);
  assert_right (self, TRUE);
}

static void
test_what_is_taken_back_is_about_nothing (ReplicaTerminal *self, gconstpointer data)
{
  const MadoId about = receive (self, "0000000001");
  g_autoptr (MadoOperation) call = replica_office_log_about (self->office, about);
  g_autoptr (GPtrArray) operations = g_ptr_array_new (), outcomes = NULL;
  const MadoInstant now = replica_office_get_now (self->office);

  g_ptr_array_add (operations, call);
  outcomes = mado_replica_save (self->replica, operations, now,
                                (MadoInstant) { now.microseconds + 20 * G_USEC_PER_SEC }, NULL);
  g_assert_nonnull (outcomes);
  assert_calls (self, about, 1, &mado_operation_get_header (call)->entity);
  g_assert_true (mado_replica_withdraw (self->replica, mado_operation_get_header (call)->id, now, NULL));
  assert_calls (self, about, 0, NULL);
  assert_right (self, TRUE);
}

/* A file of the version before has rows and no keys: they are made when it opens. */
static void
test_it_is_made_of_what_is_there (ReplicaTerminal *self, gconstpointer data)
{
  const MadoId about = receive (self, "0000000001");
  const MadoId call = save (self, replica_office_log_about (self->office, about));

  g_assert_true (
      mado_database_run_script (self->database, "DELETE FROM about; DELETE FROM basis WHERE name = 'about'", NULL));
  assert_calls (self, about, 0, NULL);
  assert_right (self, FALSE);
  replica_terminal_restart (self);
  assert_calls (self, about, 1, &call);
  assert_right (self, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  replica_terminal_add ("/about/the-newest-comes-first", test_the_newest_comes_first);
  replica_terminal_add ("/about/what-is-taken-back-is-about-nothing", test_what_is_taken_back_is_about_nothing);
  replica_terminal_add ("/about/it-is-made-of-what-is-there", test_it_is_made_of_what_is_there);

  return g_test_run ();
}
