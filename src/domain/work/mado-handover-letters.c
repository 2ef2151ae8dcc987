/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The shop's steps are signed by the shop, or, where it has not the program, by whoever ordered, who then names the
 * paper on which the shop says so. Every count is that of the order, but for letters that the inspection took out. */

#include "mado-handover-letters.h"

#include <string.h>

#include "mado-handover-track.h"
#include "mado-handover.h"
#include "mado-json-member.h"
#include "mado-letter-run.h"

#define PAPER { "paper", MADO_BODY_WORD, FALSE }

const MadoBodyMember mado_handover_print_members[] = {
  { "media", MADO_BODY_NUMBER, TRUE },
  PAPER,
  {},
};

const MadoBodyMember mado_handover_deliver_members[] = {
  { "media", MADO_BODY_NUMBER, TRUE },
  { "carrier", MADO_BODY_TEXT, TRUE },
  { "bag", MADO_BODY_WORD, TRUE },
  { "seal", MADO_BODY_WORD, TRUE },
  PAPER,
  {},
};

const MadoBodyMember mado_handover_inspect_members[] = {
  { "media", MADO_BODY_NUMBER, TRUE },
  { "sample", MADO_BODY_NUMBER, TRUE },
  { "defects", MADO_BODY_NUMBER, TRUE },
  { "withdrawn", MADO_BODY_NUMBER, FALSE },
  { "accepted", MADO_BODY_FLAG, TRUE },
  { "reason", MADO_BODY_TEXT, FALSE },
  {},
};

const MadoBodyMember mado_handover_hand_back_members[] = {
  { "media", MADO_BODY_NUMBER, TRUE },
  { "carrier", MADO_BODY_TEXT, TRUE },
  { "bag", MADO_BODY_WORD, TRUE },
  { "seal", MADO_BODY_WORD, TRUE },
  {},
};

const MadoBodyMember mado_handover_post_members[] = {
  { "media", MADO_BODY_NUMBER, TRUE }, { "office", MADO_BODY_TEXT, TRUE }, { "day", MADO_BODY_DATE, TRUE }, PAPER, {},
};

/* --- the order --------------------------------------------------------------------------------------------------- */

static gint64
count_good (const MadoEntity *run)
{
  yyjson_val *body = mado_entity_get_body (run);

  return mado_json_get_number (body, MADO_LETTER_RUN_COUNT) + mado_json_get_number (body, MADO_LETTER_RUN_REPRINTED) -
         mado_json_get_number (body, MADO_LETTER_RUN_SPOILED) - mado_json_get_number (body, MADO_LETTER_RUN_VOID);
}

/* Where the letters are a run of ours, or are to be printed from a medium with one, it has as many. */
static gboolean
check_run (MadoAction *action, const char *counted)
{
  MadoId id = mado_json_get_id (action->body, "run");
  g_autoptr (MadoEntity) run = NULL;

  if (!mado_id_is_valid (id))
    return TRUE;
  if (!mado_action_find (action, id, mado_letter_run_kind.name, &run))
    return FALSE;

  return run == NULL || mado_entity_is_cut (run) || count_good (run) == mado_json_get_number (action->body, counted) ||
         mado_action_refuse (action, MADO_REFUSAL_COUNT, "run");
}

static gboolean
check_no_letters (MadoAction *action)
{
  const gboolean is_medium = strcmp (mado_json_get_text (action->body, "kind"), "medium") == 0;

  if (yyjson_obj_get (action->body, "printed_from") != NULL ||
      (!is_medium && yyjson_obj_get (action->body, "run") != NULL))
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "printed_from");

  return check_run (action, "records");
}

/* One letter for each record: what is ordered is what is on the medium. */
static gboolean
check_medium (MadoAction *action, MadoDraft *medium)
{
  yyjson_mut_val *body = medium->body;

  if (!yyjson_mut_equals_str (yyjson_mut_obj_get (body, "kind"), "medium"))
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "printed_from");
  if (strcmp (medium->state, "closed") == 0 || yyjson_mut_obj_get (body, "letters") != NULL)
    return mado_action_refuse (action, MADO_REFUSAL_STATE, "printed_from");

  return yyjson_mut_get_sint (yyjson_mut_obj_get (body, "records")) == mado_json_get_number (action->body, "records") ||
         mado_action_refuse (action, MADO_REFUSAL_COUNT, "records");
}

/**
 * mado_handover_letters_join:
 * @action: that makes an entry
 *
 * Letters name the medium that they are printed from, which learns of them; nothing else names one so. A medium may
 * name the run of letters whose rows are on it: then it has a row for each.
 *
 * Returns: whether it was done
 */
gboolean
mado_handover_letters_join (MadoAction *action)
{
  MadoId id = mado_json_get_id (action->body, "printed_from");
  MadoDraft *medium = NULL;
  char own[MADO_ID_TEXT_SIZE];

  if (strcmp (mado_json_get_text (action->body, "kind"), MADO_HANDOVER_LETTERS) != 0)
    return check_no_letters (action);
  if (!mado_action_need_members (action, "printed_from", NULL) || !check_run (action, "media"))
    return FALSE;
  if (mado_json_get_number (action->body, "media") != mado_json_get_number (action->body, "records"))
    return mado_action_refuse (action, MADO_REFUSAL_COUNT, "media");
  mado_draft_set_state (action->draft, "ordered");
  if (!mado_action_open (action, id, mado_handover_kind.name, &medium))
    return FALSE;
  if (medium == NULL)
    return TRUE;
  if (!check_medium (action, medium))
    return FALSE;
  mado_id_to_text (action->draft->id, own);
  mado_draft_put_text (medium, medium->body, "letters", own);

  return TRUE;
}

/* --- steps ------------------------------------------------------------------------------------------------------- */

static gboolean
check_count (MadoAction *action)
{
  return yyjson_mut_get_sint (yyjson_mut_obj_get (action->draft->body, "media")) ==
             mado_json_get_number (action->body, "media") ||
         mado_action_refuse (action, MADO_REFUSAL_COUNT, "media");
}

static gboolean
take_step (MadoAction *action, const char *step, const char *side, const MadoBodyMember *members)
{
  yyjson_mut_val *entry = mado_handover_track_sign (action, step, side);

  if (entry == NULL || !check_count (action))
    return FALSE;
  mado_action_put_members (action, entry, members);

  return TRUE;
}

static gboolean
take_shop_step (MadoAction *action, const char *step, const MadoBodyMember *members)
{
  const gboolean is_by_paper = yyjson_obj_get (action->body, "paper") != NULL;

  return take_step (action, step, is_by_paper ? MADO_HANDOVER_GIVING : MADO_HANDOVER_RECEIVING, members);
}

static gboolean
find_medium (MadoAction *action, MadoEntity **out_medium)
{
  const char *id = mado_draft_get_text (action->draft->body, "printed_from");

  return mado_action_find (action, mado_id_from_text (id), mado_handover_kind.name, out_medium);
}

static gboolean
check_medium_arrived (MadoAction *action)
{
  g_autoptr (MadoEntity) medium = NULL;

  if (!find_medium (action, &medium))
    return FALSE;

  return medium == NULL || mado_handover_has_arrived (mado_entity_get_state (medium)) ||
         mado_action_refuse (action, MADO_REFUSAL_MEDIUM_NOT_RECEIVED, "print");
}

/* Back, and both sides have signed so. */
static gboolean
check_medium_back (MadoAction *action)
{
  g_autoptr (MadoEntity) medium = NULL;

  if (!find_medium (action, &medium))
    return FALSE;

  return medium == NULL || strcmp (mado_entity_get_state (medium), "closed") == 0 ||
         mado_action_refuse (action, MADO_REFUSAL_MEDIUM_OUT, "deliver");
}

/**
 * mado_handover_letters_print:
 * @action: on letters that were ordered
 *
 * Returns: whether the shop, which has the medium, has printed them
 */
gboolean
mado_handover_letters_print (MadoAction *action)
{
  if (!mado_action_need_state (action, "ordered", NULL) ||
      !take_shop_step (action, "print", mado_handover_print_members))
    return FALSE;
  mado_draft_set_state (action->draft, "printed");

  return check_medium_arrived (action);
}

/**
 * mado_handover_letters_enclose:
 * @action: on letters that were printed
 *
 * Returns: whether they are in their envelopes, and these closed
 */
gboolean
mado_handover_letters_enclose (MadoAction *action)
{
  if (!mado_action_need_state (action, "printed", NULL))
    return FALSE;
  mado_draft_set_state (action->draft, "enclosed");

  return take_shop_step (action, "enclose", mado_handover_print_members);
}

/**
 * mado_handover_letters_deliver:
 * @action: on letters in their envelopes
 *
 * Nothing is delivered while the shop could print more of the same.
 *
 * Returns: whether they are with whoever ordered them
 */
gboolean
mado_handover_letters_deliver (MadoAction *action)
{
  if (!mado_action_need_state (action, "enclosed", NULL) ||
      !take_shop_step (action, "deliver", mado_handover_deliver_members))
    return FALSE;
  mado_draft_set_state (action->draft, "delivered");

  return check_medium_back (action);
}

/* --- the inspection ---------------------------------------------------------------------------------------------- */

static gboolean
check_sample (MadoAction *action)
{
  yyjson_val *body = action->body;
  const gint64 sample = mado_json_get_number (body, "sample"), media = mado_json_get_number (body, "media");
  const gint64 defects = mado_json_get_number (body, "defects"), withdrawn = mado_json_get_number (body, "withdrawn");
  const gboolean is_plain = mado_json_get_flag (body, "accepted") && defects == 0 && withdrawn == 0;

  if (sample == 0 || sample > media)
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "sample");
  if (defects > sample)
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "defects");
  if (withdrawn >= media || (withdrawn > 0 && !mado_json_get_flag (body, "accepted")))
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "withdrawn");

  return is_plain || mado_action_need_members (action, "reason", NULL);
}

/**
 * mado_handover_letters_inspect:
 * @action: on letters that were delivered
 *
 * What is not accepted is delivered again. What is taken out goes no further.
 *
 * Returns: whether they were counted, and a sample was looked at
 */
gboolean
mado_handover_letters_inspect (MadoAction *action)
{
  MadoDraft *draft = action->draft;
  const gint64 left = mado_json_get_number (action->body, "media") - mado_json_get_number (action->body, "withdrawn");

  if (!mado_action_need_state (action, "delivered", NULL) ||
      !take_step (action, "inspect", MADO_HANDOVER_GIVING, mado_handover_inspect_members) || !check_sample (action))
    return FALSE;
  mado_draft_set_state (draft, mado_json_get_flag (action->body, "accepted") ? "inspected" : "enclosed");
  mado_draft_put_number (draft, draft->body, "media", left);

  return TRUE;
}

/* --- to the post office ------------------------------------------------------------------------------------------ */

/**
 * mado_handover_letters_hand_back:
 * @action: on letters that were inspected
 *
 * Returns: whether the shop has them again, to be posted
 */
gboolean
mado_handover_letters_hand_back (MadoAction *action)
{
  if (!mado_action_need_state (action, "inspected", NULL))
    return FALSE;
  mado_draft_set_state (action->draft, "handed_back");

  return take_step (action, "hand_back", MADO_HANDOVER_GIVING, mado_handover_hand_back_members);
}

static gboolean
check_day (MadoAction *action)
{
  yyjson_mut_val *before = mado_handover_track_find (action, "what", "hand_back");
  const MadoInstant at = { yyjson_mut_get_sint (yyjson_mut_obj_get (before, "at")) * 1000 };
  const char *day = mado_json_get_text (action->body, "day");
  char first[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (mado_instant_get_japanese_day (at), first);

  return (strcmp (day, first) >= 0 && strcmp (day, action->today_iso) <= 0) ||
         mado_action_refuse (action, MADO_REFUSAL_VALUE, "day");
}

/**
 * mado_handover_letters_post:
 * @action: on letters that were handed back
 *
 * Returns: whether the post office has all of them: nothing is out any more
 */
gboolean
mado_handover_letters_post (MadoAction *action)
{
  MadoDraft *draft = action->draft;

  if (!mado_action_need_state (action, "handed_back", NULL) ||
      !take_shop_step (action, "post", mado_handover_post_members))
    return FALSE;
  mado_draft_set_state (draft, "closed");
  mado_draft_remove (draft, draft->body, "claims");

  return check_day (action);
}
