/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taken from the letter as it was written, so that sheet and envelope never name two people, and nobody gets a label
 * who gets no letter. */

#include "mado-address-label.h"

#include <string.h>

#define AREA "address"
#define LINE 36 /* columns that go on a line of a label; a kanji has two */

static const char *const styles[] = { "postal", "address", "name", NULL };

static guint
count_columns (const char *text, const char *end)
{
  guint n = 0;

  for (; text < end; text = g_utf8_next_char (text))
    n += g_unichar_iswide (g_utf8_get_char (text)) ? 2 : 1;

  return n;
}

/* Which does not go on one line: the building begins the second, rather than to be torn at the end of the first.
 * Returns: (transfer full) */
static char *
break_address (const char *text)
{
  const char *space = strpbrk (text, " "), *end = text + strlen (text);
  char *broken = g_strdup (text);

  if (strchr (text, '\n') == NULL && space != NULL && count_columns (text, end) > LINE &&
      count_columns (text, space) <= LINE && count_columns (space + 1, end) <= LINE)
    broken[space - text] = '\n';

  return broken;
}

static void
add_block (MadoManuscript *label, const MadoBlock *block)
{
  g_autofree char *text = g_str_equal (block->style, "address") ? break_address (block->text) : g_strdup (block->text);

  mado_manuscript_add (label, MADO_BLOCK_TEXT, block->id, AREA, block->style, text);
}

/**
 * mado_address_label_write:
 * @letter: as it is printed
 *
 * Returns: (transfer full) (nullable): its label; %NULL: nobody stands on its outside
 */
MadoManuscript *
mado_address_label_write (const MadoManuscript *letter)
{
  g_autoptr (MadoManuscript) label = mado_manuscript_new (letter->title);

  for (guint i = 0; i < letter->blocks->len; i++) {
    const MadoBlock *block = g_ptr_array_index (letter->blocks, i);

    if (block->kind == MADO_BLOCK_TEXT && g_str_equal (block->area, AREA) && g_strv_contains (styles, block->style))
      add_block (label, block);
  }

  return label->blocks->len > 0 ? g_steal_pointer (&label) : NULL;
}
