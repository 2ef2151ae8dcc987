/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A case on its way: transitions of the programme, and those that need a second person, who agrees or declines. */

#include "mado-case-move.h"

#include <string.h>

#include "mado-batch.h"
#include "mado-body.h"
#include "mado-case-account.h"
#include "mado-case-deficiency.h"
#include "mado-case-edit.h"
#include "mado-case-guard.h"
#include "mado-case-right.h"
#include "mado-case-settle.h"
#include "mado-json-member.h"
#include "mado-receipt.h"

const MadoBodyMember mado_case_move_members[] = {
  { "transition", MADO_BODY_WORD, TRUE },     { "reason", MADO_BODY_TEXT, FALSE },
  { "text", MADO_BODY_TEXT, FALSE },          { "day", MADO_BODY_DATE, FALSE },
  { "due", MADO_BODY_DATE, FALSE },           { "tell", MADO_BODY_WORD, FALSE },
  { "receipt", MADO_BODY_WORD, FALSE },       { "content", MADO_BODY_WORD, FALSE },
  { "batch", MADO_BODY_ID, FALSE },           { "edits", MADO_BODY_ARRAY, FALSE },
  { "add_rows", MADO_BODY_ARRAY, FALSE },     { "remove_rows", MADO_BODY_ARRAY, FALSE },
  { "deficiencies", MADO_BODY_ARRAY, FALSE }, { "sets", MADO_BODY_OBJECT, FALSE },
  { "source", MADO_BODY_OBJECT, FALSE },      {},
};

/* --- from where -------------------------------------------------------------------------------------------------- */

static const MadoTransition *
find_transition (MadoAction *action)
{
  const char *id = mado_json_get_text (action->body, "transition");
  const MadoTransition *transition = mado_section_find (action->programme->transitions, id);

  if (transition == NULL)
    mado_action_refuse (action, MADO_REFUSAL_TRANSITION, id);

  return transition;
}

/* Somebody else has moved the case meanwhile: a transition never merges. */
static gboolean
check_from (MadoAction *action, const MadoTransition *transition)
{
  if (mado_names_contain (transition->from, action->draft->state))
    return TRUE;
  if (action->draft->before != NULL && action->header->base < mado_entity_get_version (action->draft->before)) {
    mado_action_add_conflict (action, "state");
    return FALSE;
  }

  return mado_action_refuse (action, MADO_REFUSAL_STATE, action->draft->state);
}

/* --- what it writes ---------------------------------------------------------------------------------------------- */

static gboolean
write_edits (MadoAction *action, const MadoTransition *transition)
{
  const MadoState *state = mado_section_find (action->programme->states, action->draft->state);
  gboolean is_fixed = state != NULL && state->is_fixed;

  return mado_case_write_edits (action, is_fixed ? transition->edited : NULL) &&
         action->outcome->kind != MADO_OUTCOME_CONFLICT;
}

static void
write_item (MadoAction *action, const char *item, yyjson_val *value)
{
  MadoDraft *draft = action->draft;

  mado_draft_put (draft, mado_draft_ensure_object (draft, draft->body, "items"), item, value);
  mado_draft_put_text (draft, mado_draft_ensure_object (draft, draft->body, "authors"), item, action->author);
}

/* The day on which it happened, which may be named later, but not before. */
static const char *
get_day (const MadoAction *action)
{
  const char *named = mado_json_get_text (action->body, "day");

  return named[0] != '\0' ? named : action->today_iso;
}

static gboolean
write_day (MadoAction *action, const MadoTransition *transition)
{
  const char *day = get_day (action);
  MadoDraft *draft = action->draft;

  if (strcmp (day, action->today_iso) > 0)
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "day");
  for (guint i = 0; i < mado_section_get_count (transition->sets); i++) {
    const MadoNamed *set = mado_section_get (transition->sets, i);

    mado_draft_put_text (draft, mado_draft_ensure_object (draft, draft->body, "items"), set->id, day);
  }

  return TRUE;
}

/* What the row of a packet brings: only the items that the packet says. */
static gboolean
write_sets (MadoAction *action, const MadoTransition *transition)
{
  const MadoPacket *packet = mado_section_find (action->programme->packets, transition->packet);
  yyjson_obj_iter iter = yyjson_obj_iter_with (yyjson_obj_get (action->body, "sets"));

  for (yyjson_val *id = yyjson_obj_iter_next (&iter); id != NULL; id = yyjson_obj_iter_next (&iter)) {
    const MadoItem *item = mado_case_find_item (action, yyjson_get_str (id));
    yyjson_val *value = yyjson_obj_iter_get_val (id);

    if (item == NULL)
      return FALSE;
    if (packet == NULL || !mado_names_contain (packet->sets, item->id))
      return mado_action_refuse (action, MADO_REFUSAL_ITEM_SET, item->id);
    if (!mado_case_check_value (action, item, value))
      return FALSE;
    write_item (action, item->id, value);
  }

  return TRUE;
}

/* What is not seen cannot be counted on; of a case that is cut, too, what is seen can. */
static gboolean
sees_count (const MadoAction *action, const MadoTransition *transition)
{
  const MadoItem *item = mado_section_find (action->programme->items, transition->counts);

  return !mado_action_is_cut (action) || (item != NULL && mado_policy_may_see (&action->context->actor, item));
}

static void
count_up (MadoAction *action, const MadoTransition *transition)
{
  MadoDraft *draft = action->draft;

  if (transition->counts[0] == '\0' || !sees_count (action, transition))
    return;

  yyjson_mut_val *items = mado_draft_ensure_object (draft, draft->body, "items");
  gint64 count = yyjson_mut_get_sint (yyjson_mut_obj_get (items, transition->counts));

  mado_draft_put_number (draft, items, transition->counts, count + 1);
}

/* A receipt number is held once in a programme, so an application that comes again is seen, also by a terminal that has
 * the first one; and by the hash of what it said at first, whether it says something else by now. */
static gboolean
write_receipt (MadoAction *action, const MadoTransition *transition)
{
  const char *receipt = mado_json_get_text (action->body, "receipt");
  MadoDraft *draft = action->draft;
  MadoId holder = MADO_ID_NONE;

  if (!mado_names_contain (transition->claims, "receipt"))
    return TRUE;
  if (receipt[0] == '\0')
    return mado_action_refuse (action, MADO_REFUSAL_REQUIRED, "receipt");

  g_autofree char *claim = mado_receipt_claim (action->programme, receipt);

  if (!mado_action_find_holder (action, claim, &holder))
    return FALSE;
  if (mado_id_is_valid (holder))
    return mado_action_refuse (action, MADO_REFUSAL_CLAIM_HELD, NULL);
  mado_draft_put_text (draft, draft->body, "receipt", receipt);
  mado_draft_put (draft, draft->body, "content", yyjson_obj_get (action->body, "content"));
  mado_draft_put_text (draft, draft->body, "receipt_claim", claim);

  return TRUE;
}

/* The file and the row that it was taken in from. The file is named by the id of its import: a hash of it would tell
 * whoever knows all of it but one value what that one is. */
static gboolean
write_source (MadoAction *action)
{
  static const MadoBodyMember members[] = {
    { "import", MADO_BODY_ID, TRUE },
    { "row", MADO_BODY_NUMBER, TRUE },
    {},
  };
  yyjson_val *source = yyjson_obj_get (action->body, "source");
  MadoRefusal *refusal = source != NULL ? mado_body_check (members, source) : NULL;

  if (refusal != NULL) {
    mado_outcome_refuse (action->outcome, MADO_OUTCOME_QUARANTINED, refusal);
    return FALSE;
  }
  if (source == NULL)
    return TRUE;

  yyjson_mut_val *sources = mado_draft_ensure_array (action->draft, action->draft->body, "sources");
  yyjson_mut_val *written = mado_draft_add_object (action->draft, sources);

  mado_draft_put (action->draft, written, "import", yyjson_obj_get (source, "import"));
  mado_draft_put (action->draft, written, "row", yyjson_obj_get (source, "row"));

  return TRUE;
}

static gboolean
write_deficiency (MadoAction *action, const MadoTransition *transition)
{
  if (transition->closes[0] != '\0' && !mado_case_close_deficiencies (action))
    return FALSE;
  if (transition->opens[0] != '\0')
    mado_case_open_deficiency (action, transition);
  if (strcmp (transition->right, "release") == 0)
    mado_case_drop_deficiencies (action);

  return TRUE;
}

static void
write_letters (MadoAction *action, const MadoTransition *transition)
{
  MadoDraft *draft = action->draft;

  if (mado_case_is_told_by_phone (action))
    return;
  for (guint i = 0; i < transition->letters->len; i++) {
    yyjson_mut_val *letters = mado_draft_ensure_array (draft, draft->body, "letters");
    yyjson_mut_val *letter = mado_draft_add_object (draft, letters);

    mado_draft_put_text (draft, letter, "letter", g_ptr_array_index (transition->letters, i));
    mado_draft_put_id (draft, letter, "operation", action->header->id);
    mado_draft_put_number (draft, letter, "at", action->context->now.microseconds / 1000);
  }
}

static void
write_done (MadoAction *action, const MadoTransition *transition)
{
  MadoDraft *draft = action->draft;
  yyjson_mut_val *done = mado_draft_ensure_object (draft, draft->body, "done");
  yyjson_mut_val *stamp = mado_action_stamp (action, action->draft, done, transition->id);

  if (!mado_action_is_actor (action, action->author)) {
    mado_draft_put_text (draft, stamp, "by", action->author);
    mado_draft_put_text (draft, stamp, "second", action->header->actor);
  }
  mado_draft_put (draft, stamp, "reason", yyjson_obj_get (action->body, "reason"));
  if (strcmp (transition->to, MADO_STATE_SAME) == 0)
    return;
  mado_draft_remove (draft, draft->body, "asked");
  mado_draft_set_state (draft, transition->to);
  mado_draft_put_text (draft, draft->body, "since", action->today_iso);
}

/* --- transitions ------------------------------------------------------------------------------------------------- */

/* What somebody asked for may be cut where another agrees to it: there the service alone writes it. */
static gboolean
is_known (const MadoAction *action)
{
  return !mado_action_is_cut (action) || mado_action_is_actor (action, action->author);
}

/* What was asked for: why, and what it writes. */
static gboolean
write_wish (MadoAction *action, const MadoTransition *transition)
{
  return mado_case_check_reason (action, transition) && mado_case_check_telling (action, transition) &&
         write_edits (action, transition) && write_day (action, transition) && write_sets (action, transition) &&
         write_receipt (action, transition) && write_source (action);
}

/* What has to be good before anything is asked of the rules. */
static gboolean
prepare (MadoAction *action, const MadoTransition *transition)
{
  return check_from (action, transition) && mado_case_check_person (action, transition) &&
         (!is_known (action) || write_wish (action, transition));
}

/* The rules judge the case as the edits of this very operation leave it, before it moves. */
static gboolean
follow_rules (MadoAction *action, const MadoTransition *transition)
{
  const MadoJudgement *judgement = mado_case_judge (action, mado_date_from_iso (get_day (action)));
  gboolean is_recall = strcmp (transition->right, "recall") == 0;

  if (judgement == NULL || !mado_case_check_needs (action, transition, judgement))
    return FALSE;
  if (is_recall && !mado_case_step_right (action, "recall"))
    return FALSE;

  return mado_case_settle_with (action, judgement) && (is_recall || mado_case_step_right (action, transition->right));
}

static gboolean
move (MadoAction *action, const MadoTransition *transition)
{
  if (!prepare (action, transition) || (!mado_action_is_cut (action) && !follow_rules (action, transition)))
    return FALSE;
  if (!write_deficiency (action, transition) || !mado_batch_join (action, transition))
    return FALSE;
  if (transition->forgets[0] != '\0')
    mado_case_forget_account (action);
  count_up (action, transition);
  write_letters (action, transition);
  write_done (action, transition);

  return TRUE;
}

/* What one person asks for is tried, so that nobody is asked for what cannot be; then it is kept as it was asked. */
static gboolean
ask (MadoAction *action, const MadoTransition *transition)
{
  if (yyjson_mut_obj_get (action->draft->body, "asked") != NULL)
    return mado_action_refuse (action, MADO_REFUSAL_SECOND_PERSON, transition->id);
  if (action->draft->before == NULL)
    return mado_action_refuse (action, MADO_REFUSAL_STATE, action->draft->state);
  if (!move (action, transition))
    return FALSE;

  MadoDraft *draft = mado_draft_from (action->draft->before);

  mado_draft_free (action->draft);
  action->draft = draft;
  g_ptr_array_set_size (action->others, 0);

  yyjson_mut_val *asked = mado_action_stamp (action, draft, draft->body, "asked");

  mado_draft_put_id (draft, asked, "operation", action->header->id);
  mado_draft_put (draft, asked, "move", action->body);

  return TRUE;
}

/**
 * mado_case_move:
 * @action: an action
 *
 * "case.move": makes a transition; where it needs a second person, asks for it.
 *
 * Returns: whether it was done
 */
gboolean
mado_case_move (MadoAction *action)
{
  const MadoTransition *transition = find_transition (action);

  if (transition == NULL)
    return FALSE;
  if (!mado_action_has_role (action, transition->roles))
    return mado_action_refuse (action, MADO_REFUSAL_ROLE, transition->id);

  return transition->second_person->len > 0 ? ask (action, transition) : move (action, transition);
}

/* --- the second person ------------------------------------------------------------------------------------------- */

static yyjson_val *
find_asked (MadoAction *action)
{
  yyjson_val *asked = yyjson_obj_get (mado_entity_get_body (action->draft->before), "asked");

  if (asked != NULL &&
      strcmp (mado_json_get_text (asked, "operation"), mado_json_get_text (action->body, "operation")) == 0)
    return asked;
  mado_action_refuse (action, MADO_REFUSAL_ABSENT, "asked");

  return NULL;
}

static gboolean
may_answer (MadoAction *action, const MadoTransition *transition)
{
  if (!mado_action_has_role (action, transition->second_person))
    return mado_action_refuse (action, MADO_REFUSAL_ROLE, transition->id);
  if (mado_action_is_actor (action, action->author))
    return mado_action_refuse (action, MADO_REFUSAL_SAME_PERSON, transition->id);

  return TRUE;
}

/**
 * mado_case_agree:
 * @action: an action
 *
 * "case.agree": the second person agrees, and the transition is made as it was asked for.
 *
 * Returns: whether it was done
 */
gboolean
mado_case_agree (MadoAction *action)
{
  yyjson_val *asked = find_asked (action);

  if (asked == NULL)
    return FALSE;

  mado_draft_remove (action->draft, action->draft->body, "asked");
  action->author = mado_json_get_text (asked, "by");
  action->body = yyjson_obj_get (asked, "move");

  const MadoTransition *transition = find_transition (action);

  return transition != NULL && may_answer (action, transition) && move (action, transition);
}

/**
 * mado_case_decline:
 * @action: an action
 *
 * "case.decline": the second person does not agree, or who asked takes it back.
 *
 * Returns: whether it was done
 */
gboolean
mado_case_decline (MadoAction *action)
{
  yyjson_val *asked = find_asked (action);

  if (asked == NULL)
    return FALSE;

  const char *id = mado_json_get_text (yyjson_obj_get (asked, "move"), "transition");
  const MadoTransition *transition = mado_section_find (action->programme->transitions, id);

  if (!mado_action_is_actor (action, mado_json_get_text (asked, "by")) &&
      (transition == NULL || !mado_action_has_role (action, transition->second_person)))
    return mado_action_refuse (action, MADO_REFUSAL_ROLE, id);
  mado_draft_remove (action->draft, action->draft->body, "asked");

  return TRUE;
}
