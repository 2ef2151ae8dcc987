/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said beside the form: comments, what somebody has looked at, that a person is under protection, that two
 * people are not one. */

#include "mado-case-note.h"

#include <string.h>

#include "mado-case-edit.h"
#include "mado-case-right.h"
#include "mado-json-member.h"

/**
 * mado_case_note:
 * @action: an action
 *
 * "case.note": adds a comment to an item of type `notes`. Comments are only ever added, so they cannot conflict.
 *
 * Returns: whether it was done
 */
gboolean
mado_case_note (MadoAction *action)
{
  MadoDraft *draft = action->draft;
  const MadoItem *item = mado_case_find_item (action, mado_json_get_text (action->body, "item"));

  if (item == NULL)
    return FALSE;
  if (strcmp (item->type, "notes") != 0)
    return mado_action_refuse (action, MADO_REFUSAL_ITEM, item->id);
  if (!mado_policy_may_edit (&action->context->actor, item))
    return mado_action_refuse (action, MADO_REFUSAL_ROLE, item->id);

  yyjson_mut_val *notes = mado_draft_ensure_object (draft, draft->body, "notes");
  yyjson_mut_val *note = mado_draft_add_object (draft, mado_draft_ensure_array (draft, notes, item->id));

  mado_draft_put_number (draft, note, "at", action->context->now.microseconds / 1000);
  mado_draft_put_text (draft, note, "by", action->header->actor);
  mado_draft_put (draft, note, "text", yyjson_obj_get (action->body, "text"));

  return TRUE;
}

/**
 * mado_case_see:
 * @action: an action
 *
 * "case.see": a person has looked at the paper and says whether what a visual check asks for is so; as long as the
 * check has not ended, or again where another account is waited for.
 *
 * Returns: whether it was done
 */
gboolean
mado_case_see (MadoAction *action)
{
  MadoDraft *draft = action->draft;
  const char *check = mado_json_get_text (action->body, "check");

  if (mado_section_find (action->programme->visual_checks, check) == NULL)
    return mado_action_refuse (action, MADO_REFUSAL_ITEM, check);
  if (!mado_policy_may_look (&action->context->actor, action->programme))
    return mado_action_refuse (action, MADO_REFUSAL_ROLE, check);
  if (!mado_programme_takes_account (action->programme, draft->state) || mado_case_has_right_under_way (action))
    return mado_action_refuse (action, MADO_REFUSAL_FIXED, check);

  yyjson_mut_val *seen = mado_draft_ensure_object (draft, draft->body, "seen");

  if (mado_json_get_flag (action->body, "seen"))
    mado_action_stamp (action, action->draft, seen, check);
  else
    mado_draft_remove (draft, seen, check);

  return TRUE;
}

/**
 * mado_case_protect:
 * @action: an action
 *
 * "case.protect": sets or takes away the flag of a person under protection (支援措置), with the reason.
 *
 * Returns: whether it was done
 */
gboolean
mado_case_protect (MadoAction *action)
{
  MadoDraft *draft = action->draft;

  if (!mado_action_need_duty (action, "protection"))
    return FALSE;
  if (mado_json_get_flag (action->body, "on"))
    mado_draft_put (draft, mado_action_stamp (action, action->draft, draft->body, "protected"), "reason",
                    yyjson_obj_get (action->body, "reason"));
  else
    mado_draft_remove (draft, draft->body, "protected");

  return TRUE;
}

static gboolean
is_apart (yyjson_mut_val *apart, const char *other)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (apart);

  for (yyjson_mut_val *one = yyjson_mut_arr_iter_next (&iter); one != NULL; one = yyjson_mut_arr_iter_next (&iter))
    if (yyjson_mut_equals_str (yyjson_mut_obj_get (one, "other"), other))
      return TRUE;

  return FALSE;
}

/**
 * mado_case_tell_apart:
 * @action: an action
 *
 * "case.tell_apart": somebody has looked at two cases that seem to be of one person, and they are not. It moves no
 * right: who has typed the number of another person corrects it.
 *
 * Returns: whether it was done
 */
gboolean
mado_case_tell_apart (MadoAction *action)
{
  static const char *const copied[] = { "other", "reason" };
  const char *other = mado_json_get_text (action->body, "other");
  MadoDraft *draft = action->draft;
  g_autoptr (MadoEntity) entity = NULL;
  yyjson_mut_val *apart, *entry;

  if (!mado_action_need_duty (action, "duplicates"))
    return FALSE;
  if (mado_id_compare (mado_id_from_text (other), draft->id) == 0)
    return mado_action_refuse (action, MADO_REFUSAL_FORM, "other");
  if (!mado_action_find (action, mado_id_from_text (other), "case", &entity))
    return FALSE;
  apart = mado_draft_ensure_array (draft, draft->body, "apart");
  if (is_apart (apart, other)) {
    action->outcome->kind = MADO_OUTCOME_CONVERGED;
    return TRUE;
  }
  entry = mado_draft_add_object (draft, apart);
  for (gsize i = 0; i < G_N_ELEMENTS (copied); i++)
    mado_draft_put (draft, entry, copied[i], yyjson_obj_get (action->body, copied[i]));
  mado_draft_put_text (draft, entry, "by", action->header->actor);
  mado_draft_put_number (draft, entry, "at", action->context->now.microseconds / 1000);

  return TRUE;
}
