/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An incident is closed when the ward has been told and something was done about it. It can be opened again. */

#include "mado-incident.h"

#include <string.h>

#include "mado-case.h"
#include "mado-handover.h"
#include "mado-json-member.h"

#define OPEN "open"
#define CLOSED "closed"

static const MadoBodyMember report_members[] = {
  { "kind", MADO_BODY_WORD, TRUE }, { "what", MADO_BODY_TEXT, TRUE },    { "noticed", MADO_BODY_NUMBER, TRUE },
  { "case", MADO_BODY_ID, FALSE },  { "handover", MADO_BODY_ID, FALSE }, {},
};

static const MadoBodyMember tell_members[] = {
  { "whom", MADO_BODY_WORD, TRUE },
  { "name", MADO_BODY_TEXT, TRUE },
  {},
};

static const MadoBodyMember measure_members[] = {
  { "text", MADO_BODY_TEXT, TRUE },
  {},
};

static gboolean
check_subject (MadoAction *action, const char *name)
{
  MadoId id = mado_json_get_id (action->body, name);

  if (!mado_id_is_valid (id))
    return TRUE;

  g_autoptr (MadoEntity) entity = NULL;

  return mado_action_find (action, id, name, &entity);
}

/* Nobody needs a duty to say that something is wrong. */
static gboolean
report (MadoAction *action)
{
  static const char *const kinds[] = { "loss",        "leak",     "misdelivery", "wrong_payment",
                                       "malfunction", "disaster", "other",       NULL };
  MadoDraft *draft = action->draft;

  if (!g_strv_contains (kinds, mado_json_get_text (action->body, "kind")))
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "kind");
  if (mado_json_get_number (action->body, "noticed") > action->context->now.microseconds / 1000)
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "noticed");
  mado_action_put_members (action, draft->body, report_members);
  mado_action_stamp (action, draft, draft->body, "reported");

  return check_subject (action, mado_case_kind.name) && check_subject (action, mado_handover_kind.name);
}

/* A tick in the contact tree: the minutes since it was noticed count. */
static gboolean
tell (MadoAction *action)
{
  const char *reporter =
      yyjson_mut_get_str (yyjson_mut_obj_get (yyjson_mut_obj_get (action->draft->body, "reported"), "by"));

  if (!mado_action_is_actor (action, reporter) && !mado_action_need_duty (action, "incidents"))
    return FALSE;
  if (!mado_action_need_state (action, OPEN, NULL))
    return FALSE;
  mado_action_put_members (action, mado_action_add_entry (action, "told", "tell"), tell_members);

  return TRUE;
}

static gboolean
take_measure (MadoAction *action)
{
  if (!mado_action_need_duty (action, "incidents") || !mado_action_need_state (action, OPEN, NULL))
    return FALSE;
  mado_action_put_members (action, mado_action_add_entry (action, "measures", "measure"), measure_members);

  return TRUE;
}

static gboolean
has_told_ward (const MadoAction *action)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (yyjson_mut_obj_get (action->draft->body, "told"));

  for (yyjson_mut_val *told = yyjson_mut_arr_iter_next (&iter); told != NULL; told = yyjson_mut_arr_iter_next (&iter))
    if (yyjson_mut_equals_str (yyjson_mut_obj_get (told, "whom"), "ward"))
      return TRUE;

  return FALSE;
}

static gboolean
set_state (MadoAction *action, const char *from, const char *to)
{
  if (!mado_action_need_duty (action, "incidents") || !mado_action_need_state (action, from, NULL))
    return FALSE;
  mado_action_put_members (action, mado_action_add_entry (action, "decisions", to), mado_body_reason);
  mado_draft_set_state (action->draft, to);

  return TRUE;
}

static gboolean
end (MadoAction *action)
{
  if (!set_state (action, OPEN, CLOSED))
    return FALSE;
  if (!has_told_ward (action))
    return mado_action_refuse (action, MADO_REFUSAL_REQUIRED, "ward");

  return yyjson_mut_obj_get (action->draft->body, "measures") != NULL ||
         mado_action_refuse (action, MADO_REFUSAL_REQUIRED, "measures");
}

static gboolean
reopen (MadoAction *action)
{
  return set_state (action, CLOSED, OPEN);
}

/* --- who gets what of an incident -------------------------------------------------------------------------------- */

/* Whoever has reported it knows what he said and who was told, and nothing of what was made of it. */
static gboolean
is_known (const MadoView *view, yyjson_val *body)
{
  const char *reporter = mado_json_get_text (yyjson_obj_get (body, "reported"), "by");

  return strcmp (reporter, view->person->account) == 0 || mado_view_has_duty (view, "incidents") ||
         mado_view_has_duty (view, "oversee");
}

#define FOR_REPORTER MADO_FOR_STAFF, .given = is_known
#define FOR_OFFICE MADO_FOR_DUTIES, .duties = { "incidents", "oversee" }

/* Whoever gets an operation on the incident at all is one of those who know it. */
static const MadoVisible report_visible[] = {
  { "kind" }, { "what" }, { "noticed" }, { "case" }, { "handover" }, {},
};

static const MadoVisible tell_visible[] = {
  { "at" }, { "by" }, { "operation" }, { "what" }, { "whom" }, { "name" }, {},
};

static const MadoVisible measure_visible[] = {
  { "at", FOR_OFFICE },
  { "by", FOR_OFFICE },
  { "operation", FOR_OFFICE },
  { "what", FOR_OFFICE },
  { "text", FOR_OFFICE },
  { "reason", FOR_OFFICE },
  {},
};

static const MadoVisible visible[] = {
  { "kind", FOR_REPORTER },
  { "what", FOR_REPORTER },
  { "noticed", FOR_REPORTER },
  { "case", FOR_REPORTER },
  { "handover", FOR_REPORTER },
  { "reported", FOR_REPORTER, .inside = mado_visible_stamp },
  { "told", FOR_REPORTER, .inside = tell_visible },
  { "measures", FOR_OFFICE, .inside = measure_visible },
  { "decisions", FOR_OFFICE, .inside = measure_visible },
  {},
};

static const MadoAct acts[] = {
  { "incident.report", MADO_BEGINS_ALWAYS, report_members, report, report_visible },
  { "incident.tell", MADO_BEGINS_NOT, tell_members, tell, tell_visible },
  { "incident.measure", MADO_BEGINS_NOT, measure_members, take_measure, measure_visible },
  { "incident.close", MADO_BEGINS_NOT, mado_body_reason, end, measure_visible },
  { "incident.reopen", MADO_BEGINS_NOT, mado_body_reason, reopen, measure_visible },
  {},
};

const MadoKind mado_incident_kind = { "incident", OPEN, acts, visible };
