/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-ledger.h"

G_BEGIN_DECLS

/* Makes a packet: what goes to whom, on which medium, and where the notice of its password goes. */
#define MADO_TYPE_PACKET_DIALOG (mado_packet_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoPacketDialog, mado_packet_dialog, MADO, PACKET_DIALOG, AdwDialog)

gboolean mado_packet_dialog_is_for (MadoSession *session);
gboolean mado_packet_dialog_makes (MadoSession *session, const MadoPacket *packet);
AdwDialog *mado_packet_dialog_new (MadoLedger *ledger) G_GNUC_WARN_UNUSED_RESULT;
AdwDialog *mado_packet_dialog_new_for_batch (MadoLedger *ledger,
                                             const char *packet,
                                             MadoId batch) G_GNUC_WARN_UNUSED_RESULT;
AdwDialog *mado_packet_dialog_new_for_file (MadoLedger *ledger, const char *packet, MadoId batch, const char *pay)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
