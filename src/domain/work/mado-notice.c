/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A notice is open, with a day by which something has to happen, until its kind says that it is done: a letter when it
 * has been sent, a notification when somebody has acknowledged it. What comes back is open again. */

#include "mado-notice.h"

#include <string.h>

#include "mado-case.h"
#include "mado-json-member.h"
#include "mado-letter-sheet.h"

#define MADE "made"
#define SENT "sent"
#define DELIVERED "delivered"
#define ACKNOWLEDGED "acknowledged"
#define RETURNED "returned"
#define CLOSED "closed"

static const MadoBodyMember make_members[] = {
  { "kind", MADO_BODY_WORD, TRUE }, { "letter", MADO_BODY_WORD, FALSE },    { "case", MADO_BODY_ID, FALSE },
  { "to", MADO_BODY_TEXT, TRUE },   { "subject", MADO_BODY_TEXT, TRUE },    { "number", MADO_BODY_WORD, FALSE },
  { "due", MADO_BODY_DATE, TRUE },  { "protected", MADO_BODY_FLAG, FALSE }, {},
};

static const MadoBodyMember send_members[] = {
  { "day", MADO_BODY_DATE, TRUE },
  { "means", MADO_BODY_WORD, TRUE },
  { "due", MADO_BODY_DATE, FALSE },
  {},
};

static const MadoBodyMember proof_members[] = {
  { "day", MADO_BODY_DATE, TRUE },
  { "proof", MADO_BODY_TEXT, TRUE },
  {},
};

static const MadoBodyMember return_members[] = {
  { "day", MADO_BODY_DATE, TRUE },
  { "reason", MADO_BODY_TEXT, TRUE },
  { "due", MADO_BODY_DATE, TRUE },
  {},
};

/* --- who --------------------------------------------------------------------------------------------------------- */

/* Whose case is protected, or who has no case and is protected all the same. Asked each time: it may have become so. */
static gboolean
is_protected (const MadoAction *action, const MadoEntity *about)
{
  return yyjson_mut_is_true (yyjson_mut_obj_get (action->draft->body, "protected")) ||
         (about != NULL && yyjson_obj_get (mado_entity_get_body (about), "protected") != NULL);
}

static gboolean
may_handle (MadoAction *action)
{
  yyjson_mut_val *id = yyjson_mut_obj_get (action->draft->body, "case");
  g_autoptr (MadoEntity) about = NULL;

  if (!mado_action_need_duty (action, "notices"))
    return FALSE;
  if (id != NULL &&
      !mado_action_find (action, mado_id_from_text (yyjson_mut_get_str (id)), mado_case_kind.name, &about))
    return FALSE;

  return !is_protected (action, about) ||
         mado_policy_has_duty (&action->context->actor, action->programme, "protection") ||
         mado_action_refuse (action, MADO_REFUSAL_PROTECTED, mado_notice_kind.name);
}

/* --- days -------------------------------------------------------------------------------------------------------- */

static gboolean
needs_acknowledgement (const MadoAction *action)
{
  return yyjson_mut_equals_str (yyjson_mut_obj_get (action->draft->body, "kind"), "notification");
}

/* Nothing stays unsent or unanswered unseen: the list of what is late is made of these days. */
static gboolean
wait_until_due (MadoAction *action)
{
  MadoDraft *draft = action->draft;

  if (!mado_action_need_members (action, "due", NULL))
    return FALSE;
  if (strcmp (mado_json_get_text (action->body, "due"), action->today_iso) < 0)
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "due");
  mado_draft_put (draft, draft->body, "due", yyjson_obj_get (action->body, "due"));

  return TRUE;
}

static void
be_done (MadoAction *action)
{
  mado_draft_remove (action->draft, action->draft->body, "due");
}

static gboolean
go_on (MadoAction *action, const char *state, const MadoBodyMember *members)
{
  if (strcmp (mado_json_get_text (action->body, "day"), action->today_iso) > 0)
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "day");
  mado_action_put_members (action, mado_action_add_entry (action, "way", state), members);
  mado_draft_set_state (action->draft, state);

  return TRUE;
}

/* --- acts -------------------------------------------------------------------------------------------------------- */

static gboolean
check_kind (MadoAction *action)
{
  static const char *const kinds[] = { "letter", "notification", NULL };
  const char *kind = mado_json_get_text (action->body, "kind");
  const char *letter = mado_json_get_text (action->body, "letter");

  if (!g_strv_contains (kinds, kind))
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "kind");

  return letter[0] == '\0' || mado_section_find (action->programme->letters, letter) != NULL ||
         mado_action_refuse (action, MADO_REFUSAL_ITEM, letter);
}

/* A document number names one document for ever. */
static void
claim_number (MadoAction *action)
{
  const char *number = mado_json_get_text (action->body, "number");

  if (number[0] == '\0')
    return;

  g_autofree char *claim = mado_action_build_claim (action, "document", number, NULL);

  mado_action_add_claim (action, claim);
}

static gboolean
make (MadoAction *action)
{
  mado_action_put_members (action, action->draft->body, make_members);
  if (!mado_json_get_flag (action->body, "protected"))
    mado_draft_remove (action->draft, action->draft->body, "protected");
  if (!may_handle (action) || !check_kind (action) || !wait_until_due (action))
    return FALSE;
  claim_number (action);
  mado_action_stamp (action, action->draft, action->draft->body, "made");

  return TRUE;
}

static gboolean
send (MadoAction *action)
{
  if (!may_handle (action) || !mado_action_need_state (action, MADE, RETURNED, NULL) ||
      !mado_letter_sheet_send (action) || !go_on (action, SENT, send_members))
    return FALSE;
  if (needs_acknowledgement (action))
    return wait_until_due (action);
  be_done (action);

  return TRUE;
}

/* It lies in the letter box; whether anybody has read it is another matter. */
static gboolean
deliver (MadoAction *action)
{
  return may_handle (action) && mado_action_need_state (action, SENT, NULL) && go_on (action, DELIVERED, proof_members);
}

static gboolean
acknowledge (MadoAction *action)
{
  if (!may_handle (action) || !mado_action_need_state (action, SENT, DELIVERED, NULL) ||
      !go_on (action, ACKNOWLEDGED, proof_members))
    return FALSE;
  be_done (action);

  return TRUE;
}

static gboolean
come_back (MadoAction *action)
{
  return may_handle (action) && mado_action_need_state (action, SENT, DELIVERED, NULL) &&
         go_on (action, RETURNED, return_members) && wait_until_due (action);
}

/* Somebody answers for it that nothing more will come. A sheet that is still in a run would go out with it. */
static gboolean
give_up (MadoAction *action)
{
  if (!may_handle (action) || !mado_action_need_state (action, MADE, SENT, DELIVERED, RETURNED, NULL))
    return FALSE;
  if (mado_letter_sheet_is_in_hand (action))
    return mado_action_refuse (action, MADO_REFUSAL_STATE, "sheet");
  if (!go_on (action, CLOSED, mado_body_reason))
    return FALSE;
  be_done (action);

  return TRUE;
}

/* --- its sheet in a run of letters ------------------------------------------------------------------------------- */

static gboolean
join (MadoAction *action)
{
  return may_handle (action) && mado_action_need_state (action, MADE, RETURNED, NULL) &&
         mado_letter_sheet_join (action);
}

static gboolean
spoil (MadoAction *action)
{
  return may_handle (action) && mado_letter_sheet_spoil (action);
}

static gboolean
reprint (MadoAction *action)
{
  return may_handle (action) && mado_letter_sheet_reprint (action);
}

static gboolean
withdraw (MadoAction *action)
{
  return may_handle (action) && mado_letter_sheet_withdraw (action);
}

static gboolean
enclose (MadoAction *action)
{
  return may_handle (action) && mado_letter_sheet_enclose (action);
}

/* --- who gets what of a notice ----------------------------------------------------------------------------------- */

/* A notice says where it goes: without the duty, nobody gets one for a protected person. */
static gboolean
is_open (const MadoView *view, G_GNUC_UNUSED yyjson_val *owner)
{
  return !view->is_protected;
}

#define FOR_OFFICE MADO_FOR_DUTIES, .given = is_open, .duties = { "notices", "calls", "oversee" }

static const MadoVisible step_visible[] = {
  { "at", FOR_OFFICE },        { "by", FOR_OFFICE },
  { "operation", FOR_OFFICE }, { "what", FOR_OFFICE },
  { "day", FOR_OFFICE },       { "means", FOR_OFFICE },
  { "due", FOR_OFFICE },       { "proof", FOR_OFFICE },
  { "reason", FOR_OFFICE },    {},
};

static const MadoVisible visible[] = {
  { "kind", FOR_OFFICE },
  { "letter", FOR_OFFICE },
  { "case", FOR_OFFICE },
  { "to", FOR_OFFICE },
  { "subject", FOR_OFFICE },
  { "number", FOR_OFFICE },
  { "due", FOR_OFFICE },
  { "protected", FOR_OFFICE },
  { "made", FOR_OFFICE, .inside = mado_visible_stamp },
  { "way", FOR_OFFICE, .inside = step_visible },
  { "branch", FOR_OFFICE },
  { "sheet", FOR_OFFICE, .inside = mado_letter_sheet_visible },
  { "sheets", FOR_OFFICE, .inside = mado_letter_sheet_step_visible },
  {},
};

static const MadoAct acts[] = {
  { "notice.make", MADO_BEGINS_ALWAYS, make_members, make, visible },
  { "notice.send", MADO_BEGINS_NOT, send_members, send, step_visible },
  { "notice.deliver", MADO_BEGINS_NOT, proof_members, deliver, step_visible },
  { "notice.acknowledge", MADO_BEGINS_NOT, proof_members, acknowledge, step_visible },
  { "notice.return", MADO_BEGINS_NOT, return_members, come_back, step_visible },
  { "notice.close", MADO_BEGINS_NOT, mado_body_reason, give_up, step_visible },
  { "notice.join", MADO_BEGINS_NOT, mado_letter_sheet_join_members, join, mado_letter_sheet_step_visible },
  { "notice.spoil", MADO_BEGINS_NOT, mado_letter_sheet_spoil_members, spoil, mado_letter_sheet_step_visible },
  { "notice.reprint", MADO_BEGINS_NOT, mado_body_reason, reprint, mado_letter_sheet_step_visible },
  { "notice.withdraw", MADO_BEGINS_NOT, mado_body_reason, withdraw, mado_letter_sheet_step_visible },
  { "notice.enclose", MADO_BEGINS_NOT, mado_letter_sheet_enclose_members, enclose, mado_letter_sheet_step_visible },
  {},
};

const MadoKind mado_notice_kind = { "notice", MADE, acts, visible };
