/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a packet, a manifest, a receipt and a ledger: what comes out of an archive is named neutrally and
 * no larger than allowed, and nobody's signature is taken for a stranger's. */

#include <stdint.h>
#include <string.h>

#include "mado-ledger-check.h"
#include "mado-packet-archive.h"
#include "mado-packet-error.h"
#include "mado-packet-manifest.h"
#include "mado-packet-receipt.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
open_archive (GBytes *bytes)
{
  static const char text[] = "23456789ABCDEFGHJKLMNPQR";
  g_autoptr (MadoSecret) password = mado_secret_new (strlen (text));
  g_autoptr (GError) error = NULL;

  memcpy (mado_secret_get_bytes (password), text, strlen (text));

  g_autoptr (GPtrArray) contents = mado_packet_archive_read (bytes, password, &error);
  gsize total = 0;

  g_assert_true ((contents == NULL) == (error != NULL));
  for (guint i = 0; contents != NULL && i < contents->len; i++) {
    MadoPacketContent *content = g_ptr_array_index (contents, i);
    gint64 rows, amount;

    g_assert_true (mado_packet_name_is_neutral (content->name));
    total += g_bytes_get_size (content->bytes);
    content->amount_column = 1;
    if (!mado_packet_content_count (content, &rows, &amount, NULL))
      continue;
    g_assert_cmpint (rows, >=, 0);
    g_assert_cmpint (amount, >=, 0);
  }
  g_assert_cmpuint (total, <=, MADO_PACKET_MAX_SIZE);
}

static void
read_papers (GBytes *bytes)
{
  g_autoptr (GArray) nobody = g_array_new (FALSE, FALSE, sizeof (MadoPublicKey));
  g_autoptr (GError) error = NULL, refusal = NULL;
  g_autoptr (MadoPacketManifest) manifest = mado_packet_manifest_read (bytes, &error);

  g_assert_true ((manifest == NULL) == (error != NULL));
  if (manifest != NULL)
    g_assert_true (mado_packet_id_is_valid (mado_packet_manifest_get_heading (manifest)->id));
  g_assert_null (mado_receipt_read (bytes, nobody, &refusal));
  g_assert_nonnull (refusal);
}

/* Where nobody's signature counts, no ledger is proven. */
static void
check_ledger (GBytes *bytes)
{
  g_autoptr (GArray) nobody = g_array_new (FALSE, FALSE, sizeof (MadoPublicKey));
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (GError) error = NULL;
  MadoLedgerFound found;

  if (mado_ledger_check (bytes, nobody, NULL, &found, findings, &error))
    g_assert_true (mado_findings_have_errors (findings));
  else
    g_assert_nonnull (error);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  open_archive (bytes);
  read_papers (bytes);
  check_ledger (bytes);

  return 0;
}
