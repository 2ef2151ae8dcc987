/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The programme says where a saying begins; versions that are written in the work go on behind its number. So what an
 * inquiry names as its answer, "when-paid/3", means one text for ever. */

#include "mado-saying-version.h"

#include <string.h>

#include "mado-json-member.h"

static const MadoBodyMember write_members[] = {
  { "saying", MADO_BODY_WORD, TRUE },
  { "version", MADO_BODY_NUMBER, TRUE },
  { "label", MADO_BODY_TEXT, TRUE },     /* the question, or what a phrase is for */
  { "category", MADO_BODY_WORD, FALSE }, /* of a question */
  { "code", MADO_BODY_WORD, FALSE },     /* by which it is typed */
  { "words", MADO_BODY_TEXT, FALSE },    /* by which it is found, with spaces between */
  { "text", MADO_BODY_TEXT, TRUE },
  { "gone", MADO_BODY_FLAG, FALSE }, /* nobody says it any more */
  {},
};

static const MadoBodyMember no_members[] = {
  {},
};

static const MadoVersioned sayings = { "saying", MADO_SAYING_DUTY, "saying" };

/* --- acts --------------------------------------------------------------------------------------------------------- */

static gboolean
check_category (MadoAction *action)
{
  const char *category = mado_json_get_text (action->body, "category");

  return category[0] == '\0' || mado_section_find (action->programme->calls.categories, category) != NULL ||
         mado_action_refuse (action, MADO_REFUSAL_ITEM, category);
}

/* It is typed between other words, so it is told from them by its letters. */
static gboolean
check_code (MadoAction *action)
{
  const char *code = mado_json_get_text (action->body, "code");

  return strspn (code, "abcdefghijklmnopqrstuvwxyz0123456789-_") == strlen (code) ||
         mado_action_refuse (action, MADO_REFUSAL_VALUE, "code");
}

/* The number of a version that the programme has is that version's. */
static gboolean
check_number (MadoAction *action)
{
  const MadoCallScript *script =
      mado_section_find (action->programme->calls.scripts, mado_json_get_text (action->body, "saying"));

  return script == NULL || mado_json_get_number (action->body, "version") > script->version ||
         mado_action_refuse (action, MADO_REFUSAL_VALUE, "version");
}

static gboolean
write_version (MadoAction *action)
{
  return mado_action_need_duty (action, MADO_SAYING_DUTY) && check_category (action) && check_code (action) &&
         check_number (action) && mado_version_write (action, &sayings, write_members);
}

static gboolean
approve (MadoAction *action)
{
  return mado_version_approve (action, &sayings);
}

static gboolean
retire (MadoAction *action)
{
  return mado_version_retire (action, &sayings);
}

/* --- who gets what of it ------------------------------------------------------------------------------------------ */

#define FOR_DESK MADO_FOR_DUTIES, .duties = { MADO_SAYING_DUTY, "calls", "oversee" }

static const MadoVisible visible[] = {
  { "saying", FOR_DESK },
  { "version", FOR_DESK },
  { "label", FOR_DESK },
  { "category", FOR_DESK },
  { "code", FOR_DESK },
  { "words", FOR_DESK },
  { "text", FOR_DESK },
  { "gone", FOR_DESK },
  { "reason", FOR_DESK },
  { "made", FOR_DESK, .inside = mado_visible_stamp },
  { MADO_VERSION_APPROVED, FOR_DESK, .inside = mado_visible_stamp },
  { MADO_VERSION_RETIRED, FOR_DESK, .inside = mado_visible_stamp },
  {},
};

static const MadoAct acts[] = {
  { "saying.write", MADO_BEGINS_ALWAYS, write_members, write_version, visible },
  { "saying.approve", MADO_BEGINS_NOT, no_members, approve, visible },
  { "saying.retire", MADO_BEGINS_NOT, mado_body_reason, retire, visible },
  {},
};

const MadoKind mado_saying_kind = { "saying", MADO_VERSION_DRAFT, acts, visible };
