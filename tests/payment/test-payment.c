/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way of the money of 000: planned, frozen, approved, decided, sent, and what came back. */

#include <string.h>

#include "case-sample.h"
#include "mado-base-error.h"
#include "mado-json-member.h"
#include "mado-payment-answer.h"
#include "mado-payment-plan.h"
#include "mado-payment-transfer.h"
#include "payment-office.h"

#define NOW "2025-06-02T01:00:00.000000Z"

/* An office with a lead and a decider at seats, and cases that are ready. */
typedef struct {
  PaymentOffice *office;
  PaymentSeat *lead;
  PaymentSeat *decider;
  GArray *cases; /* MadoId */
  MadoId batch;
} House;

static void
add_case (House *self)
{
  guint number = self->cases->len + 1;
  g_autofree char *receipt = g_strdup_printf ("logo:%u", number);
  g_autofree char *control_no = g_strdup_printf ("%010u", number);
  g_autofree char *account = g_strdup_printf ("%07u", 1000000 + number);
  MadoId id = payment_office_check_case (self->office, receipt, control_no, account);

  g_array_append_val (self->cases, id);
}

static void
set_up (House *self, gconstpointer data)
{
  self->office = payment_office_new ("ninpu-r7", NOW);
  self->lead = payment_office_seat (self->office, "l-01", "lead");
  self->decider = payment_office_seat (self->office, "d-01", "decider");
  self->cases = g_array_new (FALSE, FALSE, sizeof (MadoId));
  for (guint i = 0; i < 3; i++)
    add_case (self);
  payment_seat_meet (self->lead);
}

static void
tear_down (House *self, gconstpointer data)
{
  g_array_unref (self->cases);
  payment_office_free (self->office);
}

static MadoId
get_case (const House *self, guint index)
{
  return g_array_index (self->cases, MadoId, index);
}

static void
assert_state (House *self, MadoId id, const char *state)
{
  g_autofree char *is = payment_office_get_state (self->office, id);

  g_assert_cmpstr (is, ==, state);
}

/* --- steps ------------------------------------------------------------------------------------------------------- */

static MadoPaymentPlan *
collect (const MadoPaymentClerk *clerk)
{
  g_autoptr (GError) error = NULL;
  MadoPaymentPlan *plan = mado_payment_plan_collect (clerk, "planned", NULL, &error);

  g_assert_no_error (error);

  return plan;
}

static void
plan (House *self)
{
  g_autoptr (MadoPaymentClerk) clerk = payment_seat_work (self->lead);
  g_autoptr (MadoPaymentPlan) made = collect (clerk);
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_payment_plan_write (made, MADO_ID_NONE, &self->batch, &error));
  g_assert_no_error (error);
  payment_seat_meet (self->lead);
}

static MadoPaymentBatch *
load (House *self, const MadoPaymentClerk *clerk)
{
  g_autoptr (GError) error = NULL;
  MadoPaymentBatch *batch = mado_payment_batch_load (clerk, self->batch, &error);

  g_assert_no_error (error);

  return batch;
}

static const char *
wish (const MadoPaymentClerk *clerk, const char *kind, const MadoPaymentBatch *batch, yyjson_mut_val *body)
{
  const MadoPaymentWish wanted = { kind, mado_entity_get_id (batch->entity), mado_entity_get_version (batch->entity),
                                   body, TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOutcome) outcome = mado_payment_clerk_save_one (clerk, &wanted, &error);

  g_assert_no_error (error);

  return mado_outcome_is_refused (outcome) ? outcome->refusal->code : NULL;
}

static void
freeze (House *self)
{
  g_autoptr (MadoPaymentClerk) clerk = payment_seat_work (self->lead);
  g_autoptr (MadoPaymentBatch) batch = load (self, clerk);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  g_assert_cmpint (mado_payment_batch_compare (batch), ==, MADO_PAYMENT_FIGURES_EQUAL);
  yyjson_mut_obj_add_uint (doc, body, "count", batch->rows->len);
  yyjson_mut_obj_add_sint (doc, body, "sum", batch->sum);
  g_assert_null (wish (clerk, "batch.freeze", batch, body));
  yyjson_mut_doc_free (doc);
  payment_seat_meet (self->lead);
}

static void
approve (House *self)
{
  g_autoptr (MadoPaymentClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);

  payment_seat_meet (self->decider);
  clerk = payment_seat_work (self->decider);
  batch = load (self, clerk);
  g_assert_null (wish (clerk, "batch.approve", batch, yyjson_mut_obj (doc)));
  yyjson_mut_doc_free (doc);
  payment_seat_meet (self->decider);
  payment_seat_meet (self->lead);
}

static void
plan_and_approve (House *self)
{
  plan (self);
  freeze (self);
  approve (self);
}

/* What the ward writes: @words are the results of the cases, NULL leaves one out. */
static char *
write_table (House *self, const char *const *words, const char *amount, const char *number)
{
  GString *table =
      g_string_new ("給付管理番号,支給金額,振込口座情報・金融機関コード,振込口座情報・支店コード,"
                    "振込口座情報・預金種目,振込口座情報・口座番号,振込口座情報・口座名義人,結果,理由,振込日\n");

  for (guint i = 0; i < self->cases->len; i++) {
    g_autofree char *own = g_strdup_printf ("%07u", 1000001 + i);
    gboolean is_failed = g_strcmp0 (words[i], "不能") == 0;

    if (words[i] != NULL)
      g_string_append_printf (table, "%010u,%s,0001,001,1,%s,ミホン ハナコ,%s,%s,2025/6/10\n", i + 1,
                              amount != NULL && i == 0 ? amount : "50000", number != NULL && i == 0 ? number : own,
                              words[i], is_failed ? "口座なし" : "");
  }

  return g_string_free (table, FALSE);
}

static MadoPaymentAnswer *
read_answer (const MadoPaymentClerk *clerk, const MadoPaymentBatch *batch, const char *packet, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  MadoPaymentAnswer *answer = mado_payment_answer_read (clerk, batch, packet, "a.csv", bytes, NULL, &error);

  g_assert_no_error (error);

  return answer;
}

static void
take_over (House *self, const char *packet, const char *const *words)
{
  g_autoptr (MadoPaymentClerk) clerk = payment_seat_work (self->lead);
  g_autoptr (MadoPaymentBatch) batch = load (self, clerk);
  g_autofree char *table = write_table (self, words, NULL, NULL);
  g_autoptr (MadoPaymentAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  clerk->key = self->decider->key;
  answer = read_answer (clerk, batch, packet, table);
  for (guint i = 0; i < answer->rows->len; i++) {
    const MadoAnsweredRow *row = g_ptr_array_index (answer->rows, i);

    g_test_message ("row %u: %s %s", i, mado_answered_state_get_name (row->state), row->code);
  }
  g_assert_true (mado_payment_answer_is_balanced (answer));
  g_assert_true (mado_payment_answer_apply (answer, &error));
  g_assert_no_error (error);
  payment_seat_meet (self->lead);
}

static const char *const all_decided[] = { "決定", "決定", "決定" };
static const char *const all_paid[] = { "振込済", "振込済", "振込済" };

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

static MadoPaymentTransfer *
make_file (const MadoPaymentClerk *clerk, const MadoPaymentBatch *batch, MadoDate day)
{
  const MadoTransferOrder order = order_for (batch, day);
  g_autoptr (GError) error = NULL;
  MadoPaymentTransfer *transfer = mado_payment_transfer_make (clerk, batch, &order, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < mado_findings_get_count (transfer->findings); i++)
    g_test_message ("%s", mado_findings_get (transfer->findings, i)->code);

  return transfer;
}

#define TUESDAY ((MadoDate) { 2025, 6, 10 })
#define SUNDAY ((MadoDate) { 2025, 6, 8 })

static gboolean
has_finding (const MadoFindings *findings, const char *code)
{
  for (guint i = 0; i < mado_findings_get_count (findings); i++)
    if (strcmp (mado_findings_get (findings, i)->code, code) == 0)
      return TRUE;

  return FALSE;
}

static GBytes *
send_file (House *self)
{
  g_autoptr (MadoPaymentClerk) clerk = payment_seat_work (self->lead);
  g_autoptr (MadoPaymentBatch) batch = load (self, clerk);
  g_autoptr (MadoPaymentTransfer) transfer = make_file (clerk, batch, TUESDAY);
  const MadoTransferOrder order = order_for (batch, TUESDAY);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (transfer->bytes);
  g_assert_true (mado_payment_transfer_keep (transfer, clerk, &order, "sofuri.txt", &error));
  g_assert_no_error (error);
  payment_seat_meet (self->lead);

  return g_bytes_ref (transfer->bytes);
}

/* --- the plan ---------------------------------------------------------------------------------------------------- */

static const MadoPlannedRow *
find_planned (const MadoPaymentPlan *made, MadoId id)
{
  for (guint i = 0; i < made->rows->len; i++) {
    const MadoPlannedRow *row = g_ptr_array_index (made->rows, i);

    if (mado_id_compare (mado_entity_get_id (row->entity), id) == 0)
      return row;
  }

  return NULL;
}

static void
a_plan_is_computed (House *self, gconstpointer data)
{
  g_autoptr (MadoPaymentClerk) clerk = payment_seat_work (self->lead);
  g_autoptr (MadoPaymentPlan) made = collect (clerk);
  const MadoPlannedKind *kind = &g_array_index (made->kinds, MadoPlannedKind, 0);

  g_assert_cmpuint (made->n_joining, ==, 3);
  g_assert_cmpint (made->sum, ==, 150000);
  g_assert_cmpuint (made->kinds->len, ==, 1);
  g_assert_cmpstr (kind->right->id, ==, "first");
  g_assert_cmpuint (kind->count, ==, 3);
  g_assert_cmpint (kind->sum, ==, 150000);
}

static void
who_is_left_out_is_told_why (House *self, gconstpointer data)
{
  g_autoptr (MadoPaymentClerk) clerk = NULL;
  g_autoptr (MadoPaymentPlan) made = NULL;

  payment_office_do (self->office, "v-01", get_case (self, 0), "case.move", "{'transition':'died','reason':'死亡届'}");
  payment_office_do (self->office, "l-09", get_case (self, 1), "case.move",
                     "{'transition':'reopen_check','reason':'x'}");
  g_assert_null (payment_office_do (self->office, "v-01", get_case (self, 1), "case.move",
                                    "{'transition':'return_deficient','reason':'書類不足'}"));
  g_assert_null (
      payment_office_do (self->office, "l-09", get_case (self, 2), "case.protect", "{'on':true,'reason':'支援措置'}"));
  payment_seat_meet (self->lead);
  clerk = payment_seat_work (self->lead);
  made = collect (clerk);
  g_assert_null (find_planned (made, get_case (self, 0)));
  g_assert_cmpstr (find_planned (made, get_case (self, 1))->code, ==, MADO_REFUSAL_DEFICIENCY_OPEN);
  g_assert_null (find_planned (made, get_case (self, 2))->code);
  g_assert_cmpuint (made->n_joining, ==, 1);
}

static void
an_account_in_doubt_is_left_out (House *self, gconstpointer data)
{
  g_autoptr (MadoPaymentClerk) clerk = NULL;
  g_autoptr (MadoPaymentPlan) made = NULL;

  payment_office_do (self->office, "l-09", get_case (self, 1), "case.move",
                     "{'transition':'reopen_check','reason':'x'}");
  g_assert_null (payment_office_do (self->office, "k-01", get_case (self, 1), "case.enter_account",
                                    "{'item':'account','value':" CASE_ACCOUNT "}", "7777777", "self"));
  payment_seat_meet (self->lead);
  clerk = payment_seat_work (self->lead);
  made = collect (clerk);
  g_assert_null (find_planned (made, get_case (self, 1)));
  g_assert_cmpuint (made->n_joining, ==, 2);
}

static void
a_plan_of_one_way_leaves_the_others_out (House *self, gconstpointer data)
{
  g_autoptr (MadoPaymentClerk) clerk = payment_seat_work (self->lead);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoPaymentPlan) cash = mado_payment_plan_collect (clerk, "planned", "pay", &error);
  g_autoptr (MadoPaymentPlan) gifts = mado_payment_plan_collect (clerk, "planned", "send_gift", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cash->n_joining, ==, 3);
  g_assert_cmpuint (gifts->n_joining, ==, 0);
  g_assert_cmpint (gifts->sum, ==, 0);
  g_assert_cmpstr (find_planned (gifts, get_case (self, 0))->code, ==, MADO_PAYMENT_OTHER_WAY);
  g_assert_null (mado_payment_plan_collect (clerk, "planned", "decide", &error));
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
}

static void
assert_figures (House *self, MadoId batch, guint n_rows)
{
  g_autoptr (MadoPaymentClerk) clerk = payment_seat_work (self->lead);
  g_autoptr (MadoPaymentBatch) loaded = NULL;

  self->batch = batch;
  loaded = load (self, clerk);
  g_assert_cmpuint (loaded->rows->len, ==, n_rows);
  g_assert_cmpint (mado_payment_batch_compare (loaded), ==, MADO_PAYMENT_FIGURES_EQUAL);
}

static void
two_batches_of_a_month_stand_beside_each_other (House *self, gconstpointer data)
{
  MadoId first, second, later;

  plan_and_approve (self);
  first = self->batch;
  later = payment_office_check_case (self->office, "logo:9", "0000000009", "1000009");
  payment_seat_meet (self->lead);
  plan_and_approve (self);
  second = self->batch;
  g_assert_cmpint (mado_id_compare (first, second), !=, 0);
  assert_figures (self, first, 3);
  assert_figures (self, second, 1);
  self->batch = first;
  take_over (self, "decided", all_decided);
  assert_state (self, get_case (self, 0), "decided");
  assert_state (self, later, "planned");
}

/* --- frozen rows ------------------------------------------------------------------------------------------------- */

static void
later_changes_are_shown_against_what_was_frozen (House *self, gconstpointer data)
{
  g_autoptr (MadoPaymentClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;
  const MadoPaymentRow *row;

  plan_and_approve (self);
  g_assert_null (payment_office_do (self->office, "v-01", get_case (self, 0), "case.move",
                                    "{'transition':'contact','reason':'転居','edits':[{'item':'address',"
                                    "'was':'東京都新宿区見本町1-1','now':'東京都新宿区見本町2-2'}]}"));
  payment_seat_meet (self->lead);
  clerk = payment_seat_work (self->lead);
  batch = load (self, clerk);
  row = g_ptr_array_index (batch->rows, 0);
  g_assert_cmpuint (row->changed->len, ==, 1);
  g_assert_cmpstr (((const MadoItem *) g_ptr_array_index (row->changed, 0))->id, ==, "address");
  g_assert_null (((const MadoPaymentRow *) g_ptr_array_index (batch->rows, 1))->changed);
  g_assert_cmpint (mado_payment_batch_compare (batch), ==, MADO_PAYMENT_FIGURES_EQUAL);
}

/* --- the decision ------------------------------------------------------------------------------------------------ */

static void
a_decision_that_balances_is_taken_over (House *self, gconstpointer data)
{
  plan_and_approve (self);
  take_over (self, "decided", all_decided);
  for (guint i = 0; i < 3; i++)
    assert_state (self, get_case (self, i), "decided");
}

typedef struct {
  const char *words[3];
  const char *amount, *number, *more;
  MadoAnsweredState state;
} Difference;

static void
nothing_is_taken_over_that_differs (House *self, gconstpointer data)
{
  static const Difference differences[] = {
    { { "決定", "決定", "決定" }, "50001", NULL, "", MADO_ANSWERED_CHANGED },
    { { "決定", "決定", "決定" }, NULL, "7777777", "", MADO_ANSWERED_CHANGED },
    { { "決定", NULL, "決定" }, NULL, NULL, "", MADO_ANSWERED_MISSING },
    { { "決定", "決定", "決定" },
      NULL,
      NULL,
      "0000000009,50000,0001,001,1,1,ミホン ハナコ,決定,,\n",
      MADO_ANSWERED_UNKNOWN },
    { { "決定", "決定", "決定" },
      NULL,
      NULL,
      "0000000001,50000,0001,001,1,1000001,ミホン ハナコ,決定,,\n",
      MADO_ANSWERED_TWICE },
    { { "決定", "さあ", "決定" }, NULL, NULL, "", MADO_ANSWERED_REFUSED },
  };
  g_autoptr (MadoPaymentClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;

  plan_and_approve (self);
  clerk = payment_seat_work (self->lead);
  clerk->key = self->decider->key;
  batch = load (self, clerk);
  for (gsize i = 0; i < G_N_ELEMENTS (differences); i++) {
    const Difference *one = &differences[i];
    g_autofree char *table = write_table (self, one->words, one->amount, one->number);
    g_autofree char *text = g_strconcat (table, one->more, NULL);
    g_autoptr (MadoPaymentAnswer) answer = read_answer (clerk, batch, "decided", text);
    g_autoptr (GError) error = NULL;

    g_assert_cmpuint (mado_payment_answer_count (answer, one->state), ==, 1);
    g_assert_false (mado_payment_answer_is_balanced (answer));
    g_assert_false (mado_payment_answer_apply (answer, &error));
    g_assert_nonnull (error);
  }
  payment_seat_meet (self->lead);
  for (guint i = 0; i < 3; i++)
    assert_state (self, get_case (self, i), "planned");
}

static void
a_row_is_left_out_with_a_reason_and_the_others_go_on (House *self, gconstpointer data)
{
  g_autoptr (MadoPaymentClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;
  g_autofree char *table = write_table (self, all_decided, "50001", NULL);
  g_autofree char *settled = NULL;
  g_autoptr (MadoPaymentAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  plan_and_approve (self);
  clerk = payment_seat_work (self->lead);
  clerk->key = self->decider->key;
  batch = load (self, clerk);
  answer = read_answer (clerk, batch, "decided", table);
  g_assert_false (mado_payment_answer_settle (answer, 0, ""));
  g_assert_false (mado_payment_answer_settle (answer, 1, "同じ"));
  g_assert_true (mado_payment_answer_settle (answer, 0, "金額が違うので区へ返した"));
  g_assert_true (mado_payment_answer_apply (answer, &error));
  g_assert_no_error (error);
  payment_seat_meet (self->lead);
  assert_state (self, get_case (self, 0), "planned");
  assert_state (self, get_case (self, 1), "decided");
  settled = payment_office_get (self->office, self->batch, "/answers/0/settled/0/reason");
  g_assert_cmpstr (settled, ==, "\"金額が違うので区へ返した\"");
}

static void
the_contractor_does_not_decide (House *self, gconstpointer data)
{
  g_autoptr (MadoPaymentClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;
  g_autofree char *table = write_table (self, all_decided, NULL, NULL);
  g_autoptr (MadoPaymentAnswer) unsigned_answer = NULL;
  g_autoptr (MadoPaymentAnswer) own_answer = NULL;
  g_autoptr (GError) error = NULL;

  plan_and_approve (self);
  clerk = payment_seat_work (self->lead);
  batch = load (self, clerk);
  clerk->key = NULL;
  unsigned_answer = read_answer (clerk, batch, "decided", table);
  g_assert_false (mado_payment_answer_apply (unsigned_answer, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  clerk->key = self->lead->key;
  own_answer = read_answer (clerk, batch, "decided", table);
  if (mado_payment_answer_apply (own_answer, &error))
    payment_seat_meet (self->lead);
  for (guint i = 0; i < 3; i++)
    assert_state (self, get_case (self, i), "planned");
}

/* --- the file ---------------------------------------------------------------------------------------------------- */

static void
the_file_is_the_same_again (House *self, gconstpointer data)
{
  g_autoptr (GBytes) sent = NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (MadoPaymentClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;
  g_autoptr (MadoPaymentTransfer) again = NULL, other = NULL;

  plan_and_approve (self);
  take_over (self, "decided", all_decided);
  sent = send_file (self);
  clerk = payment_seat_work (self->lead);
  batch = load (self, clerk);
  g_assert_true (mado_payment_transfer_find_kept (clerk, batch, "pay", &kept, NULL));
  g_assert_true (g_bytes_equal (sent, kept));
  again = make_file (clerk, batch, TUESDAY);
  g_assert_true (g_bytes_equal (sent, again->bytes));
  g_assert_cmpuint (again->n_read, ==, 3);
  g_assert_cmpint (again->sum_read, ==, 150000);
  other = make_file (clerk, batch, (MadoDate) { 2025, 6, 11 });
  g_assert_null (other->bytes);
  g_assert_true (has_finding (other->findings, MADO_TRANSFER_MADE));
}

static void
no_file_is_made_of_what_is_not_in_order (House *self, gconstpointer data)
{
  g_autoptr (MadoPaymentClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) frozen = NULL, undecided = NULL, batch = NULL;
  g_autoptr (MadoPaymentTransfer) early = NULL, none = NULL, sunday = NULL, deficient = NULL;

  plan (self);
  freeze (self);
  clerk = payment_seat_work (self->lead);
  frozen = load (self, clerk);
  early = make_file (clerk, frozen, TUESDAY);
  g_assert_true (has_finding (early->findings, MADO_TRANSFER_STATE));
  approve (self);
  undecided = load (self, clerk);
  none = make_file (clerk, undecided, TUESDAY);
  g_assert_true (has_finding (none->findings, MADO_TRANSFER_UNDECIDED));
  g_assert_null (none->bytes);
  take_over (self, "decided", all_decided);
  batch = load (self, clerk);
  sunday = make_file (clerk, batch, SUNDAY);
  g_assert_true (has_finding (sunday->findings, "E_DATE_CLOSED"));
  g_assert_null (sunday->bytes);
}

/* What is at the bank is not taken back by us: else it could be ordered once more before it was paid. */
static void
what_is_at_the_bank_is_not_recalled (House *self, gconstpointer data)
{
  g_autoptr (GBytes) sent = NULL;

  plan_and_approve (self);
  take_over (self, "decided", all_decided);
  sent = send_file (self);
  g_assert_nonnull (sent);
  g_assert_cmpstr (payment_office_do (self->office, "l-09", get_case (self, 0), "case.move",
                                      "{'transition':'died_planned','reason':'死亡届'}"),
                   ==, MADO_REFUSAL_STATE);
  assert_state (self, get_case (self, 0), "decided");
}

/* --- the results ------------------------------------------------------------------------------------------------- */

static void
assert_is_to_be_typed (House *self, MadoId id, gboolean is_to_be)
{
  g_autofree char *queues = payment_office_get (self->office, id, "/queues");

  g_assert_cmpint (queues != NULL && strstr (queues, "\"accounts\"") != NULL, ==, is_to_be);
}

static void
a_failed_transfer_is_paid_again_under_the_same_right (House *self, gconstpointer data)
{
  static const char *const words[] = { "振込済", "不能", "振込済" };
  MadoId failed = get_case (self, 1), first;
  g_autofree char *state = NULL;

  plan_and_approve (self);
  take_over (self, "decided", all_decided);
  g_bytes_unref (send_file (self));
  take_over (self, "paid", words);
  assert_state (self, get_case (self, 0), "paid");
  assert_state (self, failed, "failed");
  assert_is_to_be_typed (self, failed, TRUE);
  first = self->batch;
  payment_office_pass (self->office, 3600);
  g_assert_null (payment_office_do (self->office, "k-01", failed, "case.enter_account",
                                    "{'item':'account','value':" CASE_ACCOUNT "}", "1000002", "proxy"));
  g_assert_null (payment_office_do (self->office, "k-02", failed, "case.enter_account",
                                    "{'item':'account','value':" CASE_ACCOUNT "}", "1000002", "proxy"));
  assert_is_to_be_typed (self, failed, FALSE);
  payment_seat_meet (self->lead);
  {
    g_autoptr (MadoPaymentClerk) clerk = payment_seat_work (self->lead);
    g_autoptr (MadoPaymentPlan) made = collect (clerk);

    g_assert_cmpuint (made->n_joining, ==, 0);
    g_assert_cmpstr (find_planned (made, failed)->code, ==, MADO_REFUSAL_DEFICIENCY_OPEN);
  }
  {
    g_autofree char *deficiency = payment_office_get (self->office, failed, "/deficiencies/0/id");

    deficiency[strlen (deficiency) - 1] = '\0';
    g_assert_null (payment_office_do (self->office, "v-01", failed, "case.move",
                                      "{'transition':'settle','deficiencies':[{'id':'%s'}]}", deficiency + 1));
  }
  g_assert_null (payment_office_do (self->office, "v-01", failed, "case.see", "{'check':'mandate','seen':true}"));
  payment_seat_meet (self->lead);
  plan_and_approve (self);
  g_assert_cmpint (mado_id_compare (first, self->batch), !=, 0);
  assert_state (self, failed, "planned");
  state = payment_office_get (self->office, failed, "/rights");
  g_assert_nonnull (strstr (state, "\"ordered\""));
}

static void
the_same_results_are_not_taken_twice (House *self, gconstpointer data)
{
  g_autoptr (MadoPaymentClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;
  g_autofree char *table = NULL;
  g_autoptr (MadoPaymentAnswer) again = NULL;

  plan_and_approve (self);
  take_over (self, "decided", all_decided);
  g_bytes_unref (send_file (self));
  take_over (self, "paid", all_paid);
  clerk = payment_seat_work (self->lead);
  batch = load (self, clerk);
  table = write_table (self, all_paid, NULL, NULL);
  again = read_answer (clerk, batch, "paid", table);
  g_assert_true (has_finding (again->findings, MADO_ANSWER_SEEN));
  g_assert_false (mado_payment_answer_is_balanced (again));
}

static void
results_are_typed_case_by_case (House *self, gconstpointer data)
{
  const MadoTypedAnswer typed[] = { { "logo:1", "振込済", "", "2025-06-10" }, { "logo:2", "不能", "解約", "" } };
  g_autoptr (MadoPaymentClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;
  g_autoptr (MadoPaymentAnswer) answer = NULL;
  g_autofree char *day = NULL;
  g_autoptr (GError) error = NULL;

  plan_and_approve (self);
  take_over (self, "decided", all_decided);
  g_bytes_unref (send_file (self));
  clerk = payment_seat_work (self->lead);
  batch = load (self, clerk);
  answer = mado_payment_answer_type (clerk, batch, "paid", typed, G_N_ELEMENTS (typed), &error);
  g_assert_no_error (error);
  g_assert_true (mado_payment_answer_apply (answer, &error));
  g_assert_no_error (error);
  payment_seat_meet (self->lead);
  assert_state (self, get_case (self, 0), "paid");
  assert_state (self, get_case (self, 1), "failed");
  assert_state (self, get_case (self, 2), "decided");
  day = payment_office_get (self->office, get_case (self, 0), "/items/transfer_date");
  g_assert_cmpstr (day, ==, "\"2025-06-10\"");
}

static void
a_file_that_is_none_is_refused (House *self, gconstpointer data)
{
  static const struct {
    const char *text, *code;
  } files[] = {
    { "", MADO_ANSWER_EMPTY },
    { "給付管理番号,結果\n", MADO_ANSWER_COLUMN },
    { "\xFF\xFD\xFF", MADO_ANSWER_CHARSET },
  };
  g_autoptr (MadoPaymentClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;

  plan_and_approve (self);
  clerk = payment_seat_work (self->lead);
  batch = load (self, clerk);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (MadoPaymentAnswer) answer = read_answer (clerk, batch, "decided", files[i].text);

    g_test_message ("%s", files[i].code);
    g_assert_true (has_finding (answer->findings, files[i].code));
    g_assert_false (mado_payment_answer_is_balanced (answer));
  }
}

#define add(name, function) g_test_add ("/payment/" name, House, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("plan/is-computed", a_plan_is_computed);
  add ("plan/tells-who-is-left-out-and-why", who_is_left_out_is_told_why);
  add ("plan/leaves-out-an-account-in-doubt", an_account_in_doubt_is_left_out);
  add ("plan/of-one-way-leaves-the-others-out", a_plan_of_one_way_leaves_the_others_out);
  add ("plan/two-batches-stand-beside-each-other", two_batches_of_a_month_stand_beside_each_other);
  add ("frozen/later-changes-are-shown", later_changes_are_shown_against_what_was_frozen);
  add ("decision/is-taken-over-where-it-balances", a_decision_that_balances_is_taken_over);
  add ("decision/nothing-is-taken-over-that-differs", nothing_is_taken_over_that_differs);
  add ("decision/a-row-is-left-out-with-a-reason", a_row_is_left_out_with_a_reason_and_the_others_go_on);
  add ("decision/is-not-the-contractors", the_contractor_does_not_decide);
  add ("file/is-the-same-again", the_file_is_the_same_again);
  add ("file/is-not-made-of-what-is-not-in-order", no_file_is_made_of_what_is_not_in_order);
  add ("file/what-is-at-the-bank-is-not-recalled", what_is_at_the_bank_is_not_recalled);
  add ("results/a-failed-transfer-is-paid-again", a_failed_transfer_is_paid_again_under_the_same_right);
  add ("results/are-not-taken-twice", the_same_results_are_not_taken_twice);
  add ("results/are-typed-case-by-case", results_are_typed_case_by_case);
  add ("answer/a-file-that-is-none-is-refused", a_file_that_is_none_is_refused);

  return g_test_run ();
}
