/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Changing items of a case. An edit says what its author saw and what he wants: {"item", "row" of a list, "was",
 * "now"}. Where the item is still as seen, it is written; where somebody else wrote something else, both values are
 * kept until a person settles it. */

#include "mado-case-edit.h"

#include <string.h>

#include "mado-body.h"
#include "mado-case-right.h"
#include "mado-case-row.h"
#include "mado-item-value.h"
#include "mado-json-member.h"
#include "mado-merge.h"

static const MadoBodyMember edit_members[] = {
  { "item", MADO_BODY_WORD, TRUE },
  { "row", MADO_BODY_ID, FALSE },
  { "was", MADO_BODY_ANY, FALSE },
  { "now", MADO_BODY_ANY, FALSE },
  {},
};

/* Where an item's value stands: in the case itself, or in a row of a list. */
typedef struct {
  const MadoItem *item;
  const char *row;       /* "": the case itself */
  yyjson_val *before;    /* (nullable): the case or row as it was */
  yyjson_mut_val *after; /* as it is written */
} Place;

/**
 * mado_case_find_item:
 * @action: an action
 * @id: an item's id
 *
 * Returns: (transfer none) (nullable): the item; %NULL where it is not on the approved list, which is refused
 */
const MadoItem *
mado_case_find_item (MadoAction *action, const char *id)
{
  const MadoItem *item = mado_section_find (action->programme->items, id);

  if (item == NULL)
    mado_action_refuse (action, MADO_REFUSAL_ITEM, id);

  return item;
}

/**
 * mado_case_check_value:
 * @action: an action
 * @item: an item
 * @value: (nullable): what shall be stored
 *
 * Returns: whether the item takes it; refused where not
 */
gboolean
mado_case_check_value (MadoAction *action, const MadoItem *item, yyjson_val *value)
{
  switch (mado_item_check_value (item, value)) {
  case MADO_ITEM_VALUE_GOOD:
    return TRUE;
  case MADO_ITEM_VALUE_WRONG:
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, item->id);
  case MADO_ITEM_VALUE_MY_NUMBER:
    return mado_action_refuse (action, MADO_REFUSAL_MY_NUMBER, item->id);
  }

  g_return_val_if_reached (FALSE);
}

/* --- who may change what ----------------------------------------------------------------------------------------- */

static gboolean
is_protected (const MadoAction *action)
{
  return yyjson_mut_obj_get (action->draft->body, "protected") != NULL;
}

/* Nobody types what a register hands over: it comes with the case, or not at all. */
static gboolean
comes_from_register (const MadoAction *action, const MadoItem *item, yyjson_val *value)
{
  return strcmp (item->entry, "registered or blind_twice") == 0 && action->draft->before == NULL &&
         strcmp (mado_json_get_text (value, "origin"), "registered") == 0;
}

static gboolean
may_edit (MadoAction *action, const MadoItem *item, yyjson_val *value, const GPtrArray *allowed)
{
  if (allowed != NULL && !mado_names_contain (allowed, item->id))
    return mado_action_refuse (action, MADO_REFUSAL_FIXED, item->id);
  if (item->set_by[0] != '\0' || strcmp (item->type, "notes") == 0)
    return mado_action_refuse (action, MADO_REFUSAL_ITEM_SET, item->id);
  if (item->entry[0] != '\0' && !comes_from_register (action, item, value))
    return mado_action_refuse (action, MADO_REFUSAL_ITEM_TWICE, item->id);
  if (is_protected (action) && mado_item_tells_whereabouts (item) &&
      !mado_policy_has_duty (&action->context->actor, action->programme, "protection"))
    return mado_action_refuse (action, MADO_REFUSAL_PROTECTED, item->id);
  if (!mado_action_is_actor (action, action->author))
    return TRUE; /* the role of who wants it was looked at when it was asked for */

  return mado_policy_may_edit (&action->context->actor, item) ||
         mado_action_refuse (action, MADO_REFUSAL_ROLE, item->id);
}

/* --- edits ------------------------------------------------------------------------------------------------------- */

static gboolean
find_place (MadoAction *action, yyjson_val *edit, Place *out_place)
{
  MadoRefusal *refusal = mado_body_check (edit_members, edit);

  if (refusal != NULL) {
    mado_outcome_refuse (action->outcome, MADO_OUTCOME_QUARANTINED, refusal);
    return FALSE;
  }

  const MadoItem *item = mado_case_find_item (action, mado_json_get_text (edit, "item"));
  Place place = { item, mado_json_get_text (edit, "row"), mado_case_get_before (action), action->draft->body };

  if (item == NULL)
    return FALSE;
  if (item->is_of_list) {
    place.before = mado_case_find_row_before (action, item->section, place.row);
    place.after = mado_case_find_row (action, item->section, place.row, NULL);
  }
  if (place.after == NULL || item->is_of_list == (place.row[0] == '\0'))
    return mado_action_refuse (action, MADO_REFUSAL_ROW, item->id);
  *out_place = place;

  return TRUE;
}

/**
 * mado_case_forget_seen:
 * @action: an action
 * @section: of the form, in which words have changed
 *
 * What was seen before the words changed has to be seen again.
 */
void
mado_case_forget_seen (MadoAction *action, const char *section)
{
  yyjson_mut_val *seen = yyjson_mut_obj_get (action->draft->body, "seen");

  for (guint i = 0; seen != NULL && i < mado_section_get_count (action->programme->visual_checks); i++) {
    const MadoVisualCheck *check = mado_section_get (action->programme->visual_checks, i);

    if (strcmp (check->section, section) == 0)
      mado_draft_remove (action->draft, seen, check->id);
  }
}

static void
write_value (MadoAction *action, const Place *place, yyjson_val *value)
{
  MadoDraft *draft = action->draft;

  mado_draft_put (draft, mado_draft_ensure_object (draft, place->after, "items"), place->item->id, value);
  mado_draft_put_text (draft, mado_draft_ensure_object (draft, place->after, "authors"), place->item->id,
                       action->author);
  mado_case_forget_seen (action, place->item->section);
}

/* Who asked for it, and why, stays with what stood there before; a plain edit says neither. */
static void
note_correction (MadoAction *action, const Place *place, yyjson_val *now, yyjson_val *current)
{
  static const char *const copied[] = { "asked", "reason" };
  MadoDraft *draft = action->draft;
  yyjson_mut_val *correction;

  if (strcmp (action->header->kind, "case.correct") != 0)
    return;
  correction = mado_draft_add_object (draft, mado_draft_ensure_array (draft, draft->body, "corrections"));
  mado_draft_put_text (draft, correction, "item", place->item->id);
  mado_draft_put_text (draft, correction, "row", place->row);
  mado_draft_put (draft, correction, "was", current);
  mado_draft_put (draft, correction, "now", now);
  for (gsize i = 0; i < G_N_ELEMENTS (copied); i++)
    mado_draft_put (draft, correction, copied[i], yyjson_obj_get (action->body, copied[i]));
  mado_draft_put_text (draft, correction, "by", action->author);
  mado_draft_put_number (draft, correction, "at", action->context->now.microseconds / 1000);
}

/* Both values and both authors: whoever settles it has to know whom to ask. */
static void
keep_conflict (MadoAction *action, const Place *place, yyjson_val *edit, yyjson_val *current)
{
  MadoDraft *draft = action->draft;
  yyjson_mut_val *conflicts = mado_draft_ensure_array (draft, draft->body, "conflicts");
  yyjson_mut_val *conflict = mado_draft_add_object (draft, conflicts);

  mado_draft_put_id (draft, conflict, "operation", action->header->id);
  mado_draft_put_text (draft, conflict, "item", place->item->id);
  mado_draft_put_text (draft, conflict, "row", place->row);
  mado_draft_put (draft, conflict, "was", yyjson_obj_get (edit, "was"));
  mado_draft_put (draft, conflict, "now", yyjson_obj_get (edit, "now"));
  mado_draft_put (draft, conflict, "current", current);
  mado_draft_put_text (draft, conflict, "current_by",
                       mado_json_get_text (yyjson_obj_get (place->before, "authors"), place->item->id));
  mado_draft_put_text (draft, conflict, "by", action->author);
  mado_draft_put_number (draft, conflict, "at", action->context->now.microseconds / 1000);
  mado_action_add_conflict (action, place->item->id);
}

static yyjson_val *
get_current (const Place *place)
{
  return yyjson_obj_get (yyjson_obj_get (place->before, "items"), place->item->id);
}

static void
merge (MadoAction *action, const Place *place, yyjson_val *edit)
{
  yyjson_val *now = yyjson_obj_get (edit, "now");
  yyjson_val *current = get_current (place);

  switch (mado_merge_value (yyjson_obj_get (edit, "was"), now, current)) {
  case MADO_MERGE_WRITE:
    write_value (action, place, now);
    note_correction (action, place, now, current);
    return;
  case MADO_MERGE_SAME:
    return;
  case MADO_MERGE_CONFLICT:
    keep_conflict (action, place, edit, current);
    return;
  }
}

/* Merging is against the case as it was: two wishes for one place in one operation would not see each other. */
static gboolean
is_first (const MadoAction *action, yyjson_val *edit)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (action->body, "edits"));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != edit; one = yyjson_arr_iter_next (&iter))
    if (yyjson_equals (yyjson_obj_get (one, "item"), yyjson_obj_get (edit, "item")) &&
        strcmp (mado_json_get_text (one, "row"), mado_json_get_text (edit, "row")) == 0)
      return FALSE;

  return TRUE;
}

static gboolean
write_edit (MadoAction *action, yyjson_val *edit, const GPtrArray *allowed)
{
  Place place;

  if (!is_first (action, edit))
    return mado_action_refuse (action, MADO_REFUSAL_FORM, mado_json_get_text (edit, "item"));
  if (!find_place (action, edit, &place) || !may_edit (action, place.item, yyjson_obj_get (edit, "now"), allowed) ||
      !mado_case_check_value (action, place.item, yyjson_obj_get (edit, "now")) ||
      !mado_case_check_value (action, place.item, yyjson_obj_get (edit, "was")))
    return FALSE;
  merge (action, &place, edit);

  return TRUE;
}

static gboolean
for_each (MadoAction *action,
          const char *member,
          const GPtrArray *allowed,
          gboolean (*write) (MadoAction *action, yyjson_val *entry, const GPtrArray *allowed))
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (action->body, member));
  gboolean is_good = TRUE;

  for (yyjson_val *entry = yyjson_arr_iter_next (&iter); entry != NULL; entry = yyjson_arr_iter_next (&iter))
    is_good = write (action, entry, allowed) && is_good;

  return is_good;
}

/**
 * mado_case_write_edits:
 * @action: an operation whose body may have `add_rows`, `edits` and `remove_rows`
 * @allowed: (nullable) (element-type utf8): the items and sections that it may touch; %NULL: all that the actor may
 * edit
 *
 * Returns: whether all of it was well; conflicts are noted in the outcome
 */
gboolean
mado_case_write_edits (MadoAction *action, const GPtrArray *allowed)
{
  return for_each (action, "add_rows", allowed, mado_case_add_row) && for_each (action, "edits", allowed, write_edit) &&
         for_each (action, "remove_rows", allowed, mado_case_remove_row);
}

static gboolean
is_fixed (const MadoAction *action)
{
  const MadoState *state = mado_section_find (action->programme->states, action->draft->state);

  return state != NULL && state->is_fixed;
}

/* Whether anything was written but what was so already. */
static gboolean
is_same (const MadoAction *action)
{
  g_autoptr (yyjson_doc) after = mado_draft_read_body (action->draft);

  return yyjson_equals (yyjson_doc_get_root (after), mado_case_get_before (action));
}

/**
 * mado_case_edit:
 * @action: an action
 *
 * "case.edit": changes items and rows, as long as the case's state is not fixed.
 *
 * Returns: whether it was done
 */
gboolean
mado_case_edit (MadoAction *action)
{
  if (is_fixed (action))
    return mado_action_refuse (action, MADO_REFUSAL_FIXED, action->draft->state);
  if (!mado_case_write_edits (action, NULL))
    return FALSE;
  if (action->outcome->kind == MADO_OUTCOME_APPLIED && is_same (action)) {
    action->outcome->kind = MADO_OUTCOME_CONVERGED;
    return TRUE;
  }

  return TRUE;
}

/**
 * mado_case_correct:
 * @action: an action
 *
 * "case.correct": changes items as an edit does, by whoever may edit them, and says who asked for it and why: the
 * applicant, or what was plainly a slip of whoever typed it.
 *
 * Returns: whether it was done
 */
gboolean
mado_case_correct (MadoAction *action)
{
  static const char *const askers[] = { "applicant", "slip", NULL };

  if (!g_strv_contains (askers, mado_json_get_text (action->body, "asked")))
    return mado_action_refuse (action, MADO_REFUSAL_FORM, "asked");
  if (yyjson_arr_size (yyjson_obj_get (action->body, "edits")) == 0)
    return mado_action_refuse (action, MADO_REFUSAL_REQUIRED, "edits");

  return mado_case_edit (action);
}

/* --- conflicts --------------------------------------------------------------------------------------------------- */

static gboolean
remove_conflict (MadoAction *action)
{
  yyjson_mut_val *conflicts = yyjson_mut_obj_get (action->draft->body, "conflicts");
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (conflicts);

  for (yyjson_mut_val *one = yyjson_mut_arr_iter_next (&iter); one != NULL; one = yyjson_mut_arr_iter_next (&iter)) {
    yyjson_mut_val *row = yyjson_mut_obj_get (one, "row");

    if (yyjson_mut_equals_str (yyjson_mut_obj_get (one, "operation"), mado_json_get_text (action->body, "operation")) &&
        yyjson_mut_equals_str (yyjson_mut_obj_get (one, "item"), mado_json_get_text (action->body, "item")) &&
        strcmp (row != NULL ? yyjson_mut_get_str (row) : "", mado_json_get_text (action->body, "row")) == 0) {
      yyjson_mut_arr_iter_remove (&iter);
      return TRUE;
    }
  }

  return FALSE;
}

/**
 * mado_case_settle_conflict:
 * @action: an action
 *
 * "case.settle_conflict": somebody who may edit the item says what it shall be, having seen what it is; as long as the
 * case's state is not fixed.
 *
 * Returns: whether it was done
 */
gboolean
mado_case_settle_conflict (MadoAction *action)
{
  Place place;

  if (is_fixed (action))
    return mado_action_refuse (action, MADO_REFUSAL_FIXED, action->draft->state);
  if (!find_place (action, action->body, &place) ||
      !may_edit (action, place.item, yyjson_obj_get (action->body, "now"), NULL) ||
      !mado_case_check_value (action, place.item, yyjson_obj_get (action->body, "now")) ||
      !mado_case_check_value (action, place.item, yyjson_obj_get (action->body, "was")))
    return FALSE;
  if (!remove_conflict (action))
    return mado_action_refuse (action, MADO_REFUSAL_ABSENT, place.item->id);
  if (!mado_merge_is_same (yyjson_obj_get (action->body, "was"), get_current (&place))) {
    mado_action_add_conflict (action, place.item->id);
    return FALSE;
  }
  merge (action, &place, action->body);

  return TRUE;
}
