/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Headings in the words of the committee's paper, and values as people at a ward read them. */

#include "mado-packet-column.h"

#include <string.h>

#include "mado-benefit-rule.h"
#include "mado-json-member.h"

typedef struct {
  const char *member;
  const char *heading; /* behind the item's label */
} Part;

static const Part name_parts[] = { { "kanji", "" }, { "kana", "(カナ)" }, {} };

static const Part account_parts[] = { { "bank", "・金融機関コード" }, { "branch", "・支店コード" },
                                      { "kind", "・預金種目" },       { "number", "・口座番号" },
                                      { "holder", "・口座名義人" },   {} };

/* Of what stands in the body as an object; NULL: it is one value. */
static const Part *
find_parts (const MadoItem *item)
{
  if (strcmp (item->type, "name") == 0)
    return name_parts;

  return strcmp (item->type, "account") == 0 ? account_parts : NULL;
}

/**
 * mado_packet_column_takes:
 * @item: an item
 *
 * Returns: whether it has one value a case, which a row can hold
 */
gboolean
mado_packet_column_takes (const MadoItem *item)
{
  static const char *const growing[] = { "record", "notes", "state", NULL };

  return !item->is_of_list && !g_strv_contains (growing, item->type);
}

/**
 * mado_packet_column_add_headings:
 * @item: an item
 * @cells: (element-type utf8): takes its headings
 */
void
mado_packet_column_add_headings (const MadoItem *item, GPtrArray *cells)
{
  const Part *part = find_parts (item);

  if (part == NULL)
    g_ptr_array_add (cells, g_strdup (item->label));
  for (; part != NULL && part->member != NULL; part++)
    g_ptr_array_add (cells, g_strconcat (item->label, part->heading, NULL));
}

static char *
dup_text (const MadoItem *item, const char *text)
{
  const MadoNamed *choice = mado_section_find (item->choices, text);

  return g_strdup (choice != NULL ? choice->label : text);
}

static char *
dup_cell (const MadoItem *item, yyjson_val *value)
{
  if (value == NULL || yyjson_is_null (value))
    return g_strdup ("");
  if (yyjson_is_str (value))
    return dup_text (item, yyjson_get_str (value));
  if (yyjson_is_bool (value))
    return g_strdup (yyjson_is_true (value) ? "1" : "0");

  return yyjson_is_int (value) ? g_strdup_printf ("%" G_GINT64_FORMAT, yyjson_get_sint (value)) : NULL;
}

/**
 * mado_packet_column_add_cells:
 * @item: an item
 * @value: (nullable): what a case has of it
 * @cells: (element-type utf8): takes as many cells as it has headings
 *
 * Returns: whether the value is of the item's kind; nothing is added where it is not
 */
gboolean
mado_packet_column_add_cells (const MadoItem *item, yyjson_val *value, GPtrArray *cells)
{
  const Part *part = find_parts (item);

  if (part == NULL) {
    char *cell = dup_cell (item, value);

    if (cell != NULL)
      g_ptr_array_add (cells, cell);
    return cell != NULL;
  }
  if (value != NULL && (!yyjson_is_obj (value) || mado_json_get_flag (value, "masked")))
    return FALSE;
  for (; part->member != NULL; part++)
    g_ptr_array_add (cells, g_strdup (mado_json_get_text (value, part->member)));

  return TRUE;
}
