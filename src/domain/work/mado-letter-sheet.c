/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A letter has at most one sheet in hand: it joins a run, is printed, perhaps spoiled and printed again, and goes into
 * its envelope. What was is in the list that only grows, so a letter that is sent again keeps all its sheets. */

#include "mado-letter-sheet.h"

#include <string.h>

#include "mado-json-member.h"
#include "mado-letter-run.h"
#include "mado-number-series.h"
#include "mado-sheet-mark.h"

#define SHEET "sheet"
#define SPOILED "spoiled"
#define ENCLOSED "enclosed"
#define SENT "sent"

const MadoBodyMember mado_letter_sheet_join_members[] = {
  { "run", MADO_BODY_ID, TRUE },
  {},
};

const MadoBodyMember mado_letter_sheet_spoil_members[] = {
  { "sheet", MADO_BODY_WORD, TRUE },
  { "reason", MADO_BODY_TEXT, TRUE },
  {},
};

const MadoBodyMember mado_letter_sheet_enclose_members[] = {
  { "sheet", MADO_BODY_WORD, TRUE },
  { "envelope", MADO_BODY_WORD, TRUE },
  {},
};

static yyjson_mut_val *
get_sheet (const MadoAction *action)
{
  return yyjson_mut_obj_get (action->draft->body, SHEET);
}

static gboolean
is (const MadoAction *action, const char *what)
{
  return yyjson_mut_obj_get (get_sheet (action), what) != NULL;
}

static yyjson_mut_val *
write_down (MadoAction *action, const char *what, const MadoBodyMember *members)
{
  yyjson_mut_val *entry = mado_action_add_entry (action, "sheets", what);

  mado_draft_put_text (action->draft, entry, "mark", mado_draft_get_text (get_sheet (action), "mark"));
  mado_action_put_members (action, entry, members);

  return entry;
}

/* --- the run ----------------------------------------------------------------------------------------------------- */

/* @out_run: NULL where a terminal has no such run */
static gboolean
open_run (MadoAction *action, const char *const *states, MadoDraft **out_run)
{
  const MadoId id = mado_id_from_text (mado_draft_get_text (get_sheet (action), "run"));

  if (!mado_action_open (action, id, mado_letter_run_kind.name, out_run))
    return FALSE;

  return *out_run == NULL || g_strv_contains (states, (*out_run)->state) ||
         mado_action_refuse (action, MADO_REFUSAL_STATE, (*out_run)->state);
}

/**
 * mado_letter_sheet_is_in_hand:
 * @action: an action on a letter
 *
 * Returns: whether it has a sheet in a run that has not been sent
 */
gboolean
mado_letter_sheet_is_in_hand (const MadoAction *action)
{
  return get_sheet (action) != NULL && !is (action, SENT);
}

static gboolean
need_sheet (MadoAction *action)
{
  return mado_letter_sheet_is_in_hand (action) || mado_action_refuse (action, MADO_REFUSAL_ABSENT, SHEET);
}

/* What was scanned, or read off the paper. */
static gboolean
need_mark (MadoAction *action)
{
  const char *mark = mado_draft_get_text (get_sheet (action), "mark");
  const char *scanned = mado_json_get_text (action->body, SHEET);

  return mado_action_is_cut (action) || mado_sheet_mark_is_of (scanned, mark) ||
         mado_action_refuse (action, MADO_REFUSAL_VALUE, scanned);
}

/* --- a letter joins ---------------------------------------------------------------------------------------------- */

/* A letter keeps its number for ever; one that is sent again says that it is not the first of that number. */
static gboolean
give_number (MadoAction *action, const MadoDraft *run)
{
  MadoDraft *draft = action->draft;
  const char *series = mado_draft_get_text (run->body, "series");
  g_autofree char *number = NULL;

  if (yyjson_mut_obj_get (draft->body, "number") != NULL) {
    gint64 branch = yyjson_mut_get_sint (yyjson_mut_obj_get (draft->body, "branch"));

    if (is (action, SENT))
      mado_draft_put_number (draft, draft->body, "branch", MAX (branch, 1) + 1);
    return TRUE;
  }
  if (series[0] == '\0')
    return TRUE;
  if (!mado_number_series_draw (action, mado_id_from_text (series), &number))
    return FALSE;
  if (number != NULL)
    mado_draft_put_text (draft, draft->body, "number", number);

  return TRUE;
}

static void
put_sheet (MadoAction *action, const MadoDraft *run, gint64 serial, gint64 copy)
{
  MadoDraft *draft = action->draft;
  g_autofree char *mark =
      mado_sheet_mark_build (mado_draft_get_text (run->body, "number"), (guint) serial, (guint) copy);
  yyjson_mut_val *sheet;

  mado_draft_remove (draft, draft->body, SHEET);
  sheet = mado_draft_ensure_object (draft, draft->body, SHEET);
  mado_draft_put_id (draft, sheet, "run", run->id);
  mado_draft_put_number (draft, sheet, "serial", serial);
  mado_draft_put_number (draft, sheet, "copy", copy);
  mado_draft_put_text (draft, sheet, "mark", mark);
}

static gboolean
check_letter (MadoAction *action, const MadoDraft *run)
{
  const char *letter = mado_draft_get_text (action->draft->body, "letter");

  return strcmp (mado_draft_get_text (run->body, "letter"), letter) == 0 ||
         mado_action_refuse (action, MADO_REFUSAL_ITEM, letter);
}

/* By which version of the words it was written, it says itself. */
static void
note_wording (MadoAction *action, const MadoDraft *run, yyjson_mut_val *entry)
{
  const char *wording = mado_draft_get_text (run->body, "wording");

  if (wording[0] != '\0')
    mado_draft_put_text (action->draft, entry, "wording", wording);
}

/**
 * mado_letter_sheet_join:
 * @action: an action on a letter
 *
 * Its place in the run and its number follow from the service's order: at a terminal they wait.
 *
 * Returns: whether it was done
 */
gboolean
mado_letter_sheet_join (MadoAction *action)
{
  MadoDraft *run = NULL;

  if (mado_letter_sheet_is_in_hand (action))
    return mado_action_refuse (action, MADO_REFUSAL_EXISTS, SHEET);
  if (!mado_action_open (action, mado_json_get_id (action->body, "run"), mado_letter_run_kind.name, &run))
    return FALSE;
  if (run == NULL) {
    mado_draft_cut (action->draft);
    return TRUE;
  }
  if (strcmp (run->state, MADO_LETTER_RUN_OPEN) != 0)
    return mado_action_refuse (action, MADO_REFUSAL_STATE, run->state);
  if (!check_letter (action, run) || !give_number (action, run))
    return FALSE;
  mado_letter_run_add (run, MADO_LETTER_RUN_COUNT, 1);
  put_sheet (action, run, mado_letter_run_get (run, MADO_LETTER_RUN_COUNT), 1);
  note_wording (action, run, write_down (action, "join", mado_letter_sheet_join_members));
  if (!mado_records_are_whole (action->records)) {
    mado_draft_cut (action->draft);
    mado_draft_cut (run);
  }

  return TRUE;
}

/* --- what happens to paper ---------------------------------------------------------------------------------------- */

static void
take_out_of_envelope (MadoAction *action, MadoDraft *run)
{
  if (run != NULL && is (action, ENCLOSED))
    mado_letter_run_add (run, MADO_LETTER_RUN_ENCLOSED, -1);
  mado_draft_remove (action->draft, get_sheet (action), ENCLOSED);
}

/**
 * mado_letter_sheet_spoil:
 * @action: an action on a letter
 *
 * Returns: whether it was done
 */
gboolean
mado_letter_sheet_spoil (MadoAction *action)
{
  static const char *const states[] = { MADO_LETTER_RUN_PRINTED, NULL };
  MadoDraft *run = NULL;

  if (!need_sheet (action) || !need_mark (action) || !open_run (action, states, &run))
    return FALSE;
  if (is (action, SPOILED))
    return mado_action_refuse (action, MADO_REFUSAL_STATE, SPOILED);
  take_out_of_envelope (action, run);
  write_down (action, "spoil", mado_body_reason);
  mado_action_stamp (action, action->draft, get_sheet (action), SPOILED);
  if (run != NULL) {
    mado_letter_run_add (run, MADO_LETTER_RUN_SPOILED, 1);
    mado_letter_run_add (run, MADO_LETTER_RUN_WAITING, 1);
  }

  return TRUE;
}

/**
 * mado_letter_sheet_reprint:
 * @action: an action on a letter whose sheet is spoiled
 *
 * Returns: whether it was done
 */
gboolean
mado_letter_sheet_reprint (MadoAction *action)
{
  static const char *const states[] = { MADO_LETTER_RUN_PRINTED, NULL };
  yyjson_mut_val *sheet = get_sheet (action);
  MadoDraft *run = NULL;

  if (!need_sheet (action) || !open_run (action, states, &run))
    return FALSE;
  if (!is (action, SPOILED))
    return mado_action_refuse (action, MADO_REFUSAL_STATE, SHEET);
  if (run == NULL) {
    mado_draft_cut (action->draft);
    return TRUE;
  }
  put_sheet (action, run, yyjson_mut_get_sint (yyjson_mut_obj_get (sheet, "serial")),
             yyjson_mut_get_sint (yyjson_mut_obj_get (sheet, "copy")) + 1);
  write_down (action, "reprint", mado_body_reason);
  mado_letter_run_add (run, MADO_LETTER_RUN_REPRINTED, 1);
  mado_letter_run_add (run, MADO_LETTER_RUN_WAITING, -1);

  return TRUE;
}

/**
 * mado_letter_sheet_withdraw:
 * @action: an action on a letter that shall not go out with its run
 *
 * Returns: whether it was done; the letter is one without a sheet again, and still has to be sent or given up
 */
gboolean
mado_letter_sheet_withdraw (MadoAction *action)
{
  static const char *const states[] = { MADO_LETTER_RUN_OPEN, MADO_LETTER_RUN_FROZEN, MADO_LETTER_RUN_APPROVED,
                                        MADO_LETTER_RUN_PRINTED, NULL };
  MadoDraft *run = NULL;

  if (!need_sheet (action) || !open_run (action, states, &run))
    return FALSE;
  take_out_of_envelope (action, run);
  write_down (action, "withdraw", mado_body_reason);
  if (run != NULL && is (action, SPOILED))
    mado_letter_run_add (run, MADO_LETTER_RUN_WAITING, -1);
  else if (run != NULL)
    mado_letter_run_add (run, MADO_LETTER_RUN_VOID, 1);
  mado_draft_remove (action->draft, action->draft->body, SHEET);

  return TRUE;
}

/* --- sheet and envelope ------------------------------------------------------------------------------------------ */

/* Another person's sheet in an envelope is the worst that can happen: both are read, and both are named. */
static gboolean
check_pair (MadoAction *action)
{
  const char *mark = mado_draft_get_text (get_sheet (action), "mark");
  const char *sheet = mado_json_get_text (action->body, SHEET);
  const char *envelope = mado_json_get_text (action->body, "envelope");

  if (mado_action_is_cut (action) || (mado_sheet_mark_is_of (sheet, mark) && mado_sheet_mark_is_of (envelope, mark)))
    return TRUE;
  mado_action_refuse (action, MADO_REFUSAL_PAIR, sheet);

  return mado_action_refuse (action, MADO_REFUSAL_PAIR, envelope);
}

/**
 * mado_letter_sheet_enclose:
 * @action: an action on a letter
 *
 * Returns: whether it was done
 */
gboolean
mado_letter_sheet_enclose (MadoAction *action)
{
  static const char *const states[] = { MADO_LETTER_RUN_PRINTED, NULL };
  MadoDraft *run = NULL;

  if (!need_sheet (action) || !check_pair (action) || !open_run (action, states, &run))
    return FALSE;
  if (is (action, SPOILED) || is (action, ENCLOSED))
    return mado_action_refuse (action, MADO_REFUSAL_STATE, is (action, SPOILED) ? SPOILED : ENCLOSED);
  write_down (action, "enclose", mado_letter_sheet_enclose_members);
  mado_action_stamp (action, action->draft, get_sheet (action), ENCLOSED);
  if (run != NULL)
    mado_letter_run_add (run, MADO_LETTER_RUN_ENCLOSED, 1);

  return TRUE;
}

/* --- it goes out ------------------------------------------------------------------------------------------------- */

static yyjson_mut_val *
get_dispatch (const MadoDraft *run)
{
  return yyjson_mut_arr_get_last (yyjson_mut_obj_get (run->body, "steps"));
}

static gboolean
check_dispatch (MadoAction *action, const MadoDraft *run)
{
  static const char *const names[] = { "day", "means" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (!yyjson_mut_equals_str (yyjson_mut_obj_get (get_dispatch (run), names[i]),
                                mado_json_get_text (action->body, names[i])))
      return mado_action_refuse (action, MADO_REFUSAL_VALUE, names[i]);

  return TRUE;
}

/**
 * mado_letter_sheet_send:
 * @action: an action that sends a letter
 *
 * A letter with a sheet in a run goes out with the run, on its day and by its means.
 *
 * Returns: whether it may be sent
 */
gboolean
mado_letter_sheet_send (MadoAction *action)
{
  static const char *const states[] = { MADO_LETTER_RUN_DISPATCHED, NULL };
  MadoDraft *run = NULL;

  if (!mado_letter_sheet_is_in_hand (action))
    return TRUE;
  if (!open_run (action, states, &run) || (run != NULL && !check_dispatch (action, run)))
    return FALSE;
  mado_draft_put_flag (action->draft, get_sheet (action), SENT, TRUE);
  if (run != NULL)
    mado_letter_run_add (run, MADO_LETTER_RUN_SENT, 1);

  return TRUE;
}

/* --- who gets what of it ----------------------------------------------------------------------------------------- */

/* Of a protected person's letter nobody gets anything without the duty. */
static gboolean
is_open (const MadoView *view, G_GNUC_UNUSED yyjson_val *owner)
{
  return !view->is_protected;
}

#define FOR_OFFICE MADO_FOR_DUTIES, .given = is_open, .duties = { "notices", "calls", "oversee" }

static const MadoVisible stamp_visible[] = {
  { "at", FOR_OFFICE },
  { "by", FOR_OFFICE },
  {},
};

const MadoVisible mado_letter_sheet_visible[] = {
  { "run", FOR_OFFICE },
  { "serial", FOR_OFFICE },
  { "copy", FOR_OFFICE },
  { "mark", FOR_OFFICE },
  { SPOILED, FOR_OFFICE, .inside = stamp_visible },
  { ENCLOSED, FOR_OFFICE, .inside = stamp_visible },
  { SENT, FOR_OFFICE },
  {},
};

const MadoVisible mado_letter_sheet_step_visible[] = {
  { "at", FOR_OFFICE },
  { "by", FOR_OFFICE },
  { "operation", FOR_OFFICE },
  { "what", FOR_OFFICE },
  { "mark", FOR_OFFICE },
  { "run", FOR_OFFICE },
  { "sheet", FOR_OFFICE },
  { "reason", FOR_OFFICE },
  { "envelope", FOR_OFFICE },
  { "wording", FOR_OFFICE },
  {},
};
