/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An inquiry has one thread that only grows, and what it waits for: a call back, the ward, or both. It can be forgotten
 * only with a reason. */

#include "mado-inquiry.h"

#include <string.h>

#include "mado-case.h"
#include "mado-json-member.h"

#define OPEN "open"
#define WAITING "waiting"
#define CLOSED "closed"

#define CALL_BACK "call_back"
#define ASK_WARD "ask_ward"

static const MadoBodyMember log_members[] = {
  { "case", MADO_BODY_ID, FALSE },
  { "caller_name", MADO_BODY_TEXT, FALSE },
  { "phone", MADO_BODY_TEXT, FALSE },
  { "relation", MADO_BODY_TEXT, FALSE },
  { "category", MADO_BODY_WORD, TRUE },
  { "question", MADO_BODY_TEXT, TRUE },
  { "answer", MADO_BODY_TEXT, FALSE },
  { "script", MADO_BODY_WORD, FALSE },
  { "outcome", MADO_BODY_WORD, TRUE },
  { "due", MADO_BODY_DATE, FALSE },
  { "call_at", MADO_BODY_NUMBER, FALSE },
  { "identity", MADO_BODY_WORDS, FALSE },
  {},
};

/* Of the body of "inquiry.log": what the inquiry is, and what begins its thread. */
static const MadoBodyMember inquiry_members[] = {
  { "case", MADO_BODY_ID, FALSE },        { "caller_name", MADO_BODY_TEXT, FALSE },
  { "phone", MADO_BODY_TEXT, FALSE },     { "relation", MADO_BODY_TEXT, FALSE },
  { "category", MADO_BODY_WORD, TRUE },   { "outcome", MADO_BODY_WORD, TRUE },
  { "identity", MADO_BODY_WORDS, FALSE }, {},
};

static const MadoBodyMember answer_members[] = {
  { "text", MADO_BODY_TEXT, TRUE },
  { "script", MADO_BODY_WORD, FALSE },
  {},
};

static const MadoBodyMember call_members[] = {
  { "reached", MADO_BODY_FLAG, TRUE }, { "text", MADO_BODY_TEXT, TRUE },       { "script", MADO_BODY_WORD, FALSE },
  { "due", MADO_BODY_DATE, FALSE },    { "call_at", MADO_BODY_NUMBER, FALSE }, {},
};

static const MadoBodyMember ask_members[] = {
  { "text", MADO_BODY_TEXT, TRUE },
  { "due", MADO_BODY_DATE, TRUE },
  {},
};

static const MadoBodyMember reply_members[] = {
  { "text", MADO_BODY_TEXT, TRUE },
  {},
};

static const MadoBodyMember close_members[] = {
  { "reason", MADO_BODY_TEXT, FALSE },
  {},
};

static const MadoBodyMember link_members[] = {
  { "case", MADO_BODY_ID, TRUE },
  { "reason", MADO_BODY_TEXT, FALSE },
  {},
};

static const MadoBodyMember wait_members[] = {
  { "due", MADO_BODY_DATE, TRUE },
  { "call_at", MADO_BODY_NUMBER, FALSE },
  {},
};

/* --- what it waits for ------------------------------------------------------------------------------------------- */

static yyjson_mut_val *
get_wait (const MadoAction *action, const char *what)
{
  return yyjson_mut_obj_get (yyjson_mut_obj_get (action->draft->body, "waits"), what);
}

static void
update_state (MadoAction *action)
{
  gboolean waits = yyjson_mut_obj_size (yyjson_mut_obj_get (action->draft->body, "waits")) > 0;

  mado_draft_set_state (action->draft, waits ? WAITING : OPEN);
}

/* A day that has gone by is no promise. */
static gboolean
wait_for (MadoAction *action, const char *what)
{
  MadoDraft *draft = action->draft;

  if (!mado_action_need_members (action, "due", NULL))
    return FALSE;
  if (strcmp (mado_json_get_text (action->body, "due"), action->today_iso) < 0)
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "due");

  yyjson_mut_val *waits = mado_draft_ensure_object (draft, draft->body, "waits");

  mado_action_put_members (action, mado_action_stamp (action, draft, waits, what), wait_members);
  update_state (action);

  return TRUE;
}

static void
stop_waiting (MadoAction *action, const char *what)
{
  yyjson_mut_val *waits = yyjson_mut_obj_get (action->draft->body, "waits");

  if (waits != NULL)
    mado_draft_remove (action->draft, waits, what);
  update_state (action);
}

/* --- acts of the desk -------------------------------------------------------------------------------------------- */

static gboolean
check_case (MadoAction *action)
{
  MadoId id = mado_json_get_id (action->body, "case");

  if (!mado_id_is_valid (id))
    return TRUE;

  g_autoptr (MadoEntity) entity = NULL;

  return mado_action_find (action, id, mado_case_kind.name, &entity);
}

static gboolean
end (MadoAction *action)
{
  mado_draft_set_state (action->draft, CLOSED);
  mado_action_stamp (action, action->draft, action->draft->body, "closed");

  return TRUE;
}

static void
answer_caller (MadoAction *action, yyjson_val *text)
{
  yyjson_mut_val *entry = mado_action_add_entry (action, "thread", "answer");

  mado_draft_put (action->draft, entry, "text", text);
  mado_draft_put (action->draft, entry, "script", yyjson_obj_get (action->body, "script"));
  mado_action_stamp (action, action->draft, action->draft->body, "answered");
}

static gboolean
take_outcome (MadoAction *action)
{
  const char *outcome = mado_json_get_text (action->body, "outcome");

  if (strcmp (outcome, CALL_BACK) == 0 || strcmp (outcome, ASK_WARD) == 0)
    return wait_for (action, outcome);
  if (strcmp (outcome, "answered") == 0)
    return mado_action_need_members (action, "answer", NULL) && end (action);

  return strcmp (outcome, "unknown_caller") == 0 || mado_action_refuse (action, MADO_REFUSAL_VALUE, "outcome");
}

/* The call is over when this is said: whatever it was about must be kept even where nobody knows who called. */
static gboolean
log_call (MadoAction *action)
{
  MadoDraft *draft = action->draft;
  yyjson_val *answer = yyjson_obj_get (action->body, "answer");

  if (!mado_action_need_duty (action, "calls") || !check_case (action))
    return FALSE;
  mado_action_put_members (action, draft->body, inquiry_members);
  mado_draft_put (draft, mado_action_add_entry (action, "thread", "question"), "text",
                  yyjson_obj_get (action->body, "question"));
  if (answer != NULL)
    answer_caller (action, answer);

  return take_outcome (action);
}

static gboolean
answer (MadoAction *action)
{
  if (!mado_action_need_duty (action, "calls") || !mado_action_need_state (action, OPEN, WAITING, NULL))
    return FALSE;
  answer_caller (action, yyjson_obj_get (action->body, "text"));

  return TRUE;
}

/* Whoever was not reached is called again: on the day that was promised, or on a new one. */
static gboolean
call_back (MadoAction *action)
{
  if (!mado_action_need_duty (action, "calls") || !mado_action_need_state (action, WAITING, NULL))
    return FALSE;
  if (get_wait (action, CALL_BACK) == NULL)
    return mado_action_refuse (action, MADO_REFUSAL_STATE, CALL_BACK);
  if (mado_json_get_flag (action->body, "reached")) {
    answer_caller (action, yyjson_obj_get (action->body, "text"));
    stop_waiting (action, CALL_BACK);
    return TRUE;
  }
  mado_draft_put (action->draft, mado_action_add_entry (action, "thread", "not_reached"), "text",
                  yyjson_obj_get (action->body, "text"));

  return yyjson_obj_get (action->body, "due") == NULL || wait_for (action, CALL_BACK);
}

static gboolean
ask_ward (MadoAction *action)
{
  if (!mado_action_need_duty (action, "calls") || !mado_action_need_state (action, OPEN, WAITING, NULL))
    return FALSE;
  if (get_wait (action, ASK_WARD) != NULL)
    return mado_action_refuse (action, MADO_REFUSAL_STATE, ASK_WARD);
  mado_action_put_members (action, mado_action_add_entry (action, "thread", ASK_WARD), ask_members);

  return wait_for (action, ASK_WARD);
}

/* The ward's only pen: it adds to the thread, be it asked or not. Nobody answers their own question. */
static gboolean
reply (MadoAction *action)
{
  yyjson_mut_val *asked = get_wait (action, ASK_WARD);

  if (!mado_action_need_duty (action, "oversee") || !mado_action_need_state (action, OPEN, WAITING, NULL))
    return FALSE;
  if (yyjson_mut_equals_str (yyjson_mut_obj_get (asked, "by"), action->header->actor))
    return mado_action_refuse (action, MADO_REFUSAL_SAME_PERSON, ASK_WARD);
  mado_action_put_members (action, mado_action_add_entry (action, "thread", "reply"), reply_members);
  stop_waiting (action, ASK_WARD);

  return TRUE;
}

/* What is still owed to the caller is given up only with a reason. */
static gboolean
close_inquiry (MadoAction *action)
{
  gboolean is_done =
      strcmp (action->draft->state, OPEN) == 0 && yyjson_mut_obj_get (action->draft->body, "answered") != NULL;

  if (!mado_action_need_duty (action, "calls") || !mado_action_need_state (action, OPEN, WAITING, NULL))
    return FALSE;
  if (!is_done && yyjson_obj_get (action->body, "reason") == NULL)
    return mado_action_refuse (action, MADO_REFUSAL_REASON, "inquiry.close");
  mado_action_put_members (action, mado_action_add_entry (action, "thread", "close"), close_members);
  mado_draft_remove (action->draft, action->draft->body, "waits");

  return end (action);
}

/* A case that was found later. Another case than before needs to be explained. */
static gboolean
link_case (MadoAction *action)
{
  MadoDraft *draft = action->draft;

  if (!mado_action_need_duty (action, "calls") || !check_case (action))
    return FALSE;
  if (yyjson_mut_obj_get (draft->body, "case") != NULL && yyjson_obj_get (action->body, "reason") == NULL)
    return mado_action_refuse (action, MADO_REFUSAL_REASON, "inquiry.link");
  mado_action_put_members (action, mado_action_add_entry (action, "thread", "link"), link_members);
  mado_draft_put (draft, draft->body, "case", yyjson_obj_get (action->body, "case"));

  return TRUE;
}

/* --- who gets what of an inquiry --------------------------------------------------------------------------------- */

/* Who called and from where, and whatever was said, may tell where a protected person is. */
static gboolean
is_open (const MadoView *view, G_GNUC_UNUSED yyjson_val *owner)
{
  return !view->is_protected;
}

/* What somebody has written himself is no secret before him. */
static gboolean
is_open_or_own (const MadoView *view, yyjson_val *entry)
{
  return is_open (view, entry) || strcmp (mado_json_get_text (entry, "by"), view->person->account) == 0;
}

#define FOR_ALL MADO_FOR_READERS, .duties = { "calls", "oversee" }
#define FOR_DESK MADO_FOR_DUTIES, .duties = { "calls", "oversee" }

static const MadoVisible wait_visible[] = {
  { "at", FOR_ALL }, { "by", FOR_ALL }, { "due", FOR_ALL }, { "call_at", FOR_ALL }, {},
};

static const MadoVisible waits_visible[] = {
  { CALL_BACK, FOR_ALL, .inside = wait_visible },
  { ASK_WARD, FOR_ALL, .inside = wait_visible },
  {},
};

static const MadoVisible entry_visible[] = {
  { "at", FOR_ALL },
  { "by", FOR_ALL },
  { "operation", FOR_ALL },
  { "what", FOR_ALL },
  { "text", FOR_ALL, .given = is_open_or_own },
  { "reason", FOR_ALL, .given = is_open_or_own },
  { "script", FOR_ALL },
  { "due", FOR_ALL },
  { "case", FOR_ALL },
  {},
};

static const MadoVisible visible[] = {
  { "case", FOR_ALL },
  { "caller_name", FOR_DESK, .given = is_open },
  { "phone", FOR_DESK, .given = is_open },
  { "relation", FOR_DESK, .given = is_open },
  { "category", FOR_ALL },
  { "outcome", FOR_ALL },
  { "identity", FOR_DESK },
  { "waits", FOR_ALL, .inside = waits_visible },
  { "thread", FOR_ALL, .inside = entry_visible },
  { "answered", FOR_ALL, .inside = mado_visible_stamp },
  { "closed", FOR_ALL, .inside = mado_visible_stamp },
  {},
};

static const MadoVisible log_visible[] = {
  { "case", FOR_ALL },
  { "caller_name", FOR_DESK, .given = is_open },
  { "phone", FOR_DESK, .given = is_open },
  { "relation", FOR_DESK, .given = is_open },
  { "category", FOR_ALL },
  { "question", FOR_ALL, .given = is_open },
  { "answer", FOR_ALL, .given = is_open },
  { "script", FOR_ALL },
  { "outcome", FOR_ALL },
  { "due", FOR_ALL },
  { "call_at", FOR_ALL },
  { "identity", FOR_DESK },
  {},
};

static const MadoVisible act_visible[] = {
  { "text", FOR_ALL, .given = is_open },
  { "reason", FOR_ALL, .given = is_open },
  { "script", FOR_ALL },
  { "reached", FOR_ALL },
  { "due", FOR_ALL },
  { "call_at", FOR_ALL },
  { "case", FOR_ALL },
  {},
};

static const MadoAct acts[] = {
  { "inquiry.log", MADO_BEGINS_ALWAYS, log_members, log_call, log_visible },
  { "inquiry.answer", MADO_BEGINS_NOT, answer_members, answer, act_visible },
  { "inquiry.call_back_done", MADO_BEGINS_NOT, call_members, call_back, act_visible },
  { "inquiry.ask_ward", MADO_BEGINS_NOT, ask_members, ask_ward, act_visible },
  { "inquiry.reply", MADO_BEGINS_NOT, reply_members, reply, act_visible },
  { "inquiry.close", MADO_BEGINS_NOT, close_members, close_inquiry, act_visible },
  { "inquiry.link", MADO_BEGINS_NOT, link_members, link_case, act_visible },
  {},
};

const MadoKind mado_inquiry_kind = { "inquiry", OPEN, acts, visible };
