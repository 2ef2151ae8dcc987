/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-handover-statement.h"
#include "mado-packet-opening.h"

G_BEGIN_DECLS

/* What a receiver who has no program signs: that he has the packet, whole, and what he found in it. Its facts are those
 * of the hand-over's entry of reception. */

#define MADO_RECEIPT_MAX_SIZE (16 * 1024)

typedef struct {
  char *packet_id;
  MadoHash digest; /* of the archive that he had */
  gint64 records;
  gint64 amount;
  char *receiver;
  char *received_by;
  MadoInstant received;
  MadoPublicKey signer;
} MadoReceipt;

GBytes *mado_receipt_write (const MadoOpenedPacket *packet,
                            const char *received_by,
                            MadoInstant now,
                            const MadoSigningKey *key,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoReceipt *mado_receipt_read (GBytes *text, const GArray *receivers, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_receipt_free (MadoReceipt *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoReceipt, mado_receipt_free)

G_END_DECLS
