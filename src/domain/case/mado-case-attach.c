/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is attached to a case: which bytes, and which item can be read off them. The bytes go their own way, by their
 * hash. */

#include "mado-case-attach.h"

#include <string.h>

#include "mado-case-covered.h"
#include "mado-case-edit.h"
#include "mado-json-member.h"
#include "mado-paper-body.h"

/**
 * mado_case_may_attach:
 * @action: an action on a case
 * @item: an item of the programme
 *
 * Comments are written by people, and read off nothing: who writes those alone attaches nothing. Paper shows more than
 * the one item: of a protected person, perhaps where he lives.
 *
 * Returns: whether a paper off which the item is read may be changed; refused otherwise
 */
gboolean
mado_case_may_attach (MadoAction *action, const MadoItem *item)
{
  if (strcmp (item->type, "notes") == 0)
    return mado_action_refuse (action, MADO_REFUSAL_ITEM, item->id);
  if (yyjson_mut_obj_get (action->draft->body, "protected") != NULL &&
      !mado_policy_has_duty (&action->context->actor, action->programme, "protection"))
    return mado_action_refuse (action, MADO_REFUSAL_PROTECTED, item->id);

  return mado_policy_may_attach (&action->context->actor, item) ||
         mado_action_refuse (action, MADO_REFUSAL_ROLE, item->id);
}

/**
 * mado_case_attach:
 * @action: an action
 *
 * "case.attach": adds a picture or paper by the hash of its bytes, and says which item can be read off it. Whoever
 * attaches to an item sees all that is attached to it, so that a terminal, too, knows whether it is there already.
 *
 * Returns: whether it was done
 */
gboolean
mado_case_attach (MadoAction *action)
{
  const char *hash = mado_json_get_text (action->body, "hash");
  const MadoItem *item = mado_case_find_item (action, mado_json_get_text (action->body, "item"));
  MadoDraft *draft = action->draft;

  if (item == NULL || !mado_case_may_attach (action, item) || !mado_paper_body_check (action))
    return FALSE;
  if (mado_case_is_covered_in (yyjson_mut_obj_get (draft->body, MADO_CASE_COVERED), hash))
    return mado_action_refuse (action, MADO_REFUSAL_COVERED, "hash");

  yyjson_mut_val *attachments = mado_draft_ensure_array (draft, draft->body, "attachments");

  if (mado_paper_body_is_in (attachments, item->id, hash)) {
    action->outcome->kind = MADO_OUTCOME_CONVERGED;
    return TRUE;
  }

  mado_paper_body_copy (action, mado_draft_add_object (draft, attachments));

  return TRUE;
}
