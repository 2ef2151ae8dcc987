/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A year of 000 and the payees of 004, over the line: people err, apply twice and share the work between terminals, and
 * the bank refuses transfers. In the end the bank has paid everybody once. MADO_LONG has all people of the papers,
 * MADO_PAYMENT_YEAR=N has N. */

#include <stdlib.h>
#include <string.h>

#include "case-sample.h"
#include "mado-calendar.h"
#include "mado-json-member.h"
#include "mado-zengin-layout.h"
#include "mado-zengin-reader.h"
#include "payment-steps.h"

#define FIRST 50000 /* yen of the first payment */
#define CHILD 20000 /* yen a child */

/* --- the bank ---------------------------------------------------------------------------------------------------- */

/* It moves money, and knows nothing of us but files. */
typedef struct {
  GRand *chance;
  GHashTable *credited; /* number of an account → yen */
  GHashTable *keys;     /* of all payments that it has made */
  gint64 sum;
  guint n_failed;
} Bank;

static char *
dup_field (const MadoZenginGroup *group, const MadoZenginRecord *record, const char *name)
{
  const MadoZenginLayout *layout = mado_zengin_layout_of_payment (group->header.bytes, record->bytes);

  return mado_zengin_field_dup_text (mado_zengin_layout_get_field (layout, name), record->bytes);
}

static void
credit (Bank *self, const MadoZenginGroup *group, const MadoZenginRecord *record)
{
  g_autofree char *number = dup_field (group, record, "acct_no"), *amount = dup_field (group, record, "amount");
  gint64 yen = g_ascii_strtoll (amount, NULL, 10);
  gint64 before = GPOINTER_TO_INT (g_hash_table_lookup (self->credited, number));

  g_assert_true (g_hash_table_add (self->keys, g_strndup ((const char *) record->bytes + 91, 20)));
  g_hash_table_replace (self->credited, g_strdup (number), GINT_TO_POINTER ((int) (before + yen)));
  self->sum += yen;
}

/* Returns: (transfer full): the same file with what became of each payment */
static GBytes *
pay (Bank *self, GBytes *file, GPtrArray *out_failed)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoZenginFile) read = mado_zengin_read (file, mado_bank_profile_get_default (), findings);
  gsize size;
  const char *bytes = g_bytes_get_data (file, &size);
  char *answer = g_memdup2 (bytes, size);
  const MadoZenginGroup *group = g_ptr_array_index (read->groups, 0);

  g_assert_cmpuint (mado_findings_get_count (findings), ==, 0);
  for (guint i = 0; i < group->payments->len; i++) {
    const MadoZenginRecord *record = mado_zengin_group_get_payment (group, i);
    gboolean fails = g_rand_int_range (self->chance, 0, 8) == 0;

    answer[(const char *) record->bytes - (const char *) g_bytes_get_data (read->bytes, NULL) + 111] =
        fails ? '2' : '0';
    if (fails)
      g_ptr_array_add (out_failed, dup_field (group, record, "acct_no"));
    else
      credit (self, group, record);
    self->n_failed += fails;
  }

  return g_bytes_new_take (answer, size);
}

/* --- the year ---------------------------------------------------------------------------------------------------- */

typedef struct {
  char control_no[11];
  char account[8];
  MadoId id;
  MadoId twin; /* the same, applied for once more */
  MadoId batch;
  guint n_failed;
} Woman;

typedef struct {
  PaymentOffice *office;
  PaymentSeat *leads[2];
  PaymentSeat *decider;
  GRand *chance;
  Bank bank;
  GArray *women; /* Woman */
  guint n_accounts;
  guint n_receipts;
} Year;

static guint
count_people (guint reduced, guint whole)
{
  const char *wanted = g_getenv ("MADO_PAYMENT_YEAR");

  if (wanted != NULL)
    return (guint) g_ascii_strtoull (wanted, NULL, 10);

  return g_getenv ("MADO_LONG") != NULL ? whole : reduced;
}

static gboolean
happens (Year *self, int in)
{
  return g_rand_int_range (self->chance, 0, in) == 0;
}

static void
set_up (Year *self, const char *programme, const char *now, const char *role)
{
  *self = (Year) { .office = payment_office_new (programme, now), .chance = g_rand_new_with_seed (20250401) };
  self->leads[0] = payment_office_seat (self->office, "l-01", role);
  self->leads[1] = payment_office_seat (self->office, "l-02", role);
  self->decider = payment_office_seat (self->office, "d-01", "decider");
  self->women = g_array_new (FALSE, TRUE, sizeof (Woman));
  self->bank = (Bank) { .chance = self->chance,
                        .credited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                        .keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
}

static void
tear_down (Year *self)
{
  payment_office_free (self->office);
  g_array_unref (self->women);
  g_hash_table_unref (self->bank.credited);
  g_hash_table_unref (self->bank.keys);
  g_rand_free (self->chance);
}

#define must(call) g_assert_cmpstr ((call), ==, NULL)
#define must_not(call) g_assert_nonnull ((call))

static void
draw_account (Year *self, Woman *woman)
{
  g_snprintf (woman->account, sizeof woman->account, "%07u", 1000000 + ++self->n_accounts);
}

static const char *
type_account (Year *self, const char *account, MadoId id, const char *number)
{
  return payment_office_do (self->office, account, id, "case.enter_account",
                            "{'item':'account','value':" CASE_ACCOUNT "}", number, "self");
}

/* The second clerk now and then transposes two digits, is asked once more, and errs again: a third decides. */
static void
enter_account (Year *self, const Woman *woman, MadoId id)
{
  must (type_account (self, "k-01", id, woman->account));
  if (happens (self, 5)) {
    must (type_account (self, "k-02", id, "7654312"));
    if (happens (self, 2)) {
      must (type_account (self, "k-02", id, "7654321"));
      must (payment_office_do (self->office, "l-09", id, "case.adjudicate_account",
                               "{'item':'account','value':" CASE_ACCOUNT "}", woman->account, "self"));
      return;
    }
  }
  must (type_account (self, "k-02", id, woman->account));
}

static void
look (Year *self, MadoId id)
{
  static const char *const seen[] = { "identity", "passbook", "interview", "no_mynumber" };

  for (gsize i = 0; i < G_N_ELEMENTS (seen); i++)
    must (payment_office_do (self->office, "v-01", id, "case.see", "{'check':'%s','seen':true}", seen[i]));
}

/* On paper or on the web; the second time with another name, reading and address. */
static MadoId
apply (Year *self, const Woman *woman, gboolean is_again)
{
  MadoId id = ward_draw_id (self->office->ward);
  g_autofree char *number = g_strdup_printf ("'%s'", woman->control_no);
  const char *form = self->n_receipts % 2 == 0 ? "logo" : "paper";
  guint receipt = ++self->n_receipts;

  must (payment_office_do (self->office, "v-01", id, "case.move",
                           "{'transition':'receive','receipt':'%s:%u','edits':" CASE_EDITS "}", form, receipt, number));
  must_not (payment_office_do (self->office, "v-02", ward_draw_id (self->office->ward), "case.move",
                               "{'transition':'receive','receipt':'%s:%u','edits':" CASE_EDITS "}", form, receipt,
                               number));
  if (is_again)
    must (payment_office_do (self->office, "v-01", id, "case.edit",
                             "{'edits':[{'item':'name','was':{'kanji':'見本 花子','kana':'ミホン ハナコ'},"
                             "'now':{'kanji':'例示 花子','kana':'レイジ ハナコ'}},{'item':'address',"
                             "'was':'東京都新宿区見本町1-1','now':'東京都新宿区例示町3-3'}]}"));
  enter_account (self, woman, id);
  look (self, id);
  if (happens (self, 6)) {
    g_autofree char *deficiency = NULL;

    must (payment_office_do (self->office, "v-01", id, "case.move",
                             "{'transition':'return_deficient','reason':'書類不足'}"));
    deficiency = payment_office_get (self->office, id, "/deficiencies/0/id");
    g_strdelimit (deficiency, "\"", '\'');
    must (payment_office_do (self->office, "v-01", id, "case.move",
                             "{'transition':'answer_deficient','deficiencies':[{'id':%s}]}", deficiency));
  }
  must (payment_office_do (self->office, "v-02", id, "case.move", "{'transition':'finish_check'}"));

  return id;
}

static void
receive (Year *self, guint n)
{
  for (guint i = 0; i < n; i++) {
    Woman woman = { 0 };

    g_snprintf (woman.control_no, sizeof woman.control_no, "%010u", self->women->len + 1);
    draw_account (self, &woman);
    woman.id = apply (self, &woman, FALSE);
    if (happens (self, 6))
      woman.twin = apply (self, &woman, TRUE);
    g_array_append_val (self->women, woman);
  }
}

static const char *
get_right (const MadoPaymentRow *row, const char *item)
{
  return mado_json_get_text (row->items, item);
}

/* What the ward writes about a batch: of the first row a yen more, where it errs. */
static GBytes *
write_table (PaymentSeat *seat, MadoId batch, const char *word, gboolean errs, GPtrArray *failed)
{
  g_autoptr (MadoPaymentClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) loaded = NULL;
  GString *table = g_string_new ("給付管理番号,支給金額,振込口座情報・金融機関コード,振込口座情報・支店コード,"
                                 "振込口座情報・預金種目,振込口座情報・口座番号,振込口座情報・口座名義人,結果,理由\n");

  payment_seat_meet (seat);
  clerk = payment_seat_work (seat);
  loaded = payment_step_load (clerk, batch);
  for (guint i = 0; i < loaded->rows->len; i++) {
    const MadoPaymentRow *row = g_ptr_array_index (loaded->rows, i);
    yyjson_val *account = yyjson_obj_get (row->items, "account");
    const char *number = mado_json_get_text (account, "number");
    gboolean is_failed = failed != NULL && g_ptr_array_find_with_equal_func (failed, number, g_str_equal, NULL);

    g_string_append_printf (table, "%s,%" G_GINT64_FORMAT ",%s,%s,%s,%s,%s,%s,%s\n", get_right (row, "control_no"),
                            row->amount + (errs && i == 0), mado_json_get_text (account, "bank"),
                            mado_json_get_text (account, "branch"), mado_json_get_text (account, "kind"), number,
                            mado_json_get_text (account, "holder"), is_failed ? "不能" : word,
                            is_failed ? "口座なし" : "");
  }

  return g_string_free_to_bytes (table);
}

/* --- every door -------------------------------------------------------------------------------------------------- */

/* Each of these would pay somebody once more, if it opened. */
static void
try_doors_while_at_the_bank (Year *self, MadoId batch, MadoId id)
{
  PaymentOffice *office = self->office;
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (batch, text);
  must_not (payment_office_do (office, "l-09", id, "case.move", "{'transition':'died_planned','reason':'x'}"));
  must_not (payment_office_do (office, "l-09", id, "case.move", "{'transition':'plan','batch':'%s'}", text));
  must_not (payment_office_do (office, "l-09", batch, "batch.reopen", "{'reason':'x'}"));
  must_not (payment_office_do (office, "l-09", batch, "batch.transfer",
                               "{'pay':'pay','day':'2025-06-11','count':1,'sum':50000,'digest':'x'}"));
  must_not (payment_office_do (office, "l-09", batch, "batch.transfer",
                               "{'pay':'send_gift','day':'2025-06-11','count':1,'sum':50000,'digest':'x'}"));
  must_not (payment_office_do (office, "d-09", batch, "batch.void_transfer", "{'digest':'x','reason':'x'}"));
}

static void
try_doors_when_paid (Year *self, MadoId batch, const Woman *woman, GBytes *result)
{
  PaymentOffice *office = self->office;
  MadoId other = ward_draw_id (office->ward);
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (other, text);
  must (payment_office_do (office, "l-09", other, "batch.make", "{'packet':'planned'}"));
  must_not (payment_office_do (office, "l-09", woman->id, "case.move", "{'transition':'plan','batch':'%s'}", text));
  must_not (
      payment_office_do (office, "l-09", woman->id, "case.move", "{'transition':'retransfer','batch':'%s'}", text));
  must_not (payment_office_do (office, "l-09", woman->id, "case.move", "{'transition':'pay'}"));
  must_not (payment_office_do (office, "l-09", woman->id, "case.move", "{'transition':'send_gift'}"));
  must_not (payment_office_do (office, "v-01", woman->id, "case.move", "{'transition':'withdraw','reason':'x'}"));
  must_not (payment_office_do (office, "l-09", woman->id, "case.move", "{'transition':'close_halted','reason':'x'}"));
  must_not (payment_office_do (office, "l-09", woman->id, "case.give_up_right", "{'right':'first','reason':'x'}"));
  must_not (payment_office_do (office, "v-01", woman->id, "case.edit",
                               "{'edits':[{'item':'control_no','was':'%s','now':'9999999999'}]}", woman->control_no));
  must_not (type_account (self, "k-01", woman->id, "7777777"));
  if (mado_id_is_valid (woman->twin))
    must_not (payment_office_do (office, "l-09", woman->twin, "case.move", "{'transition':'plan','batch':'%s'}", text));
  must_not (payment_step_take_over (self->leads[0], batch, "paid", result, NULL)); /* the same file */
  must_not (payment_step_take_over (self->leads[1], batch, "paid", result, NULL)); /* at the other terminal */
}

/* --- a payment --------------------------------------------------------------------------------------------------- */

static void
mend (Year *self, GPtrArray *failed)
{
  for (guint i = 0; i < self->women->len; i++) {
    Woman *woman = &g_array_index (self->women, Woman, i);
    g_autofree char *pointer = NULL, *deficiency = NULL;
    char none[MADO_ID_TEXT_SIZE];

    if (!g_ptr_array_find_with_equal_func (failed, woman->account, g_str_equal, NULL))
      continue;
    mado_id_to_text (ward_draw_id (self->office->ward), none);
    must_not (payment_office_do (self->office, "l-09", woman->id, "case.move",
                                 "{'transition':'retransfer','batch':'%s'}", none)); /* to the account that failed */
    draw_account (self, woman);
    enter_account (self, woman, woman->id);
    must (payment_office_do (self->office, "v-01", woman->id, "case.see", "{'check':'passbook','seen':true}"));
    pointer = g_strdup_printf ("/deficiencies/%u/id", woman->n_failed++);
    deficiency = payment_office_get (self->office, woman->id, pointer);
    for (guint next = woman->n_failed; deficiency != NULL; next++) { /* those before it are closed by now */
      g_autofree char *later = g_strdup_printf ("/deficiencies/%u/id", next);
      char *last = payment_office_get (self->office, woman->id, later);

      if (last == NULL)
        break;
      g_free (deficiency);
      deficiency = last;
    }
    g_strdelimit (deficiency, "\"", '\'');
    must (payment_office_do (self->office, "v-01", woman->id, "case.move",
                             "{'transition':'settle','deficiencies':[{'id':%s}]}", deficiency));
  }
}

static MadoDate
find_bank_day (const Year *self)
{
  MadoDate today = mado_instant_get_japanese_day (self->office->ward->now);

  return mado_calendar_roll_next (MADO_CALENDAR_BANK, mado_date_add_days (today, 5));
}

/* Two clerks plan at once, and neither knows of the other: whose comes second has nobody in it. */
static MadoId
plan_at_both_terminals (Year *self)
{
  MadoId batches[2];

  for (guint i = 0; i < 2; i++)
    payment_seat_meet (self->leads[i]);
  for (guint i = 0; i < 2; i++)
    batches[i] = payment_step_plan (self->leads[i], "planned", NULL);
  if (!mado_id_is_valid (batches[0]))
    return MADO_ID_NONE;
  g_assert_true (payment_step_freeze (self->leads[0], batches[0]));
  g_assert_false (payment_step_freeze (self->leads[1], batches[1]));

  return batches[0];
}

static void
note_batch (Year *self, MadoId batch)
{
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (batch, text);
  for (guint i = 0; i < self->women->len; i++) {
    Woman *woman = &g_array_index (self->women, Woman, i);
    g_autofree char *in = payment_office_get (self->office, woman->id, "/batch/id");

    if (in != NULL && strstr (in, text) != NULL)
      woman->batch = batch;
  }
}

static const Woman *
find_in (const Year *self, MadoId batch, GPtrArray *failed)
{
  for (guint i = 0; i < self->women->len; i++) {
    const Woman *woman = &g_array_index (self->women, Woman, i);

    if (mado_id_compare (woman->batch, batch) == 0 &&
        (failed == NULL || !g_ptr_array_find_with_equal_func (failed, woman->account, g_str_equal, NULL)))
      return woman;
  }

  return NULL;
}

static void
decide (Year *self, MadoId batch)
{
  g_autoptr (GBytes) wrong = write_table (self->leads[0], batch, "決定", TRUE, NULL);
  g_autoptr (GBytes) right = write_table (self->leads[0], batch, "決定", FALSE, NULL);

  if (happens (self, 2))
    g_assert_cmpstr (payment_step_take_over (self->leads[0], batch, "decided", wrong, self->decider->key), ==,
                     "changed");
  must (payment_step_take_over (self->leads[0], batch, "decided", right, self->decider->key));
}

static void
run_payment (Year *self)
{
  g_autoptr (GPtrArray) failed = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) file = NULL, bank_answer = NULL, result = NULL;
  MadoId batch = plan_at_both_terminals (self);
  const Woman *paid;

  if (!mado_id_is_valid (batch))
    return;
  payment_step_approve (self->decider, batch);
  note_batch (self, batch);
  decide (self, batch);
  file = payment_step_send (self->leads[0], batch, "pay", find_bank_day (self));
  try_doors_while_at_the_bank (self, batch, find_in (self, batch, NULL)->id);
  bank_answer = pay (&self->bank, file, failed);
  g_assert_cmpuint (g_bytes_get_size (bank_answer), ==, g_bytes_get_size (file));
  result = write_table (self->leads[0], batch, "振込済", FALSE, failed);
  must (payment_step_take_over (self->leads[0], batch, "paid", result, NULL));
  paid = find_in (self, batch, failed);
  if (paid != NULL)
    try_doors_when_paid (self, batch, paid, result);
  payment_office_pass (self->office, 60);
  mend (self, failed);
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

/* From the application to the batch, to the row of the bank's file, to the result. */
static void
trace (Year *self, const Woman *woman)
{
  MadoPaymentRow row = { .id = woman->id };
  g_autoptr (MadoEntity) entity = ward_find (self->office->ward, woman->batch);
  MadoPaymentBatch batch = { .entity = entity };
  char key[MADO_PAYMENT_KEY_SIZE];

  mado_payment_row_get_key (&row, &batch, key);
  g_assert_true (g_hash_table_contains (self->bank.keys, key));
  g_assert_cmpuint (yyjson_arr_size (yyjson_obj_get (mado_entity_get_body (entity), "transfers")), ==, 1);
  g_assert_cmpuint (yyjson_arr_size (yyjson_obj_get (mado_entity_get_body (entity), "answers")), ==, 2);
}

static void
assert_paid_once (Year *self, const Woman *woman)
{
  g_autofree char *rights = payment_office_get (self->office, woman->id, "/rights");

  g_assert_cmpuint (count_text (rights, "\"state\":\"paid\""), ==, 1);
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (self->bank.credited, woman->account)), ==, FIRST);
  if (mado_id_is_valid (woman->twin)) {
    g_autofree char *twin = payment_office_get (self->office, woman->twin, "/rights");

    g_assert_cmpuint (count_text (twin, "\"state\":\"paid\""), ==, 0);
    g_assert_cmpuint (count_text (twin, "\"state\":\"attached\""), ==, 1);
  }
  trace (self, woman);
}

static void
a_year_pays_everybody_once (void)
{
  const guint n_months = 12, n_people = count_people (60, 2800);
  Year year;

  set_up (&year, "ninpu-r7", "2025-04-21T01:00:00.000000Z", "lead");
  for (guint month = 0; month < n_months; month++) {
    receive (&year, n_people / n_months);
    run_payment (&year);
    payment_office_pass (year.office, 30 * 24 * 3600);
  }
  for (guint round = 0; round < 20; round++)
    run_payment (&year);
  for (guint i = 0; i < year.women->len; i++)
    assert_paid_once (&year, &g_array_index (year.women, Woman, i));
  g_assert_cmpint (year.bank.sum, ==, (gint64) FIRST * year.women->len);
  g_assert_cmpuint (g_hash_table_size (year.bank.keys), ==, year.women->len);
  g_assert_cmpuint (year.bank.n_failed, >, 0);
  tear_down (&year);
}

/* --- 004 --------------------------------------------------------------------------------------------------------- */

static MadoId
extract (Year *self, guint number, guint child)
{
  MadoId id = ward_draw_id (self->office->ward);
  char row[MADO_ID_TEXT_SIZE];

  mado_id_to_text (ward_draw_id (self->office->ward), row);
  must (payment_office_do (
      self->office, "w-01", id, "case.move",
      "{'transition':'extract','receipt':'targets:%u','add_rows':[{'list':'children','row':'%s'}],"
      "'edits':[{'item':'child_resident_no','row':'%s','now':'%u'},"
      "{'item':'child_name','row':'%s','now':{'kanji':'見本 児'}},{'item':'child_birth','row':'%s','now':'2015-05-05'},"
      "{'item':'resident_no','now':'%u'},{'item':'name','now':{'kanji':'見本 太郎'}},"
      "{'item':'birth_date','now':'1985-05-05'},{'item':'address','now':'東京都新宿区見本町1-1'},"
      "{'item':'target_group','now':'1'},{'item':'account','now':{'bank':'0001','branch':'001','kind':'1',"
      "'number':'%07u','holder':'ミホン タロウ','relation':'self','date':'2025-09-10','origin':'registered'}}]}",
      number, row, row, 20000 + child, row, row, 1000 + number, 1000000 + number));
  must (payment_office_do (self->office, "w-01", id, "case.move", "{'transition':'guide'}"));

  return id;
}

static void
the_bank_answers_with_its_own_file (void)
{
  const guint n_people = count_people (60, 25000);
  g_autoptr (GPtrArray) failed = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) cases = g_array_new (FALSE, FALSE, sizeof (MadoId));
  g_autoptr (GBytes) file = NULL, answer = NULL, cut = NULL, wrong_total = NULL;
  g_autofree char *held = NULL;
  MadoId batch, twin;
  Year year;
  guint n_paid = 0, n_left_out = 0;

  set_up (&year, "kosodate-oen-r7", "2026-01-20T01:00:00.000000Z", "ward decider");
  payment_office_hire (year.office, "w-01", "ward");
  for (guint i = 1; i <= n_people; i++) {
    MadoId id = extract (&year, i, i);

    g_array_append_val (cases, id);
  }
  twin = extract (&year, n_people + 1, 1); /* the same child, for another payee: it waits until somebody has looked */
  payment_office_pass (year.office, 30 * 24 * 3600);
  payment_seat_meet (year.leads[0]);
  batch = payment_step_plan (year.leads[0], "payment", &n_left_out);
  g_assert_cmpuint (n_left_out, ==, 1);
  g_assert_true (payment_step_freeze (year.leads[0], batch));
  payment_step_approve (year.decider, batch);
  file = payment_step_send (year.leads[0], batch, "paid", find_bank_day (&year));
  answer = pay (&year.bank, file, failed);
  cut = g_bytes_new_from_bytes (answer, 0, g_bytes_get_size (answer) - 122);
  g_assert_cmpstr (payment_step_take_over (year.leads[0], batch, "paid", cut, NULL), ==, "E_NOEND");
  {
    char *bytes = g_memdup2 (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));

    bytes[122 + 89] = bytes[122 + 89] == '9' ? '8' : '9'; /* a yen of the first payment */
    wrong_total = g_bytes_new_take (bytes, g_bytes_get_size (answer));
  }
  g_assert_cmpstr (payment_step_take_over (year.leads[0], batch, "paid", wrong_total, NULL), ==, "E_TOTAL");
  must (payment_step_take_over (year.leads[0], batch, "paid", answer, NULL));
  g_assert_cmpstr (payment_step_take_over (year.leads[0], batch, "paid", answer, NULL), ==, MADO_ANSWER_SEEN);
  for (guint i = 0; i < cases->len; i++) {
    g_autofree char *state = payment_office_get_state (year.office, g_array_index (cases, MadoId, i));

    n_paid += strcmp (state, "paid") == 0;
    g_assert_true (strcmp (state, "paid") == 0 || strcmp (state, "failed") == 0);
  }
  held = payment_office_get (year.office, twin, "/rights/0/state");
  g_assert_cmpstr (held, ==, "\"held\"");
  g_assert_cmpint (year.bank.sum, ==, (gint64) CHILD * (n_people - failed->len));
  g_assert_cmpuint (n_paid + year.bank.n_failed, ==, n_people);
  tear_down (&year);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/payment/year/000-everybody-is-paid-once", a_year_pays_everybody_once);
  g_test_add_func ("/payment/year/004-the-bank-answers-with-its-own-file", the_bank_answers_with_its_own_file);

  return g_test_run ();
}
