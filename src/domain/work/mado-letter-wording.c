/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A version never changes: whoever wants another word writes the next one. What stands in it is held against the
 * programme by whoever writes and whoever approves it, and once more when it is printed. */

#include "mado-letter-wording.h"

#include <string.h>

#include "mado-json-member.h"

static const MadoBodyMember write_members[] = {
  { "letter", MADO_BODY_WORD, TRUE },
  { "version", MADO_BODY_NUMBER, TRUE },
  { "text", MADO_BODY_TEXT, TRUE },
  {},
};

static const MadoBodyMember no_members[] = {
  {},
};

/* --- acts -------------------------------------------------------------------------------------------------------- */

static gboolean
check_letter (MadoAction *action)
{
  const char *letter = mado_json_get_text (action->body, "letter");

  if (mado_section_find (action->programme->letters, letter) == NULL)
    return mado_action_refuse (action, MADO_REFUSAL_ITEM, letter);

  return mado_json_get_number (action->body, "version") > 0 ||
         mado_action_refuse (action, MADO_REFUSAL_VALUE, "version");
}

/* Two people who write the next version at once do not both get its number. */
static gboolean
write_version (MadoAction *action)
{
  g_autofree char *version =
      g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) mado_json_get_number (action->body, "version"));

  if (!mado_action_need_duty (action, "notices") || !check_letter (action))
    return FALSE;

  g_autofree char *claim =
      mado_action_build_claim (action, "wording", mado_json_get_text (action->body, "letter"), version, NULL);

  mado_action_add_claim (action, claim);
  mado_action_put_members (action, action->draft->body, write_members);
  mado_action_stamp (action, action->draft, action->draft->body, "made");

  return TRUE;
}

/* Somebody else reads it before anybody gets a letter that says so. */
static gboolean
approve (MadoAction *action)
{
  MadoDraft *draft = action->draft;

  if (!mado_action_need_duty (action, "notices") || !mado_action_need_state (action, MADO_LETTER_WORDING_DRAFT, NULL))
    return FALSE;
  if (mado_action_is_actor (action, mado_draft_get_text (yyjson_mut_obj_get (draft->body, "made"), "by")))
    return mado_action_refuse (action, MADO_REFUSAL_SAME_PERSON, mado_letter_wording_kind.name);
  mado_action_stamp (action, draft, draft->body, MADO_LETTER_WORDING_APPROVED);
  mado_draft_set_state (draft, MADO_LETTER_WORDING_APPROVED);

  return TRUE;
}

/* It is not used any more: letters say again what the version before it says. */
static gboolean
retire (MadoAction *action)
{
  MadoDraft *draft = action->draft;

  if (!mado_action_need_duty (action, "notices") ||
      !mado_action_need_state (action, MADO_LETTER_WORDING_DRAFT, MADO_LETTER_WORDING_APPROVED, NULL))
    return FALSE;
  mado_action_stamp (action, draft, draft->body, MADO_LETTER_WORDING_RETIRED);
  mado_draft_put (draft, draft->body, "reason", yyjson_obj_get (action->body, "reason"));
  mado_draft_set_state (draft, MADO_LETTER_WORDING_RETIRED);

  return TRUE;
}

/* --- who gets what of it ----------------------------------------------------------------------------------------- */

#define FOR_OFFICE MADO_FOR_DUTIES, .duties = { "notices", "calls", "oversee" }

static const MadoVisible visible[] = {
  { "letter", FOR_OFFICE },
  { "version", FOR_OFFICE },
  { "text", FOR_OFFICE },
  { "reason", FOR_OFFICE },
  { "made", FOR_OFFICE, .inside = mado_visible_stamp },
  { MADO_LETTER_WORDING_APPROVED, FOR_OFFICE, .inside = mado_visible_stamp },
  { MADO_LETTER_WORDING_RETIRED, FOR_OFFICE, .inside = mado_visible_stamp },
  {},
};

static const MadoAct acts[] = {
  { "wording.write", MADO_BEGINS_ALWAYS, write_members, write_version, visible },
  { "wording.approve", MADO_BEGINS_NOT, no_members, approve, visible },
  { "wording.retire", MADO_BEGINS_NOT, mado_body_reason, retire, visible },
  {},
};

const MadoKind mado_letter_wording_kind = { "wording", MADO_LETTER_WORDING_DRAFT, acts, visible };
