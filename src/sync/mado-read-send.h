/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-blob-errand.h"
#include "mado-database.h"
#include "mado-reads.h"

G_BEGIN_DECLS

/* What was looked at here, told to the service, and forgotten here once it is there. On the thread of the replica. */
typedef struct _MadoReadSend MadoReadSend;

MadoReadSend *mado_read_send_new (MadoDatabase *database, const MadoBlobWay *way) G_GNUC_WARN_UNUSED_RESULT;
void mado_read_send_free (MadoReadSend *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoReadSend, mado_read_send_free)

void mado_read_send_go_on (MadoReadSend *self);
gboolean mado_read_send_hear (MadoReadSend *self, guint64 ticket, const MadoResponse *answer);
void mado_read_send_rest (MadoReadSend *self);
MadoInstant mado_read_send_get_next_wake (const MadoReadSend *self);

MadoReadsRequest *mado_read_send_gather (MadoDatabase *database,
                                         const GPtrArray *readings,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
