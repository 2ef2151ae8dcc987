/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 004: all payees with their children, over the line, in which the bank answers with its own file. Most are paid
 * without having asked; some refuse, some apply, for some children two people do; clerks at two terminals get in each
 * other's way, and the bank refuses transfers until everybody was paid once for each child. */

#include <string.h>

#include "payment-year.h"

#define YEN 20000 /* a child */
#define N_ROUNDS 20

/* Bytes of a file's header, from 0: a digit of each, and one of a name. */
#define NAME 20
#define DAY 57
#define FROM_BANK 61
#define FROM_ACCOUNT 102

/* Of 25,000 payees, 39,000 children. */
static guint
count_children (guint payee)
{
  return 1 + (payee % 25 < 12) + (payee % 25 < 2);
}

/* --- who comes --------------------------------------------------------------------------------------------------- */

typedef struct {
  char group[2];
  const char *transition;
  const char *name;
  const char *address;
} Kind;

static const Kind extracted = { "1", "extract", "{'kanji':'見本 太郎','kana':'ミホン タロウ'}",
                                "東京都新宿区見本町1-1" };
static const Kind asking = { "4", "apply", "{'kanji':'見本 公子','kana':'ミホン キミコ'}", "東京都新宿区見本町2-2" };
/* The other parent: another name, another reading, another address, the same children. */
static const Kind parted = { "4", "apply", "{'kanji':'例示 華子','kana':'レイジ カコ'}", "東京都新宿区例示町3-3" };

static char *
write_children (PaymentYear *self, guint first, guint n, GString *rows)
{
  GString *edits = g_string_new (NULL);

  for (guint i = 0; i < n; i++) {
    char row[MADO_ID_TEXT_SIZE];

    mado_id_to_text (ward_draw_id (self->office->ward), row);
    g_string_append_printf (rows, "%s{'list':'children','row':'%s'}", i > 0 ? "," : "", row);
    g_string_append_printf (edits,
                            "{'item':'child_resident_no','row':'%s','now':'%u'},"
                            "{'item':'child_name','row':'%s','now':{'kanji':'見本 児'}},"
                            "{'item':'child_birth','row':'%s','now':'2015-05-05'},",
                            row, first + i, row, row);
  }

  return g_string_free_and_steal (edits);
}

/* Both clerks take the same row of the list, and the second of them is refused. */
static MadoId
take_in (PaymentYear *self, const Kind *kind, const Payee *payee, guint resident, guint first_child, guint n_children)
{
  const guint first = resident % 2;
  const MadoId id = ward_draw_id (self->office->ward);
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autofree char *children = write_children (self, first_child, n_children, rows);
  g_autofree char *account =
      g_strdup_printf (",{'item':'account','now':{'bank':'0001','branch':'001','kind':'1','number':'%s',"
                       "'holder':'ミホン タロウ','relation':'self','date':'2025-09-10','origin':'registered'}}",
                       payee->account);
  g_autofree char *body = g_strdup_printf (
      "{'transition':'%s','receipt':'%s','add_rows':[%s],'edits':[%s{'item':'resident_no','now':'%u'},"
      "{'item':'name','now':%s},{'item':'birth_date','now':'1985-05-05'},{'item':'address','now':'%s'},"
      "{'item':'target_group','now':'%s'}%s]}",
      kind->transition, payee->receipt, rows->str, children, resident, kind->name, kind->address, kind->group,
      kind == &extracted ? account : "");

  must (payment_office_do (self->office, self->clerks[first], id, "case.move", "%s", body));
  must_not (payment_office_do (self->office, self->clerks[1 - first], ward_draw_id (self->office->ward), "case.move",
                               "%s", body));

  return id;
}

static void
write_to (PaymentYear *self, MadoId id)
{
  must (payment_office_do (self->office, self->clerks[0], id, "case.move", "{'transition':'guide'}"));
}

/* An application says its account, which two type; now and then it lacks a paper. */
static void
check (PaymentYear *self, const Payee *payee, MadoId id)
{
  const char *code;

  payment_year_enter_account (self, payee, id);
  if (payment_year_happens (self, 6)) {
    must (payment_office_do (self->office, self->clerks[0], id, "case.move",
                             "{'transition':'return_deficient','reason':'書類不足'}"));
    code = payment_office_do (self->office, self->clerks[1], id, "case.move", "{'transition':'accept'}");
    must_not (code);
    payment_year_close_deficiency (self, self->clerks[0], id, "answer_deficient");
  }
  must (payment_office_do (self->office, self->clerks[1], id, "case.move", "{'transition':'accept'}"));
}

static void
ask_again (PaymentYear *self, Payee *payee, guint resident, guint first_child, guint n_children)
{
  Payee again = { 0 };

  payment_year_draw_account (self, &again);
  g_snprintf (again.receipt, sizeof again.receipt, "paper:%u", ++self->n_receipts);
  payee->twin = take_in (self, &parted, &again, resident, first_child, n_children);
  check (self, &again, payee->twin);
}

static void
take_in_payee (PaymentYear *self, guint index, guint *n_children)
{
  const guint n = count_children (index);
  const gboolean asks = payment_year_happens (self, 10);
  const guint resident = 100000 + index;
  Payee payee = { .amount = (gint64) n * YEN };

  payment_year_draw_account (self, &payee);
  g_snprintf (payee.key, sizeof payee.key, "%u", 200000 + *n_children);
  g_snprintf (payee.receipt, sizeof payee.receipt, "%s:%u", asks ? "paper" : "targets", ++self->n_receipts);
  payee.id = take_in (self, asks ? &asking : &extracted, &payee, resident, 200000 + *n_children, n);
  if (asks)
    check (self, &payee, payee.id);
  else
    write_to (self, payee.id);
  if (!asks && payment_year_happens (self, 20)) {
    must (payment_office_do (self->office, self->clerks[1], payee.id, "case.move", "{'transition':'decline'}"));
    payee.amount = 0;
  } else if (payment_year_happens (self, 12)) {
    ask_again (self, &payee, resident + 500000, 200000 + *n_children, n);
  }
  *n_children += n;
  g_array_append_val (self->payees, payee);
}

/* --- the bank ---------------------------------------------------------------------------------------------------- */

/* Returns: (transfer full): the bank's answer with a yen more in its first payment */
static GBytes *
falsify (GBytes *answer)
{
  gsize size;
  char *bytes = g_bytes_unref_to_data (g_bytes_ref (answer), &size);

  bytes[122 + 89] = bytes[122 + 89] == '9' ? '8' : '9';

  return g_bytes_new_take (bytes, size);
}

/* Another digit there. */
static GBytes *
spoil (GBytes *file, gsize at)
{
  gsize size = 0;
  const char *bytes = g_bytes_get_data (file, &size);
  char *spoiled = g_memdup2 (bytes, size);

  spoiled[at] = spoiled[at] == '1' ? '2' : '1';

  return g_bytes_new_take (spoiled, size);
}

static GBytes *
lose_byte (GBytes *file, gsize at)
{
  gsize size = 0;
  const guint8 *bytes = g_bytes_get_data (file, &size);
  GByteArray *rest = g_byte_array_new ();

  g_byte_array_append (rest, bytes, (guint) at);
  g_byte_array_append (rest, bytes + at + 1, (guint) (size - at - 1));

  return g_byte_array_free_to_bytes (rest);
}

/* Of another bank, of another account of ours, of another day, and one that lost a byte on its way: nothing of them is
 * taken, not even the rows that are right. */
static void
refuse_strangers (PaymentYear *self, MadoId batch, GBytes *answer)
{
  g_autoptr (GBytes) of_bank = spoil (answer, FROM_BANK), of_account = spoil (answer, FROM_ACCOUNT);
  g_autoptr (GBytes) of_day = spoil (answer, DAY), shorter = lose_byte (answer, NAME);
  const struct {
    GBytes *file;
    const char *code;
  } tries[] = { { of_bank, MADO_ANSWER_OTHER_BANK },
                { of_account, MADO_ANSWER_OTHER_BANK },
                { of_day, MADO_ANSWER_DATE },
                { shorter, "E_LEN" } };

  for (gsize i = 0; i < G_N_ELEMENTS (tries); i++)
    g_assert_cmpstr (payment_step_take_over (self->leads[0], batch, "paid", tries[i].file, NULL), ==, tries[i].code);
}

static void
take_over (PaymentYear *self, MadoId batch, GBytes *answer)
{
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (answer, 0, g_bytes_get_size (answer) - 122);
  g_autoptr (GBytes) false_total = falsify (answer);

  g_assert_cmpstr (payment_step_take_over (self->leads[0], batch, "paid", cut, NULL), ==, "E_NOEND");
  g_assert_cmpstr (payment_step_take_over (self->leads[0], batch, "paid", false_total, NULL), ==, "E_TOTAL");
  refuse_strangers (self, batch, answer);
  must (payment_step_take_over (self->leads[0], batch, "paid", answer, NULL));
  for (guint i = 0; i < 2; i++)
    g_assert_cmpstr (payment_step_take_over (self->leads[i], batch, "paid", answer, NULL), ==, MADO_ANSWER_SEEN);
}

static void
mend (PaymentYear *self, GHashTable *failed)
{
  for (guint i = 0; i < self->payees->len; i++) {
    Payee *payee = payment_year_get (self, i);

    if (payee->amount == 0 || !g_hash_table_contains (failed, payee->account))
      continue;
    payment_year_draw_account (self, payee);
    payment_year_enter_account (self, payee, payee->id);
    payment_year_close_deficiency (self, self->clerks[0], payee->id, "settle");
  }
}

static gboolean
run_payment (PaymentYear *self)
{
  g_autoptr (GHashTable) failed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GBytes) file = NULL, answer = NULL;
  MadoId batch = payment_year_plan (self, "payment");

  if (!mado_id_is_valid (batch))
    return FALSE;
  file = payment_step_send (self->leads[0], batch, "paid", payment_year_find_bank_day (self));
  g_assert_null (payment_step_try_to_send (self->leads[1], batch, "paid",
                                           mado_date_add_days (payment_year_find_bank_day (self), 14)));
  answer = payment_bank_pay (&self->bank, file, failed);
  take_over (self, batch, answer);
  payment_office_pass (self->office, 60);
  mend (self, failed);

  return TRUE;
}

/* --- what came of it --------------------------------------------------------------------------------------------- */

static void
assert_unpaid (PaymentYear *self, const Payee *payee)
{
  g_autofree char *state = payment_office_get_state (self->office, payee->id);

  g_assert_cmpstr (state, ==, "declined");
  g_assert_cmpint (payment_bank_get_credit (&self->bank, payee->account), ==, 0);
}

static void
assert_all_paid_once (PaymentYear *self)
{
  gint64 sum = 0;
  guint n_paid = 0, n_twins = 0;

  for (guint i = 0; i < self->payees->len; i++) {
    const Payee *payee = payment_year_get (self, i);

    if (payee->amount == 0) {
      assert_unpaid (self, payee);
      continue;
    }
    sum += payment_year_trace (self, payee);
    n_twins += mado_id_is_valid (payee->twin);
    n_paid++;
  }
  g_test_message ("%u paid, %" G_GINT64_FORMAT " yen, %u asked for twice, %u transfers failed", n_paid, sum, n_twins,
                  self->bank.n_failed);
  g_assert_cmpint (self->bank.sum, ==, sum);
  g_assert_cmpuint (g_hash_table_size (self->bank.rows), ==, n_paid + self->bank.n_failed);
  g_assert_cmpuint (self->bank.n_failed, >, 0);
  g_assert_cmpuint (n_twins, >, 0);
  g_assert_cmpuint (n_paid, <, self->payees->len);
}

static void
all_payees_are_paid_once_for_each_child (void)
{
  const guint n_people = payment_year_count_people (75, 25000);
  guint n_children = 0, n_rounds = 0;
  PaymentYear year;

  payment_year_open (&year, "kosodate-oen-r7", "2026-01-20T01:00:00.000000Z", "ward decider");
  payment_office_hire (year.office, "w-01", "ward");
  payment_office_hire (year.office, "w-02", "ward");
  year.clerks[0] = "w-01";
  year.clerks[1] = "w-02";
  year.umpire = "d-09";
  for (guint i = 0; i < n_people; i++)
    take_in_payee (&year, i, &n_children);
  if (n_people % 25 == 0)
    g_assert_cmpuint (n_children * 25, ==, n_people * 39);
  payment_office_pass (year.office, 30 * 24 * 3600);
  while (n_rounds < N_ROUNDS && run_payment (&year))
    n_rounds++;
  g_assert_cmpuint (n_rounds, <, N_ROUNDS);
  assert_all_paid_once (&year);
  payment_year_close (&year);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/payment-payees/all-are-paid-once-for-each-child", all_payees_are_paid_once_for_each_child);

  return g_test_run ();
}
