/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Either side may hold and let go again: both sign, so that it is known who wanted it. */

#include "mado-handover-hold.h"

#include <string.h>

#include "mado-handover-track.h"

#define HOLD "hold"

static gboolean
sign (MadoAction *action, const char *step)
{
  yyjson_mut_val *entry = mado_handover_track_sign (action, step, mado_handover_track_find_side (action));

  if (entry == NULL)
    return FALSE;
  mado_action_put_members (action, entry, mado_body_reason);

  return strcmp (action->draft->state, "closed") != 0 || mado_action_refuse (action, MADO_REFUSAL_STATE, "closed");
}

/**
 * mado_handover_hold_begin:
 * @action: on a hand-over that is not closed
 *
 * Returns: whether it is held from now on
 */
gboolean
mado_handover_hold_begin (MadoAction *action)
{
  MadoDraft *draft = action->draft;

  if (!sign (action, "hold") || !mado_handover_hold_check (action))
    return FALSE;
  mado_action_put_members (action, mado_action_stamp (action, draft, draft->body, HOLD), mado_body_reason);

  return TRUE;
}

/**
 * mado_handover_hold_end:
 * @action: on a hand-over
 *
 * Returns: whether it was held, and is no more
 */
gboolean
mado_handover_hold_end (MadoAction *action)
{
  MadoDraft *draft = action->draft;

  if (!sign (action, "release"))
    return FALSE;
  if (yyjson_mut_obj_get (draft->body, HOLD) == NULL)
    return mado_action_refuse (action, MADO_REFUSAL_STATE, HOLD);
  mado_draft_remove (draft, draft->body, HOLD);

  return TRUE;
}

/**
 * mado_handover_hold_check:
 * @action: on a hand-over
 *
 * Returns: whether nobody holds it; refused with who does where somebody does
 */
gboolean
mado_handover_hold_check (MadoAction *action)
{
  yyjson_mut_val *hold = yyjson_mut_obj_get (action->draft->body, HOLD);

  return hold == NULL || mado_action_refuse (action, MADO_REFUSAL_HELD, mado_draft_get_text (hold, "by"));
}
