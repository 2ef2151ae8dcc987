/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-session.h"

G_BEGIN_DECLS

/* Which cases a packet may be made of: all that it is meant for, those of a work list, of a batch, of a run of letters.
 */
typedef struct {
  char *name;  /* for a list */
  char *queue; /* (nullable) */
  MadoId batch;
  MadoId run;
} MadoPacketSource;

/* What of a profile packets are made of, the youngest first. */
typedef struct {
  GPtrArray *batches; /* (element-type MadoEntity) */
  GPtrArray *runs;    /* (element-type MadoEntity): of letters, approved and not gone out */
} MadoPacketStock;

void mado_packet_stock_free (MadoPacketStock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPacketStock, mado_packet_stock_free)

void mado_packet_stock_load_async (GObject *source, MadoSession *session, GAsyncReadyCallback callback);
MadoPacketStock *mado_packet_stock_load_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *mado_packet_sources_list (const MadoPacketStock *stock,
                                     const MadoProgramme *programme,
                                     const MadoPacket *packet,
                                     MadoId only) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
