/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Crosses from the window to the thread that does it, and is its own. */

#include "mado-money-order.h"

/**
 * mado_money_order_new:
 * @batch: what it is about, or %MADO_ID_NONE
 *
 * Returns: (transfer full): an order that says nothing else
 */
MadoMoneyOrder *
mado_money_order_new (MadoId batch)
{
  MadoMoneyOrder *self = g_atomic_rc_box_new0 (MadoMoneyOrder);

  self->batch = batch;
  self->row = MADO_ID_NONE;
  self->day = MADO_DATE_NONE;

  return self;
}

/**
 * mado_money_order_ref:
 * @self: an order
 *
 * Returns: (transfer full): the same
 */
MadoMoneyOrder *
mado_money_order_ref (MadoMoneyOrder *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  MadoMoneyOrder *self = data;

  g_free (self->packet);
  g_free (self->kind);
  g_free (self->reason);
  g_free (self->digest);
  g_free (self->signer);
  g_clear_pointer (&self->password, mado_secret_free);
  g_clear_pointer (&self->own, mado_secret_free);
  g_free (self->path);
  g_clear_pointer (&self->typed, g_ptr_array_unref);
  g_free (self->pay);
  for (guint i = 0; i < MADO_PAYER_N_PARTS; i++)
    g_free (self->payer[i]);
  g_free (self->right);
  g_free (self->programme);
  g_free (self->file);
  g_free (self->receipt);
  g_free (self->cause);
  g_free (self->entry);
}

/**
 * mado_money_order_unref:
 * @self: (transfer full): an order
 */
void
mado_money_order_unref (MadoMoneyOrder *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static void
free_typed (gpointer data)
{
  MadoTypedResult *typed = data;

  g_free (typed->receipt);
  g_free (typed->word);
  g_free (typed->reason);
  g_free (typed->day);
  g_free (typed);
}

/**
 * mado_money_order_type:
 * @self: an order
 * @receipt: of a case
 * @word: what became of it, as the packet says it
 * @reason: why, or ""
 * @day: ISO, or ""
 */
void
mado_money_order_type (MadoMoneyOrder *self, const char *receipt, const char *word, const char *reason, const char *day)
{
  MadoTypedResult *typed = g_new0 (MadoTypedResult, 1);

  *typed = (MadoTypedResult) { g_strdup (receipt), g_strdup (word), g_strdup (reason), g_strdup (day) };
  if (self->typed == NULL)
    self->typed = g_ptr_array_new_with_free_func (free_typed);
  g_ptr_array_add (self->typed, typed);
}
