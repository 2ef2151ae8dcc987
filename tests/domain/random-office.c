/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The people of an office, what it has on record, and a choice among them. */

#include "random-office.h"

#include <string.h>

#include "programme-sample.h"

#define N_CASES 16 /* that are worked on at a time */
#define N_BATCHES 3

static void
free_person (gpointer data)
{
  RandomPerson *person = data;

  mado_signing_key_free (person->key);
  g_free (person->account);
  g_free (person);
}

static void
add_person (RandomOffice *self, const char *role, guint number)
{
  RandomPerson *person = g_new0 (RandomPerson, 1);
  g_autoptr (GError) error = NULL;

  person->account = g_strdup_printf ("%s-%u", role, number);
  person->roles[0] = role;
  person->key = mado_signing_key_generate (&error);
  g_assert_no_error (error);
  g_ptr_array_add (self->crew, person);
  g_ptr_array_add (self->people, person);
}

/**
 * random_office_new: an office that works by a programme
 */
RandomOffice *
random_office_new (const char *programme, const char *likely, guint32 seed)
{
  RandomOffice *self = g_new0 (RandomOffice, 1);
  g_autoptr (GError) error = NULL;

  self->programme = programme_sample_load (programme);
  self->judge = mado_judge_new (self->programme, &error);
  g_assert_no_error (error);
  self->memory = mado_memory_new (NULL);
  self->values = random_values_new (likely, seed);
  self->crew = g_ptr_array_new_with_free_func (free_person);
  self->people = g_ptr_array_new ();
  self->cases = g_array_new (FALSE, FALSE, sizeof (MadoId));
  self->batches = g_array_new (FALSE, FALSE, sizeof (MadoId));
  self->milliseconds = mado_instant_from_iso ("2026-01-20T00:00:00.000000Z").microseconds / 1000;
  for (guint i = 0; i < mado_section_get_count (self->programme->roles); i++)
    for (guint number = 1; number <= 2; number++)
      add_person (self, ((const MadoNamed *) mado_section_get (self->programme->roles, i))->id, number);

  return self;
}

/**
 * random_office_free: closes the office
 */
void
random_office_free (RandomOffice *self)
{
  g_array_unref (self->cases);
  g_array_unref (self->batches);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->crew);
  random_values_free (self->values);
  mado_memory_free (self->memory);
  mado_judge_free (self->judge);
  mado_programme_unref (self->programme);
  g_free (self);
}

/* --- chance ------------------------------------------------------------------------------------------------------ */

/**
 * random_office_roll: one of as many numbers, from 0
 */
guint
random_office_roll (RandomOffice *self, guint sides)
{
  return random_values_roll (self->values, sides);
}

/**
 * random_office_chance: yes in so many of a hundred
 */
gboolean
random_office_chance (RandomOffice *self, guint percent)
{
  return random_values_chance (self->values, percent);
}

/**
 * random_office_make_id: an id that nothing has yet
 */
MadoId
random_office_make_id (RandomOffice *self)
{
  guint8 random[MADO_ID_RANDOM_SIZE];

  for (gsize i = 0; i < sizeof random; i++)
    random[i] = (guint8) random_office_roll (self, 256);

  return mado_id_next (&self->ids, (MadoInstant) { self->milliseconds * 1000 }, random);
}

/**
 * random_office_pick_person: anybody
 */
const RandomPerson *
random_office_pick_person (RandomOffice *self)
{
  return g_ptr_array_index (self->people, random_office_roll (self, self->people->len));
}

/**
 * random_office_pick_person_of: mostly somebody with one of the roles
 */
const RandomPerson *
random_office_pick_person_of (RandomOffice *self, const GPtrArray *roles)
{
  for (guint i = 0; roles->len > 0 && i < 40; i++) {
    const RandomPerson *person = random_office_pick_person (self);

    if (mado_names_contain (roles, person->roles[0]))
      return person;
  }

  return random_office_pick_person (self);
}

/**
 * random_office_pick_person_with: mostly somebody with the duty
 */
const RandomPerson *
random_office_pick_person_with (RandomOffice *self, const char *duty)
{
  for (guint i = 0; i < 40; i++) {
    const RandomPerson *person = random_office_pick_person (self);

    if (mado_programme_has_duty (self->programme, duty, person->roles[0]))
      return person;
  }

  return random_office_pick_person (self);
}

/**
 * random_office_pick_signer: mostly somebody of the role, who need not work just now
 */
const RandomPerson *
random_office_pick_signer (RandomOffice *self, const char *role)
{
  for (;;) {
    const RandomPerson *person = g_ptr_array_index (self->crew, random_office_roll (self, self->crew->len));

    if (strcmp (person->roles[0], role) == 0 || random_office_chance (self, 2))
      return person;
  }
}

/**
 * random_office_pick_row: any row of a section; %NULL where it has none
 */
gpointer
random_office_pick_row (RandomOffice *self, const MadoSection *section)
{
  guint n_rows = mado_section_get_count (section);

  return n_rows > 0 ? mado_section_get (section, random_office_roll (self, n_rows)) : NULL;
}

static MadoId
pick_id (RandomOffice *self, const GArray *ids, guint n_last)
{
  guint n = MIN (ids->len, n_last);

  return n > 0 ? g_array_index (ids, MadoId, ids->len - 1 - random_office_roll (self, n)) : MADO_ID_NONE;
}

/**
 * random_office_pick_batch: the latest batch, or one of the latest; %MADO_ID_NONE where there is none
 */
MadoId
random_office_pick_batch (RandomOffice *self, gboolean is_latest)
{
  return pick_id (self, self->batches, is_latest ? 1 : N_BATCHES);
}

static gboolean
is_given_up (const RandomOffice *self, const MadoEntity *entity)
{
  const MadoState *state = mado_section_find (self->programme->states, mado_entity_get_state (entity));

  return state != NULL && state->is_end && strcmp (state->id, "paid") != 0;
}

/**
 * random_office_pick_case: one of the latest cases, mostly one in which there is something to do
 */
MadoEntity *
random_office_pick_case (RandomOffice *self)
{
  MadoEntity *entity = random_office_find (self, pick_id (self, self->cases, N_CASES));

  if (!is_given_up (self, entity) || random_office_chance (self, 10))
    return entity;
  mado_entity_unref (entity);

  return random_office_find (self, pick_id (self, self->cases, N_CASES));
}

/* --- the record -------------------------------------------------------------------------------------------------- */

/**
 * random_office_find: the entity as it is on record
 */
MadoEntity *
random_office_find (RandomOffice *self, MadoId id)
{
  MadoEntity *entity = NULL;

  g_assert_true (mado_records_find_entity (mado_memory_get_records (self->memory), id, &entity, NULL));

  return entity;
}

/**
 * random_office_take: what was done is on record
 */
void
random_office_take (RandomOffice *self, const MadoOperation *operation, const MadoOutcome *outcome)
{
  const MadoOperationHeader *header = mado_operation_get_header (operation);

  mado_memory_take (self->memory, outcome);
  if (header->base == 0 && !mado_outcome_is_refused (outcome) && outcome->entities->len > 0)
    g_array_append_val (g_str_equal (header->kind, "batch.make") ? self->batches : self->cases, header->entity);
}
