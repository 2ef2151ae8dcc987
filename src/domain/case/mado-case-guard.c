/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands before a transition: who may make it, why, and what has to be in order. */

#include "mado-case-guard.h"

#include <string.h>

#include "mado-case-account.h"
#include "mado-case-deficiency.h"
#include "mado-case-right.h"
#include "mado-json-member.h"

/* --- who --------------------------------------------------------------------------------------------------------- */

/* Both who did a step and who agreed to it have had their hand in it. */
static gboolean
has_done (const MadoAction *action, const char *transition)
{
  yyjson_mut_val *done = yyjson_mut_obj_get (yyjson_mut_obj_get (action->draft->body, "done"), transition);

  return yyjson_mut_equals_str (yyjson_mut_obj_get (done, "by"), action->header->actor) ||
         yyjson_mut_equals_str (yyjson_mut_obj_get (done, "second"), action->header->actor);
}

static gboolean
is_own_work (const MadoAction *action, const char *work)
{
  return strcmp (work, "account entry") == 0 ? mado_case_has_entered_account (action) : has_done (action, work);
}

/* A letter or a packet would tell where a protected person lives. */
static gboolean
would_tell_whereabouts (const MadoAction *action, const MadoTransition *transition)
{
  const MadoPacket *packet = mado_section_find (action->programme->packets, transition->packet);

  return yyjson_mut_obj_get (action->draft->body, "protected") != NULL &&
         (transition->letters->len > 0 || (packet != NULL && packet->to[0] != '\0'));
}

/**
 * mado_case_check_person:
 * @action: an action on a case
 * @transition: what it wants
 *
 * Returns: whether the actor may make it on this case; refused where not
 */
gboolean
mado_case_check_person (MadoAction *action, const MadoTransition *transition)
{
  for (guint i = 0; i < transition->not_same_as->len; i++) {
    const char *work = g_ptr_array_index (transition->not_same_as, i);

    if (is_own_work (action, work))
      return mado_action_refuse (action, MADO_REFUSAL_SAME_PERSON, work);
  }
  if (transition->signed_by[0] != '\0' && !mado_action_is_signed (action, transition->signed_by))
    return mado_action_refuse (action, MADO_REFUSAL_SIGNATURE, transition->signed_by);
  if (would_tell_whereabouts (action, transition) &&
      !mado_policy_has_duty (&action->context->actor, action->programme, "protection"))
    return mado_action_refuse (action, MADO_REFUSAL_PROTECTED, transition->id);

  return TRUE;
}

/**
 * mado_case_check_reason:
 * @action: an action on a case
 * @transition: what it wants
 *
 * Returns: whether a reason is given where one is due, and is one of those to choose from
 */
gboolean
mado_case_check_reason (MadoAction *action, const MadoTransition *transition)
{
  const char *reason = mado_json_get_text (action->body, "reason");
  gboolean is_free = mado_names_contain (transition->reason, "text");

  if (transition->reason->len == 0 || (is_free && reason[0] != '\0') || mado_names_contain (transition->reason, reason))
    return TRUE;

  return mado_action_refuse (action, MADO_REFUSAL_REASON, transition->id);
}

/* --- what has to be in order ------------------------------------------------------------------------------------- */

static gboolean
check_checks (MadoAction *action, const MadoJudgement *judgement)
{
  gboolean is_good = TRUE;

  if (yyjson_mut_obj_get (action->draft->body, "conflicts") != NULL &&
      yyjson_mut_arr_size (yyjson_mut_obj_get (action->draft->body, "conflicts")) > 0)
    return mado_action_refuse (action, MADO_REFUSAL_CONFLICT_OPEN, NULL);
  for (guint i = 0; i < judgement->missing->len; i++)
    is_good = mado_action_refuse (action, MADO_REFUSAL_REQUIRED,
                                  g_array_index (judgement->missing, MadoMissingItem, i).item->id);
  for (guint i = 0; is_good && i < judgement->checks->len; i++) {
    const MadoJudgedCheck *judged = &g_array_index (judgement->checks, MadoJudgedCheck, i);

    if (judged->answer != MADO_ANSWER_PASSED && strcmp (judged->check->severity, "stop") == 0)
      mado_action_refuse (action, MADO_REFUSAL_CHECKS, judged->check->id);
  }

  return action->outcome->refusal == NULL;
}

static gboolean
check_visual_checks (MadoAction *action, const MadoJudgement *judgement)
{
  yyjson_mut_val *seen = yyjson_mut_obj_get (action->draft->body, "seen");

  for (guint i = 0; i < mado_section_get_count (action->programme->visual_checks); i++) {
    const MadoVisualCheck *check = mado_section_get (action->programme->visual_checks, i);

    if (mado_judgement_get_answer (judgement, check) != MADO_ANSWER_FOUND &&
        yyjson_mut_obj_get (seen, check->id) == NULL)
      mado_action_refuse (action, MADO_REFUSAL_VISUAL_CHECKS, check->id);
  }

  return action->outcome->refusal == NULL;
}

static gboolean
check_deficiencies (MadoAction *action, G_GNUC_UNUSED const MadoJudgement *judgement)
{
  return !mado_case_has_open_deficiency (action) || mado_action_refuse (action, MADO_REFUSAL_DEFICIENCY_OPEN, NULL);
}

/* That the account has changed since a transfer failed holds for every order, whatever a transition needs. */
static const struct {
  const char *name;
  gboolean (*check) (MadoAction *action, const MadoJudgement *judgement);
} needs[] = {
  { "checks", check_checks },
  { "visual_checks", check_visual_checks },
  { "no open deficiency", check_deficiencies },
};

/**
 * mado_case_check_needs:
 * @action: an action on a case
 * @transition: what it wants
 * @judgement: of the case as it stands
 *
 * Returns: whether all that it needs is in order; refused with everything of the first kind that is not
 */
gboolean
mado_case_check_needs (MadoAction *action, const MadoTransition *transition, const MadoJudgement *judgement)
{
  if (mado_judgement_get_answer (judgement, transition) != MADO_ANSWER_PASSED)
    return mado_action_refuse (action, MADO_REFUSAL_GUARD, transition->id);
  for (gsize i = 0; i < G_N_ELEMENTS (needs); i++)
    if (mado_names_contain (transition->needs, needs[i].name) && !needs[i].check (action, judgement))
      return FALSE;

  return TRUE;
}
