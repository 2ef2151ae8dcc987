/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Not made anew: what goes out is what was kept, byte for byte, of which the batch has the digest. */

#include "mado-transfer-packet.h"

#include "mado-packet-error.h"
#include "mado-payment-transfer.h"

/* Whom the file pays, or has paid by now. */
static GArray *
list_cases (const MadoPaymentBatch *batch, const char *pay)
{
  GArray *cases = g_array_new (FALSE, FALSE, sizeof (MadoId));

  for (guint i = 0; i < batch->rows->len; i++) {
    const MadoPaymentRow *row = g_ptr_array_index (batch->rows, i);

    if (row->pay == NULL || g_strcmp0 (row->pay->id, pay) == 0)
      g_array_append_val (cases, row->id);
  }

  return cases;
}

/* Counted again out of the bytes: the entry in the ledger says what the file does. */
static MadoPacketContent *
create_content (GBytes *bytes, GError **error)
{
  g_autoptr (MadoPacketContent) content = mado_packet_content_new (MADO_PACKET_BANK_FILE_NAME, bytes);

  content->encoding = MADO_PACKET_ENCODING_ZENGIN;
  content->amount_column = MADO_PACKET_BANK_FILE_AMOUNT;

  return mado_packet_content_count (content, &content->rows, &content->amount, error) ? g_steal_pointer (&content)
                                                                                      : NULL;
}

static MadoChosenCases *
choose (const MadoPaymentBatch *batch, const char *pay, GBytes *bytes, GError **error)
{
  MadoPacketContent *content = create_content (bytes, error);
  MadoChosenCases *chosen;

  if (content == NULL)
    return NULL;
  chosen = g_new0 (MadoChosenCases, 1);
  chosen->packet = batch->packet;
  chosen->purpose = MADO_TRANSFER_PURPOSE;
  chosen->content = content;
  chosen->cases = list_cases (batch, pay);

  return chosen;
}

/**
 * mado_transfer_packet_gather:
 * @desk: the profile in which the file was kept
 * @choice: a #MadoTransferChoice
 * @now: when
 * @error: %MADO_PACKET_ERROR_MISSING: it was not made, or elsewhere; or why it cannot be read
 *
 * A #MadoMakingSource.
 *
 * Returns: (transfer full) (nullable): the file, and whose payments are in it
 */
MadoChosenCases *
mado_transfer_packet_gather (MadoDesk *desk, gconstpointer choice, MadoInstant now, GError **error)
{
  const MadoTransferChoice *wanted = choice;
  g_autoptr (MadoPaymentClerk) clerk = mado_payment_clerk_new (desk, now, error);
  g_autoptr (MadoPaymentBatch) batch = clerk != NULL ? mado_payment_batch_load (clerk, wanted->batch, error) : NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (batch == NULL || !mado_payment_transfer_find_kept (clerk, batch, wanted->pay, &bytes, error))
    return NULL;
  if (bytes != NULL)
    return choose (batch, wanted->pay, bytes, error);
  g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_MISSING,
                       "the file for the bank was not made in this profile");

  return NULL;
}
