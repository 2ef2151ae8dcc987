/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl payment …`: money from the plan to the result, at a profile. What is in a case is not printed: a row
 * is named by the number of its application. */

#include "ctl-payment.h"

#include <stdio.h>
#include <string.h>

#include "mado-batch-transfer.h"
#include "mado-json-member.h"
#include "mado-ledger-words.h"
#include "mado-packet-key-file.h"
#include "mado-packet-medium.h"
#include "mado-payment-batch.h"
#include "mado-payment-plan.h"
#include "mado-payment-words.h"

/* --- who works there --------------------------------------------------------------------------------------------- */

/**
 * mado_ctl_payment_clear:
 * @self: (transfer full): a run
 */
void
mado_ctl_payment_clear (MadoCtlPayment *self)
{
  g_clear_pointer (&self->batch, mado_payment_batch_free);
  g_clear_pointer (&self->clerk, mado_desk_clerk_free);
  g_clear_pointer (&self->key, mado_signing_key_free);
  g_clear_object (&self->desk);
}

static gboolean
open_key (MadoCtlPayment *self, GError **error)
{
  const char *path = mado_ctl_get_option (self->call, "sign");
  g_autoptr (GBytes) text = NULL;
  g_autoptr (MadoSecret) password = NULL;

  if (path == NULL)
    return TRUE;
  text = mado_packet_medium_read (path, MADO_PACKET_KEY_MAX_SIZE, error);
  password = text != NULL ? mado_ctl_read_password (self->call, error) : NULL;
  self->key = password != NULL ? mado_packet_key_unlock (text, password, error) : NULL;

  return self->key != NULL;
}

/**
 * mado_ctl_payment_open:
 * @self: (out caller-allocates): a run, for g_auto
 * @call: a call with %MADO_CTL_PAYMENT_OPTIONS
 * @out_status: (out): where it returns FALSE: the status
 *
 * Returns: whether the profile is open, with somebody who works there; else the answer says why not
 */
gboolean
mado_ctl_payment_open (MadoCtlPayment *self, MadoCtlCall *call, MadoCtlStatus *out_status)
{
  const char *const *roles = mado_ctl_get_options (call, "role");
  const char *at = mado_ctl_get_option (call, "at");
  const MadoPerson person = { mado_ctl_get_option (call, "account"), roles };
  MadoInstant now = at != NULL ? mado_instant_from_iso (at) : mado_instant_now ();
  g_autoptr (GError) error = NULL;

  *self = (MadoCtlPayment) { .call = call };
  if (person.account == NULL || roles == NULL) {
    *out_status = mado_ctl_wrong_usage (call, "--account and --role say who works on payments");
    return FALSE;
  }
  if (!mado_instant_is_valid (now)) {
    *out_status = mado_ctl_wrong_usage (call, "--at needs an instant such as 2025-06-02T01:00:00.000000Z");
    return FALSE;
  }
  self->desk = mado_ctl_open_desk_as (call, &person, out_status);
  if (self->desk == NULL)
    return FALSE;
  self->clerk = open_key (self, &error) ? mado_desk_clerk_new (self->desk, now, &error) : NULL;
  if (self->clerk == NULL) {
    *out_status = mado_ctl_refuse_with (call, error);
    return FALSE;
  }
  self->clerk->key = self->key;

  return TRUE;
}

/**
 * mado_ctl_payment_load:
 * @self: a run whose second argument is a batch
 * @out_status: (out): where it returns FALSE: the status
 *
 * Returns: whether the batch is there; else the answer says why not
 */
gboolean
mado_ctl_payment_load (MadoCtlPayment *self, MadoCtlStatus *out_status)
{
  MadoId id = mado_id_from_text (mado_ctl_get_argument (self->call, 1));
  g_autoptr (GError) error = NULL;

  if (!mado_id_is_valid (id)) {
    *out_status = mado_ctl_wrong_usage (self->call, "BATCH is the id of a batch");
    return FALSE;
  }
  self->batch = mado_payment_batch_load (self->clerk, id, &error);
  if (self->batch == NULL)
    *out_status = mado_ctl_refuse_with (self->call, error);

  return self->batch != NULL;
}

/* --- plan -------------------------------------------------------------------------------------------------------- */

static const char *
get_receipt (const MadoEntity *entity)
{
  return mado_json_get_text (mado_entity_get_body (entity), "receipt");
}

static void
answer_kinds (MadoCtlCall *call, const MadoPaymentPlan *plan)
{
  json_builder_set_member_name (call->answer, "kinds");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < plan->kinds->len; i++) {
    const MadoPlannedKind *kind = &g_array_index (plan->kinds, MadoPlannedKind, i);

    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "right", kind->right != NULL ? kind->right->id : "");
    mado_ctl_answer_number (call, "count", kind->count);
    mado_ctl_answer_number (call, "sum", kind->sum);
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);
}

static void
answer_left_out (MadoCtlCall *call, const MadoPaymentPlan *plan)
{
  json_builder_set_member_name (call->answer, "left_out");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < plan->rows->len; i++) {
    const MadoPlannedRow *row = g_ptr_array_index (plan->rows, i);

    if (row->code == NULL)
      continue;
    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "receipt", get_receipt (row->entity));
    mado_ctl_answer_string (call, "code", row->code);
    mado_ctl_answer_string (call, "subject", row->subject);
    mado_ctl_answer_number (call, "amount", row->amount);
    mado_ctl_answer_string (call, "message", mado_payment_code_get_message (row->code));
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);
}

static void
print_plan (MadoCtlCall *call, const MadoPaymentPlan *plan)
{
  printf ("%u cases, %" G_GINT64_FORMAT " yen\n", plan->n_joining, plan->sum);
  for (guint i = 0; i < plan->kinds->len; i++) {
    const MadoPlannedKind *kind = &g_array_index (plan->kinds, MadoPlannedKind, i);

    printf ("  %s: %u, %" G_GINT64_FORMAT " yen\n", kind->right != NULL ? kind->right->label : "", kind->count,
            kind->sum);
  }
  for (guint i = 0; i < plan->rows->len; i++) {
    const MadoPlannedRow *row = g_ptr_array_index (plan->rows, i);

    if (row->code != NULL)
      printf ("  %s %s%s%s: %s\n", get_receipt (row->entity), row->code, row->subject != NULL ? " " : "",
              row->subject != NULL ? row->subject : "", mado_payment_code_get_message (row->code));
  }
  call->silent = TRUE;
}

static gboolean
write_plan (MadoCtlCall *call, MadoPaymentPlan *plan, MadoId batch, GError **error)
{
  MadoId written = MADO_ID_NONE;
  char id[MADO_ID_TEXT_SIZE];

  if (!mado_payment_plan_write (plan, batch, &written, error))
    return FALSE;
  mado_id_to_text (written, id);
  mado_ctl_answer_string (call, "batch", id);
  if (!call->json)
    printf ("batch %s\n", id);

  return TRUE;
}

static MadoCtlStatus
run_plan (MadoCtlCall *call)
{
  const char *packet = mado_ctl_get_option (call, "packet"), *batch = mado_ctl_get_option (call, "batch");
  gboolean is_to_write = mado_ctl_get_option (call, "write") != NULL;
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (MadoCtlPayment) run = { 0 };
  g_autoptr (MadoPaymentPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  if (packet == NULL)
    return mado_ctl_wrong_usage (call, "--packet names the packet with which payments are ordered");
  if (batch != NULL && !mado_id_is_valid (mado_id_from_text (batch)))
    return mado_ctl_wrong_usage (call, "--batch needs the id of a batch");
  if (!mado_ctl_payment_open (&run, call, &status))
    return status;
  plan = mado_payment_plan_collect (run.clerk, packet, mado_ctl_get_option (call, "pay"), &error);
  if (plan == NULL)
    return mado_ctl_refuse_with (call, error);
  if (is_to_write && plan->n_joining > 0 &&
      !write_plan (call, plan, batch != NULL ? mado_id_from_text (batch) : MADO_ID_NONE, &error))
    return mado_ctl_refuse_with (call, error);
  mado_ctl_answer_number (call, "count", plan->n_joining);
  mado_ctl_answer_number (call, "sum", plan->sum);
  answer_kinds (call, plan);
  answer_left_out (call, plan);
  if (!call->json)
    print_plan (call, plan);

  return MADO_CTL_OK;
}

/* --- the batch --------------------------------------------------------------------------------------------------- */

static const char *
name_figures (MadoPaymentFigures figures)
{
  static const char *const names[] = { "equal", "unknown", "other" };

  return names[figures];
}

/* Each of several people, in the order in which they signed. */
static void
answer_signatures (MadoCtlCall *call, const MadoPaymentBatch *batch)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (batch->entity), "signatures"));

  mado_ctl_answer_number (call, "signatures_needed", batch->packet != NULL ? batch->packet->signatures : 0);
  json_builder_set_member_name (call->answer, "signatures");
  json_builder_begin_array (call->answer);
  for (yyjson_val *entry = yyjson_arr_iter_next (&iter); entry != NULL; entry = yyjson_arr_iter_next (&iter)) {
    g_autofree char *name = mado_ledger_dup_signer (batch->people, mado_json_get_text (entry, "by"));
    char at[MADO_INSTANT_ISO_SIZE];

    mado_instant_to_iso ((MadoInstant) { mado_json_get_number (entry, "at") * 1000 }, at);
    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "by", mado_json_get_text (entry, "by"));
    mado_ctl_answer_string (call, "name", name);
    mado_ctl_answer_string (call, "at", at);
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);
}

static void
answer_row (MadoCtlCall *call, const MadoPaymentRow *row)
{
  json_builder_begin_object (call->answer);
  mado_ctl_answer_string (call, "receipt", mado_payment_row_get_receipt (row));
  mado_ctl_answer_string (call, "state", mado_entity_get_state (row->entity));
  mado_ctl_answer_number (call, "amount", row->amount);
  mado_ctl_answer_string (call, "pay", row->pay != NULL ? row->pay->id : "");
  json_builder_set_member_name (call->answer, "changed");
  json_builder_begin_array (call->answer);
  for (guint i = 0; row->changed != NULL && i < row->changed->len; i++)
    json_builder_add_string_value (call->answer, ((const MadoItem *) g_ptr_array_index (row->changed, i))->id);
  json_builder_end_array (call->answer);
  json_builder_end_object (call->answer);
}

static void
answer_rows (MadoCtlCall *call, const char *name, const GPtrArray *rows)
{
  json_builder_set_member_name (call->answer, name);
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < rows->len; i++)
    answer_row (call, g_ptr_array_index (rows, i));
  json_builder_end_array (call->answer);
}

static void
answer_batch (MadoCtlCall *call, const MadoPaymentBatch *batch)
{
  yyjson_val *body = mado_entity_get_body (batch->entity);

  mado_ctl_answer_string (call, "state", mado_payment_batch_get_state (batch));
  mado_ctl_answer_number (call, "count", mado_json_get_number (body, "count"));
  mado_ctl_answer_number (call, "sum", mado_json_get_number (body, "sum"));
  mado_ctl_answer_string (call, "digest", mado_json_get_text (body, "digest"));
  mado_ctl_answer_number (call, "rows_here", batch->rows->len);
  mado_ctl_answer_number (call, "sum_here", batch->sum);
  mado_ctl_answer_string (call, "figures", name_figures (mado_payment_batch_compare (batch)));
  answer_signatures (call, batch);
  if (!call->json)
    return;
  answer_rows (call, "rows", batch->rows);
  answer_rows (call, "held", batch->held);
}

static MadoCtlStatus
run_show (MadoCtlCall *call)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (MadoCtlPayment) run = { 0 };

  if (!mado_ctl_payment_open (&run, call, &status) || !mado_ctl_payment_load (&run, &status))
    return status;
  answer_batch (call, run.batch);

  return mado_payment_batch_compare (run.batch) == MADO_PAYMENT_FIGURES_OTHER ? MADO_CTL_REFUSED : MADO_CTL_OK;
}

static void
answer_line (MadoCtlCall *call, const MadoEntity *entity)
{
  yyjson_val *body = mado_entity_get_body (entity);
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (mado_entity_get_id (entity), id);
  json_builder_begin_object (call->answer);
  mado_ctl_answer_string (call, "batch", id);
  mado_ctl_answer_string (call, "packet", mado_json_get_text (body, "packet"));
  mado_ctl_answer_string (call, "state", mado_entity_get_state (entity));
  mado_ctl_answer_number (call, "count", mado_json_get_number (body, "count"));
  mado_ctl_answer_number (call, "sum", mado_json_get_number (body, "sum"));
  mado_ctl_answer_number (call, "held", (gint64) yyjson_arr_size (yyjson_obj_get (body, "held")));
  mado_ctl_answer_number (call, "transfers", (gint64) yyjson_arr_size (yyjson_obj_get (body, "transfers")));
  mado_ctl_answer_number (call, "answers", (gint64) yyjson_arr_size (yyjson_obj_get (body, "answers")));
  json_builder_end_object (call->answer);
}

static MadoCtlStatus
run_history (MadoCtlCall *call)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (MadoCtlPayment) run = { 0 };
  g_autoptr (GPtrArray) batches = NULL;
  g_autoptr (GError) error = NULL;

  if (!mado_ctl_payment_open (&run, call, &status))
    return status;
  batches = mado_payment_batch_list (run.clerk, &error);
  if (batches == NULL)
    return mado_ctl_refuse_with (call, error);
  json_builder_set_member_name (call->answer, "batches");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < batches->len; i++)
    answer_line (call, g_ptr_array_index (batches, i));
  json_builder_end_array (call->answer);

  return MADO_CTL_OK;
}

/* --- steps of a batch -------------------------------------------------------------------------------------------- */

/**
 * mado_ctl_payment_save:
 * @run: a run
 * @wish: what is wanted
 *
 * Returns: what came of it; where it was refused the answer says why
 */
MadoCtlStatus
mado_ctl_payment_save (const MadoCtlPayment *run, const MadoDeskWish *wish)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOutcome) outcome = mado_desk_clerk_save_one (run->clerk, wish, &error);

  if (outcome == NULL)
    return mado_ctl_refuse_with (run->call, error);
  if (!mado_outcome_is_refused (outcome))
    return MADO_CTL_OK;
  mado_ctl_answer_string (run->call, "code", outcome->refusal->code);

  return mado_ctl_refuse (run->call, "%s: %s", outcome->refusal->code,
                          mado_payment_code_get_message (outcome->refusal->code));
}

static MadoCtlStatus
step (MadoCtlCall *call,
      const char *kind,
      void (*put) (const MadoCtlPayment *run, yyjson_mut_doc *doc, yyjson_mut_val *body))
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (MadoCtlPayment) run = { 0 };
  yyjson_mut_doc *doc;
  yyjson_mut_val *body;

  if (!mado_ctl_payment_open (&run, call, &status) || !mado_ctl_payment_load (&run, &status))
    return status;
  doc = yyjson_mut_doc_new (NULL);
  body = yyjson_mut_obj (doc);
  if (put != NULL)
    put (&run, doc, body);

  const MadoDeskWish wish = { kind, mado_entity_get_id (run.batch->entity), mado_entity_get_version (run.batch->entity),
                              body, run.key != NULL };

  status = mado_ctl_payment_save (&run, &wish);
  yyjson_mut_doc_free (doc);

  return status;
}

static void
put_figures (const MadoCtlPayment *run, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  yyjson_mut_obj_add_uint (doc, body, "count", run->batch->rows->len);
  yyjson_mut_obj_add_sint (doc, body, "sum", run->batch->sum);
  mado_ctl_answer_number (run->call, "count", run->batch->rows->len);
  mado_ctl_answer_number (run->call, "sum", run->batch->sum);
}

static void
put_reason (const MadoCtlPayment *run, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  yyjson_mut_obj_add_strcpy (doc, body, "reason", mado_ctl_get_option (run->call, "reason"));
}

static void
put_void (const MadoCtlPayment *run, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  put_reason (run, doc, body);
  yyjson_mut_obj_add_strcpy (doc, body, "digest", mado_ctl_get_option (run->call, "digest"));
}

static MadoCtlStatus
run_freeze (MadoCtlCall *call)
{
  return step (call, "batch.freeze", put_figures);
}

static MadoCtlStatus
run_reopen (MadoCtlCall *call)
{
  if (mado_ctl_get_option (call, "reason") == NULL)
    return mado_ctl_wrong_usage (call, "--reason says why");

  return step (call, "batch.reopen", put_reason);
}

static MadoCtlStatus
run_approve (MadoCtlCall *call)
{
  if (mado_ctl_get_option (call, "sign") == NULL)
    return mado_ctl_wrong_usage (call, "--sign names the key of whoever approves");

  return step (call, "batch.approve", NULL);
}

static MadoCtlStatus
run_void (MadoCtlCall *call)
{
  if (mado_ctl_get_option (call, "sign") == NULL || mado_ctl_get_option (call, "reason") == NULL ||
      mado_ctl_get_option (call, "digest") == NULL)
    return mado_ctl_wrong_usage (call, "--sign, --reason and --digest say who, why and which file");

  return step (call, "batch.void_transfer", put_void);
}

#define REASON { "reason", "TEXT", "why" }

const MadoCtlVerb mado_ctl_payment_verbs[] = {
  { "payment",
    "plan",
    "FILE",
    1,
    1,
    "who would be paid with the next batch, and who not and why; nothing is written unless told",
    run_plan,
    { MADO_CTL_PAYMENT_OPTIONS,
      { "packet", "PACKET", "of the programme, with which payments are ordered" },
      { "pay", "TRANSITION", "only who is paid that way; everybody unless told" },
      { "batch", "ID", "an open batch to join; a new one unless told" },
      { "write", NULL, "makes the batch" } } },
  { "payment",
    "show",
    "FILE BATCH",
    2,
    2,
    "a batch, added up anew, with what has changed since it was frozen",
    run_show,
    { MADO_CTL_PAYMENT_OPTIONS } },
  { "payment", "history", "FILE", 1, 1, "all batches of a profile", run_history, { MADO_CTL_PAYMENT_OPTIONS } },
  { "payment",
    "freeze",
    "FILE BATCH",
    2,
    2,
    "freezes a batch with what its rows here come to",
    run_freeze,
    { MADO_CTL_PAYMENT_OPTIONS } },
  { "payment",
    "reopen",
    "FILE BATCH",
    2,
    2,
    "opens a batch again that nobody has approved yet",
    run_reopen,
    { MADO_CTL_PAYMENT_OPTIONS, REASON } },
  { "payment",
    "approve",
    "FILE BATCH",
    2,
    2,
    "approves a batch; never one's own work",
    run_approve,
    { MADO_CTL_PAYMENT_OPTIONS, MADO_CTL_PAYMENT_SIGN } },
  { "payment",
    "void",
    "FILE BATCH",
    2,
    2,
    "says that the bank has not taken a file, so that another may be made; by somebody who did not make it",
    run_void,
    { MADO_CTL_PAYMENT_OPTIONS, MADO_CTL_PAYMENT_SIGN, REASON, { "digest", "SHA-256", "of the file" } } },
  {},
};
