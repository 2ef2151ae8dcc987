/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-handover-making.h"

G_BEGIN_DECLS

/* 全銀: the file that was made of a batch, on its way to whoever gets what the batch was planned for. It leaves as a
 * hand-over packet like all else: encrypted, read back, with its entry in the media ledger. */
typedef struct {
  MadoId batch;
  const char *pay; /* the way to pay */
} MadoTransferChoice;

#define MADO_TRANSFER_PURPOSE "振込データ（全銀形式）"

MadoChosenCases *mado_transfer_packet_gather (MadoDesk *desk, gconstpointer choice, MadoInstant now, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
