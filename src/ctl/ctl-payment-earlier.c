/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl payment earlier …`: payments of earlier programmes and years, shown row by row before they count. A
 * row is named by its place in the file, and by the receipt number of the case that it stops. */

#include <stdio.h>

#include "ctl-payment.h"
#include "mado-earlier-list.h"
#include "mado-packet-medium.h"
#include "mado-payment-words.h"

#define MAX_FILE (256 * 1024 * 1024) /* bytes */

static const char *const states[MADO_EARLIER_N_STATES] = {
  [MADO_EARLIER_NEW] = "new",
  [MADO_EARLIER_KNOWN] = "known",
  [MADO_EARLIER_REFUSED] = "refused",
};

static void
answer_findings (MadoCtlCall *call, const MadoFindings *findings)
{
  json_builder_set_member_name (call->answer, "findings");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);

    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "code", finding->code);
    mado_ctl_answer_string (call, "field", finding->field);
    mado_ctl_answer_string (call, "message", mado_payment_code_get_message (finding->code));
    json_builder_end_object (call->answer);
    if (!call->json)
      printf ("%s %s: %s\n", finding->code, finding->field != NULL ? finding->field : "",
              mado_payment_code_get_message (finding->code));
  }
  json_builder_end_array (call->answer);
}

static void
answer_row (MadoCtlCall *call, const MadoEarlierRow *row)
{
  const char *message = row->code != NULL ? mado_payment_code_get_message (row->code) : "";

  json_builder_begin_object (call->answer);
  mado_ctl_answer_number (call, "row", (gint64) row->record);
  mado_ctl_answer_string (call, "state", states[row->state]);
  mado_ctl_answer_string (call, "code", row->code);
  mado_ctl_answer_string (call, "receipt", row->receipt);
  mado_ctl_answer_string (call, "message", message);
  json_builder_end_object (call->answer);
  if (!call->json && (row->code != NULL || row->receipt != NULL))
    printf ("  %" G_GUINT64_FORMAT " %s %s%s%s\n", row->record, states[row->state],
            row->code != NULL ? row->code : "stops", row->receipt != NULL ? " " : "",
            row->receipt != NULL ? row->receipt : message);
}

static void
answer_list (MadoCtlCall *call, const MadoEarlierList *list)
{
  for (int state = 0; state < MADO_EARLIER_N_STATES; state++) {
    guint count = mado_earlier_list_count (list, (MadoEarlierState) state);
    gint64 sum = mado_earlier_list_sum (list, (MadoEarlierState) state);

    json_builder_set_member_name (call->answer, states[state]);
    json_builder_begin_object (call->answer);
    mado_ctl_answer_number (call, "count", count);
    mado_ctl_answer_number (call, "sum", sum);
    json_builder_end_object (call->answer);
    if (!call->json)
      printf ("%s %u, %" G_GINT64_FORMAT " yen\n", states[state], count, sum);
  }
  answer_findings (call, list->findings);
  json_builder_set_member_name (call->answer, "rows");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < list->rows->len; i++)
    answer_row (call, g_ptr_array_index (list->rows, i));
  json_builder_end_array (call->answer);
  call->silent = TRUE;
}

static MadoCtlStatus
run_earlier (MadoCtlCall *call)
{
  const char *right = mado_ctl_get_option (call, "right");
  gboolean is_to_apply = mado_ctl_get_option (call, "apply") != NULL, is_good;
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (MadoCtlPayment) run = { 0 };
  g_autoptr (GHashTable) headings = mado_ctl_payment_read_headings (call);
  g_autoptr (MadoEarlierList) list = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (right == NULL)
    return mado_ctl_wrong_usage (call, "--right names the right for which it was paid");
  if (!mado_ctl_payment_open (&run, call, &status))
    return status;
  bytes = mado_packet_medium_read (mado_ctl_get_argument (call, 1), MAX_FILE, &error);
  list = bytes != NULL
             ? mado_earlier_list_read (run.clerk, right, mado_ctl_get_option (call, "under"), bytes, headings, &error)
             : NULL;
  if (list == NULL)
    return mado_ctl_refuse_with (call, error);
  is_good = mado_earlier_list_is_good (list);
  if (is_to_apply && (is_good || mado_ctl_get_option (call, "leave-out") != NULL) &&
      !mado_earlier_list_record (list, &error))
    return mado_ctl_refuse_with (call, error);
  answer_list (call, list);
  status = is_good ? MADO_CTL_OK : MADO_CTL_REFUSED;
  g_clear_pointer (&list, mado_earlier_list_free); /* before the clerk that it is of */

  return status;
}

const MadoCtlVerb mado_ctl_payment_earlier_verbs[] = {
  { "payment",
    "earlier",
    "FILE CSV",
    2,
    2,
    "what was paid elsewhere or in earlier years, row by row; nothing is written unless told",
    run_earlier,
    { MADO_CTL_PAYMENT_OPTIONS,
      { "right", "RIGHT", "of the programme, for which it was paid" },
      { "under", "TEXT", "the programme and year under which it was paid, where the table has no column for it" },
      { "heading", "OURS=THEIRS", "a column that has another heading; may be given several times" },
      { "apply", NULL, "records it, where no row is refused" },
      { "leave-out", NULL, "with --apply: records the rest, rows that are refused stay out" } } },
  {},
};
