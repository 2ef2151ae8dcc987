/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Gathers a batch out of the cases that are in it, adds it up anew, and tells what has changed since. */

#include "mado-payment-batch.h"

#include <string.h>

#include "mado-base-error.h"
#include "mado-batch-row.h"
#include "mado-batch-transfer.h"
#include "mado-batch.h"
#include "mado-case-right.h"
#include "mado-json-member.h"
#include "mado-payment-way.h"
#include "mado-row.h"

static void
free_row (gpointer data)
{
  MadoPaymentRow *self = data;

  mado_entity_unref (self->entity);
  g_clear_pointer (&self->changed, g_ptr_array_unref);
  g_free (self);
}

/**
 * mado_payment_batch_new:
 * @entity: a batch
 * @programme: its programme; must outlive it
 *
 * Returns: (transfer full): the batch, without rows
 */
MadoPaymentBatch *
mado_payment_batch_new (MadoEntity *entity, const MadoProgramme *programme)
{
  MadoPaymentBatch *self = g_new0 (MadoPaymentBatch, 1);

  self->entity = mado_entity_ref (entity);
  self->programme = programme;
  self->packet = mado_section_find (programme->packets, mado_json_get_text (mado_entity_get_body (entity), "packet"));
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->held = g_ptr_array_new_with_free_func (free_row);
  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);

  return self;
}

/**
 * mado_payment_batch_free:
 * @self: (nullable) (transfer full): a batch
 */
void
mado_payment_batch_free (MadoPaymentBatch *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->held);
  g_ptr_array_unref (self->people);
  mado_entity_unref (self->entity);
  g_free (self);
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* Of what is on its way; where the service has not answered yet, of what will be. */
static gint64
sum_rights (const MadoEntity *entity)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (entity), "rights"));
  gint64 sum = 0;

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter)) {
    static const char *const counted[] = { MADO_RIGHT_CLAIMED, MADO_RIGHT_ORDERED, MADO_RIGHT_FAILED, MADO_RIGHT_PAID,
                                           NULL };

    if (g_strv_contains (counted, mado_json_get_text (right, "state")))
      sum += mado_json_get_number (right, "amount");
  }

  return sum;
}

static void
compare_items (MadoPaymentRow *row, const MadoPaymentBatch *batch)
{
  yyjson_val *now = yyjson_obj_get (mado_entity_get_body (row->entity), "items");

  for (guint i = 0; row->items != NULL && batch->packet != NULL && i < batch->packet->items->len; i++) {
    const char *id = g_ptr_array_index (batch->packet->items, i);
    yyjson_val *a = yyjson_obj_get (row->items, id), *b = yyjson_obj_get (now, id);
    MadoItem *item = mado_section_find (batch->programme->items, id);

    if (item == NULL || (a == NULL && b == NULL) || (a != NULL && b != NULL && yyjson_equals (a, b)))
      continue;
    if (row->changed == NULL)
      row->changed = g_ptr_array_new ();
    g_ptr_array_add (row->changed, item);
  }
}

/**
 * mado_payment_batch_add:
 * @self: a batch
 * @judge: of its programme
 * @entity: a case that is in it
 * @today: the day
 * @error: where to put why the rules could not be run
 *
 * Returns: whether it was added
 */
gboolean
mado_payment_batch_add (MadoPaymentBatch *self, MadoJudge *judge, MadoEntity *entity, MadoDate today, GError **error)
{
  yyjson_val *body = mado_entity_get_body (entity), *mine = yyjson_obj_get (body, "batch");
  const MadoJudgement *judgement = mado_judge_case (judge, body, mado_entity_get_state (entity), today, error);
  MadoPaymentRow *row;

  if (judgement == NULL)
    return FALSE;
  row = g_new0 (MadoPaymentRow, 1);
  row->entity = mado_entity_ref (entity);
  row->id = mado_entity_get_id (entity);
  row->items = yyjson_obj_get (mine, "items");
  row->amount = row->items != NULL ? mado_json_get_number (mine, "amount") : sum_rights (entity);
  row->pay = mado_payment_find_way (self->programme, judgement, mado_entity_get_state (entity));
  compare_items (row, self);
  self->sum += row->amount;
  g_ptr_array_add (self->rows, row);

  return TRUE;
}

/**
 * mado_payment_batch_add_held:
 * @self: a batch
 * @entity: a case that left it after it was frozen
 *
 * It is paid with none of its files; what was frozen stands beside what the case says now.
 */
void
mado_payment_batch_add_held (MadoPaymentBatch *self, MadoEntity *entity)
{
  yyjson_val *frozen = yyjson_obj_get (mado_entity_get_body (entity), MADO_BATCH_HELD);
  MadoPaymentRow *row = g_new0 (MadoPaymentRow, 1);

  row->entity = mado_entity_ref (entity);
  row->id = mado_entity_get_id (entity);
  row->items = yyjson_obj_get (frozen, "items");
  row->amount = mado_json_get_number (frozen, "amount");
  compare_items (row, self);
  g_ptr_array_add (self->held, row);
}

static gint
compare_rows (gconstpointer a, gconstpointer b)
{
  return mado_id_compare (((const MadoPaymentRow *) a)->id, ((const MadoPaymentRow *) b)->id);
}

/**
 * mado_payment_batch_sort:
 * @self: a batch to which all its cases were added
 *
 * Puts them in the order that every file of the batch has.
 */
void
mado_payment_batch_sort (MadoPaymentBatch *self)
{
  g_ptr_array_sort_values (self->rows, compare_rows);
  g_ptr_array_sort_values (self->held, compare_rows);
}

/**
 * mado_payment_row_get_receipt:
 * @self: a row
 *
 * Returns: (transfer none): the number of its application
 */
const char *
mado_payment_row_get_receipt (const MadoPaymentRow *self)
{
  return mado_json_get_text (mado_entity_get_body (self->entity), "receipt");
}

/**
 * mado_payment_row_is_on_its_way:
 * @self: a row
 *
 * Returns: whether a payment of it is ordered and neither paid nor failed
 */
gboolean
mado_payment_row_is_on_its_way (const MadoPaymentRow *self)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (self->entity), "rights"));

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (right, "state"), MADO_RIGHT_ORDERED) == 0)
      return TRUE;

  return FALSE;
}

/**
 * mado_payment_has_open_deficiency:
 * @entity: a case
 *
 * Returns: whether something of it is not settled
 */
gboolean
mado_payment_has_open_deficiency (const MadoEntity *entity)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (entity), "deficiencies"));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (yyjson_obj_get (one, "closed") == NULL)
      return TRUE;

  return FALSE;
}

/* --- from a profile ---------------------------------------------------------------------------------------------- */

typedef struct {
  const MadoDeskClerk *clerk;
  MadoId id;
  MadoPaymentBatch *batch;
  GPtrArray *batches;
} Loading;

static gboolean
is_of (const Loading *self, const MadoEntity *entity, const char *member)
{
  yyjson_val *mine = yyjson_obj_get (mado_entity_get_body (entity), member);

  return mine != NULL && mado_id_compare (mado_json_get_id (mine, "id"), self->id) == 0;
}

static gboolean
take_case (gpointer user_data, MadoEntity *entity, GError **error)
{
  const Loading *self = user_data;

  if (is_of (self, entity, MADO_BATCH_HELD))
    mado_payment_batch_add_held (self->batch, entity);
  if (!is_of (self, entity, "batch"))
    return TRUE;

  return mado_payment_batch_add (self->batch, self->clerk->judge, entity,
                                 mado_instant_get_japanese_day (self->clerk->now), error);
}

static gboolean
take_entity (gpointer user_data, MadoEntity *entity, G_GNUC_UNUSED GError **error)
{
  g_ptr_array_add (user_data, mado_entity_ref (entity));

  return TRUE;
}

static gboolean
read_batch (MadoDatabase *database, gpointer request, GError **error)
{
  Loading *self = request;
  g_auto (MadoRow) row = { 0 };

  if (!mado_row_find (database, self->id, &row, error))
    return FALSE;
  if (row.entity == NULL || strcmp (mado_entity_get_kind (row.entity), "batch") != 0) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "there is no such batch");
    return FALSE;
  }
  self->batch = mado_payment_batch_new (row.entity, self->clerk->programme);
  if (!mado_desk_visit (database, "case", NULL, take_case, self, error) ||
      !mado_desk_visit (database, "person", NULL, take_entity, self->batch->people, error))
    return FALSE;
  mado_payment_batch_sort (self->batch);

  return TRUE;
}

/**
 * mado_payment_batch_load:
 * @clerk: who wants to know
 * @id: a batch
 * @error: that there is none of that id, or why nobody can say
 *
 * Returns: (transfer full) (nullable): the batch as the profile has it
 */
MadoPaymentBatch *
mado_payment_batch_load (const MadoDeskClerk *clerk, MadoId id, GError **error)
{
  Loading loading = { .clerk = clerk, .id = id };

  if (!mado_desk_clerk_read (clerk, read_batch, &loading, error))
    g_clear_pointer (&loading.batch, mado_payment_batch_free);

  return loading.batch;
}

static gboolean
read_batches (MadoDatabase *database, gpointer request, GError **error)
{
  return mado_desk_visit (database, "batch", NULL, take_entity, request, error);
}

/**
 * mado_payment_batch_list:
 * @clerk: who wants to know
 * @error: why nobody can say
 *
 * Returns: (transfer full) (nullable) (element-type MadoEntity): all batches of the profile, by state
 */
GPtrArray *
mado_payment_batch_list (const MadoDeskClerk *clerk, GError **error)
{
  g_autoptr (GPtrArray) batches = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);

  return mado_desk_clerk_read (clerk, read_batches, batches, error) ? g_steal_pointer (&batches) : NULL;
}

/* --- what it comes to -------------------------------------------------------------------------------------------- */

/**
 * mado_payment_batch_get_state:
 * @self: a batch
 *
 * Returns: (transfer none): "open", "frozen", "approved"
 */
const char *
mado_payment_batch_get_state (const MadoPaymentBatch *self)
{
  return mado_entity_get_state (self->entity);
}

static gboolean
add_row (const MadoPaymentBatch *self, const MadoPaymentRow *row, MadoHash *digest)
{
  yyjson_mut_doc *doc;

  if (row->items == NULL || self->packet == NULL)
    return FALSE;
  doc = yyjson_mut_doc_new (NULL);
  *digest = mado_batch_add_hashes (
      *digest, mado_batch_hash_row (row->id, row->amount, self->packet, yyjson_val_mut_copy (doc, row->items)));
  yyjson_mut_doc_free (doc);

  return TRUE;
}

static gboolean
get_digest (yyjson_val *figures, MadoHash *out_digest)
{
  *out_digest = (MadoHash) { 0 };

  return figures == NULL || mado_hash_from_hex (mado_json_get_text (figures, "digest"), out_digest, NULL);
}

/**
 * mado_payment_batch_compare:
 * @self: a batch
 *
 * Adds up what its cases said when they joined: how many, how much, and the digest. Whose payment was held after it was
 * frozen counts in its figures and is told apart there.
 *
 * Returns: whether that is what the batch says of itself
 */
MadoPaymentFigures
mado_payment_batch_compare (const MadoPaymentBatch *self)
{
  yyjson_val *body = mado_entity_get_body (self->entity), *left = yyjson_obj_get (body, "left");
  gint64 count = mado_json_get_number (body, "count") - mado_json_get_number (left, "count");
  gint64 sum = mado_json_get_number (body, "sum") - mado_json_get_number (left, "sum");
  MadoHash digest = { { 0 } }, whole, held;

  if (mado_entity_is_cut (self->entity) || !get_digest (body, &whole) || !get_digest (left, &held))
    return MADO_PAYMENT_FIGURES_UNKNOWN;
  for (guint i = 0; i < self->rows->len; i++)
    if (!add_row (self, g_ptr_array_index (self->rows, i), &digest))
      return MADO_PAYMENT_FIGURES_UNKNOWN;
  digest = mado_batch_add_hashes (digest, held);
  if (self->rows->len < count && strcmp (mado_payment_batch_get_state (self), MADO_BATCH_APPROVED) == 0)
    return MADO_PAYMENT_FIGURES_UNKNOWN; /* what came back and was ordered again is in another batch by now */

  return self->rows->len == count && self->sum == sum && mado_hash_equals (&digest, &whole)
             ? MADO_PAYMENT_FIGURES_EQUAL
             : MADO_PAYMENT_FIGURES_OTHER;
}

/**
 * mado_payment_batch_find_account:
 * @self: a batch
 *
 * Returns: (transfer none) (nullable): the account that it pays to, where it pays to accounts
 */
const MadoItem *
mado_payment_batch_find_account (const MadoPaymentBatch *self)
{
  for (guint i = 0; self->packet != NULL && i < self->packet->items->len; i++) {
    const MadoItem *item = mado_section_find (self->programme->items, g_ptr_array_index (self->packet->items, i));

    if (item != NULL && strcmp (item->type, "account") == 0)
      return item;
  }

  return NULL;
}

/**
 * mado_payment_batch_find_transfer:
 * @self: a batch
 * @pay: a way to pay
 *
 * Returns: (transfer none) (nullable): what went to the bank that way, and is good
 */
yyjson_val *
mado_payment_batch_find_transfer (const MadoPaymentBatch *self, const char *pay)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (self->entity), "transfers"));

  for (yyjson_val *transfer = yyjson_arr_iter_next (&iter); transfer != NULL; transfer = yyjson_arr_iter_next (&iter))
    if (yyjson_obj_get (transfer, "void") == NULL && strcmp (mado_json_get_text (transfer, "pay"), pay) == 0)
      return transfer;

  return NULL;
}
