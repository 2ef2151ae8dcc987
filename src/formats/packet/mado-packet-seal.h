/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-packet-manifest.h"
#include "mado-packet-table.h"
#include "mado-secret.h"

G_BEGIN_DECLS

/* A packet as it lies on the medium, and what its ledger entry says of it. */
typedef struct {
  GBytes *archive;
  MadoHash digest; /* of the archive */
  gint64 records;
  gint64 amount;
} MadoSealedPacket;

/* Who makes it, and of what ward and programme. */
typedef struct {
  const char *id; /* of the medium: "P-2026-0012" */
  const char *maker;
  const char *purpose; /* (nullable): what it is for; %NULL: what the programme calls the packet */
  MadoInstant now;
  const MadoSigningKey *key;
  const MadoSecret *password;
} MadoPacketSealing;

MadoSealedPacket *mado_packet_seal (const MadoProgramme *programme,
                                    const MadoPacket *packet,
                                    const GPtrArray *contents,
                                    const MadoPacketSealing *sealing,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_sealed_packet_free (MadoSealedPacket *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSealedPacket, mado_sealed_packet_free)

G_END_DECLS
