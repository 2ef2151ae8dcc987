/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The life of a right to a payment. It stands in C so that no programme file can switch it off: a right is claimed
 * before it is ordered, ordered before it is paid, and its claim is held from the first to the last. */

#include "mado-case-right.h"

#include <string.h>

#include "mado-case-row.h"
#include "mado-claim.h"
#include "mado-json-member.h"

static const char *
get_text (yyjson_mut_val *object, const char *name)
{
  yyjson_mut_val *value = yyjson_mut_obj_get (object, name);

  return value != NULL ? yyjson_mut_get_str (value) : "";
}

static gboolean
is_one_of (const char *state, const char *const *states)
{
  return g_strv_contains (states, state);
}

static gboolean
holds_claim (yyjson_mut_val *right)
{
  static const char *const states[] = { MADO_RIGHT_CLAIMED, MADO_RIGHT_ORDERED, MADO_RIGHT_PAID, MADO_RIGHT_FAILED,
                                        NULL };

  return is_one_of (get_text (right, "state"), states);
}

/* Money is on its way, or was: what it rests on stays as it is. */
static gboolean
is_frozen (yyjson_mut_val *right)
{
  static const char *const states[] = { MADO_RIGHT_ORDERED, MADO_RIGHT_PAID, MADO_RIGHT_FAILED, NULL };

  return is_one_of (get_text (right, "state"), states);
}

static yyjson_mut_val *
get_rights (const MadoAction *action)
{
  return yyjson_mut_obj_get (action->draft->body, "rights");
}

static yyjson_mut_val *
find_right (const MadoAction *action, const MadoJudgedRight *judged)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (get_rights (action));

  for (yyjson_mut_val *right = yyjson_mut_arr_iter_next (&iter); right != NULL;
       right = yyjson_mut_arr_iter_next (&iter))
    if (strcmp (get_text (right, "right"), judged->right->id) == 0 &&
        strcmp (get_text (right, "row"), judged->row) == 0)
      return right;

  return NULL;
}

static const MadoJudgedRight *
find_judged (const MadoJudgement *judgement, yyjson_mut_val *right)
{
  for (guint i = 0; i < judgement->rights->len; i++) {
    const MadoJudgedRight *judged = &g_array_index (judgement->rights, MadoJudgedRight, i);

    if (strcmp (get_text (right, "right"), judged->right->id) == 0 &&
        strcmp (get_text (right, "row"), judged->row) == 0)
      return judged;
  }

  return NULL;
}

static gboolean
exists (const MadoJudgedRight *judged)
{
  return judged != NULL && judged->when == MADO_ANSWER_PASSED;
}

/* Returns: (transfer full) (nullable): the claim; %NULL where a part of its key is not known */
static char *
build_claim (const MadoClaim *claim, const MadoJudgedKey *key)
{
  return key->is_complete ? mado_claim_build (claim->space, claim->kind, key->parts, key->n_parts, NULL) : NULL;
}

/* --- claims ------------------------------------------------------------------------------------------------------ */

static gboolean
is_held_by_sibling (const MadoAction *action, yyjson_mut_val *self, const char *claim)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (get_rights (action));

  for (yyjson_mut_val *right = yyjson_mut_arr_iter_next (&iter); right != NULL;
       right = yyjson_mut_arr_iter_next (&iter))
    if (right != self && holds_claim (right) && strcmp (get_text (right, "claim"), claim) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
has_id (yyjson_mut_val *array, const char *id)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (array);

  for (yyjson_mut_val *one = yyjson_mut_arr_iter_next (&iter); one != NULL; one = yyjson_mut_arr_iter_next (&iter))
    if (yyjson_mut_equals_str (one, id))
      return TRUE;

  return FALSE;
}

/* The twin is shown at both: who opens the first sees that there is a second. */
static gboolean
attach (MadoAction *action, yyjson_mut_val *right, MadoId holder)
{
  MadoDraft *first = mado_action_open (action, holder, action->draft->kind);
  char id[MADO_ID_TEXT_SIZE];

  if (first == NULL)
    return FALSE;
  mado_id_to_text (action->draft->id, id);

  yyjson_mut_val *attached = mado_draft_ensure_array (first, first->body, "attached");

  if (!has_id (attached, id))
    yyjson_mut_arr_add_strcpy (first->doc, attached, id);
  mado_draft_put_id (action->draft, action->draft->body, "attached_to", holder);
  mado_draft_put_text (action->draft, right, "state", MADO_RIGHT_ATTACHED);

  return TRUE;
}

static gboolean
meet_holder (MadoAction *action, yyjson_mut_val *right, const MadoJudgedRight *judged, MadoId holder)
{
  const char *answer = judged->right->on_held_claim;

  mado_draft_remove (action->draft, right, "claim");
  if (strcmp (answer, "refuse") == 0)
    return mado_action_refuse (action, MADO_REFUSAL_RIGHT_HELD, judged->right->id);
  if (strcmp (answer, "attach") == 0 && mado_id_is_valid (holder))
    return attach (action, right, holder);
  mado_draft_put_text (action->draft, right, "state", MADO_RIGHT_HELD);

  return TRUE;
}

static gboolean
take_claim (MadoAction *action, yyjson_mut_val *right, const MadoJudgedRight *judged, const char *claim)
{
  MadoDraft *draft = action->draft;
  MadoId holder = MADO_ID_NONE;

  if (!mado_action_find_holder (action, claim, &holder))
    return FALSE;
  if (mado_id_is_valid (holder) || is_held_by_sibling (action, right, claim))
    return meet_holder (action, right, judged, holder);
  if (strcmp (get_text (right, "state"), MADO_RIGHT_ATTACHED) == 0)
    mado_draft_remove (draft, draft->body, "attached_to");
  mado_draft_put_text (draft, right, "claim", claim);
  mado_draft_put_text (draft, right, "state", MADO_RIGHT_CLAIMED);

  return TRUE;
}

/* --- following the case ------------------------------------------------------------------------------------------ */

static gboolean
is_as_ordered (yyjson_mut_val *right, const MadoJudgedRight *judged)
{
  if (!exists (judged))
    return FALSE;

  g_autofree char *claim = build_claim (&judged->right->claim, &judged->claim);

  return g_strcmp0 (claim, get_text (right, "claim")) == 0 && judged->has_amount &&
         yyjson_mut_get_sint (yyjson_mut_obj_get (right, "amount")) == judged->amount;
}

static gboolean
follow (MadoAction *action, yyjson_mut_val *right, const MadoJudgedRight *judged)
{
  MadoDraft *draft = action->draft;
  g_autofree char *claim = build_claim (&judged->right->claim, &judged->claim);

  if (judged->has_amount)
    mado_draft_put_number (draft, right, "amount", judged->amount);
  else
    mado_draft_remove (draft, right, "amount");
  if (claim == NULL) {
    mado_draft_remove (draft, right, "claim");
    mado_draft_put_text (draft, right, "state", MADO_RIGHT_OPEN);
    return TRUE;
  }
  if (strcmp (get_text (right, "state"), MADO_RIGHT_CLAIMED) == 0 &&
      strcmp (get_text (right, "claim"), claim) == 0)
    return TRUE;

  return take_claim (action, right, judged, claim);
}

/* Rights that are there: what became of them now that the case says something else? */
static gboolean
follow_all (MadoAction *action, const MadoJudgement *judgement)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (get_rights (action));

  for (yyjson_mut_val *right = yyjson_mut_arr_iter_next (&iter); right != NULL;
       right = yyjson_mut_arr_iter_next (&iter)) {
    const MadoJudgedRight *judged = find_judged (judgement, right);

    if (strcmp (get_text (right, "state"), MADO_RIGHT_RELEASED) == 0)
      continue;
    if (is_frozen (right)) {
      if (!is_as_ordered (right, judged))
        return mado_action_refuse (action, MADO_REFUSAL_RIGHT_FIXED, get_text (right, "right"));
      continue;
    }
    if (!exists (judged))
      yyjson_mut_arr_iter_remove (&iter);
    else if (!follow (action, right, judged))
      return FALSE;
  }

  return TRUE;
}

/* Rights that the case has by now, and did not have before. */
static gboolean
add_new (MadoAction *action, const MadoJudgement *judgement)
{
  MadoDraft *draft = action->draft;

  for (guint i = 0; i < judgement->rights->len; i++) {
    const MadoJudgedRight *judged = &g_array_index (judgement->rights, MadoJudgedRight, i);

    if (!exists (judged) || find_right (action, judged) != NULL)
      continue;

    yyjson_mut_val *right = mado_draft_add_object (draft, mado_draft_ensure_array (draft, draft->body, "rights"));

    mado_draft_put_text (draft, right, "right", judged->right->id);
    mado_draft_put_text (draft, right, "row", judged->row);
    mado_draft_put_text (draft, right, "state", MADO_RIGHT_OPEN);
    if (!follow (action, right, judged))
      return FALSE;
  }

  return TRUE;
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

/* --- what follows from rights ------------------------------------------------------------------------------------ */

static void
write_claims (MadoAction *action)
{
  MadoDraft *draft = action->draft;
  const char *receipt = get_text (draft->body, "receipt_claim");
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (get_rights (action));

  mado_draft_remove (draft, draft->body, "claims");

  yyjson_mut_val *claims = mado_draft_ensure_array (draft, draft->body, "claims");

  if (receipt[0] != '\0')
    yyjson_mut_arr_add_strcpy (draft->doc, claims, receipt);
  for (yyjson_mut_val *right = yyjson_mut_arr_iter_next (&iter); right != NULL;
       right = yyjson_mut_arr_iter_next (&iter))
    if (holds_claim (right))
      yyjson_mut_arr_add_strcpy (draft->doc, claims, get_text (right, "claim"));
}

static void
write_looks (MadoAction *action, const MadoJudgement *judgement)
{
  MadoDraft *draft = action->draft;

  mado_draft_remove (draft, draft->body, "looks");

  yyjson_mut_val *looks = mado_draft_ensure_array (draft, draft->body, "looks");

  for (guint i = 0; i < judgement->rights->len; i++) {
    const MadoJudgedRight *judged = &g_array_index (judgement->rights, MadoJudgedRight, i);

    g_autofree char *look = build_claim (&judged->right->look, &judged->look);

    if (exists (judged) && look != NULL)
      yyjson_mut_arr_add_strcpy (draft->doc, looks, look);
  }
}

static gboolean
counts_for_amount (yyjson_mut_val *right)
{
  return holds_claim (right) || strcmp (get_text (right, "state"), MADO_RIGHT_OPEN) == 0;
}

static void
write_amount (MadoAction *action)
{
  MadoDraft *draft = action->draft;
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (get_rights (action));
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

/**
 * mado_case_update_rights:
 * @action: an action on a case
 * @judgement: of the case as it stands
 *
 * Lets the items that rules keep and the rights of the case follow what it says by now, once it has asked for them. What a payment under way rests on
 * does not move: that is refused.
 *
 * Returns: whether it was done
 */
gboolean
mado_case_update_rights (MadoAction *action, const MadoJudgement *judgement)
{
  if (!follow_all (action, judgement) || (has_asked (action) && !add_new (action, judgement)))
    return FALSE;
  write_claims (action);
  write_looks (action, judgement);
  write_amount (action);
  write_values (action, judgement);

  return TRUE;
}

/**
 * mado_case_judge:
 * @action: an action on a case
 *
 * Returns: (transfer none) (nullable): what the programme's rules say of the case as it stands; %NULL where a rule
 * cannot be computed, which is refused
 */
const MadoJudgement *
mado_case_judge (MadoAction *action)
{
  g_autoptr (yyjson_doc) body = mado_draft_read_body (action->draft);
  g_autoptr (GError) error = NULL;
  const MadoJudgement *judgement =
      mado_judge_case (action->judge, yyjson_doc_get_root (body), action->draft->state, action->today, &error);

  if (judgement == NULL)
    mado_action_refuse (action, MADO_REFUSAL_RULE, error->message);

  return judgement;
}

/**
 * mado_case_settle_rights:
 * @action: an action on a case, all else written
 *
 * Returns: whether the rules could be computed and the rights could follow
 */
gboolean
mado_case_settle_rights (MadoAction *action)
{
  const MadoJudgement *judgement = mado_case_judge (action);

  return judgement != NULL && mado_case_update_rights (action, judgement);
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
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (get_rights (action));

  for (yyjson_mut_val *right = yyjson_mut_arr_iter_next (&iter); right != NULL;
       right = yyjson_mut_arr_iter_next (&iter))
    if (strcmp (get_text (right, "state"), state) == 0)
      return right;

  return NULL;
}

static guint
take_step (MadoAction *action, const Step *step)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (get_rights (action));
  guint n_taken = 0;

  for (yyjson_mut_val *right = yyjson_mut_arr_iter_next (&iter); right != NULL;
       right = yyjson_mut_arr_iter_next (&iter)) {
    if (!is_one_of (get_text (right, "state"), step->from))
      continue;
    mado_draft_put_text (action->draft, right, "state", step->to);
    if (step->stamp != NULL)
      mado_action_stamp (action, action->draft, right, step->stamp);
    n_taken++;
  }

  return n_taken;
}

/* Why nothing can be ordered, in the words that help most. */
static gboolean
check_order (MadoAction *action)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (get_rights (action));

  if (find_in_state (action, MADO_RIGHT_OPEN) != NULL)
    return mado_action_refuse (action, MADO_REFUSAL_RIGHT_OPEN, NULL);
  for (yyjson_mut_val *right = yyjson_mut_arr_iter_next (&iter); right != NULL;
       right = yyjson_mut_arr_iter_next (&iter))
    if (is_one_of (get_text (right, "state"), steps[0].from) &&
        yyjson_mut_get_sint (yyjson_mut_obj_get (right, "amount")) <= 0)
      return mado_action_refuse (action, MADO_REFUSAL_RIGHT_AMOUNT, get_text (right, "right"));
  if (find_in_state (action, MADO_RIGHT_CLAIMED) != NULL || find_in_state (action, MADO_RIGHT_FAILED) != NULL)
    return TRUE;
  if (find_in_state (action, MADO_RIGHT_ATTACHED) != NULL)
    return mado_action_refuse (action, MADO_REFUSAL_RIGHT_ATTACHED, NULL);
  if (find_in_state (action, MADO_RIGHT_HELD) != NULL)
    return mado_action_refuse (action, MADO_REFUSAL_RIGHT_HELD, NULL);

  return mado_action_refuse (action, get_rights (action) == NULL ? MADO_REFUSAL_RIGHT_NONE : MADO_REFUSAL_RIGHT_STEP,
                             NULL);
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
 * @step: "claim", "order", "pay", "fail", "recall", "release", or "" for none
 * @judgement: of the case as it stands
 *
 * Returns: whether the step could be taken; refused where not
 */
gboolean
mado_case_step_right (MadoAction *action, const char *step, const MadoJudgement *judgement)
{
  if (step[0] == '\0')
    return TRUE;
  if (strcmp (step, "claim") == 0 ? !add_new (action, judgement) : !run_step (action, step))
    return FALSE;
  write_claims (action);
  write_amount (action);

  return TRUE;
}

/**
 * mado_case_has_right_under_way:
 * @action: an action on a case
 *
 * Returns: whether a payment is ordered or paid
 */
gboolean
mado_case_has_right_under_way (const MadoAction *action)
{
  return find_in_state (action, MADO_RIGHT_ORDERED) != NULL || find_in_state (action, MADO_RIGHT_PAID) != NULL;
}

/**
 * mado_case_get_fail_time:
 * @body: a case
 *
 * Returns: when a transfer last failed, in milliseconds; 0: never
 */
gint64
mado_case_get_fail_time (yyjson_val *body)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "rights"));
  gint64 latest = 0;

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter))
    latest = MAX (latest, mado_json_get_number (yyjson_obj_get (right, "failed"), "at"));

  return latest;
}
