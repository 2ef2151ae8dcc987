/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Work handed to the thread that owns the connection: its order, its results, its end. */

#include "mado-settings.h"
#include "mado-statement.h"
#include "mado-store-error.h"
#include "mado-store-thread.h"
#include "mado-transaction.h"
#include "store-sample.h"

#include <glib/gstdio.h>

typedef struct {
  GThread *thread; /* where the answer came */
  guint n_answers;
  gboolean is_done;
  GError *error;
} Answer;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->thread = g_thread_self ();
  answer->n_answers++;
  g_clear_error (&answer->error);
  answer->is_done = g_task_propagate_boolean (G_TASK (result), &answer->error);
}

static void
wait_for (const Answer *answer, guint n_answers)
{
  while (answer->n_answers < n_answers)
    g_main_context_iteration (NULL, TRUE);
}

static void
run (MadoStoreThread *thread, MadoStoreWork work, const char *request, GCancellable *cancellable, Answer *answer)
{
  GTask *task = g_task_new (NULL, cancellable, answered_cb, answer);

  g_task_set_task_data (task, g_strdup (request), g_free);
  mado_store_thread_run (thread, task, work);
}

static void
save_color (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  GError *error = NULL;

  if (mado_settings_save (database, "color", request, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
compare_color (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  g_autofree char *color = store_sample_load_setting (database, "color");

  g_task_return_boolean (task, g_strcmp0 (color, request) == 0);
}

static const char count_for_ever[] = "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number)"
                                     " SELECT max (n) FROM number";

static void
save_and_count_for_ever (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (MadoTransaction) transaction = mado_transaction_begin (database, &error);
  g_autoptr (MadoStatement) statement = mado_statement_take (database, count_for_ever);

  g_assert_no_error (error);
  g_assert_true (mado_settings_save (database, "color", request, NULL));
  g_assert_false (mado_statement_run (statement, &error));
  g_task_return_error (task, error);
}

static void
test_results_come_back_where_they_were_asked_for (StoreSample *sample, gconstpointer data)
{
  MadoDatabase *database = store_sample_create (sample);
  g_autoptr (MadoStoreThread) thread = mado_store_thread_new ("store", database);
  Answer answer = { 0 };

  run (thread, save_color, "blue", NULL, &answer);
  wait_for (&answer, 1);
  g_assert_true (answer.is_done);
  g_assert_true (answer.thread == g_thread_self ());
}

static void
test_a_reader_sees_what_was_saved (StoreSample *sample, gconstpointer data)
{
  MadoDatabase *database = store_sample_create (sample);
  MadoDatabase *reader = mado_database_open_reader (database, 0, NULL);
  g_autoptr (MadoStoreThread) writing = mado_store_thread_new ("store", database);
  g_autoptr (MadoStoreThread) reading = mado_store_thread_new ("store reader", reader);
  Answer saved = { 0 }, read = { 0 };

  for (guint i = 1; i <= 100; i++) {
    g_autofree char *color = g_strdup_printf ("color %u", i);

    run (writing, save_color, color, NULL, &saved);
    wait_for (&saved, i);
    g_assert_true (saved.is_done);
    run (reading, compare_color, color, NULL, &read);
    wait_for (&read, i);
    g_assert_true (read.is_done);
  }
}

static void
test_what_was_handed_over_is_finished_before_the_end (StoreSample *sample, gconstpointer data)
{
  MadoStoreThread *thread = mado_store_thread_new ("store", store_sample_create (sample));
  g_autoptr (MadoDatabase) database = NULL;
  g_autofree char *color = NULL;
  Answer answer = { 0 };

  for (guint i = 1; i <= 50; i++) {
    g_autofree char *text = g_strdup_printf ("color %u", i);

    run (thread, save_color, text, NULL, &answer);
  }
  mado_store_thread_free (thread);
  g_assert_cmpuint (answer.n_answers, ==, 0); /* they wait in the main context */
  wait_for (&answer, 50);
  g_assert_true (answer.is_done);
  database = store_sample_open (sample); /* the lock is free */
  color = store_sample_load_setting (database, "color");
  g_assert_cmpstr (color, ==, "color 50");
}

static void
test_a_fault_comes_back_as_an_error (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDatabase) database = store_sample_create (sample);
  g_autoptr (MadoStoreThread) thread =
      mado_store_thread_new ("store reader", mado_database_open_reader (database, 0, NULL));
  Answer answer = { 0 };

  run (thread, save_color, "blue", NULL, &answer);
  wait_for (&answer, 1);
  g_assert_error (answer.error, MADO_STORE_ERROR, MADO_STORE_ERROR_READ_ONLY);
  g_clear_error (&answer.error);
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);

  return G_SOURCE_REMOVE;
}

static void
test_work_that_is_cancelled_leaves_nothing (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoStoreThread) thread = mado_store_thread_new ("store", store_sample_create (sample));
  g_autoptr (GCancellable) running = g_cancellable_new (), waiting = g_cancellable_new ();
  Answer long_one = { 0 }, next = { 0 }, last = { 0 };

  run (thread, save_and_count_for_ever, "red", running, &long_one);
  run (thread, save_color, "green", waiting, &next);
  g_cancellable_cancel (waiting);
  g_timeout_add (20, cancel_cb, running);
  wait_for (&long_one, 1);
  wait_for (&next, 1);
  g_assert_error (long_one.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (next.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  run (thread, compare_color, NULL, NULL, &last);
  wait_for (&last, 1);
  g_assert_true (last.is_done);
  g_clear_error (&long_one.error);
  g_clear_error (&next.error);
}

static void
save_much (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  g_autofree char *value = g_strnfill (3 * 1024 * 1024, *(const char *) request);

  g_assert_true (mado_settings_save (database, "much", value, NULL));
  g_task_return_boolean (task, TRUE);
}

static void
test_the_log_does_not_grow_without_end (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoStoreThread) thread = mado_store_thread_new ("store", store_sample_create (sample));
  g_autofree char *path = store_sample_name (sample, ".db-wal");
  Answer answer = { 0 };
  GStatBuf status;

  for (guint i = 0; i < 10; i++)
    run (thread, save_much, i % 2 == 0 ? "x" : "y", NULL, &answer);
  wait_for (&answer, 10);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_size, <, 10 * 1024 * 1024); /* of thirty that were written */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  store_sample_add ("/store-thread/results-come-back-where-they-were-asked-for",
                    test_results_come_back_where_they_were_asked_for);
  store_sample_add ("/store-thread/a-reader-sees-what-was-saved", test_a_reader_sees_what_was_saved);
  store_sample_add ("/store-thread/what-was-handed-over-is-finished-before-the-end",
                    test_what_was_handed_over_is_finished_before_the_end);
  store_sample_add ("/store-thread/a-fault-comes-back-as-an-error", test_a_fault_comes_back_as_an_error);
  store_sample_add ("/store-thread/work-that-is-cancelled-leaves-nothing", test_work_that_is_cancelled_leaves_nothing);
  store_sample_add ("/store-thread/the-log-does-not-grow-without-end", test_the_log_does_not_grow_without_end);

  return g_test_run ();
}
