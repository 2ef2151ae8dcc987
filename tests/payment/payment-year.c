/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People err as often as the seed says. MADO_LONG has all people of the papers, MADO_PAYMENT_YEAR=N has N. */

#include "payment-year.h"

#include <string.h>

#include "case-sample.h"
#include "mado-calendar.h"

/**
 * payment_year_open:
 * @self: (out caller-allocates): a year
 * @programme: "ninpu-r7", …
 * @now: when it begins
 * @role: of two people who plan at terminals of their own, with spaces between them
 */
void
payment_year_open (PaymentYear *self, const char *programme, const char *now, const char *role)
{
  *self = (PaymentYear) { .office = payment_office_new (programme, now),
                          .clerks = { "k-01", "k-02" },
                          .umpire = "l-09",
                          .chance = g_rand_new_with_seed (20250401) };
  self->leads[0] = payment_office_seat (self->office, "l-01", role);
  self->leads[1] = payment_office_seat (self->office, "l-02", role);
  self->decider = payment_office_seat (self->office, "d-01", "decider");
  self->payees = g_array_new (FALSE, TRUE, sizeof (Payee));
  payment_bank_open (&self->bank, self->chance);
}

/**
 * payment_year_close:
 * @self: a year
 */
void
payment_year_close (PaymentYear *self)
{
  payment_office_free (self->office);
  g_array_unref (self->payees);
  payment_bank_close (&self->bank);
  g_rand_free (self->chance);
}

/**
 * payment_year_count_people:
 * @reduced: for every day
 * @whole: as the paper has it
 *
 * Returns: how many there are
 */
guint
payment_year_count_people (guint reduced, guint whole)
{
  const char *wanted = g_getenv ("MADO_PAYMENT_YEAR");

  if (wanted != NULL)
    return (guint) g_ascii_strtoull (wanted, NULL, 10);

  return g_getenv ("MADO_LONG") != NULL ? whole : reduced;
}

/**
 * payment_year_happens:
 * @self: a year
 * @in: of how many times once
 *
 * Returns: whether it does
 */
gboolean
payment_year_happens (PaymentYear *self, int in)
{
  return g_rand_int_range (self->chance, 0, in) == 0;
}

/**
 * payment_year_get:
 * @self: a year
 * @index: of a payee
 *
 * Returns: (transfer none): the payee, until another comes
 */
Payee *
payment_year_get (const PaymentYear *self, guint index)
{
  return &g_array_index (self->payees, Payee, index);
}

/**
 * payment_year_find_in:
 * @self: a year
 * @batch: a batch
 * @failed: (nullable): accounts of whom is not wanted
 *
 * Returns: (transfer none) (nullable): somebody in it whose first payment goes to an account
 */
const Payee *
payment_year_find_in (const PaymentYear *self, MadoId batch, GHashTable *failed)
{
  for (guint i = 0; i < self->payees->len; i++) {
    const Payee *payee = payment_year_get (self, i);

    if (!payee->is_gift && !payee->is_second && mado_id_compare (payee->batch, batch) == 0 &&
        (failed == NULL || !g_hash_table_contains (failed, payee->account)))
      return payee;
  }

  return NULL;
}

/* --- accounts ---------------------------------------------------------------------------------------------------- */

/**
 * payment_year_draw_account:
 * @self: a year
 * @payee: whose number becomes one that nobody has
 */
void
payment_year_draw_account (PaymentYear *self, Payee *payee)
{
  g_snprintf (payee->account, sizeof payee->account, "%07u", 1000000 + ++self->n_accounts);
}

/**
 * payment_year_type_account:
 * @self: a year
 * @account: who types
 * @id: a case
 * @number: of the account
 *
 * Returns: (nullable): with which code it is refused
 */
const char *
payment_year_type_account (PaymentYear *self, const char *account, MadoId id, const char *number)
{
  return payment_office_do (self->office, account, id, "case.enter_account",
                            "{'item':'account','value':" CASE_ACCOUNT "}", number, "self");
}

static void
transpose (const char *number, char out_number[8])
{
  g_strlcpy (out_number, number, 8);
  out_number[5] = number[6] == number[5] ? '0' + (number[5] - '0' + 1) % 10 : number[6];
  out_number[6] = number[5];
}

/**
 * payment_year_enter_account:
 * @self: a year
 * @payee: whose account it is
 * @id: one of the cases
 *
 * Two people type it. The second one now and then transposes two digits, is asked once more, and errs again: a third
 * decides.
 */
void
payment_year_enter_account (PaymentYear *self, const Payee *payee, MadoId id)
{
  char wrong[8];

  transpose (payee->account, wrong);
  must (payment_year_type_account (self, self->clerks[0], id, payee->account));
  must_not (payment_year_type_account (self, self->clerks[0], id, payee->account)); /* nobody is the second as well */
  if (payment_year_happens (self, 5)) {
    must (payment_year_type_account (self, self->clerks[1], id, wrong));
    if (payment_year_happens (self, 2)) {
      must (payment_year_type_account (self, self->clerks[1], id, wrong));
      must (payment_office_do (self->office, self->umpire, id, "case.adjudicate_account",
                               "{'item':'account','value':" CASE_ACCOUNT "}", payee->account, "self"));
      return;
    }
  }
  must (payment_year_type_account (self, self->clerks[1], id, payee->account));
}

/* The last: those before it are closed. */
static char *
dup_last_deficiency (PaymentYear *self, MadoId id)
{
  char *last = NULL;

  for (guint i = 0;; i++) {
    g_autofree char *pointer = g_strdup_printf ("/deficiencies/%u/id", i);
    char *next = payment_office_get (self->office, id, pointer);

    if (next == NULL)
      return last;
    g_free (last);
    last = g_strdelimit (next, "\"", '\'');
  }
}

/**
 * payment_year_close_deficiency:
 * @self: a year
 * @account: who does it
 * @id: a case with something that is open
 * @transition: by which it is closed
 */
void
payment_year_close_deficiency (PaymentYear *self, const char *account, MadoId id, const char *transition)
{
  g_autofree char *deficiency = dup_last_deficiency (self, id);

  must (payment_office_do (self->office, account, id, "case.move", "{'transition':'%s','deficiencies':[{'id':%s}]}",
                           transition, deficiency));
}

/* --- batches ----------------------------------------------------------------------------------------------------- */

static void
note_batch (PaymentYear *self, MadoId batch)
{
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (batch, text);
  for (guint i = 0; i < self->payees->len; i++) {
    Payee *payee = payment_year_get (self, i);
    g_autofree char *in = payment_office_get (self->office, payee->id, "/batch/id");

    if (in != NULL && strstr (in, text) != NULL)
      payee->batch = batch;
  }
}

/**
 * payment_year_plan:
 * @self: a year
 * @packet: with which payments are ordered
 *
 * Two clerks plan at once, and neither knows of the other: whose comes second has nobody in it. The first is approved.
 *
 * Returns: the batch; %MADO_ID_NONE: there is nobody to pay
 */
MadoId
payment_year_plan (PaymentYear *self, const char *packet)
{
  MadoId batches[2];

  for (guint i = 0; i < 2; i++)
    payment_seat_meet (self->leads[i]);
  for (guint i = 0; i < 2; i++)
    batches[i] = payment_step_plan (self->leads[i], packet, NULL);
  if (!mado_id_is_valid (batches[0]))
    return MADO_ID_NONE;
  g_assert_true (payment_step_freeze (self->leads[0], batches[0]));
  g_assert_false (payment_step_freeze (self->leads[1], batches[1]));
  payment_step_approve (self->decider, batches[0]);
  note_batch (self, batches[0]);

  return batches[0];
}

/**
 * payment_year_find_bank_day:
 * @self: a year
 *
 * Returns: a day on which money can move
 */
MadoDate
payment_year_find_bank_day (const PaymentYear *self)
{
  MadoDate today = mado_instant_get_japanese_day (self->office->ward->now);

  return mado_calendar_roll_next (MADO_CALENDAR_BANK, mado_date_add_days (today, 5));
}

/* --- what came of it --------------------------------------------------------------------------------------------- */

static guint
count_text (const char *text, const char *part)
{
  guint count = 0;

  for (const char *at = text; at != NULL && (at = strstr (at, part)) != NULL; at += strlen (part))
    count++;

  return count;
}

static const PaymentBankRow *
find_bank_row (PaymentYear *self, const Payee *payee)
{
  MadoPaymentRow row = { .id = payee->id };
  g_autoptr (MadoEntity) entity = ward_find (self->office->ward, payee->batch);
  MadoPaymentBatch batch = { .entity = entity };
  char key[MADO_PAYMENT_KEY_SIZE];

  mado_payment_row_get_key (&row, &batch, key);

  return payment_bank_find (&self->bank, key);
}

static void
trace_to_bank (PaymentYear *self, const Payee *payee)
{
  const PaymentBankRow *row = find_bank_row (self, payee);

  if (payee->is_gift) {
    g_assert_null (row);
    g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (self->bank.places, payee->receipt)), ==, 1);
    return;
  }
  g_assert_nonnull (row);
  g_assert_false (row->is_failed);
  g_assert_cmpstr (row->number, ==, payee->account);
  g_assert_cmpint (row->yen, ==, payee->amount);
  g_assert_cmpint (payment_bank_get_credit (&self->bank, payee->account), ==, payee->amount);
}

/**
 * payment_year_trace:
 * @self: a year that is over
 * @payee: somebody who had to be paid
 *
 * From what was handed in to the case, to its batch, to the row of the bank's file, to the result that was taken over:
 * each leads to the next, and to no other.
 *
 * Returns: how much the case was paid
 */
gint64
payment_year_trace (PaymentYear *self, const Payee *payee)
{
  g_autofree char *receipt = payment_office_get (self->office, payee->id, "/receipt");
  g_autofree char *expected = g_strdup_printf ("\"%s\"", payee->receipt);
  g_autofree char *state = payment_office_get_state (self->office, payee->id);
  g_autofree char *answers = payment_office_get (self->office, payee->batch, "/answers");

  g_assert_cmpstr (receipt, ==, expected);
  g_assert_cmpstr (state, ==, "paid");
  trace_to_bank (self, payee);
  g_assert_cmpuint (count_text (answers, "\"packet\":\"paid\""), <=, 1);
  if (!payee->is_gift)
    g_assert_cmpuint (count_text (answers, "\"packet\":\"paid\""), ==, 1);
  if (mado_id_is_valid (payee->twin)) {
    g_autofree char *twin = payment_office_get (self->office, payee->twin, "/rights");

    g_assert_cmpuint (count_text (twin, "\"state\":\"paid\""), ==, 0);
    g_assert_cmpuint (count_text (twin, "\"state\":\"attached\"") + count_text (twin, "\"state\":\"held\""), >, 0);
  }

  return payee->amount;
}
