/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What fetching and sending attachments have in common. */

#include "mado-blob-errand.h"

/**
 * mado_blob_errand_make_target:
 * @self: an errand
 * @hash: of an attachment
 * @number: what follows it: a part, or its size; -1: nothing
 *
 * Returns: (transfer full): what a request aims at
 */
char *
mado_blob_errand_make_target (const MadoBlobErrand *self, const MadoHash *hash, gint64 number)
{
  g_autofree char *hex = mado_hash_to_hex (hash);

  return number < 0 ? g_strdup_printf ("%sblob/%s", self->way->stream, hex)
                    : g_strdup_printf ("%sblob/%s/%" G_GINT64_FORMAT, self->way->stream, hex, number);
}

/**
 * mado_blob_errand_ask:
 * @self: an errand that is free
 * @message: (transfer full): what is asked
 */
void
mado_blob_errand_ask (MadoBlobErrand *self, MadoMessage *message)
{
  message->token = g_strdup (self->way->token);
  self->retry_at = MADO_INSTANT_NONE;
  self->ticket = mado_courier_send (self->way->courier, message, self->way->answered, self->way->user_data);
}

/**
 * mado_blob_errand_is_free:
 * @self: an errand
 *
 * Returns: whether the next request may go
 */
gboolean
mado_blob_errand_is_free (const MadoBlobErrand *self)
{
  return self->ticket == 0 &&
         (!mado_instant_is_valid (self->retry_at) || self->retry_at.microseconds <= g_get_monotonic_time ());
}

/**
 * mado_blob_errand_take:
 * @self: an errand
 * @ticket: of a message that is over
 *
 * Returns: whether that was its request; nothing is under way then
 */
gboolean
mado_blob_errand_take (MadoBlobErrand *self, guint64 ticket)
{
  if (self->ticket != ticket)
    return FALSE;
  self->ticket = 0;

  return TRUE;
}

/**
 * mado_blob_errand_drop:
 * @self: an errand; whatever comes of its request is not wanted any more
 */
void
mado_blob_errand_drop (MadoBlobErrand *self)
{
  if (self->ticket != 0)
    mado_courier_cancel (self->way->courier, self->ticket);
  self->ticket = 0;
  mado_blob_errand_succeed (self);
}

/**
 * mado_blob_errand_fail:
 * @self: an errand whose request came to nothing: the next waits
 */
void
mado_blob_errand_fail (MadoBlobErrand *self)
{
  self->retry_at.microseconds = g_get_monotonic_time () + mado_backoff_fail (&self->backoff, g_random_int ());
}

/**
 * mado_blob_errand_succeed:
 * @self: an errand whose request was answered: the next need not wait
 */
void
mado_blob_errand_succeed (MadoBlobErrand *self)
{
  self->backoff = (MadoBackoff) { 0 };
  self->retry_at = MADO_INSTANT_NONE;
}
