/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A year of 000, over the line: both payments, in cash and as gifts. People err, apply twice and share the work between
 * terminals; some of what was planned is corrected; and the bank refuses transfers. In the end everybody was paid once
 * for each right. */

#include <string.h>

#include "case-sample.h"
#include "mado-json-member.h"
#include "payment-doors.h"

#define YEN 50000 /* of the first payment, and a child of the second */
#define N_MONTHS 12
#define N_ROUNDS 20 /* after the year, until nobody is left whose transfer failed */

#define HEADINGS                                                                                                       \
  "給付管理番号,支給金額,振込口座情報・金融機関コード,振込口座情報・支店コード,"                                       \
  "振込口座情報・預金種目,振込口座情報・口座番号,振込口座情報・口座名義人,結果,理由\n"

/* --- applications ------------------------------------------------------------------------------------------------ */

static void
look (PaymentYear *self, const Payee *payee, MadoId id)
{
  const char *const seen[] = { "identity", "no_mynumber", payee->is_second ? "home_visit" : "interview",
                               payee->is_gift ? NULL : "passbook" };

  for (gsize i = 0; i < G_N_ELEMENTS (seen); i++)
    if (seen[i] != NULL)
      must (payment_office_do (self->office, "v-01", id, "case.see", "{'check':'%s','seen':true}", seen[i]));
}

static char *
write_edits (const Payee *payee)
{
  g_autofree char *quoted = g_strdup_printf ("'%s'", payee->key);

  return payee->is_second ? g_strdup_printf (PAYMENT_BIRTH_EDITS, payee->key, (int) (payee->amount / YEN))
                          : g_strdup_printf (CASE_EDITS, quoted);
}

/* On paper or on the web, and by two people at once: whose comes second is refused. */
static MadoId
receive (PaymentYear *self, const Payee *payee, const char *receipt)
{
  MadoId id = ward_draw_id (self->office->ward);
  g_autofree char *edits = write_edits (payee);

  must (payment_office_do (self->office, "v-01", id, "case.move", "{'transition':'receive','receipt':'%s','edits':%s}",
                           receipt, edits));
  must_not (payment_office_do (self->office, "v-02", ward_draw_id (self->office->ward), "case.move",
                               "{'transition':'receive','receipt':'%s','edits':%s}", receipt, edits));

  return id;
}

static void
finish_check (PaymentYear *self, const Payee *payee, MadoId id)
{
  look (self, payee, id);
  if (payment_year_happens (self, 6)) {
    must (payment_office_do (self->office, "v-01", id, "case.move",
                             "{'transition':'return_deficient','reason':'書類不足'}"));
    payment_year_close_deficiency (self, "v-01", id, "answer_deficient");
  }
  must (payment_office_do (self->office, "v-02", id, "case.move", "{'transition':'finish_check'}"));
}

static void
wish_for_gift (PaymentYear *self, const Payee *payee)
{
  must (payment_office_do (self->office, "v-01", payee->id, "case.edit",
                           "{'edits':[{'item':'content','was':'1-cash','now':'1-gift'},"
                           "{'item':'gift_postal','now':'1600022'},{'item':'gift_address',"
                           "'now':'東京都新宿区見本町1-1 %s'}]}",
                           payee->receipt));
}

static void
draw_receipt (PaymentYear *self, char *out_receipt)
{
  const char *form = self->n_receipts % 2 == 0 ? "logo" : "paper";

  g_snprintf (out_receipt, sizeof ((Payee *) NULL)->receipt, "%s:%u", form, ++self->n_receipts);
}

static void
apply (PaymentYear *self, Payee *payee)
{
  draw_receipt (self, payee->receipt);
  payee->id = receive (self, payee, payee->receipt);
  if (payee->is_gift)
    wish_for_gift (self, payee);
  else
    payment_year_enter_account (self, payee, payee->id);
  finish_check (self, payee, payee->id);
}

/* The same mother once more, under another name, with another reading and address. */
static void
apply_again (PaymentYear *self, Payee *payee)
{
  Payee again = *payee;
  char receipt[sizeof payee->receipt];

  again.is_gift = FALSE;
  draw_receipt (self, receipt);
  payee->twin = receive (self, &again, receipt);
  must (payment_office_do (self->office, "v-01", payee->twin, "case.edit",
                           "{'edits':[{'item':'name','was':{'kanji':'見本 花子','kana':'ミホン ハナコ'},"
                           "'now':{'kanji':'例示 華子','kana':'レイジ カコ'}},{'item':'address',"
                           "'was':'東京都新宿区見本町1-1','now':'東京都新宿区例示町3-3'}]}"));
  payment_year_enter_account (self, payee, payee->twin);
  finish_check (self, &again, payee->twin);
}

/* As many at birth as at the beginning. Whoever gives birth in the second half of the year was there in the first. */
static void
receive_month (PaymentYear *self, guint month, guint n, gboolean is_second)
{
  for (guint i = 0; i < n; i++) {
    Payee payee = { .amount = YEN, .is_second = is_second };
    const guint number = month * n + i, earlier = N_MONTHS / 2 * n;

    g_snprintf (payee.key, sizeof payee.key, "%010u",
                !is_second         ? number
                : number < earlier ? 900000 + number
                                   : number - earlier);
    payment_year_draw_account (self, &payee);
    payee.is_gift = !is_second && payment_year_happens (self, 5);
    if (is_second && payment_year_happens (self, 20))
      payee.amount = 2 * YEN;
    apply (self, &payee);
    if (payment_year_happens (self, 6))
      apply_again (self, &payee);
    g_array_append_val (self->payees, payee);
  }
}

/* --- the ward, and what came of it ------------------------------------------------------------------------------- */

/* What the ward writes about a batch: of the first row a yen more, where it errs. */
static GBytes *
write_table (PaymentSeat *seat, MadoId batch, gboolean errs)
{
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) loaded = NULL;
  GString *table = g_string_new (HEADINGS);

  payment_seat_meet (seat);
  clerk = payment_seat_work (seat);
  loaded = payment_step_load (clerk, batch);
  for (guint i = 0; i < loaded->rows->len; i++) {
    static const char *const parts[] = { "bank", "branch", "kind", "number", "holder" };
    const MadoPaymentRow *row = g_ptr_array_index (loaded->rows, i);

    g_string_append_printf (table, "%s,%" G_GINT64_FORMAT, mado_json_get_text (row->items, "control_no"),
                            row->amount + (errs && i == 0));
    for (gsize part = 0; part < G_N_ELEMENTS (parts); part++) {
      const char *text = mado_json_get_text (yyjson_obj_get (row->items, "account"), parts[part]);

      g_string_append_printf (table, ",%s", text != NULL ? text : "");
    }
    g_string_append (table, ",決定,\n");
  }

  return g_string_free_to_bytes (table);
}

/* What the ward's cashier writes of what the bank did; whoever gets a gift is not in it. */
static GBytes *
write_result (PaymentYear *self, MadoId batch, GHashTable *failed)
{
  GString *table = g_string_new ("給付管理番号,支給金額,結果,理由\n");

  for (guint i = 0; i < self->payees->len; i++) {
    const Payee *payee = payment_year_get (self, i);

    if (payee->is_gift || mado_id_compare (payee->batch, batch) != 0)
      continue;
    g_string_append_printf (table, "%s,%" G_GINT64_FORMAT ",%s\n", payee->key, payee->amount,
                            g_hash_table_contains (failed, payee->account) ? "不能,口座なし" : "振込済,");
  }

  return g_string_free_to_bytes (table);
}

static GBytes *
decide (PaymentYear *self, MadoId batch)
{
  g_autoptr (GBytes) wrong = write_table (self->leads[0], batch, TRUE);
  GBytes *right = write_table (self->leads[0], batch, FALSE);

  if (payment_year_happens (self, 2))
    g_assert_cmpstr (payment_step_take_over (self->leads[0], batch, "decided", wrong, self->decider->key), ==,
                     "changed");
  must (payment_step_take_over (self->leads[0], batch, "decided", right, self->decider->key));

  return right;
}

/* --- gifts ------------------------------------------------------------------------------------------------------- */

static void
deliver (PaymentYear *self, const Payee *payee)
{
  int n = GPOINTER_TO_INT (g_hash_table_lookup (self->bank.places, payee->receipt));

  if (payment_year_happens (self, 8)) {
    must (payment_office_do (self->office, "l-09", payee->id, "case.move", "{'transition':'fail','reason':'その他'}"));
    payment_year_close_deficiency (self, "v-01", payee->id, "settle");
    return;
  }
  must (payment_office_do (self->office, "l-09", payee->id, "case.move", "{'transition':'send_gift'}"));
  must_not (payment_office_do (self->office, "l-09", payee->id, "case.move", "{'transition':'send_gift'}"));
  g_hash_table_replace (self->bank.places, g_strdup (payee->receipt), GINT_TO_POINTER (n + 1));
  self->bank.sum += payee->amount;
}

/* Whoever sends gifts has nothing but the list: each line is somebody of this batch. */
static void
send_gifts (PaymentYear *self, MadoId batch)
{
  g_autoptr (GBytes) list = NULL;
  g_autofree char *text = NULL;
  guint n_lines = 0, n_gifts = 0;

  for (guint i = 0; i < self->payees->len; i++)
    n_gifts += payment_year_get (self, i)->is_gift && mado_id_compare (payment_year_get (self, i)->batch, batch) == 0;
  if (n_gifts == 0)
    return;
  list = payment_step_send (self->leads[0], batch, "send_gift", payment_year_find_bank_day (self));
  text = g_strndup (g_bytes_get_data (list, NULL), g_bytes_get_size (list));
  for (guint i = 0; i < self->payees->len; i++) {
    const Payee *payee = payment_year_get (self, i);
    g_autofree char *place = g_strdup_printf (" %s\"", payee->receipt);

    if (!payee->is_gift || mado_id_compare (payee->batch, batch) != 0)
      continue;
    g_assert_nonnull (strstr (text, place));
    deliver (self, payee);
  }
  for (const char *line = text; (line = strchr (line, '\n')) != NULL; line++)
    n_lines++;
  g_assert_cmpuint (n_lines, ==, n_gifts);
}

/* --- a payment --------------------------------------------------------------------------------------------------- */

/* What was planned turns out to be wrong, before the file: a second person agrees, it leaves the batch, and is checked
 * anew. */
static void
correct_some (PaymentYear *self, MadoId batch)
{
  for (guint i = 0; i < self->payees->len; i++) {
    Payee *payee = payment_year_get (self, i);
    g_autofree char *asked = NULL;

    if (payee->is_second || mado_id_compare (payee->batch, batch) != 0 || !payment_year_happens (self, 15))
      continue;
    must (payment_office_do (self->office, "v-01", payee->id, "case.move",
                             "{'transition':'correct','reason':'誤記','edits':"
                             "[{'item':'pregnancy_month','was':3,'now':4}]}"));
    asked = payment_office_get (self->office, payee->id, "/asked/operation");
    g_strdelimit (asked, "\"", '\'');
    must_not (payment_office_do (self->office, "v-01", payee->id, "case.agree", "{'operation':%s}", asked));
    must (payment_office_do (self->office, "d-09", payee->id, "case.agree", "{'operation':%s}", asked));
    finish_check (self, payee, payee->id);
    payee->batch = MADO_ID_NONE;
  }
}

static void
mend (PaymentYear *self, GHashTable *failed)
{
  for (guint i = 0; i < self->payees->len; i++) {
    Payee *payee = payment_year_get (self, i);

    if (!g_hash_table_contains (failed, payee->account))
      continue;
    if (i % 5 == 0)
      payment_doors_try_when_failed (self, payee);
    payment_year_draw_account (self, payee);
    payment_year_enter_account (self, payee, payee->id);
    must (payment_office_do (self->office, "v-01", payee->id, "case.see", "{'check':'passbook','seen':true}"));
    payment_year_close_deficiency (self, "v-01", payee->id, "settle");
  }
}

static gboolean
is_any_at_bank (PaymentYear *self, MadoId batch)
{
  for (guint i = 0; i < self->payees->len; i++)
    if (!payment_year_get (self, i)->is_gift && mado_id_compare (payment_year_get (self, i)->batch, batch) == 0)
      return TRUE;

  return FALSE;
}

static void
send_money (PaymentYear *self, MadoId batch, GBytes *decision)
{
  g_autoptr (GHashTable) failed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GBytes) file = payment_step_send (self->leads[0], batch, "pay", payment_year_find_bank_day (self));
  g_autoptr (GBytes) answer = NULL, result = NULL;
  const Payee *paid = payment_year_find_in (self, batch, NULL);

  if (paid != NULL)
    payment_doors_try_at_the_bank (self, paid);
  answer = payment_bank_pay (&self->bank, file, failed);
  g_assert_cmpuint (g_bytes_get_size (answer), ==, g_bytes_get_size (file));
  result = write_result (self, batch, failed);
  must (payment_step_take_over (self->leads[0], batch, "paid", result, NULL));
  paid = payment_year_find_in (self, batch, failed);
  if (paid != NULL)
    payment_doors_try_when_paid (self, paid, decision, result);
  payment_office_pass (self->office, 60);
  mend (self, failed);
}

static void
run_payment (PaymentYear *self)
{
  MadoId batch = payment_year_plan (self, "planned");
  g_autoptr (GBytes) decision = NULL;

  if (!mado_id_is_valid (batch))
    return;
  correct_some (self, batch);
  decision = decide (self, batch);
  send_gifts (self, batch);
  if (is_any_at_bank (self, batch))
    send_money (self, batch, decision);
}

/* --- what came of it --------------------------------------------------------------------------------------------- */

static void
a_year_pays_everybody_once (void)
{
  const guint n_people = payment_year_count_people (60, 2800);
  gint64 sum = 0;
  guint n_gifts = 0;
  PaymentYear year;

  payment_year_open (&year, "ninpu-r7", "2025-04-21T01:00:00.000000Z", "lead");
  for (guint month = 0; month < N_MONTHS; month++) {
    receive_month (&year, month, n_people / N_MONTHS, FALSE);
    receive_month (&year, month, n_people / N_MONTHS, TRUE);
    run_payment (&year);
    payment_office_pass (year.office, 30 * 24 * 3600);
  }
  for (guint round = 0; round < N_ROUNDS; round++)
    run_payment (&year);
  for (guint i = 0; i < year.payees->len; i++) {
    sum += payment_year_trace (&year, payment_year_get (&year, i));
    n_gifts += payment_year_get (&year, i)->is_gift;
  }
  g_assert_cmpint (year.bank.sum, ==, sum);
  g_assert_cmpuint (g_hash_table_size (year.bank.rows), ==, year.payees->len - n_gifts + year.bank.n_failed);
  g_assert_cmpuint (g_hash_table_size (year.bank.places), ==, n_gifts);
  g_assert_cmpuint (year.bank.n_failed, >, 0);
  g_assert_cmpuint (n_gifts, >, 0);
  payment_year_close (&year);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/payment-year/everybody-is-paid-once", a_year_pays_everybody_once);

  return g_test_run ();
}
