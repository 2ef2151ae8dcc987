/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may sign a step of a hand-over, and the entry that the signature is for. The two sides are two persons. */

#include "mado-handover-track.h"

#include <string.h>

#include "mado-person-in-charge.h"

static const char *
get_duty (const char *side)
{
  return strcmp (side, MADO_HANDOVER_GIVING) == 0 ? "handover" : "receive";
}

static const char *
get_other_side (const char *side)
{
  return strcmp (side, MADO_HANDOVER_GIVING) == 0 ? MADO_HANDOVER_RECEIVING : MADO_HANDOVER_GIVING;
}

/**
 * mado_handover_has_arrived:
 * @state: of a hand-over
 *
 * Returns: whether the receiving side has signed for it
 */
gboolean
mado_handover_has_arrived (const char *state)
{
  static const char *const not_yet[] = { "made", "sealed", "carried", NULL };

  return !g_strv_contains (not_yet, state);
}

/**
 * mado_handover_track_has_signed:
 * @action: an action on a hand-over
 * @account: somebody
 * @side: %MADO_HANDOVER_GIVING or %MADO_HANDOVER_RECEIVING
 *
 * Returns: whether that person has signed for that side
 */
gboolean
mado_handover_track_has_signed (const MadoAction *action, const char *account, const char *side)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (yyjson_mut_obj_get (action->draft->body, "track"));

  for (yyjson_mut_val *entry = yyjson_mut_arr_iter_next (&iter); entry != NULL;
       entry = yyjson_mut_arr_iter_next (&iter))
    if (yyjson_mut_equals_str (yyjson_mut_obj_get (entry, "by"), account) &&
        yyjson_mut_equals_str (yyjson_mut_obj_get (entry, "side"), side))
      return TRUE;

  return FALSE;
}

/**
 * mado_handover_track_sign:
 * @action: an action on a hand-over
 * @step: what is done
 * @side: %MADO_HANDOVER_GIVING or %MADO_HANDOVER_RECEIVING
 *
 * The actor signs, who must be in charge today and have signed nothing for the other side.
 *
 * Returns: (transfer none) (nullable): the new entry; %NULL where it was refused
 */
yyjson_mut_val *
mado_handover_track_sign (MadoAction *action, const char *step, const char *side)
{
  const char *actor = action->header->actor;

  if (!mado_action_need_duty (action, get_duty (side)))
    return NULL;

  g_autoptr (MadoEntity) person = NULL;

  if (!mado_person_in_charge_find (action, actor, &person))
    return NULL;
  if (!mado_person_in_charge_signs (action, person)) {
    mado_action_refuse (action, MADO_REFUSAL_SIGNATURE, step);
    return NULL;
  }
  if (mado_handover_track_has_signed (action, actor, get_other_side (side))) {
    mado_action_refuse (action, MADO_REFUSAL_SAME_PERSON, step);
    return NULL;
  }

  yyjson_mut_val *entry = mado_action_add_entry (action, "track", step);

  mado_draft_put_text (action->draft, entry, "side", side);
  if (person != NULL)
    mado_draft_put_id (action->draft, entry, "person", mado_entity_get_id (person));
  if (mado_id_is_valid (action->header->group))
    mado_draft_put_id (action->draft, entry, "group", action->header->group);

  return entry;
}

/**
 * mado_handover_track_find:
 * @action: an action on a hand-over
 * @member: "operation": what made an entry; "corrects": what it corrects
 * @id: that of an operation
 *
 * Returns: (transfer none) (nullable): the entry
 */
yyjson_mut_val *
mado_handover_track_find (const MadoAction *action, const char *member, const char *id)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (yyjson_mut_obj_get (action->draft->body, "track"));

  for (yyjson_mut_val *entry = yyjson_mut_arr_iter_next (&iter); entry != NULL;
       entry = yyjson_mut_arr_iter_next (&iter))
    if (yyjson_mut_equals_str (yyjson_mut_obj_get (entry, member), id))
      return entry;

  return NULL;
}
