/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may sign a step of a hand-over, and the entry that the signature is for. The two sides are two persons. */

#include "mado-handover-track.h"

#include <string.h>

#include "mado-json-member.h"
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
 * mado_handover_track_find_side:
 * @action: an action on a hand-over that either side may do
 *
 * Whoever is named as its receiver stays the receiver, also where that person might give something else.
 *
 * Returns: (transfer none): for which side the actor signs
 */
const char *
mado_handover_track_find_side (const MadoAction *action)
{
  const char *actor = action->header->actor;
  const gboolean may_give = mado_policy_has_duty (&action->context->actor, action->programme, "handover");

  return may_give && !mado_handover_track_has_signed (action, actor, MADO_HANDOVER_RECEIVING) &&
                 !yyjson_mut_equals_str (yyjson_mut_obj_get (action->draft->body, "receiver"), actor)
             ? MADO_HANDOVER_GIVING
             : MADO_HANDOVER_RECEIVING;
}

/* The actor is in charge today, signs with the key of the register, and has signed nothing for the other side. */
static gboolean
check_actor (MadoAction *action, const char *step, const char *side, MadoEntity **out_person)
{
  const char *actor = action->header->actor;
  g_autoptr (MadoEntity) person = NULL;

  if (!mado_action_need_duty (action, get_duty (side)) || !mado_person_in_charge_find (action, actor, &person))
    return FALSE;
  if (!mado_person_in_charge_signs (action, person))
    return mado_action_refuse (action, MADO_REFUSAL_SIGNATURE, step);
  if (mado_handover_track_has_signed (action, actor, get_other_side (side)))
    return mado_action_refuse (action, MADO_REFUSAL_SAME_PERSON, step);
  *out_person = g_steal_pointer (&person);

  return TRUE;
}

static yyjson_mut_val *
add_entry (MadoAction *action, const char *step, const char *side, const MadoEntity *person)
{
  yyjson_mut_val *entry = mado_action_add_entry (action, "track", step);

  mado_draft_put_text (action->draft, entry, "side", side);
  if (person != NULL)
    mado_draft_put_id (action->draft, entry, "person", mado_entity_get_id (person));
  if (mado_id_is_valid (action->header->group))
    mado_draft_put_id (action->draft, entry, "group", action->header->group);

  return entry;
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
  g_autoptr (MadoEntity) person = NULL;

  return check_actor (action, step, side, &person) ? add_entry (action, step, side, person) : NULL;
}

/* --- what was signed elsewhere ------------------------------------------------------------------------------------ */

static gboolean
is_key_of (const MadoHandoverStatement *statement, const MadoEntity *person)
{
  MadoPublicKey key;

  return mado_public_key_from_hex (mado_json_get_text (mado_entity_get_body (person), "key"), &key, NULL) &&
         memcmp (&key, &statement->signer, sizeof key) == 0;
}

/* What either side may say at any time is no step on the way. */
static gboolean
is_beside (yyjson_mut_val *entry)
{
  static const char *const beside[] = { "attach", "correct", "hold", "release", NULL };

  return g_strv_contains (beside, yyjson_mut_get_str (yyjson_mut_obj_get (entry, "what")));
}

/* Returns: when the last step was done: what was signed elsewhere was entered later */
static gint64
find_last_step (const MadoAction *action)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (yyjson_mut_obj_get (action->draft->body, "track"));
  gint64 last = 0;

  for (yyjson_mut_val *entry = yyjson_mut_arr_iter_next (&iter); entry != NULL;
       entry = yyjson_mut_arr_iter_next (&iter)) {
    yyjson_mut_val *when = yyjson_mut_obj_get (entry, "when");

    if (!is_beside (entry))
      last = MAX (last, yyjson_mut_get_sint (when != NULL ? when : yyjson_mut_obj_get (entry, "at")));
  }

  return last;
}

/* A step is not before the one that it follows, nor in the future. */
static gboolean
check_time (MadoAction *action, const MadoHandoverStatement *statement)
{
  gint64 at = statement->at.microseconds / 1000;

  return (at >= find_last_step (action) && statement->at.microseconds <= action->context->now.microseconds) ||
         mado_action_refuse (action, MADO_REFUSAL_VALUE, "at");
}

/* Whoever made the statement is in charge today, signed with the key of the register, and is not who gave. */
static gboolean
check_witness (MadoAction *action, const MadoHandoverStatement *statement, MadoEntity **out_person)
{
  g_autoptr (MadoEntity) person = NULL;

  if (!mado_person_in_charge_find (action, statement->by, &person))
    return FALSE;
  if (person != NULL && !is_key_of (statement, person))
    return mado_action_refuse (action, MADO_REFUSAL_SIGNATURE, "statement");
  if (strcmp (statement->by, action->header->actor) == 0 ||
      mado_handover_track_has_signed (action, statement->by, MADO_HANDOVER_GIVING))
    return mado_action_refuse (action, MADO_REFUSAL_SAME_PERSON, statement->step);
  *out_person = g_steal_pointer (&person);

  return TRUE;
}

/**
 * mado_handover_track_attest:
 * @action: an action on a hand-over; its body has the statement
 * @statement: what the receiving side has signed elsewhere
 *
 * The actor enters it for the giving side, and signs for having seen it. The entry is the receiver's.
 *
 * Returns: (transfer none) (nullable): the new entry; %NULL where it was refused
 */
yyjson_mut_val *
mado_handover_track_attest (MadoAction *action, const MadoHandoverStatement *statement)
{
  g_autoptr (MadoEntity) clerk = NULL, person = NULL;
  yyjson_mut_val *entry;

  if (!check_actor (action, "attest", MADO_HANDOVER_GIVING, &clerk) || !check_witness (action, statement, &person) ||
      !check_time (action, statement))
    return NULL;
  entry = add_entry (action, statement->step, MADO_HANDOVER_RECEIVING, person);
  mado_draft_put_text (action->draft, entry, "by", statement->by);
  mado_draft_put_text (action->draft, entry, "entered_by", action->header->actor);
  mado_draft_put_number (action->draft, entry, "when", statement->at.microseconds / 1000);
  mado_draft_put (action->draft, entry, "statement", yyjson_obj_get (action->body, "statement"));

  return entry;
}

/**
 * mado_handover_track_get_time:
 * @entry: of a track
 *
 * Returns: when it was done, in milliseconds since 1970: what was signed elsewhere was entered later
 */
gint64
mado_handover_track_get_time (yyjson_val *entry)
{
  return mado_json_get_number (entry, yyjson_obj_get (entry, "when") != NULL ? "when" : "at");
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
