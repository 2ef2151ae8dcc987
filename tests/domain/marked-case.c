/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts the marker of each item wherever a case may hold a value of it. */

#include "marked-case.h"

#include <string.h>

#include "mado-draft.h"

#define ID "0195eeb1-5a00-7abc-8def-0123456789ab"
#define ROW "0195eeb1-5a00-7abc-8def-0123456789ac"

/* A value that holds the item's marker, in the shape of its type. */
static yyjson_mut_val *
make_value (yyjson_mut_doc *doc, const MadoItem *item, const char *marker)
{
  yyjson_mut_val *value;

  if (strcmp (item->type, "account") != 0 && strcmp (item->type, "name") != 0)
    return yyjson_mut_strcpy (doc, marker);
  value = yyjson_mut_obj (doc);
  yyjson_mut_obj_add_strcpy (doc, value, strcmp (item->type, "name") == 0 ? "kanji" : "number", marker);
  yyjson_mut_obj_add_strcpy (doc, value, strcmp (item->type, "name") == 0 ? "kana" : "holder", marker);

  return value;
}

static void
put_item (MadoDraft *draft, yyjson_mut_val *owner, const MadoItem *item)
{
  g_autofree char *marker = g_strdup_printf ("<%s>", item->id);
  g_autofree char *author = g_strdup_printf ("[%s]", item->id);
  yyjson_mut_val *items = mado_draft_ensure_object (draft, owner, "items");

  yyjson_mut_obj_add_val (draft->doc, items, item->id, make_value (draft->doc, item, marker));
  mado_draft_put_text (draft, mado_draft_ensure_object (draft, owner, "authors"), item->id, author);
}

static void
put_conflict (MadoDraft *draft, yyjson_mut_val *array, const MadoItem *item)
{
  static const char *const names[] = { "was", "now", "current" };
  g_autofree char *marker = g_strdup_printf ("<%s>", item->id);
  g_autofree char *author = g_strdup_printf ("[%s]", item->id);
  yyjson_mut_val *conflict = mado_draft_add_object (draft, array);

  mado_draft_put_text (draft, conflict, "item", item->id);
  mado_draft_put_text (draft, conflict, "by", author);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    yyjson_mut_obj_add_val (draft->doc, conflict, names[i], make_value (draft->doc, item, marker));
}

static void
put_note (MadoDraft *draft, const MadoItem *item)
{
  g_autofree char *marker = g_strdup_printf ("<%s>", item->id);
  yyjson_mut_val *notes = mado_draft_ensure_object (draft, draft->body, "notes");
  yyjson_mut_val *note = mado_draft_add_object (draft, mado_draft_ensure_array (draft, notes, item->id));

  mado_draft_put_text (draft, note, "text", marker);
}

static void
put_asked (MadoDraft *draft, const MadoItem *item)
{
  g_autofree char *marker = g_strdup_printf ("<%s>", item->id);
  yyjson_mut_val *asked = mado_draft_ensure_object (draft, draft->body, "asked");
  yyjson_mut_val *move = mado_draft_ensure_object (draft, asked, "move");

  put_conflict (draft, mado_draft_ensure_array (draft, move, "edits"), item);
  yyjson_mut_obj_add_val (draft->doc, mado_draft_ensure_object (draft, move, "sets"), item->id,
                          make_value (draft->doc, item, marker));
}

static void
put_row (MadoDraft *draft, const MadoItem *item)
{
  yyjson_mut_val *lists = mado_draft_ensure_object (draft, draft->body, "lists");
  yyjson_mut_val *rows = mado_draft_ensure_array (draft, lists, item->section);

  if (yyjson_mut_arr_size (rows) == 0)
    mado_draft_put_text (draft, mado_draft_add_object (draft, rows), "row", ROW);
  put_item (draft, yyjson_mut_arr_get_first (rows), item);
}

/**
 * marked_case_make:
 * @programme: a programme
 * @where: the places in which the items shall stand
 * @is_protected: whether the person is protected, because of "<why>"
 *
 * Returns: (transfer full): the first version of a case
 */
MadoEntity *
marked_case_make (const MadoProgramme *programme, guint where, gboolean is_protected)
{
  g_autoptr (MadoDraft) draft = mado_draft_new (mado_id_from_text (ID), "case", "received");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (where & MARKED_ROWS && item->is_of_list)
      put_row (draft, item);
    if (where & MARKED_ITEMS && !item->is_of_list)
      put_item (draft, draft->body, item);
    if (where & MARKED_CONFLICTS)
      put_conflict (draft, mado_draft_ensure_array (draft, draft->body, "conflicts"), item);
    if (where & MARKED_ASKED)
      put_asked (draft, item);
    if (where & MARKED_NOTES && strcmp (item->type, "notes") == 0)
      put_note (draft, item);
  }
  if (is_protected)
    mado_draft_put_text (draft, mado_draft_ensure_object (draft, draft->body, "protected"), "reason", "<why>");

  MadoEntity *entity = mado_draft_finish (draft, &error);

  g_assert_no_error (error);

  return entity;
}
