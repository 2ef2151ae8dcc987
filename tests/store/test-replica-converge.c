/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two terminals whose people do what comes into their heads, and a service between them: in the end both show what the
 * service has, cut to who sits there, and every operation is in its log once. */

#include "random-work.h"

#include "mado-projection.h"
#include "mado-row.h"
#include "replica-service.h"
#include "replica-terminal.h"

#include <string.h>

#define PREGNANCY                                                                                                      \
  "{\"birth_date\": \"1995-05-05\", \"handbook_date\": \"2025-06-02\", \"fetuses\": 1, \"heartbeat\": true, "          \
  "\"wish\": true, \"paid_elsewhere\": false, \"moved\": false, \"pregnancy_month\": 5}"
#define N_STEPS 1200
#define N_ROWS 1000

typedef struct {
  ReplicaTerminal terminal;
  RandomOffice *work;
  guint n_saved;
} Desk;

static void
sit_down (Desk *self, const char *account, guint32 seed)
{
  replica_terminal_set_up (&self->terminal, NULL);
  self->work = random_office_new ("ninpu-r7.json", PREGNANCY, seed);
  for (guint i = self->work->people->len; i > 0; i--)
    if (!g_str_equal (((RandomPerson *) g_ptr_array_index (self->work->people, i - 1))->account, account))
      g_ptr_array_remove_index (self->work->people, i - 1);

  const RandomPerson *person = g_ptr_array_index (self->work->people, 0);
  const MadoHelloReply hello = { .epoch = REPLICA_SERVICE_EPOCH };

  self->terminal.office->person = (MadoPerson) { person->account, person->roles };
  replica_terminal_restart (&self->terminal);
  mado_memory_free (self->work->memory);
  self->work->memory = mado_memory_new (mado_replica_get_records (self->terminal.replica));
  g_assert_true (mado_replica_begin_loading (self->terminal.replica, &hello, NULL));
  g_assert_true (mado_replica_finish_loading (self->terminal.replica, NULL));
}

static void
leave (Desk *self)
{
  random_office_free (self->work);
  replica_terminal_tear_down (&self->terminal, NULL);
}

static void
see (Desk *self, const char *kind, GArray *ids)
{
  g_autoptr (GPtrArray) list = mado_row_list (self->terminal.database, kind, NULL, NULL, N_ROWS, NULL);

  g_array_set_size (ids, 0);
  for (guint i = 0; i < list->len; i++) {
    MadoId id = mado_entity_get_id (g_ptr_array_index (list, i));

    g_array_append_val (ids, id);
  }
}

static void
work (Desk *self)
{
  g_auto (RandomStep) step = { 0 };
  g_autoptr (GPtrArray) operations = g_ptr_array_new ();
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;

  see (self, "case", self->work->cases);
  see (self, "batch", self->work->batches);
  random_work_next (self->work, &step);
  g_ptr_array_add (operations, step.operation);
  outcomes = mado_replica_save (self->terminal.replica, operations, step.context.now, step.context.now, &error);
  g_assert_no_error (error);
  self->n_saved += !mado_outcome_is_refused (g_ptr_array_index (outcomes, 0));
}

static void
push (Desk *self, ReplicaService *service, guint limit, gboolean is_lost)
{
  const MadoInstant now = { self->work->milliseconds * 1000 };
  g_autoptr (MadoPushRequest) request = mado_push_request_new ();
  g_autoptr (MadoPushReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_replica_list_unsent (self->terminal.replica, now, request, NULL));
  g_array_set_size (request->operations, MIN (request->operations->len, limit));
  reply = replica_service_push (service, request, &self->terminal.office->person, now);
  if (!is_lost)
    mado_replica_take_push (self->terminal.replica, reply, &error);
  g_assert_no_error (error);
}

static void
pull (Desk *self, ReplicaService *service, guint limit)
{
  g_auto (MadoCursor) cursor = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_cursor_load (self->terminal.database, &cursor, NULL));
  replica_service_tell (service, self->terminal.replica, &self->terminal.office->person, cursor.at.seq, limit, &error);
  g_assert_no_error (error);
}

static guint
assert_shown (Desk *self, ReplicaService *service, const char *kind)
{
  g_autoptr (GPtrArray) all = mado_memory_list_entities (service->memory, kind);
  g_autoptr (GPtrArray) shown = mado_row_list (self->terminal.database, kind, NULL, NULL, N_ROWS, NULL);

  for (guint i = 0; i < all->len; i++) {
    g_autoptr (MadoEntity) expected =
        replica_service_cut (service, g_ptr_array_index (all, i), &self->terminal.office->person);
    g_auto (MadoRow) row = { 0 };

    g_assert_true (mado_row_find (self->terminal.database, mado_entity_get_id (expected), &row, NULL));
    g_assert_nonnull (row.entity);
    g_assert_true (g_bytes_equal (mado_entity_get_text (row.entity), mado_entity_get_text (expected)));
  }
  g_assert_cmpuint (all->len, ==, shown->len);

  return all->len;
}

static void
test_both_come_to_the_truth (gconstpointer seed)
{
  Desk desks[2] = { 0 };
  g_autoptr (GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (seed));
  g_autoptr (ReplicaService) service = NULL;
  guint n_entries = 0;

  sit_down (&desks[0], "verifier-1", GPOINTER_TO_UINT (seed));
  sit_down (&desks[1], "lead-1", GPOINTER_TO_UINT (seed) + 1);
  service = replica_service_new (desks[0].terminal.office->programme);
  for (guint i = 0; i < N_STEPS; i++) {
    Desk *desk = &desks[g_rand_int_range (random, 0, 2)];
    gint32 what = g_rand_int_range (random, 0, 100);

    if (what < 80)
      work (desk);
    else if (what < 88)
      push (desk, service, 7, what % 3 == 0);
    else
      pull (desk, service, 11);
    if (i % 20 == 0)
      replica_terminal_assert_sound (&desk->terminal);
  }
  for (guint i = 0; i < G_N_ELEMENTS (desks); i++)
    push (&desks[i], service, N_STEPS, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (desks); i++) {
    for (guint j = 0; j <= service->lines->len / 400; j++)
      pull (&desks[i], service, 400);
    replica_terminal_assert_sound (&desks[i].terminal);
    g_assert_cmpuint (replica_terminal_count (&desks[i].terminal, MADO_JOURNAL_SAVED), ==, 0);
    g_assert_cmpuint (replica_terminal_count (&desks[i].terminal, MADO_JOURNAL_RECEIVED), ==, 0);
    g_test_message ("%u saved, %u cases", desks[i].n_saved, assert_shown (&desks[i], service, "case"));
    (void) assert_shown (&desks[i], service, "batch"); /* ignored: how many there are */
    g_assert_cmpuint (desks[i].n_saved, >, 20);
    n_entries += desks[i].n_saved;
  }
  g_assert_cmpuint (service->lines->len, ==, n_entries); /* each once */
  for (guint i = 0; i < G_N_ELEMENTS (desks); i++)
    leave (&desks[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/replica-converge/both-come-to-the-truth", GUINT_TO_POINTER (20260401),
                        test_both_come_to_the_truth);
  g_test_add_data_func ("/replica-converge/and-on-another-day", GUINT_TO_POINTER (20260402),
                        test_both_come_to_the_truth);

  return g_test_run ();
}
