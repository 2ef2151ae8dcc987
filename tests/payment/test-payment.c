/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way of the money of 000 out of the house: planned, frozen, approved, sent. */

#include <string.h>

#include "case-sample.h"
#include "mado-base-error.h"
#include "mado-json-member.h"
#include "mado-refusal.h"
#include "payment-house.h"

#define N_MANY 60
#define MOST_ROWS                                                                                                      \
  60 /* of all tables, for an operation that comes back: were all judged anew with each of thirty parts,               \
      * they would be ten times as many */

/* --- the plan ---------------------------------------------------------------------------------------------------- */

static void
a_plan_is_computed (PaymentHouse *self, gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->lead);
  g_autoptr (MadoPaymentPlan) made = payment_house_collect (clerk);
  const MadoPlannedKind *kind = &g_array_index (made->kinds, MadoPlannedKind, 0);

  g_assert_cmpuint (made->n_joining, ==, 3);
  g_assert_cmpint (made->sum, ==, 150000);
  g_assert_cmpuint (made->kinds->len, ==, 1);
  g_assert_cmpstr (kind->right->id, ==, "first");
  g_assert_cmpuint (kind->count, ==, 3);
  g_assert_cmpint (kind->sum, ==, 150000);
}

static void
who_is_left_out_is_told_why (PaymentHouse *self, gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoPaymentPlan) made = NULL;

  payment_office_do (self->office, "v-01", payment_house_get_case (self, 0), "case.move",
                     "{'transition':'died','reason':'死亡届'}");
  payment_office_do (self->office, "l-09", payment_house_get_case (self, 1), "case.move",
                     "{'transition':'reopen_check','reason':'x'}");
  g_assert_null (payment_office_do (self->office, "v-01", payment_house_get_case (self, 1), "case.move",
                                    "{'transition':'return_deficient','reason':'書類不足'}"));
  g_assert_null (payment_office_do (self->office, "l-09", payment_house_get_case (self, 2), "case.protect",
                                    "{'on':true,'reason':'支援措置'}"));
  payment_seat_meet (self->lead);
  clerk = payment_seat_work (self->lead);
  made = payment_house_collect (clerk);
  g_assert_null (payment_house_find_planned (made, payment_house_get_case (self, 0)));
  g_assert_cmpstr (payment_house_find_planned (made, payment_house_get_case (self, 1))->code, ==,
                   MADO_REFUSAL_DEFICIENCY_OPEN);
  g_assert_null (payment_house_find_planned (made, payment_house_get_case (self, 2))->code);
  g_assert_cmpuint (made->n_joining, ==, 1);
}

static void
an_account_in_doubt_is_left_out (PaymentHouse *self, gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoPaymentPlan) made = NULL;

  payment_office_do (self->office, "l-09", payment_house_get_case (self, 1), "case.move",
                     "{'transition':'reopen_check','reason':'x'}");
  g_assert_null (payment_office_do (self->office, "k-01", payment_house_get_case (self, 1), "case.enter_account",
                                    "{'item':'account','value':" CASE_ACCOUNT "}", "7777777", "self"));
  payment_seat_meet (self->lead);
  clerk = payment_seat_work (self->lead);
  made = payment_house_collect (clerk);
  g_assert_null (payment_house_find_planned (made, payment_house_get_case (self, 1)));
  g_assert_cmpuint (made->n_joining, ==, 2);
}

static void
a_plan_of_one_way_leaves_the_others_out (PaymentHouse *self, gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->lead);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoPaymentPlan) cash = mado_payment_plan_collect (clerk, "planned", "pay", &error);
  g_autoptr (MadoPaymentPlan) gifts = mado_payment_plan_collect (clerk, "planned", "send_gift", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cash->n_joining, ==, 3);
  g_assert_cmpuint (gifts->n_joining, ==, 0);
  g_assert_cmpint (gifts->sum, ==, 0);
  g_assert_cmpstr (payment_house_find_planned (gifts, payment_house_get_case (self, 0))->code, ==,
                   MADO_PAYMENT_OTHER_WAY);
  g_assert_null (mado_payment_plan_collect (clerk, "planned", "decide", &error));
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
}

static void
assert_figures (PaymentHouse *self, MadoId batch, guint n_rows)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->lead);
  g_autoptr (MadoPaymentBatch) loaded = NULL;

  self->batch = batch;
  loaded = payment_house_load (self, clerk);
  g_assert_cmpuint (loaded->rows->len, ==, n_rows);
  g_assert_cmpint (mado_payment_batch_compare (loaded), ==, MADO_PAYMENT_FIGURES_EQUAL);
}

static void
two_batches_of_a_month_stand_beside_each_other (PaymentHouse *self, gconstpointer data)
{
  MadoId first, second, later;

  payment_house_plan_and_approve (self);
  first = self->batch;
  later = payment_office_check_case (self->office, "logo:9", "0000000009", "1000009");
  payment_seat_meet (self->lead);
  payment_house_plan_and_approve (self);
  second = self->batch;
  g_assert_cmpint (mado_id_compare (first, second), !=, 0);
  assert_figures (self, first, 3);
  assert_figures (self, second, 1);
  self->batch = first;
  payment_house_take_over (self, "decided", payment_house_all_decided);
  payment_house_assert_state (self, payment_house_get_case (self, 0), "decided");
  payment_house_assert_state (self, later, "planned");
}

static void
check_many (PaymentHouse *self)
{
  for (guint i = 0; i < N_MANY; i++) {
    g_autofree char *receipt = g_strdup_printf ("logo:%u", 100 + i);
    g_autofree char *control_no = g_strdup_printf ("%010u", 100 + i);
    g_autofree char *account = g_strdup_printf ("%07u", 2000000 + i);

    payment_office_check_case (self->office, receipt, control_no, account);
  }
}

static MadoId
plan_many (PaymentSeat *seat)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (seat);
  g_autoptr (MadoPaymentPlan) made = payment_house_collect (clerk);
  MadoId batch = MADO_ID_NONE;

  g_assert_cmpuint (made->n_joining, ==, N_MANY + 3);
  g_assert_true (mado_payment_plan_write (made, MADO_ID_NONE, &batch, NULL));

  return batch;
}

/* Two entries of the log at a time. */
static void
assert_hears_cheaply (PaymentSeat *seat, void (*hear) (PaymentSeat *seat))
{
  gint64 before = payment_seat_count_changes (seat), n_rows;

  seat->page = 2;
  hear (seat);
  n_rows = payment_seat_count_changes (seat) - before;
  g_test_message ("%d rows were written for %d operations", (int) n_rows, N_MANY + 4);
  g_assert_cmpint (n_rows, <, MOST_ROWS * (N_MANY + 4));
}

/* A plan lies at the terminal until the service has said what came of it: part by part, and none of them writes again
 * what is still to come. */
static void
what_is_heard_of_a_plan_costs_the_same_in_each_part (PaymentHouse *self, gconstpointer data)
{
  check_many (self);
  payment_seat_meet (self->lead);
  self->batch = plan_many (self->lead);
  assert_hears_cheaply (self->lead, payment_seat_meet);
  assert_figures (self, self->batch, N_MANY + 3);
}

static void
assert_is_empty (PaymentHouse *self, PaymentSeat *seat)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (seat);
  g_autoptr (MadoPaymentBatch) loaded = payment_house_load (self, clerk);

  g_assert_cmpuint (loaded->rows->len, ==, 0);
}

/* Somebody else was quicker, for each of the cases: part by part the plan turns out to be nothing. */
static void
a_plan_that_comes_too_late_costs_the_same_in_each_part (PaymentHouse *self, gconstpointer data)
{
  PaymentSeat *late = payment_office_seat (self->office, "l-02", "lead");
  MadoId nothing;

  check_many (self);
  payment_seat_meet (self->lead);
  payment_seat_meet (late);
  self->batch = plan_many (self->lead);
  nothing = plan_many (late);
  payment_seat_meet (self->lead);
  assert_hears_cheaply (late, payment_seat_hear);
  payment_seat_meet (late);
  payment_seat_meet (self->lead);
  assert_figures (self, self->batch, N_MANY + 3);
  self->batch = nothing;
  assert_is_empty (self, late);
}

/* --- frozen rows ------------------------------------------------------------------------------------------------- */

static void
later_changes_are_shown_against_what_was_frozen (PaymentHouse *self, gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;
  const MadoPaymentRow *row;

  payment_house_plan_and_approve (self);
  g_assert_null (payment_office_do (self->office, "v-01", payment_house_get_case (self, 0), "case.move",
                                    "{'transition':'contact','reason':'転居','edits':[{'item':'address',"
                                    "'was':'東京都新宿区見本町1-1','now':'東京都新宿区見本町2-2'}]}"));
  payment_seat_meet (self->lead);
  clerk = payment_seat_work (self->lead);
  batch = payment_house_load (self, clerk);
  row = g_ptr_array_index (batch->rows, 0);
  g_assert_cmpuint (row->changed->len, ==, 1);
  g_assert_cmpstr (((const MadoItem *) g_ptr_array_index (row->changed, 0))->id, ==, "address");
  g_assert_null (((const MadoPaymentRow *) g_ptr_array_index (batch->rows, 1))->changed);
  g_assert_cmpint (mado_payment_batch_compare (batch), ==, MADO_PAYMENT_FIGURES_EQUAL);
}

/* Nobody touches an account whose payment is on its way; once it is called back with a second person, two type the
 * other one, and the batch has it beside what was frozen. */
static void
a_changed_account_holds_the_payment_and_is_shown (PaymentHouse *self, gconstpointer data)
{
  const MadoId id = payment_house_get_case (self, 0);
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;
  const MadoPaymentRow *held;

  payment_house_plan_and_approve (self);
  g_assert_cmpstr (payment_office_type_account (self->office, "k-01", id, "7654321"), ==, MADO_REFUSAL_FIXED);
  payment_office_correct_account (self->office, id, "7654321");
  payment_seat_meet (self->lead);
  clerk = payment_seat_work (self->lead);
  batch = payment_house_load (self, clerk);
  g_assert_cmpuint (batch->rows->len, ==, 2);
  g_assert_cmpuint (batch->held->len, ==, 1);
  held = g_ptr_array_index (batch->held, 0);
  g_assert_cmpint (mado_id_compare (held->id, id), ==, 0);
  g_assert_cmpint (held->amount, ==, 50000);
  g_assert_cmpuint (held->changed->len, ==, 1);
  g_assert_cmpstr (((const MadoItem *) g_ptr_array_index (held->changed, 0))->id, ==, "account");
  g_assert_cmpstr (mado_json_get_text (yyjson_obj_get (held->items, "account"), "number"), ==, "1000001");
  g_assert_cmpint (mado_payment_batch_compare (batch), ==, MADO_PAYMENT_FIGURES_EQUAL);
}

/* --- the file ---------------------------------------------------------------------------------------------------- */

static void
the_file_is_the_same_again (PaymentHouse *self, gconstpointer data)
{
  g_autoptr (GBytes) sent = NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;
  g_autoptr (MadoPaymentTransfer) again = NULL, other = NULL;

  payment_house_plan_and_approve (self);
  payment_house_take_over (self, "decided", payment_house_all_decided);
  sent = payment_house_send (self);
  clerk = payment_seat_work (self->lead);
  batch = payment_house_load (self, clerk);
  g_assert_true (mado_payment_transfer_find_kept (clerk, batch, "pay", &kept, NULL));
  g_assert_true (g_bytes_equal (sent, kept));
  again = payment_house_make_file (clerk, batch, PAYMENT_HOUSE_TUESDAY);
  g_assert_true (g_bytes_equal (sent, again->bytes));
  g_assert_cmpuint (again->n_read, ==, 3);
  g_assert_cmpint (again->sum_read, ==, 150000);
  other = payment_house_make_file (clerk, batch, (MadoDate) { 2025, 6, 11 });
  g_assert_null (other->bytes);
  g_assert_true (payment_house_has_finding (other->findings, MADO_TRANSFER_MADE));
}

static void
no_file_is_made_of_what_is_not_in_order (PaymentHouse *self, gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) frozen = NULL, undecided = NULL, batch = NULL;
  g_autoptr (MadoPaymentTransfer) early = NULL, none = NULL, sunday = NULL, deficient = NULL;

  payment_house_plan (self);
  payment_house_freeze (self);
  clerk = payment_seat_work (self->lead);
  frozen = payment_house_load (self, clerk);
  early = payment_house_make_file (clerk, frozen, PAYMENT_HOUSE_TUESDAY);
  g_assert_true (payment_house_has_finding (early->findings, MADO_TRANSFER_STATE));
  payment_house_approve (self);
  undecided = payment_house_load (self, clerk);
  none = payment_house_make_file (clerk, undecided, PAYMENT_HOUSE_TUESDAY);
  g_assert_true (payment_house_has_finding (none->findings, MADO_TRANSFER_UNDECIDED));
  g_assert_null (none->bytes);
  payment_house_take_over (self, "decided", payment_house_all_decided);
  batch = payment_house_load (self, clerk);
  sunday = payment_house_make_file (clerk, batch, PAYMENT_HOUSE_SUNDAY);
  g_assert_true (payment_house_has_finding (sunday->findings, "E_DATE_CLOSED"));
  g_assert_null (sunday->bytes);
}

/* What is at the bank is not taken back by us: else it could be ordered once more before it was paid. */
static void
what_is_at_the_bank_is_not_recalled (PaymentHouse *self, gconstpointer data)
{
  g_autoptr (GBytes) sent = NULL;

  payment_house_plan_and_approve (self);
  payment_house_take_over (self, "decided", payment_house_all_decided);
  sent = payment_house_send (self);
  g_assert_nonnull (sent);
  g_assert_cmpstr (payment_office_do (self->office, "l-09", payment_house_get_case (self, 0), "case.move",
                                      "{'transition':'died_planned','reason':'死亡届'}"),
                   ==, MADO_REFUSAL_STATE);
  payment_house_assert_state (self, payment_house_get_case (self, 0), "decided");
}

#define add(name, function)                                                                                            \
  g_test_add ("/payment/" name, PaymentHouse, NULL, payment_house_set_up, function, payment_house_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("plan/is-computed", a_plan_is_computed);
  add ("plan/tells-who-is-left-out-and-why", who_is_left_out_is_told_why);
  add ("plan/leaves-out-an-account-in-doubt", an_account_in_doubt_is_left_out);
  add ("plan/of-one-way-leaves-the-others-out", a_plan_of_one_way_leaves_the_others_out);
  add ("plan/two-batches-stand-beside-each-other", two_batches_of_a_month_stand_beside_each_other);
  add ("plan/costs-the-same-in-each-part-that-is-heard-of-it", what_is_heard_of_a_plan_costs_the_same_in_each_part);
  add ("plan/that-comes-too-late-costs-the-same-in-each-part", a_plan_that_comes_too_late_costs_the_same_in_each_part);
  add ("frozen/later-changes-are-shown", later_changes_are_shown_against_what_was_frozen);
  add ("frozen/a-changed-account-holds-the-payment", a_changed_account_holds_the_payment_and_is_shown);
  add ("file/is-the-same-again", the_file_is_the_same_again);
  add ("file/is-not-made-of-what-is-not-in-order", no_file_is_made_of_what_is_not_in_order);
  add ("file/what-is-at-the-bank-is-not-recalled", what_is_at_the_bank_is_not_recalled);

  return g_test_run ();
}
