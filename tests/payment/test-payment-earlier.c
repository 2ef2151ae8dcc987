/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was paid before this office began, and what comes back after it has paid. */

#include <string.h>

#include "mado-earlier-list.h"
#include "mado-json-member.h"
#include "mado-payment-plan.h"
#include "mado-recovery-list.h"
#include "mado-recovery.h"
#include "mado-refusal.h"
#include "payment-steps.h"

#define NOW "2025-06-02T01:00:00.000000Z"
#define HEAD "給付管理番号,支給日,支給額\n"

typedef struct {
  PaymentOffice *office;
  PaymentSeat *lead;
  PaymentSeat *decider;
  MadoId id;
} House;

static void
set_up (House *self, gconstpointer data)
{
  self->office = payment_office_new ("ninpu-r7", NOW);
  self->lead = payment_office_seat (self->office, "l-01", "lead");
  self->decider = payment_office_seat (self->office, "d-01", "decider");
  self->id = payment_office_check_case (self->office, "logo:1", "0000000001", "1000001");
  payment_seat_meet (self->lead);
}

static void
tear_down (House *self, gconstpointer data)
{
  payment_office_free (self->office);
}

static MadoEarlierList *
read_table (const MadoDeskClerk *clerk, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  MadoEarlierList *list = mado_earlier_list_read (clerk, "first", "令和6年度", bytes, NULL, &error);

  g_assert_no_error (error);

  return list;
}

static const MadoEarlierRow *
get_row (const MadoEarlierList *list, guint index)
{
  g_assert_cmpuint (index, <, list->rows->len);

  return g_ptr_array_index (list->rows, index);
}

static void
record (const MadoDeskClerk *clerk, const char *text)
{
  g_autoptr (MadoEarlierList) list = read_table (clerk, text);
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_earlier_list_is_good (list));
  g_assert_true (mado_earlier_list_record (list, &error));
  g_assert_no_error (error);
}

static const char *
find_left_out (PaymentSeat *seat, MadoId id)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (seat);
  g_autoptr (MadoPaymentPlan) plan = mado_payment_plan_collect (clerk, "planned", NULL, NULL);

  g_assert_nonnull (plan);
  for (guint i = 0; i < plan->rows->len; i++) {
    const MadoPlannedRow *row = g_ptr_array_index (plan->rows, i);

    if (mado_id_compare (mado_entity_get_id (row->entity), id) == 0)
      return row->code;
  }

  return "not there";
}

/* Zeros that a spreadsheet took off, another way to write the day, signs around the yen: it is the same payment. */
static void
what_was_paid_before_is_not_paid_again (House *self, gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->lead);
  g_autofree char *state = NULL, *told = NULL;

  g_assert_null (find_left_out (self->lead, self->id));
  record (clerk, HEAD "1,令和6年12月10日,\"50,000円\"\n99,2024/12/10,50000\n");
  payment_seat_meet (self->lead);
  state = payment_office_get (self->office, self->id, "/rights/0/state");
  told = payment_office_get (self->office, self->id, "/rights/0/earlier/programme");
  g_assert_cmpstr (state, ==, "\"held\"");
  g_assert_cmpstr (told, ==, "\"令和6年度\"");
  g_assert_cmpstr (find_left_out (self->lead, self->id), ==, MADO_REFUSAL_RIGHT_PAID);
}

static void
the_same_table_adds_nothing (House *self, gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->lead);
  g_autoptr (MadoEarlierList) again = NULL, other = NULL;

  record (clerk, HEAD "1,2024-12-10,50000\n2,2024-12-10,50000\n");
  again = read_table (clerk, HEAD "1,2024-12-10,50000\n2,2024-12-10,50000\n");
  g_assert_cmpuint (mado_earlier_list_count (again, MADO_EARLIER_KNOWN), ==, 2);
  g_assert_cmpint (mado_earlier_list_sum (again, MADO_EARLIER_NEW), ==, 0);
  payment_seat_meet (self->lead);
  other = read_table (clerk, HEAD "1,2024-12-11,50000\n2,2024-12-10,50001\n");
  g_assert_cmpstr (get_row (other, 0)->code, ==, MADO_EARLIER_OTHER);
  g_assert_cmpstr (get_row (other, 1)->code, ==, MADO_EARLIER_OTHER);
}

static void
each_row_says_what_is_wrong (House *self, gconstpointer data)
{
  static const char *const codes[] = { MADO_EARLIER_KEY,    MADO_EARLIER_DAY,   MADO_EARLIER_DAY,  MADO_EARLIER_AMOUNT,
                                       MADO_EARLIER_AMOUNT, MADO_EARLIER_TWICE, MADO_EARLIER_TWICE };
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->lead);
  g_autoptr (MadoEarlierList) list =
      read_table (clerk, HEAD "12345678901,2024-12-10,1\n3,2024-13-10,1\n4,2025-06-03,1\n5,2024-12-10,0\n"
                              "6,2024-12-10,1.5\n7,2024-12-10,1\n0000000007,2024-12-10,1\n8,2024-12-10,1\n");
  g_autoptr (MadoEarlierList) no_table = read_table (clerk, "番号,支給日\n1,2024-12-10\n");
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_cmpstr (get_row (list, (guint) i)->code, ==, codes[i]);
  g_assert_null (get_row (list, 7)->code);
  g_assert_false (mado_earlier_list_is_good (list));
  g_assert_true (mado_findings_have_errors (no_table->findings));
  g_assert_cmpuint (mado_findings_get_count (no_table->findings), ==, 2);
  g_assert_true (mado_earlier_list_record (no_table, &error));
  g_assert_true (mado_earlier_list_record (list, &error));
  g_assert_cmpuint (mado_earlier_list_count (list, MADO_EARLIER_KNOWN), ==, 1);
}

/* --- what comes back --------------------------------------------------------------------------------------------- */

static GBytes *
write_answer (const char *word)
{
  char *text = g_strdup_printf ("給付管理番号,支給金額,振込口座情報・金融機関コード,振込口座情報・支店コード,"
                                "振込口座情報・預金種目,振込口座情報・口座番号,振込口座情報・口座名義人,結果,振込日\n"
                                "0000000001,50000,0001,001,1,1000001,ミホン ハナコ,%s,2025/6/10\n",
                                word);

  return g_bytes_new_take (text, strlen (text));
}

static void
pay (House *self)
{
  MadoId batch = payment_step_plan (self->lead, "planned", NULL);
  g_autoptr (GBytes) decided = write_answer ("決定"), paid = write_answer ("振込済");
  g_autoptr (GBytes) file = NULL;

  g_assert_true (payment_step_freeze (self->lead, batch));
  payment_step_approve (self->decider, batch);
  g_assert_null (payment_step_take_over (self->lead, batch, "decided", decided, self->decider->key));
  file = payment_step_send (self->lead, batch, "pay", (MadoDate) { 2025, 6, 10 });
  payment_office_pass (self->office, 9 * 24 * 3600);
  g_assert_null (payment_step_take_over (self->lead, batch, "paid", paid, self->decider->key));
}

static void
what_was_paid_here_is_asked_back (House *self, gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoEarlierList) list = NULL;

  pay (self);
  clerk = payment_seat_work (self->lead);
  list = read_table (clerk, HEAD "1,2024-12-10,50000\n");
  g_assert_cmpstr (get_row (list, 0)->code, ==, MADO_EARLIER_PAID_HERE);
  g_assert_cmpstr (get_row (list, 0)->receipt, ==, "logo:1");
}

static MadoRecoveryList *
load (PaymentSeat *seat)
{
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (GError) error = NULL;
  MadoRecoveryList *list;

  payment_seat_meet (seat);
  clerk = payment_seat_work (seat);
  list = mado_recovery_list_load (clerk, &error);
  g_assert_no_error (error);

  return list;
}

#define DAY (24 * 3600)

static void
open_sums_grow_old (House *self, gconstpointer data)
{
  MadoId id = ward_draw_id (self->office->ward);
  char text[MADO_ID_TEXT_SIZE];
  g_autoptr (MadoRecoveryList) asked = NULL, open = NULL, old = NULL;
  const MadoRecoveryRow *row;

  pay (self);
  mado_id_to_text (self->id, text);
  g_assert_null (
      payment_office_do (self->office, "l-09", id, "recovery.ask",
                         "{'case':'%s','why':'overpaid','amount':30000,'reason':'額の誤り','due':'2025-07-01'}", text));
  asked = load (self->lead);
  g_assert_cmpuint (asked->n_asked, ==, 1);
  g_assert_cmpint (mado_recovery_list_sum_open (asked), ==, 0);
  g_assert_null (payment_office_do (self->office, "d-09", id, "recovery.approve", "{'amount':30000}"));
  g_assert_null (
      payment_office_do (self->office, "l-09", id, "recovery.receive", "{'day':'2025-06-11','amount':12345}"));
  open = load (self->lead);
  g_assert_cmpint (open->open[MADO_RECOVERY_AGE_MONTH], ==, 17655);
  g_assert_cmpint (open->returned, ==, 12345);
  payment_office_pass (self->office, 40 * DAY);
  old = load (self->lead);
  row = g_ptr_array_index (old->rows, 0);
  g_assert_cmpint (old->open[MADO_RECOVERY_AGE_MONTH], ==, 0);
  g_assert_cmpint (old->open[MADO_RECOVERY_AGE_QUARTER], ==, 17655);
  g_assert_cmpstr (row->receipt, ==, "logo:1");
  g_assert_cmpint (row->days, ==, 40);
  g_assert_true (row->is_late);
}

static const char *
ask_back (const MadoDeskClerk *clerk, MadoId paid, gint64 amount)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  const MadoDeskWish wish = { .kind = "recovery.ask", .entity = mado_id_draw (), .body = body };
  const char *refused = NULL;
  g_autoptr (GError) error = NULL;
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (paid, id);
  yyjson_mut_obj_add_str (doc, body, "case", id);
  yyjson_mut_obj_add_str (doc, body, "why", "overpaid");
  yyjson_mut_obj_add_str (doc, body, "reason", "x");
  yyjson_mut_obj_add_sint (doc, body, "amount", amount);
  g_assert_true (mado_desk_clerk_save_or_tell (clerk, &wish, &refused, &error));
  g_assert_no_error (error);
  yyjson_mut_doc_free (doc);

  return refused;
}

/* Whoever asks for too much need not wait for the service to hear it. */
static void
terminal_says_at_once_what_is_too_much (House *self, gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (GError) error = NULL;
  MadoId id = MADO_ID_NONE;

  pay (self);
  payment_seat_meet (self->lead);
  clerk = payment_seat_work (self->lead);
  g_assert_true (mado_desk_clerk_find_case (clerk, "logo:77", &id, &error));
  g_assert_false (mado_id_is_valid (id));
  g_assert_true (mado_desk_clerk_find_case (clerk, "logo:1", &id, &error));
  g_assert_cmpint (mado_id_compare (id, self->id), ==, 0);
  g_assert_cmpstr (ask_back (clerk, id, 50001), ==, MADO_REFUSAL_COUNT);
  g_assert_null (ask_back (clerk, id, 30000));
  g_assert_cmpstr (ask_back (clerk, id, 20001), ==, MADO_REFUSAL_COUNT);
  g_assert_null (ask_back (clerk, id, 20000));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/payment-earlier/" name, House, NULL, set_up, test, tear_down)
  ADD ("what-was-paid-before-is-not-paid-again", what_was_paid_before_is_not_paid_again);
  ADD ("the-same-table-adds-nothing", the_same_table_adds_nothing);
  ADD ("each-row-says-what-is-wrong", each_row_says_what_is_wrong);
  ADD ("what-was-paid-here-is-asked-back", what_was_paid_here_is_asked_back);
  ADD ("open-sums-grow-old", open_sums_grow_old);
  ADD ("terminal-says-at-once-what-is-too-much", terminal_says_at_once_what_is_too_much);

  return g_test_run ();
}
