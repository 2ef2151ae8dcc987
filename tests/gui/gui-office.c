/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Its cases are checked and ready to be planned. */

#include "gui-office.h"

#include <string.h>

#include "case-sample.h"
#include "letter-doors.h"
#include "letter-run-steps.h"
#include "mado-calendar.h"
#include "mado-json-member.h"
#include "mado-personal-key.h"
#include "mado-share-file.h"
#include "payment-steps.h"

struct _GuiOffice {
  PaymentOffice *office;
  const char *packet; /* with which payments are ordered */
  const char *pay;    /* how the bank's file pays them */
  char *folder;
  GHashTable *seats; /* account → PaymentSeat */
  GHashTable *cases; /* receipt number → MadoId */
  MadoSecret *password;
  MadoSecret *share;
};

static void
add_cases (GuiOffice *self, guint n_cases)
{
  for (guint i = 1; i <= n_cases; i++) {
    g_autofree char *receipt = g_strdup_printf ("logo:%u", i);
    g_autofree char *control_no = g_strdup_printf ("%010u", i);
    g_autofree char *account = g_strdup_printf ("%07u", 1000000 + i);

    MadoId id = payment_office_check_case (self->office, receipt, control_no, account);

    g_hash_table_insert (self->cases, g_steal_pointer (&receipt), g_memdup2 (&id, sizeof id));
  }
}

static GuiOffice *
create (const char *folder, const char *password, const char *programme)
{
  GuiOffice *self = g_new0 (GuiOffice, 1);
  g_autofree char *path = g_build_filename (folder, MADO_SHARE_FILE_NAME, NULL);
  g_autofree char *typed = g_strdup (password);
  char now[MADO_INSTANT_ISO_SIZE];
  g_autoptr (GError) error = NULL;

  mado_instant_to_iso (mado_instant_now (), now);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  self->folder = g_strdup (folder);
  self->password = mado_secret_new_wiping (typed, strlen (typed));
  self->share = mado_share_file_create (path, &error);
  g_assert_no_error (error);
  self->office = payment_office_new (programme, now);
  self->seats = g_hash_table_new (g_str_hash, g_str_equal);
  self->cases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/**
 * gui_office_new:
 * @folder: where profiles lie
 * @password: of everybody
 * @n_cases: that are ready
 *
 * Returns: (transfer full): an office of 000 where nobody has a seat yet
 */
GuiOffice *
gui_office_new (const char *folder, const char *password, guint n_cases)
{
  GuiOffice *self = create (folder, password, "ninpu-r7");

  self->packet = "planned";
  self->pay = "pay";
  add_cases (self, n_cases);

  return self;
}

static void
extract (GuiOffice *self, guint i)
{
  const MadoId id = ward_draw_id (self->office->ward);
  char *receipt = g_strdup_printf ("targets:%u", i);
  char row[MADO_ID_TEXT_SIZE];

  mado_id_to_text (ward_draw_id (self->office->ward), row);
  g_assert_null (payment_office_do (
      self->office, "w-01", id, "case.move",
      "{'transition':'extract','receipt':'%s','add_rows':[{'list':'children','row':'%s'}],'edits':["
      "{'item':'child_resident_no','row':'%s','now':'%u'},{'item':'child_name','row':'%s','now':{'kanji':'見本 児'}},"
      "{'item':'child_birth','row':'%s','now':'2015-05-05'},{'item':'resident_no','now':'%u'},"
      "{'item':'name','now':{'kanji':'見本 太郎','kana':'ミホン タロウ'}},{'item':'birth_date','now':'1985-05-05'},"
      "{'item':'address','now':'東京都新宿区見本町1-1'},{'item':'target_group','now':'1'},"
      "{'item':'account','now':{'bank':'0001','branch':'001','kind':'1','number':'%07u','holder':'ミホン タロウ',"
      "'relation':'self','date':'2025-09-10','origin':'registered'}}]}",
      receipt, row, row, 200000 + i, row, row, 100000 + i, 1000000 + i));
  g_assert_null (payment_office_do (self->office, "w-01", id, "case.move", "{'transition':'guide'}"));
  g_hash_table_insert (self->cases, receipt, g_memdup2 (&id, sizeof id));
}

/**
 * gui_office_new_of_004:
 * @folder: where profiles lie
 * @password: of everybody
 * @n_cases: that nobody has refused in time
 *
 * Returns: (transfer full): an office of 004 where nobody has a seat yet
 */
GuiOffice *
gui_office_new_of_004 (const char *folder, const char *password, guint n_cases)
{
  GuiOffice *self = create (folder, password, "kosodate-oen-r7");

  self->packet = "payment";
  self->pay = "paid";
  payment_office_hire (self->office, "w-01", "ward");
  for (guint i = 1; i <= n_cases; i++)
    extract (self, i);

  return self;
}

/**
 * gui_office_free:
 * @self: (transfer full): an office
 */
void
gui_office_free (GuiOffice *self)
{
  payment_office_free (self->office);
  g_hash_table_unref (self->seats);
  g_hash_table_unref (self->cases);
  mado_secret_free (self->password);
  mado_secret_free (self->share);
  g_free (self->folder);
  g_free (self);
}

/**
 * gui_office_return_cases:
 * @self: an office
 * @n_cases: that come in and go back because something is missing
 */
void
gui_office_return_cases (GuiOffice *self, guint n_cases)
{
  char due[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (mado_date_add_days (mado_instant_get_japanese_day (mado_instant_now ()), 14), due);
  for (guint i = 1; i <= n_cases; i++) {
    const MadoId id = ward_draw_id (self->office->ward);
    g_autofree char *control_no = g_strdup_printf ("'%010u'", i);

    g_assert_null (payment_office_do (self->office, "v-01", id, "case.move",
                                      "{'transition':'receive','receipt':'logo:%u','edits':" CASE_EDITS "}", i,
                                      control_no));
    g_assert_null (payment_office_do (self->office, "v-01", id, "case.move",
                                      "{'transition':'return_deficient','reason':'書類不足','due':'%s'}", due));
  }
}

/**
 * gui_office_receive_case:
 * @self: an office
 * @receipt: its receipt number
 *
 * Returns: a case that came in, and whose account nobody has typed
 */
MadoId
gui_office_receive_case (GuiOffice *self, const char *receipt)
{
  const MadoId id = ward_draw_id (self->office->ward);

  g_assert_null (payment_office_do (self->office, "v-01", id, "case.move",
                                    "{'transition':'receive','receipt':'%s','edits':" CASE_EDITS "}", receipt,
                                    "'0000000777'"));
  g_hash_table_insert (self->cases, g_strdup (receipt), g_memdup2 (&id, sizeof id));

  return id;
}

/**
 * gui_office_dup_text:
 * @self: an office
 * @receipt: of a case
 * @pointer: JSON pointer
 *
 * Returns: (transfer full): what the case says there at the service
 */
char *
gui_office_dup_text (GuiOffice *self, const char *receipt, const char *pointer)
{
  return payment_office_get (self->office, *(const MadoId *) g_hash_table_lookup (self->cases, receipt), pointer);
}

/**
 * gui_office_seat:
 * @self: an office
 * @account: who
 * @role: what they are
 *
 * Makes a profile for them, with a key that signs, and leaves it.
 */
void
gui_office_seat (GuiOffice *self, const char *account, const char *role)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.%s", self->folder, account, self->office->programme);
  const MadoKeyShares shares = { .password = self->password, .terminal_share = self->share };
  PaymentSeat *seat = payment_office_seat_at (self->office, account, role, path, &shares);
  g_autoptr (GError) error = NULL;

  mado_personal_key_save (path, seat->key, self->password, &store_sample_cost, &error);
  g_assert_no_error (error);
  payment_seat_leave (seat);
  g_hash_table_replace (self->seats, seat->account, seat);
}

/**
 * gui_office_meet:
 * @self: an office
 * @account: at whose terminal nobody works
 *
 * What was done there goes to the service, and all that is there comes to it.
 */
void
gui_office_meet (GuiOffice *self, const char *account)
{
  PaymentSeat *seat = g_hash_table_lookup (self->seats, account);

  self->office->ward->now = mado_instant_now ();
  payment_seat_return (seat);
  payment_seat_meet (seat);
  payment_seat_leave (seat);
}

/**
 * gui_office_receive_gift:
 * @self: an office of 000
 * @receipt: a receipt number, as "logo:9", of whom nothing else has the number
 *
 * Returns: a case that is paid as a gift, ready to be planned
 */
MadoId
gui_office_receive_gift (GuiOffice *self, const char *receipt)
{
  g_autofree char *control_no = g_strdup_printf ("%010u", g_str_hash (receipt) % 1000000000);
  const MadoId id = payment_office_check_gift (self->office, receipt, control_no);

  g_hash_table_insert (self->cases, g_strdup (receipt), g_memdup2 (&id, sizeof id));

  return id;
}

/**
 * gui_office_ask_back:
 * @self: an office of 000
 * @receipt: of a case whose payment is ordered, and shall be called back
 */
void
gui_office_ask_back (GuiOffice *self, const char *receipt)
{
  self->office->ward->now = mado_instant_now ();
  payment_office_ask_back (self->office, *(const MadoId *) g_hash_table_lookup (self->cases, receipt));
}

/**
 * gui_office_type_account:
 * @self: an office of 000
 * @receipt: of a case that was called back
 * @number: of the account that is right
 */
void
gui_office_type_account (GuiOffice *self, const char *receipt, const char *number)
{
  self->office->ward->now = mado_instant_now ();
  payment_office_type_both (self->office, *(const MadoId *) g_hash_table_lookup (self->cases, receipt), number);
}

/**
 * gui_office_freeze:
 * @self: an office
 * @planner: who plans, and at whose terminal nobody works
 *
 * Returns: a batch with everybody who is ready, frozen, that nobody has approved
 */
MadoId
gui_office_freeze (GuiOffice *self, const char *planner)
{
  PaymentSeat *lead = g_hash_table_lookup (self->seats, planner);
  MadoId batch;

  self->office->ward->now = mado_instant_now ();
  payment_seat_return (lead);
  payment_seat_meet (lead);
  batch = payment_step_plan (lead, self->packet, NULL);
  g_assert_true (payment_step_freeze (lead, batch));
  payment_seat_leave (lead);

  return batch;
}

/**
 * gui_office_order:
 * @self: an office
 * @planner: who plans, and at whose terminal nobody works
 * @approver: who approves, the same
 *
 * Returns: a batch with everybody who is ready, frozen and approved; both know
 */
MadoId
gui_office_order (GuiOffice *self, const char *planner, const char *approver)
{
  PaymentSeat *lead = g_hash_table_lookup (self->seats, planner);
  PaymentSeat *decider = g_hash_table_lookup (self->seats, approver);
  MadoId batch;

  self->office->ward->now = mado_instant_now ();
  payment_seat_return (lead);
  payment_seat_return (decider);
  payment_seat_meet (lead);
  batch = payment_step_plan (lead, self->packet, NULL);
  g_assert_true (payment_step_freeze (lead, batch));
  payment_step_approve (decider, batch);
  payment_seat_meet (lead);
  payment_seat_leave (lead);
  payment_seat_leave (decider);

  return batch;
}

/**
 * gui_office_approve_run:
 * @self: an office of 004
 * @maker: who gathers, and at whose terminal nobody works
 * @approver: who approves, the same
 * @n_letters: how many
 *
 * A run R8-1 of letters that a shop prints is approved; both know.
 */
void
gui_office_approve_run (GuiOffice *self, const char *maker, const char *approver, guint n_letters)
{
  PaymentSeat *one = g_hash_table_lookup (self->seats, maker);
  PaymentSeat *other = g_hash_table_lookup (self->seats, approver);
  guint n_gathered = 0;
  MadoId run;

  self->office->ward->now = mado_instant_now ();
  for (guint i = 1; i <= n_letters; i++)
    letter_door_guide (self->office, "w-01", i);
  payment_seat_return (one);
  payment_seat_return (other);
  payment_seat_meet (one);
  run = letter_run_step_gather (one, "guidance", &(const MadoNewRun) { .number = "R8-1" }, &n_gathered);
  g_assert_cmpuint (n_gathered, ==, n_letters);
  letter_run_step_act (one, run, &letter_run_freezing);
  letter_run_step_act (other, run, &(const MadoLetterAct) { .kind = "run.approve", .sheet = "R8-1/000001" });
  payment_seat_meet (one);
  payment_seat_leave (one);
  payment_seat_leave (other);
}

#define COLUMNS                                                                                                        \
  "給付管理番号,支給金額,振込口座情報・金融機関コード,振込口座情報・支店コード,振込口座情報・預金種目,"                \
  "振込口座情報・口座番号,振込口座情報・口座名義人,結果,理由,振込日\n"

/* All of it went well. */
static GBytes *
write_answer (guint n_cases, const char *word)
{
  GString *text = g_string_new (COLUMNS);

  for (guint i = 1; i <= n_cases; i++)
    g_string_append_printf (text, "%010u,50000,0001,001,1,%07u,ミホン ハナコ,%s,,\n", i, 1000000 + i, word);

  return g_string_free_to_bytes (text);
}

/* Just what went out, and the word of the ward for each. */
static GBytes *
write_decision (PaymentSeat *seat, MadoId id)
{
  static const char *const parts[] = { "bank", "branch", "kind", "number", "holder" };
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (seat);
  g_autoptr (MadoPaymentBatch) batch = payment_step_load (clerk, id);
  GString *text = g_string_new (COLUMNS);

  for (guint i = 0; i < batch->rows->len; i++) {
    const MadoPaymentRow *row = g_ptr_array_index (batch->rows, i);

    g_string_append_printf (text, "%s,%" G_GINT64_FORMAT, mado_json_get_text (row->items, "control_no"), row->amount);
    for (gsize part = 0; part < G_N_ELEMENTS (parts); part++)
      g_string_append_printf (text, ",%s", mado_json_get_text (yyjson_obj_get (row->items, "account"), parts[part]));
    g_string_append (text, ",決定,,\n");
  }

  return g_string_free_to_bytes (text);
}

/**
 * gui_office_decide:
 * @self: an office of 000
 * @planner: who takes it over, and at whose terminal nobody works
 * @approver: who decides, the same
 * @batch: a batch that was approved
 *
 * The ward decides all that is in it.
 */
void
gui_office_decide (GuiOffice *self, const char *planner, const char *approver, MadoId batch)
{
  PaymentSeat *lead = g_hash_table_lookup (self->seats, planner);
  PaymentSeat *decider = g_hash_table_lookup (self->seats, approver);
  g_autoptr (GBytes) decision = NULL;

  self->office->ward->now = mado_instant_now ();
  payment_seat_return (lead);
  payment_seat_meet (lead);
  decision = write_decision (lead, batch);
  g_assert_null (payment_step_take_over (lead, batch, "decided", decision, decider->key));
  payment_seat_leave (lead);
}

/**
 * gui_office_pay:
 * @self: an office
 * @planner: who plans, and at whose terminal nobody works
 * @approver: who approves and decides, the same
 * @n_cases: all that there are
 *
 * All of them are planned, decided, sent to the bank and paid; both know.
 */
void
gui_office_pay (GuiOffice *self, const char *planner, const char *approver, guint n_cases)
{
  const MadoId batch = gui_office_order (self, planner, approver);
  PaymentSeat *lead = g_hash_table_lookup (self->seats, planner);
  PaymentSeat *decider = g_hash_table_lookup (self->seats, approver);
  g_autoptr (GBytes) decision = write_answer (n_cases, "決定"), result = write_answer (n_cases, "振込済"), file = NULL;
  MadoDate today = mado_instant_get_japanese_day (mado_instant_now ());

  payment_seat_return (lead);
  payment_seat_return (decider);
  g_assert_null (payment_step_take_over (lead, batch, "decided", decision, decider->key));
  file = payment_step_send (lead, batch, "pay", mado_calendar_add_days (MADO_CALENDAR_BANK, today, 5));
  g_assert_null (payment_step_take_over (lead, batch, "paid", result, NULL));
  payment_seat_meet (decider);
  payment_seat_leave (lead);
  payment_seat_leave (decider);
}

/**
 * gui_office_do:
 * @self: an office
 * @account: somebody who only types
 * @receipt: of a case
 * @kind: what is done with it
 * @body: what exactly
 *
 * Returns: (nullable): the code with which the service refuses it; %NULL: it is done
 */
const char *
gui_office_do (GuiOffice *self, const char *account, const char *receipt, const char *kind, const char *body)
{
  const MadoId *id = g_hash_table_lookup (self->cases, receipt);

  self->office->ward->now = mado_instant_now ();

  return payment_office_do (self->office, account, *id, kind, "%s", body);
}

/**
 * gui_office_dup_state:
 * @self: an office
 * @receipt: of a case
 *
 * Returns: (transfer full): where the case stands at the service
 */
char *
gui_office_dup_state (GuiOffice *self, const char *receipt)
{
  return payment_office_get_state (self->office, *(const MadoId *) g_hash_table_lookup (self->cases, receipt));
}

/* --- what came of it ---------------------------------------------------------------------------------------------- */

static MadoId
find_newest_batch (const MadoDeskClerk *clerk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) batches = mado_payment_batch_list (clerk, &error);
  MadoId newest = MADO_ID_NONE;

  g_assert_no_error (error);
  for (guint i = 0; i < batches->len; i++) {
    MadoId id = mado_entity_get_id (g_ptr_array_index (batches, i));

    if (!mado_id_is_valid (newest) || mado_id_compare (id, newest) > 0) /* ids grow with time */
      newest = id;
  }

  return newest;
}

/**
 * gui_office_find_file:
 * @self: an office
 * @planner: who has made it, and at whose terminal nobody works
 *
 * Returns: (transfer full): the file for the bank that was made of the newest batch
 */
GBytes *
gui_office_find_file (GuiOffice *self, const char *planner)
{
  PaymentSeat *seat = g_hash_table_lookup (self->seats, planner);
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoPaymentBatch) batch = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = NULL;

  payment_seat_return (seat);
  clerk = payment_seat_work (seat);
  batch = payment_step_load (clerk, find_newest_batch (clerk));
  mado_payment_transfer_find_kept (clerk, batch, self->pay, &bytes, &error);
  g_assert_no_error (error);
  g_assert_nonnull (bytes);
  g_clear_pointer (&batch, mado_payment_batch_free);
  g_clear_pointer (&clerk, mado_desk_clerk_free);
  payment_seat_leave (seat);

  return bytes;
}

static gint64
add_paid (const char *rights, guint *n_paid)
{
  yyjson_doc *doc = yyjson_read (rights, strlen (rights), 0);
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_doc_get_root (doc));
  gint64 yen = 0;

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (right, "state"), "paid") == 0) {
      yen += yyjson_get_sint (yyjson_obj_get (right, "amount"));
      *n_paid += 1;
    }
  yyjson_doc_free (doc);

  return yen;
}

/**
 * gui_office_count_paid:
 * @self: an office
 * @out_n_rights: (out): how many rights the service says are paid
 *
 * Returns: yen, of all of them
 */
gint64
gui_office_count_paid (GuiOffice *self, guint *out_n_rights)
{
  GHashTableIter iter;
  gpointer id;
  gint64 yen = 0;

  *out_n_rights = 0;
  g_hash_table_iter_init (&iter, self->cases);
  while (g_hash_table_iter_next (&iter, NULL, &id)) {
    g_autofree char *rights = payment_office_get (self->office, *(const MadoId *) id, "/rights");

    if (rights != NULL)
      yen += add_paid (rights, out_n_rights);
  }

  return yen;
}
