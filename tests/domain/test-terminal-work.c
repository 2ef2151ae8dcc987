/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever people of all roles do at their terminals, one operation on top of another: nothing is refused there that
 * the service takes. */

#include "random-work.h"
#include "terminals.h"

#define MAX_PENDING 5
#define N_LATEST 16

/* A service, and one terminal after another at which somebody does some work that is not sent yet. */
typedef struct {
  RandomOffice *work; /* what its people think of */
  MadoMemory *truth;
  guint n_pending;     /* taken at the terminal and at the service */
  guint n_cut_pending; /* of them over what is cut */
  guint n_refused;     /* at both */
  guint n_left;        /* refused by the service alone */
} Ward;

/* Those that came last: of the others nobody thinks any more. */
static void
see_latest (Ward *self, Seat *terminal, const char *kind, GArray *ids)
{
  g_autoptr (GPtrArray) list = mado_memory_list_entities (self->truth, kind);

  g_array_set_size (ids, 0);
  for (guint i = list->len - MIN (list->len, N_LATEST); i < list->len; i++) {
    MadoId id = mado_entity_get_id (g_ptr_array_index (list, i));
    g_autoptr (MadoEntity) shown = seat_find (terminal, id);

    if (shown != NULL)
      g_array_append_val (ids, id);
  }
}

static void
count_pending (Ward *self, Seat *terminal, MadoId id)
{
  g_autoptr (MadoEntity) shown = seat_find (terminal, id);

  self->n_pending++;
  self->n_cut_pending += shown != NULL && mado_entity_is_cut (shown);
}

/* Returns: whether the two still go the same way */
static gboolean
step (Ward *self, Seat *terminal)
{
  g_auto (RandomStep) step = {};
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOutcome) there = NULL;
  g_autoptr (MadoOutcome) here = NULL;

  random_work_next (self->work, &step);
  here = mado_apply (self->work->judge, mado_memory_get_records (self->truth), step.operation, &step.context, &error);
  g_assert_no_error (error);
  there = seat_do (terminal, step.operation, &step.context);
  terminals_assert_no_stricter (there, here, step.operation);
  if (mado_outcome_is_refused (there)) {
    self->n_refused++;
    return TRUE;
  }
  mado_memory_take (self->truth, here);
  if (here->kind != there->kind) {
    self->n_left += mado_outcome_is_refused (here);
    return FALSE;
  }
  count_pending (self, terminal, mado_operation_get_header (step.operation)->entity);

  return TRUE;
}

static void
sit_down (Ward *self, const RandomPerson *person, guint n_steps)
{
  const MadoPerson sitting = { person->account, person->roles };
  g_autoptr (Seat) terminal = seat_new (self->work->judge, mado_memory_get_records (self->truth), &sitting);
  MadoMemory *memory = g_steal_pointer (&self->work->memory);

  g_ptr_array_set_size (self->work->people, 0);
  g_ptr_array_add (self->work->people, (gpointer) person);
  self->work->memory = mado_memory_new (mado_memory_get_records (terminal->memory));
  see_latest (self, terminal, "case", self->work->cases);
  see_latest (self, terminal, "batch", self->work->batches);
  while (n_steps > 0 && step (self, terminal))
    n_steps--;
  mado_memory_free (self->work->memory);
  self->work->memory = memory;
}

static void
work_in_turn (const char *programme, const char *likely, guint32 seed, guint n_turns)
{
  g_autoptr (RandomOffice) work = random_office_new (programme, likely, seed);
  g_autoptr (MadoMemory) truth = mado_memory_new (NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Ward ward = { .work = work, .truth = truth };

  for (guint i = 0; i < n_turns; i++) {
    const RandomPerson *person = g_ptr_array_index (work->crew, g_rand_int_range (random, 0, (gint32) work->crew->len));

    sit_down (&ward, person, (guint) g_rand_int_range (random, 1, MAX_PENDING + 1));
  }
  g_test_message ("%u pending, %u of them cut; %u refused, %u by the service alone", ward.n_pending, ward.n_cut_pending,
                  ward.n_refused, ward.n_left);
  g_assert_cmpuint (ward.n_cut_pending, >, 100);
  g_assert_cmpuint (ward.n_pending - ward.n_cut_pending, >, 20);
  g_assert_cmpuint (ward.n_refused, >, 100);
  g_assert_cmpuint (ward.n_left, >, 5);
}

static void
no_terminal_of_pregnancy_is_stricter (void)
{
  work_in_turn ("ninpu-r7.json", RANDOM_PREGNANCY, 20260501, 5000);
}

static void
no_terminal_of_allowance_is_stricter (void)
{
  work_in_turn ("kosodate-oen-r7.json", RANDOM_ALLOWANCE, 20260504, 4000);
}

static void
no_terminal_of_sitter_is_stricter (void)
{
  work_in_turn ("babysitter-r7.json", RANDOM_SITTER, 20260503, 4000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/terminal-work/no-terminal-of-pregnancy-is-stricter", no_terminal_of_pregnancy_is_stricter);
  g_test_add_func ("/terminal-work/no-terminal-of-allowance-is-stricter", no_terminal_of_allowance_is_stricter);
  g_test_add_func ("/terminal-work/no-terminal-of-sitter-is-stricter", no_terminal_of_sitter_is_stricter);

  return g_test_run ();
}
