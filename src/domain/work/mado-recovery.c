/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Never more is recovered from a case than was paid to it, never more comes in than is open, and nobody approves what
 * they asked for. The right stays paid whatever comes back: what was paid once is not paid again. */

#include "mado-recovery.h"

#include <string.h>

#include "mado-case-right.h"
#include "mado-case.h"
#include "mado-json-member.h"

#define RETURNS "returns"
#define ON_CASE "recoveries"

static const MadoBodyMember ask_members[] = {
  { "case", MADO_BODY_ID, TRUE },     { "why", MADO_BODY_WORD, TRUE },  { "amount", MADO_BODY_NUMBER, TRUE },
  { "reason", MADO_BODY_TEXT, TRUE }, { "due", MADO_BODY_DATE, FALSE }, {},
};

static const MadoBodyMember approve_members[] = {
  { "amount", MADO_BODY_NUMBER, TRUE },
  {},
};

static const MadoBodyMember receive_members[] = {
  { "day", MADO_BODY_DATE, TRUE },
  { "amount", MADO_BODY_NUMBER, TRUE },
  {},
};

static const MadoBodyMember strike_members[] = {
  { "entry", MADO_BODY_ID, TRUE },
  { "reason", MADO_BODY_TEXT, TRUE },
  {},
};

static const char *const causes[] = { "overpaid", "ineligible", "twice", "returned", NULL };

/**
 * mado_recovery_get_causes:
 *
 * Returns: (transfer none) (array zero-terminated=1): why money comes back: too much was paid, there was no right, it
 * was paid twice, or somebody gave it back unasked
 */
const char *const *
mado_recovery_get_causes (void)
{
  return causes;
}

/* --- the case ---------------------------------------------------------------------------------------------------- */

static gint64
get_number (yyjson_mut_val *object, const char *name)
{
  return yyjson_mut_get_sint (yyjson_mut_obj_get (object, name));
}

static gint64
sum_paid (const MadoDraft *paid)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (yyjson_mut_obj_get (paid->body, "rights"));
  gint64 sum = 0;

  for (yyjson_mut_val *right = yyjson_mut_arr_iter_next (&iter); right != NULL;
       right = yyjson_mut_arr_iter_next (&iter))
    if (strcmp (mado_draft_get_text (right, "state"), MADO_RIGHT_PAID) == 0)
      sum += get_number (right, "amount");

  return sum;
}

/* What has been asked back and not been declined; of what was waived, the part that came. */
static gint64
sum_recovered (const MadoDraft *paid)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (yyjson_mut_obj_get (paid->body, ON_CASE));
  gint64 sum = 0;

  for (yyjson_mut_val *one = yyjson_mut_arr_iter_next (&iter); one != NULL; one = yyjson_mut_arr_iter_next (&iter)) {
    const char *state = mado_draft_get_text (one, "state");

    if (strcmp (state, MADO_RECOVERY_WAIVED) == 0)
      sum += get_number (one, "returned");
    else if (strcmp (state, MADO_RECOVERY_DECLINED) != 0)
      sum += get_number (one, "amount");
  }

  return sum;
}

static yyjson_mut_val *
find_on_case (const MadoAction *action, MadoDraft *paid)
{
  yyjson_mut_val *list = mado_draft_ensure_array (paid, paid->body, ON_CASE);
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (list);
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (action->draft->id, id);
  for (yyjson_mut_val *one = yyjson_mut_arr_iter_next (&iter); one != NULL; one = yyjson_mut_arr_iter_next (&iter))
    if (strcmp (mado_draft_get_text (one, "id"), id) == 0)
      return one;

  return mado_draft_add_object (paid, list);
}

static gboolean
open_case (MadoAction *action, MadoDraft **out_paid)
{
  MadoId id = mado_id_from_text (mado_draft_get_text (action->draft->body, "case"));

  return mado_action_open (action, id, mado_case_kind.name, out_paid);
}

/* Whoever looks at the case is told without looking elsewhere. */
static gboolean
tell_case (MadoAction *action)
{
  MadoDraft *paid = NULL, *own = action->draft;
  yyjson_mut_val *told;

  if (!open_case (action, &paid) || paid == NULL)
    return action->outcome->refusal == NULL && action->error == NULL;
  told = find_on_case (action, paid);
  mado_draft_put_id (paid, told, "id", own->id);
  mado_draft_put_text (paid, told, "why", mado_draft_get_text (own->body, "why"));
  mado_draft_put_text (paid, told, "state", own->state);
  mado_draft_put_number (paid, told, "amount", get_number (own->body, "amount"));
  mado_draft_put_number (paid, told, "returned", get_number (own->body, "returned"));

  return TRUE;
}

/* --- asked and approved ------------------------------------------------------------------------------------------ */

/* The service does; a terminal does where it has all amounts of the case. */
static gboolean
knows_amounts (const MadoAction *action, const MadoDraft *paid)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (yyjson_mut_obj_get (paid->body, "rights"));

  for (yyjson_mut_val *right = yyjson_mut_arr_iter_next (&iter); right != NULL;
       right = yyjson_mut_arr_iter_next (&iter))
    if (!yyjson_mut_is_int (yyjson_mut_obj_get (right, "amount")))
      return mado_records_are_whole (action->records);

  return mado_records_are_whole (action->records) ||
         yyjson_mut_arr_size (yyjson_mut_obj_get (paid->body, "rights")) > 0;
}

static gboolean
check_amount (MadoAction *action)
{
  gint64 amount = mado_json_get_number (action->body, "amount");
  MadoDraft *paid = NULL;

  if (amount <= 0)
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "amount");
  if (!open_case (action, &paid))
    return FALSE;
  if (paid == NULL || !knows_amounts (action, paid))
    return TRUE;
  if (sum_paid (paid) == 0)
    return mado_action_refuse (action, MADO_REFUSAL_RIGHT_STEP, mado_case_kind.name);

  return amount <= sum_paid (paid) - sum_recovered (paid) || mado_action_refuse (action, MADO_REFUSAL_COUNT, "amount");
}

static gboolean
ask (MadoAction *action)
{
  MadoDraft *draft = action->draft;

  if (!mado_action_need_duty (action, "plan"))
    return FALSE;
  if (!g_strv_contains (causes, mado_json_get_text (action->body, "why")))
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "why");
  mado_action_put_members (action, draft->body, ask_members);
  mado_draft_put_number (draft, draft->body, "returned", 0);
  mado_action_stamp (action, draft, draft->body, MADO_RECOVERY_ASKED);

  return check_amount (action) && tell_case (action);
}

static gboolean
is_own_wish (MadoAction *action)
{
  yyjson_mut_val *asked = yyjson_mut_obj_get (action->draft->body, MADO_RECOVERY_ASKED);

  return mado_action_is_actor (action, mado_draft_get_text (asked, "by")) &&
         !mado_action_refuse (action, MADO_REFUSAL_SAME_PERSON, MADO_RECOVERY_ASKED);
}

static gboolean
decide (MadoAction *action, const char *from, const char *to)
{
  if (!mado_action_need_duty (action, "approve") || !mado_action_need_state (action, from, NULL) ||
      is_own_wish (action))
    return FALSE;
  mado_action_put_members (action, mado_action_stamp (action, action->draft, action->draft->body, to),
                           mado_body_reason);
  mado_draft_set_state (action->draft, to);

  return tell_case (action);
}

/* Whoever approves says what: a sum that they have read. */
static gboolean
approve (MadoAction *action)
{
  if (mado_json_get_number (action->body, "amount") != get_number (action->draft->body, "amount"))
    return mado_action_refuse (action, MADO_REFUSAL_COUNT, "amount");

  return decide (action, MADO_RECOVERY_ASKED, MADO_RECOVERY_OPEN);
}

static gboolean
decline (MadoAction *action)
{
  return decide (action, MADO_RECOVERY_ASKED, MADO_RECOVERY_DECLINED);
}

static gboolean
waive (MadoAction *action)
{
  return decide (action, MADO_RECOVERY_OPEN, MADO_RECOVERY_WAIVED);
}

/* --- money comes ------------------------------------------------------------------------------------------------- */

static gboolean
count_in (MadoAction *action, gint64 amount)
{
  MadoDraft *draft = action->draft;
  gint64 returned = get_number (draft->body, "returned") + amount;

  mado_draft_put_number (draft, draft->body, "returned", returned);
  mado_draft_set_state (draft,
                        returned == get_number (draft->body, "amount") ? MADO_RECOVERY_SETTLED : MADO_RECOVERY_OPEN);

  return tell_case (action);
}

static gboolean
receive (MadoAction *action)
{
  gint64 amount = mado_json_get_number (action->body, "amount");
  yyjson_mut_val *body = action->draft->body;

  if (!mado_action_need_duty (action, "plan") || !mado_action_need_state (action, MADO_RECOVERY_OPEN, NULL))
    return FALSE;
  if (strcmp (mado_json_get_text (action->body, "day"), action->today_iso) > 0)
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "day");
  if (amount <= 0 || amount > get_number (body, "amount") - get_number (body, "returned"))
    return mado_action_refuse (action, MADO_REFUSAL_COUNT, "amount");
  mado_action_put_members (action, mado_action_add_entry (action, RETURNS, "return"), receive_members);

  return count_in (action, amount);
}

/* Returns: (transfer none) (nullable): what came in by that operation, and was not struck out */
static yyjson_mut_val *
find_return (const MadoAction *action)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (yyjson_mut_obj_get (action->draft->body, RETURNS));

  for (yyjson_mut_val *one = yyjson_mut_arr_iter_next (&iter); one != NULL; one = yyjson_mut_arr_iter_next (&iter))
    if (strcmp (mado_draft_get_text (one, "operation"), mado_json_get_text (action->body, "entry")) == 0 &&
        yyjson_mut_obj_get (one, "struck") == NULL)
      return one;

  return NULL;
}

/* It was written down wrongly: the entry stays, and does not count. */
static gboolean
strike (MadoAction *action)
{
  yyjson_mut_val *entry = find_return (action);

  if (!mado_action_need_duty (action, "approve") ||
      !mado_action_need_state (action, MADO_RECOVERY_OPEN, MADO_RECOVERY_SETTLED, NULL))
    return FALSE;
  if (entry == NULL)
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "entry");
  if (mado_action_is_actor (action, mado_draft_get_text (entry, "by")))
    return mado_action_refuse (action, MADO_REFUSAL_SAME_PERSON, "return");
  mado_action_put_members (action, mado_action_stamp (action, action->draft, entry, "struck"), mado_body_reason);

  return count_in (action, -get_number (entry, "amount"));
}

/* --- who gets what of it ----------------------------------------------------------------------------------------- */

#define FOR_OFFICE MADO_FOR_DUTIES, .duties = { "plan", "approve", "oversee" }

static const MadoVisible ask_visible[] = {
  { "case", FOR_OFFICE },   { "why", FOR_OFFICE }, { "amount", FOR_OFFICE },
  { "reason", FOR_OFFICE }, { "due", FOR_OFFICE }, {},
};

static const MadoVisible act_visible[] = {
  { "amount", FOR_OFFICE }, { "day", FOR_OFFICE }, { "entry", FOR_OFFICE }, { "reason", FOR_OFFICE }, {},
};

static const MadoVisible stamp_visible[] = {
  { "at", FOR_OFFICE },
  { "by", FOR_OFFICE },
  { "reason", FOR_OFFICE },
  {},
};

static const MadoVisible return_visible[] = {
  { "at", FOR_OFFICE },
  { "by", FOR_OFFICE },
  { "operation", FOR_OFFICE },
  { "what", FOR_OFFICE },
  { "day", FOR_OFFICE },
  { "amount", FOR_OFFICE },
  { "struck", FOR_OFFICE, .inside = stamp_visible },
  {},
};

static const MadoVisible visible[] = {
  { "case", FOR_OFFICE },
  { "why", FOR_OFFICE },
  { "amount", FOR_OFFICE },
  { "reason", FOR_OFFICE },
  { "due", FOR_OFFICE },
  { "returned", FOR_OFFICE },
  { MADO_RECOVERY_ASKED, FOR_OFFICE, .inside = mado_visible_stamp },
  { MADO_RECOVERY_OPEN, FOR_OFFICE, .inside = mado_visible_stamp },
  { MADO_RECOVERY_DECLINED, FOR_OFFICE, .inside = stamp_visible },
  { MADO_RECOVERY_WAIVED, FOR_OFFICE, .inside = stamp_visible },
  { RETURNS, FOR_OFFICE, .inside = return_visible },
  {},
};

static const MadoAct acts[] = {
  { "recovery.ask", MADO_BEGINS_ALWAYS, ask_members, ask, ask_visible },
  { "recovery.approve", MADO_BEGINS_NOT, approve_members, approve, act_visible },
  { "recovery.decline", MADO_BEGINS_NOT, mado_body_reason, decline, act_visible },
  { "recovery.receive", MADO_BEGINS_NOT, receive_members, receive, act_visible },
  { "recovery.strike", MADO_BEGINS_NOT, strike_members, strike, act_visible },
  { "recovery.waive", MADO_BEGINS_NOT, mado_body_reason, waive, act_visible },
  {},
};

const MadoKind mado_recovery_kind = { "recovery", MADO_RECOVERY_ASKED, acts, visible };
