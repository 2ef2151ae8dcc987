/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-packet-manifest.h"
#include "mado-secret.h"

G_BEGIN_DECLS

/* Whoever opens a packet. */
typedef struct {
  const MadoSecret *password;
  const GArray *makers; /* (element-type MadoPublicKey): whose packets are taken */
  const char *receiver; /* (nullable): who opens it; %NULL: whoever it is for, as its maker looks at it */
} MadoPacketOpening;

/* A packet of which all has been checked. */
typedef struct {
  MadoPacketManifest *manifest;
  GPtrArray *contents; /* (element-type MadoPacketContent): with the manifest */
  MadoHash digest;     /* of the archive */
} MadoOpenedPacket;

MadoOpenedPacket *mado_packet_open (GBytes *archive,
                                    const MadoPacketOpening *opening,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_opened_packet_free (MadoOpenedPacket *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoOpenedPacket, mado_opened_packet_free)

gboolean mado_packet_check_signer (const MadoPublicKey *signer, const GArray *known, GError **error);

G_END_DECLS
