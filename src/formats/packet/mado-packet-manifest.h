/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-hash.h"
#include "mado-instant.h"
#include "mado-packet-content.h"
#include "mado-signature.h"

G_BEGIN_DECLS

/* What the maker of a packet says is in it, and signs: canonical JSON with the maker's signature. */

#define MADO_PACKET_FORMAT "madoguchi-packet/1"

/* A packet as its ledger knows it. */
typedef struct {
  const char *id; /* of the medium: "P-2026-0012"; the packet's file is named by it */
  const char *ward;
  const char *programme;
  const char *packet;  /* of the programme */
  const char *purpose; /* what it is called */
  const char *to;      /* a receiver */
  const char *created_by;
  MadoInstant created;
} MadoPacketHeading;

/* What it says of one of its files. */
typedef struct {
  const char *name;
  const char *encoding;
  gint64 bytes;
  MadoHash digest;
  gint64 rows;
  gint64 amount;
  gint64 amount_column;
  gboolean has_header;
} MadoPacketListing;

typedef struct _MadoPacketManifest MadoPacketManifest;

gboolean mado_packet_id_is_valid (const char *id);

GBytes *mado_packet_manifest_write (const MadoPacketHeading *heading,
                                    const GPtrArray *items,
                                    const GPtrArray *contents,
                                    const MadoSigningKey *key,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoPacketManifest *mado_packet_manifest_read (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_packet_manifest_free (MadoPacketManifest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPacketManifest, mado_packet_manifest_free)

const MadoPacketHeading *mado_packet_manifest_get_heading (const MadoPacketManifest *self);
const MadoPublicKey *mado_packet_manifest_get_signer (const MadoPacketManifest *self);
gint64 mado_packet_manifest_get_records (const MadoPacketManifest *self);
gint64 mado_packet_manifest_get_amount (const MadoPacketManifest *self);
guint mado_packet_manifest_get_n_files (const MadoPacketManifest *self);
const MadoPacketListing *mado_packet_manifest_get_file (const MadoPacketManifest *self, guint index);
const GPtrArray *mado_packet_manifest_get_items (const MadoPacketManifest *self);

G_END_DECLS
