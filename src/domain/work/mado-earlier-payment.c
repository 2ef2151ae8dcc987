/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was paid elsewhere or before counts as a claim on the right. A case that has claimed it already, and was not
 * paid for it yet, stands back; when the record turns out to be wrong, it gets its right again. */

#include "mado-earlier-payment.h"

#include <string.h>

#include "mado-case-right.h"
#include "mado-case-settle.h"
#include "mado-case.h"
#include "mado-claim.h"
#include "mado-json-member.h"

#define CASES "cases"
#define EARLIER "earlier"

static const MadoBodyMember record_members[] = {
  { "right", MADO_BODY_WORD, TRUE },     { "key", MADO_BODY_WORDS, TRUE },
  { "day", MADO_BODY_DATE, TRUE },       { "amount", MADO_BODY_NUMBER, TRUE },
  { "programme", MADO_BODY_TEXT, TRUE }, { "file", MADO_BODY_WORD, FALSE },
  { "row", MADO_BODY_NUMBER, FALSE },    {},
};

/* --- a case of its kind ------------------------------------------------------------------------------------------ */

/* Runs with the draft of another entity in the place of the action's own. */
static gboolean
settle_in_place (MadoAction *action, MadoDraft *other)
{
  MadoDraft *own = action->draft;
  guint index = 0;
  gboolean is_good;

  if (!g_ptr_array_find (action->others, other, &index))
    g_return_val_if_reached (FALSE);
  action->others->pdata[index] = own;
  action->draft = other;
  is_good = mado_case_settle (action);
  action->draft = own;
  action->others->pdata[index] = other;

  return is_good;
}

static yyjson_mut_val *
find_right_of_claim (const MadoDraft *draft, const char *claim)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (yyjson_mut_obj_get (draft->body, "rights"));

  for (yyjson_mut_val *right = yyjson_mut_arr_iter_next (&iter); right != NULL;
       right = yyjson_mut_arr_iter_next (&iter))
    if (mado_case_right_holds_claim (right) && strcmp (mado_draft_get_text (right, "claim"), claim) == 0)
      return right;

  return NULL;
}

/* Money that is on its way is called back first; what was paid twice is to be recovered. */
static gboolean
let_stand_back (MadoAction *action, MadoDraft *holder, const char *claim)
{
  yyjson_mut_val *right = find_right_of_claim (holder, claim);
  const char *state = right != NULL ? mado_draft_get_text (right, "state") : "";

  if (strcmp (state, MADO_RIGHT_PAID) == 0)
    return mado_action_refuse (action, MADO_REFUSAL_RIGHT_PAID, mado_case_kind.name);
  if (strcmp (state, MADO_RIGHT_CLAIMED) != 0)
    return mado_action_refuse (action, MADO_REFUSAL_RIGHT_FIXED, mado_case_kind.name);
  mado_draft_put_text (holder, right, "state", MADO_RIGHT_HELD);
  mado_draft_remove (holder, right, "claim");

  return settle_in_place (action, holder);
}

static gboolean
meet_case (MadoAction *action, MadoId id, const char *claim)
{
  g_autoptr (MadoEntity) entity = NULL;
  GError *error = NULL;
  MadoDraft *holder = NULL;

  if (!mado_records_find_entity (action->records, id, &entity, &error))
    return mado_action_fail (action, error);
  if (entity == NULL)
    return mado_action_refuse (action, MADO_REFUSAL_RIGHT_HELD, NULL);
  if (strcmp (mado_entity_get_kind (entity), mado_case_kind.name) != 0)
    return mado_action_refuse (action, MADO_REFUSAL_RIGHT_PAID, NULL);

  return mado_action_open (action, id, mado_case_kind.name, &holder) && let_stand_back (action, holder, claim);
}

/* --- recording --------------------------------------------------------------------------------------------------- */

/* Returns: (transfer full) (nullable): the claim of the right; refused where it cannot be */
static char *
build_claim (MadoAction *action)
{
  const MadoRight *right = mado_section_find (action->programme->rights, mado_json_get_text (action->body, "right"));
  yyjson_val *key = yyjson_obj_get (action->body, "key");
  yyjson_arr_iter iter = yyjson_arr_iter_with (key);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (right == NULL || yyjson_arr_size (key) != right->claim.key->len || right->claim.key->len == 0) {
    mado_action_refuse (action, MADO_REFUSAL_VALUE, right == NULL ? "right" : "key");
    return NULL;
  }
  for (yyjson_val *part = yyjson_arr_iter_next (&iter); part != NULL; part = yyjson_arr_iter_next (&iter))
    g_ptr_array_add (parts, (gpointer) yyjson_get_str (part));

  char *claim =
      mado_claim_build (right->claim.space, right->claim.kind, (const char *const *) parts->pdata, parts->len, NULL);

  if (claim == NULL)
    mado_action_refuse (action, MADO_REFUSAL_VALUE, "key");

  return claim;
}

static gboolean
check_figures (MadoAction *action)
{
  if (mado_json_get_number (action->body, "amount") <= 0)
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "amount");

  return strcmp (mado_json_get_text (action->body, "day"), action->today_iso) <= 0 ||
         mado_action_refuse (action, MADO_REFUSAL_VALUE, "day");
}

static gboolean
record (MadoAction *action)
{
  g_autofree char *claim = NULL;
  MadoId holder = MADO_ID_NONE;

  if (!mado_action_need_duty (action, "plan") || !check_figures (action))
    return FALSE;
  claim = build_claim (action);
  if (claim == NULL || !mado_action_find_holder (action, claim, &holder))
    return FALSE;
  mado_action_put_members (action, action->draft->body, record_members);
  mado_action_stamp (action, action->draft, action->draft->body, MADO_EARLIER_PAYMENT_RECORDED);
  mado_action_add_claim (action, claim);

  return !mado_id_is_valid (holder) || meet_case (action, holder, claim);
}

/* --- a case that wants the same ---------------------------------------------------------------------------------- */

static gboolean
open_earlier (MadoAction *action, MadoId id, MadoDraft **out_draft)
{
  g_autoptr (MadoEntity) entity = NULL;
  GError *error = NULL;

  for (guint i = 0; i < action->others->len; i++)
    if (mado_id_compare (((MadoDraft *) g_ptr_array_index (action->others, i))->id, id) == 0)
      *out_draft = g_ptr_array_index (action->others, i);
  if (*out_draft == NULL && !mado_records_find_entity (action->records, id, &entity, &error))
    return mado_action_fail (action, error);
  if (entity != NULL && strcmp (mado_entity_get_kind (entity), mado_earlier_payment_kind.name) == 0)
    return mado_action_open (action, id, mado_earlier_payment_kind.name, out_draft);

  return TRUE;
}

static void
copy (MadoDraft *to, yyjson_mut_val *object, const MadoDraft *from, const char *name)
{
  yyjson_mut_val *value = yyjson_mut_obj_get (from->body, name);

  if (value != NULL)
    yyjson_mut_obj_add (object, yyjson_mut_strcpy (to->doc, name), yyjson_mut_val_mut_copy (to->doc, value));
}

/**
 * mado_earlier_payment_meet:
 * @action: an action on a case
 * @right: one of its rights
 * @holder: whoever holds what it claims
 * @out_is_one: (out): whether that is an earlier payment: then the right says which, and the payment whom it is about
 *
 * Returns: whether it could be looked up; the action has failed where not
 */
gboolean
mado_earlier_payment_meet (MadoAction *action, yyjson_mut_val *right, MadoId holder, gboolean *out_is_one)
{
  MadoDraft *earlier = NULL, *own = action->draft;
  yyjson_mut_val *told;
  char id[MADO_ID_TEXT_SIZE];

  mado_draft_remove (own, right, EARLIER);
  if (!mado_id_is_valid (holder) || !open_earlier (action, holder, &earlier))
    return !mado_id_is_valid (holder);
  *out_is_one = earlier != NULL && strcmp (earlier->kind, mado_earlier_payment_kind.name) == 0;
  if (!*out_is_one)
    return TRUE;
  told = mado_draft_ensure_object (own, right, EARLIER);
  mado_draft_put_id (own, told, "id", holder);
  copy (own, told, earlier, "day");
  copy (own, told, earlier, "amount");
  copy (own, told, earlier, "programme");
  mado_id_to_text (own->id, id);
  mado_draft_add_once (earlier, earlier->body, CASES, id);

  return TRUE;
}

/* --- taking it back ---------------------------------------------------------------------------------------------- */

static gboolean
let_cases_claim (MadoAction *action)
{
  g_autoptr (yyjson_doc) body = mado_draft_read_body (action->draft);
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (yyjson_doc_get_root (body), CASES));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter)) {
    MadoDraft *waiting = NULL;

    if (!mado_action_open (action, mado_id_from_text (yyjson_get_str (one)), mado_case_kind.name, &waiting))
      return FALSE;
    if (waiting != NULL && !settle_in_place (action, waiting))
      return FALSE;
  }

  return TRUE;
}

/* Whoever takes it back opens the way to a payment: never the one who recorded it. */
static gboolean
withdraw (MadoAction *action)
{
  MadoDraft *draft = action->draft;
  yyjson_mut_val *recorded = yyjson_mut_obj_get (draft->body, MADO_EARLIER_PAYMENT_RECORDED);

  if (!mado_action_need_duty (action, "approve") ||
      !mado_action_need_state (action, MADO_EARLIER_PAYMENT_RECORDED, NULL))
    return FALSE;
  if (mado_action_is_actor (action, mado_draft_get_text (recorded, "by")))
    return mado_action_refuse (action, MADO_REFUSAL_SAME_PERSON, MADO_EARLIER_PAYMENT_RECORDED);
  mado_action_put_members (action, mado_action_stamp (action, draft, draft->body, MADO_EARLIER_PAYMENT_WITHDRAWN),
                           mado_body_reason);
  mado_draft_remove (draft, draft->body, "claims");
  mado_draft_set_state (draft, MADO_EARLIER_PAYMENT_WITHDRAWN);

  return !mado_records_are_whole (action->records) || let_cases_claim (action);
}

/* --- who gets what of it ----------------------------------------------------------------------------------------- */

#define FOR_OFFICE MADO_FOR_DUTIES, .duties = { "plan", "approve", "duplicates", "oversee" }

static const MadoVisible record_visible[] = {
  { "right", FOR_OFFICE },     { "key", FOR_OFFICE },  { "day", FOR_OFFICE }, { "amount", FOR_OFFICE },
  { "programme", FOR_OFFICE }, { "file", FOR_OFFICE }, { "row", FOR_OFFICE }, {},
};

static const MadoVisible withdraw_visible[] = {
  { "at", FOR_OFFICE },
  { "by", FOR_OFFICE },
  { "reason", FOR_OFFICE },
  {},
};

static const MadoVisible visible[] = {
  { "right", FOR_OFFICE },
  { "key", FOR_OFFICE },
  { "day", FOR_OFFICE },
  { "amount", FOR_OFFICE },
  { "programme", FOR_OFFICE },
  { "file", FOR_OFFICE },
  { "row", FOR_OFFICE },
  { CASES, FOR_OFFICE },
  { MADO_EARLIER_PAYMENT_RECORDED, FOR_OFFICE, .inside = mado_visible_stamp },
  { MADO_EARLIER_PAYMENT_WITHDRAWN, FOR_OFFICE, .inside = withdraw_visible },
  {},
};

static const MadoAct acts[] = {
  { "earlier_payment.record", MADO_BEGINS_ALWAYS, record_members, record, record_visible },
  { "earlier_payment.withdraw", MADO_BEGINS_NOT, mado_body_reason, withdraw, withdraw_visible },
  {},
};

const MadoKind mado_earlier_payment_kind = { "earlier_payment", MADO_EARLIER_PAYMENT_RECORDED, acts, visible };
