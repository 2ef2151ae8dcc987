/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A run holds figures, its letters hold their sheets: so a letter joins, is spoiled or is enclosed without the others
 * being looked at, and the figures say at any time what has become of every sheet. */

#include "mado-letter-run.h"

#include <string.h>

#include "mado-json-member.h"
#include "mado-letter-wording.h"
#include "mado-number-series.h"
#include "mado-sheet-mark.h"

static const MadoBodyMember make_members[] = {
  { "number", MADO_BODY_WORD, TRUE }, { "letter", MADO_BODY_WORD, TRUE },   { "series", MADO_BODY_ID, FALSE },
  { "wording", MADO_BODY_ID, FALSE }, { "enclose", MADO_BODY_FLAG, FALSE }, {},
};

static const MadoBodyMember count_members[] = {
  { "count", MADO_BODY_NUMBER, TRUE },
  {},
};

static const MadoBodyMember sample_members[] = {
  { "sheet", MADO_BODY_WORD, TRUE },
  {},
};

static const MadoBodyMember dispatch_members[] = {
  { "day", MADO_BODY_DATE, TRUE },
  { "office", MADO_BODY_TEXT, TRUE },
  { "means", MADO_BODY_WORD, TRUE },
  { "count", MADO_BODY_NUMBER, TRUE },
  {},
};

/* --- figures ----------------------------------------------------------------------------------------------------- */

/**
 * mado_letter_run_get:
 * @run: a run
 * @figure: one of its figures
 *
 * Returns: how many
 */
gint64
mado_letter_run_get (const MadoDraft *run, const char *figure)
{
  return yyjson_mut_get_sint (yyjson_mut_obj_get (run->body, figure));
}

/**
 * mado_letter_run_add:
 * @run: a run
 * @figure: one of its figures
 * @number: how many more, or fewer
 */
void
mado_letter_run_add (MadoDraft *run, const char *figure, gint64 number)
{
  mado_draft_put_number (run, run->body, figure, mado_letter_run_get (run, figure) + number);
}

/**
 * mado_letter_run_count_good:
 * @run: a run
 *
 * Returns: how many sheets of it are good, which are those that go to the post office
 */
gint64
mado_letter_run_count_good (const MadoDraft *run)
{
  return mado_letter_run_get (run, MADO_LETTER_RUN_COUNT) + mado_letter_run_get (run, MADO_LETTER_RUN_REPRINTED) -
         mado_letter_run_get (run, MADO_LETTER_RUN_SPOILED) - mado_letter_run_get (run, MADO_LETTER_RUN_VOID);
}

/* Whoever counts says what was counted: where that is not what is on record, somebody has to look. */
static gboolean
check_count (MadoAction *action)
{
  const gint64 good = mado_letter_run_count_good (action->draft);

  return mado_action_is_cut (action) || (good > 0 && mado_json_get_number (action->body, "count") == good) ||
         mado_action_refuse (action, MADO_REFUSAL_COUNT, "count");
}

/* --- the list ---------------------------------------------------------------------------------------------------- */

static gboolean
check_series (MadoAction *action)
{
  MadoId id = mado_json_get_id (action->body, "series");
  g_autoptr (MadoEntity) series = NULL;

  return !mado_id_is_valid (id) || mado_action_find (action, id, mado_number_series_kind.name, &series);
}

/* What nobody has approved is printed nowhere. Without a version, letters say what the programme's book says. */
static gboolean
check_wording (MadoAction *action)
{
  MadoId id = mado_json_get_id (action->body, "wording");
  const char *letter = mado_json_get_text (action->body, "letter");
  g_autoptr (MadoEntity) wording = NULL;

  if (!mado_id_is_valid (id))
    return TRUE;
  if (!mado_action_find (action, id, mado_letter_wording_kind.name, &wording))
    return FALSE;
  if (wording != NULL && strcmp (mado_json_get_text (mado_entity_get_body (wording), "letter"), letter) != 0)
    return mado_action_refuse (action, MADO_REFUSAL_ITEM, "wording");

  return wording == NULL || strcmp (mado_entity_get_state (wording), MADO_VERSION_APPROVED) == 0 ||
         mado_action_refuse (action, MADO_REFUSAL_STATE, mado_letter_wording_kind.name);
}

static gboolean
make (MadoAction *action)
{
  MadoDraft *draft = action->draft;
  const char *letter = mado_json_get_text (action->body, "letter");
  const char *number = mado_json_get_text (action->body, "number");

  if (!mado_action_need_duty (action, "notices") || !check_series (action) || !check_wording (action))
    return FALSE;
  if (mado_section_find (action->programme->letters, letter) == NULL)
    return mado_action_refuse (action, MADO_REFUSAL_ITEM, letter);
  if (strchr (number, '/') != NULL)
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "number");

  g_autofree char *claim = mado_action_build_claim (action, "run", number, NULL);

  mado_action_add_claim (action, claim);
  mado_action_put_members (action, draft->body, make_members);
  if (!mado_json_get_flag (action->body, "enclose"))
    mado_draft_remove (draft, draft->body, "enclose");
  mado_action_stamp (action, draft, draft->body, "made");

  return TRUE;
}

static gboolean
step (MadoAction *action, const char *from, const char *to, const MadoBodyMember *members)
{
  if (!mado_action_need_duty (action, "notices") || !mado_action_need_state (action, from, NULL))
    return FALSE;
  mado_action_put_members (action, mado_action_add_entry (action, "steps", to), members);
  mado_draft_set_state (action->draft, to);

  return TRUE;
}

static gboolean
freeze (MadoAction *action)
{
  return step (action, MADO_LETTER_RUN_OPEN, MADO_LETTER_RUN_FROZEN, count_members) && check_count (action);
}

/* --- the sample -------------------------------------------------------------------------------------------------- */

static gboolean
has_frozen (const MadoAction *action)
{
  yyjson_mut_val *steps = yyjson_mut_obj_get (action->draft->body, "steps");
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (steps);

  for (yyjson_mut_val *one = yyjson_mut_arr_iter_next (&iter); one != NULL; one = yyjson_mut_arr_iter_next (&iter))
    if (yyjson_mut_equals_str (yyjson_mut_obj_get (one, "what"), MADO_LETTER_RUN_FROZEN) &&
        mado_action_is_actor (action, mado_draft_get_text (one, "by")))
      return TRUE;

  return mado_action_is_actor (action, mado_draft_get_text (yyjson_mut_obj_get (action->draft->body, "made"), "by"));
}

/* Somebody else looks at a printed sample before thousands are printed like it. */
static gboolean
approve (MadoAction *action)
{
  if (!mado_action_need_duty (action, "notices") || !mado_action_need_state (action, MADO_LETTER_RUN_FROZEN, NULL))
    return FALSE;
  if (has_frozen (action))
    return mado_action_refuse (action, MADO_REFUSAL_SAME_PERSON, mado_letter_run_kind.name);
  if (!mado_sheet_mark_is_of (mado_json_get_text (action->body, "sheet"),
                              mado_draft_get_text (action->draft->body, "number")))
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "sheet");

  return step (action, MADO_LETTER_RUN_FROZEN, MADO_LETTER_RUN_APPROVED, sample_members);
}

/* The sample is not what it should be, or the list is not: all of it can be mended, and is looked at again. */
static gboolean
reopen (MadoAction *action)
{
  const gboolean is_approved = strcmp (action->draft->state, MADO_LETTER_RUN_APPROVED) == 0;

  return step (action, is_approved ? MADO_LETTER_RUN_APPROVED : MADO_LETTER_RUN_FROZEN, MADO_LETTER_RUN_OPEN,
               mado_body_reason);
}

/* --- the sheets -------------------------------------------------------------------------------------------------- */

static gboolean
print (MadoAction *action)
{
  return step (action, MADO_LETTER_RUN_APPROVED, MADO_LETTER_RUN_PRINTED, count_members) && check_count (action);
}

static gboolean
check_sheets (MadoAction *action)
{
  const MadoDraft *run = action->draft;

  if (mado_action_is_cut (action))
    return TRUE;
  if (mado_letter_run_get (run, MADO_LETTER_RUN_WAITING) > 0)
    return mado_action_refuse (action, MADO_REFUSAL_COUNT, MADO_LETTER_RUN_SPOILED);

  return yyjson_mut_obj_get (run->body, "enclose") == NULL ||
         mado_letter_run_get (run, MADO_LETTER_RUN_ENCLOSED) == mado_letter_run_count_good (run) ||
         mado_action_refuse (action, MADO_REFUSAL_COUNT, MADO_LETTER_RUN_ENCLOSED);
}

/* What the post office takes is what was printed: not one less, and not one more. */
static gboolean
dispatch (MadoAction *action)
{
  if (strcmp (mado_json_get_text (action->body, "day"), action->today_iso) > 0)
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "day");

  return step (action, MADO_LETTER_RUN_PRINTED, MADO_LETTER_RUN_DISPATCHED, dispatch_members) &&
         check_sheets (action) && check_count (action);
}

/* --- who gets what of a run -------------------------------------------------------------------------------------- */

#define FOR_OFFICE MADO_FOR_DUTIES, .duties = { "notices", "calls", "oversee" }

static const MadoVisible make_visible[] = {
  { "number", FOR_OFFICE },  { "letter", FOR_OFFICE },  { "series", FOR_OFFICE },
  { "wording", FOR_OFFICE }, { "enclose", FOR_OFFICE }, {},
};

static const MadoVisible step_visible[] = {
  { "at", FOR_OFFICE },
  { "by", FOR_OFFICE },
  { "operation", FOR_OFFICE },
  { "what", FOR_OFFICE },
  { "count", FOR_OFFICE },
  { "sheet", FOR_OFFICE },
  { "reason", FOR_OFFICE },
  { "day", FOR_OFFICE },
  { "office", FOR_OFFICE },
  { "means", FOR_OFFICE },
  {},
};

static const MadoVisible visible[] = {
  { "number", FOR_OFFICE },
  { "letter", FOR_OFFICE },
  { "series", FOR_OFFICE },
  { "wording", FOR_OFFICE },
  { "enclose", FOR_OFFICE },
  { MADO_LETTER_RUN_COUNT, FOR_OFFICE },
  { MADO_LETTER_RUN_REPRINTED, FOR_OFFICE },
  { MADO_LETTER_RUN_SPOILED, FOR_OFFICE },
  { MADO_LETTER_RUN_VOID, FOR_OFFICE },
  { MADO_LETTER_RUN_WAITING, FOR_OFFICE },
  { MADO_LETTER_RUN_ENCLOSED, FOR_OFFICE },
  { MADO_LETTER_RUN_SENT, FOR_OFFICE },
  { "made", FOR_OFFICE, .inside = mado_visible_stamp },
  { "steps", FOR_OFFICE, .inside = step_visible },
  {},
};

static const MadoAct acts[] = {
  { "run.make", MADO_BEGINS_ALWAYS, make_members, make, make_visible },
  { "run.freeze", MADO_BEGINS_NOT, count_members, freeze, step_visible },
  { "run.reopen", MADO_BEGINS_NOT, mado_body_reason, reopen, step_visible },
  { "run.approve", MADO_BEGINS_NOT, sample_members, approve, step_visible },
  { "run.print", MADO_BEGINS_NOT, count_members, print, step_visible },
  { "run.dispatch", MADO_BEGINS_NOT, dispatch_members, dispatch, step_visible },
  {},
};

const MadoKind mado_letter_run_kind = { "run", MADO_LETTER_RUN_OPEN, acts, visible };
