/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands in a version is held against the programme by whoever writes and whoever approves it, and once more when
 * it is printed. */

#include "mado-letter-wording.h"

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

static const MadoVersioned wordings = { "wording", "notices", "letter" };

/* --- acts -------------------------------------------------------------------------------------------------------- */

static gboolean
write_version (MadoAction *action)
{
  const char *letter = mado_json_get_text (action->body, "letter");

  if (!mado_action_need_duty (action, "notices"))
    return FALSE;
  if (mado_section_find (action->programme->letters, letter) == NULL)
    return mado_action_refuse (action, MADO_REFUSAL_ITEM, letter);

  return mado_version_write (action, &wordings, write_members);
}

static gboolean
approve (MadoAction *action)
{
  return mado_version_approve (action, &wordings);
}

static gboolean
retire (MadoAction *action)
{
  return mado_version_retire (action, &wordings);
}

/* --- who gets what of it ----------------------------------------------------------------------------------------- */

#define FOR_OFFICE MADO_FOR_DUTIES, .duties = { "notices", "calls", "oversee" }

static const MadoVisible visible[] = {
  { "letter", FOR_OFFICE },
  { "version", FOR_OFFICE },
  { "text", FOR_OFFICE },
  { "reason", FOR_OFFICE },
  { "made", FOR_OFFICE, .inside = mado_visible_stamp },
  { MADO_VERSION_APPROVED, FOR_OFFICE, .inside = mado_visible_stamp },
  { MADO_VERSION_RETIRED, FOR_OFFICE, .inside = mado_visible_stamp },
  {},
};

static const MadoAct acts[] = {
  { "wording.write", MADO_BEGINS_ALWAYS, write_members, write_version, visible },
  { "wording.approve", MADO_BEGINS_NOT, no_members, approve, visible },
  { "wording.retire", MADO_BEGINS_NOT, mado_body_reason, retire, visible },
  {},
};

const MadoKind mado_letter_wording_kind = { "wording", MADO_VERSION_DRAFT, acts, visible };
