/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One file goes to the bank for each way in which a batch is paid, and no second one while the first is good. A file
 * that comes back is taken over once. */

#include "mado-batch-transfer.h"

#include <string.h>

#include "mado-json-member.h"

const MadoBodyMember mado_batch_transfer_members[] = {
  { "pay", MADO_BODY_WORD, TRUE },   { "day", MADO_BODY_DATE, TRUE },    { "count", MADO_BODY_NUMBER, TRUE },
  { "sum", MADO_BODY_NUMBER, TRUE }, { "digest", MADO_BODY_WORD, TRUE }, {},
};

const MadoBodyMember mado_batch_void_members[] = {
  { "digest", MADO_BODY_WORD, TRUE },
  { "reason", MADO_BODY_TEXT, TRUE },
  {},
};

const MadoBodyMember mado_batch_answer_members[] = {
  { "packet", MADO_BODY_WORD, TRUE }, { "count", MADO_BODY_NUMBER, TRUE },   { "sum", MADO_BODY_NUMBER, TRUE },
  { "digest", MADO_BODY_WORD, TRUE }, { "settled", MADO_BODY_ARRAY, FALSE }, {},
};

static const MadoBodyMember settled_members[] = {
  { "row", MADO_BODY_NUMBER, TRUE },
  { "case", MADO_BODY_ID, FALSE },
  { "code", MADO_BODY_WORD, TRUE },
  { "reason", MADO_BODY_TEXT, TRUE },
  {},
};

/* --- what went to the bank --------------------------------------------------------------------------------------- */

static gboolean
is_void (yyjson_mut_val *transfer)
{
  return yyjson_mut_obj_get (transfer, "void") != NULL;
}

/* Returns: (nullable): the one that is good and has this member */
static yyjson_mut_val *
find_transfer (const MadoDraft *batch, const char *member, const char *text)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (yyjson_mut_obj_get (batch->body, "transfers"));

  for (yyjson_mut_val *transfer = yyjson_mut_arr_iter_next (&iter); transfer != NULL;
       transfer = yyjson_mut_arr_iter_next (&iter))
    if (!is_void (transfer) && (member == NULL || strcmp (mado_draft_get_text (transfer, member), text) == 0))
      return transfer;

  return NULL;
}

/**
 * mado_batch_is_under_way:
 * @batch: a batch
 *
 * Returns: whether any of it is at the bank, or was
 */
gboolean
mado_batch_is_under_way (const MadoDraft *batch)
{
  return find_transfer (batch, NULL, NULL) != NULL;
}

static gint64
get_number (yyjson_mut_val *object, const char *name)
{
  return yyjson_mut_get_sint (yyjson_mut_obj_get (object, name));
}

/* What the batch still has to pay, less what was sent. */
static gint64
count_left (const MadoDraft *batch, const char *name)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (yyjson_mut_obj_get (batch->body, "transfers"));
  gint64 left = get_number (batch->body, name) - get_number (yyjson_mut_obj_get (batch->body, "left"), name);

  for (yyjson_mut_val *transfer = yyjson_mut_arr_iter_next (&iter); transfer != NULL;
       transfer = yyjson_mut_arr_iter_next (&iter))
    if (!is_void (transfer))
      left -= get_number (transfer, name);

  return left;
}

/* What a terminal sees of the figures may not be what they are. */
static gboolean
check_figures (MadoAction *action)
{
  gint64 count = mado_json_get_number (action->body, "count");

  return mado_action_is_cut (action) ||
         (count > 0 && count <= count_left (action->draft, "count") &&
          mado_json_get_number (action->body, "sum") <= count_left (action->draft, "sum")) ||
         mado_action_refuse (action, MADO_REFUSAL_COUNT, NULL);
}

static gboolean
is_way_to_pay (const MadoAction *action, const char *id)
{
  const MadoTransition *transition = mado_section_find (action->programme->transitions, id);

  return transition != NULL && strcmp (transition->right, "pay") == 0;
}

/**
 * mado_batch_transfer:
 * @action: an action on a batch
 *
 * "batch.transfer": a file was made of the rows that are paid in one way, and goes to the bank on a day.
 *
 * Returns: whether it was done
 */
gboolean
mado_batch_transfer (MadoAction *action)
{
  const char *pay = mado_json_get_text (action->body, "pay");

  if (!mado_action_need_duty (action, "plan") || !mado_action_need_state (action, MADO_BATCH_APPROVED, NULL))
    return FALSE;
  if (!is_way_to_pay (action, pay))
    return mado_action_refuse (action, MADO_REFUSAL_TRANSITION, pay);
  if (find_transfer (action->draft, "pay", pay) != NULL)
    return mado_action_refuse (action, MADO_REFUSAL_STATE, "transfer");
  if (!check_figures (action))
    return FALSE;
  mado_action_put_members (action, mado_action_add_entry (action, "transfers", "transfer"),
                           mado_batch_transfer_members);

  return TRUE;
}

/**
 * mado_batch_void_transfer:
 * @action: an action on a batch
 *
 * "batch.void_transfer": the bank has not taken the file, says somebody who did not make it and signs for it. Another
 * may be made.
 *
 * Returns: whether it was done
 */
gboolean
mado_batch_void_transfer (MadoAction *action)
{
  MadoDraft *draft = action->draft;
  yyjson_mut_val *transfer = find_transfer (draft, "digest", mado_json_get_text (action->body, "digest"));

  if (!mado_action_need_duty (action, "approve"))
    return FALSE;
  if (transfer == NULL)
    return mado_action_refuse (action, MADO_REFUSAL_ABSENT, "transfer");
  if (yyjson_mut_equals_str (yyjson_mut_obj_get (transfer, "by"), action->header->actor))
    return mado_action_refuse (action, MADO_REFUSAL_SAME_PERSON, "transfer");
  if (!mado_action_is_signed_by_actor (action))
    return mado_action_refuse (action, MADO_REFUSAL_SIGNATURE, NULL);
  mado_draft_put (draft, mado_action_stamp (action, draft, transfer, "void"), "reason",
                  yyjson_obj_get (action->body, "reason"));

  return TRUE;
}

/* --- what came back ---------------------------------------------------------------------------------------------- */

static gboolean
was_taken_over (const MadoDraft *batch, const char *digest)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (yyjson_mut_obj_get (batch->body, "answers"));

  for (yyjson_mut_val *answer = yyjson_mut_arr_iter_next (&iter); answer != NULL;
       answer = yyjson_mut_arr_iter_next (&iter))
    if (strcmp (mado_draft_get_text (answer, "digest"), digest) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
check_settled (MadoAction *action)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (action->body, "settled"));

  for (yyjson_val *row = yyjson_arr_iter_next (&iter); row != NULL; row = yyjson_arr_iter_next (&iter)) {
    MadoRefusal *refusal = mado_body_check (settled_members, row);

    if (refusal != NULL) {
      mado_outcome_refuse (action->outcome, MADO_OUTCOME_QUARANTINED, refusal);
      return FALSE;
    }
  }

  return TRUE;
}

/**
 * mado_batch_answer:
 * @action: an action on a batch
 *
 * "batch.answer": a file came back for it; how much of it is taken over, and why which rows are not.
 *
 * Returns: whether it was done
 */
gboolean
mado_batch_answer (MadoAction *action)
{
  const char *id = mado_json_get_text (action->body, "packet");
  const MadoPacket *packet = mado_section_find (action->programme->packets, id);

  if (!mado_action_need_duty (action, "plan") || !mado_action_need_state (action, MADO_BATCH_APPROVED, NULL))
    return FALSE;
  if (packet == NULL || packet->from[0] == '\0')
    return mado_action_refuse (action, MADO_REFUSAL_ITEM, id);
  if (was_taken_over (action->draft, mado_json_get_text (action->body, "digest")))
    return mado_action_refuse (action, MADO_REFUSAL_STATE, "answer");
  if (!check_settled (action))
    return FALSE;
  mado_action_put_members (action, mado_action_add_entry (action, "answers", "answer"), mado_batch_answer_members);

  return TRUE;
}

/* --- who gets what of it ----------------------------------------------------------------------------------------- */

#define WORDS_FOR MADO_FOR_DUTIES, .duties = { "plan", "approve", "oversee" }, .is_aside = TRUE

static const MadoVisible void_visible[] = {
  { "at", MADO_FOR_READERS },
  { "by", MADO_FOR_READERS },
  { "reason", WORDS_FOR },
  {},
};

static const MadoVisible settled_visible[] = {
  { "row", MADO_FOR_READERS }, { "case", MADO_FOR_READERS }, { "code", MADO_FOR_READERS }, { "reason", WORDS_FOR }, {},
};

const MadoVisible mado_batch_transfer_said_visible[] = {
  { "pay", MADO_FOR_READERS }, { "day", MADO_FOR_READERS }, { "count", MADO_FOR_READERS },
  { "sum", MADO_FOR_MONEY },   { "digest", WORDS_FOR },     {},
};

const MadoVisible mado_batch_void_said_visible[] = {
  { "digest", WORDS_FOR },
  { "reason", WORDS_FOR },
  {},
};

const MadoVisible mado_batch_answer_said_visible[] = {
  { "packet", MADO_FOR_READERS },
  { "count", MADO_FOR_READERS },
  { "sum", MADO_FOR_MONEY },
  { "digest", WORDS_FOR },
  { "settled", MADO_FOR_READERS, .inside = settled_visible },
  {},
};

const MadoVisible mado_batch_transfer_visible[] = {
  { "at", MADO_FOR_READERS },
  { "by", MADO_FOR_READERS },
  { "operation", MADO_FOR_READERS },
  { "what", MADO_FOR_READERS },
  { "pay", MADO_FOR_READERS },
  { "day", MADO_FOR_READERS },
  { "count", MADO_FOR_READERS },
  { "sum", MADO_FOR_MONEY },
  { "digest", WORDS_FOR },
  { "void", MADO_FOR_READERS, .inside = void_visible },
  {},
};

const MadoVisible mado_batch_answer_visible[] = {
  { "at", MADO_FOR_READERS },
  { "by", MADO_FOR_READERS },
  { "operation", MADO_FOR_READERS },
  { "what", MADO_FOR_READERS },
  { "packet", MADO_FOR_READERS },
  { "count", MADO_FOR_READERS },
  { "sum", MADO_FOR_MONEY },
  { "digest", WORDS_FOR },
  { "settled", MADO_FOR_READERS, .inside = settled_visible },
  {},
};
