/* SPDX-License-Identifier: GPL-3.0-or-later */

/* It is a claim: so whoever erases and whoever preserves at the same moment cannot both have their way, and a second
 * preservation of the same thing names the first. */

#include "mado-preservation.h"

#include <string.h>

#include "mado-case.h"
#include "mado-json-member.h"

static const MadoBodyMember begin_members[] = {
  { "subject", MADO_BODY_ID, FALSE },
  { "reason", MADO_BODY_TEXT, TRUE },
  {},
};

static char *
build_claim (const MadoAction *action, const char *subject)
{
  return mado_action_build_claim (action, mado_preservation_kind.name, action->programme->identity.id, subject, NULL);
}

/**
 * mado_preservation_check:
 * @action: an action by which something would be erased
 * @subject: the id of a case, %MADO_PRESERVATION_ALL, or another text: which nobody preserves
 *
 * Returns: whether nobody preserves it; refused with who does where somebody does
 */
gboolean
mado_preservation_check (MadoAction *action, const char *subject)
{
  g_autofree char *claim = build_claim (action, subject);
  g_autoptr (MadoEntity) preservation = NULL;
  MadoId holder = MADO_ID_NONE;

  if (!mado_action_find_holder (action, claim, &holder))
    return FALSE;
  if (!mado_id_is_valid (holder))
    return TRUE;
  if (!mado_action_find (action, holder, mado_preservation_kind.name, &preservation))
    return FALSE;

  return mado_action_refuse (
      action, MADO_REFUSAL_HELD,
      preservation != NULL
          ? mado_json_get_text (yyjson_obj_get (mado_entity_get_body (preservation), MADO_PRESERVATION_HELD), "by")
          : NULL);
}

static gboolean
begin (MadoAction *action)
{
  MadoDraft *draft = action->draft;
  const MadoId subject = mado_json_get_id (action->body, "subject");
  g_autoptr (MadoEntity) entity = NULL;

  if (!mado_action_need_duty (action, "oversee") ||
      (mado_id_is_valid (subject) && !mado_action_find (action, subject, mado_case_kind.name, &entity)))
    return FALSE;

  const char *of = mado_id_is_valid (subject) ? mado_json_get_text (action->body, "subject") : MADO_PRESERVATION_ALL;
  g_autofree char *claim = build_claim (action, of);

  if (!mado_preservation_check (action, of))
    return FALSE;
  mado_action_add_claim (action, claim);
  mado_action_put_members (action, draft->body, begin_members);
  mado_action_stamp (action, draft, draft->body, MADO_PRESERVATION_HELD);

  return TRUE;
}

static gboolean
lift (MadoAction *action)
{
  MadoDraft *draft = action->draft;

  if (!mado_action_need_duty (action, "oversee") || !mado_action_need_state (action, MADO_PRESERVATION_HELD, NULL))
    return FALSE;
  mado_draft_remove (draft, draft->body, "claims");
  mado_action_put_members (action, mado_action_stamp (action, draft, draft->body, MADO_PRESERVATION_LIFTED),
                           mado_body_reason);
  mado_draft_set_state (draft, MADO_PRESERVATION_LIFTED);

  return TRUE;
}

/* --- who gets what of it ----------------------------------------------------------------------------------------- */

#define FOR_LEDGER MADO_FOR_DUTIES, .duties = { "handover", "receive", "oversee" }

static const MadoVisible lifted_visible[] = {
  { "at", FOR_LEDGER },
  { "by", FOR_LEDGER },
  { "reason", FOR_LEDGER },
  {},
};

static const MadoVisible visible[] = {
  { "subject", FOR_LEDGER },
  { "reason", FOR_LEDGER },
  { MADO_PRESERVATION_HELD, FOR_LEDGER, .inside = mado_visible_stamp },
  { MADO_PRESERVATION_LIFTED, FOR_LEDGER, .inside = lifted_visible },
  {},
};

static const MadoAct acts[] = {
  { "preservation.begin", MADO_BEGINS_ALWAYS, begin_members, begin, visible },
  { "preservation.lift", MADO_BEGINS_NOT, mado_body_reason, lift, visible },
  {},
};

const MadoKind mado_preservation_kind = { "preservation", MADO_PRESERVATION_HELD, acts, visible };
