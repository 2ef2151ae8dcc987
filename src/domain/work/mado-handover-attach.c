/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A photo is an entry like the others: who attached it signed for its bytes, so nobody puts another in its place. */

#include "mado-handover-attach.h"

#include "mado-handover-track.h"
#include "mado-json-member.h"
#include "mado-paper-body.h"

const MadoBodyMember mado_handover_attach_members[] = {
  { "hash", MADO_BODY_WORD, TRUE },
  { "type", MADO_BODY_WORD, TRUE },
  { "name", MADO_BODY_TEXT, TRUE },
  { "text", MADO_BODY_TEXT, TRUE }, /* what is to be seen on it */
  {},
};

/**
 * mado_handover_attach:
 * @action: on a hand-over, also on one that is closed: paper that was signed comes later
 *
 * Returns: whether the paper is attached
 */
gboolean
mado_handover_attach (MadoAction *action)
{
  MadoDraft *draft = action->draft;
  yyjson_mut_val *entry = mado_handover_track_sign (action, "attach", mado_handover_track_find_side (action));
  yyjson_mut_val *attachments = mado_draft_ensure_array (draft, draft->body, "attachments");

  if (entry == NULL || !mado_paper_body_check (action))
    return FALSE;
  if (mado_paper_body_is_in (attachments, "", mado_json_get_text (action->body, "hash")))
    return mado_action_refuse (action, MADO_REFUSAL_EXISTS, "hash");
  mado_action_put_members (action, entry, mado_handover_attach_members);
  mado_paper_body_copy (action, mado_draft_add_object (draft, attachments));

  return TRUE;
}
