/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a case claims. Its rights follow what it says: a key that becomes known is claimed, one that changes is claimed
 * anew, and whoever meets another holder is attached, waits or is refused, as the programme says. */

#include "mado-case-claim.h"

#include <string.h>

#include "mado-case-right.h"
#include "mado-case-row.h"
#include "mado-claim.h"
#include "mado-earlier-payment.h"

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

static gboolean
is_held_by_sibling (const MadoAction *action, yyjson_mut_val *self, const char *claim)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (mado_case_get_rights (action));

  for (yyjson_mut_val *right = yyjson_mut_arr_iter_next (&iter); right != NULL;
       right = yyjson_mut_arr_iter_next (&iter))
    if (right != self && mado_case_right_holds_claim (right) &&
        strcmp (mado_draft_get_text (right, "claim"), claim) == 0)
      return TRUE;

  return FALSE;
}

/* The twin is shown at both: who opens the first sees that there is a second. */
static gboolean
attach (MadoAction *action, yyjson_mut_val *right, MadoId holder)
{
  MadoDraft *first = NULL;
  char id[MADO_ID_TEXT_SIZE];

  if (!mado_action_open (action, holder, action->draft->kind, &first))
    return FALSE;
  mado_id_to_text (action->draft->id, id);
  mado_draft_add_once (first, first->body, "attached", id);
  mado_draft_put_id (action->draft, action->draft->body, "attached_to", holder);
  mado_draft_put_text (action->draft, right, "state", MADO_RIGHT_ATTACHED);

  return TRUE;
}

/* A claim is the ward's, and its holder may be of another programme or year, whose cases are not to be written here. */
static gboolean
is_at_hand (MadoAction *action, MadoId holder, gboolean *out_is_at_hand)
{
  g_autoptr (MadoEntity) first = NULL;
  GError *error = NULL;

  if (!mado_records_find_entity (action->records, holder, &first, &error))
    return mado_action_fail (action, error);
  *out_is_at_hand = first != NULL;

  return TRUE;
}

static gboolean
meet_holder (MadoAction *action, yyjson_mut_val *right, const MadoJudgedRight *judged, MadoId holder)
{
  const char *answer = judged->right->on_held_claim;
  gboolean may_attach = FALSE, was_paid = FALSE;

  mado_draft_remove (action->draft, right, "claim");
  if (!mado_earlier_payment_meet (action, right, holder, &was_paid))
    return FALSE;
  if (strcmp (answer, "refuse") == 0)
    return mado_action_refuse (action, was_paid ? MADO_REFUSAL_RIGHT_PAID : MADO_REFUSAL_RIGHT_HELD, judged->right->id);
  if (!was_paid && strcmp (answer, "attach") == 0 && mado_id_is_valid (holder) &&
      !is_at_hand (action, holder, &may_attach))
    return FALSE;
  if (may_attach)
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
  mado_draft_remove (draft, right, "earlier");
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

  return g_strcmp0 (claim, mado_draft_get_text (right, "claim")) == 0 && judged->has_amount &&
         yyjson_mut_get_sint (yyjson_mut_obj_get (right, "amount")) == judged->amount;
}

/* Whoever has another key by now, or none, is nobody's twin. */
static void
detach (MadoAction *action, yyjson_mut_val *right)
{
  if (strcmp (mado_draft_get_text (right, "state"), MADO_RIGHT_ATTACHED) == 0)
    mado_draft_remove (action->draft, action->draft->body, "attached_to");
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
    detach (action, right);
    mado_draft_remove (draft, right, "claim");
    mado_draft_remove (draft, right, "earlier");
    mado_draft_put_text (draft, right, "state", MADO_RIGHT_OPEN);
    return TRUE;
  }
  if (strcmp (mado_draft_get_text (right, "state"), MADO_RIGHT_CLAIMED) == 0 &&
      strcmp (mado_draft_get_text (right, "claim"), claim) == 0)
    return TRUE;

  detach (action, right);

  return take_claim (action, right, judged, claim);
}

/**
 * mado_case_follow_rights:
 * @action: an action on a case
 * @judgement: of the case as it stands
 *
 * Lets the rights that the case has follow what it says by now. What a payment under way rests on does not move; and
 * meanwhile nothing else is claimed, for nobody could pay it, and nobody else could have it.
 *
 * Returns: whether they could; refused where not
 */
gboolean
mado_case_follow_rights (MadoAction *action, const MadoJudgement *judgement)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (mado_case_get_rights (action));
  gboolean is_under_way = mado_case_has_right_under_way (action);

  for (yyjson_mut_val *right = yyjson_mut_arr_iter_next (&iter); right != NULL;
       right = yyjson_mut_arr_iter_next (&iter)) {
    const MadoJudgedRight *judged =
        mado_judgement_find_right (judgement, mado_draft_get_text (right, "right"), mado_draft_get_text (right, "row"));

    if (strcmp (mado_draft_get_text (right, "state"), MADO_RIGHT_RELEASED) == 0)
      continue;
    if (mado_case_right_is_frozen (right)) {
      if (mado_case_has_other_items (action) && !is_as_ordered (right, judged))
        return mado_action_refuse (action, MADO_REFUSAL_RIGHT_FIXED, mado_draft_get_text (right, "right"));
      continue;
    }
    if (is_under_way)
      continue;
    if (!exists (judged)) {
      detach (action, right);
      yyjson_mut_arr_iter_remove (&iter);
    } else if (!follow (action, right, judged)) {
      return FALSE;
    }
  }

  return TRUE;
}

/**
 * mado_case_add_rights:
 * @action: an action on a case
 * @judgement: of the case as it stands
 *
 * Claims the rights that the case has by now and has not claimed yet.
 *
 * Returns: whether it could; refused where not
 */
gboolean
mado_case_add_rights (MadoAction *action, const MadoJudgement *judgement)
{
  MadoDraft *draft = action->draft;

  for (guint i = 0; i < judgement->rights->len; i++) {
    const MadoJudgedRight *judged = &g_array_index (judgement->rights, MadoJudgedRight, i);

    if (!exists (judged) || mado_case_find_right (action, judged->right->id, judged->row) != NULL)
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

/**
 * mado_case_write_claims:
 * @action: an action on a case
 *
 * Lists all that the case holds: its receipt number and its rights.
 */
void
mado_case_write_claims (MadoAction *action)
{
  MadoDraft *draft = action->draft;
  const char *receipt = mado_draft_get_text (draft->body, "receipt_claim");
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (mado_case_get_rights (action));

  mado_draft_remove (draft, draft->body, "claims");

  yyjson_mut_val *claims = mado_draft_ensure_array (draft, draft->body, "claims");

  if (receipt[0] != '\0')
    yyjson_mut_arr_add_strcpy (draft->doc, claims, receipt);
  for (yyjson_mut_val *right = yyjson_mut_arr_iter_next (&iter); right != NULL;
       right = yyjson_mut_arr_iter_next (&iter))
    if (mado_case_right_holds_claim (right))
      yyjson_mut_arr_add_strcpy (draft->doc, claims, mado_draft_get_text (right, "claim"));
}

/**
 * mado_case_write_looks:
 * @action: an action on a case
 * @judgement: of the case as it stands
 *
 * Lists the keys by which somebody shall look for the same person elsewhere.
 */
void
mado_case_write_looks (MadoAction *action, const MadoJudgement *judgement)
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
