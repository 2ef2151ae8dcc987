/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tries operations the way terminals do, over projections. */

#include "terminals.h"

#include "mado-json-member.h"
#include "mado-projection.h"

/**
 * terminals_project:
 * @programme: a programme
 * @records: what is on record
 * @entity: one of it
 * @person: somebody
 *
 * Returns: (transfer full) (nullable): what the person gets of it
 */
MadoEntity *
terminals_project (const MadoProgramme *programme,
                   const MadoRecords *records,
                   MadoEntity *entity,
                   const MadoPerson *person)
{
  MadoId id = mado_json_get_id (mado_entity_get_body (entity), "case");
  g_autoptr (MadoEntity) about = NULL;
  g_autoptr (GError) error = NULL;
  MadoEntity *projected = NULL;

  if (mado_id_is_valid (id))
    g_assert_true (mado_records_find_entity (records, id, &about, NULL));
  g_assert_true (mado_project_for_person (programme, entity, about, person, &projected, &error));
  g_assert_no_error (error);

  return projected;
}

static gboolean
find_cut (gpointer user_data, MadoId id, MadoEntity **out_entity, GError **error)
{
  const Seat *self = user_data;
  g_autoptr (MadoEntity) entity = NULL;

  if (!mado_records_find_entity (self->whole, id, &entity, error))
    return FALSE;
  *out_entity = entity != NULL
                    ? terminals_project (mado_judge_get_programme (self->judge), self->whole, entity, &self->person)
                    : NULL;

  return TRUE;
}

/**
 * seat_new:
 * @judge: of the programme
 * @whole: what the service has
 * @person: whose terminal it is
 *
 * Returns: (transfer full): a terminal on which nothing is done yet
 */
Seat *
seat_new (MadoJudge *judge, const MadoRecords *whole, const MadoPerson *person)
{
  Seat *self = g_new0 (Seat, 1);

  self->judge = judge;
  self->whole = whole;
  self->person = *person;
  self->cut = (MadoRecords) { find_cut, NULL, self };
  self->memory = mado_memory_new (&self->cut);

  return self;
}

/**
 * seat_free:
 * @self: (transfer full): a terminal
 */
void
seat_free (Seat *self)
{
  mado_memory_free (self->memory);
  g_free (self);
}

/**
 * seat_find:
 * @self: a terminal
 * @id: an entity's id
 *
 * Returns: (transfer full) (nullable): the entity as it is shown there
 */
MadoEntity *
seat_find (Seat *self, MadoId id)
{
  MadoEntity *entity = NULL;

  g_assert_true (mado_records_find_entity (mado_memory_get_records (self->memory), id, &entity, NULL));

  return entity;
}

/**
 * seat_do:
 * @self: a terminal
 * @operation: what its person wants
 * @service: what the service knows of it
 *
 * Returns: (transfer full): what comes of it there, which is shown from now on
 */
MadoOutcome *
seat_do (Seat *self, const MadoOperation *operation, const MadoContext *service)
{
  MadoContext context = *service;
  g_autoptr (GError) error = NULL;
  MadoOutcome *outcome;

  context.signer = context.actor;
  outcome = mado_apply (self->judge, mado_memory_get_records (self->memory), operation, &context, &error);
  g_assert_no_error (error);
  mado_memory_take (self->memory, outcome);

  return outcome;
}

/**
 * terminals_try:
 * @judge: of the programme
 * @records: what is on record
 * @operation: what somebody wants
 * @context: what the service knows of it
 *
 * Tries it over what each role of the programme has of the records. Whatever comes of it, something does.
 */
void
terminals_try (MadoJudge *judge, const MadoRecords *records, const MadoOperation *operation, const MadoContext *context)
{
  const MadoProgramme *programme = mado_judge_get_programme (judge);

  for (guint i = 0; i < mado_section_get_count (programme->roles); i++) {
    const char *roles[] = { ((const MadoNamed *) mado_section_get (programme->roles, i))->id, NULL };
    g_autoptr (Seat) terminal = seat_new (judge, records, &(MadoPerson) { context->actor.account, roles });
    g_autoptr (MadoOutcome) outcome = seat_do (terminal, operation, context);
  }
}

/**
 * terminals_assert_no_stricter:
 * @at_terminal: what came of an operation at the terminal of whoever wants it
 * @at_service: what came of it at the service
 * @operation: the operation
 *
 * Nobody is told that something is refused which the service takes.
 */
void
terminals_assert_no_stricter (const MadoOutcome *at_terminal,
                              const MadoOutcome *at_service,
                              const MadoOperation *operation)
{
  const MadoOperationHeader *header = mado_operation_get_header (operation);
  const MadoRefusal *refusal = at_terminal->refusal;

  if (refusal != NULL && at_service->refusal == NULL)
    g_error ("%s of %s was refused at the terminal alone: %s %s", header->kind, header->actor, refusal->code,
             refusal->subjects->len > 0 ? (const char *) g_ptr_array_index (refusal->subjects, 0) : "");
}

/**
 * terminals_compare:
 * @judge: of the programme
 * @records: what is on record
 * @operation: what somebody wants
 * @context: what the service knows of it
 * @outcome: what comes of it at the service
 *
 * Whoever does it has the entity on his screen, and is not told that it is refused, unless the service refuses it, too.
 */
void
terminals_compare (MadoJudge *judge,
                   const MadoRecords *records,
                   const MadoOperation *operation,
                   const MadoContext *context,
                   const MadoOutcome *outcome)
{
  const MadoOperationHeader *header = mado_operation_get_header (operation);
  g_autoptr (Seat) terminal = seat_new (judge, records, &context->actor);
  g_autoptr (MadoEntity) shown = seat_find (terminal, header->entity);
  g_autoptr (MadoOutcome) tried = seat_do (terminal, operation, context);

  if (header->base == 0 || shown != NULL)
    terminals_assert_no_stricter (tried, outcome, operation);
}
