/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A medium knows its password notices and each of them its medium, so that the rule holds from both ends: on no leg,
 * out or back, do they share a bag, a seal, a minute or an act of signing. */

#include "mado-handover-occasion.h"

#include <string.h>

#include "mado-fold.h"
#include "mado-handover-track.h"
#include "mado-handover.h"
#include "mado-json-member.h"

#define MINUTE (60 * 1000) /* milliseconds */

/**
 * mado_handover_fold_number:
 * @number: of a medium, a bag, a seal
 *
 * Returns: (transfer full): the same for whatever a person takes for the same number
 */
char *
mado_handover_fold_number (const char *number)
{
  g_autofree char *narrow = mado_fold_width (number);
  g_autofree char *upper = g_ascii_strup (narrow, -1);
  g_auto (GStrv) words = g_strsplit (upper, " ", -1);

  return g_strjoinv ("", words);
}

/**
 * mado_handover_is_notice:
 * @action: an action on a hand-over
 *
 * Returns: whether it is of a password notice
 */
gboolean
mado_handover_is_notice (const MadoAction *action)
{
  return yyjson_mut_equals_str (yyjson_mut_obj_get (action->draft->body, "kind"), "password_notice");
}

/**
 * mado_handover_join_medium:
 * @action: that makes a hand-over
 *
 * A password notice names the hand-over of its medium, which learns of it; nothing else names one.
 *
 * Returns: whether it was done
 */
gboolean
mado_handover_join_medium (MadoAction *action)
{
  MadoId id = mado_json_get_id (action->body, "medium");
  char own[MADO_ID_TEXT_SIZE];

  if (!mado_handover_is_notice (action))
    return !mado_id_is_valid (id) || mado_action_refuse (action, MADO_REFUSAL_VALUE, "medium");
  if (!mado_action_need_members (action, "medium", NULL))
    return FALSE;

  MadoDraft *medium = NULL;

  if (!mado_action_open (action, id, mado_handover_kind.name, &medium))
    return FALSE;
  if (medium == NULL)
    return TRUE;
  if (!yyjson_mut_equals_str (yyjson_mut_obj_get (medium->body, "kind"), "medium"))
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "medium");
  if (strcmp (medium->state, "closed") == 0)
    return mado_action_refuse (action, MADO_REFUSAL_STATE, "medium");
  mado_id_to_text (action->draft->id, own);
  yyjson_mut_arr_add_strcpy (medium->doc, mado_draft_ensure_array (medium, medium->body, "notices"), own);

  return TRUE;
}

/**
 * mado_handover_check_medium_received:
 * @action: that carries away what is handed over
 *
 * Returns: whether it is no password notice, or its medium has arrived
 */
gboolean
mado_handover_check_medium_received (MadoAction *action)
{
  const char *id = yyjson_mut_get_str (yyjson_mut_obj_get (action->draft->body, "medium"));
  g_autoptr (MadoEntity) medium = NULL;

  if (!mado_handover_is_notice (action))
    return TRUE;
  if (!mado_action_find (action, mado_id_from_text (id), mado_handover_kind.name, &medium))
    return FALSE;

  return medium == NULL || mado_handover_has_arrived (mado_entity_get_state (medium)) ||
         mado_action_refuse (action, MADO_REFUSAL_MEDIUM_NOT_RECEIVED, id);
}

/* --- one occasion ------------------------------------------------------------------------------------------------ */

static gboolean
is_same_number (yyjson_mut_val *ours, const char *theirs)
{
  g_autofree char *a = mado_handover_fold_number (yyjson_mut_is_str (ours) ? yyjson_mut_get_str (ours) : "");
  g_autofree char *b = mado_handover_fold_number (theirs);

  return a[0] != '\0' && strcmp (a, b) == 0;
}

static gboolean
is_travel (yyjson_val *entry)
{
  static const char *const steps[] = { "seal", "carry", "receive", "return", NULL };

  return g_strv_contains (steps, mado_json_get_text (entry, "what"));
}

/* What our step shares with one of the other; NULL: nothing. */
static const char *
find_shared (const MadoAction *action, yyjson_mut_val *ours, yyjson_val *theirs)
{
  yyjson_mut_val *when = yyjson_mut_obj_get (ours, "when");
  gint64 own = yyjson_mut_get_sint (when != NULL ? when : yyjson_mut_obj_get (ours, "at"));
  gint64 apart = own - mado_handover_track_get_time (theirs);
  MadoId group = mado_json_get_id (theirs, "group");

  if (is_same_number (yyjson_mut_obj_get (ours, "bag"), mado_json_get_text (theirs, "bag")))
    return "bag";
  if (is_same_number (yyjson_mut_obj_get (ours, "seal"), mado_json_get_text (theirs, "seal")))
    return "seal";
  if (!is_travel (theirs))
    return NULL;
  if (mado_id_is_valid (group) && mado_id_compare (group, action->header->group) == 0)
    return "signature";

  return ABS (apart) < MINUTE ? "minute" : NULL;
}

static gboolean
check_partner (MadoAction *action, yyjson_mut_val *step, const char *id)
{
  g_autoptr (MadoEntity) partner = NULL;

  if (!mado_action_find (action, mado_id_from_text (id), mado_handover_kind.name, &partner))
    return FALSE;
  if (partner == NULL)
    return TRUE;

  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (partner), "track"));

  for (yyjson_val *entry = yyjson_arr_iter_next (&iter); entry != NULL; entry = yyjson_arr_iter_next (&iter)) {
    const char *shared = find_shared (action, step, entry);

    if (shared != NULL)
      return mado_action_refuse (action, MADO_REFUSAL_SAME_OCCASION, shared);
  }

  return TRUE;
}

/**
 * mado_handover_check_occasion:
 * @action: an action on a hand-over
 * @step: its entry for a step on the way
 *
 * Returns: whether it is another occasion than every step of its medium, or of its password notices
 */
gboolean
mado_handover_check_occasion (MadoAction *action, yyjson_mut_val *step)
{
  yyjson_mut_val *body = action->draft->body;
  yyjson_mut_val *medium = yyjson_mut_obj_get (body, "medium");
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (yyjson_mut_obj_get (body, "notices"));

  if (medium != NULL)
    return check_partner (action, step, yyjson_mut_get_str (medium));
  for (yyjson_mut_val *notice = yyjson_mut_arr_iter_next (&iter); notice != NULL;
       notice = yyjson_mut_arr_iter_next (&iter))
    if (!check_partner (action, step, yyjson_mut_get_str (notice)))
      return FALSE;

  return TRUE;
}
