/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The life of a right to a payment. It stands in C so that no programme file can switch it off: a right is claimed
 * before it is ordered, ordered before it is paid, and its claim is held from the first to the last. */

#include "mado-case-right.h"

#include <string.h>

#include "mado-account-fate.h"
#include "mado-case-account.h"
#include "mado-case-row.h"
#include "mado-json-member.h"

static gboolean
is_one_of (const char *state, const char *const *states)
{
  return g_strv_contains (states, state);
}

/**
 * mado_case_right_holds_claim:
 * @right: one of the rights of a case
 *
 * Returns: whether the case holds its claim
 */
gboolean
mado_case_right_holds_claim (yyjson_mut_val *right)
{
  static const char *const states[] = { MADO_RIGHT_CLAIMED, MADO_RIGHT_ORDERED, MADO_RIGHT_PAID, MADO_RIGHT_FAILED,
                                        NULL };

  return is_one_of (mado_draft_get_text (right, "state"), states);
}

/**
 * mado_case_right_is_frozen:
 * @right: one of the rights of a case
 *
 * Returns: whether money is on its way, or was: what it rests on stays as it is
 */
gboolean
mado_case_right_is_frozen (yyjson_mut_val *right)
{
  static const char *const states[] = { MADO_RIGHT_ORDERED, MADO_RIGHT_PAID, MADO_RIGHT_FAILED, NULL };

  return is_one_of (mado_draft_get_text (right, "state"), states);
}

/**
 * mado_case_get_rights:
 * @action: an action on a case
 *
 * Returns: (transfer none) (nullable): the array of its rights
 */
yyjson_mut_val *
mado_case_get_rights (const MadoAction *action)
{
  return yyjson_mut_obj_get (action->draft->body, "rights");
}

/**
 * mado_case_find_right:
 * @action: an action on a case
 * @id: a right of the programme
 * @row: the row; "": the case
 *
 * Returns: (transfer none) (nullable): the right
 */
yyjson_mut_val *
mado_case_find_right (const MadoAction *action, const char *id, const char *row)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (mado_case_get_rights (action));

  for (yyjson_mut_val *right = yyjson_mut_arr_iter_next (&iter); right != NULL;
       right = yyjson_mut_arr_iter_next (&iter))
    if (strcmp (mado_draft_get_text (right, "right"), id) == 0 && strcmp (mado_draft_get_text (right, "row"), row) == 0)
      return right;

  return NULL;
}

/**
 * mado_case_leave_rights:
 * @action: an action on a case that moves its rights, or may do so
 *
 * At a terminal they stay as they are: the service says how they have moved, and until then the case is cut.
 *
 * Returns: whether they stay
 */
gboolean
mado_case_leave_rights (MadoAction *action)
{
  if (mado_records_are_whole (action->records))
    return FALSE;
  mado_draft_cut (action->draft);

  return TRUE;
}

/* --- steps ------------------------------------------------------------------------------------------------------- */

/* A step of the life: from which states, to which. */
typedef struct {
  const char *name;
  const char *from[7];
  const char *to;
  const char *stamp; /* (nullable): the member that says who and when */
} Step;

static const Step steps[] = {
  { "order", { MADO_RIGHT_CLAIMED, MADO_RIGHT_FAILED, NULL }, MADO_RIGHT_ORDERED, "ordered" },
  { "pay", { MADO_RIGHT_ORDERED, NULL }, MADO_RIGHT_PAID, "paid" },
  { "recall", { MADO_RIGHT_ORDERED, NULL }, MADO_RIGHT_CLAIMED, NULL },
  { "release",
    { MADO_RIGHT_OPEN, MADO_RIGHT_ATTACHED, MADO_RIGHT_HELD, MADO_RIGHT_CLAIMED, MADO_RIGHT_ORDERED, MADO_RIGHT_FAILED,
      NULL },
    MADO_RIGHT_RELEASED,
    "released" },
};

static const Step fail_ordered = { "fail", { MADO_RIGHT_ORDERED, NULL }, MADO_RIGHT_FAILED, "failed" };
static const Step fail_paid = { "fail", { MADO_RIGHT_PAID, NULL }, MADO_RIGHT_FAILED, "failed" };

static yyjson_mut_val *
find_in_state (const MadoAction *action, const char *state)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (mado_case_get_rights (action));

  for (yyjson_mut_val *right = yyjson_mut_arr_iter_next (&iter); right != NULL;
       right = yyjson_mut_arr_iter_next (&iter))
    if (strcmp (mado_draft_get_text (right, "state"), state) == 0)
      return right;

  return NULL;
}

static guint
take_step (MadoAction *action, const Step *step)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (mado_case_get_rights (action));
  guint n_taken = 0;

  for (yyjson_mut_val *right = yyjson_mut_arr_iter_next (&iter); right != NULL;
       right = yyjson_mut_arr_iter_next (&iter)) {
    if (!is_one_of (mado_draft_get_text (right, "state"), step->from))
      continue;
    mado_draft_put_text (action->draft, right, "state", step->to);
    if (step->stamp != NULL)
      mado_action_stamp (action, action->draft, right, step->stamp);
    n_taken++;
  }

  return n_taken;
}

/* No account that is in doubt, and never again the one that has failed: whichever way the case has come. What is paid
 * without an account goes its way. */
static gboolean
check_account (MadoAction *action)
{
  yyjson_val *before = mado_case_get_before (action);

  if (mado_case_is_account_in_doubt (action))
    return mado_action_refuse (action, MADO_REFUSAL_ACCOUNT, NULL);

  return find_in_state (action, MADO_RIGHT_FAILED) == NULL || !mado_case_has_account (action) ||
         !mado_account_has_failed (before) || mado_action_refuse (action, MADO_REFUSAL_ACCOUNT_SAME, NULL);
}

/* Why nothing can be ordered, in the words that help most. */
static gboolean
check_order (MadoAction *action)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (mado_case_get_rights (action));

  if (find_in_state (action, MADO_RIGHT_OPEN) != NULL)
    return mado_action_refuse (action, MADO_REFUSAL_RIGHT_OPEN, NULL);
  if (yyjson_mut_obj_get (find_in_state (action, MADO_RIGHT_HELD), "earlier") != NULL)
    return mado_action_refuse (action, MADO_REFUSAL_RIGHT_PAID, NULL);
  if (find_in_state (action, MADO_RIGHT_HELD) != NULL)
    return mado_action_refuse (action, MADO_REFUSAL_RIGHT_HELD, NULL);
  for (yyjson_mut_val *right = yyjson_mut_arr_iter_next (&iter); right != NULL;
       right = yyjson_mut_arr_iter_next (&iter))
    if (is_one_of (mado_draft_get_text (right, "state"), steps[0].from) &&
        yyjson_mut_get_sint (yyjson_mut_obj_get (right, "amount")) <= 0)
      return mado_action_refuse (action, MADO_REFUSAL_RIGHT_AMOUNT, mado_draft_get_text (right, "right"));
  if (find_in_state (action, MADO_RIGHT_CLAIMED) != NULL || find_in_state (action, MADO_RIGHT_FAILED) != NULL)
    return check_account (action);
  if (find_in_state (action, MADO_RIGHT_ATTACHED) != NULL)
    return mado_action_refuse (action, MADO_REFUSAL_RIGHT_ATTACHED, NULL);

  return mado_action_refuse (
      action, mado_case_get_rights (action) == NULL ? MADO_REFUSAL_RIGHT_NONE : MADO_REFUSAL_RIGHT_STEP, NULL);
}

/* What was paid is never given up, for then it could be claimed again. */
static gboolean
check_release (MadoAction *action)
{
  return find_in_state (action, MADO_RIGHT_PAID) == NULL || mado_action_refuse (action, MADO_REFUSAL_RIGHT_STEP, NULL);
}

static gboolean
step_or_refuse (MadoAction *action, const Step *step)
{
  return take_step (action, step) > 0 || mado_action_refuse (action, MADO_REFUSAL_RIGHT_STEP, step->name);
}

static gboolean
run_step (MadoAction *action, const char *name)
{
  if (strcmp (name, "fail") == 0)
    return take_step (action, &fail_ordered) > 0 || step_or_refuse (action, &fail_paid);
  if (strcmp (name, "order") == 0 && !check_order (action))
    return FALSE;
  if (strcmp (name, "release") == 0) {
    if (!check_release (action))
      return FALSE;
    take_step (action, &steps[3]);
    return TRUE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (strcmp (steps[i].name, name) == 0)
      return step_or_refuse (action, &steps[i]);

  g_return_val_if_reached (FALSE);
}

/**
 * mado_case_step_right:
 * @action: an action on a case
 * @step: "order", "pay", "fail", "recall", "release"; "claim" and "" for none: who has asked claims what there is to
 *   claim whenever the case is settled
 *
 * Returns: whether the step could be taken; refused where not
 */
gboolean
mado_case_step_right (MadoAction *action, const char *step)
{
  return step[0] == '\0' || mado_case_leave_rights (action) || strcmp (step, "claim") == 0 || run_step (action, step);
}

/**
 * mado_case_give_up_right:
 * @action: an action
 *
 * "case.give_up_right": somebody has looked at two cases that want the same, and this one does not get it. What this
 * case holds itself is given up by its transitions alone.
 *
 * Returns: whether it was done
 */
gboolean
mado_case_give_up_right (MadoAction *action)
{
  static const char *const from[] = { MADO_RIGHT_OPEN, MADO_RIGHT_ATTACHED, MADO_RIGHT_HELD, NULL };
  const char *id = mado_json_get_text (action->body, "right");
  yyjson_mut_val *right = mado_case_find_right (action, id, mado_json_get_text (action->body, "row"));

  if (!mado_action_need_duty (action, "duplicates"))
    return FALSE;
  if (mado_case_leave_rights (action))
    return TRUE;
  if (right == NULL || !is_one_of (mado_draft_get_text (right, "state"), from))
    return mado_action_refuse (action, MADO_REFUSAL_RIGHT_STEP, id);
  mado_draft_put_text (action->draft, right, "state", MADO_RIGHT_RELEASED);
  mado_draft_put (action->draft, mado_action_stamp (action, action->draft, right, "released"), "reason",
                  yyjson_obj_get (action->body, "reason"));

  return TRUE;
}

/**
 * mado_case_has_right_under_way:
 * @action: an action on a case
 *
 * Returns: whether a payment is known to be ordered or paid
 */
gboolean
mado_case_has_right_under_way (const MadoAction *action)
{
  return !mado_action_is_cut (action) &&
         (find_in_state (action, MADO_RIGHT_ORDERED) != NULL || find_in_state (action, MADO_RIGHT_PAID) != NULL);
}
