/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A ward moves while somebody works in it, from cluster to cluster and between a file and a server; whoever comes to
 * the old place is told so, and goes where it lies now. */

#include "keep-sample.h"

#include "mado-base-error.h"
#include "mado-ward-move.h"
#include "mado-ward-standing.h"

/* --- a service, in small: one thread that writes, and looks up where its ward lies ------------------------------- */

typedef struct {
  KeepWard *lies; /* atomic: the directory */
  KeepOffice *office;
  MadoBackend *backend;
  GAsyncQueue *orders; /* (element-type Order) */
  GAsyncQueue *answers;
  gint n_steps;
  guint n_lookups;
} Service;

/* What somebody else wants done by the one who writes. */
typedef struct {
  MadoBackend *to; /* (nullable): where the ward goes; %NULL: the service ends */
} Order;

/* The ward, where it can be worked with. */
static void
find_ward (Service *self)
{
  for (;;) {
    g_autoptr (GError) error = NULL;
    g_autoptr (MadoTurn) turn = mado_turn_begin (self->backend, MADO_BACKEND_READ, &error);
    KeepWard *lies;

    if (turn != NULL)
      return;
    if (!g_error_matches (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_UNFINISHED))
      g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_MOVED);
    g_clear_error (&error);
    g_clear_pointer (&self->backend, mado_backend_free);
    do {
      g_usleep (1000);
      lies = g_atomic_pointer_get (&self->lies);
      self->n_lookups++;
      self->backend = lies->kind->open (lies->place, MADO_BACKEND_WRITE, NULL);
    } while (self->backend == NULL); /* whoever brought it there still has it open */
    keep_office_follow (self->office, self->backend);
  }
}

static void
hand_over (Service *self, MadoBackend *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoWardDigest) digest = NULL;
  MadoTurn *turn = mado_turn_begin (self->backend, MADO_BACKEND_WRITE, &error);

  g_assert_no_error (error);
  mado_ward_move_leave (self->backend, to, &digest, &error);
  g_assert_no_error (error);
  g_assert_null (digest); /* nobody waits for all to be read again */
  mado_turn_commit (turn, &error);
  g_assert_no_error (error);
}

static gpointer
serve (gpointer data)
{
  Service *self = data;

  for (;;) {
    g_autofree Order *order = g_async_queue_try_pop (self->orders);

    if (order != NULL && order->to == NULL)
      return NULL;
    if (order != NULL) {
      hand_over (self, order->to);
      g_async_queue_push (self->answers, self);
    }
    find_ward (self);
    keep_office_work (self->office, 1);
    g_atomic_int_inc (&self->n_steps);
  }
}

static void
order (Service *self, MadoBackend *to)
{
  g_async_queue_push (self->orders, g_memdup2 (&(Order) { to }, sizeof (Order)));
}

static void
await_steps (Service *self, gint n_more)
{
  const gint n_wanted = g_atomic_int_get (&self->n_steps) + n_more;

  while (g_atomic_int_get (&self->n_steps) < n_wanted)
    g_usleep (1000);
}

/* What somebody does who moves a ward, beside the service. */
static void
move (Service *self, KeepWard *from, KeepWard *to)
{
  g_autoptr (MadoBackend) reader = keep_ward_open (from, MADO_BACKEND_READ);
  g_autoptr (MadoWardDigest) digest = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n_put = 0;

  g_assert_true (mado_ward_move_begin (to->writer, &error));
  mado_ward_move_follow (reader, to->writer, &n_put, &error);
  g_assert_no_error (error);
  await_steps (self, 5);
  mado_ward_move_check (reader, to->writer, &digest, &error);
  g_assert_no_error (error);
  await_steps (self, 5);
  mado_ward_move_follow (reader, to->writer, &n_put, &error);
  g_assert_no_error (error);
  await_steps (self, 5);
  order (self, to->writer);
  g_async_queue_pop (self->answers);
  mado_ward_move_serve (to->writer, &error);
  g_assert_no_error (error);
  g_clear_pointer (&to->writer, mado_backend_free);
  g_atomic_pointer_set (&self->lies, to);
}

/* Everything that anybody was told is in the log is there, once, in its place; and it goes on. */
static void
check_log (Service *self, KeepWard *ward)
{
  g_autoptr (MadoBackend) reader = keep_ward_open (ward, MADO_BACKEND_READ);
  g_autoptr (MadoTurn) turn = mado_turn_begin (reader, MADO_BACKEND_READ, NULL);
  g_autoptr (MadoWardDigest) digest = mado_ward_digest_take (reader, NULL);

  g_assert_nonnull (digest);
  for (guint i = 0; i < KEEP_N_STREAMS; i++) {
    const Terminal *terminal = self->office->terminals[i];

    for (guint j = 0; j < terminal->journal->len; j++) {
      const MadoPushedOperation *pushed = &g_array_index (terminal->journal, MadoPushedOperation, j);
      g_autoptr (MadoStoredDevice) device = NULL;

      g_assert_true (reader->type->find_device (reader, i + 1, terminal->device, &device, NULL));
      g_assert_cmpint (device->received, ==, terminal->journal->len);
      g_assert_cmpint (pushed->dseq, ==, j + 1);
    }
  }
}

static void
test_a_ward_moves_while_it_is_worked_with (gconstpointer kinds)
{
  const KeepKind *const *pair = kinds;
  g_autoptr (KeepWard) from = keep_ward_new (pair[0]);
  g_autoptr (KeepWard) to = keep_ward_new (pair[1]);
  Service self = { .lies = from };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoBackend) late = NULL;
  GThread *thread;

  self.backend = g_steal_pointer (&from->writer);
  self.office = keep_office_new (self.backend, 11);
  self.orders = g_async_queue_new ();
  self.answers = g_async_queue_new ();
  thread = g_thread_new ("service", serve, &self);
  await_steps (&self, 30);
  move (&self, from, to);
  await_steps (&self, 20);
  order (&self, NULL);
  g_thread_join (thread);
  g_assert_cmpuint (self.n_lookups, >=, 1);
  check_log (&self, to);

  late = keep_ward_open (from, MADO_BACKEND_WRITE);
  g_assert_null (mado_turn_begin (late, MADO_BACKEND_WRITE, &error));
  g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_MOVED);
  keep_office_free (self.office);
  mado_backend_free (self.backend);
  g_async_queue_unref (self.orders);
  g_async_queue_unref (self.answers);
}

/* --- a move that is cut off -------------------------------------------------------------------------------------- */

static void
assert_served (MadoBackend *backend, gboolean is_served)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_READ, NULL);

  g_assert_cmpint (turn != NULL, ==, is_served);
}

/* At the n-th call at either place: never are both served, and whoever calls again ends it. */
static void
test_never_are_there_two (void)
{
  for (guint which = 0; which < 2; which++) {
    gboolean has_failed = TRUE;
    guint n_failed = 0;

    for (guint n = 1; has_failed; n++, n_failed++) {
      g_autoptr (KeepWard) from = keep_ward_new (&keep_memory);
      g_autoptr (KeepWard) to = keep_ward_new (&keep_memory);
      g_autoptr (KeepOffice) office = keep_office_new (from->writer, 12);
      g_autoptr (MadoWardDigest) digest = NULL, again = NULL;
      g_autoptr (GError) error = NULL;

      keep_office_work (office, 6);
      g_assert_true (mado_ward_move_begin (to->writer, NULL));
      mado_memory_backend_fail_at (which == 0 ? from->writer : to->writer, n);
      has_failed = !mado_ward_move_finish (from->writer, to->writer, &digest, NULL);
      mado_memory_backend_fail_at (which == 0 ? from->writer : to->writer, 0);
      if (has_failed)
        assert_served (to->writer, FALSE);
      mado_ward_move_finish (from->writer, to->writer, &again, &error);
      g_assert_no_error (error);
      assert_served (from->writer, FALSE);
      assert_served (to->writer, TRUE);
    }
    g_assert_cmpuint (n_failed, >, 30);
  }
}

static void
assert_same (KeepWard *from, KeepWard *to)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin_anyhow (from->writer, MADO_BACKEND_READ, NULL);
  g_autoptr (MadoWardDigest) digest = NULL;
  g_autoptr (GError) error = NULL;

  mado_ward_compare (from->writer, to->writer, &digest, &error);
  g_assert_no_error (error);
}

/* What is erased, changed and dropped between comparing and handing over is so on both sides. */
static void
test_what_came_after_comparing_is_there (void)
{
  g_autoptr (KeepWard) from = keep_ward_new (&keep_memory);
  g_autoptr (KeepWard) to = keep_ward_new (&keep_memory);
  g_autoptr (KeepOffice) office = keep_office_new (from->writer, 15);
  g_autoptr (MadoWardDigest) digest = NULL, last = NULL;
  g_autoptr (GError) error = NULL;

  keep_office_work (office, 40);
  g_assert_true (mado_ward_move_begin (to->writer, NULL));
  mado_ward_move_check (from->writer, to->writer, &digest, &error);
  g_assert_no_error (error);
  keep_office_work (office, 60);
  mado_ward_move_finish (from->writer, to->writer, &last, &error);
  g_assert_no_error (error);
  g_assert_null (last);
  assert_same (from, to);
}

/* The entity of the last entry, as if a disk had changed it. */
static void
spoil_last_entity (MadoBackend *backend)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin_anyhow (backend, MADO_BACKEND_WRITE, NULL);
  g_auto (MadoStoredRow) row = { 0 };
  MadoStreamStand stand;

  for (guint i = 0; i < KEEP_N_STREAMS && row.seq == 0; i++) {
    g_autoptr (GPtrArray) names = NULL;
    g_autoptr (MadoStoredEntry) entry = NULL;

    g_assert_true (backend->type->list_streams (backend, &names, NULL));
    g_assert_true (backend->type->find_stream (backend, g_ptr_array_index (names, i), &stand, NULL));
    g_assert_true (backend->type->find_entry (backend, stand.number, stand.head.seq, &entry, NULL));
    g_assert_true (backend->type->find_entity (backend, entry->entity, &row, NULL));
  }
  g_assert_cmpint (row.seq, >, 0);
  row.rank++;
  g_assert_true (backend->type->put_entity (backend, &row, NULL));
  g_assert_true (mado_turn_commit (g_steal_pointer (&turn), NULL));
}

static void
test_what_came_after_comparing_is_compared_too (void)
{
  g_autoptr (KeepWard) from = keep_ward_new (&keep_memory);
  g_autoptr (KeepWard) to = keep_ward_new (&keep_memory);
  g_autoptr (KeepOffice) office = keep_office_new (from->writer, 16);
  g_autoptr (MadoWardDigest) digest = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n_put = 0;

  keep_office_work (office, 20);
  g_assert_true (mado_ward_move_begin (to->writer, NULL));
  g_assert_true (mado_ward_move_check (from->writer, to->writer, &digest, NULL));
  keep_office_work (office, 20);
  g_assert_true (mado_ward_move_follow (from->writer, to->writer, &n_put, NULL));
  spoil_last_entity (to->writer);
  g_clear_pointer (&digest, mado_ward_digest_free);
  g_assert_false (mado_ward_move_finish (from->writer, to->writer, &digest, &error));
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH);
  assert_served (from->writer, TRUE);
  assert_served (to->writer, FALSE);
}

static void
test_nothing_is_moved_over_a_ward (void)
{
  g_autoptr (KeepWard) from = keep_ward_new (&keep_memory);
  g_autoptr (KeepWard) to = keep_ward_new (&keep_memory);
  g_autoptr (KeepOffice) office = keep_office_new (from->writer, 13);
  g_autoptr (KeepOffice) other = keep_office_new (to->writer, 14);
  g_autoptr (MadoWardDigest) digest = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (mado_ward_move_begin (to->writer, &error));
  g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (mado_ward_move_finish (from->writer, to->writer, &digest, &error));
  g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_REFUSED);
  assert_served (from->writer, TRUE);
  assert_served (to->writer, TRUE);
}

int
main (int argc, char **argv)
{
  static const KeepKind *const pairs[][2] = {
    { &keep_postgresql, &keep_second_postgresql },
    { &keep_sqlcipher, &keep_postgresql },
    { &keep_second_postgresql, &keep_sqlcipher },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autofree char *path = g_strdup_printf ("/ward-move/%s-to-%s/a-ward-moves-while-it-is-worked-with",
                                             pairs[i][0]->name, pairs[i][1]->name);

    g_test_add_data_func (path, pairs[i], test_a_ward_moves_while_it_is_worked_with);
  }
  g_test_add_func ("/ward-move/never-are-there-two", test_never_are_there_two);
  g_test_add_func ("/ward-move/what-came-after-comparing-is-there", test_what_came_after_comparing_is_there);
  g_test_add_func ("/ward-move/what-came-after-comparing-is-compared-too",
                   test_what_came_after_comparing_is_compared_too);
  g_test_add_func ("/ward-move/nothing-is-moved-over-a-ward", test_nothing_is_moved_over_a_ward);

  return keep_run_tests ();
}
