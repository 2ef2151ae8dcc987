/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people do at their seats, one step after another. */

#include "payment-steps.h"

#include "mado-payment-plan.h"

/**
 * payment_step_load:
 * @clerk: who looks
 * @batch: a batch
 *
 * Returns: (transfer full): the batch as the profile has it
 */
MadoPaymentBatch *
payment_step_load (const MadoDeskClerk *clerk, MadoId batch)
{
  g_autoptr (GError) error = NULL;
  MadoPaymentBatch *loaded = mado_payment_batch_load (clerk, batch, &error);

  g_assert_no_error (error);

  return loaded;
}

/**
 * payment_step_plan:
 * @seat: who plans; what was done is not handed in yet
 * @packet: with which payments are ordered
 * @out_n_left_out: (out) (nullable): how many are left out
 *
 * Returns: a new batch; %MADO_ID_NONE: there is nobody to pay
 */
MadoId
payment_step_plan (PaymentSeat *seat, const char *packet, guint *out_n_left_out)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (seat);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoPaymentPlan) plan = mado_payment_plan_collect (clerk, packet, NULL, &error);
  MadoId batch = MADO_ID_NONE;

  g_assert_no_error (error);
  if (out_n_left_out != NULL)
    *out_n_left_out = plan->rows->len - plan->n_joining;
  if (plan->n_joining > 0)
    g_assert_true (mado_payment_plan_write (plan, MADO_ID_NONE, &batch, &error));
  g_assert_no_error (error);

  return batch;
}

static gboolean
step (PaymentSeat *seat, MadoId id, const char *kind, gboolean has_figures)
{
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;
  g_autoptr (MadoOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  gboolean is_done;

  payment_seat_meet (seat);
  clerk = payment_seat_work (seat);
  batch = payment_step_load (clerk, id);
  if (has_figures) {
    yyjson_mut_obj_add_uint (doc, body, "count", batch->rows->len);
    yyjson_mut_obj_add_sint (doc, body, "sum", batch->sum);
  }

  const MadoDeskWish wish = { kind, id, mado_entity_get_version (batch->entity), body, TRUE };

  outcome = mado_desk_clerk_save_one (clerk, &wish, &error);
  g_assert_no_error (error);
  yyjson_mut_doc_free (doc);
  is_done = !mado_outcome_is_refused (outcome);
  payment_seat_meet (seat);

  return is_done;
}

/**
 * payment_step_freeze:
 * @seat: who planned
 * @batch: a batch
 *
 * Returns: whether there was anything to freeze
 */
gboolean
payment_step_freeze (PaymentSeat *seat, MadoId batch)
{
  return step (seat, batch, "batch.freeze", TRUE);
}

/**
 * payment_step_approve:
 * @seat: who decides
 * @batch: a frozen batch
 */
void
payment_step_approve (PaymentSeat *seat, MadoId batch)
{
  g_assert_true (step (seat, batch, "batch.approve", FALSE));
}

/**
 * payment_step_try_to_send:
 * @seat: who sends
 * @batch: a batch
 * @pay: a way to pay
 * @day: on which money moves
 *
 * Returns: (transfer full) (nullable): the file, which is written down and kept; %NULL: something stands against it
 */
GBytes *
payment_step_try_to_send (PaymentSeat *seat, MadoId batch, const char *pay, MadoDate day)
{
  static const MadoPayer payer = { "1234567890", "ﾐﾎﾝｼ", "0001", "001", "1", "7654321" };
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) loaded = NULL;
  g_autoptr (MadoPaymentTransfer) transfer = NULL;
  g_autoptr (GError) error = NULL;

  payment_seat_meet (seat);
  clerk = payment_seat_work (seat);
  loaded = payment_step_load (clerk, batch);

  const MadoTransferOrder order = {
    .pay = mado_section_find (clerk->programme->transitions, pay),
    .day = day,
    .payer = &payer,
    .bank = mado_bank_profile_get_default (),
    .framing = { .newline = MADO_ZENGIN_NEWLINE_CRLF },
  };

  transfer = mado_payment_transfer_make (clerk, loaded, &order, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < mado_findings_get_count (transfer->findings); i++)
    g_test_message ("%s %s", mado_findings_get (transfer->findings, i)->code,
                    mado_findings_get (transfer->findings, i)->field);
  if (transfer->bytes == NULL)
    return NULL;
  g_assert_true (mado_payment_transfer_keep (transfer, clerk, &order, "sofuri.txt", &error));
  g_assert_no_error (error);
  payment_seat_meet (seat);

  return g_bytes_ref (transfer->bytes);
}

/**
 * payment_step_send:
 * @seat: who sends
 * @batch: a batch
 * @pay: a way to pay
 * @day: on which money moves
 *
 * Returns: (transfer full): the file
 */
GBytes *
payment_step_send (PaymentSeat *seat, MadoId batch, const char *pay, MadoDate day)
{
  GBytes *file = payment_step_try_to_send (seat, batch, pay, day);

  g_assert_nonnull (file);

  return file;
}

/**
 * payment_step_take_over:
 * @seat: who takes it over
 * @batch: a batch
 * @packet: what came back
 * @bytes: the file
 * @key: whose signature it carries
 *
 * Returns: (nullable): the code of the first thing that stands against it; %NULL: it was taken over
 */
const char *
payment_step_take_over (PaymentSeat *seat, MadoId batch, const char *packet, GBytes *bytes, const MadoSigningKey *key)
{
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) loaded = NULL;
  g_autoptr (MadoPaymentAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  payment_seat_meet (seat);
  clerk = payment_seat_work (seat);
  clerk->key = key;
  loaded = payment_step_load (clerk, batch);
  answer = mado_payment_answer_read (clerk, loaded, packet, "answer", bytes, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < mado_findings_get_count (answer->findings); i++)
    if (mado_findings_get (answer->findings, i)->severity == MADO_SEVERITY_ERROR)
      return mado_findings_get (answer->findings, i)->code;
  for (guint i = 0; i < answer->rows->len; i++) {
    const MadoAnsweredRow *row = g_ptr_array_index (answer->rows, i);

    if (row->state > MADO_ANSWERED_SAME)
      return row->code != NULL ? row->code : mado_answered_state_get_name (row->state);
  }
  g_assert_true (mado_payment_answer_apply (answer, &error));
  g_assert_no_error (error);
  payment_seat_meet (seat);

  return NULL;
}
