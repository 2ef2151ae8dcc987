/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 封入・差出リスト: what goes into which box, sheet by sheet in the order of the run, with the figures that the post
 * office's receipt is held against. It names documents, and nobody. */

#include "mado-packing-list.h"

#include "mado-form-print.h"
#include "mado-json-member.h"
#include "mado-ledger-words.h"
#include "mado-letter-run.h"
#include "mado-reference-file.h"

#define TITLE "封入・差出リスト"

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
add_sheets (MadoManuscript *sheet, const MadoLetterPile *pile)
{
  MadoBlock *table =
      mado_manuscript_add_table (sheet, "sheets", "body", "cells", (const double[]) { 18, 48, 0, 22, 16 }, 5);

  mado_block_add_row (table, "連番", "用紙の印", "文書番号", "状態", "確認", NULL);
  table->n_heads = 1;
  for (guint i = 0; i < pile->sheets->len; i++) {
    const MadoPiledSheet *piled = g_ptr_array_index (pile->sheets, i);
    g_autofree char *serial = g_strdup_printf ("%" G_GINT64_FORMAT, mado_piled_sheet_get_serial (piled));

    mado_block_add_row (table, serial, piled->mark, mado_piled_sheet_get_number (piled), name_state (piled->state), "",
                        NULL);
  }
}

static MadoManuscript *
write_list (const MadoPaymentClerk *clerk, const MadoLetterPile *pile)
{
  const MadoLetter *letter =
      mado_section_find (clerk->programme->letters, mado_json_get_text (mado_entity_get_body (pile->run), "letter"));
  const MadoLedgerHeading heading = { mado_letter_pile_get_number (pile), mado_instant_get_japanese_day (clerk->now),
                                      letter != NULL ? letter->label : "", clerk->person.account,
                                      clerk->programme->identity.title };
  MadoManuscript *sheet = mado_manuscript_new (TITLE);

  mado_ledger_add_heading (sheet, &heading, TITLE);
  add_figures (sheet, pile);
  add_sheets (sheet, pile);

  return sheet;
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
mado_packing_list_print (const MadoPaymentClerk *clerk, const MadoLetterPile *pile, GError **error)
{
  g_autofree char *layout = mado_reference_file_dup_sample_path (MADO_FORM_LAYOUT);
  g_autoptr (MadoManuscript) sheet = write_list (clerk, pile);

  return mado_form_print (layout, sheet, mado_letter_pile_get_number (pile), mado_instant_get_japanese_day (clerk->now),
                          error);
}
