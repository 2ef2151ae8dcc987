/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who gets what of a case. Values follow their item, wherever they stand. What happened, when and by whom is for all
 * who may see an item of the programme; free words for those who work with them. Claims, looks and hashes are for the
 * backend alone: from a hash over a case whoever knows all but one item could find that one by trying. */

#include "mado-case-view.h"

#include <string.h>

#include "mado-batch.h"
#include "mado-case-queue-view.h"
#include "mado-json-member.h"

/* --- values of items --------------------------------------------------------------------------------------------- */

static const MadoItem *
find_item (const MadoView *view, yyjson_val *owner)
{
  return mado_section_find (view->programme->items, mado_json_get_text (owner, "item"));
}

static gboolean
is_item_seen (const MadoView *view, yyjson_val *owner)
{
  return mado_view_get_sight (view, find_item (view, owner)) != MADO_SIGHT_NONE;
}

/* Who gets the bytes: mado_project_shows_attachment(). */
static gboolean
is_attachment_seen (const MadoView *view, yyjson_val *owner)
{
  return !view->is_protected && mado_view_get_sight (view, find_item (view, owner)) == MADO_SIGHT_FULL;
}

static yyjson_mut_val *
show_value (const MadoView *view, yyjson_val *value, yyjson_val *owner)
{
  return mado_view_show_item (view, find_item (view, owner), value);
}

static yyjson_mut_val *
show_item (const MadoView *view, gconstpointer item, yyjson_val *value)
{
  return mado_view_show_item (view, item, value);
}

static yyjson_mut_val *
show_items (const MadoView *view, yyjson_val *value, G_GNUC_UNUSED yyjson_val *owner)
{
  return mado_view_show_map (view, view->programme->items, value, show_item);
}

static yyjson_mut_val *
show_author (const MadoView *view, gconstpointer item, yyjson_val *value)
{
  if (mado_view_get_sight (view, item) == MADO_SIGHT_NONE || !yyjson_is_str (value))
    return NULL;

  return yyjson_val_mut_copy (view->doc, value);
}

static yyjson_mut_val *
show_authors (const MadoView *view, yyjson_val *value, G_GNUC_UNUSED yyjson_val *owner)
{
  return mado_view_show_map (view, view->programme->items, value, show_author);
}

static const MadoVisible row_members[] = {
  { "row", MADO_FOR_READERS },
  { "items", MADO_FOR_READERS, .show = show_items },
  { "authors", MADO_FOR_READERS, .show = show_authors },
  {},
};

/* Whoever sees nothing of its rows does not learn how many there are. */
static yyjson_mut_val *
show_list (const MadoView *view, gconstpointer list, yyjson_val *value)
{
  if (!mado_view_sees_any (view, ((const MadoItemGroup *) list)->fields))
    return NULL;

  return mado_view_show_each (view, row_members, value);
}

static yyjson_mut_val *
show_lists (const MadoView *view, yyjson_val *value, G_GNUC_UNUSED yyjson_val *owner)
{
  return mado_view_show_map (view, view->programme->lists, value, show_list);
}

static gboolean
is_list_seen (const MadoView *view, yyjson_val *owner)
{
  const MadoItemGroup *list = mado_section_find (view->programme->lists, mado_json_get_text (owner, "list"));

  return list != NULL && mado_view_sees_any (view, list->fields);
}

static yyjson_mut_val *
show_notes_of (const MadoView *view, gconstpointer item, yyjson_val *value)
{
  static const MadoVisible note_members[] = {
    { "at", MADO_FOR_READERS },
    { "by", MADO_FOR_READERS },
    { "text", MADO_FOR_READERS },
    {},
  };

  if (mado_view_get_sight (view, item) != MADO_SIGHT_FULL)
    return NULL;

  return mado_view_show_each (view, note_members, value);
}

static yyjson_mut_val *
show_notes (const MadoView *view, yyjson_val *value, G_GNUC_UNUSED yyjson_val *owner)
{
  return mado_view_show_map (view, view->programme->items, value, show_notes_of);
}

/* --- free words -------------------------------------------------------------------------------------------------- */

static const MadoTransition *
find_transition (const MadoView *view, yyjson_val *owner, const char *member)
{
  return mado_section_find (view->programme->transitions, mado_json_get_text (owner, member));
}

static gboolean
is_party (const MadoView *view, const MadoTransition *transition)
{
  return mado_policy_has_role (view->person, transition->roles) ||
         mado_policy_has_role (view->person, transition->second_person);
}

static gboolean
reads_comments (const MadoView *view)
{
  for (guint i = 0; i < mado_section_get_count (view->programme->items); i++) {
    const MadoItem *item = mado_section_get (view->programme->items, i);

    if (strcmp (item->type, "notes") == 0 && mado_view_get_sight (view, item) == MADO_SIGHT_FULL)
      return TRUE;
  }

  return FALSE;
}

/* Nobody knows what free words say: they may well tell where a protected person has moved to. */
static gboolean
may_read_words (const MadoView *view, const MadoTransition *transition)
{
  return !view->is_protected && (is_party (view, transition) || reads_comments (view));
}

/* Whoever makes the letter that tells the person why has to know it. */
static gboolean
writes_reason (const MadoView *view, const MadoTransition *transition)
{
  if (view->is_protected || !mado_view_has_duty (view, "notices"))
    return FALSE;
  for (guint i = 0; i < transition->letters->len; i++) {
    const MadoLetter *letter = mado_section_find (view->programme->letters, g_ptr_array_index (transition->letters, i));

    if (letter != NULL && letter->says_reason)
      return TRUE;
  }

  return FALSE;
}

static gboolean
may_read_reason (const MadoView *view, const MadoTransition *transition, yyjson_val *owner)
{
  const char *reason = mado_json_get_text (owner, "reason");

  if (transition == NULL)
    return FALSE;

  return (strcmp (reason, "text") != 0 && mado_names_contain (transition->reason, reason)) ||
         may_read_words (view, transition) || writes_reason (view, transition);
}

static gboolean
may_read_own_reason (const MadoView *view, yyjson_val *move)
{
  return may_read_reason (view, find_transition (view, move, "transition"), move);
}

static gboolean
may_read_opened_reason (const MadoView *view, yyjson_val *deficiency)
{
  return may_read_reason (view, find_transition (view, deficiency, "by"), deficiency);
}

/* Why an item was corrected: for those who correct it, and those who read the comments. */
static gboolean
may_read_correction (const MadoView *view, yyjson_val *owner)
{
  const MadoItem *item = mado_section_find (view->programme->items, mado_json_get_text (owner, "item"));

  return !view->is_protected && ((item != NULL && mado_policy_may_edit (view->person, item)) || reads_comments (view));
}

/* The item that keeps record of what a transition opens: its own, or the one for all deficiencies. */
static const MadoItem *
find_record (const MadoView *view, const MadoTransition *transition)
{
  g_autofree char *own = g_strconcat ("transition ", transition->id, NULL);
  const MadoItem *found = NULL;

  for (guint i = 0; i < mado_section_get_count (view->programme->items); i++) {
    const MadoItem *item = mado_section_get (view->programme->items, i);

    if (strcmp (item->type, "record") != 0)
      continue;
    if (strcmp (item->set_by, own) == 0)
      return item;
    if (strcmp (item->set_by, "deficiency") == 0)
      found = item;
  }

  return found;
}

static gboolean
may_read_text (const MadoView *view, const MadoTransition *transition)
{
  const MadoItem *record = transition != NULL ? find_record (view, transition) : NULL;

  if (record != NULL)
    return mado_view_get_sight (view, record) == MADO_SIGHT_FULL;

  return transition != NULL && may_read_words (view, transition);
}

static gboolean
may_read_own_text (const MadoView *view, yyjson_val *move)
{
  return may_read_text (view, find_transition (view, move, "transition"));
}

static gboolean
may_read_opened_text (const MadoView *view, yyjson_val *deficiency)
{
  return may_read_text (view, find_transition (view, deficiency, "by"));
}

/* Why somebody did not agree: for those who ask and agree in this programme. */
static gboolean
may_read_answer (const MadoView *view, G_GNUC_UNUSED yyjson_val *owner)
{
  for (guint i = 0; i < mado_section_get_count (view->programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (view->programme->transitions, i);

    if (transition->second_person->len > 0 && may_read_words (view, transition))
      return TRUE;
  }

  return FALSE;
}

/* --- what happened ----------------------------------------------------------------------------------------------- */

static yyjson_mut_val *
show_seen_of (const MadoView *view, G_GNUC_UNUSED gconstpointer check, yyjson_val *value)
{
  return mado_view_show (view, mado_visible_stamp, value);
}

static yyjson_mut_val *
show_seen (const MadoView *view, yyjson_val *value, G_GNUC_UNUSED yyjson_val *owner)
{
  return mado_view_show_map (view, view->programme->visual_checks, value, show_seen_of);
}

static yyjson_mut_val *
show_done_of (const MadoView *view, gconstpointer transition, yyjson_val *value)
{
  static const MadoVisible members[] = {
    { "at", MADO_FOR_READERS },
    { "by", MADO_FOR_READERS },
    { "second", MADO_FOR_READERS },
    {},
  };
  static const MadoVisible members_with_reason[] = {
    { "at", MADO_FOR_READERS },
    { "by", MADO_FOR_READERS },
    { "second", MADO_FOR_READERS },
    { "reason", MADO_FOR_READERS },
    {},
  };

  return mado_view_show (view, may_read_reason (view, transition, value) ? members_with_reason : members, value);
}

static yyjson_mut_val *
show_done (const MadoView *view, yyjson_val *value, G_GNUC_UNUSED yyjson_val *owner)
{
  return mado_view_show_map (view, view->programme->transitions, value, show_done_of);
}

/* Whoever makes the letters has to know of all that are asked for, or one stays unsent and nobody sees it. */
static gboolean
is_letter_seen (const MadoView *view, yyjson_val *owner)
{
  const char *letter = mado_json_get_text (owner, "letter");
  g_autofree char *set_by = g_strconcat ("letter ", letter, NULL);
  const gboolean is_maker = mado_view_has_duty (view, "notices");

  for (guint i = 0; i < mado_section_get_count (view->programme->items); i++) {
    const MadoItem *item = mado_section_get (view->programme->items, i);

    if (!is_maker && strcmp (item->set_by, set_by) == 0 && mado_view_get_sight (view, item) == MADO_SIGHT_NONE)
      return FALSE;
  }

  return mado_section_find (view->programme->letters, letter) != NULL;
}

/* A right for each row of a list tells how many rows there are. */
static gboolean
is_right_seen (const MadoView *view, yyjson_val *owner)
{
  const MadoRight *right = mado_section_find (view->programme->rights, mado_json_get_text (owner, "right"));
  const MadoItemGroup *list = right != NULL ? mado_section_find (view->programme->lists, right->for_each) : NULL;

  return right != NULL && (list == NULL || mado_view_sees_any (view, list->fields));
}

/* Of a person under protection everybody has to know that he is; why is for whoever decides on it. */
static yyjson_mut_val *
show_protected (const MadoView *view, yyjson_val *value, G_GNUC_UNUSED yyjson_val *owner)
{
  static const MadoVisible members[] = {
    { "at", MADO_FOR_DUTIES, .duties = { "protection" } },
    { "by", MADO_FOR_DUTIES, .duties = { "protection" } },
    { "reason", MADO_FOR_DUTIES, .duties = { "protection" } },
    {},
  };
  yyjson_mut_val *shown = mado_view_show (view, members, value);

  return yyjson_mut_obj_size (shown) > 0 ? shown : yyjson_mut_true (view->doc);
}

/* --- blind entries ----------------------------------------------------------------------------------------------- */

static gboolean
is_by_somebody_else (const MadoView *view, yyjson_val *entry, const char *name)
{
  const char *by = mado_json_get_text (yyjson_obj_get (entry, name), "by");

  return by[0] != '\0' && strcmp (by, view->person->account) != 0;
}

/* Whoever has typed one of the two stays blind, also where he could decide: he may look once more. */
static gboolean
may_compare (const MadoView *view, const MadoItem *item, yyjson_val *entry)
{
  return mado_view_get_sight (view, item) == MADO_SIGHT_FULL && mado_view_has_duty (view, "adjudicate") &&
         is_by_somebody_else (view, entry, "first") && is_by_somebody_else (view, entry, "second");
}

static yyjson_mut_val *
show_entry_value (const MadoView *view, yyjson_val *value, G_GNUC_UNUSED yyjson_val *owner)
{
  return yyjson_val_mut_copy (view->doc, value);
}

static yyjson_mut_val *
show_entry (const MadoView *view, gconstpointer item, yyjson_val *value)
{
  static const MadoVisible typed[] = {
    { "at", MADO_FOR_READERS },
    { "by", MADO_FOR_READERS },
    { "reason", MADO_FOR_DUTIES, .duties = { "adjudicate", "oversee" }, .is_aside = TRUE },
    { "value", MADO_FOR_READERS, .show = show_entry_value },
    {},
  };
  static const MadoVisible hidden[] = {
    { "at", MADO_FOR_READERS },
    { "by", MADO_FOR_READERS },
    { "value", MADO_FOR_DUTIES },
    {},
  };
  static const MadoVisible blind[] = {
    { "first", MADO_FOR_READERS, .inside = hidden },
    { "second", MADO_FOR_READERS, .inside = hidden },
    { "again", MADO_FOR_READERS },
    {},
  };
  static const MadoVisible settled[] = {
    { "at", MADO_FOR_READERS },
    { "by", MADO_FOR_READERS },
    { "reason", MADO_FOR_DUTIES, .duties = { "plan", "adjudicate", "oversee" }, .is_aside = TRUE },
    {},
  };
  static const MadoVisible agreed[] = {
    { "first", MADO_FOR_READERS, .inside = settled },
    { "second", MADO_FOR_READERS, .inside = settled },
    { "again", MADO_FOR_READERS },
    { "agreed", MADO_FOR_READERS, .inside = settled },
    {},
  };
  static const MadoVisible both[] = {
    { "first", MADO_FOR_READERS, .inside = typed },
    { "second", MADO_FOR_READERS, .inside = typed },
    { "again", MADO_FOR_READERS },
    {},
  };

  if (mado_view_get_sight (view, item) == MADO_SIGHT_NONE)
    return NULL;
  if (yyjson_obj_get (value, "agreed") != NULL)
    return mado_view_show (view, agreed, value);

  return mado_view_show (view, may_compare (view, item, value) ? both : blind, value);
}

static yyjson_mut_val *
show_entries (const MadoView *view, yyjson_val *value, G_GNUC_UNUSED yyjson_val *owner)
{
  return mado_view_show_map (view, view->programme->items, value, show_entry);
}

/* --- operations -------------------------------------------------------------------------------------------------- */

static const MadoVisible edit_members[] = {
  { "item", MADO_FOR_READERS },
  { "row", MADO_FOR_READERS },
  { "was", MADO_FOR_READERS, .show = show_value },
  { "now", MADO_FOR_READERS, .show = show_value },
  {},
};

static const MadoVisible row_was_members[] = {
  { "list", MADO_FOR_READERS },
  { "row", MADO_FOR_READERS },
  { "was", MADO_FOR_READERS, .show = show_items },
  {},
};

static const MadoVisible named_members[] = {
  { "id", MADO_FOR_READERS },
  {},
};

static const MadoVisible source_members[] = {
  { "import", MADO_FOR_READERS },
  { "row", MADO_FOR_READERS },
  {},
};

const MadoVisible mado_case_move_visible[] = {
  { "transition", MADO_FOR_READERS },
  { "reason", MADO_FOR_READERS, .given = may_read_own_reason },
  { "text", MADO_FOR_READERS, .given = may_read_own_text },
  { "day", MADO_FOR_READERS },
  { "due", MADO_FOR_READERS },
  { "tell", MADO_FOR_READERS },
  { "receipt", MADO_FOR_READERS },
  { "batch", MADO_FOR_READERS },
  { "edits", MADO_FOR_READERS, .inside = edit_members, .each_given = is_item_seen },
  { "add_rows", MADO_FOR_READERS, .inside = row_was_members, .each_given = is_list_seen },
  { "remove_rows", MADO_FOR_READERS, .inside = row_was_members, .each_given = is_list_seen },
  { "deficiencies", MADO_FOR_READERS, .inside = named_members },
  { "sets", MADO_FOR_READERS, .show = show_items },
  { "source", MADO_FOR_READERS, .inside = source_members },
  {},
};

const MadoVisible mado_case_answer_visible[] = {
  { "operation", MADO_FOR_READERS },
  { "reason", MADO_FOR_READERS, .given = may_read_answer },
  {},
};

const MadoVisible mado_case_edit_visible[] = {
  { "edits", MADO_FOR_READERS, .inside = edit_members, .each_given = is_item_seen },
  { "add_rows", MADO_FOR_READERS, .inside = row_was_members, .each_given = is_list_seen },
  { "remove_rows", MADO_FOR_READERS, .inside = row_was_members, .each_given = is_list_seen },
  {},
};

const MadoVisible mado_case_correct_visible[] = {
  { "asked", MADO_FOR_READERS },
  { "reason", MADO_FOR_READERS, .given = may_read_correction },
  { "edits", MADO_FOR_READERS, .inside = edit_members, .each_given = is_item_seen },
  {},
};

const MadoVisible mado_case_settle_visible[] = {
  { "operation", MADO_FOR_READERS },
  { "item", MADO_FOR_READERS, .given = is_item_seen },
  { "row", MADO_FOR_READERS, .given = is_item_seen },
  { "was", MADO_FOR_READERS, .show = show_value },
  { "now", MADO_FOR_READERS, .show = show_value },
  {},
};

const MadoVisible mado_case_see_visible[] = {
  { "check", MADO_FOR_READERS },
  { "seen", MADO_FOR_READERS },
  {},
};

const MadoVisible mado_case_attach_visible[] = {
  { "item", MADO_FOR_READERS, .given = is_attachment_seen },
  { "hash", MADO_FOR_READERS, .given = is_attachment_seen },
  { "type", MADO_FOR_READERS, .given = is_attachment_seen },
  { "name", MADO_FOR_READERS, .given = is_attachment_seen },
  {},
};

const MadoVisible mado_case_cover_visible[] = {
  { "item", MADO_FOR_READERS, .given = is_attachment_seen }, { "was", MADO_FOR_READERS, .given = is_attachment_seen },
  { "hash", MADO_FOR_READERS, .given = is_attachment_seen }, { "type", MADO_FOR_READERS, .given = is_attachment_seen },
  { "name", MADO_FOR_READERS, .given = is_attachment_seen }, {},
};

const MadoVisible mado_case_note_visible[] = {
  { "item", MADO_FOR_READERS, .given = is_item_seen },
  { "text", MADO_FOR_READERS, .show = show_value },
  {},
};

const MadoVisible mado_case_apart_visible[] = {
  { "other", MADO_FOR_READERS },
  { "reason", MADO_FOR_DUTIES, .duties = { "duplicates", "oversee" } },
  {},
};

const MadoVisible mado_case_give_up_visible[] = {
  { "right", MADO_FOR_READERS },
  { "row", MADO_FOR_READERS },
  { "reason", MADO_FOR_DUTIES, .duties = { "duplicates", "oversee" } },
  {},
};

const MadoVisible mado_case_protect_visible[] = {
  { "on", MADO_FOR_READERS },
  { "reason", MADO_FOR_DUTIES, .duties = { "protection" } },
  {},
};

/* What was typed is shown by the case, once it is no secret any more. */
const MadoVisible mado_case_entry_visible[] = {
  { "item", MADO_FOR_READERS, .given = is_item_seen },
  {},
};

const MadoVisible mado_case_adjudicate_visible[] = {
  { "item", MADO_FOR_READERS, .given = is_item_seen },
  { "value", MADO_FOR_READERS, .show = show_value },
  {},
};

/* --- the case ---------------------------------------------------------------------------------------------------- */

static const MadoVisible asked_members[] = {
  { "at", MADO_FOR_READERS },
  { "by", MADO_FOR_READERS },
  { "operation", MADO_FOR_READERS },
  { "move", MADO_FOR_READERS, .inside = mado_case_move_visible },
  {},
};

static const MadoVisible deficiency_members[] = {
  { "id", MADO_FOR_READERS },
  { "by", MADO_FOR_READERS },
  { "reason", MADO_FOR_READERS, .given = may_read_opened_reason, .is_aside = TRUE },
  { "text", MADO_FOR_READERS, .given = may_read_opened_text, .is_aside = TRUE },
  { "due", MADO_FOR_READERS },
  { "tell", MADO_FOR_READERS },
  { "opened", MADO_FOR_READERS, .inside = mado_visible_stamp },
  { "closed", MADO_FOR_READERS, .inside = mado_visible_stamp },
  {},
};

static const MadoVisible released_members[] = {
  { "at", MADO_FOR_READERS },
  { "by", MADO_FOR_READERS },
  { "reason", MADO_FOR_DUTIES, .duties = { "duplicates", "oversee" }, .is_aside = TRUE },
  {},
};

static const MadoVisible earlier_members[] = {
  { "id", MADO_FOR_READERS },
  { "day", MADO_FOR_READERS },
  { "amount", MADO_FOR_MONEY },
  { "programme", MADO_FOR_READERS },
  {},
};

static const MadoVisible recovery_members[] = {
  { "id", MADO_FOR_READERS },   { "why", MADO_FOR_READERS },    { "state", MADO_FOR_READERS },
  { "amount", MADO_FOR_MONEY }, { "returned", MADO_FOR_MONEY }, {},
};

static const MadoVisible right_members[] = {
  { "right", MADO_FOR_READERS },
  { "row", MADO_FOR_READERS },
  { "state", MADO_FOR_READERS },
  { "amount", MADO_FOR_MONEY },
  { "ordered", MADO_FOR_READERS, .inside = mado_visible_stamp },
  { "paid", MADO_FOR_READERS, .inside = mado_visible_stamp },
  { "failed", MADO_FOR_READERS, .inside = mado_visible_stamp },
  { "released", MADO_FOR_READERS, .inside = released_members },
  { "earlier", MADO_FOR_READERS, .inside = earlier_members },
  {},
};

static const MadoVisible conflict_members[] = {
  { "operation", MADO_FOR_READERS },
  { "item", MADO_FOR_READERS },
  { "row", MADO_FOR_READERS },
  { "was", MADO_FOR_READERS, .show = show_value },
  { "now", MADO_FOR_READERS, .show = show_value },
  { "current", MADO_FOR_READERS, .show = show_value },
  { "by", MADO_FOR_READERS },
  { "current_by", MADO_FOR_READERS },
  { "at", MADO_FOR_READERS },
  {},
};

static const MadoVisible letter_members[] = {
  { "letter", MADO_FOR_READERS },
  { "at", MADO_FOR_READERS },
  { "operation", MADO_FOR_READERS },
  {},
};

static const MadoVisible batch_members[] = {
  { "id", MADO_FOR_READERS },
  { "amount", MADO_FOR_MONEY },
  { "items", MADO_FOR_READERS, .show = show_items },
  {},
};

/* --- the whole ---------------------------------------------------------------------------------------------------- */

static const MadoVisible attachment_members[] = {
  { "item", MADO_FOR_READERS },
  { "hash", MADO_FOR_READERS },
  { "type", MADO_FOR_READERS },
  { "name", MADO_FOR_READERS },
  { "by", MADO_FOR_READERS },
  { "at", MADO_FOR_READERS },
  {},
};

static const MadoVisible covered_members[] = {
  { "item", MADO_FOR_READERS }, { "was", MADO_FOR_READERS }, { "hash", MADO_FOR_READERS },
  { "by", MADO_FOR_READERS },   { "at", MADO_FOR_READERS },  {},
};

static const MadoVisible correction_members[] = {
  { "item", MADO_FOR_READERS },
  { "row", MADO_FOR_READERS },
  { "was", MADO_FOR_READERS, .show = show_value },
  { "now", MADO_FOR_READERS, .show = show_value },
  { "asked", MADO_FOR_READERS },
  { "reason", MADO_FOR_READERS, .given = may_read_correction },
  { "by", MADO_FOR_READERS },
  { "at", MADO_FOR_READERS },
  {},
};

static const MadoVisible apart_members[] = {
  { "other", MADO_FOR_READERS },
  { "reason", MADO_FOR_DUTIES, .duties = { "duplicates", "oversee" } },
  { "by", MADO_FOR_READERS },
  { "at", MADO_FOR_READERS },
  {},
};

const MadoVisible mado_case_visible[] = {
  { "items", MADO_FOR_READERS, .show = show_items },
  { "authors", MADO_FOR_READERS, .show = show_authors },
  { "lists", MADO_FOR_READERS, .show = show_lists },
  { "seen", MADO_FOR_READERS, .show = show_seen },
  { "since", MADO_FOR_READERS },
  { "queues", MADO_FOR_READERS, .show = mado_case_show_queues },
  { "computed", MADO_FOR_READERS, .show = mado_case_show_computed, .is_aside = TRUE },
  { "receipt", MADO_FOR_READERS },
  { "sources", MADO_FOR_READERS, .inside = source_members },
  { "done", MADO_FOR_READERS, .show = show_done },
  { "asked", MADO_FOR_READERS, .inside = asked_members },
  { "deficiencies", MADO_FOR_READERS, .inside = deficiency_members },
  { "entries", MADO_FOR_READERS, .show = show_entries },
  { "rights", MADO_FOR_READERS, .inside = right_members, .each_given = is_right_seen },
  { "recoveries", MADO_FOR_READERS, .inside = recovery_members, .is_aside = TRUE },
  { "attached_to", MADO_FOR_READERS },
  { "attached", MADO_FOR_READERS },
  { "protected", MADO_FOR_READERS, .show = show_protected, .is_aside = TRUE },
  { "conflicts", MADO_FOR_READERS, .inside = conflict_members, .each_given = is_item_seen },
  { "corrections", MADO_FOR_READERS, .inside = correction_members, .each_given = is_item_seen, .is_aside = TRUE },
  { "apart", MADO_FOR_READERS, .inside = apart_members, .is_aside = TRUE },
  { "notes", MADO_FOR_READERS, .show = show_notes },
  { "attachments", MADO_FOR_READERS, .inside = attachment_members, .each_given = is_attachment_seen, .is_aside = TRUE },
  { "covered", MADO_FOR_READERS, .inside = covered_members, .each_given = is_attachment_seen, .is_aside = TRUE },
  { "letters", MADO_FOR_READERS, .inside = letter_members, .each_given = is_letter_seen, .is_aside = TRUE },
  { "batch", MADO_FOR_READERS, .inside = batch_members },
  { MADO_BATCH_HELD, MADO_FOR_READERS, .inside = batch_members },
  {},
};
