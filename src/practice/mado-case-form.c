/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A form is typed in at reception; what was forgotten or has changed is mended later; an account is typed by two who do
 * not see each other, now and then wrongly. */

#include "mado-case-form.h"

#include <string.h>

#include "mado-json-member.h"

#define MISTYPED 60 /* of a thousand entries */
#define MISTYPED_AGAIN 500

static yyjson_val *
get_current (const MadoCaseLife *life, const MadoItem *item)
{
  return yyjson_obj_get (yyjson_obj_get (mado_case_life_get_body (life), "items"), item->id);
}

static void
write_edit (
    yyjson_mut_doc *doc, yyjson_mut_val *edits, const char *item, const char *row, yyjson_val *was, yyjson_mut_val *now)
{
  yyjson_mut_val *edit = yyjson_mut_arr_add_obj (doc, edits);

  yyjson_mut_obj_add_str (doc, edit, "item", item);
  if (row != NULL)
    yyjson_mut_obj_add_strcpy (doc, edit, "row", row);
  if (was != NULL)
    yyjson_mut_obj_add_val (doc, edit, "was", yyjson_val_mut_copy (doc, was));
  yyjson_mut_obj_add_val (doc, edit, "now", yyjson_mut_val_mut_copy (doc, now));
}

/**
 * mado_case_form_add_edit:
 * @life: a case
 * @item: an item of the case itself
 * @value: what it shall be
 * @doc: of @edits
 * @edits: where to add it
 */
void
mado_case_form_add_edit (
    const MadoCaseLife *life, const MadoItem *item, yyjson_mut_val *value, yyjson_mut_doc *doc, yyjson_mut_val *edits)
{
  write_edit (doc, edits, item->id, NULL, get_current (life, item), value);
}

/* --- the whole form ---------------------------------------------------------------------------------------------- */

static gboolean
is_typed_by (const MadoItem *item, const GPtrArray *roles)
{
  if (strcmp (item->entry, "blind_twice") == 0 || strcmp (item->type, "notes") == 0)
    return FALSE;
  for (guint i = 0; i < roles->len; i++)
    if (!mado_item_may_edit (item, g_ptr_array_index (roles, i)))
      return FALSE;

  return TRUE;
}

static void
add_items (const MadoCaseLife *life,
           const GPtrArray *roles,
           yyjson_mut_val *written,
           const char *row,
           yyjson_mut_doc *doc,
           yyjson_mut_val *edits)
{
  yyjson_mut_obj_iter iter = yyjson_mut_obj_iter_with (written);

  for (yyjson_mut_val *id = yyjson_mut_obj_iter_next (&iter); id != NULL; id = yyjson_mut_obj_iter_next (&iter)) {
    const MadoItem *item = mado_section_find (life->office->programme->items, yyjson_mut_get_str (id));

    if (is_typed_by (item, roles))
      write_edit (doc, edits, item->id, row, row == NULL ? get_current (life, item) : NULL,
                  yyjson_mut_obj_iter_get_val (id));
  }
}

static void
add_row (const MadoCaseLife *life,
         const GPtrArray *roles,
         const char *list,
         yyjson_mut_val *written,
         yyjson_mut_doc *doc,
         yyjson_mut_val *body)
{
  yyjson_mut_val *row = yyjson_mut_arr_add_obj (doc, yyjson_mut_obj_get (body, "add_rows"));
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (mado_counter_draw_id (life->office->counter), id);
  yyjson_mut_obj_add_str (doc, row, "list", list);
  yyjson_mut_obj_add_strcpy (doc, row, "row", id);
  add_items (life, roles, written, id, doc, yyjson_mut_obj_get (body, "edits"));
}

/**
 * mado_case_form_add:
 * @life: a case
 * @roles: (element-type utf8): of whoever types it
 * @doc: of @body
 * @body: of an operation, which gets all that stands on the paper and those may edit
 */
void
mado_case_form_add (const MadoCaseLife *life, const GPtrArray *roles, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  yyjson_mut_val *edits = yyjson_mut_obj_add_arr (doc, body, "edits");
  yyjson_mut_obj_iter lists = yyjson_mut_obj_iter_with (life->paper->rows);

  add_items (life, roles, life->paper->written, NULL, doc, edits);
  if (yyjson_mut_obj_size (life->paper->rows) > 0)
    yyjson_mut_obj_add_arr (doc, body, "add_rows");
  for (yyjson_mut_val *id = yyjson_mut_obj_iter_next (&lists); id != NULL; id = yyjson_mut_obj_iter_next (&lists)) {
    yyjson_mut_arr_iter rows = yyjson_mut_arr_iter_with (yyjson_mut_obj_iter_get_val (id));

    for (yyjson_mut_val *row = yyjson_mut_arr_iter_next (&rows); row != NULL; row = yyjson_mut_arr_iter_next (&rows))
      add_row (life, roles, yyjson_mut_get_str (id), yyjson_mut_obj_get (row, "written"), doc, body);
  }
}

/* --- what was forgotten, or has changed -------------------------------------------------------------------------- */

static gboolean
edit (MadoCaseLife *life, const MadoItem *item, yyjson_mut_val *value)
{
  MadoCounter *counter = life->office->counter;
  g_autoptr (GPtrArray) editors = mado_staff_list (counter->staff, item->edit, &counter->chance);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  gboolean is_done;

  mado_case_form_add_edit (life, item, value, doc, yyjson_mut_obj_add_arr (doc, body, "edits"));
  is_done = mado_case_life_do (life, "case.edit", body, editors);
  yyjson_mut_doc_free (doc);

  return is_done;
}

/**
 * mado_case_form_mend:
 * @life: a case
 * @item: an item of it that is missing or wrong
 *
 * Somebody asks, and what is so is typed; where just that was wrong, it has become something else.
 *
 * Returns: whether it was done
 */
gboolean
mado_case_form_mend (MadoCaseLife *life, const MadoItem *item)
{
  yyjson_mut_val *value = mado_paper_get_whole (life->paper, item, 0);
  yyjson_val *current = get_current (life, item);

  if (item->entry[0] != '\0')
    return mado_case_form_enter_account (life, item);
  if (item->is_of_list || item->set_by[0] != '\0')
    return FALSE;
  if (value == NULL || (current != NULL && yyjson_mut_equals (value, yyjson_val_mut_copy (life->paper->doc, current))))
    value = mado_paper_draw_again (life->paper, item);

  return value != NULL && edit (life, item, value);
}

/* --- accounts ---------------------------------------------------------------------------------------------------- */

/* A digit is easily mistyped. */
static yyjson_mut_val *
type_account (MadoCaseLife *life, yyjson_mut_val *account, guint mistyped, yyjson_mut_doc *doc)
{
  yyjson_mut_val *value = yyjson_mut_val_mut_copy (doc, account);
  g_autofree char *number = g_strdup (yyjson_mut_get_str (yyjson_mut_obj_get (value, "number")));

  if (!mado_counter_happens (life->office->counter, mistyped))
    return value;
  number[3] = number[3] == '9' ? '0' : (char) (number[3] + 1);
  yyjson_mut_obj_put (value, yyjson_mut_str (doc, "number"), yyjson_mut_strcpy (doc, number));

  return value;
}

static gboolean
enter (MadoCaseLife *life,
       const char *kind,
       const MadoItem *item,
       yyjson_mut_val *account,
       guint mistyped,
       const GPtrArray *who)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  gboolean is_done;

  yyjson_mut_obj_add_str (doc, body, "item", item->id);
  yyjson_mut_obj_add_val (doc, body, "value", type_account (life, account, mistyped, doc));
  is_done = mado_case_life_do (life, kind, body, who);
  yyjson_mut_doc_free (doc);

  return is_done;
}

static gboolean
is_agreed (const MadoCaseLife *life, const MadoItem *item)
{
  yyjson_val *entries = yyjson_obj_get (mado_case_life_get_body (life), "entries");

  return yyjson_obj_get (yyjson_obj_get (entries, item->id), "agreed") != NULL;
}

static GPtrArray *
pick_one (const GPtrArray *clerks, guint index)
{
  GPtrArray *one = g_ptr_array_new ();

  if (index < clerks->len)
    g_ptr_array_add (one, g_ptr_array_index (clerks, index));

  return one;
}

/**
 * mado_case_form_enter_account:
 * @life: a case
 * @item: an item that two people type
 *
 * Two people type the account; where they differ, the second looks again; where they still differ, a third decides.
 *
 * Returns: whether there is an account upon which they agree
 */
gboolean
mado_case_form_enter_account (MadoCaseLife *life, const MadoItem *item)
{
  MadoCounter *counter = life->office->counter;
  yyjson_mut_val *account = mado_paper_get_whole (life->paper, item, 0);
  g_autoptr (GPtrArray) typists = mado_staff_list (counter->staff, item->edit, &counter->chance);
  g_autoptr (GPtrArray) judges = mado_staff_list_with_duty (counter->staff, "adjudicate", &counter->chance);
  g_autoptr (GPtrArray) first = pick_one (typists, 0);
  g_autoptr (GPtrArray) second = pick_one (typists, 1);

  if (account == NULL && (account = mado_paper_draw_again (life->paper, item)) == NULL)
    return FALSE;
  if (!enter (life, "case.enter_account", item, account, MISTYPED, first) ||
      !enter (life, "case.enter_account", item, account, MISTYPED, second))
    return FALSE;
  if (is_agreed (life, item))
    return TRUE;
  if (!enter (life, "case.enter_account", item, account, MISTYPED_AGAIN, second))
    return FALSE;

  return is_agreed (life, item) || enter (life, "case.adjudicate_account", item, account, 0, judges);
}

/**
 * mado_case_form_add_change:
 * @life: a case
 * @transition: that may change some items
 * @doc: of @body
 * @body: of the operation, which gets one change
 */
void
mado_case_form_add_change (const MadoCaseLife *life,
                           const MadoTransition *transition,
                           yyjson_mut_doc *doc,
                           yyjson_mut_val *body)
{
  guint n = transition->edited->len;
  guint first = mado_chance_roll (&life->office->counter->chance, n);

  for (guint i = 0; i < n; i++) {
    const MadoItem *item =
        mado_section_find (life->office->programme->items, g_ptr_array_index (transition->edited, (first + i) % n));

    if (item->is_of_list || item->set_by[0] != '\0' || item->entry[0] != '\0')
      continue;

    yyjson_mut_val *value = mado_paper_draw_again (life->paper, item);

    if (value != NULL) {
      mado_case_form_add_edit (life, item, value, doc, yyjson_mut_obj_add_arr (doc, body, "edits"));
      return;
    }
  }
}
