/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes back for the money of 000: decided, paid, failed. */

#include <string.h>

#include "case-sample.h"
#include "mado-base-error.h"
#include "mado-json-member.h"
#include "mado-payment-words.h"
#include "payment-house.h"

/* --- the decision ------------------------------------------------------------------------------------------------ */

static void
a_decision_that_balances_is_taken_over (PaymentHouse *self, gconstpointer data)
{
  payment_house_plan_and_approve (self);
  payment_house_take_over (self, "decided", payment_house_all_decided);
  for (guint i = 0; i < 3; i++)
    payment_house_assert_state (self, payment_house_get_case (self, i), "decided");
}

typedef struct {
  const char *words[3];
  const char *amount, *number, *more;
  MadoAnsweredState state;
} Difference;

static void
nothing_is_taken_over_that_differs (PaymentHouse *self, gconstpointer data)
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
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;

  payment_house_plan_and_approve (self);
  clerk = payment_seat_work (self->lead);
  clerk->key = self->decider->key;
  batch = payment_house_load (self, clerk);
  for (gsize i = 0; i < G_N_ELEMENTS (differences); i++) {
    const Difference *one = &differences[i];
    g_autofree char *table = payment_house_write_table (self, one->words, one->amount, one->number);
    g_autofree char *text = g_strconcat (table, one->more, NULL);
    g_autoptr (MadoPaymentAnswer) answer = payment_house_read_answer (clerk, batch, "decided", text);
    g_autoptr (GError) error = NULL;

    g_assert_cmpuint (mado_payment_answer_count (answer, one->state), ==, 1);
    g_assert_false (mado_payment_answer_is_balanced (answer));
    g_assert_false (mado_payment_answer_apply (answer, &error));
    g_assert_nonnull (error);
  }
  payment_seat_meet (self->lead);
  for (guint i = 0; i < 3; i++)
    payment_house_assert_state (self, payment_house_get_case (self, i), "planned");
}

static void
a_row_is_left_out_with_a_reason_and_the_others_go_on (PaymentHouse *self, gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;
  g_autofree char *table = payment_house_write_table (self, payment_house_all_decided, "50001", NULL);
  g_autofree char *settled = NULL;
  g_autoptr (MadoPaymentAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  payment_house_plan_and_approve (self);
  clerk = payment_seat_work (self->lead);
  clerk->key = self->decider->key;
  batch = payment_house_load (self, clerk);
  answer = payment_house_read_answer (clerk, batch, "decided", table);
  g_assert_false (mado_payment_answer_settle (answer, 0, ""));
  g_assert_false (mado_payment_answer_settle (answer, 1, "同じ"));
  g_assert_true (mado_payment_answer_settle (answer, 0, "金額が違うので区へ返した"));
  g_assert_true (mado_payment_answer_apply (answer, &error));
  g_assert_no_error (error);
  payment_seat_meet (self->lead);
  payment_house_assert_state (self, payment_house_get_case (self, 0), "planned");
  payment_house_assert_state (self, payment_house_get_case (self, 1), "decided");
  settled = payment_office_get (self->office, self->batch, "/answers/0/settled/0/reason");
  g_assert_cmpstr (settled, ==, "\"金額が違うので区へ返した\"");
}

static void
the_contractor_does_not_decide (PaymentHouse *self, gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;
  g_autofree char *table = payment_house_write_table (self, payment_house_all_decided, NULL, NULL);
  g_autoptr (MadoPaymentAnswer) unsigned_answer = NULL;
  g_autoptr (MadoPaymentAnswer) own_answer = NULL;
  g_autoptr (GError) error = NULL;

  payment_house_plan_and_approve (self);
  clerk = payment_seat_work (self->lead);
  batch = payment_house_load (self, clerk);
  clerk->key = NULL;
  unsigned_answer = payment_house_read_answer (clerk, batch, "decided", table);
  g_assert_false (mado_payment_answer_apply (unsigned_answer, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  clerk->key = self->lead->key;
  own_answer = payment_house_read_answer (clerk, batch, "decided", table);
  if (mado_payment_answer_apply (own_answer, &error))
    payment_seat_meet (self->lead);
  for (guint i = 0; i < 3; i++)
    payment_house_assert_state (self, payment_house_get_case (self, i), "planned");
}

/* --- the results ------------------------------------------------------------------------------------------------- */

static void
assert_is_to_be_typed (PaymentHouse *self, MadoId id, gboolean is_to_be)
{
  g_autofree char *queues = payment_office_get (self->office, id, "/queues");

  g_assert_cmpint (queues != NULL && strstr (queues, "\"accounts\"") != NULL, ==, is_to_be);
}

static void
a_failed_transfer_is_paid_again_under_the_same_right (PaymentHouse *self, gconstpointer data)
{
  static const char *const words[] = { "振込済", "不能", "振込済" };
  MadoId failed = payment_house_get_case (self, 1), first;
  g_autofree char *state = NULL;

  payment_house_plan_and_approve (self);
  payment_house_take_over (self, "decided", payment_house_all_decided);
  g_bytes_unref (payment_house_send (self));
  payment_house_take_over (self, "paid", words);
  payment_house_assert_state (self, payment_house_get_case (self, 0), "paid");
  payment_house_assert_state (self, failed, "failed");
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
    g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->lead);
    g_autoptr (MadoPaymentPlan) made = payment_house_collect (clerk);

    g_assert_cmpuint (made->n_joining, ==, 0);
    g_assert_cmpstr (payment_house_find_planned (made, failed)->code, ==, MADO_REFUSAL_DEFICIENCY_OPEN);
  }
  {
    g_autofree char *deficiency = payment_office_get (self->office, failed, "/deficiencies/0/id");

    deficiency[strlen (deficiency) - 1] = '\0';
    g_assert_null (payment_office_do (self->office, "v-01", failed, "case.move",
                                      "{'transition':'settle','deficiencies':[{'id':'%s'}]}", deficiency + 1));
  }
  g_assert_null (payment_office_do (self->office, "v-01", failed, "case.see", "{'check':'mandate','seen':true}"));
  payment_seat_meet (self->lead);
  payment_house_plan_and_approve (self);
  g_assert_cmpint (mado_id_compare (first, self->batch), !=, 0);
  payment_house_assert_state (self, failed, "planned");
  state = payment_office_get (self->office, failed, "/rights");
  g_assert_nonnull (strstr (state, "\"ordered\""));
}

/* One yen more or less: it is not what was ordered that was paid, and the ward says what is right. */
static void
a_result_of_another_amount_is_not_taken_over (PaymentHouse *self, gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;
  g_autofree char *table = NULL;
  g_autoptr (MadoPaymentAnswer) answer = NULL;
  const MadoAnsweredRow *row;

  payment_house_plan_and_approve (self);
  payment_house_take_over (self, "decided", payment_house_all_decided);
  g_bytes_unref (payment_house_send (self));
  clerk = payment_seat_work (self->lead);
  batch = payment_house_load (self, clerk);
  table = payment_house_write_table (self, payment_house_all_paid, "49999", NULL);
  answer = payment_house_read_answer (clerk, batch, "paid", table);
  row = g_ptr_array_index (answer->rows, 0);
  g_assert_cmpint (row->state, ==, MADO_ANSWERED_CHANGED);
  g_assert_cmpuint (row->changed->len, ==, 1);
  g_assert_cmpstr (((const MadoItem *) g_ptr_array_index (row->changed, 0))->id, ==, "amount");
  g_assert_cmpuint (mado_payment_answer_count (answer, MADO_ANSWERED_EQUAL), ==, 2);
  g_assert_false (mado_payment_answer_is_balanced (answer));
  g_assert_true (mado_payment_answer_settle (answer, 0, "区に照会"));
  g_assert_true (mado_payment_answer_apply (answer, NULL));
  payment_seat_meet (self->lead);
  payment_house_assert_state (self, payment_house_get_case (self, 0), "decided");
  payment_house_assert_state (self, payment_house_get_case (self, 1), "paid");
}

/* The ward says later that the money of one came back: taking that over asks a second person, and pays nothing. */
static void
what_was_paid_fails_by_two (PaymentHouse *self, gconstpointer data)
{
  static const char *const words[] = { NULL, "不能", NULL };
  const MadoId id = payment_house_get_case (self, 1);
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;
  g_autofree char *table = NULL, *asked = NULL;
  g_autoptr (MadoPaymentAnswer) again = NULL;

  payment_house_plan_and_approve (self);
  payment_house_take_over (self, "decided", payment_house_all_decided);
  g_bytes_unref (payment_house_send (self));
  payment_house_take_over (self, "paid", payment_house_all_paid);
  payment_house_take_over (self, "paid", words);
  payment_house_assert_state (self, id, "paid");
  asked = payment_office_get (self->office, id, "/asked/operation");
  g_assert_nonnull (asked);
  g_strdelimit (asked, "\"", '\'');
  g_assert_cmpstr (payment_office_do (self->office, "l-09", id, "case.agree", "{'operation':%s}", asked), ==,
                   MADO_REFUSAL_ROLE);
  clerk = payment_seat_work (self->lead);
  batch = payment_house_load (self, clerk);
  table = payment_house_write_table (self, words, NULL, NULL);
  again = payment_house_read_answer (clerk, batch, "paid", table);
  g_assert_true (payment_house_has_finding (again->findings, MADO_ANSWER_SEEN));
  g_assert_null (payment_office_do (self->office, "d-09", id, "case.agree", "{'operation':%s}", asked));
  payment_house_assert_state (self, id, "failed");
  payment_house_assert_state (self, payment_house_get_case (self, 0), "paid");
}

static void
the_same_results_are_not_taken_twice (PaymentHouse *self, gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;
  g_autofree char *table = NULL;
  g_autoptr (MadoPaymentAnswer) again = NULL;

  payment_house_plan_and_approve (self);
  payment_house_take_over (self, "decided", payment_house_all_decided);
  g_bytes_unref (payment_house_send (self));
  payment_house_take_over (self, "paid", payment_house_all_paid);
  clerk = payment_seat_work (self->lead);
  batch = payment_house_load (self, clerk);
  table = payment_house_write_table (self, payment_house_all_paid, NULL, NULL);
  again = payment_house_read_answer (clerk, batch, "paid", table);
  g_assert_true (payment_house_has_finding (again->findings, MADO_ANSWER_SEEN));
  g_assert_false (mado_payment_answer_is_balanced (again));
}

static void
results_are_typed_case_by_case (PaymentHouse *self, gconstpointer data)
{
  const MadoTypedAnswer typed[] = { { "logo:1", "振込済", "", "2025-06-10" }, { "logo:2", "不能", "解約", "" } };
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;
  g_autoptr (MadoPaymentAnswer) answer = NULL;
  g_autofree char *day = NULL;
  g_autoptr (GError) error = NULL;

  payment_house_plan_and_approve (self);
  payment_house_take_over (self, "decided", payment_house_all_decided);
  g_bytes_unref (payment_house_send (self));
  clerk = payment_seat_work (self->lead);
  batch = payment_house_load (self, clerk);
  answer = mado_payment_answer_type (clerk, batch, "paid", typed, G_N_ELEMENTS (typed), &error);
  g_assert_no_error (error);
  g_assert_true (mado_payment_answer_apply (answer, &error));
  g_assert_no_error (error);
  payment_seat_meet (self->lead);
  payment_house_assert_state (self, payment_house_get_case (self, 0), "paid");
  payment_house_assert_state (self, payment_house_get_case (self, 1), "failed");
  payment_house_assert_state (self, payment_house_get_case (self, 2), "decided");
  day = payment_office_get (self->office, payment_house_get_case (self, 0), "/items/transfer_date");
  g_assert_cmpstr (day, ==, "\"2025-06-10\"");
}

static void
a_file_that_is_none_is_refused (PaymentHouse *self, gconstpointer data)
{
  static const struct {
    const char *text, *code;
  } files[] = {
    { "", MADO_ANSWER_EMPTY },
    { "給付管理番号,結果\n", MADO_ANSWER_COLUMN },
    { "\xFF\xFD\xFF", MADO_ANSWER_CHARSET },
  };
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;

  payment_house_plan_and_approve (self);
  clerk = payment_seat_work (self->lead);
  batch = payment_house_load (self, clerk);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (MadoPaymentAnswer) answer = payment_house_read_answer (clerk, batch, "decided", files[i].text);

    g_test_message ("%s", files[i].code);
    g_assert_true (payment_house_has_finding (answer->findings, files[i].code));
    g_assert_false (mado_payment_answer_is_balanced (answer));
  }
}

/* --- two payments of one woman ----------------------------------------------------------------------------------- */

/* The first and the second of the woman of the first case, to the same account, in the same batch. */
static MadoId
add_second (PaymentHouse *self)
{
  PaymentOffice *office = self->office;
  static const char *const seen[] = { "identity", "passbook", "home_visit", "no_mynumber" };
  const MadoId id = ward_draw_id (office->ward);

  g_assert_null (payment_office_do (office, "v-01", id, "case.move",
                                    "{'transition':'receive','receipt':'logo:9','edits':" PAYMENT_BIRTH_EDITS "}",
                                    "0000000001", 1));
  for (guint i = 0; i < 2; i++)
    g_assert_null (payment_office_do (office, i == 0 ? "k-01" : "k-02", id, "case.enter_account",
                                      "{'item':'account','value':" CASE_ACCOUNT "}", "1000001", "self"));
  for (gsize i = 0; i < G_N_ELEMENTS (seen); i++)
    g_assert_null (payment_office_do (office, "v-01", id, "case.see", "{'check':'%s','seen':true}", seen[i]));
  g_assert_null (payment_office_do (office, "v-02", id, "case.move", "{'transition':'finish_check'}"));
  payment_seat_meet (self->lead);

  return id;
}

#define ROW(word, reason) "0000000001,50000,0001,001,1,1000001,ミホン ハナコ," word "," reason ",2025/6/10\n"

static MadoPaymentAnswer *
read_lines (const MadoDeskClerk *clerk, const MadoPaymentBatch *batch, const char *packet, const char *lines)
{
  static const char *const none[PAYMENT_HOUSE_CASES] = { NULL };
  PaymentHouse nobody = { .cases = g_array_new (FALSE, FALSE, sizeof (MadoId)) };
  g_autofree char *headings = payment_house_write_table (&nobody, none, NULL, NULL);
  g_autofree char *text = g_strconcat (headings, lines, NULL);

  g_array_unref (nobody.cases);

  return payment_house_read_answer (clerk, batch, packet, text);
}

static guint
count_in_doubt (const MadoPaymentAnswer *answer)
{
  guint count = 0;

  for (guint i = 0; i < answer->rows->len; i++)
    count += g_strcmp0 (((const MadoAnsweredRow *) g_ptr_array_index (answer->rows, i))->code, MADO_ANSWER_DOUBT) == 0;

  return count;
}

static void
assert_doubt (PaymentHouse *self, const char *lines, guint expected)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->lead);
  g_autoptr (MadoPaymentBatch) batch = payment_house_load (self, clerk);
  g_autoptr (MadoPaymentAnswer) answer = read_lines (clerk, batch, "paid", lines);

  g_assert_cmpuint (count_in_doubt (answer), ==, expected);
  if (expected > 0)
    g_assert_false (mado_payment_answer_is_balanced (answer));
}

static void
decide_all (PaymentHouse *self)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->lead);
  g_autoptr (MadoPaymentBatch) batch = payment_house_load (self, clerk);
  g_autofree char *table = payment_house_write_table (self, payment_house_all_decided, NULL, NULL);
  g_autofree char *whole = g_strconcat (table, ROW ("決定", ""), NULL);
  g_autoptr (MadoPaymentAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  clerk->key = self->decider->key;
  answer = payment_house_read_answer (clerk, batch, "decided", whole);
  g_assert_cmpuint (count_in_doubt (answer), ==, 0); /* the same is said of both */
  g_assert_true (mado_payment_answer_apply (answer, &error));
  g_assert_no_error (error);
  payment_seat_meet (self->lead);
}

/* Whoever guessed would close the one that failed, and pay the other once more. */
static void
which_of_two_payments_failed_is_not_guessed (PaymentHouse *self, gconstpointer data)
{
  const MadoTypedAnswer typed[] = { { "logo:1", "振込済", "", "2025-06-10" }, { "logo:9", "不能", "解約", "" } };
  const MadoId second = add_second (self);
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;
  g_autoptr (MadoPaymentAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  payment_house_plan_and_approve (self);
  decide_all (self);
  g_bytes_unref (payment_house_send (self));
  assert_doubt (self, ROW ("振込済", "") ROW ("振込済", ""), 0);
  assert_doubt (self, ROW ("振込済", "") ROW ("不能", "口座なし"), 2);
  assert_doubt (self, ROW ("不能", "口座なし") ROW ("振込済", ""), 2);
  assert_doubt (self, ROW ("不能", "口座なし"), 1);
  clerk = payment_seat_work (self->lead);
  batch = payment_house_load (self, clerk);
  answer = mado_payment_answer_type (clerk, batch, "paid", typed, G_N_ELEMENTS (typed), &error);
  g_assert_no_error (error);
  g_assert_true (mado_payment_answer_apply (answer, &error));
  g_assert_no_error (error);
  payment_seat_meet (self->lead);
  payment_house_assert_state (self, payment_house_get_case (self, 0), "paid");
  payment_house_assert_state (self, second, "failed");
  assert_doubt (self, ROW ("振込済", ""), 0); /* of the other nothing more is awaited */
}

/* Whoever gets a file of a bank that is wrong reads what, and not a code: for each that there is. */
static void
each_finding_of_a_bank_file_has_a_sentence (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "docs", "zengin-findings.md", NULL);
  g_autoptr (GRegex) row = g_regex_new ("^\\| `([EW]_[A-Z_]+)`", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *text = NULL;
  guint n_codes = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (g_regex_match (row, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL)) {
    g_autofree char *code = g_match_info_fetch (match, 1);

    g_assert_true (g_str_has_suffix (mado_payment_code_get_message (code), "."));
    n_codes++;
  }
  g_assert_cmpuint (n_codes, >, 30);
}

#define add(name, function)                                                                                            \
  g_test_add ("/payment-answer/" name, PaymentHouse, NULL, payment_house_set_up, function, payment_house_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("decision/is-taken-over-where-it-balances", a_decision_that_balances_is_taken_over);
  add ("decision/nothing-is-taken-over-that-differs", nothing_is_taken_over_that_differs);
  add ("decision/a-row-is-left-out-with-a-reason", a_row_is_left_out_with_a_reason_and_the_others_go_on);
  add ("decision/is-not-the-contractors", the_contractor_does_not_decide);
  add ("results/a-failed-transfer-is-paid-again", a_failed_transfer_is_paid_again_under_the_same_right);
  add ("results/of-another-amount-are-not-taken-over", a_result_of_another_amount_is_not_taken_over);
  add ("results/what-was-paid-fails-by-two", what_was_paid_fails_by_two);
  add ("results/are-not-taken-twice", the_same_results_are_not_taken_twice);
  add ("results/are-typed-case-by-case", results_are_typed_case_by_case);
  add ("answer/a-file-that-is-none-is-refused", a_file_that_is_none_is_refused);
  add ("results/which-of-two-payments-failed-is-not-guessed", which_of_two_payments_failed_is_not_guessed);

  g_test_add_func ("/payment-answer/answer/each-finding-of-a-bank-file-has-a-sentence",
                   each_finding_of_a_bank_file_has_a_sentence);

  return g_test_run ();
}
