/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Both say the same figures: by category and outcome, by hour, by day, and how long people waited. */

#include "mado-inquiry-report-paper.h"

#include "mado-ledger-words.h"
#include "mado-workbook.h"

#define TITLE "問合せ月報"
#define SUM "合計"

static const char *const outcome_words[] = {
  [MADO_INQUIRY_REPORT_ANSWERED] = "回答済み",
  [MADO_INQUIRY_REPORT_CALL_BACK] = "折返し",
  [MADO_INQUIRY_REPORT_ASK_WARD] = "区へ照会",
  [MADO_INQUIRY_REPORT_UNKNOWN] = "該当なし",
};

/**
 * mado_inquiry_report_get_outcome_words:
 * @outcome: how a call ended
 *
 * Returns: (transfer none): what the report calls it
 */
const char *
mado_inquiry_report_get_outcome_words (MadoInquiryOutcome outcome)
{
  return outcome_words[outcome];
}

/**
 * mado_inquiry_report_write_minutes:
 * @minutes: how long somebody waited; -1: nobody did
 *
 * Returns: (transfer full): "1日2時間", "2時間5分", "5分"; "－" for nobody
 */
char *
mado_inquiry_report_write_minutes (gint64 minutes)
{
  const int days = (int) (minutes / (24 * 60)), hours = (int) (minutes / 60 % 24), rest = (int) (minutes % 60);

  if (minutes < 0)
    return g_strdup ("－");
  if (days > 0)
    return g_strdup_printf ("%d日%d時間", days, hours);

  return hours > 0 ? g_strdup_printf ("%d時間%d分", hours, rest) : g_strdup_printf ("%d分", rest);
}

static char *
write_month (MadoDate month)
{
  return g_strdup_printf ("%d年%d月", month.year, month.month);
}

static const char *
get_label (const MadoInquiryTally *tally)
{
  return tally->label != NULL ? tally->label : tally->id;
}

typedef struct {
  const char *label;
  const MadoInquiryWaited *waited;
} Wait;

#define N_WAITS 2

static void
list_waits (const MadoInquiryReport *report, Wait waits[N_WAITS])
{
  waits[0] = (Wait) { "折返しまで", &report->call_back };
  waits[1] = (Wait) { "区の回答まで", &report->ward };
}

/* --- the form ----------------------------------------------------------------------------------------------------- */

static void
add_numbers (MadoBlock *table, const char *label, const guint *counts, guint sum)
{
  char texts[MADO_INQUIRY_REPORT_N_OUTCOMES + 1][16];

  for (guint i = 0; i < MADO_INQUIRY_REPORT_N_OUTCOMES; i++)
    g_snprintf (texts[i], sizeof texts[i], "%u", counts[i]);
  g_snprintf (texts[MADO_INQUIRY_REPORT_N_OUTCOMES], sizeof texts[0], "%u", sum);
  mado_block_add_row (table, label, texts[0], texts[1], texts[2], texts[3], texts[4], NULL);
}

static void
add_categories (MadoManuscript *form, const MadoInquiryReport *report)
{
  MadoBlock *table =
      mado_manuscript_add_table (form, "categories", "body", "cells", (const double[]) { 0, 22, 22, 22, 22, 22 }, 6);

  mado_block_add_row (table, "", outcome_words[0], outcome_words[1], outcome_words[2], outcome_words[3], SUM, NULL);
  for (guint i = 0; i < report->categories->len; i++) {
    const MadoInquiryTally *tally = g_ptr_array_index (report->categories, i);

    add_numbers (table, get_label (tally), tally->counts, mado_inquiry_tally_sum (tally));
  }
  add_numbers (table, SUM, report->outcomes, report->n);
  table->n_heads = 1;
  table->labels = 1;
}

static void
add_waits (MadoManuscript *form, const MadoInquiryReport *report)
{
  MadoBlock *table =
      mado_manuscript_add_table (form, "waits", "body", "cells", (const double[]) { 0, 26, 34, 34, 26 }, 5);
  Wait waits[N_WAITS];

  list_waits (report, waits);
  mado_block_add_row (table, "", "済", "中央値", "最長", "待ち", NULL);
  for (gsize i = 0; i < N_WAITS; i++) {
    g_autofree char *ended = g_strdup_printf ("%u件", waits[i].waited->ended->len);
    g_autofree char *open = g_strdup_printf ("%u件", waits[i].waited->n_open);
    g_autofree char *median = mado_inquiry_report_write_minutes (mado_inquiry_waited_get_median (waits[i].waited));
    g_autofree char *longest = mado_inquiry_report_write_minutes (mado_inquiry_waited_get_longest (waits[i].waited));

    mado_block_add_row (table, waits[i].label, ended, median, longest, open, NULL);
  }
  table->n_heads = 1;
  table->labels = 1;
}

/* Hours in which nobody called before the first call and after the last are left out. */
static void
add_hours (MadoManuscript *form, const MadoInquiryReport *report)
{
  MadoBlock *table = mado_manuscript_add_table (form, "hours", "body", "cells", (const double[]) { 40, 26, 0 }, 3);
  guint first = 0, end = MADO_INQUIRY_REPORT_N_HOURS;

  while (first < end && report->hours[first] == 0)
    first++;
  while (end > first && report->hours[end - 1] == 0)
    end--;
  mado_block_add_row (table, "時間帯", "件数", "割合", NULL);
  for (guint i = first; i < end; i++) {
    g_autofree char *hour = g_strdup_printf ("%u時台", i), *count = g_strdup_printf ("%u", report->hours[i]);
    g_autofree char *share = g_strdup_printf ("%.1f％", 100.0 * report->hours[i] / report->n);

    mado_block_add_row (table, hour, count, share, NULL);
  }
  table->n_heads = 1;
  table->labels = 1;
}

/**
 * mado_inquiry_report_write:
 * @report: a month
 * @programme: of whose calls
 * @day: when it is handed in
 *
 * Returns: (transfer full): the form, for the layout "a4-report"
 */
MadoManuscript *
mado_inquiry_report_write (const MadoInquiryReport *report, const MadoProgramme *programme, MadoDate day)
{
  g_autofree char *month = write_month (report->month);
  g_autofree char *title = g_strdup_printf (TITLE "（%s）", month);
  g_autofree char *sum = g_strdup_printf ("受電　%u件", report->n);
  g_autofree char *to = g_strdup_printf ("%s　御中", programme->identity.division);
  const MadoLedgerHeading heading = { month, day, to, "", programme->identity.title };
  MadoManuscript *form = mado_manuscript_new (title);

  mado_ledger_add_heading (form, &heading, title);
  mado_manuscript_add (form, MADO_BLOCK_TEXT, "sum", "body", "body", programme->identity.title);
  mado_manuscript_add (form, MADO_BLOCK_TEXT, "sum", "body", "heading", sum);
  add_categories (form, report);
  mado_manuscript_add (form, MADO_BLOCK_TEXT, "waits", "body", "heading", "待ち時間");
  add_waits (form, report);
  mado_manuscript_add (form, MADO_BLOCK_TEXT, "hours", "body", "heading", "時間帯別");
  add_hours (form, report);

  return form;
}

/* --- the spreadsheet ---------------------------------------------------------------------------------------------- */

static void
write_categories (MadoWorkbook *book, const MadoInquiryReport *report)
{
  lxw_worksheet *sheet = mado_workbook_add_sheet (book, "分類別");

  mado_workbook_add_column (book, sheet, 0, "分類", 24);
  for (guint i = 0; i < MADO_INQUIRY_REPORT_N_OUTCOMES; i++)
    mado_workbook_add_column (book, sheet, (lxw_col_t) (i + 1), outcome_words[i], 12);
  mado_workbook_add_column (book, sheet, MADO_INQUIRY_REPORT_N_OUTCOMES + 1, SUM, 12);
  for (guint i = 0; i < report->categories->len; i++) {
    const MadoInquiryTally *tally = g_ptr_array_index (report->categories, i);

    worksheet_write_string (sheet, i + 1, 0, get_label (tally), NULL);
    for (guint j = 0; j < MADO_INQUIRY_REPORT_N_OUTCOMES; j++)
      worksheet_write_number (sheet, i + 1, (lxw_col_t) (j + 1), tally->counts[j], NULL);
    worksheet_write_number (sheet, i + 1, MADO_INQUIRY_REPORT_N_OUTCOMES + 1, mado_inquiry_tally_sum (tally), NULL);
  }
}

static void
write_counts (MadoWorkbook *book, const char *name, const char *unit, const guint *counts, guint n, guint first)
{
  lxw_worksheet *sheet = mado_workbook_add_sheet (book, name);

  mado_workbook_add_column (book, sheet, 0, unit, 12);
  mado_workbook_add_column (book, sheet, 1, "件数", 12);
  for (guint i = 0; i < n; i++) {
    worksheet_write_number (sheet, i + 1, 0, first + i, NULL);
    worksheet_write_number (sheet, i + 1, 1, counts[i], NULL);
  }
}

static void
write_waits (MadoWorkbook *book, const MadoInquiryReport *report)
{
  static const char *const headings[] = { "待ち", "済（件）", "中央値（分）", "最長（分）", "待ち（件）" };
  lxw_worksheet *sheet = mado_workbook_add_sheet (book, "待ち時間");
  Wait waits[N_WAITS];

  list_waits (report, waits);
  for (lxw_col_t i = 0; i < (lxw_col_t) G_N_ELEMENTS (headings); i++)
    mado_workbook_add_column (book, sheet, i, headings[i], 16);
  for (lxw_row_t i = 0; i < N_WAITS; i++) {
    const MadoInquiryWaited *waited = waits[i].waited;

    worksheet_write_string (sheet, i + 1, 0, waits[i].label, NULL);
    worksheet_write_number (sheet, i + 1, 1, waited->ended->len, NULL);
    if (waited->ended->len > 0) {
      worksheet_write_number (sheet, i + 1, 2, (double) mado_inquiry_waited_get_median (waited), NULL);
      worksheet_write_number (sheet, i + 1, 3, (double) mado_inquiry_waited_get_longest (waited), NULL);
    }
    worksheet_write_number (sheet, i + 1, 4, waited->n_open, NULL);
  }
}

/**
 * mado_inquiry_report_write_workbook:
 * @report: a month
 * @error: why it cannot be written
 *
 * Returns: (transfer full) (nullable): a file of a spreadsheet program (xlsx)
 */
GBytes *
mado_inquiry_report_write_workbook (const MadoInquiryReport *report, GError **error)
{
  MadoWorkbook *book = mado_workbook_new ();

  write_categories (book, report);
  write_counts (book, "時間帯別", "時", report->hours, MADO_INQUIRY_REPORT_N_HOURS, 0);
  write_counts (book, "日別", "日", report->days, mado_inquiry_report_get_n_days (report), 1);
  write_waits (book, report);

  return mado_workbook_finish (book, error);
}
