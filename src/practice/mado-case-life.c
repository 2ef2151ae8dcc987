/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A case in the practice ward: who it is, how far it has come, and how anything is done with it. */

#include "mado-case-life.h"

/**
 * mado_case_life_new:
 * @office: where it is worked on; must outlive it
 * @paper: (transfer full): the application
 * @due: the office day on which it comes
 *
 * Returns: (transfer full): a case that nobody has seen yet
 */
MadoCaseLife *
mado_case_life_new (MadoOffice *office, MadoPaper *paper, int due)
{
  MadoCaseLife *self = g_new0 (MadoCaseLife, 1);

  self->office = office;
  self->paper = paper;
  self->due = due;
  self->states = g_ptr_array_new ();

  return self;
}

/**
 * mado_case_life_free:
 * @self: (transfer full): a case
 */
void
mado_case_life_free (MadoCaseLife *self)
{
  mado_paper_free (self->paper);
  g_ptr_array_unref (self->states);
  g_free (self);
}

/**
 * mado_case_life_find:
 * @self: a case
 *
 * Returns: (transfer none) (nullable): as it is on record; %NULL before it was received
 */
MadoEntity *
mado_case_life_find (const MadoCaseLife *self)
{
  return mado_id_is_valid (self->id) ? mado_counter_find (self->office->counter, self->id) : NULL;
}

/**
 * mado_case_life_get_body:
 * @self: a case
 *
 * Returns: (transfer none) (nullable): what is on record of it; %NULL before it was received
 */
yyjson_val *
mado_case_life_get_body (const MadoCaseLife *self)
{
  MadoEntity *entity = mado_case_life_find (self);

  return entity != NULL ? mado_entity_get_body (entity) : NULL;
}

/**
 * mado_case_life_get_state:
 * @self: a case
 *
 * Returns: (transfer none): its state
 */
const char *
mado_case_life_get_state (const MadoCaseLife *self)
{
  MadoEntity *entity = mado_case_life_find (self);

  return entity != NULL ? mado_entity_get_state (entity) : MADO_STATE_NEW;
}

/**
 * mado_case_life_do:
 * @self: a case
 * @kind: what is done with it
 * @body: what exactly
 * @who: (element-type MadoClerk): the first of them whom the rules let does it
 *
 * Returns: whether it was done
 */
gboolean
mado_case_life_do (MadoCaseLife *self, const char *kind, yyjson_mut_val *body, const GPtrArray *who)
{
  MadoWish wish = { kind, self->id, body, .who = who };

  mado_office_pass_time (self->office);

  return mado_id_is_valid (self->id) && mado_counter_do (self->office->counter, &wish) != NULL;
}
