/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of a case's lists: found, added, and taken away as their remover saw them. */

#include "mado-case-row.h"

#include <string.h>

#include "mado-body.h"
#include "mado-json-member.h"
#include "mado-merge.h"

static const MadoBodyMember row_members[] = {
  { "list", MADO_BODY_WORD, TRUE },
  { "row", MADO_BODY_ID, TRUE },
  { "was", MADO_BODY_OBJECT, FALSE },
  {},
};

/**
 * mado_case_get_before:
 * @action: an action on a case
 *
 * Returns: (transfer none) (nullable): the body of the case as it was
 */
yyjson_val *
mado_case_get_before (const MadoAction *action)
{
  return action->draft->before != NULL ? mado_entity_get_body (action->draft->before) : NULL;
}

/**
 * mado_case_find_row_before:
 * @action: an action on a case
 * @list: a list's id
 * @row: a row's id
 *
 * Returns: (transfer none) (nullable): the row as it was
 */
yyjson_val *
mado_case_find_row_before (const MadoAction *action, const char *list, const char *row)
{
  yyjson_val *rows = yyjson_obj_get (yyjson_obj_get (mado_case_get_before (action), "lists"), list);
  yyjson_arr_iter iter = yyjson_arr_iter_with (rows);

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (one, "row"), row) == 0)
      return one;

  return NULL;
}

/**
 * mado_case_find_row:
 * @action: an action on a case
 * @list: a list's id
 * @row: a row's id
 * @out_index: (out) (optional): its place
 *
 * Returns: (transfer none) (nullable): the row as it is written
 */
yyjson_mut_val *
mado_case_find_row (const MadoAction *action, const char *list, const char *row, gsize *out_index)
{
  yyjson_mut_val *rows = yyjson_mut_obj_get (yyjson_mut_obj_get (action->draft->body, "lists"), list);
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (rows);

  for (yyjson_mut_val *one = yyjson_mut_arr_iter_next (&iter); one != NULL; one = yyjson_mut_arr_iter_next (&iter))
    if (yyjson_mut_equals_str (yyjson_mut_obj_get (one, "row"), row)) {
      if (out_index != NULL)
        *out_index = iter.idx - 1;
      return one;
    }

  return NULL;
}

static gboolean
may_change_list (MadoAction *action, const MadoItemGroup *list, const GPtrArray *allowed)
{
  if (!mado_action_is_actor (action, action->author))
    return TRUE;
  for (guint i = 0; i < mado_section_get_count (list->fields); i++) {
    const MadoItem *item = mado_section_get (list->fields, i);

    if (mado_policy_may_edit (&action->context->actor, item) &&
        (allowed == NULL || mado_names_contain (allowed, item->id)))
      return TRUE;
  }

  return mado_action_refuse (action, allowed == NULL ? MADO_REFUSAL_ROLE : MADO_REFUSAL_FIXED, list->id);
}

static const MadoItemGroup *
find_list (MadoAction *action, yyjson_val *entry, const GPtrArray *allowed)
{
  MadoRefusal *refusal = mado_body_check (row_members, entry);

  if (refusal != NULL) {
    mado_outcome_refuse (action->outcome, MADO_OUTCOME_QUARANTINED, refusal);
    return NULL;
  }

  const char *id = mado_json_get_text (entry, "list");
  const MadoItemGroup *list = mado_section_find (action->programme->lists, id);

  if (list == NULL) {
    mado_action_refuse (action, MADO_REFUSAL_ITEM, id);
    return NULL;
  }

  return may_change_list (action, list, allowed) ? list : NULL;
}

/**
 * mado_case_add_row:
 * @action: an action on a case
 * @entry: {"list", "row"}: a new row
 * @allowed: (nullable) (element-type utf8): the items that it may touch; %NULL: all that the actor may edit
 *
 * Returns: whether it was well; refused where not
 */
gboolean
mado_case_add_row (MadoAction *action, yyjson_val *entry, const GPtrArray *allowed)
{
  const MadoItemGroup *list = find_list (action, entry, allowed);
  const char *row = mado_json_get_text (entry, "row");

  if (list == NULL)
    return FALSE;

  yyjson_mut_val *lists = mado_draft_ensure_object (action->draft, action->draft->body, "lists");
  yyjson_mut_val *rows = mado_draft_ensure_array (action->draft, lists, list->id);

  if ((list->max > 0 && yyjson_mut_arr_size (rows) >= (gsize) list->max) ||
      mado_case_find_row (action, list->id, row, NULL) != NULL)
    return mado_action_refuse (action, MADO_REFUSAL_ROW, list->id);
  mado_draft_put_text (action->draft, mado_draft_add_object (action->draft, rows), "row", row);

  return TRUE;
}

/**
 * mado_case_remove_row:
 * @action: an action on a case
 * @entry: {"list", "row", "was"}: a row and the items that its remover saw
 * @allowed: (nullable) (element-type utf8): the items that it may touch; %NULL: all that the actor may edit
 *
 * Returns: whether it was well; refused where not
 */
gboolean
mado_case_remove_row (MadoAction *action, yyjson_val *entry, const GPtrArray *allowed)
{
  const MadoItemGroup *list = find_list (action, entry, allowed);
  const char *row = mado_json_get_text (entry, "row");
  gsize index;

  if (list == NULL)
    return FALSE;
  if (mado_case_find_row (action, list->id, row, &index) == NULL)
    return TRUE;
  if (mado_merge_value (yyjson_obj_get (entry, "was"), NULL,
                        yyjson_obj_get (mado_case_find_row_before (action, list->id, row), "items")) ==
      MADO_MERGE_CONFLICT) {
    mado_action_add_conflict (action, list->id);
    return TRUE;
  }

  yyjson_mut_val *lists = mado_draft_ensure_object (action->draft, action->draft->body, "lists");

  yyjson_mut_arr_remove (yyjson_mut_obj_get (lists, list->id), index);
  if (yyjson_mut_arr_size (yyjson_mut_obj_get (lists, list->id)) == 0)
    mado_draft_remove (action->draft, lists, list->id);

  return TRUE;
}

/**
 * mado_case_has_other_items:
 * @action: an action on a case
 *
 * Returns: whether the case or a row of it says something else than before
 */
gboolean
mado_case_has_other_items (const MadoAction *action)
{
  static const char *const members[] = { "items", "lists" };
  g_autoptr (yyjson_doc) after = mado_draft_read_body (action->draft);

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++) {
    yyjson_val *now = yyjson_obj_get (yyjson_doc_get_root (after), members[i]);
    yyjson_val *was = yyjson_obj_get (mado_case_get_before (action), members[i]);

    if (!mado_merge_is_same (was, now))
      return TRUE;
  }

  return FALSE;
}
