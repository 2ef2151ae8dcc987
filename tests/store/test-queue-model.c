/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The model of a work list beside the list itself, and beside a copy that only follows what the model says. */

#include "mado-queue-model.h"
#include "mado-store-error.h"
#include "queue-sample.h"

typedef struct {
  QueueSample sample;
  MadoStoreThread *reader;
  MadoQueueModel *model;
  GPtrArray *copy; /* of the model, by items-changed alone */
  guint n_steps;   /* that were told */
  guint n_touched; /* rows in them */
} Desk;

static const char *const in_list[] = { "intake", NULL };
static const char *const elsewhere[] = { "accounts", NULL };

static MadoQueueList
get_intake (const QueueSample *sample)
{
  const MadoQueue *queue = mado_section_find (sample->programme->queues, "intake");

  return (MadoQueueList) { sample->programme, queue->id, queue->columns };
}

/* --- the list itself ---------------------------------------------------------------------------------------------- */

static void
put (Desk *desk, gint64 row, guint receipt, const char *const *queues)
{
  const MadoEntity *before = queue_sample_get (&desk->sample, row);
  g_autofree char *number = g_strdup_printf ("%010u", receipt);
  const SampleCase content = { .state = "received",
                               .received_on = "2025-05-01",
                               .receipt = number,
                               .kanji = "見本 花子",
                               .kana = "ミホン ハナコ",
                               .amount = -1,
                               .queues = queues };

  queue_sample_put (&desk->sample, row,
                    queue_sample_make_case (&desk->sample, before != NULL ? mado_entity_get_id (before) : MADO_ID_NONE,
                                            before != NULL ? mado_entity_get_version (before) + 1 : 1, &content));
}

/* The rows as the whole list has them, read at once. */
static GPtrArray *
load_all (Desk *desk)
{
  const MadoQueueList list = get_intake (&desk->sample);
  GPtrArray *entries =
      mado_queue_load_page (desk->sample.database, &list, &(MadoQueueQuery) { .limit = G_MAXINT }, NULL);

  g_assert_nonnull (entries);

  return entries;
}

/* --- the desk ----------------------------------------------------------------------------------------------------- */

static void
items_changed_cb (GListModel *model, guint position, guint n_removed, guint n_added, gpointer data)
{
  Desk *desk = data;

  g_assert_cmpuint (position + n_removed, <=, desk->copy->len);
  if (n_removed > 0)
    g_ptr_array_remove_range (desk->copy, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (desk->copy, (int) (position + i), g_list_model_get_item (model, position + i));
  g_assert_cmpuint (desk->copy->len, ==, g_list_model_get_n_items (model));
  desk->n_steps++;
  desk->n_touched += n_removed + n_added;
}

static void
desk_open (Desk *desk, guint n_rows, gboolean is_copied)
{
  g_autoptr (GError) error = NULL;

  queue_sample_set_up (&desk->sample, "ninpu-r7.json");
  queue_sample_begin (&desk->sample);
  for (guint i = 1; i <= n_rows; i++)
    put (desk, i, i * 10, in_list);
  queue_sample_commit (&desk->sample);
  desk->reader = mado_store_thread_new ("store reader", mado_database_open_reader (desk->sample.database, 0, &error));
  g_assert_no_error (error);

  const MadoQueueList list = get_intake (&desk->sample);

  desk->model = mado_queue_model_new (desk->reader, &list);
  desk->copy = g_ptr_array_new_with_free_func (g_object_unref);
  if (is_copied)
    g_signal_connect (desk->model, "items-changed", G_CALLBACK (items_changed_cb), desk);
}

static void
desk_close (Desk *desk)
{
  g_clear_object (&desk->model);
  mado_store_thread_free (desk->reader);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_ptr_array_unref (desk->copy);
  queue_sample_tear_down (&desk->sample);
}

static MadoQueueRow *
get_row (Desk *desk, guint position)
{
  g_autoptr (MadoQueueRow) row = g_list_model_get_item (G_LIST_MODEL (desk->model), position);

  return row; /* the window holds it */
}

static void
wait_for_row (Desk *desk, guint position)
{
  while (mado_queue_row_get_version (get_row (desk, position)) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_count (Desk *desk, guint count)
{
  while (g_list_model_get_n_items (G_LIST_MODEL (desk->model)) != count)
    g_main_context_iteration (NULL, TRUE);
}

static void
answered_cb (G_GNUC_UNUSED GObject *source, G_GNUC_UNUSED GAsyncResult *result, gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
do_nothing (GTask *task,
            G_GNUC_UNUSED MadoDatabase *database,
            G_GNUC_UNUSED gpointer request,
            G_GNUC_UNUSED GCancellable *cancellable)
{
  g_task_return_boolean (task, TRUE);
}

/* Until the reader has done everything that was asked for so far. */
static void
settle (Desk *desk)
{
  for (guint i = 0; i < 3; i++) {
    gboolean is_answered = FALSE;

    mado_store_thread_run (desk->reader, g_task_new (NULL, NULL, answered_cb, &is_answered), do_nothing);
    while (!is_answered)
      g_main_context_iteration (NULL, TRUE);
  }
}

static void
refresh (Desk *desk)
{
  mado_queue_model_refresh (desk->model);
  settle (desk);
}

static gint64
get_number (Desk *desk, guint position)
{
  wait_for_row (desk, position);

  return mado_queue_row_get_entry (get_row (desk, position))->spot.row;
}

/* --- tests -------------------------------------------------------------------------------------------------------- */

static void
test_the_count_comes_first_and_rows_when_asked (void)
{
  Desk desk = { 0 };

  desk_open (&desk, 300, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (desk.model)), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (desk.model), 0));
  wait_for_count (&desk, 300);

  MadoQueueRow *row = get_row (&desk, 150);

  g_assert_null (mado_queue_row_get_entry (row));
  wait_for_row (&desk, 150);
  g_assert_true (get_row (&desk, 150) == row);
  g_assert_cmpint (mado_queue_row_get_entry (row)->spot.row, ==, 151);
  g_assert_cmpstr (mado_queue_row_get_entry (row)->values[0].text, ==, "0000001510");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (desk.model), 300));
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (desk.model)) == MADO_TYPE_QUEUE_ROW);
  desk_close (&desk);
}

static void
test_one_change_is_one_step (void)
{
  static const struct {
    gint64 row;
    guint receipt;
    const char *const *queues;
    guint n_steps, n_touched;
  } cases[] = {
    { 77, 770, elsewhere, 1, 1 }, /* gone */
    { 77, 770, in_list, 1, 1 },   /* there again */
    { 500, 15, in_list, 1, 1 },   /* new */
    { 3, 1005, in_list, 2, 2 },   /* moved back */
    { 90, 7, in_list, 2, 2 },     /* moved to the front */
    { 40, 400, in_list, 0, 0 },   /* other content, same place */
    { 500, 9999, in_list, 2, 2 }, /* to the end */
  };
  Desk desk = { 0 };

  desk_open (&desk, 200, TRUE);
  wait_for_count (&desk, 200);
  settle (&desk);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    desk.n_steps = desk.n_touched = 0;
    put (&desk, cases[i].row, cases[i].receipt, cases[i].queues);
    refresh (&desk);
    g_assert_cmpuint (desk.n_steps, ==, cases[i].n_steps);
    g_assert_cmpuint (desk.n_touched, ==, cases[i].n_touched);
  }
  desk_close (&desk);
}

static void
notified_cb (G_GNUC_UNUSED GObject *row, G_GNUC_UNUSED GParamSpec *spec, gpointer data)
{
  ++*(guint *) data;
}

static void
test_a_row_that_stays_is_the_same_object (void)
{
  Desk desk = { 0 };
  guint n_notified = 0;

  desk_open (&desk, 100, TRUE);
  wait_for_count (&desk, 100);
  settle (&desk);

  MadoQueueRow *moved = get_row (&desk, 30), *still = get_row (&desk, 50);

  g_signal_connect (still, "notify::version", G_CALLBACK (notified_cb), &n_notified);
  put (&desk, 31, 805, in_list);
  refresh (&desk);
  g_assert_true (get_row (&desk, 79) == moved);
  g_assert_cmpint (mado_queue_row_get_version (moved), ==, 2);
  g_assert_true (get_row (&desk, 49) == still);
  g_assert_cmpuint (n_notified, ==, 0);
  put (&desk, 51, 510, in_list);
  refresh (&desk);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpint (mado_queue_row_get_version (still), ==, 2);
  desk_close (&desk);
}

static void
test_reading_more_changes_nothing (void)
{
  Desk desk = { 0 };

  desk_open (&desk, 1000, FALSE);
  wait_for_count (&desk, 1000);
  g_signal_connect (desk.model, "items-changed", G_CALLBACK (items_changed_cb), &desk);
  wait_for_row (&desk, 100);

  MadoQueueRow *row = get_row (&desk, 100);

  wait_for_row (&desk, 700);
  wait_for_row (&desk, 10);
  g_assert_cmpuint (desk.n_steps, ==, 0);
  g_assert_true (get_row (&desk, 100) == row);
  g_assert_cmpint (mado_queue_row_get_version (row), ==, 1);
  desk_close (&desk);
}

static void
change_at_random (Desk *desk, GRand *random)
{
  gint64 row = g_rand_int_range (random, 1, 900);
  guint receipt = (guint) g_rand_int_range (random, 0, 500);

  if (queue_sample_get (&desk->sample, row) != NULL && g_rand_int_range (random, 0, 5) == 0)
    queue_sample_put (&desk->sample, row, NULL);
  else
    put (desk, row, receipt, g_rand_int_range (random, 0, 4) > 0 ? in_list : elsewhere);
}

static void
assert_agrees (Desk *desk, GHashTable *before)
{
  g_autoptr (GPtrArray) entries = load_all (desk);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (desk->model)), ==, entries->len);
  g_assert_cmpuint (desk->copy->len, ==, entries->len);
  for (guint i = 0; i < entries->len; i++) {
    MadoQueueEntry *entry = g_ptr_array_index (entries, i);
    MadoQueueRow *row = get_row (desk, i);
    gpointer known = g_hash_table_lookup (before, &entry->spot.row);

    g_assert_true (g_ptr_array_index (desk->copy, i) == row);
    g_assert_nonnull (mado_queue_row_get_entry (row));
    g_assert_cmpint (mado_queue_row_get_entry (row)->spot.row, ==, entry->spot.row);
    g_assert_cmpint (mado_queue_row_get_version (row), ==, entry->version);
    g_assert_true (known == NULL || known == row);
  }
}

static GHashTable *
map_rows (Desk *desk)
{
  GHashTable *rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);

  for (guint i = 0; i < desk->copy->len; i++) {
    MadoQueueRow *row = g_ptr_array_index (desk->copy, i);

    g_hash_table_insert (rows, g_memdup2 (&mado_queue_row_get_entry (row)->spot.row, sizeof (gint64)),
                         g_object_ref (row));
  }

  return rows;
}

static void
test_a_copy_that_follows_the_steps_is_the_list (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20251121);
  Desk desk = { 0 };

  desk_open (&desk, 400, TRUE);
  wait_for_count (&desk, 400);
  settle (&desk);
  for (guint round = 0; round < 60; round++) {
    g_autoptr (GHashTable) before = map_rows (&desk);

    queue_sample_begin (&desk.sample);
    for (gint i = g_rand_int_range (random, 0, round % 10 == 9 ? 300 : 12); i >= 0; i--)
      change_at_random (&desk, random);
    queue_sample_commit (&desk.sample);
    refresh (&desk);
    assert_agrees (&desk, before);
  }
  desk_close (&desk);
}

/* Whoever looks at pieces of a list sees what is there, whatever happens between and within them. */
static void
test_pieces_of_a_list_stay_true (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  Desk desk = { 0 };

  desk_open (&desk, 3000, FALSE);
  wait_for_count (&desk, 3000);
  for (guint round = 0; round < 25; round++) {
    for (guint i = 0; i < 4; i++)
      wait_for_row (&desk, (guint) g_rand_int_range (random, 0, 2000));
    queue_sample_begin (&desk.sample);
    for (guint i = 0; i < 40; i++)
      put (&desk, g_rand_int_range (random, 1, 4000), (guint) g_rand_int_range (random, 0, 30000),
           g_rand_boolean (random) ? in_list : elsewhere);
    queue_sample_commit (&desk.sample);
    (void) get_row (&desk, (guint) g_rand_int_range (random, 0, 2000)); /* perhaps a fetch finds out first */
    if (round % 2 == 0)
      settle (&desk);
    refresh (&desk);

    g_autoptr (GPtrArray) entries = load_all (&desk);

    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (desk.model)), ==, entries->len);
    for (guint i = 0; i < entries->len; i += 7)
      g_assert_cmpint (get_number (&desk, i), ==, ((MadoQueueEntry *) g_ptr_array_index (entries, i))->spot.row);
  }
  desk_close (&desk);
}

static void
test_many_new_rows_at_once_are_asked_for_again (void)
{
  Desk desk = { 0 };

  desk_open (&desk, 100, TRUE);
  wait_for_count (&desk, 100);
  settle (&desk);
  queue_sample_begin (&desk.sample);
  for (guint i = 0; i < 1500; i++)
    put (&desk, 1000 + i, 505, in_list);
  queue_sample_commit (&desk.sample);
  refresh (&desk);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (desk.model)), ==, 1600);
  g_assert_cmpuint (desk.copy->len, ==, 1600);
  g_assert_cmpint (get_number (&desk, 49), ==, 50);
  g_assert_cmpint (get_number (&desk, 50), ==, 1000);
  g_assert_cmpint (get_number (&desk, 1599), ==, 100);
  desk_close (&desk);
}

/* --- the main thread ---------------------------------------------------------------------------------------------- */

static void
sleep_work (GTask *task,
            G_GNUC_UNUSED MadoDatabase *database,
            G_GNUC_UNUSED gpointer request,
            G_GNUC_UNUSED GCancellable *cancellable)
{
  g_usleep (300 * 1000);
  g_task_return_boolean (task, TRUE);
}

static gboolean
count_cb (gpointer data)
{
  ++*(guint *) data;

  return G_SOURCE_CONTINUE;
}

static void
keep_reader_busy (Desk *desk, gboolean *out_is_free)
{
  mado_store_thread_run (desk->reader, g_task_new (NULL, NULL, answered_cb, out_is_free), sleep_work);
}

static void
test_the_main_loop_runs_while_the_reader_is_slow (void)
{
  Desk desk = { 0 };
  gboolean is_free = FALSE;
  guint n_iterations = 0, source;

  desk_open (&desk, 1000, FALSE);
  wait_for_count (&desk, 1000);
  keep_reader_busy (&desk, &is_free);
  source = g_timeout_add (1, count_cb, &n_iterations);

  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 1000; i++)
    (void) get_row (&desk, i);
  mado_queue_model_refresh (desk.model);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 200 * 1000);
  g_assert_false (is_free);
  while (!is_free)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_iterations, >, 20);
  wait_for_row (&desk, 999);
  g_source_remove (source);
  desk_close (&desk);
}

/* Whoever drags a scroll bar asks for everything on the way and needs what is at its end. */
static void
test_what_nobody_needs_any_more_is_not_read (void)
{
  Desk desk = { 0 };
  gboolean is_free = FALSE;

  desk_open (&desk, 5000, FALSE);
  wait_for_count (&desk, 5000);
  keep_reader_busy (&desk, &is_free);

  g_autoptr (MadoQueueRow) first = g_object_ref (get_row (&desk, 0));

  for (guint i = 64; i < 5000; i += 64)
    (void) get_row (&desk, i);
  wait_for_row (&desk, 4999);
  g_assert_cmpint (mado_queue_row_get_version (first), ==, 0); /* its fetch was called off */
  g_assert_cmpint (get_number (&desk, 0), ==, 1);
  desk_close (&desk);
}

static void
test_a_model_may_go_while_it_waits (void)
{
  Desk desk = { 0 };
  gboolean is_free = FALSE;

  desk_open (&desk, 200, FALSE);
  wait_for_count (&desk, 200);
  keep_reader_busy (&desk, &is_free);
  (void) get_row (&desk, 10);
  g_clear_object (&desk.model);
  while (!is_free)
    g_main_context_iteration (NULL, TRUE);
  settle (&desk);
  desk_close (&desk);
}

static void
failed_cb (G_GNUC_UNUSED MadoQueueModel *model, const GError *error, gpointer data)
{
  *(GError **) data = g_error_copy (error);
}

static void
test_a_fault_is_told (void)
{
  Desk desk = { 0 };
  g_autoptr (GError) error = NULL;

  desk_open (&desk, 20, FALSE);
  wait_for_count (&desk, 20);
  g_signal_connect (desk.model, "failed", G_CALLBACK (failed_cb), &error);
  g_assert_true (mado_database_run_script (desk.sample.database, "DROP TABLE queue_rung", NULL));
  refresh (&desk);
  (void) get_row (&desk, 3);
  settle (&desk);
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_FAILED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (desk.model)), ==, 20);
  desk_close (&desk);
}

/* --- the next case ------------------------------------------------------------------------------------------------ */

typedef struct {
  gboolean is_done;
  gint64 row; /* 0: none */
} Next;

static void
next_cb (G_GNUC_UNUSED GObject *source, GAsyncResult *result, gpointer data)
{
  Next *next = data;
  MadoQueueEntry *entry = NULL;

  g_assert_true (mado_queue_model_find_next_finish (result, &entry, NULL));
  *next = (Next) { TRUE, entry != NULL ? entry->spot.row : 0 };
  g_clear_pointer (&entry, mado_queue_entry_unref);
}

static gint64
find_next (Desk *desk, guint position)
{
  Next next = { 0 };

  wait_for_row (desk, position);
  mado_queue_model_find_next_async (desk->model, get_row (desk, position), NULL, next_cb, &next);
  while (!next.is_done)
    g_main_context_iteration (NULL, TRUE);

  return next.row;
}

static void
test_the_next_case_is_what_follows_by_now (void)
{
  Desk desk = { 0 };

  desk_open (&desk, 10, FALSE);
  wait_for_count (&desk, 10);
  g_assert_cmpint (find_next (&desk, 3), ==, 5);
  put (&desk, 5, 50, elsewhere);
  put (&desk, 4, 40, elsewhere); /* the one that was asked from */
  g_assert_cmpint (find_next (&desk, 3), ==, 6);
  g_assert_cmpint (find_next (&desk, 9), ==, 0);
  desk_close (&desk);
}

/* --- many --------------------------------------------------------------------------------------------------------- */

static void
test_a_hundred_thousand_rows_are_seen_as_fast_as_ten (void)
{
  static const guint positions[] = { 0, 99999, 50000, 25000, 75000 };
  Desk desk = { 0 };

  desk_open (&desk, 100000, FALSE);
  wait_for_count (&desk, 100000);

  gint64 start = g_get_monotonic_time ();

  for (gsize i = 0; i < G_N_ELEMENTS (positions); i++)
    g_assert_cmpint (get_number (&desk, positions[i]), ==, positions[i] + 1);
  g_test_message ("%d µs a jump", (int) ((g_get_monotonic_time () - start) / (gint64) G_N_ELEMENTS (positions)));
  desk_close (&desk);
}

static gint64
count_read (Desk *desk, guint end)
{
  gint64 count = 0;

  for (guint i = 0; i < end; i++)
    count += mado_queue_row_get_version (get_row (desk, i)) != 0;

  return count;
}

static void
test_what_was_not_looked_at_for_long_leaves_memory (void)
{
  Desk desk = { 0 };

  desk_open (&desk, 6000, FALSE);
  wait_for_count (&desk, 6000);

  g_autoptr (MadoQueueRow) first = g_object_ref (get_row (&desk, 0));

  for (guint i = 0; i < 6000; i += 64)
    g_assert_cmpint (get_number (&desk, i), ==, i + 1);
  g_assert_cmpint (count_read (&desk, 64), ==, 0);
  g_assert_true (get_row (&desk, 0) != first);
  g_assert_cmpint (get_number (&desk, 0), ==, 1);
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/queue-model/the-count-comes-first-and-rows-when-asked",
                   test_the_count_comes_first_and_rows_when_asked);
  g_test_add_func ("/queue-model/one-change-is-one-step", test_one_change_is_one_step);
  g_test_add_func ("/queue-model/a-row-that-stays-is-the-same-object", test_a_row_that_stays_is_the_same_object);
  g_test_add_func ("/queue-model/reading-more-changes-nothing", test_reading_more_changes_nothing);
  g_test_add_func ("/queue-model/a-copy-that-follows-the-steps-is-the-list",
                   test_a_copy_that_follows_the_steps_is_the_list);
  g_test_add_func ("/queue-model/pieces-of-a-list-stay-true", test_pieces_of_a_list_stay_true);
  g_test_add_func ("/queue-model/many-new-rows-at-once-are-asked-for-again",
                   test_many_new_rows_at_once_are_asked_for_again);
  g_test_add_func ("/queue-model/the-main-loop-runs-while-the-reader-is-slow",
                   test_the_main_loop_runs_while_the_reader_is_slow);
  g_test_add_func ("/queue-model/what-nobody-needs-any-more-is-not-read", test_what_nobody_needs_any_more_is_not_read);
  g_test_add_func ("/queue-model/a-model-may-go-while-it-waits", test_a_model_may_go_while_it_waits);
  g_test_add_func ("/queue-model/a-fault-is-told", test_a_fault_is_told);
  g_test_add_func ("/queue-model/the-next-case-is-what-follows-by-now", test_the_next_case_is_what_follows_by_now);
  g_test_add_func ("/queue-model/a-hundred-thousand-rows-are-seen-as-fast-as-ten",
                   test_a_hundred_thousand_rows_are_seen_as_fast_as_ten);
  g_test_add_func ("/queue-model/what-was-not-looked-at-for-long-leaves-memory",
                   test_what_was_not_looked_at_for_long_leaves_memory);

  return g_test_run ();
}
