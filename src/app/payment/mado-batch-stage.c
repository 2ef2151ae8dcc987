/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Read off what has become of its cases, so that it does not matter how a decision came in. */

#include "mado-batch-stage.h"

#include <string.h>

#include "mado-batch-transfer.h"
#include "mado-json-member.h"
#include "mado-payment-way.h"

/* --- where it stands ---------------------------------------------------------------------------------------------- */

static gboolean
is_sent (yyjson_val *body)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "transfers"));

  for (yyjson_val *transfer = yyjson_arr_iter_next (&iter); transfer != NULL; transfer = yyjson_arr_iter_next (&iter))
    if (yyjson_obj_get (transfer, "void") == NULL)
      return TRUE;

  return FALSE;
}

/**
 * mado_batch_stage_find:
 * @tally: a batch with its cases
 *
 * Returns: where it stands
 */
MadoBatchStage
mado_batch_stage_find (const MadoBatchTally *tally)
{
  const char *state = mado_entity_get_state (tally->batch);

  if (strcmp (state, "frozen") == 0)
    return MADO_BATCH_STAGE_FROZEN;
  if (strcmp (state, MADO_BATCH_APPROVED) != 0)
    return MADO_BATCH_STAGE_OPEN;
  if (tally->undecided.count + tally->decided.count == 0)
    return MADO_BATCH_STAGE_OVER;
  if (is_sent (mado_entity_get_body (tally->batch)))
    return MADO_BATCH_STAGE_RESULT;

  return tally->undecided.count > 0 ? MADO_BATCH_STAGE_DECISION : MADO_BATCH_STAGE_FILE;
}

/* --- whom it waits for -------------------------------------------------------------------------------------------- */

static gboolean
may_take_over (const MadoProgramme *programme, const MadoPerson *person, MadoPaymentReturn kind)
{
  const MadoPacket *packet = mado_payment_find_return (programme, kind);

  for (guint i = 0; packet != NULL && i < mado_section_get_count (packet->rows); i++) {
    const MadoNamed *row = mado_section_get (packet->rows, i);
    const MadoTransition *transition = mado_section_find (programme->transitions, row->label);

    if (transition != NULL && mado_policy_has_role (person, transition->roles))
      return TRUE;
  }

  return FALSE;
}

/**
 * mado_batch_stage_is_for:
 * @stage: where a batch stands
 * @programme: its programme
 * @person: somebody
 *
 * Returns: whether their roles take the next step from there
 */
gboolean
mado_batch_stage_is_for (MadoBatchStage stage, const MadoProgramme *programme, const MadoPerson *person)
{
  switch (stage) {
  case MADO_BATCH_STAGE_OPEN:
  case MADO_BATCH_STAGE_FILE:
    return mado_policy_has_duty (person, programme, "plan");
  case MADO_BATCH_STAGE_FROZEN:
    return mado_policy_has_duty (person, programme, "approve");
  case MADO_BATCH_STAGE_DECISION:
    return may_take_over (programme, person, MADO_PAYMENT_DECISION);
  case MADO_BATCH_STAGE_RESULT:
    return may_take_over (programme, person, MADO_PAYMENT_RESULT);
  case MADO_BATCH_STAGE_OVER:
  case MADO_BATCH_N_STAGES:
  default:
    return FALSE;
  }
}

/**
 * mado_batch_stage_is_any_for:
 * @programme: a programme
 * @person: somebody
 *
 * Returns: whether they have anything to do with batches
 */
gboolean
mado_batch_stage_is_any_for (const MadoProgramme *programme, const MadoPerson *person)
{
  for (MadoBatchStage stage = MADO_BATCH_STAGE_OPEN; stage < MADO_BATCH_STAGE_OVER; stage++)
    if (mado_batch_stage_is_for (stage, programme, person))
      return TRUE;

  return FALSE;
}

static gboolean
is_by (yyjson_val *body, const char *stamp, const char *account)
{
  return strcmp (mado_json_get_text (yyjson_obj_get (body, stamp), "by"), account) == 0;
}

/**
 * mado_batch_is_work_of:
 * @batch: a batch
 * @account: somebody
 *
 * Returns: whether they made it, put cases into it, or froze it: then they do not approve it
 */
gboolean
mado_batch_is_work_of (const MadoEntity *batch, const char *account)
{
  yyjson_val *body = mado_entity_get_body (batch);
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "planners"));

  for (yyjson_val *planner = yyjson_arr_iter_next (&iter); planner != NULL; planner = yyjson_arr_iter_next (&iter))
    if (yyjson_equals_str (planner, account))
      return TRUE;

  return is_by (body, "made", account) || is_by (body, "frozen", account);
}

static yyjson_val *
get_signatures (const MadoEntity *batch)
{
  return yyjson_obj_get (mado_entity_get_body (batch), "signatures");
}

/**
 * mado_batch_count_signatures:
 * @batch: a batch
 *
 * Returns: of how many people it has, where the programme wants several
 */
guint
mado_batch_count_signatures (const MadoEntity *batch)
{
  return (guint) yyjson_arr_size (get_signatures (batch));
}

/**
 * mado_batch_was_signed_by:
 * @batch: a batch
 * @account: somebody
 *
 * Returns: whether one of its signatures is theirs: then the others are not
 */
gboolean
mado_batch_was_signed_by (const MadoEntity *batch, const char *account)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (get_signatures (batch));

  for (yyjson_val *entry = yyjson_arr_iter_next (&iter); entry != NULL; entry = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (entry, "by"), account) == 0)
      return TRUE;

  return FALSE;
}

/**
 * mado_batch_stage_waits_for:
 * @tally: a batch with its cases
 * @programme: its programme
 * @person: somebody
 *
 * Returns: whether it waits for them
 */
gboolean
mado_batch_stage_waits_for (const MadoBatchTally *tally, const MadoProgramme *programme, const MadoPerson *person)
{
  MadoBatchStage stage = mado_batch_stage_find (tally);

  return mado_batch_stage_is_for (stage, programme, person) &&
         !(stage == MADO_BATCH_STAGE_FROZEN && (mado_batch_is_work_of (tally->batch, person->account) ||
                                                mado_batch_was_signed_by (tally->batch, person->account)));
}
