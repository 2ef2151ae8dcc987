/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An operation goes in: its form is held against its act's table, its entity is looked up, the act writes a draft, and
 * what the entity claims now is held against what others hold. New versions come out, or a refusal and nothing else. */

#include "mado-apply.h"

#include <string.h>

#include "mado-kind.h"

static void
quarantine (MadoAction *self, MadoRefusal *refusal)
{
  mado_outcome_refuse (self->outcome, MADO_OUTCOME_QUARANTINED, refusal);
}

/* A 個人番号 is not kept as it came: that is a refusal, and the terminal takes it out. */
static gboolean
check_form (MadoAction *self, const MadoAct *act)
{
  MadoRefusal *refusal = mado_body_check (act->members, self->body);

  if (refusal == NULL)
    return TRUE;
  if (strcmp (refusal->code, MADO_REFUSAL_FORM) == 0)
    quarantine (self, refusal);
  else
    mado_outcome_refuse (self->outcome, MADO_OUTCOME_REFUSED, refusal);

  return FALSE;
}

/* Base 0 makes a new one; any other base names one that is there, and nothing is made twice. That the base is old is no
 * fault: merging is for the acts. */
static gboolean
open_draft (MadoAction *self, const MadoKind *kind, const MadoAct *act)
{
  g_autoptr (MadoEntity) before = NULL;
  GError *error = NULL;

  if (!mado_records_find_entity (self->records, self->header->entity, &before, &error))
    return mado_action_fail (self, error);
  if (before != NULL && act->begins != MADO_BEGINS_NOT &&
      (self->header->base == 0 || act->begins == MADO_BEGINS_ALWAYS))
    return mado_action_refuse (self, MADO_REFUSAL_EXISTS, kind->name);
  if (self->header->base == 0 && act->begins != MADO_BEGINS_NOT) {
    self->draft = mado_draft_new (self->header->entity, kind->name, kind->first_state);
    return TRUE;
  }
  if (before == NULL || strcmp (mado_entity_get_kind (before), kind->name) != 0)
    return mado_action_refuse (self, MADO_REFUSAL_ABSENT, kind->name);
  self->draft = mado_draft_from (before);

  return TRUE;
}

static gboolean
settle (MadoAction *self, const MadoKind *kind)
{
  return kind->settle == NULL || self->outcome->kind == MADO_OUTCOME_CONVERGED || kind->settle (self);
}

static gboolean
run (MadoAction *self)
{
  const MadoKind *kind = NULL;
  const MadoAct *act = mado_kinds_find_act (self->header->kind, &kind);

  if (act == NULL) {
    quarantine (self, mado_refusal_new (MADO_REFUSAL_KIND, self->header->kind));
    return FALSE;
  }
  if (strcmp (self->header->actor, self->context->actor.account) != 0)
    return mado_action_refuse (self, MADO_REFUSAL_ACTOR, NULL);

  return check_form (self, act) && open_draft (self, kind, act) && act->run (self) && settle (self, kind);
}

/* --- what came of it --------------------------------------------------------------------------------------------- */

static gboolean
finish_draft (MadoAction *self, MadoDraft *draft)
{
  g_autoptr (GError) error = NULL;
  MadoEntity *after = mado_draft_finish (draft, &error);

  if (after == NULL)
    return mado_action_refuse (self, MADO_REFUSAL_SIZE, NULL);
  g_ptr_array_add (self->outcome->entities, after);
  mado_holds_compare (draft->before, after, self->outcome->taken, self->outcome->released);

  return TRUE;
}

static gboolean
says_the_same (const MadoEntity *before, const MadoEntity *after)
{
  return strcmp (mado_entity_get_state (before), mado_entity_get_state (after)) == 0 &&
         yyjson_equals (mado_entity_get_body (before), mado_entity_get_body (after));
}

/* What was opened for the sake of another and stays as it was has no new version: at a terminal, that is a batch that a
 * thousand cases join, whose figures it does not know. */
static gboolean
finish_other (MadoAction *self, MadoDraft *draft)
{
  GPtrArray *entities = self->outcome->entities;

  if (!finish_draft (self, draft))
    return FALSE;
  if (draft->before != NULL && says_the_same (draft->before, g_ptr_array_index (entities, entities->len - 1)))
    g_ptr_array_set_size (entities, (int) entities->len - 1);

  return TRUE;
}

static gboolean
is_released (const MadoOutcome *outcome, const char *claim, MadoId holder)
{
  for (guint i = 0; i < outcome->released->len; i++) {
    const MadoHold *hold = g_ptr_array_index (outcome->released, i);

    if (strcmp (hold->claim, claim) == 0 && mado_id_compare (hold->holder, holder) == 0)
      return TRUE;
  }

  return FALSE;
}

/* The last gate before the backend's own: whatever an act did, nobody takes what another holds. */
static gboolean
check_claims (MadoAction *self)
{
  for (guint i = 0; i < self->outcome->taken->len; i++) {
    const MadoHold *hold = g_ptr_array_index (self->outcome->taken, i);
    GError *error = NULL;
    MadoId holder = MADO_ID_NONE;

    if (!mado_records_find_holder (self->records, hold->claim, &holder, &error))
      return mado_action_fail (self, error);
    if (mado_id_is_valid (holder) && mado_id_compare (holder, hold->holder) != 0 &&
        !is_released (self->outcome, hold->claim, holder))
      return mado_action_refuse (self, MADO_REFUSAL_CLAIM_HELD, NULL);
  }

  return TRUE;
}

static gboolean
finish (MadoAction *self)
{
  if (self->outcome->kind == MADO_OUTCOME_CONVERGED)
    return TRUE;
  if (!finish_draft (self, self->draft))
    return FALSE;
  for (guint i = 0; i < self->others->len; i++)
    if (!finish_other (self, g_ptr_array_index (self->others, i)))
      return FALSE;

  return check_claims (self);
}

/* Refused means: nothing of it. */
static void
drop_results (MadoOutcome *outcome)
{
  g_ptr_array_set_size (outcome->entities, 0);
  g_ptr_array_set_size (outcome->taken, 0);
  g_ptr_array_set_size (outcome->released, 0);
  g_array_set_size (outcome->erased, 0);
  g_array_set_size (outcome->dropped, 0);
}

/**
 * mado_apply:
 * @judge: of the programme
 * @records: what is on record
 * @operation: what somebody wants
 * @context: what the service knows of it
 * @error: where to put why nobody can say: the records cannot be read
 *
 * Returns: (transfer full): what comes of it. An operation that is refused or cannot be read has an outcome, too.
 */
MadoOutcome *
mado_apply (MadoJudge *judge,
            const MadoRecords *records,
            const MadoOperation *operation,
            const MadoContext *context,
            GError **error)
{
  g_autoptr (MadoOutcome) outcome = mado_outcome_new ();
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_draft_free);
  MadoAction action = {
    .judge = judge,
    .programme = mado_judge_get_programme (judge),
    .records = records,
    .context = context,
    .operation = operation,
    .header = mado_operation_get_header (operation),
    .body = mado_operation_get_body (operation),
    .author = mado_operation_get_header (operation)->actor,
    .today = mado_instant_get_japanese_day (context->now),
    .others = others,
    .outcome = outcome,
  };

  mado_date_to_iso (action.today, action.today_iso);

  gboolean is_good = run (&action) && finish (&action);

  g_clear_pointer (&action.draft, mado_draft_free);
  if (action.error != NULL) {
    g_propagate_error (error, action.error);
    return NULL;
  }
  if (!is_good)
    drop_results (outcome);

  return g_steal_pointer (&outcome);
}

/* --- groups ------------------------------------------------------------------------------------------------------ */

static gboolean
is_done (const MadoOutcome *outcome)
{
  return outcome->kind == MADO_OUTCOME_APPLIED || outcome->kind == MADO_OUTCOME_CONVERGED;
}

/* The one that could not be done keeps saying why; the others say that it was not for their sake. */
static void
refuse_others (GPtrArray *outcomes, guint culprit, const GPtrArray *operations)
{
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (mado_operation_get_header (g_ptr_array_index (operations, culprit))->id, id);
  for (guint i = 0; i < operations->len; i++) {
    if (i == outcomes->len)
      g_ptr_array_add (outcomes, mado_outcome_new ());

    MadoOutcome *outcome = g_ptr_array_index (outcomes, i);

    drop_results (outcome);
    if (i != culprit)
      mado_outcome_refuse (outcome, MADO_OUTCOME_REFUSED, mado_refusal_new (MADO_REFUSAL_GROUP, id));
  }
}

/**
 * mado_apply_group:
 * @judge: of the programme
 * @records: what is on record
 * @operations: (element-type MadoOperation): that belong together
 * @context: what the service knows of them
 * @error: where to put why nobody can say
 *
 * All or none: where one cannot be done as it was meant, none is. Each outcome stands on those before it: a backend
 * stores them in this order, in one transaction.
 *
 * Returns: (transfer full) (element-type MadoOutcome): an outcome for each
 */
GPtrArray *
mado_apply_group (MadoJudge *judge,
                  const MadoRecords *records,
                  const GPtrArray *operations,
                  const MadoContext *context,
                  GError **error)
{
  g_autoptr (GPtrArray) outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_outcome_free);
  g_autoptr (MadoMemory) memory = mado_memory_new (records);

  for (guint i = 0; i < operations->len; i++) {
    const MadoOperation *operation = g_ptr_array_index (operations, i);
    MadoOutcome *outcome = mado_apply (judge, mado_memory_get_records (memory), operation, context, error);

    if (outcome == NULL)
      return NULL;
    g_ptr_array_add (outcomes, outcome);
    if (!is_done (outcome)) {
      refuse_others (outcomes, i, operations);
      break;
    }
    mado_memory_take (memory, outcome);
  }

  return g_steal_pointer (&outcomes);
}
