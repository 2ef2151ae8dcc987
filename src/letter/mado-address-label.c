/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taken from the letter as it was written, so that sheet and envelope never name two people, and nobody gets a label
 * who gets no letter. */

#include "mado-address-label.h"

#define AREA "address"

static const char *const styles[] = { "postal", "address", "name", NULL };

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
      mado_manuscript_add (label, MADO_BLOCK_TEXT, block->id, AREA, block->style, block->text);
  }

  return label->blocks->len > 0 ? g_steal_pointer (&label) : NULL;
}
