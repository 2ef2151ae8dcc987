/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 振込データ送付票: what goes to the bank with the file, and is held against what the bank counts in it. */

#include "mado-transfer-sheet.h"

#include <string.h>

/* 1,234,567円 */
static char *
write_yen (gint64 yen)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, yen);
  GString *text = g_string_new (NULL);
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++) {
    if (i > 0 && (length - i) % 3 == 0)
      g_string_append_c (text, ',');
    g_string_append_c (text, digits[i]);
  }

  return g_string_free (g_string_append (text, "円"), FALSE);
}

static char *
write_count (gint64 count)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "件", count);
}

static void
add_file (MadoManuscript *sheet, const MadoTransferFigures *figures)
{
  MadoBlock *table = mado_manuscript_add_table (sheet, "file", "body", "table", (const double[]) { 34, 0 }, 2);
  g_autofree char *day = mado_ledger_write_day (figures->day);
  g_autofree char *warnings = figures->n_warnings == 0
                                  ? g_strdup ("なし")
                                  : g_strdup_printf ("%" G_GINT64_FORMAT "件（確認済）", figures->n_warnings);

  mado_block_add_row (table, "ファイル名", figures->file, NULL);
  mado_block_add_row (table, "振込方法", figures->way, NULL);
  mado_block_add_row (table, "振込指定日", day, NULL);
  mado_block_add_row (table, "支給予定", figures->batch, NULL);
  mado_block_add_row (table, "送付前の警告", warnings, NULL);
  table->labels = 1;
}

static void
add_figures (MadoManuscript *sheet, const MadoTransferFigures *figures)
{
  MadoBlock *table = mado_manuscript_add_table (sheet, "figures", "body", "cells", (const double[]) { 70, 40, 0 }, 3);
  g_autofree char *count = write_count (figures->count), *sum = write_yen (figures->sum);
  g_autofree char *count_read = write_count (figures->count_read), *sum_read = write_yen (figures->sum_read);

  mado_block_add_row (table, "", "件数", "金額", NULL);
  mado_block_add_row (table, "支給決定から数えた合計", count, sum, NULL);
  mado_block_add_row (table, "ファイルを読み直した合計", count_read, sum_read, NULL);
  mado_block_add_row (table, "金融機関の受付結果", "", "", NULL);
  table->n_heads = 1;
  table->labels = 1;
}

static void
add_digest (MadoManuscript *sheet, const char *digest)
{
  g_autoptr (GString) groups = g_string_new (NULL);

  for (gsize i = 0; digest[i] != '\0'; i++) {
    if (i > 0 && i % 8 == 0)
      g_string_append_c (groups, ' ');
    g_string_append_c (groups, digest[i]);
  }
  mado_manuscript_add (sheet, MADO_BLOCK_TEXT, "digest", "body", "heading", "ファイルの照合値（SHA-256）");
  mado_manuscript_add (sheet, MADO_BLOCK_TEXT, "digest", "body", "small", groups->str);
}

static void
add_signatures (MadoManuscript *sheet)
{
  MadoBlock *table =
      mado_manuscript_add_table (sheet, "signatures", "body", "head", (const double[]) { 30, 40, 0, 22 }, 4);
  MadoBlock *room = mado_manuscript_add_table (sheet, "room", "body", "sign", (const double[]) { 30, 40, 0, 22 }, 4);

  mado_block_add_row (table, "", "日時", "所属・氏名", "印", NULL);
  table->n_heads = 1;
  mado_block_add_row (room, "作成", "", "", "", NULL);
  mado_block_add_row (room, "照合", "", "", "", NULL);
  mado_block_add_row (room, "送付", "", "", "", NULL);
  room->labels = 1;
}

/**
 * mado_transfer_sheet_write:
 * @figures: what goes to the bank
 * @heading: who, to whom, when
 *
 * Returns: (transfer full): the sheet, for the layout "a4-report"
 */
MadoManuscript *
mado_transfer_sheet_write (const MadoTransferFigures *figures, const MadoLedgerHeading *heading)
{
  MadoManuscript *sheet = mado_manuscript_new ("振込データ送付票");

  mado_ledger_add_heading (sheet, heading, "振込データ送付票");
  add_file (sheet, figures);
  mado_manuscript_add (sheet, MADO_BLOCK_TEXT, "figures", "body", "heading", "合計（二通りに数えたもの）");
  add_figures (sheet, figures);
  add_digest (sheet, figures->digest);
  mado_manuscript_add (sheet, MADO_BLOCK_TEXT, "signatures", "body", "heading", "確認（署名）");
  add_signatures (sheet);

  return sheet;
}
