/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl payment earlier …`: payments of earlier programmes and years, shown row by row before they count. A
 * row is named by its place in the file, and by the receipt number of the case that it stops. */

#include <stdio.h>

#include "ctl-payment.h"
#include "mado-earlier-list.h"
#include "mado-earlier-payment.h"
#include "mado-json-member.h"
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

/* --- what was recorded ------------------------------------------------------------------------------------------- */

/* Whose it was is not printed: a record is named by its id, and by its row of the table. */
static gboolean
answer_recorded (gpointer user_data, MadoEntity *entity, G_GNUC_UNUSED GError **error)
{
  MadoCtlCall *call = user_data;
  yyjson_val *body = mado_entity_get_body (entity);
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (mado_entity_get_id (entity), id);
  json_builder_begin_object (call->answer);
  mado_ctl_answer_string (call, "earlier", id);
  mado_ctl_answer_string (call, "state", mado_entity_get_state (entity));
  mado_ctl_answer_string (call, "right", mado_json_get_text (body, "right"));
  mado_ctl_answer_string (call, "day", mado_json_get_text (body, "day"));
  mado_ctl_answer_number (call, "amount", mado_json_get_number (body, "amount"));
  mado_ctl_answer_string (call, "file", mado_json_get_text (body, "file"));
  mado_ctl_answer_number (call, "row", mado_json_get_number (body, "row"));
  json_builder_end_object (call->answer);
  if (!call->json)
    printf ("%s %s: row %" G_GINT64_FORMAT ", %s, %" G_GINT64_FORMAT " yen\n", id, mado_entity_get_state (entity),
            mado_json_get_number (body, "row"), mado_json_get_text (body, "day"),
            mado_json_get_number (body, "amount"));

  return TRUE;
}

static gboolean
list_recorded (MadoDatabase *database, gpointer request, GError **error)
{
  return mado_desk_visit (database, mado_earlier_payment_kind.name, NULL, answer_recorded, request, error);
}

static MadoCtlStatus
run_recorded (MadoCtlCall *call)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (MadoCtlPayment) run = { 0 };
  g_autoptr (GError) error = NULL;

  if (!mado_ctl_payment_open (&run, call, &status))
    return status;
  json_builder_set_member_name (call->answer, "recorded");
  json_builder_begin_array (call->answer);

  gboolean is_good = mado_desk_clerk_read (run.clerk, list_recorded, call, &error);

  json_builder_end_array (call->answer);

  return is_good ? MADO_CTL_OK : mado_ctl_refuse_with (call, error);
}

static MadoCtlStatus
run_withdraw (MadoCtlCall *call)
{
  const char *reason = mado_ctl_get_option (call, "reason");
  MadoId id = mado_id_from_text (mado_ctl_get_argument (call, 1));
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (MadoCtlPayment) run = { 0 };
  yyjson_mut_doc *doc;
  yyjson_mut_val *body;

  if (reason == NULL || !mado_id_is_valid (id))
    return mado_ctl_wrong_usage (call, "the id of what was recorded, and --reason says why it is wrong");
  if (!mado_ctl_payment_open (&run, call, &status))
    return status;
  doc = yyjson_mut_doc_new (NULL);
  body = yyjson_mut_obj (doc);
  yyjson_mut_obj_add_str (doc, body, "reason", reason);

  const MadoDeskWish wish = { .kind = "earlier_payment.withdraw", .entity = id, .base = 1, .body = body };

  status = mado_ctl_payment_save (&run, &wish);
  yyjson_mut_doc_free (doc);

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
  { "payment",
    "recorded",
    "FILE",
    1,
    1,
    "what was recorded as paid elsewhere or in earlier years",
    run_recorded,
    { MADO_CTL_PAYMENT_OPTIONS } },
  { "payment",
    "withdraw",
    "FILE RECORDED",
    2,
    2,
    "takes back what was recorded by mistake; never by who recorded it",
    run_withdraw,
    { MADO_CTL_PAYMENT_OPTIONS, { "reason", "TEXT", "why" } } },
  {},
};
