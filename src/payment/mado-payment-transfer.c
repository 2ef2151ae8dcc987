/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes the file out of what the cases said when the batch was frozen, so that it has the same bytes whenever it is
 * made, and holds it against itself: it is read again and added up anew. */

#include "mado-payment-transfer.h"

#include <string.h>

#include "mado-bank-text.h"
#include "mado-base-error.h"
#include "mado-batch-transfer.h"
#include "mado-blob-cache.h"
#include "mado-import.h"
#include "mado-json-member.h"
#include "mado-packet-table.h"
#include "mado-payment-way.h"
#include "mado-zengin-preflight.h"
#include "mado-zengin-writer.h"

#define NAME_SIZE 30 /* bytes of a payee's name */
#define HALF 10      /* digits of a field for the sender's own number */

/**
 * mado_payment_transfer_free:
 * @self: (nullable) (transfer full): a file
 */
void
mado_payment_transfer_free (MadoPaymentTransfer *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  mado_findings_free (self->findings);
  g_free (self);
}

static guint64
read_tail (MadoId id)
{
  guint64 tail;

  memcpy (&tail, id.bytes + sizeof id.bytes - sizeof tail, sizeof tail);

  return GUINT64_FROM_BE (tail);
}

/**
 * mado_payment_row_get_key:
 * @self: a row
 * @batch: the batch that it is in
 * @out_key: (out): twenty digits by which the bank's answer is known: those of this case in this batch, and in no other
 */
void
mado_payment_row_get_key (const MadoPaymentRow *self, const MadoPaymentBatch *batch, char out_key[21])
{
  g_snprintf (out_key, MADO_PAYMENT_KEY_SIZE, "%020" G_GUINT64_FORMAT,
              read_tail (self->id) ^ read_tail (mado_entity_get_id (batch->entity)));
}

/* --- what is in it ----------------------------------------------------------------------------------------------- */

static void
judge_row (MadoPaymentTransfer *self, const MadoPaymentRow *row, const MadoItem *account)
{
  guint64 record = self->rows->len + 1;
  const char *receipt = mado_payment_row_get_receipt (row);

  if (row->items == NULL)
    mado_findings_add (self->findings, MADO_TRANSFER_PENDING, record, 0, receipt);
  if (mado_payment_has_open_deficiency (row->entity))
    mado_findings_add (self->findings, MADO_TRANSFER_DEFICIENT, record, 0, receipt);
  if (row->changed != NULL && account != NULL && g_ptr_array_find (row->changed, account, NULL))
    mado_findings_add (self->findings, MADO_TRANSFER_CHANGED, record, 0, account->id);
}

static void
choose_rows (MadoPaymentTransfer *self, const MadoTransferOrder *order)
{
  const MadoItem *account = self->is_for_bank ? mado_payment_batch_find_account (self->batch) : NULL;

  for (guint i = 0; i < self->batch->rows->len; i++) {
    MadoPaymentRow *row = g_ptr_array_index (self->batch->rows, i);

    if (!mado_payment_row_is_on_its_way (row))
      continue;
    if (row->pay == NULL)
      mado_findings_add (self->findings, MADO_TRANSFER_UNDECIDED, 0, 0, mado_payment_row_get_receipt (row));
    if (row->pay != order->pay)
      continue;
    g_ptr_array_add (self->rows, row);
    self->sum += row->amount;
    judge_row (self, row, account);
  }
  if (self->rows->len == 0)
    mado_findings_add (self->findings, MADO_TRANSFER_EMPTY, 0, 0, NULL);
}

static void
judge_batch (MadoPaymentTransfer *self)
{
  if (strcmp (mado_payment_batch_get_state (self->batch), MADO_BATCH_APPROVED) != 0)
    mado_findings_add (self->findings, MADO_TRANSFER_STATE, 0, 0, mado_payment_batch_get_state (self->batch));
  if (mado_payment_batch_compare (self->batch) == MADO_PAYMENT_FIGURES_OTHER)
    mado_findings_add (self->findings, MADO_TRANSFER_FIGURES, 0, 0, NULL);
}

/* --- for a bank -------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoPaymentTransfer *transfer;
  const MadoTransferOrder *order;
  const MadoItem *account;
  MadoZenginWriter *writer;
  GHashTable *keys;
} Writing;

static char *
write_name (const Writing *self, const char *holder, guint64 record)
{
  g_autoptr (MadoBankText) text = mado_bank_text_new (holder, self->order->bank);

  if (text->n_rejected > 0)
    mado_findings_add (self->transfer->findings, "E_BYTE", record, 51, "payee_name");
  if (mado_bank_text_cut (text, NAME_SIZE))
    mado_findings_add (self->transfer->findings, MADO_TRANSFER_CUT, record, 51, "payee_name");

  return g_strdup (text->half_width);
}

static void
write_row (const Writing *self, const MadoPaymentRow *row, guint64 record)
{
  yyjson_val *account = yyjson_obj_get (row->items, self->account->id);
  g_autofree char *name = write_name (self, mado_json_get_text (account, "holder"), record);
  char *key = g_malloc (MADO_PAYMENT_KEY_SIZE), first[HALF + 1];
  const MadoZenginPayment payment = {
    .bank = mado_json_get_text (account, "bank"),
    .branch = mado_json_get_text (account, "branch"),
    .acct_type = mado_json_get_text (account, "kind"),
    .acct_no = mado_json_get_text (account, "number"),
    .payee_name = name,
    .amount = row->amount,
    .cust1 = first,
    .cust2 = key + HALF,
  };

  mado_payment_row_get_key (row, self->transfer->batch, key);
  g_strlcpy (first, key, sizeof first);
  mado_zengin_writer_add (self->writer, &payment);
  if (!g_hash_table_add (self->keys, key))
    mado_findings_add (self->transfer->findings, MADO_TRANSFER_KEY, record, 92, NULL);
}

static void
write_group (const Writing *self)
{
  const MadoPayer *payer = self->order->payer;
  g_autofree char *mmdd = g_strdup_printf ("%02d%02d", self->order->day.month, self->order->day.day);
  const MadoZenginHeader header = {
    .type_code = "21",
    .consignor_code = payer->consignor_code,
    .consignor_name = payer->consignor_name,
    .date_mmdd = mmdd,
    .from_bank = payer->bank,
    .from_branch = payer->branch,
    .from_acct_type = payer->kind,
    .from_acct_no = payer->number,
  };
  const MadoZenginTrailer expected = { .count = self->transfer->rows->len, .total = self->transfer->sum };

  mado_zengin_writer_begin_group (self->writer, &header);
  for (guint i = 0; i < self->transfer->rows->len; i++)
    write_row (self, g_ptr_array_index (self->transfer->rows, i), i + 2);
  mado_zengin_writer_end_group (self->writer, &expected);
}

/* Findings of reading are those of writing once more, but for what only the whole file shows. */
static void
read_again (MadoPaymentTransfer *self, const MadoTransferOrder *order, MadoDate today)
{
  g_autoptr (MadoFindings) found = mado_findings_new ();
  g_autoptr (MadoZenginFile) file = mado_zengin_read (self->bytes, order->bank, found);

  mado_zengin_preflight (file, today, order->master, found);
  for (guint i = 0; i < mado_findings_get_count (found); i++) {
    const MadoFinding *finding = mado_findings_get (found, i);

    mado_findings_add (self->findings, finding->code, finding->record, finding->place, finding->field);
  }
  mado_zengin_file_add_up (file, &self->n_read, &self->sum_read);
}

static void
write_bank_file (MadoPaymentTransfer *self, const MadoTransferOrder *order, MadoDate today)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Writing writing = { self, order, mado_payment_batch_find_account (self->batch),
                      mado_zengin_writer_new (order->bank, &order->framing, self->findings), keys };

  write_group (&writing);
  self->bytes = mado_zengin_writer_finish (writing.writer);
  mado_zengin_writer_free (writing.writer);
  if (self->bytes != NULL)
    read_again (self, order, today);
}

/* --- for whoever sends gifts ------------------------------------------------------------------------------------- */

static gboolean
write_list (MadoPaymentTransfer *self, const MadoDeskClerk *clerk, const MadoTransferOrder *order, GError **error)
{
  g_autoptr (MadoPacketTable) table =
      mado_packet_table_new (clerk->judge, order->pay->packet, mado_instant_get_japanese_day (clerk->now), error);
  g_autoptr (MadoPacketContent) content = NULL;

  if (table == NULL)
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    if (!mado_packet_table_add (table, ((const MadoPaymentRow *) g_ptr_array_index (self->rows, i))->entity,
                                self->findings, error))
      return FALSE;
  content = mado_packet_table_finish (table);
  self->bytes = g_bytes_ref (content->bytes);

  return mado_packet_content_count (content, &self->n_read, &self->sum_read, error);
}

/* --- the file ---------------------------------------------------------------------------------------------------- */

static gboolean
check_order (const MadoPaymentBatch *batch, const MadoTransferOrder *order, gboolean is_for_bank, GError **error)
{
  const char *why = NULL;

  if (is_for_bank && order->payer == NULL)
    why = "nobody is named who pays";
  else if (is_for_bank && mado_payment_batch_find_account (batch) == NULL)
    why = "the packet of the batch has no account";
  if (why != NULL)
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "cannot make the file: %s", why);

  return why == NULL;
}

static void
finish (MadoPaymentTransfer *self, const MadoTransferOrder *order)
{
  yyjson_val *made = mado_payment_batch_find_transfer (self->batch, order->pay->id);

  if (self->bytes != NULL && (self->n_read != self->rows->len || self->sum_read != self->sum))
    mado_findings_add (self->findings, MADO_TRANSFER_TOTALS, 0, 0, NULL);
  if (self->bytes != NULL)
    self->hash = mado_hash_of (g_bytes_get_data (self->bytes, NULL), g_bytes_get_size (self->bytes));
  if (made != NULL && self->bytes != NULL) {
    g_autofree char *hex = mado_hash_to_hex (&self->hash);

    if (strcmp (hex, mado_json_get_text (made, "digest")) != 0)
      mado_findings_add (self->findings, MADO_TRANSFER_MADE, 0, 0, mado_json_get_text (made, "day"));
  }
  if (mado_findings_have_errors (self->findings))
    g_clear_pointer (&self->bytes, g_bytes_unref);
}

/**
 * mado_payment_transfer_make:
 * @clerk: who makes it
 * @batch: a batch
 * @order: how, when and by whom it is paid
 * @error: that no file can be made so at all
 *
 * Nothing is written.
 *
 * Returns: (transfer full) (nullable): the file with everything that is odd about it; with errors it has no bytes
 */
MadoPaymentTransfer *
mado_payment_transfer_make (const MadoDeskClerk *clerk,
                            const MadoPaymentBatch *batch,
                            const MadoTransferOrder *order,
                            GError **error)
{
  g_autoptr (MadoPaymentTransfer) self = g_new0 (MadoPaymentTransfer, 1);

  self->batch = batch;
  self->rows = g_ptr_array_new ();
  self->findings = mado_findings_new ();
  self->is_for_bank = mado_payment_find_list (clerk->programme, order->pay) == NULL;
  if (!check_order (batch, order, self->is_for_bank, error))
    return NULL;
  judge_batch (self);
  choose_rows (self, order);
  if (self->rows->len > 0 && self->is_for_bank)
    write_bank_file (self, order, mado_instant_get_japanese_day (clerk->now));
  else if (self->rows->len > 0 && !write_list (self, clerk, order, error))
    return NULL;
  finish (self, order);

  return g_steal_pointer (&self);
}

/* --- on record --------------------------------------------------------------------------------------------------- */

static char *
name_map (const char *pay)
{
  return g_strconcat ("transfer ", pay, NULL);
}

typedef struct {
  const MadoPaymentTransfer *transfer; /* (nullable) */
  const MadoDeskClerk *clerk;
  MadoImport import;
  MadoHash hash;
  GBytes *found;
} Keeping;

static gboolean
keep_file (MadoDatabase *database, gpointer data, GError **error)
{
  Keeping *self = data;
  g_autoptr (MadoImport) earlier = NULL;

  if (!mado_import_find (database, &self->hash, self->import.map, &earlier, error))
    return FALSE;
  self->import.id = earlier != NULL ? earlier->id : mado_id_draw ();

  return mado_import_begin (database, &self->import, self->transfer->bytes, error) &&
         mado_import_finish (database, self->import.id, error);
}

static gboolean
find_file (MadoDatabase *database, gpointer data, GError **error)
{
  Keeping *self = data;

  return mado_blob_cache_find (database, &self->hash, self->clerk->now, &self->found, error);
}

static void
keep_work (GTask *task, MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  GError *error = NULL;

  if (keep_file (database, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
find_work (GTask *task, MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  GError *error = NULL;

  if (find_file (database, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
tell_batch (const MadoPaymentTransfer *self, const MadoDeskClerk *clerk, const MadoTransferOrder *order, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  g_autofree char *hex = mado_hash_to_hex (&self->hash);
  char day[MADO_DATE_ISO_SIZE];
  const MadoDeskWish wish = { .kind = "batch.transfer",
                              .entity = mado_entity_get_id (self->batch->entity),
                              .base = mado_entity_get_version (self->batch->entity),
                              .body = body };
  g_autoptr (MadoOutcome) outcome = NULL;

  mado_date_to_iso (order->day, day);
  yyjson_mut_obj_add_str (doc, body, "pay", order->pay->id);
  yyjson_mut_obj_add_str (doc, body, "day", day);
  yyjson_mut_obj_add_uint (doc, body, "count", self->rows->len);
  yyjson_mut_obj_add_sint (doc, body, "sum", self->sum);
  yyjson_mut_obj_add_str (doc, body, "digest", hex);
  outcome = mado_desk_clerk_save_one (clerk, &wish, error);
  yyjson_mut_doc_free (doc);
  if (outcome != NULL && mado_outcome_is_refused (outcome)) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH, "the batch does not take the file: %s",
                 outcome->refusal->code);
    return FALSE;
  }

  return outcome != NULL;
}

/**
 * mado_payment_transfer_keep:
 * @self: a file without errors
 * @clerk: who made it
 * @order: how
 * @name: what it is called
 * @error: why it could not be kept, or that the batch does not take it
 *
 * The file stays in the profile, and the batch says that it went; no second one is made of it while this one is good.
 * Kept once more it is the same.
 *
 * Returns: whether it may be handed out
 */
gboolean
mado_payment_transfer_keep (const MadoPaymentTransfer *self,
                            const MadoDeskClerk *clerk,
                            const MadoTransferOrder *order,
                            const char *name,
                            GError **error)
{
  g_autofree char *map = name_map (order->pay->id);
  Keeping keeping = {
    .transfer = self,
    .clerk = clerk,
    .hash = self->hash,
    .import = { .map = map,
                .name = (char *) name,
                .hash = self->hash,
                .at = clerk->now,
                .account = (char *) clerk->person.account,
                .n_rows = self->rows->len },
  };

  return (mado_payment_batch_find_transfer (self->batch, order->pay->id) != NULL ||
          tell_batch (self, clerk, order, error)) &&
         mado_desk_do_and_wait (clerk->desk, MADO_DESK_WRITER, keep_work, &keeping, error);
}

/**
 * mado_payment_transfer_find_kept:
 * @clerk: who wants it
 * @batch: a batch
 * @pay: a way to pay
 * @out_bytes: (out) (transfer full) (nullable): the file; %NULL: none was made, or not here
 * @error: why nobody can say
 *
 * Returns: whether the profile could be read
 */
gboolean
mado_payment_transfer_find_kept (
    const MadoDeskClerk *clerk, const MadoPaymentBatch *batch, const char *pay, GBytes **out_bytes, GError **error)
{
  yyjson_val *made = mado_payment_batch_find_transfer (batch, pay);
  Keeping keeping = { .clerk = clerk };

  *out_bytes = NULL;
  if (made == NULL || !mado_hash_from_hex (mado_json_get_text (made, "digest"), &keeping.hash, NULL))
    return TRUE;
  if (!mado_desk_do_and_wait (clerk->desk, MADO_DESK_WRITER, find_work, &keeping, error))
    return FALSE;
  *out_bytes = keeping.found;

  return TRUE;
}
