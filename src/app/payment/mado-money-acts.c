/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The steps of src/payment as somebody takes them at a window. */

#include "mado-money-acts.h"

#include <string.h>

#include "mado-earlier-payment.h"
#include "mado-json-member.h"
#include "mado-own-key.h"
#include "mado-packet-medium.h"
#include "mado-payment-paper.h"
#include "mado-settings.h"
#include "mado-terminal.h"

#define MAX_FILE (256 * 1024 * 1024) /* bytes */

/* --- the plan ----------------------------------------------------------------------------------------------------- */

/**
 * mado_money_collect_plan:
 * @sheet: a sheet
 * @order: with its packet, and the way to pay where only those are wanted
 * @error: why nobody can say
 *
 * Returns: whether the sheet has the plan
 */
gboolean
mado_money_collect_plan (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error)
{
  MadoPaymentPlan *plan = mado_payment_plan_collect (sheet->clerk, order->packet, order->pay, error);

  if (plan == NULL)
    return FALSE;
  g_clear_pointer (&sheet->plan, mado_payment_plan_free);
  sheet->plan = plan;

  return TRUE;
}

/**
 * mado_money_make_batch:
 * @sheet: a sheet with a plan that was collected just now
 * @order: nothing, or an open batch to join
 * @error: why it could not be written
 *
 * Returns: whether it went through to the end
 */
gboolean
mado_money_make_batch (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error)
{
  sheet->is_written = TRUE;

  return mado_payment_plan_write (sheet->plan, order->batch, &sheet->made, error);
}

static const MadoPlannedRow *
find_planned (const MadoPaymentPlan *plan, MadoId id)
{
  for (guint i = 0; i < plan->rows->len; i++) {
    const MadoPlannedRow *row = g_ptr_array_index (plan->rows, i);

    if (mado_id_compare (mado_entity_get_id (row->entity), id) == 0)
      return row;
  }

  return NULL;
}

/**
 * mado_money_tell_apart:
 * @sheet: a sheet with a plan
 * @order: a case of it that has the account of another, and why that is right
 * @error: why it could not be written
 *
 * Returns: whether that is known; the sheet says whether it was refused
 */
gboolean
mado_money_tell_apart (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error)
{
  const MadoPlannedRow *row = find_planned (sheet->plan, order->row);
  yyjson_mut_doc *doc;
  yyjson_mut_val *body;
  g_autoptr (MadoOutcome) outcome = NULL;
  char other[MADO_ID_TEXT_SIZE];

  g_return_val_if_fail (row != NULL, FALSE);
  doc = yyjson_mut_doc_new (NULL);
  body = yyjson_mut_obj (doc);
  mado_id_to_text (row->other, other);
  yyjson_mut_obj_add_str (doc, body, "other", other);
  yyjson_mut_obj_add_str (doc, body, "reason", order->reason);

  const MadoDeskWish wish = { "case.tell_apart", order->row, mado_entity_get_version (row->entity), body, FALSE };

  outcome = mado_desk_clerk_save_one (sheet->clerk, &wish, error);
  yyjson_mut_doc_free (doc);
  if (outcome == NULL)
    return FALSE;
  sheet->refused = mado_outcome_is_refused (outcome) ? outcome->refusal->code : NULL;
  sheet->is_written = sheet->refused == NULL;

  return TRUE;
}

/* --- a batch ------------------------------------------------------------------------------------------------------ */

/**
 * mado_money_load_batch:
 * @sheet: a sheet
 * @order: which batch
 * @error: that there is none, or why nobody can say
 *
 * Returns: whether the sheet has the batch
 */
gboolean
mado_money_load_batch (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error)
{
  MadoPaymentBatch *batch = mado_payment_batch_load (sheet->clerk, order->batch, error);

  if (batch == NULL)
    return FALSE;
  mado_money_sheet_take_batch (sheet, batch);

  return TRUE;
}

/* Of whoever works here, or of somebody else who has a profile at this terminal. */
static gboolean
unlock (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error)
{
  g_autofree char *path = order->signer != NULL
                              ? mado_terminal_dup_profile_path (order->signer, sheet->clerk->programme->identity.id)
                              : NULL;

  if (order->password == NULL)
    return TRUE;
  mado_money_sheet_take_key (sheet, path != NULL ? mado_personal_key_unlock (path, order->password, error)
                                                 : mado_own_key_unlock (sheet->clerk->desk, order->password, error));

  return sheet->key != NULL;
}

/* The body of a step says what whoever takes it has seen. */
static void
put_members (const MadoMoneySheet *sheet, const MadoMoneyOrder *order, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  if (strcmp (order->kind, "batch.freeze") == 0) {
    yyjson_mut_obj_add_uint (doc, body, "count", sheet->batch->rows->len);
    yyjson_mut_obj_add_sint (doc, body, "sum", sheet->batch->sum);
  }
  if (order->reason != NULL)
    yyjson_mut_obj_add_strcpy (doc, body, "reason", order->reason);
  if (order->digest != NULL)
    yyjson_mut_obj_add_strcpy (doc, body, "digest", order->digest);
}

/**
 * mado_money_step_batch:
 * @sheet: a sheet with a batch, as whoever takes the step has seen it
 * @order: which step, with a reason and a password where it needs them
 * @error: why it could not be signed or written
 *
 * Returns: whether that is known; the sheet says whether it was refused
 */
gboolean
mado_money_step_batch (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error)
{
  yyjson_mut_doc *doc;
  yyjson_mut_val *body;
  g_autoptr (MadoOutcome) outcome = NULL;

  if (!unlock (sheet, order, error))
    return FALSE;
  doc = yyjson_mut_doc_new (NULL);
  body = yyjson_mut_obj (doc);
  put_members (sheet, order, doc, body);

  const MadoDeskWish wish = { order->kind, mado_entity_get_id (sheet->batch->entity),
                              mado_entity_get_version (sheet->batch->entity), body, sheet->key != NULL };

  outcome = mado_desk_clerk_save_one (sheet->clerk, &wish, error);
  yyjson_mut_doc_free (doc);
  mado_money_sheet_take_key (sheet, NULL);
  if (outcome == NULL)
    return FALSE;
  sheet->refused = mado_outcome_is_refused (outcome) ? outcome->refusal->code : NULL;
  sheet->is_written = sheet->refused == NULL;

  return TRUE;
}

/* --- what comes back ---------------------------------------------------------------------------------------------- */

static MadoPaymentAnswer *
read_file (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error)
{
  g_autoptr (GBytes) bytes = mado_packet_medium_read (order->path, MAX_FILE, error);
  g_autofree char *name = g_path_get_basename (order->path);

  return bytes != NULL ? mado_payment_answer_read (sheet->clerk, sheet->batch, order->packet, name, bytes, NULL, error)
                       : NULL;
}

static MadoPaymentAnswer *
read_typed (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error)
{
  g_autofree MadoTypedAnswer *typed = g_new0 (MadoTypedAnswer, order->typed->len);

  for (guint i = 0; i < order->typed->len; i++) {
    const MadoTypedResult *one = g_ptr_array_index (order->typed, i);

    typed[i] = (MadoTypedAnswer) { one->receipt, one->word, one->reason, one->day };
  }

  return mado_payment_answer_type (sheet->clerk, sheet->batch, order->packet, typed, order->typed->len, error);
}

/**
 * mado_money_read_answer:
 * @sheet: a sheet
 * @order: the batch, the packet, and a file or what was typed
 * @error: why it cannot be read
 *
 * Returns: whether the sheet has what came back, beside the batch as it is now
 */
gboolean
mado_money_read_answer (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error)
{
  MadoPaymentAnswer *answer;

  if (!mado_money_load_batch (sheet, order, error))
    return FALSE;
  answer = order->typed != NULL ? read_typed (sheet, order, error) : read_file (sheet, order, error);
  if (answer == NULL)
    return FALSE;
  mado_money_sheet_take_answer (sheet, answer);

  return TRUE;
}

/**
 * mado_money_apply_answer:
 * @sheet: a sheet with an answer that balances
 * @order: whose signature it carries, where it needs one
 * @error: why it could not be signed or written
 *
 * Returns: whether it went through to the end
 */
gboolean
mado_money_apply_answer (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error)
{
  gboolean is_done;

  if (!unlock (sheet, order, error))
    return FALSE;
  sheet->is_written = TRUE;
  is_done = mado_payment_answer_apply (sheet->answer, error);
  mado_money_sheet_take_key (sheet, NULL);

  return is_done;
}

/* --- what was paid before ----------------------------------------------------------------------------------------- */

/**
 * mado_money_read_earlier:
 * @sheet: a sheet
 * @order: the table, the right and the programme
 * @error: why it cannot be read
 *
 * Returns: whether the sheet has the table, beside what is here
 */
gboolean
mado_money_read_earlier (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error)
{
  g_autoptr (GBytes) bytes = mado_packet_medium_read (order->path, MAX_FILE, error);
  MadoEarlierList *list =
      bytes != NULL ? mado_earlier_list_read (sheet->clerk, order->right, order->programme, bytes, NULL, error) : NULL;

  if (list == NULL)
    return FALSE;
  g_clear_pointer (&sheet->earlier, mado_earlier_list_free);
  sheet->earlier = list;

  return TRUE;
}

/**
 * mado_money_record_earlier:
 * @sheet: a sheet with such a table
 * @unused: it is recorded as it was shown
 * @error: why it could not be written
 *
 * Returns: whether it went through to the end
 */
gboolean
mado_money_record_earlier (MadoMoneySheet *sheet, G_GNUC_UNUSED MadoMoneyOrder *unused, GError **error)
{
  sheet->is_written = TRUE;

  return mado_earlier_list_record (sheet->earlier, error);
}

static gboolean
add_recorded (gpointer user_data, MadoEntity *entity, G_GNUC_UNUSED GError **error)
{
  g_ptr_array_insert (user_data, 0, mado_entity_ref (entity));

  return TRUE;
}

static gboolean
visit_recorded (MadoDatabase *database, gpointer request, GError **error)
{
  return mado_desk_visit (database, mado_earlier_payment_kind.name, NULL, add_recorded, request, error);
}

/**
 * mado_money_list_recorded:
 * @sheet: a sheet
 * @unused: all of it
 * @error: why it cannot be read
 *
 * Returns: whether the sheet has what is on record as paid elsewhere or before
 */
gboolean
mado_money_list_recorded (MadoMoneySheet *sheet, G_GNUC_UNUSED MadoMoneyOrder *unused, GError **error)
{
  g_autoptr (GPtrArray) recorded = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);

  if (!mado_desk_clerk_read (sheet->clerk, visit_recorded, recorded, error))
    return FALSE;
  g_clear_pointer (&sheet->recorded, g_ptr_array_unref);
  sheet->recorded = g_steal_pointer (&recorded);

  return TRUE;
}

/**
 * mado_money_withdraw_earlier:
 * @sheet: a sheet
 * @order: what was recorded by mistake, and why that is known
 * @error: why it could not be written
 *
 * Returns: whether that is known; the sheet says whether it was refused, and has what is on record now
 */
gboolean
mado_money_withdraw_earlier (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  const MadoDeskWish wish = { .kind = "earlier_payment.withdraw", .entity = order->row, .base = 1, .body = body };
  gboolean is_known;

  yyjson_mut_obj_add_strcpy (doc, body, "reason", order->reason);
  is_known = mado_desk_clerk_save_or_tell (sheet->clerk, &wish, &sheet->refused, error);
  yyjson_mut_doc_free (doc);
  sheet->is_written = is_known && sheet->refused == NULL;

  return is_known && (sheet->refused != NULL || mado_money_list_recorded (sheet, NULL, error));
}

/* --- who pays ----------------------------------------------------------------------------------------------------- */

static const char *const payer_keys[MADO_PAYER_N_PARTS] = {
  [MADO_PAYER_CODE] = "payer.code",     [MADO_PAYER_NAME] = "payer.name", [MADO_PAYER_BANK] = "payer.bank",
  [MADO_PAYER_BRANCH] = "payer.branch", [MADO_PAYER_KIND] = "payer.kind", [MADO_PAYER_NUMBER] = "payer.number",
};

static gboolean
read_payer (MadoDatabase *database, gpointer data, GError **error)
{
  MadoMoneySheet *sheet = data;

  for (guint i = 0; i < MADO_PAYER_N_PARTS; i++) {
    g_clear_pointer (&sheet->payer[i], g_free);
    if (!mado_settings_load (database, payer_keys[i], &sheet->payer[i], error))
      return FALSE;
  }

  return TRUE;
}

/**
 * mado_money_load_payer:
 * @sheet: a sheet
 * @order: which batch
 * @error: why nobody can say
 *
 * Returns: whether the sheet has the batch, and who paid last time
 */
gboolean
mado_money_load_payer (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error)
{
  return mado_money_load_batch (sheet, order, error) && mado_desk_clerk_read (sheet->clerk, read_payer, sheet, error);
}

static void
save_payer_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  const MadoMoneyOrder *order = data;
  GError *error = NULL;

  for (guint i = 0; i < MADO_PAYER_N_PARTS; i++)
    if (order->payer[i] != NULL && !mado_settings_save (database, payer_keys[i], order->payer[i], &error)) {
      g_task_return_error (task, error);
      return;
    }
  g_task_return_boolean (task, TRUE);
}

/* --- the file of the bank ----------------------------------------------------------------------------------------- */

static gboolean
is_same_day (const MadoMoneySheet *sheet, const MadoMoneyOrder *order)
{
  yyjson_val *made = mado_payment_batch_find_transfer (sheet->batch, order->pay);
  char day[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (order->day, day);

  return made != NULL && strcmp (mado_json_get_text (made, "day"), day) == 0;
}

static MadoTransferOrder
write_order (const MadoMoneySheet *sheet, const MadoMoneyOrder *order, const MadoPayer *payer)
{
  return (MadoTransferOrder) {
    .pay = mado_section_find (sheet->clerk->programme->transitions, order->pay),
    .day = order->day,
    .payer = payer->bank != NULL ? payer : NULL,
    .bank = mado_bank_profile_get_default (),
    .framing = { .newline = MADO_ZENGIN_NEWLINE_CRLF },
  };
}

static MadoPayer
write_payer (const MadoMoneyOrder *order)
{
  return (
      MadoPayer) { order->payer[MADO_PAYER_CODE],   order->payer[MADO_PAYER_NAME], order->payer[MADO_PAYER_BANK],
                   order->payer[MADO_PAYER_BRANCH], order->payer[MADO_PAYER_KIND], order->payer[MADO_PAYER_NUMBER] };
}

/**
 * mado_money_check_file:
 * @sheet: a sheet
 * @order: the batch, the way to pay, the day and who pays
 * @error: why nobody can say
 *
 * Nothing is written but who pays, for the next time.
 *
 * Returns: whether the sheet has the file, or what stands against it
 */
gboolean
mado_money_check_file (MadoMoneySheet *sheet, MadoMoneyOrder *order, GError **error)
{
  const MadoPayer payer = write_payer (order);
  const MadoTransferOrder transfer = write_order (sheet, order, &payer);

  if (!mado_desk_do_and_wait (sheet->clerk->desk, MADO_DESK_WRITER, save_payer_work, order, error) ||
      !mado_money_load_batch (sheet, order, error) ||
      !mado_payment_transfer_find_kept (sheet->clerk, sheet->batch, order->pay, &sheet->kept, error))
    return FALSE;
  sheet->order = mado_money_order_ref (order);
  if (sheet->kept != NULL && is_same_day (sheet, order))
    return TRUE;
  sheet->transfer = mado_payment_transfer_make (sheet->clerk, sheet->batch, &transfer, error);

  return sheet->transfer != NULL;
}

/**
 * mado_money_make_file:
 * @sheet: a sheet on which the file was checked
 * @unused: it is made as it was checked
 * @error: why it could not be kept
 *
 * Everything is looked at once more. The paper is made first: what cannot be printed has not gone to the bank. The file
 * stays in the profile.
 *
 * Returns: whether it is made, or the findings say why not
 */
gboolean
mado_money_make_file (MadoMoneySheet *sheet, MadoMoneyOrder *unused, GError **error)
{
  g_autoptr (MadoMoneyOrder) order = mado_money_order_ref (sheet->order);
  const MadoPayer payer = write_payer (order);
  const MadoTransferOrder transfer = write_order (sheet, order, &payer);
  const MadoPaymentPaper paper = { order->file, "", sheet->clerk->person.account };

  if (!mado_money_check_file (sheet, order, error))
    return FALSE;
  if (sheet->transfer == NULL || sheet->transfer->bytes == NULL)
    return TRUE;
  sheet->paper = mado_payment_paper_print (&paper, sheet->transfer, &transfer, sheet->clerk, error);
  sheet->is_written = sheet->paper != NULL;

  return sheet->paper != NULL &&
         mado_payment_transfer_keep (sheet->transfer, sheet->clerk, &transfer, order->file, error);
}
