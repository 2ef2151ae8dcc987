/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Blind double entry. Two people type what is on paper, neither sees what the other typed. Equal entries settle
 * themselves; where they differ the second looks once more; where they still differ a third person decides. */

#include "mado-case-account.h"

#include <string.h>

#include "mado-case-edit.h"
#include "mado-case-right.h"
#include "mado-case-row.h"
#include "mado-json-member.h"

/* The entries of one item while an operation works on them. */
typedef struct {
  const MadoItem *item;
  yyjson_mut_val *entry; /* {"first", "second", "again", "agreed"} */
} Entry;

static yyjson_mut_val *
get (const Entry *entry, const char *name)
{
  return yyjson_mut_obj_get (entry->entry, name);
}

static gboolean
is_by_actor (const MadoAction *action, const Entry *entry, const char *name)
{
  return yyjson_mut_equals_str (yyjson_mut_obj_get (get (entry, name), "by"), action->header->actor);
}

/* An account of another year was right then: whoever takes it says why, and so does the second who types it. */
static gboolean
check_origin (MadoAction *action)
{
  gboolean is_older = strcmp (mado_json_get_text (yyjson_obj_get (action->body, "value"), "origin"), "earlier") == 0;

  return !is_older || mado_json_get_text (action->body, "reason")[0] != '\0' ||
         mado_action_refuse (action, MADO_REFUSAL_REASON, mado_json_get_text (action->body, "item"));
}

/* An account under a payment that is on its way is not touched: the payment has to fail or be recalled first. */
static gboolean
open_entry (MadoAction *action, Entry *out_entry)
{
  const MadoItem *item = mado_case_find_item (action, mado_json_get_text (action->body, "item"));

  const char *refusal = NULL;

  if (item == NULL)
    return FALSE;
  if (item->entry[0] == '\0')
    refusal = MADO_REFUSAL_ITEM;
  else if (!mado_programme_takes_account (action->programme, action->draft->state))
    refusal = MADO_REFUSAL_FIXED;
  else if (mado_case_has_right_under_way (action))
    refusal = MADO_REFUSAL_RIGHT_FIXED;
  if (refusal != NULL) {
    mado_action_refuse (action, refusal, item->id);
    return FALSE;
  }

  yyjson_mut_val *entries = mado_draft_ensure_object (action->draft, action->draft->body, "entries");

  *out_entry = (Entry) { item, mado_draft_ensure_object (action->draft, entries, item->id) };

  return TRUE;
}

/* Whoever types the second entry does not see the first: whether the two agree, and so what may follow, the service
 * says. */
static gboolean
is_unknown (const MadoAction *action, const Entry *entry)
{
  yyjson_mut_val *first = get (entry, "first"), *second = get (entry, "second");

  return mado_action_is_cut (action) && first != NULL && second != NULL &&
         (yyjson_mut_obj_get (first, "value") == NULL) != (yyjson_mut_obj_get (second, "value") == NULL);
}

static void
clear (MadoAction *action, const Entry *entry)
{
  static const char *const names[] = { "first", "second", "again", "agreed" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    mado_draft_remove (action->draft, entry->entry, names[i]);
}

static void
write_entry (MadoAction *action, const Entry *entry, const char *name)
{
  yyjson_mut_val *written = mado_action_stamp (action, action->draft, entry->entry, name);

  mado_draft_put (action->draft, written, "value", yyjson_obj_get (action->body, "value"));
  mado_draft_put (action->draft, written, "reason", yyjson_obj_get (action->body, "reason"));
}

/* Papers that were seen for another account say nothing of this one. */
static void
settle (MadoAction *action, const Entry *entry)
{
  MadoDraft *draft = action->draft;
  yyjson_val *current = yyjson_obj_get (yyjson_obj_get (mado_case_get_before (action), "items"), entry->item->id);
  yyjson_val *value = yyjson_obj_get (action->body, "value");

  if (current != NULL && !yyjson_equals (current, value))
    mado_case_forget_seen (action, entry->item->section);
  mado_draft_put (draft, mado_draft_ensure_object (draft, draft->body, "items"), entry->item->id, value);
  mado_draft_put_text (draft, mado_draft_ensure_object (draft, draft->body, "authors"), entry->item->id,
                       action->header->actor);
  mado_draft_put (draft, mado_action_stamp (action, draft, entry->entry, "agreed"), "reason",
                  yyjson_obj_get (action->body, "reason"));
}

static void
settle_if_equal (MadoAction *action, const Entry *entry)
{
  if (yyjson_mut_equals (yyjson_mut_obj_get (get (entry, "first"), "value"),
                         yyjson_mut_obj_get (get (entry, "second"), "value")))
    settle (action, entry);
}

static gboolean
write_second (MadoAction *action, const Entry *entry)
{
  if (is_by_actor (action, entry, "first"))
    return mado_action_refuse (action, MADO_REFUSAL_SAME_PERSON, entry->item->id);
  if (get (entry, "second") != NULL) {
    if (!is_by_actor (action, entry, "second") || get (entry, "again") != NULL)
      return mado_action_refuse (action, MADO_REFUSAL_ACCOUNT, entry->item->id);
    mado_draft_put_number (action->draft, entry->entry, "again", 1);
  }
  write_entry (action, entry, "second");
  settle_if_equal (action, entry);

  return TRUE;
}

/**
 * mado_case_enter_account:
 * @action: an action
 *
 * "case.enter_account": one of the two entries, whichever is due. After an agreement a new pair begins.
 *
 * Returns: whether it was done
 */
gboolean
mado_case_enter_account (MadoAction *action)
{
  Entry entry = {};

  if (!open_entry (action, &entry))
    return FALSE;
  if (!mado_policy_may_edit (&action->context->actor, entry.item))
    return mado_action_refuse (action, MADO_REFUSAL_ROLE, entry.item->id);
  if (!mado_case_check_value (action, entry.item, yyjson_obj_get (action->body, "value")) || !check_origin (action))
    return FALSE;
  if (is_unknown (action, &entry))
    return TRUE;
  if (get (&entry, "agreed") != NULL)
    clear (action, &entry);
  if (get (&entry, "first") == NULL)
    write_entry (action, &entry, "first");
  else if (!write_second (action, &entry))
    return FALSE;

  return TRUE;
}

/**
 * mado_case_retract_account:
 * @action: an action
 *
 * "case.retract_account": the first of the two takes the entry back as long as there is no second.
 *
 * Returns: whether it was done
 */
gboolean
mado_case_retract_account (MadoAction *action)
{
  Entry entry = {};

  if (!open_entry (action, &entry))
    return FALSE;
  if (is_unknown (action, &entry))
    return TRUE;
  if (get (&entry, "first") == NULL || get (&entry, "second") != NULL)
    return mado_action_refuse (action, MADO_REFUSAL_ACCOUNT, entry.item->id);
  if (!is_by_actor (action, &entry, "first"))
    return mado_action_refuse (action, MADO_REFUSAL_ROLE, entry.item->id);
  clear (action, &entry);

  return TRUE;
}

/**
 * mado_case_adjudicate_account:
 * @action: an action
 *
 * "case.adjudicate_account": a third person, with both entries beside the paper, says what the account is.
 *
 * Returns: whether it was done
 */
gboolean
mado_case_adjudicate_account (MadoAction *action)
{
  Entry entry = {};

  if (!mado_action_need_duty (action, "adjudicate") || !open_entry (action, &entry) ||
      !mado_case_check_value (action, entry.item, yyjson_obj_get (action->body, "value")) || !check_origin (action))
    return FALSE;
  if (get (&entry, "second") == NULL || get (&entry, "agreed") != NULL)
    return mado_action_refuse (action, MADO_REFUSAL_ACCOUNT, entry.item->id);
  if (is_by_actor (action, &entry, "first") || is_by_actor (action, &entry, "second"))
    return mado_action_refuse (action, MADO_REFUSAL_SAME_PERSON, entry.item->id);
  settle (action, &entry);

  return TRUE;
}

/**
 * mado_case_forget_account:
 * @action: an action on a case
 *
 * Whoever is paid from now on is somebody else: no account stays that was agreed on before.
 */
void
mado_case_forget_account (MadoAction *action)
{
  MadoDraft *draft = action->draft;
  static const char *const members[] = { "items", "authors" };

  mado_draft_remove (draft, draft->body, "entries");
  for (guint i = 0; i < mado_section_get_count (action->programme->items); i++) {
    const MadoItem *item = mado_section_get (action->programme->items, i);

    if (item->entry[0] == '\0')
      continue;
    for (gsize j = 0; j < G_N_ELEMENTS (members); j++)
      mado_draft_remove (draft, mado_draft_ensure_object (draft, draft->body, members[j]), item->id);
  }
}

/**
 * mado_case_has_account:
 * @action: an action on a case
 *
 * Returns: whether there is an account to pay to, wherever it came from
 */
gboolean
mado_case_has_account (const MadoAction *action)
{
  yyjson_mut_val *items = yyjson_mut_obj_get (action->draft->body, "items");

  for (guint i = 0; i < mado_section_get_count (action->programme->items); i++) {
    const MadoItem *item = mado_section_get (action->programme->items, i);

    if (item->entry[0] != '\0' && yyjson_mut_obj_get (items, item->id) != NULL)
      return TRUE;
  }

  return FALSE;
}

/**
 * mado_case_has_entered_account:
 * @action: an action
 *
 * Returns: whether the actor had a hand in an account of the case
 */
gboolean
mado_case_has_entered_account (const MadoAction *action)
{
  static const char *const names[] = { "first", "second", "agreed" };
  yyjson_mut_obj_iter iter = yyjson_mut_obj_iter_with (yyjson_mut_obj_get (action->draft->body, "entries"));

  for (yyjson_mut_val *id = yyjson_mut_obj_iter_next (&iter); id != NULL; id = yyjson_mut_obj_iter_next (&iter)) {
    Entry entry = { NULL, yyjson_mut_obj_iter_get_val (id) };

    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
      if (is_by_actor (action, &entry, names[i]))
        return TRUE;
  }

  return FALSE;
}

/**
 * mado_case_is_account_in_doubt:
 * @action: an action
 *
 * Returns: whether the case has an account, and people are typing another on which they have not agreed yet
 */
gboolean
mado_case_is_account_in_doubt (const MadoAction *action)
{
  yyjson_mut_val *items = yyjson_mut_obj_get (action->draft->body, "items");
  yyjson_mut_obj_iter iter = yyjson_mut_obj_iter_with (yyjson_mut_obj_get (action->draft->body, "entries"));

  for (yyjson_mut_val *id = yyjson_mut_obj_iter_next (&iter); id != NULL; id = yyjson_mut_obj_iter_next (&iter)) {
    Entry entry = { NULL, yyjson_mut_obj_iter_get_val (id) };

    if (get (&entry, "first") != NULL && get (&entry, "agreed") == NULL &&
        yyjson_mut_obj_get (items, yyjson_mut_get_str (id)) != NULL)
      return TRUE;
  }

  return FALSE;
}
