/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Not made anew: what goes out is what was kept, byte for byte, of which the batch has the digest. */

#include "mado-transfer-packet.h"

#include "mado-packet-error.h"
#include "mado-payment-transfer.h"
#include "mado-zengin-reader.h"

#define KEY_AT 91 /* of a payment: both customer codes */

/* Returns: (transfer full) (element-type utf8): by which the bank answers for each payment of the file */
static GHashTable *
read_keys (GBytes *bytes)
{
  g_autoptr (MadoFindings) findings = mado_findings_new (); /* ignored: it was read when it was kept, and is counted */
  g_autoptr (MadoZenginFile) file = mado_zengin_read (bytes, mado_bank_profile_get_default (), findings);
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < file->groups->len; i++) {
    const MadoZenginGroup *group = g_ptr_array_index (file->groups, i);

    for (guint j = 0; j < group->payments->len; j++) {
      const char *row = (const char *) mado_zengin_group_get_payment (group, j)->bytes;
      char *key = g_strndup (row + KEY_AT, MADO_PAYMENT_KEY_SIZE - 1);

      g_hash_table_add (keys, key);
    }
  }

  return keys;
}

/* Whom the file pays, wherever each has got to since; what else the batch has is paid in another way. */
static GArray *
list_cases (const MadoPaymentBatch *batch, GBytes *bytes)
{
  g_autoptr (GHashTable) keys = read_keys (bytes);
  GArray *cases = g_array_new (FALSE, FALSE, sizeof (MadoId));

  for (guint i = 0; i < batch->rows->len; i++) {
    const MadoPaymentRow *row = g_ptr_array_index (batch->rows, i);
    char key[MADO_PAYMENT_KEY_SIZE];

    mado_payment_row_get_key (row, batch, key);
    if (g_hash_table_contains (keys, key))
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
choose (const MadoPaymentBatch *batch, GBytes *bytes, GError **error)
{
  MadoPacketContent *content = create_content (bytes, error);
  MadoChosenCases *chosen;

  if (content == NULL)
    return NULL;
  chosen = g_new0 (MadoChosenCases, 1);
  chosen->packet = batch->packet;
  chosen->purpose = MADO_TRANSFER_PURPOSE;
  chosen->content = content;
  chosen->cases = list_cases (batch, bytes);

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
  g_autoptr (MadoDeskClerk) clerk = mado_desk_clerk_new (desk, now, error);
  g_autoptr (MadoPaymentBatch) batch = clerk != NULL ? mado_payment_batch_load (clerk, wanted->batch, error) : NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (batch == NULL || !mado_payment_transfer_find_kept (clerk, batch, wanted->pay, &bytes, error))
    return NULL;
  if (bytes != NULL)
    return choose (batch, bytes, error);
  g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_MISSING,
                       "the file for the bank was not made in this profile");

  return NULL;
}
