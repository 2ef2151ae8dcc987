/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Steps on the way of the money of 000, each of which ends at the line. */

#include "payment-house.h"

#include <string.h>

#define NOW "2025-06-02T01:00:00.000000Z"

static void
add_case (PaymentHouse *self)
{
  guint number = self->cases->len + 1;
  g_autofree char *receipt = g_strdup_printf ("logo:%u", number);
  g_autofree char *control_no = g_strdup_printf ("%010u", number);
  g_autofree char *account = g_strdup_printf ("%07u", 1000000 + number);
  MadoId id = payment_office_check_case (self->office, receipt, control_no, account);

  g_array_append_val (self->cases, id);
}

/**
 * payment_house_set_up:
 * @self: a house
 * @data: nothing
 *
 * Brings three cases that are ready.
 */
void
payment_house_set_up (PaymentHouse *self, gconstpointer data)
{
  self->office = payment_office_new ("ninpu-r7", NOW);
  self->lead = payment_office_seat (self->office, "l-01", "lead");
  self->decider = payment_office_seat (self->office, "d-01", "decider");
  self->cases = g_array_new (FALSE, FALSE, sizeof (MadoId));
  for (guint i = 0; i < PAYMENT_HOUSE_CASES; i++)
    add_case (self);
  payment_seat_meet (self->lead);
}

/**
 * payment_house_tear_down:
 * @self: a house
 * @data: nothing
 *
 * Ends it.
 */
void
payment_house_tear_down (PaymentHouse *self, gconstpointer data)
{
  g_array_unref (self->cases);
  payment_office_free (self->office);
}

/**
 * payment_house_get_case:
 * @self: a house
 * @index: of a case
 *
 * Returns: its id
 */
MadoId
payment_house_get_case (const PaymentHouse *self, guint index)
{
  return g_array_index (self->cases, MadoId, index);
}

/**
 * payment_house_assert_state:
 * @self: a house
 * @id: a case
 * @state: in which it has to be
 *
 * Looks at the service.
 */
void
payment_house_assert_state (PaymentHouse *self, MadoId id, const char *state)
{
  g_autofree char *is = payment_office_get_state (self->office, id);

  g_assert_cmpstr (is, ==, state);
}

/* --- steps ------------------------------------------------------------------------------------------------------- */

/**
 * payment_house_collect:
 * @clerk: who plans
 *
 * Returns: (transfer full): who would be paid
 */
MadoPaymentPlan *
payment_house_collect (const MadoDeskClerk *clerk)
{
  g_autoptr (GError) error = NULL;
  MadoPaymentPlan *plan = mado_payment_plan_collect (clerk, "planned", NULL, &error);

  g_assert_no_error (error);

  return plan;
}

/**
 * payment_house_plan:
 * @self: a house
 *
 * The lead plans, and the batch is the house's.
 */
void
payment_house_plan (PaymentHouse *self)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->lead);
  g_autoptr (MadoPaymentPlan) made = payment_house_collect (clerk);
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_payment_plan_write (made, MADO_ID_NONE, &self->batch, &error));
  g_assert_no_error (error);
  payment_seat_meet (self->lead);
}

/**
 * payment_house_load:
 * @self: a house
 * @clerk: who looks
 *
 * Returns: (transfer full): its batch
 */
MadoPaymentBatch *
payment_house_load (PaymentHouse *self, const MadoDeskClerk *clerk)
{
  g_autoptr (GError) error = NULL;
  MadoPaymentBatch *batch = mado_payment_batch_load (clerk, self->batch, &error);

  g_assert_no_error (error);

  return batch;
}

static const char *
wish (const MadoDeskClerk *clerk, const char *kind, const MadoPaymentBatch *batch, yyjson_mut_val *body)
{
  const MadoDeskWish wanted = { kind, mado_entity_get_id (batch->entity), mado_entity_get_version (batch->entity), body,
                                TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOutcome) outcome = mado_desk_clerk_save_one (clerk, &wanted, &error);

  g_assert_no_error (error);

  return mado_outcome_is_refused (outcome) ? outcome->refusal->code : NULL;
}

/**
 * payment_house_freeze:
 * @self: a house
 *
 * The lead freezes it.
 */
void
payment_house_freeze (PaymentHouse *self)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->lead);
  g_autoptr (MadoPaymentBatch) batch = payment_house_load (self, clerk);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  g_assert_cmpint (mado_payment_batch_compare (batch), ==, MADO_PAYMENT_FIGURES_EQUAL);
  yyjson_mut_obj_add_uint (doc, body, "count", batch->rows->len);
  yyjson_mut_obj_add_sint (doc, body, "sum", batch->sum);
  g_assert_null (wish (clerk, "batch.freeze", batch, body));
  yyjson_mut_doc_free (doc);
  payment_seat_meet (self->lead);
}

/**
 * payment_house_approve:
 * @self: a house
 *
 * The decider approves it.
 */
void
payment_house_approve (PaymentHouse *self)
{
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);

  payment_seat_meet (self->decider);
  clerk = payment_seat_work (self->decider);
  batch = payment_house_load (self, clerk);
  g_assert_null (wish (clerk, "batch.approve", batch, yyjson_mut_obj (doc)));
  yyjson_mut_doc_free (doc);
  payment_seat_meet (self->decider);
  payment_seat_meet (self->lead);
}

/**
 * payment_house_plan_and_approve:
 * @self: a house
 *
 * A batch that can be decided.
 */
void
payment_house_plan_and_approve (PaymentHouse *self)
{
  payment_house_plan (self);
  payment_house_freeze (self);
  payment_house_approve (self);
}

static const char *
find_reason (const char *word)
{
  if (g_strcmp0 (word, "不能") == 0)
    return "口座なし";

  return g_strcmp0 (word, "不支給") == 0 ? "ほかの市区町村で受給" : "";
}

/**
 * payment_house_write_table:
 * @self: a house
 * @words: of its cases; a %NULL leaves one out
 * @amount: (nullable): of the first
 * @number: (nullable): of the first
 *
 * Returns: (transfer full): what the ward writes
 */
char *
payment_house_write_table (PaymentHouse *self, const char *const *words, const char *amount, const char *number)
{
  GString *table =
      g_string_new ("給付管理番号,支給金額,振込口座情報・金融機関コード,振込口座情報・支店コード,"
                    "振込口座情報・預金種目,振込口座情報・口座番号,振込口座情報・口座名義人,結果,理由,振込日\n");

  for (guint i = 0; i < self->cases->len; i++) {
    g_autofree char *own = g_strdup_printf ("%07u", 1000001 + i);

    if (words[i] != NULL)
      g_string_append_printf (table, "%010u,%s,0001,001,1,%s,ミホン ハナコ,%s,%s,2025/6/10\n", i + 1,
                              amount != NULL && i == 0 ? amount : "50000", number != NULL && i == 0 ? number : own,
                              words[i], find_reason (words[i]));
  }

  return g_string_free (table, FALSE);
}

/**
 * payment_house_read_answer:
 * @clerk: who reads
 * @batch: a batch
 * @packet: what comes back
 * @text: of the file
 *
 * Returns: (transfer full): the answer
 */
MadoPaymentAnswer *
payment_house_read_answer (const MadoDeskClerk *clerk,
                           const MadoPaymentBatch *batch,
                           const char *packet,
                           const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  MadoPaymentAnswer *answer = mado_payment_answer_read (clerk, batch, packet, "a.csv", bytes, NULL, &error);

  g_assert_no_error (error);

  return answer;
}

/**
 * payment_house_take_over:
 * @self: a house
 * @packet: what comes back
 * @words: of its cases
 *
 * The lead takes over what balances.
 */
void
payment_house_take_over (PaymentHouse *self, const char *packet, const char *const *words)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->lead);
  g_autoptr (MadoPaymentBatch) batch = payment_house_load (self, clerk);
  g_autofree char *table = payment_house_write_table (self, words, NULL, NULL);
  g_autoptr (MadoPaymentAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  clerk->key = self->decider->key;
  answer = payment_house_read_answer (clerk, batch, packet, table);
  for (guint i = 0; i < answer->rows->len; i++) {
    const MadoAnsweredRow *row = g_ptr_array_index (answer->rows, i);

    g_test_message ("row %u: %s %s", i, mado_answered_state_get_name (row->state), row->code);
  }
  g_assert_true (mado_payment_answer_is_balanced (answer));
  g_assert_true (mado_payment_answer_apply (answer, &error));
  g_assert_no_error (error);
  payment_seat_meet (self->lead);
}

const char *const payment_house_all_decided[PAYMENT_HOUSE_CASES] = { "決定", "決定", "決定" };
const char *const payment_house_all_paid[PAYMENT_HOUSE_CASES] = { "振込済", "振込済", "振込済" };

static const MadoPayer payer = { "1234567890", "ﾐﾎﾝｼ", "0001", "001", "1", "7654321" };

static MadoTransferOrder
order_for (const MadoPaymentBatch *batch, MadoDate day)
{
  return (MadoTransferOrder) {
    .pay = mado_section_find (batch->programme->transitions, "pay"),
    .day = day,
    .payer = &payer,
    .bank = mado_bank_profile_get_default (),
    .framing = { .newline = MADO_ZENGIN_NEWLINE_CRLF },
  };
}

/**
 * payment_house_make_file:
 * @clerk: who makes it
 * @batch: a batch
 * @day: on which money moves
 *
 * Returns: (transfer full): the file, or what stands against it
 */
MadoPaymentTransfer *
payment_house_make_file (const MadoDeskClerk *clerk, const MadoPaymentBatch *batch, MadoDate day)
{
  const MadoTransferOrder order = order_for (batch, day);
  g_autoptr (GError) error = NULL;
  MadoPaymentTransfer *transfer = mado_payment_transfer_make (clerk, batch, &order, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < mado_findings_get_count (transfer->findings); i++)
    g_test_message ("%s", mado_findings_get (transfer->findings, i)->code);

  return transfer;
}

/**
 * payment_house_has_finding:
 * @findings: some
 * @code: of one
 *
 * Returns: whether it is among them
 */
gboolean
payment_house_has_finding (const MadoFindings *findings, const char *code)
{
  for (guint i = 0; i < mado_findings_get_count (findings); i++)
    if (strcmp (mado_findings_get (findings, i)->code, code) == 0)
      return TRUE;

  return FALSE;
}

/**
 * payment_house_send:
 * @self: a house
 *
 * Returns: (transfer full): the file, made and kept
 */
GBytes *
payment_house_send (PaymentHouse *self)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->lead);
  g_autoptr (MadoPaymentBatch) batch = payment_house_load (self, clerk);
  g_autoptr (MadoPaymentTransfer) transfer = payment_house_make_file (clerk, batch, PAYMENT_HOUSE_TUESDAY);
  const MadoTransferOrder order = order_for (batch, PAYMENT_HOUSE_TUESDAY);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (transfer->bytes);
  g_assert_true (mado_payment_transfer_keep (transfer, clerk, &order, "sofuri.txt", &error));
  g_assert_no_error (error);
  payment_seat_meet (self->lead);

  return g_bytes_ref (transfer->bytes);
}

/**
 * payment_house_find_planned:
 * @made: a plan
 * @id: a case that is in it
 *
 * Returns: (transfer none): its row
 */
const MadoPlannedRow *
payment_house_find_planned (const MadoPaymentPlan *made, MadoId id)
{
  for (guint i = 0; i < made->rows->len; i++) {
    const MadoPlannedRow *row = g_ptr_array_index (made->rows, i);

    if (mado_id_compare (mado_entity_get_id (row->entity), id) == 0)
      return row;
  }

  return NULL;
}
