/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is attached to a case: which bytes, and which item can be read off them. The bytes go their own way, by their
 * hash. */

#include "mado-case-attach.h"

#include <string.h>

#include "mado-case-edit.h"
#include "mado-hash.h"
#include "mado-json-member.h"

static gboolean
is_good_hash (const char *text)
{
  MadoHash hash;

  return mado_hash_from_hex (text, &hash, NULL);
}

static gboolean
is_good_type (const char *type)
{
  static const char *const types[] = { "image/png", "image/jpeg", "application/pdf", NULL };

  return g_strv_contains (types, type);
}

/* Comments are written by people, and read off nothing: who writes those alone attaches nothing. Paper shows more than
 * the one item: of a protected person, perhaps where he lives. */
static gboolean
may_attach (MadoAction *action, const MadoItem *item)
{
  if (strcmp (item->type, "notes") == 0)
    return mado_action_refuse (action, MADO_REFUSAL_ITEM, item->id);
  if (yyjson_mut_obj_get (action->draft->body, "protected") != NULL &&
      !mado_policy_has_duty (&action->context->actor, action->programme, "protection"))
    return mado_action_refuse (action, MADO_REFUSAL_PROTECTED, item->id);

  return mado_policy_may_attach (&action->context->actor, item) ||
         mado_action_refuse (action, MADO_REFUSAL_ROLE, item->id);
}

static gboolean
is_there (yyjson_mut_val *attachments, const char *item, const char *hash)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (attachments);

  for (yyjson_mut_val *one = yyjson_mut_arr_iter_next (&iter); one != NULL; one = yyjson_mut_arr_iter_next (&iter))
    if (yyjson_mut_equals_str (yyjson_mut_obj_get (one, "item"), item) &&
        yyjson_mut_equals_str (yyjson_mut_obj_get (one, "hash"), hash))
      return TRUE;

  return FALSE;
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
  static const char *const copied[] = { "item", "hash", "type", "name" };
  const char *hash = mado_json_get_text (action->body, "hash");
  const MadoItem *item = mado_case_find_item (action, mado_json_get_text (action->body, "item"));
  MadoDraft *draft = action->draft;

  if (item == NULL || !may_attach (action, item))
    return FALSE;
  if (!is_good_hash (hash))
    return mado_action_refuse (action, MADO_REFUSAL_FORM, "hash");
  if (!is_good_type (mado_json_get_text (action->body, "type")))
    return mado_action_refuse (action, MADO_REFUSAL_FORM, "type");

  yyjson_mut_val *attachments = mado_draft_ensure_array (draft, draft->body, "attachments");

  if (is_there (attachments, item->id, hash)) {
    action->outcome->kind = MADO_OUTCOME_CONVERGED;
    return TRUE;
  }

  yyjson_mut_val *attachment = mado_draft_add_object (draft, attachments);

  for (gsize i = 0; i < G_N_ELEMENTS (copied); i++)
    mado_draft_put (draft, attachment, copied[i], yyjson_obj_get (action->body, copied[i]));
  mado_draft_put_text (draft, attachment, "by", action->header->actor);
  mado_draft_put_number (draft, attachment, "at", action->context->now.microseconds / 1000);

  return TRUE;
}
