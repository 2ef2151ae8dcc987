/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-handover-making.h"

G_BEGIN_DECLS

/* What a print shop needs to print a run of letters: of each letter that goes out one row, with the items that a packet
 * of the programme lets the shop have, in the order of packing. */
typedef struct {
  const char *packet;
  MadoId run;
  const char *number;     /* (nullable): by which people call the run, in the place of its id */
  MadoFindings *findings; /* takes what is odd in the cases */
} MadoLetterPacketChoice;

gboolean mado_letter_packet_is_for (const MadoPacket *packet, const MadoLetter *letter);
MadoChosenCases *mado_letter_packet_gather (MadoDesk *desk, gconstpointer choice, MadoInstant now, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
