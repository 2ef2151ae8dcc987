/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl inquiry report`: what the calls of a month came to, out of a file that has an entity a line. */

#include <string.h>

#include "ctl-lines.h"
#include "ctl-packet.h"
#include "ctl-programme.h"
#include "mado-form-print.h"
#include "mado-inquiry-report-paper.h"
#include "mado-inquiry.h"
#include "mado-reference-file.h"

static gboolean
count_line (gpointer report, const char *line, gsize length, G_GNUC_UNUSED guint64 number, GError **error)
{
  g_autoptr (MadoEntity) entity = mado_entity_read (line, length, error);

  if (entity == NULL)
    return FALSE;
  if (strcmp (mado_entity_get_kind (entity), mado_inquiry_kind.name) == 0)
    mado_inquiry_report_count (report, entity);

  return TRUE;
}

/* --- the answer --------------------------------------------------------------------------------------------------- */

static void
answer_waited (MadoCtlCall *call, const char *name, const MadoInquiryWaited *waited)
{
  json_builder_set_member_name (call->answer, name);
  json_builder_begin_object (call->answer);
  mado_ctl_answer_number (call, "ended", waited->ended->len);
  mado_ctl_answer_number (call, "open", waited->n_open);
  if (waited->ended->len > 0) {
    mado_ctl_answer_number (call, "median_minutes", mado_inquiry_waited_get_median (waited));
    mado_ctl_answer_number (call, "longest_minutes", mado_inquiry_waited_get_longest (waited));
  }
  json_builder_end_object (call->answer);
}

static void
answer_categories (MadoCtlCall *call, const MadoInquiryReport *report)
{
  json_builder_set_member_name (call->answer, "categories");
  json_builder_begin_object (call->answer);
  for (guint i = 0; i < report->categories->len; i++) {
    const MadoInquiryTally *tally = g_ptr_array_index (report->categories, i);

    mado_ctl_answer_number (call, tally->id, mado_inquiry_tally_sum (tally));
  }
  json_builder_end_object (call->answer);
}

static void
answer_report (MadoCtlCall *call, const MadoInquiryReport *report)
{
  mado_ctl_answer_number (call, "calls", report->n);
  for (MadoInquiryOutcome outcome = 0; outcome < MADO_INQUIRY_REPORT_N_OUTCOMES; outcome++)
    mado_ctl_answer_number (call, mado_inquiry_report_get_outcome_name (outcome), report->outcomes[outcome]);
  answer_categories (call, report);
  answer_waited (call, "until_called_back", &report->call_back);
  answer_waited (call, "until_ward_replied", &report->ward);
}

/* --- files -------------------------------------------------------------------------------------------------------- */

static gboolean
save_form (MadoCtlCall *call, const MadoInquiryReport *report, const MadoProgramme *programme, GError **error)
{
  const MadoDate today = mado_instant_get_japanese_day (mado_instant_now ());
  g_autofree char *layout = mado_reference_file_dup_sample_path (MADO_FORM_LAYOUT);
  g_autoptr (MadoManuscript) form = mado_inquiry_report_write (report, programme, today);
  g_autoptr (GBytes) file = mado_form_print (layout, form, mado_ctl_get_option (call, "month"), today, error);

  return file != NULL && mado_ctl_packet_save (mado_ctl_get_option (call, "pdf"), file, error);
}

static gboolean
save_workbook (MadoCtlCall *call, const MadoInquiryReport *report, const MadoProgramme *programme, GError **error)
{
  const MadoDate today = mado_instant_get_japanese_day (mado_instant_now ());
  g_autoptr (GBytes) file = mado_inquiry_report_write_workbook (report, programme, today, error);

  return file != NULL && mado_ctl_packet_save (mado_ctl_get_option (call, "xlsx"), file, error);
}

static MadoDate
read_month (const char *text)
{
  g_autofree char *day = g_strdup_printf ("%s-01", text != NULL ? text : "");

  return mado_date_from_iso (day);
}

static MadoCtlStatus
run_report (MadoCtlCall *call)
{
  const MadoDate month = read_month (mado_ctl_get_option (call, "month"));
  g_autoptr (MadoProgramme) programme = NULL;
  g_autoptr (MadoInquiryReport) report = NULL;
  g_autoptr (GError) error = NULL;

  if (!mado_date_is_valid (month))
    return mado_ctl_wrong_usage (call, "--month needs a month such as 2025-04");
  if (mado_ctl_get_option (call, "programme") == NULL)
    return mado_ctl_wrong_usage (call, "--programme is missing");
  programme = mado_ctl_open_programme (call, mado_ctl_get_option (call, "programme"));
  if (programme == NULL)
    return MADO_CTL_REFUSED;
  report = mado_inquiry_report_new (programme, month);
  if (!mado_ctl_read_lines (mado_ctl_get_argument (call, 0), count_line, report, &error) ||
      (mado_ctl_get_option (call, "pdf") != NULL && !save_form (call, report, programme, &error)) ||
      (mado_ctl_get_option (call, "xlsx") != NULL && !save_workbook (call, report, programme, &error)))
    return mado_ctl_refuse (call, "%s", error->message);
  answer_report (call, report);

  return MADO_CTL_OK;
}

const MadoCtlVerb mado_ctl_inquiry_verbs[] = {
  { "inquiry",
    "report",
    "ENTITIES",
    1,
    1,
    "what the calls of a month came to: counts alone, nothing about anybody",
    run_report,
    { { "programme", "FILE", "of whose calls" },
      { "month", "YYYY-MM", "in which they came" },
      { "pdf", "FILE", "the form that is handed in to the ward" },
      { "xlsx", "FILE", "the same figures, and those of each day, for a spreadsheet" } } },
  {},
};
