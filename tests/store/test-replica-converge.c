/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A terminal for each role, whose people do what comes into their heads, and a service between them: nothing is refused
 * at a terminal that the service takes; in the end all show what the service has, cut to who sits there, and every
 * operation is in its log once. */

#include "random-work.h"

#include "mado-projection.h"
#include "mado-row.h"
#include "replica-service.h"
#include "replica-terminal.h"

#include <string.h>

#define N_STEPS 4000
#define N_ROWS 1000
#define MAX_DESKS 10

/* A day of work in an office. */
typedef struct {
  const char *path;
  const char *programme;
  const char *likely;
  guint32 seed;
} Day;

typedef struct {
  ReplicaTerminal terminal;
  RandomOffice *work;
  guint n_saved;
  guint n_refused;
} Desk;

/* All of them, with the service. */
typedef struct {
  Desk desks[MAX_DESKS];
  guint n_desks;
  ReplicaService *service;
} Office;

static void
sit_down (Desk *self, const Day *day, guint role)
{
  const MadoHelloReply hello = { .epoch = REPLICA_SERVICE_EPOCH };
  const RandomPerson *person;

  store_sample_set_up (&self->terminal.sample, NULL);
  replica_terminal_settle_in (&self->terminal, day->programme);
  self->work = random_office_new (day->programme, day->likely, day->seed + role);
  person = g_ptr_array_index (self->work->crew, 2 * role);
  g_ptr_array_set_size (self->work->people, 0);
  g_ptr_array_add (self->work->people, (gpointer) person);

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

/* What the service has said, nothing newer, and nothing on top. */
static gboolean
is_up_to_date (Desk *self, ReplicaService *service)
{
  g_auto (MadoCursor) cursor = { 0 };

  g_assert_true (mado_cursor_load (self->terminal.database, &cursor, NULL));

  return cursor.at.seq == service->head.seq && replica_terminal_count (&self->terminal, MADO_JOURNAL_SAVED) == 0 &&
         replica_terminal_count (&self->terminal, MADO_JOURNAL_RECEIVED) == 0;
}

static void
assert_refused (Desk *self, ReplicaService *service, const RandomStep *step)
{
  g_autoptr (MadoOutcome) outcome =
      replica_service_try (service, step->operation, &self->terminal.office->person, step->context.now);

  g_assert_true (mado_outcome_is_refused (outcome));
  self->n_refused++;
}

static void
work (Desk *self, ReplicaService *service)
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
  if (!mado_outcome_is_refused (g_ptr_array_index (outcomes, 0)))
    self->n_saved++;
  else if (is_up_to_date (self, service))
    assert_refused (self, service, &step);
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

static void
assert_shown (Desk *self, ReplicaService *service, const char *kind)
{
  g_autoptr (GPtrArray) all = mado_memory_list_entities (service->memory, kind);
  g_autoptr (GPtrArray) shown = mado_row_list (self->terminal.database, kind, NULL, NULL, N_ROWS, NULL);
  guint n_expected = 0;

  for (guint i = 0; i < all->len; i++) {
    MadoEntity *entity = g_ptr_array_index (all, i);
    g_autoptr (MadoEntity) expected = replica_service_cut (service, entity, &self->terminal.office->person);
    g_auto (MadoRow) row = { 0 };

    g_assert_true (mado_row_find (self->terminal.database, mado_entity_get_id (entity), &row, NULL));
    g_assert_true ((row.entity != NULL) == (expected != NULL));
    if (expected == NULL)
      continue;
    g_assert_true (g_bytes_equal (mado_entity_get_text (row.entity), mado_entity_get_text (expected)));
    n_expected++;
  }
  g_assert_cmpuint (n_expected, ==, shown->len);
}

static void
come_to_the_truth (Desk *self, ReplicaService *service)
{
  for (guint i = 0; i <= service->lines->len / 400; i++)
    pull (self, service, 400);
  replica_terminal_assert_sound (&self->terminal);
  g_assert_true (is_up_to_date (self, service));
  assert_shown (self, service, "case");
  assert_shown (self, service, "batch");
}

static MadoPerson
find_signer (gpointer office, const MadoPublicKey *key)
{
  const Office *self = office;

  for (guint i = 0; i < self->n_desks; i++)
    for (guint j = 0; j < self->desks[i].work->crew->len; j++) {
      const RandomPerson *person = g_ptr_array_index (self->desks[i].work->crew, j);

      if (memcmp (mado_signing_key_get_public (person->key), key, sizeof *key) == 0)
        return (MadoPerson) { person->account, person->roles };
    }

  g_assert_not_reached ();
}

static void
work_a_day (Office *self, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < N_STEPS; i++) {
    Desk *desk = &self->desks[g_rand_int_range (random, 0, (gint32) self->n_desks)];
    gint32 what = g_rand_int_range (random, 0, 100);

    if (what < 70)
      work (desk, self->service);
    else if (what < 82)
      push (desk, self->service, 7, what % 3 == 0);
    else
      pull (desk, self->service, 40);
    if (i % 20 == 0)
      replica_terminal_assert_sound (&desk->terminal);
  }
}

static void
assert_day_was_good (Office *self)
{
  guint n_entries = 0;

  for (guint i = 0; i < self->n_desks; i++)
    while (replica_terminal_count (&self->desks[i].terminal, MADO_JOURNAL_SAVED) > 0)
      push (&self->desks[i], self->service, G_MAXUINT, FALSE);
  for (guint i = 0; i < self->n_desks; i++) {
    Desk *desk = &self->desks[i];

    come_to_the_truth (desk, self->service);
    g_test_message ("%s: %u saved, %u refused", desk->terminal.office->person.account, desk->n_saved, desk->n_refused);
    g_assert_cmpuint (desk->n_saved + desk->n_refused, >, 0);
    n_entries += desk->n_saved;
  }
  g_assert_cmpuint (self->service->lines->len, ==, n_entries); /* each once */
  g_assert_cmpuint (n_entries, >, 40);
}

static void
test_all_come_to_the_truth (gconstpointer data)
{
  const Day *day = data;
  g_autofree Office *office = g_new0 (Office, 1);

  sit_down (&office->desks[0], day, 0);
  office->n_desks = mado_section_get_count (office->desks[0].work->programme->roles);
  g_assert_cmpuint (office->n_desks, <=, MAX_DESKS);
  for (guint i = 1; i < office->n_desks; i++)
    sit_down (&office->desks[i], day, i);
  office->service = replica_service_new (office->desks[0].terminal.office->programme);
  office->service->find_signer = find_signer;
  office->service->user_data = office;
  work_a_day (office, day->seed);
  assert_day_was_good (office);
  replica_service_free (office->service);
  for (guint i = 0; i < office->n_desks; i++)
    leave (&office->desks[i]);
}

static const Day days[] = {
  { "/replica-converge/all-of-pregnancy-come-to-the-truth", "ninpu-r7.json", RANDOM_PREGNANCY, 20260401 },
  { "/replica-converge/and-on-another-day", "ninpu-r7.json", RANDOM_PREGNANCY, 20260501 },
  { "/replica-converge/all-of-allowance-come-to-the-truth", "kosodate-oen-r7.json", RANDOM_ALLOWANCE, 20260402 },
  { "/replica-converge/all-of-sitter-come-to-the-truth", "babysitter-r7.json", RANDOM_SITTER, 20260403 },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    g_test_add_data_func (days[i].path, &days[i], test_all_come_to_the_truth);

  return g_test_run ();
}
