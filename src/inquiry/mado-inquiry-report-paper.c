/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Both say the same figures: by category and outcome, by hour, by day, and how long people waited. */

#include "mado-inquiry-report-paper.h"

#include "mado-era.h"
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

/**
 * mado_inquiry_report_write_month:
 * @month: its first day
 *
 * Returns: (transfer full): "令和7年6月"
 */
char *
mado_inquiry_report_write_month (MadoDate month)
{
  g_autofree char *year = mado_era_format_year (month);

  return g_strdup_printf ("%s%d月", year, month.month);
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
      mado_manuscript_add_table (form, "categories", "body", "figures", (const double[]) { 52, 0, 0, 0, 0, 0 }, 6);

  mado_block_add_row (table, "分類", outcome_words[0], outcome_words[1], outcome_words[2], outcome_words[3], SUM, NULL);
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
      mado_manuscript_add_table (form, "waits", "body", "figures", (const double[]) { 52, 0, 0, 0, 0 }, 5);
  Wait waits[N_WAITS];

  list_waits (report, waits);
  mado_block_add_row (table, "", "完了", "中央値", "最長", "未完了", NULL);
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
  MadoBlock *table = mado_manuscript_add_table (form, "hours", "body", "figures", (const double[]) { 52, 28, 28 }, 3);
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
  g_autofree char *month = mado_inquiry_report_write_month (report->month);
  g_autofree char *title = g_strdup_printf (TITLE "（%s）", month);
  g_autofree char *of_month = g_strconcat (month, "分", NULL); /* a day stands below it */
  g_autofree char *sum = g_strdup_printf ("受電　%u件", report->n);
  g_autofree char *to = g_strdup_printf ("%s　御中", programme->identity.division);
  const MadoLedgerHeading heading = { of_month, day, to, "", programme->identity.title };
  MadoManuscript *form = mado_manuscript_new (title);

  mado_ledger_add_heading (form, &heading, title);
  mado_manuscript_add (form, MADO_BLOCK_TEXT, "sum", "body", "body", programme->identity.title);
  mado_manuscript_add (form, MADO_BLOCK_TEXT, "sum", "body", "heading", sum);
  add_categories (form, report);
  mado_manuscript_add (form, MADO_BLOCK_TEXT, "waits", "body", "heading", "待ち時間");
  add_waits (form, report);
  if (report->n > 0) {
    mado_manuscript_add (form, MADO_BLOCK_TEXT, "hours", "body", "heading", "時間帯別");
    add_hours (form, report);
  }

  return form;
}

/* --- the spreadsheet ---------------------------------------------------------------------------------------------- */

#define A4 9 /* as spreadsheets number paper */

/* A file, and how its cells look. */
typedef struct {
  MadoWorkbook *book;
  const MadoInquiryReport *report;
  char *heading; /* of each page that is printed */
  lxw_format *sum, *day, *title;
} Table;

static Table
begin_table (const MadoInquiryReport *report, const MadoProgramme *programme)
{
  g_autofree char *month = mado_inquiry_report_write_month (report->month);
  MadoWorkbook *book = mado_workbook_new ();
  Table table = { .book = book, .report = report };

  table.heading = g_strdup_printf ("&L%s&R" TITLE "（%s）", programme->identity.title, month);
  table.sum = workbook_add_format (book->book);
  table.day = workbook_add_format (book->book);
  table.title = workbook_add_format (book->book);
  format_set_bold (table.sum);
  format_set_top (table.sum, LXW_BORDER_THIN);
  format_set_num_format (table.day, "m\"月\"d\"日\"(aaa)");
  format_set_align (table.day, LXW_ALIGN_LEFT);
  format_set_bold (table.title);
  format_set_font_size (table.title, 14);

  return table;
}

/* As it lies on the ward's desk: each sheet on one page, which says whose and of when it is. */
static void
set_paper (const Table *self, lxw_worksheet *sheet)
{
  worksheet_set_paper (sheet, A4);
  worksheet_fit_to_pages (sheet, 1, 1);
  worksheet_set_header (sheet, self->heading);
  worksheet_set_footer (sheet, "&C&A");
}

static lxw_worksheet *
add_sheet (const Table *self, const char *name)
{
  lxw_worksheet *sheet = mado_workbook_add_sheet (self->book, name);

  set_paper (self, sheet);

  return sheet;
}

/* Counts in a column, and below them what they come to, which follows when somebody changes one. */
static void
write_sum (const Table *self, lxw_worksheet *sheet, lxw_col_t column, lxw_row_t n, guint sum)
{
  char formula[32];

  g_snprintf (formula, sizeof formula, "=SUM(%c2:%c%u)", 'A' + column, 'A' + column, n + 1);
  worksheet_write_formula_num (sheet, n + 1, column, formula, self->sum, sum);
}

static void
write_fact (const Table *self, lxw_worksheet *sheet, lxw_row_t row, const char *name, const char *text)
{
  worksheet_write_string (sheet, row, 0, name, self->book->head);
  worksheet_write_string (sheet, row, 1, text, NULL);
}

static void
write_cover (const Table *self, const MadoProgramme *programme, MadoDate day)
{
  lxw_worksheet *sheet = workbook_add_worksheet (self->book->book, "概要");
  g_autofree char *month = mado_inquiry_report_write_month (self->report->month), *made = mado_era_format (day);

  set_paper (self, sheet);
  worksheet_set_column (sheet, 0, 0, 16, NULL);
  worksheet_set_column (sheet, 1, 1, 44, NULL);
  worksheet_write_string (sheet, 0, 0, TITLE, self->title);
  write_fact (self, sheet, 2, "事業", programme->identity.title);
  write_fact (self, sheet, 3, "提出先", programme->identity.division);
  write_fact (self, sheet, 4, "対象月", month);
  write_fact (self, sheet, 5, "作成日", made);
  worksheet_write_string (sheet, 7, 0, "受電（件）", self->book->head);
  worksheet_write_number (sheet, 7, 1, self->report->n, NULL);
  for (guint i = 0; i < MADO_INQUIRY_REPORT_N_OUTCOMES; i++) {
    worksheet_write_string (sheet, 8 + i, 0, outcome_words[i], self->book->head);
    worksheet_write_number (sheet, 8 + i, 1, self->report->outcomes[i], NULL);
  }
}

static void
write_categories (const Table *self)
{
  lxw_worksheet *sheet = add_sheet (self, "分類別");
  const lxw_row_t n = self->report->categories->len;

  mado_workbook_add_column (self->book, sheet, 0, "分類", 24);
  for (guint i = 0; i < MADO_INQUIRY_REPORT_N_OUTCOMES; i++)
    mado_workbook_add_column (self->book, sheet, (lxw_col_t) (i + 1), outcome_words[i], 12);
  mado_workbook_add_column (self->book, sheet, MADO_INQUIRY_REPORT_N_OUTCOMES + 1, SUM, 12);
  for (lxw_row_t i = 0; i < n; i++) {
    const MadoInquiryTally *tally = g_ptr_array_index (self->report->categories, i);

    worksheet_write_string (sheet, i + 1, 0, get_label (tally), NULL);
    for (guint j = 0; j < MADO_INQUIRY_REPORT_N_OUTCOMES; j++)
      worksheet_write_number (sheet, i + 1, (lxw_col_t) (j + 1), tally->counts[j], NULL);
    worksheet_write_number (sheet, i + 1, MADO_INQUIRY_REPORT_N_OUTCOMES + 1, mado_inquiry_tally_sum (tally), NULL);
  }
  worksheet_write_string (sheet, n + 1, 0, SUM, self->sum);
  for (guint j = 0; j < MADO_INQUIRY_REPORT_N_OUTCOMES; j++)
    write_sum (self, sheet, (lxw_col_t) (j + 1), n, self->report->outcomes[j]);
  write_sum (self, sheet, MADO_INQUIRY_REPORT_N_OUTCOMES + 1, n, self->report->n);
}

/* A bar for each row, beside them. */
static void
draw_counts (const Table *self, lxw_worksheet *sheet, lxw_row_t n)
{
  lxw_chart *chart = workbook_add_chart (self->book->book, LXW_CHART_COLUMN);
  lxw_chart_series *series = chart_add_series (chart, NULL, NULL);

  chart_series_set_categories (series, sheet->name, 1, 0, n, 0);
  chart_series_set_values (series, sheet->name, 1, 1, n, 1);
  chart_series_set_name (series, "件数");
  chart_title_set_name (chart, sheet->name);
  chart_legend_set_position (chart, LXW_CHART_LEGEND_NONE);
  worksheet_insert_chart (sheet, 1, 3, chart);
}

static lxw_worksheet *
begin_counts (const Table *self, const char *name, const char *unit)
{
  lxw_worksheet *sheet = add_sheet (self, name);

  mado_workbook_add_column (self->book, sheet, 0, unit, 14);
  mado_workbook_add_column (self->book, sheet, 1, "件数", 12);

  return sheet;
}

static void
end_counts (const Table *self, lxw_worksheet *sheet, const guint *counts, lxw_row_t n)
{
  for (lxw_row_t i = 0; i < n; i++)
    worksheet_write_number (sheet, i + 1, 1, counts[i], NULL);
  worksheet_write_string (sheet, n + 1, 0, SUM, self->sum);
  write_sum (self, sheet, 1, n, self->report->n);
  draw_counts (self, sheet, n);
}

static void
write_hours (const Table *self)
{
  lxw_worksheet *sheet = begin_counts (self, "時間帯別", "時間帯");

  for (lxw_row_t i = 0; i < MADO_INQUIRY_REPORT_N_HOURS; i++) {
    g_autofree char *hour = g_strdup_printf ("%u時台", i);

    worksheet_write_string (sheet, i + 1, 0, hour, NULL);
  }
  end_counts (self, sheet, self->report->hours, MADO_INQUIRY_REPORT_N_HOURS);
}

static void
write_days (const Table *self)
{
  lxw_worksheet *sheet = begin_counts (self, "日別", "日");
  const lxw_row_t n = mado_inquiry_report_get_n_days (self->report);

  for (lxw_row_t i = 0; i < n; i++) {
    lxw_datetime day = { .year = self->report->month.year, .month = self->report->month.month, .day = (int) i + 1 };

    worksheet_write_datetime (sheet, i + 1, 0, &day, self->day);
  }
  end_counts (self, sheet, self->report->days, n);
}

static void
write_waits (const Table *self)
{
  static const char *const headings[] = { "待ち時間", "完了（件）", "中央値（分）", "最長（分）", "未完了（件）" };
  lxw_worksheet *sheet = add_sheet (self, "待ち時間");
  Wait waits[N_WAITS];

  list_waits (self->report, waits);
  for (lxw_col_t i = 0; i < (lxw_col_t) G_N_ELEMENTS (headings); i++)
    mado_workbook_add_column (self->book, sheet, i, headings[i], 16);
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
 * @programme: of whose calls
 * @day: when it is handed in
 * @error: why it cannot be written
 *
 * Returns: (transfer full) (nullable): a file of a spreadsheet program (xlsx)
 */
GBytes *
mado_inquiry_report_write_workbook (const MadoInquiryReport *report,
                                    const MadoProgramme *programme,
                                    MadoDate day,
                                    GError **error)
{
  Table table = begin_table (report, programme);

  write_cover (&table, programme, day);
  write_categories (&table);
  write_hours (&table);
  write_days (&table);
  write_waits (&table);
  g_free (table.heading);

  return mado_workbook_finish (table.book, error);
}
