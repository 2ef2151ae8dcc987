/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-log-header.h"

G_BEGIN_DECLS

/* POST /v1/s/WARD/PROGRAMME/history: who did what with an entity, newest first: the headers of its entries in the log,
 * which a terminal that loaded rows alone never had. */

#define MADO_HISTORY_MAX_ENTRIES 100

typedef struct {
  MadoId entity;
  gint64 before; /* seq: entries before it; 0: from the newest on */
} MadoHistoryRequest;

typedef struct {
  GPtrArray *headers; /* (element-type GBytes): canonical JSON (mado-log-header.h) */
  gint64 before;      /* where to go on; 0: this was all */
} MadoHistoryReply;

GBytes *mado_history_request_write (const MadoHistoryRequest *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_history_request_read (GBytes *text, MadoHistoryRequest *out_request, GError **error);

MadoHistoryReply *mado_history_reply_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_history_reply_free (MadoHistoryReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoHistoryReply, mado_history_reply_free)
GBytes *mado_history_reply_write (const MadoHistoryReply *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoHistoryReply *mado_history_reply_read (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
