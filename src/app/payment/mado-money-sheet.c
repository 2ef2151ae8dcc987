/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each part points at those before it: they go in the other order. */

#include "mado-money-sheet.h"

/**
 * mado_money_sheet_new:
 * @desk: whose profile
 * @error: why the programme's rules cannot be run
 *
 * Returns: (transfer full) (nullable): an empty table
 */
MadoMoneySheet *
mado_money_sheet_new (MadoDesk *desk, GError **error)
{
  MadoDeskClerk *clerk = mado_desk_clerk_new (desk, mado_instant_now (), error);
  MadoMoneySheet *self;

  if (clerk == NULL)
    return NULL;
  self = g_atomic_rc_box_new0 (MadoMoneySheet);
  self->clerk = clerk;

  return self;
}

/**
 * mado_money_sheet_ref:
 * @self: a sheet
 *
 * Returns: (transfer full): the same
 */
MadoMoneySheet *
mado_money_sheet_ref (MadoMoneySheet *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_transfer (MadoMoneySheet *self)
{
  g_clear_pointer (&self->transfer, mado_payment_transfer_free);
  g_clear_pointer (&self->order, mado_money_order_unref);
  g_clear_pointer (&self->kept, g_bytes_unref);
  g_clear_pointer (&self->paper, g_bytes_unref);
}

static void
clear (gpointer data)
{
  MadoMoneySheet *self = data;

  clear_transfer (self);
  g_clear_pointer (&self->answer, mado_payment_answer_free);
  g_clear_pointer (&self->batch, mado_payment_batch_free);
  g_clear_pointer (&self->plan, mado_payment_plan_free);
  g_clear_pointer (&self->earlier, mado_earlier_list_free);
  g_clear_pointer (&self->recorded, g_ptr_array_unref);
  g_clear_pointer (&self->clerk, mado_desk_clerk_free);
  g_clear_pointer (&self->key, mado_signing_key_free);
  for (guint i = 0; i < MADO_PAYER_N_PARTS; i++)
    g_free (self->payer[i]);
}

/**
 * mado_money_sheet_unref:
 * @self: (transfer full): a sheet
 */
void
mado_money_sheet_unref (MadoMoneySheet *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * mado_money_sheet_take_batch:
 * @self: a sheet
 * @batch: (transfer full): what is worked on from now on; answers and files of another go
 */
void
mado_money_sheet_take_batch (MadoMoneySheet *self, MadoPaymentBatch *batch)
{
  clear_transfer (self);
  g_clear_pointer (&self->answer, mado_payment_answer_free);
  g_clear_pointer (&self->batch, mado_payment_batch_free);
  self->batch = batch;
}

/**
 * mado_money_sheet_take_answer:
 * @self: a sheet with a batch
 * @answer: (transfer full): what came back for it
 */
void
mado_money_sheet_take_answer (MadoMoneySheet *self, MadoPaymentAnswer *answer)
{
  g_clear_pointer (&self->answer, mado_payment_answer_free);
  self->answer = answer;
}

/**
 * mado_money_sheet_take_key:
 * @self: a sheet
 * @key: (transfer full) (nullable): with which the next act is signed
 */
void
mado_money_sheet_take_key (MadoMoneySheet *self, MadoSigningKey *key)
{
  self->clerk->key = key;
  g_clear_pointer (&self->key, mado_signing_key_free);
  self->key = key;
}
