/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 封入・差出リスト: what goes into which box, sheet by sheet in the order of the run, with the figures that the post
 * office's receipt is held against. It names documents, and nobody. Box by box, so that a list of 25,000 letters takes
 * the memory of 200. Its own mark is not that of any letter: whoever scans the list instead of a sheet is told. */

#include "mado-packing-list.h"

#include "mado-form-print.h"
#include "mado-json-member.h"
#include "mado-ledger-words.h"
#include "mado-letter-run.h"
#include "mado-reference-file.h"

#define TITLE "封入・差出リスト"
#define OF_LIST "-LIST" /* behind the run's name, in the mark of its pages */
#define BOX 200         /* letters; five pages */

typedef struct {
  const MadoDeskClerk *clerk;
  const MadoLetterPile *pile;
  MadoManuscript *box; /* (nullable): that was written last */
} List;

static const char *
name_state (MadoPiledState state)
{
  static const char *const names[] = { "", "封入済", "書損", "引抜" };

  return names[state];
}

static void
add_figure (MadoBlock *table, const char *name, gint64 figure)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT "通", figure);

  mado_block_add_row (table, name, text, NULL);
}

static void
add_figures (MadoManuscript *sheet, const MadoLetterPile *pile)
{
  MadoBlock *table = mado_manuscript_add_table (sheet, "figures", "body", "table", (const double[]) { 50, 0 }, 2);

  add_figure (table, "一覧の通数", mado_letter_pile_count (pile, MADO_LETTER_RUN_COUNT));
  add_figure (table, "書損", mado_letter_pile_count (pile, MADO_LETTER_RUN_SPOILED));
  add_figure (table, "刷直し", mado_letter_pile_count (pile, MADO_LETTER_RUN_REPRINTED));
  add_figure (table, "引抜", mado_letter_pile_count (pile, MADO_LETTER_RUN_VOID));
  add_figure (table, "差し出す通数", mado_letter_pile_count_good (pile));
  table->labels = 1;
}

static void
add_sheets (MadoManuscript *sheet, const MadoLetterPile *pile, guint first, guint end)
{
  MadoBlock *table =
      mado_manuscript_add_table (sheet, "sheets", "body", "cells", (const double[]) { 18, 48, 0, 22, 16 }, 5);

  mado_block_add_row (table, "連番", "用紙の印", "文書番号", "状態", "確認", NULL);
  table->n_heads = 1;
  for (guint i = first; i < end; i++) {
    const MadoPiledSheet *piled = g_ptr_array_index (pile->sheets, i);
    g_autofree char *serial = g_strdup_printf ("%" G_GINT64_FORMAT, mado_piled_sheet_get_serial (piled));

    mado_block_add_row (table, serial, piled->mark, mado_piled_sheet_get_number (piled), name_state (piled->state), "",
                        NULL);
  }
}

static guint
count_boxes (const MadoLetterPile *pile)
{
  return MAX (1, (pile->sheets->len + BOX - 1) / BOX);
}

/* Where there is but one box, nobody has to be told which. */
static void
add_box (MadoManuscript *sheet, const MadoLetterPile *pile, guint box)
{
  const guint first = box * BOX, end = MIN (first + BOX, pile->sheets->len), n_boxes = count_boxes (pile);

  if (n_boxes > 1) {
    g_autofree char *heading = g_strdup_printf ("箱 %u／%u", box + 1, n_boxes);

    mado_manuscript_add (sheet, MADO_BLOCK_TEXT, "box", "body", "heading", heading);
  }
  add_sheets (sheet, pile, first, end);
}

static void
add_head (MadoManuscript *sheet, const List *self)
{
  const char *letter_id = mado_json_get_text (mado_entity_get_body (self->pile->run), "letter");
  const MadoLetter *letter = mado_section_find (self->clerk->programme->letters, letter_id);
  const MadoLedgerHeading heading = { mado_letter_pile_get_number (self->pile),
                                      mado_instant_get_japanese_day (self->clerk->now),
                                      letter != NULL ? letter->label : "", self->clerk->person.account,
                                      self->clerk->programme->identity.title };

  mado_ledger_add_heading (sheet, &heading, TITLE);
}

/* All of it above the first box; the others go with the run's number and their own. */
static const MadoManuscript *
write_box (gpointer user_data, guint box)
{
  List *self = user_data;

  g_clear_pointer (&self->box, mado_manuscript_free);
  if (box >= count_boxes (self->pile))
    return NULL;
  self->box = mado_manuscript_new (TITLE);
  add_head (self->box, self);
  if (box == 0)
    add_figures (self->box, self->pile);
  add_box (self->box, self->pile, box);

  return self->box;
}

/**
 * mado_packing_list_print:
 * @clerk: who makes it
 * @pile: a run, in the order of packing
 * @error: why it cannot be set
 *
 * Returns: (transfer full) (nullable): a PDF
 */
GBytes *
mado_packing_list_print (const MadoDeskClerk *clerk, const MadoLetterPile *pile, GError **error)
{
  g_autofree char *layout = mado_reference_file_dup_sample_path (MADO_FORM_LAYOUT);
  g_autofree char *number = g_strconcat (mado_letter_pile_get_number (pile), OF_LIST, NULL);
  List list = { clerk, pile, NULL };
  GBytes *pdf =
      mado_form_print_parts (layout, write_box, &list, number, mado_instant_get_japanese_day (clerk->now), error);

  g_clear_pointer (&list.box, mado_manuscript_free);

  return pdf;
}
