/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a run shows is what stands on its packing list. */

#include "mado-sheet-list.h"

#include <glib/gi18n.h>

#include "mado-json-member.h"
#include "mado-letter-words.h"

/**
 * mado_sheet_list_head:
 * @table: a table
 *
 * Gives it the columns of a packing list.
 */
void
mado_sheet_list_head (MadoMoneyTable *table)
{
  const char *const columns[] = { _ ("Mark"), _ ("Document number"), _ ("Addressee"), _ ("State"), NULL };

  mado_money_table_head (table, _ ("Sheets"), columns, 2);
}

static MadoMoneyLine *
create_line (const MadoPiledSheet *sheet, guint place)
{
  yyjson_val *body = mado_entity_get_body (sheet->letter);
  MadoMoneyLine *line = mado_money_line_new (mado_entity_get_id (sheet->letter), place);

  mado_money_line_take (line, 0, g_strdup (sheet->mark));
  mado_money_line_take (line, 1, g_strdup (mado_piled_sheet_get_number (sheet)));
  mado_money_line_take (line, 2, g_strdup (mado_json_get_text (body, "to")));
  mado_money_line_take (line, 3, g_strdup (mado_letter_words_get_sheet (sheet->state)));

  return line;
}

/**
 * mado_sheet_list_show:
 * @table: a table of sheets
 * @pile: a run, in the order of packing
 */
void
mado_sheet_list_show (MadoMoneyTable *table, const MadoLetterPile *pile)
{
  g_autoptr (GListStore) lines = g_list_store_new (MADO_TYPE_MONEY_LINE);

  for (guint i = 0; i < pile->sheets->len; i++) {
    g_autoptr (MadoMoneyLine) line = create_line (g_ptr_array_index (pile->sheets, i), i);

    g_list_store_append (lines, line);
  }
  mado_money_table_show (table, lines, _ ("No letters in it"));
}
