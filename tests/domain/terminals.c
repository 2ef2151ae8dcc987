/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tries operations the way terminals do, over projections. */

#include "terminals.h"

#include "mado-json-member.h"
#include "mado-projection.h"

typedef struct {
  const MadoProgramme *programme;
  const MadoRecords *whole;
  MadoPerson person;
} Terminal;

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
find_entity (gpointer user_data, MadoId id, MadoEntity **out_entity, GError **error)
{
  const Terminal *self = user_data;
  g_autoptr (MadoEntity) entity = NULL;

  if (!mado_records_find_entity (self->whole, id, &entity, error))
    return FALSE;
  *out_entity = entity != NULL ? terminals_project (self->programme, self->whole, entity, &self->person) : NULL;

  return TRUE;
}

/* No terminal knows who holds what; here it does, so that more of each act is tried. */
static gboolean
find_holder (gpointer user_data, const char *claim, MadoId *out_holder, GError **error)
{
  const Terminal *self = user_data;

  return mado_records_find_holder (self->whole, claim, out_holder, error);
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
    Terminal terminal = { programme, records, { context->actor.account, roles } };
    const MadoRecords projected = { find_entity, find_holder, &terminal };
    g_autoptr (GError) error = NULL;
    g_autoptr (MadoOutcome) outcome = mado_apply (judge, &projected, operation, context, &error);

    g_assert_no_error (error);
    g_assert_nonnull (outcome);
  }
}
