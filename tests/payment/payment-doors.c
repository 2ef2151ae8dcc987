/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The doors are of 000, which has all of them. */

#include "payment-doors.h"

typedef enum {
  OF_CASE,
  OF_TWIN, /* tried where there is one */
  OF_BATCH,
  OF_EARLIER, /* a record that is not there yet; tried for first payments */
} Of;

typedef struct {
  const char *what;
  const char *account;
  Of of;
  const char *kind;
  const char *body; /* @OTHER: another batch, @KEY: the control number */
} Door;

static const Door at_the_bank[] = {
  { "taken out, because she died", "l-09", OF_CASE, "case.move", "{'transition':'died_planned','reason':'x'}" },
  { "given up", "l-09", OF_CASE, "case.give_up_right", "{'right':'first','reason':'x'}" },
  { "withdrawn", "v-01", OF_CASE, "case.move", "{'transition':'withdraw','reason':'x'}" },
  { "back to the check", "l-09", OF_CASE, "case.move", "{'transition':'reopen_check','reason':'x'}" },
  { "under another number", "v-01", OF_CASE, "case.edit",
    "{'edits':[{'item':'control_no','was':'@KEY','now':'9999999999'}]}" },
  { "into a batch beside it", "l-09", OF_CASE, "case.move", "{'transition':'plan','batch':'@OTHER'}" },
  { "as if it had failed, into a batch beside it", "l-09", OF_CASE, "case.move",
    "{'transition':'retransfer','batch':'@OTHER'}" },
  { "her twin into a batch beside it", "l-09", OF_TWIN, "case.move", "{'transition':'plan','batch':'@OTHER'}" },
  { "the batch opened again", "l-09", OF_BATCH, "batch.reopen", "{'reason':'x'}" },
  { "the batch frozen again", "l-09", OF_BATCH, "batch.freeze", "{'count':1,'sum':50000}" },
  { "the batch approved again", "d-09", OF_BATCH, "batch.approve", "{}" },
  { "by hand, by whoever typed it in", "v-01", OF_CASE, "case.move", "{'transition':'pay'}" },
  { "as a gift, before the bank answers", "l-09", OF_CASE, "case.move", "{'transition':'send_gift','batch':'@OTHER'}" },
  { "called back to be corrected", "v-01", OF_CASE, "case.move", "{'transition':'correct','reason':'x'}" },
  { "to another account", "k-01", OF_CASE, "case.enter_account",
    "{'item':'account','value':{'bank':'0001','branch':'001','kind':'1','number':'7777777',"
    "'holder':'ミホン ハナコ','relation':'self','origin':'application','date':'2025-04-20'}}" },
  { "a second file", "l-09", OF_BATCH, "batch.transfer",
    "{'pay':'pay','day':'2025-06-11','count':1,'sum':50000,'digest':'x'}" },
  { "a second list", "l-09", OF_BATCH, "batch.transfer",
    "{'pay':'send_gift','day':'2025-06-11','count':99999,'sum':50000,'digest':'x'}" },
  { "a file that is said to be void, with no name on it", "d-09", OF_BATCH, "batch.void_transfer",
    "{'digest':'x','reason':'x'}" },
  { "recorded as paid before, so that the money comes twice", "l-09", OF_EARLIER, "earlier_payment.record",
    "{'right':'first','key':['@KEY'],'day':'2025-04-02','amount':50000,'programme':'x'}" },
};

static const Door when_failed[] = {
  { "recorded as paid before", "l-09", OF_EARLIER, "earlier_payment.record",
    "{'right':'first','key':['@KEY'],'day':'2025-04-02','amount':50000,'programme':'x'}" },
  { "once more to the account that failed", "l-09", OF_CASE, "case.move",
    "{'transition':'retransfer','batch':'@OTHER'}" },
  { "as if it were new", "l-09", OF_CASE, "case.move", "{'transition':'plan','batch':'@OTHER'}" },
  { "by hand", "l-09", OF_CASE, "case.move", "{'transition':'pay'}" },
  { "as a gift", "l-09", OF_CASE, "case.move", "{'transition':'send_gift'}" },
  { "her twin in her place", "l-09", OF_TWIN, "case.move", "{'transition':'plan','batch':'@OTHER'}" },
  { "given up, so that another takes it", "l-09", OF_CASE, "case.give_up_right", "{'right':'first','reason':'x'}" },
};

static const Door when_paid[] = {
  { "recorded as paid before, so that the right is taken from it", "l-09", OF_EARLIER, "earlier_payment.record",
    "{'right':'first','key':['@KEY'],'day':'2025-04-02','amount':50000,'programme':'x'}" },
  { "her twin by hand", "l-09", OF_TWIN, "case.move", "{'transition':'pay'}" },
  { "into the next batch", "l-09", OF_CASE, "case.move", "{'transition':'plan','batch':'@OTHER'}" },
  { "as if it had failed", "l-09", OF_CASE, "case.move", "{'transition':'retransfer','batch':'@OTHER'}" },
  { "by hand", "l-09", OF_CASE, "case.move", "{'transition':'pay'}" },
  { "as a gift, too", "l-09", OF_CASE, "case.move", "{'transition':'send_gift'}" },
  { "a gift once more", "l-09", OF_CASE, "case.move", "{'transition':'resend_gift','batch':'@OTHER'}" },
  { "withdrawn", "v-01", OF_CASE, "case.move", "{'transition':'withdraw','reason':'x'}" },
  { "closed as halted", "l-09", OF_CASE, "case.move", "{'transition':'close_halted','reason':'x'}" },
  { "corrected", "v-01", OF_CASE, "case.move", "{'transition':'correct','reason':'x'}" },
  { "given up", "l-09", OF_CASE, "case.give_up_right", "{'right':'first','reason':'x'}" },
  { "under another number", "v-01", OF_CASE, "case.edit",
    "{'edits':[{'item':'control_no','was':'@KEY','now':'9999999999'}]}" },
  { "to another account", "k-01", OF_CASE, "case.enter_account",
    "{'item':'account','value':{'bank':'0001','branch':'001','kind':'1','number':'7777777',"
    "'holder':'ミホン ハナコ','relation':'self','origin':'application','date':'2025-04-20'}}" },
  { "her twin", "l-09", OF_TWIN, "case.move", "{'transition':'plan','batch':'@OTHER'}" },
  { "the batch opened again", "l-09", OF_BATCH, "batch.reopen", "{'reason':'x'}" },
  { "a second file", "l-09", OF_BATCH, "batch.transfer",
    "{'pay':'pay','day':'2025-06-11','count':1,'sum':50000,'digest':'x'}" },
};

static char *
replace (const char *text, const char *mark, const char *by)
{
  g_auto (GStrv) parts = g_strsplit (text, mark, -1);

  return g_strjoinv (by, parts);
}

static MadoId
find_entity (PaymentYear *self, const Payee *payee, Of of)
{
  switch (of) {
  case OF_TWIN:
    return payee->twin;
  case OF_BATCH:
    return payee->batch;
  case OF_EARLIER:
    return payee->is_second ? MADO_ID_NONE : ward_draw_id (self->office->ward);
  case OF_CASE:
  default:
    return payee->id;
  }
}

static void
try_door (PaymentYear *self, const Payee *payee, const Door *door, const char *other)
{
  const MadoId entity = find_entity (self, payee, door->of);
  g_autofree char *with_batch = replace (door->body, "@OTHER", other);
  g_autofree char *body = replace (with_batch, "@KEY", payee->key);

  if (!mado_id_is_valid (entity))
    return;
  if (payment_office_do (self->office, door->account, entity, door->kind, "%s", body) == NULL)
    g_error ("a door is open: %s (%s)", door->what, door->kind);
}

static void
try_doors (PaymentYear *self, const Payee *payee, const Door *doors, gsize n_doors)
{
  MadoId other = ward_draw_id (self->office->ward);
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (other, text);
  must (payment_office_do (self->office, "l-09", other, "batch.make", "{'packet':'planned'}"));
  for (gsize i = 0; i < n_doors; i++)
    try_door (self, payee, &doors[i], text);
}

/* At the other terminal, for another day. */
static void
try_second_file (PaymentYear *self, MadoId batch)
{
  g_assert_null (payment_step_try_to_send (self->leads[1], batch, "pay",
                                           mado_date_add_days (payment_year_find_bank_day (self), 14)));
}

/**
 * payment_doors_try_at_the_bank:
 * @self: a year
 * @payee: whose money is on its way
 */
void
payment_doors_try_at_the_bank (PaymentYear *self, const Payee *payee)
{
  try_doors (self, payee, at_the_bank, G_N_ELEMENTS (at_the_bank));
  try_second_file (self, payee->batch);
}

/**
 * payment_doors_try_when_failed:
 * @self: a year
 * @payee: whose money came back, with no other account yet
 */
void
payment_doors_try_when_failed (PaymentYear *self, const Payee *payee)
{
  try_doors (self, payee, when_failed, G_N_ELEMENTS (when_failed));
}

/**
 * payment_doors_try_when_paid:
 * @self: a year
 * @payee: who was paid
 * @decision: of the ward, that was taken over
 * @result: of the bank, that was taken over
 *
 * The same files at both terminals, too.
 */
void
payment_doors_try_when_paid (PaymentYear *self, const Payee *payee, GBytes *decision, GBytes *result)
{
  try_doors (self, payee, when_paid, G_N_ELEMENTS (when_paid));
  for (guint i = 0; i < 2; i++) {
    must_not (payment_step_take_over (self->leads[i], payee->batch, "decided", decision, self->decider->key));
    must_not (payment_step_take_over (self->leads[i], payee->batch, "paid", result, NULL));
  }
  try_second_file (self, payee->batch);
}
