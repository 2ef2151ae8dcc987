/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-blob-errand.h"
#include "mado-database.h"

G_BEGIN_DECLS

/* What was attached here, sent to the service part by part, each when the service has taken the operation that names
 * it. On the thread of the replica. */
typedef struct _MadoBlobSend MadoBlobSend;

MadoBlobSend *mado_blob_send_new (MadoDatabase *database, const MadoBlobWay *way) G_GNUC_WARN_UNUSED_RESULT;
void mado_blob_send_free (MadoBlobSend *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoBlobSend, mado_blob_send_free)

void mado_blob_send_go_on (MadoBlobSend *self, gint64 epoch);
gboolean mado_blob_send_hear (MadoBlobSend *self, guint64 ticket, const MadoResponse *answer);
void mado_blob_send_rest (MadoBlobSend *self);
MadoInstant mado_blob_send_get_next_wake (const MadoBlobSend *self);

G_END_DECLS
