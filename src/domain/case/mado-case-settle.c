/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What follows for a case from what an operation wrote: the rules judge it anew, its rights follow, and the items that
 * the program fills are filled. */

#include "mado-case-settle.h"

#include <string.h>

#include "mado-case-claim.h"
#include "mado-case-right.h"
#include "mado-case-row.h"

static gboolean
counts_for_amount (yyjson_mut_val *right)
{
  return mado_case_right_holds_claim (right) || strcmp (mado_draft_get_text (right, "state"), MADO_RIGHT_OPEN) == 0;
}

/* The item that says what the rights of the case come to. */
static void
write_amount (MadoAction *action)
{
  MadoDraft *draft = action->draft;
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (mado_case_get_rights (action));
  gint64 amount = 0;

  for (yyjson_mut_val *right = yyjson_mut_arr_iter_next (&iter); right != NULL;
       right = yyjson_mut_arr_iter_next (&iter))
    if (counts_for_amount (right))
      amount += yyjson_mut_get_sint (yyjson_mut_obj_get (right, "amount"));
  for (guint i = 0; i < mado_section_get_count (action->programme->items); i++) {
    const MadoItem *item = mado_section_get (action->programme->items, i);

    if (strcmp (item->set_by, "right") != 0)
      continue;

    yyjson_mut_val *items = mado_draft_ensure_object (draft, draft->body, "items");

    if (amount > 0)
      mado_draft_put_number (draft, items, item->id, amount);
    else
      mado_draft_remove (draft, items, item->id);
  }
}

/* Returns: (transfer none) (nullable): where the items of a row, or of the case itself, are written */
static yyjson_mut_val *
find_items (MadoAction *action, const MadoJudgedValue *kept)
{
  yyjson_mut_val *owner = action->draft->body;

  if (kept->row[0] != '\0')
    owner = mado_case_find_row (action, kept->item->section, kept->row, NULL);

  return mado_draft_ensure_object (action->draft, owner, "items");
}

static void
write_kept (MadoAction *action, const MadoJudgedValue *kept)
{
  MadoDraft *draft = action->draft;
  yyjson_mut_val *items = find_items (action, kept);

  switch (kept->value.kind) {
  case MADO_RULE_VALUE_NULL:
    mado_draft_remove (draft, items, kept->item->id);
    return;
  case MADO_RULE_VALUE_TEXT:
    mado_draft_put_text (draft, items, kept->item->id, kept->value.text);
    return;
  case MADO_RULE_VALUE_NUMBER:
    if (strcmp (kept->item->type, "yesno") == 0)
      mado_draft_put_flag (draft, items, kept->item->id, kept->value.number == 1);
    else
      mado_draft_put_number (draft, items, kept->item->id, kept->value.number);
    return;
  }
}

/* Items that a rule keeps. */
static void
write_values (MadoAction *action, const MadoJudgement *judgement)
{
  for (guint i = 0; i < judgement->values->len; i++) {
    const MadoJudgedValue *value = &g_array_index (judgement->values, MadoJudgedValue, i);

    if (value->item != NULL)
      write_kept (action, value);
  }
}

/* The work lists that the case stands in. They are kept with the case, for a desk that sees only a part of it cannot
 * judge them. */
static void
write_queues (MadoAction *action, const MadoJudgement *judgement)
{
  MadoDraft *draft = action->draft;

  mado_draft_remove (draft, draft->body, "queues");

  yyjson_mut_val *names = mado_draft_ensure_array (draft, draft->body, "queues");

  for (guint i = 0; i < mado_section_get_count (action->programme->queues); i++) {
    const MadoQueue *queue = mado_section_get (action->programme->queues, i);

    if (mado_judgement_get_answer (judgement, queue) == MADO_ANSWER_PASSED)
      yyjson_mut_arr_add_strcpy (draft->doc, names, queue->id);
  }
}

static gboolean
is_listed (const MadoProgramme *programme, const char *id)
{
  for (guint i = 0; i < mado_section_get_count (programme->queues); i++) {
    const MadoQueue *queue = mado_section_get (programme->queues, i);

    if (mado_names_contain (queue->columns, id) || mado_names_contain (queue->order, id))
      return TRUE;
  }

  return FALSE;
}

/* What a work list shows or is sorted by, and is no item. */
static void
write_computed (MadoAction *action, const MadoJudgement *judgement)
{
  MadoDraft *draft = action->draft;

  mado_draft_remove (draft, draft->body, "computed");

  yyjson_mut_val *computed = mado_draft_ensure_object (draft, draft->body, "computed");

  for (guint i = 0; i < judgement->values->len; i++) {
    const MadoJudgedValue *value = &g_array_index (judgement->values, MadoJudgedValue, i);

    if (value->item != NULL || value->row[0] != '\0' || !is_listed (action->programme, value->id))
      continue;
    if (value->value.kind == MADO_RULE_VALUE_TEXT)
      mado_draft_put_text (draft, computed, value->id, value->value.text);
    if (value->value.kind == MADO_RULE_VALUE_NUMBER)
      mado_draft_put_number (draft, computed, value->id, value->value.number);
  }
}

static gboolean
has_asked (const MadoAction *action)
{
  yyjson_mut_val *done = yyjson_mut_obj_get (action->draft->body, "done");

  for (guint i = 0; i < mado_section_get_count (action->programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (action->programme->transitions, i);

    if (strcmp (transition->right, "claim") == 0 && yyjson_mut_obj_get (done, transition->id) != NULL)
      return TRUE;
  }

  return FALSE;
}

/* Who holds a claim decides what becomes of a right: that is known to the service alone. */
static gboolean
settle_rights (MadoAction *action, const MadoJudgement *judgement)
{
  if (!mado_case_follow_rights (action, judgement) || (has_asked (action) && !mado_case_add_rights (action, judgement)))
    return FALSE;
  mado_case_write_claims (action);
  mado_case_write_looks (action, judgement);
  write_amount (action);

  return TRUE;
}

/**
 * mado_case_settle_with:
 * @action: an action on a case
 * @judgement: of the case as it stands
 *
 * Lets the items that rules keep and the rights of the case follow what it says by now, once it has asked for them.
 * What a payment under way rests on does not move: that is refused.
 *
 * Returns: whether it was done
 */
gboolean
mado_case_settle_with (MadoAction *action, const MadoJudgement *judgement)
{
  if (mado_records_are_whole (action->records)) {
    if (!settle_rights (action, judgement))
      return FALSE;
  } else if (mado_case_has_other_items (action)) {
    mado_case_leave_rights (action);
  }
  write_values (action, judgement);

  return TRUE;
}

/**
 * mado_case_judge:
 * @action: an action on a case
 * @day: on which what it tells of happened
 *
 * Returns: (transfer none) (nullable): what the programme's rules say of the case as it stands; %NULL where a rule
 * cannot be computed, which is refused
 */
const MadoJudgement *
mado_case_judge (MadoAction *action, MadoDate day)
{
  g_autoptr (yyjson_doc) body = mado_draft_read_body (action->draft);
  g_autoptr (GError) error = NULL;
  const MadoJudgement *judgement = mado_judge_case_after (
      action->judge, yyjson_doc_get_root (body), action->draft->state, (MadoCaseDays) { action->today, day }, &error);

  if (judgement == NULL)
    mado_action_refuse (action, MADO_REFUSAL_RULE, error->message);

  return judgement;
}

/**
 * mado_case_settle:
 * @action: an action on a case, all else written
 *
 * The last word on every operation: what follows for the case from what it says by now. Of a case that is cut nobody
 * can say it.
 *
 * Returns: whether the rules could be computed and the rights could follow
 */
gboolean
mado_case_settle (MadoAction *action)
{
  const MadoJudgement *judgement = NULL;

  if (mado_action_is_cut (action))
    return TRUE;
  judgement = mado_case_judge (action, action->today);
  if (judgement == NULL || !mado_case_settle_with (action, judgement))
    return FALSE;
  write_queues (action, judgement);
  write_computed (action, judgement);

  return TRUE;
}
